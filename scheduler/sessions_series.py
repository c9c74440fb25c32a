"""What time does for sessions that come again, and for the hours of a community whose zone changed."""

from datetime import datetime

from community.budget import may_speak_at
from community.calendar import allows
from community.ids import SeriesId, SessionId
from community.sessions import in_zone
from community.sessions_calendar import INVITE_STEP, ZONE_STEP
from locales.words import words_in
from messages import sessions as says
from reading.holidays import holidays_of
from scheduler.running import running
from storage.outbox import Kind
from storage.series import NEXT_STEP
from storage.tx import Tx

MANY = 1000  # all that are to come


async def invite(tx: Tx, now: datetime) -> int:
    """Due `session.invite`: the card of an occurrence, once, some days before it."""
    invited = 0
    for due in await tx.dues.take(INVITE_STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        if community.is_paused(now):
            at = may_speak_at(community, now)
            await tx.dues.plan(INVITE_STEP, due.subject_id, at, community=community.id)
            continue
        session = await tx.sessions.get(community.id, SessionId(due.subject_id))
        if session is None or not session.is_planned or session.open_until <= now:
            continue
        answers = await tx.sessions.attendances_of(community.id, session.id)
        words = words_in(community.language, now.year)
        tx.outbox.say(
            says.card(session, answers, community, now, words),
            to=community.telegram_chat_id,
            kind=Kind.POST,
            now=now,
            community=community.id,
            thread=session.thread_id,
            silent=not allows(now, community.quiet, community.zone),
            key=f"session.card:{session.id}",
            expires_at=session.open_until,
        )
        invited += 1
    return invited


async def plan_next(tx: Tx, now: datetime) -> int:
    """Due `sessions.next`: a day of a series has come, and one more stands at its end."""
    planned = 0
    for due in await tx.dues.take(NEXT_STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        found = await tx.series.get(community.id, SeriesId(due.subject_id))
        if found is not None and found.stopped_at is None:
            await tx.series.fill(found, community, now, holidays_of(community.country))
            planned += 1
    return planned


async def keep_wall_times(tx: Tx, now: datetime) -> int:
    """Due `sessions.zone`: what people were told, «18:00», is 18:00 in the zone of now."""
    kept = 0
    for due in await tx.dues.take(ZONE_STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        for session in await tx.sessions.coming(community.id, now, MANY):
            after = in_zone(session, community.zone)
            if after != session and after.starts_at > now:
                await tx.sessions.save(after)
                await tx.sessions.plan(community, after, now)
                kept += 1
    return kept
