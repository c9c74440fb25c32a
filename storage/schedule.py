"""What is scheduled in a community: open steps, grouped by what people recognise them as.

The one thing to know: kinds of dues are `<practice>.<step>` and their subject is the practice's id,
except `prompt.weekly`, whose subject is the community; the prompts of one plan are one thing. That a
question's window will close is nothing anybody scheduled.
"""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Table, select

from community.decisions import DecisionState
from community.ids import CommunityId, DueId, PersonId
from community.prompts import PromptState
from community.schedule import Scheduled, Thing
from community.sessions import SessionState
from community.sessions_calendar import NOT_AHEAD
from community.themes import FEWEST
from storage.dues import Due
from storage.prompts import CLOSE
from storage.rows import commitments, decisions, outlines, prompts, sessions
from storage.tx import Tx

WEEKLY, ROUND = "prompt.weekly", "theme.round"


class Schedule:
    """Reads `dues` and what they are about, always for one community."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: CommunityId) -> list[Scheduled]:
        """Everything a person would recognise, the next first."""
        planned = [due for due in await self._tx.dues.open_of(community) if _thing(due)]
        plans = await self._plans(community)

        def group(due: Due) -> tuple[str, int]:
            """The steps of a plan are one thing: it is stopped as a whole."""
            plan = plans.get(due.subject_id) if _thing(due) is Thing.PROMPT else None
            return _group(due) if plan is None else (Thing.OUTLINE.value, plan)

        found = []
        for (thing, subject), steps in groupby(sorted(planned, key=group), key=group):
            scheduled = await self._scheduled(community, Thing(thing), subject, list(steps))
            if scheduled is not None:
                found.append(scheduled)
        return sorted(found, key=lambda one: (one.at, one.subject))

    async def asked_by(self, community: CommunityId, person: PersonId) -> list[Scheduled]:
        """Of all that, the decisions somebody asked for: theirs to withdraw, as a guide may."""
        theirs = {one.id for one in await self._tx.decisions.open_of(community, person)}
        return [
            one
            for one in await self.of(community)
            if one.thing is Thing.DECISION and one.subject in theirs
        ]

    async def with_due(self, community: CommunityId, number: DueId) -> Scheduled | None:
        """The one that a due belongs to, if any of it is still planned."""
        return next((one for one in await self.of(community) if number in one.dues), None)

    async def _is_a_choice(self, community: CommunityId) -> bool:
        """With one theme there is nothing to choose between: the day passes without a word."""
        return await self._tx.themes.count_open(community) >= FEWEST

    async def _plans(self, community: CommunityId) -> dict[int, int]:
        """Which plan each scheduled prompt is a step of."""
        found = select(prompts.c.id, prompts.c.outline_id).where(
            prompts.c.community_id == community,
            prompts.c.state == PromptState.SCHEDULED,
            prompts.c.outline_id.is_not(None),
        )
        return {row.id: row.outline_id for row in await self._tx.rows(found)}

    async def _scheduled(
        self, community: CommunityId, thing: Thing, subject: int, steps: Sequence[Due]
    ) -> Scheduled | None:
        at, what, number = min(step.due_at for step in steps), "", None
        if thing is Thing.THEMES and not subject and not await self._is_a_choice(community):
            return None
        if thing not in (Thing.WEEKLY, Thing.THEMES):
            table = _TABLES[thing]
            row = await self._tx.row(
                select(table).where(table.c.community_id == community, table.c.id == subject)
            )
            if row is None or (thing is Thing.SESSION and row.state is SessionState.CANCELLED):
                return None  # of a cancelled session only the news is planned
            if thing is Thing.DECISION and row.state is not DecisionState.OPEN:
                return None  # closed, it is no more to be withdrawn here than to be answered
            if thing is Thing.DECISION:
                at, what = row.closes_at, row.text
            elif thing is Thing.SESSION:
                at, what = row.starts_at, row.title
            elif thing is Thing.OUTLINE:
                what, number = row.title, len(steps)
            elif thing is Thing.COMMITMENT:
                what, number = row.what, row.number
            else:
                what = row.text
        return Scheduled(
            thing=thing,
            subject=subject,
            dues=tuple(step.id for step in steps),
            kinds=frozenset(step.kind for step in steps),
            at=at,
            what=what,
            number=number,
        )


_TABLES: dict[Thing, Table] = {
    Thing.PROMPT: prompts,
    Thing.SESSION: sessions,
    Thing.COMMITMENT: commitments,
    Thing.OUTLINE: outlines,
    Thing.DECISION: decisions,
}


def _thing(due: Due) -> Thing | None:
    if due.kind == CLOSE or due.kind in NOT_AHEAD:
        return None
    practice = due.kind.partition(".")[0]
    if due.kind == WEEKLY:
        return Thing.WEEKLY
    return Thing(practice) if practice in (*_TABLES, Thing.THEMES) else None


def _group(due: Due) -> tuple[str, int]:
    thing = _thing(due)
    assert thing is not None
    if thing is Thing.THEMES:
        return thing.value, 0 if due.kind == ROUND else due.subject_id  # a community, or a choice
    return thing.value, due.subject_id
