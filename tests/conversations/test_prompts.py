"""A guide asks, people answer, days late too."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from community.ids import ChatId, CommunityId
from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.rendering import as_message
from tests.conversation import Persona, Stage
from tests.kept import reflections_to

MONDAY_17 = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)  # 17:00 in Chile
QUESTION = "¿Qué hiciste esta semana con distintos cursos en la misma sala?"


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def every_week(ana: Persona, offer: Message, day: str = "lunes", at: str = "17:00") -> None:
    """The first offered question begins a rhythm."""
    for button in ("1", "Cada semana", day, at):
        await ana.taps(button, offer)


async def reflections(stage: Stage) -> list[tuple[int | None, str]]:
    async with stage.looking() as tx:
        home = CommunityId(1)
        (prompt,) = await tx.prompts.latest_posted(home)
        return [(r.person_id, r.text) for r in await reflections_to(tx, home, prompt.id)]


async def answers(stage: Stage) -> tuple[int, int]:
    async with stage.looking() as tx:
        (prompt,) = await tx.prompts.latest_posted(CommunityId(1))
        found = await tx.prompts.came_in(CommunityId(1), [prompt.id])
        return found.answers, found.people


async def album(stage: Stage, person: Persona, to: Message, photos: int) -> list[Message]:
    """Photos sent together: one message each, with one media_group_id."""
    sent = []
    for _ in range(photos):
        message = stage.world.new_message(
            stage.world.chat(to.chat),
            person.id,
            stage.world.new_file("photo").as_content(),
            stage.clock.now(),
            reply_to=to.id,
        )
        raw = as_message(stage.world, message) | {"media_group_id": "13840"}
        stage.driver.inject({"update_id": 900_000 + message.id, "message": raw})
        sent.append(message)
    await stage.rests()
    return sent


async def test_a_guide_asks_and_the_group_reads_how_to_answer(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says(f"/pregunta {QUESTION}", group)

    assert stage.told(group)[-1] == (
        f"💬 {QUESTION}\n\nResponde a este mensaje. 2 min. Texto, foto o audio. "
        "Hasta el viernes 20 de noviembre; si llega después, también vale."
    )


async def test_a_reply_is_acknowledged_and_nothing_is_said(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says(f"/pregunta {QUESTION}", group)
    told = stage.told(group)

    await rosa.replies("Los grandes leyeron a los chicos", to=stage.last(group))

    assert stage.reactions(rosa.last) == ["✍"]
    assert stage.told(group) == told
    assert await reflections(stage) == [(rosa.id, "Los grandes leyeron a los chicos")]


async def test_a_reply_days_late_counts_and_so_does_a_reply_to_a_reply(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    juan = stage.person("Juan")
    await juan.joins(group)
    await ana.says(f"/pregunta {QUESTION}", group)
    prompt = stage.last(group)
    await stage.passes(days=9)

    await rosa.replies("Recién tuve señal", to=prompt)
    assert rosa.last is not None
    await juan.replies("Yo también hago eso", to=rosa.last)
    assert juan.last is not None
    await ana.replies("¿Y cómo les fue?", to=juan.last)

    assert [stage.reactions(who.last) for who in (rosa, juan, ana)] == [["✍"]] * 3
    assert await answers(stage) == (3, 3)


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "audio", "video", "video_note", "document", "sticker"]
)
async def test_any_kind_of_file_is_an_answer(stage: Stage, kind: str) -> None:
    group, ana, rosa = await red(stage)
    await ana.says(f"/pregunta {QUESTION}", group)

    await rosa.replies("", to=stage.last(group), media={"kind": kind})

    assert stage.reactions(rosa.last) == ["✍"]
    async with stage.looking() as tx:
        (kept,) = await tx.prompts.reflections_between(
            CommunityId(1), stage.clock.now() - timedelta(1), stage.clock.now() + timedelta(1)
        )
    assert kept.media is not None
    assert kept.file_id


async def test_an_album_is_one_answer_with_one_receipt(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says(f"/pregunta {QUESTION}", group)

    sent = await album(stage, rosa, stage.last(group), photos=3)

    assert await answers(stage) == (1, 1)
    assert [stage.reactions(message) for message in sent] == [["✍"], [], []]


async def test_a_second_answer_adds_and_an_edit_corrects(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says(f"/pregunta {QUESTION}", group)
    prompt = stage.last(group)
    first = await rosa.replies("Leímos cuentoss", to=prompt)
    await rosa.replies("Y después dibujamos", to=prompt)

    await rosa.edits(first, "Leímos cuentos")

    assert await reflections(stage) == [
        (rosa.id, "Leímos cuentos"),
        (rosa.id, "Y después dibujamos"),
    ]
    assert await answers(stage) == (2, 1)


async def test_an_anonymous_admin_answers_as_the_group_and_is_credited_to_nobody(
    stage: Stage,
) -> None:
    group, ana, _ = await red(stage)
    await ana.says(f"/pregunta {QUESTION}", group)

    said = await ana.replies("Nos juntamos el sábado", to=stage.last(group), anonymous=True)

    assert stage.reactions(said) == ["✍"]
    assert await reflections(stage) == [(None, "Nos juntamos el sábado")]
    assert await answers(stage) == (1, 0)


async def test_a_question_too_long_is_sent_back_kindly(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/pregunta " + "¿por qué? " * 400, group)

    assert "caben 400 letras" in stage.told(group)[-1]


async def test_letters_that_mean_something_to_html_arrive_as_they_are(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says('/pregunta ¿Qué dicen con <b>&"2 < 3"?', group)

    assert '💬 ¿Qué dicen con <b>&"2 < 3"?' in stage.told(group)[-1]


async def test_a_member_who_does_not_facilitate_is_told_who_asks(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says(f"/pregunta {QUESTION}", group)

    assert "quienes facilitan" in stage.told(group)[-1]


async def test_alone_it_offers_three_kinds_and_one_is_asked_now(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/pregunta", group)
    offer = stage.last(group)
    assert stage.buttons(offer) == ["1", "2", "3", "Otras"]
    assert len(offer.text) <= 600
    await ana.taps("2", offer)
    assert stage.buttons(offer) == [
        "Ahora",
        "Cada semana",
        "Elegir día y hora",
        "Vista previa",
        "Otra pregunta",
    ]
    answer = await ana.taps("Ahora", offer)

    assert answer == "La pregunta ya está en el grupo."
    assert stage.buttons(offer) == []
    assert "Responde a este mensaje" in stage.last(group).text


async def test_what_was_asked_is_not_offered_again(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    asked = set()
    for _week in range(4):
        await ana.says("/pregunta", group)
        await ana.taps("1", stage.last(group))
        await ana.taps("Ahora", stage.with_button("Ahora", seen_by=ana.id))
        asked.add(stage.last(group).text.splitlines()[0])
        await stage.passes(days=7)

    assert len(asked) == 4


async def test_going_back_to_the_offer_and_taking_another(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    shown = offer.text

    await ana.taps("1", offer)
    await ana.taps("Otra pregunta", offer)

    assert stage.last(group).text == shown
    assert stage.buttons(offer) == ["1", "2", "3", "Otras"]


async def test_ten_taps_ask_once(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.taps("1", offer)
    data = offer.keyboard["inline_keyboard"][0][0]["callback_data"] if offer.keyboard else ""

    for _ in range(10):
        stage.driver.forge_tap(ana.id, group.id, offer.id, data)
    await stage.rests()

    assert sum("Responde a este mensaje. 2 min" in text for text in stage.told(group)) == 1


async def test_own_words_by_replying_to_the_offer_are_scheduled_for_a_day(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)

    await ana.replies("¿Qué aprendiste de un error?", to=offer)
    assert stage.reactions(ana.last) == ["✍"]
    await ana.taps("Elegir día y hora", offer)
    await ana.taps("lun 16 nov", offer)
    answer = await ana.taps("17:00", offer)
    assert answer == "Anotado."
    assert stage.last(group).text == (
        "¿Qué aprendiste de un error?\n\nLa haré el lunes 16 de noviembre, 17:00.\n"
        "Para cambiarla, responde con otras palabras u otro momento."
    )
    await stage.until(MONDAY_17 - timedelta(minutes=1))
    assert "💬 ¿Qué aprendiste" not in "".join(stage.told(group))
    await stage.until(MONDAY_17 + timedelta(minutes=1))

    assert stage.told(group)[-1].startswith("💬 ¿Qué aprendiste de un error?")
    await rosa.replies("A preguntar antes", to=stage.last(group))
    assert stage.reactions(rosa.last) == ["✍"]


async def test_a_reply_to_the_offer_by_somebody_else_changes_nothing(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)

    await rosa.replies("¿Cuándo comemos?", to=offer)

    assert "quienes facilitan" in stage.told(group)[-1]
    assert stage.buttons(offer) == ["1", "2", "3", "Otras"]


async def test_a_reply_where_the_question_was_chosen_is_an_answer_once_it_is_asked(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.taps("1", offer)
    await ana.taps("Ahora", offer)

    await rosa.replies("Aquí contesto", to=offer)

    assert stage.reactions(rosa.last) == ["✍"]
    assert await reflections(stage) == [(rosa.id, "Aquí contesto")]


async def test_a_practice_told_under_an_offer_answers_no_prompt(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.taps("1", offer)

    await rosa.replies("#practica Leemos en voz alta cada lunes", to=offer)
    await ana.taps("Ahora", offer)

    assert await reflections(stage) == []


async def test_every_monday_a_fresh_question_at_five_on_the_wall(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await every_week(ana, offer)
    assert "una pregunta cada lunes a las 17:00" in stage.last(group).text
    before = len(stage.told(group))

    for week in range(3):
        await stage.until(MONDAY_17 + timedelta(weeks=week, minutes=1))

    asked = [t.splitlines()[0] for t in stage.told(group)[before:] if t.startswith("💬")]
    assert len(asked) == len(set(asked)) == 3


async def test_the_weekly_question_waits_a_day_when_the_bot_spoke_already(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    await every_week(ana, stage.last(group))
    second = MONDAY_17 + timedelta(weeks=1)
    await stage.until(second - timedelta(hours=3))
    await ana.says(f"/pregunta {QUESTION}", group)

    await stage.until(second + timedelta(minutes=1))
    assert stage.told(group)[-1].startswith(f"💬 {QUESTION}")
    await stage.until(second + timedelta(days=1, minutes=1))

    assert stage.told(group)[-1].startswith("💬")
    assert QUESTION not in stage.told(group)[-1]


async def test_a_community_at_rest_is_not_asked_and_its_rhythm_goes_on_after(stage: Stage) -> None:
    from community.communities import pause

    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    await every_week(ana, stage.last(group))
    async with stage.minga.database.write() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        until = MONDAY_17 + timedelta(weeks=1, days=1)
        await tx.communities.save(pause(home, stage.clock.now(), until))

    await stage.until(until - timedelta(hours=1))
    resting = [text for text in stage.told(group) if "2 min" in text]
    await stage.until(until + timedelta(days=8))

    assert resting == []
    assert len([text for text in stage.told(group) if "2 min" in text]) >= 1


async def test_in_a_topic_question_and_offer_stay_in_the_topic(stage: Stage) -> None:
    group, ana, rosa = await red(stage, forum=True)
    topic = stage.driver.topic(group.id, "Lectura", by=ana.id)

    await ana.says("/pregunta", group, thread=topic)
    offer = stage.last(group)
    await ana.taps("1", offer)
    await ana.taps("Ahora", offer)
    prompt = stage.last(group)

    assert (offer.thread, prompt.thread) == (topic, topic)
    await rosa.replies("Aquí en el tema", to=prompt)
    assert stage.reactions(rosa.last) == ["✍"]


async def test_in_portuguese_the_same(stage: Stage) -> None:
    group, ana, _ = await red(stage, language="pt_BR")

    await ana.says("/pergunta", group)
    await ana.taps("1", stage.last(group))
    await ana.taps("Agora", stage.with_button("Agora", seen_by=ana.id))

    assert "Responda a esta mensagem. 2 min" in stage.told(group)[-1]
