"""A guide takes a practice down at once; its author hears why, kindly, and may tell it again."""

from community.ids import ChatId, CommunityId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage
from tests.kept import newest_practices

TOLD = "#practica Pedrito lee a los chicos en voz alta. Cada lunes, diez minutos."
TITLE = "Pedrito lee a los chicos en voz alta"


async def told(
    stage: Stage, *, can_be_written: bool = True
) -> tuple[Chat, Persona, Persona, Message]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    if can_be_written:
        await rosa.starts()
    return group, ana, rosa, await rosa.says(TOLD, group)


async def titles(stage: Stage) -> list[str]:
    async with stage.looking() as tx:
        return [one.title for one in await newest_practices(tx, CommunityId(1), 100)]


async def test_words_after_the_command_are_the_reason(stage: Stage) -> None:
    group, ana, rosa, said = await told(stage)

    await ana.replies("/borrar aparece el nombre de <b>un niño</b>", to=said)

    assert await titles(stage) == []
    assert rosa.told[-1] == (
        f"Quien facilita Red Ñuble quitó «{TITLE}» del repertorio.\n"
        "aparece el nombre de <b>un niño</b>\n"
        "Puedes corregirla y contarla de nuevo con #practica, o preguntarle. "
        "Gracias por contar lo que haces."
    )
    assert stage.told(group)[-1].endswith("Se lo dije en privado a quien la contó.")
    assert stage.buttons(stage.last(group)) == []


async def test_without_words_two_buttons_offer_the_usual_reasons(stage: Stage) -> None:
    group, ana, rosa, said = await told(stage)
    await ana.replies("/borrar", to=said)
    answer = stage.last(group)
    assert stage.buttons(answer) == ["Nombra a un niño", "Puede hacer daño"]

    assert "facilita" in await rosa.taps("Nombra a un niño", answer)
    for reason in ("Nombra a un niño", "Puede hacer daño"):
        await ana.taps(reason, answer) if stage.buttons(answer) else None

    why = [text for text in rosa.told if text.startswith("Sobre lo que se quitó")]
    assert why == [
        "Sobre lo que se quitó en Red Ñuble: se podía reconocer a un niño o una niña. "
        "Sin el nombre es bienvenida."
    ]
    assert stage.last(group).text == "Listo: ya no está, y quien la contó sabe por qué."


async def test_who_cannot_be_written_hears_it_in_the_group_by_name(stage: Stage) -> None:
    group, ana, _, said = await told(stage, can_be_written=False)

    await ana.replies("/borrar", to=said)

    assert stage.told(group)[-1].endswith(
        "Rosa Quispe: puedes corregirla y contarla de nuevo con #practica."
    )


async def test_the_author_corrects_it_and_tells_it_again(stage: Stage) -> None:
    group, ana, rosa, said = await told(stage)
    receipt = stage.last(group)
    await ana.replies("/borrar", to=said)
    assert stage.buttons(stage.world.history[group.id][receipt.id]) == []

    await rosa.edits(said, "Un estudiante de sexto lee a los chicos. Cada lunes.")
    assert await titles(stage) == []
    await rosa.replies("#practica", to=said)

    assert await titles(stage) == ["Un estudiante de sexto lee a los chicos"]


async def test_in_reply_to_the_receipt_the_practice_goes_and_the_receipt_too(
    stage: Stage,
) -> None:
    group, ana, rosa, _ = await told(stage)
    receipt = stage.last(group)

    await ana.replies("/borrar aparece un niño", to=receipt)

    assert await titles(stage) == []
    assert receipt.id not in [message.id for message in stage.messages(group)]
    assert "aparece un niño" in rosa.told[-1]


async def test_its_author_may_do_so_too_and_nobody_else(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    receipt = stage.last(group)
    juan = stage.person("Juan")
    await juan.joins(group)

    await juan.replies("/borrar", to=receipt)
    assert await titles(stage) == [TITLE]
    await rosa.replies("/borrar", to=receipt)

    assert await titles(stage) == []
    assert not any("Quien facilita" in text for text in rosa.told)


async def test_in_reply_to_a_list_a_member_hears_which_message_to_reply_to(stage: Stage) -> None:
    group, _, rosa, _ = await told(stage)
    await rosa.says("/repertorio", group)
    listed = stage.last(group)

    await rosa.replies("/borrar", to=listed)

    assert stage.last(group).text == (
        "Ese mensaje es mío, y quizá alguien más lo lee todavía. Para quitar lo que contaste, responde "
        "con /borrar a tu propio mensaje. Tus prácticas están también en /mispracticas, cada una con "
        "un botón para retirarla."
    )
    assert listed.id in [message.id for message in stage.messages(group)]
    assert await titles(stage) == [TITLE]


async def test_the_deed_is_noted_without_a_word_of_it(stage: Stage) -> None:
    group, ana, _, said = await told(stage)

    await ana.replies("/borrar aparece Pedrito", to=said)

    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        deeds = [deed for deed, _ in await tx.deeds.latest(home.id)]
        own = await tx.personal.of(PersonId(ana.id))
    assert "post.taken_down" in deeds
    assert "Pedrito" not in str(own.get("deeds"))


async def test_a_hidden_name_is_not_told_by_taking_it_down(stage: Stage) -> None:
    group, ana, rosa, said = await told(stage, can_be_written=False)
    await rosa.taps("Es mía: cambiar…")
    await rosa.taps("Ocultar mi nombre")

    await ana.replies("/borrar", to=said)

    assert stage.told(group)[-1].endswith(
        "alguien de la comunidad: puedes corregirla y contarla de nuevo con #practica."
    )


async def test_a_practice_told_as_the_group_is_taken_down_too(stage: Stage) -> None:
    group, ana, _, _ = await told(stage)
    said = await ana.says("#practica Reunión de apoderados con mate", group, anonymous=True)
    assert len(await titles(stage)) == 2
    assert "Es mía: cambiar…" not in stage.buttons(stage.last(group))

    await ana.replies("/borrar", to=said)

    assert await titles(stage) == [TITLE]
    assert "quité lo que guardaba" in stage.told(group)[-1]


async def test_a_command_about_a_message_says_that_it_has_to_reply_to_one(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana], members=[])

    for command in ("/borrar", "/borrar aparece un nombre", "/guardar unas palabras"):
        await ana.says(command, group)
        assert "respondiendo al mensaje" in stage.last(group).text
