"""The story of the demonstration holds on whatever day it is opened: it is played in process, whole."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.pacer import Pacer
from sandbox import story
from sandbox.messages import Message
from sandbox.school_days import school_day
from tests import conversation
from tests.conversation import Stage, open_stage

pytestmark = pytest.mark.slow
CHILE = ZoneInfo("America/Santiago")
OPENED = {
    "a monday before school": datetime(2026, 11, 23, 6, 30),
    "a tuesday": datetime(2026, 11, 24, 9, 0),
    "a wednesday at midnight": datetime(2026, 11, 25, 0, 0),
    "a thursday evening": datetime(2026, 11, 26, 21, 15),
    "a friday": datetime(2026, 11, 20, 16, 59),
    "a saturday": datetime(2026, 11, 21, 10, 0),
    "a sunday night": datetime(2026, 11, 22, 23, 40),
    "the last day of the year": datetime(2026, 12, 31, 12, 0),
    "the end of february": datetime(2027, 2, 28, 12, 0),
    "a leap day": datetime(2028, 2, 29, 8, 0),
    "after the national holidays": datetime(2026, 9, 21, 8, 30),
    "after the clocks went back": datetime(2027, 4, 4, 1, 0),
}


@pytest.fixture(params=OPENED.values(), ids=OPENED.keys())
def opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The moment somebody opens the demonstration; the stage begins one span before it."""
    instant = request.param.replace(tzinfo=CHILE).astimezone(UTC)
    monkeypatch.setattr(conversation, "START", instant - story.SPAN)
    return instant


async def test_three_weeks_of_life_are_there_whenever_it_is_opened(
    opened: datetime, tmp_path: Path, sqlite_url: str
) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url, over_http=True) as stage:
        # a minute of the stage's clock holds 20 messages a group, and each act takes part of one
        stage.minga.courier.pacer = Pacer(1e9, monotonic=lambda: stage.clock.now().timestamp())
        await story.live(stage.driver, stage.clock)
        group, *_ = (chat for chat in stage.world.chats.values() if chat.title == story.TITLE)
        life = stage.messages(group.id)
        everything = [m for chat in stage.world.chats for m in stage.messages(chat)]

        assert opened <= stage.clock.now()
        _nothing_went_wrong(everything, stage)
        _people_write_at_plausible_hours(everything, stage)
        _prompts_have_stories_and_one_is_open(life, stage, opened)
        _practices_have_kinds(life)
        _a_practice_grows(life)
        _commitments_are_in_several_states(life, stage)
        _a_session_comes_next(life, opened)
        _the_coordinator_has_digests(stage)


def _texts(messages: list[Message]) -> str:
    return "\n".join(m.text for m in messages)


def _nothing_went_wrong(everything: list[Message], stage: Stage) -> None:
    said = _texts([m for m in everything if m.sender == stage.world.bot.id])
    for sorry in ("Algo falló", "abre una vez un chat conmigo", "No entiendo", "No encontré", "{"):
        assert sorry not in said
    assert len(stage.world.people) == 9
    assert stage.world.is_idle


def _people_write_at_plausible_hours(everything: list[Message], stage: Stage) -> None:
    for message in everything:
        at = datetime.fromtimestamp(message.date, CHILE)
        assert time(7, 0) <= at.time() <= time(20, 0), message
        assert at.weekday() < 5, message


def _prompts_have_stories_and_one_is_open(
    life: list[Message], stage: Stage, opened: datetime
) -> None:
    prompts = [m for m in life if m.text.startswith("💬")]
    assert len(prompts) == 3
    for prompt in prompts:
        told = [m for m in life if m.reply_to == prompt.id and m.sender != prompt.sender]
        stories = [m for m in told if not m.text.startswith("/")]
        assert len(stories) >= 2
        assert all(stage.reactions(m)[:1] == ["✍"] for m in stories)
    assert not _is_over(prompts[-1].text, opened.astimezone(CHILE).date())


def _is_over(prompt: str, today: date) -> bool:
    """Whether the Friday it names has gone by, by the days of the last two weeks."""
    gone = (date.fromordinal(today.toordinal() - days) for days in range(1, 15))
    return any(f"Hasta el viernes {day.day} de " in prompt for day in gone if day.weekday() == 4)


def _practices_have_kinds(life: list[Message]) -> None:
    receipts = [m.text for m in life if m.text.startswith("En el repertorio: ")]
    assert [text.splitlines()[-1] for text in receipts] == [
        "Clase: Historia.",
        "Clase: Rutina.",
        "Clase: Herramienta.",
    ]
    assert "Fracciones con tiras de papel" in _texts(
        [m for m in life if "sobre «fracciones»" in m.text]
    )


def _a_practice_grows(life: list[Message]) -> None:
    """Told, tried twice with adaptations, taken to a school and asked about, agreed on."""
    texts = _texts(life)
    assert texts.count("Viene de Lectura en parejas de distinto curso, de Rosa Molina") == 2
    assert "Elena Ortiz llevó Lectura en parejas de distinto curso a su escuela: funcionó" in texts
    assert "Acordada en esta comunidad: Lectura en parejas de distinto curso" in texts
    path = next(m.text for m in life if m.text.startswith("🌳 El camino de Lectura en parejas"))
    for step in ("Carmen Toledo y Pedro Antilef", "· Elena Ortiz: funcionó", "✅ Acordada"):
        assert step in path


def _commitments_are_in_several_states(life: list[Message], stage: Stage) -> None:
    done, moved, accepted, proposed = (
        next(m for m in life if f"Compromiso {number}." in m.text) for number in (1, 2, 3, 4)
    )
    assert "Hecho, con evidencia" in done.text
    assert "Visto por un par" in done.text
    assert sum(m.text.startswith("📋 Lo que tenemos entre manos") for m in life) == 1
    assert "+ Pedro Antilef" in done.text
    assert stage.buttons(done) == []
    luis = next(p for p in stage.world.people.values() if p.name == "Luis Fuentealba")
    assert any("El compromiso 2 ahora vence" in text for text in stage.told(luis.id))
    assert "✓ Luis Fuentealba" in moved.text
    assert "✓ Elena Ortiz · ✓ Carmen Toledo" in accepted.text
    assert "¿lo tomas?" in proposed.text
    assert "Acepto" in stage.buttons(proposed)


def _a_session_comes_next(life: list[Message], opened: datetime) -> None:
    card = next(m.text for m in life if m.text.startswith("📅"))
    day = school_day(opened.astimezone(CHILE).date(), 5)
    assert f" {day.day} de " in card
    assert "Vienen 3: Rosa Molina, Pedro Antilef y Juan Carrasco" in card
    assert "Quizás 1: Elena Ortiz" in card


def _the_coordinator_has_digests(stage: Stage) -> None:
    gabriela = next(p for p in stage.world.people.values() if p.name == "Gabriela Soto")
    digests = [text for text in stage.told(gabriela.id) if text.startswith("📬")]
    assert len(digests) in (2, 3, 4)
    assert "respuesta" in digests[-1]
    assert any("con evidencia 1" in text for text in digests)
