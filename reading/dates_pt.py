"""How dates are said in Brazilian Portuguese.

The one thing to know: «segunda» is Monday, and also the second time, class or step; the short
names of weekdays count only after «na», «até» or «próxima», and never before a noun unasked.
"""

from reading.dates_grammar import Language, Rule
from reading.dates_meaning import Alone, Doubt, ask, doubtful
from reading.dates_months import (
    day_in_month_from_now,
    end_of,
    end_of_month,
    half_month,
    later,
    middle_of,
    somewhere_in,
    somewhere_in_month,
    weekday_and_day,
)
from reading.dates_shared import (
    NUMERIC_RULES,
    PHONE_NUMBER,
    about_so_much_later,
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
    so_much_later,
    tomorrow,
)
from reading.dates_weekdays import (
    last_weekday,
    next_week,
    next_weekday,
    repeats,
    this_week,
    weekday,
    weekday_next_week,
    weekday_this_week,
    weekend,
)

_NEXT = r"(?:que vem|q vem|seguinte|proxim[oa]|que entra)"
_NEXT_WEEK = rf"(?:a |da |na )?(?:proxima semana|semana {_NEXT})"
_NEXT_MONTH = rf"(?:do |no |o )?(?:proximo mes|mes {_NEXT})"
_THIS_MONTH = r"(?:deste mes|neste mes|este mes|do mes atual|do corrente)"
_IN = r"(?:em|dentro de|daqui a|daqui|de aqui a)"
_HEDGE = r"(?:uns|umas|cerca de|mais ou menos|um par de|aproximadamente|alguns|algumas)"
_TITLE = r"(?:dom|dona|seu|sr|sra|senhor|senhora|prof|profe|professor|professora|tia|tio|sao|santo|santa)"
_PLACE = r"(?:rua|avenida|av|praca|escola|colegio|bairro|travessa|vila|comunidade|sala|feira)"
_SECOND = (
    r"(?:vez|etapa|parte|turma|aula|serie|semana|reuniao|edicao|fase|quinzena|rodada|opcao|pergunta"
    r"|versao|chamada|feira da|maior|metade)"
)
_SHORT = {"segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4}
_CUT_SHORT = {"seg": 0, "ter": 1, "qua": 2, "qui": 3, "sex": 4}
_NUMBERED = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4}
_NAMES = "|".join(_SHORT)
# What may follow «sexta» when it is a day: an end, another day, an hour, «que vem».
_A_DAY = (
    r"(?=$| [].,;:!?)|(]| (?:que vem|q vem|proxima|passada|seguinte|dia|ou|a noite|sem falta|cedo"
    r"|e|a tarde|de manha|de tarde|as|ate|da|desta|dessa|nesta|W\d|\d{1,2}|\d{1,2}/\S*)(?!\S))"
)
_COUNTED = (
    r"(?:ano|anos|serie|%|por cento|alunos|alunas|criancas|estudantes|turmas|escolas|vezes|folhas"
    r"|paginas|copias|pessoas|a|b|c)"
)

RULES: tuple[Rule, ...] = (
    (
        r"\d{1,2}/\d{1,2} (?:hora|horas|pagina|folha|kg|litro|de (?:hora|cada)|d[ao]s? (?!\d))",
        no_date,
    ),
    PHONE_NUMBER,
    (r"24/7|\d+ de \d+", no_date),
    (rf"{_PLACE}(?: \.)? {{D}} de {{M}}", no_date),
    (rf"{_TITLE}(?: \.)? (?:{{W}}|{{M}})", no_date),
    (rf"(?:{_NAMES}) {_SECOND}", no_date),
    (r"{W} de (?:ramos|pascoa|cinzas)", lambda said, today: ask(today, [])),
    (r"amanha ou depois(?: de amanha)?", one_of_next_days),
    (r"depois d[ea']? ?amanha", in_words(2)),
    (r"(?:anteontem|antes de ontem)", in_words(-2)),
    (r"(?:ontem(?: a noite)?)", in_words(-1)),
    (r"(?:feliz|bom|boa) {W}", no_date),
    (r"(?:hoje|hj|agora mesmo|esta tarde|esta noite)(?: mesmo)?", in_words(0)),
    (r"amanha(?: mesmo)?", tomorrow),
    (r"(?:todo )?dia {D} de cada mes", lambda said, today: repeats(today)),
    (r"(?:a )?cada (?:{N} )?{U}|tod[oa]s? (?:[oa]s? )?{U}", lambda said, today: repeats(today)),
    (r"semanalmente|mensalmente|diariamente", lambda said, today: repeats(today)),
    (
        rf"(?:todas as|as|nas|cada|toda) (?:{_NAMES})s?(?: -)? feiras?|todas as (?:{_NAMES})s",
        lambda said, today: repeats(today),
    ),
    (
        r"(?:cada|toda|todo|todas as|todos os|as|aos|nas) {W}s?|{W}s",
        lambda said, today: repeats(today, said.weekday),
    ),
    (rf"{_IN} (?:uma |1 )?hora e meia", lambda said, today: later(today, 90, "minute")),
    (rf"{_IN} meia hora", lambda said, today: later(today, 30, "minute")),
    (rf"{_IN} {{N}} {{U}} e mei[ao]", half_more),
    (rf"{_IN} {{N}} (?:ou|e|a|-) {{N2}} {{U}}", either_stretch),
    (
        rf"{_IN} {{N}} {{U}} uteis",
        lambda said, today: doubtful(today, so_much_later(said, today)),
    ),
    (rf"(?:{_IN} )?{_HEDGE} (?:{{N}} )?{{U}}", about_so_much_later),
    (rf"{_IN} {{N}} {{U}}", so_much_later),
    (r"{N} {U}(?! (?:de|da|do|atras|antes|depois)\b)", alone(Alone.WHOLE, so_much_later)),
    (
        rf"{{D}} {_THIS_MONTH}",
        lambda said, today: day_in_month_from_now(today, said.day, 0),
    ),
    (
        rf"{{D}} {_NEXT_MONTH}",
        lambda said, today: day_in_month_from_now(today, said.day, 1),
    ),
    (r"{D} (?:ou|[ea,-]|ao|ou dia|e dia) {D2} (?:de )?{M}{Y}", either_day_of_month),
    (r"{D} (?:de )?{M} (?:do (?:proximo ano|ano que vem))", day_month_year(years_on=1)),
    (r"{D} (?:de )?{M} (?:deste ano)", day_month_year(years_on=0)),
    (r"{D} (?:de |em |/ |- )?{M}(?: \.)?{Y}", day_month_year()),
    (r"{D} [/-] {M} [/-] (?P<y>\d\d)", day_month_year()),
    (
        rf"{{W}} (?:da |na )?{_NEXT_WEEK}|{_NEXT_WEEK}(?: ,)?(?: na)? {{W}}",
        lambda said, today: weekday_next_week(today, said.weekday),
    ),
    (
        r"{W} (?:desta|dessa|nesta) semana",
        lambda said, today: weekday_this_week(today, said.weekday),
    ),
    (
        r"(?:proxim[oa] )?{W}(?: dia)? (?P<d>\d{1,2})(?! (?:/|-|de M|M))",
        lambda said, today: weekday_and_day(today, said.weekday, said.day),
    ),
    (
        rf"proxim[oa] {{W}}|{{W}} {_NEXT}",
        lambda said, today: next_weekday(today, said.weekday),
    ),
    (r"{W} passad[oa]|ultim[oa] {W}", lambda said, today: last_weekday(today, said.weekday)),
    (r"{W}", plain_weekday),
    (
        rf"(?:na|ate|para|pra|proxima|esta|nesta) (?:a )?(?P<short>{_NAMES})",
        lambda said, today: doubtful(today, weekday(today, _SHORT[said.match["short"]])),
    ),
    (
        r"(?:fim|fins|final|ultimo dia) (?:de |do )?(?:mes de )?{M}{Y}",
        lambda said, today: end_of(today, said.month, said.year),
    ),
    (
        rf"(?:fim|final|ultimo dia) (?:do |de )?{_NEXT_MONTH}",
        lambda said, today: end_of_month(today, 1),
    ),
    (
        rf"(?:fim|final|ultimo dia) (?:do mes|de mes|{_THIS_MONTH})",
        lambda said, today: end_of_month(today),
    ),
    (
        r"meados (?:de |do )?(?:mes de )?{M}{Y}",
        lambda said, today: middle_of(today, said.month, said.year),
    ),
    (
        r"(?:comeco|inicio|primeira semana|primeira quinzena|segunda quinzena|ultima semana)"
        r" (?:de |do )?(?:mes de )?{M}{Y}",
        lambda said, today: somewhere_in(today, said.month, said.year),
    ),
    (
        r"(?:fim|final) (?:do|de) ano",
        lambda said, today: doubtful(today, end_of(today, 12)),
    ),
    (
        r"(?:fim|final) (?:do|de) (?:semestre|trimestre|bimestre|periodo|ano letivo|aulas)",
        lambda said, today: ask(today, [], doubt=Doubt.NOT_UNDERSTOOD),
    ),
    (
        rf"proximo (?:fim de semana|fds)|(?:fim de semana|fds) {_NEXT}",
        lambda said, today: doubtful(today, weekend(today), weekend(today, weeks=1)),
    ),
    (r"(?:fim de semana|final de semana|fds)", lambda said, today: weekend(today)),
    (rf"{_NEXT_WEEK}|(?:n?a )?outra semana", lambda said, today: next_week(today)),
    (r"(?:esta|nesta|desta|essa|nessa) semana", lambda said, today: this_week(today)),
    (_NEXT_MONTH, lambda said, today: somewhere_in_month(today, 1)),
    (_THIS_MONTH, lambda said, today: somewhere_in_month(today, 0)),
    (r"quinzena", lambda said, today: half_month(today)),
    (r"natal", feast(25, 12)),
    (r"(?:em|para|ate|durante|neste|antes de|desde) {M}{Y}", month),
    (r"{M}{Y}", month_alone),
    *NUMERIC_RULES,
    (r"{D} " + _COUNTED, no_date),
    (r"(?<=\bdia ){D}{END}", day_number),
    (
        r"(?<=\bdia )(?P<d>\d{1,2})",
        alone(Alone.DOUBTED, lambda said, today: doubtful(today, day_number(said, today))),
    ),
)

PORTUGUESE = Language(
    code="pt",
    weekdays={
        "sabado": 5, "sab": 5, "domingo": 6,
    },
    months={
        "janeiro": 1, "jan": 1, "fevereiro": 2, "fev": 2, "marco": 3, "mar": 3, "abril": 4,
        "abr": 4, "maio": 5, "mai": 5, "junho": 6, "jun": 6, "julho": 7, "jul": 7, "agosto": 8,
        "ago": 8, "setembro": 9, "set": 9, "outubro": 10, "out": 10, "novembro": 11, "nov": 11,
        "dezembro": 12, "dez": 12,
    },
    numbers={
        "um": 1, "uma": 1, "primeiro": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4,
        "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11,
        "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16,
        "dezessete": 17, "dezoito": 18, "dezenove": 19, "vinte": 20, "trinta": 30,
    },
    units={
        "minutos": "minute", "minuto": "minute", "horas": "hour", "hora": "hour", "dias": "day",
        "dia": "day", "semanas": "week", "semana": "week", "meses": "month", "mes": "month",
        "anos": "year", "ano": "year",
    },
    ordinal="o|°|ro",
    tens={"vinte": 20, "trinta": 30},
    and_ones="e",
    year=r"de |do |/ |- |do ano ",
    long_weekdays=(
        rf"(?P<day>{_NAMES}|[2-6])(?: a)?(?: -)? f(?:eira|eria|era)|(?P<day_2>{_NAMES}){_A_DAY}"
        r"|(?P<day_3>seg|qua|qui)(?= \d{1,2}(?:/\d+)?(?!\S)| \.|$)|(?P<dayb>ter|sex)(?= \d{1,2}/|$)"
    ),
    named_days=_SHORT | _NUMBERED | _CUT_SHORT,
    rules=RULES,
    deadline=(
        r"(?:no maximo|o mais tardar|antes (?:d[aoe]|que)|ate|para|pra|pro|prazo(?: final)?(?: e)?(?: :)?"
        r"|data(?: limite| de entrega| final)?(?: :)?|vence(?: :)?|entrega :|quando :)"
        r"(?: ate)?(?: [oa]| n[ao]| est[ea])?(?: dia)?(?: de)?"
    ),
    plain=(
        r"(?:(?:n[ao]|est[ea]|nest[ea]|em|[oa]|ao|durante [oa])(?: dia)?(?: de)?|dia"
        r"|(?:T|P|manha|tarde|noite)(?: (?:d[aoe]|,))?(?: dia)?|e n[ao]|W[0-6](?: ,)?|\()"
    ),
    other=(
        r"(?:(?:desde|a partir d[aoe]|depois d[aoe]|apos|entre|d[aoe]|nao antes d[aoe]|se|ha)"
        r"(?: [oa]| est[ea])?(?: dia)?)"
    ),
    together=r"(?:ou|[ea,/-]|ao|ate)(?: [oa]| n[ao]| est[ea]| dia)*",
    negation=r"(?:nao|nem|nunca|exceto|salvo|menos)(?: \w+){0,2}?(?: n[ao]| [oa]| est[ea])?",
    hedge="acho que|talvez|quem sabe|provavelmente|tomara que",
)  # fmt: skip
