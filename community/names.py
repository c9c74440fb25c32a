"""Whether a name somebody wrote may be a given person's: «la profe Rosa» and Rosa Quispe."""

import unicodedata

# What people put before a name; it says nothing about whose it is.
_BEFORE_NAMES = frozenset(
    """
    la el las los a o profe profes profesor profesora professor professora prof don dona sr sra
    senor senora tio tia colega maestro maestra teacher mr mrs ms miss
    """.split()
)


def resembles(written: str, name: str, username: str | None = None) -> bool:
    """Every word of `written` begins a word of `name`, in any order; or it is their @username."""
    if username and written.lstrip("@").lower() == username.lower():
        return True
    said = [word for word in _words(written) if word not in _BEFORE_NAMES]
    own = _words(name)
    return any(len(word) > 1 for word in said) and all(
        any(part.startswith(word) for part in own) for word in said
    )


def _words(value: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", value.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()
