"""What is said about dates in a calendar: a file on its way, an address, and that there is none."""

from locales.words import N_, Words
from messages.text import Html, Message, lines, plain, text


def file_on_its_way(words: Words, *, is_private: bool) -> str:
    """The small answer to [To my calendar]."""
    sentence = (
        N_("I send it to our private chat.") if is_private else N_("I send it here, for everybody.")
    )
    return words(sentence)


def address(url: str, words: Words) -> Message:
    """Where a calendar program finds the dates, always as they are now."""
    return Message(
        text=lines(
            text(
                words, "📆 Whoever subscribes to this address has the dates, also when they change:"
            ),
            Html(f"<code>{plain(url)}</code>"),
            text(
                words,
                "It shows titles and times, nobody's name. Whoever has it can read it: «/sesion "
                "calendario cerrar» ends it.",
            ),
        )
    )


def address_ended(words: Words) -> Message:
    """It leads nowhere any more."""
    return Message(
        text=text(
            words,
            "The address leads nowhere any more. «/sesion calendario» makes another when you want.",
        )
    )


def no_address(words: Words) -> Message:
    """This instance has no public address."""
    return Message(
        text=text(
            words,
            "This bot has no public address, so there is nothing to subscribe to. With /agenda ics "
            "you get the dates as a file.",
        )
    )
