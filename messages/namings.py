"""What is left of a message that was taken back."""

from locales.words import Words
from messages.text import Message, text


def taken_back(words: Words) -> Message:
    """In its place, without buttons; it does not say whose it was."""
    return Message(
        text=text(
            words,
            "This message was taken back: it was about something or somebody I no longer remember.",
        )
    )
