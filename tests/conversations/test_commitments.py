"""Commitments, from one sentence to their evidence, as a group lives them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from community.communities import pause
from community.ids import ChatId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

SENTENCE = "/compromiso Rosa y Juan suben la rúbrica antes del 4 de diciembre, evidencia foto"
PHOTO = {"kind": "photo"}


@dataclass
class Group:
    """Ana facilitates; Rosa, Juan and Marta are members."""

    stage: Stage
    chat: Chat
    ana: Persona
    rosa: Persona
    juan: Persona
    marta: Persona

    @property
    def last(self) -> Message:
        return self.stage.last(self.chat)

    @property
    def text(self) -> str:
        return self.last.text

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def card(self, sentence: str = SENTENCE) -> Message:
        await self.ana.says(sentence, self.chat)
        return self.last

    async def reminder(self) -> Message:
        """A commitment Rosa accepted, on its due day, a few minutes after nine."""
        card = await self.card("/compromiso Rosa sube la rúbrica el 4 de diciembre, evidencia foto")
        await self.rosa.taps("Acepto", card)
        await self.stage.until(datetime(2026, 12, 4, 12, 5, tzinfo=UTC))
        return self.last


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    juan, marta = stage.person("Juan Pérez"), stage.person("Marta Inti")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, marta])
    return Group(stage=stage, chat=chat, ana=ana, rosa=rosa, juan=juan, marta=marta)


async def _taken(group: Group) -> Message:
    """A commitment of Rosa's alone, accepted."""
    card = await group.card("/compromiso Rosa sube la rúbrica el 4 de diciembre, evidencia foto")
    await group.rosa.taps("Acepto", card)
    return card


# Making one.


async def test_one_sentence_becomes_a_card_with_its_weekday(group: Group) -> None:
    card = await group.card()

    assert card.text == (
        "🤝 Compromiso 1. Rosa Quispe y Juan Pérez: suben la rúbrica\n"
        "Vence el viernes 4 de diciembre.\n"
        "Evidencia: foto.\n"
        "Rosa Quispe y Juan Pérez: ¿lo toman?"
    )
    assert group.stage.buttons(card) == ["Acepto", "No puedo", "Me sumo"]


async def test_numbers_count_from_one_and_drafts_leave_no_gap(group: Group) -> None:
    await group.card()
    await group.card("/compromiso Rosa lleva libros")  # its date is never given

    card = await group.card("/compromiso Juan ordena la sala el viernes, sin evidencia")

    assert card.text.startswith("🤝 Compromiso 2. Juan Pérez: ordena la sala")


async def test_what_is_missing_is_asked_one_thing_at_a_time(group: Group) -> None:
    question = await group.card("/compromiso Rosa y Juan suben la rúbrica")
    assert question.text.endswith(
        "¿Para cuándo? Toca una opción, o responde a este mensaje con una fecha."
    )
    assert group.stage.buttons(question) == ["1 semana", "2 semanas", "Fin de mes"]

    await group.ana.taps("2 semanas", question)
    assert "Vence el lunes 30 de noviembre." in group.now_reads(question)
    assert group.stage.buttons(question) == [
        "Foto",
        "Texto",
        "Sin evidencia",
        "Audio",
        "Documento",
        "Enlace",
    ]

    await group.ana.taps("Sin evidencia", question)
    assert group.now_reads(question) == "Anotado: es el compromiso 1."
    assert group.text.startswith("🤝 Compromiso 1. Rosa Quispe y Juan Pérez: suben la rúbrica")
    assert "Evidencia" not in group.text


async def test_a_missing_date_and_evidence_can_be_written_in_reply(group: Group) -> None:
    question = await group.card("/compromiso Rosa sube la rúbrica")

    await group.ana.replies("el 4 de diciembre", to=question)
    await group.ana.replies("una foto", to=group.last)

    assert "Vence el viernes 4 de diciembre.\nEvidencia: foto." in group.text
    assert group.stage.buttons(group.last) == ["Acepto", "No puedo", "Me sumo"]


async def test_a_reply_without_a_date_is_asked_again(group: Group) -> None:
    question = await group.card("/compromiso Rosa sube la rúbrica")

    await group.ana.replies("cuando podamos", to=question)

    assert "No encontré ahí un día." in group.text


async def test_an_unsure_date_is_asked_with_the_days_it_may_mean(group: Group) -> None:
    question = await group.card(
        "/compromiso Rosa sube la rúbrica el 10 de noviembre, evidencia foto"
    )
    assert "¿Qué día vence?" in question.text
    assert group.stage.buttons(question) == ["jue 10 dic", "mié 10 nov 2027"]

    await group.ana.taps("jue 10 dic", question)

    assert group.text.startswith("🤝 Compromiso 1.")
    assert "Vence el jueves 10 de diciembre." in group.text


async def test_a_date_that_is_over_is_refused_kindly_and_nothing_is_lost(group: Group) -> None:
    question = await group.card(
        "/compromiso Rosa sube la rúbrica el 4 de marzo de 2026, evidencia foto"
    )
    assert "El miércoles 4 de marzo ya pasó." in question.text

    await group.ana.taps("1 semana", question)

    assert (
        "Rosa Quispe: sube la rúbrica\nVence el lunes 23 de noviembre.\nEvidencia: foto."
        in group.text
    )


async def test_a_day_that_does_not_exist_is_asked(group: Group) -> None:
    question = await group.card("/compromiso Rosa sube la rúbrica el 31 de febrero, evidencia foto")

    assert "¿Para cuándo?" in question.text or "¿Qué día vence?" in question.text
    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        assert await tx.commitments.open_of(community.id) == []


async def test_with_nothing_the_words_are_asked_for(group: Group) -> None:
    question = await group.card("/compromiso")
    assert "¿Quién hace qué, y para cuándo?" in question.text

    await group.ana.replies("Rosa sube la rúbrica el 4 de diciembre, evidencia foto", to=question)

    assert group.text.startswith("🤝 Compromiso 1. Rosa Quispe: sube la rúbrica")


async def test_in_reply_the_words_of_the_other_are_the_what_and_they_are_asked(
    group: Group,
) -> None:
    said = await group.rosa.says("Podría traer los cuentos de mi escuela", group.chat)

    await group.ana.replies("/compromiso el 4 de diciembre, evidencia foto", to=said)

    assert group.text == (
        "🤝 Compromiso 1. Rosa Quispe: podría traer los cuentos de mi escuela\n"
        "Vence el viernes 4 de diciembre.\nEvidencia: foto.\nRosa Quispe: ¿lo tomas?"
    )


async def test_only_who_began_it_or_a_guide_completes_it(group: Group) -> None:
    question = await group.card("/compromiso Rosa sube la rúbrica")

    answer = await group.marta.taps("1 semana", question)
    said = await group.marta.replies("el viernes", to=question)

    assert answer == "Lo completa quien empezó este compromiso, o quien facilita el grupo."
    assert group.stage.reactions(said) == ["👍"]
    assert "Vence" not in group.now_reads(question)


async def test_a_second_tap_on_a_question_changes_nothing(group: Group) -> None:
    question = await group.card("/compromiso Rosa sube la rúbrica")
    press = group.stage.world.history[question.chat][question.id].keyboard
    assert press is not None
    data = press["inline_keyboard"][0][1]["callback_data"]
    await group.ana.taps("1 semana", question)

    group.stage.driver.forge_tap(group.ana.id, question.chat, question.id, data)
    await group.stage.rests()

    assert "Vence el lunes 23 de noviembre." in group.now_reads(question)


async def test_ten_names_and_four_thousand_letters_fit_on_a_phone(group: Group) -> None:
    names = "Alba, Bruno, Celia, Dora, Elsa, Fidel, Gina, Hugo, Inés"
    long = "preparan " + "un cuento largo " * 250
    card = await group.card(
        f"/compromiso {names} y Rosa: {long[:3500]}antes del 4 de diciembre, evidencia foto"
    )

    assert len(card.text) <= 600
    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        (pledge,) = await tx.commitments.open_of(community.id)
    assert len(pledge.commitment.what) > 3000


# A member suggests one.


async def test_a_members_hashtag_is_a_suggestion_a_guide_confirms(group: Group) -> None:
    await group.rosa.says(
        "#compromiso Juan trae los mapas el 4 de diciembre, sin evidencia", group.chat
    )
    suggestion = group.last
    assert suggestion.text.endswith("Lo propone Rosa Quispe. Quien facilita puede confirmarlo.")

    refused = await group.juan.taps("Confirmar", suggestion)
    assert "facilita" in refused or "guía" in refused
    await group.ana.taps("Confirmar", suggestion)

    assert group.now_reads(suggestion).startswith("🤝 Compromiso 1. Juan Pérez: trae los mapas")
    await group.juan.taps("Acepto", suggestion)
    assert "✓ Juan Pérez" in group.now_reads(suggestion)


async def test_a_suggestion_is_completed_by_its_author(group: Group) -> None:
    await group.rosa.says("#compromiso traer los mapas", group.chat)
    await group.rosa.taps("1 semana")
    await group.rosa.taps("Foto")

    assert "Lo propone Rosa Quispe" in group.text
    await group.ana.taps("Confirmar")
    assert "¿Quién lo toma?" in group.text


async def test_another_date_in_reply_to_a_suggestion_is_taken(group: Group) -> None:
    await group.rosa.says(
        "#compromiso Juan trae los mapas el 4 de diciembre, sin evidencia", group.chat
    )
    suggestion = group.last

    await group.rosa.replies("mejor el 11 de diciembre", to=suggestion)

    assert "Vence el viernes 11 de diciembre." in group.now_reads(suggestion)


# Answering.


async def test_the_card_shows_who_said_what(group: Group) -> None:
    card = await group.card()

    assert await group.rosa.taps("Acepto", card) == "Gracias. Queda para el viernes 4 de diciembre."
    assert await group.juan.taps("No puedo", card) == (
        "No hay problema, quedas libre. Gracias por avisar."
    )
    await group.marta.taps("Me sumo", card)

    assert "✓ Rosa Quispe · ✗ Juan Pérez · + Marta Inti" in group.now_reads(card)
    assert "¿lo" not in group.now_reads(card)
    assert group.stage.buttons(card) == ["Acepto", "No puedo", "Me sumo", "Hecho"]


async def test_who_was_not_named_is_shown_the_way_in(group: Group) -> None:
    card = await group.card()

    answer = await group.marta.taps("Acepto", card)

    assert "toca «Me sumo»" in answer
    assert "Marta" not in group.now_reads(card)


async def test_an_unknown_name_stays_text_until_its_owner_accepts(group: Group) -> None:
    luz = group.stage.person("Luz Vera")
    await luz.joins(group.chat)
    card = await group.card("/compromiso Luz trae los mapas el 4 de diciembre, sin evidencia")

    await luz.taps("Acepto", card)

    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        (pledge,) = await tx.commitments.open_of(community.id)
    assert [one.person_id for one in pledge.people] == [luz.id]
    assert "✓ Luz" in group.now_reads(card)


async def test_when_all_decline_it_is_free_and_anybody_may_take_it_up(group: Group) -> None:
    card = await group.card()
    await group.rosa.taps("No puedo", card)
    await group.juan.taps("No puedo", card)
    assert "Por ahora nadie puede, y está bien." in group.now_reads(card)
    assert group.stage.buttons(card) == ["Me sumo"]

    await group.marta.taps("Me sumo", card)

    assert "+ Marta Inti" in group.now_reads(card)
    assert "nadie puede" not in group.now_reads(card)


async def test_nobody_is_reminded_of_what_nobody_accepted(group: Group) -> None:
    await group.card()
    before = len(group.stage.told(group.chat))

    await group.stage.passes(days=25)

    assert not [text for text in group.stage.told(group.chat)[before:] if "vence" in text]


# Time.


async def test_three_days_before_it_is_told_in_private_where_that_is_possible(group: Group) -> None:
    await group.rosa.starts()
    await _taken(group)

    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    assert group.rosa.told[-1] == (
        "📌 El compromiso 1 vence el viernes 4 de diciembre: sube la rúbrica.\n"
        "Si ya está, responde aquí con la foto.\nEn Red Ñuble."
    )
    assert not [text for text in group.stage.told(group.chat) if text.startswith("📌")]


async def test_who_has_no_private_chat_is_told_in_the_group(group: Group) -> None:
    card = await _taken(group)

    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    assert group.text == (
        "📌 El compromiso 1 vence el viernes 4 de diciembre: sube la rúbrica.\n"
        "En manos de Rosa Quispe.\nSi ya está, responde aquí con la foto."
    )
    assert group.last.reply_to == card.id


async def test_on_the_day_at_nine_the_group_is_told_once_in_reply_to_the_card(group: Group) -> None:
    card = await _taken(group)
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
    await _taken(group)
    async with group.stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        await tx.communities.save(pause(community, group.stage.clock.now(), None))
    before = len(group.stage.told(group.chat))

    await group.stage.passes(days=25)

    assert not [t for t in group.stage.told(group.chat)[before:] if t.startswith("📌")]


async def test_when_who_took_it_has_left_the_group_is_asked(group: Group) -> None:
    await _taken(group)
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


async def test_help_is_asked_of_the_group_once_and_who_helps_can_join(group: Group) -> None:
    reminder = await group.reminder()

    await group.rosa.taps("Necesito ayuda", reminder)
    await group.rosa.taps("Necesito ayuda", reminder)

    asked = [text for text in group.stage.told(group.chat) if text.startswith("🙋")]
    assert asked == [
        "🙋 Rosa Quispe pide una mano con el compromiso 1: sube la rúbrica. "
        "¿Quién puede ayudar? Responde aquí, o súmate."
    ]
    assert await group.juan.taps("Me sumo", group.last) != ""


# Showing it.


async def test_a_photo_in_reply_to_the_reminder_is_the_evidence(group: Group) -> None:
    reminder = await group.reminder()

    sent = await group.rosa.replies("Aquí está", to=reminder, media=PHOTO)

    assert group.stage.reactions(sent) == ["🎉"]
    card = next(m for m in group.stage.messages(group.chat) if m.text.startswith("🤝"))
    assert group.now_reads(card).endswith("✅ Hecho, con evidencia.")
    assert await _evidences(group) == [("Aquí está", "photo")]


async def test_a_photo_from_a_guide_counts_and_from_others_is_talk(group: Group) -> None:
    card = await _taken(group)

    from_marta = await group.marta.replies("Miren", to=card, media=PHOTO)
    assert group.stage.reactions(from_marta) == ["👍"]
    assert await _evidences(group) == []

    await group.ana.says("/guia", group.chat)  # an admin speaks: who is admin is known for a minute
    from_ana = await group.ana.replies("La de Rosa", to=card, media=PHOTO)
    assert group.stage.reactions(from_ana) == ["🎉"]
    assert await _evidences(group) == [("La de Rosa", "photo")]


async def test_mere_words_are_asked_about_and_lost_in_neither_case(group: Group) -> None:
    card = await _taken(group)

    await group.rosa.replies("Mañana la subo sin falta", to=card)
    question = group.last
    assert question.text == "¿Es la evidencia del compromiso 1 (sube la rúbrica)?"
    answer = await group.juan.taps("Sí", question)
    assert answer == "Eso lo responde solo quien escribió el mensaje."
    await group.rosa.taps("No", question)

    assert "con evidencia" not in group.now_reads(card)
    assert await _evidences(group) == []


async def test_hecho_alone_in_reply_says_that_it_is_done(group: Group) -> None:
    card = await _taken(group)

    await group.rosa.replies("#hecho", to=card)

    assert group.text.startswith("✅ Compromiso 1, hecho: sube la rúbrica.")
    assert "✅ Hecho. Gracias." in group.now_reads(card)


async def test_hecho_with_one_open_commitment_is_asked(group: Group) -> None:
    card = await _taken(group)

    await group.rosa.says("#hecho la rúbrica está en la carpeta", group.chat)
    await group.rosa.taps("Sí")

    assert "✅ Hecho, con evidencia." in group.now_reads(card)
    assert await _evidences(group) == [("la rúbrica está en la carpeta", None)]


async def test_hecho_with_several_asks_for_the_number(group: Group) -> None:
    first = await _taken(group)
    second = await group.card("/compromiso Rosa trae los mapas el 9 de diciembre, sin evidencia")
    await group.rosa.taps("Acepto", second)

    await group.rosa.says("#hecho", group.chat)
    assert group.text.startswith("¿Cuál está hecho? Escribe #hecho y su número")
    await group.rosa.says("#hecho 2", group.chat)

    assert "✅ Hecho. Gracias." in group.now_reads(second)
    assert "Hecho. Gracias" not in group.now_reads(first)


async def test_hecho_without_any_gets_a_kind_sentence(group: Group) -> None:
    await group.marta.says("#hecho", group.chat)

    assert group.text.startswith("No encuentro un compromiso tuyo abierto.")


async def test_a_photo_in_private_counts_too(group: Group) -> None:
    await group.rosa.starts()
    card = await _taken(group)
    await group.stage.until(datetime(2026, 12, 1, 12, 5, tzinfo=UTC))

    sent = await group.rosa.replies("Lista", to=group.stage.last(group.rosa.id), media=PHOTO)

    assert group.stage.reactions(sent) == ["🎉"]
    assert "✅ Hecho, con evidencia." in group.now_reads(card)


async def test_a_second_photo_is_kept_beside_the_first(group: Group) -> None:
    card = await _taken(group)

    await group.rosa.replies("Uno", to=card, media=PHOTO)
    await group.rosa.replies("Dos", to=card, media=PHOTO)

    assert await _evidences(group) == [("Uno", "photo"), ("Dos", "photo")]
    assert group.now_reads(card).endswith("✅ Hecho, con evidencia (2).")


# Seeing what is open.


async def test_pending_lists_mine_with_links_and_day(group: Group) -> None:
    await _taken(group)
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


async def test_pending_works_in_private(group: Group) -> None:
    await _taken(group)
    await group.rosa.starts()

    await group.rosa.says("/pendientes")

    assert "1. Sube la rúbrica · vie 4 dic · en marcha" in group.rosa.told[-1]


async def test_the_board_never_says_who_is_late(group: Group) -> None:
    await _taken(group)
    await group.stage.passes(days=30)
    card = await group.card("/compromiso Juan trae los mapas el 20 de enero, sin evidencia")
    await group.juan.taps("Acepto", card)

    await group.marta.says("/pendientes todos", group.chat)

    assert group.text == (
        "Compromisos abiertos:\n1. Sube la rúbrica\n2. Trae los mapas · mié 20 ene · Juan Pérez"
    )


async def test_another_community_sees_and_touches_nothing_of_it(group: Group) -> None:
    card = await _taken(group)
    other = await group.stage.community("Otra red", guides=[group.marta])
    await group.marta.says("/compromiso Marta trae pan el 4 de diciembre, sin evidencia", other)
    theirs = group.stage.last(other)

    tap = group.stage.driver.forge_tap(group.marta.id, theirs.chat, theirs.id, "commitment-join:1")
    await group.stage.rests()
    await group.marta.says("/pendientes todos", other)

    assert group.stage.driver.answer(tap.id) is not None
    assert "Marta" not in group.now_reads(card)
    assert "rúbrica" not in group.stage.last(other).text


async def _evidences(group: Group) -> list[tuple[str, Any]]:
    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        pledge = await tx.commitments.numbered(community.id, 1)
        assert pledge is not None
        found = await tx.commitments.evidences_of(community.id, pledge.commitment.id)
        return [(one.text, one.media) for one in found]


# Places and people that are not the usual.


async def test_in_a_forum_the_card_and_the_reminder_stay_in_their_topic(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa], forum=True)
    topic = stage.driver.topic(chat.id, "Lectura", by=ana.id)

    await ana.says("/compromiso Rosa trae los cuentos el 18 de noviembre", chat, thread=topic)
    await ana.taps("Sin evidencia")
    card = stage.last(chat)
    await rosa.taps("Acepto", card)
    await stage.until(datetime(2026, 11, 18, 12, 5, tzinfo=UTC))

    assert card.thread == topic
    assert stage.last(chat).text.startswith("📌 Hoy vence el compromiso 1")
    assert stage.last(chat).thread == topic


async def test_a_basic_group_has_no_links_and_all_works(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa], type="group")
    await ana.says("/compromiso Rosa trae los cuentos el 4 de diciembre, sin evidencia", chat)

    await rosa.taps("Acepto")
    await rosa.says("/pendientes", chat)

    assert stage.last(chat).text.endswith("1. Trae los cuentos · vie 4 dic · en marcha")


async def test_an_anonymous_admin_makes_one_for_the_group(group: Group) -> None:
    await group.ana.says(SENTENCE, group.chat, anonymous=True)
    assert group.text.startswith("🤝 Compromiso 1. Rosa Quispe y Juan Pérez")

    await group.ana.says("/pendientes", group.chat, anonymous=True)
    assert group.text.startswith("Compromisos abiertos:")


async def test_in_portuguese(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Lima")
    chat = await stage.community("Rede", guides=[ana], members=[rosa], language="pt_BR")

    await ana.says("/compromisso Rosa envia a rubrica até 4 de dezembro, evidência foto", chat)

    assert stage.last(chat).text == (
        "🤝 Compromisso 1. Rosa Lima: envia a rubrica\n"
        "Prazo: sexta-feira 4 de dezembro.\nEvidência: foto.\nRosa Lima: você assume?"
    )


async def test_names_cannot_break_a_message(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa <b>&</a>")
    chat = await stage.community("Red <i>", guides=[ana], members=[rosa])
    said = await rosa.says("Traigo <script> & «pan»", chat)

    await ana.replies("/compromiso el 4 de diciembre, sin evidencia", to=said)
    await rosa.taps("Acepto")

    card = stage.world.history[chat.id][stage.last(chat).id]
    assert "traigo <script> & «pan»" in card.text.lower()
    assert "✓ Rosa <b>&</a>" in card.text
