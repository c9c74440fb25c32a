"""Surveys: what was answered as counts, who answered as fingerprints; never one beside the other.

The one thing to know: every tap rewrites every count of its survey, so that no row of the database is
younger than the others (PostgreSQL keeps with each row which transaction wrote it), and the journal is
emptied after it. Marks go when the survey closes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import and_, case, delete, select, update

from community.ids import CommunityId, SurveyId
from community.surveys import Item, ItemCounts, Reach, Survey, SurveyResult
from storage.mapping import columns, domain, domains
from storage.rows import survey_counts, survey_marks, surveys
from storage.tx import Tx


class Surveys:
    """The `surveys`, `survey_counts` and `survey_marks` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def begin(self, survey: Survey) -> Survey | None:
        """A new one, whatever its id says, with every count at zero; None while another is open."""
        fresh = (
            self._tx.insert(surveys)
            .values(**columns(survey, without=("id",)))
            .on_conflict_do_nothing()
            .returning(surveys)
        )
        row = await self._tx.row(fresh)
        if row is None:
            return None
        begun = domain(Survey, row)
        zero = {"survey_id": begun.id, "community_id": begun.community_id, "n": 0}
        await self._tx.run(
            self._tx.insert(survey_counts),
            [zero | {"item": item, "reach": reach} for item in Item for reach in Reach],
        )
        return begun

    async def get(self, community: CommunityId, number: SurveyId) -> Survey | None:
        """One of them."""
        found = select(surveys).where(surveys.c.community_id == community, surveys.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Survey, row)

    async def latest(self, community: CommunityId) -> Survey | None:
        """The one that began last."""
        found = select(surveys).where(surveys.c.community_id == community)
        row = await self._tx.row(found.order_by(surveys.c.id.desc()).limit(1))
        return None if row is None else domain(Survey, row)

    async def results(self, community: CommunityId, limit: int = 2) -> list[SurveyResult]:
        """Of those that closed, the newest first."""
        found = (
            select(surveys)
            .where(surveys.c.community_id == community, surveys.c.closed_at.is_not(None))
            .order_by(surveys.c.id.desc())
            .limit(limit)
        )
        closed = domains(Survey, await self._tx.rows(found))
        counts = await self._counts(community, [survey.id for survey in closed])
        return [SurveyResult(survey=one, counts=counts.get(one.id, {})) for one in closed]

    async def result_of(self, survey: Survey) -> SurveyResult:
        """What was counted in one; for one that closed."""
        counts = await self._counts(survey.community_id, [survey.id])
        return SurveyResult(survey=survey, counts=counts.get(survey.id, {}))

    async def save(self, survey: Survey) -> None:
        """All of it."""
        await self._tx.run(
            update(surveys)
            .where(surveys.c.community_id == survey.community_id, surveys.c.id == survey.id)
            .values(**columns(survey, without=("id", "community_id")))
        )

    async def answered(self, survey: Survey, marks: Mapping[str, Item]) -> list[Item]:
        """Which sentences somebody answered, by the fingerprints only the handler can make."""
        found = select(survey_marks.c.fingerprint).where(
            survey_marks.c.community_id == survey.community_id,
            survey_marks.c.survey_id == survey.id,
            survey_marks.c.fingerprint.in_(list(marks)),
        )
        return [marks[row.fingerprint] for row in await self._tx.rows(found)]

    async def count(self, survey: Survey, item: Item, reach: Reach, mark: str) -> bool:
        """One answer more; False, and nothing counted, where that mark is there already."""
        fresh = (
            self._tx.insert(survey_marks)
            .values(survey_id=survey.id, community_id=survey.community_id, fingerprint=mark)
            .on_conflict_do_nothing()
            .returning(survey_marks.c.survey_id)
        )
        if await self._tx.row(fresh) is None:
            return False
        is_it = and_(survey_counts.c.item == item, survey_counts.c.reach == reach)
        await self._tx.run(
            update(survey_counts)
            .where(
                survey_counts.c.community_id == survey.community_id,
                survey_counts.c.survey_id == survey.id,
            )
            .values(n=survey_counts.c.n + case((is_it, 1), else_=0))
        )
        self._tx.erased()  # the journal would say which count went up in which commit
        return True

    async def forget_marks(self, survey: Survey) -> None:
        """It closed: that somebody answered is nobody's business any more."""
        await self._tx.run(
            delete(survey_marks).where(
                survey_marks.c.community_id == survey.community_id,
                survey_marks.c.survey_id == survey.id,
            )
        )
        self._tx.erased()

    async def _counts(
        self, community: CommunityId, numbers: Sequence[SurveyId]
    ) -> dict[SurveyId, dict[Item, ItemCounts]]:
        found = select(survey_counts).where(
            survey_counts.c.community_id == community, survey_counts.c.survey_id.in_(numbers)
        )
        said: dict[tuple[SurveyId, Item], dict[str, int]] = defaultdict(dict)
        for row in await self._tx.rows(found):
            said[SurveyId(row.survey_id), row.item][row.reach.value] = row.n
        counts: dict[SurveyId, dict[Item, ItemCounts]] = defaultdict(dict)
        for (number, item), reached in said.items():
            counts[number][item] = ItemCounts(**reached)
        return counts
