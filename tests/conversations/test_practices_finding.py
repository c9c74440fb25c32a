"""People look for what others do: a word, a kind, a page, a mistake."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from community.ids import CommunityId, PracticeId
from community.levels import Level
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage
from tests.kept import withdraw

RTL = "\u202e"


async def red(stage: Stage, *told: str) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    for words in told:
        await rosa.says(f"#practica {words}", group)
    return group, ana, rosa


def shown(stage: Stage, group: Chat, listed: Message) -> str:
    """What a list says now."""
    return next(one.text for one in stage.messages(group) if one.id == listed.id)


async def test_a_word_with_one_letter_wrong_is_found_and_said(stage: Stage) -> None:
    group, ana, _ = await red(stage, "Fracción a fracción: partimos tortillas de la casa")

    await ana.says("/repertorio frascion", group)

    found = stage.last(group)
    assert found.text.startswith("En el repertorio, sobre «frascion»:\nBusqué fracción.\n")
    assert "partimos tortillas" in found.text
    for as_it_sounds in ("fraxiones", "frasion"):
        await ana.says(f"/repertorio {as_it_sounds}", group)
        assert "\nBusqué fracción.\n" in stage.last(group).text


async def test_a_title_comes_before_a_text_and_all_words_before_some(stage: Stage) -> None:
    group, ana, _ = await red(
        stage,
        "Un huerto en botellas para toda la escuela",
        "Canciones de la mañana. También en el huerto cantamos.",
    )

    await ana.says("/repertorio huertos", group)
    by_title = stage.last(group).text
    await ana.says("/repertorio huerto canción", group)
    both = stage.last(group).text
    await ana.says("/repertorio botellas canciones", group)
    some = stage.last(group).text

    assert by_title.index("Un huerto en botellas") < by_title.index("Canciones de la mañana")
    assert "Un huerto" not in both
    assert "Ninguna tiene todas esas palabras; estas tienen alguna." in some
    assert "Un huerto" in some


async def test_pages_turn_in_place_and_numbers_go_on(stage: Stage) -> None:
    group, ana, rosa = await red(
        stage, *(f"Rondas de lectura número {number} del mes" for number in range(12))
    )
    await ana.says("/repertorio rondas", group)
    listed = stage.last(group)
    told = len(stage.told(group))

    await ana.taps("Más", listed)
    await ana.taps("Más", listed)
    last = stage.last(group)
    assert stage.buttons(last) == ["11", "12", "Anteriores"]
    assert "11. Rondas de lectura número 1 " in last.text
    await rosa.taps("12", listed)
    assert "número 0" in stage.last(group).text
    await ana.taps("Anteriores", listed)

    assert stage.buttons(listed) == ["6", "7", "8", "9", "10", "Anteriores", "Más"]
    assert len(stage.told(group)) == told + 1


async def test_all_of_it_is_leafed_through_too(stage: Stage) -> None:
    group, ana, _ = await red(stage, *(f"Idea número {number} de Rosa" for number in range(7)))
    await ana.says("/repertorio", group)
    listed = stage.last(group)

    await ana.taps("Más", listed)

    assert stage.last(group).text.startswith("El repertorio tiene 7 prácticas.")
    assert stage.buttons(listed) == ["6", "7", "Anteriores"]


async def classify(stage: Stage, rosa: Persona, group: Chat, words: str, kind: str) -> None:
    await rosa.says(f"#practica {words}", group)
    await rosa.taps(kind, stage.last(group))


async def test_a_kind_is_chosen_by_a_button_by_its_name_or_among_words(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await classify(stage, rosa, group, "Leer en parejas cada lunes en la sala", "Rutina")
    await classify(stage, rosa, group, "Ventana de cartón para leer los renglones", "Herramienta")
    await rosa.says("#practica Leer el cielo con los abuelos del valle", group)

    await ana.says("/repertorio leer", group)
    listed = stage.last(group)
    assert stage.buttons(listed)[-3:] == ["Rutina", "Historia", "Herramienta"]
    await ana.taps("Herramienta", listed)
    assert stage.last(group).text.startswith(
        "En el repertorio, sobre «leer»:\nSolo: herramienta.\n\n1. Ventana de cartón"
    )
    assert stage.buttons(listed) == ["1", "Todo"]
    await ana.taps("Todo", listed)
    assert "Leer el cielo" in stage.last(group).text

    await ana.says("/repertorio tipo:rutina", group)
    assert stage.last(group).text.startswith("En el repertorio:\nSolo: rutina.\n\n1. Leer en par")
    await ana.says("/repertorio leer rutina", group)
    assert "1. Leer en parejas" in stage.last(group).text
    assert "Leer el cielo" not in stage.last(group).text


async def test_level_and_subject_narrow_it(stage: Stage) -> None:
    group, ana, _ = await red(stage, "Dominó de sumas con tapas", "Sumas con semillas y frascos")
    async with stage.minga.database.write() as tx:
        first = await tx.practices.get(CommunityId(1), PracticeId(1))
        assert first is not None
        known = replace(first, level=Level.FIRST, subject="Matemáticas", multigrade=True)
        await tx.practices.save(known)

    for narrowed in ("nivel:primero", "curso:multigrado", "materia:matematica"):
        await ana.says(f"/repertorio sumas {narrowed}", group)
        told = stage.last(group).text
        assert "Dominó de sumas" in told
        assert "semillas" not in told
    assert "Solo: matematica." in told


async def test_what_was_withdrawn_leaves_the_page_and_the_vocabulary(stage: Stage) -> None:
    group, ana, rosa = await red(stage, "Zanahorias en el invernadero del curso")
    await ana.says("/repertorio zanahoria", group)
    listed = stage.last(group)
    await rosa.says("#practica Canciones de la mañana en la puerta", group)
    async with stage.minga.database.write() as tx:
        await withdraw(tx, CommunityId(1), PracticeId(1), stage.clock.now())
        words = await tx.rows(text("SELECT word FROM practices_search_words"))

    stage.driver.forge_tap(ana.id, group.id, listed.id, "practice-page:1:1....zanahoria")
    await stage.rests()

    assert "No encontré nada sobre «zanahoria»" in shown(stage, group, listed)
    assert not any(row.word.startswith("zanahoria") for row in words)


async def test_nothing_found_offers_to_ask_the_group(stage: Stage) -> None:
    group, ana, _ = await red(stage, "Leemos en parejas cada lunes en la sala")

    await ana.says("/repertorio dinosaurios", group)

    nothing = stage.last(group)
    for _ in range(2):
        assert await ana.taps("Preguntar al grupo", nothing) == "Lo pedí al grupo en tu nombre."
    asked = stage.last(group)
    assert asked.text == "🙋 Ana pide: «dinosaurios»\n¿Quién puede ayudar? Responde aquí, o toca."
    assert [text for text in stage.told(group) if text.startswith("🙋")] == [asked.text]
    luz = stage.person("Luz")
    await luz.joins(group)
    await luz.replies("Tengo un libro", to=asked)
    await luz.taps("Yo puedo ayudar", asked)
    assert "🙋 Ana pide: «dinosaurios»\n🤝 Pueden ayudar: Luz" in shown(stage, group, asked)


@pytest.mark.parametrize(
    "typed", ['"', "* AND (", "🌱", f"{RTL}tabla", "x" * 4000, "العربية", "tipo:", "a.b:c|d_e"]
)
async def test_whatever_is_typed_is_answered(stage: Stage, typed: str) -> None:
    group, ana, _ = await red(stage, "Leemos en parejas cada lunes en la sala")
    told = len(stage.told(group))

    await ana.says(f"/repertorio {typed}", group)

    assert len(stage.told(group)) == told + 1
    assert "repertorio" in stage.told(group)[-1]
    assert RTL not in stage.told(group)[-1]


@pytest.mark.parametrize("choice", ["", "x", "1", "0....", "999....", "1.q...", "1..9..", "-1...."])
async def test_forged_pages_break_nothing(stage: Stage, choice: str) -> None:
    group, ana, _ = await red(stage, "Leemos en parejas cada lunes en la sala")
    await ana.says("/repertorio", group)
    listed = stage.last(group)

    stage.driver.forge_tap(ana.id, group.id, listed.id, f"practice-page:1:{choice}"[:64])
    await stage.rests()

    assert "Leemos en parejas" in shown(stage, group, listed)


async def test_a_guest_of_another_group_turns_no_pages_here(stage: Stage) -> None:
    group, ana, _ = await red(stage, "Leemos en parejas cada lunes en la sala")
    eva = stage.person("Eva")
    other = await stage.community("Otra red", guides=[eva])
    await eva.says("#practica Tejido en telar de cintura", other)
    await ana.says("/repertorio", group)
    listed = stage.last(group)

    stage.driver.forge_tap(ana.id, group.id, listed.id, "practice-page:2:1....")
    await stage.rests()

    assert "Tejido" not in shown(stage, group, listed)


async def test_in_private_pages_turn_too(stage: Stage) -> None:
    _, _, rosa = await red(stage, *(f"Idea número {number} de Rosa" for number in range(7)))
    await rosa.starts()
    await rosa.says("/repertorio idea")
    listed = stage.last(rosa.id)

    await rosa.taps("Más", listed)

    assert stage.buttons(listed) == ["6", "7", "Anteriores"]
