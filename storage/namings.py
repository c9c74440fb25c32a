"""Which messages of the bot in a group name whom, so that they can be emptied when somebody is forgotten.

The one thing to know: who is named where is kept, never what was said. A row of nobody (0) is a message
that is to be drawn anew or emptied: scheduler/namings.py does it within a tick, by the same clock as all
else, so that a restart loses none (docs/decisions/0057).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, and_, delete, exists, literal, select, update

from community.ids import ChatId, CommunityId, MessageId, PersonId
from storage.mapping import columns, domains
from storage.rows import (
    communities,
    evidences,
    materials,
    members,
    namings,
    people,
    posts,
    practices,
    requests,
    themes,
)
from storage.tx import Tx

STEP = "naming.empty"
NOBODY = 0  # where a column of a person must hold something
# What a message of the bot may be about (posts.about) that goes with the person it came from: the
# message goes with it, whether it names them or not.
GOES_WITH_ITS_PERSON: Mapping[str, Table] = {
    "practice": practices,
    "request": requests,
    "request-answer": requests,
    "evidence": evidences,
    "material": materials,
    "theme-round": themes,
}


@dataclass(frozen=True, kw_only=True)
class Naming:
    """That a message of the bot in a group names somebody; a file has no text of its own."""

    telegram_chat_id: ChatId
    message_id: MessageId
    person_id: PersonId
    community_id: CommunityId
    has_text: bool
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message of the bot that is to be emptied; a file has no text of its own."""

    telegram_chat_id: ChatId
    message_id: MessageId
    has_text: bool


class Namings:
    """The `namings` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def names_in(
        self, homes: Collection[CommunityId]
    ) -> dict[CommunityId, dict[PersonId, str]]:
        """By community, what everybody is called who may be named there, but for those of whom nothing is
        kept."""
        found = (
            select(members.c.community_id, members.c.person_id, members.c.name)
            .join(people, people.c.id == members.c.person_id)
            .where(members.c.community_id.in_(homes), people.c.keep_nothing_at.is_(None))
        )
        names: dict[CommunityId, dict[PersonId, str]] = {}
        for row in await self._tx.rows(found):
            home = names.setdefault(CommunityId(row.community_id), {})
            home[PersonId(row.person_id)] = row.name
        return names

    async def note(self, found: Collection[Naming]) -> None:
        """Idempotent: an edit may name more people, and whoever was named stays noted."""
        if found:
            fresh = self._tx.insert(namings).on_conflict_do_nothing()
            await self._tx.run(fresh, [columns(one) for one in found])

    async def leave_out(
        self, person: PersonId, now: datetime, *, before: datetime | None = None
    ) -> None:
        """What names somebody in any group is to be emptied; `before`: only what is older than that."""
        theirs: ColumnElement[bool] = namings.c.person_id == person
        if before is not None:
            theirs = and_(theirs, namings.c.said_at < before)
        other = namings.alias()
        is_noted = exists().where(
            other.c.telegram_chat_id == namings.c.telegram_chat_id,
            other.c.message_id == namings.c.message_id,
            other.c.person_id == NOBODY,
        )
        await self._tx.run(delete(namings).where(theirs, is_noted))
        left = update(namings).where(theirs).values(person_id=NOBODY)
        rows = (await self._tx.run(left.returning(namings.c.community_id))).fetchall()
        await self._plan({CommunityId(row.community_id) for row in rows}, now)

    async def leave_out_about(
        self, where: Mapping[str, ColumnElement[bool]], now: datetime
    ) -> None:
        """What is about things that go, by their name in GOES_WITH_ITS_PERSON and which of them; to be
        asked before they go."""
        homes: set[CommunityId] = set()
        for about, theirs in where.items():
            found = _posts_about(about, theirs, now)
            columns = [column.name for column in found.selected_columns]
            fresh = self._tx.insert(namings).from_select(columns, found)
            fresh = fresh.on_conflict_do_nothing().returning(namings.c.community_id)
            rows = (await self._tx.run(fresh)).fetchall()
            homes |= {CommunityId(row.community_id) for row in rows}
        await self._plan(homes, now)

    async def take(self, community: CommunityId) -> list[Said]:
        """What is to be emptied in a community, the oldest first; it is not told a second time."""
        ours = (namings.c.community_id == community) & (namings.c.person_id == NOBODY)
        found = select(namings.c.telegram_chat_id, namings.c.message_id, namings.c.has_text)
        said = domains(Said, await self._tx.rows(found.where(ours).order_by(namings.c.message_id)))
        await self._tx.run(delete(namings).where(ours))
        return said

    async def _plan(self, homes: Collection[CommunityId], now: datetime) -> None:
        for home in homes:
            await self._tx.dues.replan(STEP, home, now, community=home, now=now)


def _posts_about(about: str, theirs: ColumnElement[bool], now: datetime) -> Select[tuple[int, ...]]:
    """As rows of `namings`: what the bot said in the group about some things of a kind. A member's own
    message that was kept as one of them is no message of the bot."""
    table = GOES_WITH_ITS_PERSON[about]
    return (
        select(
            posts.c.telegram_chat_id,
            posts.c.message_id,
            literal(NOBODY).label("person_id"),
            posts.c.community_id,
            literal(True).label("has_text"),
            literal(now, namings.c.said_at.type).label("said_at"),
        )
        .join(table, _number_of(table) == posts.c.about_id)
        .join(communities, communities.c.id == posts.c.community_id)
        .where(posts.c.about == about, theirs, table.c.community_id == posts.c.community_id)
        .where(posts.c.telegram_chat_id == communities.c.telegram_chat_id, posts.c.message_id > 0)
        .where(_message_of(table).is_distinct_from(posts.c.message_id))
    )


def _number_of(table: Table) -> ColumnElement[int]:
    """What `posts.about_id` is; a choice shows many themes, each of which has its number."""
    return themes.c.round_id if table is themes else table.c.id


def _message_of(table: Table) -> ColumnElement[int]:
    return table.c.message_id if "message_id" in table.c else literal(None)
