"""A practice is its author's: to reword, to leave unnamed, to take back."""

from typing import Any

from community.ids import CommunityId, PersonId
from community.practices import Practice
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage
from tests.kept import newest_practices

TOLD = "#practica Los grandes leen a los chicos en voz alta. Cada lunes, diez minutos."
TITLE = "Los grandes leen a los chicos en voz alta"
MINE = "Es mía: cambiar…"


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def told(stage: Stage, text: str = TOLD) -> tuple[Chat, Persona, Persona, Message]:
    group, ana, rosa = await red(stage)
    said = await rosa.says(text, group)
    return group, ana, rosa, said


async def shown(stage: Stage) -> tuple[Chat, Persona, Persona]:
    """Rosa tells a practice by a photo, without words."""
    group, ana, rosa = await red(stage)
    await rosa.says("", group, media={"kind": "photo"}, caption="#practica")
    return group, ana, rosa


async def kept(stage: Stage) -> list[Practice]:
    async with stage.looking() as tx:
        return await newest_practices(tx, CommunityId(1), 100)


async def test_the_receipt_opens_what_its_author_may_do_and_closes_again(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    receipt = stage.last(group)

    await rosa.taps(MINE, receipt)
    assert stage.last(group).text == (
        f"{TITLE}\nTu nombre se ve.\n"
        "Para cambiar el título o el texto, responde a este mensaje con las palabras nuevas."
    )
    assert stage.buttons(receipt) == ["Ocultar mi nombre", "Retirar", "Completar", "Volver"]
    await rosa.taps("Volver", receipt)

    assert stage.buttons(receipt)[-2:] == ["Otra clase", MINE]


async def test_nobody_else_opens_it_not_even_a_guide(stage: Stage) -> None:
    group, ana, _, _ = await told(stage)

    answer = await ana.taps(MINE, stage.last(group))

    assert answer == "Eso lo dice solo quien contó la práctica. Las tuyas están en /mispracticas."


async def test_three_taps_take_it_back_and_nothing_of_it_is_kept(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    receipt = stage.last(group)

    await rosa.taps(MINE, receipt)
    await rosa.taps("Retirar", receipt)
    assert stage.last(group).text.startswith(f"¿Saco «{TITLE}» del repertorio?")
    await rosa.taps("Sí, retirar", receipt)

    assert stage.last(group).text.startswith("Retirada: ya no está en el repertorio.")
    assert stage.buttons(receipt) == []
    assert await kept(stage) == []
    async with stage.looking() as tx:
        own = await tx.personal.of(PersonId(rosa.id))
    assert "Los grandes" not in str(own.get("practices"))
    await ana.says("/repertorio grandes", group)
    assert "todavía está vacío" in stage.told(group)[-1]


async def test_after_a_no_it_stays(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    await rosa.taps(MINE)
    await rosa.taps("Retirar")

    await rosa.taps("No")

    assert len(await kept(stage)) == 1
    assert stage.buttons(stage.last(group))[0] == "Ocultar mi nombre"


async def test_what_was_taken_back_only_its_author_tells_again(stage: Stage) -> None:
    group, ana, rosa, said = await told(stage)
    await rosa.taps(MINE)
    await rosa.taps("Retirar")
    await rosa.taps("Sí, retirar")

    await ana.replies("/guardar", to=said)
    assert stage.told(group)[-1].startswith("Quien la contó la retiró.")
    assert await kept(stage) == []
    await rosa.replies("#practica", to=said)

    assert [practice.title for practice in await kept(stage)] == [TITLE]
    await ana.says("/repertorio grandes", group)
    assert TITLE in stage.told(group)[-1]


async def test_an_edit_of_what_was_taken_back_does_not_bring_it_back(stage: Stage) -> None:
    _, _, rosa, said = await told(stage)
    await rosa.taps(MINE)
    await rosa.taps("Retirar")
    await rosa.taps("Sí, retirar")

    await rosa.edits(said, f"{TOLD} Y también los martes.")

    assert await kept(stage) == []


async def test_a_hidden_name_is_nowhere(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    async with stage.minga.database.write() as tx:
        await tx.members.change(CommunityId(1), PersonId(rosa.id), school="Escuela El Carmen")

    await rosa.taps(MINE)
    await rosa.taps("Ocultar mi nombre")
    panel = stage.last(group)
    assert "Tu nombre no se ve: se lee «alguien de la comunidad»." in panel.text
    await rosa.taps("Volver")
    assert stage.last(group).text.startswith(
        f"En el repertorio: {TITLE}, de alguien de la comunidad."
    )

    await ana.says("/repertorio grandes", group)
    found = stage.last(group)
    assert "alguien de la comunidad · historia\n" in found.text
    assert [entity for entity in found.entities if "url" in entity] == []
    await ana.taps("1", found)
    assert "alguien de la comunidad" in stage.told(group)[-1]
    await stage.passes(minutes=30)
    await ana.says("/resumen", group)
    assert "alguien de la comunidad" in stage.told(group)[-1]
    for asked in ("quispe", "carmen"):
        await ana.says(f"/repertorio {asked}", group)
        assert "No encontré nada" in stage.told(group)[-1]
    assert not any("Quispe" in text or "Carmen" in text for text in stage.told(group))


async def test_the_name_comes_back(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    await rosa.taps(MINE)
    await rosa.taps("Ocultar mi nombre")

    await rosa.taps("Mostrar mi nombre")
    await ana.says("/repertorio quispe", group)

    assert "Rosa Quispe · historia" in stage.told(group)[-1]


async def test_a_title_made_of_the_name_hides_it_and_says_it_again(stage: Stage) -> None:
    _, _, rosa = await shown(stage)
    assert [one.title for one in await kept(stage)] == ["Una práctica de Rosa Quispe"]

    await rosa.taps(MINE)
    await rosa.taps("Ocultar mi nombre")
    assert [one.title for one in await kept(stage)] == ["Una práctica de alguien de la comunidad"]
    await rosa.taps("Mostrar mi nombre")

    assert [one.title for one in await kept(stage)] == ["Una práctica de Rosa Quispe"]


async def test_an_adaptation_hides_the_name_of_who_made_it_in_its_title_and_its_path(
    stage: Stage,
) -> None:
    group, ana, _, _ = await told(stage)
    luis = stage.person("Luis Cayul")
    await luis.joins(group)
    await luis.starts()
    await luis.taps("La probé", await whole(stage, ana, group))
    await luis.replies("Con masa en vez de libros, y cantando.", to=stage.last(group))

    await luis.says("/mispracticas")
    await luis.taps("1", stage.last(luis.id))
    await luis.taps("Ocultar mi nombre")

    hidden = (await kept(stage))[0]
    assert hidden.title.endswith(", como la hizo alguien")
    await ana.taps("Su camino", await whole(stage, ana, group, "2"))
    assert "La probaron: alguien de la comunidad." in stage.last(group).text
    assert "Luis" not in stage.last(group).text
    assert "alguien de la comunidad)" in stage.last(group).text
    await luis.taps("Mostrar mi nombre")
    assert (await kept(stage))[0].title.endswith(", como la hizo Luis")


async def test_a_title_made_of_the_name_is_not_kept_by_who_adapts_it(stage: Stage) -> None:
    group, ana, _ = await shown(stage)

    await ana.taps("La probé", await whole(stage, ana, group))
    await ana.replies("Con semillas de quínoa, cada lunes.", to=stage.last(group))

    assert "Rosa" not in (await kept(stage))[0].title


async def whole(stage: Stage, reader: Persona, group: Chat, number: str = "1") -> Message:
    """All of a practice of the list, the newest first, with its buttons."""
    await reader.says("/repertorio", group)
    await reader.taps(number, stage.last(group))
    return stage.last(group)


async def test_the_copy_to_take_along_does_not_name_who_hid_it(stage: Stage) -> None:
    _, ana, rosa, _ = await told(stage)
    await ana.starts()
    await rosa.taps(MINE)
    await rosa.taps("Ocultar mi nombre")

    async with stage.looking() as tx:
        home = await tx.communities.get(CommunityId(1))
        assert home is not None
        archive = await tx.archives.of(home)
    from locales.words import words_in
    from messages.archives_pages import pages

    made = pages(archive, words_in("es"), stage.clock.now())["index.html"]
    assert TITLE in made
    assert "alguien de la comunidad" in made
    assert "Quispe" not in made


async def test_in_private_ones_own_practices_are_a_list_with_numbers(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    await ana.says("#practica Canciones para las tablas de multiplicar", group)
    await rosa.starts()

    await rosa.says("/mispracticas")
    listed = stage.last(rosa.id)
    assert listed.text == (
        "Has contado 1 práctica en Red Ñuble. Toca su número para cambiarla o retirarla.\n\n"
        f"1. {TITLE}"
    )
    for _ in range(10):
        await rosa.taps("1", listed)

    panels = [text for text in rosa.told if text.startswith(f"{TITLE}\n")]
    assert len(panels) == 1
    assert stage.buttons(stage.last(rosa.id)) == ["Ocultar mi nombre", "Retirar", "Completar"]


async def test_many_of_ones_own_have_pages(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    for number in range(8):
        await rosa.says(f"#practica Idea número {number} para leer en voz alta", group)
    await rosa.starts()

    await rosa.says("/mispracticas")
    listed = stage.last(rosa.id)
    assert stage.buttons(listed) == ["1", "2", "3", "4", "5", "6", "Más antiguas"]
    await rosa.taps("Más antiguas", listed)
    assert stage.buttons(listed) == ["7", "8", "Más nuevas"]
    await rosa.taps("8", listed)

    assert rosa.told[-1].startswith("Idea número 0")


async def test_in_the_group_they_are_sent_in_private_or_a_link_leads_there(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)

    await rosa.says("/mispracticas", group)
    assert stage.buttons(stage.last(group)) == ["Ver las mías"]
    await rosa.starts("mispracticas")
    assert rosa.told[-1].startswith("Has contado 1 práctica")
    await rosa.says("/mispracticas", group)

    assert stage.told(group)[-1] == "Te las mandé en privado."
    assert TITLE not in stage.told(group)[-1]


async def test_without_any_it_says_how_one_begins(stage: Stage) -> None:
    _, _, rosa = await red(stage)
    await rosa.starts()

    await rosa.says("/mispracticas")

    assert rosa.told[-1].startswith("Todavía no cuentas ninguna práctica en Red Ñuble.")


async def test_a_reply_with_a_new_title_is_asked_about_and_kept(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    receipt = stage.last(group)

    await rosa.replies("Lectura entre edades", to=receipt)
    asked = stage.last(group)
    assert asked.text == f"¿Qué hago con esto, para «{TITLE}»?\nLectura entre edades"
    assert stage.buttons(asked) == ["Es el título", "Es el texto", "Ninguno"]
    for _ in range(3):
        await rosa.taps("Es el título", asked) if stage.buttons(asked) else None

    assert stage.last(group).text == "Ahora su título es Lectura entre edades."
    await ana.says("/repertorio edades", group)
    assert "1. Lectura entre edades" in stage.told(group)[-1]


async def test_a_reply_with_a_new_text_replaces_it_and_is_found(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)

    new = "Los de sexto leen a los de primero. Después dibujan juntos lo que escucharon."
    await rosa.replies(new, to=stage.last(group))
    assert stage.buttons(stage.last(group)) == ["Es el texto", "Ninguno"]
    await rosa.taps("Es el texto")

    (practice,) = await kept(stage)
    assert (practice.text, practice.title) == (new, "Los de sexto leen a los de primero")
    await ana.says("/repertorio dibujan", group)
    assert "Los de sexto" in stage.told(group)[-1]


async def test_mere_talk_under_the_receipt_changes_nothing(stage: Stage) -> None:
    group, ana, rosa, _ = await told(stage)
    receipt = stage.last(group)

    said = await ana.replies("¡Qué linda idea!", to=receipt)
    assert stage.reactions(said) == ["👍"]
    photo = await rosa.replies("", to=receipt, media={"kind": "photo"})
    assert stage.reactions(photo) == ["👍"]
    await rosa.replies("Gracias a todas", to=receipt)
    await rosa.taps("Ninguno")

    assert stage.last(group).text == f"{TITLE} queda como estaba."
    (practice,) = await kept(stage)
    assert (practice.title, practice.rewording) == (TITLE, None)


async def test_an_answered_question_about_words_is_old(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    receipt = stage.last(group)
    await rosa.replies("Lectura entre edades", to=receipt)
    first = stage.last(group)
    await rosa.replies("Lectura de grandes a chicos", to=receipt)
    await rosa.taps("Es el título")

    answer = await rosa.taps("Es el título", first)

    assert "botón" in answer
    assert [one.title for one in await kept(stage)] == ["Lectura de grandes a chicos"]


async def test_a_hostile_title_is_only_words(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)

    await rosa.replies('<b>&"\u202eTítulo</a>', to=stage.last(group))
    await rosa.taps("Es el título")

    assert stage.last(group).text == 'Ahora su título es <b>&"Título</a>.'


async def test_in_private_a_reply_to_the_opened_practice_rewords_it_too(stage: Stage) -> None:
    _, _, rosa, _ = await told(stage)
    await rosa.starts()
    await rosa.says("/mispracticas")
    await rosa.taps("1")

    await rosa.replies("Lectura entre edades", to=stage.last(rosa.id))
    await rosa.taps("Es el título")

    assert [one.title for one in await kept(stage)] == ["Lectura entre edades"]


async def test_who_only_coordinates_has_none_and_forged_numbers_open_nothing(
    stage: Stage,
) -> None:
    group, ana, rosa, _ = await told(stage)
    await ana.says("#practica Canciones para las tablas de multiplicar", group)
    await rosa.starts()
    await rosa.says("/mispracticas")
    listed, before = stage.last(rosa.id), list(rosa.told)

    for data in (
        "practices-mine:1:2",
        "practices-mine:1:x",
        "practices-mine:1",
        "practice-own:2:open",
    ):
        stage.driver.forge_tap(rosa.id, rosa.id, listed.id, data)
    await stage.rests()

    assert rosa.told == before


async def test_who_left_the_group_takes_back_what_they_told(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    await rosa.starts()
    await rosa.leaves(group)

    await rosa.says("/mispracticas")
    await rosa.taps("1")
    await rosa.taps("Retirar")
    await rosa.taps("Sí, retirar")
    await rosa.says("/repertorio")
    stranger = rosa.told[-1]
    await rosa.says("/mispracticas")

    assert await kept(stage) == []
    assert rosa.told[-1] == stranger  # in no community any more
