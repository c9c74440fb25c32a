"""What all handlers of minutes share: the session that is on, and minutes with all that is shown."""

from datetime import timedelta

from community import minutes
from community.agreements import worth_noting
from community.ids import MinutesId, SessionId
from community.minutes import LOOK_BACK, Chosen, Minutes
from community.refusals import NotFound
from handlers.context import Context
from messages.minutes import Told
from reading.minutes import agreed

JUST_NOW = timedelta(microseconds=1)  # what begins this instant has begun


async def session_on(context: Context) -> Chosen | None:
    """The session that what is noted here and now belongs to, or None."""
    community, now = context.community, context.now
    begun = await context.tx.sessions.between(community.id, now - LOOK_BACK, now + JUST_NOW)
    known = await context.tx.minutes.of_sessions(community.id, [one.id for one in begun])
    on = [one for one in begun if minutes.is_on(one, known.get(one.id), now)]
    replied_to = await _session_replied_to(context) if len(on) > 1 else None
    return minutes.choose(on, thread_id=context.thread_id, replied_to=replied_to)


async def is_on(context: Context) -> bool:
    """Whether a session is on."""
    return not context.is_private and await session_on(context) is not None


async def minutes_at(context: Context, number: int) -> Minutes:
    """As they are now; NotFound where this community has none."""
    found = await context.tx.minutes.get(context.community.id, MinutesId(number))
    if found is None:
        raise NotFound("minutes")
    return found


async def told(context: Context, one: Minutes) -> Told:
    """With its points, and who said they come."""
    tx, community = context.tx, context.community
    points = (await tx.minutes.points_of(community.id, [one.id]))[one.id]
    standing = await tx.agreements.standing(community.id)
    return Told(
        minutes=one,
        points=points,
        answers=await tx.sessions.attendances_of(community.id, one.session_id),
        presences=await tx.sessions.presences_of(community.id, one.session_id),
        agreements=await tx.agreements.of_minutes(one),
        becoming=len(worth_noting(agreed(one, points), standing)),
        community=community,
    )


async def _session_replied_to(context: Context) -> SessionId | None:
    if context.replied is None:
        return None
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about not in ("session", "session-after"):
        return None
    return SessionId(post.about_id)
