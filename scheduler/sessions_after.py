"""What time does once a session is over: it asks how it went, and a microcentre for its brief.

A community that rests is not asked; nor is one whose session was cancelled. The second question for a
brief comes only where nobody told anything.
"""

from datetime import datetime

from community.communities import Community
from community.ids import SessionId
from community.sessions import Session
from community.sessions_calendar import BRIEF_AGAIN_STEP, BRIEF_STEP, ENDED_STEP
from locales.words import words_in
from messages import sessions_after as says
from messages.text import Message
from scheduler.running import running
from scheduler.saying import say_below
from storage.dues import Due
from storage.tx import Tx


async def ask_how_it_went(tx: Tx, now: datetime) -> int:
    """Due `session.ended`."""
    asked = 0
    for due in await tx.dues.take(ENDED_STEP, now):
        found = await _over(tx, due, now)
        if found is None:
            continue
        community, session = found
        there = await tx.sessions.presences_of(community.id, session.id)
        message = says.ended(session, there, words_in(community.language, now.year))
        await _post(tx, community, session, message, ENDED_STEP, now)
        asked += 1
    return asked


async def ask_for_brief(tx: Tx, now: datetime) -> int:
    """Due `session.brief`, three days after a microcentre."""
    return await _ask_for_brief(tx, BRIEF_STEP, now)


async def ask_for_brief_again(tx: Tx, now: datetime) -> int:
    """Due `session.brief_again`, seven days after it; the last time."""
    return await _ask_for_brief(tx, BRIEF_AGAIN_STEP, now)


async def _ask_for_brief(tx: Tx, step: str, now: datetime) -> int:
    asked = 0
    for due in await tx.dues.take(step, now):
        found = await _over(tx, due, now)
        if found is None or await tx.sessions.briefs_of(found[0].id, found[1].id):
            continue
        community, session = found
        words = words_in(community.language, now.year)
        message = says.brief(session, words, again=step == BRIEF_AGAIN_STEP)
        await _post(tx, community, session, message, step, now)
        asked += 1
    return asked


async def _over(tx: Tx, due: Due, now: datetime) -> tuple[Community, Session] | None:
    community = await running(tx, due)
    if community is None or community.is_paused(now):
        return None
    session = await tx.sessions.get(community.id, SessionId(due.subject_id))
    if session is None or not session.is_planned or session.ends_at > now:
        return None
    return community, session


async def _post(
    tx: Tx, community: Community, session: Session, message: Message, step: str, now: datetime
) -> None:
    below, key = ("session", session.id), f"{step}:{session.id}"
    await say_below(tx, community, message, now, below=below, thread=session.thread_id, key=key)
