"""Offering, and finding out who can help with something."""

from dataclasses import replace

import pytest

from community.ids import CommunityId, PersonId
from tests.conversation import Stage
from tests.conversations.requests_group import TOLD, Group, gather
from tests.kept import newest_practices


@pytest.fixture
async def group(stage: Stage) -> Group:
    return await gather(stage)


async def test_an_offer_is_noted_and_its_receipt_comes_once(group: Group) -> None:
    said = await group.juan.says("#ofrezco títeres de calcetín", group.chat)
    more = await group.juan.says("Puedo con injertos de frutales #ofrezco", group.chat)

    assert group.stage.reactions(said) == group.stage.reactions(more) == ["✍"]
    receipts = [text for text in group.stage.told(group.chat) if text.startswith("Anotado")]
    assert receipts == [
        "Anotado: «títeres de calcetín». Quien lo busque con /quiensabe o #pido te encuentra. "
        "Si no quieres: /privacidad."
    ]


async def test_who_knows_is_named_with_the_reason_and_a_link(group: Group) -> None:
    offered = await group.luz.says("#ofrezco ayuda con fracciones en papel", group.chat)
    await group.juan.says(f"#practica {TOLD}", group.chat)

    await group.ana.says("/quiensabe fracciones", group.chat)

    found = group.stage.last(group.chat)
    assert found.text == (
        "Sobre «fracciones» quizás saben:\n"
        "• Luz ofrece «ayuda con fracciones en papel»\n"
        "• Juan Soto contó «Fracciones con tortillas»"
    )
    link = f"https://t.me/c/{str(group.chat.id)[4:]}/{offered.id}"
    assert link in [entity.get("url") for entity in found.entities]
    assert group.stage.buttons(found) == ["No me muestres"]
    for misspelt in ("frasiones", "fraccoines"):
        await group.ana.says(f"/quiensabe {misspelt}", group.chat)
        assert group.stage.last(group.chat).text == found.text


async def test_who_helped_somebody_is_known_for_it(group: Group) -> None:
    answer = await group.answer()
    await group.luz.taps("Yo puedo ayudar", answer)
    await group.rosa.taps("Resuelto", answer)
    await group.rosa.taps("Luz", answer)

    await group.ana.says("/quiensabe fracciones", group.chat)

    assert "• Luz ayudó con «material para enseñar fracciones»" in group.stage.told(group.chat)[-1]


async def test_at_most_three_people_are_named_each_once(group: Group) -> None:
    for who in (group.ana, group.rosa, group.juan, group.luz):
        await who.says("#ofrezco fracciones con papel", group.chat)
        await who.says("#practica Fracciones con tortillas en la sala", group.chat)

    await group.ana.says("/quiensabe fracciones", group.chat)

    lines = [line for line in group.stage.last(group.chat).text.splitlines() if line[0] == "•"]
    assert len(lines) == 3
    assert len({line.split(" ofrece ")[0] for line in lines}) == 3


async def test_each_can_hide_and_come_back(group: Group) -> None:
    await group.juan.says("#ofrezco fracciones con papel", group.chat)
    await group.ana.says("/quiensabe fracciones", group.chat)

    said = await group.juan.taps("No me muestres")
    assert said == "Listo: ya no te muestro entre quienes saben. Con /privacidad lo cambias."
    await group.ana.says("/quiensabe fracciones", group.chat)
    assert "No encuentro a nadie" in group.stage.told(group.chat)[-1]
    await group.juan.starts()
    await group.juan.says("/privacidad")
    await group.juan.taps("Puedes mostrarme")
    await group.ana.says("/quiensabe fracciones", group.chat)

    assert "Juan Soto" in group.stage.told(group.chat)[-1]


async def test_in_private_the_notice_says_whether_one_is_shown(group: Group) -> None:
    await group.juan.starts()
    await group.juan.says("/privacidad")
    notice = group.stage.last(group.juan.id)
    assert "te nombro entre quienes saben" in notice.text

    await group.juan.taps("No me muestres", notice)

    assert "Puedes mostrarme" in group.stage.buttons(notice)
    async with group.stage.looking() as tx:
        member = await tx.members.get(CommunityId(1), PersonId(group.juan.id))
    assert member is not None
    assert member.hidden_from_search


async def test_who_left_rests_or_wants_nothing_kept_is_not_shown(group: Group) -> None:
    for who in (group.rosa, group.juan, group.luz):
        await who.says("#ofrezco fracciones con papel", group.chat)
    await group.rosa.leaves(group.chat)
    await group.juan.says("/pausa 2 semanas", group.chat)
    await group.luz.says("/nomeguardes", group.chat)

    await group.ana.says("/quiensabe fracciones", group.chat)

    assert "No encuentro a nadie" in group.stage.told(group.chat)[-1]


async def test_who_hides_their_name_on_a_practice_is_not_named_for_it(group: Group) -> None:
    await group.juan.says(f"#practica {TOLD}", group.chat)
    async with group.stage.minga.database.write() as tx:
        (practice,) = await newest_practices(tx, CommunityId(1), 1)
        await tx.practices.save(replace(practice, name_hidden=True))

    await group.ana.says("/quiensabe fracciones", group.chat)
    await group.asks()

    nobody, answer = group.stage.told(group.chat)[-2:]
    assert "No encuentro a nadie" in nobody
    assert "Fracciones con tortillas · alguien de la comunidad" in answer
    assert "Juan" not in answer


async def test_nobody_found_says_how_to_ask(group: Group) -> None:
    await group.ana.says("/quiensabe dinosaurios", group.chat)

    assert group.stage.last(group.chat).text == (
        "No encuentro a nadie que haya contado u ofrecido algo sobre «dinosaurios». Puedes pedirlo "
        "al grupo: escribe #pido y lo que necesitas."
    )


async def test_without_words_it_says_how(group: Group) -> None:
    await group.ana.says("/quiensabe", group.chat)

    assert "/quiensabe lectura inicial" in group.stage.last(group.chat).text


async def test_in_private_a_member_asks_about_their_group(group: Group) -> None:
    await group.juan.says("#ofrezco fracciones con papel", group.chat)
    await group.rosa.starts()

    await group.rosa.says("/quiensabe fracciones")

    assert "Juan Soto ofrece «fracciones con papel»" in group.rosa.told[-1]


async def test_what_somebody_said_in_their_profile_counts_as_an_offer(group: Group) -> None:
    async with group.stage.minga.database.write() as tx:
        profile = await tx.profiles.of(CommunityId(1), PersonId(group.luz.id))
        await tx.profiles.save(replace(profile, can_help="telar y tejido"))

    await group.ana.says("/quiensabe telar", group.chat)

    assert "• Luz ofrece «telar y tejido»" in group.stage.last(group.chat).text


async def test_an_offer_is_edited_and_taken_back(group: Group) -> None:
    said = await group.juan.says("#ofrezco telar", group.chat)

    await group.juan.edits(said, "#ofrezco cestería")
    await group.ana.says("/quiensabe cestería", group.chat)
    assert "Juan Soto ofrece «cestería»" in group.stage.last(group.chat).text
    await group.juan.replies("/borrar", to=said)
    await group.ana.says("/quiensabe cestería", group.chat)

    assert "No encuentro a nadie" in group.stage.last(group.chat).text


async def test_after_a_school_year_an_offer_is_not_shown(group: Group) -> None:
    await group.juan.says("#ofrezco telar", group.chat)
    async with group.stage.minga.database.write() as tx:
        assert len(await tx.offers.since(CommunityId(1), group.stage.clock.now())) == 1
    await group.stage.passes(days=366)

    await group.ana.says("/quiensabe telar", group.chat)

    assert "No encuentro a nadie" in group.stage.last(group.chat).text


async def test_an_offer_alone_or_of_the_group_says_what_it_needs(group: Group) -> None:
    await group.juan.says("#ofrezco", group.chat)
    assert "#ofrezco títeres de calcetín" in group.stage.last(group.chat).text

    await group.ana.says("#ofrezco telar", group.chat, anonymous=True)
    assert "Un ofrecimiento es de una persona." in group.stage.last(group.chat).text


async def test_asking_and_offering_in_one_message_is_both(group: Group) -> None:
    said = await group.juan.says("#pido lanas y #ofrezco telar", group.chat)

    assert await group.request(said) is not None
    async with group.stage.looking() as tx:
        assert len(await tx.offers.since(CommunityId(1), group.stage.clock.now())) == 1


async def test_a_button_of_another_community_changes_nothing_there(group: Group) -> None:
    eva = group.stage.person("Eva")
    other = await group.stage.community("Otra red", guides=[eva])
    await eva.says("/quiensabe telar", other)
    await eva.says("/privacidad", other)
    shown = group.stage.last(other)

    group.stage.driver.forge_tap(eva.id, other.id, shown.id, "knowing-hide:1")
    await group.stage.rests()

    async with group.stage.looking() as tx:
        assert await tx.members.get(CommunityId(1), PersonId(eva.id)) is None
