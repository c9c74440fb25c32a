"""Whether somebody proposes that the group do something, in Spanish, Portuguese and English.

The one thing to know: a proposal alone is nothing; who says yes decides (`agreements`). So these are
wider than other cues, but what is told of other times or places, and what mocks, is none.
"""

import re

from reading.stems import fold

_INVITES = re.compile(
    r"""\b(?:
      propongo|propondria|proponemos|mi\s+propuesta|propuesta\s*:|sugiero|sugeriria|encuesta\s*:
        |voto\s+por
    | podriamos|deberiamos|tendriamos\s+que|podria\s+ser|se\s+podria|quedamos\s+(?:en|a|el|asi|con)
    | (?:les?|te|os)\s+(?:parece|tinca|late|acomoda|sirve|va|cuadra)(?=\s*(?:\?|bien|si\b|que|el\b
        |la\b|a\b|para|mejor|juntar|hacer))
    | (?:que|como)\s+(?:tal|ven|lo\s+ven)\s+si|que\s+(?:les|te)\s+parece
        |y\s+si\s+(?:\w+\s+){0,3}\w+mos\b
    | nos\s+(?:juntamos|reunimos|vemos|conectamos|encontramos|organizamos|repartimos)
    | por\s*que\s+no\s+(?:nos\s+)?\w{2,}mos|quisiera\s+pedir\s+que
        |(?:la|nuestra)\s+propuesta\s+(?:\w+\s+){0,3}(?:es|seria)
    | acordamos|\w{3,}(?:emonos|amonos)\b|vamos\s+con\b
    | proponho|sugiro|proposta\s*:|poderiamos|deveriamos|que\s+tal
        |vamos\s+(?:combinar|fazer|marcar)|combinamos
    | o\s+que\s+(?:voces\s+)?acham|ficamos\s+(?:de|com)|minha\s+proposta|e\s+se\s+a\s+gente
        |pode(?:mos|ria\s+ser)\s+(?:marcar|fazer)
    | queria\s+pedir\s+que|a\s+proposta\s+(?:\w+\s+){0,3}(?:e|seria)|por\s*que\s+nao\s+\w{2,}mos
    | i\s+(?:propose|suggest)|we\s+(?:could|should)|(?:could|can|should)\s+we
        |let'?s|shall\s+we|how\s+about|what\s+if\s+we
        |why\s+don'?t\s+we
    )(?:\b|(?<=:))""",
    re.VERBOSE,
)
# «hagamos», «dejemos», where a clause begins: what the group would do.
_OPENS = (
    r"(?:^|[.,;:!?¡¿\n]|\b(?:y|que|entonces|mejor|si|oigan|ya|asi|bueno|tambien|gente|colegas"
    r"|profes|e|entao)\b)\W*"
)
_SUBJUNCTIVE = (
    r"(?:hagamos|pongamos|traigamos|salgamos|tengamos|vengamos|leamos|veamos|vayamos|escribamos"
    r"|compartamos|elijamos|decidamos|abramos|partamos|subamos|reunamos|definamos|pidamos|sigamos"
    r"|repitamos|sumamos|aprendamos|convirtamos|incluyamos|construyamos|facamos|escolhamos|marquemos)"
)
_INDICATIVE = (
    r"(?:ten|hac|quer|pod|deb|sab|v|le|cre|pon|tra|volv|h|depend|conoc|com|corr|vend|aprend|entend"
    r"|tem|parec|perd|recib|respond|mov|ol|pertenec|ofrec|agradec|sol|extr|suced)emos"
)
_FUTURE = r"(?:se|ha|po(?:n)?d|ten?d|i|ve|da|esta|que|di|vol?ve|pasa|lle(?:ga|va))remos"
_HORTATIVE = re.compile(
    rf"{_OPENS}(?:nos\s+)?(?!esperemos\s+que)(?:{_SUBJUNCTIVE}|(?!{_INDICATIVE}\b"
    rf"|{_FUTURE}\b)[a-z]{{2,}}emos)\b"
)
# «¿Movemos la reunión?»: asked of all, in the plural.
_ASKED_OF_ALL = re.compile(
    r"(?:^|¿|[.,!]\s*)\W*(?:y\s+)?(?:nos\s+)?(?!somos|estamos|tenemos|sabemos"
    r"|podemos\s+saber)[a-z]{2,}(?:amos|emos|imos)\b[^?¿.!]{4,}\?"
)
_TAG = re.compile(
    r"[,.;]?\s*¿?\s*(?:va|vale|dale|ok|les\s+(?:va|parece|tinca|sirve|acomoda)|de\s+acuerdo"
    r"|esta\s+bien|sale|pueden|estamos"
    r"|todos\s+de\s+acuerdo|combinado|pode\s+ser|tudo\s+bem|okay|agreed|works\s+for\s+you)\s*\?\W*$"
)
_ELSEWHERE = re.compile(
    r"""\b(?:
      ayer|anoche|anteayer|(?:el|la)\s+(?:ano|mes|semana|otra?\s+vez|vez|vez\s+pasada)\s+pasad[oa]
        |en\s+la\s+otra\s+(?:red|escuela)
    | en\s+el\s+otro\s+(?:grupo|colegio)|hace\s+(?:anos|meses|tiempo|un|dos|tres)
        |antes\s+(?:haciamos|nos)|aquella\s+vez|resulto
    | ontem|ano\s+passado|semana\s+passada|yesterday|last\s+(?:week|month|year|time)
    )\b""",
    re.VERBOSE,
)
_MOCKS = re.compile(
    r"(?:[,.]\s*|^)total\b(?!\s+de)|\botr[oa]\s+\w+\s+mas\b|\b(?:ja){2,}|[🙄😂🤣🙃]|\bpara\s+variar\b"
    r"|\bcomo\s+si\b"
)


def proposes(text: str) -> bool:
    """Whether somebody proposes that the group do something."""
    folded = fold(text)
    if _ELSEWHERE.search(folded) or _MOCKS.search(folded):
        return False
    found = (_INVITES, _HORTATIVE, _ASKED_OF_ALL, _TAG)
    return any(pattern.search(folded) for pattern in found)
