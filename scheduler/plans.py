"""What comes round again: planned every day and at every start, each occurrence once by its key.

The one thing to know: a key names the day on the wall of the community, not in UTC. So a community
that moves to another zone keeps one step a week, and an open one comes at the new zone's hour. Digests
are steps of people, not of communities: storage/digests.py plans them.
"""

from datetime import date, datetime, time, timedelta

from community.calendar import DAY, at_wall, local_day
from community.communities import Community
from community.ids import CommunityId
from community.landmarks import STEP as LANDMARK_STEP
from community.landmarks import next_at
from community.prompts import next_in_rhythm
from community.surveys import OFFER_STEP, next_offer
from community.themes import next_round_at
from community.trials_calendar import RESURFACE_STEP, resurface_at
from scheduler.running import running
from storage.dues import Plan
from storage.tx import Tx

NUDGE_AT = time(16, 0)  # after school
REZONED = "plans.rezoned"


async def plan_daily(tx: Tx, now: datetime) -> int:
    """Due `plans.daily`: plans itself for tomorrow, retention, and the digests."""
    await tx.dues.take("plans.daily", now)
    tomorrow = datetime(now.year, now.month, now.day, 4, tzinfo=now.tzinfo) + timedelta(days=1)
    plans = [
        _plan(kind, 0, tomorrow, None, tomorrow.date())
        for kind in ("plans.daily", "retention.daily")
    ]
    for community in await tx.communities.all():
        if community.is_active:
            plans += await _of_community(tx, community, now)
    await tx.dues.plan_or_move_all(plans)
    await tx.digests.plan_missing(now)
    return 1


async def plan_in_new_zone(tx: Tx, now: datetime) -> int:
    """Due `plans.rezoned`, subject the community: its clocks are others than before."""
    for due in await tx.dues.take(REZONED, now):
        community = await running(tx, due)
        if community is not None:
            await tx.dues.plan_or_move_all(await _of_community(tx, community, now))
            await tx.digests.plan_in(community.id, now)
    return 1


async def _of_community(tx: Tx, community: Community, now: datetime) -> list[Plan]:
    """The next of everything that comes round in it."""

    def step(kind: str, at: datetime) -> Plan:
        return _plan(kind, community.id, at, community.id, local_day(at, community.zone))

    plans: list[Plan] = []
    if await _lost_its_rhythm(tx, community):
        plans.append(step("prompt.weekly", next_in_rhythm(community, after=now)))
    if community.resurfaces:
        plans.append(step(RESURFACE_STEP, resurface_at(community, after=now)))
    if community.tells_landmarks:
        plans.append(step(LANDMARK_STEP, next_at(community, after=now)))
    if community.reads_discussion:
        plans.append(step("practice.nudge", _next_afternoon(community, now)))
    if await _lost_its_round(tx, community):
        plans.append(step("theme.round", next_round_at(community, now)))
    if await tx.dues.next_of(OFFER_STEP, community.id) is None:  # the first, or it was lost
        latest = await tx.surveys.latest(community.id)
        plans.append(step(OFFER_STEP, next_offer(community, latest, now)))
    return plans


async def _lost_its_rhythm(tx: Tx, community: Community) -> bool:
    """The weekly question goes on even if its next one was lost: a restored copy expires it."""
    if community.prompt_weekday is None:
        return False
    return await tx.dues.next_of("prompt.weekly", community.id) is None


def _next_afternoon(community: Community, now: datetime) -> datetime:
    """Where the discussion is read, a look every afternoon at what many answered."""
    today = local_day(now, community.zone)
    days = (at_wall(day, NUDGE_AT, community.zone) for day in (today, today + DAY))
    return next(at for at in days if at > now)


async def _lost_its_round(tx: Tx, community: Community) -> bool:
    """The same for the monthly choice, while any theme waits."""
    if await tx.dues.next_of("theme.round", community.id) is not None:
        return False
    return bool(await tx.themes.count_open(community.id))


def _plan(
    kind: str, subject: int, due_at: datetime, community: CommunityId | None, on: date
) -> Plan:
    return Plan(kind, subject, due_at, community, f"{kind}:{subject}:{on}")
