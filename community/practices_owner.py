"""A practice is its author's: to reword, to leave unnamed, to take back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from community.finding import bare_words
from community.ids import PersonId
from community.practices import MAX_TITLE, Practice, corrected
from community.refusals import OldButton, Refusal


class NotTheAuthor(Refusal):
    """Only whoever told a practice may say that; `about` is the practice."""


class TakenBack(Refusal):
    """Its author withdrew it; only they can tell it again."""


def must_be_the_author(practice: Practice, by: PersonId | None) -> None:
    """Raises NotTheAuthor; where nobody is known to have told it, nobody is."""
    if by is None or by != practice.author_id:
        raise NotTheAuthor(practice)


def hide_name(
    practice: Practice, by: PersonId | None, *, unnamed: str, ending: Callable[[str], str]
) -> Practice:
    """People read `unnamed` («somebody of the community») instead, in a title that has the name too.

    `ending`: how an adaptation's title ends with a name («, as Rosa did it»).
    """
    must_be_the_author(practice, by)
    title = _renamed(practice, practice.author_name, unnamed, ending)
    return replace(practice, name_hidden=True, title=title)


def show_name(
    practice: Practice, by: PersonId | None, *, unnamed: str, ending: Callable[[str], str]
) -> Practice:
    """The name is read again, in the title that hid it too."""
    must_be_the_author(practice, by)
    title = _renamed(practice, unnamed, practice.author_name, ending)
    return replace(practice, name_hidden=False, title=title)


def _renamed(practice: Practice, old: str, new: str, ending: Callable[[str], str]) -> str:
    title = practice.title
    if practice.adapted_from is not None and title.endswith(ending(old)):
        return f"{title.removesuffix(ending(old))}{ending(new)}"
    return without_name(title, old, new)


def without_name(title: str, old: str, new: str) -> str:
    """A title with a name in it, with `new` in its place."""
    if not old.strip():
        return title
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, title, flags=re.IGNORECASE)


def may_be_a_title(said: str) -> bool:
    """One short line."""
    return len(said) <= MAX_TITLE and "\n" not in said


def propose(practice: Practice, said: str, by: PersonId | None) -> Practice:
    """Its author replied with words; they wait until it is said what they are."""
    must_be_the_author(practice, by)
    return replace(practice, rewording=said)


def retitle(practice: Practice, by: PersonId | None) -> Practice:
    """The words that wait are its title; OldButton where none wait."""
    said = _waiting(practice, by)
    if not may_be_a_title(said):
        raise OldButton()
    return replace(practice, title=said, rewording=None)


def retell(practice: Practice, by: PersonId | None) -> Practice:
    """The words that wait are its text; a title of the first words follows, as with an edit."""
    said = _waiting(practice, by)
    whole = replace(practice, told_length=None, rewording=None)
    return corrected(whole, said, practice.media, practice.file_id)


def keep_as_it_is(practice: Practice, by: PersonId | None) -> Practice:
    """The words that wait meant nothing of the kind."""
    must_be_the_author(practice, by)
    return replace(practice, rewording=None)


def withdraw(practice: Practice, by: PersonId | None, now: datetime) -> Practice:
    """Its author takes it back: what is left says that there was one, and whose to tell again."""
    must_be_the_author(practice, by)
    return replace(
        practice,
        title="",
        text="",
        author_name="",
        saved_by=None,
        media=None,
        file_id=None,
        school=None,
        level=None,
        subject=None,
        multigrade=None,
        context=None,
        origin=None,
        rewording=None,
        album=None,
        more_files=(),
        told_length=None,
        withdrawn_at=now,
    )


def told_again(withdrawn: Practice, afresh: Practice, by: PersonId | None) -> Practice:
    """The author's message is told once more; raises TakenBack for anybody else."""
    if withdrawn.author_id is not None and by != withdrawn.author_id:
        raise TakenBack(withdrawn)
    return replace(
        withdrawn,
        title=afresh.title,
        text=afresh.text,
        author_name=afresh.author_name,
        saved_by=afresh.saved_by,
        media=afresh.media,
        file_id=afresh.file_id,
        album=afresh.album,
        told_at=afresh.told_at,
        withdrawn_at=None,
    )


def told_twice(earlier: Practice, again: Practice) -> bool:
    """Whether somebody tells the same once more: the same words, but for case, accents and signs. Two
    files with one caption are two."""
    said = bare_words(earlier.text)
    is_other_file = (
        None not in (earlier.file_id, again.file_id) and earlier.file_id != again.file_id
    )
    return bool(said) and said == bare_words(again.text) and not is_other_file


def with_file_of(earlier: Practice, again: Practice) -> Practice:
    """A file that came only the second time is kept with the first."""
    if again.file_id is None or earlier.file_id is not None:
        return earlier
    return replace(earlier, media=again.media, file_id=again.file_id)


def _waiting(practice: Practice, by: PersonId | None) -> str:
    must_be_the_author(practice, by)
    if practice.rewording is None:
        raise OldButton()
    return practice.rewording
