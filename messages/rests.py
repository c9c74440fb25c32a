"""What is said when a whole community rests, and when it goes on."""

from datetime import datetime

from community.communities import Community
from locales.words import Words
from messages.text import Message, lines, text


def paused(community: Community, words: Words) -> Message:
    """Nothing unasked until a day, or until somebody resumes."""
    until = community.paused_until
    return Message(
        text=lines(
            text(words, "We rest until somebody writes /reanudar.")
            if until is None
            else text(words, "We rest until {day}.", day=_day(until, community, words)),
            text(
                words,
                "Until then I write nothing on my own. What you ask me I answer, and dates stay"
                " as they are.",
            ),
        )
    )


def resumed(words: Words) -> Message:
    """The rest is over."""
    return Message(
        text=text(words, "We are back. From now on I send questions and reminders again.")
    )


def _day(instant: datetime, community: Community, words: Words) -> str:
    return words.day(instant.astimezone(community.zone).date())
