"""The library: a file, one line, its size before anybody downloads it."""

from typing import Any

from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def sheet(who: Persona, group: Chat, name: str = "fracciones_3.pdf") -> Message:
    return await who.says("", group, media={"kind": "document", "name": name, "size": 340_000})


async def test_a_file_goes_into_the_library_with_its_size_and_a_subject(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await ana.replies("/material fichas de fracciones, 3.º a 6.º", to=await sheet(rosa, group))
    received = stage.last(group)
    await rosa.taps("Matemática", received)

    assert stage.told(group)[-1] == (
        "📎 En la biblioteca: fichas de fracciones, 3.º a 6.º (PDF, 340 KB), de Rosa.\n"
        "Tema: matemática."
    ).replace("matemática.", "Matemática.")
    assert stage.buttons(received) == ["Cambiar"]


async def test_the_library_is_seen_by_subject_and_searched_without_accents(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.replies("/material fichas de fracciones", to=await sheet(rosa, group))
    await rosa.taps("Matemática")
    await ana.replies("/material", to=await sheet(rosa, group, "Planificación anual.docx"))

    await rosa.says("/material", group)
    shelves = stage.last(group)
    library = shelves.text
    await rosa.taps("Matemática (1)", shelves)
    opened = stage.world.history[group.id][shelves.id].text
    await rosa.says("/material planificacion", group)

    assert "La biblioteca tiene 2 materiales" in library
    assert "fichas de fracciones" in opened
    assert "PDF, 340 KB" in opened
    assert "Planificación anual" in stage.last(group).text
    assert "DOCX, 340 KB" in stage.last(group).text


async def test_where_there_are_no_links_a_number_brings_the_file_up(stage: Stage) -> None:
    group, ana, rosa = await red(stage, type="group")
    file = await sheet(rosa, group)
    await ana.replies("/material fichas", to=file)
    await rosa.says("/material fichas", group)

    await rosa.taps("1")
    await rosa.taps("1")

    shown = [one for one in stage.messages(group) if one.text == "fichas (PDF, 340 KB)"]
    assert [one.reply_to for one in shown] == [file.id]


async def test_the_same_file_twice_is_in_it_once(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    file = await sheet(rosa, group)
    await ana.replies("/material fichas", to=file)

    await rosa.replies("/material las fichas", to=file)
    await rosa.says("/material", group)

    assert "Eso ya está en la biblioteca" in stage.told(group)[-2]
    assert "tiene 1 material." in stage.told(group)[-1]


async def test_what_brings_no_file_is_told_so_and_what_is_not_found_too(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await rosa.says("/material", group)
    empty = stage.last(group).text
    await ana.replies("/material", to=await rosa.says("solo palabras", group))
    no_file = stage.last(group).text
    await ana.replies("/material fichas", to=await sheet(rosa, group))
    await rosa.says('/material "AND* volcán', group)

    assert "todavía está vacía" in empty
    assert "Ahí no veo un archivo" in no_file
    assert "No encontré nada" in stage.last(group).text


async def test_somebody_else_does_not_sort_it_and_its_owner_takes_it_down(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    luis = stage.person("Luis")
    await luis.joins(group)
    file = await sheet(rosa, group)
    await rosa.replies("/material fichas", to=file)

    refused = await luis.taps("Matemática")
    await rosa.replies("/borrar", to=file)
    await rosa.says("/material", group)

    assert "quien lo compartió" in refused
    assert "todavía está vacía" in stage.last(group).text


async def test_a_file_of_somebody_who_keeps_nothing_is_not_kept(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.says("/nomeguardes", group)
    file = await sheet(rosa, group)

    await ana.replies("/material fichas", to=file)

    assert "Ahí no veo un archivo" in stage.last(group).text


async def test_hostile_names_are_only_names(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await ana.replies("/material", to=await sheet(rosa, group, "<b>&\u202e.pdf"))

    assert "En la biblioteca: <b>& (PDF, 340 KB)" in stage.last(group).text
