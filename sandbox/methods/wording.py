"""What a bot may write: a text or caption with its marks, and the buttons under it."""

from typing import Any

from sandbox.entities import read_html, trimmed, with_found
from sandbox.json_types import Json
from sandbox.methods.table import Call
from sandbox.refused import bad_request

TEXT_LIMIT = 4096  # code points, TDLib counts with utf8_length
CAPTION_LIMIT = 1024
CALLBACK_DATA_LIMIT = 64  # bytes of UTF-8


def read_text(call: Call) -> Json:
    """`text`, `entities` and the link preview of a message that is text."""
    text, entities = _marked(call, "text", "parse_mode", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        too_long = "MESSAGE_TOO_LONG" if call.method.startswith("edit") else "message is too long"
        raise bad_request(too_long)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = call.json("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return content


def read_caption(call: Call) -> Json:
    """`caption` and `caption_entities`, or nothing."""
    text, entities = _marked(call, "caption", "parse_mode", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content


def _marked(call: Call, name: str, mode: str, given: str) -> tuple[str, list[Json]]:
    source = call.text(name)
    parse_mode = call.text(mode).lower()
    if parse_mode == "html":
        text, entities = read_html(source)
    elif parse_mode in ("", "none"):
        text, entities = trimmed(source, [_flat(e) for e in call.json(given) or []])
    else:
        raise bad_request("unsupported parse_mode")
    known = [e for e in entities if e.get("user_id", 0) in (0, *call.world.people)]
    return text, with_found(text, known)


def _flat(entity: Json) -> Json:
    """An entity of the bot as the world keeps it: a mentioned person by id alone."""
    if "user" not in entity:
        return entity
    return {k: v for k, v in entity.items() if k != "user"} | {"user_id": entity["user"]["id"]}


def read_keyboard(call: Call) -> Json | None:
    """`reply_markup`, with its buttons checked; None for none (an empty one too)."""
    markup = call.json("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = [key for key in button if key not in ("text", "style", "icon_custom_emoji_id")]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and "." not in str(url) and not str(url).startswith("tg://"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button
