"""Commitments in time: reminders, how it goes, evidence, and what is open."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community.communities import pause
from community.ids import ChatId, CommunityId, MessageId, PersonId
from sandbox.messages import Message
from tests.conversation import Persona, Stage
from tests.conversations.commitments_group import PHOTO, Group, gather


@pytest.fixture
async def group(stage: Stage) -> Group:
    """Ana facilitates; Rosa, Juan and Marta are members."""
    return await gather(stage)


# Time.


async def test_three_days_before_it_is_told_in_private_where_that_is_possible(group: Group) -> None:
    await group.rosa.starts()
    await group.taken()

    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    assert group.rosa.told[-1] == (
        "📌 El compromiso 1 vence el viernes 4 de diciembre: sube la rúbrica.\n"
        "Si ya está, responde aquí con la foto.\nEn Red Ñuble."
    )
    assert not [text for text in group.stage.told(group.chat) if text.startswith("📌")]


async def test_who_has_no_private_chat_is_told_in_the_group(group: Group) -> None:
    card = await group.taken()

    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    assert group.text == (
        "📌 El compromiso 1 vence el viernes 4 de diciembre: sube la rúbrica.\n"
        "En manos de Rosa Quispe.\nSi ya está, responde aquí con la foto."
    )
    assert group.last.reply_to == card.id


async def test_on_the_day_at_nine_the_group_is_told_once_in_reply_to_the_card(group: Group) -> None:
    card = await group.taken()
    await group.stage.until(datetime(2026, 12, 4, 11, 59, tzinfo=UTC))
    before = len(group.stage.told(group.chat))

    await group.stage.until(datetime(2026, 12, 4, 12, 1, tzinfo=UTC))
    await group.stage.passes(days=2)

    assert [t for t in group.stage.told(group.chat)[before:] if t.startswith("📌")] == [
        "📌 Hoy vence el compromiso 1: sube la rúbrica.\n"
        "En manos de Rosa Quispe.\nSi ya está, responde aquí con la foto."
    ]
    reminder = group.stage.with_button("Hecho", seen_by=group.rosa.id)
    assert group.stage.buttons(reminder) == ["Hecho", "+1 semana", "Necesito ayuda"]
    assert reminder.reply_to == card.id


async def test_what_is_due_on_a_silent_day_is_told_at_the_last_allowed_hour_before(
    group: Group,
) -> None:
    card = await group.card(
        "/compromiso Rosa trae los mapas el sábado 5 de diciembre, sin evidencia"
    )
    await group.rosa.taps("Acepto", card)

    await group.stage.until(datetime(2026, 12, 4, 22, 1, tzinfo=UTC))  # Friday 19:01 in Chile

    assert group.text.startswith(
        "📌 El compromiso 1 vence el sábado 5 de diciembre: trae los mapas."
    )


async def test_several_on_one_day_make_one_sound(group: Group) -> None:
    for what in ("los mapas", "los libros"):
        card = await group.card(f"/compromiso Rosa trae {what} el 18 de noviembre, sin evidencia")
        await group.rosa.taps("Acepto", card)

    await group.stage.until(datetime(2026, 11, 18, 12, 5, tzinfo=UTC))

    reminders = [m for m in group.stage.messages(group.chat) if m.text.startswith("📌 Hoy")]
    assert [bool(message.silent) for message in reminders] == [False, True]


async def test_nothing_is_said_while_the_community_rests(group: Group) -> None:
    await group.taken()
    async with group.stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        await tx.communities.save(pause(community, group.stage.clock.now(), None))
    before = len(group.stage.told(group.chat))

    await group.stage.passes(days=25)

    assert not [t for t in group.stage.told(group.chat)[before:] if t.startswith("📌")]


async def test_who_comes_back_from_a_rest_is_told_once_of_all_that_is_open(group: Group) -> None:
    await group.rosa.starts()
    await group.juan.starts()
    for what in ("los mapas", "los libros", "la tiza"):
        card = await group.card(f"/compromiso Rosa y Juan traen {what} el 4 de diciembre")
        await group.ana.taps("Sin evidencia", card)
        await group.rosa.taps("Acepto", group.last)
        await group.juan.taps("Acepto", group.stage.last(group.chat))
    await group.rosa.says("/pausa hasta el 15 de diciembre")
    told, juans = len(group.rosa.told), len(group.juan.told)

    await group.stage.until(datetime(2026, 12, 15, 11, 59, tzinfo=UTC))
    assert group.rosa.told[told:] == []
    assert len(group.juan.told) == juans + 2  # before, and after its day

    await group.stage.passes(minutes=2)
    assert group.rosa.told[told:] == [
        "📌 Lo que tomaste, en Red Ñuble:\n1. Traen los mapas · vie 4 dic\n"
        "2. Traen los libros · vie 4 dic\n3. Traen la tiza · vie 4 dic\n"
        "Si alguno ya está, toca, o responde aquí con su evidencia."
    ]
    await group.rosa.taps("1 Hecho", group.stage.last(group.rosa.id))
    await group.stage.passes(days=20)
    assert len(group.rosa.told) == told + 1
    assert len(group.juan.told) == juans + 2


async def test_a_rest_that_ends_earlier_brings_what_it_left_out_the_next_morning(
    group: Group,
) -> None:
    await group.rosa.starts()
    await group.taken()
    await group.rosa.says("/pausa hasta el 28 de diciembre")
    await group.stage.until(datetime(2026, 12, 7, 15, 0, tzinfo=UTC))
    told = len(group.rosa.told)

    await group.rosa.says("/pausa no")
    await group.stage.until(datetime(2026, 12, 8, 12, 1, tzinfo=UTC))

    assert len(group.rosa.told) == told + 2  # the answer, and the reminder
    assert group.rosa.told[-1].startswith(
        "📌 El compromiso 1 vencía el viernes 4 de diciembre: sube la rúbrica."
    )
    await group.stage.passes(days=30)
    assert len(group.rosa.told) == told + 2


async def test_after_the_holidays_each_is_told_once_in_private_and_the_group_nothing(
    group: Group,
) -> None:
    await group.rosa.starts()
    await group.taken()
    other = await group.card("/compromiso Juan trae la tiza el 4 de diciembre, sin evidencia")
    await group.juan.taps("Acepto", other)
    await group.ana.says("/vacaciones", group.chat)
    await group.stage.until(datetime(2026, 12, 20, 15, 0, tzinfo=UTC))
    told, in_group = len(group.rosa.told), len(group.stage.told(group.chat))

    await group.ana.says("/reanudar", group.chat)
    await group.stage.until(datetime(2026, 12, 21, 12, 1, tzinfo=UTC))

    assert [text.split(":")[0] for text in group.rosa.told[told:]] == [
        "📌 El compromiso 1 vencía el viernes 4 de diciembre"
    ]
    await group.stage.passes(days=20)
    assert len(group.rosa.told) == told + 1
    assert [t for t in group.stage.told(group.chat)[in_group:] if t.startswith("📌")] == []


async def test_when_who_took_it_has_left_the_group_is_asked(group: Group) -> None:
    await group.taken()
    async with group.stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        member = await tx.members.get(community.id, PersonId(group.rosa.id))
        assert member is not None
        await tx.members.save(replace(member, left_at=group.stage.clock.now()))

    await group.stage.until(datetime(2026, 12, 4, 12, 5, tzinfo=UTC))

    assert "Quienes lo tomaron ya no están en el grupo." in group.text
    assert group.stage.buttons(group.last) == ["Me sumo"]


# How it goes.


async def test_done_thanks_and_says_what_is_still_to_come(group: Group) -> None:
    reminder = await group.reminder()

    await group.rosa.taps("Hecho", reminder)

    assert group.now_reads(reminder) == (
        "✅ Compromiso 1, hecho: sube la rúbrica.\n"
        "Falta la foto: cuando puedas, responde aquí con ella."
    )
    assert group.stage.buttons(reminder) == []


async def test_what_is_done_leaves_no_buttons_on_any_of_its_reminders(group: Group) -> None:
    await group.rosa.starts()
    card = await group.taken()
    await group.stage.until(datetime(2026, 12, 4, 12, 5, tzinfo=UTC))
    in_private, in_group = group.stage.last(group.rosa.id), group.last
    assert group.stage.buttons(in_private) == group.stage.buttons(in_group) != []

    await group.rosa.replies("Aquí está", to=card, media=PHOTO)

    assert group.stage.buttons(in_private) == group.stage.buttons(in_group) == []
    assert "vence el viernes 4 de diciembre" in group.now_reads(in_private)  # still to be read


async def test_two_taps_on_done_within_a_second_count_once(group: Group) -> None:
    reminder = await group.reminder()
    await group.marta.taps("Me sumo")
    data = "commitment-done:1"

    first = group.stage.driver.forge_tap(group.rosa.id, reminder.chat, reminder.id, data)
    second = group.stage.driver.forge_tap(group.marta.id, reminder.chat, reminder.id, data)
    await group.stage.rests()

    answers = [group.stage.driver.answer(tap.id) for tap in (first, second)]
    assert None not in answers
    assert [bool(answer and answer.get("alert")) for answer in answers] == [False, True]
    assert answers[1] is not None
    assert answers[1]["text"] == "Ya estaba marcado como hecho. Gracias."


async def test_others_cannot_say_how_it_goes(group: Group) -> None:
    reminder = await group.reminder()

    for button in ("Hecho", "+1 semana", "Necesito ayuda"):
        answer = await group.juan.taps(button, reminder)
        assert answer.startswith("Eso lo puede decir quien tomó este compromiso.")

    assert group.stage.buttons(reminder) == ["Hecho", "+1 semana", "Necesito ayuda"]


async def test_one_week_more_moves_it_once_and_reminds_again(group: Group) -> None:
    reminder = await group.reminder()

    assert await group.rosa.taps("+1 semana", reminder) == "De acuerdo: viernes 11 de diciembre."
    again = group.stage.driver.forge_tap(
        group.rosa.id, reminder.chat, reminder.id, "commitment-later:1:2026-12-04"
    )
    await group.stage.rests()
    answer = group.stage.driver.answer(again.id)
    await group.stage.until(datetime(2026, 12, 11, 12, 5, tzinfo=UTC))

    assert answer is not None
    assert answer["text"].startswith("Ya se movió a un día posterior.")
    assert "ahora vence el viernes 11 de diciembre" in group.now_reads(reminder)
    assert group.text.startswith("📌 Hoy vence el compromiso 1")


async def test_help_becomes_a_request_of_the_group_once_with_hands_and_an_end(
    group: Group,
) -> None:
    reminder = await group.reminder()

    assert (await group.rosa.taps("Necesito ayuda", reminder)).startswith(
        "Se lo pregunto al grupo."
    )
    again = await group.rosa.taps("Necesito ayuda", reminder)
    assert again == "Ya se le preguntó al grupo. Apenas alguien pueda, lo sabrás."
    (asked,) = [m for m in group.stage.messages(group.chat) if m.text.startswith("🙋")]
    assert asked.text == (
        "🙋 Rosa Quispe pide: «una mano con el compromiso 1: sube la rúbrica»\n"
        "¿Quién puede ayudar? Responde aquí, o toca."
    )
    await group.juan.taps("Yo puedo ayudar", asked)
    assert "Juan Pérez" in group.now_reads(asked)
    assert group.now_reads(asked).startswith("🙋 Rosa Quispe pide: ")
    await group.rosa.taps("Resuelto", asked)
    await group.rosa.taps("Juan Pérez", asked)
    await group.rosa.taps("Listo", asked)
    assert group.now_reads(asked).endswith("✅ Resuelto.")

    await group.stage.passes(hours=1)
    await group.rosa.taps("Necesito ayuda", reminder)  # once it is resolved it may be asked anew

    assert len([m for m in group.stage.messages(group.chat) if m.text.startswith("🙋")]) == 2


# Showing it.


async def test_a_photo_in_reply_to_the_reminder_is_the_evidence(group: Group) -> None:
    reminder = await group.reminder()

    sent = await group.rosa.replies("Aquí está", to=reminder, media=PHOTO)

    assert group.stage.reactions(sent) == ["🎉"]
    card = next(m for m in group.stage.messages(group.chat) if m.text.startswith("🤝"))
    assert group.now_reads(card).endswith("✅ Hecho, con evidencia.")
    assert await group.evidences() == [("Aquí está", "photo")]


async def test_a_photo_from_a_guide_counts_and_from_others_is_talk(group: Group) -> None:
    card = await group.taken()

    from_marta = await group.marta.replies("Miren", to=card, media=PHOTO)
    assert group.stage.reactions(from_marta) == ["👍"]
    assert await group.evidences() == []

    await group.ana.says("/guia", group.chat)  # an admin speaks: who is admin is known for a minute
    from_ana = await group.ana.replies("La de Rosa", to=card, media=PHOTO)
    assert group.stage.reactions(from_ana) == ["🎉"]
    assert await group.evidences() == [("La de Rosa", "photo")]


async def test_mere_words_are_asked_about_and_lost_in_neither_case(group: Group) -> None:
    card = await group.taken()

    await group.rosa.replies("Mañana la subo sin falta", to=card)
    question = group.last
    assert question.text == "¿Es la evidencia del compromiso 1 (sube la rúbrica)?"
    answer = await group.juan.taps("Sí", question)
    assert answer == "Eso lo responde solo quien escribió el mensaje."
    await group.rosa.taps("No", question)

    assert "con evidencia" not in group.now_reads(card)
    assert await group.evidences() == []


async def test_hecho_alone_in_reply_says_that_it_is_done(group: Group) -> None:
    card = await group.taken()

    await group.rosa.replies("#hecho", to=card)

    assert group.text.startswith("✅ Compromiso 1, hecho: sube la rúbrica.")
    assert "✅ Hecho. Gracias." in group.now_reads(card)


async def test_hecho_with_one_open_commitment_is_asked_and_answers_a_question_too(
    group: Group,
) -> None:
    card = await group.taken()
    await group.ana.says("/pregunta ¿Qué salió bien esta semana?", group.chat)

    said = "#hecho la rúbrica está en la carpeta"
    told = await group.rosa.replies(said, to=group.last)
    await group.rosa.taps("Sí")
    promised = await group.rosa.replies("#compromiso Rosa trae mapas el lunes", to=told)

    assert "✅ Hecho, con evidencia." in group.now_reads(card)
    assert await group.evidences() == [("la rúbrica está en la carpeta", None)]
    async with group.stage.looking() as tx:
        for message in (told, promised):
            assert await tx.prompts.reflection_in(CommunityId(1), MessageId(message.id))


async def test_hecho_with_several_asks_which_with_buttons(group: Group) -> None:
    first = await group.taken()
    second = await group.card("/compromiso Rosa trae los mapas el 9 de diciembre, sin evidencia")
    await group.rosa.taps("Acepto", second)

    await group.rosa.says("#hecho quedaron en la sala", group.chat)
    question = group.last
    assert question.text == (
        "¿De cuál se trata? Toca su número.\n1. Sube la rúbrica\n2. Trae los mapas"
    )
    assert group.stage.buttons(question) == ["1", "2"]
    assert await group.juan.taps("2", question) == (
        "Eso lo responde solo quien escribió el mensaje."
    )
    await group.rosa.taps("2", question)
    assert group.now_reads(question) == "👏 Compromiso 2: hecho, con evidencia."
    assert "✅ Hecho, con evidencia." in group.now_reads(second)
    assert await group.evidences() == []

    third = await group.card("/compromiso Rosa trae tiza el 9 de diciembre, sin evidencia")
    await group.rosa.taps("Acepto", third)
    await group.rosa.says("#hecho", group.chat)
    await group.rosa.taps("3")
    assert group.now_reads(third).startswith("🤝 Compromiso 3")
    assert "✅ Hecho. Gracias." in group.now_reads(third)
    assert "Hecho" not in group.now_reads(first)


async def test_several_of_one_day_are_one_private_message_with_a_row_of_buttons_each(
    group: Group,
) -> None:
    await group.rosa.starts()
    for what in ("los mapas", "los libros", "la tiza"):
        card = await group.card(f"/compromiso Rosa trae {what} el 4 de diciembre, sin evidencia")
        await group.rosa.taps("Acepto", card)
    told = len(group.rosa.told)

    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    assert group.rosa.told[told:] == [
        "📌 Lo que tomaste, en Red Ñuble:\n1. Trae los mapas · vie 4 dic\n"
        "2. Trae los libros · vie 4 dic\n3. Trae la tiza · vie 4 dic\n"
        "Si alguno ya está, toca, o responde aquí con su evidencia."
    ]
    message = group.stage.last(group.rosa.id)
    assert group.stage.buttons(message)[:3] == ["1 Hecho", "1 +1 semana", "1 Ayuda"]
    await group.rosa.taps("1 Hecho", message)
    assert (await group.rosa.taps("3 +1 semana", message)).endswith("viernes 11 de diciembre.")
    assert "Trae los mapas" not in group.now_reads(message)
    assert "3. Trae la tiza · vie 11 dic" in group.now_reads(message)
    assert (await group.rosa.taps("2 Ayuda", message)).startswith("Se lo pregunto al grupo.")

    await group.rosa.replies("Aquí", to=message, media=PHOTO)
    await group.rosa.taps("2")
    await group.rosa.taps("3 Hecho", message)
    assert group.now_reads(message) == "✅ Todos estos están resueltos. Gracias."


async def test_hecho_without_any_gets_a_kind_sentence(group: Group) -> None:
    await group.marta.says("#hecho", group.chat)

    assert group.text.startswith("No encuentro un compromiso tuyo abierto.")


async def test_a_photo_in_private_counts_too(group: Group) -> None:
    await group.rosa.starts()
    card = await group.taken()
    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    sent = await group.rosa.replies("Lista", to=group.stage.last(group.rosa.id), media=PHOTO)

    assert group.stage.reactions(sent) == ["🎉"]
    assert "✅ Hecho, con evidencia." in group.now_reads(card)


async def test_what_was_shown_in_private_is_seen_by_a_peer_if_its_author_wants(
    group: Group,
) -> None:
    await group.rosa.starts()
    card = await group.taken()
    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))
    await group.rosa.replies("La rúbrica", to=group.stage.last(group.rosa.id), media=PHOTO)
    offer = group.stage.last(group.rosa.id)
    assert offer.text.startswith("El grupo lee que hay evidencia, y no la ve.")

    await group.rosa.taps("Mostrar al grupo", offer)

    copy = group.last
    assert (
        copy.content["caption"]
        == "📎 Rosa Quispe muestra esto para el compromiso 1: sube la rúbrica\nLa rúbrica"
    )
    assert copy.media_kind == "photo"
    assert copy.reply_to == card.id
    assert group.stage.last(group.rosa.id).text == "Ya está en el grupo, debajo del compromiso 1."
    before = len(group.stage.messages(group.chat))
    await forged(group, group.rosa, offer, "evidence-show:1")
    assert len(group.stage.messages(group.chat)) == before  # once
    await group.marta.taps("Visto por un par", card)
    assert group.now_reads(card).endswith("👀 Visto por un par.")


async def test_two_peoples_private_evidence_does_not_take_each_others_place(group: Group) -> None:
    for person in (group.rosa, group.juan):
        await person.starts()
    card = await group.card()
    for person in (group.rosa, group.juan):
        await person.taps("Acepto", card)
    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))
    for person, words in ((group.rosa, "Mi parte"), (group.juan, "La mía")):
        await person.replies(words, to=group.stage.last(person.id), media=PHOTO)

    assert sorted(await group.evidences()) == [("La mía", "photo"), ("Mi parte", "photo")]


async def forged(group: Group, person: Persona, message: Message, data: str) -> None:
    """A tap on a button that was taken off meanwhile."""
    group.stage.driver.forge_tap(person.id, message.chat, message.id, data)
    await group.stage.rests()


async def test_a_second_photo_is_kept_beside_the_first(group: Group) -> None:
    card = await group.taken()

    await group.rosa.replies("Uno", to=card, media=PHOTO)
    await group.rosa.replies("Dos", to=card, media=PHOTO)

    assert await group.evidences() == [("Uno", "photo"), ("Dos", "photo")]
    assert group.now_reads(card).endswith("✅ Hecho, con evidencia (2).")


# Seeing what is open.


async def test_pending_lists_mine_with_links_and_day(group: Group) -> None:
    await group.taken()
    await group.card("/compromiso Rosa trae los mapas el 9 de diciembre, sin evidencia")

    await group.rosa.says("/pendientes", group.chat)

    assert group.text == (
        "Lo que tienes entre manos:\n"
        "1. Sube la rúbrica · vie 4 dic · en marcha\n"
        "2. Trae los mapas · mié 9 dic · espera tu respuesta"
    )


async def test_pending_with_nothing_is_kind(group: Group) -> None:
    await group.marta.says("/pendientes", group.chat)

    assert group.text == "No tienes compromisos abiertos. Todo en orden."


async def test_pending_asked_again_soon_is_edited_and_later_comes_anew(group: Group) -> None:
    card = await group.taken()
    await group.rosa.says("/pendientes", group.chat)
    listed = group.last
    await group.rosa.replies("#hecho", to=card)
    told = len(group.stage.told(group.chat))

    again = await group.rosa.says("/pendientes", group.chat)
    assert "hecho, falta la evidencia" in group.now_reads(listed)
    assert group.stage.reactions(again) == ["👌"]
    await group.marta.says("/pendientes", group.chat)  # hers is another
    assert group.text == "No tienes compromisos abiertos. Todo en orden."
    assert len(group.stage.told(group.chat)) == told + 1

    await group.stage.passes(hours=2)
    await group.rosa.says("/pendientes", group.chat)
    assert group.text == group.now_reads(listed)
    assert group.last.id != listed.id


async def test_pending_works_in_private(group: Group) -> None:
    await group.taken()
    await group.rosa.starts()

    await group.rosa.says("/pendientes")

    assert "1. Sube la rúbrica · vie 4 dic · en marcha" in group.rosa.told[-1]


async def test_the_board_never_says_who_is_late(group: Group) -> None:
    await group.taken()
    await group.stage.passes(days=30)
    card = await group.card("/compromiso Juan trae los mapas el 20 de enero, sin evidencia")
    await group.juan.taps("Acepto", card)

    await group.marta.says("/pendientes todos", group.chat)

    assert group.text == (
        "Compromisos abiertos:\n1. Sube la rúbrica\n2. Trae los mapas · mié 20 ene 2027 · Juan Pérez"
    )


async def test_another_community_sees_and_touches_nothing_of_it(group: Group) -> None:
    card = await group.taken()
    other = await group.stage.community("Otra red", guides=[group.marta])
    await group.marta.says("/compromiso Marta trae pan el 4 de diciembre, sin evidencia", other)
    theirs = group.stage.last(other)

    tap = group.stage.driver.forge_tap(group.marta.id, theirs.chat, theirs.id, "commitment-join:1")
    await group.stage.rests()
    await group.marta.says("/pendientes todos", other)

    assert group.stage.driver.answer(tap.id) is not None
    assert "Marta" not in group.now_reads(card)
    assert "rúbrica" not in group.stage.last(other).text
