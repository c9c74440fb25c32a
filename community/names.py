"""Whether a name somebody wrote may be a given person's: «la profe Rosa» and Rosa Quispe."""

import re
import unicodedata

# What people put before a name; it says nothing about whose it is.
_BEFORE_A_NAME = re.compile(
    r"la|el|las|los|a|o|profes?|profesora?|professora?|prof|don|dona|sr|sra|senora?|tio|tia|colega"
    r"|maestr[oa]|teacher|mr|mrs|ms|miss"
)


def resembles(written: str, name: str, username: str | None = None) -> bool:
    """Every word of `written` begins a word of `name`, in any order; or it is their @username."""
    if written.startswith("@"):
        return username is not None and written[1:].lower() == username.lower()
    said = [word for word in _words(written) if not _BEFORE_A_NAME.fullmatch(word)]
    own = _words(name)
    return any(len(word) > 1 for word in said) and all(
        any(part.startswith(word) for part in own) for word in said
    )


def _words(value: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", value.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()
