"""The turns of phrase that tell a proposal, a yes, a no, a promise, a question, an insult.

The one thing to know: patterns are narrow on purpose (first person or a plain invitation, and a
concrete verb), because wide ones raise several false alarms in a hundred comments. All of them are
read on folded text: small letters, no accents, «ñ» as «n». Spanish, Portuguese and English are
tried together, for groups mix them.
"""

import re

from reading.stems import fold

_PROPOSAL = re.compile(
    r"""\b(?:
      propongo|propondria|sugiero|podriamos|deberiamos|hagamos|armemos|veamos|quedamos\s+(?:en|a|el)
    | (?:les|te|os)\s+parece\s+(?:bien\s+)?(?:si|que)?|que\s+tal\s+si|y\s+si\s+\w+mos\b
    | nos\s+(?:juntamos|reunimos|vemos|conectamos)|acordamos|que\s+les\s+parece
    | proponho|sugiro|poderiamos|deveriamos|que\s+tal|vamos\s+combinar|combinamos|o\s+que\s+acham
    | nos\s+(?:encontramos)|ficamos\s+de
    | i\s+(?:propose|suggest)|we\s+(?:could|should)|let'?s|shall\s+we|how\s+about|why\s+don'?t\s+we
    )""",
    re.VERBOSE,
)
_YES = re.compile(
    r"""^\W*(?:
      si+|sip|sii+|dale|ya|ok(?:ay|is|ey)?|vale|bueno|claro|listo|lista|perfecto|genial|excelente
    | de\s+acuerdo|(?:estoy|totalmente)\s+de\s+acuerdo|me\s+parece(?:\s+\w+)?|me\s+sumo|apoyo
    | buena\s+idea|cuenten?\s+conmigo|hecho|por\s+supuesto
    | sim|concordo|combinado|beleza|pode\s+ser|certo|fechado|otimo|boa\s+ideia|estou\s+de\s+acordo
    | yes|yeah|yep|sure|agreed?|i\s+agree|sounds\s+good|good\s+idea|fine|perfect|great
    )(?![\w-])""",
    re.VERBOSE,
)
_NO = re.compile(
    r"""^\W*(?:
      no\b(?!\s+(?:hay\s+problema|problem))|yo\s+no\s+puedo|mejor\s+no|no\s+estoy\s+de\s+acuerdo
    | en\s+desacuerdo|nao\b|discordo|nope|i\s+disagree|i\s+don'?t
    )""",
    re.VERBOSE,
)
_YES_SIGNS = re.compile(r"[👍✅👌💯🙌👏🤝✔]")
_NO_SIGNS = re.compile(r"[👎❌🚫]")

_DOES = r"""(?:subo|envio|mando|preparo|llevo|traigo|comparto|hago|escribo|reviso|coordino|consigo|
    imprimo|armo|organizo|aviso|publico|redacto|llamo)"""
_PROMISE = re.compile(
    rf"""\b(?:
      me\s+(?:encargo|comprometo)\b|yo\s+(?:(?:lo|la|los|las|les|se\s+lo)\s+)?{_DOES}\b
    | (?:lo|la|los|las)\s+{_DOES}\s+(?:yo|hoy|manana|el\b|esta\b|antes\b)
    | voy\s+a\s+(?:subir|enviar|mandar|preparar|llevar|traer|compartir|escribir|revisar|coordinar
        |conseguir|imprimir|armar|organizar|redactar)\b
    | eu\s+(?:(?:os|as|o|a|lhe)\s+)?(?:envio|mando|preparo|levo|trago|compartilho|faco|escrevo
        |reviso|organizo|imprimo|cuido)\b
    | vou\s+(?:enviar|mandar|preparar|levar|trazer|compartilhar|escrever|revisar|organizar)\b
    | fico\s+responsavel
    | i(?:'ll|\s+will)\s+(?:send|bring|write|prepare|share|make|upload|organi[sz]e|check|print)\b
    )""",
    re.VERBOSE,
)
_ASKS = re.compile(
    r"""^\W*(?:
      alguien\s+(?:sabe|tiene|puede|podria|ha|conoce|uso|usa)|(?:saben|sabe\s+alguien|sabeis)\b
    | quien\s+(?:sabe|tiene|puede)|alguem\s+(?:sabe|tem|pode|conhece|ja)|quem\s+(?:sabe|tem|pode)
    | (?:does|has|can)\s+any(?:one|body)|any(?:one|body)\s+know
    )""",
    re.VERBOSE,
)
_TAG_QUESTION = re.compile(
    r"(?:^|\W)(?:no|verdad|cierto|eh|ok|si|vale|nao|ne|certo|right|isn'?t it|you know)\s*\?+\W*$"
)
_LEANS_BACK = re.compile(
    r"""^\W*(?:
      \d+|si(?=\s*,)|no(?=\s*,)|y|e|o|ni|pero|sino|aunque|ademas|tambien|asi|entonces|pues|por\s+(?:eso|ello|lo\s+tanto)
    | es\s+decir|o\s+sea|eso|esto|este|esta|estos|estas|ese|esa|ello|lo\s+mismo|igual(?:mente)?
    | en\s+(?:ese|este)\s+(?:caso|sentido)|de\s+hecho|sin\s+embargo|como\s+(?:dice|dijo)|porque
    | mas|porem|alem\s+disso|isso|isto|esse|essa|entao|tambem|porque
    | and|but|or|so|because|that|this|it|they|also|then|which|well
    )\b""",
    re.VERBOSE,
)
_BREAKS_OFF = re.compile(
    r"""(?: :\W*
    | \b(?:el|la|los|las|un|una|de|del|al|en|con|por|para|y|o|e|que|su|sus|se|como|porque|pero
    | donde|otra|otro
    | os|as|um|uma|do|da|dos|das|em|no|na|com|ou|mas|the|a|an|of|to|and|or|but|with|for|i|you)
      (?:\W*)
    )$""",
    re.VERBOSE,
)
_GREETS = re.compile(
    r"""^\W*(?:
      hola|buen[oa]s\b|gracias|saludos|perdon\w*|disculp\w+|excelente|votado
    | muy\s+(?:util|buen[oa]|lind[oa]|bonit[oa]|interesante)
    | que\s+(?:lind[oa]|bonit[oa]|buen[oa]|bien)|tienes?\s+razon|felicit\w+
    | oi|ola|bom\s+dia|boa\s+(?:tarde|noite)|obrigad[oa]|desculp\w+|parabens|tem\s+razao
    | hi|hello|thanks|thank\s+you|sorry|good\s+(?:morning|afternoon)|you\s+are\s+right
    )\b""",
    re.VERBOSE,
)
_SPEAKS_TO_ONE = re.compile(r"\b(?:te|tu|tus|ti|contigo|usted|voce|seu comentario)\b")
_INSULT = re.compile(
    r"""\b(?:
      idiotas?|imbecil(?:es)?|estupid\w+|tont[oa]s?|gilipoll\w+|pendej\w+|hue?von\w*|weon\w*|cabron\w*
    | mierd\w+|put[oa]s?|cojones|joder|jodid\w+|sinverguenza\w*|ladron(?:es)?|subnormal\w*
    | calla(?:te|os|os\s+ya)
    | guarr[oa]s?|marran[oa]s?|otari[oa]s?|merda\w*|porra|caralho|babaca\w*
    | stupid|idiots?|fuck\w*|shit\w*|bullshit|morons?|assholes?
    )\b""",
    re.VERBOSE,
)


def proposes(text: str) -> bool:
    """Whether somebody proposes that the group do something."""
    return bool(_PROPOSAL.search(fold(text)))


def says_yes(text: str) -> bool:
    """Whether a text assents: a yes at its beginning and no «pero» after, or an agreeing sign."""
    folded = fold(text)
    if _YES.match(folded):
        return not re.search(r"\b(?:pero|mas\s+nao|but)\b", folded)
    return bool(_YES_SIGNS.search(text)) and not re.search(r"\w{2}", text)


def says_no(text: str) -> bool:
    """Whether a text dissents."""
    return bool(_NO.match(fold(text)) or _NO_SIGNS.search(text))


def promises(text: str) -> bool:
    """Whether the author says, in the first person, what they will do."""
    return bool(_PROMISE.search(fold(text)))


def asks(text: str) -> bool:
    """Whether a sentence asks something that waits for an answer («¿verdad?» does not)."""
    folded = fold(text)
    if _ASKS.match(folded):
        return True
    return text.rstrip(" \"'»”)").endswith("?") and not _TAG_QUESTION.search(folded)


def leans_back(text: str) -> bool:
    """Whether a sentence needs the one before it («Y eso…»), and so reads badly alone."""
    return bool(_LEANS_BACK.match(fold(text)))


def breaks_off(text: str) -> bool:
    """Whether a text ends where something must follow: a colon, an article, a preposition."""
    return bool(_BREAKS_OFF.search(fold(text)))


def greets(text: str) -> bool:
    """Whether a text begins by greeting, thanking or excusing: courtesy, not a theme."""
    return bool(_GREETS.match(fold(text)))


def speaks_to_one(text: str) -> bool:
    """Whether a text turns to one person («tu idea», «te invito»), whom the quote leaves out."""
    return bool(_SPEAKS_TO_ONE.search(fold(text)))


def insults(text: str) -> bool:
    """Whether a text holds rude words, which are not a theme."""
    return bool(_INSULT.search(fold(text)))
