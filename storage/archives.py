"""All that a community made, gathered once for those who take it along.

The one thing to know: what people who asked to be left out once said is not in it, and where others
wrote their whole name it is left out too (`_without`).
"""

import asyncio
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Table, func, select, union

from community.archives import FEWEST, Archive, Asked, Figures, Planned, Told
from community.commitments import FULFILLED, CommitmentState
from community.communities import Community
from community.ids import CommunityId
from community.prompts import PromptState
from community.sessions import SessionState
from storage.archives_practices import grown, may_be_taken_along
from storage.archives_settled import met, minuted, promised, settled, synthesised
from storage.erasure import without_names
from storage.rows import (
    agreements,
    charters,
    commitments,
    materials,
    members,
    offers,
    outlines,
    people,
    practices,
    prompts,
    reflections,
    requests,
    sessions,
    syntheses,
    themes,
    transfers,
    trials,
)
from storage.tx import Tx


class Archives:
    """Reads across tables, always for one community."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: Community) -> Archive:
        """Everything, the oldest first."""
        whole = Archive(
            community=community,
            charter=await self._tx.value(
                select(charters.c.text).where(charters.c.community_id == community.id)
            ),
            practices=await grown(self._tx, community.id),
            materials=await self._materials(community.id),
            requests=await self._asked_for(community.id),
            offers=await self._offered(community.id),
            commitments=await promised(self._tx, community.id),
            agreements=await settled(self._tx, community.id),
            sessions=await met(self._tx, community.id),
            minutes=await minuted(self._tx, community.id),
            syntheses=await synthesised(self._tx, community.id),
            prompts=await self._prompts(community.id),
            themes=await self._themes(community.id),
            plans=await self._plans(community.id),
        )
        names = await self._left_out(community.id)
        # beside the loop: thousands of texts are gone through
        return await asyncio.to_thread(_without, names, whole) if names else whole

    async def is_empty(self, community: CommunityId) -> bool:
        """Whether nothing was ever made there; what is there may still all be of people who are
        left out (`Archive.is_empty`)."""
        for table in (charters, practices, prompts, agreements, commitments, sessions, *_SMALLER):
            found = select(table.c.community_id).where(table.c.community_id == community).limit(1)
            if await self._tx.value(found) is not None:
                return False
        return True

    async def figures(self, community: Community) -> Figures:
        """How much there is of each thing; people only where they are FEWEST at least."""
        here = community.id
        asked = prompts.c.state == PromptState.POSTED
        made = commitments.c.state.not_in((CommitmentState.DRAFT, CommitmentState.WITHDRAWN))
        took_place = sessions.c.state == SessionState.PLANNED
        tried, taken = await self._count(trials, here), await self._count(transfers, here)
        who = union(
            select(reflections.c.person_id).where(reflections.c.community_id == here),
            select(practices.c.author_id).where(practices.c.community_id == here),
        ).subquery()
        people_there = int(await self._tx.value(select(func.count(who.c[0]))))
        return Figures(
            community=community,
            practices=await self._count(practices, here, practices.c.withdrawn_at.is_(None)),
            tried=tried,
            taken=taken,
            prompts=await self._count(prompts, here, asked),
            reflections=await self._count(reflections, here),
            people=people_there if people_there >= FEWEST else None,
            commitments=await self._count(commitments, here, made),
            kept=await self._count(commitments, here, commitments.c.state.in_(tuple(FULFILLED))),
            agreements=await self._count(agreements, here),
            sessions=await self._count(sessions, here, took_place),
            requests=await self._count(requests, here),
            answered=await self._count(requests, here, requests.c.is_answered),
        )

    async def _count(self, table: Table, community: CommunityId, *which: Any) -> int:
        found = select(func.count()).select_from(table)
        return int(await self._tx.value(found.where(table.c.community_id == community, *which)))

    async def _left_out(self, community: CommunityId) -> frozenset[str]:
        """Whole names («Rosa Quispe») of members who asked to have nothing kept. «Rosa» alone is a
        colour too, and many people's name: it is left out where it is known who is meant."""
        found = (
            select(people.c.name, members.c.name.label("called"))
            .join(members, members.c.person_id == people.c.id)
            .where(members.c.community_id == community, people.c.keep_nothing_at.is_not(None))
        )
        names = {name for row in await self._tx.rows(found) for name in (row.name, row.called)}
        return frozenset(name for name in names if len(name.split()) > 1)

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
                files=(row.file_id,),
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
    return Told(
        title=title,
        text=row.text,
        name=name,
        media=row.media,
        at=at,
        files=tuple(filter(None, [row.file_id])),
    )


def _without(names: frozenset[str], value: Any) -> Any:
    """The same value with those names left out of all that people wrote; who is named as having
    said or done something was asked already."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return without_names(value, set(names))
    if isinstance(value, tuple):
        return tuple(_without(names, one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        one.name: _without(names, getattr(value, one.name))
        for one in fields(value)
        if one.name not in _NOT_WRITTEN
    }
    return replace(value, **changed)


_SMALLER = (requests, offers, materials, themes, syntheses)
# who is named here was asked already; the rest are references
_NOT_WRITTEN = frozenset(
    {"community", "name", "who", "tried_by", "author_name", "files", "file_id", "more_files"}
)
