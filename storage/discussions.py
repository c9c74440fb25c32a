"""What was said in communities that have their discussion read. Written by the intake in bulk."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select

from community.discussions import Utterance
from community.ids import CommunityId, MessageId, PersonId
from community.prompts import Prompt, Reflection
from storage.mapping import columns, domain
from storage.rows import reflections, utterances
from storage.tx import Tx, insert_into


class Discussions:
    """The `utterances` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def hear(self, said: Sequence[Utterance]) -> None:
        """Keeps what was said; said again it is kept once, edited it is changed."""
        if not said:
            return
        await self._tx.run(_hear(self._tx.is_sqlite), [columns(utterance) for utterance in said])

    async def bring(self, said: Sequence[Utterance], kept_until: datetime) -> None:
        """Keeps what an export holds; what was heard here stays as it was heard."""
        fresh = self._tx.insert(utterances)
        again = fresh.on_conflict_do_update(
            index_elements=["community_id", "message_id"],
            set_={"text": fresh.excluded.text, "edited_at": fresh.excluded.edited_at},
            where=utterances.c.kept_until.is_not(None),
        )
        rows = [{**columns(utterance), "kept_until": kept_until} for utterance in said]
        await self._tx.run(again, rows)

    async def count(self, community: CommunityId) -> int:
        """How many messages are kept."""
        found = select(func.count()).where(utterances.c.community_id == community)
        return int(await self._tx.value(found))

    async def between(
        self, community: CommunityId, since: datetime, until: datetime, limit: int = 6000
    ) -> list[Utterance]:
        """In the order they were said; the latest `limit` of them."""
        newest = (
            select(utterances)
            .where(
                utterances.c.community_id == community,
                utterances.c.said_at >= since,
                utterances.c.said_at < until,
            )
            .order_by(utterances.c.message_id.desc())
            .limit(limit)
        )
        return [domain(Utterance, row) for row in reversed(await self._tx.rows(newest))]

    async def told_between(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> list[Utterance]:
        """The discussion where it is read, and what was told in reply to prompts; nothing of who
        wants nothing kept, nor of who is nobody."""
        said = await self.between(community, since, until)
        heard = {one.message_id for one in said}
        told = await self._tx.prompts.reflections_between(community, since, until)
        said += await self._as_said([one for one in told if one.message_id not in heard])
        return [one for one in await self._kept(said) if one.name]

    async def told_to(self, prompt: Prompt) -> list[Utterance]:
        """What was told to a prompt, in the order it was said; nothing of who wants nothing kept."""
        told = await self._tx.prompts.reflections_of(prompt.community_id, prompt.id)
        return await self._kept(await self._as_said(told))

    async def words_now(
        self, community: CommunityId, messages: Collection[MessageId]
    ) -> dict[MessageId, str]:
        """What these messages say now, as far as they are kept."""
        words: dict[MessageId, str] = {}
        for table in (reflections, utterances):  # talk is heard at once, so it is the newer
            found = select(table.c.message_id, table.c.text).where(
                table.c.community_id == community, table.c.message_id.in_(messages)
            )
            words |= {row.message_id: row.text for row in await self._tx.rows(found)}
        return words

    async def _as_said(self, told: Sequence[Reflection]) -> list[Utterance]:
        if not told:
            return []
        members = await self._tx.members.of(told[0].community_id)
        names = {member.person_id: member.name for member in members}
        return [
            Utterance(
                community_id=one.community_id,
                message_id=one.message_id,
                thread_id=None,
                person_id=one.person_id,
                name=names.get(one.person_id, "") if one.person_id is not None else "",
                text=one.text,
                media=one.media,
                reply_to_message_id=one.reply_to_message_id,
                said_at=one.said_at,
                edited_at=one.edited_at,
            )
            for one in told
        ]

    async def _kept(self, said: Sequence[Utterance]) -> list[Utterance]:
        silent = await self._tx.people.keep_nothing()
        return [one for one in said if one.person_id is None or one.person_id not in silent]

    async def said_in(self, community: CommunityId, message: MessageId) -> Utterance | None:
        """One message, as long as it is kept."""
        found = select(utterances).where(
            utterances.c.community_id == community, utterances.c.message_id == message
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Utterance, row)

    async def said_lately(
        self, community: CommunityId, person: PersonId, limit: int = 20
    ) -> list[Utterance]:
        """What somebody said, the latest first."""
        found = (
            select(utterances)
            .where(utterances.c.community_id == community, utterances.c.person_id == person)
            .order_by(utterances.c.message_id.desc())
            .limit(limit)
        )
        return [domain(Utterance, row) for row in await self._tx.rows(found)]


@cache
def _hear(is_sqlite: bool) -> Any:
    """Built once: the intake runs it for every batch."""
    fresh = insert_into(utterances, is_sqlite)
    return fresh.on_conflict_do_update(
        index_elements=["community_id", "message_id"],
        set_={"text": fresh.excluded.text, "edited_at": fresh.excluded.edited_at},
    )
