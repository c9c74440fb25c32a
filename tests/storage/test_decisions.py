"""Decisions in the database: who counts, who moves first, what is forgotten and what stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community.agreements import Agreement, conclude
from community.communities import Community
from community.decisions import Decision, DecisionState, Position, Remark, Stance
from community.ids import ChatId, CommunityId, DecisionId, MessageId, PersonId, RemarkId
from community.people import Member, Person
from community.retention import KEPT_FOR, Kept
from locales.words import words_in
from messages.archives_pages import pages
from messages.personal_page import page as personal_page
from scheduler.retention import forget_old
from storage.database import Database
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA, JUAN, LUZ, EMA = (PersonId(number) for number in (1, 2, 3, 4))
ES = words_in("es", 2026)


async def there(tx: Tx) -> tuple[Community, Decision]:
    """Rosa and Juan belong, Luz only is there; Ema left. Rosa's proposal names her."""
    home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
    for person, name in ((ROSA, "Rosa Paz"), (JUAN, "Juan"), (LUZ, "Luz"), (EMA, "Ema")):
        await tx.people.meet(Person(id=person, name=name, met_at=NOW))
        await tx.members.save(
            Member(
                community_id=home.id,
                person_id=person,
                name=name,
                joined_at=NOW,
                belongs=person != LUZ,
                left_at=NOW if person == EMA else None,
            )
        )
    asked = await tx.decisions.add(
        Decision(
            id=DecisionId(0),
            community_id=home.id,
            text="Rosa Paz lleva el cuaderno",
            asked_by=ROSA,
            asked_name="Rosa Paz",
            message_id=MessageId(5),
            days=5,
            opened_at=NOW,
            closes_at=NOW + timedelta(days=5),
        )
    )
    assert asked is not None
    for person, stance in ((ROSA, Stance.AGREE), (LUZ, Stance.CONCERN)):
        await tx.decisions.take(said(asked, person, stance))
    await tx.decisions.give(remark(asked, ROSA, "Yo puedo", 7))
    return home, asked


def said(decision: Decision, person: PersonId, stance: Stance) -> Position:
    return Position(
        decision_id=decision.id,
        community_id=decision.community_id,
        person_id=person,
        name=f"P{person}",
        stance=stance,
        is_core=person != LUZ,
        said_at=NOW,
    )


def remark(decision: Decision, person: PersonId, text: str, message: int | None) -> Remark:
    return Remark(
        id=RemarkId(0),
        community_id=decision.community_id,
        decision_id=decision.id,
        person_id=person,
        name=f"P{person}",
        text=text,
        message_id=None if message is None else MessageId(message),
        given_at=NOW,
    )


async def agreed(tx: Tx, home: Community, decision: Decision) -> Agreement:
    closed = replace(decision, state=DecisionState.CLOSED)
    hearing = await tx.decisions.heard(closed)
    settled = replace(closed, state=DecisionState.AGREED, settled_at=NOW)
    await tx.decisions.move(settled, was=DecisionState.OPEN)
    return await tx.agreements.add(conclude(hearing, 1, ROSA, home, NOW))


async def test_those_who_belong_and_are_there_count_once_each(database: Database) -> None:
    async with database.write() as tx:
        home, asked = await there(tx)
        await tx.decisions.take(said(asked, ROSA, Stance.OBJECT))
        heard = await tx.decisions.heard(asked)

        assert heard.core == {ROSA, JUAN}
        assert [(one.person_id, one.stance) for one in heard.positions] == [
            (ROSA, Stance.OBJECT),
            (LUZ, Stance.CONCERN),
        ]
        assert [one.id for one in await tx.decisions.unanswered(home.id, JUAN)] == [asked.id]
        assert await tx.decisions.unanswered(home.id, ROSA) == []
        other = CommunityId(home.id + 1)
        assert await tx.decisions.get(other, asked.id) is None
        assert await tx.decisions.unanswered(other, JUAN) == []


async def test_a_message_asks_once_and_says_why_once_and_private_ones_do_not_meet(
    database: Database,
) -> None:
    async with database.write() as tx:
        _, asked = await there(tx)

        assert await tx.decisions.add(asked) is None
        assert await tx.decisions.give(remark(asked, JUAN, "otra vez", 7)) is None
        for text in ("en privado", "y otra"):
            assert await tx.decisions.give(remark(asked, JUAN, text, None)) is not None
        assert (await tx.decisions.heard(asked)).remark_of(JUAN) == "y otra"


async def test_of_two_who_move_it_from_the_same_state_one_does(database: Database) -> None:
    async with database.write() as tx:
        home, asked = await there(tx)
        closed = replace(asked, state=DecisionState.CLOSED)

        assert await tx.decisions.move(closed, was=DecisionState.OPEN)
        assert not await tx.decisions.move(closed, was=DecisionState.OPEN)
        assert await tx.decisions.without_outcome(home.id) == 1
        agreement = await tx.agreements.add(
            conclude(await tx.decisions.heard(asked), 1, None, home, NOW)
        )
        later = replace(agreement, review_on=None, review_months=0)
        assert await tx.agreements.change(later, reviewed_on=agreement.review_on)
        assert not await tx.agreements.change(later, reviewed_on=agreement.review_on)


async def test_who_is_forgotten_stays_as_a_number(database: Database) -> None:
    async with database.write() as tx:
        home, asked = await there(tx)
        await agreed(tx, home, asked)
        mine = personal_page(await tx.personal.of(ROSA), ES)
        await tx.personal.erase(ROSA, NOW)
        after = await tx.decisions.get(home.id, asked.id)
        assert after is not None
        heard = await tx.decisions.heard(after)
        agreement = await tx.agreements.numbered(home.id, 1)

    for kept in (
        "Lo que respondiste a decisiones",
        "Por qué",
        "Yo puedo",
        "Decisiones que le pediste",
    ):
        assert kept in mine
    assert (after.text, after.asked_by, after.asked_name) == ("… lleva el cuaderno", None, "")
    assert [(one.person_id, one.name, one.stance) for one in heard.of_core()] == [
        (None, "", Stance.AGREE)
    ]
    assert heard.remarks == ()
    assert agreement is not None
    assert (agreement.text, agreement.noted_by, agreement.agreeing) == (
        "… lleva el cuaderno",
        None,
        1,
    )


@pytest.mark.parametrize("days", [0, 1])
async def test_what_each_said_goes_a_year_after_the_outcome_and_the_agreement_stays(
    database: Database, days: int
) -> None:
    async with database.write() as tx:
        home, asked = await there(tx)
        await agreed(tx, home, asked)
        then = NOW + KEPT_FOR[Kept.DECISIONS] + timedelta(days=days)
        await tx.dues.plan("retention.daily", 0, then, community=None)
        await forget_old(tx, then)

        assert (await tx.decisions.get(home.id, asked.id) is None) == bool(days)
        assert [one.number for one in await tx.agreements.standing(home.id)] == [1]
        archive = await tx.archives.of(home)
    made = pages(archive, ES, NOW)["index.html"]
    assert "1. Rosa Paz lleva el cuaderno" in made
    assert "De acuerdo: 1 · Con reparos: 0 · No puedo apoyar: 0" in made
    assert ("Yo puedo" in made) == (not days)
