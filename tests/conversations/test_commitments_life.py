"""A commitment's whole life as a group lives it: its board, its past, its rhythm, a peer's look."""

from datetime import UTC, datetime

import pytest

from sandbox.messages import Message
from tests.conversation import Stage
from tests.conversations.commitments_group import PHOTO, Group, gather


@pytest.fixture
async def group(stage: Stage) -> Group:
    """Ana facilitates; Rosa, Juan and Marta are members."""
    return await gather(stage)


def _boards(group: Group) -> list[Message]:
    return [m for m in group.stage.messages(group.chat) if m.text.startswith("📋")]


async def test_the_board_is_one_pinned_message_that_follows_every_change(group: Group) -> None:
    card = await group.taken()
    await group.stage.passes(seconds=20)
    (board,) = _boards(group)
    assert board.text == (
        "📋 Lo que tenemos entre manos\n1. Sube la rúbrica · vie 4 dic · Rosa Quispe"
    )
    assert board.silent
    assert board.id in group.stage.world.chats[group.chat.id].pinned

    await group.stage.until(datetime(2026, 12, 5, 4, 0, tzinfo=UTC))  # its day is over in Chile
    assert group.now_reads(board) == "📋 Lo que tenemos entre manos\n1. Sube la rúbrica"
    await group.stage.passes(days=30)
    assert await group.rosa.taps("Lo mío", board) == "1. sube la rúbrica"
    assert await group.marta.taps("Lo mío", board) == (
        "No tienes compromisos abiertos. Todo en orden."
    )

    await group.rosa.replies("Aquí está", to=card, media=PHOTO)
    await group.stage.passes(seconds=20)
    assert group.now_reads(board) == (
        "📋 Lo que tenemos entre manos\nNo hay nada abierto. Cualquiera puede proponer: #compromiso"
    )
    assert len(_boards(group)) == 1


async def test_a_topic_has_a_board_of_its_own_beside_the_communitys(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    chat = await stage.community("Red", guides=[ana], members=[rosa], forum=True)
    topic = stage.driver.topic(chat.id, "Lectura", by=ana.id)
    for thread, what in ((topic, "los mapas"), (None, "los libros")):
        more = {} if thread is None else {"thread": thread}
        await ana.says(f"/compromiso Rosa trae {what} el viernes, sin evidencia", chat, **more)
        await rosa.taps("Acepto", stage.last(chat))
    await stage.passes(seconds=20)

    boards = {m.thread: m.text for m in stage.messages(chat) if m.text.startswith("📋")}

    assert "los libros" not in boards[topic]
    assert "los mapas" in boards[topic]
    assert "los libros" in boards[None]
    assert "los mapas" in boards[None]


async def test_a_peer_sees_it_once_and_who_showed_it_is_no_peer(group: Group) -> None:
    card = await group.taken()
    await group.rosa.replies("Aquí está", to=card, media=PHOTO)
    assert group.stage.buttons(card) == ["Visto por un par"]

    own = await group.rosa.taps("Visto por un par", card)
    data = "commitment-seen:1"
    first = group.stage.driver.forge_tap(group.marta.id, card.chat, card.id, data)
    second = group.stage.driver.forge_tap(group.juan.id, card.chat, card.id, data)
    await group.stage.rests()
    later = await group.rosa.replies("Y otra", to=card, media=PHOTO)

    assert own == "La evidencia la mostraste tú: que la vio lo dice otra persona."
    answers = [group.stage.driver.answer(tap.id) for tap in (first, second)]
    assert [answer and answer["text"] for answer in answers] == [
        "Gracias por mirarlo. A quien lo hizo le importa.",
        "Ya lo vio un par. Gracias por mirarlo también.",
    ]
    assert group.now_reads(card).endswith("✅ Hecho, con evidencia (2).\n👀 Visto por un par.")
    assert group.stage.reactions(later) == ["🎉"]


async def test_with_the_first_photo_comes_a_word_about_children_and_never_again(
    group: Group,
) -> None:
    card = await group.taken()

    await group.rosa.replies("Uno", to=card, media=PHOTO)
    await group.rosa.replies("Dos", to=card, media=PHOTO)

    about_children = [t for t in group.stage.told(group.chat) if "niñas o niños" in t]
    assert len(about_children) == 1


async def test_who_cannot_may_say_why_and_the_past_can_be_read(group: Group) -> None:
    await group.juan.starts()
    card = await group.card()
    await group.rosa.taps("No puedo", card)
    said = await group.rosa.replies("Viajo esa semana", to=card)
    assert group.stage.reactions(said) == ["👍"]
    await group.juan.taps("No puedo", card)
    await group.juan.taps("Me falta tiempo")
    await group.marta.taps("Me sumo", card)

    await group.marta.says("/compromiso 1", group.chat)

    assert group.text == (
        "🤝 Compromiso 1: suben la rúbrica\n✗ Rosa Quispe · ✗ Juan Pérez · + Marta Inti\n"
        "Vence el viernes 4 de diciembre.\nEvidencia: foto.\n\n"
        "lun 16 nov: Ana Soto lo llevó al grupo\n"
        "lun 16 nov: Rosa Quispe no puede (Viajo esa semana)\n"
        "lun 16 nov: Juan Pérez no puede (Me falta tiempo)\n"
        "lun 16 nov: Marta Inti se sumó"
    )
    assert group.juan.told[-1] == "Anotado. Gracias por contarlo."


async def test_it_is_corrected_by_who_wrote_it_or_a_guide_and_the_group_is_told(
    group: Group,
) -> None:
    card = await group.taken()

    await group.marta.replies("/corregir el viernes 11 de diciembre", to=card)
    assert group.text == "Eso lo cambia quien escribió este compromiso, o quien facilita el grupo."
    await group.ana.replies("/corregir para el viernes 11 de diciembre, evidencia audio", to=card)
    assert group.text == (
        "✏️ Ana Soto corrigió el compromiso 1: sube la rúbrica.\n"
        "Vence el viernes 11 de diciembre.\nEvidencia: audio.\n"
        "Si así ya no te acomoda, «No puedo» sigue en su mensaje."
    )
    assert "✓ Rosa Quispe" in group.now_reads(card)
    await group.ana.says("/corregir 1 Rosa y Juan preparan la rúbrica nueva", group.chat)
    assert group.now_reads(card).startswith(
        "🤝 Compromiso 1. Rosa Quispe y Juan Pérez: preparan la rúbrica nueva"
    )
    assert group.now_reads(card).endswith("Juan Pérez: ¿lo tomas?")
    await group.ana.says("/corregir 1", group.chat)
    await group.ana.replies("ayer", to=group.last)
    assert "ya pasó" in group.text

    await group.stage.until(datetime(2026, 12, 11, 12, 5, tzinfo=UTC))
    days = [t for t in group.stage.told(group.chat) if t.startswith("📌 Hoy vence")]
    assert len(days) == 1  # on the new day, and not on the old one


async def test_whom_a_correction_names_is_told_in_private_and_may_say_no(group: Group) -> None:
    await group.juan.starts()
    await group.rosa.starts()
    card = await group.taken()
    before = len(group.rosa.told)

    await group.ana.says("/corregir 1 Rosa y Juan preparan la rúbrica", group.chat)

    assert group.juan.told[-1].startswith(
        "Ana Soto te nombró en el compromiso 1: preparan la rúbrica. Es tuyo solo si dices que sí.\n"
        "Vence el viernes 4 de diciembre."
    )
    assert len(group.rosa.told) == before  # she stood on it already
    await group.juan.taps("Acepto", group.stage.last(group.juan.id))
    assert group.now_reads(card).endswith("✓ Rosa Quispe · ✓ Juan Pérez")


async def test_the_last_change_is_undone_and_steps_neither_lost_nor_doubled(
    group: Group,
) -> None:
    card = await group.taken()
    await group.ana.replies("/corregir para el 11 de diciembre", to=card)
    await group.ana.says("/deshacer", group.chat)
    assert group.text.startswith("↩️ Compromiso 1: se deshizo el último cambio.")
    assert "\nLo que se deshizo: lun 16 nov: lo corrigió Ana Soto\n" in group.text
    assert "Vence el viernes 4 de diciembre." in group.now_reads(card)
    await group.rosa.taps("Hecho", card)
    refused = await group.juan.replies("/deshacer", to=card)
    assert "quien escribió este compromiso" in group.text
    assert refused is not None
    await group.rosa.replies("/deshacer", to=card)
    assert group.stage.buttons(card) == ["Acepto", "No puedo", "Me sumo", "Hecho"]

    await group.stage.passes(days=25)
    days = [t for t in group.stage.told(group.chat) if t.startswith("📌 Hoy vence")]
    assert len(days) == 1

    await group.ana.replies("/deshacer", to=card)  # Rosa's yes
    await group.ana.replies("/deshacer", to=card)  # the commitment itself
    assert group.text == "↩️ El compromiso 1 se retiró."
    assert group.now_reads(card).endswith("Este compromiso se retiró.")
    await group.ana.replies("/deshacer", to=card)
    assert group.text.startswith("No hay nada que deshacer.")


async def test_what_was_changed_days_ago_is_named_and_asked_about_before_it_is_undone(
    group: Group,
) -> None:
    card = await group.taken()
    await group.ana.replies("/corregir para el 11 de diciembre", to=card)
    await group.stage.passes(hours=30)

    await group.ana.says("/deshacer", group.chat)

    asked = group.last
    await group.ana.says("/deshacer", group.chat)
    asked_twice = group.last
    assert asked.text.startswith("¿Es esto lo que quieres deshacer?\n🤝 Compromiso 1: sube la rúb")
    assert "\nlun 16 nov: lo corrigió Ana Soto\n" in asked.text
    assert "Vence el viernes 11 de diciembre." in group.now_reads(card)
    assert "quien escribió este compromiso" in str(await group.marta.taps("Sí, deshacerlo", asked))
    await group.ana.taps("Sí, deshacerlo", asked)
    assert group.now_reads(asked).startswith("↩️ Compromiso 1: se deshizo el último cambio.")
    assert "Vence el viernes 4 de diciembre." in group.now_reads(card)
    await group.ana.taps("Sí, deshacerlo", asked_twice)  # nothing more is undone by it
    assert "✓ Rosa Quispe" in group.now_reads(card)

    await group.ana.says("/deshacer", group.chat)  # her last one is Rosa's yes now
    assert "Rosa Quispe aceptó" in group.text
    assert "✓ Rosa Quispe" in group.now_reads(card)


async def test_what_comes_round_comes_by_itself_until_it_is_stopped(group: Group) -> None:
    card = await group.card("/compromiso Rosa trae el registro cada viernes, sin evidencia")
    assert "Vence el viernes 20 de noviembre.\nCada semana, hasta que" in card.text
    await group.rosa.taps("Acepto", card)

    await group.rosa.taps("Hecho", card)
    following = group.last
    assert following.text.startswith("🤝 Compromiso 2. Rosa Quispe: trae el registro\n")
    assert "Vence el viernes 27 de noviembre." in following.text
    assert "✓ Rosa Quispe" in following.text
    await group.rosa.replies("/deshacer", to=card)  # it was not done after all
    assert group.now_reads(following).endswith("Este compromiso se retiró.")
    await group.rosa.taps("Hecho", card)
    assert group.now_reads(following).startswith("🤝 Compromiso 2. Rosa Quispe: trae el registro")
    assert group.stage.buttons(following) == ["Acepto", "No puedo", "Me sumo", "Hecho"]

    await group.ana.says("/compromiso 1", group.chat)
    stopping = group.last
    assert await group.rosa.taps("Detener su ritmo", stopping) == (
        "Eso lo cambia quien escribió este compromiso, o quien facilita el grupo."
    )
    await group.ana.taps("Detener su ritmo", stopping)
    assert group.now_reads(stopping).startswith("El compromiso 2 ya no vuelve por su ritmo.")
    await group.rosa.taps("Hecho", following)
    assert not [t for t in group.stage.told(group.chat) if t.startswith("🤝 Compromiso 3.")]


async def test_after_the_day_nobody_late_is_named_in_the_group(group: Group) -> None:
    await group.rosa.starts()
    await group.ana.starts()
    await group.ana.replies("/guia", to=await group.ana.says("hola", group.chat))
    await group.taken()
    await group.stage.until(datetime(2026, 12, 5, 12, 0, tzinfo=UTC))
    in_group = len(group.stage.told(group.chat))

    await group.stage.until(datetime(2026, 12, 7, 12, 5, tzinfo=UTC))
    assert group.rosa.told[-1].startswith(
        "📌 El compromiso 1 vencía el viernes 4 de diciembre: sube la rúbrica."
    )
    assert group.stage.buttons(group.stage.last(group.rosa.id)) == [
        "Hecho",
        "+1 semana",
        "Necesito ayuda",
    ]
    await group.stage.until(datetime(2026, 12, 11, 12, 5, tzinfo=UTC))
    assert group.ana.told[-1] == (
        "En Red Ñuble, una semana después de su fecha siguen abiertos estos compromisos. Esto lo lee "
        "solo quien facilita; quizás haga falta una mano.\n1. Sube la rúbrica · Rosa Quispe"
    )
    await group.stage.passes(days=20)
    assert group.stage.told(group.chat)[in_group:] == []


async def test_what_is_mine_comes_in_private_where_that_is_possible(group: Group) -> None:
    await group.rosa.starts()
    await group.taken()
    before = len(group.stage.told(group.chat))

    await group.rosa.says("/pendientes", group.chat)

    assert group.rosa.told[-1] == (
        "Lo que tienes entre manos:\n1. Sube la rúbrica · vie 4 dic · en marcha"
    )
    said = ["Te envié lo tuyo en privado. Desde ahora, un 👌 aquí lo dice."]
    assert group.stage.told(group.chat)[before:] == said

    asked = await group.rosa.says("/pendientes", group.chat)

    assert group.stage.told(group.chat)[before:] == said
    assert group.stage.reactions(asked) == ["👌"]


async def test_tomorrow_is_the_groups_tomorrow_and_a_new_zone_moves_the_morning(
    group: Group,
) -> None:
    await group.stage.until(datetime(2026, 11, 18, 2, 59, tzinfo=UTC))  # Tuesday 23:59 in Chile
    card = await group.card("/compromiso Rosa trae los mapas mañana, sin evidencia")
    assert "Vence el miércoles 18 de noviembre." in card.text
    card = await group.card("/compromiso Rosa trae los libros el 4 de diciembre, sin evidencia")
    await group.rosa.taps("Acepto", card)
    await group.stage.until(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))

    await group.ana.says("/config", group.chat)
    for button in ("País y hora", "México", "Ciudad de México"):
        await group.ana.taps(button)
    before = len(group.stage.told(group.chat))
    await group.stage.until(datetime(2026, 12, 4, 14, 59, tzinfo=UTC))  # 08:59 in Mexico
    assert not [t for t in group.stage.told(group.chat)[before:] if t.startswith("📌 Hoy")]
    await group.stage.until(datetime(2026, 12, 4, 15, 1, tzinfo=UTC))
    assert [t for t in group.stage.told(group.chat)[before:] if t.startswith("📌 Hoy")]
