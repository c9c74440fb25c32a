"""After /olvidame the bot's own messages in the group neither name the person nor say their words."""

from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

WORDS = "cuncuna"  # in everything she tells


async def red(stage: Stage) -> tuple[Chat, Persona, Persona, Persona]:
    ana, rosa, juan = stage.person("Ana"), stage.person("Rosalba Quispe"), stage.person("Juan")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.starts()
    return group, ana, rosa, juan


async def forgotten(stage: Stage, person: Persona) -> None:
    await person.says("/olvidame")
    await person.taps("Sí, olvídame")
    await stage.passes(minutes=1)


def of_the_bot(stage: Stage, group: Chat) -> str:
    """All that the bot's messages in the group say now."""
    ours = [one for one in stage.messages(group.id) if one.sender == stage.world.bot.id]
    return "\n".join(one.text for one in ours)


def says_now(stage: Stage, group: Chat, message: Message) -> str:
    return next(one.text for one in stage.messages(group.id) if one.id == message.id)


async def test_cards_lists_and_receipts_lose_name_and_words(stage: Stage) -> None:
    group, ana, rosa, juan = await red(stage)
    await rosa.says(f"#practica {WORDS}: leemos en ronda antes del recreo", group)
    await rosa.says(f"#pido una {WORDS} de tela para leer", group)
    await rosa.says(f"#ofrezco enseñar la {WORDS} de papel", group)
    await ana.says("/compromiso Rosalba y Juan traen la guía el viernes, evidencia foto", group)
    card = stage.last(group)
    await rosa.taps("Acepto", card)
    await juan.taps("Acepto", card)
    await ana.says("/sesion Lectura multigrado el jueves 26 a las 18:00", group)
    session = stage.with_button("Puedo", seen_by=rosa.id)
    await rosa.taps("Puedo", session)
    await juan.taps("Puedo", session)
    await juan.says("/repertorio", group)
    await juan.says("/quiensabe papel", group)
    before = of_the_bot(stage, group)
    assert "Rosalba" in before
    assert WORDS in before

    await forgotten(stage, rosa)

    after = of_the_bot(stage, group)
    assert "Rosalba" not in after
    assert WORDS not in after
    assert "Este mensaje se retiró" in after
    # what the group still uses stands, without her
    assert "Juan" in says_now(stage, group, session)
    assert "Puedo" in stage.buttons(stage.with_button("Puedo", seen_by=juan.id))
    assert "Juan" in says_now(stage, group, card)


async def test_a_practice_that_is_taken_down_leaves_the_bot_s_words_too(stage: Stage) -> None:
    group, _, rosa, juan = await red(stage)
    told = await rosa.says(f"#practica {WORDS}: leemos en ronda antes del recreo", group)
    await juan.says("/ayuda", group)
    assert WORDS in of_the_bot(stage, group)

    await rosa.replies("/borrar", to=told)
    await stage.passes(minutes=1)

    assert WORDS not in of_the_bot(stage, group)


async def test_of_who_wants_nothing_kept_it_is_not_noted_where_they_are_named(stage: Stage) -> None:
    group, ana, rosa, _ = await red(stage)
    await rosa.says("/nomeguardes")
    await ana.says("/compromiso Rosalba trae la guía el viernes, evidencia foto", group)
    assert "Rosalba" in of_the_bot(stage, group)

    async with stage.looking() as tx:
        kept = await tx.personal.of(rosa.id)
    assert "namings" not in kept
    await forgotten(stage, rosa)
    assert "no anoté dónde te nombré" in stage.messages(rosa.id)[-1].text


async def test_a_card_that_stays_loses_the_name_that_others_wrote_into_it(stage: Stage) -> None:
    group, ana, rosa, juan = await red(stage)
    await ana.says(
        "/compromiso Juan lleva los libros con Rosalba el viernes, evidencia foto", group
    )
    await juan.taps("Acepto", stage.last(group))
    await ana.says("/decidir Rosalba lleva el cuaderno este mes", group)
    await ana.says("/sesion Taller con Rosalba el jueves 26 a las 18:00", group)
    await ana.says("/pregunta ¿Qué aprendimos con Rosalba esta semana?", group)
    await stage.passes(minutes=2)
    assert "Taller con Rosalba" in of_the_bot(stage, group)

    await forgotten(stage, rosa)

    after = of_the_bot(stage, group)
    assert "Rosalba" not in after
    for left in (
        "lleva los libros con …",
        "… lleva el cuaderno",
        "Taller con …",
        "Qué aprendimos con …",
    ):
        assert left in after


async def test_a_choice_of_themes_loses_the_theme_of_who_is_forgotten(stage: Stage) -> None:
    group, _, rosa, juan = await red(stage)
    await rosa.says(f"#tema {WORDS} con piedras", group)
    await juan.says("#tema fracciones con piedras", group)
    await stage.passes(days=16)
    choice = next(one for one in stage.messages(group.id) if WORDS in one.text and "🗳" in one.text)

    await forgotten(stage, rosa)

    assert WORDS not in of_the_bot(stage, group)
    assert "fracciones" in says_now(stage, group, choice)


async def test_the_question_stays_short_for_who_wants_nothing_kept(stage: Stage) -> None:
    _, _, rosa, _ = await red(stage)
    await rosa.says("/nomeguardes")

    await rosa.says("/olvidame")

    asked = stage.messages(rosa.id)[-1].text
    assert "no anoté dónde te nombré" in asked
    assert len(asked) <= 600


async def test_a_photo_the_bot_showed_goes_with_the_words_below_it(stage: Stage) -> None:
    group, ana, rosa, _ = await red(stage)
    await ana.says("/compromiso Rosalba trae la guía el viernes, evidencia foto", group)
    await rosa.taps("Acepto", stage.last(group))
    await stage.passes(days=2)
    reminder = stage.with_button("Hecho", seen_by=rosa.id)
    await rosa.replies("La guía", to=reminder, media={"kind": "photo"})
    await rosa.taps("Mostrar al grupo")
    shown = stage.last(group)
    assert "Rosalba" in says_now(stage, group, shown)

    await forgotten(stage, rosa)

    assert shown.id not in [one.id for one in stage.messages(group.id)]
