"""What time does for a session that looks for its time: the best is proposed; nobody is left waiting.

The one thing to know: a question of times is looked at twice. The first look proposes the best, or
says that nobody answered; the second, later, leaves it kindly if no guide has settled it.
"""

from datetime import datetime

from community import slots
from community.budget import may_speak_at
from community.calendar import first_allowed_at_or_after
from community.communities import Community
from community.ids import SessionId
from community.sessions import Draft
from community.sessions_calendar import POLL_LAST_STEP, POLL_STEP
from locales.words import words_in
from messages import sessions_slots as says
from messages.text import Message
from scheduler.running import running
from scheduler.saying import say_below
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def propose_best(tx: Tx, now: datetime) -> int:
    """Due `session.poll`."""
    said_something = 0
    for due in await tx.dues.take(POLL_STEP, now):
        found = await _asked(tx, due)
        if found is None:
            continue
        community, draft = found
        if community.is_paused(now):
            await _after_the_rest(tx, community, due, now)
            continue
        words = words_in(community.language, now.year)
        proposed = await tx.slots.of(community.id, draft.id)
        said = await tx.slots.said_of(community.id, draft.id)
        choice = slots.best(proposed, said, now, community.zone)
        if not slots.open_slots(proposed, now, community.zone):
            await _leave(tx, community, draft, now)
            continue
        if choice is None:
            message = says.nobody(draft, proposed, said, community, now, words)
        else:
            message = says.best(draft, choice, proposed, said, community, now, words)
        await _post(tx, community, draft, message, f"{POLL_STEP}:{draft.id}", now)
        await _look_again(tx, community, draft, now)
        said_something += 1
    return said_something


async def leave_open(tx: Tx, now: datetime) -> int:
    """Due `session.poll_last`."""
    left = 0
    for due in await tx.dues.take(POLL_LAST_STEP, now):
        found = await _asked(tx, due)
        if found is not None and found[0].is_paused(now):
            await _after_the_rest(tx, found[0], due, now)
        elif found is not None:
            await _leave(tx, *found, now)
            left += 1
    return left


async def _after_the_rest(tx: Tx, community: Community, due: Due, now: datetime) -> None:
    at = may_speak_at(community, now)
    await tx.dues.plan(due.kind, due.subject_id, at, community=community.id)


async def _look_again(tx: Tx, community: Community, draft: Draft, now: datetime) -> None:
    at = first_allowed_at_or_after(now + slots.OPEN_FOR, community.quiet, community.zone)
    key = f"{POLL_LAST_STEP}:{draft.id}"
    await tx.dues.plan(POLL_LAST_STEP, draft.id, at, community=community.id, key=key)


async def _leave(tx: Tx, community: Community, draft: Draft, now: datetime) -> None:
    words = words_in(community.language, now.year)
    message = says.left_open(draft, words)
    await _post(tx, community, draft, message, f"{POLL_LAST_STEP}:{draft.id}", now)
    post = await tx.posts.first(community.telegram_chat_id, "session-poll", draft.id)
    if post is not None:
        tx.outbox.act(
            "editMessageText",
            {"message_id": post.message_id, **message.edit},
            chat=community.telegram_chat_id,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )


async def _asked(tx: Tx, due: Due) -> tuple[Community, Draft] | None:
    """The community and the draft, if its time is still looked for."""
    community = await running(tx, due)
    if community is None:
        return None
    draft = await tx.sessions.draft(community.id, SessionId(due.subject_id))
    return None if draft is None else (community, draft)


async def _post(
    tx: Tx, community: Community, draft: Draft, message: Message, key: str, now: datetime
) -> None:
    below, thread = ("session-poll", draft.id), draft.thread_id
    await say_below(tx, community, message, now, below=below, thread=thread, key=f"said:{key}")
