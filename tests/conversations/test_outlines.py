"""A guide runs a plan of two weeks: seen first, changed, moved, stopped; and it gives way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community.communities import pause
from community.ids import ChatId, CommunityId
from community.outlines import LIBRARY
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

HOME = CommunityId(1)
# the stage begins on Monday the 16th of November, 10:00 in Chile: «from Monday» is today at 17:00
FIRST = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


async def red(stage: Stage, **more: object) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


def fresh(stage: Stage, message: Message) -> Message:
    return stage.world.history[message.chat][message.id]


async def opened(stage: Stage, ana: Persona, group: Chat | None = None, pick: str = "2") -> Message:
    """The reading plan as it is shown before anything is scheduled."""
    await ana.says("/pauta", group)
    card = stage.last(group if group is not None else ana.id)
    await ana.taps(pick, card)
    return fresh(stage, card)


async def started(stage: Stage, ana: Persona, group: Chat | None = None) -> Message:
    card = await opened(stage, ana, group)
    await ana.taps("Desde el lunes", card)
    return fresh(stage, card)


def asked(stage: Stage, group: Chat) -> list[str]:
    """The questions in the group, by the line that says which step they are."""
    return [text for text in stage.told(group) if text.startswith("💬")]


def steps_asked(stage: Stage, group: Chat) -> list[str]:
    return [text.splitlines()[1].partition(" de «")[0] for text in asked(stage, group)]


async def due_days(stage: Stage) -> list[str]:
    async with stage.looking() as tx:
        dues = await tx.dues.open_of(HOME)
    posts = [due for due in dues if due.kind == "prompt.post"]
    return [f"{due.due_at.astimezone():%d}" for due in posts]


async def test_the_library_has_ready_plans_each_with_its_why(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/pauta", group)

    library = stage.last(group)
    assert "2. Leer en una sala multigrado: que lean todos los días" in library.text
    assert stage.buttons(library) == [str(n) for n in range(1, len(LIBRARY) + 1)]
    assert len(LIBRARY) >= 6
    assert len(library.text) <= 600


async def test_a_plan_is_seen_with_its_days_before_anything_is_asked(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    card = await opened(stage, ana, group)

    assert "1. lun 16 nov, 17:00 · Piensa en alguien que lee" in card.text
    assert "5. vie 27 nov, 17:00 · Para cerrar" in card.text
    assert stage.buttons(card)[-4:] == ["Desde el lunes", "Otro día", "No", "Otras pautas"]
    assert len(card.text) <= 600
    assert await due_days(stage) == []
    await stage.passes(days=14)
    assert asked(stage, group) == []


async def test_it_is_asked_step_by_step_and_answered_like_any_question(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await started(stage, ana, group)

    await stage.until(FIRST + A_MINUTE)
    first = stage.last(group)
    await stage.passes(days=12)
    await rosa.replies("La Luna lee sola", to=first)

    assert "Paso 1 de 5 de «Leer en una sala multigrado»." in first.text
    assert "Responde a este mensaje" in first.text
    assert len(first.text) <= 600
    assert steps_asked(stage, group) == [f"Paso {n} de 5" for n in range(1, 6)]
    assert stage.reactions(rosa.last) == ["✍"]
    async with stage.looking() as tx:
        (kept,) = await tx.prompts.reflections_between(HOME, FIRST, stage.clock.now() + A_MINUTE)
    assert kept.person_id == rosa.id


async def test_from_a_private_chat_it_is_asked_in_the_group(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()

    card = await started(stage, ana)
    await stage.until(FIRST + A_MINUTE)

    assert "En marcha; faltan 5 pasos" in card.text
    assert steps_asked(stage, group) == ["Paso 1 de 5"]
    assert asked(stage, group)[0] not in ana.told


async def test_another_day_by_a_tap_and_by_a_reply(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await opened(stage, ana, group)

    await ana.taps("Otro día", card)
    assert stage.buttons(fresh(stage, card)) == ["mar 17 nov", "mié 18 nov", "jue 19 nov", "Volver"]
    await ana.taps("mié 18 nov", card)
    assert "1. mié 18 nov, 17:00" in fresh(stage, card).text
    assert "Programar" in stage.buttons(card)
    await ana.replies("el 30 de noviembre", to=card)

    moved = stage.last(group)
    assert "1. lun 30 nov, 17:00" in moved.text
    assert "5. vie 11 dic, 17:00" in moved.text
    await ana.replies("un día de estos", to=moved)
    assert "No tengo claro qué día" in stage.told(group)[-1]


async def test_no_schedules_nothing_and_the_others_stay_at_hand(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await opened(stage, ana, group)

    await ana.taps("Otras pautas", card)
    assert "¿Cuál miramos?" in fresh(stage, card).text
    await ana.taps("1", card)
    await ana.taps("No", card)

    assert "no se programa nada" in fresh(stage, card).text
    assert stage.buttons(card) == []
    assert await due_days(stage) == []


async def test_ten_taps_and_a_second_guide_start_it_once(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    async with stage.minga.database.write() as tx:
        await tx.members.change(HOME, rosa.id, is_guide=True)
        await tx.members.change(HOME, ana.id, is_guide=True)
    await ana.starts()
    await rosa.starts()
    hers, mine = await opened(stage, rosa), await opened(stage, ana)
    data = {
        button["text"]: button["callback_data"]
        for row in (mine.keyboard or {})["inline_keyboard"]
        for button in row
    }

    for _ in range(10):
        stage.driver.forge_tap(ana.id, ana.id, mine.id, data["Desde el lunes"])
    refused = await rosa.taps("Desde el lunes", hers)
    await stage.passes(days=14)

    assert "Ya hay una pauta en marcha" in refused
    assert len(asked(stage, group)) == 5


async def test_a_step_is_seen_whole_reworded_moved_and_skipped(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await started(stage, ana, group)

    await ana.taps("2", card)
    step = stage.last(group)
    assert step.text.startswith("Paso 2 de 5 de «Leer en una sala multigrado», mié 18 nov, 17:00")
    await ana.replies("¿Qué leyeron <b>hoy</b> & con quién?", to=step)
    assert stage.reactions(ana.last) == ["✍"]
    await ana.taps("Un día después", step)
    assert await due_days(stage) == ["16", "19", "24", "26", "30"]
    await ana.taps("Una semana después", step)
    assert await due_days(stage) == ["16", "26", "01", "03", "07"]
    await ana.taps("3", card)
    await ana.taps("Saltar este paso")

    shown = fresh(stage, card).text
    assert "2. jue 26 nov, 17:00 · ¿Qué leyeron <b>hoy</b> & con quién?" in shown
    assert "3. saltado" in shown
    await stage.passes(days=30)
    assert steps_asked(stage, group) == [f"Paso {n} de 5" for n in (1, 2, 4, 5)]
    assert "💬 ¿Qué leyeron <b>hoy</b> & con quién?" in asked(stage, group)[1]


async def test_ten_taps_move_a_step_by_one_day(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await started(stage, ana, group)
    await ana.taps("2", card)
    step = stage.last(group)
    assert step.keyboard is not None
    data = step.keyboard["inline_keyboard"][0][0]["callback_data"]

    for _ in range(10):
        stage.driver.forge_tap(ana.id, group.id, step.id, data)
    await stage.rests()

    assert (await due_days(stage))[1] == "19"


async def test_what_was_asked_is_changed_no_more(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await started(stage, ana, group)
    await ana.taps("1", card)
    step = stage.last(group)
    await stage.until(FIRST + A_MINUTE)

    refused = await ana.taps("Un día después", step)
    await ana.replies("otras palabras", to=step)

    assert "Ese paso ya se preguntó" in refused
    assert "Ese paso ya se preguntó" in stage.told(group)[-1]


async def test_it_is_stopped_half_way_with_a_second_tap_and_another_may_begin(
    stage: Stage,
) -> None:
    group, ana, _ = await red(stage)
    await started(stage, ana, group)
    await stage.passes(days=3)
    await ana.says("/pauta", group)
    card = stage.last(group)
    assert "1. ✓ lun 16 nov" in card.text

    await ana.taps("Parar la pauta", card)
    assert "¿La paro? Faltan 3 pasos" in fresh(stage, card).text
    await ana.taps("Seguir", card)
    await ana.taps("Parar la pauta", card)
    await ana.taps("Sí, parar", card)
    assert "1. ✓ lun 16 nov" in fresh(stage, card).text
    assert "saltado" not in fresh(stage, card).text
    await stage.passes(days=14)
    await started(stage, ana, group)

    assert steps_asked(stage, group) == ["Paso 1 de 5", "Paso 2 de 5"]
    assert "En marcha; faltan 5 pasos" in stage.last(group).text


async def test_cancelling_knows_it_as_one_thing_and_so_does_the_status(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await started(stage, ana, group)
    await stage.passes(days=1)

    await ana.says("/estado", group)
    status = stage.last(group).text
    await ana.says("/cancelar", group)
    listed = stage.last(group)
    named = listed.text
    await ana.taps("Cancelar 1", listed)
    await ana.says("/estado", group)

    assert "Pauta en marcha: Leer en una sala multigrado" in status
    assert "la pauta «Leer en una sala multigrado» (4 pasos, el próximo miércoles" in named
    assert stage.buttons(listed) == []
    assert await due_days(stage) == []
    assert "Pauta en marcha" not in stage.last(group).text


async def test_a_day_that_is_full_moves_the_step_and_those_after_it(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await started(stage, ana, group)
    await stage.until(FIRST + timedelta(days=1, hours=20))
    await ana.says("/pregunta ¿Quién trae el proyector?", group)  # on the day of the second step

    await stage.until(FIRST + timedelta(days=2) + A_MINUTE)
    assert len(asked(stage, group)) == 2
    assert await due_days(stage) == ["19", "24", "26", "30"]
    await stage.until(FIRST + timedelta(days=3) + A_MINUTE)

    assert "Paso 2 de 5" in asked(stage, group)[-1]
    await stage.passes(days=20)
    assert len(asked(stage, group)) == 6


async def test_while_the_community_rests_the_whole_plan_waits(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await started(stage, ana, group)
    await stage.until(FIRST + A_MINUTE)
    async with stage.minga.database.write() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        await tx.communities.save(pause(home, stage.clock.now(), FIRST + timedelta(days=16)))

    await stage.passes(days=15)
    assert len(asked(stage, group)) == 1
    await stage.passes(days=20)

    assert steps_asked(stage, group) == [f"Paso {n} de 5" for n in range(1, 6)]


async def test_a_step_that_waits_for_room_is_told_to_the_pair_once_in_private(
    stage: Stage,
) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()
    async with stage.minga.database.write() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        await tx.communities.save(replace(home, weekly_cap=1))
        await tx.members.change(HOME, ana.id, is_guide=True)
    await started(stage, ana, group)
    told = len(ana.told)

    await stage.until(FIRST + timedelta(days=6))

    assert steps_asked(stage, group) == ["Paso 1 de 5"]
    assert ana.told[told:] == [
        "En Red Ñuble, el paso 2 de «Leer en una sala multigrado» espera "
        "hasta el lunes 23 de noviembre, 17:00: por ahora el grupo ya recibió de mí todo lo que quiere "
        "(/config, tope semanal). Los pasos que siguen se corren también."
    ]
    await stage.until(FIRST + timedelta(days=7, minutes=1))
    assert steps_asked(stage, group) == ["Paso 1 de 5", "Paso 2 de 5"]


async def test_a_bot_that_was_down_asks_one_a_day_and_none_twice(stage: Stage) -> None:
    from scheduler.prompts import post_scheduled

    group, ana, _ = await red(stage)
    await started(stage, ana, group)
    late = FIRST + timedelta(days=9)  # the first four are due

    async with stage.minga.database.write() as tx:
        assert await post_scheduled(tx, late) == 1
        assert await post_scheduled(tx, late) == 0
        dues = await tx.dues.open_of(HOME)
        waiting = [due.due_at for due in dues if due.kind == "prompt.post"]

    days = [moment.date() for moment in waiting]
    assert len(set(days)) == 4
    assert min(waiting) > late


async def test_ones_own_plan_is_read_line_by_line_and_shown_before_it_is_scheduled(
    stage: Stage,
) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/pauta nueva Leemos la lluvia", group)
    ask = stage.last(group)
    assert "Leemos la lluvia" in ask.text
    await ana.replies(
        "1. ¿Cómo se sabe que va a llover?\n"
        "- miércoles: pregunten en casa\n\n"
        "día 6: ¿Qué contaron los mayores?\n"
        "27 de noviembre a las 10: cierre & <b>dibujos</b>",
        to=ask,
    )
    card = stage.last(group)

    assert stage.reactions(ana.last) == ["✍"]
    assert [line for line in card.text.splitlines() if line[:1].isdigit()] == [
        "1. lun 16 nov, 17:00 · ¿Cómo se sabe que va a llover?",
        "2. mié 18 nov, 17:00 · pregunten en casa",
        "3. lun 23 nov, 17:00 · ¿Qué contaron los mayores?",
        "4. vie 27 nov, 10:00 · cierre & <b>dibujos</b>",
    ]
    assert await due_days(stage) == []
    await ana.taps("Desde el lunes", card)
    await stage.passes(days=14)
    assert len(asked(stage, group)) == 4
    assert "Paso 4 de 4 de «Leemos la lluvia»." in asked(stage, group)[-1]


async def test_a_doubtful_day_is_named_and_the_steps_can_be_written_again(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/pauta nueva Dos\nmiramos\n3 de enero de 2020: contamos", group)
    doubtful = stage.last(group)
    await ana.replies("uno\ndos\ntres", to=doubtful)

    assert "No tengo claro el día del paso 2" in doubtful.text
    assert "3. jue 26 nov" in stage.last(group).text
    refused = await ana.taps("Desde el lunes", doubtful)
    assert "mensaje anterior" in refused


async def test_one_line_nine_lines_and_a_very_long_one_are_sent_back_kindly(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pauta nueva", group)
    ask = stage.last(group)

    await ana.replies("una sola", to=ask)
    one = stage.told(group)[-1]
    await ana.replies("\n".join("paso" for _ in range(9)), to=ask)
    nine = stage.told(group)[-1]
    await ana.replies("corto\n" + "muy largo " * 60, to=ask)

    assert "Pauta propia" in ask.text
    assert "dos pasos o más" in one
    assert "ocho pasos como máximo" in nine
    assert "caben 400 letras" in stage.told(group)[-1]


async def test_a_member_neither_sees_the_plans_nor_changes_one(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    card = await opened(stage, ana, group)

    await rosa.says("/pauta", group)
    told = stage.told(group)[-1]
    refused = await rosa.taps("Desde el lunes", card)
    await rosa.replies("mañana", to=card)

    assert "quienes facilitan" in told
    assert "quienes facilitan" in refused
    assert "quienes facilitan" in stage.told(group)[-1]
    assert await due_days(stage) == []


async def test_days_that_are_over_by_the_time_it_is_started_are_put_anew(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await opened(stage, ana, group)
    await stage.passes(days=2)

    answer = await ana.taps("Desde el lunes", card)

    assert "Su primer día ya pasó" in answer
    assert "1. lun 23 nov, 17:00" in fresh(stage, card).text
    assert await due_days(stage) == []
    await ana.taps("Desde el lunes", card)
    assert len(await due_days(stage)) == 5


async def test_in_portuguese_the_plan_is_in_portuguese(stage: Stage) -> None:
    group, ana, _ = await red(stage, language="pt_BR")

    await ana.says("/pauta nova Chuva\nsegunda-feira: perguntem\ndia 3: contem", group)

    assert "1. seg 16 nov, 17:00 · perguntem" in stage.last(group).text
    assert "2. qua 18 nov, 17:00 · contem" in stage.last(group).text


async def test_a_day_alone_is_not_taken_for_the_words_of_a_step(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    card = await started(stage, ana, group)
    await ana.taps("2", card)
    step = stage.last(group)
    before = step.text

    await ana.replies("el martes a las 18", to=step)

    assert "Eso es un día" in stage.last(group).text
    assert stage.world.history[group.id][step.id].text == before
