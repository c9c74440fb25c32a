"""Whether what was asked for was resolved, and who helped."""

import pytest

from community.ids import CommunityId, PersonId
from community.requests import RequestState
from tests.conversation import Stage
from tests.conversations.requests_group import Group, gather


@pytest.fixture
async def group(stage: Stage) -> Group:
    return await gather(stage)


async def state(group: Group) -> RequestState:
    assert group.rosa.last is not None
    request = await group.request(group.rosa.last)
    assert request is not None
    return request.state


async def test_after_five_days_whoever_asked_is_asked_in_private_in_school_hours(
    group: Group,
) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")  # a Monday: five days later it is Saturday

    await group.stage.passes(days=6.9)
    assert len(group.rosa.told) == 1
    await group.stage.passes(days=0.2)

    assert group.rosa.told[-1] == (
        "Hace unos días pediste en Red Ñuble: «un electricista». ¿Se resolvió?"
    )
    assert group.stage.buttons(group.stage.last(group.rosa.id)) == ["Resuelto", "Sigo buscando"]


async def test_who_has_no_private_chat_is_asked_quietly_below_the_message(group: Group) -> None:
    asked = await group.asks("#pido un electricista")

    await group.stage.passes(days=7.1)

    question = group.stage.last(group.chat)
    assert question.text == "Rosa Quispe, ¿esto se resolvió?"
    assert question.reply_to == asked.id
    said = await group.luz.taps("Resuelto", question)
    assert said.startswith("Lo dice quien lo pidió.")
    assert await state(group) is RequestState.OPEN


async def test_resolved_asks_who_helped_and_takes_several(group: Group) -> None:
    await group.rosa.starts()
    answer = await group.answer()
    await group.luz.taps("Yo puedo ayudar", answer)
    await group.ana.replies("Con papel doblado", to=answer)
    await group.stage.passes(days=7.1)

    await group.rosa.taps("Resuelto", group.stage.last(group.rosa.id))
    question = group.stage.last(group.rosa.id)
    assert question.text == "✅ Resuelto. ¿Quién te ayudó? Puedes tocar más de un nombre."
    assert group.stage.buttons(question) == ["Ana", "Luz", "Nadie en especial"]
    for label in ("Luz", "✓ Luz", "✓ Luz"):
        await group.rosa.taps(label, question)
    await group.rosa.taps("Ana", question)
    assert group.stage.buttons(question) == ["✓ Ana", "✓ Luz", "Listo"]
    await group.rosa.taps("Listo", question)

    assert group.stage.last(group.rosa.id).text == (
        "✅ Resuelto: «material para enseñar fracciones». Gracias por contarlo."
    )
    assert group.rosa.last is not None
    assert all(hand.helped_at for hand in await group.hands(group.rosa.last))
    shown = group.stage.world.history[answer.chat][answer.id]
    assert shown.text.endswith("🤝 Pueden ayudar: Luz\n✅ Resuelto.")
    assert group.stage.buttons(answer) == []


async def test_nobody_special_is_an_answer_and_takes_names_back(group: Group) -> None:
    answer = await group.answer()
    await group.luz.taps("Yo puedo ayudar", answer)

    await group.rosa.taps("Resuelto", answer)
    assert "1. Fracciones con tortillas" in group.stage.last(group.chat).text
    await group.rosa.taps("Nadie en especial", answer)

    assert group.stage.last(group.chat).text.endswith("✅ Resuelto.")
    assert group.rosa.last is not None
    assert [hand.helped_at for hand in await group.hands(group.rosa.last)] == [None]


async def test_nobody_is_asked_who_helped_where_nobody_did(group: Group) -> None:
    answer = await group.answer()

    await group.rosa.taps("Resuelto", answer)

    assert group.stage.buttons(answer) == []
    assert await state(group) is RequestState.RESOLVED
    await group.stage.passes(days=20)
    assert not any("¿esto se resolvió?" in text for text in group.stage.told(group.chat))


async def test_names_are_tapped_by_whoever_asked_alone(group: Group) -> None:
    answer = await group.answer()
    await group.luz.taps("Yo puedo ayudar", answer)
    await group.rosa.taps("Resuelto", answer)

    said = await group.luz.taps("Luz", answer)

    assert said.startswith("Lo dice quien lo pidió.")


async def test_no_more_hands_once_it_is_resolved(group: Group) -> None:
    answer = await group.answer()
    request_id = 1
    await group.rosa.taps("Resuelto", answer)

    group.stage.driver.forge_tap(group.luz.id, answer.chat, answer.id, f"request-hand:{request_id}")
    await group.stage.rests()

    assert group.rosa.last is not None
    assert await group.hands(group.rosa.last) == []


async def test_still_looking_is_asked_once_more_and_then_there_is_silence(group: Group) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")
    await group.stage.passes(days=7.1)

    await group.rosa.taps("Sigo buscando", group.stage.last(group.rosa.id))
    assert "En cinco días te pregunto una vez más" in group.rosa.told[-1]
    await group.stage.passes(days=7)
    assert group.rosa.told[-1].endswith("¿Se resolvió?")
    assert len([text for text in group.rosa.told if text.endswith("¿Se resolvió?")]) == 1
    await group.rosa.taps("Sigo buscando", group.stage.last(group.rosa.id))
    assert "No te pregunto más por esto." in group.rosa.told[-1]
    told = group.rosa.told
    await group.stage.passes(days=30)

    assert group.rosa.told == told
    assert await state(group) is RequestState.CLOSED


async def test_several_are_asked_about_in_one_message_and_the_same_words_are_one(
    group: Group,
) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")
    first = group.rosa.last
    await group.asks("#pido libros de cuentos")
    await group.asks("Un electricista. #pido")
    again = group.stage.last(group.chat)
    assert again.text.startswith("Esto ya lo pediste, y sigue abierto: «un electricista».")
    assert first is not None
    await group.luz.replies("Mi primo", to=first)
    await group.stage.passes(days=7.1)

    asked = group.stage.last(group.rosa.id)
    assert asked.text == (
        "Hace unos días pediste esto en Red Ñuble. ¿Se resolvió?\n"
        "1. «un electricista»\n2. «libros de cuentos»"
    )
    assert len([text for text in group.rosa.told if "¿Se resolvió?" in text]) == 1
    await group.rosa.taps("1. Resuelto", asked)
    await group.rosa.taps("Luz", group.stage.last(group.rosa.id))
    assert [hand.name for hand in await group.hands(first) if hand.helped_at] == ["Luz"]
    left = group.stage.world.history[asked.chat][asked.id]
    assert group.stage.buttons(left) == ["1. Resuelto", "1. Sigo buscando"]
    await group.rosa.taps("1. Sigo buscando", left)
    assert "Anotado, todo. Gracias por decirlo." in group.rosa.told


async def test_no_word_at_all_closes_it_in_silence(group: Group) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")

    await group.stage.passes(days=40)

    assert len([text for text in group.rosa.told if "¿Se resolvió?" in text]) == 1
    assert await state(group) is RequestState.CLOSED


async def test_a_hand_comes_late_too(group: Group) -> None:
    answer = await group.answer()
    await group.stage.passes(days=40)

    await group.luz.taps("Yo puedo ayudar", answer)

    shown = group.stage.world.history[answer.chat][answer.id]
    assert "🤝 Pueden ayudar: Luz" in shown.text


async def test_who_left_is_not_asked(group: Group) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")
    await group.rosa.leaves(group.chat)

    await group.stage.passes(days=20)

    assert not any("¿Se resolvió?" in text for text in group.rosa.told)
    assert await state(group) is RequestState.CLOSED


async def test_who_rests_is_asked_afterwards(group: Group) -> None:
    await group.rosa.starts()
    asked = await group.asks("#pido un electricista")
    await group.rosa.says("/pausa 3 semanas", group.chat)

    await group.stage.passes(days=20)
    assert not any("¿Se resolvió?" in text for text in group.rosa.told)
    await group.stage.passes(days=4)

    assert group.rosa.told[-1].endswith("¿Se resolvió?")
    assert await group.request(asked) is not None


async def test_while_the_community_rests_nobody_is_asked(group: Group) -> None:
    await group.rosa.starts()
    await group.asks("#pido un electricista")
    await group.ana.says("/vacaciones", group.chat)

    await group.stage.passes(days=20)
    assert not any("¿Se resolvió?" in text for text in group.rosa.told)
    await group.ana.says("/reanudar", group.chat)
    await group.stage.passes(days=4)

    assert group.rosa.told[-1].endswith("¿Se resolvió?")


async def test_in_the_group_the_question_waits_for_room(group: Group) -> None:
    await group.asks("#pido un electricista")
    await group.juan.says("#pido alguien que arregle el portón", group.chat)

    await group.stage.passes(days=7.1)
    questions = [text for text in group.stage.told(group.chat) if "¿esto se resolvió?" in text]
    assert questions == ["Rosa Quispe, ¿esto se resolvió?"]
    await group.stage.passes(days=1)

    assert "Juan Soto, ¿esto se resolvió?" in group.stage.told(group.chat)


async def test_the_week_of_guides_says_how_requests_went(group: Group) -> None:
    await group.ana.starts()
    async with group.stage.minga.database.write() as tx:
        await tx.members.change(CommunityId(1), PersonId(group.ana.id), is_guide=True)
    await group.asks("#pido un electricista")
    await group.juan.says("#pido alguien que arregle el portón", group.chat)

    await group.stage.passes(days=5)

    (friday,) = [text for text in group.ana.told if text.startswith("🗒")]
    assert "🙋 Pedidos entre colegas: nuevos 2, resueltos 0\n" in friday
    assert (
        "🙋 2 pedidos que nadie ha tomado: alguien que arregle el portón · un electricista"
        in friday
    )
