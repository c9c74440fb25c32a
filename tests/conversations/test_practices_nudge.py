"""A message that many answered: its author is asked whether to keep it, in mode full alone."""

from typing import Any

from community.ids import CommunityId, PersonId
from community.practices import Practice
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage
from tests.kept import newest_practices

SAID = "Hoy los de sexto enseñaron a sumar a los de segundo con piedras del río."
NAMES = ("Ana", "Juan", "Luz", "Eva", "Iván")


async def red(stage: Stage, mode: str = "full") -> tuple[Chat, Persona, list[Persona]]:
    rosa, others = stage.person("Rosa Quispe"), [stage.person(name) for name in NAMES]
    group = await stage.community(
        "Red Ñuble", guides=[others[0]], members=[rosa, *others[1:]], mode=mode
    )
    return group, rosa, others


async def discussed(
    rosa: Persona, others: list[Persona], group: Chat, text: str = SAID, **more: Any
) -> Message:
    said = await rosa.says(text, group, **more)
    for person in others:
        await person.replies("¡Qué buena idea!", to=said)
    return said


async def kept(stage: Stage) -> list[Practice]:
    async with stage.looking() as tx:
        return await newest_practices(tx, CommunityId(1), 100)


def asked(texts: list[str]) -> list[str]:
    return [text for text in texts if "¿Lo guardo en el repertorio" in text]


async def test_in_private_its_author_is_asked_and_a_tap_keeps_it(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    said = await discussed(rosa, others[:4], group)

    await stage.passes(days=2)

    assert asked(rosa.told) == [
        f"Varias personas respondieron a esto que escribiste en Red Ñuble:\n{SAID}\n"
        "¿Lo guardo en el repertorio, con tu nombre, para que otras personas lo encuentren?"
    ]
    question = stage.last(rosa.id)
    for _ in range(10):
        await rosa.taps("Guardar", question) if stage.buttons(question) else None
    (practice,) = await kept(stage)
    assert (practice.text, practice.author_id) == (SAID, rosa.id)
    assert rosa.told[-1].endswith("Con /mispracticas la cambias o la retiras.")
    await others[0].says("/repertorio piedras", group)
    assert "Rosa Quispe · historia" in stage.told(group)[-1]
    await rosa.edits(said, f"{SAID} Y con semillas.")
    assert [one.text for one in await kept(stage)] == [f"{SAID} Y con semillas."]


async def test_who_cannot_be_written_is_asked_quietly_in_reply_and_may_say_no(
    stage: Stage,
) -> None:
    group, rosa, others = await red(stage)
    said = await discussed(rosa, others[:4], group)

    await stage.passes(days=2)

    question = stage.last(group)
    assert question.text.startswith("Rosa Quispe, varias personas respondieron a esto.")
    assert (question.reply_to, question.silent) == (said.id, True)
    assert await others[0].taps("Guardar", question) == "Eso lo dice solo quien lo escribió."
    await rosa.taps("No", question)
    assert stage.last(group).text.startswith("De acuerdo: queda como conversación")
    await stage.passes(days=15)
    assert await kept(stage) == []
    assert asked(stage.told(group)) == []


async def test_three_are_not_many_and_ones_own_replies_do_not_count(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    said = await discussed(rosa, [*others[:3], *others[:3]], group)
    await rosa.replies("Gracias", to=said)

    await stage.passes(days=5)

    assert asked(rosa.told) == []


async def test_in_mode_discreet_nobody_is_asked(stage: Stage) -> None:
    group, rosa, others = await red(stage, mode="discreet")
    await rosa.starts()
    await discussed(rosa, others, group)

    await stage.passes(days=5)

    assert asked(rosa.told + stage.told(group)) == []


async def test_once_for_a_message_and_one_a_week_for_the_community(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    await discussed(rosa, others[:4], group)
    await discussed(rosa, others, group, "Y hoy midieron el patio con pasos y cuerdas.")

    await stage.passes(days=6)
    assert len(asked(rosa.told)) == 1
    await stage.passes(days=4)
    assert len(asked(rosa.told)) == 2
    await stage.passes(days=20)

    assert len(asked(rosa.told)) == 2


async def test_what_is_kept_already_or_answers_a_prompt_is_not_asked_about(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    await discussed(rosa, others, group, f"#practica {SAID}")
    await others[0].says("/pregunta ¿Qué salió bien?", group)
    answer = await rosa.replies("Sumamos con piedras del río", to=stage.last(group))
    for person in others:
        await person.replies("¡Qué bien!", to=answer)
    await discussed(rosa, others, group, "#pido ideas para medir el patio")

    await stage.passes(days=3)

    assert asked(rosa.told + stage.told(group)) == []


async def test_who_rests_left_or_is_not_kept_is_not_asked(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    await discussed(rosa, others, group)
    await rosa.says("/nomeguardes")
    await discussed(others[4], [rosa, *others[:4]], group, "Medimos el patio con cuerdas.")
    await others[4].leaves(group)

    await stage.passes(days=5)

    assert asked(rosa.told + others[4].told + stage.told(group)) == []


async def test_after_its_days_there_is_nothing_left_to_keep(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    await discussed(rosa, others, group)
    await stage.passes(days=2)
    question = stage.last(rosa.id)

    await stage.passes(days=35)
    answer = await rosa.taps("Guardar", question)

    assert answer.startswith("Esas palabras ya no las tengo")
    assert await kept(stage) == []


async def test_who_was_forgotten_is_asked_nothing_more(stage: Stage) -> None:
    group, rosa, others = await red(stage)
    await rosa.starts()
    await discussed(rosa, others, group)
    await stage.passes(days=2)
    async with stage.minga.database.write() as tx:
        await tx.personal.erase(PersonId(rosa.id), stage.clock.now())

    async with stage.looking() as tx:
        assert await tx.nudges.last_asked_at(CommunityId(1)) is None
