"""The question to an author whose message many answered, and what comes of it."""

from community.communities import Community
from community.practices import Practice
from community.practices_nudge import Nudge
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import author_of
from messages.text import Button, Message, bold, label, lines, quote, shorten, text

KEEP, LEAVE = "keep", "leave"
LONGEST_QUOTE = 200
LONGEST_NAME = 40


def asked_in_private(nudge: Nudge, said: str, community: Community, words: Words) -> Message:
    """With the words it is about."""
    return Message(
        text=lines(
            text(
                words,
                "Several people answered this that you wrote in {community}:",
                community=shorten(community.title, LONGEST_NAME),
            ),
            quote(shorten(said, LONGEST_QUOTE)),
            text(
                words, "May I keep it in the repertoire, under your name, so that others find it?"
            ),
        ),
        keyboard=_answers(nudge, words),
        about=("nudge", nudge.id),
    )


def asked_in_the_group(nudge: Nudge, name: str, words: Words) -> Message:
    """In reply to the message."""
    return Message(
        text=text(
            words,
            "{name}, several people answered this. May I keep it in the repertoire, under your name, "
            "so that others find it later?",
            name=shorten(name, LONGEST_NAME),
        ),
        keyboard=_answers(nudge, words),
        about=("nudge", nudge.id),
    )


def kept(practice: Practice, nudge: Nudge, words: Words) -> Message:
    """It is in the repertoire now."""
    return Message(
        text=text(
            words,
            "In the repertoire: {title}, by {name}. With /mispracticas you change or withdraw it.",
            title=bold(shorten(practice.title, 48)),
            name=shorten(author_of(practice, words), LONGEST_NAME),
        ),
        about=("nudge", nudge.id),
    )


def left(nudge: Nudge, words: Words) -> Message:
    """[No]."""
    return Message(
        text=text(words, "All right: it stays talk, and I do not ask about it again."),
        about=("nudge", nudge.id),
    )


def _answers(nudge: Nudge, words: Words) -> tuple[tuple[Button, ...], ...]:
    def button(msgid: str, choice: str) -> Button:
        press = Press(verb="nudge-answer", subject=nudge.id, choice=choice)
        return Button(label=label(words, msgid), press=press)

    return ((button(N_("Keep it"), KEEP), button(N_("No"), LEAVE)),)
