"""What one person did in one community, from the rows that are kept anyway; and thanks by #gracias."""

from typing import Any

from sqlalchemy import Select, case, select

from community.commitments import FULFILLED, OFF_IT
from community.ids import CommunityId, PersonId
from community.paths import Gratitude, Moment, MomentKind, Path, path_of
from storage.mapping import columns
from storage.rows import (
    commitments,
    gratitudes,
    hands,
    members,
    people,
    practices,
    prompts,
    reflections,
    requests,
    responsibles,
    thanks,
    transfers,
    trials,
)
from storage.tx import Tx

MOST = 500  # moments of one kind


class Paths:
    """Reads many tables; writes `gratitudes`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def thank(self, gratitude: Gratitude) -> None:
        """Once for a message."""
        fresh = self._tx.insert(gratitudes).values(**columns(gratitude))
        await self._tx.run(
            fresh.on_conflict_do_nothing(index_elements=["community_id", "message_id"])
        )

    async def of(self, community: CommunityId, person: PersonId) -> Path:
        """The newest moments of each kind."""
        found: list[Moment] = []
        for kind, question in _questions(community, person).items():
            rows = await self._tx.rows(
                question.order_by(question.selected_columns[0].desc()).limit(MOST)
            )
            found += [Moment(kind=kind, at=row.at, what=row.what or "") for row in rows]
        return path_of(found)


def _questions(community: CommunityId, person: PersonId) -> dict[MomentKind, Select[Any]]:
    """For each kind of moment its rows: `at`, `what`."""
    told = practices.alias("told")
    return {
        MomentKind.ARRIVED: _moments(members.c.joined_at, members.c.school).where(
            members.c.community_id == community, members.c.person_id == person
        ),
        MomentKind.ANSWERED: _moments(reflections.c.said_at, prompts.c.text)
        .join(prompts, prompts.c.id == reflections.c.prompt_id)
        .where(reflections.c.community_id == community, reflections.c.person_id == person),
        MomentKind.TOLD: _moments(practices.c.told_at, practices.c.title).where(
            practices.c.community_id == community,
            practices.c.author_id == person,
            practices.c.withdrawn_at.is_(None),
        ),
        MomentKind.TRIED: _moments(trials.c.tried_at, practices.c.title)
        .join(practices, practices.c.id == trials.c.practice_id)
        .where(trials.c.community_id == community, trials.c.person_id == person)
        .where(practices.c.withdrawn_at.is_(None)),
        MomentKind.TAKEN: _moments(transfers.c.taken_at, practices.c.title)
        .join(practices, practices.c.id == transfers.c.practice_id)
        .where(transfers.c.community_id == community, transfers.c.person_id == person)
        .where(practices.c.withdrawn_at.is_(None)),
        MomentKind.ASKED: _moments(requests.c.asked_at, requests.c.text).where(
            requests.c.community_id == community, requests.c.person_id == person
        ),
        MomentKind.HELPED: _moments(hands.c.helped_at, _name(requests.c.name))
        .join(requests, requests.c.id == hands.c.request_id)
        .outerjoin(people, people.c.id == requests.c.person_id)
        .where(
            hands.c.community_id == community,
            hands.c.person_id == person,
            hands.c.helped_at.is_not(None),
        ),
        MomentKind.FULFILLED: _moments(commitments.c.fulfilled_at, commitments.c.what)
        .join(responsibles, responsibles.c.commitment_id == commitments.c.id)
        .where(
            commitments.c.community_id == community,
            responsibles.c.person_id == person,
            responsibles.c.answer.not_in(OFF_IT),
            commitments.c.fulfilled_at.is_not(None),
            commitments.c.state.in_(FULFILLED),
        ),
        MomentKind.WAS_TRIED: _moments(trials.c.tried_at, told.c.title)
        .join(told, told.c.id == trials.c.practice_id)
        .where(trials.c.community_id == community, told.c.author_id == person)
        .where(told.c.withdrawn_at.is_(None)),
        MomentKind.THANKED: _moments(gratitudes.c.given_at, _name(gratitudes.c.giver_name))
        .outerjoin(people, people.c.id == gratitudes.c.giver_id)
        .where(gratitudes.c.community_id == community, gratitudes.c.receiver_id == person)
        .union_all(
            _moments(thanks.c.thanked_at, _name(thanks.c.name))
            .join(practices, practices.c.id == thanks.c.practice_id)
            .outerjoin(people, people.c.id == thanks.c.person_id)
            .where(thanks.c.community_id == community, practices.c.author_id == person)
            .where(practices.c.withdrawn_at.is_(None))
        )
        .subquery()
        .select(),
    }


def _name(name: Any) -> Any:
    """Of somebody else: not of who asked that nothing be kept of them."""
    return case((people.c.keep_nothing_at.is_not(None), ""), else_=name)


def _moments(at: Any, what: Any) -> Select[Any]:
    return select(at.label("at"), what.label("what"))
