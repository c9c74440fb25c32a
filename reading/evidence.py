"""The evidence a sentence promises: «evidencia foto», «con un audio», «sin evidencia».

The one thing to know: «suben las fotos» is the task, not its evidence; a kind counts only after the
word «evidencia», or after «con» at the end of a clause. Two kinds at once are no answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from community.commitments import EvidenceKind
from reading.stems import fold

_WORDS: Mapping[EvidenceKind, str] = {
    EvidenceKind.PHOTO: r"(?:foto|imagen|imagem|fotografia|photo|picture|image)s?|imagenes|imagens",
    EvidenceKind.TEXT: r"textos?|relatos?|escritos?|mensajes?|mensagem|texts?|story",
    EvidenceKind.AUDIO: (
        r"audios?|notas? de (?:voz|audio)|mensaje de voz|grabacion|gravacao|voice notes?|recording"
    ),
    EvidenceKind.DOCUMENT: (
        r"documentos?|actas?|atas?|archivos?|arquivos?|pdf|word|planilhas?|planillas?|documents?|files?"
        r"|minutes|listas? de asistencia|listas? de presenca"
    ),
    EvidenceKind.LINK: r"enlaces?|links?|url",
    EvidenceKind.NONE: r"ningun[ao]?|nenhuma?|nada|none|sin evidencia|no",
}
_KINDS = "|".join(_WORDS.values())
_SMALL = r"(?:un |una |el |la |las |los |unas |unos |um |uma |o |a |as |os |the |some )?"
_AND = rf"(?:\s*(?:,|y/o|y|e|o|u|ou|and|or|\+|/)\s*{_SMALL}(?:{_KINDS})\b)*"
_WORD = r"(?:como |de |as )?(?:evidencias?|evid|evidence|prueba|prova|proof|respaldo|verificador)"
# «enlace al drive»
_ABOUT = r"(?:\s(?:al?|del?|en el|en la|de las?|de los|d[ao]s?) \w+(?=\s*(?:[,.;)]|$)))?"
_PATTERNS = (
    r"[,;.(]?\s*\b(?:y |e )?(?:sin (?:ninguna )?(?:evidencias?|prueba)|sem (?:evidencia|prova)s?"
    r"|(?:no|without|with no) evidence|no (?:requiere|necesita) evidencia)\b\)?",
    rf"[,;.(]?\s*\b(?:(?:con|com|with|y|e|and|la|a|su) )*{_WORD}\s*"
    rf"(?::|=|-|es|sera|is|con|com|de|en|em)?\s*"
    rf"{_SMALL}(?P<kinds>(?:{_KINDS})\b{_AND}){_ABOUT}\)?",
    rf"[,;.(]?\s*\b(?:con |com |with |y )?{_SMALL}(?P<kinds>(?:{_KINDS})\b{_AND}) (?:de|como|as|for) "
    rf"(?:la )?(?:evidencias?|evidence|prueba|prova|proof|respaldo)\b\)?",
    rf"[,;.(]?\s*\b(?:con|com|with|adjuntando|anexando) {_SMALL}(?P<kinds>(?:{_KINDS})\b{_AND})"
    r"(?=\s*(?:$|[,;.!)]|antes|para el|hasta|el (?:lunes|martes|miercoles|jueves|viernes)|ate|before|by))",
    rf"[,;(]\s*(?P<kinds>(?:{_KINDS})\b)\)?(?=\s*[.!]?\s*$)",
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)


@dataclass(frozen=True, kw_only=True)
class EvidenceSaid:
    """The kind (None when not said, or several are) and what of the text says it."""

    kind: EvidenceKind | None
    spans: tuple[tuple[int, int], ...]


def find_evidence(text: str) -> EvidenceSaid:
    """The evidence `text` promises; spans in code points of `text`."""
    folded = "".join(fold(letter)[:1] or letter for letter in text)
    for number, pattern in enumerate(_COMPILED):
        match = pattern.search(folded)
        if match is None:
            continue
        if number == 0:
            return EvidenceSaid(kind=EvidenceKind.NONE, spans=(match.span(),))
        kinds = {
            kind for kind, words in _WORDS.items() if re.search(rf"\b(?:{words})\b", match["kinds"])
        }
        return EvidenceSaid(kind=kinds.pop() if len(kinds) == 1 else None, spans=(match.span(),))
    return EvidenceSaid(kind=None, spans=())
