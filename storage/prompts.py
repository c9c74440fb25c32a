"""Prompts and reflections. Every query names the community."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, func, or_, select, update

from community.ids import CommunityId, MessageId, PromptId, ReflectionId
from community.prompts import Prompt, PromptState, Reflection
from storage.mapping import columns, domain, domains
from storage.rows import prompts, reflections
from storage.tx import Tx


@dataclass(frozen=True, kw_only=True)
class Answers:
    """How a prompt was answered: an album is one answer; who writes as the group is nobody."""

    count: int
    people: int


class Prompts:
    """The `prompts` and `reflections` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    # Prompts.

    async def add(self, prompt: Prompt) -> Prompt:
        """A new one, whatever its id says."""
        fresh = self._tx.insert(prompts).values(**columns(prompt, without=("id",)))
        row = await self._tx.row(fresh.returning(prompts))
        assert row is not None
        return domain(Prompt, row)

    async def save(self, prompt: Prompt) -> None:
        """All of it."""
        await self._tx.run(
            update(prompts)
            .where(prompts.c.community_id == prompt.community_id, prompts.c.id == prompt.id)
            .values(**columns(prompt, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: PromptId) -> Prompt | None:
        """One prompt of a community."""
        found = select(prompts).where(prompts.c.community_id == community, prompts.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Prompt, row)

    async def asked_since(
        self, community: CommunityId, instant: datetime, now: datetime
    ) -> list[Prompt]:
        """What was posted since, and what is scheduled still, the newest first."""
        is_coming = (prompts.c.state == PromptState.SCHEDULED) & (prompts.c.due_at > now)
        is_posted = (prompts.c.state == PromptState.POSTED) & (prompts.c.posted_at >= instant)
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, or_(is_coming, is_posted))
            .order_by(prompts.c.posted_at.desc().nulls_first(), prompts.c.id.desc())
        )
        return domains(Prompt, await self._tx.rows(found))

    async def posted_since(self, community: CommunityId, instant: datetime) -> list[Prompt]:
        """What was asked since, the newest first."""
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, prompts.c.state == PromptState.POSTED)
            .where(prompts.c.posted_at >= instant)
            .order_by(prompts.c.posted_at.desc(), prompts.c.id.desc())
        )
        return domains(Prompt, await self._tx.rows(found))

    async def latest_posted(self, community: CommunityId, limit: int = 1) -> list[Prompt]:
        """The last ones posted, the newest first."""
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, prompts.c.state == PromptState.POSTED)
            .order_by(prompts.c.posted_at.desc(), prompts.c.id.desc())
            .limit(limit)
        )
        return domains(Prompt, await self._tx.rows(found))

    async def forget_drafts(self, community: CommunityId, before: datetime) -> None:
        """Drafts nobody settled."""
        await self._tx.run(
            delete(prompts).where(
                prompts.c.community_id == community,
                prompts.c.state == PromptState.DRAFT,
                prompts.c.created_at < before,
            )
        )

    # Reflections.

    async def keep(self, reflection: Reflection) -> Reflection | None:
        """A new one, whatever its id says; None if its message was kept already."""
        fresh = (
            self._tx.insert(reflections)
            .values(**columns(reflection, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(reflections)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Reflection, row)

    async def correct(self, reflection: Reflection) -> None:
        """All of it, after an edit."""
        await self._tx.run(
            update(reflections)
            .where(
                reflections.c.community_id == reflection.community_id,
                reflections.c.id == reflection.id,
            )
            .values(**columns(reflection, without=("id", "community_id")))
        )

    async def reflection(self, community: CommunityId, number: ReflectionId) -> Reflection | None:
        """One reflection of a community."""
        return await self._reflection(community, reflections.c.id == number)

    async def reflection_in(self, community: CommunityId, message: MessageId) -> Reflection | None:
        """The reflection a member's message told."""
        return await self._reflection(community, reflections.c.message_id == message)

    async def has_album(self, community: CommunityId, album: str) -> bool:
        """Whether a message of this album was kept already."""
        return await self._reflection(community, reflections.c.album == album) is not None

    async def reflections_to(self, community: CommunityId, prompt: PromptId) -> list[Reflection]:
        """What was told in reply to one prompt, in the order it was said."""
        found = (
            select(reflections)
            .where(reflections.c.community_id == community, reflections.c.prompt_id == prompt)
            .order_by(reflections.c.said_at, reflections.c.message_id)
        )
        return domains(Reflection, await self._tx.rows(found))

    async def reflections_between(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> list[Reflection]:
        """What was told from `start` up to, not including, `end`, in the order it was said."""
        found = (
            select(reflections)
            .where(reflections.c.community_id == community)
            .where(reflections.c.said_at >= start, reflections.c.said_at < end)
            .order_by(reflections.c.said_at, reflections.c.message_id)
        )
        return domains(Reflection, await self._tx.rows(found))

    async def answers(self, community: CommunityId, prompt: PromptId) -> Answers:
        """How many answers one prompt has, late ones too, and from how many people."""
        one = func.coalesce(reflections.c.album, cast(reflections.c.message_id, String))
        found = select(
            func.count(one.distinct()).label("answers"),
            func.count(reflections.c.person_id.distinct()).label("people"),
        ).where(reflections.c.community_id == community, reflections.c.prompt_id == prompt)
        row = await self._tx.row(found)
        assert row is not None
        return Answers(count=row.answers, people=row.people)

    async def _reflection(self, community: CommunityId, which: Any) -> Reflection | None:
        found = select(reflections).where(reflections.c.community_id == community, which)
        row = await self._tx.row(found.limit(1))
        return None if row is None else domain(Reflection, row)
