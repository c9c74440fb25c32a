"""What comes round again: planned every day and at every start, each occurrence once by its key."""

from datetime import datetime, time, timedelta

from community.calendar import DAY, at_wall, local_day, next_weekly
from community.communities import Community
from community.ids import CommunityId
from community.prompts import next_in_rhythm
from community.themes import next_round_at
from community.trials_calendar import RESURFACE_STEP, resurface_at
from storage.dues import Plan
from storage.tx import Tx

MONDAY, FRIDAY = 0, 4
GUIDES_AT = time(17, 0)  # product.md M19: Friday, private
COORDINATORS_AT = time(8, 0)  # Monday, private
NUDGE_AT = time(16, 0)  # after school


async def plan_daily(tx: Tx, now: datetime) -> int:
    """Due `plans.daily`: plans itself for tomorrow, retention, and the weekly notes."""
    await tx.dues.take("plans.daily", now)
    tomorrow = datetime(now.year, now.month, now.day, 4, tzinfo=now.tzinfo) + timedelta(days=1)
    plans = [_plan(kind, 0, tomorrow, None) for kind in ("plans.daily", "retention.daily")]
    for community in await tx.communities.all():
        if community.is_active:
            friday = next_weekly(FRIDAY, GUIDES_AT, community.zone, after=now)
            plans.append(_plan("digest.guides", community.id, friday, community.id))
            plans += await _rhythm(tx, community, now)
            if community.resurfaces:
                at = resurface_at(community, after=now)
                plans.append(_plan(RESURFACE_STEP, community.id, at, community.id))
            plans += _nudge(community, now)
            plans += await _theme_round(tx, community, now)
    for person in await tx.coordinators.everybody():
        network = await tx.coordinators.network_of(person)
        if network:
            monday = next_weekly(MONDAY, COORDINATORS_AT, network[0].zone, after=now)
            plans.append(_plan("digest.coordinator", person, monday, None))
    await tx.dues.plan_all(plans)
    return 1


async def _rhythm(tx: Tx, community: Community, now: datetime) -> list[Plan]:
    """The weekly question goes on even if its next one was lost: a restored copy expires it."""
    if community.prompt_weekday is None:
        return []
    if await tx.dues.next_of("prompt.weekly", community.id) is not None:
        return []
    at = next_in_rhythm(community, after=now)
    return [_plan("prompt.weekly", community.id, at, community.id)]


def _nudge(community: Community, now: datetime) -> list[Plan]:
    """Where the discussion is read, a look every afternoon at what many answered."""
    if not community.reads_discussion:
        return []
    today = local_day(now, community.zone)
    days = (at_wall(day, NUDGE_AT, community.zone) for day in (today, today + DAY))
    return [_plan("practice.nudge", community.id, at, community.id) for at in days if at > now][:1]


async def _theme_round(tx: Tx, community: Community, now: datetime) -> list[Plan]:
    """The same for the monthly choice, while any theme waits."""
    if await tx.dues.next_of("theme.round", community.id) is not None:
        return []
    if not await tx.themes.count_open(community.id):
        return []
    at = next_round_at(community, now)
    return [_plan("theme.round", community.id, at, community.id)]


def _plan(kind: str, subject: int, due_at: datetime, community: CommunityId | None) -> Plan:
    return Plan(kind, subject, due_at, community, f"{kind}:{subject}:{due_at:%Y-%m-%d}")
