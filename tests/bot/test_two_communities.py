"""Two communities in one database, with words nobody else says: nothing crosses over."""

import inspect
import re
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
