"""Each update all or nothing, in order, and one that is poison does not stop the others."""

import pytest
from telegram import Update

from handlers import menu
from handlers.context import Context
from tests.conversation import Stage

# A message without its date: python-telegram-bot cannot read it, and would poll it for ever.
NO_DATE = {
    "message_id": 9999,
    "chat": {"id": 5, "type": "private", "first_name": "X"},
    "from": {"id": 5, "is_bot": False, "first_name": "X"},
    "text": "/ayuda",
    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
}


async def test_one_malformed_update_among_fifty_is_quarantined_and_the_others_answered(
    stage: Stage,
) -> None:
    people = [stage.person(f"Persona {number}") for number in range(49)]
    for number, person in enumerate(people):
        if number == 20:
            stage.driver.inject({"message": NO_DATE})
        stage.driver.say(person.id, person.id, "/ayuda")
    await stage.rests()

    assert [len(person.told) for person in people] == [1] * 49
    async with stage.looking() as tx:
        quarantined = await tx.inbox.quarantined()
    assert [found.error for found in quarantined] == ["KeyError"]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """/agenda fails as long as the list says so."""
    fails: list[int] = []
    known = menu.BY_WORD["agenda"]

    async def fail(update: Update, context: Context) -> None:
        if fails:
            fails.pop()
            await context.tx.instance.note("half", "done", context.now)
            raise RuntimeError("broken on purpose")
        await known.handler(update, context)

    from dataclasses import replace

    monkeypatch.setitem(menu.BY_WORD, "agenda", replace(known, handler=fail))
    return fails


async def test_a_handler_that_fails_is_tried_again_and_leaves_nothing_half_done(
    stage: Stage, broken: list[int]
) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    broken.append(1)

    await ana.says("/agenda", group)

    assert len(stage.told(group)) == 1
    async with stage.looking() as tx:
        assert await tx.instance.get("half") is None
        assert await tx.inbox.quarantined() == []


async def test_a_handler_that_always_fails_ends_with_an_apology(
    stage: Stage, broken: list[int]
) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    broken.extend([1, 1, 1])

    await ana.says("/agenda", group)
    await ana.says("/ayuda", group)

    assert stage.told(group)[0].startswith("Algo falló de mi lado")
    assert "/repertorio" in stage.told(group)[1]


async def test_an_update_that_comes_twice_is_answered_once(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    stage.driver.say(ana.id, group.id, "/ayuda")
    (update,) = stage.world.mailbox.pending
    await stage.minga.intake.take([update, update])
    await stage.minga.intake.take([update])
    await stage.rests()

    assert len(stage.told(group)) == 1


async def test_a_command_for_guides_from_somebody_else_gets_a_kind_no(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await rosa.says("/pregunta ¿Qué tal?", group)

    assert stage.told(group) == [
        "Esto es para quienes facilitan el grupo. Puedes pedírselo a alguien de la dupla guía."
    ]


async def test_an_unknown_command_gets_the_nearest_one(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/repertoryo", group)

    assert stage.told(group) == ["No conozco ese comando. ¿Querías decir /repertorio?"]


async def test_a_command_for_another_bot_gets_nothing(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/ayuda@otro_bot", group)

    assert stage.told(group) == []
