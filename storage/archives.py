"""All that a community made, gathered once for those who take it along when it closes.

The one thing to know: what people who asked to be left out once said is not in it.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from community.agreements import AgreementState
from community.archives import Archive, Asked, Met, Planned, Promised, Settled, Told
from community.commitments import Answer, CommitmentState
from community.communities import Community
from community.ids import CommunityId
from community.prompts import PromptState
from community.sessions import SessionState
from storage.archives_practices import grown, may_be_taken_along
from storage.rows import (
    agreements,
    charters,
    commitments,
    materials,
    members,
    offers,
    outlines,
    people,
    prompts,
    reflections,
    requests,
    responsibles,
    sessions,
    themes,
)
from storage.tx import Tx


class Archives:
    """Reads across tables, always for one community."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: Community) -> Archive:
        """Everything, the oldest first."""
        return Archive(
            community=community,
            charter=await self._tx.value(
                select(charters.c.text).where(charters.c.community_id == community.id)
            ),
            practices=await grown(self._tx, community.id),
            materials=await self._materials(community.id),
            requests=await self._asked_for(community.id),
            offers=await self._offered(community.id),
            commitments=await self._commitments(community.id),
            agreements=await self._agreements(community.id),
            sessions=await self._sessions(community.id),
            minutes=await self._minutes(community.id),
            prompts=await self._prompts(community.id),
            themes=await self._themes(community.id),
            plans=await self._plans(community.id),
        )

    async def _materials(self, community: CommunityId) -> tuple[Told, ...]:
        """The files themselves stay in Telegram: their names are taken along."""
        found = (
            select(materials)
            .outerjoin_from(materials, people, people.c.id == materials.c.shared_by)
            .where(materials.c.community_id == community, may_be_taken_along())
            .order_by(materials.c.saved_at)
        )
        return tuple(
            Told(
                title=row.title,
                text=row.file_name or "",
                name=row.shared_by_name,
                media=row.media,
                at=row.saved_at,
            )
            for row in await self._tx.rows(found)
        )

    async def _asked_for(self, community: CommunityId) -> tuple[Told, ...]:
        found = (
            select(requests)
            .outerjoin_from(requests, people, people.c.id == requests.c.person_id)
            .where(requests.c.community_id == community, may_be_taken_along())
            .order_by(requests.c.asked_at)
        )
        return tuple(
            Told(title="", text=row.text, name=row.name, media=None, at=row.asked_at)
            for row in await self._tx.rows(found)
        )

    async def _offered(self, community: CommunityId) -> tuple[Told, ...]:
        found = (
            select(offers, members.c.name)
            .outerjoin_from(
                offers,
                members,
                (members.c.person_id == offers.c.person_id)
                & (members.c.community_id == offers.c.community_id),
            )
            .outerjoin(people, people.c.id == offers.c.person_id)
            .where(offers.c.community_id == community, may_be_taken_along())
            .order_by(offers.c.offered_at)
        )
        return tuple(
            Told(title="", text=row.text, name=row.name, media=None, at=row.offered_at)
            for row in await self._tx.rows(found)
        )

    async def _commitments(self, community: CommunityId) -> tuple[Promised, ...]:
        names: dict[int, list[str]] = {}
        who = (
            select(responsibles.c.commitment_id, responsibles.c.name)
            .where(
                responsibles.c.community_id == community,
                responsibles.c.answer != Answer.REMOVED,
            )
            .order_by(responsibles.c.commitment_id, responsibles.c.position)
        )
        for row in await self._tx.rows(who):
            names.setdefault(row.commitment_id, []).append(row.name)
        found = (
            select(commitments)
            .where(
                commitments.c.community_id == community,
                commitments.c.state.not_in((CommitmentState.DRAFT, CommitmentState.WITHDRAWN)),
            )
            .order_by(commitments.c.number)
        )
        return tuple(
            Promised(
                number=row.number,
                what=row.what,
                who=tuple(names.get(row.id, ())),
                due_on=row.due_on,
                state=row.state,
            )
            for row in await self._tx.rows(found)
        )

    async def _agreements(self, community: CommunityId) -> tuple[Settled, ...]:
        found = select(agreements).where(agreements.c.community_id == community)
        return tuple(
            Settled(
                number=row.number,
                text=row.text,
                at=row.agreed_at,
                agreeing=row.agreeing,
                concerned=row.concerned,
                objecting=row.objecting,
                holds=row.state is AgreementState.STANDING,
            )
            for row in await self._tx.rows(found.order_by(agreements.c.number))
        )

    async def _sessions(self, community: CommunityId) -> tuple[Met, ...]:
        found = (
            select(sessions)
            .where(sessions.c.community_id == community, sessions.c.state != SessionState.DRAFT)
            .order_by(sessions.c.starts_at)
        )
        return tuple(
            Met(
                title=row.title,
                at=row.starts_at,
                is_cancelled=row.state is SessionState.CANCELLED,
            )
            for row in await self._tx.rows(found)
        )

    async def _minutes(self, community: CommunityId) -> tuple[Told, ...]:
        """Those that were published, with what of their points may be shown."""
        published = await self._tx.minutes.published_of(community)
        points = await self._tx.minutes.points_of(community, [one.id for one in published])
        return tuple(
            Told(
                title=one.title,
                text=one.text or "\n".join(f"– {point.text}" for point in points[one.id]),
                name=None,
                media=None,
                at=one.held_at,
            )
            for one in reversed(published)
        )

    async def _prompts(self, community: CommunityId) -> tuple[Asked, ...]:
        replies = await self._replies(community)
        found = (
            select(prompts)
            .where(prompts.c.community_id == community, prompts.c.state == PromptState.POSTED)
            .order_by(prompts.c.posted_at)
        )
        return tuple(
            Asked(text=row.text, at=row.posted_at, replies=tuple(replies.get(row.id, ())))
            for row in await self._tx.rows(found)
        )

    async def _themes(self, community: CommunityId) -> tuple[Told, ...]:
        found = (
            select(themes, members.c.name)
            .outerjoin_from(
                themes,
                members,
                (members.c.person_id == themes.c.proposed_by)
                & (members.c.community_id == themes.c.community_id),
            )
            .outerjoin(people, people.c.id == themes.c.proposed_by)
            .where(themes.c.community_id == community, may_be_taken_along())
            .order_by(themes.c.proposed_at)
        )
        return tuple(
            Told(title="", text=row.text, name=row.name, media=None, at=row.proposed_at)
            for row in await self._tx.rows(found)
        )

    async def _plans(self, community: CommunityId) -> tuple[Planned, ...]:
        """Those of which something was asked."""
        found = (
            select(outlines.c.id, outlines.c.title, prompts.c.text)
            .join(prompts, prompts.c.outline_id == outlines.c.id)
            .where(
                outlines.c.community_id == community,
                prompts.c.community_id == community,
                prompts.c.state == PromptState.POSTED,
            )
            .order_by(outlines.c.id, prompts.c.position)
        )
        return tuple(
            Planned(title=title, asked=tuple(row.text for row in steps))
            for (_, title), steps in groupby(
                await self._tx.rows(found), key=lambda row: (row.id, row.title)
            )
        )

    async def _replies(self, community: CommunityId) -> dict[int, list[Told]]:
        found = (
            select(reflections, members.c.name.label("author_name"))
            .outerjoin_from(
                reflections,
                members,
                (members.c.person_id == reflections.c.person_id)
                & (members.c.community_id == reflections.c.community_id),
            )
            .outerjoin(people, people.c.id == reflections.c.person_id)
            .where(reflections.c.community_id == community, may_be_taken_along())
            .order_by(reflections.c.said_at)
        )
        replies: dict[int, list[Told]] = {}
        for row in await self._tx.rows(found):
            told = _told(row, title="", name=row.author_name, at=row.said_at)
            replies.setdefault(row.prompt_id, []).append(told)
        return replies


def _told(row: Row[Any], *, title: str, name: str | None, at: datetime) -> Told:
    return Told(title=title, text=row.text, name=name, media=row.media, at=at)
