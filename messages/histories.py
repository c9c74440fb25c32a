"""What a group is told when its past came along."""

from datetime import datetime

from community.communities import Community
from locales.words import Words
from messages.text import Message, texts


def brought(
    community: Community,
    messages: int,
    span: tuple[datetime, datetime],
    until: datetime,
    words: Words,
) -> Message:
    """How much, from when to when, until when, what for, and what everybody may do about it."""
    first, last, end = (
        words.day(instant.astimezone(community.zone).date()) for instant in (*span, until)
    )
    return Message(
        text=texts(
            words,
            "📚 {n} message of this group from before came along ({first} to {last}), without files, "
            "to summarise it. It stays until {until}. Yours can go at any time: /privacidad, /olvidame.",
            "📚 {n} messages of this group from before came along ({first} to {last}), without files, "
            "to summarise them. They stay until {until}. Yours can go at any time: /privacidad, "
            "/olvidame.",
            messages,
            first=first,
            last=last,
            until=end,
        ),
        about=("history", community.id),
    )
