"""Taking back what was noted: by whoever wrote it, or a guide."""

from community import minutes
from community.minutes import MinutesState, Point
from handlers.context import Context
from handlers.minutes_card import session_on
from messages import minutes as says


async def undo_point(context: Context) -> bool:
    """In reply to a message, what it noted; alone, one's own last point of the session that is on,
    or for a guide without any the last one. False where nothing noted is meant."""
    points = await _meant(context)
    if not points:
        return False
    is_guide = await context.is_guide()
    for point in points:
        minutes.must_be_theirs(point, context.person_id, is_guide=is_guide)
    community = context.community.id
    for point in points:
        await context.tx.agreements.follow(community, point.id, "", context.now)
    await context.tx.minutes.take_back(community, [point.id for point in points])
    await context.tx.minutes.redraw(community, points[0].minutes_id, context.now)
    context.say(says.taken_back(points, context.words))
    return True


async def _meant(context: Context) -> list[Point]:
    tx, community = context.tx, context.community.id
    if context.replied is not None:
        return await tx.minutes.noted_in(community, context.replied_id)
    chosen = None if context.words_said else await session_on(context)
    if chosen is None:
        return []
    kept = (await tx.minutes.of_sessions(community, [chosen.session.id])).get(chosen.session.id)
    if kept is None or kept.state is not MinutesState.GATHERING:
        return []
    mine = None
    if context.person_id is not None:
        mine = await tx.minutes.last_of(community, kept.id, context.person_id)
    if mine is None and await context.is_guide():
        mine = await tx.minutes.last_of(community, kept.id, None)
    return [] if mine is None else [mine]
