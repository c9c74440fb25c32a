"""The ground every conversation stands on."""

from tests.conversation import Stage


async def test_a_command_is_answered_in_the_group(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    before = len(stage.told(group))

    await ana.says("/ayuda", group)

    assert len(stage.told(group)) == before + 1


async def test_ordinary_talk_gets_nothing(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    before = len(stage.told(group))

    said = await ana.says("Buenos días a todas", group)

    assert len(stage.told(group)) == before
    assert stage.reactions(said) == []
