"""Every answer and update is what python-telegram-bot expects, with nothing left over."""

import inspect
from typing import Any

import pytest
from cardboard_town import ALL_KINDS, Town
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    Chat,
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    TelegramObject,
    Update,
    User,
)
from telegram.constants import ReactionEmoji

from sandbox.messages import REACTIONS
from sandbox.methods import TABLE

# Parameters of PTB's methods that never reach the wire, or are folded into another one.
_OF_PTB = """
self read_timeout write_timeout connect_timeout pool_timeout api_kwargs filename contact venue
location allow_sending_without_reply reply_to_message_id disable_web_page_preview kwargs
"""
OF_PTB = set(_OF_PTB.split())
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Hecho", callback_data="c:1")]])


def leftovers(thing: object, path: str = "") -> list[str]:
    """Where, inside an object of PTB, the sandbox wrote fields that PTB does not know."""
    if isinstance(thing, list | tuple):
        return [found for n, item in enumerate(thing) for found in leftovers(item, f"{path}[{n}]")]
    if not isinstance(thing, TelegramObject):
        return []
    found = [f"{path}.{key}" for key in thing.api_kwargs]
    slots = {slot for kind in type(thing).__mro__ for slot in getattr(kind, "__slots__", ())}
    for name in slots - {"api_kwargs"}:
        if not name.startswith("_"):
            found += leftovers(getattr(thing, name, None), f"{path}.{name}")
    return found


def test_every_parameter_ptb_can_send_is_known() -> None:
    for method in TABLE.values():
        ptb = getattr(Bot, method.name)
        sent = set(inspect.signature(ptb).parameters) - OF_PTB
        assert sent <= method.params, method.name


def test_the_reactions_a_bot_may_use_are_those_of_the_bot_api() -> None:
    assert {emoji.value for emoji in ReactionEmoji} == REACTIONS


async def test_a_parameter_nobody_documents_is_refused(town: Town) -> None:
    answer = await town.call("sendMessage", chat_id=town.group.id, txt="hola")
    assert answer["error_code"] == 400


async def test_a_method_nobody_documents_is_not_found(town: Town) -> None:
    assert (await town.call("sendHug"))["error_code"] == 404


async def test_every_answer_parses_with_nothing_left_over(town: Town) -> None:
    bot, group, rosa = town.bot, town.group.id, town.rosa.id
    town.driver.start(rosa)
    photo = town.driver.say(rosa, group, caption="la sala", media={"kind": "photo"})
    forum = town.driver.chat("Foro", forum=True, members=[], admins=[rosa])
    town.driver.bot(forum.id, "administrator", by=rosa)
    sent = await bot.send_message(group, "<b>Hola</b> @rosa_q", "HTML", reply_markup=BUTTONS)
    poll = await bot.send_poll(group, "¿Cuándo?", ["lunes", "martes"], is_anonymous=False)
    town.driver.vote(rosa, group, poll.message_id, [1])
    answers: list[Any] = [
        await bot.get_me(),
        sent,
        poll,
        await bot.send_document(
            group, InputFile(b"uno,dos", "acta.csv"), caption="<i>acta</i>", parse_mode="HTML"
        ),
        await bot.send_photo(rosa, town.world.files[next(iter(town.world.files))].id),
        await bot.send_voice(group, b"OggS", duration=4),
        await bot.edit_message_text("Chao", group, sent.message_id, reply_markup=BUTTONS),
        await bot.edit_message_reply_markup(group, sent.message_id),
        await bot.forward_message(rosa, group, photo.id),
        await bot.copy_message(rosa, group, photo.id),
        await bot.pin_chat_message(group, sent.message_id),
        await bot.get_chat(group),
        await bot.get_chat(rosa),
        await bot.get_chat_member(group, rosa),
        await bot.get_chat_member(group, town.ivan.id),
        await bot.get_chat_member(group, bot.id),
        await bot.get_chat_administrators(group),
        await bot.get_chat_member_count(group),
        await bot.get_file(photo.content["photo"][-1]["file_id"]),
        await bot.create_forum_topic(forum.id, "Lectura"),
        await bot.stop_poll(group, poll.message_id),
        await bot.get_webhook_info(),
        await bot.set_message_reaction(group, photo.id, "✍"),
        await bot.send_chat_action(group, "typing"),
        await bot.set_my_commands(
            [BotCommand("ayuda", "Qué sé hacer")],
            BotCommandScopeAllGroupChats(),
            language_code="es",
        ),
        await bot.get_my_commands(BotCommandScopeAllGroupChats(), language_code="es"),
        await bot.set_my_description("Minga"),
        await bot.get_my_description(),
    ]
    assert [leftovers(answer) for answer in answers] == [[] for _ in answers]


async def everything_happens(town: Town) -> None:
    """One of each kind of event the sandbox knows."""
    driver, group, rosa, ivan = town.driver, town.group.id, town.rosa.id, town.ivan.id
    await town.bot.delete_webhook()
    await town.call("getUpdates", allowed_updates=ALL_KINDS)
    said = driver.say(rosa, group, "/compromiso@minga_demo_bot #hola @rosa_q https://x.cl")
    driver.edit(rosa, group, said.id, "corregido")
    driver.say(ivan, group, "sí", reply_to=said.id)
    for kind in ("photo", "voice", "document", "video", "audio", "video_note", "sticker"):
        driver.say(ivan, group, media={"kind": kind}, caption="mira" if kind == "photo" else None)
    driver.say(rosa, group, "soy admin", anonymous=True)
    driver.say(ivan, group, "lo dijo otro", forward={"name": "Otra"})
    driver.say(ivan, group, "lo dijo Rosa", forward={"from": rosa})
    driver.react(ivan, group, said.id, "👍")
    driver.react(rosa, group, said.id, "🔥", anonymous=True)
    posted = await town.bot.send_message(group, "¿Aceptas?", reply_markup=BUTTONS)
    driver.tap(ivan, group, posted.message_id, "Hecho")
    driver.forge_tap(ivan, group, 99999, "c:1")
    poll = await town.bot.send_poll(group, "¿Cuándo?", ["lunes", "martes"], is_anonymous=False)
    driver.vote(ivan, group, poll.message_id, [0])
    driver.pin(rosa, group, said.id)
    ana = driver.person("Ana", language_code="pt-br")
    driver.join(ana.id, group)
    driver.promote(ana.id, group)
    driver.ask_to_join(driver.person("Luz").id, group)
    driver.leave(ana.id, group)
    driver.start(rosa, "carta-1")
    driver.block(rosa)
    basic = driver.chat("Pueblo", "group", members=[ivan], admins=[rosa])
    driver.bot(basic.id, "member", by=rosa)
    driver.migrate(basic.id)
    forum = driver.chat("Foro", forum=True, admins=[rosa])
    driver.bot(forum.id, "administrator", by=rosa)
    driver.say(rosa, forum.id, "en el tema", thread=driver.topic(forum.id, "Lectura"))
    driver.bot(forum.id, "kicked", by=rosa)


async def test_every_update_parses_with_nothing_left_over(town: Town) -> None:
    await everything_happens(town)
    raw = await town.updates()
    parsed = [Update.de_json(update, town.bot) for update in raw]
    assert [leftovers(update) for update in parsed] == [[] for _ in parsed]
    kinds = {key for update in raw for key in update if key != "update_id"}
    assert kinds == {
        "message",
        "edited_message",
        "callback_query",
        "message_reaction",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
    }


async def test_people_chats_and_standings_come_as_their_own_kinds(town: Town) -> None:
    member = await town.bot.get_chat_member(town.group.id, town.rosa.id)
    administrators = await town.bot.get_chat_administrators(town.group.id)
    chat = await town.bot.get_chat(town.group.id)
    assert member.status == ChatMember.OWNER
    assert {a.user.id for a in administrators} == {town.rosa.id, town.bot.id}
    assert chat.type == Chat.SUPERGROUP
    assert isinstance(member.user, User)
    assert member.user.full_name == "Rosa Quilodrán"


@pytest.mark.parametrize("style", ["form", "query", "json"])
async def test_parameters_may_come_in_any_of_the_ways_the_bot_api_reads(
    town: Town, style: str
) -> None:
    fields = {"chat_id": str(town.group.id), "text": "hola", "reply_markup": BUTTONS.to_json()}
    if style == "query":
        answer = await town.client.get("/bot1:x/sendMessage", params=fields)
    elif style == "form":
        answer = await town.client.post("/bot1:x/SENDMESSAGE", data=fields)
    else:
        fields["reply_markup"] = BUTTONS.to_dict()
        answer = await town.client.post("/bot1:x/sendMessage", json=fields)
    assert answer.json()["result"]["reply_markup"] == BUTTONS.to_dict()
