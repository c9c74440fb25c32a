"""Sessions, and who said they come. Every query names the community.

The one thing to know: a draft is a row of the same table without an instant; it becomes a session
under the same id, so what was asked about it keeps its subject.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update

from community.communities import Community
from community.ids import CommunityId, SeriesId, SessionId
from community.series import invited_at
from community.sessions import (
    Attendance,
    Brief,
    Draft,
    Presence,
    Session,
    SessionKind,
    SessionState,
)
from community.sessions_calendar import CANCELLED_STEP, INVITE_STEP, steps
from storage.mapping import columns, domain, domains
from storage.rows import attendances, briefs, members, presences, sessions
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
            .values(meant_on=draft.meant_on, meant_time=draft.meant_time, kind=draft.kind)
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
        """The next planned ones and the asynchronous ones that are open, the first first."""
        is_open = (sessions.c.kind == SessionKind.ASYNCHRONOUS) & (sessions.c.ends_at > now)
        return await self._planned(community, (sessions.c.starts_at >= now) | is_open, limit)

    async def past(self, community: CommunityId, now: datetime, limit: int) -> list[Session]:
        """The latest that are over, the latest first."""
        found = (
            select(sessions)
            .where(sessions.c.community_id == community, sessions.c.ends_at <= now)
            .where(sessions.c.state == SessionState.PLANNED)
            .order_by(sessions.c.starts_at.desc(), sessions.c.id)
            .limit(limit)
        )
        return domains(Session, await self._tx.rows(found))

    async def of_series(
        self, community: CommunityId, series: SeriesId, now: datetime
    ) -> list[Session]:
        """Its occurrences that are still to come, cancelled ones too."""
        found = (
            select(sessions)
            .where(sessions.c.community_id == community, sessions.c.series_id == series)
            .where(sessions.c.starts_at > now)
            .order_by(sessions.c.starts_at, sessions.c.id)
        )
        return domains(Session, await self._tx.rows(found))

    async def occurs(self, community: CommunityId, series: SeriesId, on: date) -> bool:
        """Whether a day of a series has its session, wherever that was moved."""
        found = select(sessions.c.id).where(
            sessions.c.community_id == community,
            sessions.c.series_id == series,
            sessions.c.occurs_on == on,
        )
        return bool(await self._tx.rows(found))

    async def for_calendars(self, community: CommunityId, since: datetime) -> list[Session]:
        """What starts from then on, cancelled ones too, so that calendars learn of both."""
        found = (
            select(sessions)
            .where(sessions.c.community_id == community, sessions.c.starts_at >= since)
            .order_by(sessions.c.starts_at, sessions.c.id)
        )
        return domains(Session, await self._tx.rows(found))

    # What time does for them.

    async def plan(self, community: Community, session: Session, now: datetime) -> None:
        """Plans what is still to come for its date of now; what was planned before goes."""
        await self._tx.dues.drop("session.%", session.id, now)
        quiet, zone = community.quiet, community.zone
        if not session.is_planned:
            ahead: tuple[tuple[str, datetime], ...] = ((CANCELLED_STEP, now),)
        else:
            ahead = steps(session, now=now, quiet=quiet, zone=zone)
            if session.occurs_on is not None:
                at = invited_at(session.starts_at, now=now, quiet=quiet, zone=zone)
                ahead = (*ahead, (INVITE_STEP, at))
        for kind, at in ahead:
            key = f"{kind}:{session.id}:{session.sequence}"
            await self._tx.dues.plan(kind, session.id, at, community=community.id, key=key)

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

    # Briefs.

    async def tell(self, brief: Brief) -> None:
        """What somebody told of a microcentre; the same message once more changes nothing."""
        await self._tx.run(
            self._tx.insert(briefs).values(**columns(brief)).on_conflict_do_nothing()
        )

    async def briefs_of(self, community: CommunityId, session: SessionId) -> list[Brief]:
        """What was told of one, the first first."""
        found = (
            select(briefs)
            .where(briefs.c.community_id == community, briefs.c.session_id == session)
            .order_by(briefs.c.told_at, briefs.c.message_id)
        )
        return domains(Brief, await self._tx.rows(found))

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
