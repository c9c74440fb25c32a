"""The group decides by consent: /decidir, positions with reasons, an outcome, and what is agreed on."""

from datetime import UTC, datetime, timedelta

from community.decisions import Hearing
from community.ids import CommunityId, DecisionId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

HOME = CommunityId(1)
ASKED = "/decidir Nos juntamos el primer jueves de cada mes"
CLOSES = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # five days on is a Saturday: Monday at 19:00
A_MINUTE = timedelta(minutes=1)


async def red(stage: Stage, **more: object) -> tuple[Chat, Persona, Persona, Persona, Persona]:
    """Ana facilitates; Rosa, Juan and Luz are the core with her once they tapped [Soy parte]."""
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    juan, luz = stage.person("Juan Soto"), stage.person("Luz")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, luz], **more)
    await named(stage, ana, is_guide=True)
    return group, ana, rosa, juan, luz


async def named(stage: Stage, *people: Persona, **values: object) -> None:
    async with stage.minga.database.write() as tx:
        for person in people:
            await tx.members.change(HOME, person.id, **values)


async def asked(stage: Stage, group: Chat, by: Persona, words: str = ASKED) -> Message:
    """By somebody who facilitates at that time."""
    async with stage.looking() as tx:
        member = await tx.members.get(HOME, by.id)
    assert member is not None
    await named(stage, by, is_guide=True)
    await by.says(words, group)
    await named(stage, by, is_guide=member.is_guide)
    return stage.last(group)


def fresh(stage: Stage, message: Message) -> Message:
    return stage.world.history[message.chat][message.id]


async def forged(who: Persona, message: Message, data: str) -> str:
    """A tap on a button that is gone, as a slow phone sends it."""
    tap = who.stage.driver.forge_tap(who.id, message.chat, message.id, data)
    await who.stage.rests()
    answer = who.stage.driver.answer(tap.id)
    assert answer is not None
    return str(answer.get("text") or "")


async def heard(stage: Stage, number: int = 1) -> Hearing:
    async with stage.looking() as tx:
        decision = await tx.decisions.get(HOME, DecisionId(number))
        assert decision is not None
        return await tx.decisions.heard(decision)


async def test_something_is_decided_by_consent_with_one_objection_and_kept(stage: Stage) -> None:
    group, ana, rosa, juan, luz = await red(stage)
    await named(stage, ana, rosa, juan, belongs=True)
    await ana.starts()
    await rosa.starts()

    question = await asked(stage, group, juan)
    assert question.text == (
        "🗳 Nos juntamos el primer jueves de cada mes\n"
        "Propone Juan Soto. Hasta el lunes 23 de noviembre, 19:00.\n"
        "El grupo ve lo que tocas, y puedes cambiarlo hasta el cierre. Para decir por qué, responde "
        "a este mensaje."
    )
    assert stage.buttons(question) == ["👍 De acuerdo", "🤔 Con reparos", "✋ No puedo apoyar"]

    assert "Anotado: de acuerdo. El grupo lo ve" in await juan.taps("👍 De acuerdo", question)
    assert "di por qué" in await rosa.taps("🤔 Con reparos", question)
    await rosa.taps("✋ No puedo apoyar", question)
    await luz.taps("👍 De acuerdo", question)
    assert len([told for told in rosa.told if "¿Qué te preocupa?" in told]) == 1  # once
    await rosa.replies("Los jueves tengo reunión <b>", to=stage.last(rosa.id))
    assert rosa.told[-1] == "Gracias. El grupo lo lee debajo de la pregunta."
    assert (
        "👍 De acuerdo: 1 (Juan Soto)\n✋ No puedo apoyar: 1 (Rosa Quispe)\nOtras voces: Luz 👍\n"
        "Rosa Quispe: «Los jueves tengo reunión <b>»\n"
    ) in fresh(stage, question).text

    await ana.taps("🤔 Con reparos", question)  # nobody is missing: it closes in an hour
    await stage.passes(minutes=61)
    closed = stage.last(ana.id)
    assert "Respondieron 3 de las 3 personas del núcleo." in closed.text
    assert "Hay quien no puede apoyarlo. Antes de acordar vale la pena conversar" in closed.text
    assert stage.buttons(closed) == ["Acordado", "No", "Seguir conversando"]
    assert stage.buttons(question) == []

    await ana.taps("Acordado", closed)
    outcome = stage.last(group)
    assert outcome.reply_to == question.id
    assert outcome.text.startswith("✅ Acuerdo 1: Nos juntamos el primer jueves de cada mes\n")
    assert (
        "Se acordó aunque 1 persona no puede apoyarlo.\nLo revisamos el martes 16 de febrero de 2027"
        in (outcome.text)
    )
    await ana.taps("En 1 mes", closed)
    assert "Lo revisamos el miércoles 16 de diciembre." in fresh(stage, closed).text

    await luz.says("/acuerdos", group)
    assert "1. Nos juntamos el primer jueves de cada mes (lun 16 nov)" in stage.last(group).text
    await luz.says("/acuerdos 1", group)
    assert "👍 De acuerdo: 1 · 🤔 Con reparos: 1 · ✋ No puedo apoyar: 1" in stage.last(group).text
    assert "\nRosa Quispe: «Los jueves tengo reunión <b>»\n" in stage.last(group).text

    before = len(stage.told(group))
    for _ in range(2):
        await ana.taps("Crear compromiso", outcome)
    assert len(stage.told(group)) == before + 1
    assert "Nos juntamos el primer jueves de cada mes" in stage.last(group).text
    assert "1 semana" in stage.buttons(stage.last(group))

    await stage.passes(days=31)
    review = stage.with_button("Ya no", seen_by=ana.id)
    assert review.chat == ana.id
    await ana.taps("Cambiarlo", review)
    await ana.replies("Nos juntamos el último jueves", to=stage.last(ana.id))
    assert "Le pregunté al grupo" in ana.told[-1]
    again = stage.last(group)
    assert again.text.startswith("🗳 Nos juntamos el último jueves\nPropone Ana. Hasta el")
    assert "\nEn lugar del acuerdo 1.\n" in again.text
    await ana.taps("Sigue", review)
    assert stage.told(group)[-1].startswith("El acuerdo 1 sigue:")
    assert "Eso ya se dijo" in await forged(ana, review, "agreement-review:1:stands")
    for person in (ana, rosa, juan):
        await person.taps("👍 De acuerdo", again)
    await stage.passes(minutes=61)
    await ana.taps("Acordado")
    assert "✅ Acuerdo 2: Nos juntamos el último jueves\nEn lugar del acuerdo 1." in (
        stage.last(group).text
    )
    await luz.says("/acuerdos 1", group)
    assert "Ya no rige." in stage.last(group).text


async def test_those_missing_are_nudged_once_and_an_outcome_is_asked_for_until_it_is_said(
    stage: Stage,
) -> None:
    group, ana, rosa, juan, luz = await red(stage)
    for person in (ana, rosa, luz):
        await person.starts()
    question = await asked(stage, group, juan)
    await rosa.says("/pendientes", group)
    assert "🗳 Decisiones que esperan tu respuesta:\n• «Nos juntamos" in rosa.told[-1]
    await ana.taps("👍 De acuerdo", question)
    said = len(stage.told(group))

    await stage.until(CLOSES - A_MINUTE)
    nudges = {
        person.name: [told for told in person.told if "espera tu respuesta hasta" in told]
        for person in (ana, rosa, luz, juan)
    }
    assert [len(nudges[name]) for name in ("Ana", "Rosa Quispe", "Luz", "Juan Soto")] == [
        0,
        1,
        1,
        0,
    ]
    await rosa.taps("👍 De acuerdo", stage.last(rosa.id))
    assert "Respondiste: De acuerdo." in stage.last(rosa.id).text
    assert "👍 De acuerdo: 2 (Ana, Rosa Quispe)" in fresh(stage, question).text
    assert len(stage.told(group)) == said  # of who is missing the group hears nothing
    await luz.leaves(group)
    assert "de un mensaje anterior" in await luz.taps("👍 De acuerdo", stage.last(luz.id))
    await luz.joins(group)

    await stage.until(CLOSES + A_MINUTE)
    assert "Terminó el plazo. Quien facilita dice en qué queda." in fresh(stage, question).text
    assert "Esa pregunta ya cerró" in await forged(luz, question, "decision-take:1:agree")
    await stage.passes(days=9)
    reminders = [told for told in ana.told if "todavía falta decir en qué queda" in told]
    assert len(reminders) == 2

    await ana.taps("Seguir conversando", stage.last(ana.id))
    again = stage.last(group)
    assert "Seguimos conversando hasta el" in again.text
    assert "👍 De acuerdo: 2" in again.text
    assert "la pregunta está más abajo" in fresh(stage, question).text
    await luz.taps("👍 De acuerdo", again)
    await stage.passes(days=8)
    await ana.taps("No", stage.last(ana.id))
    assert stage.told(group)[-1].startswith("No se acordó: «Nos juntamos")


async def test_what_cannot_be_asked_or_answered_gets_a_clear_sentence(stage: Stage) -> None:
    group, ana, rosa, juan, luz = await red(stage)
    stranger = stage.person("Ema")

    await rosa.says(ASKED, group)
    theirs = rosa.last
    assert stage.last(group).text == (
        "Las decisiones las pregunta al grupo quien facilita. Puede responder a tu mensaje con "
        "/decidir, y se preguntan tus palabras. También puedes proponerlas con #tema."
    )
    await ana.says("/decidir", group)
    asks_what = stage.last(group)
    assert "¿Qué quieres que decida el grupo?" in asks_what.text
    await juan.replies("¿Cómo?", to=asks_what)  # not whoever was asked: talk
    assert stage.reactions(juan.last) == ["👍"]
    await ana.says(f"/decidir {'a' * 4000}", group)
    assert "240 letras como máximo" in stage.last(group).text
    await ana.says("/decidir 90 días: nada", group)
    assert "de 1 a 30 días" in stage.last(group).text
    await rosa.says(ASKED)
    assert "Eso se escribe en el grupo" in rosa.told[-1]
    await rosa.says("/acuerdos", group)
    assert "Todavía no hay acuerdos" in stage.last(group).text
    await rosa.says("/acuerdos ocho", group)
    assert "No hay un acuerdo con ese número" in stage.last(group).text

    await ana.replies("2 días: llevamos un cuaderno", to=asks_what)
    question = stage.last(group)
    assert "Propone Ana. Hasta el miércoles 18 de noviembre, 19:00." in question.text
    await ana.replies("/decidir", to=theirs)
    assert stage.last(group).text.startswith(
        "🗳 Nos juntamos el primer jueves de cada mes\nPropone Ana."
    )

    for _ in range(10):
        stage.driver.forge_tap(juan.id, group.id, question.id, "decision-take:1:concern")
    await stage.rests()
    assert "🤔 Con reparos: 1 (Juan Soto)" in fresh(stage, question).text
    assert "de un mensaje anterior" in await forged(juan, question, "decision-take:1:maybe")
    await juan.replies("", to=question, media={"kind": "sticker"})
    assert stage.reactions(juan.last) == ["👍"]
    why = await luz.replies("Me gusta, y nadie lo pierde", to=question)  # she has not tapped
    assert stage.reactions(luz.last) == ["✍"]
    assert "Luz: «Me gusta, y nadie lo pierde»" in fresh(stage, question).text
    await luz.edits(why, "Me gusta, y es barato")
    assert "Luz: «Me gusta, y es barato»" in fresh(stage, question).text
    await luz.replies("/borrar", to=why)
    assert "Luz" not in fresh(stage, question).text

    await stranger.says(ASKED)
    assert "Eso se escribe en el grupo" in stranger.told[-1]
    await luz.says("/nomeguardes")
    await forged(luz, question, "decision-take:1:agree")
    assert [one.name for one in (await heard(stage)).positions] == ["Juan Soto"]


async def test_whoever_asked_withdraws_it_and_two_guides_say_one_outcome(stage: Stage) -> None:
    group, ana, rosa, juan, _ = await red(stage)
    await named(stage, juan, is_guide=True)
    await ana.starts()
    await juan.starts()

    first = await asked(stage, group, rosa, "/decidir Cambiamos la hora")
    await rosa.says("/cancelar", group)
    listed = stage.last(group)
    assert "la decisión «Cambiamos la hora» (hasta el lunes 23 de noviembre, 19:00)" in listed.text
    await rosa.taps("Cancelar 1", listed)
    assert "Se retiró." in fresh(stage, first).text
    assert stage.last(group).text == (
        "Se canceló: la decisión «Cambiamos la hora» (hasta el lunes 23 de noviembre, 19:00)"
    )
    await rosa.says("/cancelar", group)
    assert "Esto es para quienes facilitan" in stage.last(group).text

    question = await asked(stage, group, rosa, "/decidir 1 día: Llevamos un cuaderno")
    for person in (ana, rosa, juan):
        await person.taps("👍 De acuerdo", question)
    await stage.passes(days=2)
    mine, theirs = stage.last(ana.id), stage.last(juan.id)
    taps = [
        stage.driver.forge_tap(ana.id, ana.id, mine.id, "decision-outcome:2:agreed"),
        stage.driver.forge_tap(juan.id, juan.id, theirs.id, "decision-outcome:2:no"),
    ]
    await stage.rests()

    answers = [str((stage.driver.answer(tap.id) or {}).get("text") or "") for tap in taps]
    assert sum("Ya se dijo en qué queda" in answer for answer in answers) == 1
    outcomes = [t for t in stage.told(group) if t.startswith(("✅ Acuerdo", "No se acordó"))]
    assert len(outcomes) == 1


async def test_where_no_guide_can_be_written_to_the_group_is_asked_for_the_outcome(
    stage: Stage,
) -> None:
    group, ana, rosa, juan, _ = await red(stage)
    question = await asked(stage, group, rosa, "/decidir 1 día: Llevamos un cuaderno")
    for person in (ana, rosa):
        await person.taps("👍 De acuerdo", question)
    await rosa.says("/olvidame")
    await rosa.taps("Sí, olvídame")
    await stage.passes(days=2)

    closed = stage.last(group)
    assert closed.reply_to == question.id
    assert "👍 De acuerdo: 2 (Ana, +1)" in closed.text
    assert "Propone una persona que ya no participa." in fresh(stage, question).text
    assert "Rosa" not in closed.text
    assert "quienes facilitan" in await juan.taps("Acordado", closed)
    await ana.taps("Acordado", closed)

    assert stage.told(group)[-1].startswith("✅ Acuerdo 1: Llevamos un cuaderno")
    assert "Anotado como acuerdo 1" in fresh(stage, closed).text
    assert "Espera" not in fresh(stage, closed).text

    await stage.until(datetime(2027, 2, 18, 15, 0, tzinfo=UTC))
    await ana.taps("Cambiarlo", stage.last(group))
    how = stage.last(group)
    assert how.text.startswith("Responde a este mensaje con las palabras nuevas del acuerdo 1")
    await juan.replies("Llevamos dos cuadernos", to=how)
    assert stage.reactions(juan.last) == ["👍"]
    assert stage.last(group).id == how.id
    await ana.replies("Llevamos dos cuadernos", to=how)
    assert stage.last(group).text.startswith("🗳 Llevamos dos cuadernos\n")
