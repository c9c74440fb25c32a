"""Sessions, from the words that call one to the hour it begins, as a group lives them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Component

from community.communities import pause
from community.ids import ChatId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

# The stage begins on Monday 16 November 2026, 10:00 in Chile (UTC-3).
SENTENCE = "/sesion Lectura multigrado el jueves 26 a las 18:00"
CARD = "📅 Sesión: Lectura multigrado\njueves 26 de noviembre, 18:00. ¿Vienes?"
BUTTONS = ["Puedo", "No puedo", "Quizás", "A mi calendario"]


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

    @property
    def told(self) -> list[str]:
        return self.stage.told(self.chat)

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    def buttons(self, message: Message) -> list[str]:
        return self.stage.buttons(message)

    async def called(self, sentence: str = SENTENCE) -> Message:
        await self.ana.says(sentence, self.chat)
        return self.last

    async def is_told_within_seconds(self) -> None:
        """The clock ticks every ten seconds."""
        await self.stage.passes(seconds=15)


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    juan, marta = stage.person("Juan Pérez"), stage.person("Marta Inti")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, marta])
    return Group(stage=stage, chat=chat, ana=ana, rosa=rosa, juan=juan, marta=marta)


# Calling one.


async def test_one_sentence_becomes_a_card_with_its_weekday(group: Group) -> None:
    card = await group.called()

    assert card.text == CARD
    assert group.buttons(card) == BUTTONS
    assert group.told == [CARD]


async def test_a_member_who_does_not_facilitate_is_told_who_does(group: Group) -> None:
    await group.rosa.says(SENTENCE, group.chat)

    assert group.text.startswith("Esto es para quienes facilitan el grupo.")


async def test_nothing_given_gets_an_example(group: Group) -> None:
    await group.ana.says("/sesion", group.chat)

    assert group.text == (
        "Cuéntame de qué se trata y cuándo, por ejemplo: "
        "/sesion Lectura multigrado el jueves a las 18:00"
    )


async def test_a_date_alone_gets_a_plain_title(group: Group) -> None:
    card = await group.called("/sesion jueves 26 a las 18")

    assert card.text.startswith("📅 Sesión: Encuentro de la comunidad\njueves 26 de noviembre")


async def test_a_missing_hour_is_asked_and_tapped(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el jueves 26")
    assert question.text == (
        "📅 Sesión: Lectura multigrado\n"
        "jueves 26 de noviembre. ¿A qué hora? Toca una, o responde a este mensaje con la hora."
    )
    assert group.buttons(question) == ["09:00", "15:00", "16:00", "17:00", "18:00", "19:00"]

    await group.ana.taps("18:00", question)

    assert group.now_reads(question) == "Anotado: jueves 26 de noviembre, 18:00."
    assert group.buttons(question) == []
    assert group.text == CARD


@pytest.mark.parametrize("said", ["18:30", "a las 18:30", "a las 6:30 de la tarde", "18.30"])
async def test_a_missing_hour_can_be_written_in_reply(group: Group, said: str) -> None:
    question = await group.called("/sesion Lectura multigrado el jueves 26")

    await group.ana.replies(said, to=question)

    assert group.text == CARD.replace("18:00", "18:30")
    assert group.stage.reactions(group.ana.last) == ["👍"]


async def test_an_hour_of_half_a_day_is_asked(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el jueves 26")

    await group.ana.replies("a las 6", to=question)
    assert group.buttons(group.last) == ["jue 26 nov 06:00", "jue 26 nov 18:00"]
    await group.ana.taps("jue 26 nov 18:00")

    assert group.text == CARD


async def test_an_unsure_day_in_reply_to_the_hour_is_asked_too(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el jueves 26")

    await group.ana.replies("mejor el 10 de noviembre a las 18", to=question)
    assert group.buttons(group.last)[0] == "jue 10 dic 18:00"
    await group.ana.taps("jue 10 dic 18:00")

    assert "jueves 10 de diciembre, 18:00. ¿Vienes?" in group.text


async def test_a_missing_day_is_asked_and_nothing_typed_is_lost(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado")
    assert question.text.startswith("📅 Sesión: Lectura multigrado\n¿Cuándo será?")
    assert group.buttons(question)[:2] == ["mar 17 nov", "mié 18 nov"]

    await group.ana.replies("jueves 26 a las 18", to=question)

    assert group.text == CARD


async def test_day_and_hour_can_come_one_after_the_other(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado")

    await group.ana.taps("jue 19 nov", question)
    assert group.now_reads(question).startswith(
        "📅 Sesión: Lectura multigrado\njueves 19 de noviembre. ¿A qué hora?"
    )
    await group.ana.taps("17:00", question)

    assert group.text == CARD.replace("26", "19").replace("18:00", "17:00")


async def test_an_unsure_day_is_asked_with_the_days_it_may_mean(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el 10 de noviembre a las 18")
    (first, *_) = group.buttons(question)
    assert first == "jue 10 dic 18:00"

    await group.ana.taps(first, question)

    assert group.text == ("📅 Sesión: Lectura multigrado\njueves 10 de diciembre, 18:00. ¿Vienes?")


async def test_a_day_that_is_over_is_refused_kindly_and_asked_again(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el 3 de marzo de 2025 a las 18")
    assert "lunes 3 de marzo de 2025: eso ya pasó.\n¿Cuándo será?" in question.text

    await group.ana.replies("jueves 26 a las 18", to=question)

    assert group.text == CARD


async def test_a_button_of_a_day_that_came_meanwhile_is_refused_kindly(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado")
    await group.stage.passes(days=3)

    await group.ana.taps("mar 17 nov", question)
    await group.ana.taps("18:00", question)

    assert "martes 17 de noviembre, 18:00: eso ya pasó." in group.now_reads(question)
    assert not any("¿Vienes?" in said for said in group.told)


async def test_what_others_reply_to_a_question_is_talk(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado")

    await group.rosa.replies("jueves 26 a las 18", to=question)

    assert group.stage.reactions(group.rosa.last) == ["👍"]
    assert group.last.id == question.id


async def test_a_reply_that_is_no_date_is_asked_again(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado")

    await group.ana.replies("cuando podamos", to=question)

    assert group.text.startswith("📅 Sesión: Lectura multigrado\n¿Cuándo será?")


async def test_ten_taps_on_a_question_make_one_session(group: Group) -> None:
    question = await group.called("/sesion Lectura multigrado el jueves 26")

    for _ in range(10):
        group.stage.driver.tap(group.ana.id, question.chat, question.id, "18:00")
    await group.stage.rests()

    assert group.told.count(CARD) == 1


async def test_four_thousand_characters_are_kept_and_shown_shortened(group: Group) -> None:
    long = "Lectura " * 505
    card = await group.called(f"/sesion {long}el jueves 26 a las 18:00")

    assert card.text.endswith("…\njueves 26 de noviembre, 18:00. ¿Vienes?")
    assert len(card.text) < 600
    async with group.stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        (kept,) = await tx.sessions.coming(community.id, group.stage.clock.now(), 5)
    assert kept.title == long.strip()


async def test_a_hostile_title_is_shown_as_it_was_written(group: Group) -> None:
    card = await group.called("/sesion <b>Pan</b> & {when} </i> el jueves 26 a las 18:00")

    assert card.text.startswith("📅 Sesión: <b>Pan</b> & {when} </i>\njueves 26")
    await group.rosa.taps("Puedo", card)
    await group.rosa.says("/agenda", group.chat)
    assert "<b>Pan</b> & {when} </i>" in group.text


async def test_a_session_in_a_topic_stays_in_its_topic(stage: Stage) -> None:
    ana = stage.person("Ana")
    chat = await stage.community("Red", guides=[ana], forum=True)
    topic = stage.driver.topic(chat.id, "Lectura")

    await ana.says(SENTENCE, chat, thread=topic)
    await stage.until(datetime(2026, 11, 26, 20, 5, tzinfo=UTC))

    assert {message.thread for message in stage.messages(chat) if message.sender != ana.id} >= {
        topic
    }
    assert stage.last(chat).thread == topic
    assert "⏰ Hoy a las 18:00" in stage.last(chat).text


# Saying whether one comes.


async def test_each_tap_is_answered_and_the_card_counts(group: Group) -> None:
    card = await group.called()

    assert await group.rosa.taps("Puedo", card) == (
        "Anotado, gracias. Nos vemos el jueves 26 de noviembre, 18:00."
    )
    assert await group.juan.taps("No puedo", card) == "Anotado. Gracias por avisar."
    assert await group.marta.taps("Quizás", card) == (
        "Anotado: quizás. Puedes cambiarlo hasta que comience."
    )

    assert group.now_reads(card) == (
        f"{CARD}\nViene 1: Rosa Quispe\nQuizás 1: Marta Inti\nNo puede 1"
    )


async def test_an_answer_can_be_changed_and_counts_once(group: Group) -> None:
    card = await group.called()

    for button in ("Puedo", "Puedo", "Quizás", "No puedo", "Puedo"):
        await group.rosa.taps(button, card)

    assert group.now_reads(card) == f"{CARD}\nViene 1: Rosa Quispe"


async def test_ten_taps_at_once_are_one_answer(group: Group) -> None:
    card = await group.called()

    taps = [group.stage.driver.tap(group.rosa.id, card.chat, card.id, "Puedo") for _ in range(10)]
    await group.stage.rests()

    assert group.now_reads(card) == f"{CARD}\nViene 1: Rosa Quispe"
    assert all(group.stage.driver.answer(tap.id) is not None for tap in taps)


async def test_many_names_are_shortened_and_counted(group: Group) -> None:
    card = await group.called()

    for number in range(30):
        person = group.stage.person(f"Profesora Número {number}")
        await person.joins(group.chat)
        await person.taps("Puedo", card)

    shown = group.now_reads(card)
    assert "Vienen 30: Profesora Número 0, Profesora Número 1" in shown
    assert shown.endswith("…")
    assert len(shown) < 600


async def test_somebody_who_left_is_not_counted(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)

    await group.rosa.leaves(group.chat)
    await group.juan.taps("Puedo", card)

    assert group.now_reads(card) == f"{CARD}\nViene 1: Juan Pérez"


async def test_a_tap_on_a_cancelled_session_is_told_so(group: Group) -> None:
    card = await group.called()
    await group.ana.replies("se cancela", to=card)

    tap = group.stage.driver.forge_tap(group.rosa.id, card.chat, card.id, "session-reply:1:yes")
    await group.stage.rests()

    answer = group.stage.driver.answer(tap.id)
    assert answer is not None
    assert answer["text"] == "Esta sesión se canceló. Con /agenda ves lo que viene."


async def test_a_tap_after_it_began_is_told_so(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)

    await group.stage.until(datetime(2026, 11, 26, 21, 5, tzinfo=UTC))

    assert group.buttons(card) == []
    assert group.now_reads(card).endswith("jueves 26 de noviembre, 18:00.\nViene 1: Rosa Quispe")
    tap = group.stage.driver.forge_tap(group.juan.id, card.chat, card.id, "session-reply:1:yes")
    await group.stage.rests()
    answer = group.stage.driver.answer(tap.id)
    assert answer is not None
    assert answer["text"] == "Esta sesión ya comenzó. Con /agenda ves lo que viene."


# Moving.


async def test_a_guide_moves_it_by_a_reply_and_those_who_come_are_called(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)
    await group.juan.taps("No puedo", card)

    await group.ana.replies("se mueve al viernes 27 a las 19", to=card)

    assert group.text == (
        "📅 La sesión «Lectura multigrado» se mueve: ahora es el viernes 27 de noviembre, 19:00 "
        "(era el jueves 26 de noviembre, 18:00).\n"
        "Rosa Quispe: ¿puedes igual? Si no, toca «No puedo»."
    )
    assert group.last.reply_to == card.id
    assert group.buttons(group.last) == BUTTONS[:3]
    assert "viernes 27 de noviembre, 19:00. ¿Vienes?" in group.now_reads(card)
    assert group.stage.reactions(group.ana.last) == ["👍"]


async def test_a_move_without_an_hour_keeps_the_hour(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("queda para el viernes 27", to=card)

    assert "viernes 27 de noviembre, 18:00. ¿Vienes?" in group.now_reads(card)


async def test_a_new_hour_alone_is_asked_with_the_day_it_had(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("se mueve a las 19", to=card)
    assert group.buttons(group.last)[0] == "jue 26 nov 19:00"
    question = group.last
    await group.ana.taps("jue 26 nov 19:00", question)

    assert "jueves 26 de noviembre, 19:00. ¿Vienes?" in group.now_reads(card)
    assert group.now_reads(question) == "Anotado: jueves 26 de noviembre, 19:00."


async def test_a_move_without_a_date_is_asked(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("se posterga", to=card)
    assert "Es el jueves 26 de noviembre, 18:00. ¿Cuándo será?" in group.text
    await group.ana.replies("viernes 27", to=group.last)

    assert "viernes 27 de noviembre, 18:00. ¿Vienes?" in group.now_reads(card)


async def test_a_move_to_the_past_is_refused_kindly(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("se mueve al 3 de marzo de 2025", to=card)

    assert "lunes 3 de marzo de 2025: eso ya pasó." in group.text
    assert group.now_reads(card) == CARD


async def test_an_old_question_about_moving_moves_nothing(group: Group) -> None:
    card = await group.called()
    await group.ana.replies("se posterga", to=card)
    question = group.last
    await group.ana.replies("se mueve al viernes 27 a las 19", to=card)

    answer = await group.ana.taps("mar 17 nov 18:00", question)

    assert answer == "La sesión es el viernes 27 de noviembre, 19:00."
    assert "viernes 27 de noviembre, 19:00. ¿Vienes?" in group.now_reads(card)


async def test_a_day_in_a_guides_talk_is_asked_before_anything_moves(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("Yo llevo los libros el viernes 27", to=card)

    assert group.now_reads(card) == CARD
    assert group.buttons(group.last) == ["vie 27 nov 18:00"]


@pytest.mark.parametrize(
    "said", ["¡Qué bien!", "Yo llego a las 18:30", "¿Se cancela?", "¿Se mueve al viernes 27?"]
)
async def test_a_reply_that_changes_nothing_gets_a_reaction(group: Group, said: str) -> None:
    card = await group.called()

    await group.rosa.replies(said, to=card)

    assert group.stage.reactions(group.rosa.last) == ["👍"]
    assert group.last.id == card.id


@pytest.mark.parametrize("said", ["Yo llego a las 17:30", "El jueves 26 llevo los libros"])
async def test_a_guides_talk_about_its_own_day_or_an_hour_moves_nothing(
    group: Group, said: str
) -> None:
    card = await group.called()

    await group.ana.replies(said, to=card)

    assert group.stage.reactions(group.ana.last) == ["👍"]
    assert group.last.id == card.id


async def test_a_member_moves_nothing_once_a_pair_is_named(group: Group) -> None:
    card = await group.called()
    await _name_guide(group, group.ana)

    await group.rosa.replies("se mueve al viernes 27 a las 18", to=card)

    assert group.text.startswith("Esto es para quienes facilitan")
    assert group.now_reads(card) == CARD


async def test_while_no_pair_is_named_only_an_admin_can_confirm(group: Group) -> None:
    card = await group.called()

    await group.rosa.replies("se mueve al viernes 27 a las 18", to=card)
    question = group.last
    answer = await group.rosa.taps("vie 27 nov 18:00", question)
    assert answer.startswith("Esto es para quienes facilitan el grupo.")
    assert group.now_reads(card) == CARD

    await group.ana.taps("vie 27 nov 18:00", question)
    assert "viernes 27 de noviembre, 18:00. ¿Vienes?" in group.now_reads(card)


# Cancelling.


async def test_a_guide_cancels_by_a_reply_and_those_who_come_are_called(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)
    await group.marta.taps("Quizás", card)

    await group.ana.replies("Se cancela, hay paro de buses", to=card)
    await group.is_told_within_seconds()

    assert group.text == (
        "✖️ Se cancela la sesión «Lectura multigrado» del jueves 26 de noviembre, 18:00.\n"
        "Rosa Quispe y Marta Inti: para que lo sepan. Gracias por haber dicho que venían."
    )
    assert group.last.reply_to == card.id
    assert group.now_reads(card) == (
        "✖️ Sesión cancelada: Lectura multigrado. Iba a ser el jueves 26 de noviembre, 18:00."
    )
    assert group.buttons(card) == []


async def test_it_can_be_cancelled_from_the_list_and_those_who_come_are_called(
    group: Group,
) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)
    await group.ana.says("/cancelar", group.chat)
    assert "la sesión «Lectura multigrado» (jueves 26 de noviembre, 18:00)" in group.text
    listed = group.last

    await group.ana.taps("Cancelar 1", listed)
    await group.is_told_within_seconds()

    assert group.now_reads(listed) == "No hay nada programado."
    assert group.text.startswith("✖️ Se cancela la sesión «Lectura multigrado»")
    assert "Rosa Quispe" in group.text
    assert group.now_reads(card).startswith("✖️ Sesión cancelada")
    assert sum("ancela" in said and "jueves 26" in said for said in group.told[1:]) == 1


async def test_a_cancelled_session_is_not_reminded_of(group: Group) -> None:
    card = await group.called()
    await group.ana.replies("cancelada", to=card)
    await group.is_told_within_seconds()
    so_far = len(group.told)

    await group.stage.passes(days=12)

    assert len(group.told) == so_far


async def test_a_denial_cancels_nothing(group: Group) -> None:
    card = await group.called()

    await group.ana.replies("No se cancela, nos vemos igual", to=card)
    await group.is_told_within_seconds()

    assert group.now_reads(card) == CARD
    assert group.stage.reactions(group.ana.last) == ["👍"]


async def test_while_no_pair_is_named_a_member_only_asks_for_the_cancelling(group: Group) -> None:
    card = await group.called()

    await group.rosa.replies("se cancela", to=card)
    assert group.text.startswith("¿Se cancela la sesión «Lectura multigrado»")
    assert group.now_reads(card) == CARD
    question = group.last
    await group.rosa.taps("Sí, cancelarla", question)
    assert group.now_reads(card) == CARD
    answer = await group.ana.taps("Sí, cancelarla", question)

    assert answer == "Queda cancelada. Aviso a quienes venían."
    assert group.now_reads(card).startswith("✖️ Sesión cancelada")


# Reminders.


async def test_it_is_reminded_of_a_day_and_an_hour_before(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)

    await group.stage.until(datetime(2026, 11, 25, 21, 5, tzinfo=UTC))
    assert group.text == (
        "⏰ Mañana, jueves 26 de noviembre, 18:00: Lectura multigrado\n"
        "Viene 1: Rosa Quispe\n"
        "¿Vienes?"
    )
    assert group.last.reply_to == card.id
    await group.juan.taps("Puedo", group.last)
    assert group.now_reads(card) == f"{CARD}\nVienen 2: Rosa Quispe y Juan Pérez"

    await group.stage.until(datetime(2026, 11, 26, 20, 5, tzinfo=UTC))
    assert group.text == (
        "⏰ Hoy a las 18:00: Lectura multigrado\nVienen 2: Rosa Quispe y Juan Pérez\n¿Vienes?"
    )

    so_far = len(group.told)
    await group.stage.passes(days=3)
    assert group.told[so_far:] == [
        "¿Cómo salió «Lectura multigrado»? Si estuviste, toca aquí; responde con lo que te llevas."
    ]


async def test_a_reminder_into_the_silent_weekend_comes_before_it(group: Group) -> None:
    await group.called("/sesion Lectura el sábado 28 a las 10 de la mañana")

    await group.stage.until(datetime(2026, 11, 29, 12, 0, tzinfo=UTC))

    reminders = [said for said in group.told if "⏰" in said]
    assert len(reminders) == 2
    assert all("⏰ Mañana, sábado 28 de noviembre, 10:00" in said for said in reminders)


async def test_a_session_moved_after_its_reminder_is_reminded_of_again(group: Group) -> None:
    card = await group.called()
    await group.stage.until(datetime(2026, 11, 25, 21, 5, tzinfo=UTC))

    await group.ana.replies("se mueve al viernes 4 de diciembre a las 18", to=card)
    await group.stage.passes(days=10)

    reminders = [said.split("\n")[0] for said in group.told if "⏰" in said]
    assert reminders == [
        "⏰ Mañana, jueves 26 de noviembre, 18:00: Lectura multigrado",
        "⏰ Mañana, viernes 4 de diciembre, 18:00: Lectura multigrado",
        "⏰ Hoy a las 18:00: Lectura multigrado",
    ]


async def test_a_session_that_is_near_has_only_the_last_reminder(group: Group) -> None:
    await group.called("/sesion Lectura hoy a las 15:00")

    await group.stage.passes(hours=12)

    assert [said.split("\n")[0] for said in group.told if "⏰" in said] == [
        "⏰ Hoy a las 15:00: Lectura"
    ]


async def test_a_community_that_rests_is_not_reminded(group: Group) -> None:
    await group.called()
    async with group.stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        now = group.stage.clock.now()
        await tx.communities.save(pause(community, now, None))

    await group.stage.passes(days=12)

    assert not any("⏰" in said for said in group.told)


# The agenda.


async def test_the_agenda_shows_the_next_five_with_counts_and_links(group: Group) -> None:
    card = await group.called()
    await group.rosa.taps("Puedo", card)
    await group.marta.taps("No puedo", card)
    for day in range(1, 6):
        await group.called(f"/sesion Taller {day} el {day} de diciembre a las 18:00")

    await group.rosa.says("/agenda", group.chat)

    assert group.text == (
        "📅 Lo que viene:\n"
        "• jueves 26 de noviembre, 18:00: Lectura multigrado · viene 1 · no puede 1\n"
        "• martes 1 de diciembre, 18:00: Taller 1\n"
        "• miércoles 2 de diciembre, 18:00: Taller 2\n"
        "• jueves 3 de diciembre, 18:00: Taller 3\n"
        "• viernes 4 de diciembre, 18:00: Taller 4\n"
        "Para tu calendario: /agenda ics · Lo que ya fue: /agenda pasadas"
    )
    links = [entity.get("url") for entity in group.last.entities]
    assert f"https://t.me/c/{str(group.chat.id)[4:]}/{card.id}" in links


async def test_an_empty_agenda_is_kind(group: Group) -> None:
    await group.rosa.says("/agenda", group.chat)

    assert group.text == (
        "Todavía no hay sesiones por delante. Quien facilita convoca una así: "
        "/sesion Lectura multigrado el jueves a las 18:00"
    )


async def test_the_agenda_works_in_private(group: Group) -> None:
    await group.called()
    await group.rosa.starts()

    await group.rosa.says("/agenda")

    assert "• jueves 26 de noviembre, 18:00: Lectura multigrado" in group.rosa.told[-1]


async def test_another_community_sees_and_touches_nothing_of_it(group: Group) -> None:
    card = await group.called()
    other = await group.stage.community("Otra red", guides=[group.marta])
    await group.marta.says("/sesion Pan el viernes 27 a las 18:00", other)
    theirs = group.stage.last(other)

    tap = group.stage.driver.forge_tap(
        group.marta.id, theirs.chat, theirs.id, "session-reply:1:yes"
    )
    await group.stage.rests()
    await group.marta.says("/agenda", other)

    assert group.stage.driver.answer(tap.id) is not None
    assert group.now_reads(card) == CARD
    assert "Lectura" not in group.stage.last(other).text


async def test_the_calendar_file_follows_a_session_through_its_changes(group: Group) -> None:
    card = await group.called()
    first = await _event(group)

    await group.ana.replies("se mueve al viernes 27 a las 19", to=card)
    moved = await _event(group)
    await group.ana.replies("se cancela", to=card)
    cancelled = await _event(group)

    assert first["UID"] == moved["UID"] == cancelled["UID"]
    assert [int(event["SEQUENCE"]) for event in (first, moved, cancelled)] == [0, 1, 2]
    assert first.start == datetime(2026, 11, 26, 21, 0, tzinfo=UTC)
    assert moved.start == datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    assert [str(event["STATUS"]) for event in (first, moved, cancelled)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert str(first["SUMMARY"]) == "Lectura multigrado"


async def test_a_group_in_portuguese_is_asked_in_portuguese(stage: Stage) -> None:
    ana = stage.person("Ana")
    chat = await stage.community("Rede", guides=[ana], language="pt_BR")

    await ana.says("/sessao Leitura na quinta 26 às 18h", chat)

    assert stage.last(chat).text == (
        "📅 Sessão: Leitura\nquinta-feira 26 de novembro, 18:00. Você vem?"
    )


async def _event(group: Group) -> Component:
    """The one session in the document that «/agenda ics» brings."""
    await group.rosa.says("/agenda ics", group.chat)
    document = group.last.content["document"]
    assert document["file_name"] == "agenda.ics"
    calendar = Calendar.from_ical(group.stage.world.files[document["file_id"]].bytes)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["America/Santiago"]
    (event,) = calendar.walk("VEVENT")
    return event


async def _name_guide(group: Group, who: Persona) -> None:
    async with group.stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(group.chat.id))
        assert community is not None
        member = await tx.members.get(community.id, PersonId(who.id))
        assert member is not None
        await tx.members.save(replace(member, is_guide=True))
