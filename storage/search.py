"""How words find practices: the same hits, in the same order, on SQLite and on PostgreSQL.

The one thing to know: both databases only say which practices have which stems; which fit best is
reckoned here, over the latest CANDIDATES of them, because the two would rank differently, and ranking
every hit of a common word costs most of a second (facts.md §9). Terms and texts come stemmed
(reading/stems.py); a beginning of a word is looked up in the community's vocabulary first, so that
the index is asked for whole stems alone. That is as fast for «a» as for «rompecabezas».
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Row, text

from community.finding import Sought, bare_words
from community.ids import CommunityId
from community.levels import Level
from community.practices import Practice, PracticeKind

CANDIDATES = 200
MAX_TERMS = 8
MAX_STEMS = 40  # that one term may begin
LONGEST_WORD = 40  # of a word of the index; the rest of a longer one is not looked at
COMMON = 2_500  # a word of so many practices is looked for among the LATEST first
LATEST = 10_000
AFTER_Z = "{"  # follows «z»: the end of everything that begins with a word
_TERM = re.compile(r"[a-z0-9]+")

# The community is a word of the index too: no other community's practices crowd out its own.
ON_SQLITE = text(
    "SELECT p.id, p.adapted_from, p.search_text, p.search_marks FROM practices_search JOIN practices AS p"
    " ON p.id = practices_search.rowid"
    " WHERE practices_search MATCH :asked AND p.community_id = :community"
    " AND p.withdrawn_at IS NULL ORDER BY practices_search.rowid DESC LIMIT :many"
)
# Materialized: the planner must not walk the whole table backwards in the hope of an early hit.
ON_POSTGRESQL = text(
    "WITH hits AS MATERIALIZED (SELECT id FROM practices"
    " WHERE practices_search @@ CAST(:asked AS tsquery)"
    " AND community_id = :community AND withdrawn_at IS NULL)"
    " SELECT p.id, p.adapted_from, p.search_text, p.search_marks FROM practices AS p"
    " JOIN (SELECT id FROM hits ORDER BY id DESC LIMIT :many) AS latest ON latest.id = p.id"
    " ORDER BY p.id DESC"
)
LATEST_ON_POSTGRESQL = text(
    "SELECT id, adapted_from, search_text, search_marks FROM"
    " (SELECT id, adapted_from, search_text, search_marks, practices_search, withdrawn_at FROM practices"
    f" WHERE community_id = :community ORDER BY id DESC LIMIT {LATEST}) AS latest"
    " WHERE practices_search @@ CAST(:asked AS tsquery) AND withdrawn_at IS NULL"
    " ORDER BY id DESC LIMIT :many"
)
FORGET_ON_SQLITE = text("INSERT INTO practices_search (practices_search) VALUES ('optimize')")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A term, with the stems of the community's vocabulary that it begins."""

    stem: str
    mark: str | None = None
    stems: tuple[str, ...]
    practices: int  # that have one of them, at most


def clean(terms: Iterable[str]) -> list[str]:
    """The terms that can be looked for: folded words alone, so that nothing typed is syntax."""
    found = (term[:LONGEST_WORD] for term in terms if _TERM.fullmatch(term))
    return list(dict.fromkeys(found))[:MAX_TERMS]


def entry(practice: Practice, said: str) -> dict[str, str]:
    """The columns a practice is found by; nothing once it is withdrawn.

    `said`: its words in order, each as word:stem, or a stem alone; a bar ends the title.
    """
    if practice.withdrawn_at is not None:
        return {"search_text": "", "search_words": "[]", "search_marks": ""}
    parted = [word.partition(":") for word in said.split()]
    pairs = [(word[:LONGEST_WORD], (stem or word)[:LONGEST_WORD]) for word, _, stem in parted]
    words = [[word, stem, word[::-1]] for word, stem in dict.fromkeys(pairs) if word != "|"]
    return {
        "search_text": " ".join(stem for _, stem in pairs),
        "search_words": json.dumps(words, separators=(",", ":")),
        "search_marks": marks_of(practice),
    }


def marks_of(practice: Practice) -> str:
    """What it is, as words of the index that nobody can write."""
    marks = [kind_mark(practice.kind)]
    if practice.level is not None:
        marks.append(level_mark(practice.level))
    if practice.multigrade:
        marks.append(level_mark(Level.MULTIGRADE))
    marks += [subject_mark(word) for word in bare_words(practice.subject or "")]
    return " ".join(marks)


def kind_mark(kind: PracticeKind) -> str:
    """A kind, as a word of the index."""
    return f"kind_{kind}"


def level_mark(level: Level) -> str:
    """A level, as a word of the index."""
    return f"level_{level}"


def subject_mark(word: str) -> str:
    """A word of a subject, or the beginning of one, as a word of the index."""
    return f"subject_{word[:LONGEST_WORD]}"


def kind_of(marks: str) -> PracticeKind:
    """The kind a practice's marks say."""
    mark = next(word for word in marks.split() if word.startswith("kind_"))
    return PracticeKind(mark.removeprefix("kind_"))


def statement(
    community: CommunityId,
    wanted: Sequence[Wanted],
    sought: Sought,
    *,
    is_sqlite: bool,
    every: bool,
) -> tuple[list[Executable], dict[str, object]]:
    """What to ask, the first that fills the candidates, and with which values."""
    ask = _on_sqlite if is_sqlite else _on_postgresql
    values: dict[str, object] = {
        "asked": ask(community, wanted, sought, every=every),
        "community": community,
        "many": CANDIDATES,
    }
    if is_sqlite:
        return [ON_SQLITE], values
    counts = [one.practices for one in wanted]
    is_common = not counts or (min(counts) if every else sum(counts)) >= COMMON
    return [LATEST_ON_POSTGRESQL, ON_POSTGRESQL] if is_common else [ON_POSTGRESQL], values


def fit(row: Row[Any], wanted: Sequence[Wanted]) -> tuple[int, int, bool, int]:
    """How well a practice fits: how many of the terms it has, then where: a word of the title
    counts more than one of the text, a whole word more than the beginning of one. Of equals, what was
    told first-hand comes before what was made of it, the newest first; then that, in its order."""
    title, bar, rest = f" {row.search_text} ".partition(" | ")
    title, rest = (f"{title} ", f" {rest}") if bar else ("", title)
    marks = f" {row.search_marks} "
    points = [_points(term, title, rest, marks) for term in wanted]
    is_variant = bool(wanted) and row.adapted_from is not None
    order = -row.id if is_variant else row.id
    return sum(map(bool, points)), sum(points), not is_variant, order


def _points(term: Wanted, title: str, rest: str, marks: str) -> int:
    whole, start = f" {term.stem} ", f" {term.stem}"
    if whole in title or (term.mark is not None and f" {term.mark} " in marks):
        return 6
    if start in title:
        return 4
    if whole in rest:
        return 3
    return 2 if start in rest else 0


def _on_sqlite(
    community: CommunityId, wanted: Sequence[Wanted], sought: Sought, *, every: bool
) -> str:
    terms = [
        " OR ".join(
            [f"search_text : ({' OR '.join(_quoted(one.stems))})"] * bool(one.stems)
            + [f'search_marks : "{one.mark}"'] * bool(one.mark)
        )
        for one in wanted
    ]
    joined = (" AND " if every else " OR ").join(f"({term})" for term in terms)
    parts = [f'community_id : "{community}"']
    parts += [f'search_marks : "{mark}"' for mark in _marks(sought)]
    if sought.subject is not None:
        parts.append(f'search_marks : "{subject_mark(sought.subject.stem)}" *')
    return " AND ".join([*parts, f"({joined})"] if joined else parts)


def _on_postgresql(
    community: CommunityId, wanted: Sequence[Wanted], sought: Sought, *, every: bool
) -> str:
    terms = [
        " | ".join(f"'{word}'" for word in (*one.stems, *([one.mark] if one.mark else ())))
        for one in wanted
    ]
    joined = (" & " if every else " | ").join(f"({term})" for term in terms)
    parts = [f"'community_{community}'", *(f"'{mark}'" for mark in _marks(sought))]
    if sought.subject is not None:
        parts.append(f"'{subject_mark(sought.subject.stem)}':*")
    return " & ".join([*parts, f"({joined})"] if joined else parts)


def _marks(sought: Sought) -> list[str]:
    marks = [kind_mark(sought.kind)] if sought.kind is not None else []
    return marks + ([level_mark(sought.level)] if sought.level is not None else [])


def _quoted(stems: Sequence[str]) -> list[str]:
    return [f'"{stem}"' for stem in stems]
