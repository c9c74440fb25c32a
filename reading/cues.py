"""The turns of phrase that tell a promise, a question, an insult, a quote that reads badly alone.

The one thing to know: patterns are narrow on purpose (first person or a plain invitation, and a
concrete verb), because wide ones raise several false alarms in a hundred comments. All of them are
read on folded text: small letters, no accents, «ñ» as «n». Spanish, Portuguese and English are
tried together, for groups mix them.
"""

import re

from reading.stems import fold

_DOES = r"""(?:subo|envio|mando|preparo|llevo|traigo|comparto|hago|escribo|reviso|coordino|consigo|
    imprimo|armo|organizo|aviso|publico|redacto|llamo|compro|corrijo|fotocopio|confirmo|averiguo
    |entrego|presento|convoco|invito|grabo|reservo|contacto|recojo|hablo\s+con|junto\s+(?:el|la|los|las)
    |pido\s+(?:el|la|los|las|una?|permiso)|busco\s+(?:el|la|los|las|una?))"""
_PROMISE = re.compile(
    rf"""\b(?:
      me\s+(?:encargo|comprometo)\b|yo\s+(?:(?:lo|la|los|las|les|se\s+lo)\s+)?{_DOES}\b
    | (?:lo|la|los|las)\s+{_DOES}\s+(?:yo|hoy|manana|el\b|esta\b|antes\b)
    | voy\s+a\s+(?:subir|enviar|mandar|preparar|llevar|traer|compartir|escribir|revisar|coordinar
        |conseguir|imprimir|armar|organizar|redactar|comprar|corregir|juntar|fotocopiar|confirmar
        |averiguar|entregar|convocar|invitar|grabar|reservar|contactar|recoger|hablar\s+con)\b
    | eu\s+(?:(?:os|as|o|a|lhe)\s+)?(?:envio|mando|preparo|levo|trago|compartilho|faco|escrevo
        |reviso|organizo|imprimo|cuido|compro|crio|convido|confirmo|redijo|gravo|reservo|falo\s+com
        |(?:junto|peco|busco)\s+(?:o|a|os|as|uma?))\b
    | vou\s+(?:enviar|mandar|preparar|levar|trazer|compartilhar|escrever|revisar|organizar|comprar
        |criar|convidar|confirmar|redigir|gravar|reservar|juntar|anexar|falar\s+com)\b
    | fico\s+responsavel
    | i(?:'ll|\s+will)\s+(?:send|bring|write|prepare|share|make|upload|organi[sz]e|check|print
        |collect|buy|book|draft|invite|post|set\s+up|put\s+together|ring|ask\s+the)\b
    )""",
    re.VERBOSE,
)
_INTENDS = re.compile(
    r"\b(?:me\s+(?:encargo|comprometo|ofrezco)|voy\s+a|vou|fico\s+responsavel|i(?:'ll|\s+will))\b"
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


def promises(text: str) -> bool:
    """Whether the author says, in the first person, what they will do."""
    return bool(_PROMISE.search(fold(text)))


def intends(text: str) -> bool:
    """Whether its turn of phrase can only be about what is to come: «voy a llevar», not «llevo»."""
    return bool(_INTENDS.search(fold(text)))


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
