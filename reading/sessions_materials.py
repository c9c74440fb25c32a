"""Which files of the library belong to a session: those that its title or its agenda name.

The one thing to know: a file belongs to it when its whole title stands in the agenda («leer la rúbrica
de lectura»), or the whole title of the session stands in the file's («Guion de Lectura multigrado»).
"""

from collections.abc import Sequence

from community.materials import Material
from community.sessions import Session
from reading.stems import search_terms

MOST = 3


def named_for(session: Session, found: Sequence[Material], language: str) -> list[Material]:
    """The newest first, three at most."""
    title = set(search_terms(session.title, language))
    points = [set(search_terms(point, language)) for point in (session.points or "").splitlines()]
    named = [
        one for one in found if _is_named(set(search_terms(one.title, language)), title, points)
    ]
    return sorted(named, key=lambda one: one.saved_at, reverse=True)[:MOST]


def _is_named(material: set[str], title: set[str], points: Sequence[set[str]]) -> bool:
    if not material:
        return False
    return any(material <= point for point in points) or (bool(title) and title <= material)
