"""Being named, resting, taking down, reporting: as it reads in the group."""

from typing import Any

from community.ids import ChatId, PersonId
from community.people import Member
from sandbox.chats import Chat
from tests.conversation import Persona, Stage


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def member(stage: Stage, group: Chat, person: Persona) -> Member | None:
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        return await tx.members.get(home.id, PersonId(person.id))


# Guides.


async def test_a_pair_is_named_by_reply_and_anybody_without_username_will_do(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    hers, own = await rosa.says("Buenos días", group), await ana.says("Buenas", group)

    await ana.replies("/guia", to=hers)
    alone = stage.last(group).text
    await ana.replies("/guia", to=own)

    assert "Rosa Quispe es guía" in alone
    assert "En dupla se lleva mejor" in alone
    assert "Ya son dupla: " in stage.last(group).text


async def test_a_guide_is_not_named_twice_and_can_be_released(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    hers = await rosa.says("Buenos días", group)
    await ana.replies("/guia", to=hers)

    await ana.replies("/guia", to=hers)
    assert "ya es guía" in stage.last(group).text
    await ana.replies("/guia quitar", to=hers)

    assert "deja de ser guía" in stage.last(group).text
    assert "facilita quien administra" in stage.last(group).text


async def test_a_member_names_nobody(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    hers = await ana.says("Buenos días", group)

    await rosa.replies("/guia", to=hers)

    assert "quienes facilitan" in stage.last(group).text
    found = await member(stage, group, ana)
    assert found is not None
    assert not found.is_guide


async def test_the_bot_is_no_guide(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/ayuda", group)

    await ana.replies("/guia", to=stage.last(group))

    assert "de un bot" in stage.last(group).text


async def test_an_anonymous_admin_names_a_guide_and_cannot_be_one(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    hers = await rosa.says("Buenos días", group)
    hidden = await ana.says("Hola", group, anonymous=True)

    await ana.replies("/guia", to=hidden, anonymous=True)
    refused = stage.last(group).text
    await ana.replies("/guia", to=hers, anonymous=True)

    assert "modo anónimo" in refused
    assert "Rosa Quispe es guía" in stage.last(group).text


# Rest.


async def test_a_rest_says_until_when(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/pausa 2 semanas", group)

    assert "te dejo en paz hasta el lunes 30 de noviembre" in stage.last(group).text
    resting = await member(stage, group, rosa)
    assert resting is not None
    assert resting.is_resting(stage.clock.now())


async def test_a_rest_can_end_on_a_day_or_at_once(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says("/pausa hasta el 4 de diciembre", group)
    assert "viernes 4 de diciembre" in stage.last(group).text

    await rosa.says("/pausa no", group)

    back = await member(stage, group, rosa)
    assert back is not None
    assert not back.is_resting(stage.clock.now())


async def test_a_rest_that_is_not_understood_is_asked_with_an_example(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    for said in ("/pausa", "/pausa un rato", "/pausa 3 años"):
        await rosa.says(said, group)
        assert "/pausa 2 semanas" in stage.last(group).text


# Taking down.


async def test_an_author_takes_down_what_is_kept_of_a_message(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    told = await rosa.says("#practica Leemos en parejas cada lunes", group)

    await rosa.replies("/borrar", to=told)
    assert "quité lo que guardaba" in stage.last(group).text
    await rosa.replies("/borrar", to=told)

    assert "no guardo nada" in stage.last(group).text


async def test_a_member_does_not_take_down_what_is_another_s(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    told = await ana.says("#practica Leemos en parejas cada lunes", group)

    await rosa.replies("/borrar", to=told)

    async with stage.looking() as tx:
        assert "practices" in await tx.personal.of(PersonId(ana.id))


async def test_a_guide_takes_down_a_post_and_its_author_hears_of_it_in_private(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    await rosa.starts()
    told = await rosa.says("#practica Leemos en parejas cada lunes", group)

    await ana.replies("/borrar", to=told)

    assert "quitó «Leemos en parejas cada lunes» del repertorio" in rosa.told[-1]
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        assert "practices" not in await tx.personal.of(PersonId(rosa.id))
        assert "post.taken_down" in [deed for deed, _ in await tx.deeds.latest(home.id)]


async def test_a_guide_takes_down_a_message_of_the_bot(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/ayuda", group)
    said = stage.last(group)

    await rosa.replies("/borrar", to=said)
    assert said.id in [message.id for message in stage.messages(group)]
    await ana.replies("/borrar", to=said)

    assert said.id not in [message.id for message in stage.messages(group)]


async def test_taking_down_needs_a_message(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/borrar", group)

    assert "respondiendo al mensaje" in stage.last(group).text


# Reporting.


async def test_a_report_goes_to_the_guides_in_private_and_names_no_reporter(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    luis = stage.person("Luis")
    await luis.joins(group)
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Hola", group))
    harmful = await luis.says("Algo feo", group)

    await rosa.replies("/reportar", to=harmful)
    await rosa.replies("/reportar", to=harmful)

    assert stage.last(group).text == "Recibido, gracias."
    reports = [told for told in ana.told if "mires un mensaje" in told]
    assert len(reports) == 1
    assert "Luis" in reports[0]
    assert "Rosa" not in reports[0]
    await ana.taps("Visto")
    assert "Gracias por cuidar" in ana.told[-1]


async def test_a_report_calls_the_admins_where_no_guide_can_be_written_to(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    luis = stage.person("Luis")
    await luis.joins(group)
    harmful = await luis.says("Algo feo", group)

    await rosa.replies("/reportar", to=harmful)

    assert "quienes administran" in stage.last(group).text
    assert stage.last(group).reply_to == harmful.id


async def test_a_guide_does_not_get_the_report_about_themself_alone(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.starts()
    harmful = await ana.says("Algo feo", group)
    await ana.replies("/guia", to=harmful)

    await rosa.replies("/reportar", to=harmful)

    assert not any("mires un mensaje" in told for told in ana.told)
    assert "quienes administran" in stage.last(group).text


# Which community.


async def test_who_is_in_two_communities_is_asked_once_which_one(stage: Stage) -> None:
    _, _, rosa = await red(stage)
    await stage.community("Mesa Itata", guides=[stage.person("Eva")], members=[rosa])
    await rosa.starts()

    await rosa.says("/pausa 2 semanas")
    assert stage.buttons(stage.last(rosa.id)) == ["Red Ñuble", "Mesa Itata"]
    await rosa.taps("Mesa Itata")
    await rosa.says("/pausa 2 semanas")

    assert "te dejo en paz" in rosa.told[-1]
    async with stage.looking() as tx:
        homes = await tx.members.communities_of(PersonId(rosa.id))
        paused = [await tx.members.get(home.id, PersonId(rosa.id)) for home in homes]
    assert [bool(one and one.paused_until) for one in paused] == [False, True]


async def test_the_community_meant_can_be_changed(stage: Stage) -> None:
    _, _, rosa = await red(stage)
    await stage.community("Mesa Itata", guides=[stage.person("Eva")], members=[rosa])
    await rosa.starts()
    await rosa.says("/comunidad")
    await rosa.taps("Mesa Itata")

    await rosa.says("/comunidad")
    await rosa.taps("Red Ñuble")

    assert "Red Ñuble" in rosa.told[-1]


async def test_a_stranger_is_told_kindly_that_they_are_in_no_community(stage: Stage) -> None:
    luis = stage.person("Luis")
    await luis.starts()

    await luis.says("/pausa 2 semanas")

    assert "no te conozco de ninguna comunidad" in luis.told[-1]


async def test_beside_a_named_pair_an_admin_names_guides_and_settles_privacy(stage: Stage) -> None:
    ana, eva = stage.person("Ana"), stage.person("Eva")
    group = await stage.community("Red Ñuble", guides=[ana, eva])
    await eva.says("/pregunta ¿Qué hiciste?", group)
    assert stage.last(group).text.startswith("💬 ¿Qué hiciste?")  # nobody is named yet

    await eva.replies("/guia", to=await ana.says("aquí estoy", group))
    await eva.says("/pregunta ¿Y qué resultó?", group)
    assert "¿Y qué resultó?" not in stage.last(group).text
    await eva.says("/config", group)
    assert stage.buttons(stage.last(group))
    await ana.replies("/guia", to=await eva.says("yo también", group))
    await eva.says("/pregunta ¿Y qué resultó?", group)
    assert stage.last(group).text.startswith("💬 ¿Y qué resultó?")
