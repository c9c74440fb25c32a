"""What somebody said, without what tells who people are: for a file that leaves the community.

The one thing to know: names of the community's people are known and found wherever they are said; of
others, only what `private_details` finds by its shape.
"""

import re
from functools import lru_cache

from reading.private_details import GAP, without_details

SHORTEST_NAME = 3


def anonymous(said: str, names: frozenset[str]) -> str:
    """With «…» where a name of `names`, a telephone, an address or a child's name stood."""
    for pattern in _patterns(names):
        said = pattern.sub(GAP, said)
    return without_details(said)


@lru_cache(maxsize=2)
def _patterns(names: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Whole names however they are written; one word of a name only as it is: «Rosa», not «rosa»."""
    longest_first = sorted(
        (n for n in names if len(n) >= SHORTEST_NAME), key=lambda n: (-len(n), n)
    )
    whole = [re.escape(name) for name in longest_first if " " in name]
    parts = [re.escape(name) for name in longest_first if " " not in name]
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(some)})(?!\w)", how)
        for some, how in ((whole, re.IGNORECASE), (parts, re.NOFLAG))
        if some
    )
