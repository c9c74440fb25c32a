"""What somebody said, without what tells who people are: for a file that leaves the community.

The one thing to know: names of the community's people are known and found wherever they are said; of
others, only what `private_details` finds by its shape.
"""

import re
from collections.abc import Collection

from reading.private_details import GAP, without_details

SHORTEST_NAME = 3


def anonymous(said: str, names: Collection[str]) -> str:
    """With «…» where a name of `names`, a telephone, an address or a child's name stood."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME:
            how = re.IGNORECASE if " " in name else 0  # «Rosa», but not «rosa»
            said = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GAP, said, flags=how)
    return without_details(said)
