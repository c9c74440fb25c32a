"""The whole community rests, summer holidays for instance: /vacaciones and /reanudar.

The one thing to know: while it rests the bot says nothing unasked (jobs look at `is_paused`); it
still answers, and dates stay as they are.
"""

from datetime import datetime

from telegram import Update

from community import communities
from community.commitments_calendar import AFTER_HOLIDAYS_STEP, back_at
from community.communities import Community, PauseInThePast, PauseNotUnderstood
from handlers.context import Context
from messages import rests as says
from reading.dates import Moment, Past, read_moment


async def pause(update: Update, context: Context) -> None:
    """/vacaciones [hasta fecha]: until somebody resumes, or by itself on that day."""
    until = _until(context, context.community)
    resting = communities.pause(context.community, context.now, until)
    await context.tx.communities.save(resting)
    await context.tx.dues.replan(
        "community.resume", resting.id, until, community=resting.id, now=context.now
    )
    await _note(context, "community.paused")
    context.say(says.paused(resting, context.words))


async def resume(update: Update, context: Context) -> None:
    """/reanudar: before its day."""
    community = communities.end_rest(context.community, context.now)
    await context.tx.communities.save(community)
    await context.tx.dues.drop("community.resume", community.id, context.now)
    at = back_at(context.now, community.quiet, community.zone)
    await context.tx.dues.bring_forward(AFTER_HOLIDAYS_STEP, community.id, at)
    await _note(context, "community.resumed")
    context.say(says.resumed(context.words))


def _until(context: Context, community: Community) -> datetime | None:
    if not context.words_said:
        return None
    found = read_moment(
        context.words_said, now=context.now, zone=community.zone, language=community.language
    )
    if isinstance(found, Past):
        raise PauseInThePast(found.on)
    if not isinstance(found, Moment):
        raise PauseNotUnderstood(context.words_said)
    return communities.rest_ends_at(community, found.on, context.now)


async def _note(context: Context, deed: str) -> None:
    person = context.maybe_person
    await context.tx.deeds.note(
        context.community.id, person.id if person else None, deed, context.now
    )
