"""What all handlers of commitments share: the card in the group, and the reminders planned for it.

The one thing to know: a commitment has one card, the first message about it in its group; every
change is kept, drawn there, and nowhere else.
"""

from typing import Any

from community import commitments_recurring as recurring
from community.calendar import allows, local_day
from community.commitments import FULFILLED, Pledge
from community.commitments_calendar import BOARD_STEP
from community.commitments_changes import Happened, changed
from community.ids import ChatId, CommitmentId, MessageId
from handlers.asking_for_hands import no_more_hands
from handlers.context import Context
from handlers.replanning import plan_steps
from messages import commitments as says
from messages.text import Message, keyboard_markup, message_url
from storage.outbox import Kind


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


async def keep(
    context: Context, pledge: Pledge, *, before: Pledge, happened: Happened, why: str = ""
) -> None:
    """Saves what changed with who and when, and draws the card again; the board follows."""
    if pledge == before:
        return
    await context.tx.commitments.save(pledge)
    await note(context, before, happened, why=why)
    await redraw(context, pledge)
    if pledge.commitment.state in FULFILLED:
        await context.tx.dues.drop("commitment.%", pledge.commitment.id, context.now)
        await _put_away_reminders(context, pledge)
        if before.commitment.state not in FULFILLED:
            await no_more_hands(context, pledge.commitment.id)
            await _bring_the_next(context, pledge)


async def note(context: Context, before: Pledge, happened: Happened, *, why: str = "") -> None:
    """One more thing that happened to it; the board is drawn at the next tick."""
    community = context.community.id
    change = changed(before, happened, context.person_id, context.now, why=why)
    number = await context.tx.commitments.note(change)
    await context.tx.dues.plan(
        BOARD_STEP,
        community,
        context.now,
        community=community,
        key=f"{BOARD_STEP}:{community}:change:{number}",
    )


async def _bring_the_next(context: Context, done: Pledge) -> None:
    """Of what comes round: the next stands in the group already accepted, once."""
    community, commitments = context.community, context.tx.commitments
    today = local_day(context.now, community.zone)
    fresh = recurring.follower(done, today=today, now=context.now)
    there = await commitments.follower_of(community.id, done.commitment.id)
    if fresh is None or (there is not None and not recurring.may_come_again(there)):
        return
    if there is None:
        number = await commitments.next_number(community.id)
        kept = await commitments.add(fresh.commitment, fresh.people, number=number)
        post_in_group(context, says.card(kept, context.group_words), kept)
    else:
        kept = recurring.again(there, fresh)
        await commitments.save(kept)
        await redraw(context, kept)
    await commitments.note(changed(kept, Happened.FOLLOWED, None, context.now))
    await plan_steps(context.tx, community, kept, context.now)


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


async def urls_of(context: Context, pledges: list[Pledge]) -> dict[CommitmentId, str | None]:
    """Where the cards are; None outside supergroups, where messages have no address."""
    group: ChatId = context.community.telegram_chat_id
    numbers = [pledge.commitment.id for pledge in pledges]
    cards = await context.tx.posts.firsts(group, "commitment", numbers)
    return {number: message_url(group, cards.get(number)) for number in numbers}


def copy_to_group(
    context: Context,
    told: MessageId,
    caption: Message,
    pledge: Pledge,
    *,
    reply_to: MessageId | None,
    key: str,
) -> None:
    """A file of the private chat, with other words below it, in the group and topic of the commitment."""
    community = context.community
    payload: dict[str, Any] = {
        "from_chat_id": context.chat_id,
        "message_id": told,
        "caption": caption.text,
        "parse_mode": "HTML",
        "disable_notification": not allows(context.now, community.quiet, community.zone),
    }
    if pledge.commitment.thread_id is not None:
        payload["message_thread_id"] = pledge.commitment.thread_id
    if reply_to is not None:
        payload["reply_parameters"] = {
            "message_id": reply_to,
            "allow_sending_without_reply": True,
        }
    context.tx.outbox.act(
        "copyMessage",
        payload,
        chat=community.telegram_chat_id,
        kind=Kind.POST,
        now=context.now,
        community=community.id,
        about=("commitment", pledge.commitment.id),
        key=key,
    )
