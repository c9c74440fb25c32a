"""What is said around a draft that the pair decides on: [Publicar], [Editar], [Descartar]."""

import re
from collections.abc import Sequence
from html import unescape

from locales.words import N_, Words
from messages.buttons import Press
from messages.text import Button, Html, Keyboard, Message, clean, label, text

ARROW = "↗"


def choices(feature: str, number: int, words: Words) -> Keyboard:
    """The three buttons; their verbs are `<feature>-publish`, `-reword`, `-discard`."""
    of_draft = (
        ("publish", N_("Publish")),
        ("reword", N_("Edit")),
        ("discard", N_("Discard")),
    )
    return (
        tuple(
            Button(label=label(words, said), press=Press(verb=f"{feature}-{verb}", subject=number))
            for verb, said in of_draft
        ),
    )


def for_the_pair(words: Words) -> Html:
    """Who sees it."""
    return text(words, "Only those who facilitate see it. One of you is enough to publish it.")


def how_to_reword(about: tuple[str, int], words: Words) -> Message:
    """[Editar]."""
    return Message(
        text=text(
            words,
            "Copy the draft, change what you want, and reply to this message with the new text. "
            "Nothing is published until one of you taps [Publicar].",
        ),
        about=about,
    )


def published_briefly(words: Words) -> str:
    """To the tap."""
    return words("Published in the group. Thank you.")


def discarded_briefly(words: Words) -> str:
    """To the tap."""
    return words("Discarded. Nothing was said in the group.")


def explained_below(words: Words) -> str:
    """To [Editar]."""
    return words("I tell you how below.")


def retyped(said: str, heads: Sequence[Html]) -> str:
    """A copy of the draft comes back with its head, and with an arrow at each point."""
    not_meant = {"", *(row.strip() for head in heads for row in as_read(head).splitlines())}
    rows = said.splitlines()
    while rows and rows[0].strip() in not_meant:
        rows.pop(0)
    return "\n".join(row.removesuffix(f" {ARROW}") for row in rows).strip()


def as_read(said: Html) -> str:
    """As people see it, without marks."""
    return clean(unescape(re.sub(r"<[^>]+>", "", said)))
