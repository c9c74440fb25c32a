"""What comes round again: planned every day and at every start, each occurrence once by its key."""

from datetime import datetime, time, timedelta

from community.calendar import next_weekly
from community.ids import CommunityId
from storage.tx import Tx

MONDAY, FRIDAY = 0, 4
GUIDES_AT = time(17, 0)  # product.md M19: Friday, private
COORDINATORS_AT = time(8, 0)  # Monday, private


async def plan_daily(tx: Tx, now: datetime) -> int:
    """Due `plans.daily`: plans itself for tomorrow, retention, and the weekly notes."""
    await tx.dues.take("plans.daily", now)
    today = now.date()
    tomorrow = datetime(today.year, today.month, today.day, 4, tzinfo=now.tzinfo) + timedelta(
        days=1
    )
    for kind in ("plans.daily", "retention.daily"):
        await tx.dues.plan(kind, 0, tomorrow, community=None, key=f"{kind}:{tomorrow:%Y-%m-%d}")
    for community in await tx.communities.all():
        if community.is_active:
            friday = next_weekly(FRIDAY, GUIDES_AT, community.zone, after=now)
            await _weekly(tx, "digest.guides", community.id, friday, community.id)
    for person in await tx.coordinators.everybody():
        network = await tx.coordinators.network_of(person)
        if network:
            monday = next_weekly(MONDAY, COORDINATORS_AT, network[0].zone, after=now)
            await _weekly(tx, "digest.coordinator", person, monday, None)
    return 1


async def _weekly(
    tx: Tx, kind: str, subject: int, due_at: datetime, community: CommunityId | None
) -> None:
    key = f"{kind}:{subject}:{due_at:%Y-%m-%d}"
    await tx.dues.plan(kind, subject, due_at, community=community, key=key)
