"""The digests of the golden files: `python -m tests.messages.digests_golden` writes them anew, to be read.

Each is a whole message as it goes to Telegram, its buttons below it, and a file that comes along.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from community.agreements import Agreement
from community.commitments import Commitment, CommitmentState, EvidenceKind
from community.communities import Community
from community.digests import Adopted, Network, Shared, Waiting, Week
from community.ids import (
    AgreementId,
    ChatId,
    CommitmentId,
    CommunityId,
    MessageId,
    PersonId,
    PetitionId,
    PracticeId,
    PromptId,
    SessionId,
)
from community.petitions import Petition, PetitionState
from community.practices import Practice
from community.prompt_windows import CameIn, Window
from community.prompts import Prompt, PromptKind
from community.pulse import Signal
from community.sessions import Session, SessionKind
from locales.words import LANGUAGES, Words, words_in
from messages import digests
from messages.text import Message

FOLDER = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # Monday, 8:00 in Chile
SINCE = NOW - timedelta(days=7)
ZONE = ZoneInfo("America/Santiago")
READER = PersonId(7)


def home(number: int, title: str) -> Community:
    return Community(
        id=CommunityId(number),
        telegram_chat_id=ChatId(-1001000 - number),
        title=title,
        country="EC",  # its school years are not known, so that any week is an ordinary one
        invited_at=SINCE,
    )


NUBLE = home(1, "Red Ñuble <rural> & más")
THIN = Week(community=NUBLE, since=SINCE, until=NOW, answers=1, people=1, active=6)
RICH = Week(
    community=NUBLE,
    since=SINCE,
    until=NOW,
    answers=12,
    people=7,
    active=9,
    answers_before=10,
    last_answer_at=NOW - timedelta(hours=9),
    practices=(
        "Leemos en parejas antes del recreo, los grandes con los chicos de primero y segundo",
        "Sumamos con semillas de la huerta",
        "El cuaderno viajero",
        "Contamos cuentos de los abuelos",
    ),
    adopted=(
        Adopted(title="El cuaderno viajero", tried=3, taken=1, is_agreed=True),
        Adopted(title="Sumamos con semillas de la huerta", tried=1),
    ),
    came_back=2,
    agreements=("Nos juntamos el primer jueves de cada mes",),
    proposed=2,
    fulfilled=3,
    evidenced=2,
    open=4,
    asked=2,
    resolved=1,
    sought=3,
    held=1,
    sessions=(("Evaluar con rúbricas", NOW + timedelta(days=3, hours=11)),),
)
TINY = replace(RICH, active=3, community=home(2, "Microcentro Itata"), answers=5, people=2)
QUIET = Week(
    community=home(3, "Red Yungay"),
    since=SINCE,
    until=NOW,
    active=8,
    answers_before=6,
    last_answer_at=SINCE - timedelta(days=10),
)


def petition(number: int, words: str) -> Petition:
    return Petition(
        id=PetitionId(number),
        community_id=NUBLE.id,
        person_id=PersonId(1),
        text=words,
        message_id=MessageId(9),
        state=PetitionState.SENT,
        asked_at=SINCE + timedelta(days=2),
        sent_at=SINCE + timedelta(days=3),
    )


PETITIONS = (
    (
        petition(5, "que el DAEM mande una impresora para las tres escuelas del valle, fono …"),
        NUBLE,
    ),
    (petition(4, "una tarde libre al mes para juntarnos"), TINY.community),
)


def large() -> Network:
    """Forty communities with news, some in silence."""
    weeks = [
        replace(
            THIN,
            community=home(100 + number, f"Red {number:02}"),
            answers=40 - number,
            people=5,
            practices=("Leemos en parejas antes del recreo", "Sumamos con semillas"),
        )
        for number in range(40)
    ]
    silent = [
        replace(THIN, community=home(200 + number, f"Silencio {number}"), answers=0)
        for number in range(3)
    ]
    return Network(since=SINCE, weeks=(*weeks, *silent))


def prompt(text: str) -> Prompt:
    return Prompt(
        id=PromptId(1),
        community_id=NUBLE.id,
        text=text,
        kind=PromptKind.OWN,
        asked_by=None,
        created_at=SINCE,
        posted_at=SINCE,
    )


WAITING = Waiting(
    windows=(
        Window(
            prompt=prompt(
                "¿Qué hiciste esta semana con niños de distintos cursos en la misma sala?"
            ),
            came_in=CameIn(answers=15, people=8, schools=4, late=3),
            message_id=MessageId(41),
        ),
    ),
    undecided=1,
    drafts=("Lectura en el multigrado",),
    syntheses=("¿Qué hiciste esta semana con niños de distintos cursos?", ""),
    too_few=("¿Qué te salió mejor de lo que esperabas?",),
    unheard=("materiales para escritura creativa", "alguien que sepa de huertos"),
    unknown=1,
    signals=(Signal.UNHEARD,),
)


def shared(community: Community = NUBLE) -> Shared:
    practice = Practice(
        id=PracticeId(1),
        community_id=community.id,
        title="Sumamos con semillas de la huerta",
        text="Sumamos con semillas de la huerta",
        author_id=PersonId(2),
        author_name="Juan Soto",
        saved_by=None,
        message_id=MessageId(31),
        told_at=NOW - timedelta(days=1),
    )
    return Shared(
        community=community,
        since=SINCE,
        mine=(
            Commitment(
                id=CommitmentId(1),
                community_id=community.id,
                number=12,
                what="subir la rúbrica de lectura",
                due_on=date(2026, 12, 4),
                evidence=EvidenceKind.PHOTO,
                state=CommitmentState.ACCEPTED,
                proposed_by=None,
                created_at=SINCE,
            ),
        ),
        asked=(prompt("¿Qué te salió mejor de lo que esperabas?"),),
        practices=(practice, replace(practice, title="El cuaderno viajero", name_hidden=True)),
        agreements=(
            Agreement(
                id=AgreementId(1),
                community_id=community.id,
                number=3,
                text="Nos juntamos el primer jueves de cada mes",
                decision_id=None,
                noted_by=None,
                agreed_at=NOW - timedelta(days=2),
                agreeing=6,
                concerned=1,
                objecting=0,
            ),
        ),
        sessions=(
            Session(
                id=SessionId(1),
                community_id=community.id,
                title="Evaluar con rúbricas",
                kind=SessionKind.LIVE,
                starts_at=NOW + timedelta(days=3, hours=11),
                ends_at=NOW + timedelta(days=3, hours=12),
                called_by=None,
                created_at=SINCE,
            ),
        ),
    )


def _network(*weeks: Week, petitions: tuple[tuple[Petition, Community], ...] = ()) -> Network:
    return Network(since=SINCE, weeks=weeks, petitions=petitions, waiting=1 if petitions else 0)


def _coordinator(network: Network) -> Callable[[Words], tuple[Message, ...]]:
    return lambda words: digests.for_coordinator(network, READER, ZONE, words)


CASES: Mapping[str, Callable[[Words], tuple[Message, ...]]] = {
    "guide-rich": lambda words: (digests.for_guides(RICH, WAITING, words),),
    "guide-thin": lambda words: (digests.for_guides(THIN, Waiting(), words),),
    "guide-signal-alone": lambda words: (
        digests.for_guides(
            replace(THIN, answers=0, sessions=RICH.sessions),
            Waiting(signals=(Signal.QUIET,), has_question=True),
            words,
        ),
    ),
    "coordinator-rich": _coordinator(_network(RICH, TINY, QUIET, petitions=PETITIONS)),
    "coordinator-thin": _coordinator(_network(THIN)),
    "coordinator-tiny": _coordinator(_network(TINY)),
    "coordinator-large": _coordinator(large()),
    "member-rich": lambda words: (digests.for_member([shared()], words),),
    "member-thin": lambda words: (
        digests.for_member([Shared(community=NUBLE, since=SINCE, asked=shared().asked)], words),
    ),
    "member-of-two": lambda words: (
        digests.for_member([shared(), shared(home(2, "Microcentro Itata"))], words),
    ),
}


def drawn(name: str, language: str) -> str:
    """A case as its golden file has it."""
    parts = []
    for message in CASES[name](words_in(language, NOW.year)):
        buttons = "".join(
            " ".join(f"[{button.label}]" for button in row) + "\n" for row in message.keyboard
        )
        file = (
            "" if message.document is None else f"--- {message.document[0]}\n{message.document[1]}"
        )
        parts.append(f"{message.text}\n{buttons}{file}")
    return "===\n".join(parts)


def write() -> None:
    """All files anew."""
    for name in CASES:
        for language in LANGUAGES:
            (FOLDER / f"{name}.{language}.txt").write_text(drawn(name, language))


if __name__ == "__main__":
    write()
