"""What nobody well-meant would send: names, texts, updates and taps (promises.md §6, row 7)."""

import random
from typing import Any

import pytest

from messages.buttons import SUBJECTS
from sandbox import rendering
from sandbox.json_types import Json
from tests.bot.on_stage import community_of, ends
from tests.conversation import Persona, Stage

pytestmark = pytest.mark.conversation

NASTY = [
    "<b>",
    "</a>",
    "<script>alert(1)</script>",
    "&",
    "&amp;lt;",
    "&#60;b&#62;",
    "\u202eotxet",
    "a\u200bb\u200d\u2060c",
    '"><img src=x>',
    "{name} {0} %s %(n)d",
    "`*_[]()~>#+-=|{}.!",
    "Ñandú · 学校 · مدرسة",
    "👩🏽‍🏫" * 40,
    "a" * 250,
    "' OR 1=1 --",
    "\u0301\u0301\u0301",
    "tg://user?id=1",
    "\\n\\0\\",
    "٣ de دجنبر",
]
SAID = [
    "/compromiso {0} trae {0} el 4 de diciembre, sin evidencia",
    "/pregunta {0}",
    "#practica {0} con {0}",
    "/repertorio {0}",
    "/sesion {0} el jueves a las 18:00",
    "/resumen {0}",
    "/agenda {0}",
    "/compromiso {0}",
    "/config {0}",
    "/pendientes {0}",
    "/coordinacion {0}",
    "/reportar {0}",
    "/{0}",
]


async def set_aside(stage: Stage) -> list[str]:
    async with stage.looking() as tx:
        return [found.error for found in await tx.inbox.quarantined(100)]


def refused(stage: Stage) -> list[str]:
    """What the server refused to show."""
    return [
        f"{call['method']}: {call['description']} {call['params']}"
        for call in stage.world.calls
        if not call["ok"] and call["method"] in ("sendMessage", "editMessageText", "sendDocument")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
async def test_names_and_texts_break_nothing_and_arrive(stage: Stage, part: int) -> None:
    people = [stage.person(f"{word}"[:60]) for word in NASTY[part::3]]
    ana = stage.person("Ana <i>Soto")
    red = await stage.community("Red <b>&</i>", guides=[ana], members=people, mode="full")
    for template in SAID:
        for person, word in zip(people, NASTY[part::3], strict=True):
            stage.driver.say((ana if part else person).id, red.id, template.format(word))
            stage.driver.say(person.id, red.id, template.format(word))
        await stage.rests()
    for person in people:
        stage.driver.say(person.id, person.id, "/misdatos")
        stage.driver.say(person.id, person.id, person.name)
        await person.joins(await stage.community(f"Red {person.name}", guides=[ana]))
    await stage.passes(days=4)

    assert await set_aside(stage) == []
    assert refused(stage) == []
    assert not [state for _, state in await ends(stage) if state in ("failed", "unknown")]


async def test_four_thousand_emoji_are_kept_and_shown_short(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    red = await stage.community("Red Ñuble", guides=[ana])
    for template in SAID[:6]:
        await ana.says(template.format("🌱" * 1300), red)

    assert await set_aside(stage) == []
    assert refused(stage) == []
    assert all(len(text) <= 4096 for text in stage.told(red))


# Updates of any shape.


def odd_updates(stage: Stage, chat: int, person: Persona) -> list[Json]:
    """Shapes Telegram has, may have, or never should."""
    world, date = stage.world, int(stage.clock.now().timestamp())
    place, author = rendering.as_chat(world, world.chat(chat)), rendering.as_user(world, person.id)
    message: Json = {"message_id": 5000, "date": date, "chat": place, "from": author}
    command: Json = {
        "text": "/ayuda",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    nobody: Json = {"message_id": 5001, "date": date, "chat": place}
    big = {"id": 2**60, "is_bot": False, "first_name": "Grande"}
    channel = {"id": -100777, "type": "channel", "title": "Canal"}
    return [
        {"message": nobody | command},
        {"message": nobody | {"text": "hola"}},
        {
            "message": message
            | {"message_id": 5002, "text": "#practica x con y", "unheard_of": {"a": [1]}}
        },
        {"message": message | command | {"message_id": 5003, "from": big}},
        {"message": message | command | {"message_id": 5004, "date": 0}},
        {"message": message | {"message_id": 5005, "text": "hola", "date": 0}},
        {"message": message | {"message_id": 5006, "dice": {"emoji": "🎲", "value": 3}}},
        {"message": message | {"message_id": 5007, "something_new": True}},
        {"message": nobody | {"sender_chat": channel, "text": "del canal", "message_id": 5008}},
        {"channel_post": nobody | {"chat": channel} | command},
        {"edited_channel_post": nobody | {"chat": channel} | command},
        {"business_message": message | command},
        {"business_connection": {"id": "1"}},
        {"purchased_paid_media": {}},
        {"not_known_yet": {"deep": [[[{}]]]}},
        {"edited_message": message | command | {"edit_date": date}},
        {"message_reaction": {"chat": place, "message_id": 1, "date": date}},
        {"poll": {"id": "1"}},
        {},
    ]


MALFORMED: list[Json] = [
    {"message": {"message_id": 1, "text": "sin nada"}},
    {"message": None},
    {
        "message": {
            "message_id": 6,
            "date": "ayer",
            "chat": {"id": 5, "type": "private"},
            "text": "x",
        }
    },
    {
        "message": {
            "message_id": 7,
            "date": 1,
            "chat": {"id": 2**70, "type": "private"},
            "text": "x",
        }
    },
    {
        "message": {
            "message_id": 8,
            "date": 1,
            "chat": {"id": "cinco", "type": "private"},
            "text": "x",
        }
    },
    {
        "message": {
            "message_id": 9,
            "date": 10**20,
            "chat": {"id": 5, "type": "private"},
            "text": "x",
        }
    },
    {"callback_query": {"id": "1", "data": "x"}},
    {"my_chat_member": {}},
]


async def test_odd_updates_stop_nobody_and_are_not_set_aside(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    red = await stage.community("Red Ñuble", guides=[ana], mode="full")
    for update in odd_updates(stage, red.id, ana):
        stage.driver.inject(update)
    await stage.rests()

    said = await ana.says("/agenda", red)
    assert stage.last(red).reply_to == said.id
    assert await set_aside(stage) == []


async def test_malformed_updates_are_set_aside_and_stop_nobody(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    red = await stage.community("Red Ñuble", guides=[ana], mode="full")
    for update in MALFORMED:
        stage.driver.inject(update)
    await stage.rests()

    said = await ana.says("/agenda", red)
    assert stage.last(red).reply_to == said.id
    assert len(await set_aside(stage)) <= len(MALFORMED)


async def test_text_that_is_no_text_keeps_no_batch_away(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    red = await stage.community("Red Ñuble", guides=[ana], mode="full")
    for number, words in enumerate(("\ud83d", "a\x00b", "#practica \ud83d con dados")):
        update = odd_updates(stage, red.id, ana)[0]
        stage.driver.inject(
            {
                "message": update["message"]
                | {"message_id": 7000 + number, "text": words, "entities": []}
            }
        )
    await stage.rests()

    said = await ana.says("/agenda", red)
    assert stage.last(red).reply_to == said.id


# Taps.


@pytest.mark.slow
async def test_forged_taps_are_answered_and_change_nothing(stage: Stage) -> None:
    ana, rosa, eve = stage.person("Ana Soto"), stage.person("Rosa Quispe"), stage.person("Eva")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa, eve])
    await ana.says("/compromiso Rosa trae cuentos el 4 de diciembre, sin evidencia", red)
    card = stage.last(red)
    luck = random.Random(4)
    forged = [f"{verb}:{subject}" for verb in sorted(SUBJECTS) for subject in (1, 999, -1)]
    forged += ["", ":", "commitment-accept", "commitment-accept:x", "🌱:1", "a" * 64, "x:1:2:3:4"]
    forged += [
        "".join(chr(luck.randint(32, 0x2FF)) for _ in range(luck.randint(1, 30))) for _ in range(30)
    ]
    wrong_place = stage.messages(red)[0].id
    before = await _answers(stage, red)

    taps = []
    for number, data in enumerate(forged):
        for where in (wrong_place, 424242):
            taps.append(stage.driver.forge_tap(eve.id, red.id, where, data))
        if number % 50 == 0:
            await stage.rests()
    await stage.rests()

    assert [tap.id for tap in taps if stage.driver.answer(tap.id) is None] == []
    assert await set_aside(stage) == []
    assert await _answers(stage, red) == before
    assert stage.buttons(card) == ["Acepto", "No puedo", "Me sumo"]


async def _answers(stage: Stage, red: Any) -> list[Any]:
    async with stage.looking() as tx:
        return list(await tx.commitments.open_of((await community_of(stage, red)).id))
