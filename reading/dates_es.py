"""How dates are said in Spanish, from Chile to Mexico, with the slips of a phone keyboard.

The one thing to know: rules are tried from top to bottom, and the words a rule has claimed are no
longer seen by those below it; the first ones claim what only looks like a date.
"""

from collections.abc import Mapping

from reading.dates_grammar import Language, Rule
from reading.dates_meaning import Alone, Doubt, ask, doubtful
from reading.dates_months import (
    day_in_month_from_now,
    day_of_month,
    end_of,
    end_of_month,
    half_month,
    later,
    middle_of,
    nth_weekday,
    nth_weekday_from_now,
    somewhere_in,
    somewhere_in_month,
    weekday_and_day,
)
from reading.dates_shared import (
    NUMERIC_RULES,
    PHONE_NUMBER,
    alone,
    day_month_year,
    day_number,
    either_day_of_month,
    either_stretch,
    feast,
    half_more,
    in_words,
    month,
    month_alone,
    no_date,
    one_of_next_days,
    plain_weekday,
    today_or_tomorrow,
    tomorrow,
)
from reading.dates_weekdays import (
    either_weekday,
    last_weekday,
    next_week,
    next_weekday,
    repeats,
    this_week,
    weekday_next_week,
    weekday_other_week,
    weekday_this_week,
    weekend,
)

_NEXT = r"(?:que viene|q viene|que sigue|que entra|siguiente|proxim[oa]|entrante|venider[oa])"
_NEXT_WEEK = rf"(?:la )?(?:(?:proxima|prox|prox \.|siguiente) semana|semana {_NEXT})"
_NEXT_MONTH = rf"(?:el |del )?(?:(?:proximo|prox|prox \.|siguiente) mes|mes {_NEXT})"
_NEXT_YEAR = rf"(?:del |de |el )?(?:proximo ano|ano {_NEXT})"
_THIS_MONTH = (
    r"(?:del? )?(?:este (?:mismo )?mes|(?:el )?(?:presente|corriente)(?: mes)?"
    r"|mes (?:en curso|actual))"
)
_HEDGE = (
    r"(?:unos|unas|como|casi|cerca de|aprox|aproximadamente|mas o menos|un par de|algunos|algunas)"
)
_WEEK_OR_TWO = r"(?:ocho|quince|8|15)"  # days, which nobody needs to say
_IN = r"(?:en|dentro de|de aqui a|de aqui en|de aca a|de hoy en|en unos?)"
_ORDINALS = {
    "primer": 1, "primero": 1, "1er": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4,
    "ultimo": -1,
}  # fmt: skip
_TITLE = (
    r"(?:don|dona|sr|sra|srta|senor|senora|senorita|seno|profe|profesor|profesora|tio|tia|san"
    r"|santo|santa|maestra|maestro|hermano|hermana|padre|director|directora|colega|companero"
    r"|companera)"
)
_PLACE = (
    r"(?:calle|avenida|av|avda|pasaje|pje|plaza|plazuela|escuela|liceo|colegio|instituto|jardin"
    r"|poblacion|villa|barrio|sector|hospital|estadio|unidad educativa|u \. e|comunidad|localidad"
    r"|sala|feria|centro|grupo|agrupacion|club|brigada|sede|curso)"
)
_COUNTED = (
    r"(?:basico|basica|medio|media|grado|grados|ano|anos|primaria|secundaria|%|por ciento|alumnos"
    r"|alumnas|ninos|ninas|estudiantes|cursos|escuelas|veces|hojas|paginas|copias|personas|a|b|c"
    r"|to|er|do|vo|kilos|litros|metros|km)"
)
_OF_SOMETHING = r"(?:de (?:la|las|los|el|mi|mis|cada|hora|ellos|ellas|mes)|del(?! \d))"
_SHARE = r"(?:hora|horas|jornada|pagina|plana|hoja|kilo|kg|litro|taza|metro|clase|dia|curso|partes)"

_PART_OF_MONTH: Mapping[str, tuple[int, ...]] = {
    "mitad": (10, 15, 20),
    "segunda": (15, 31),
    "tercera": (15, 21),
    "cuarta": (22, 28),
    "ultima": (22, 31),
}

RULES: tuple[Rule, ...] = (
    # what only looks like a date
    (rf"\d{{1,2}}/\d{{1,2}} (?:{_SHARE}|{_OF_SOMETHING})", no_date),
    PHONE_NUMBER,
    (r"24/7|\d+ de \d+", no_date),
    (rf"{_PLACE}(?: \.)?(?: n °?)? {{D}} de {{M}}", no_date),
    (rf"{_TITLE}(?: \.)? (?:{{W}}|{{M}})", no_date),
    (r"{W} de (?:ramos|resurreccion|pascua|ceniza)", lambda said, today: ask(today, [])),
    (r"(?:feliz|lindo|buen) (?:dia )?{W}", no_date),
    # words for days
    (
        rf"de (?:hoy|aqui|aca) (?:en|a) (?P<n>{_WEEK_OR_TWO}){{END}}",
        lambda said, today: later(today, said.number("n"), "day"),
    ),
    (rf"(?:de )?(?:pasado )?manana en {_WEEK_OR_TWO}", lambda said, today: ask(today, [])),
    (r"manana (?:o|u|y|,) pasado(?: manana)?", one_of_next_days),
    (r"pasa[dr]?o manana|pasadomanana", in_words(2)),
    (r"(?:antes de ayer|anteayer|antier|antes de anoche|anteanoche)", in_words(-2)),
    (r"(?:ayer|anoche)", in_words(-1)),
    (r"(?:hoy dia|hoy|esta (?:tarde|noche))(?: mismo)?", in_words(0)),
    (r"al tiro|altiro|al toque|ahora mismo|de inmediato|inmediatamente", in_words(0)),
    (r"ahorita|ya mismo", lambda said, today: ask(today, [today.day])),
    (r"(?:la|las|una|media|toda|esta|cada|buena|buenas) mananas?", no_date),
    (r"T de manana", today_or_tomorrow),
    (r"manana(?: mismo)?", tomorrow),
    # again and again
    (r"hace {N} {U}", no_date),
    (r"{N} ve(?:z|ces) (?:por|al|a la|cada) {U}", lambda said, today: repeats(today)),
    (r"los {D} de {M}", lambda said, today: repeats(today)),
    (r"(?:el )?{D} de cada mes", lambda said, today: repeats(today)),
    (r"cada (?:{N} )?{U}|tod[oa]s l[oa]s {U}", lambda said, today: repeats(today)),
    (r"semanalmente|mensualmente|quincenalmente|diariamente", lambda said, today: repeats(today)),
    (
        r"(?:cada|los|todos los|los dias) {W}s?|{W}s|{W} por medio",
        lambda said, today: repeats(today, said.weekday),
    ),
    # so much later
    (rf"{_IN} (?:una |1 )?hora y media", lambda said, today: later(today, 90, "minute")),
    (rf"{_IN} {{N}} {{U}} y medi[ao]", half_more),
    (rf"{_IN} {{N}} (?:[oay-]|u) {{N2}} {{U}}(?: mas)?", either_stretch),
    (r"{N} (?:[oay-]|u) {N2} {U}(?: mas)?", alone(Alone.WHOLE, either_stretch)),
    (
        rf"{_IN} {{N}} {{U}} habiles",
        lambda said, today: doubtful(today, later(today, said.number("n"), said.unit)),
    ),
    (
        rf"(?:{_IN} )?{_HEDGE} (?:{{N}} )?{{U}}(?: mas)?",
        lambda said, today: doubtful(today, later(today, said.maybe("n") or 2, said.unit)),
    ),
    (
        rf"{_IN} {{N}} {{U}}(?: mas)?",
        lambda said, today: later(today, said.number("n"), said.unit),
    ),
    (rf"{_IN} media hor(?:a|ita)", lambda said, today: later(today, 30, "minute")),
    (
        r"{N} {U} mas",
        lambda said, today: doubtful(today, later(today, said.number("n"), said.unit)),
    ),
    (
        r"{N} {U}(?! (?:de|del|antes|despues|pasad[oa]s?|atras)\b)",
        alone(Alone.WHOLE, lambda said, today: later(today, said.number("n"), said.unit)),
    ),
    (r"en una quincena", lambda said, today: later(today, 15, "day")),
    # days of this month and the next
    (
        rf"{{D}} (?:de |del )?{_THIS_MONTH}",
        lambda said, today: day_in_month_from_now(today, said.day, 0),
    ),
    (
        rf"{{D}} (?:de |del )?{_NEXT_MONTH}",
        lambda said, today: day_in_month_from_now(today, said.day, 1),
    ),
    (r"{D} del? mes{END}", lambda said, today: day_of_month(today, said.day)),
    # several days of a month
    (
        r"{D} (?:[oyae,-]|al|u|o el|y el|hasta el) {D2} (?:de )?{M}{Y}",
        either_day_of_month,
    ),
    # a day of a month
    (rf"{{D}} (?:de |del )?{{M}} {_NEXT_YEAR}", day_month_year(years_on=1)),
    (
        r"{D} (?:de |del )?{M} (?:de |del )?(?:este|presente|corriente|mismo) ano",
        day_month_year(years_on=0),
    ),
    (r"{D} (?:de |del |d |en |/ |- |\. )?(?:(?:el )?mes de )?{M}(?: \.)?{Y}", day_month_year()),
    (r"{D} [/-] {M} [/-] (?P<y>\d\d)", day_month_year()),
    (r"{M} {D} (?:de |del |, )(?P<y>20\d\d)", day_month_year()),
    (
        r"{M}(?: ,)?(?: el)?(?: dia)? {D}{END}",
        alone(
            Alone.DOUBTED,
            lambda said, today: doubtful(today, day_month_year()(said, today)),
        ),
    ),
    # weekdays with something that says which
    (
        rf"(?P<nth>{'|'.join(_ORDINALS)}) {{W}} (?:de |del )(?:mes de )?{{M}}{{Y}}",
        lambda said, today: nth_weekday(
            today, _ORDINALS[said.match["nth"]], said.weekday, said.month, said.year
        ),
    ),
    (
        rf"(?P<nth>{'|'.join(_ORDINALS)}) {{W}} (?:de |del )?{_NEXT_MONTH}",
        lambda said, today: nth_weekday_from_now(
            today, _ORDINALS[said.match["nth"]], said.weekday, 1
        ),
    ),
    (
        rf"(?P<nth>{'|'.join(_ORDINALS)}) {{W}} (?:(?:de |del )mes{{END}}|{_THIS_MONTH})",
        lambda said, today: nth_weekday_from_now(
            today, _ORDINALS[said.match["nth"]], said.weekday, 0
        ),
    ),
    (
        rf"{{W}} (?:de |en )?{_NEXT_WEEK}|{_NEXT_WEEK}(?: ,)?(?: el| dia| el dia)? {{W}}",
        lambda said, today: weekday_next_week(today, said.weekday),
    ),
    (
        r"{W} (?:de |en )?(?:la otra|la subsiguiente) semana",
        lambda said, today: weekday_other_week(today, said.weekday),
    ),
    (
        r"{W} (?:de |en )?(?:esta|la presente|la misma) semana",
        lambda said, today: weekday_this_week(today, said.weekday),
    ),
    (
        r"{W} (?:de |en )?(?:la |esa |aquella )?semana",
        lambda said, today: either_weekday(today, said.weekday),
    ),
    (
        r"(?:proximo|proxima|prox|prox \.|siguiente)? ?{W}(?: \.)? (?P<d>\d{1,2})(?! (?:/|-|de M|M))",
        lambda said, today: weekday_and_day(today, said.weekday, said.day),
    ),
    (
        r"otro {W}|{W} subsiguiente|{W} (?:en|de) (?:ocho|8|quince|15)(?: dias)?",
        lambda said, today: either_weekday(today, said.weekday),
    ),
    (
        rf"en (?P<n>{_WEEK_OR_TWO}){{END}}",
        alone(
            Alone.WHOLE,
            lambda said, today: doubtful(today, later(today, said.number("n"), "day")),
        ),
    ),
    (
        rf"(?:proximo|proxima|prox|prox \.|siguiente) {{W}}|{{W}} {_NEXT}",
        lambda said, today: next_weekday(today, said.weekday),
    ),
    (
        r"pasado {W}|{W} (?:pasado|anterior)",
        lambda said, today: last_weekday(today, said.weekday),
    ),
    (r"{W}", plain_weekday),
    # parts of months and years
    (
        rf"(?:fin|fines|final|finales|ultimo dia|ultimos dias) (?:de |del |en )?(?:mes de )?"
        rf"{{M}}(?: {_NEXT_YEAR})?{{Y}}",
        lambda said, today: end_of(today, said.month, said.year),
    ),
    (
        rf"(?:fin|fines|final|finales|ultimo dia) (?:de |del )?{_NEXT_MONTH}",
        lambda said, today: end_of_month(today, 1),
    ),
    (
        rf"(?:fin|fines|final|finales|ultimo dia) (?:de |del |d )?(?:mes|{_THIS_MONTH})"
        r"|(?:(?:se )?(?:termin|acab|cierr)[ea]|finalice|terminar|acabar|cerrar)(?: el)? mes",
        lambda said, today: end_of_month(today),
    ),
    (
        r"(?:a )?mediados (?:de |del )?(?:mes de )?{M}{Y}",
        lambda said, today: middle_of(today, said.month, said.year),
    ),
    (
        r"(?:principios?|comienzos?|inicios?|primeros dias|primera semana|primera quincena"
        r"|mitad|segunda quincena|(?:segunda|tercera|cuarta|ultima) semana)"
        r" (?:de |del )?(?:mes de )?{M}{Y}",
        lambda said, today: somewhere_in(
            today,
            said.month,
            said.year,
            days=_PART_OF_MONTH.get(said.match[0].split()[0], (1, 5, 10)),
        ),
    ),
    (
        rf"(?:principios|comienzos|inicios|mediados) (?:de |del )?(?:mes|{_THIS_MONTH})",
        lambda said, today: somewhere_in_month(today, 0),
    ),
    (
        rf"(?:principios|comienzos|inicios|mediados) (?:de |del )?{_NEXT_MONTH}",
        lambda said, today: somewhere_in_month(today, 1),
    ),
    (
        r"(?:fin|fines|final|finales) (?:de |del )?(?:ano|este ano)",
        lambda said, today: doubtful(today, end_of(today, 12)),
    ),
    (
        r"(?:fin|fines|final|finales|termino|cierre) (?:de |del )?"
        r"(?:semestre|trimestre|bimestre|periodo|clases|curso|ciclo|ano escolar)",
        lambda said, today: ask(today, [], doubt=Doubt.NOT_UNDERSTOOD),
    ),
    # stretches of days
    (
        rf"(?:proximo|prox|otro) (?:fin de semana|finde)|(?:fin de semana|finde) {_NEXT}",
        lambda said, today: doubtful(today, weekend(today), weekend(today, weeks=1)),
    ),
    (r"(?:fin de semana|fines de semana|finde)", lambda said, today: weekend(today)),
    (rf"{_NEXT_WEEK}|(?:la )?otra semana", lambda said, today: next_week(today)),
    (r"(?:esta|la presente) semana", lambda said, today: this_week(today)),
    (_NEXT_MONTH, lambda said, today: somewhere_in_month(today, 1)),
    (_THIS_MONTH, lambda said, today: somewhere_in_month(today, 0)),
    (r"(?<=\bla )quincena|quincena", lambda said, today: half_month(today)),
    (r"nochebuena", feast(24, 12)),
    (r"navidad", feast(25, 12)),
    (r"(?:en|para|hasta|durante|este|antes de|de aqui a|desde) {M}{Y}", month),
    (r"{M}{Y}", month_alone),
    *NUMERIC_RULES,
    # numbers alone
    (r"(?:el )?{D} " + _COUNTED, no_date),
    (r"(?:(?<=\bdia )|(?<=\bel )|(?<=\bal )|(?<=\bdel )|(?<=\beste )){D}{END}", day_number),
    (
        r"(?:(?<=\bdia )|(?<=\bel )|(?<=\bal )|(?<=\bdel )|(?<=\beste ))(?P<d>\d{1,2})",
        alone(Alone.DOUBTED, lambda said, today: doubtful(today, day_number(said, today))),
    ),
)

SPANISH = Language(
    code="es",
    weekdays={
        "lunes": 0, "lune": 0, "lunez": 0, "lun": 0, "martes": 1, "martez": 1, "marte": 1,
        "miercoles": 2, "miercolez": 2, "mierc": 2, "mie": 2, "mier": 2, "jueves": 3, "juebes": 3,
        "jueve": 3, "juevez": 3, "jeves": 3, "jue": 3, "viernes": 4, "viernez": 4,
        "vie": 4, "vier": 4, "vrns": 4, "sabado": 5, "savado": 5, "sabdo": 5, "sabao": 5,
        "sab": 5, "domingo": 6, "domngo": 6, "dom": 6,
    },
    months={
        "enero": 1, "henero": 1, "ene": 1, "febrero": 2, "feb": 2, "febr": 2, "marzo": 3,
        "marso": 3, "mar": 3, "abril": 4, "abr": 4, "mayo": 5, "may": 5, "junio": 6, "jun": 6,
        "julio": 7, "jul": 7, "agosto": 8, "ago": 8, "agto": 8, "septiembre": 9,
        "setiembre": 9, "sep": 9, "sept": 9, "set": 9, "octubre": 10, "oct": 10, "noviembre": 11,
        "nobienbre": 11, "novienvre": 11, "nov": 11, "diciembre": 12, "disienbre": 12,
        "dizienbre": 12, "diziembre": 12, "dic": 12,
    },
    numbers={
        "un": 1, "una": 1, "uno": 1, "primero": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
        "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
        "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
        "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiun": 21,
        "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
        "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30,
        "treinta y uno": 31, "cuarenta": 40, "sesenta": 60, "noventa": 90,
    },
    units={
        "minutos": "minute", "minuto": "minute", "horas": "hour", "hora": "hour", "hrs": "hour",
        "dias": "day", "dia": "day", "semanas": "week", "semana": "week",
        "semanita": "week", "semanitas": "week", "horita": "hour",
        "horitas": "hour", "meses": "month", "mes": "month", "anos": "year", "ano": "year",
    },
    ordinal="ro|o|°|er|do|to",
    tens={"veinte": 20, "treinta": 30},
    and_ones="y",
    year=r"de |del |de el |/ |- |del ano ",
    rules=RULES,
    deadline=(
        r"(?:no mas tarde (?:del?|que)|a mas tardar|a lo mas|antes (?:del?|de el|de que|que)"
        r"|para|pal?(?: ')?|pa'l|hasta|plazo(?: maximo| final)?(?: es)?(?: :)?(?: hasta)?|limite(?: :)?"
        r"|tope(?: :)?"
        r"|fecha(?: limite| tope| de entrega| final)?(?: es)?(?: :)?|vence(?: :)?|vencimiento(?: :)?"
        r"|entrega :|cuando :|de aqui al?|de aca al?|desde hoy hasta)"
        r"(?: para| hasta| en)?(?: el| la| los| este| esta| al)?(?: mismo)?(?: dia)?(?: de)?"
    ),
    plain=(
        r"(?:(?:el|este|esta|al|a el|a|la|en el|en la|en|durante|durante el|para el|por)"
        r"(?: mismo)?(?: dia)?(?: de)?"
        r"|(?:el )?dia(?: de)?|(?:T|P|manana|tarde|noche)(?: (?:del?|de la|,))?(?: dia)?|es el"
        r"|W[0-6](?: ,)?|(?:a )?(?:primera|ultima) hora del?|\()"
    ),
    other=(
        r"(?:(?:desde|a partir del?|despues del?|luego del?|pasado|tras|entre|del?|de el|no antes del?"
        r"|si|aunque|hace)(?: el| la| este| esta)?(?: dia)?)"
    ),
    together=r"(?:[oyeau,/-]|al|hasta|y/o|o bien)(?: el| la| este| dia| del?)*",
    negation=r"(?:no|ni|nunca|tampoco|salvo|excepto|menos)(?: \w+){0,2}?(?: el| este| la)?",
    hedge="creo que|quizas?|tal vez|talvez|a lo mejor|capaz|puede ser|posiblemente|probablemente|ojala",
)  # fmt: skip
