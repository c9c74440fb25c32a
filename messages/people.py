"""What somebody is called: their name, or what is left of those who asked to be forgotten."""

from community.people import FORGOTTEN
from community.practices import Practice
from locales.words import Words
from messages.text import shorten


def called(name: str, words: Words) -> str:
    """A name as people read it; plain text, to be escaped by `text` as any other."""
    return words("a person who no longer takes part") if name == FORGOTTEN else name


def nobody_in_particular(words: Words) -> str:
    """Instead of a name that was hidden."""
    return words("somebody of the community")


def author_of(practice: Practice, words: Words) -> str:
    """Who is read as having told a practice: nothing else may read `author_name` to show it."""
    if practice.name_hidden:
        return nobody_in_particular(words)
    return called(practice.author_name, words)


def shortly(name: str, words: Words, longest: int) -> str:
    """A name short enough for a line; what is said instead of one that is gone is not cut."""
    return called(shorten(name, longest), words)


def author_shortly(practice: Practice, words: Words, longest: int) -> str:
    """The same for who told a practice."""
    if practice.name_hidden:
        return nobody_in_particular(words)
    return shortly(practice.author_name, words, longest)


def told_by(practice: Practice, words: Words, longest: int) -> str:
    """The same beside its title, where a practice made of another's must not be taken for that one."""
    name = author_shortly(practice, words, longest)
    return name if practice.adapted_from is None else words("adapted by {name}").format(name=name)
