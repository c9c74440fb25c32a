"""Sessions, and who said they come. Every query names the community.

The one thing to know: a draft is a row of the same table without an instant; it becomes a session
under the same id, so what was asked about it keeps its subject.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from community.ids import CommunityId, SessionId
from community.sessions import Attendance, Draft, Presence, Session, SessionState
from storage.mapping import columns, domain, domains
from storage.rows import attendances, members, presences, sessions
from storage.tx import Tx


class Sessions:
    """The `sessions` and `attendances` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    # Drafts.

    async def begin(self, draft: Draft) -> Draft:
        """A new draft, whatever its id says."""
        fresh = self._tx.insert(sessions).values(
            **columns(draft, without=("id",)), state=SessionState.DRAFT, sequence=0
        )
        number = await self._tx.value(fresh.returning(sessions.c.id))
        return replace(draft, id=SessionId(number))

    async def draft(self, community: CommunityId, number: SessionId) -> Draft | None:
        """A draft that still waits for its date, or None."""
        found = select(sessions).where(
            _is(community, number), sessions.c.state == SessionState.DRAFT
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Draft, row)

    async def save_draft(self, draft: Draft) -> None:
        """What of the date is known by now."""
        await self._tx.run(
            update(sessions)
            .where(_is(draft.community_id, draft.id))
            .values(meant_on=draft.meant_on, meant_time=draft.meant_time)
        )

    async def forget_drafts(self, community: CommunityId, before: datetime) -> None:
        """Drafts nobody settled."""
        await self._tx.run(
            delete(sessions).where(
                sessions.c.community_id == community,
                sessions.c.state == SessionState.DRAFT,
                sessions.c.created_at < before,
            )
        )

    # Sessions.

    async def get(self, community: CommunityId, number: SessionId) -> Session | None:
        """One session of a community, cancelled ones too; a draft is none yet."""
        found = select(sessions).where(_is(community, number), sessions.c.starts_at.is_not(None))
        row = await self._tx.row(found)
        return None if row is None else domain(Session, row)

    async def save(self, session: Session) -> None:
        """All of it; a draft becomes a session this way."""
        await self._tx.run(
            update(sessions)
            .where(_is(session.community_id, session.id))
            .values(**columns(session, without=("id", "community_id")))
        )

    async def between(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> list[Session]:
        """Planned ones that start from `start` up to, not including, `end`, the next first."""
        is_between = (sessions.c.starts_at >= start) & (sessions.c.starts_at < end)
        return await self._planned(community, is_between)

    async def coming(self, community: CommunityId, now: datetime, limit: int) -> list[Session]:
        """The next planned ones, the first first."""
        return await self._planned(community, sessions.c.starts_at >= now, limit)

    async def for_calendars(self, community: CommunityId, now: datetime) -> list[Session]:
        """What is to come and what was cancelled of it, so that calendars learn of both."""
        found = (
            select(sessions)
            .where(sessions.c.community_id == community, sessions.c.starts_at >= now)
            .order_by(sessions.c.starts_at, sessions.c.id)
        )
        return domains(Session, await self._tx.rows(found))

    # Attendances.

    async def answer(self, attendance: Attendance) -> None:
        """A person's answer; the last one counts."""
        values: dict[str, Any] = columns(attendance)
        await self._tx.run(
            self._tx.insert(attendances)
            .values(**values)
            .on_conflict_do_update(
                index_elements=["session_id", "person_id"],
                set_={name: values[name] for name in ("name", "reply", "replied_at")},
            )
        )

    async def attendances_of(self, community: CommunityId, session: SessionId) -> list[Attendance]:
        """Who answered and is still in the group, in the order of their answers."""
        is_theirs = (members.c.community_id == attendances.c.community_id) & (
            members.c.person_id == attendances.c.person_id
        )
        found = (
            select(attendances)
            .outerjoin_from(attendances, members, is_theirs)
            .where(attendances.c.community_id == community, attendances.c.session_id == session)
            .where(members.c.left_at.is_(None))
            .order_by(attendances.c.replied_at, attendances.c.person_id)
        )
        return domains(Attendance, await self._tx.rows(found))

    # Presences.

    async def was_there(self, presence: Presence) -> bool:
        """Somebody was there; False where that was known."""
        fresh = self._tx.insert(presences).values(**columns(presence)).on_conflict_do_nothing()
        return bool(await self._tx.rows(fresh.returning(presences.c.person_id)))

    async def presences_of(self, community: CommunityId, session: SessionId) -> list[Presence]:
        """Who was there, in the order in which it was marked."""
        found = (
            select(presences)
            .where(presences.c.community_id == community, presences.c.session_id == session)
            .order_by(presences.c.marked_at, presences.c.person_id)
        )
        return domains(Presence, await self._tx.rows(found))

    async def _planned(
        self, community: CommunityId, which: Any, limit: int | None = None
    ) -> list[Session]:
        found = (
            select(sessions)
            .where(sessions.c.community_id == community)
            .where(sessions.c.state == SessionState.PLANNED, which)
            .order_by(sessions.c.starts_at, sessions.c.id)
            .limit(limit)
        )
        return domains(Session, await self._tx.rows(found))


def _is(community: CommunityId, number: SessionId) -> Any:
    return (sessions.c.community_id == community) & (sessions.c.id == number)
