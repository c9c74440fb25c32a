"""The monthly line: what was reached together, once, calmly, and only if something is new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community.ids import ChatId
from sandbox.chats import Chat
from tests.conversation import Persona, Stage

FIRST_THURSDAY = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)  # 13:00 in Santiago
HEAD = "🌱 Lo que logramos en conjunto últimamente:"


async def a_tried_practice(stage: Stage) -> tuple[Chat, Persona, Persona]:
    ana, rosa, juan = (stage.person(name) for name in ("Ana", "Rosa", "Juan"))
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.says("#practica Contamos con piedras del río", group)
    await rosa.taps("Herramienta")
    await juan.taps("La probé")
    return group, ana, rosa


def lines_of(stage: Stage, group: Chat) -> list[str]:
    """Every monthly line that the group read."""
    return [text for text in stage.told(group) if text.startswith(HEAD)]


async def test_it_is_told_once_on_the_first_thursday_and_never_again(stage: Stage) -> None:
    group, _, _ = await a_tried_practice(stage)

    await stage.until(FIRST_THURSDAY - timedelta(hours=1))
    assert lines_of(stage, group) == []
    await stage.until(FIRST_THURSDAY)
    (told,) = lines_of(stage, group)
    assert told == (
        f"{HEAD}\n▫️ «Contamos con piedras del río», de Rosa, es la primera práctica que probó otra persona."
    )
    await stage.passes(days=40)
    assert lines_of(stage, group) == [told]


async def test_a_hidden_name_is_not_in_it(stage: Stage) -> None:
    group, _, rosa = await a_tried_practice(stage)
    await rosa.starts()
    await rosa.says("/mispracticas")
    await rosa.taps("1")
    await rosa.taps("Ocultar mi nombre")

    await stage.until(FIRST_THURSDAY)

    (told,) = lines_of(stage, group)
    assert "Rosa" not in told
    assert "de alguien de la comunidad" in told


async def test_nothing_new_nothing_said_and_it_can_be_switched_off(stage: Stage) -> None:
    ana, luz = stage.person("Ana"), stage.person("Luz")
    still = await stage.community("Red quieta", guides=[luz])
    group, ana, _ = await a_tried_practice(stage)
    await ana.says("/config", group)
    await ana.taps("Hitos del mes")
    await ana.taps("no")
    assert "Hitos del mes: no" in stage.told(group)[-1]

    await stage.until(FIRST_THURSDAY)

    assert lines_of(stage, group) == lines_of(stage, still) == []


async def test_where_that_day_has_no_room_it_waits_for_the_next(stage: Stage) -> None:
    group, ana, _ = await a_tried_practice(stage)
    await stage.until(FIRST_THURSDAY - timedelta(hours=2))
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)

    await stage.until(FIRST_THURSDAY)
    assert lines_of(stage, group) == []
    await stage.passes(days=1)

    assert len(lines_of(stage, group)) == 1


async def test_three_schools_and_a_year_are_told_and_at_most_three_lines(stage: Stage) -> None:
    group, _, _ = await a_tried_practice(stage)
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        began = datetime(2025, 11, 20, 13, 0, tzinfo=UTC)
        await tx.communities.save(replace(found, activated_at=began))
    for school in ("Trupán", "Niblinto", "Pemuco"):
        person = stage.person(f"Docente {school}")
        await person.joins(group)
        async with stage.minga.database.write() as tx:
            await tx.members.change(found.id, person.id, school=school)
        await person.taps(
            "La probé", next(m for m in stage.messages(group) if "La probé" in stage.buttons(m))
        )

    await stage.until(FIRST_THURSDAY)

    (told,) = lines_of(stage, group)
    assert told.splitlines()[1:] == [
        "▫️ Cumplimos 1 año desde que empezamos en este grupo.",
        "▫️ «Contamos con piedras del río», de Rosa, se probó en tres escuelas.",
        "▫️ «Contamos con piedras del río», de Rosa, es la primera práctica que probó otra persona.",
    ]
    assert len(told) <= 600
