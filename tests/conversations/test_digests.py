"""The weekly notes, as guides and coordinators get them."""

from sandbox.chats import Chat
from tests.conversation import Persona, Stage


async def _network(stage: Stage) -> tuple[Persona, Persona, Persona, Chat]:
    """A guide, a member, a coordinator and their group."""
    ana, rosa, gabriela = (stage.person(name) for name in ("Ana", "Rosa", "Gabriela"))
    others = [stage.person(f"Docente {number}") for number in range(4)]
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, *others])
    await ana.starts()
    await ana.says("/guia", group, reply_to=(await ana.says("aquí estoy", group)).id)
    await ana.says("/coordinacion", group)
    link = next(text for text in ana.told if "start=coord_" in text)
    await gabriela.starts(link.split("start=")[1].split()[0])
    return ana, rosa, gabriela, group


def _digests(person: Persona) -> list[str]:
    return [text for text in person.told if text.startswith(("📬", "🗒"))]


async def test_on_monday_the_coordinator_reads_what_was_kept_and_nobodys_name(stage: Stage) -> None:
    ana, rosa, gabriela, group = await _network(stage)
    await ana.says("/compromiso Rosa sube la rúbrica el 18 de noviembre, evidencia foto", group)
    await rosa.taps("Acepto")
    await rosa.replies("", to=stage.last(group), media={"kind": "photo"})

    await stage.passes(days=7)

    (digest,) = _digests(gabriela)
    assert "Red Ñuble" in digest
    assert "con evidencia 1" in digest
    assert "Rosa" not in digest


async def test_on_friday_the_guides_read_their_week(stage: Stage) -> None:
    ana, rosa, gabriela, group = await _network(stage)
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    await rosa.replies("Leímos en voz alta", to=stage.last(group))

    await stage.passes(days=5)

    (note,) = _digests(ana)
    assert note.splitlines()[:2] == ["🗒 La semana en Red Ñuble", "💬 1 respuesta de 1 persona"]
    assert _digests(gabriela) == []


async def test_a_week_with_nothing_in_it_is_not_written_about(stage: Stage) -> None:
    ana, _, gabriela, _ = await _network(stage)

    await stage.passes(days=15)

    assert _digests(ana) == []
    assert _digests(gabriela) == []


async def test_a_community_at_rest_sends_no_digest(stage: Stage) -> None:
    ana, rosa, gabriela, group = await _network(stage)
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    await rosa.replies("Leímos en voz alta", to=stage.last(group))
    await ana.says("/vacaciones", group)

    await stage.passes(days=8)

    assert _digests(gabriela) == []
