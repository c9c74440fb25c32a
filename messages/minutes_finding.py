"""How minutes are found: a list by date and theme, with a button for each."""

from collections.abc import Sequence

from community.calendar import local_day
from community.communities import Community
from community.minutes import Minutes, MinutesState
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    in_rows,
    lines,
    plain,
    shorten,
    text,
    texts,
)

SHOWN = 5
TITLE_SHOWN = 40
LINE_SHOWN = 42
QUERY_SHOWN = 40


def found(
    ones: Sequence[tuple[Minutes, str]], query: str, community: Community, words: Words
) -> Message:
    """The newest five, each with the line that is about it; a number brings all of one."""
    shown = ones[:SHOWN]
    head = (
        texts(
            words,
            "About «{query}» there are {n} minutes:",
            "About «{query}» there are {n} minutes:",
            len(ones),
            query=shorten(query, QUERY_SHOWN),
        )
        if query
        else text(words, "The latest minutes. With a word, those about it: /actas reading")
    )
    rows = []
    for number, (one, line) in enumerate(shown, start=1):
        day, title = _day(one, community, words), shorten(one.title, TITLE_SHOWN)
        is_title = not line or shorten(line, TITLE_SHOWN) == title
        about = "" if is_title else f" · {plain(shorten(line, LINE_SHOWN))}"
        rows.append(Html(f"{number}. {plain(day)}: {plain(title)}{about}"))
    more = len(ones) - len(shown)
    rest = texts(words, "… and {n} older", "… and {n} older", more) if more else None
    numbered = [(str(number), one) for number, (one, _) in enumerate(shown, start=1)]
    return Message(
        text=lines(head, *rows, rest),
        keyboard=_reads(numbered, community),
        about=("past-sessions", community.id),
    )


def buttons(ones: Sequence[Minutes | None], community: Community, words: Words) -> Keyboard:
    """Below the sessions that are over: «Acta mar 17 nov», for those that are published."""
    published = [one for one in ones if one is not None and one.state is MinutesState.PUBLISHED]
    named = []
    for one in published:
        on = local_day(one.held_at, community.zone)
        said = words(N_("Minutes {day}")).format(day=words.short_day(on, with_year=False))
        named.append((said, one))
    return _reads(named, community, a_row=2)


def nothing_yet(words: Words) -> Message:
    """No minutes at all."""
    return Message(
        text=text(
            words,
            "There are no minutes yet. While a session is on, write #acuerdo, #duda, #idea or "
            "#nota: they become its minutes.",
        )
    )


def nothing_found(query: str, words: Words) -> Message:
    """None about it."""
    return Message(
        text=text(
            words,
            "No minutes are about «{query}». With /actas alone you see the latest, with "
            "/repertorio what people told.",
            query=shorten(query, QUERY_SHOWN),
        )
    )


def shown_below(words: Words) -> str:
    """To the tap."""
    return words("Here they are, below.")


def _day(one: Minutes, community: Community, words: Words) -> str:
    return words.short_day(local_day(one.held_at, community.zone))


def _reads(
    ones: Sequence[tuple[str, Minutes]], community: Community, *, a_row: int = 3
) -> Keyboard:
    return in_rows(
        [
            Button(
                label=number,
                press=Press(verb="minutes-read", subject=community.id, choice=str(one.id)),
            )
            for number, one in ones
        ],
        a_row,
    )
