"""Making a commitment, and answering it, as a group lives it."""

from datetime import UTC, datetime

import pytest

from community.ids import ChatId
from sandbox import rendering
from tests.conversation import Stage
from tests.conversations.commitments_group import SENTENCE, Group, gather


@pytest.fixture
async def group(stage: Stage) -> Group:
    """Ana facilitates; Rosa, Juan and Marta are members."""
    return await gather(stage)


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


async def test_who_takes_it_is_asked_with_the_names_of_who_spoke_last_or_told_in_reply(
    group: Group,
) -> None:
    question = await group.card("/compromiso traer los mapas el 4 de diciembre, sin evidencia")
    assert group.stage.buttons(question)[-1] == "Quien quiera"
    assert set(group.stage.buttons(question)) >= {"Rosa Quispe", "Juan Pérez"}

    await group.ana.taps("Rosa Quispe", question)
    await group.ana.taps("Juan Pérez", question)
    await group.ana.taps("✓ Juan Pérez", question)
    assert {"✓ Rosa Quispe", "Juan Pérez", "Listo"} <= set(group.stage.buttons(question))
    await group.ana.taps("Listo", question)
    assert group.text.startswith("🤝 Compromiso 1. Rosa Quispe: traer los mapas")
    assert group.text.endswith("Rosa Quispe: ¿lo tomas?")

    question = await group.card("/compromiso traer los libros el 4 de diciembre, sin evidencia")
    await group.ana.replies("La municipalidad y Marta, contacto Juan", to=question)
    assert group.text.endswith("La municipalidad (Juan Pérez) y Marta Inti: ¿lo toman?")


async def test_an_institution_answers_by_its_contact(group: Group) -> None:
    card = await group.card(
        "/compromiso La municipalidad (contacto: Juan) trae leña el 4 de diciembre, sin evidencia"
    )
    assert card.text.startswith("🤝 Compromiso 1. La municipalidad (Juan Pérez): trae leña")

    await group.juan.taps("Acepto", card)
    assert "✓ La municipalidad (Juan Pérez)" in group.now_reads(card)
    await group.juan.says("/pendientes", group.chat)
    assert "1. Trae leña" in group.text
    await group.stage.until(datetime(2026, 12, 4, 12, 5, tzinfo=UTC))
    assert "En manos de La municipalidad (Juan Pérez)." in group.text

    await group.juan.says("/olvidame")
    await group.juan.taps("Sí, olvídame")
    await group.marta.says("/pendientes todos", group.chat)
    assert "Juan" not in group.text


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

    assert question.text == (
        "🤝 Rosa Quispe: sube la rúbrica\nEse día no existe.\n"
        "¿Qué día vence? Toca uno, o responde con otra fecha."
    )
    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        assert await tx.commitments.open_of(community.id) == []


async def test_with_nothing_the_words_are_asked_for(group: Group) -> None:
    question = await group.card("/compromiso")
    assert "¿Quién hace qué, y para cuándo?" in question.text

    await group.ana.replies("Rosa sube la rúbrica el 4 de diciembre, evidencia foto", to=question)

    assert group.text.startswith("🤝 Compromiso 1. Rosa Quispe: sube la rúbrica")


async def test_a_date_given_before_the_words_is_not_asked_again(group: Group) -> None:
    question = await group.card("/compromiso el 4 de diciembre, evidencia foto")

    await group.ana.replies("Rosa sube la rúbrica", to=question)

    assert "Rosa Quispe: sube la rúbrica\nVence el viernes 4 de diciembre.\nEvidencia: foto." in (
        group.text
    )


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
    assert "quienes facilitan" in refused
    await group.ana.taps("Confirmar", suggestion)

    assert group.now_reads(suggestion).startswith("🤝 Compromiso 1. Juan Pérez: trae los mapas")
    await group.juan.taps("Acepto", suggestion)
    assert "✓ Juan Pérez" in group.now_reads(suggestion)


async def test_who_writes_that_they_do_it_has_accepted_by_that_and_others_are_asked(
    group: Group,
) -> None:
    await group.rosa.says(
        "#compromiso Yo traigo los mapas el 4 de diciembre, sin evidencia", group.chat
    )
    alone = group.last
    await group.rosa.says(
        "#compromiso Juan y yo pintamos la sala el 4 de diciembre, sin evidencia", group.chat
    )
    both = group.last
    for suggestion in (alone, both):
        assert "✓" not in group.now_reads(suggestion)  # nothing stands before a guide confirms
        await group.ana.taps("Confirmar", suggestion)

    assert "✓ Rosa Quispe" in group.now_reads(alone)
    assert "✓ Rosa Quispe" in group.now_reads(both)
    assert "Juan Pérez: ¿lo tomas?" in group.now_reads(both)
    assert await group.rosa.taps("No puedo", alone) != ""
    assert "✓" not in group.now_reads(alone)


async def test_a_suggestion_is_completed_by_its_author(group: Group) -> None:
    await group.rosa.says("#compromiso traer los mapas", group.chat)
    await group.rosa.taps("1 semana")
    await group.rosa.taps("Foto")
    await group.rosa.taps("Quien quiera")

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
        "No hay problema, quedas libre. Gracias por avisar. "
        "Si quieres contar por qué, responde a este mensaje."
    )
    await group.marta.taps("Me sumo", card)

    assert "✓ Rosa Quispe · ✗ Juan Pérez · + Marta Inti" in group.now_reads(card)
    assert "¿lo" not in group.now_reads(card)
    assert group.stage.buttons(card) == ["Acepto", "No puedo", "Me sumo", "Hecho"]


async def test_who_accepts_after_its_day_is_offered_another_at_once(group: Group) -> None:
    card = await group.card()
    await group.rosa.starts()
    await group.stage.until(datetime(2026, 12, 6, 15, 0, tzinfo=UTC))

    told = await group.rosa.taps("Acepto", card)
    assert told == "Gracias. El viernes 4 de diciembre ya pasó: en privado te propongo otro día."
    await group.rosa.taps("+1 semana", group.stage.last(group.rosa.id))
    assert "Vence el viernes 11 de diciembre" in group.now_reads(card)

    told = await group.juan.taps("Acepto", card)
    assert told == "Gracias. Queda para el viernes 11 de diciembre."


async def test_who_cannot_be_written_to_is_told_who_gives_another_day(group: Group) -> None:
    card = await group.card()
    await group.stage.until(datetime(2026, 12, 6, 15, 0, tzinfo=UTC))

    assert "quien facilita le pone otro día con /corregir" in await group.rosa.taps("Acepto", card)


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


@pytest.mark.parametrize("who", ["Todos traemos", "todas traemos", "nosotros traemos"])
async def test_everybody_is_nobody_in_particular_and_whoever_takes_it_is_the_one(
    group: Group, who: str
) -> None:
    card = await group.card(f"/compromiso {who} los mapas el 4 de diciembre, sin evidencia")
    assert card.text.splitlines()[0] == "🤝 Compromiso 1: traemos los mapas"
    assert card.text.endswith("¿Quién lo toma?")

    await group.marta.taps("Me sumo", card)

    assert "+ Marta Inti" in group.now_reads(card)
    assert "¿" not in group.now_reads(card)


async def test_a_name_nobody_answers_to_is_asked_only_until_somebody_takes_it(
    group: Group,
) -> None:
    card = await group.card(
        "/compromiso La municipalidad y Rosa traen leña el 4 de diciembre, sin evidencia"
    )
    assert card.text.endswith("La municipalidad y Rosa Quispe: ¿lo toman?")

    await group.juan.taps("Me sumo", card)
    assert group.now_reads(card).endswith("Rosa Quispe: ¿lo tomas?")
    await group.rosa.taps("Acepto", card)

    assert "¿" not in group.now_reads(card)


async def test_a_date_of_next_year_is_said_with_its_year(group: Group) -> None:
    card = await group.card("/compromiso Rosa trae los mapas el 15 de enero, sin evidencia")

    assert "Vence el viernes 15 de enero de 2027." in card.text
    answer = await group.rosa.taps("Acepto", card)
    await group.rosa.says("/pendientes", group.chat)
    assert answer == "Gracias. Queda para el viernes 15 de enero de 2027."
    assert "vie 15 ene 2027" in group.text


async def test_when_all_decline_it_is_free_and_anybody_may_take_it_up(group: Group) -> None:
    card = await group.card()
    await group.rosa.taps("No puedo", card)
    await group.juan.taps("No puedo", card)
    assert "Por ahora nadie puede, y está bien." in group.now_reads(card)
    assert group.stage.buttons(card) == ["Me sumo"]

    await group.marta.taps("Me sumo", card)

    assert "+ Marta Inti" in group.now_reads(card)
    assert "nadie puede" not in group.now_reads(card)


async def test_what_nobody_accepted_is_asked_about_once_and_then_left_in_peace(
    group: Group,
) -> None:
    card = await group.card()
    before = len(group.stage.told(group.chat))

    await group.stage.passes(days=25)

    assert group.stage.told(group.chat)[before:] == [
        "📌 El compromiso 1 vence el viernes 4 de diciembre: suben la rúbrica.\n"
        "Todavía nadie lo ha tomado, y está bien. ¿Alguien se anima? Si no, queda en paz."
    ]
    assert group.last.reply_to == card.id
    await group.marta.says("/pendientes todos", group.chat)
    assert group.text.startswith("No hay compromisos abiertos.")


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
    assert "traer <script> & «pan»" in card.text.lower()
    assert "✓ Rosa <b>&</a>" in card.text


async def test_somebody_picked_from_telegrams_list_is_that_person(group: Group) -> None:
    world = group.stage.world
    text = "/compromiso Rosa trae los cuentos el 4 de diciembre, sin evidencia"
    group.stage.driver.inject(
        {
            "message": {
                "message_id": 9001,
                "date": int(group.stage.clock.now().timestamp()),
                "chat": rendering.as_chat(world, group.chat),
                "from": rendering.as_user(world, group.ana.id),
                "text": text,
                "entities": [
                    {"type": "bot_command", "offset": 0, "length": 11},
                    {
                        "type": "text_mention",
                        "offset": 12,
                        "length": 4,
                        "user": {"id": 4242, "is_bot": False, "first_name": "Rosita"},
                    },
                ],
            }
        }
    )
    await group.stage.rests()

    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        (pledge,) = await tx.commitments.open_of(community.id)
    assert [(one.person_id, one.name) for one in pledge.people] == [(4242, "Rosa")]


async def test_who_wants_nothing_kept_is_not_named_by_a_reply(group: Group) -> None:
    said = await group.rosa.says("Yo traigo los cuentos", group.chat)
    await group.rosa.says("/nomeguardes", group.chat)

    await group.ana.replies("/compromiso traer cuentos el 4 de diciembre, sin evidencia", to=said)

    assert "¿Quién lo toma? Toca uno o más nombres" in group.text
    assert "Rosa" not in group.text
    assert "Rosa Quispe" not in group.stage.buttons(group.last)
