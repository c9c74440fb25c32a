"""A window closes with a note of what came in, or one word to those who facilitate; late counts too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from community.ids import CommunityId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

HOME = CommunityId(1)
QUESTION = "¿Qué hiciste esta semana con distintos cursos?"
# Friday 20 is the last day; the weekend is silent: Monday, 07:00 in Chile.
MONDAY_7 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, list[Persona]]:
    ana = stage.person("Ana")
    others = [stage.person(name) for name in ("Rosa", "Juan", "Luz")]
    group = await stage.community("Red Ñuble", guides=[ana], members=others, **more)
    async with stage.minga.database.write() as tx:
        await tx.members.change(HOME, PersonId(ana.id), is_guide=True)
    return group, ana, others


async def asked(stage: Stage, ana: Persona, group: Chat, question: str = QUESTION) -> Message:
    await ana.says(f"/pregunta {question}", group)
    return stage.last(group)


def notes(stage: Stage, chat: Chat | int) -> list[str]:
    return [text for text in stage.told(chat) if text.startswith("🗒 Esto llegó")]


async def test_the_note_counts_answers_people_and_schools_and_answers_the_prompt(
    stage: Stage,
) -> None:
    group, ana, (rosa, juan, luz) = await red(stage)
    prompt = await asked(stage, ana, group)
    async with stage.minga.database.write() as tx:
        for who, school in ((rosa, "El Manzano"), (juan, "Quilapán"), (luz, "Quilapán")):
            await tx.members.change(HOME, PersonId(who.id), school=school)
    await rosa.replies("Leímos", to=prompt)
    await rosa.replies("Y dibujamos", to=prompt)
    await juan.replies("", to=prompt, media={"kind": "voice"})
    assert rosa.last is not None
    await luz.replies("Yo también hago eso", to=rosa.last)

    await stage.until(MONDAY_7 - MINUTE)
    assert notes(stage, group) == []
    await stage.until(MONDAY_7 + MINUTE)

    assert notes(stage, group) == [
        f"🗒 Esto llegó:\n«{QUESTION}»: 4 respuestas de 3 personas de 2 escuelas.\n"
        "Si llega otra después, también vale."
    ]
    note = stage.last(group)
    assert note.reply_to == prompt.id
    links = [entity.get("url") for entity in note.content["entities"]]
    assert f"https://t.me/c/{str(group.id)[4:]}/{prompt.id}" in links
    await stage.passes(days=6)
    assert len(notes(stage, group)) == 1


async def test_what_comes_later_is_received_as_always_also_under_the_note(stage: Stage) -> None:
    group, ana, (rosa, juan, luz) = await red(stage)
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await stage.until(MONDAY_7 + MINUTE)

    await juan.replies("Recién tuve señal", to=prompt)
    await luz.replies("Yo también", to=stage.last(group))

    assert [stage.reactions(who.last) for who in (juan, luz)] == [["✍"], ["✍"]]
    async with stage.looking() as tx:
        (kept,) = await tx.prompts.latest_posted(HOME)
        came_in = await tx.prompts.came_in(HOME, [kept.id])
    assert (came_in.answers, came_in.late) == (3, 2)


async def test_when_nothing_came_only_the_guides_are_told_with_one_suggestion(
    stage: Stage,
) -> None:
    group, ana, others = await red(stage)
    for who in (ana, *others):
        await who.starts()
    await asked(stage, ana, group)
    before = len(stage.told(group))

    await stage.until(MONDAY_7 + MINUTE)

    assert len(stage.told(group)) == before
    assert ana.told[-1].startswith(
        f"En Red Ñuble todavía no llegó ninguna respuesta a:\n«{QUESTION}»"
    )
    assert "responde tú primero" in ana.told[-1]
    assert all("ninguna respuesta" not in text for who in others for text in who.told)


async def test_a_guide_who_rests_or_wants_no_private_word_gets_none(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()
    await asked(stage, ana, group)
    await ana.says("/pausa 2 semanas")

    await stage.until(MONDAY_7 + MINUTE)

    assert all("ninguna respuesta" not in text for text in ana.told)


async def test_where_another_prompt_is_asked_that_day_the_note_is_its_last_line(
    stage: Stage,
) -> None:
    group, ana, (rosa, juan, _) = await red(stage)
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await juan.replies("Salimos a la huerta", to=prompt)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.taps("1", offer)
    await ana.replies("el lunes 23 a las 17", to=offer)

    await stage.until(MONDAY_7 + timedelta(hours=11))

    assert notes(stage, group) == []
    last = [text for text in stage.told(group) if text.startswith("💬")][-1]
    assert last.endswith("también vale.\n\nLa pregunta anterior: 2 respuestas de 2 personas.")


async def test_if_that_prompt_is_left_out_the_note_comes_by_itself(stage: Stage) -> None:
    group, ana, (rosa, *_) = await red(stage)
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.taps("1", offer)
    await ana.replies("el lunes 23 a las 17", to=offer)
    await stage.until(MONDAY_7 + timedelta(hours=1))

    await ana.taps("No preguntarla", offer)
    await stage.until(MONDAY_7 + timedelta(hours=12))

    assert len(notes(stage, group)) == 1


async def test_two_windows_that_close_together_are_one_note(stage: Stage) -> None:
    group, ana, (rosa, *_) = await red(stage)
    first = await asked(stage, ana, group)
    await stage.passes(days=1)
    second = await asked(stage, ana, group, "¿Y qué te sorprendió?")
    await rosa.replies("Leímos", to=first)
    await rosa.replies("El silencio", to=second)

    await stage.until(MONDAY_7 + timedelta(days=1))

    (note,) = notes(stage, group)
    assert "«¿Y qué te sorprendió?»: 1 respuesta." in note
    assert f"«{QUESTION}»: 1 respuesta." in note


async def test_the_note_waits_for_a_week_with_room_and_then_is_no_news(stage: Stage) -> None:
    group, ana, (rosa, *_) = await red(stage)
    async with stage.minga.database.write() as tx:
        home = await tx.communities.get(HOME)
        assert home is not None
        await tx.communities.save(replace(home, weekly_cap=0))
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)

    await stage.until(MONDAY_7 + timedelta(days=20))

    assert notes(stage, group) == []


async def test_a_community_at_rest_is_told_nothing(stage: Stage) -> None:
    group, ana, (rosa, *_) = await red(stage)
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await ana.says("/vacaciones", group)

    await stage.until(MONDAY_7 + timedelta(days=5))

    assert notes(stage, group) == []


async def test_the_friday_note_says_which_prompts_were_answered_and_how_much_was_late(
    stage: Stage,
) -> None:
    group, ana, (rosa, juan, _) = await red(stage)
    await ana.starts()
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await stage.until(MONDAY_7 + MINUTE)
    await juan.replies("Recién tuve señal", to=prompt)

    await stage.until(datetime(2026, 11, 27, 20, 1, tzinfo=UTC))

    (friday,) = [text for text in ana.told if text.startswith("🗒 La semana")][-1:]
    assert f"▫️ «{QUESTION}»: 2 respuestas, 1 después del plazo" in friday


async def test_a_question_too_long_for_a_line_leaves_the_note_a_message_of_its_own(
    stage: Stage,
) -> None:
    group, ana, (rosa, *_) = await red(stage)
    prompt = await asked(stage, ana, group)
    await rosa.replies("Leímos", to=prompt)
    await stage.until(MONDAY_7 - timedelta(days=1))

    await asked(stage, ana, group, "¿" + "palabra " * 45 + "?")
    assert "La pregunta anterior" not in stage.told(group)[-1]
    await stage.until(MONDAY_7 + timedelta(days=1))

    assert len(notes(stage, group)) == 1
