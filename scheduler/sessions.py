"""What time does for sessions: reminders (a day and an hour before, or on the days of an asynchronous
one), the card once it began, and the news of one that was cancelled.

The one thing to know: a due row is only a question. The session is read again, and nothing is said
of one that was cancelled or has begun; nor reminded of while the community rests.
"""

from collections.abc import Sequence
from datetime import datetime

from community.calendar import HOUR, allows
from community.communities import Community
from community.ids import ChatId, MessageId, PersonId, SessionId
from community.sessions import Attendance, Reply, Session
from community.sessions_calendar import (
    CANCELLED_STEP,
    DAY_BEFORE_STEP,
    FIRST_DAY_STEP,
    HOUR_BEFORE_STEP,
    LAST_DAY_STEP,
    STARTED_STEP,
    THIRD_DAY_STEP,
)
from locales.words import nearest, words_in
from messages import sessions as says
from messages.text import Message
from reading.sessions_materials import named_for
from scheduler.running import running
from scheduler.saying import say_below
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def day_before(tx: Tx, now: datetime) -> int:
    """Due `session.day_before`. One so late that the last hour has begun leaves it to the next."""
    said = 0
    for due in await tx.dues.take(DAY_BEFORE_STEP, now):
        found = await _ahead(tx, due, now)
        if found is not None and found[1].starts_at - now > HOUR:
            await _remind(tx, *found, DAY_BEFORE_STEP, now)
            said += 1
    return said


async def hour_before(tx: Tx, now: datetime) -> int:
    """Due `session.hour_before`."""
    said = 0
    for due in await tx.dues.take(HOUR_BEFORE_STEP, now):
        found = await _ahead(tx, due, now)
        if found is not None:
            await _remind(tx, *found, HOUR_BEFORE_STEP, now)
            said += 1
    return said


async def first_day(tx: Tx, now: datetime) -> int:
    """Due `session.first_day` of an asynchronous one: it is open."""
    return await _day(tx, FIRST_DAY_STEP, now)


async def third_day(tx: Tx, now: datetime) -> int:
    """Due `session.third_day`."""
    return await _day(tx, THIRD_DAY_STEP, now)


async def last_day(tx: Tx, now: datetime) -> int:
    """Due `session.last_day`."""
    return await _day(tx, LAST_DAY_STEP, now)


async def _day(tx: Tx, step: str, now: datetime) -> int:
    said = 0
    for due in await tx.dues.take(step, now):
        found = await _ahead(tx, due, now)
        if found is not None:
            await _remind(tx, *found, step, now)
            said += 1
    return said


async def started(tx: Tx, now: datetime) -> int:
    """Due `session.started`: the card asks nobody any more."""
    drawn = 0
    for due in await tx.dues.take(STARTED_STEP, now):
        found = await _found(tx, due)
        if found is not None and found[1].is_planned:
            await _redraw(tx, *found, now)
            drawn += 1
    return drawn


async def tell_cancelled(tx: Tx, now: datetime) -> int:
    """Due `session.cancelled`: the card says so, and the group is told, those who come by name."""
    told = 0
    for due in await tx.dues.take(CANCELLED_STEP, now):
        found = await _found(tx, due)
        if found is None or found[1].is_planned:
            continue
        community, session = found
        await _redraw(tx, community, session, now)
        answers = await tx.sessions.attendances_of(community.id, session.id)
        words = words_in(community.language, now.year)
        knows = await _tell_privately(tx, community, session, answers, now)
        message = says.called_off(session, answers, community, words, told=knows)
        await _post(tx, community, session, message, CANCELLED_STEP, now)
        told += 1
    return told


async def _tell_privately(
    tx: Tx, community: Community, session: Session, answers: Sequence[Attendance], now: datetime
) -> frozenset[PersonId]:
    """Those who come and may be written to; the group need not call them by name."""
    told = set[PersonId]()
    for one in answers:
        person = await tx.people.get(one.person_id)
        if one.reply is Reply.NO or person is None or not person.can_be_written:
            continue
        words = words_in(nearest(person.language, community.language), now.year)
        tx.outbox.say(
            says.called_off_privately(session, community, words),
            to=ChatId(person.id),
            kind=Kind.REMINDER,
            now=now,
            community=community.id,
            person=person.id,
            silent=not allows(now, community.quiet, community.zone),
            key=f"{CANCELLED_STEP}:{session.id}:{session.sequence}:{person.id}",
            expires_at=session.open_until,
        )
        told.add(person.id)
    return frozenset(told)


async def _remind(tx: Tx, community: Community, session: Session, step: str, now: datetime) -> None:
    answers = await tx.sessions.attendances_of(community.id, session.id)
    words = words_in(community.language, now.year)
    materials = named_for(session, await tx.materials.of(community.id), community.language)
    message = says.reminder(session, answers, community, now, words, materials)
    await _post(tx, community, session, message, step, now)


async def _ahead(tx: Tx, due: Due, now: datetime) -> tuple[Community, Session] | None:
    """The community and the session, if there is still something to remind of."""
    found = await _found(tx, due)
    if found is None or found[0].is_paused(now):
        return None
    return found if found[1].is_planned and found[1].open_until > now else None


async def _found(tx: Tx, due: Due) -> tuple[Community, Session] | None:
    community = await running(tx, due)
    if community is None:
        return None
    session = await tx.sessions.get(community.id, SessionId(due.subject_id))
    return None if session is None else (community, session)


async def _post(
    tx: Tx, community: Community, session: Session, message: Message, step: str, now: datetime
) -> None:
    """In reply to the card; once for each date the session has had, and not after it began."""
    await say_below(
        tx,
        community,
        message,
        now,
        below=("session", session.id),
        thread=session.thread_id,
        key=f"{step}:{session.id}:{session.sequence}",
        expires_at=session.open_until,
    )


async def _redraw(tx: Tx, community: Community, session: Session, now: datetime) -> None:
    message = await _card(tx, community, session)
    if message is None:
        return
    answers = await tx.sessions.attendances_of(community.id, session.id)
    drawn = says.card(session, answers, community, now, words_in(community.language, now.year))
    tx.outbox.act(
        "editMessageText",
        {"message_id": message, **drawn.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=now,
        community=community.id,
    )


async def _card(tx: Tx, community: Community, session: Session) -> MessageId | None:
    post = await tx.posts.first(community.telegram_chat_id, "session", session.id)
    return None if post is None else post.message_id
