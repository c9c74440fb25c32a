"""What is written in private, and what is written as people spell it."""

from community.ids import ChatId
from community.prompts import Reflection
from sandbox.chats import Chat
from tests.conversation import Persona, Stage


async def _coordinator(stage: Stage, ana: Persona, group: Chat) -> Persona:
    gabriela = stage.person("Gabriela")
    await ana.starts()
    await ana.says("/coordinacion", group)
    link = next(text for text in ana.told if "start=coord_" in text)
    await gabriela.starts(link.split("start=")[1].split()[0])
    return gabriela


async def test_a_command_with_its_accent_is_understood(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/sesión Lectura el jueves 26 a las 18:00", group)

    assert stage.told(group)[-1].startswith("📅 Sesión: Lectura")


async def test_who_only_coordinates_reads_no_stories_and_no_names(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    gabriela = await _coordinator(stage, ana, group)
    await rosa.says("#practica Leemos en voz alta", group)
    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre, evidencia foto", group)

    for command in ("/resumen", "/repertorio", "/pendientes todos"):
        await gabriela.says(command)
        assert gabriela.told[-1].startswith("Lo que la gente contó es para quienes están")


async def test_what_belongs_in_the_group_is_sent_there(stage: Stage) -> None:
    ana = stage.person("Ana")
    await stage.community("Red Ñuble", guides=[ana])
    await ana.starts()

    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre")

    assert ana.told[-1] == (
        "Eso se escribe en el grupo, donde lo ven todas y todos. Envíalo en Red Ñuble, tal como lo "
        "escribiste aquí."
    )
    await stage.community("Red Itata", guides=[ana])
    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre")
    assert ana.told[-1].endswith("Envíalo en el que quieras: Red Ñuble y Red Itata.")


async def test_what_is_told_in_private_goes_to_the_community_with_a_tap(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.starts()

    await rosa.says("#practica Leemos en parejas cada lunes. #pido cuentos cortos")
    offer = stage.last(rosa.id)
    assert offer.text.startswith("Este chat no lo lee nadie más. ¿Lo pongo en Red Ñuble")
    await ana.says("/repertorio", group)
    assert "todavía está vacío" in stage.last(group).text
    await rosa.taps("Sí, ponlo ahí", offer)

    assert any(text.startswith("En el repertorio: Leemos en parejas") for text in rosa.told)
    assert "🙋 Rosa pide: «Leemos en parejas cada lunes. cuentos cortos»" in stage.last(group).text
    await ana.says("/repertorio parejas", group)
    assert "1. Leemos en parejas cada lunes\nRosa" in stage.last(group).text

    await stage.community("Red Itata", guides=[ana], members=[rosa])
    await rosa.says("#practica Huerto en botellas de la casa")
    offer = stage.last(rosa.id)
    assert stage.buttons(offer) == ["Red Ñuble", "Red Itata"]
    await rosa.taps("Red Itata", offer)
    await ana.says("/repertorio huerto", group)
    assert stage.last(group).text.startswith("No encontré nada")
    await rosa.says("Hola, ¿estás?")
    assert rosa.told[-1].startswith("Aquí entiendo comandos")


async def test_words_in_private_become_an_answer_a_practice_or_a_request_by_one_tap(
    stage: Stage,
) -> None:
    ana, rosa, juan = stage.person("Ana"), stage.person("Rosa"), stage.person("Juan")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.starts()
    await ana.says("/pregunta ¿Qué leyeron esta semana?", group)

    written = await rosa.says("Leímos un cuento de mar, y lo dibujaron")
    offer = stage.last(rosa.id)
    assert offer.text.startswith("Este chat no lo lee nadie más. ¿Es para Red Ñuble")
    assert "La pregunta de allá: «¿Qué leyeron esta semana?»" in offer.text
    assert stage.buttons(offer) == ["Mi respuesta", "Una práctica mía", "Pido ayuda"]
    assert offer.reply_to == written.id
    await rosa.says("Mapas")  # one word is no practice; both wait, and neither is lost
    assert stage.buttons(stage.last(rosa.id)) == ["Mi respuesta"]

    await stage.passes(days=2)
    await rosa.taps("Mi respuesta", offer)

    shown = stage.last(group)
    assert shown.text == "💬 Rosa responde: «Leímos un cuento de mar, y lo dibujaron»"
    assert rosa.told[-2].startswith("Ya está en Red Ñuble, como tu respuesta a «¿Qué leyeron")
    await juan.replies("Nosotros también", to=shown)
    assert stage.reactions(juan.last) == ["✍"]
    assert [one.text for one in await _answers(stage, group)] == [
        "Leímos un cuento de mar, y lo dibujaron",
        "Nosotros también",
    ]

    await juan.replies("/borrar", to=shown)
    assert len(await _answers(stage, group)) == 2  # it is not his
    await rosa.replies("/borrar", to=shown)
    assert [one.text for one in await _answers(stage, group)] == ["Nosotros también"]

    other = await stage.community("Red Itata", guides=[ana], members=[rosa])
    await rosa.says("Busco cuentos cortos para segundo")
    which = stage.last(rosa.id)
    assert stage.buttons(which) == ["Red Ñuble", "Red Itata"]
    await rosa.taps("Red Itata", which)
    as_what = stage.last(rosa.id)
    assert stage.buttons(as_what) == ["Una práctica mía", "Pido ayuda"]  # nothing was asked there
    await rosa.taps("Pido ayuda", as_what)
    assert "🙋 Rosa pide: «Busco cuentos cortos para segundo»" in stage.last(other).text


async def _answers(stage: Stage, group: Chat) -> list[Reflection]:
    async with stage.looking() as tx:
        community = await tx.communities.at(ChatId(group.id))
        assert community is not None
        (prompt,) = await tx.prompts.latest_posted(community.id)
        return sorted(
            await tx.prompts.reflections_of(community.id, prompt.id), key=lambda one: one.said_at
        )


async def test_the_bot_repeats_no_telephone_before_the_group(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.starts()
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)

    await rosa.says("Leímos con la alumna Maite, mi fono es 9 8765 4321")
    await rosa.taps("Mi respuesta")

    told = stage.told(group)[-1]
    assert told.startswith("💬 Rosa responde: «Leímos con la alumna …")
    assert "4321" not in told
