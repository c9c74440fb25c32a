"""When who reads which digest: what people chose, and the step of time for the next one.

The one thing to know: everybody who reads a digest of a kind has one open step of it. The job that
takes it plans the next; whoever has none (a new guide, a copy put back) gets one by the plans of the day.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select

from community.communities import Community
from community.digest_choices import DigestChoice, DigestKind, Often, next_at, usual
from community.ids import CommunityId, PersonId
from storage.dues import Plan
from storage.mapping import columns, domain, domains
from storage.rows import communities, coordinators, digest_choices, dues, members
from storage.tx import Tx

STEPS = {kind: f"digest.{kind}" for kind in DigestKind}


class Digests:
    """The `digest_choices` table, and the steps `digest.*`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def choice(self, person: PersonId, kind: DigestKind) -> DigestChoice:
        """What somebody chose, else what is usual."""
        found = select(digest_choices).where(
            digest_choices.c.person_id == person, digest_choices.c.kind == kind
        )
        row = await self._tx.row(found)
        return usual(person, kind) if row is None else domain(DigestChoice, row)

    async def save(self, choice: DigestChoice) -> None:
        """All of it."""
        values = columns(choice)
        fresh = self._tx.insert(digest_choices).values(**values)
        await self._tx.run(
            fresh.on_conflict_do_update(index_elements=["person_id", "kind"], set_=values)
        )

    async def homes_of(
        self, person: PersonId, kind: DigestKind, now: datetime | None = None
    ) -> list[Community]:
        """The running communities that somebody's digest of a kind is about. With `now`, only those
        about which something may be told then: neither they nor the community rest."""
        found = (
            select(communities)
            .where(communities.c.id.in_(_homes(kind, person, now)), communities.c.state == "active")
            .order_by(communities.c.id)
        )
        homes = domains(Community, await self._tx.rows(found))
        return [home for home in homes if now is None or not home.is_paused(now)]

    async def plan(self, person: PersonId, kind: DigestKind, now: datetime) -> datetime | None:
        """The next one of its kind, instead of whichever was planned; gives when. None: there is none."""
        homes = await self.homes_of(person, kind)
        at = None
        if homes:
            choice = await self.choice(person, kind)
            at = next_at(choice, homes[0].zone, now)
        await self._tx.dues.replan(STEPS[kind], person, at, community=None, now=now)
        return at

    async def plan_missing(self, now: datetime) -> None:
        """For everybody who reads one and has no step for the next."""
        plans: list[Plan] = []
        for kind, step in STEPS.items():
            for row in await self._tx.rows(_without_step(kind)):
                person = PersonId(row.reader)
                choice = usual(person, kind) if row.kind is None else domain(DigestChoice, row)
                at = next_at(choice, ZoneInfo(row.home_zone), now)
                if at is not None:
                    key = f"{step}:{person}:{at:%Y-%m-%dT%H:%M}"
                    plans.append(Plan(step, person, at, None, key))
        await self._tx.dues.plan_again(plans)

    async def plan_in(self, community: CommunityId, now: datetime) -> None:
        """The clocks of a community changed: who lives by them reads at the same hour as before."""
        for kind in DigestKind:
            own = digest_choices.c.zone_name.is_not(None) & (digest_choices.c.kind == kind)
            with_own = select(digest_choices.c.person_id).where(own)
            readers = _readers(kind).where(
                _place(kind) == community, _person(kind).not_in(with_own)
            )
            planned = select(dues.c.subject_id).where(
                dues.c.kind == STEPS[kind], dues.c.settled_at.is_(None), dues.c.due_at > now
            )
            for row in await self._tx.rows(readers.where(_person(kind).in_(planned))):
                await self.plan(PersonId(row.reader), kind, now)


def _person(kind: DigestKind) -> ColumnElement[int]:
    return coordinators.c.person_id if kind is DigestKind.COORDINATOR else members.c.person_id


def _place(kind: DigestKind) -> ColumnElement[int]:
    return coordinators.c.community_id if kind is DigestKind.COORDINATOR else members.c.community_id


def _readers(kind: DigestKind) -> Any:
    """(reader, place): who may read a kind about which community."""
    found: Any = select(_person(kind).label("reader"), _place(kind).label("place"))
    if kind is DigestKind.COORDINATOR:
        return found
    found = found.where(members.c.left_at.is_(None))
    return found.where(members.c.is_guide) if kind is DigestKind.GUIDE else found


def _homes(kind: DigestKind, person: PersonId, now: datetime | None) -> Select[Any]:
    found = select(_place(kind)).where(_person(kind) == person)
    if kind is DigestKind.COORDINATOR:
        return found
    found = found.where(members.c.left_at.is_(None))
    if kind is DigestKind.GUIDE:
        found = found.where(members.c.is_guide)
    if now is not None:
        found = found.where(members.c.paused_until.is_(None) | (members.c.paused_until <= now))
    return found


def _without_step(kind: DigestKind) -> Select[Any]:
    """Readers of a kind with their choice, and the clock of the first of their communities."""
    readers = _readers(kind).subquery()
    first = (
        select(readers.c.reader, func.min(readers.c.place).label("place"))
        .join(
            communities, (communities.c.id == readers.c.place) & (communities.c.state == "active")
        )
        .group_by(readers.c.reader)
        .subquery()
    )
    is_chosen = (digest_choices.c.person_id == first.c.reader) & (digest_choices.c.kind == kind)
    has_step = (
        select(dues.c.id)
        .where(
            dues.c.kind == STEPS[kind],
            dues.c.subject_id == first.c.reader,
            dues.c.settled_at.is_(None),
        )
        .exists()
    )
    found = (
        select(first.c.reader, communities.c.zone_name.label("home_zone"), digest_choices)
        .join(communities, communities.c.id == first.c.place)
        .outerjoin(digest_choices, is_chosen)
        .where(~has_step)
        .order_by(first.c.reader)
    )
    if kind is DigestKind.MEMBER:  # none until it is chosen
        return found.where(digest_choices.c.often != Often.NEVER)
    return found.where(digest_choices.c.often.is_(None) | (digest_choices.c.often != Often.NEVER))
