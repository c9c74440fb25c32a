"""What a test looks up of what was kept; the bot itself never asks in this way."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from community.ids import CommunityId, PracticeId, PromptId
from community.practices import Practice
from community.prompts import Reflection
from storage.mapping import domains
from storage.rows import practices, reflections
from storage.tx import Tx


async def newest_practices(tx: Tx, community: CommunityId, limit: int) -> list[Practice]:
    """Those that stand, the newest first."""
    found = (
        select(practices)
        .where(practices.c.community_id == community, practices.c.withdrawn_at.is_(None))
        .order_by(practices.c.told_at.desc(), practices.c.id.desc())
        .limit(limit)
    )
    return domains(Practice, await tx.rows(found))


async def withdraw(tx: Tx, community: CommunityId, number: PracticeId, now: datetime) -> None:
    """Out of the repertoire, whoever its author is; nothing where there is none."""
    practice = await tx.practices.get(community, number)
    if practice is not None:
        await tx.practices.save(replace(practice, withdrawn_at=now), "")


async def reflections_to(tx: Tx, community: CommunityId, prompt: PromptId) -> list[Reflection]:
    """What was told in reply to one prompt, in the order it was said."""
    found = (
        select(reflections)
        .where(reflections.c.community_id == community, reflections.c.prompt_id == prompt)
        .order_by(reflections.c.said_at, reflections.c.message_id)
    )
    return domains(Reflection, await tx.rows(found))
