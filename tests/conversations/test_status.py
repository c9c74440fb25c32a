"""/estado for guides and operators, and /cancelar."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from community.ids import ChatId, PromptId, SessionId
from community.prompts import PromptState
from community.sessions import SessionState
from storage.outbox import Kind
from storage.rows import commitments, prompts, sessions
from tests.conversation import Stage, open_stage

ANA = 4_000_001


@pytest.fixture
async def operated(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    """A stage whose operator is the person with the number ANA."""
    async with open_stage(tmp_path, database_url=sqlite_url, operators=frozenset({ANA})) as opened:
        yield opened


async def test_a_guide_sees_what_comes_next(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.says("/config", group)
    await ana.taps("Pregunta semanal")
    await ana.taps("jueves")
    await ana.taps("10:00")

    await ana.says("/estado", group)

    said = stage.told(group)[-1]
    assert "pregunta al grupo: jue 19 nov, 10:00" in said
    assert "Administro el grupo" in said


async def test_what_is_asked_of_single_people_does_not_crowd_out_what_comes_next(
    stage: Stage,
) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        for number in range(1, 10):
            for step, at in (("ask", 1), ("news", -1)):
                due_at = stage.clock.now() + timedelta(hours=at)
                await tx.dues.plan(f"practice.{step}", number, due_at, community=found.id)
    await _plan_one_of_each(stage, group.id)

    await ana.says("/estado", group)

    assert "recordatorio de compromiso: " in stage.told(group)[-1]


async def test_a_member_does_not_see_the_state(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await rosa.says("/estado", group)

    assert "quienes facilitan" in stage.told(group)[-1]


async def test_a_post_of_unknown_fate_is_sent_again_once_by_a_guide(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await _lose_a_post(stage, group.id, "¿Qué leyó <b>tu escuela</b>?")

    await ana.says("/estado", group)
    card = stage.last(group)
    assert "¿Qué leyó tu escuela?" in card.text
    await ana.taps("Reenviar 1", card)

    assert stage.told(group)[-1] == "¿Qué leyó tu escuela?"
    assert stage.buttons(card) == []
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert await tx.outbox.unknown_in(found.id) == []


async def test_an_operator_sees_the_instance_in_private(operated: Stage) -> None:
    operated.driver.person("Ana", id=ANA)
    operated.driver.start(ANA)
    operated.driver.say(ANA, ANA, "/estado")
    await operated.rests()

    said = operated.told(ANA)[-1]
    assert said.startswith("Minga 0.")
    assert "Base de datos: " in said
    assert "Ningún mensaje apartado" in said


async def test_an_update_set_aside_is_named_without_its_text(operated: Stage) -> None:
    operated.driver.person("Ana", id=ANA)
    operated.driver.start(ANA)
    operated.driver.inject({"message": {"message_id": 5, "date": "secreto", "chat": {"id": ANA}}})
    await operated.rests()
    operated.driver.say(ANA, ANA, "/estado")
    await operated.rests()

    said = operated.told(ANA)[-1]
    assert "apartados por un error" in said
    assert "secreto" not in said


async def test_the_weekly_question_of_this_week_is_cancelled_and_next_week_stays(
    stage: Stage,
) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.says("/config", group)
    await ana.taps("Pregunta semanal")
    await ana.taps("jueves")
    await ana.taps("10:00")

    await ana.says("/cancelar", group)
    assert "jueves 19 de noviembre" in stage.last(group).text
    await ana.taps("Cancelar 1")

    assert stage.told(group)[-1].startswith("Se canceló: la pregunta de la semana (jueves 19")
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        (weekly,) = [d for d in await tx.dues.open_of(found.id) if d.kind == "prompt.weekly"]
        assert f"{weekly.due_at.astimezone(found.zone):%d %H:%M}" == "26 10:00"


async def test_a_second_tap_on_the_same_thing_finds_it_gone(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.says("/config", group)
    await ana.taps("Pregunta semanal")
    await ana.taps("jueves")
    await ana.taps("10:00")
    await ana.says("/cancelar", group)
    card = stage.last(group)
    data = card.keyboard["inline_keyboard"][0][0]["callback_data"] if card.keyboard else ""

    await ana.taps("Cancelar 1", card)
    before = len(stage.told(group))
    stage.driver.forge_tap(ana.id, group.id, card.id, data)
    await stage.rests()

    assert len(stage.told(group)) == before


async def test_a_question_a_session_and_reminders_are_cancelled_one_by_one(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    other = await stage.community("Otra red", guides=[ana])
    await _plan_one_of_each(stage, other.id)
    prompt, session = await _plan_one_of_each(stage, group.id)

    await ana.says("/cancelar", group)
    card = stage.last(group)
    assert card.text.count("\n") == 3
    for gone in ("la pregunta «¿Y ahora?»", "la sesión «Lectura»", "los avisos del compromiso 1"):
        await ana.taps("Cancelar 1", card)
        await stage.passes(seconds=10)  # those who come to a session are told by the clock
        assert any(gone in text for text in stage.told(group)[-2:])

    assert stage.world.history[group.id][card.id].text == "No hay nada programado."
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        cancelled_prompt = await tx.prompts.get(found.id, prompt)
        cancelled_session = await tx.sessions.get(found.id, session)
        assert cancelled_prompt is not None
        assert cancelled_session is not None
        assert cancelled_prompt.state is PromptState.CANCELLED
        assert cancelled_session.state is SessionState.CANCELLED
        neighbour = await tx.communities.at(ChatId(other.id))
        assert neighbour is not None
        assert len(await tx.schedule.of(neighbour.id)) == 3


async def test_nothing_scheduled_is_said_too(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/cancelar", group)

    assert stage.told(group)[-1] == "No hay nada programado."


async def test_a_group_that_is_not_allowed_is_left_politely(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with open_stage(
        tmp_path, database_url=sqlite_url, allowed_chats=frozenset({-1})
    ) as stage:
        ana = stage.person("Ana")
        group = await stage.group("Otra red", admins=[ana])

        (said,) = stage.told(group)
        assert "me voy" in said
        assert not stage.world.chat(group.id).has(stage.world.bot.id)
        async with stage.looking() as tx:
            assert await tx.communities.all() == []


async def _lose_a_post(stage: Stage, chat: int, text: str) -> None:
    from messages.text import Html, Message

    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(chat))
        assert found is not None
        now = stage.clock.now()
        tx.outbox.say(
            Message(text=Html(text)), to=ChatId(chat), kind=Kind.POST, now=now, community=found.id
        )
        await tx.outbox.flush()
        (letter,) = [le for le in await tx.outbox.ready(0, 10) if le.kind == Kind.POST]
        await tx.outbox.settle(letter.id, "unknown", "time-out", now)


async def _plan_one_of_each(stage: Stage, chat: int) -> tuple[PromptId, SessionId]:
    """A question tomorrow, a session the day after, and a commitment's reminder after that."""
    now = stage.clock.now()
    days = [now + timedelta(days=n) for n in (1, 2, 3)]
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(chat))
        assert found is not None
        common = {"community_id": found.id, "created_at": now}
        subjects = [
            await tx.value(table.insert().values(**common, **values).returning(table.c.id))
            for table, values in (
                (prompts, {"text": "¿Y ahora?", "kind": "own", "state": "scheduled"}),
                (
                    sessions,
                    {
                        "title": "Lectura",
                        "kind": "live",
                        "state": "planned",
                        "starts_at": days[1],
                        "sequence": 0,
                    },
                ),
                (commitments, {"number": 1, "what": "Subir la rúbrica", "state": "accepted"}),
            )
        ]
        kinds = ("prompt.post", "session.day", "commitment.before")
        for kind, subject, at in zip(kinds, subjects, days, strict=True):
            await tx.dues.plan(kind, subject, at, community=found.id)
    return PromptId(subjects[0]), SessionId(subjects[1])
