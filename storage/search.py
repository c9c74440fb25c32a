"""How words find practices: the same hits, in the same order, on SQLite and on PostgreSQL.

The one thing to know: both databases only say which practices match; which fit best is reckoned here,
over the latest CANDIDATES of them, because the two would rank differently, and ranking every hit of a
common word costs most of a second (facts.md §9). Terms and texts come stemmed (reading/stems.py).
"""

import re
from collections.abc import Sequence
from math import sqrt

from sqlalchemy import Executable, text

from community.ids import CommunityId

CANDIDATES = 200
MAX_TERMS = 8
_TERM = re.compile(r"[a-z0-9]+")

# The community is a word of the index too: no other community's practices crowd out its own.
ON_SQLITE = text(
    "SELECT p.id, p.search_text FROM practices_search JOIN practices AS p"
    " ON p.id = practices_search.rowid"
    " WHERE practices_search MATCH :asked AND p.community_id = :community"
    " AND p.withdrawn_at IS NULL ORDER BY practices_search.rowid DESC LIMIT :many"
)
ON_POSTGRESQL = text(
    "SELECT id, search_text FROM practices"
    " WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', :asked)"
    " AND community_id = :community AND withdrawn_at IS NULL ORDER BY id DESC LIMIT :many"
)
FORGET_ON_SQLITE = text("INSERT INTO practices_search (practices_search) VALUES ('optimize')")


def clean(terms: Sequence[str]) -> list[str]:
    """The terms that can be looked for: folded words alone, so that nothing typed is syntax."""
    return [term for term in dict.fromkeys(terms) if _TERM.fullmatch(term)][:MAX_TERMS]


def statement(
    community: CommunityId, terms: Sequence[str], *, is_sqlite: bool, every: bool
) -> tuple[Executable, dict[str, object]]:
    """What to ask, and with which values: practices with every, or any, of the terms as prefixes."""
    if is_sqlite:
        joined = (" AND " if every else " OR ").join(f'"{term}"*' for term in terms)
        asked = f'community_id : "{community}" AND search_text : ({joined})'
    else:
        asked = (" & " if every else " | ").join(f"'{term}':*" for term in terms)
    values = {"asked": asked, "community": community, "many": CANDIDATES}
    return (ON_SQLITE if is_sqlite else ON_POSTGRESQL), values


def fit(search_text: str, terms: Sequence[str]) -> tuple[int, float]:
    """How well a text fits: how many of the terms it has, then how much of it is about them."""
    found = search_text.split()
    counts = [sum(word.startswith(term) for word in found) for term in terms]
    return sum(map(bool, counts)), sum(counts) / sqrt(len(found) or 1)
