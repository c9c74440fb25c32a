"""A model that the operator offers: off until an admin says so, told to everybody, and off again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.chats import Chat
from tests.bot.on_stage import community_of
from tests.conversation import Persona, Stage
from tests.stages import IN_PROCESS, STAGES, staged

OFFERED: dict[str, Any] = {
    "llm_url": "https://modelo.example/v1",
    "llm_model": "pequeño-8b",
    "llm_provider": "Universidad <del> Bío-Bío",
    "llm_country": "Chile",
    "llm_retention": "nada",
}


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot whose operator offers a model."""
    async with staged(request, tmp_path, **OFFERED) as opened:
        yield opened


@pytest.fixture(params=[IN_PROCESS])
async def bare_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot whose operator offers none."""
    async with staged(request, tmp_path) as opened:
        yield opened


async def group_of(stage: Stage, mode: str = "full") -> tuple[Chat, Persona, Persona]:
    """An admin, a guide who is none, and their group."""
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], mode=mode)
    async with stage.minga.database.write() as tx:
        found = await community_of(stage, group)
        await tx.members.change(found.id, rosa.id, is_guide=True)
    return group, ana, rosa


async def is_on(stage: Stage, group: Chat) -> bool:
    return (await community_of(stage, group)).model_mark is not None


async def test_where_the_operator_offers_none_there_is_no_such_setting(bare_stage: Stage) -> None:
    group, ana, _ = await group_of(bare_stage)
    await ana.says("/config", group)
    card = bare_stage.last(group)

    assert "Modelo automático" not in bare_stage.buttons(card)
    assert "Modelo" not in card.text
    tap = bare_stage.driver.forge_tap(ana.id, group.id, card.id, "config-change:1:model=yes")
    await bare_stage.rests()
    answer = bare_stage.driver.answer(tap.id)
    assert answer is not None
    assert "no hay un modelo" in answer["text"]
    assert not await is_on(bare_stage, group)


async def test_an_admin_turns_it_on_and_everybody_reads_who_where_and_what_is_kept(
    stage: Stage,
) -> None:
    group, ana, _ = await group_of(stage)
    await ana.says("/config", group)
    assert "Modelo automático: no" in stage.last(group).text

    await ana.taps("Modelo automático")
    menu = stage.last(group)
    assert "Universidad <del> Bío-Bío (Chile)" in menu.text
    assert "Qué guardan: nada." in menu.text
    await ana.taps("sí")

    assert await is_on(stage, group)
    told = stage.told(group)[-1]
    assert "pequeño-8b, de Universidad <del> Bío-Bío (Chile). Qué guardan: nada." in told
    assert "/nomeguardes" in told
    async with stage.looking() as tx:
        found = await community_of(stage, group)
        assert [deed for deed, _ in await tx.deeds.latest(found.id)] == ["config.model"]


async def test_a_guide_who_is_no_admin_turns_it_off_but_not_on(stage: Stage) -> None:
    group, ana, rosa = await group_of(stage)
    await ana.says("/config", group)
    await rosa.taps("Modelo automático")

    assert "lo decide quien lo administra" in await rosa.taps("sí")
    assert not await is_on(stage, group)
    await ana.taps("sí")
    await rosa.taps("Modelo automático")
    await rosa.taps("no")

    assert not await is_on(stage, group)
    assert stage.told(group)[-1] == "Desde ahora no envío nada a un modelo automático."


async def test_in_mode_discreet_there_is_nothing_to_send(stage: Stage) -> None:
    group, ana, _ = await group_of(stage, mode="discreet")
    await ana.says("/config", group)
    await ana.taps("Modelo automático")

    assert "modo Completo" in await ana.taps("sí")
    assert not await is_on(stage, group)


async def test_who_stops_the_reading_ends_the_sending_and_reading_again_does_not_begin_it(
    stage: Stage,
) -> None:
    group, ana, _ = await group_of(stage)
    await ana.says("/config", group)
    await ana.taps("Modelo automático")
    await ana.taps("sí")
    await ana.taps("Modo")
    await ana.taps("Discreto")

    assert "Modelo automático: no" in stage.told(group)[-1]
    await ana.taps("Modo")
    await ana.taps("Completo")
    assert not await is_on(stage, group)


async def test_privacidad_says_whether_it_is_on(stage: Stage) -> None:
    group, ana, rosa = await group_of(stage)
    await rosa.starts()
    await rosa.says("/privacidad")
    assert "modelo" not in rosa.told[-1]
    assert "Bío-Bío" not in rosa.told[-1]

    await ana.says("/config", group)
    await ana.taps("Modelo automático")
    await ana.taps("sí")

    await rosa.says("/privacidad")
    said = "va sin nombres a Universidad <del> Bío-Bío (Chile; guarda: nada)."
    assert said in rosa.told[-1]
    await rosa.says("/privacidad", group)
    assert said in stage.told(group)[-1]


async def test_when_the_operator_takes_another_one_the_yes_is_over(stage: Stage) -> None:
    from dataclasses import replace

    group, ana, _ = await group_of(stage)
    await ana.says("/config", group)
    await ana.taps("Modelo automático")
    await ana.taps("sí")
    instance = stage.minga.dispatch._instance
    assert instance.model is not None
    instance.model = replace(instance.model, country="Irlanda")

    await ana.says("/config", group)
    assert "Modelo automático: no: ahora es otro" in stage.last(group).text
    await ana.says("/privacidad", group)
    assert "Irlanda" not in stage.told(group)[-1]
