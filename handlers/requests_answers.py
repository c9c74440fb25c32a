"""Answers to a request: replies by others to the message that asked, or to what the bot found."""

from community import requests
from community.ids import RequestId
from community.prompts import Media
from community.requests import Request
from handlers.context import Context, author_of
from handlers.written import name_of, written


async def keep_answer(context: Context) -> bool:
    """Remembers who answered, not the words; says whether the message is an answer.

    A sticker alone is a nod, whoever asked only goes on talking, and the group itself helps nobody.
    """
    if context.replied is None:
        return False
    request = await _replied_to(context)
    author, said = author_of(context.message), written(context.message)
    if request is None or author is None or said.is_empty or said.media is Media.STICKER:
        return False
    name = name_of(context.message)
    hand = requests.answer(request, author, name, context.message_id, context.now)
    if hand is None:
        return False
    await context.tx.requests.lend(hand)
    return True


async def _replied_to(context: Context) -> Request | None:
    """What the message replied to asked for, also where it told a practice or answered a prompt."""
    requests_of, community = context.tx.requests, context.community.id
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None:
        return None
    if post.about in ("request", "request-answer"):
        return await requests_of.get(community, RequestId(post.about_id))
    if post.about in ("practice", "reflection"):
        return await requests_of.asked_in(community, context.replied_id)
    return None
