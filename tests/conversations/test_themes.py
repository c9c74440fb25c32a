"""Members propose what to talk about, and choose once a month with three points each."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from community.communities import pause
from community.ids import ChatId, CommunityId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

HOME = CommunityId(1)
ROUND = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)  # the first Tuesday of December, 10:00 in Chile
CLOSE = ROUND + timedelta(days=6)  # five days later is a Sunday: Monday at seven
A_MINUTE = timedelta(minutes=1)


async def red(stage: Stage, **more: object) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def in_rhythm(stage: Stage, group: Chat) -> None:
    """A question every Monday at 17:00."""
    async with stage.minga.database.write() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        await tx.communities.save(replace(home, prompt_weekday=0, prompt_time=time(17, 0)))


async def two_themes(stage: Stage, group: Chat, ana: Persona, rosa: Persona) -> None:
    await rosa.says("#tema fracciones con material del campo", group)
    await ana.says("#tema ¿Cómo enseñan a leer en aymara?", group)


async def the_choice(stage: Stage, group: Chat) -> Message:
    await stage.until(ROUND + A_MINUTE)
    return stage.last(group)


def fresh(stage: Stage, message: Message) -> Message:
    return stage.world.history[message.chat][message.id]


async def open_themes(stage: Stage) -> list[str]:
    async with stage.looking() as tx:
        return [theme.text for theme in await tx.themes.open(HOME)]


async def test_a_theme_anywhere_in_a_message_gets_a_reaction_and_no_words(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await rosa.says("Buenas tardes. ¿Y si hablamos de esto? #Tema fracciones en el campo", group)
    assert stage.reactions(rosa.last) == ["✍"]
    await ana.says("Cómo leer en aymara #tema", group)
    await ana.says("#tema Fracciones en el campo!", group)  # the same words: once

    assert stage.reactions(ana.last) == ["✍"]
    assert stage.told(group) == []
    assert await open_themes(stage) == ["Cómo leer en aymara", "fracciones en el campo"]


async def test_without_words_it_says_how_and_forwarded_it_proposes_nothing(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("#tema", group)
    told = stage.told(group)[-1]
    await rosa.says("#tema lo de otra persona", group, forward={"name": "Juan"})

    assert "Escribe el tema en el mismo mensaje" in told
    assert stage.reactions(rosa.last) == ["👍"]  # seen, and not kept
    assert await open_themes(stage) == []


async def test_an_edit_changes_it_and_borrar_takes_it_back(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    told = await rosa.says("#tema fraciones", group)

    await rosa.edits(told, "#tema fracciones <b>&")
    assert await open_themes(stage) == ["fracciones <b>&"]
    await rosa.replies("/borrar", to=told)

    assert await open_themes(stage) == []


async def test_a_theme_in_an_answer_is_an_answer_too(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta ¿Qué les cuesta?", group)

    answer = await rosa.replies("Las fracciones. #tema fracciones sin fichas", to=stage.last(group))
    await rosa.edits(answer, "Las fracciones. #tema fracciones con piedras")

    assert stage.reactions(rosa.last) == ["✍"]
    assert await open_themes(stage) == ["fracciones con piedras"]
    async with stage.looking() as tx:
        (prompt,) = await tx.prompts.latest_posted(HOME)
        assert (await tx.prompts.came_in(HOME, [prompt.id])).answers == 1


async def test_the_list_says_what_waits_and_when_it_is_chosen(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await rosa.says("/tema", group)
    empty = stage.told(group)[-1]
    await two_themes(stage, group, ana, rosa)
    await rosa.says("/tema el recreo", group)
    assert stage.reactions(rosa.last) == ["✍"]
    await rosa.says("/tema", group)

    assert "Todavía nadie ha propuesto un tema" in empty
    assert stage.told(group)[-1] == (
        "💡 Temas que esperan ser elegidos:\n• el recreo\n• ¿Cómo enseñan a leer en aymara?\n"
        "• fracciones con material del campo\n"
        "La próxima elección, si hay dos o más: martes 1 de diciembre.\n"
        "Cualquiera propone uno escribiendo #tema y unas palabras en el grupo."
    )


async def test_one_theme_is_no_choice_and_none_is_silence(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    told = await rosa.says("#tema fracciones", group)

    await stage.until(ROUND + timedelta(days=1))
    assert stage.told(group) == []
    await rosa.replies("/borrar", to=told)
    said = stage.told(group)
    await stage.passes(days=70)

    assert stage.told(group) == said


async def test_once_a_month_a_quiet_message_with_a_number_for_each(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)

    choice = await the_choice(stage, group)

    assert choice.text == (
        "🗳 ¿De qué hablamos ahora? Cada persona tiene tres puntos: un número da uno, y puedes dar "
        "más de uno al mismo. Ya dados los tres, un toque en uno tuyo lo quita. Hasta el lunes 7 de "
        "diciembre.\n1. fracciones con material del campo\n2. ¿Cómo enseñan a leer en aymara?"
    )
    assert stage.buttons(choice) == ["1", "2"]
    await stage.passes(days=25)
    assert len([text for text in stage.told(group) if text.startswith("🗳")]) == 1


async def test_three_points_each_a_fourth_is_answered_and_ones_own_are_taken_back(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)

    answers = []
    for number in ("1", "1", "1", "2", "1", "2"):
        answers.append(await rosa.taps(number, choice))
        await stage.passes(seconds=10)
    await ana.taps("2", choice)

    assert "1 de tus puntos. Te quedan 2." in answers[0]
    assert "3 de tus puntos. Te quedan 0." in answers[2]
    assert "Ya diste tus tres puntos" in answers[3]
    assert "0 de tus puntos. Te quedan 3." in answers[4]
    shown = fresh(stage, choice).text
    assert "1. fracciones con material del campo\n" in shown
    assert "2. ¿Cómo enseñan a leer en aymara? · 2" in shown
    assert "Rosa" not in shown


async def test_ten_taps_at_once_are_one_point(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    data = _first_button(choice)

    for _ in range(10):
        stage.driver.forge_tap(rosa.id, group.id, choice.id, data)
    await stage.rests()

    assert "1. fracciones con material del campo · 1" in fresh(stage, choice).text


async def test_the_winner_is_the_next_weekly_question_and_says_who_proposed_it(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    await in_rhythm(stage, group)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await rosa.taps("1", choice)
    await ana.taps("1", choice)

    await stage.until(CLOSE)
    closed = fresh(stage, choice)
    await stage.until(datetime(2026, 12, 7, 20, 1, tzinfo=UTC))

    assert closed.text == (
        "🗳 El grupo eligió, con 2 puntos: «fracciones con material del campo».\n"
        "Es la próxima pregunta: lunes 7 de diciembre, 17:00.\n"
        "1 tema más espera la próxima elección."
    )
    assert stage.buttons(closed) == []
    assert stage.last(group).text.startswith(
        "💬 fracciones con material del campo: ¿qué haces tú en tu sala, y qué les preguntarías a "
        "los demás?\nLo propuso Rosa Quispe y lo eligió el grupo.\n"
    )
    asked = [text for text in stage.told(group) if text.startswith("💬")]
    await stage.until(datetime(2026, 12, 14, 20, 1, tzinfo=UTC))
    assert len([text for text in stage.told(group) if text.startswith("💬")]) == len(asked) + 1


async def test_in_a_tie_the_earliest_wins_and_the_message_says_so(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await in_rhythm(stage, group)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await rosa.taps("2", choice)
    await ana.taps("1", choice)

    await stage.until(CLOSE)

    assert "«fracciones con material del campo»" in fresh(stage, choice).text
    assert "Hubo empate: se propuso primero." in fresh(stage, choice).text


async def test_nobody_gave_points_and_the_themes_wait(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    said, data = len(stage.told(group)), _first_button(choice)

    await stage.until(CLOSE)
    late = await _forged(stage, rosa, choice, data)

    assert "nadie dio puntos" in fresh(stage, choice).text
    assert len(stage.told(group)) == said
    assert "Esta elección ya terminó" in late
    assert len(await open_themes(stage)) == 2
    await stage.until(datetime(2027, 1, 5, 13, 1, tzinfo=UTC))
    assert stage.last(group).text.startswith("🗳 ¿De qué hablamos")


def _first_button(message: Message) -> str:
    assert message.keyboard is not None
    return str(message.keyboard["inline_keyboard"][0][0]["callback_data"])


async def _forged(stage: Stage, person: Persona, choice: Message, data: str) -> str:
    """A tap that was on its way when the choice closed."""
    tap = stage.driver.forge_tap(person.id, choice.chat, choice.id, data)
    await stage.rests()
    return str((stage.driver.answer(tap.id) or {}).get("text"))


async def test_without_a_rhythm_guides_are_asked_when_and_two_taps_ask_once(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    async with stage.minga.database.write() as tx:
        await tx.members.change(HOME, ana.id, is_guide=True)
    await ana.starts()
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await rosa.taps("2", choice)

    await stage.until(CLOSE)
    offer = stage.last(ana.id)
    offered = offer.text
    refused = await rosa.taps("Ahora", fresh(stage, choice))
    await ana.taps("Ahora", offer)
    await ana.taps("Lunes 17:00", fresh(stage, choice))
    await stage.passes(minutes=5)

    assert "se eligió el tema «¿Cómo enseñan a leer en aymara?»" in offered
    assert "quienes facilitan" in refused
    asked = [text for text in stage.told(group) if text.startswith("💬")]
    assert len(asked) == 1
    assert asked[0].startswith("💬 ¿Cómo enseñan a leer en aymara?\nLo propuso Ana")
    await stage.passes(days=8)
    assert len([text for text in stage.told(group) if text.startswith("💬")]) == 1


async def test_who_left_or_wants_nothing_kept_is_not_named(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await in_rhythm(stage, group)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await ana.taps("1", choice)
    await stage.until(CLOSE)
    await rosa.says("/nomeguardes", group)

    await stage.until(datetime(2026, 12, 7, 20, 1, tzinfo=UTC))

    assert "\nLo eligió el grupo.\n" in stage.last(group).text
    assert "Rosa" not in stage.last(group).text


async def test_a_chosen_theme_that_is_withdrawn_is_not_asked(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await in_rhythm(stage, group)
    told = await rosa.says("#tema fracciones", group)
    await ana.says("#tema leer en aymara", group)
    choice = await the_choice(stage, group)
    await ana.taps("1", choice)
    await stage.until(CLOSE)

    await rosa.replies("/borrar", to=told)
    await stage.until(datetime(2026, 12, 7, 20, 1, tzinfo=UTC))

    assert not any(text.startswith("💬 fracciones") for text in stage.told(group))


async def test_a_theme_withdrawn_during_the_choice_leaves_it_at_the_next_tap(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    told = await rosa.says("#tema fracciones", group)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await ana.taps("1", choice)

    await rosa.replies("/borrar", to=told)
    refused = await ana.taps("1", choice)
    await ana.taps("2", choice)

    assert "lo retiró" in refused
    assert stage.buttons(choice) == ["1", "2"]
    assert "1. fracciones con material del campo · 1" in fresh(stage, choice).text


async def test_who_wants_nothing_kept_is_told_why_no_point_counts(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await rosa.says("/nomeguardes", group)

    answer = await rosa.taps("1", choice)

    assert "/nomeguardes" in answer
    assert "· 1" not in fresh(stage, choice).text


async def test_of_twelve_themes_the_newest_ten_are_shown_on_one_screen(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    for number in range(12):
        words = f"{number} " + "cómo hacer que todas las personas lean con gusto en la sala " * 3
        await rosa.says(f"#tema {words}", group)
        await stage.passes(minutes=1)

    choice = await the_choice(stage, group)
    await rosa.says("/tema", group)

    assert stage.buttons(choice) == [str(number) for number in range(1, 11)]
    assert "1. 2 cómo" in choice.text
    assert len(choice.text) <= 600
    assert "Esperan 2 más antiguos." in stage.last(group).text
    assert len(stage.last(group).text) <= 600


async def test_it_waits_for_a_day_with_room_and_for_the_end_of_a_rest(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    async with stage.minga.database.write() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        until = ROUND + timedelta(days=1)
        await tx.communities.save(pause(home, stage.clock.now(), until))

    await stage.until(until - A_MINUTE)
    resting = stage.told(group)
    await ana.says("/reanudar", group)
    await ana.says("/pregunta ¿Quién trae el pan?", group)
    await stage.passes(hours=5)
    full = [text for text in stage.told(group) if text.startswith("🗳")]
    await stage.passes(days=1)

    assert resting == []
    assert full == []
    assert stage.last(group).text.startswith("🗳")


async def test_what_was_chosen_waits_no_more_and_who_gave_what_is_forgotten(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await in_rhythm(stage, group)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await ana.taps("1", choice)
    await stage.until(CLOSE)

    assert await open_themes(stage) == ["¿Cómo enseñan a leer en aymara?"]
    async with stage.looking() as tx:
        last = await tx.themes.last_round(HOME)
        assert last is not None
        assert last.closed_at is not None
        assert await tx.themes.points(HOME, last.id) == []


async def test_a_choice_that_is_open_or_to_come_is_cancelled_and_its_themes_wait(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    await two_themes(stage, group, ana, rosa)
    choice = await the_choice(stage, group)
    await rosa.taps("1", choice)

    await ana.says("/cancelar", group)
    listed = stage.last(group)
    text = listed.text
    await ana.taps("Cancelar 1", listed)
    await ana.taps("Cancelar 1", listed)
    await stage.passes(days=40)

    assert "1. la elección de temas que está abierta (hasta el " in text
    assert "2. la elección de temas (" in text
    assert fresh(stage, choice).text.startswith("🗳 Esta elección se canceló.")
    assert len(await open_themes(stage)) == 2
    assert [text for text in stage.told(group) if "¿De qué hablamos ahora?" in text] == []
