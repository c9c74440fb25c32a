"""Who answers for an institution: «la municipalidad (contacto: Rosa)», «contato Ana», «contact Luz».

The one thing to know: only the word «contacto» says it; what comes after it is a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reading.people import Known, names_in
from reading.stems import fold

_CONTACT = re.compile(
    r"[\s,;(]*\b(?:(?:con|com|with|y|e)\s+)?(?:(?:de|como|as)\s+)?"
    r"(?:persona\s+de\s+|pessoa\s+de\s+)?(?:contacto|contato|contact)s?(?:\s+person)?\s*"
    r"(?:es|is|:|-)?\s+"
)
_END = re.compile(r"\s*\)")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who is named as contact; `person_id` None: nobody the bot has met, or several bear the name."""

    name: str
    person_id: int | None


def find_contact(words: str, known: Sequence[Known]) -> tuple[str, Contact | None]:
    """The words without it, as long as before, and the contact; None where none is named."""
    folded = fold(words)
    if len(folded) != len(words):
        folded = words.lower()
    for match in _CONTACT.finditer(folded):
        named = names_in(words[match.end() :], known)
        if not named:
            continue
        end = match.end() + named[0].end
        closing = _END.match(words, end)
        end = closing.end() if closing else end
        rest = words[: match.start()] + " " * (end - match.start()) + words[end:]
        return rest, Contact(name=named[0].name, person_id=named[0].person_id)
    return words, None
