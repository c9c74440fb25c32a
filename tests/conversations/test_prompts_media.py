"""Whatever people send in reply to a prompt is received: as a file, as words, or with a kind sentence."""

from typing import Any

import pytest

from community.ids import CommunityId
from community.prompts import Media
from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.rendering import as_message
from tests.conversation import Persona, Stage
from tests.kept import reflections_to

HOME = CommunityId(1)
PLACE = {"latitude": -36.6, "longitude": -72.1}
FILE = {"file_id": "gif-1", "file_unique_id": "u1", "width": 320, "height": 240, "duration": 3}
POLL = {
    "id": "1",
    "question": "¿Leemos afuera?",
    "options": [
        {"persistent_id": str(n), "text": text, "voter_count": 0}
        for n, text in enumerate(("Sí", "Mejor adentro"))
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


async def asked(stage: Stage) -> tuple[Chat, Persona, Persona, Message]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/pregunta ¿Qué pasó esta semana?", group)
    return group, ana, rosa, stage.last(group)


async def sends(stage: Stage, person: Persona, to: Message, content: dict[str, Any]) -> Message:
    """A reply of a kind the cardboard Telegram does not draw."""
    said = stage.world.new_message(
        stage.world.chat(to.chat), person.id, {"text": "…"}, stage.clock.now(), reply_to=to.id
    )
    raw = as_message(stage.world, said)
    del raw["text"]
    stage.driver.inject({"update_id": 900_000 + said.id, "message": raw | content})
    await stage.rests()
    return said


async def told(stage: Stage) -> list[tuple[int | None, str, Media | None]]:
    async with stage.looking() as tx:
        (prompt,) = await tx.prompts.latest_posted(HOME)
        kept = await reflections_to(tx, HOME, prompt.id)
        return [(one.person_id, one.text, one.media) for one in kept]


async def test_an_animation_is_kept_as_the_video_it_is(stage: Stage) -> None:
    _, _, rosa, prompt = await asked(stage)
    gif = {"animation": FILE, "document": {"file_id": "gif-1", "file_unique_id": "u1"}}

    said = await sends(stage, rosa, prompt, gif | {"caption": "Así bailamos"})

    assert stage.reactions(said) == ["✍"]
    assert await told(stage) == [(rosa.id, "Así bailamos", Media.VIDEO)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"poll": POLL}, "¿Leemos afuera?\n– Sí\n– Mejor adentro"),
        (
            {
                "venue": {"location": PLACE, "title": "Plaza", "address": "Calle 1"},
                "location": PLACE,
            },
            "Plaza, Calle 1",
        ),
        (
            {"checklist": {"title": "La feria", "tasks": [{"id": 1, "text": "Afiches"}]}},
            "La feria\n– Afiches",
        ),
    ],
    ids=["poll", "venue", "checklist"],
)
async def test_what_has_words_is_kept_as_words(
    stage: Stage, content: dict[str, Any], words: str
) -> None:
    _, _, rosa, prompt = await asked(stage)

    said = await sends(stage, rosa, prompt, content)

    assert stage.reactions(said) == ["✍"]
    assert await told(stage) == [(rosa.id, words, None)]


@pytest.mark.parametrize(
    "content",
    [
        {"location": PLACE},
        {"contact": {"phone_number": "+56900000000", "first_name": "Luz"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
    ids=["location", "contact", "dice"],
)
async def test_what_is_not_kept_is_said_with_what_to_do(
    stage: Stage, content: dict[str, Any]
) -> None:
    group, _, rosa, prompt = await asked(stage)

    said = await sends(stage, rosa, prompt, content)

    assert stage.told(group)[-1].startswith("Un lugar del mapa o un contacto no los guardo")
    assert stage.last(group).reply_to == said.id
    assert await told(stage) == []


async def test_forwarded_words_are_what_the_sender_told(stage: Stage) -> None:
    _, _, rosa, prompt = await asked(stage)

    await rosa.replies("Esto hizo mi colega", to=prompt, forward={"name": "Una colega"})

    assert stage.reactions(rosa.last) == ["✍"]
    assert await told(stage) == [(rosa.id, "Esto hizo mi colega", None)]


async def test_forwarded_words_of_who_wants_nothing_kept_are_not_kept(stage: Stage) -> None:
    group, ana, rosa, prompt = await asked(stage)
    await ana.says("/nomeguardes", group)

    await rosa.replies("Palabras de Ana", to=prompt, forward={"from": ana.id})

    assert stage.reactions(rosa.last) == ["👍"]
    assert await told(stage) == []


async def test_an_answer_to_a_prompt_that_was_deleted_meanwhile_is_received(stage: Stage) -> None:
    group, ana, rosa, prompt = await asked(stage)
    raw = as_message(stage.world, prompt, with_reply=False)
    await ana.replies("/borrar", to=prompt)

    said = await rosa.says("Lo escribí sin señal", group)
    late = as_message(stage.world, said) | {"reply_to_message": raw}
    late["message_id"] = said.id + 500
    stage.driver.inject({"update_id": 990_000, "message": late})
    await stage.rests()

    assert await told(stage) == [(rosa.id, "Lo escribí sin señal", None)]


async def test_a_reply_whose_prompt_telegram_does_not_name_any_more_breaks_nothing(
    stage: Stage,
) -> None:
    group, ana, rosa, prompt = await asked(stage)
    await ana.replies("/borrar", to=prompt)

    await rosa.says("Lo escribí sin señal", group)

    assert await told(stage) == []
    async with stage.looking() as tx:
        assert await tx.inbox.quarantined(10) == []


async def test_four_thousand_letters_are_one_answer(stage: Stage) -> None:
    _, _, rosa, prompt = await asked(stage)

    await rosa.replies("á" * 4096, to=prompt)

    assert stage.reactions(rosa.last) == ["✍"]
    assert await told(stage) == [(rosa.id, "á" * 4096, None)]


async def test_an_emoji_alone_is_an_answer(stage: Stage) -> None:
    _, _, rosa, prompt = await asked(stage)

    await rosa.replies("🌽", to=prompt)

    assert stage.reactions(rosa.last) == ["✍"]
    assert await told(stage) == [(rosa.id, "🌽", None)]


async def test_an_edited_caption_and_an_edited_reply_to_a_reply_say_the_new_words(
    stage: Stage,
) -> None:
    _, ana, rosa, prompt = await asked(stage)
    photo = await rosa.replies("La uerta", to=prompt, media={"kind": "photo"})
    answer = await ana.replies("¿Y qué midieronn?", to=photo)

    await rosa.edits(photo, "La huerta")
    await ana.edits(answer, "¿Y qué midieron?")

    assert await told(stage) == [
        (rosa.id, "La huerta", Media.PHOTO),
        (ana.id, "¿Y qué midieron?", None),
    ]
