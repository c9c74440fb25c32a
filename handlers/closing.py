"""The community ends: its admin takes everything along, the bot says goodbye and leaves.

The one thing to know: what is said here belongs to no community in the outbox, because the community
may be erased in the same commit and its outbox with it.
"""

import asyncio

from telegram import Update

from community import communities
from community.communities import CLOSED_KEPT_FOR, Community
from community.ids import ChatId
from community.refusals import OldButton
from handlers.context import Context
from messages import archives
from messages import communities as says
from messages.text import Message
from reading.quoting import archive_for_many
from storage.outbox import Kind


async def offer_closing(update: Update, context: Context) -> None:
    """/cerrar: the first of two cards."""
    context.say(says.closing(context.community, context.words))


async def close(update: Update, context: Context) -> None:
    """A tap on either card."""
    community, words = context.community, context.words
    assert context.press is not None
    choice = context.press.choice
    if choice == "no":
        context.edit(says.not_closed(community, words))
    elif choice == "ask":
        context.edit(says.closing_sure(community, words))
    elif choice in ("close", "erase"):
        await _close(context, community, is_erased=choice == "erase")
    else:
        raise OldButton()


async def _close(context: Context, community: Community, *, is_erased: bool) -> None:
    archive = archive_for_many(await context.tx.archives.of(community))
    document = await asyncio.to_thread(archives.taken_along, archive, context.words, context.now)
    await context.tx.outbox.cancel_ready(community.id, context.now)
    is_private = _give(context, document)
    await _unpin_home(context, community)
    await _end(context, community, is_erased=is_erased)
    card = says.closed(context.words, is_erased=is_erased, is_private=is_private)
    _act(context, "editMessageText", {"message_id": context.message_id, **card.edit})
    _say(context, says.goodbye(context.words))
    _act(context, "leaveChat", {})


async def _end(context: Context, community: Community, *, is_erased: bool) -> None:
    if is_erased:
        await context.tx.communities.forget(community)
        context.tx.erased()
        context.maybe_community = None
        return
    person = context.maybe_person
    await context.tx.deeds.note(
        community.id, person.id if person else None, "community.closed", context.now
    )
    await context.tx.communities.save(communities.close(community, context.now))
    await context.tx.dues.drop_all(community.id, context.now)
    await context.tx.dues.replan(
        "community.forget",
        community.id,
        context.now + CLOSED_KEPT_FOR,
        community=community.id,
        now=context.now,
    )


def _give(context: Context, document: Message) -> bool:
    """In private to the admin who closes, if they allow it; else in the group."""
    person = context.maybe_person
    if person is None or not person.can_be_written:
        _say(context, document)
        return False
    context.tx.outbox.say(
        document, to=ChatId(person.id), kind=Kind.EXPORT, now=context.now, person=person.id
    )
    return True


async def _unpin_home(context: Context, community: Community) -> None:
    post = await context.tx.posts.latest(context.chat_id, "home", community.id)
    if post is not None and community.bot_is_admin:
        _act(context, "unpinChatMessage", {"message_id": post.message_id})


def _say(context: Context, message: Message) -> None:
    # as a reply: it goes before the edits and the leaving (storage/outbox.py, PRIORITY)
    context.tx.outbox.say(
        message,
        to=context.chat_id,
        kind=Kind.REPLY,
        now=context.now,
        thread=context.thread_id,
    )


def _act(context: Context, method: str, payload: dict[str, object]) -> None:
    context.tx.outbox.act(method, payload, chat=context.chat_id, kind=Kind.EDIT, now=context.now)
