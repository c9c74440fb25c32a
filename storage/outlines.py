"""Plans, and the prompts that are their steps. Every query names the community."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select, update

from community import outlines as domain_of
from community import prompts as prompts_of
from community.communities import Community
from community.ids import CommunityId, OutlineId, PromptId
from community.outlines import Outline, OutlineState
from community.prompt_origins import PlanOrigin
from community.prompts import Prompt, PromptState
from storage.mapping import columns, domain
from storage.rows import outlines, prompts
from storage.tx import Tx

POST_STEP = "prompt.post"


class Outlines:
    """The `outlines` table, and the rows of `prompts` that belong to one."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def begin(self, outline: Outline) -> Outline:
        """A new one, whatever its id says."""
        fresh = self._tx.insert(outlines).values(**columns(outline, without=("id",)))
        row = await self._tx.row(fresh.returning(outlines))
        assert row is not None
        return domain(Outline, row)

    async def save(self, outline: Outline) -> None:
        """All of it. The database refuses a second one that runs (ix_outlines_running)."""
        await self._tx.run(
            update(outlines)
            .where(outlines.c.community_id == outline.community_id, outlines.c.id == outline.id)
            .values(**columns(outline, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: OutlineId) -> Outline | None:
        """One of them."""
        found = select(outlines).where(
            outlines.c.community_id == community, outlines.c.id == number
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Outline, row)

    async def running(self, community: CommunityId) -> Outline | None:
        """The one that runs; one whose last step was asked is noted as over, and runs no more."""
        found = select(outlines).where(
            outlines.c.community_id == community, outlines.c.state == OutlineState.RUNNING
        )
        row = await self._tx.row(found)
        if row is None:
            return None
        outline = domain(Outline, row)
        if any(map(domain_of.is_to_come, await self.steps(community, outline.id))):
            return outline
        await self.save(replace(outline, state=OutlineState.OVER))
        return None

    async def steps(self, community: CommunityId, number: OutlineId) -> list[Prompt]:
        """In their order, asked and skipped ones too."""
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, prompts.c.outline_id == number)
            .order_by(prompts.c.position, prompts.c.id)
        )
        return [domain(Prompt, row) for row in await self._tx.rows(found)]

    async def write_steps(
        self, outline: Outline, steps: Sequence[tuple[str, datetime]], now: datetime
    ) -> list[Prompt]:
        """The words and moments of a draft; those it had before go."""
        await self._forget_steps(outline.community_id, [outline.id])
        for position, (text, due_at) in enumerate(steps, start=1):
            await self._tx.prompts.add(
                Prompt(
                    id=PromptId(0),
                    community_id=outline.community_id,
                    text=text,
                    state=PromptState.DRAFT,
                    asked_by=outline.begun_by,
                    created_at=now,
                    due_at=due_at,
                    thread_id=outline.thread_id,
                    outline_id=outline.id,
                    position=position,
                )
            )
        return await self.steps(outline.community_id, outline.id)

    async def schedule(self, steps: Sequence[Prompt]) -> None:
        """Every step into the calendar."""
        for step in steps:
            assert step.due_at is not None
            scheduled = prompts_of.schedule(step, step.due_at)
            await self._tx.prompts.save(scheduled)
            await self._tx.dues.plan(POST_STEP, step.id, step.due_at, community=step.community_id)

    async def move(self, steps: Sequence[Prompt], now: datetime) -> None:
        """Steps with another moment; those that are scheduled move in the calendar too."""
        for step in steps:
            await self._tx.prompts.save(step)
            if step.state is PromptState.SCHEDULED:
                await self._tx.dues.replan(
                    POST_STEP, step.id, step.due_at, community=step.community_id, now=now
                )

    async def skip(self, step: Prompt, now: datetime) -> None:
        """It will not be asked."""
        await self._tx.prompts.save(prompts_of.cancel(step))
        await self._tx.dues.drop(POST_STEP, step.id, now)

    async def stop(self, outline: Outline, now: datetime) -> Outline:
        """Nothing more of it is asked."""
        stopped = domain_of.stop(outline)
        await self.save(stopped)
        for step in await self.steps(outline.community_id, outline.id):
            if domain_of.is_to_come(step):
                await self.skip(step, now)
        return stopped

    async def put_off(
        self, community: Community, prompt: Prompt, until: datetime, now: datetime
    ) -> None:
        """A scheduled prompt cannot be asked now; of a plan, those after it come later too."""
        late = [replace(prompt, due_at=until)]
        if prompt.outline_id is not None and prompt.position is not None:
            steps = await self.steps(community.id, prompt.outline_id)
            late = domain_of.put_off(steps, prompt.position, until, community, now)
        await self.move(late, now)

    async def origin_of(self, prompt: Prompt) -> PlanOrigin | None:
        """Which step of which plan a prompt is."""
        if prompt.outline_id is None or prompt.position is None:
            return None
        outline = await self.get(prompt.community_id, prompt.outline_id)
        if outline is None:
            return None
        steps = await self.steps(prompt.community_id, outline.id)
        return PlanOrigin(title=outline.title, step=prompt.position, steps=len(steps))

    async def forget_drafts(self, community: CommunityId, before: datetime) -> None:
        """Plans nobody settled, with their steps."""
        old = [
            OutlineId(row.id)
            for row in await self._tx.rows(
                select(outlines.c.id).where(
                    outlines.c.community_id == community,
                    outlines.c.state == OutlineState.DRAFT,
                    outlines.c.created_at < before,
                )
            )
        ]
        if old:
            await self._forget_steps(community, old)
            await self._tx.run(
                delete(outlines).where(outlines.c.community_id == community, outlines.c.id.in_(old))
            )

    async def _forget_steps(self, community: CommunityId, numbers: Sequence[OutlineId]) -> None:
        await self._tx.run(
            delete(prompts).where(
                prompts.c.community_id == community,
                prompts.c.outline_id.in_(numbers),
                prompts.c.posted_at.is_(None),
            )
        )
