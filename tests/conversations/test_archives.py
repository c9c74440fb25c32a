"""/exportar: who gets what, in which way, and who sees that it was taken."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest

from community.ids import PersonId
from sandbox.chats import Chat
from storage.rows import errands
from tests.bot.on_stage import community_of
from tests.conversation import Persona, Stage

PAGE = "Para leer"
CARD = ["Para leer", "Planilla", "Datos", "Todo en un .zip", "Con fotos y audios"]


async def told(stage: Stage) -> tuple[Chat, Persona, Persona]:
    """A community with a practice, a question and an answer with a photo."""
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/pregunta ¿Qué leíste?", group)
    question = stage.last(group)
    await rosa.replies("Una carta", to=question, media={"kind": "photo"})
    await rosa.says("#practica Leemos en parejas de distinto curso", group)
    await rosa.starts()
    return group, ana, rosa


def documents(stage: Stage, chat: int) -> list[tuple[str, bytes]]:
    """(name, bytes) of what the bot sent into a chat, the oldest first."""
    found = [m.content["document"] for m in stage.messages(chat) if "document" in m.content]
    given = [(one["file_name"], stage.world.file(one["file_id"])) for one in found]
    return [(name, file.bytes) for name, file in given if file is not None]


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}


async def test_asked_in_the_group_it_is_offered_in_private(stage: Stage) -> None:
    group, _, rosa = await told(stage)

    await rosa.says("/exportar", group)

    assert stage.told(group)[-1] == "Te envié en privado cómo llevar la memoria."
    assert "La memoria de Red Ñuble" in rosa.told[-1]
    assert stage.buttons(stage.last(rosa.id)) == CARD
    assert documents(stage, group.id) == []


async def test_without_a_private_chat_a_button_opens_one(stage: Stage) -> None:
    group, ana, _ = await told(stage)

    await ana.says("/exportar", group)
    assert "abre nuestro chat privado" in stage.told(group)[-1]
    assert stage.buttons(stage.last(group)) == ["Abrir"]
    await ana.starts("exportar")

    assert stage.buttons(stage.last(ana.id)) == CARD


async def test_each_choice_brings_a_document(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")
    card = stage.last(rosa.id)

    for button in CARD[:4]:  # the names have the day, so a memory of every month has its own
        assert await rosa.taps(button, card) == "La estoy preparando."

    page, tables, data, whole = documents(stage, rosa.id)
    assert page[0] == "minga-red-nuble-2026-11-16.html"
    assert "Leemos en parejas" in page[1].decode()
    assert tables[0] == "minga-red-nuble-2026-11-16-csv.zip"
    assert "practicas.csv" in unpacked(tables[1])
    assert data[0] == "minga-red-nuble-2026-11-16.json"
    assert json.loads(data[1])["prompts"][0]["reflections"][0]["text"] == "Una carta"
    assert whole[0] == "minga-red-nuble-2026-11-16.zip"
    assert {"index.html", "memory.json", "csv/practicas.csv"} <= set(unpacked(whole[1]))


async def test_a_second_tap_at_once_brings_no_second_document(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")
    card = stage.last(rosa.id)
    await rosa.taps(PAGE, card)

    assert await rosa.taps(PAGE, card) == "Ya te la envié: está en este chat."
    assert len(documents(stage, rosa.id)) == 1
    await stage.passes(minutes=2)
    await rosa.taps(PAGE, card)
    assert len(documents(stage, rosa.id)) == 2


async def test_photos_come_along_by_choice(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")

    await rosa.taps("Con fotos y audios")

    assert "Estoy trayendo las fotos" in rosa.told[-2]
    assert "La memoria entera, con 1 archivo." in rosa.told[-1]
    files = unpacked(documents(stage, rosa.id)[-1][1])
    assert files["media/photo-001.jpg"].startswith(b"\x89PNG")
    assert b'<img src="media/photo-001.jpg"' in files["index.html"]
    assert json.loads(files["memory.json"])["prompts"][0]["reflections"][0]["files"] == [
        "media/photo-001.jpg"
    ]


async def test_a_file_that_is_too_large_or_gone_does_not_keep_the_others_back(stage: Stage) -> None:
    group, ana, rosa = await told(stage)
    await ana.says("/pregunta ¿Y el huerto?", group)
    question = stage.last(group)
    large = {"kind": "document", "name": "../../x.html", "size": 12_000_000}
    await rosa.replies("grande", to=question, media=large)
    named = {"kind": "document", "name": "../../guía.pdf.exe"}
    await rosa.replies("guía", to=question, media=named)
    gone = await rosa.replies("se fue", to=question, media={"kind": "voice"})
    del stage.world.files[gone.content["voice"]["file_id"]]
    await rosa.says("/exportar")

    await rosa.taps("Con fotos y audios")

    assert "con 2 archivos" in rosa.told[-1]
    assert "2 archivos no vinieron" in rosa.told[-1]
    names = {name for name in unpacked(documents(stage, rosa.id)[-1][1]) if "media" in name}
    assert names == {"media/photo-001.jpg", "media/document-003.bin"}


async def test_if_telegram_does_not_answer_it_is_said_after_three_attempts(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")
    stage.driver.fault("500", method="getFile", times=3)

    await rosa.taps("Con fotos y audios")
    assert documents(stage, rosa.id) == []
    await stage.passes(hours=1)
    await stage.passes(hours=1)

    assert "No pude traer las fotos" in rosa.told[-1]
    assert documents(stage, rosa.id) == []


async def test_who_asks_meanwhile_not_to_be_kept_is_not_in_what_is_handed_over(
    stage: Stage,
) -> None:
    _, ana, rosa = await told(stage)
    await ana.starts()
    await ana.says("/exportar")
    stage.driver.fault("500", method="getFile", times=1)
    await ana.taps("Con fotos y audios")
    await rosa.says("/nomeguardes")

    await stage.passes(minutes=10)

    files = unpacked(documents(stage, ana.id)[-1][1])
    assert not [name for name in files if "media" in name]
    assert not any(b"Rosa" in content or b"Una carta" in content for content in files.values())


async def test_who_is_forgotten_gets_nothing_that_was_still_to_be_fetched(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")
    stage.driver.fault("500", method="getFile", times=1)
    await rosa.taps("Con fotos y audios")
    await rosa.says("/olvidame")
    await rosa.taps("Sí, olvídame")

    await stage.passes(hours=1)

    assert documents(stage, rosa.id) == []
    async with stage.looking() as tx:
        assert await tx.rows(errands.select()) == []


async def test_a_community_with_nothing_is_told_how_it_begins(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.starts()

    await ana.says("/exportar", group)

    assert stage.told(group)[-1].startswith("Todavía no hay nada para llevar.")
    assert documents(stage, ana.id) == []


async def test_where_all_was_of_people_who_are_left_out_there_is_nothing_to_take(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.says("#practica Leemos en parejas de distinto curso", group)
    await ana.starts()
    await ana.says("/exportar")
    card = stage.last(ana.id)
    await rosa.starts()
    await rosa.says("/nomeguardes")

    await ana.taps(PAGE, card)

    assert ana.told[-1].startswith("Todavía no hay nada para llevar.")
    assert documents(stage, ana.id) == []


async def test_who_left_the_group_takes_nothing_along(stage: Stage) -> None:
    group, _, rosa = await told(stage)
    await rosa.says("/exportar")
    card = stage.last(rosa.id)
    await rosa.leaves(group)

    await rosa.taps(PAGE, card)
    await rosa.says("/exportar")

    assert documents(stage, rosa.id) == []


async def test_guides_see_that_it_was_taken_and_nobody_sees_by_whom(stage: Stage) -> None:
    group, ana, rosa = await told(stage)
    await rosa.says("/exportar")
    await rosa.taps(PAGE)

    await ana.says("/estado", group)

    assert (
        "Memoria llevada (/exportar) en 30 días: 1; la última, lun 16 nov." in stage.told(group)[-1]
    )
    assert "Rosa" not in stage.told(group)[-1]
    home = await community_of(stage, group)
    async with stage.looking() as tx:
        assert [deed for deed, _ in await tx.deeds.latest(home.id)] == ["memory.html"]
        mine = await tx.personal.of(PersonId(rosa.id))
    assert [row["deed"] for row in mine["deeds"]] == ["memory.html"]
    await stage.passes(days=31)
    await ana.says("/estado", group)
    assert "Memoria llevada" not in stage.told(group)[-1]


async def test_who_only_coordinates_gets_counts_and_no_words(stage: Stage) -> None:
    group, ana, _ = await told(stage)
    eva = stage.person("Eva")
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Hola", group))
    await ana.says("/coordinacion", group)
    await eva.starts(ana.told[-1].partition("start=")[2].split()[0])

    await eva.says("/exportar")

    table, data = documents(stage, eva.id)
    rows = list(csv.reader(io.StringIO(table[1].decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][:2] == ["Red Ñuble", "1"]
    assert json.loads(data[1])["communities"][0]["reflections"] == 1
    for _, content in (table, data):
        for words in ("Rosa", "Una carta", "parejas"):
            assert words not in content.decode()
    home = await community_of(stage, group)
    async with stage.looking() as tx:
        assert "memory.figures" in [deed for deed, _ in await tx.deeds.latest(home.id)]


async def test_who_coordinates_and_is_a_member_chooses(stage: Stage) -> None:
    group, ana, _ = await told(stage)
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Hola", group))
    await ana.says("/coordinacion", group)
    await ana.starts(ana.told[-1].partition("start=")[2].split()[0])

    await ana.says("/exportar")
    assert stage.buttons(stage.last(ana.id)) == [*CARD, "Cifras de mi red"]
    await ana.taps("Cifras de mi red")

    assert [name for name, _ in documents(stage, ana.id)] == [
        "minga-red-2026-11-16.csv",
        "minga-red-2026-11-16.json",
    ]


async def test_closing_gives_the_same_pages(stage: Stage) -> None:
    group, ana, _ = await told(stage)
    await ana.starts()
    await ana.says("/exportar")
    await ana.taps(PAGE)

    await ana.says("/cerrar", group)
    await ana.taps("Cerrar…")
    await ana.taps("Sí, cerrar")

    (_, exported), (_, closing) = documents(stage, ana.id)
    assert closing == exported


@pytest.mark.parametrize("choice", ["", "xml", "../zip", "zip:1"])
async def test_a_forged_choice_changes_nothing(stage: Stage, choice: str) -> None:
    group, _, rosa = await told(stage)
    await rosa.says("/exportar")
    home = await community_of(stage, group)
    card = stage.last(rosa.id)

    tap = stage.driver.forge_tap(rosa.id, rosa.id, card.id, f"memory-take:{home.id}:{choice}")
    await stage.rests()

    assert stage.driver.answer(tap.id) is not None
    assert documents(stage, rosa.id) == []


async def test_the_card_still_works_after_weeks(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await rosa.says("/exportar")
    card = stage.last(rosa.id)

    await stage.until(stage.clock.now() + timedelta(days=20))
    await rosa.taps("Datos", card)

    assert [name for name, _ in documents(stage, rosa.id)] == ["minga-red-nuble-2026-12-06.json"]
