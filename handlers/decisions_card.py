"""What all handlers of decisions share: the question in the group, its steps, and finding what was tapped.

The one thing to know: the newest message about a decision in the group is the question; it is drawn again
after every change, and whatever follows is said in reply to it.
"""

from community import decisions
from community.decisions import CLOSE_STEP, NUDGE_STEP, Decision, Hearing
from community.ids import DecisionId, MessageId
from community.refusals import NotFound
from handlers.context import Context
from messages import decisions as says
from messages.text import Message
from storage.outbox import Kind


async def tapped(context: Context) -> Decision:
    """The decision of the tapped button, as it is now."""
    assert context.press is not None
    return await found(context, context.press.subject)


async def found(context: Context, number: int) -> Decision:
    """One of this community's."""
    decision = await context.tx.decisions.get(context.community.id, DecisionId(number))
    if decision is None:
        raise NotFound("decision")
    return decision


async def question_at(context: Context, decision: Decision) -> MessageId | None:
    """The question's message in the group; None while it is on its way."""
    group = context.community.telegram_chat_id
    post = await context.tx.posts.latest(group, "decision", decision.id)
    return None if post is None else post.message_id


async def redraw(context: Context, hearing: Hearing) -> None:
    """The question shows what was said."""
    drawn = says.question(hearing, context.community, context.group_words)
    await rewrite(context, hearing.decision, drawn)


async def rewrite(context: Context, decision: Decision, drawn: Message) -> None:
    """In place of the question in the group."""
    message, community = await question_at(context, decision), context.community
    if message is None:
        return
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": message, **drawn.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=community.id,
    )


async def tell_group(context: Context, decision: Decision, message: Message) -> None:
    """In reply to the question, wherever the tap came from."""
    context.tell_group(
        message, thread=decision.thread_id, reply_to=await question_at(context, decision)
    )


async def withdraw(context: Context, number: DecisionId) -> None:
    """By a guide or whoever asked, out of /cancelar: the question loses its buttons."""
    decision = await found(context, number)
    off = decisions.withdraw(decision, context.now)
    if await context.tx.decisions.move(off, was=decision.state):
        await redraw(context, await context.tx.decisions.heard(off))


async def decision_of(context: Context, message: MessageId) -> Decision | None:
    """What a member's message was a remark about, before it is taken down."""
    tx, community = context.tx, context.community.id
    remark = await tx.decisions.remark_in(community, message)
    return None if remark is None else await tx.decisions.get(community, remark.decision_id)


async def plan(context: Context, decision: Decision) -> None:
    """The nudge, and the end, of this round."""
    dues, community = context.tx.dues, context.community
    for step, at in (
        (NUDGE_STEP, decisions.nudge_at(community, decision)),
        (CLOSE_STEP, decision.closes_at),
    ):
        await dues.replan(step, decision.id, at, community=community.id, now=context.now)
