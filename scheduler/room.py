"""When there is room for a message of the bot's own: asked by whatever is not asked for."""

from datetime import datetime, time

from community import budget
from community.calendar import at_wall, first_allowed_at_or_after, local_day
from community.communities import Community
from storage.tx import Tx


async def room_at(tx: Tx, community: Community, now: datetime) -> datetime:
    """Now where there is room for a message of the bot's own, else when to look again."""
    day, week = budget.counted_since(community, now)
    await tx.flush()  # what this very unit of work said counts too
    today = await tx.outbox.count_since(community.id, day, budget.UNASKED)
    this_week = await tx.outbox.count_since(community.id, week, budget.UNASKED)
    if budget.has_room(community, today=today, this_week=this_week):
        return now
    return budget.next_room_at(community, now, this_week=this_week)


async def when_there_is_room(tx: Tx, community: Community, now: datetime, at: time) -> datetime:
    """Now, or that hour on the first day with room for a message of the bot's own."""
    quiet, zone = community.quiet, community.zone
    again = await room_at(tx, community, now)
    if again <= now:
        return first_allowed_at_or_after(now, quiet, zone)
    return first_allowed_at_or_after(at_wall(local_day(again, zone), at, zone), quiet, zone)
