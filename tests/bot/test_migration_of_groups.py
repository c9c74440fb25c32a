"""A basic group becomes a supergroup in the middle of things (promises.md §6, row 19)."""

import pytest

from community.ids import ChatId
from storage.outbox import Kind
from tests.bot.on_stage import pace_by_the_clock, put, say
from tests.conversation import Stage

LETTERS = [f"aviso {number}" for number in range(8)]


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "learns from the refusal"])
async def test_what_was_waiting_arrives_in_the_new_group_once(stage: Stage, is_told: bool) -> None:
    ana = stage.person("Ana Soto")
    old = await stage.community("Red Ñuble", guides=[ana], type="group")
    pace_by_the_clock(stage)
    new = stage.driver.migrate(old.id)
    if not is_told:
        stage.world.mailbox.pending.clear()
    for text in LETTERS:
        await put(stage, old, text, Kind.REMINDER)

    stage.minga.courier.wake()
    await stage.rests()
    await stage.passes(minutes=1)

    assert sorted(stage.told(new)) == LETTERS
    assert stage.told(old) == []


async def test_it_is_told_twice_and_counts_once(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    old = await stage.community("Red Ñuble", guides=[ana], type="group")
    new = stage.driver.migrate(old.id)
    told = list(stage.world.mailbox.pending)
    await stage.rests()
    for update in reversed(told):
        stage.driver.inject({name: value for name, value in update.items() if name != "update_id"})
    await stage.rests()

    async with stage.looking() as tx:
        (community,) = await tx.communities.all()
    assert community.telegram_chat_id == ChatId(new.id)
    assert community.is_active


async def test_the_other_group_of_that_moment_is_not_moved(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    old = await stage.community("Red Ñuble", guides=[ana], type="group")
    other = await stage.community("Otra red", guides=[ana], type="group")
    stage.driver.migrate(old.id)
    await stage.rests()

    await say(stage, other, "Aquí seguimos", Kind.REMINDER)

    assert stage.told(other)[-1] == "Aquí seguimos"


async def test_the_board_of_before_is_out_of_reach_and_another_begins(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    old = await stage.community("Red Ñuble", guides=[ana], members=[rosa], type="group")
    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre, sin evidencia", old)
    await rosa.taps("Acepto", stage.last(old))
    await stage.passes(seconds=20)
    assert [text for text in stage.told(old) if text.startswith("📋")] != []
    new = stage.driver.migrate(old.id)
    await stage.rests()

    await ana.says("/compromiso Ana trae la tiza el 9 de diciembre, sin evidencia", new)
    await stage.passes(seconds=20)

    assert [text for text in stage.told(new) if text.startswith("📋")] == [
        "📋 Lo que tenemos entre manos\n1. Sube la rúbrica · vie 4 dic · Rosa Quispe\n"
        "2. Trae la tiza · mié 9 dic · Ana Soto"
    ]
