"""What may have been agreed or promised: [Confirmar] [Corregir] [Descartar], and [Por confirmar].

The one thing to know: of two who tap at once, one is heard: what was tapped is written only while
nobody has. A commitment is confirmed in commitments_asking.py, for it goes on as any commitment.
"""

from telegram import Update

from community import candidates
from community.candidates import MOST
from community.ids import in_group
from handlers.confirming import candidate_at, offered, settle, tapped_candidate
from handlers.context import Context
from handlers.written import written
from messages import candidates as says
from messages import drafts
from reading.quoting import agreed_for_many


async def agree(update: Update, context: Context) -> None:
    """[Confirmar] of an agreement: it is on record with a number, and the group hears of it."""
    tx, community = context.tx, context.community
    one = await tapped_candidate(context)
    number = await tx.agreements.next_number(community.id)
    after = candidates.confirm(one, context.person_id, context.now, number=number)
    await settle(context, after)
    fresh = candidates.as_agreement(one, number, context.person_id, community, context.now)
    agreement = await tx.agreements.add(agreed_for_many(fresh))
    await tx.agreements.plan_review(agreement, community, context.now)
    said = await tx.discussions.said_in(community.id, one.message_id)
    context.tell_group(
        says.agreed(agreement, context.group_words),
        thread=said.thread_id if said is not None else community.home_thread_id,
        reply_to=in_group(one.message_id),
        key=f"candidate.agreed:{one.id}",
    )
    context.edit(says.card(after, community, context.words))
    context.answer(says.confirmed_briefly(context.words))


async def discard(update: Update, context: Context) -> None:
    """[Descartar]: it is not offered again."""
    one = await tapped_candidate(context)
    after = candidates.discard(one, context.person_id, context.now)
    await settle(context, after)
    context.edit(says.card(after, context.community, context.words))
    context.answer(says.discarded_briefly(context.words))


async def correct(update: Update, context: Context) -> None:
    """[Corregir]: how."""
    one = await tapped_candidate(context)
    candidates.must_wait(one, context.person_id)
    context.say(says.how_to_correct(one, context.words))
    context.answer(drafts.explained_below(context.words))


async def better_words(update: Update, context: Context) -> None:
    """A reply to a card, or to how it is corrected: better words; they are confirmed by a tap."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    one = await candidate_at(context, post.about_id)
    await context.tx.candidates.save(candidates.correct(one, written(context.message).text))
    await context.tx.candidates.redraw(context.community.id, one.id, context.now)
    context.react("👍")


async def show(update: Update, context: Context) -> None:
    """[Por confirmar (3)]: a card each, five at once."""
    waiting = await offered(context)
    for one in waiting[:MOST]:
        context.say(says.card(one, context.community, context.words))
    if not waiting:
        context.say(says.nothing_waits(context.words))
    context.answer(says.shown_below(context.words))
