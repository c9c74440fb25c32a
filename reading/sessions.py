"""A session in one sentence, and what a reply to its card wants: «se mueve al viernes», «se cancela».

The one thing to know: a reply is taken for a change only if it says so; a question («¿se cancela?»)
and a denial («no se cancela») are talk.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from community.sessions import Rhythm, SessionKind
from reading.dates import Doubt, Moment, Reading, Unsure, read_moment, read_time
from reading.stems import fold

NOON = 12
EARLIEST = 8  # nobody calls people together before; «a las 6» is asked

LOOSE_ENDS = " \t\n,;:.-–—()|¡!¿"
# All three languages at once: a group of one language has members of another. Folded, no accents.
_SIGNS = frozenset(",;:.")
_CANCELS = re.compile(
    r"\b(?:cancel\w*|suspend\w*|suspens[oa]s?|called off|is off"
    r"|no (?:hay|habra|tendremos|va a haber) (?:sesion|reunion|encuentro)"
    r"|nao (?:ha|havera|teremos|vai ter) (?:a )?(?:sessao|reuniao|encontro))\b"
)
_MOVES = re.compile(
    r"\b(?:se mueve|la muevo|movemos|movida|mover(?:la)?|muevan?(?:la)?|mueve|movamos\w*"
    r"|pospone\w*|pospuest[oa]|posterga\w*|aplaza\w*|adelanta\w*|reprogram\w*"
    r"|nueva fecha|otra fecha|adi(?:ada|ado|amos|ou)|remarc\w*|transfer\w*|nova data"
    r"|moved|postponed?|reschedul\w*|brought forward|new date)\b"
)
# These mean a change only beside a date: «queda para el lunes», and not «queda pan».
_MOVES_BESIDE_A_DATE = re.compile(
    r"\b(?:cambia\w*|pas(?:a|amos|emos\w*|ada)|quedan?|quedamos|mejor|sera"
    r"|mud(?:a|amos|ou|ada|ado)|passa|fica|melhor|moves?|changed|better|let's meet)\b"
)
_DENIES = re.compile(r"\b(?:no|nao|not|never|nunca|sin|isn't|won't)\s+(?:\w+\s+){0,2}$")
_IS_A_QUESTION = re.compile(r"[?¿]")


class Wish(Enum):
    """What a reply to a session's card wants."""

    CANCEL = "cancel"
    MOVE = "move"
    MAYBE_MOVE = "maybe_move"  # it names a day and does not say what for


# What says how people meet; a word for «asynchronous» is no part of the title, «microcentro» is.
_ASYNCHRONOUS = re.compile(
    r"\b(?:asincron(?:a|o|ica|ico)|assincron(?:a|o|ica|ico)|asynchronous|async|en diferido)\b"
)
_LIVE = re.compile(r"\b(?:en vivo|ao vivo|live)\b")
_MICROCENTRE = re.compile(r"\bmicrocent(?:ros?|re|er)s?\b")
_EVERY = (
    (
        Rhythm.FORTNIGHTLY,
        re.compile(
            r"\b(?:cada (?:dos|2) semanas|cada (?:15|quince) dias|cada quincena|quincenal(?:mente)?"
            r"|a cada (?:duas|2) semanas|a cada (?:15|quinze) dias|quinzenal(?:mente)?"
            r"|every (?:two|2|other|second) weeks?|fortnightly|every fortnight)\b"
        ),
    ),
    (
        Rhythm.MONTHLY,
        re.compile(
            r"\b(?:(?:cada|una vez al) mes|todos los meses|mensual(?:mente)?"
            r"|(?:todo|a cada|uma vez por) mes|mensal(?:mente)?"
            r"|every month|monthly|once a month)\b"
        ),
    ),
    (
        Rhythm.WEEKLY,
        re.compile(
            r"\b(?:cada semana|todas las semanas|semanal(?:mente)?|(?:toda|a cada) semana"
            r"|todas as semanas|semanalmente|every week|weekly)\b"
        ),
    ),
)
# «todos los jueves» names its day as well: only what repeats goes, the day stays.
_EVERY_DAY = re.compile(
    r"\b(?:todos los|todas as|todos os|toda|todo|cada|every)"
    r"(?= (?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?"
    r"|segundas?|tercas?|quartas?|quintas?|sextas?"
    r"|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)\b)"
)
_STOPS = re.compile(
    r"\b(?:(?:ya )?no se repite(?: mas)?|no (?:la )?repit\w+(?: mas)?"
    r"|(?:termina|terminamos|terminar|detener|parar|cancela\w*) la serie"
    r"|nao se repete(?: mais)?|(?:terminar|encerrar|parar) a serie"
    r"|stop (?:repeating|the series)|no longer repeats|does not repeat(?: any more)?)\b"
)


@dataclass(frozen=True, kw_only=True)
class Called:
    """What one sentence says of a session; `title` may be empty."""

    title: str
    when: Reading
    kind: SessionKind = SessionKind.LIVE
    rhythm: Rhythm | None = None


def read_session(text: str, *, now: datetime, zone: ZoneInfo, language: str) -> Called:
    """The title is what remains without the words of the date."""
    kind, rhythm, text = read_manner(text)
    when = read_moment(text, now=now, zone=zone, language=language)
    if rhythm is not None and isinstance(when, Unsure):
        when = _sure_of_one_day(when)
    rest = text if when is None else f"{text[: when.start]} {text[when.end :]}"
    return Called(
        title=" ".join(rest.split()).strip(LOOSE_ENDS), when=when, kind=kind, rhythm=rhythm
    )


def _sure_of_one_day(when: Unsure) -> Reading:
    """«Todos los jueves a las 18» is no name of anything: it begins with the next one."""
    is_one = when.doubt is Doubt.AMBIGUOUS and len(when.options) == 1
    if not is_one or when.at is None or when.at.hour < NOON:
        return when
    return Moment(on=when.options[0], at=when.at, start=when.start, end=when.end)


def read_manner(text: str) -> tuple[SessionKind, Rhythm | None, str]:
    """How people meet, how often it comes again, and the text without those words."""
    kind, rhythm = SessionKind.LIVE, None
    if _MICROCENTRE.search(_folded(text)):
        kind = SessionKind.MICROCENTRE
    for cue, meant in ((_ASYNCHRONOUS, SessionKind.ASYNCHRONOUS), (_LIVE, SessionKind.LIVE)):
        found = cue.search(_folded(text))
        if found is not None:
            kind, text = meant, _without(text, found)
    for how_often, cue in (*_EVERY, (Rhythm.WEEKLY, _EVERY_DAY)):
        found = cue.search(_folded(text))
        if found is not None:
            rhythm, text = rhythm or how_often, _without(text, found)
    return kind, rhythm, text


def says_it_stops(text: str) -> bool:
    """«Ya no se repite»: the series ends, its next session stands."""
    folded = fold(text)
    return bool(_STOPS.search(folded)) and not _IS_A_QUESTION.search(folded)


def _folded(text: str) -> str:
    """Folded, and as long as before, so that places in it are places in the text."""
    return "".join((fold(sign) or " ")[:1] if sign.strip() else " " for sign in text)


def _without(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return f"{before}{after}" if after[:1] in _SIGNS else f"{before} {after}"


def read_wish(text: str, when: Reading) -> Wish | None:
    """What a reply wants, `when` being the date read in it; None for ordinary talk."""
    folded = fold(text)
    if _says(_CANCELS, folded):
        return Wish.CANCEL
    if _says(_MOVES, folded) or (when is not None and _says(_MOVES_BESIDE_A_DATE, folded)):
        return Wish.MOVE
    if when is None or _IS_A_QUESTION.search(folded):
        return None
    rest = text[: when.start] + text[when.end :]
    if not rest.strip(LOOSE_ENDS):
        return Wish.MOVE
    return Wish.MAYBE_MOVE if isinstance(when, Moment) else None


def _says(cue: re.Pattern[str], folded: str) -> bool:
    found = cue.search(folded)
    if found is None or _IS_A_QUESTION.search(folded):
        return False
    return not _DENIES.search(folded[: found.start()])


def options(when: Unsure, hour: time | None) -> list[tuple[date, time | None]]:
    """The days and hours an unsure date may mean; `hour` counts where none was said.

    An hour that was said without its half of the day stands for both: 06:00 and 18:00.
    """
    if when.at is None:
        return [(on, hour) for on in when.options]
    hours = [when.at]
    if 0 < when.at.hour < NOON:
        hours.append(when.at.replace(hour=when.at.hour + NOON))
    return [(on, at) for on in when.options for at in hours]


def is_hour_alone(when: Reading, today: date) -> bool:
    """«a las 18» names no day: it may be of today or tomorrow, says reading.dates."""
    if not isinstance(when, Unsure) or when.at is None or when.doubt is not Doubt.AMBIGUOUS:
        return False
    return set(when.options) <= {today, today + timedelta(days=1)}


def read_hours(text: str, *, language: str) -> list[time]:
    """The hours a reply to «at what time?» may mean: one when it is clear, two for «a las 6»."""
    at = read_time(text, language=language)
    if at is None:
        return []
    if 0 < at.hour < EARLIEST:
        return [at, at.replace(hour=at.hour + NOON)]
    return [at]
