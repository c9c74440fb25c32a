"""The anonymous survey: begun by a guide, six taps in the group, its result to the pair and then to all."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from telegram import Update

from community.ids import ChatId
from community.surveys import OFFER_STEP, Reach
from handlers.context import Context
from handlers.taps import TAPS
from messages.pulse_survey import SENTENCES
from sandbox.chats import Chat
from sandbox.messages import Message
from storage.rows import inbox, outbox
from tests.conversation import Persona, Stage

BUTTONS = {Reach.YES: "Sí", Reach.PARTLY: "A medias", Reach.NOT_YET: "Aún no"}


async def a_community(stage: Stage, people: int = 6) -> tuple[Chat, Persona, list[Persona]]:
    """A guide who may be written to, and others who never opened the private chat."""
    ana = stage.person("Ana")
    others = [stage.person(f"Docente {n}") for n in range(people)]
    group = await stage.community("Red Ñuble", guides=[ana], members=others)
    await named_guide(stage, group, ana)
    return group, ana, others


async def named_guide(stage: Stage, group: Chat, person: Persona) -> None:
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        await tx.members.change(found.id, person.id, is_guide=True)
    await person.starts()


async def begun(stage: Stage, group: Chat, guide: Persona) -> Message:
    await guide.says("/pulso encuesta", group)
    await guide.taps("Empezar")
    return stage.last(group)


async def answers(person: Persona, question: Message, *reaches: Reach) -> str:
    """One tap a sentence; gives the last small answer."""
    said = ""
    for number, reach in enumerate(reaches, start=1):
        said = await person.taps(f"{number} {BUTTONS[reach]}", question)
    return said


def kept_of(stage: Stage, person: Persona) -> str:
    """The page of the latest /misdatos."""
    found = [
        document
        for message in stage.messages(person.id)
        if (document := message.content.get("document")) and document["file_name"] == "minga.html"
    ]
    content: bytes = stage.world.files[found[-1]["file_id"]].bytes
    return content.decode()


async def test_six_taps_without_a_private_chat_and_nothing_is_seen_of_them(stage: Stage) -> None:
    group, ana, (rosa, *_) = await a_community(stage)

    question = await begun(stage, group, ana)
    before = len(stage.messages(group))

    assert "1. Si pido ayuda, alguien responde." in question.text
    assert "hasta el jueves 26 de noviembre" in question.text
    assert len(question.text) <= 600
    assert len(stage.buttons(question)) == 18
    assert await rosa.taps("3 A medias", question) == "Anotado. Te faltan: 1, 2, 4, 5 y 6."
    again = await rosa.taps("3 Sí", question)
    assert again.startswith("La 3 ya la respondiste; como es anónima, no se puede cambiar.")
    for number in (1, 2, 4, 5):
        await rosa.taps(f"{number} Sí", question)
    assert await rosa.taps("6 Aún no", question) == "Anotado. Eran todas: gracias."
    assert (await rosa.taps("6 Sí", question)).startswith("Ya respondiste las seis.")
    assert len(stage.messages(group)) == before
    assert stage.last(group).text == question.text


async def test_the_result_goes_to_the_guides_and_after_a_tap_to_the_group(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    for place, person in enumerate(others):
        first = Reach.YES if place < 4 else Reach.NOT_YET
        await answers(person, question, first, *[Reach.PARTLY] * 5)
    await ana.says("/pulso")
    assert "encuesta" not in ana.told[-1]  # nothing of it before it closes

    await stage.passes(days=11)

    assert stage.last(group).text.startswith("📋 La encuesta se cerró.")
    assert stage.buttons(question) == []
    result = ana.told[-1]
    assert "• Si pido ayuda, alguien responde. 4 sí, 0 a medias, 2 aún no" in result
    assert len(result) <= 1500
    assert await ana.taps("Publicar") == "El resultado está en el grupo."
    assert "1. Si pido ayuda, alguien responde. 4 · 0 · 2" in stage.told(group)[-1]
    assert len(stage.told(group)[-1]) <= 600
    assert await ana.taps("Publicar") == "El resultado ya está en el grupo."
    await ana.says("/pulso")
    assert "• «Sí» en la encuesta: 4 de 6" in ana.told[-1]


async def test_under_five_answers_nothing_is_shown(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    for person in others[:4]:
        await answers(person, question, *[Reach.YES] * 6)
    await others[4].taps("1 Sí", question)

    await stage.passes(days=11)

    assert "• Si pido ayuda, alguien responde. Casi todas las personas: sí." in ana.told[-1]
    assert ana.told[-1].count("Aún pocas respuestas.") == 5
    await ana.taps("Publicar")
    assert "2. Aquí puedo contar lo que no resultó. aún pocas" in stage.told(group)[-1]


async def test_with_too_few_in_all_there_is_nothing_to_publish(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    await answers(others[0], question, *[Reach.NOT_YET] * 6)

    await stage.passes(days=11)

    assert "Aún pocas respuestas" in ana.told[-1]
    assert "aún no" not in ana.told[-1]
    assert all("Publicar" not in stage.buttons(m) for m in stage.messages(ana.id))
    await ana.says("/pulso")
    assert "encuesta" not in ana.told[-1]


async def test_a_tap_that_comes_after_the_end_is_told_so(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    keyboard = stage.world.history[group.id][question.id].keyboard
    assert keyboard is not None
    data = keyboard["inline_keyboard"][0][0]["callback_data"]
    await stage.passes(days=11)

    tap = stage.driver.forge_tap(others[0].id, group.id, question.id, data)
    await stage.rests()

    answer = stage.driver.answer(tap.id)
    assert answer is not None
    assert answer["text"].startswith("Esa encuesta ya se cerró")


async def test_one_at_a_time_two_months_apart_and_not_for_four(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    await others[0].says("/pulso encuesta", group)
    assert stage.told(group)[-1].startswith("Esto es para quienes facilitan")
    await begun(stage, group, ana)

    await ana.says("/pulso encuesta", group)
    assert stage.told(group)[-1].startswith("Hay una encuesta abierta en el grupo.")
    await stage.passes(days=20)
    await ana.says("/pulso encuesta")
    assert "Encuesta de Red Ñuble" in ana.told[-2]
    assert ana.told[-1].startswith("Entre una encuesta y otra pasan al menos dos meses")

    luz = stage.person("Luz")
    small = await stage.community("Red chica", guides=[luz], members=[stage.person("Eva")])
    await luz.says("/pulso encuesta", small)
    assert stage.told(small)[-1].startswith("Con menos de cinco personas una encuesta no sería")


async def test_guides_are_asked_whether_to_begin_and_the_first_of_them_decides(
    stage: Stage,
) -> None:
    group, ana, _ = await a_community(stage)
    bea = stage.person("Bea")
    await bea.joins(group)
    await named_guide(stage, group, bea)
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        long_ago = found.invited_at - timedelta(days=90)
        # Ecuador has two school years at once, so every week counts as calm
        await tx.communities.save(replace(found, country="EC", activated_at=long_ago))

    await stage.passes(days=9)

    offers = [stage.last(guide.id) for guide in (ana, bea)]
    for offer in offers:
        assert offer.text.startswith("📋 ¿Una encuesta anónima en Red Ñuble?")
        assert len(offer.text) <= 600
    await ana.taps("Esta vez no", offers[0])
    assert stage.last(ana.id).text.startswith("Esta vez no.")
    await bea.taps("Empezar", offers[1])
    assert "1. Si pido ayuda" in stage.told(group)[-1]
    async with stage.looking() as tx:
        again = await tx.dues.next_of(OFFER_STEP, found.id)
    assert again is not None
    assert again - stage.clock.now() > timedelta(days=145)


async def test_what_is_kept_is_that_one_answered_and_only_until_it_closes(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    rosa = others[0]
    question = await begun(stage, group, ana)
    await rosa.starts()
    await rosa.taps("1 Aún no", question)

    await rosa.says("/misdatos")
    assert "Que respondiste una encuesta, hasta que se cierre" in kept_of(stage, rosa)
    assert "not_yet" not in kept_of(stage, rosa)
    await stage.passes(days=11)
    await rosa.says("/misdatos")
    assert "encuesta" not in kept_of(stage, rosa)


async def test_no_trace_of_the_post_says_what_was_tapped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    await answers(others[0], question, *[Reach.NOT_YET] * 6)

    async def fail(update: Update, context: Context) -> None:
        raise RuntimeError("broken on purpose")

    tap = replace(TAPS["survey-answer"], handler=fail)
    monkeypatch.setitem(TAPS, "survey-answer", tap)
    await others[1].taps("1 Aún no", question)  # set aside after three attempts

    async with stage.looking() as tx:
        assert len(await tx.inbox.quarantined()) == 1
        received = [row.raw for row in await tx.rows(select(inbox))]
        sent = [
            row.payload for row in await tx.rows(select(outbox).where(outbox.c.kind == "answer"))
        ]
    assert not any("survey-answer" in raw for raw in received)
    assert not any("not_yet" in payload or "Aún no" in payload for payload in sent)


async def test_who_is_forgotten_does_not_count_twice(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    rosa = others[0]
    question = await begun(stage, group, ana)
    await rosa.starts()
    await rosa.taps("1 Sí", question)
    await rosa.says("/olvidame")
    await rosa.taps("Sí, olvídame")

    assert (await rosa.taps("1 Aún no", question)).startswith("La 1 ya la respondiste")


async def test_who_asked_that_nothing_be_kept_is_told_so(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    question = await begun(stage, group, ana)
    await others[0].starts()
    await others[0].says("/nomeguardes")

    said = await others[0].taps("1 Sí", question)

    assert "Anotado" not in said
    assert said


def test_each_sentence_is_short_enough_to_be_read_in_six() -> None:
    assert all(len(sentence) <= 45 for sentence in SENTENCES.values())
