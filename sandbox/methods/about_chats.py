"""Asking about chats and people, leaving, and opening topics."""

from sandbox import arrivals, files, rendering
from sandbox.chats import ADMINS, PRESENT, TOPIC_COLOR
from sandbox.json_types import Json
from sandbox.methods.table import Call, method
from sandbox.refused import bad_request

_ALLOWED = """
can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos
can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages
can_add_web_page_previews can_change_info can_invite_users can_pin_messages can_manage_topics
"""
PERMISSIONS = tuple(_ALLOWED.split())


@method("getChat", "chat_id")
def get_chat(call: Call) -> Json:
    """`ChatFullInfo`, with the last pinned message."""
    chat = call.chat()
    full = rendering.as_chat(call.world, chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if not chat.is_private:
        full["permissions"] = dict.fromkeys(PERMISSIONS, True)
    if chat.pinned:
        pinned = call.world.messages(chat.id)[chat.pinned[-1]]
        full["pinned_message"] = rendering.as_message(call.world, pinned, with_reply=False)
    return full


@method("getChatMember", "chat_id user_id")
def get_chat_member(call: Call) -> Json:
    chat = call.chat()
    user_id = call.number("user_id")
    if user_id != call.world.bot.id and user_id not in call.world.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.is_private and user_id not in chat.seats:
        raise bad_request("user not found")
    return rendering.as_member(call.world, chat, user_id)


@method("getChatAdministrators", "chat_id return_bots")
def get_chat_administrators(call: Call) -> list[Json]:
    """The people who administer the chat, and the bot itself if it does; never other bots."""
    chat = call.chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        rendering.as_member(call.world, chat, user_id)
        for user_id, status in chat.seats.items()
        if status in ADMINS
    ]


@method("getChatMemberCount", "chat_id")
def get_chat_member_count(call: Call) -> int:
    return sum(1 for status in call.chat().seats.values() if status in PRESENT)


@method("leaveChat", "chat_id")
def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    bot = call.world.bot.id
    arrivals.set_bot(call.world, call.now, chat=chat.id, status="left", by=bot)
    return True


@method("createForumTopic", "chat_id name icon_color icon_custom_emoji_id")
def create_forum_topic(call: Call) -> Json:
    chat = call.chat()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.bot_may(call.world.bot.id, "can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    name = call.text("name")
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY")
    bot = call.world.bot.id
    thread = arrivals.open_topic(call.world, call.now, chat=chat.id, name=name, by=bot)
    return {"message_thread_id": thread, "name": name, "icon_color": TOPIC_COLOR}


@method("getFile", "file_id")
def get_file(call: Call) -> Json:
    file = call.world.file(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > files.DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": file.size,
        "file_path": file.path,
    }


@method("approveChatJoinRequest", "chat_id user_id")
def approve_chat_join_request(call: Call) -> bool:
    arrivals.join(call.world, call.now, person=_asker(call), chat=call.number("chat_id"))
    return True


@method("declineChatJoinRequest", "chat_id user_id")
def decline_chat_join_request(call: Call) -> bool:
    _asker(call)
    return True


def _asker(call: Call) -> int:
    """Who asked to be let in; from now on they have been answered."""
    chat = call.chat()
    person = call.number("user_id")
    if not chat.bot_may(call.world.bot.id, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    if person not in chat.asking:
        raise bad_request("HIDE_REQUESTER_MISSING")
    chat.asking.remove(person)
    return person
