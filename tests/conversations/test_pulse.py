"""/pulso, as a guide reads it."""

from tests.conversation import Stage


async def test_a_guide_reads_in_private_what_eight_weeks_show(stage: Stage) -> None:
    ana, rosa, juan = (stage.person(name) for name in ("Ana", "Rosa", "Juan"))
    others = [stage.person(f"Docente {number}") for number in range(4)]
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, *others])
    await rosa.says("/pulso", group)
    assert stage.told(group)[-1].startswith("Esto es para quienes facilitan")
    await ana.says("/pulso", group)
    assert "en privado: abre" in stage.told(group)[-1]
    await ana.starts()
    await ana.says("/pulso", group)
    assert stage.told(group)[-1] == "Te envié el pulso en privado."
    assert "Todavía no hay qué contar." in ana.told[-1]

    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    question = stage.last(group)
    first = await rosa.replies("Leímos en voz alta en el patio", to=question)
    second = await juan.replies("Nosotros también, con los abuelos", to=first)
    await rosa.replies("¿Y cómo los invitaron?", to=second)
    for other in others:
        await other.replies("Yo igual, con canciones", to=first)
    await juan.says("#practica Contamos con piedras", group)
    await rosa.says("/compromiso Rosa sube la rúbrica el 18 de noviembre, evidencia foto", group)
    await ana.says("/pulso")

    said = ana.told[-1]
    assert "Pulso de Red Ñuble" in said
    assert "• Pares de personas en que ambas dieron y recibieron: 1 de 5" in said
    assert "La conversación se reúne en torno a muy pocas personas" in said
    assert "• Prácticas que probó otra persona: 0 de 1" in said
    assert "Etapa: diseño. La siguiente empieza con una carta" in said
    assert "Rosa" not in said
    assert len(said) <= 1500

    await stage.passes(days=20)
    await ana.says("/pulso")
    assert "👀 Nadie ha respondido en dos semanas. Una idea:" in ana.told[-1]
