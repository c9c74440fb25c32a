"""Every day, what is older than its time goes (community/retention.py says how long)."""

from datetime import datetime

from community.retention import Kept, kept_since
from storage.retention import forget_older
from storage.tx import Tx

SLICE = 2000  # rows a transaction: the writer's lock is held for some tens of milliseconds


async def forget_old(tx: Tx, now: datetime) -> int:
    """Due `retention.daily`: one slice; what is left is planned as a further one, at once.

    The day's first is planned by scheduler/plans.py; a further one has its number as its subject.
    """
    taken = await tx.dues.take("retention.daily", now)
    if not taken:
        return 0
    gone = 0
    for kind in Kept:
        if gone >= SLICE:
            break
        gone += await forget_older(tx, kind, kept_since(kind, now), SLICE - gone)
    if gone:
        number = max(due.subject_id for due in taken) + 1
        await tx.dues.plan("retention.daily", number, now, community=None)
    return gone + len(taken)
