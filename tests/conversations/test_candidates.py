"""What may have been agreed or promised: people say whether it was."""

import pytest

from tests.conversation import Stage
from tests.conversations import syntheses_group
from tests.conversations.syntheses_group import ANSWERS, LIST, PROMISE, Group, a_group

AGREEMENT, COMMITMENT = "✅❔ ¿Es un acuerdo?", "🤝❔ ¿Es un compromiso?"


@pytest.fixture
async def group(stage: Stage) -> Group:
    made = await a_group(stage)
    await made.answers()
    await stage.passes(days=7)
    return made


async def test_an_agreement_is_on_record_once_somebody_of_the_pair_confirms_it(
    group: Group,
) -> None:
    stage = group.stage
    card, others = group.of(group.ana, AGREEMENT), group.of(group.eva, AGREEMENT)
    assert card.text == f"{AGREEMENT}\n«{LIST}» — Luz Vera\n3 personas dicen que sí."
    assert stage.buttons(card) == ["Confirmar", "Corregir", "Descartar"]
    await group.rosa.says("/acuerdos", group.chat)
    assert stage.last(group.chat).text.startswith("Todavía no hay acuerdos")

    await group.ana.taps("Corregir", card)
    how = stage.last(group.ana.id)
    await group.ana.replies("y" * 300, to=how)
    assert stage.last(group.ana.id).text.startswith("Escríbelo en una línea")
    await group.ana.replies("Hacemos una lista\nde cuentos <cortos>", to=how)
    await stage.passes(seconds=15)
    better = "En mejores palabras: Hacemos una lista de cuentos <cortos>"
    assert better in group.now_reads(others)

    twice = [stage.driver.tap(group.eva.id, others.chat, others.id, "Confirmar") for _ in range(2)]
    await stage.rests()
    assert (
        stage.driver.answer(twice[1].id)["text"] == "Ya lo resolviste; no hay nada más que hacer."
    )
    assert await group.ana.taps("Confirmar", card) == (
        "Otra persona ya lo resolvió. Gracias por mirarlo también."
    )
    said = [m for m in stage.messages(group.chat) if m.text.startswith("🤝 Acuerdo 1")]
    assert [m.text for m in said] == [
        "🤝 Acuerdo 1: Hacemos una lista de cuentos <cortos>\n"
        "Sale de lo que se conversó aquí. Si no es así, dilo; con /acuerdos ves todos."
    ]
    assert said[0].reply_to == group.said[LIST].id
    await stage.passes(seconds=15)
    assert group.now_reads(card) == (
        "✅ Confirmado como acuerdo 1: «Hacemos una lista de cuentos <cortos>»."
    )
    assert stage.buttons(card) == []
    assert "✅ Acuerdo 1: Hacemos una lista de cuentos <cortos> — Luz Vera" in group.now_reads(
        group.draft_of(group.ana)
    )
    await group.rosa.says("/acuerdos", group.chat)
    assert "1. Hacemos una lista de cuentos <cortos>" in stage.last(group.chat).text


async def test_what_goes_on_record_for_all_holds_no_telephone(group: Group) -> None:
    stage = group.stage
    card = group.of(group.ana, AGREEMENT)
    await group.ana.taps("Corregir", card)
    await group.ana.replies(
        "La lista la junta Rosa, fono +56 9 8765 4321", to=stage.last(group.ana.id)
    )
    await group.ana.taps("Confirmar", card)

    assert stage.last(group.chat).text.startswith("🤝 Acuerdo 1: La lista la junta Rosa, fono …\n")
    await group.rosa.says("/acuerdos", group.chat)
    assert "8765" not in stage.last(group.chat).text


async def test_a_commitment_goes_on_as_any_and_who_said_it_still_has_to_accept(
    group: Group,
) -> None:
    stage = group.stage
    card = group.of(group.ana, COMMITMENT)
    assert card.text == f"{COMMITMENT}\n«{PROMISE}» — Juan Pérez"

    await group.ana.taps("Confirmar", card)
    assert await group.eva.taps("Confirmar", group.of(group.eva, COMMITMENT)) == (
        "Otra persona ya lo resolvió. Gracias por mirarlo también."
    )
    asked = stage.last(group.ana.id)
    assert asked.text.startswith(
        "🤝 Juan Pérez: subir los cuentos de mi escuela\nVence el viernes 4"
    )
    await group.ana.taps("Sin evidencia", asked)

    posted = stage.last(group.chat)
    assert "Juan Pérez" in posted.text
    assert stage.buttons(posted)[:2] == ["Acepto", "No puedo"]
    await stage.passes(seconds=15)
    assert group.now_reads(card).startswith("🤝 Confirmado, sigue como compromiso")
    await group.juan.taps("Acepto", posted)
    assert "✓ Juan Pérez" in group.now_reads(posted)


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (1, "Vence el viernes 20 de noviembre.\n¿Qué mostrará que está hecho?"),
        (
            7,
            "El viernes 20 de noviembre ya pasó. ¿Para cuándo? Toca una opción, o responde a este "
            "mensaje con una fecha.",
        ),
    ],
)
async def test_a_promise_keeps_its_day_or_is_told_that_it_passed_and_reads_as_a_task(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, days: int, asked: str
) -> None:
    promise = "Dale, yo llevo los libros el viernes"
    said = tuple((who, promise if text == PROMISE else text) for who, text in ANSWERS)
    monkeypatch.setattr(syntheses_group, "ANSWERS", said)
    group = await a_group(stage)
    await group.answers()
    await group.ana.says("/sintesis", group.chat)
    await stage.passes(days=days)

    await group.ana.taps("Confirmar", group.of(group.ana, COMMITMENT))

    assert group.of(group.ana, "🤝 Juan").text == f"🤝 Juan Pérez: llevar los libros\n{asked}"


async def test_who_does_not_facilitate_settles_only_what_they_promised(group: Group) -> None:
    stage = group.stage
    for who in (group.juan, group.rosa):
        await who.starts()
    await group.rosa.says("/resumen 14")
    assert stage.buttons(stage.last(group.rosa.id)) == []
    await group.juan.says("/resumen 14")
    mine = stage.last(group.juan.id)
    assert stage.buttons(mine) == ["Por confirmar (1)"]

    await group.juan.taps("Por confirmar (1)", mine)
    card = stage.last(group.juan.id)
    assert card.text.startswith(COMMITMENT)
    await group.juan.taps("Confirmar", card)
    await group.juan.replies("una foto", to=stage.last(group.juan.id))

    assert "subir los cuentos de mi escuela" in stage.last(group.chat).text
    assert stage.buttons(stage.last(group.chat)) == [
        "Confirmar"
    ]  # a guide's, as of any #compromiso


async def test_what_was_discarded_is_not_offered_again(group: Group) -> None:
    stage = group.stage
    await group.ana.says("/resumen 14")
    news = stage.last(group.ana.id)
    assert stage.buttons(news) == ["Por confirmar (2)"]
    assert f"✅❔ «{LIST}» — Luz Vera" in news.text
    assert news.text.endswith(
        "\n\n❔ Por confirmar: se dijo y nadie lo ha confirmado. Lo confirma quien facilita; un "
        "compromiso, también quien lo dijo."
    )
    assert "⚖️ Todavía sin acuerdo: «Propongo que leamos también los sábados" in news.text

    await group.ana.taps("Por confirmar (2)", news)
    shown = [m for m in stage.messages(group.ana.id) if m.text.startswith(AGREEMENT)]
    await group.ana.taps("Descartar", shown[-1])
    await group.ana.taps("Descartar", group.of(group.ana, COMMITMENT))
    await stage.passes(seconds=15)
    assert group.now_reads(shown[0]) == f"Descartado: «{LIST}»."

    assert await group.ana.taps("Por confirmar (2)", news) == "Aquí abajo está."
    assert stage.last(group.ana.id).text == "Ya no queda nada por confirmar."
    await group.ana.says("/resumen 14")
    assert stage.buttons(stage.last(group.ana.id)) == []
    assert LIST not in stage.last(group.ana.id).text
    assert "❔" not in stage.last(group.ana.id).text
    prompt = next(m for m in stage.messages(group.chat) if m.text.startswith("💬"))
    await group.ana.replies("/sintesis", to=prompt)
    await stage.passes(seconds=15)
    assert LIST not in group.draft_of(group.ana).text
    assert PROMISE not in group.draft_of(group.ana).text
    await group.rosa.says("/acuerdos", group.chat)
    assert stage.last(group.chat).text.startswith("Todavía no hay acuerdos")


async def test_who_is_forgotten_takes_their_candidates_along_and_their_name_from_the_record(
    group: Group,
) -> None:
    stage = group.stage
    card = group.of(group.ana, AGREEMENT)
    await group.ana.taps("Corregir", card)
    await group.ana.replies("Luz Vera hace la lista de cuentos", to=stage.last(group.ana.id))
    await group.ana.taps("Confirmar", card)
    promise = group.of(group.ana, COMMITMENT)
    for who in (group.luz, group.juan):
        await who.starts()
        await who.says("/olvidame")
        await who.taps("Sí, olvídame")
    await stage.passes(seconds=15)

    await group.rosa.says("/acuerdos", group.chat)
    assert "1. … hace la lista de cuentos" in stage.last(group.chat).text
    assert group.now_reads(promise) == "Quien lo dijo lo retiró o lo cambió."
    assert stage.buttons(promise) == []
    assert "Luz" not in group.now_reads(card)
    assert "Juan" not in group.now_reads(group.draft_of(group.eva))
