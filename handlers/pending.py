"""/pendientes: what waits for somebody, whichever feature it comes from.

The one thing to know: each feature adds its lines to `_mine`; the whole is one message, in private
where that is possible, for what one has in hand is noise for the others. Asked again soon, it is
edited (product.md M7).
"""

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from community.calendar import local_day
from community.commitments import on_the_board
from community.ids import ChatId
from community.people import Person
from handlers.awaited import lines_awaited
from handlers.commitments_card import urls_of
from handlers.context import Context
from locales.words import Words
from messages import commitments as says
from messages.text import Message, with_lines
from reading.stems import fold
from storage.outbox import Kind

RECENTLY = timedelta(hours=1)  # ours: still in sight, even in a lively group
EVERYBODY = frozenset({"todos", "todas", "all", "tudo", "grupo"})


async def show(update: Update, context: Context) -> None:
    """«/pendientes», mine; «/pendientes todos», or asked by an anonymous admin, the community's."""
    person = context.maybe_person
    if person is None or fold(context.words_said) in EVERYBODY:
        await _say_or_edit(context, await _everybodys(context))
    elif context.is_private or not person.can_be_written:
        await _say_or_edit(context, await _mine(context, person, context.words))
    else:
        message = await _mine(context, person, context.words_for(person))
        assert message.about is not None
        is_first = await context.tx.posts.latest(ChatId(person.id), *message.about) is None
        if not await _is_redrawn(context, message, ChatId(person.id)):
            context.tell(person, message)
        if is_first:
            context.say(says.sent_in_private(context.words))
        else:
            context.react("👌")


async def _say_or_edit(context: Context, message: Message) -> None:
    if await _is_redrawn(context, message, context.chat_id):
        context.react("👌")
    else:
        context.say(message)


async def _is_redrawn(context: Context, message: Message, chat: ChatId) -> bool:
    """Asked again within the hour, the answer of before is edited: one message, not ten alike."""
    assert message.about is not None
    post = await context.tx.posts.latest(chat, *message.about)
    if post is None or post.community_id != context.community.id or context.held is not None:
        return False
    if context.now - post.posted_at > RECENTLY:
        return False
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": post.message_id, **message.edit},
        chat=chat,
        kind=Kind.EDIT,
        now=context.now,
        community=context.community.id,
    )
    return True


async def _everybodys(context: Context) -> Message:
    community, today = context.community, local_day(context.now, context.community.zone)
    found = on_the_board(await context.tx.commitments.open_of(community.id), today=today)
    urls = await urls_of(context, found[: says.LISTED])
    return replace(
        says.board(found, context.words, urls, today=today), about=("pending-all", community.id)
    )


async def _mine(context: Context, person: Person, words: Words) -> Message:
    community, today = context.community, local_day(context.now, context.community.zone)
    found = await context.tx.commitments.open_of_person(community.id, person.id)
    urls = await urls_of(context, found[: says.LISTED])
    mine = says.mine(found, person.id, words, urls, today=today)
    shown = with_lines(mine, await lines_awaited(context, words))
    return replace(shown, about=("pending", person.id))
