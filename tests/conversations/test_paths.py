"""A person's path (/yo), and thanks that are kept in it."""

from tests.conversation import Stage


async def test_somebody_reads_what_they_did_and_what_came_of_it(stage: Stage) -> None:
    ana, rosa, juan = (stage.person(name) for name in ("Ana", "Rosa", "Juan"))
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.says("/yo", group)
    assert "abre nuestro chat privado y escribe /yo" in stage.told(group)[-1]
    await rosa.starts()
    told = await rosa.says("#practica Contamos con piedras <b>", group)
    await rosa.taps("Historia", stage.last(group))
    await juan.taps("La probé", stage.last(group))
    await juan.replies("#gracias, nos sirvió mucho", to=told)
    assert stage.reactions(juan.last) == ["❤"]
    await ana.replies("#gracias", to=stage.last(group))
    assert stage.reactions(ana.last) == ["👍"]  # the last card is about Juan's trial
    before = len(stage.told(group))

    await rosa.says("/yo", group)

    assert stage.told(group)[before:] == ["Tu recorrido es para ti: te lo envié en privado."]
    said = rosa.told[-1]
    assert "Prácticas que contaste: 1; veces que otras personas las probaron: 1." in said
    assert "Ayudas que diste: 0; gracias que recibiste: 1." in said
    assert "alguien probó tu «Contamos con piedras <b>»" in said
    assert "Juan te dio las gracias" in said
    await rosa.taps("Descargar")
    assert "Se abre sin internet" in stage.last(rosa.id).text


async def test_thanks_to_nobody_to_oneself_or_to_who_wants_nothing_kept_are_kept_nowhere(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    mine = await rosa.says("hola", group)
    await rosa.replies("#gracias a mí", to=mine)
    assert stage.reactions(rosa.last) == ["👍"]
    await rosa.says("#gracias a la vida", group)
    assert stage.told(group)[-1].startswith("Para agradecer a alguien, responde con #gracias")
    await rosa.starts()
    await rosa.says("/nomeguardes")
    await ana.replies("#gracias Rosa", to=mine)
    assert stage.reactions(ana.last) == ["👍"]
    await ana.starts()
    await ana.says("/yo")
    assert "gracias" not in ana.told[-1]
