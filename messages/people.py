"""What somebody is called: their name, or what is left of those who asked to be forgotten."""

from community.people import FORGOTTEN
from locales.words import Words


def called(name: str, words: Words) -> str:
    """A name as people read it; plain text, to be escaped by `text` as any other."""
    return words("a person who no longer takes part") if name == FORGOTTEN else name
