"""What somebody does at school is told, kept, found and read by others."""

from typing import Any

import pytest

from community.ids import CommunityId, PersonId, PracticeId
from community.practices import Practice, PracticeKind
from sandbox.chats import Chat
from tests.conversation import Persona, Stage
from tests.kept import newest_practices, withdraw

TOLD = "Los grandes leen a los chicos en voz alta. Cada lunes, diez minutos, en parejas."
RTL = "\u202e"


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def kept(stage: Stage) -> list[Practice]:
    async with stage.looking() as tx:
        return await newest_practices(tx, CommunityId(1), 100)


async def test_a_hashtag_anywhere_keeps_the_story(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    said = await rosa.says(f"{TOLD} #Prácticas", group)

    assert stage.reactions(said) == ["✍"]
    receipt = stage.last(group)
    assert receipt.text == (
        "En el repertorio: Los grandes leen a los chicos en voz alta, de Rosa Quispe.\n"
        "¿Qué es? Rutina: lo que siempre se hace así. Palabra: un dicho nuestro. Herramienta: algo "
        "que se usa. Si nadie lo dice, queda como historia."
    )
    kinds = ["Rutina", "Palabra", "Herramienta", "Historia", "Más"]
    assert stage.buttons(receipt) == [*kinds, "Es mía: cambiar…"]
    again = await rosa.says(f"#practica {TOLD.upper()}", group)
    assert stage.reactions(again) == ["✍"]
    assert stage.last(group).text == (
        "Esto ya está contado; aquí lo tienes. Para cambiarlo, toca o responde.\n"
        "En el repertorio: Los grandes leen a los chicos en voz alta, de Rosa Quispe.\n"
        "Clase: Historia."
    )
    (practice,) = await kept(stage)
    assert (practice.text, practice.kind) == (TOLD, PracticeKind.STORY)


async def test_an_emoji_or_two_words_are_no_practice_yet_and_a_sentence_is_asked_for(
    stage: Stage,
) -> None:
    group, _, rosa = await red(stage)
    await rosa.starts()
    ask = (
        "Suena bien. Para que otras personas puedan probarla, cuéntala en una o dos frases con "
        "#practica: ¿qué haces, con quién, para qué? También sirve una foto o un audio."
    )

    short = await rosa.says("#practica lectura 🌱", group)
    assert stage.last(group).text == ask
    assert stage.reactions(short) == ["👍"]
    await rosa.says("#practica lectura 🌱")
    assert rosa.told[-1] == ask
    await rosa.says("#practica 🌱", group)
    assert stage.last(group).text.startswith("Cuenta lo que haces en el mismo mensaje")
    assert await kept(stage) == []

    told = await rosa.says(TOLD, group)
    await rosa.replies("#practica 🌱", to=told)
    assert [one.text for one in await kept(stage)] == [TOLD]


async def test_a_photo_with_the_hashtag_in_its_caption_is_kept_with_its_file(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("", group, media={"kind": "photo"}, caption="#practica Huerto en botellas")

    (practice,) = await kept(stage)
    assert practice.title == "Huerto en botellas"
    assert practice.file_id


async def test_the_author_says_of_which_kind_it_is_and_may_change_their_mind(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says(f"#practica {TOLD}", group)
    receipt = stage.last(group)

    await rosa.taps("Más", receipt)
    assert stage.buttons(receipt) == ["Gesto", "Símbolo", "Tropiezo", "Volver"]
    await rosa.taps("Gesto", receipt)
    assert "Clase: Gesto." in stage.last(group).text
    await rosa.taps("Otra clase", receipt)
    await rosa.taps("Rutina", receipt)

    assert [practice.kind for practice in await kept(stage)] == [PracticeKind.ROUTINE]


async def test_somebody_else_does_not(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    juan = stage.person("Juan")
    await juan.joins(group)
    await rosa.says(f"#practica {TOLD}", group)
    receipt = stage.with_button("Rutina", seen_by=juan.id)

    answer = await juan.taps("Rutina", receipt)

    assert answer == "Lo dice quien contó la práctica, o quien facilita el grupo."
    assert [practice.kind for practice in await kept(stage)] == [PracticeKind.STORY]


async def test_a_guide_keeps_what_somebody_told_by_replying(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says(TOLD, group)

    await ana.replies("/guardar", to=said)

    assert stage.last(group).text.startswith(
        "En el repertorio: Los grandes leen a los chicos en voz alta, de Rosa Quispe."
    )
    (practice,) = await kept(stage)
    assert (practice.author_id, practice.saved_by) == (rosa.id, ana.id)


async def test_the_guide_may_name_it(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says(TOLD, group)

    await ana.replies("/guardar Lectura entre edades", to=said)

    assert [practice.title for practice in await kept(stage)] == ["Lectura entre edades"]


async def test_two_guides_save_the_same_message_and_it_is_kept_once(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says(TOLD, group)

    await ana.replies("/guardar", to=said)
    await ana.replies("/guardar", to=said)

    assert len(await kept(stage)) == 1
    assert stage.told(group)[-1] == "Eso ya está en el repertorio. Con /repertorio lo encuentras."


async def test_the_words_of_somebody_who_is_not_kept_are_not_kept(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    async with stage.minga.database.write() as tx:
        await tx.people.change(PersonId(rosa.id), keep_nothing_at=stage.clock.now())
    await stage.minga.intake.load()
    said = await rosa.says(TOLD, group)

    await ana.replies("/guardar", to=said)

    assert await kept(stage) == []
    assert "pidió que no guarde lo suyo" in stage.told(group)[-1]


async def test_without_a_reply_guardar_says_what_it_needs(stage: Stage) -> None:
    group, ana, _ = await red(stage)

    await ana.says("/guardar", group)

    assert "respondiendo al mensaje" in stage.told(group)[-1]


async def test_what_the_bot_said_is_not_a_practice(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/repertorio", group)

    await ana.replies("/guardar", to=stage.last(group))

    assert await kept(stage) == []
    assert "Ahí no veo nada que pueda guardar" in stage.told(group)[-1]


async def test_the_hashtag_alone_keeps_ones_own_message_replied_to(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    said = await rosa.says(TOLD, group)

    await rosa.replies("#practica", to=said)

    assert [practice.text for practice in await kept(stage)] == [TOLD]


async def test_the_hashtag_alone_does_not_take_the_words_of_others(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await ana.says(TOLD, group)

    await rosa.replies("#practica", to=said)

    assert await kept(stage) == []
    assert "en el mismo mensaje de #practica" in stage.told(group)[-1]


async def test_the_hashtag_in_a_forwarded_message_keeps_nothing_and_says_once_how_to_tell(
    stage: Stage,
) -> None:
    group, _, rosa = await red(stage)

    for text in (f"{TOLD} #practica", f"@{stage.world.bot.username} {TOLD} #practica"):
        said = await rosa.says(text, group, forward={"name": "Alguien"})
        assert stage.reactions(said) == ["👍"]

    assert await kept(stage) == []
    (told,) = stage.told(group)
    assert told.startswith("De un mensaje reenviado no guardo nada")


async def test_other_hashtags_in_a_forwarded_message_get_a_sign_and_do_nothing(
    stage: Stage,
) -> None:
    group, ana, _ = await red(stage)

    said = await ana.says(
        "#compromiso Rosa sube la rúbrica el viernes", group, forward={"name": "Alguien"}
    )

    assert stage.reactions(said) == ["👍"]
    assert stage.told(group) == []


async def test_one_does_not_tell_a_forwarded_message_as_ones_own(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    said = await rosa.says(TOLD, group, forward={"name": "Alguien"})

    await rosa.replies("#practica", to=said)

    assert await kept(stage) == []
    assert stage.told(group)[-1].startswith("De un mensaje reenviado no guardo nada")


async def album(stage: Stage, who: Persona, group: Chat, caption: str, number: str) -> None:
    """Three photos sent together; the words are the first one's."""
    for words in (caption, "", ""):
        stage.driver.say(who.id, group.id, "", media={"kind": "photo"}, caption=words)
    for update in stage.world.mailbox.pending:
        update["message"]["media_group_id"] = number
    await stage.rests()


async def test_an_album_with_one_caption_is_one_practice(stage: Stage) -> None:
    group, ana, rosa = await red(stage)

    await album(stage, rosa, group, "#practica Huerto en botellas", "13840")

    (practice,) = await kept(stage)
    assert practice.title == "Huerto en botellas"
    assert practice.file_id
    assert len({practice.file_id, *practice.more_files}) == 3
    assert len(stage.told(group)) == 1
    await rosa.taps("Rutina")
    assert stage.last(group).text.endswith("\n3 archivos.")

    await ana.says("/compromiso Rosa trae fotos el 4 de diciembre, con una foto", group)
    await album(stage, rosa, group, "#hecho 1 las fotos", "13841")
    async with stage.looking() as tx:
        pledge = await tx.commitments.numbered(CommunityId(1), 1)
        assert pledge is not None
        shown = await tx.commitments.evidences_of(CommunityId(1), pledge.commitment.id)
    assert len({one.file_id for one in shown}) == 3


async def test_a_reply_to_the_prompt_with_the_hashtag_is_both(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta ¿Qué salió bien?", group)

    said = await rosa.replies(f"{TOLD} #practica", to=stage.last(group))
    await rosa.edits(said, "Los grandes leen a los chicos. Cada martes. #practica")

    (practice,) = await kept(stage)
    assert practice.text == "Los grandes leen a los chicos. Cada martes."
    async with stage.looking() as tx:
        reflection = await tx.prompts.reflection_in(CommunityId(1), practice.message_id)
    assert reflection is not None
    assert "Cada martes" in reflection.text


async def test_an_edit_is_followed_and_found(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says("#practica Fraciones con tortillas de la casa", group)

    await rosa.edits(said, "#practica Fracciones con tortillas de la casa")
    await ana.says("/repertorio fracción", group)

    assert "Fracciones con tortillas de la casa" in stage.told(group)[-1]


async def test_searching_shows_title_author_school_and_a_line(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    async with stage.minga.database.write() as tx:
        await tx.members.change(CommunityId(1), PersonId(rosa.id), school="Escuela El Carmen")
    said = await rosa.says(f"#practica {TOLD}", group)
    await ana.says("#practica Canciones para las tablas de multiplicar", group)

    await ana.says("/repertorio EN PAREJA", group)

    found = stage.last(group)
    assert found.text == (
        "En el repertorio, sobre «EN PAREJA»:\n\n1. Los grandes leen a los chicos en voz alta\n"
        "Rosa Quispe · Escuela El Carmen · historia\nCada lunes, diez minutos, en parejas"
    )
    link = f"https://t.me/c/{str(group.id)[4:]}/{said.id}"
    assert [entity.get("url") for entity in found.entities if "url" in entity] == [link]
    assert stage.buttons(found) == ["1"]


async def test_in_a_basic_group_without_links_the_day_is_named(stage: Stage) -> None:
    group, _, rosa = await red(stage, type="group")
    await rosa.says(f"#practica {TOLD}", group)

    await rosa.says("/repertorio", group)

    assert "Rosa Quispe · historia · lun 16 nov" in stage.last(group).text


async def test_a_number_brings_all_of_it_once_however_often_it_is_tapped(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    whole = "#practica " + "Leemos cuentos en parejas cada lunes. " * 100
    await rosa.says(whole, group)
    await ana.says("/repertorio cuentos", group)
    found = stage.last(group)

    answers = {await ana.taps("1", found) for _ in range(10)}

    assert answers == {"La tienes completa más abajo, en respuesta a esta lista."}
    full = [text for text in stage.told(group) if text.count("Leemos cuentos") >= 100]
    assert len(full) == 1
    assert len(full[0]) <= 4096


async def test_the_newest_five_are_shown_and_all_are_counted(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    for number in range(7):
        await rosa.says(f"#practica Idea número {number} para leer en voz alta", group)

    await ana.says("/repertorio", group)

    shown = stage.last(group)
    assert shown.text.startswith("El repertorio tiene 7 prácticas.")
    assert stage.buttons(shown) == ["1", "2", "3", "4", "5", "Más"]
    assert "Idea número 6" in shown.text
    assert "Idea número 1" not in shown.text
    assert len(shown.text) <= 600


async def test_an_empty_repertoire_says_how_to_begin(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/repertorio", group)
    await rosa.says("/repertorio lectura", group)

    assert all("todavía está vacío" in text for text in stage.told(group)[-2:])


async def test_a_long_one_is_read_in_private_where_that_is_possible(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.starts()
    await rosa.says(f"#practica {TOLD} {'Cada quien elige su libro. ' * 40}", group)
    await rosa.says("/repertorio", group)
    listed = stage.last(group)
    told = len(stage.told(group))

    answers = {await rosa.taps("1", listed) for _ in range(3)}
    assert answers == {"Es larga: te la mandé en privado."}
    assert len(stage.told(group)) == told
    assert len([text for text in rosa.told if text.count("Cada quien elige") == 40]) == 1
    await ana.taps("1", listed)
    assert stage.last(group).text.count("Cada quien elige") == 40


async def test_nothing_found_says_what_to_try(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says(f"#practica {TOLD}", group)

    await rosa.says('/repertorio "dinosaurios" OR (NEAR', group)

    assert 'No encontré nada sobre «"dinosaurios" OR (NEAR»' in stage.told(group)[-1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f'<b>&"{RTL}</a>Rosa', f'Con <b>&"{RTL} tijeras'),
        ("Rosa", "Con 🌱🌱🌱 y agua"),
        ("🌻", "Riego la 🌱 cada día"),
        ("R" * 64, "palabra" * 570),
        ("Rosa", "Con x y z" + "\n\n\n" * 900),
    ],
)
async def test_strange_names_and_texts_are_kept_shown_and_found(
    stage: Stage, name: str, said: str
) -> None:
    group = (await red(stage))[0]
    somebody = stage.person(name)
    await somebody.joins(group)

    await somebody.says(f"#practica {said}"[:4096], group)
    await somebody.says("/repertorio", group)
    found = stage.last(group)
    await somebody.taps("1", found)

    assert len(await kept(stage)) == 1
    assert len(found.text) <= 600
    assert found.text.count("\n1. ") == 1
    assert RTL not in "".join(stage.told(group))


async def test_a_forged_number_of_another_community_is_not_read(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    eva = stage.person("Eva")
    other = await stage.community("Otra red", guides=[eva])
    await rosa.says(f"#practica {TOLD}", group)
    await eva.says("#practica Tejido en telar de cintura", other)
    await ana.says("/repertorio", group)
    found = stage.last(group)
    told = stage.told(group)

    for data in (
        f"practice-read:1:{2}",
        "practice-read:2:2",
        "practice-read:1:x",
        "practice-read:1",
    ):
        stage.driver.forge_tap(ana.id, group.id, found.id, data)
    await stage.rests()

    assert stage.told(group) == told


async def test_in_private_a_member_reads_the_repertoire_of_their_group(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says(f"#practica {TOLD}", group)
    await rosa.starts()

    await rosa.says("/repertorio parejas")
    await rosa.taps("1", stage.last(rosa.id))

    assert "Cada lunes, diez minutos, en parejas." in rosa.told[-1]


async def test_a_withdrawn_practice_is_gone_from_lists_and_numbers(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.says(f"#practica {TOLD}", group)
    await ana.says("/repertorio", group)
    found = stage.last(group)
    async with stage.minga.database.write() as tx:
        await withdraw(tx, CommunityId(1), PracticeId(1), stage.clock.now())

    answer = await ana.taps("1", found)

    assert answer == "Eso ya no lo encuentro aquí. Con /ayuda ves lo que hay."
