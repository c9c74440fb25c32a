"""Two communities in one database, with words nobody else says: nothing crosses over."""

import inspect
import io
import re
import zipfile
from typing import Any

import pytest

from handlers.menu import COMMANDS, Where
from sandbox.chats import Chat
from storage.analyses import Analyses
from storage.archives import Archives
from storage.candidates import Candidates
from storage.commitments import Commitments
from storage.coordinators import Coordinators
from storage.discussions import Discussions
from storage.landmarks import Landmarks
from storage.members import Members
from storage.practices import Practices
from storage.prompts import Prompts
from storage.pulse import Pulses
from storage.schedule import Schedule
from storage.sessions import Sessions
from storage.surveys import Surveys
from storage.syntheses import Syntheses
from tests.conversation import Persona, Stage
from tests.kept import newest_practices

pytestmark = pytest.mark.conversation

CANARY = re.compile(r"zarzamora|mandrágora", re.I)


async def live(stage: Stage, word: str) -> tuple[Chat, Persona, Persona]:
    """A community in which everything it keeps contains its word."""
    guide, member = stage.person(f"Ana {word}"), stage.person(f"Rosa {word}")
    red = await stage.community(
        f"Red {word}", guides=[guide], members=[member], mode="full", forum=False
    )
    await guide.says(f"/pregunta ¿Qué es {word}?", red)
    await member.replies(f"Yo cuento la {word} en la sala", to=stage.last(red))
    await member.says(f"#practica Leemos sobre {word} con dados", red)
    await guide.says(f"/sesion {word} el jueves a las 18:00", red)
    await guide.says(f"/compromiso Rosa lleva una {word} el 4 de diciembre, sin evidencia", red)
    await member.taps("Acepto")
    await member.says(f"Propongo que la {word} quede para mañana, ¿les parece?", red)
    return red, guide, member


async def test_no_command_shows_what_is_of_the_other_community(stage: Stage) -> None:
    red, ana, rosa = await live(stage, "zarzamora")
    other, luz, eva = await live(stage, "mandrágora")
    await stage.passes(hours=2)
    hinges = {"cerrar", "olvidame", "nomeguardes", "vacaciones"}

    for command in COMMANDS:
        if command.word in hinges:
            continue
        await luz.says(f"/{command.word}", other)
        await eva.says(f"/{command.word} zarzamora dados sala", other)
        if command.where is not Where.GROUP:
            await eva.says(f"/{command.word}")

    seen = [*stage.told(other), *luz.told, *eva.told]
    assert len(seen) > len(COMMANDS)
    asked_for = "«zarzamora dados sala»"
    mine = [text for text in seen if "zarzamora" in text.replace(asked_for, "").lower()]
    assert [text for text in mine if not _is_own_echo(text)] == []
    assert not any(
        "mandrágora" in text.lower() for text in (*stage.told(red), *ana.told, *rosa.told)
    )


def _is_own_echo(text: str) -> bool:
    """What Eva asked for is said back to her."""
    return "zarzamora dados sala" in text.lower()


async def test_a_word_of_one_is_not_found_in_the_other(stage: Stage) -> None:
    await live(stage, "zarzamora")
    other, luz, eva = await live(stage, "mandrágora")

    await eva.says("/repertorio dados", other)
    assert "mandrágora" in stage.last(other).text
    assert "zarzamora" not in stage.last(other).text
    await eva.says("/agenda", other)
    assert "zarzamora" not in stage.last(other).text
    await luz.says("/estado", other)
    assert "zarzamora" not in stage.last(other).text


async def test_a_number_of_one_means_nothing_in_the_other(stage: Stage) -> None:
    red, _, _ = await live(stage, "zarzamora")
    other, luz, eva = await live(stage, "mandrágora")
    before = await _contents(stage, red)

    for message in [m for m in stage.messages(red) if m.keyboard]:
        for row in message.keyboard["inline_keyboard"] if message.keyboard else []:
            for button in row:
                if "callback_data" in button:
                    for person in (luz, eva):
                        for near in [m for m in stage.messages(other) if m.keyboard]:
                            tap = stage.driver.forge_tap(
                                person.id, other.id, near.id, button["callback_data"]
                            )
                            await stage.rests()
                            assert stage.driver.answer(tap.id) is not None

    assert await _contents(stage, red) == before


ANSWERS = (
    "Con los más chicos contamos cada {word} en parejas y después la dibujan",
    "En mi sala la {word} se dibuja primero y se cuenta al final de la clase",
    "Yo llevo la {word} al patio y ahí los grandes ayudan a los chicos a contarla",
    "Las familias trajeron una {word} y contaron una historia con ella en la escuela",
    "Cada familia escribe su historia de la {word} en un cuaderno que va a la casa",
    "La historia de la {word} la leemos en voz alta los lunes con todo el curso",
    "Con la {word} medimos el patio y anotamos las medidas en una tabla",
    "Anotamos en una tabla cuánto pesa una {word} y comparamos los números",
    "¿Alguien sabe cómo evaluar lo de la {word} sin hacer una prueba larga?",
)


async def write_up(stage: Stage, word: str) -> tuple[Chat, list[Persona]]:
    """A community that answered a question, with everything that is made of it: the draft and the
    published synthesis, codes, the memory, digests. Its guide, a member and who coordinates it."""
    red, guide, member = await live(stage, word)
    clara = stage.person(f"Clara {word}")
    others = [stage.person(f"{name} {word}") for name in ("Juan", "Inés", "Marta", "Saúl")]
    for each in others:
        await each.joins(red)
    for each in (guide, member, *others):
        await each.starts()
    await guide.replies("/guia", to=await guide.says("Aquí estoy", red))
    await guide.says("/coordinacion", red)
    link = re.search(r"start=([A-Za-z0-9_-]{1,64})", guide.told[-1])
    assert link is not None
    await clara.starts(link[1])
    await guide.says(f"/pregunta ¿Cómo trabajas con la {word}?", red)
    question = stage.last(red)
    for place, answer in enumerate(ANSWERS):
        who = [member, *others][place % 5]
        await who.replies(answer.format(word=word), to=question)
    return red, [guide, member, clara]


def read_by(stage: Stage, persona: Persona) -> str:
    """All that somebody was sent in private: texts, and files with what they are called."""
    found = list(persona.told)
    for message in stage.messages(persona.id):
        document = message.content.get("document")
        stored = stage.world.file(document["file_id"]) if document is not None else None
        if document is not None and stored is not None:
            found += [str(document["file_name"]), *_unpacked(stored.bytes)]
    return "\n".join(found)


def _unpacked(content: bytes) -> list[str]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content.decode("utf-8-sig")]
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return [name + made.read(name).decode("utf-8-sig") for name in made.namelist()]


async def test_what_is_made_of_what_people_said_stays_with_its_community(stage: Stage) -> None:
    words = ("zarzamora", "mandrágora")
    homes = [await write_up(stage, word) for word in words]
    for _, (guide, member, clara) in homes:
        await guide.says("/sintesis")
        draft = stage.with_button("Publicar", seen_by=guide.id)
        assert "Borrador de síntesis" in draft.text
        await guide.taps("Publicar", draft)
        await guide.says("/sintesis temas")
        await guide.taps("CSV", stage.with_button("CSV", seen_by=guide.id))
        await member.says("/exportar")
        for button in ("Para leer", "Datos", "Todo en un .zip"):
            await member.taps(button, stage.with_button(button, seen_by=member.id))
        await member.says("/boletin lunes 8")
        await member.says("/resumen")
        await clara.says("/redes")
        await clara.says("/exportar")
        await clara.says("/sintesis")
        await clara.says("/temas")
    await stage.passes(days=8)

    for (red, people), mine, other in zip(homes, words, reversed(words), strict=True):
        everything = {persona.name: read_by(stage, persona) for persona in people}
        everything[red.title] = "\n".join(stage.told(red))
        for whose, read in everything.items():
            assert mine in read.lower(), whose
            assert other not in read.lower(), whose
        guide, member, clara = people
        assert "📝 Síntesis" in everything[red.title]
        assert "memory.json" in everything[member.name]
        assert "¿Cómo trabajas con la" in everything[guide.name]
        assert f"Red {mine}" in everything[clara.name]
        # whoever only coordinates reads titles and totals, and nothing that anybody said
        assert not any(ANSWERS[n].format(word=mine) in everything[clara.name] for n in range(9))


async def _contents(stage: Stage, chat: Chat) -> dict[str, Any]:
    from tests.bot.on_stage import community_of

    community = await community_of(stage, chat)
    async with stage.looking() as tx:
        return {
            "commitments": await tx.commitments.open_of(community.id),
            "practices": await newest_practices(tx, community.id, 99),
            "prompts": await tx.prompts.latest_posted(community.id),
            "dues": await tx.dues.open_of(community.id),
            "sessions": await tx.sessions.coming(community.id, stage.clock.now(), 9),
        }


# Every method that reads what a community keeps takes the community.

ASKED_BY_PERSON = {
    "communities_of": "which communities somebody is in: their own",
    "of_person": "what a person asks of themselves, in private",
    "communities_of_author": "where somebody told practices: their own",
    "network_of": "a coordinator's own communities",
    "redraw_of": "what shows words of somebody whose wishes changed: ids alone",
    "leave_out_person": "the same before they are forgotten",
    "everybody": "every coordinator, for the Monday letter: ids alone",
    "words_of": "what was coded of somebody who is erased, with each community",
    "standings": "who somebody is in the chat they write in: keyed by that chat",
}
# Writers take a value of the domain, which carries its community.
WRITERS = {"add", "add_evidence", "drop_evidence", "save_draft", "redeem", "answer", "begin"}
WRITERS |= {"keep", "correct", "hear", "forget_in_index", "bring", "was_there", "tell"}
WRITERS |= {"note", "undone", "move_evidence"}


@pytest.mark.parametrize(
    "repository",
    [
        Analyses,
        Archives,
        Candidates,
        Commitments,
        Coordinators,
        Discussions,
        Landmarks,
        Members,
        Practices,
        Prompts,
        Pulses,
        Schedule,
        Sessions,
        Surveys,
        Syntheses,
    ],
)
def test_every_question_about_what_a_community_keeps_names_the_community(repository: type) -> None:
    nameless = [
        name
        for name, method in vars(repository).items()
        if inspect.isfunction(method)
        and not name.startswith("_")
        and name not in ASKED_BY_PERSON.keys() | WRITERS
        and not _names_a_community(method)
    ]

    assert nameless == []


def _names_a_community(method: Any) -> bool:
    """By an id, or by a value that carries it."""
    carriers = (
        "CommunityId",
        "Community",
        "Member",
        "Prompt",
        "Practice",
        "Pledge",
        "Session",
        "Synthesis",
        "Candidate",
        "Survey",
        "Analysis",
        "Coded",
        "Code",
        "Coding",
        "Memo",
        "Synthesis",
        "Candidate",
    )
    hints = [str(p.annotation) for p in inspect.signature(method).parameters.values()]
    return any(carrier in hint for hint in hints for carrier in carriers)
