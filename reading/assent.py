"""Whether an answer says yes or no to what was proposed, as teachers say it.

The one thing to know: a yes with a «pero» is a reservation, which counts as a no until it is taken
back; a yes that laughs or rolls its eyes counts as nothing. Read on folded text, in Spanish,
Portuguese and English together, for groups mix them.
"""

import re
from typing import Literal

from reading.stems import fold

Answer = Literal["yes", "no"]

LONGEST_ANSWER = 25  # words; whoever writes more makes a point of their own

_REPEATED = re.compile(r"([a-z])\1{2,}")
_TO_SOMEBODY = re.compile(r"^\W*(?:@\w+\W*|[^\W\d_]{2,15}\s*,\s+(?=(?:me|si|yes|sim|de)\b))")
_FILLERS = re.compile(
    r"""^(?:\W*\b(?:
      a+h+|o+h+|u+y+|m+h*m+|e+h+|hola|oi|hi|pues|entonces|entao|then|so|well|che|bueno|pucha|tambien
    | tambem|yo|eu|a\s+mi|pra\s+mim|por\s+mi|por\s+mim|for\s+me|colegas?|profes?|profesora?|gente
    )\b\W+)+""",
    re.VERBOSE,
)
# What may follow a short yes for it to be one: nothing, a mark, or more of the same.
_END = (
    r"(?=\W*$|\s*[,.;:!?…\-–—()]|\s+[^\w\s]|\s+(?:y|e|and|que|gracias|obrigad|thanks|please|por\s+favor"
    r"|po|pues|pos|nomas|a\s+todo|con\s+todo|profe\w*|colegas?|amig\w+|chic[oa]s|de\s+acuerdo"
    r"|me\s+\w+|yo\s+\w+|cuent\w+|totalmente|absolutamente|encantad[oa]))"
)
_SHORT_YES = re.compile(
    rf"""^\W*(?:
      (?:si+|sip+|sipo|claro|obvio)(?:\s*,?\s*(?:si+|po|pues|claro|obvio|dale|ya|totalmente))*
    | (?:claro|por\s+supuesto|obvio|desde\s+luego)\s+que\s+si+
    | dale(?:\s+(?:nomas|de\s+una|pues|que\s+si))*|ya+(?:\s+(?:po|pues|pos|dale))?|va+(?:\s+pues)?
    | vale|venga|sale|orale|arre|simon|joya|tranquil[oa]|hecho
    | list[oa]s?|listo\s+pues|ok(?:ay|is|ey|i)?|oki\s*doki
    | bkn|bacan|chevere|fino|conforme|correcto|confirmad[oa]|anotad[oa]|agendad[oa]|aprobad[oa]
    | perfecto|genial|excelente|super|buenisim[oa]|estupendo|fantastico|feliz|encantad[oa]|bueno
    | esta\s+(?:bien|bueno|perfecto)|ta\s+bien|de\s+una|vamos(?:\s+(?:con\s+todo|pues))?|hagale
    | sim+|combinado|beleza|certo|fechado|otimo|perfeito|maravilha|legal|show|bora|topo|isso
    | yes|yep|yeah|sure|fine|perfect|great|agreed|deal|absolutely
    ){_END}""",
    re.VERBOSE,
)
_PLAIN_YES = re.compile(
    r"""(?<!\bno\s)(?<!\bnao\s)(?<!\bnot\s)\b(?:
      de\s+acuerdo|me\s+sumo|me\s+apunto|me\s+anoto|me\s+uno|(?:yo\s+)?(?:los\s+|las\s+|lo\s+
        |la\s+)?apoyo|cuent[ae]n?\s+conmigo
    | (?:muy\s+)?buen[ai]?(?:sima)?\s+idea|excelente\s+idea|gran\s+idea|linda\s+idea|a\s+favor
        |por\s+supuesto|con\s+gusto
    | me\s+(?:re\s+)?(?:encanta|gusta|tinca|sirve|late|acomoda|conviene|va\s+bien|queda\s+bien|cuadra)
    | hag[ao]moslo|hagamosle|hagamos\s+eso|asi\s+(?:sera|lo\s+hacemos|quedamos)|quedamos\s+asi
    | (?:ahi|alla|alli)\s+(?:estare\w*|nos\s+vemos|estamos)|ningun\s+problema
        |no\s+hay\s+(?:problema|drama|lio|rollo)
    | por\s+mi\s+(?:si|bien|perfecto|ok|dale|encantad[oa]|ningun\w*)|acepto|aceptamos
        |yo\s+(?:tambien|feliz|encantad[oa])
    | (?:el|la|los|las|ese|este|a\s+esa\s+hora)\s+\w+\s+si(?:\s+puedo)?(?=\W*$)|si\s+puedo
        |yo\s+puedo(?=\W*$)
    | concordo|estou\s+de\s+acordo|de\s+acordo|pode\s+ser|boa\s+ideia|otima\s+ideia|conte[m]?\s+comigo
    | (?:eu\s+)?(?:acho|achei)\s+(?:uma\s+)?(?:muito\s+)?(?:boa|bom|otim[oa]|legal|justo)|adorei
    | to\s+dentro|estou\s+dentro|por\s+mim\s+(?:sim|tudo|ok|pode)|tudo\s+bem|com\s+certeza
        |sem\s+problema|eu\s+topo|apoio
    | i\s+agree|sounds\s+(?:good|great)|good\s+idea|great\s+idea|works\s+for\s+me|count\s+me\s+in
        |i'?m\s+in
    | fine\s+(?:by|with)\s+me|let'?s\s+do\s+it|no\s+problem|me\s+too|happy\s+to
    )\b""",
    re.VERBOSE,
)
_SEEMS = re.compile(
    r"""\bme\s+parece(?:\s+(?:muy\s+|super\s+|re\s+|una\s+(?:muy\s+)?)*
      (?:bien|bueno|buena|genial|perfecto|excelente|justo|razonable|bacan|chevere|estupendo|lindo|linda
        |fantastico|adecuado|ok|que\s+si|buena\s+idea|a\s+mi)
    )?(?=\W*$|\s*[,.;:!…]|\s+(?:y|idea|gracias|colegas?|profe\w*|porque|asi|tambien|[^\w\s])
      |(?<!\bparece)\s+(?:lo|el|la|los|las|tu|su|es[ae]|es[ao]s|a\s+las|hacer\w*|juntar\w*|reunir\w*)\b
      |\s+(?:lo\s+del?|(?:tu|la|su)\s+(?:idea|propuesta))\b)""",
    re.VERBOSE,
)
_RESERVES = re.compile(
    r"""\b(?:
      pero|salvo|excepto|siempre\s+(?:que|y\s+cuando)|solo\s+que|a\s+menos\s+que|si\s+es\s+que|aunque
    | mas\s+nao|so\s+que|desde\s+que|a\s+nao\s+ser|mas(?=\s+(?:o|a|os|as|eu|so|acho|precis\w+|nessa
        |nesse)\b)|porem
    | but|unless|except|only\s+if
    )\b""",
    re.VERBOSE,
)
_NO_PROBLEM = re.compile(
    r"""\b(?:
      (?:no\s+(?:hay|veo|es|tengo)|ningun)\s+(?:ningun\s+)?(?:problema|drama|lio|rollo|inconveniente)
    | (?:como|por\s*que|y\s+por\s*que)\s+no|no\s+faltaba\s+mas|no\s+falto
    | (?:sem|nao\s+ha|nao\s+tem|no)\s+problema?|nao\s+vejo\s+problema|why\s+not
    )\b""",
    re.VERBOSE,
)
_NO = re.compile(
    r"""(?:
      ^\W*(?:no+|nao|nope|nah)(?=\W*$|\s*[,.;!]|\s+(?:se\b|lo\s+se|creo|estoy|puedo|podemos|podre
        |me\s+\w+|da\b|va\b|gracias|conviene|alcanz\w+|quiero|concordo|posso|sei|gosto|acho|vou))
    | \b(?:no|nao)\s+(?:puedo|podemos|podre|podria|llego|alcanzo|estoy\s+(?:muy\s+|tan\s+
        |para\s+nada\s+)?(?:de\s+acuerdo|segur[oa]|convencid[oa])
        |me\s+(?:parece|convence|gusta|sirve|acomoda|tinca|late|da|queda|va)|creo|se\s+puede
        |conviene|lo\s+veo|lo\s+haria|quiero|corresponde|funciona(?:ria)?
        |concordo|posso|podemos|da\s+para|vai\s+dar|acho|gosto|me\s+serve)\b
    | ^\W*(?:mejor|melhor)\b(?!\s*[!.]?\s*$|\s+(?:imposible|aun|todavia))
    | \b(?:prefiero|preferiria|preferimos|prefiro|preferia|i'?d\s+(?:rather|prefer)|would\s+prefer)\b
    | ^\W*(?:esperemos|aguantemos|pensemoslo|veamoslo|hay\s+que\s+(?:ver|pensar\w*)
        |habria\s+que\s+(?:ver|pensar\w*)|vamos\s+esperar|let'?s\s+wait)\b
    | \b(?:en|voto)\s+(?:desacuerdo|contra)\b|\b(?:discrepo|discordo|me\s+opongo|objeto
        |ni\s+loc[oa]|para\s+nada|tampoco\s+(?:puedo|me))\b
    | \b(?:se\s+me\s+hace|veo|es|sera|seria|esta)\s+(?:muy\s+|medio\s+|un\s+poco\s+
        |algo\s+)?(?:dificil|complicad[oa]|imposible|apurad[oa])\b
    | ^\W*(?:muy|demasiado)\s+(?:larg|tarde|temprano|lejos|car|dificil|complicad|pronto)\w*
    | ^\W*(?:depende|no\s+se|mm+\W+no|tengo\s+(?:mis\s+)?dudas|lo\s+dudo|dudo)\b
    | \bi\s+(?:disagree|don'?t\s+(?:think|agree|like)|can'?t|cannot|won'?t)\b|\bnot\s+(?:sure
        |convinced|possible)\b
    )""",
    re.VERBOSE,
)
_YES_SIGNS = re.compile(r"[👍✅👌💯🙌🤝✔💪🙋]")
_APPLAUSE = re.compile(r"^\W*[👏❤😍🥰🎉🔥🤩]")
_NO_SIGNS = re.compile(r"[👎❌🚫🙅]")
_MOCKS = re.compile(
    r"\b(?:j[aeiou]){2,}j?\b|\b(?:ha){2,}h?\b|\bk{3,}\b|\brs(?:rs)+\b|\blo+l\b|[😂🤣🙄😏😒🙃]"
)
_PRESENT_WRONG = re.compile(
    r"^\W*(?:si+|claro|bueno)\s*,?\s*(?:claro\b|como\s+no\b|seguro\b)|^\W*(?:claro"
    r"|obvio)\s*,\s+(?:si\s+(?:es|hay|no|nos|dorm\w+|sobr\w+))"
)

_OPENING = re.compile(r"\W*[^,.;:!…\n]+")


def answer(text: str) -> Answer | None:
    """Whether `text` assents, dissents (a reservation too), or neither."""
    if len(text.split()) > LONGEST_ANSWER:
        return None
    folded = _REPEATED.sub(r"\1", fold(text))
    folded = _FILLERS.sub("", _TO_SOMEBODY.sub("", folded))
    if _NO_SIGNS.search(text):
        return "no"
    calm = _NO_PROBLEM.sub(" ningun problema ", folded)
    accepts = re.search(r"\b(?:acepto|me\s+sumo\s+igual|igual\s+me\s+sumo)\b", calm)
    if _NO.search(calm) and not accepts:
        return "no"
    if not _assents(text, calm):
        return None
    if _MOCKS.search(folded) or _PRESENT_WRONG.match(calm) or "?" in text:
        return None
    return "no" if _RESERVES.search(calm) and not accepts else "yes"


def begins_with_yes(text: str) -> bool:
    """Whether it assents, and does so before it says anything else: «de acuerdo, el martes nos juntamos»
    goes on from what was proposed, and is no other proposal."""
    opening = _OPENING.match(text)
    return answer(text) == "yes" and opening is not None and answer(opening[0]) == "yes"


def _assents(text: str, folded: str) -> bool:
    if _SHORT_YES.match(folded) or _PLAIN_YES.search(folded) or _SEEMS.search(folded):
        return True
    if re.search(r"\w{2}", text):
        return False
    signs = _YES_SIGNS.search(text) or _APPLAUSE.match(text)
    return bool(signs) or folded.strip() == "+1"
