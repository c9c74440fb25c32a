"""Who tried a practice, who thanked for it, and how far it came. Every query names the community."""

from datetime import datetime

from sqlalchemy import Select, Table, func, select, update

from community.ids import CommunityId, PersonId, PracticeId, TrialId
from community.practices import Practice
from community.trials import Milestone, Trial
from storage.mapping import columns, domain, domains
from storage.rows import milestones, practices, thanks, trials
from storage.tx import Tx


class Trials:
    """The `trials`, `thanks` and `milestones` tables, and the family of a practice."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, trial: Trial) -> Trial | None:
        """A new one, whatever its id says; None if this person tried it before."""
        fresh = (
            self._tx.insert(trials)
            .values(**columns(trial, without=("id",)))
            .on_conflict_do_nothing(index_elements=["practice_id", "person_id"])
            .returning(trials)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Trial, row)

    async def save(self, trial: Trial) -> None:
        """All of it."""
        await self._tx.run(
            update(trials)
            .where(trials.c.community_id == trial.community_id, trials.c.id == trial.id)
            .values(**columns(trial, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: TrialId) -> Trial | None:
        """One of them."""
        found = select(trials).where(trials.c.community_id == community, trials.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Trial, row)

    async def of(self, community: CommunityId, practice: PracticeId) -> list[Trial]:
        """Of one practice, the earliest first."""
        found = (
            select(trials)
            .where(trials.c.community_id == community, trials.c.practice_id == practice)
            .order_by(trials.c.tried_at, trials.c.id)
        )
        return domains(Trial, await self._tx.rows(found))

    async def tried(self, community: CommunityId) -> set[PracticeId]:
        """Which practices of a community anybody tried."""
        found = select(trials.c.practice_id).where(trials.c.community_id == community).distinct()
        return {PracticeId(row.practice_id) for row in await self._tx.rows(found)}

    async def thank(self, practice: Practice, person: PersonId, name: str, now: datetime) -> bool:
        """Whether it is the first thanks of this person for it."""
        fresh = (
            self._tx.insert(thanks)
            .values(
                community_id=practice.community_id,
                practice_id=practice.id,
                person_id=person,
                name=name,
                thanked_at=now,
            )
            .on_conflict_do_nothing(index_elements=["practice_id", "person_id"])
            .returning(thanks.c.practice_id)
        )
        return await self._tx.row(fresh) is not None

    async def reach(self, milestone: Milestone) -> None:
        """Kept once for each state of a practice."""
        fresh = self._tx.insert(milestones).values(**columns(milestone))
        await self._tx.run(fresh.on_conflict_do_nothing(index_elements=["practice_id", "state"]))

    async def milestones_of(self, community: CommunityId, practice: PracticeId) -> list[Milestone]:
        """In the order they were reached."""
        found = (
            select(milestones)
            .where(milestones.c.community_id == community, milestones.c.practice_id == practice)
            .order_by(milestones.c.reached_at)
        )
        return domains(Milestone, await self._tx.rows(found))

    async def adaptations_of(self, community: CommunityId, practice: PracticeId) -> list[Practice]:
        """What others made of it, the earliest first; not what was withdrawn."""
        found = (
            select(practices)
            .where(practices.c.community_id == community, practices.c.adapted_from == practice)
            .where(practices.c.withdrawn_at.is_(None))
            .order_by(practices.c.told_at, practices.c.id)
        )
        return domains(Practice, await self._tx.rows(found))

    async def standing(self, community: CommunityId) -> list[Practice]:
        """The whole repertoire, the earliest first."""
        found = (
            select(practices)
            .where(practices.c.community_id == community, practices.c.withdrawn_at.is_(None))
            .order_by(practices.c.told_at, practices.c.id)
        )
        return domains(Practice, await self._tx.rows(found))

    async def adopted(self, community: CommunityId, limit: int) -> list[Practice]:
        """Those that most others took up, then the latest told (M12)."""
        tried = (
            select(trials.c.practice_id, func.count().label("times"))
            .where(trials.c.community_id == community)
            .group_by(trials.c.practice_id)
            .subquery()
        )
        found = (
            select(practices)
            .outerjoin(tried, tried.c.practice_id == practices.c.id)
            .where(practices.c.community_id == community, practices.c.withdrawn_at.is_(None))
            .order_by(
                func.coalesce(tried.c.times, 0).desc(),
                practices.c.told_at.desc(),
                practices.c.id.desc(),
            )
            .limit(limit)
        )
        return domains(Practice, await self._tx.rows(found))

    async def resurfaced(self, community: CommunityId) -> dict[PracticeId, datetime]:
        """When each practice was brought back last."""
        found = select(practices.c.id, practices.c.resurfaced_at).where(
            practices.c.community_id == community, practices.c.resurfaced_at.is_not(None)
        )
        return {PracticeId(row.id): row.resurfaced_at for row in await self._tx.rows(found)}

    async def brought_back(
        self, community: CommunityId, practice: PracticeId, now: datetime
    ) -> None:
        """It is not brought back again so soon."""
        await self._tx.run(
            update(practices)
            .where(practices.c.community_id == community, practices.c.id == practice)
            .values(resurfaced_at=now)
        )

    # What an author is told, once.

    async def news_for(
        self, community: CommunityId, author: PersonId
    ) -> tuple[list[tuple[PracticeId, str]], list[tuple[PracticeId, str]]]:
        """Who tried, and who thanked for, an author's practices, that they were not told of yet."""
        return (
            [
                (PracticeId(row.practice_id), row.name)
                for row in await self._tx.rows(_untold(trials, community, author, "tried_at"))
            ],
            [
                (PracticeId(row.practice_id), row.name)
                for row in await self._tx.rows(_untold(thanks, community, author, "thanked_at"))
            ],
        )

    async def news_told(self, community: CommunityId, author: PersonId, now: datetime) -> None:
        """They were told of all of it."""
        for table in (trials, thanks):
            await self._tx.run(
                update(table)
                .where(table.c.community_id == community, table.c.author_told_at.is_(None))
                .where(table.c.practice_id.in_(_by(community, author)))
                .values(author_told_at=now)
            )


def _untold(
    table: Table, community: CommunityId, author: PersonId, when: str
) -> Select[tuple[int, str]]:
    return (
        select(table.c.practice_id, table.c.name)
        .where(table.c.community_id == community, table.c.author_told_at.is_(None))
        .where(table.c.practice_id.in_(_by(community, author)))
        .order_by(table.c[when])
    )


def _by(community: CommunityId, author: PersonId) -> Select[tuple[int]]:
    """Of what was withdrawn nobody is told: its title is gone too."""
    return select(practices.c.id).where(
        practices.c.community_id == community,
        practices.c.author_id == author,
        practices.c.withdrawn_at.is_(None),
    )
