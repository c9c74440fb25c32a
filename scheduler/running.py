"""The community a step of time is about, if it runs still: the first question of most jobs."""

from community.communities import Community
from community.ids import CommunityId
from storage.dues import Due
from storage.tx import Tx


async def running(tx: Tx, due: Due) -> Community | None:
    """None where it was closed or forgotten since the step was planned."""
    if due.community_id is None:
        return None
    community = await tx.communities.get(CommunityId(due.community_id))
    return community if community is not None and community.is_active else None
