"""When time nudges, closes and asks: never while the community rests, never whoever rests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community import decisions
from community.communities import Community, activate, pause
from community.decisions import CLOSE_STEP, NUDGE_STEP, Decision, DecisionState, Position, Stance
from community.ids import ChatId, DecisionId, MessageId, PersonId
from community.people import Member, Person
from scheduler.decisions import ask_outcome, close, nudge_missing
from storage.database import Database
from storage.rows import outbox
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # a Monday
NUDGED = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)  # the Friday before
CLOSES = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
ANA, ROSA, JUAN = (PersonId(number) for number in (1, 2, 3))


async def red(tx: Tx) -> Community:
    """Ana facilitates; all three belong and have a private chat with the bot; Juan rests."""
    home = activate(await tx.communities.add(ChatId(-1001), "Red", "supergroup", NOW), NOW)
    await tx.communities.save(home)
    for person, name in ((ANA, "Ana"), (ROSA, "Rosa"), (JUAN, "Juan")):
        await tx.people.meet(Person(id=person, name=name, met_at=NOW))
        await tx.people.change(person, started_private_at=NOW)
        await tx.members.save(
            Member(
                community_id=home.id,
                person_id=person,
                name=name,
                joined_at=NOW,
                belongs=True,
                is_guide=person == ANA,
                paused_until=NOW + timedelta(days=60) if person == JUAN else None,
            )
        )
    return home


async def asked(tx: Tx, home: Community, message: int = 5) -> Decision:
    added = await tx.decisions.add(
        Decision(
            id=DecisionId(0),
            community_id=home.id,
            text="Nos juntamos los jueves",
            asked_by=ANA,
            asked_name="Ana",
            message_id=MessageId(message),
            days=5,
            opened_at=NOW,
            closes_at=CLOSES,
        )
    )
    assert added is not None
    for step, at in ((NUDGE_STEP, decisions.nudge_at(home, added)), (CLOSE_STEP, CLOSES)):
        assert at is not None
        await tx.dues.plan(step, added.id, at, community=home.id)
    return added


async def says(tx: Tx, decision: Decision, person: PersonId) -> None:
    await tx.decisions.take(
        Position(
            decision_id=decision.id,
            community_id=decision.community_id,
            person_id=person,
            name="",
            stance=Stance.AGREE,
            is_core=True,
            said_at=NOW,
        )
    )


async def written_to(tx: Tx) -> list[int]:
    await tx.flush()
    found = await tx.rows(outbox.select().where(outbox.c.method == "sendMessage"))
    return [row.chat_id for row in found]


async def state(tx: Tx, decision: Decision) -> DecisionState:
    found = await tx.decisions.get(decision.community_id, decision.id)
    assert found is not None
    return found.state


async def test_who_is_missing_is_nudged_once_a_day_and_who_rests_or_answered_is_not(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await red(tx)
        first, _ = await asked(tx, home), await asked(tx, home, 6)
        await says(tx, first, ANA)

        await nudge_missing(tx, NUDGED)
        assert sorted(await written_to(tx)) == [ANA, ROSA]  # Ana of the second, Rosa of both in one
        assert await nudge_missing(tx, NUDGED + timedelta(days=1)) == 0


async def test_nothing_is_nudged_or_closed_while_the_community_rests(database: Database) -> None:
    async with database.write() as tx:
        home = await red(tx)
        decision = await asked(tx, home)
        until = datetime(2026, 12, 14, 13, 0, tzinfo=UTC)
        await tx.communities.save(pause(home, NOW, until))

        await nudge_missing(tx, NUDGED)
        await close(tx, CLOSES)
        assert (await written_to(tx), await state(tx, decision)) == ([], DecisionState.OPEN)
        await close(tx, until)
        assert await state(tx, decision) is DecisionState.CLOSED


async def test_who_belongs_since_the_last_answer_is_waited_for(database: Database) -> None:
    async with database.write() as tx:
        home = await red(tx)
        decision = await asked(tx, home)
        for person in (ANA, ROSA):
            await says(tx, decision, person)
        early = NOW + timedelta(hours=1)  # planned when nobody but Juan was missing
        await tx.dues.replan(CLOSE_STEP, decision.id, early, community=home.id, now=NOW)

        assert await close(tx, early) == 0
        assert await tx.dues.next_of(CLOSE_STEP, decision.id) == CLOSES


async def test_an_outcome_is_asked_for_three_times_and_no_more(database: Database) -> None:
    async with database.write() as tx:
        home = await red(tx)
        decision = await asked(tx, home)
        await close(tx, CLOSES)
        for days in (3, 7, 8, 30):
            await ask_outcome(tx, CLOSES + timedelta(days=days))
        assert await written_to(tx) == [ANA, ANA, ANA]

        settled = replace(decision, state=DecisionState.DECLINED, settled_at=NOW)
        assert await tx.decisions.move(settled, was=DecisionState.CLOSED)
