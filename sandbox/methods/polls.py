"""Polls of the bot: sent, voted upon by people, and closed."""

import secrets

from sandbox import rendering
from sandbox.json_types import Json
from sandbox.methods.sending import SEND, send
from sandbox.methods.table import Call, method
from sandbox.methods.wording import read_keyboard
from sandbox.refused import bad_request

OPTIONS_LIMIT = 12
QUESTION_LIMIT = 300
OPTION_LIMIT = 100


@method(
    "sendPoll",
    SEND + "question question_parse_mode question_entities options is_anonymous type "
    "allows_multiple_answers allows_revoting allow_adding_options shuffle_options members_only "
    "country_codes hide_results_until_closes correct_option_id correct_option_ids description "
    "description_parse_mode description_entities explanation explanation_parse_mode "
    "explanation_entities explanation_media media open_period close_date is_closed",
)
def send_poll(call: Call) -> Json:
    chat = call.chat()
    question = call.text("question").strip()
    texts = [_option(option) for option in call.json("options") or []]
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > QUESTION_LIMIT:
        raise bad_request("poll question length must not exceed 300")
    if not 1 <= len(texts) <= OPTIONS_LIMIT:
        raise bad_request(
            "poll must have at least 1 option"
            if not texts
            else "poll can't have more than 12 options"
        )
    poll: Json = {
        "id": str(secrets.randbits(60)),
        "question": question,
        "options": [{"text": text, "persistent_id": str(n)} for n, text in enumerate(texts)],
        "is_closed": call.flag("is_closed"),
        "is_anonymous": "is_anonymous" not in call.params or call.flag("is_anonymous"),
        "type": call.text("type", "regular"),
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": "allows_revoting" not in call.params or call.flag("allows_revoting"),
        "members_only": call.flag("members_only"),
    }
    return send(call, chat, {"poll": poll})


def _option(option: object) -> str:
    text = str(option.get("text", "") if isinstance(option, dict) else option).strip()
    if not 1 <= len(text) <= OPTION_LIMIT:
        raise bad_request("poll options length must not exceed 100")
    return text


@method("stopPoll", "chat_id message_id reply_markup business_connection_id")
def stop_poll(call: Call) -> Json:
    message = call.message(call.chat(), "message with poll to stop not found")
    poll = message.content.get("poll")
    if poll is None or message.sender != call.world.bot.id:
        raise bad_request("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    poll["is_closed"] = True
    message.keyboard = read_keyboard(call)
    call.world.changed("message", chat=message.chat, message=message.id)
    return rendering.as_poll(message)
