"""Which messages many people answered, and whose authors were asked whether to keep them.

Every query names the community. Utterances exist only in mode full, for the days of
community/retention.py; what was kept as something else already is no ordinary talk.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, func, select

from community.discussions import Utterance
from community.ids import CommunityId, NudgeId
from community.practices_nudge import Nudge
from storage.mapping import columns, domain
from storage.rows import evidences, nudges, practices, reflections, utterances
from storage.tx import Tx

KEPT_OTHERWISE = (practices, reflections, evidences, nudges)


class Nudges:
    """The `nudges` table, and what of `utterances` may become one."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def candidates(
        self, community: CommunityId, *, since: datetime, repliers: int, limit: int
    ) -> list[Utterance]:
        """Messages said since then with words, to which so many other people replied; those with
        the most of them first. Nothing that was kept as something, or asked about before."""
        answer = utterances.alias("answer")
        people = func.count(answer.c.person_id.distinct())
        found = (
            select(utterances)
            .join(
                answer,
                (answer.c.community_id == utterances.c.community_id)
                & (answer.c.reply_to_message_id == utterances.c.message_id),
            )
            .where(
                utterances.c.community_id == community,
                utterances.c.said_at >= since,
                utterances.c.person_id.is_not(None),
                utterances.c.text != "",
                answer.c.said_at >= since,
                answer.c.person_id != utterances.c.person_id,
                *(_is_not_in(table, community) for table in KEPT_OTHERWISE),
            )
            .group_by(*utterances.c)
            .having(people >= repliers)
            .order_by(people.desc(), utterances.c.message_id.desc())
            .limit(limit)
        )
        return [domain(Utterance, row) for row in await self._tx.rows(found)]

    async def keep(self, nudge: Nudge) -> Nudge | None:
        """A new one, whatever its id says; None if that message's author was asked before."""
        fresh = (
            self._tx.insert(nudges)
            .values(**columns(nudge, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(nudges)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Nudge, row)

    async def get(self, community: CommunityId, number: NudgeId) -> Nudge | None:
        """One of them."""
        found = select(nudges).where(nudges.c.community_id == community, nudges.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Nudge, row)

    async def last_asked_at(self, community: CommunityId) -> datetime | None:
        """When anybody there was asked last."""
        found = select(func.max(nudges.c.asked_at)).where(nudges.c.community_id == community)
        value: datetime | None = await self._tx.value(found)
        return value


def _is_not_in(kept: Table, community: CommunityId) -> ColumnElement[bool]:
    messages = select(kept.c.message_id).where(kept.c.community_id == community)
    return utterances.c.message_id.not_in(messages)
