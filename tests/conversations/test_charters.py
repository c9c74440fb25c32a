"""The charter: written by a guide, read by everybody, one message that is edited."""

from sandbox.chats import Chat
from tests.conversation import Persona, Stage


async def red(stage: Stage) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    return group, ana, rosa


async def test_a_community_without_a_charter_is_told_how_one_is_written(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/carta", group)

    assert "aún no escribe su carta" in stage.last(group).text


async def test_a_guide_writes_it_and_everybody_reads_it(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await ana.says("/carta Nos juntamos los martes.\nNadie corrige a nadie.", group)
    await rosa.says("/carta", group)

    assert (
        stage.told(group)
        == ["📜 Carta de Red Ñuble\nNos juntamos los martes.\nNadie corrige a nadie."] * 2
    )


async def test_a_change_edits_the_charter_in_place_and_says_so(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/carta Nos juntamos los martes.", group)
    first = stage.last(group)

    await ana.says("/carta Nos juntamos los jueves.", group)

    assert "los jueves" in stage.world.history[group.id][first.id].text
    assert stage.last(group).text == "La carta cambió. Está en /carta."


async def test_what_somebody_said_becomes_the_charter_by_reply(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    hers = await rosa.says("Aprendemos sin apuro y sin nota.", group)

    await ana.replies("/carta", to=hers)

    assert "sin apuro y sin nota" in stage.last(group).text


async def test_a_member_does_not_write_it(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/carta Mando yo", group)

    assert "quienes facilitan" in stage.last(group).text


async def test_one_that_does_not_fit_on_a_phone_is_refused_kindly(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/carta " + "Aprendemos sin apuro. " * 40, group)

    assert "hasta 500 letras" in stage.last(group).text


async def test_hostile_words_in_a_charter_are_only_words(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/carta <b>Somos</b> & \u202eseremos", group)

    assert "<b>Somos</b> & seremos" in stage.last(group).text


async def test_in_private_it_is_read_and_not_written(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/carta Nos juntamos los martes.", group)
    await rosa.starts()
    await ana.starts()

    await rosa.says("/carta")
    await ana.says("/carta Nos juntamos los jueves.")

    assert "los martes" in rosa.told[-1]
    assert "Eso se escribe en el grupo" in ana.told[-1]
