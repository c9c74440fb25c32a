"""A community begins, rests, ends, and begins again."""

from datetime import timedelta

from community.communities import Mode, State
from community.ids import ChatId, PersonId
from sandbox.chats import Chat
from tests.conversation import Persona, Stage


async def _activates(
    guide: Persona, *, language: str = "Español", country: str = "Bolivia", mode: str = "Discreto"
) -> None:
    await guide.taps(language)
    await guide.taps(country)
    await guide.taps(mode)


async def _state(stage: Stage, group: Chat) -> State | None:
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        return found.state if found else None


async def test_a_bot_that_is_added_says_one_thing_and_keeps_nothing(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")

    group = await stage.group("Red Ñuble", admins=[ana], members=[rosa])
    await rosa.says("Qué bueno, ya llegó #practica", group)

    (said,) = stage.told(group)
    assert "no guardo nada" in said
    assert stage.buttons(stage.last(group)) == ["Español", "Português", "English"]
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert found.state is State.INVITED
        assert await tx.members.of(found.id) == []
        assert await tx.people.get(PersonId(rosa.id)) is None


async def test_an_admin_activates_it_with_four_taps_and_the_home_message_is_pinned(
    stage: Stage,
) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])

    await _activates(ana)

    setup, home = stage.told(group)
    assert "La Paz" in setup
    assert "Discreto" in setup
    assert "/privacidad" in home
    assert len(home) <= 600
    assert stage.driver.world.chat(group.id).pinned == [stage.last(group).id]
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert (found.state, found.mode) == (State.ACTIVE, Mode.DISCREET)
        assert (found.country, found.zone_name) == ("BO", "America/La_Paz")


async def test_a_country_with_several_clocks_asks_which(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Rede", admins=[ana])

    await ana.taps("Português")
    await ana.taps("Brasil")
    assert "Manaus" in stage.buttons(stage.last(group))
    await ana.taps("Manaus")
    await ana.taps("Completo")

    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert (found.zone_name, found.language) == ("America/Manaus", "pt_BR")
        assert found.mode is Mode.FULL
    assert any("leio também a conversa" in said for said in stage.told(group)[1:])


async def test_whoever_is_no_admin_cannot_activate(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.group("Red Ñuble", admins=[ana], members=[rosa])

    assert await rosa.taps("Español") != ""

    assert stage.buttons(stage.last(group)) == ["Español", "Português", "English"]


async def test_an_anonymous_admin_begins_by_command(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])

    await ana.says("/activar", group, anonymous=True)

    assert stage.buttons(stage.last(group)) == ["Español", "Português", "English"]


async def test_activating_what_runs_already_is_told_kindly(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])
    await _activates(ana)

    await ana.says("/activar", group)

    assert "Ya estoy trabajando aquí" in stage.told(group)[-1]


async def test_a_bot_nobody_activates_leaves_after_14_days(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])

    await stage.passes(days=13, hours=23)
    assert stage.world.chat(group.id).has(stage.world.bot.id)
    await stage.passes(hours=2)

    assert not stage.world.chat(group.id).has(stage.world.bot.id)
    assert len(stage.told(group)) == 1
    assert await _state(stage, group) is None


async def test_a_removed_bot_added_again_remembers_if_an_admin_says_so(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])
    await _activates(ana)
    await ana.says("/vacaciones hasta el 4 de diciembre", group)
    await _removes(stage, ana, group)
    assert await _state(stage, group) is State.CLOSED

    await _adds(stage, ana, group)
    assert stage.buttons(stage.last(group)) == ["Recordar", "Empezar de nuevo"]
    await ana.taps("Recordar")

    assert await _state(stage, group) is State.ACTIVE
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert found.zone_name == "America/La_Paz"
        planned = await tx.dues.open_of(found.id)
        assert "community.forget" not in {due.kind for due in planned}
        assert "community.abandoned" not in {due.kind for due in planned}


async def test_a_removed_bot_added_again_starts_afresh_in_two_steps(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])
    await _activates(ana)
    await _removes(stage, ana, group)
    await _adds(stage, ana, group)

    await ana.taps("Empezar de nuevo")
    assert await _state(stage, group) is State.CLOSED
    await ana.taps("Sí, borrar")

    assert await _state(stage, group) is State.INVITED
    await ana.taps("English")
    await ana.taps("Costa Rica")
    await ana.taps("Discreet")
    async with stage.looking() as tx:
        (found,) = await tx.communities.all()
        assert (found.state, found.zone_name) == (State.ACTIVE, "America/Costa_Rica")


async def test_a_bot_demoted_says_once_what_is_lost(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])
    await _activates(ana)

    for status in ("member", "administrator", "member"):
        stage.driver.bot(group.id, status, by=ana.id)
        await stage.rests()

    assert sum("No administro el grupo" in said for said in stage.told(group)) == 1


async def test_the_whole_community_rests_and_resumes_by_itself(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/vacaciones hasta el 4 de diciembre", group)
    assert "Descansamos hasta el viernes 4 de diciembre" in stage.told(group)[-1]
    await stage.until(stage.clock.now() + timedelta(days=17))
    assert "Volvimos" not in stage.told(group)[-1]
    await stage.passes(days=1)

    assert "Volvimos" in stage.told(group)[-1]
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert not found.is_paused(stage.clock.now())


async def test_a_rest_without_a_date_ends_by_command(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/reanudar", group)
    assert "no está en pausa" in stage.told(group)[-1]
    await ana.says("/vacaciones", group)
    assert "/reanudar" in stage.told(group)[-1]
    await ana.says("/reanudar", group)
    assert "Volvimos" in stage.told(group)[-1]


async def test_a_rest_that_is_not_understood_is_asked_again(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/vacaciones cuando se pueda", group)
    assert "Escríbelo con su mes" in stage.told(group)[-1]
    await ana.says("/vacaciones hasta el 3 de marzo de 2020", group)
    assert "ya pasó" in stage.told(group)[-1]


async def test_closing_takes_two_taps_and_gives_everything_along(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.starts()

    await ana.says("/cerrar", group)
    await ana.taps("Cerrar…")
    assert await _state(stage, group) is State.ACTIVE
    await ana.taps("Sí, cerrar")

    assert await _state(stage, group) is State.CLOSED
    assert not stage.world.chat(group.id).has(stage.world.bot.id)
    assert "Gracias por todo" in "".join(stage.told(group))
    document = next(m for m in reversed(stage.messages(ana.id)) if "document" in m.content)
    assert document.content["document"]["file_name"] == "minga-red-nuble-2026-11-16.html"
    await stage.passes(days=31)
    assert await _state(stage, group) is None


async def test_closing_can_erase_everything_at_once(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/cerrar", group)
    await ana.taps("Cerrar…")
    await ana.taps("Cerrar y borrar ya")

    assert await _state(stage, group) is None
    assert any("document" in message.content for message in stage.messages(group))
    assert not stage.world.chat(group.id).has(stage.world.bot.id)


async def test_closing_can_be_left_alone(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/cerrar", group)
    await ana.taps("Ahora no")

    assert await _state(stage, group) is State.ACTIVE
    assert stage.buttons(stage.last(group)) == []


async def _removes(stage: Stage, who: Persona, group: Chat) -> None:
    stage.driver.bot(group.id, "kicked", by=who.id)
    await stage.rests()


async def _adds(stage: Stage, who: Persona, group: Chat) -> None:
    stage.driver.bot(group.id, "administrator", by=who.id)
    await stage.rests()


async def test_in_a_forum_everything_stays_in_the_topic_where_it_began(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana], forum=True)
    topic = stage.driver.topic(group.id, "Organización", by=ana.id)

    await ana.says("/activar", group, thread=topic)
    setup = stage.last(group)
    assert setup.thread == topic
    for button in ("Español", "Bolivia", "Discreto"):
        await ana.taps(button, setup)

    assert stage.last(group).thread == topic
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        assert (found.is_forum, found.home_thread_id) == (True, topic)


async def test_a_basic_group_that_becomes_a_supergroup_stays_the_same_community(
    stage: Stage,
) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana], type="group")
    await _activates(ana)

    moved = stage.driver.migrate(group.id)
    await stage.rests()

    async with stage.looking() as tx:
        (found,) = await tx.communities.all()
    assert found.telegram_chat_id == moved.id
    assert found.is_active
    assert stage.told(moved) == []


async def test_the_greeting_speaks_the_language_of_who_adds_it(stage: Stage) -> None:
    bia = stage.person("Bia", language_code="pt-br")

    group = await stage.group("Rede do Sertão", admins=[bia])

    assert "não guardo nada" in stage.told(group)[0]


async def test_who_blocks_the_bot_is_not_written_to_until_they_let_it_in(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.starts()

    async def can_be_written() -> bool:
        async with stage.looking() as tx:
            found = await tx.people.get(PersonId(ana.id))
            assert found is not None
            return found.can_be_written

    stage.driver.block(ana.id)
    await stage.rests()
    assert not await can_be_written()
    stage.driver.unblock(ana.id)
    await stage.rests()
    assert await can_be_written()
