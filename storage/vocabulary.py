"""The words a community's practices have: which stems begin so, and what a misspelt word may mean.

The one thing to know: nobody writes here. Triggers of the database keep the table beside `practices`
(migration 0009), so that a word goes with the last practice that had it, however that one went.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Executable, Row, bindparam, text

from community import spelling
from community.finding import Term
from community.ids import CommunityId
from storage import search
from storage.search import AFTER_Z, Wanted
from storage.tx import Tx

# Which stems begin so, the same one first, then the frequent ones.
_STEMS = (
    "SELECT * FROM (SELECT {number} AS number, stem, CAST(sum(practices) AS INTEGER) AS practices"
    " FROM practices_search_words"
    " WHERE community_id = :community AND stem >= :start{number} AND stem < :end{number}"
    " GROUP BY stem ORDER BY CASE WHEN stem = :start{number} THEN 0 ELSE 1 END,"
    f" sum(practices) DESC, stem LIMIT {search.MAX_STEMS}) AS of_{{number}}"
)
_NEAR = (
    "SELECT word, stem, practices FROM practices_search_words WHERE community_id = :community"
    " AND {column} >= :{name}_start AND {column} < :{name}_end"
    " AND length(word) BETWEEN :{name}_least AND :{name}_most"
)


_THESE = text(
    "SELECT word, stem FROM practices_search_words"
    " WHERE community_id = :community AND word IN :words"
).bindparams(bindparam("words", expanding=True))


async def wanted(tx: Tx, community: CommunityId, terms: Sequence[Term]) -> list[Wanted]:
    """The terms, each with what it begins; whatever is no word begins nothing."""
    stems = ["".join(search.clean([term.stem])) for term in terms]
    asked = {number: stem for number, stem in enumerate(stems) if stem}
    begun: dict[int, list[Row[Any]]] = {}
    if asked:
        question = " UNION ALL ".join(_STEMS.format(number=number) for number in asked)
        values: dict[str, object] = {"community": community}
        for number, stem in asked.items():
            values |= {f"start{number}": stem, f"end{number}": stem + AFTER_Z}
        for row in await tx.rows(text(question), values):
            begun.setdefault(row.number, []).append(row)
    return [
        Wanted(
            stem=stem,
            mark=search.kind_mark(term.kind) if term.kind is not None else None,
            stems=tuple(row.stem for row in begun.get(number, ())),
            practices=sum(row.practices for row in begun.get(number, ())),
        )
        for number, (stem, term) in enumerate(zip(stems, terms, strict=True))
    ]


async def meant(tx: Tx, community: CommunityId, word: str) -> tuple[str, str] | None:
    """The known word, and its stem, that sounds like an unknown one; else the one that differs by one
    letter: of several, the one that begins alike, then the one more practices have."""
    if not spelling.SHORTEST <= len(word) < search.LONGEST_WORD or word.isdecimal():
        return None
    return await _sounding(tx, community, word) or await _one_letter_away(tx, community, word)


async def _sounding(tx: Tx, community: CommunityId, word: str) -> tuple[str, str] | None:
    like = [form for other in spelling.as_it_sounds(word) for form in spelling.forms(other)]
    if not like:
        return None
    rows = await tx.rows(_THESE, {"community": community, "words": like})
    stems = {row.word: row.stem for row in rows}
    return next(((form, stems[form]) for form in like if form in stems), None)


async def _one_letter_away(tx: Tx, community: CommunityId, word: str) -> tuple[str, str] | None:
    forms = spelling.forms(word)
    asked, values = _near(forms)
    rows = await tx.rows(asked, {"community": community, **values})
    near = [
        ((spelling.is_near(word, row.word), row.word[0] == word[0], row.practices, row.word), row)
        for row in rows
        if any(form == row.word or spelling.is_near(form, row.word) for form in forms)
    ]
    if not near:
        return None
    best = max(near, key=lambda one: one[0])[1]
    return best.word, best.stem


def _near(forms: Sequence[str]) -> tuple[Executable, dict[str, object]]:
    values: dict[str, object] = {}
    asked = list[str]()
    for name, form, column, start in _halves(forms):
        asked.append(_NEAR.format(column=column, name=name))
        values |= {
            f"{name}_start": start,
            f"{name}_end": start + AFTER_Z,
            f"{name}_least": len(form) - 1,
            f"{name}_most": len(form) + 1,
        }
    return text(" UNION ".join(asked)), values


def _halves(forms: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    for number, form in enumerate(forms):
        start, end = spelling.halves(form)
        yield f"start{number}", form, "word", start
        yield f"end{number}", form, "backwards", end[::-1]
