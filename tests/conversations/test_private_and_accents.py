"""What is written in private, and what is written as people spell it."""

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

    assert ana.told[-1].startswith("Eso se escribe en el grupo")


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
