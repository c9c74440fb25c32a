"""Whether an answer to «what did you change?» says that nothing was changed."""

from reading.stems import fold

MOST_WORDS = 5

# Folded, as whole answers: «Nada, igual», «no cambié nada», «igual nomás».
_NOTHING = frozenset(
    {
        "nada",
        "nada igual",
        "nada todo igual",
        "nada mas",
        "nada nada",
        "igual",
        "igual nomas",
        "igualita",
        "todo igual",
        "tal cual",
        "tal como estaba",
        "no cambie nada",
        "no le cambie nada",
        "no cambio nada",
        "no cambiamos nada",
        "sin cambios",
        "ninguno",
        "ninguna",
        "lo mismo",
        # português
        "igualzinho",
        "nao mudei nada",
        "nao mudamos nada",
        "sem mudancas",
        "nada mudou",
        "do mesmo jeito",
        "o mesmo",
        # English
        "nothing",
        "nothing at all",
        "no changes",
        "no change",
        "the same",
        "i changed nothing",
        "as it was",
    }
)


def says_nothing_changed(text: str) -> bool:
    """Only where the whole answer says so: «nada, solo agregué tambores» is an answer to keep."""
    words = [word for word in _letters(fold(text)).split() if word]
    return 0 < len(words) <= MOST_WORDS and " ".join(words) in _NOTHING


def _letters(text: str) -> str:
    return "".join(letter if letter.isalpha() else " " for letter in text)
