"""Sessions that come again: beginning a series, and ending it without touching what was called.

The one thing to know: stopping leaves the session whose card is in the group; those nobody was asked
about yet go without a word.
"""

from dataclasses import replace

from telegram import Update

from community import series, sessions
from community.ids import SeriesId
from community.refusals import NotFound
from community.series import AHEAD, Series
from community.sessions import Rhythm, Session
from handlers.context import Context
from handlers.sessions_card import card_at
from messages import sessions_series as says
from reading.holidays import holidays_of


async def begin_series(context: Context, session: Session, rhythm: Rhythm) -> Session:
    """The first of them, and the next ones planned; who called it sees the days."""
    community, now = context.community, context.now
    there = session.starts_at.astimezone(community.zone)
    begun = await context.tx.series.begin(
        Series(
            id=SeriesId(0),
            community_id=community.id,
            title=session.title,
            kind=session.kind,
            rhythm=rhythm,
            first_on=there.date(),
            at=there.time(),
            called_by=session.called_by,
            created_at=now,
            thread_id=session.thread_id,
        )
    )
    first = replace(
        session, series_id=begun.id, occurs_on=there.date(), zone_name=community.zone_name
    )
    await context.tx.sessions.save(first)
    is_holiday = holidays_of(community.country)
    await context.tx.series.fill(begun, community, now, is_holiday)
    ahead = [there.date(), *series.next_days(begun, there.date(), is_holiday, AHEAD - 1)]
    skipped = series.skipped_between(begun, there.date(), ahead[-1], is_holiday)
    context.say(says.begun(begun, ahead, skipped, context.words))
    return first


async def stop(update: Update, context: Context) -> None:
    """[Terminar la serie]; a second tap finds it ended."""
    assert context.press is not None
    found = await context.tx.series.get(context.community.id, SeriesId(context.press.subject))
    if found is None:
        raise NotFound("session")
    await stop_series(context, found)
    context.edit(says.stopped(found, context.words))
    context.answer(says.stopped_briefly(context.words))


async def stop_series(context: Context, found: Series) -> None:
    """It comes again no more. What has its card stays; it is cancelled by itself, like any other."""
    community, now = context.community, context.now
    await context.tx.series.save(series.stop(found, now))
    for session in await context.tx.sessions.of_series(community.id, found.id, now):
        if session.is_planned and await card_at(context, session) is None:
            await context.tx.sessions.save(sessions.cancel(session))
            await context.tx.dues.drop("session.%", session.id, now)


async def stop_of(context: Context, session: Session) -> None:
    """The series a session belongs to ends, with a word; none is ended twice."""
    assert session.series_id is not None
    found = await context.tx.series.get(context.community.id, session.series_id)
    if found is None:
        raise NotFound("session")
    await stop_series(context, found)
    context.say(says.stopped(found, context.words))
