"""The draft of minutes, as the pair decides on it: [Publicar], [Editar], [Descartar], a reply.

The one thing to know: one of the pair is enough, and two of them within a second do it once. Copies
of the draft in other chats are drawn anew by the clock (scheduler/minutes.py).
"""

from telegram import Update

from community import minutes
from community.agreements import note, worth_noting
from community.minutes import NUDGE_STEP, Minutes, MinutesState
from community.refusals import OldButton
from handlers.context import Context
from handlers.minutes_card import minutes_at, told
from handlers.written import written
from messages import drafts
from messages import minutes as says
from messages.minutes import Told
from messages.text import Message
from reading.minutes import agreed
from storage.outbox import Kind


async def publish(update: Update, context: Context) -> None:
    """[Publicar]: in the group, and the other of the pair sees that it is done."""
    assert context.press is not None
    before = await minutes_at(context, context.press.subject)
    after = minutes.publish(before, context.person_id, context.now)
    await _settle(context, after)
    await _agree(context, await told(context, after))
    shown = await told(context, after)
    words = context.group_words
    _post(context, after, says.published(shown, words), f"minutes.published:{after.id}")
    file = says.as_file(shown, words)
    if file is not None:
        _post(context, after, file, f"minutes.file:{after.id}")
    await context.tx.deeds.note(
        context.community.id, context.person_id, "minutes.published", context.now
    )
    context.edit(says.settled(shown, context.words))
    context.answer(drafts.published_briefly(context.words))


async def discard(update: Update, context: Context) -> None:
    """[Descartar]: nothing is said in the group."""
    assert context.press is not None
    after = minutes.discard(await minutes_at(context, context.press.subject))
    await _settle(context, after)
    await context.tx.deeds.note(
        context.community.id, context.person_id, "minutes.discarded", context.now
    )
    context.edit(says.settled(await told(context, after), context.words))
    context.answer(drafts.discarded_briefly(context.words))


async def reword(update: Update, context: Context) -> None:
    """[Editar]: how."""
    assert context.press is not None
    before = await minutes_at(context, context.press.subject)
    minutes.must_be_settled_yet(before)
    context.say(drafts.how_to_reword(("minutes-draft", before.id), context.words))
    context.answer(drafts.explained_below(context.words))


async def reworded(update: Update, context: Context) -> None:
    """A guide's reply to a draft is its new text; also of minutes that are published."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    if not await context.is_guide():
        if not context.is_private:
            context.react("👍")
            return
        await context.must_be_guide()
    before = await minutes_at(context, post.about_id)
    said = says.retyped(written(context.message).text, await told(context, before), context.words)
    after = minutes.reword(before, said, context.person_id)
    await context.tx.minutes.reword(after)
    await context.tx.minutes.redraw(context.community.id, after.id, context.now)
    context.react("👍")


async def _agree(context: Context, shown: Told) -> None:
    """What was noted as agreed is an agreement from now on, with a number and a day to look again."""
    tx, community = context.tx, context.community
    said = agreed(shown.minutes, shown.points)
    for words in worth_noting(said, await tx.agreements.standing(community.id)):
        number = await tx.agreements.next_number(community.id)
        agreement = note(words, number, context.person_id, community, context.now)
        await tx.agreements.plan_review(await tx.agreements.add(agreement), community, context.now)


async def _settle(context: Context, after: Minutes) -> None:
    if not await context.tx.minutes.move(after, was=MinutesState.DRAFT):
        raise OldButton()  # the other of the pair decided in this very moment
    await context.tx.dues.drop(NUDGE_STEP, after.id, context.now)
    await context.tx.minutes.share(context.community.id, after.id, context.now)


def _post(context: Context, one: Minutes, message: Message, key: str) -> None:
    context.tell_group(message, thread=one.thread_id, kind=Kind.POST, key=key)
