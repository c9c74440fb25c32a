"""Telegram gives a whole backlog at once: facts are kept, what was only asked is answered once."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.chats import Chat
from tests.conversation import Persona, Stage, open_stage
from tests.kept import newest_practices

AWAY = timedelta(hours=3)


@pytest.fixture
async def people(stage: Stage) -> tuple[Chat, Persona, Persona]:
    """A group, its guide, and Rosa."""
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.starts()
    return group, ana, rosa


def _returns(stage: Stage) -> None:
    """The bot was away: the clock went on, and what was written lies at Telegram."""
    stage.clock.moved += AWAY


async def test_ten_who_asked_meanwhile_get_one_answer_to_the_newest(
    stage: Stage, people: tuple[Chat, Persona, Persona]
) -> None:
    group, ana, rosa = people
    asked = [stage.driver.say(rosa.id, group.id, "/ayuda") for _ in range(9)]
    newest = stage.driver.say(ana.id, group.id, "/agenda")
    _returns(stage)

    await stage.rests()
    assert stage.told(group) == []  # a newer one may still come
    await stage.passes(seconds=20)

    assert len(stage.told(group)) == 1
    assert stage.last(group).reply_to == newest.id
    assert [stage.reactions(one) for one in (*asked, newest)] == [["👍"]] * 10


async def test_one_that_comes_after_the_answer_went_out_is_not_answered_again(
    stage: Stage, people: tuple[Chat, Persona, Persona]
) -> None:
    group, ana, rosa = people
    first = stage.driver.say(rosa.id, group.id, "/pendientes")
    second = stage.driver.say(ana.id, group.id, "/agenda")
    late, stage.world.mailbox.pending[:] = list(stage.world.mailbox.pending), []
    _returns(stage)

    for update in late:
        await stage.minga.intake.take([update])
        await stage.minga.settle()
        await stage.passes(seconds=20)

    assert [stage.reactions(one) for one in (first, second)] == [["👍"]] * 2
    assert len(stage.told(group)) == 1
    await ana.says("/agenda", group)
    assert len(stage.told(group)) == 2  # asked now, answered now


async def test_facts_of_the_backlog_are_kept_and_received_as_always(
    stage: Stage, people: tuple[Chat, Persona, Persona]
) -> None:
    group, ana, rosa = people
    told = stage.driver.say(rosa.id, group.id, "#practica Lectura en parejas")
    stage.driver.say(
        ana.id, group.id, "/compromiso Rosa sube la rúbrica el 4 de diciembre, evidencia foto"
    )
    stage.driver.say(rosa.id, group.id, "/ayuda")
    _returns(stage)

    await stage.rests()
    await stage.passes(seconds=20)

    async with stage.looking() as tx:
        (community,) = await tx.members.communities_of(rosa.id)
        assert [one.title for one in await newest_practices(tx, community.id, 9)] == [
            "Lectura en parejas"
        ]
        assert [one.commitment.what for one in await tx.commitments.open_of(community.id)] == [
            "Sube la rúbrica"
        ]
    assert stage.reactions(told) != []
    assert len([text for text in stage.told(group) if "/agenda" in text]) == 1  # /ayuda


async def test_what_was_asked_in_the_group_and_in_private_is_answered_once_in_each(
    stage: Stage, people: tuple[Chat, Persona, Persona]
) -> None:
    group, ana, rosa = people
    before = len(rosa.told)
    for _ in range(3):
        stage.driver.say(rosa.id, rosa.id, "/pendientes")
        stage.driver.say(rosa.id, rosa.id, "hola")
        stage.driver.say(rosa.id, rosa.id, "/noexiste")
        stage.driver.say(ana.id, group.id, "/estado")
    _returns(stage)

    await stage.rests()
    await stage.passes(seconds=20)

    assert len(rosa.told) - before == 1
    assert len(stage.told(group)) == 1


async def test_a_bot_that_ends_in_the_middle_of_a_backlog_still_answers_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        ana = first.person("Ana Soto")
        group = await first.community("Red Ñuble", guides=[ana])
        for _ in range(3):
            first.driver.say(ana.id, group.id, "/agenda")
        _returns(first)
        await first.rests()
        newest = first.driver.say(ana.id, group.id, "/ayuda")
        newest.date -= int(AWAY.total_seconds() // 2)
        first.world.mailbox.pending[-1]["message"]["date"] = newest.date
        world, moved = first.world, first.clock.moved

    async with open_stage(tmp_path, database_url=sqlite_url) as second:
        second.clock.moved = moved
        for name in vars(world):
            setattr(second.world, name, getattr(world, name))
        await second.rests()
        await second.passes(seconds=20)

        assert len(second.told(group)) == 1
        assert second.last(group).reply_to == newest.id
