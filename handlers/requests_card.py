"""What all handlers of requests share: the answer below the message that asked, and drawing it anew.

The one thing to know: a request has at most one answer of the bot; where nothing was near it has
none, only a reaction, and whoever wants to help replies to the message itself.
"""

from community.ids import MessageId, RequestId
from community.refusals import NotFound
from community.requests import CLOSING_STEP, Request, closing_at
from handlers.context import Context
from handlers.requests_related import related_to
from locales.words import words_in
from messages import requests as says
from messages.text import Html, Message
from storage.outbox import Kind


async def tapped(context: Context) -> Request:
    """The request of the tapped button, as it is now."""
    assert context.press is not None
    number = RequestId(context.press.subject)
    request = await context.tx.requests.get(context.community.id, number)
    if request is None:
        raise NotFound("request")
    return request


async def near(context: Context, request: Request) -> Html | None:
    """What the answer says before its last line; None where there is nothing to say."""
    found = await related_to(context.tx, context.community, request, context.now)
    hands = await context.tx.requests.hands_of(context.community.id, request.id)
    words = words_in(context.community.language)
    return says.near(found.practices, found.people, hands, context.community, words)


async def answer(context: Context, request: Request) -> Message:
    """The answer as it is now."""
    words = words_in(context.community.language)
    return says.answer(request, await near(context, request), words)


async def answer_at(context: Context, request: Request) -> MessageId | None:
    """The answer's message in the group; None where there is none, or it is on its way."""
    if not request.is_answered:
        return None
    group = context.community.telegram_chat_id
    post = await context.tx.posts.first(group, "request-answer", request.id)
    return None if post is None else post.message_id


async def is_on_answer(context: Context, request: Request) -> bool:
    """Whether the tapped message is the answer itself, and not the question about its end."""
    is_group = context.chat_id == context.community.telegram_chat_id
    return is_group and context.message_id == await answer_at(context, request)


async def redraw(context: Context, request: Request) -> None:
    """The answer shows the request as it is now."""
    message = await answer_at(context, request)
    if message is not None:
        _edit_in_group(context, await answer(context, request), message)


async def plan_closing(context: Context, request: Request) -> None:
    """When whoever asked is asked next; what was planned before goes."""
    community, now = context.community, context.now
    at = closing_at(now, community.quiet, community.zone)
    await context.tx.dues.replan(CLOSING_STEP, request.id, at, community=community.id, now=now)


async def put_to_group(
    context: Context, request: Request, *, key: str, reply_to: MessageId | None = None
) -> None:
    """What no message of its asker says in the group is told there by the bot."""
    context.tell_group(
        await answer(context, request), thread=request.thread_id, reply_to=reply_to, key=key
    )
    await plan_closing(context, request)


async def take_back(context: Context, message: MessageId) -> None:
    """The message that asked is taken down: the answer below it says so, and nobody is asked."""
    request = await context.tx.requests.asked_in(context.community.id, message)
    if request is None:
        return
    await context.tx.dues.drop(CLOSING_STEP, request.id, context.now)
    at = await answer_at(context, request)
    if at is not None:
        _edit_in_group(context, says.withdrawn(words_in(context.community.language)), at)


def _edit_in_group(context: Context, said: Message, message: MessageId) -> None:
    community = context.community
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": message, **said.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=community.id,
    )
