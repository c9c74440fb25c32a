"""Prompts and reflections. Every query names the community."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, case, cast, delete, func, or_, select, update

from community.communities import Community
from community.ids import CommunityId, MessageId, PromptId, ReflectionId
from community.prompt_windows import TOLD_WITHIN, CameIn, Window, answered, ids_of
from community.prompts import Prompt, PromptState, Reflection
from community.syntheses import DRAFT_STEP
from storage.mapping import columns, domain, domains
from storage.rows import members, prompts, reflections
from storage.tx import Tx

CLOSE = "prompt.close"  # the due of a window


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

    async def post(self, posted: Prompt, told_at: datetime) -> None:
        """It goes to the group; when its window closes, it is told what came in, and the pair gets a
        draft of what was told."""
        await self.save(posted)
        for step in (CLOSE, DRAFT_STEP):
            await self._tx.dues.plan(step, posted.id, told_at, community=posted.community_id)

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

    async def scheduled_in(self, community: CommunityId) -> list[Prompt]:
        """What waits for its day, the next first."""
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, prompts.c.state == PromptState.SCHEDULED)
            .order_by(prompts.c.due_at, prompts.c.id)
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

    # Windows.

    async def windows_over(self, home: Community, now: datetime) -> list[Window]:
        """Those that closed within TOLD_WITHIN and of which nothing was told yet, the latest first."""
        found = (
            select(prompts)
            .where(prompts.c.community_id == home.id, prompts.c.state == PromptState.POSTED)
            .where(prompts.c.closes_at <= now, prompts.c.closes_at >= now - TOLD_WITHIN)
            .where(prompts.c.closed_at.is_(None))
            .order_by(prompts.c.closes_at.desc(), prompts.c.id.desc())
        )
        over = domains(Prompt, await self._tx.rows(found))
        return [await self._window(home, one) for one in over]

    async def take_answered(self, home: Community, now: datetime) -> list[Window]:
        """Those of windows_over to which something came: whoever takes them tells of them now."""
        windows = answered(await self.windows_over(home, now))
        await self.close(home.id, ids_of(windows), now)
        return windows

    async def close(
        self, community: CommunityId, numbers: Collection[PromptId], now: datetime
    ) -> None:
        """It was told what came in, or that nothing did: once."""
        await self._tx.run(
            update(prompts)
            .where(prompts.c.community_id == community, prompts.c.id.in_(numbers))
            .values(closed_at=now)
        )

    async def came_in(
        self,
        community: CommunityId,
        numbers: Collection[PromptId],
        *,
        until: datetime | None = None,
    ) -> CameIn:
        """What these prompts brought together, late answers too; with `until`, up to that instant."""
        one = func.coalesce(reflections.c.album, cast(reflections.c.message_id, String))
        is_late = reflections.c.said_at >= prompts.c.closes_at
        who = and_(
            members.c.community_id == reflections.c.community_id,
            members.c.person_id == reflections.c.person_id,
        )
        found = (
            select(
                func.count(one.distinct()).label("answers"),
                func.count(reflections.c.person_id.distinct()).label("people"),
                func.count(func.lower(members.c.school).distinct()).label("schools"),
                func.count(case((is_late, one)).distinct()).label("late"),
            )
            .select_from(reflections)
            .join(prompts, prompts.c.id == reflections.c.prompt_id)
            .outerjoin(members, who)
            .where(
                reflections.c.community_id == community,
                reflections.c.prompt_id.in_(numbers),
            )
        )
        if until is not None:
            found = found.where(reflections.c.said_at <= until)
        row = await self._tx.row(found)
        assert row is not None
        return domain(CameIn, row)

    async def answered_since(
        self, home: Community, instant: datetime, limit: int = 3
    ) -> list[Window]:
        """Prompts something was told to since, those with the latest answer first."""
        latest = (
            select(reflections.c.prompt_id)
            .where(reflections.c.community_id == home.id, reflections.c.said_at >= instant)
            .group_by(reflections.c.prompt_id)
            .order_by(func.max(reflections.c.said_at).desc(), reflections.c.prompt_id.desc())
            .limit(limit)
        )
        found = []
        for row in await self._tx.rows(latest):
            prompt = await self.get(home.id, PromptId(row.prompt_id))
            assert prompt is not None
            found.append(await self._window(home, prompt))
        return found

    async def _window(self, home: Community, prompt: Prompt) -> Window:
        post = await self._tx.posts.first(home.telegram_chat_id, "prompt", prompt.id)
        return Window(
            prompt=prompt,
            came_in=await self.came_in(home.id, [prompt.id]),
            message_id=post.message_id if post is not None else None,
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

    async def reflection_in(self, community: CommunityId, message: MessageId) -> Reflection | None:
        """The reflection a member's message told."""
        return await self._reflection(community, reflections.c.message_id == message)

    async def reflection(self, community: CommunityId, number: ReflectionId) -> Reflection | None:
        """One, by its id."""
        return await self._reflection(community, reflections.c.id == number)

    async def has_album(self, community: CommunityId, album: str) -> bool:
        """Whether a message of this album was kept already."""
        return await self._reflection(community, reflections.c.album == album) is not None

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

    async def reflections_of(self, community: CommunityId, number: PromptId) -> list[Reflection]:
        """What was told to one prompt, in the order it was said."""
        found = (
            select(reflections)
            .where(reflections.c.community_id == community, reflections.c.prompt_id == number)
            .order_by(reflections.c.said_at, reflections.c.message_id)
        )
        return domains(Reflection, await self._tx.rows(found))

    async def _reflection(self, community: CommunityId, which: Any) -> Reflection | None:
        found = select(reflections).where(reflections.c.community_id == community, which)
        row = await self._tx.row(found.limit(1))
        return None if row is None else domain(Reflection, row)
