"""A thematic analysis as tables to work on elsewhere: quotations under codes, and the pair's memos.

The one thing to know: a file travels. So people are «Docente 3», a number that means nothing in the
next analysis; no link leads to a message; a level or a school stands there only if five people or more
of this analysis are like that; and telephones, addresses and names are left out of what was said.
"""

from collections.abc import Callable

from community.analyses import Quotation, level_shown, school_shown
from community.calendar import local_day
from community.ids import CodeId
from community.levels import Level
from locales.words import N_, Words
from messages.analyses import Shown
from messages.csv_file import as_csv, separator
from messages.levels import LEVELS
from messages.text import Message, text

Anonymous = Callable[[str], str]  # what somebody said, without names and ways to reach them


def quotations(shown: Shown, anonymous: Anonymous, words: Words) -> Message:
    """By code, with those without one at the end."""
    level, school = level_shown(shown.coded), school_shown(shown.coded)
    called = _called(shown, words)
    order = {code: place for place, code in enumerate(called)}
    rows = [
        (
            called[one.coding.code_id],
            anonymous(one.text),
            pseudonym(one, words),
            _level(level(one), words),
            school(one),
            local_day(one.said_at, shown.community.zone).isoformat(),
        )
        # within a code by person, not by time
        for one in sorted(
            shown.coded.quotations,
            key=lambda one: (order[one.coding.code_id], one.coding.number, one.coding.id),
        )
    ]
    header = tuple(
        words(title)
        for title in (
            N_("code"),
            N_("quotation"),
            N_("teacher"),
            N_("level"),
            N_("school"),
            N_("date"),
        )
    )
    return Message(
        text=text(
            words,
            "The quotations by code, without names, telephones or links. Whoever gets this file can "
            "still recognise a way of talking: share it with care.",
        ),
        document=("minga-codigos.csv", as_csv([header, *rows], _comma(shown, words))),
    )


def memos(shown: Shown, anonymous: Anonymous, words: Words) -> Message | None:
    """For the pair; None where there are none."""
    found = shown.coded.memos
    if not found:
        return None
    called = _called(shown, words)
    header = tuple(words(title) for title in (N_("code"), N_("memo"), N_("date")))
    rows = [
        (
            called[one.code_id],
            anonymous(one.text),
            local_day(one.written_at, shown.community.zone).isoformat(),
        )
        for one in found
    ]
    return Message(
        text=text(words, "The memos of the pair, in a file of their own: they are for the pair."),
        document=("minga-memos.csv", as_csv([header, *rows], _comma(shown, words))),
    )


def pseudonym(one: Quotation, words: Words) -> str:
    """«Docente 3»; the group itself, or a channel, is none."""
    number = one.coding.number
    return words("Teacher {number}").format(number=number) if number else words("The group")


def _called(shown: Shown, words: Words) -> dict[CodeId | None, str]:
    """What each code is called, in the order they are listed; those without one are last."""
    listed = [
        *shown.coded.shown,
        *(one for one in shown.coded.codes if one not in shown.coded.shown),
    ]
    return {one.id: shown.name(one, words) for one in listed} | {None: ""}


def _level(said: str | None, words: Words) -> str | None:
    return words(LEVELS[Level(said)]) if said in set(Level) else said


def _comma(shown: Shown, words: Words) -> str:
    return separator(shown.community.country, words)
