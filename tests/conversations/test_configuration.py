"""/config: what the group decides about its bot, told to everybody."""

from datetime import time

from community.communities import Community, Mode
from community.ids import ChatId
from sandbox.chats import Chat
from tests.conversation import Stage


async def _community(stage: Stage, group: Chat) -> Community:
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        return found


async def test_the_card_shows_every_setting_with_a_button(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/config", group)

    card = stage.last(group)
    assert "20:00–07:00" in card.text
    assert "Chile, hora de Santiago" in card.text
    assert len(card.text) <= 600
    assert set(stage.buttons(card)) == {
        "Modo",
        "Pregunta semanal",
        "Práctica semanal",
        "Hitos del mes",
        "Decisiones",
        "Horas de silencio",
        "Fin de semana",
        "Tope semanal",
        "País y hora",
        "Idioma",
    }


async def test_an_admin_has_the_conversation_read_and_everybody_is_told(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/config", group)
    await ana.taps("Modo")
    await ana.taps("Completo")

    assert (await _community(stage, group)).mode is Mode.FULL
    assert "leo también la conversación" in stage.told(group)[-1]
    await ana.says("Esto ya lo lee", group)
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert [d for d, _ in await tx.deeds.latest(found.id)] == ["config.mode"]


async def test_a_guide_who_is_no_admin_ends_reading_but_does_not_begin_it(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        await tx.members.change(found.id, rosa.id, is_guide=True)

    await rosa.says("/config", group)
    await rosa.taps("Modo")
    assert "administra" in await rosa.taps("Completo")
    assert (await _community(stage, group)).mode is Mode.DISCREET

    await ana.taps("Completo")
    await rosa.taps("Modo")
    await rosa.taps("Discreto")
    assert (await _community(stage, group)).mode is Mode.DISCREET
    assert "ya no leo" in stage.told(group)[-1]


async def test_a_member_does_not_change_anything(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await rosa.says("/config silencio 21-7", group)
    await ana.says("/config", group)
    await rosa.taps("Modo")

    assert "Modo" in stage.buttons(stage.last(group))
    assert (await _community(stage, group)).quiet_from == time(20)


async def test_quiet_hours_are_written_or_tapped(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/config silencio 21:30-6", group)
    found = await _community(stage, group)
    assert (found.quiet_from, found.quiet_to) == (time(21, 30), time(6))
    assert any("21:30–06:00" in said for said in stage.told(group))

    await ana.taps("Horas de silencio")
    await ana.taps("22:00–06:00")
    assert (await _community(stage, group)).quiet_from == time(22)


async def test_what_is_not_understood_is_answered_kindly_and_changes_nothing(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/config silencio patata", group)
    assert "/config silencio 21-7" in stage.told(group)[-1]
    await ana.says("/config patata", group)
    assert "No conozco ese ajuste" in stage.told(group)[-1]

    assert (await _community(stage, group)).quiet_from == time(20)


async def test_the_weekly_rhythm_is_chosen_changed_and_ended(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    async def planned() -> list[str]:
        async with stage.looking() as tx:
            found = await tx.communities.at(ChatId(group.id))
            assert found is not None
            return [
                f"{due.due_at.astimezone(found.zone):%A %H:%M}"
                for due in await tx.dues.open_of(found.id)
                if due.kind == "prompt.weekly"
            ]

    await ana.says("/config", group)
    for _ in range(2):  # there and back: a rhythm taken up again is planned again
        await ana.taps("Pregunta semanal")
        await ana.taps("jueves")
        await ana.taps("10:00")
        assert await planned() == ["Thursday 10:00"]
        await ana.taps("Pregunta semanal")
        await ana.taps("ninguna")
        assert await planned() == []


async def test_another_country_moves_the_clock_and_asks_which_one(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.replies("/guia", to=await ana.says("Hola", group))
    await stage.passes(days=1)  # the plans of the day give a new guide their note

    await ana.says("/config", group)
    await ana.taps("País y hora")
    await ana.taps("México")
    await ana.taps("Cancún")

    found = await _community(stage, group)
    assert (found.country, found.zone_name) == ("MX", "America/Cancun")
    await stage.passes(minutes=1)
    async with stage.looking() as tx:
        note = await tx.dues.next_of("digest.guide", ana.id)
    assert note is not None
    assert f"{note.astimezone(found.zone):%A %H:%M}" == "Friday 17:00"


async def test_another_language_is_spoken_from_then_on(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/config", group)
    await ana.taps("Idioma")
    await ana.taps("Português")

    assert "Mudou para este grupo" in stage.told(group)[-1]


async def test_the_pinned_message_follows_the_mode(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])
    for button in ("Español", "Bolivia", "Discreto"):
        await ana.taps(button)
    home = stage.last(group)
    assert "no lo guardo" in home.text

    await ana.says("/config", group)
    await ana.taps("Modo")
    await ana.taps("Completo")

    assert "por 30 días, la conversación" in stage.world.history[group.id][home.id].text
