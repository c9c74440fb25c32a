"""Memories of communities that never were: a small one with one of each thing, and larger ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from community.archives import (
    Archive,
    Asked,
    Gathered,
    Grown,
    Lived,
    Met,
    Planned,
    Promised,
    Reason,
    Settled,
    Told,
)
from community.commitments import CommitmentState
from community.communities import Community, State
from community.decisions import Stance
from community.ids import ChatId, CommunityId, MessageId, PersonId, PracticeId
from community.levels import Level
from community.practices import Practice, PracticeKind, PracticeState
from community.prompts import Media
from community.sessions import SessionKind
from community.transfers import Outcome
from community.trials import Milestone
from locales.words import LANGUAGES, words_in
from messages import archives

GOLDEN = Path(__file__).parent / "messages" / "archived"
NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
TOLD_AT = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
# What no page, table or line of JSON may hold: references, and ids of people and groups.
FILE, PERSON, GROUP = "AgACAgQAAxkBAAIfile", 7000000001, -1001234567890


def told(text: str, name: str | None = "Rosa", **more: object) -> Told:
    """Somebody's words."""
    return replace(Told(title="", text=text, name=name, media=None, at=TOLD_AT), **more)


def gathered(text: str, question: str = "") -> Gathered:
    """A published synthesis, of a question or of a week of talk."""
    return Gathered(
        title=question,
        text=text,
        name=None,
        media=None,
        at=TOLD_AT,
        since=TOLD_AT - timedelta(days=7),
        until=TOLD_AT,
    )


def home(**more: object) -> Community:
    """A running community in Chile."""
    made = Community(
        id=CommunityId(1),
        telegram_chat_id=ChatId(GROUP),
        title="Red Ñuble",
        chat_type="supergroup",
        state=State.ACTIVE,
        invited_at=TOLD_AT,
    )
    return replace(made, **more)


def grown(
    title: str = "Rincón de lectura", text: str = "Leemos en parejas", **more: object
) -> Grown:
    """A practice with a life."""
    practice = Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        title=title,
        text=text,
        kind=PracticeKind.ROUTINE,
        state=PracticeState.TRIED,
        author_id=PersonId(PERSON),
        author_name="Rosa",
        saved_by=None,
        message_id=MessageId(5),
        told_at=TOLD_AT,
        school="Escuela El Manzano",
        level=Level.FIRST,
        subject="Lenguaje",
    )
    made = Grown(
        title=title,
        text=text,
        name="Rosa",
        media=Media.PHOTO,
        at=TOLD_AT,
        files=(FILE,),
        practice=practice,
        tried_by=("Luis",),
        tried_unnamed=1,
        reached=(
            Milestone(
                practice_id=PracticeId(1),
                community_id=CommunityId(1),
                state=PracticeState.TRIED,
                person_id=None,
                reached_at=TOLD_AT,
                message_id=None,
            ),
        ),
        schools=(
            Lived(
                name="Inés",
                school="Escuela Las Toscas",
                outcome=Outcome.WORKED,
                told=(told("Funcionó con los más grandes", "Inés"),),
            ),
        ),
    )
    return replace(made, **more)


def empty(community: Community | None = None) -> Archive:
    """Of a community that has made nothing yet."""
    return Archive(
        community=community or home(),
        charter=None,
        practices=(),
        materials=(),
        requests=(),
        offers=(),
        commitments=(),
        agreements=(),
        sessions=(),
        minutes=(),
        syntheses=(),
        prompts=(),
        themes=(),
        plans=(),
    )


def small(community: Community | None = None) -> Archive:
    """One of each thing."""
    return replace(
        empty(community),
        charter="Aprendemos en comunidad.\nNos escuchamos.",
        practices=(grown(),),
        materials=(told("guia.pdf", title="Guía multigrado", media=Media.DOCUMENT),),
        requests=(told("Material para cinco cursos", "Luis"),),
        offers=(told("Sé de huertos", "Inés"),),
        commitments=(
            Promised(
                number=1,
                what="Subir la rúbrica",
                who=("Rosa", ""),
                due_on=date(2026, 12, 4),
                state=CommitmentState.EVIDENCED,
                shown=(told("Aquí está", media=Media.PHOTO, files=(FILE,)),),
            ),
        ),
        agreements=(
            Settled(
                number=1,
                text="Nos vemos los jueves",
                at=TOLD_AT,
                agreeing=4,
                concerned=1,
                objecting=0,
                holds=True,
                reasons=(
                    Reason(
                        title="",
                        text="Que no se haga tarde",
                        name="Luis",
                        media=None,
                        at=TOLD_AT,
                        stance=Stance.CONCERN,
                    ),
                ),
            ),
        ),
        sessions=(
            Met(
                title="Microcentro de noviembre",
                kind=SessionKind.MICROCENTRE,
                at=TOLD_AT,
                is_cancelled=False,
                coming=6,
                there=5,
                told=(told("Hablamos de lectura", "Inés"),),
            ),
        ),
        minutes=(told("– Un cuaderno por curso", None, title="Microcentro de noviembre"),),
        syntheses=(
            gathered("– «Leemos en voz alta» — Rosa\n– «Con piedras» — Luis", "¿Qué te funcionó?"),
            gathered("Hablamos del huerto."),
        ),
        prompts=(
            Asked(
                text="¿Qué te funcionó esta semana?",
                at=TOLD_AT,
                replies=(
                    told("Leer en voz alta"),
                    told("", None, media=Media.VOICE, files=("voice",)),
                ),
            ),
        ),
        themes=(told("Evaluar sin notas", "Luis"),),
        plans=(Planned(title="Dos semanas de lectura", asked=("¿Paso uno?", "¿Paso dos?")),),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "</main></body></html><h1>x</h1>",
    "<img src=x onerror=alert(1)>",
    '"><a href="https://example.org">',
    "{{ 7 * 7 }}{% for x in y %}",
    "&lt;b&gt; & &amp; &#60;",
    "\u202eotxet\u202c al revés",
    "a\u200b\u0000\u0007\u0085\ufffe\ufeffb",
    "../../../etc/passwd",
    "CON.html",
    '=HYPERLINK("https://example.org";"x")',
    "𝕋ítulo 👩🏽‍🏫 " * 100,
    "&" * 4096,
    "x" * 4096,
    "línea\n" * 700,
    "   ",
)


def hostile() -> Archive:
    """Whatever people may write, as title, name and text of everything."""
    base = small()
    return replace(
        base,
        community=home(title="</title><script>Red</script>"),
        charter="\n".join(HOSTILE),
        practices=tuple(
            replace(grown(words, words), name=words[:120], tried_by=(words[:120],))
            for words in HOSTILE
        ),
        prompts=tuple(
            Asked(text=words, at=TOLD_AT, replies=(told(words, words[:120]),)) for words in HOSTILE
        ),
        minutes=tuple(told(words * 3, None, title=words) for words in HOSTILE),
        syntheses=tuple(gathered(words * 3, words) for words in HOSTILE),
        materials=tuple(
            told(words, words[:120], title=words, media=Media.DOCUMENT) for words in HOSTILE
        ),
        plans=(Planned(title=HOSTILE[0], asked=HOSTILE),),
    )


SENTENCES: Sequence[str] = (
    "Esta semana leímos en voz alta con los cursos juntos y los más grandes ayudaron a los chicos.",
    "Probé con las piedras para contar y salió mejor que con la guía.",
    "A mí me costó: eran muchos y no alcanzó el tiempo, pero lo repito el jueves.",
)


def large(answers: int) -> Archive:
    """So many answers, to prompts of three years, forty to each."""
    replies = [
        told(
            f"{SENTENCES[number % 3]} ({number})",
            f"Persona {number % 60}",
            at=TOLD_AT - timedelta(hours=2 * number),
        )
        for number in range(answers)
    ]
    return replace(
        empty(),
        prompts=tuple(
            Asked(
                text=f"¿Qué pasó en tu sala la semana {start // 40}?",
                at=replies[start].at,
                replies=tuple(replies[start : start + 40]),
            )
            for start in range(0, answers, 40)
        ),
    )


def golden(language: str) -> str:
    """All files of a small memory, one after the other."""
    files = archives.whole(small(home(language=language)), words_in(language, 2026), NOW)
    made = "".join(f"==== {path}\n{content}\n" for path, content in files.items())
    return made.replace("\r\n", "\n")


if __name__ == "__main__":
    for language in LANGUAGES:
        (GOLDEN / f"{language}.txt").write_text(golden(language))
