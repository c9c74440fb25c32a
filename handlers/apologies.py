"""When something failed on our side: never silence, never a stack trace."""

from datetime import datetime

from telegram import Update

from community.ids import ChatId, MessageId
from locales.words import nearest, words_in
from messages import refusals as says
from storage.outbox import Kind
from storage.tx import Tx


async def apologise(tx: Tx, update: Update, default_language: str, now: datetime) -> None:
    """To whoever tapped or gave a command whose update was set aside."""
    chat, message = update.effective_chat, update.message
    if chat is None:
        return
    community = await tx.communities.at(ChatId(chat.id))
    user = update.effective_user
    language = (
        community.language
        if community
        else nearest(user.language_code if user else None, default_language)
    )
    words = words_in(language)
    if update.callback_query is not None:
        payload = {
            "callback_query_id": update.callback_query.id,
            "text": says.apology_alert(words),
            "show_alert": True,
        }
        tx.outbox.act(
            "answerCallbackQuery", payload, chat=ChatId(chat.id), kind=Kind.ANSWER, now=now
        )
    elif message is not None and (message.text or "").startswith("/"):
        tx.outbox.say(
            says.apology(words),
            to=ChatId(chat.id),
            kind=Kind.REPLY,
            now=now,
            reply_to=MessageId(message.message_id),
        )
