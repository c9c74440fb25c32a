"""Asking the group for something, and lending a hand."""

import asyncio

import pytest

from community.ids import CommunityId, MessageId, PersonId
from community.requests import How
from tests.conversation import Stage
from tests.conversations.requests_group import ASKED, TOLD, Group, gather

RTL = "\u202e"


@pytest.fixture
async def group(stage: Stage) -> Group:
    return await gather(stage)


async def test_what_is_near_is_answered_once_with_who_may_know(group: Group) -> None:
    await group.luz.says("#ofrezco fracciones con papel doblado", group.chat)
    answer = await group.answer()

    assert group.stage.reactions(group.rosa.last) == ["✍"]
    assert answer.text == (
        "En el repertorio hay 1 práctica cercana:\n"
        "1. Fracciones con tortillas · Juan Soto\n"
        "partimos tortillas en medios, cuartos y octavos\n"
        "Quizás saben: Luz ofrece «fracciones con papel doblado».\n"
        "¿Quién puede ayudar? Responde aquí, o toca."
    )
    assert group.stage.buttons(answer) == ["Yo puedo ayudar", "Resuelto"]
    assert group.rosa.last is not None
    assert answer.reply_to == group.rosa.last.id


async def test_at_most_two_practices_and_two_people(group: Group) -> None:
    for who in (group.ana, group.juan, group.luz):
        await who.says("#practica Fracciones con tortillas de la casa", group.chat)
        await who.says("#practica Fracciones con papel doblado", group.chat)
        await who.says("#ofrezco fracciones con material concreto", group.chat)

    await group.asks()

    answer = group.stage.last(group.chat).text
    assert "\n2. " in answer
    assert "\n3. " not in answer
    people = next(line for line in answer.splitlines() if line.startswith("Quizás saben"))
    assert people.count(";") == 1
    assert len(answer) <= 600


async def test_where_nothing_is_near_the_bot_has_no_words_but_notes_it(group: Group) -> None:
    await group.juan.says(f"#practica {TOLD}", group.chat)
    told = group.stage.told(group.chat)

    asked = await group.asks("#pido un electricista para la escuela")

    assert group.stage.told(group.chat) == told
    assert group.stage.reactions(asked) == ["✍"]
    assert await group.request(asked) is not None


@pytest.mark.parametrize("mode", ["discreet", "full"])
async def test_a_reply_by_others_to_what_was_asked_is_an_answer(stage: Stage, mode: str) -> None:
    group = await gather(stage, mode=mode)
    asked = await group.asks("#pido un electricista")

    answer = await group.juan.replies("Mi primo va los martes", to=asked)
    more = await group.rosa.replies("¿Y cobra?", to=asked)

    assert stage.reactions(answer) == ["✍"]
    assert stage.reactions(more) == ["👍"]
    assert [(hand.name, hand.how) for hand in await group.hands(asked)] == [
        ("Juan Soto", How.ANSWERED)
    ]


async def test_after_a_restart_a_reply_is_an_answer_still(group: Group) -> None:
    asked = await group.asks("#pido un electricista")
    await group.stage.minga.intake.load()

    answer = await group.juan.replies("Mi primo va los martes", to=asked)
    await group.rosa.edits(asked, "#pido un electricista y un gasfíter")

    assert group.stage.reactions(answer) == ["✍"]
    request = await group.request(asked)
    assert request is not None
    assert request.text == "un electricista y un gasfíter"


async def test_talk_below_an_answer_is_talk(group: Group) -> None:
    asked = await group.asks("#pido un electricista")
    answer = await group.juan.replies("Mi primo va los martes", to=asked)

    talk = await group.luz.replies("Es muy bueno", to=answer)

    assert group.stage.reactions(talk) == []
    assert [hand.name for hand in await group.hands(asked)] == ["Juan Soto"]


async def test_a_reply_to_what_the_bot_found_is_an_answer_too(group: Group) -> None:
    answer = await group.answer()
    asked = group.rosa.last
    assert asked is not None

    said = await group.luz.replies("Yo uso papel doblado", to=answer)
    nod = await group.ana.replies("", to=answer, media={"kind": "sticker"})

    assert group.stage.reactions(said) == ["✍"]
    assert group.stage.reactions(nod) == ["👍"]
    assert [hand.name for hand in await group.hands(asked)] == ["Luz"]


async def test_a_practice_told_in_reply_is_both(group: Group) -> None:
    asked = await group.asks()

    await group.juan.replies(f"#practica {TOLD}", to=asked)

    assert [hand.name for hand in await group.hands(asked)] == ["Juan Soto"]
    async with group.stage.looking() as tx:
        assert await tx.practices.count(CommunityId(1)) == 1


async def test_told_and_asked_in_one_message_it_is_both_and_an_answer_too(group: Group) -> None:
    await group.ana.says("/pregunta ¿Qué te cuesta?", group.chat)

    asked = await group.rosa.replies(
        "#practica El rincón de lectura sobre cajones. #pido un carpintero",
        to=group.stage.last(group.chat),
    )
    answer = await group.juan.replies("Mi tío viene el martes", to=asked)
    await group.rosa.edits(asked, "#practica El rincón de lectura. #pido un carpintero y tablas")

    assert group.stage.reactions(answer) == ["✍"]
    assert [hand.name for hand in await group.hands(asked)] == ["Juan Soto"]
    request = await group.request(asked)
    assert request is not None
    assert request.text.endswith("un carpintero y tablas")
    async with group.stage.looking() as tx:
        practice = await tx.practices.told_in(CommunityId(1), MessageId(asked.id))
        assert await tx.prompts.reflection_in(CommunityId(1), MessageId(asked.id)) is not None
        assert await tx.prompts.reflection_in(CommunityId(1), MessageId(answer.id)) is not None
    assert practice is not None
    assert practice.text == request.text


# [Yo puedo ayudar].


async def test_a_hand_shows_on_the_message_and_is_told_to_whoever_asked(group: Group) -> None:
    await group.rosa.starts()
    answer = await group.answer()

    said = await group.luz.taps("Yo puedo ayudar", answer)

    assert said == "Gracias. Tu nombre queda en el mensaje, para quien pidió."
    assert "🤝 Pueden ayudar: Luz\n" in group.stage.last(group.chat).text
    assert group.rosa.told[-1] == (
        "Luz puede ayudarte con «material para enseñar fracciones». Pueden escribirse en Red Ñuble."
    )


async def test_ten_taps_are_one_hand_and_one_word(group: Group) -> None:
    await group.rosa.starts()
    answer = await group.answer()
    before = len(group.rosa.told)

    for _ in range(10):
        await group.luz.taps("Yo puedo ayudar", answer)

    assert group.stage.last(group.chat).text.count("Luz") == 1
    assert len(group.rosa.told) == before + 1


async def test_two_in_the_same_second_are_both_there(group: Group) -> None:
    answer = await group.answer()

    await asyncio.gather(
        group.luz.taps("Yo puedo ayudar", answer), group.ana.taps("Yo puedo ayudar", answer)
    )

    assert "🤝 Pueden ayudar: " in group.stage.last(group.chat).text
    assert group.rosa.last is not None
    assert {hand.name for hand in await group.hands(group.rosa.last)} == {"Luz", "Ana"}


async def test_who_asked_cannot_help_themselves(group: Group) -> None:
    answer = await group.answer()

    said = await group.rosa.taps("Yo puedo ayudar", answer)

    assert said == "Esto lo pediste tú: otras personas pueden decir que ayudan."
    assert "🤝" not in group.stage.last(group.chat).text


async def test_who_answered_and_then_taps_is_named(group: Group) -> None:
    answer = await group.answer()
    await group.luz.replies("Yo uso papel", to=answer)

    await group.luz.taps("Yo puedo ayudar", answer)

    assert "🤝 Pueden ayudar: Luz" in group.stage.last(group.chat).text


async def test_who_wants_nothing_kept_of_them_is_told_why_they_cannot(group: Group) -> None:
    answer = await group.answer()
    await group.luz.says("/nomeguardes", group.chat)

    said = await group.luz.taps("Yo puedo ayudar", answer)

    assert "tendría que anotar" in said
    assert group.rosa.last is not None
    assert await group.hands(group.rosa.last) == []


async def test_who_does_not_want_private_messages_gets_none(group: Group) -> None:
    await group.rosa.starts()
    answer = await group.answer()
    async with group.stage.minga.database.write() as tx:
        await tx.people.change(PersonId(group.rosa.id), no_private_at=group.stage.clock.now())
    told = group.rosa.told

    await group.luz.taps("Yo puedo ayudar", answer)

    assert group.rosa.told == told


# What is edited, withdrawn, or strange.


async def test_an_edit_is_followed_also_in_the_answer(group: Group) -> None:
    await group.juan.says("#practica Tablas de multiplicar cantadas al entrar", group.chat)
    answer = await group.answer("#pido material de fracciones")
    asked = group.rosa.last
    assert asked is not None

    await group.rosa.edits(asked, "#pido material de multiplicar, tablas")

    request = await group.request(asked)
    assert request is not None
    assert request.text == "material de multiplicar, tablas"
    shown = group.stage.world.history[answer.chat][answer.id]
    assert "1. Tablas de multiplicar cantadas" in shown.text


async def test_taken_back_nothing_stays_and_the_answer_says_so(group: Group) -> None:
    answer = await group.answer()
    asked = group.rosa.last
    assert asked is not None
    await group.luz.taps("Yo puedo ayudar", answer)

    await group.rosa.replies("/borrar", to=asked)

    assert await group.request(asked) is None
    shown = group.stage.world.history[answer.chat][answer.id]
    assert shown.text == "Este pedido se retiró."
    assert group.stage.buttons(answer) == []


async def test_an_answer_can_be_taken_back(group: Group) -> None:
    asked = await group.asks("#pido un electricista")
    said = await group.juan.replies("Mi primo", to=asked)

    await group.juan.replies("/borrar", to=said)

    assert await group.hands(asked) == []


async def test_who_asked_is_forgotten_and_an_old_button_says_so(group: Group) -> None:
    answer = await group.answer()
    await group.rosa.starts()
    await group.rosa.says("/olvidame")
    await group.rosa.taps("Sí, olvídame")

    said = await group.luz.taps("Yo puedo ayudar", answer)

    assert said == "Eso ya no lo encuentro aquí. Con /ayuda ves lo que hay."


async def test_the_hashtag_alone_means_ones_own_message_replied_to(group: Group) -> None:
    said = await group.rosa.says("¿Quién sabe de injertos?", group.chat)

    await group.rosa.replies("#pido", to=said)

    request = await group.request(said)
    assert request is not None
    assert request.text == "¿Quién sabe de injertos?"


@pytest.mark.parametrize("to_others", [True, False])
async def test_the_hashtag_alone_says_what_it_needs(group: Group, to_others: bool) -> None:
    said = await group.juan.says("Yo sé injertar", group.chat)

    if to_others:
        await group.rosa.replies("#pido", to=said)
    else:
        await group.rosa.says("#pido", group.chat)

    assert group.stage.last(group.chat).text == (
        "Di qué necesitas en el mismo mensaje de #pido: «#pido ideas para lectura multigrado»."
    )
    assert await group.request(said) is None


async def test_in_a_forwarded_message_it_asks_for_nothing(group: Group) -> None:
    told = group.stage.told(group.chat)

    said = await group.rosa.says(ASKED, group.chat, forward={"name": "Alguien"})

    assert await group.request(said) is None
    assert group.stage.told(group.chat) == told


async def test_a_caption_asks_too(group: Group) -> None:
    asked = await group.rosa.says(
        "", group.chat, media={"kind": "photo"}, caption="¿Qué planta es? #pido"
    )

    request = await group.request(asked)
    assert request is not None
    assert request.text == "¿Qué planta es?"


async def test_a_request_in_reply_to_the_prompt_is_an_answer_to_it_too(group: Group) -> None:
    await group.ana.says("/pregunta ¿Qué te cuesta?", group.chat)

    asked = await group.rosa.replies("Las fracciones. #pido ideas", to=group.stage.last(group.chat))
    answer = await group.juan.replies("Con tortillas", to=asked)

    async with group.stage.looking() as tx:
        assert await tx.prompts.reflection_in(CommunityId(1), asked.id) is not None
    assert group.stage.reactions(answer) == ["✍"]
    assert [hand.name for hand in await group.hands(asked)] == ["Juan Soto"]


async def test_an_anonymous_admin_asks_for_the_group_and_a_guide_ends_it(group: Group) -> None:
    await group.juan.says(f"#practica {TOLD}", group.chat)
    asked = await group.ana.says(ASKED, group.chat, anonymous=True)
    answer = group.stage.last(group.chat)

    not_theirs = await group.luz.taps("Resuelto", answer)
    async with group.stage.minga.database.write() as tx:
        await tx.members.change(CommunityId(1), PersonId(group.ana.id), is_guide=True)
    await group.ana.taps("Resuelto", answer)

    request = await group.request(asked)
    assert request is not None
    assert not_theirs.startswith("Lo dice quien lo pidió.")
    assert request.person_id is None
    assert group.stage.last(group.chat).text.endswith("✅ Resuelto.")


async def test_in_a_forum_the_answer_stays_in_the_topic(stage: Stage) -> None:
    group = await gather(stage, forum=True)
    topic = stage.driver.topic(group.chat.id, "Matemática")
    await group.juan.says(f"#practica {TOLD}", group.chat)

    await group.rosa.says(ASKED, group.chat, thread=topic)

    assert stage.last(group.chat).thread == topic


async def test_in_a_basic_group_without_links_it_works_the_same(stage: Stage) -> None:
    group = await gather(stage, type="group")

    answer = await group.answer()

    assert "1. Fracciones con tortillas · Juan Soto" in answer.text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f'<b>&"{RTL}</a>Rosa', f'Con <b>&"{RTL} fracciones'),
        ("🌻", "🌱 fracciones"),
        ("R" * 64, "fracciones " * 370),
    ],
)
async def test_strange_names_and_texts_are_asked_and_answered(
    stage: Stage, name: str, said: str
) -> None:
    group = await gather(stage)
    somebody = stage.person(name)
    await somebody.joins(group.chat)
    await somebody.says(f"#practica {said}"[:4096], group.chat)
    await somebody.says(f"#ofrezco {said}"[:4096], group.chat)
    await group.rosa.says(f"#pido {said}"[:4096], group.chat)
    answer = stage.last(group.chat)

    await somebody.taps("Yo puedo ayudar", answer)
    await group.rosa.taps("Resuelto", answer)
    await group.rosa.taps(stage.buttons(answer)[0], answer)

    shown = stage.last(group.chat)
    assert len(shown.text) <= 600
    assert RTL not in "".join(stage.told(group.chat))
    assert all(len(button) <= 20 for button in stage.buttons(shown))
    assert stage.buttons(shown)[-1] == "Listo"


async def test_one_community_never_hears_of_another(group: Group) -> None:
    eva = group.stage.person("Eva")
    other = await group.stage.community("Otra red", guides=[eva])
    await eva.says(f"#practica {TOLD}", other)
    await eva.says("#ofrezco fracciones", other)
    told = group.stage.told(group.chat)

    await group.asks()

    assert group.stage.told(group.chat) == told
