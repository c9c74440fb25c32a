"""What the bot says of itself: name, commands, descriptions; and how it gets its updates."""

import json
import re
from collections.abc import Iterator

from sandbox.chats import Chat
from sandbox.json_types import Json
from sandbox.methods.table import Call, method
from sandbox.refused import bad_request
from sandbox.updates import Webhook
from sandbox.world import World


@method("getMe")
def get_me(call: Call) -> Json:
    return call.world.bot.as_me()


@method("logOut")
@method("close")
def go_away(call: Call) -> bool:
    return True


@method(
    "setWebhook",
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
)
def set_webhook(call: Call) -> bool:
    """An empty url removes it. Plain http and any port will do: this Telegram is local."""
    secret = call.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    url = call.text("url")
    mailbox = call.world.mailbox
    mailbox.webhook = (
        Webhook(url=url, secret=secret, max_connections=call.number("max_connections", 40))
        if url
        else None
    )
    choose_updates(call)
    _drop_if_asked(call)
    call.world.changed("update")
    return True


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(call: Call) -> bool:
    call.world.mailbox.webhook = None
    _drop_if_asked(call)
    call.world.changed("update")
    return True


def choose_updates(call: Call) -> None:
    """`allowed_updates`: absent keeps what was said before, an empty list is the default."""
    if "allowed_updates" in call.params:
        wanted = call.json("allowed_updates")
        if isinstance(wanted, list):
            call.world.mailbox.allowed = [str(kind) for kind in wanted] or None


def _drop_if_asked(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.world.mailbox.pending.clear()


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    mailbox = call.world.mailbox
    hook = mailbox.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(mailbox.pending),
    }
    if hook:
        info["max_connections"] = hook.max_connections
        if hook.last_error_date:
            info["last_error_date"] = hook.last_error_date
            info["last_error_message"] = hook.last_error
    if mailbox.allowed:
        info["allowed_updates"] = mailbox.allowed
    return info


@method("setMyCommands", "commands scope language_code")
def set_my_commands(call: Call) -> bool:
    commands = call.json("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.world.commands[_key(call)] = commands
    call.world.changed("commands")
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_key(call), [])


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(call: Call) -> bool:
    call.world.commands.pop(_key(call), None)
    call.world.changed("commands")
    return True


def _key(call: Call) -> str:
    return _scope_key(call.json("scope") or {"type": "default"}, call.text("language_code"))


def _scope_key(scope: Json, language: str) -> str:
    known = {key: str(value) for key, value in scope.items()}
    return json.dumps(known, sort_keys=True) + language


def commands_for(world: World, chat: Chat, person: int) -> list[Json]:
    """The menu a person sees in a chat: the narrowest scope that was set (BotCommandScope)."""
    language = world.person(person).language_code.split("-")[0]
    for scope in _scopes(chat, person):
        for spoken in (language, ""):
            found = world.commands.get(_scope_key(scope, spoken))
            if found:
                return found
    return []


def _scopes(chat: Chat, person: int) -> Iterator[Json]:
    if chat.is_private:
        yield {"type": "chat", "chat_id": chat.id}
        yield {"type": "all_private_chats"}
    else:
        yield {"type": "chat_member", "chat_id": chat.id, "user_id": person}
        if chat.is_admin(person):
            yield {"type": "chat_administrators", "chat_id": chat.id}
        yield {"type": "chat", "chat_id": chat.id}
        if chat.is_admin(person):
            yield {"type": "all_chat_administrators"}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}


def _text_of_bot(name: str, field: str) -> None:
    """The pair of methods that set and give one text about the bot."""

    @method(f"set{name}", f"{field} language_code")
    def set_text(call: Call) -> bool:
        call.world.descriptions[field + call.text("language_code")] = call.text(field)
        call.world.changed("commands")
        return True

    @method(f"get{name}", "language_code")
    def get_text(call: Call) -> Json:
        default = call.world.bot.name if field == "name" else ""
        text = call.world.descriptions.get(field + call.text("language_code"), default)
        return {field: text}


_text_of_bot("MyName", "name")
_text_of_bot("MyDescription", "description")
_text_of_bot("MyShortDescription", "short_description")


@method("setMyDefaultAdministratorRights", "rights for_channels")
def set_my_default_administrator_rights(call: Call) -> bool:
    return True
