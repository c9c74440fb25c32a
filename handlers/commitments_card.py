"""What all handlers of commitments share: the card in the group, and the reminders planned for it.

The one thing to know: a commitment has one card, the first message about it in its group; every
change is kept, drawn there, and nowhere else.
"""

from community.calendar import allows
from community.commitments import FULFILLED, CommitmentState, Pledge
from community.commitments_calendar import reminders
from community.ids import ChatId, CommitmentId, MessageId
from handlers.context import Context
from messages import commitments as says
from messages.text import Message, keyboard_markup, message_url
from storage.outbox import Kind

PLANNED = frozenset({CommitmentState.PROPOSED, CommitmentState.ACCEPTED, CommitmentState.RELEASED})


async def tapped(context: Context) -> Pledge:
    """The commitment of the tapped button, as it is now."""
    assert context.press is not None
    number = CommitmentId(context.press.subject)
    return await context.tx.commitments.get(context.community.id, number)


async def card_at(context: Context, pledge: Pledge) -> MessageId | None:
    """The card's message in the group; None while it is on its way, or after a migration."""
    group = context.community.telegram_chat_id
    post = await context.tx.posts.first(group, "commitment", pledge.commitment.id)
    return None if post is None else post.message_id


async def keep(context: Context, pledge: Pledge, *, before: Pledge | None = None) -> None:
    """Saves what changed and draws the card again."""
    if pledge == before:
        return
    await context.tx.commitments.save(pledge)
    await redraw(context, pledge)
    if pledge.commitment.state in FULFILLED:
        await _put_away_reminders(context, pledge)


async def _put_away_reminders(context: Context, pledge: Pledge) -> None:
    """What is done needs no [Hecho]: the reminders stay to be read, and to be answered."""
    about = ("commitment", int(pledge.commitment.id))
    for chat, message in await context.tx.outbox.sent_about(
        context.community.id, about, Kind.REMINDER
    ):
        context.tx.outbox.act(
            "editMessageReplyMarkup",
            {"message_id": message, "reply_markup": keyboard_markup(())},
            chat=chat,
            kind=Kind.EDIT,
            now=context.now,
            community=context.community.id,
        )


async def redraw(context: Context, pledge: Pledge) -> None:
    """The card shows the commitment as it is now."""
    community, message = context.community, await card_at(context, pledge)
    if message is None:
        return
    shown = await context.tx.commitments.evidences_of(community.id, pledge.commitment.id)
    drawn = says.card(pledge, context.group_words, shown=shown)
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": message, **drawn.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=community.id,
    )


async def is_on_card(context: Context, pledge: Pledge) -> bool:
    """Whether the tapped message is the card itself, and no reminder or question."""
    is_group = context.chat_id == context.community.telegram_chat_id
    return is_group and context.message_id == await card_at(context, pledge)


def post_in_group(
    context: Context,
    message: Message,
    pledge: Pledge,
    *,
    reply_to: MessageId | None = None,
    key: str | None = None,
) -> None:
    """In the group and topic of the commitment, wherever the tap came from."""
    community = context.community
    context.tx.outbox.say(
        message,
        to=community.telegram_chat_id,
        kind=Kind.REPLY,
        now=context.now,
        community=community.id,
        thread=pledge.commitment.thread_id,
        reply_to=reply_to,
        silent=not allows(context.now, community.quiet, community.zone),
        key=key,
    )


async def plan_reminders(context: Context, pledge: Pledge) -> None:
    """Plans what is still to come for the due date of now; what was planned before goes."""
    community, commitment = context.community, pledge.commitment
    await context.tx.dues.drop("commitment.%", commitment.id, context.now)
    if commitment.due_on is None or commitment.state not in PLANNED:
        return
    steps = reminders(
        commitment.due_on, now=context.now, quiet=community.quiet, zone=community.zone
    )
    for kind, at in steps:
        await context.tx.dues.plan(
            kind,
            commitment.id,
            at,
            community=community.id,
            key=f"{kind}:{commitment.id}:{commitment.due_on}",
        )


async def urls_of(context: Context, pledges: list[Pledge]) -> dict[CommitmentId, str | None]:
    """Where the cards are; None outside supergroups, where messages have no address."""
    group: ChatId = context.community.telegram_chat_id
    return {
        pledge.commitment.id: message_url(group, await card_at(context, pledge))
        for pledge in pledges
    }
