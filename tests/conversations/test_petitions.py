"""What a community asks of the institution: two yeses, no name, and the answer that comes back."""

import pytest

from sandbox.chats import Chat
from tests.conversation import Persona, Stage
from tests.conversations.test_digests import coordinate, digests, network

ASKED = "#pido que el DAEM mande una impresora, mi fono es +56 9 8765 4321"
LEAVES = "que el DAEM mande una impresora, mi fono es …"


async def agreed(stage: Stage) -> tuple[Persona, Persona, Persona, Chat]:
    """Rosa asked and said yes; Ana facilitates, Gabriela coordinates."""
    ana, rosa, gabriela, group, _ = await network(stage)
    await rosa.starts()
    await rosa.says(ASKED, group)
    assert rosa.told[-1].endswith(f"Leerían esto:\n{LEAVES}")
    await rosa.taps("Sí, sin mi nombre")
    return ana, rosa, gabriela, group


async def test_a_request_to_the_institution_goes_with_two_yeses_and_without_a_name(
    stage: Stage,
) -> None:
    ana, _, gabriela, _ = await agreed(stage)
    assert ana.told[-1] == (
        f"Alguien en Red Ñuble quiere pedir esto a la coordinación, sin su nombre. ¿Va?\n{LEAVES}"
    )
    await ana.taps("Va a coordinación")

    await stage.passes(days=7)

    (digest,) = digests(gabriela)
    assert digest.splitlines()[2:4] == [
        "🏛 Piden a la institución:",
        f"1. «{LEAVES}» Red Ñuble, lun 16 nov",
    ]
    assert "Rosa" not in digest
    assert "8765" not in digest


async def test_the_answer_comes_to_the_group_below_what_was_asked(stage: Stage) -> None:
    ana, rosa, gabriela, group = await agreed(stage)
    asked = rosa.last
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)

    await gabriela.taps("1. Responder")
    card = stage.last(gabriela.id)
    assert card.text.startswith(f"Red Ñuble pide:\n{LEAVES}\n")
    await gabriela.replies("Llega en marzo, con tóner", to=card)

    told = stage.last(group)
    assert told.text == f"🏛 De coordinación, sobre «{LEAVES}»:\nLlega en marzo, con tóner"
    assert told.reply_to == next(m for m in stage.messages(group) if m.text == ASKED).id
    assert asked is not None
    assert "Gabriela" not in told.text
    await stage.passes(days=7)
    assert len(digests(gabriela)) == 1  # answered: it is no news any more


async def test_an_answer_that_does_not_fit_is_not_sent_in_half(stage: Stage) -> None:
    ana, _, gabriela, group = await agreed(stage)
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)
    await gabriela.taps("1. Responder")
    card, before = stage.last(gabriela.id), len(stage.told(group))

    await gabriela.replies("Llega en marzo. " * 30, to=card)
    assert gabriela.told[-1].startswith("Son 479 letras, y caben 400. Todavía no envié nada")
    assert len(stage.told(group)) == before

    await gabriela.replies("Llega en marzo", to=card)
    assert stage.told(group)[-1].endswith("Llega en marzo")


async def test_a_guide_asks_the_institution_in_private_and_hears_the_answer(stage: Stage) -> None:
    ana, _, gabriela, group, _ = await network(stage)

    await ana.says("/pedir una impresora para las tres escuelas")
    assert ana.told[-1].startswith("Va a coordinación")
    await stage.passes(days=7)
    await gabriela.taps("1. Responder")
    await gabriela.replies("Llega en marzo", to=stage.last(gabriela.id))

    told = stage.last(group)
    assert told.text.endswith("sobre «una impresora para las tres escuelas»:\nLlega en marzo")
    assert told.reply_to is None  # no message of the group said it
    await gabriela.says("/pedir una impresora")
    assert gabriela.told[-1].startswith("Lo que la gente contó es para quienes están")


async def test_seen_is_told_once_however_often_it_is_tapped(stage: Stage) -> None:
    ana, _, gabriela, group = await agreed(stage)
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)
    await gabriela.taps("1. Responder")
    card = stage.last(gabriela.id)

    await gabriela.taps("Visto", card)
    await gabriela.replies("Y llega en marzo", to=card)

    told = [text for text in stage.told(group) if text.startswith("🏛")]
    assert [text.splitlines()[0] for text in told] == [
        f"🏛 Coordinación ya lo vio: «{LEAVES}»",
        f"🏛 De coordinación, sobre «{LEAVES}»:",
    ]


async def test_what_nobody_answered_is_counted_and_not_repeated(stage: Stage) -> None:
    ana, rosa, gabriela, group = await agreed(stage)
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)
    await rosa.says("#practica Leemos en parejas", group)

    await stage.passes(days=7)

    second = digests(gabriela)[1]
    assert "1 más espera respuesta." in second
    assert "impresora" not in second


@pytest.mark.parametrize("who", ["author", "guide"])
async def test_one_no_is_enough(stage: Stage, who: str) -> None:
    ana, rosa, gabriela, group, _ = await network(stage)
    await rosa.starts()
    await rosa.says(ASKED, group)
    if who == "author":
        await rosa.taps("No")
    else:
        await rosa.taps("Sí, sin mi nombre")
        await ana.taps("Se queda aquí")

    await stage.passes(days=8)

    assert digests(gabriela) == []


async def test_only_whoever_asked_says_whether_it_may_go(stage: Stage) -> None:
    ana, rosa, _, group, others = await network(stage)
    await rosa.says(ASKED, group)
    asked = next(m for m in stage.messages(group) if "Leerían esto" in (m.text or ""))

    answer = await others[0].taps("Sí, sin mi nombre", asked)
    assert answer == "Quien lo escribió dice si puede salir del grupo."
    assert not any("¿Va?" in text for text in ana.told)

    await rosa.taps("Sí, sin mi nombre", asked)
    assert "¿Va?" in ana.told[-1]
    assert stage.buttons(asked) == []
    assert len([text for text in ana.told if "¿Va?" in text]) == 1


async def test_of_a_pair_the_first_decides_and_the_second_learns_it(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    luz = others[0]
    await luz.starts()
    await ana.replies("/guia", to=await luz.says("aquí", group))
    await rosa.starts()
    await rosa.says(ASKED, group)
    await rosa.taps("Sí, sin mi nombre")
    card = stage.last(luz.id)

    await ana.taps("Va a coordinación", stage.last(ana.id))
    assert await luz.taps("Va a coordinación", card) == "Ya va en camino."
    await stage.passes(days=7)

    assert len(digests(gabriela)) == 1


async def test_a_request_to_colleagues_asks_nothing_of_the_institution(stage: Stage) -> None:
    _, rosa, _, group, _ = await network(stage)
    await rosa.starts()

    await rosa.says("#pido ideas para lectura con varios cursos", group)

    assert not any("coordinación" in text for text in (*rosa.told[1:], *stage.told(group)[-1:]))


async def test_without_coordination_nothing_is_asked(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.starts()

    await rosa.says(ASKED, group)
    await rosa.says("/pedir una impresora", group)

    assert not any("Leerían esto" in text for text in rosa.told)
    assert stage.told(group)[-1].startswith("Todavía ninguna coordinación acompaña")


async def test_pedir_by_a_guide_goes_at_once_and_by_a_member_waits_for_one(stage: Stage) -> None:
    ana, rosa, gabriela, group, _ = await network(stage)
    await ana.says("/pedir una impresora para las tres escuelas", group)
    await rosa.says("/pedir tiempo para reunirnos", group)
    assert "¿Va?" in ana.told[-1]
    await rosa.says("/pedir", group)
    assert stage.told(group)[-1].startswith("Para pedir algo a la institución")
    await rosa.says("/pedir " + "muy largo " * 60, group)
    assert "500 letras" in stage.told(group)[-1]

    await stage.passes(days=7)

    (digest,) = digests(gabriela)
    assert "1. «una impresora para las tres escuelas» Red Ñuble" in digest
    assert "tiempo para reunirnos" not in digest


async def test_pedir_in_reply_asks_whoever_wrote_it_first(stage: Stage) -> None:
    ana, rosa, _, group, _ = await network(stage)
    await rosa.starts()
    asked = await rosa.says("#pido una bodega para los libros", group)

    await ana.replies("/pedir", to=asked)

    assert stage.told(group)[-1] == "Le pregunté a quien lo escribió si puede ir a coordinación."
    assert "una bodega para los libros" in rosa.told[-1]


@pytest.mark.parametrize("how", ["/olvidame", "/borrar"])
async def test_what_was_forgotten_or_taken_back_before_the_digest_does_not_go(
    stage: Stage, how: str
) -> None:
    ana, rosa, gabriela, group = await agreed(stage)
    asked = next(m for m in stage.messages(group) if m.text == ASKED)
    await ana.taps("Va a coordinación")
    if how == "/olvidame":
        await rosa.says("/olvidame")
        await rosa.taps("Sí, olvídame")
    else:
        await rosa.replies("/borrar", to=asked)

    await stage.passes(days=8)

    assert not any("impresora" in text for text in gabriela.told)


async def test_who_was_shown_out_answers_nothing_any_more(stage: Stage) -> None:
    ana, _, gabriela, group = await agreed(stage)
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)
    await gabriela.taps("1. Responder")
    card = stage.last(gabriela.id)
    await ana.says("/coordinacion quitar Gabriela", group)

    await gabriela.taps("1. Responder")
    await gabriela.replies("Llega en marzo", to=card)

    assert not any(text.startswith("🏛") for text in stage.told(group))


async def test_another_coordinator_of_the_same_community_may_answer_and_one_of_another_not(
    stage: Stage,
) -> None:
    ana, _, gabriela, _ = await agreed(stage)
    eva, marta = stage.person("Eva"), stage.person("Marta")
    other = await stage.community("Red Itata", guides=[eva])
    await eva.starts()
    await coordinate(eva, marta, other)
    await ana.taps("Va a coordinación")
    await eva.says("/pedir una sala", other)
    await stage.passes(days=7)

    assert "una sala" in digests(marta)[0]
    assert "impresora" not in digests(marta)[0]
    theirs = next(
        button["callback_data"]
        for message in stage.messages(gabriela.id)
        if message.keyboard
        for row in message.keyboard["inline_keyboard"]
        for button in row
        if button.get("callback_data", "").startswith("petition-open")
    )
    digest = next(m for m in stage.messages(marta.id) if (m.text or "").startswith("📬"))
    forged = theirs.replace(f":{gabriela.id}:", f":{marta.id}:")
    stage.driver.forge_tap(marta.id, marta.id, digest.id, forged)
    await stage.rests()
    assert not any("impresora" in text for text in marta.told)


async def test_of_two_coordinators_the_first_answer_is_the_only_one(stage: Stage) -> None:
    ana, _, gabriela, group = await agreed(stage)
    marta = stage.person("Marta")
    await coordinate(ana, marta, group)
    await ana.taps("Va a coordinación")
    await stage.passes(days=7)
    await gabriela.taps("1. Responder")
    await marta.taps("1. Responder")
    first, second = stage.last(gabriela.id), stage.last(marta.id)

    await gabriela.replies("Sí: enviamos una en marzo", to=first)
    await marta.replies("No se puede por ahora.", to=second)
    told = marta.told[-1]
    await marta.taps("Visto", second)
    await gabriela.replies("Y llega con tóner", to=first)

    assert told.startswith(f"La coordinación ya respondió esto en Red Ñuble: «{LEAVES}».")
    assert told.endswith("Si quieres agregar algo, háblalo con quienes facilitan.")
    assert "Gabriela" not in told
    assert [said.splitlines()[1] for said in stage.told(group) if said.startswith("🏛")] == [
        "Sí: enviamos una en marzo",
        "Y llega con tóner",
    ]


async def test_what_went_to_coordination_is_no_request_that_nobody_took_up(stage: Stage) -> None:
    ana, rosa, gabriela, group = await agreed(stage)
    await ana.taps("Va a coordinación")
    await rosa.says("#pido un electricista", group)

    await stage.passes(days=7)

    (week,) = [said for said in digests(ana) if said.startswith("🗒")]
    assert "🙋 1 pedido que nadie ha tomado: un electricista" in week
    assert "impresora" not in week
    assert "🏛 Piden a la institución:" in digests(gabriela)[0]
