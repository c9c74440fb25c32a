"""Times for a session: proposed in one sentence or offered, tapped by those who can, settled by a guide.

The one thing to know: until it is settled there is only a draft; what is settled becomes a session
under the same number, and those who can at its time are down as coming.
"""

from collections.abc import Sequence
from datetime import date, time

from telegram import Update

from community import sessions, slots
from community.ids import SessionId, SlotId
from community.refusals import NotFound, OldButton
from community.sessions import Attendance, Draft, Reply, Session
from community.sessions_calendar import POLL_STEP
from community.slots import MOST, Slot, TooManySlots
from handlers.context import Context
from handlers.sessions_card import begin, session_at
from messages import sessions as says
from messages import sessions_asking as asks
from messages import sessions_slots as says_slots
from messages.text import Message
from storage.outbox import Kind

Times = Sequence[tuple[date, time]]


async def propose(context: Context, draft: Draft, times: Times) -> None:
    """The group is asked which of these times suit; the clock asks for the answer."""
    if len(times) > MOST:
        raise TooManySlots(len(times))
    community, now = context.community, context.now
    made = await context.tx.slots.propose(community.id, draft.id, times)
    until = slots.asked_until(made, now=now, quiet=community.quiet, zone=community.zone)
    if until is None:
        raise sessions.SessionInThePast(made)
    key = f"{POLL_STEP}:{draft.id}"
    await context.tx.dues.plan(POLL_STEP, draft.id, until, community=community.id, key=key)
    asked = says_slots.which_suit(draft, made, (), community, now, context.group_words)
    _post(context, draft, asked, key=f"session.poll:{draft.id}")


async def offer(update: Update, context: Context) -> None:
    """[Preguntar al grupo]: times nobody had to write."""
    draft = await _draft(context)
    if draft is None:
        raise OldButton()
    community = context.community
    if not await context.tx.slots.of(community.id, draft.id):
        quiet, zone = community.quiet, community.zone
        await propose(context, draft, slots.offered(context.now, draft.meant_time, quiet, zone))
    context.edit(says_slots.asked(context.words))


async def tap(update: Update, context: Context) -> None:
    """A slot: a tap says that one can, the next one takes it back."""
    draft = await _draft(context)
    if draft is None:
        await _answer_settled(context)
        return
    slot = await _slot(context, draft)
    community = context.community
    slots.must_be_open(slot, context.now, community.zone)
    can = await context.tx.slots.toggle(slot, context.person)
    context.edit(await _question(context, draft))
    context.answer(says_slots.tapped(slot, can, community, context.words))


async def decide(update: Update, context: Context) -> None:
    """[Elegir ya]: whoever facilitates need not wait for the clock."""
    draft = await _draft(context)
    if draft is None:
        await _answer_settled(context)
        return
    community, now, words = context.community, context.now, context.group_words
    proposed = await context.tx.slots.of(community.id, draft.id)
    said = await context.tx.slots.said_of(community.id, draft.id)
    choice = slots.best(proposed, said, now, community.zone)
    if choice is None:
        message = says_slots.nobody(draft, proposed, said, community, now, words)
    else:
        message = says_slots.best(draft, choice, proposed, said, community, now, words)
    answered = sorted((one.slot_id, one.person_id) for one in said)
    _post(context, draft, message, key=f"session.best:{draft.id}:{_mark(answered)}")
    context.answer(says_slots.chosen_below(context.words))


async def settle(update: Update, context: Context) -> None:
    """One tap of a guide: the time is that one, and those who can are down as coming."""
    draft = await _draft(context)
    if draft is None:
        await _answer_settled(context)
        return
    slot = await _slot(context, draft)
    community = context.community
    slots.must_be_open(slot, context.now, community.zone)
    said = await context.tx.slots.said_of(community.id, draft.id)
    session = sessions.call(draft, slot.starts_at(community.zone), context.now)
    coming = [
        Attendance(
            session_id=session.id,
            community_id=community.id,
            person_id=one.person_id,
            name=one.name,
            reply=Reply.YES,
            replied_at=context.now,
        )
        for one in said
        if one.slot_id == slot.id
    ]
    await begin(context, session, coming)
    context.edit(asks.settled(session, community, context.words))
    await settle_question(context, session)


async def settle_question(context: Context, session: Session) -> None:
    """The question of times is over: it says which one it became."""
    community = context.community
    await context.tx.slots.settled(community.id, session.id)
    post = await context.tx.posts.first(community.telegram_chat_id, "session-poll", session.id)
    if post is None or post.message_id == context.message_id:
        return
    said = asks.settled(session, community, context.group_words)
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": post.message_id, **said.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=community.id,
    )


async def _draft(context: Context) -> Draft | None:
    assert context.press is not None
    number = SessionId(context.press.subject)
    return await context.tx.sessions.draft(context.community.id, number)


async def _slot(context: Context, draft: Draft) -> Slot:
    assert context.press is not None
    choice = context.press.choice
    number = SlotId(int(choice) if choice.isascii() and choice.isdigit() else 0)
    slot = await context.tx.slots.get(context.community.id, number)
    if slot is None or slot.session_id != draft.id:
        raise NotFound("session")
    return slot


async def _answer_settled(context: Context) -> None:
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    context.answer(says.settled_briefly(session, context.community, context.words))


async def _question(context: Context, draft: Draft) -> Message:
    community, now = context.community, context.now
    proposed = await context.tx.slots.of(community.id, draft.id)
    said = await context.tx.slots.said_of(community.id, draft.id)
    return says_slots.which_suit(draft, proposed, said, community, now, context.group_words)


def _post(context: Context, draft: Draft, message: Message, *, key: str) -> None:
    context.tell_group(message, thread=draft.thread_id, kind=Kind.POST, key=key)


def _mark(answered: Sequence[tuple[int, int]]) -> str:
    """The same answers make the same mark, so that ten taps are one message."""
    return ".".join(f"{slot}-{person}" for slot, person in answered)[:200]
