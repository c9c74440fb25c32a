"""What is kept and what is dropped, before anything touches the disk (promises.md §4)."""

from pathlib import Path

from tests.conversation import Stage

CANARY = "zarzamora"


def on_disk(stage: Stage, word: str) -> list[str]:
    """Files of the database in which a word can be read."""
    path = stage.minga.database.path
    assert path is not None
    files = [Path(f"{path}{end}") for end in ("", "-wal", "-shm")]
    return [file.name for file in files if file.exists() and word.encode() in file.read_bytes()]


async def test_ordinary_talk_in_discreet_mode_never_touches_the_disk(stage: Stage, capfd) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    for number in range(1000):
        stage.driver.say(rosa.id, group.id, f"Hola a todas, {CANARY} {number}")
    await stage.rests()

    out, err = capfd.readouterr()
    assert on_disk(stage, CANARY) == []
    assert CANARY not in out + err


async def test_in_a_group_nobody_activated_nothing_is_kept(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Otra red", admins=[ana])

    await ana.says(f"#practica {CANARY} con dados", group)
    await ana.says(f"Hablamos de {CANARY}", group)

    assert on_disk(stage, CANARY) == []


async def test_in_full_mode_the_discussion_is_kept_once(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana], mode="full")

    said = await ana.says("Leímos en voz alta", group)
    stage.driver.inject(stage.world.mailbox.pending[0] if stage.world.mailbox.pending else {})
    await stage.rests()

    async with stage.looking() as tx:
        community = await tx.communities.at(group.id)
        kept = await tx.discussions.between(
            community.id,
            stage.clock.now().replace(year=2020),
            stage.clock.now().replace(year=2030),
        )
    assert [(u.message_id, u.text) for u in kept] == [(said.id, "Leímos en voz alta")]


async def test_an_opt_out_holds_for_what_follows_it_in_the_same_batch(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], mode="full")

    stage.driver.say(rosa.id, group.id, "Esto todavía se puede leer")
    stage.driver.say(rosa.id, group.id, "/nomeguardes")
    stage.driver.say(rosa.id, group.id, f"Esto ya no: {CANARY}")
    stage.driver.say(rosa.id, group.id, f"#practica {CANARY}")
    await stage.rests()

    assert on_disk(stage, CANARY) == []
    assert on_disk(stage, "todavía se puede leer") != []


async def test_the_words_of_others_are_not_kept_with_a_reply(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    told = await rosa.says(f"Algo mío sobre {CANARY}", group)

    await ana.says("/ayuda", group, reply_to=told.id)

    assert on_disk(stage, CANARY) == []


async def test_edited_and_forwarded_commands_do_nothing(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    said = await ana.says("hola", group)
    before = len(stage.told(group))

    await ana.edits(said, "/ayuda")
    await ana.says("/ayuda", group, forward=True)

    assert len(stage.told(group)) == before
