"""/pulso, as a guide reads it."""

from community.ids import ChatId
from community.pulse import SPAN, Signal, pulse_of
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage


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
    assert "Etapa: diseño. Para la siguiente falta una carta." in said
    assert "Rosa" not in said
    assert len(said) <= 1500

    await stage.passes(days=20)
    await ana.says("/pulso")
    assert "👀 Nadie ha respondido en dos semanas. Una idea:" in ana.told[-1]


async def signals_of(stage: Stage, group: Chat) -> tuple[Signal, ...]:
    """As the weekly note asks for them; the same as in the whole pulse."""
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(group.id))
        assert found is not None
        now = stage.clock.now()
        alone = await tx.pulses.signals(found.id, now)
        whole = pulse_of(await tx.pulses.between(found.id, now - SPAN, now)).signals
    assert alone == whole
    return alone


async def a_community(stage: Stage) -> tuple[Chat, Persona, list[Persona]]:
    """A guide who opened the private chat, and six others."""
    ana = stage.person("Ana")
    others = [stage.person(name) for name in ("Rosa", "Juan", "Luis", "Marta", "Pedro", "Inés")]
    group = await stage.community("Red Ñuble", guides=[ana], members=others)
    await ana.starts()
    return group, ana, others


async def test_two_weeks_of_silence_come_and_go(stage: Stage) -> None:
    group, ana, (rosa, *_) = await a_community(stage)
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    question = stage.last(group)
    await rosa.replies("Leímos en el patio", to=question)

    await stage.passes(days=13)
    assert await signals_of(stage, group) == ()
    await stage.passes(days=2)
    assert await signals_of(stage, group) == (Signal.QUIET,)
    await ana.says("/pulso")
    assert "👀 Nadie ha respondido en dos semanas. Una idea: una pregunta más" in ana.told[-1]
    await rosa.replies("Y también en la sala", to=question)
    assert await signals_of(stage, group) == ()


async def test_more_than_half_late_is_said_without_a_name(stage: Stage) -> None:
    group, ana, others = await a_community(stage)
    cards: list[Message] = []
    for number, person in enumerate(others[:4]):
        text = (
            f"/compromiso {person.name} trae el cuaderno {number} el 20 de noviembre, sin evidencia"
        )
        await ana.says(text, group)
        await person.taps("Acepto")
        cards.append(stage.last(group))

    await stage.passes(days=6)
    assert await signals_of(stage, group) == (Signal.LATE,)
    await ana.says("/pulso")
    said = ana.told[-1]
    assert "👀 Más de la mitad de los compromisos que vencieron siguen abiertos." in said
    assert not any(person.name in said for person in others)
    for person, card in zip(others[:2], cards, strict=False):
        await person.replies("#hecho", to=card)
    assert await signals_of(stage, group) == ()


async def test_one_voice_is_said_of_a_community_that_is_large_enough(stage: Stage) -> None:
    group, ana, (rosa, *rest) = await a_community(stage)
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    question = stage.last(group)
    told = [await person.replies(f"Algo de {person.name}", to=question) for person in rest]
    for _ in range(2):
        for message in told:
            await rosa.replies("¡Qué bueno! Yo también", to=message)

    assert await signals_of(stage, group) == (Signal.ONE_VOICE,)
    await ana.says("/pulso")
    assert "👀 Una sola persona responde y ayuda mucho más que las demás." in ana.told[-1]
    assert "Rosa" not in ana.told[-1]
