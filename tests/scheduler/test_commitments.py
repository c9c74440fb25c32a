"""Reminders of commitments: what a due row still means when its time comes, or is long past."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from community import commitments
from community.calendar import Quiet
from community.commitments import Commitment, CommitmentState, EvidenceKind, Pledge, Responsible
from community.commitments_calendar import (
    AFTER_STEP,
    BEFORE_STEP,
    GUIDES_STEP,
    ON_THE_DAY_STEP,
    reminders,
)
from community.communities import Community, activate
from community.ids import ChatId, CommitmentId, PersonId
from community.people import Member, Person
from handlers.replanning import plan_steps
from messages.text import Html, Message
from scheduler.commitments import after, ask_who_takes_it, before, on_the_day, to_guides
from storage.database import Database
from storage.outbox import Kind
from storage.rows import dues, outbox
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile
FRIDAY = date(2026, 12, 4)
NINE_ON_FRIDAY = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)
ROSA = Person(id=PersonId(5), name="Rosa Quispe", met_at=NOW)


@pytest.fixture
async def pledge(database: Database) -> Pledge:
    """Rosa has accepted something that is due on Friday 4 December."""
    async with database.write() as tx:
        found = await tx.communities.add(ChatId(-100777), "Red Ñuble", "supergroup", NOW)
        await tx.communities.save(activate(found, NOW))
        await tx.people.meet(ROSA)
        member = Member(community_id=found.id, person_id=ROSA.id, name=ROSA.name, joined_at=NOW)
        await tx.members.save(member)
        return await _accepted(tx, activate(found, NOW))


async def _accepted(tx: Tx, community: Community, *, number: int = 1) -> Pledge:
    draft = Commitment(
        id=CommitmentId(0),
        community_id=community.id,
        number=0,
        what="Sube la rúbrica",
        due_on=FRIDAY,
        evidence=EvidenceKind.PHOTO,
        state=CommitmentState.DRAFT,
        proposed_by=None,
        created_at=NOW,
    )
    rosa = Responsible(
        commitment_id=CommitmentId(0),
        community_id=community.id,
        position=1,
        person_id=ROSA.id,
        name=ROSA.name,
    )
    kept = await tx.commitments.add(draft, [rosa])
    proposed = commitments.propose(kept, number, today=date(2026, 11, 16), now=NOW)
    accepted = commitments.accept(proposed, ROSA, NOW)
    await tx.commitments.save(accepted)
    for kind, at in reminders(FRIDAY, now=NOW, quiet=community.quiet, zone=community.zone):
        await tx.dues.plan(kind, kept.commitment.id, at, community=community.id)
    return accepted


async def _run(database: Database, job: Any, now: datetime) -> list[dict[str, Any]]:
    """Runs a job and gives everything that was ever said."""
    async with database.write() as tx:
        await job(tx, now)
    async with database.read() as tx:
        rows = await tx.rows(select(outbox).order_by(outbox.c.id))
    return [{"chat": row.chat_id, **json.loads(row.payload)} for row in rows]


async def test_a_job_that_runs_twice_says_it_once(database: Database, pledge: Pledge) -> None:
    await _run(database, on_the_day, NINE_ON_FRIDAY)

    said = await _run(database, on_the_day, NINE_ON_FRIDAY + timedelta(minutes=1))

    assert [one["text"].splitlines()[0] for one in said] == [
        "📌 Hoy vence el compromiso 1: sube la rúbrica."
    ]


async def test_a_day_late_it_is_said_without_claiming_that_it_is_today(
    database: Database, pledge: Pledge
) -> None:
    said = await _run(database, on_the_day, NINE_ON_FRIDAY + timedelta(days=1))

    assert said[0]["text"].startswith("📌 El compromiso 1 vencía el <b>viernes 4 de diciembre</b>")
    assert said[0]["disable_notification"] is True  # a Saturday is silent


async def test_long_afterwards_nothing_is_said(database: Database, pledge: Pledge) -> None:
    assert await _run(database, on_the_day, NINE_ON_FRIDAY + timedelta(days=9)) == []
    assert await _run(database, before, NINE_ON_FRIDAY + timedelta(days=9)) == []


async def test_of_what_is_done_or_free_nothing_is_said(database: Database, pledge: Pledge) -> None:
    async with database.write() as tx:
        await tx.commitments.save(commitments.decline(pledge, ROSA, NOW))
    assert await _run(database, before, NINE_ON_FRIDAY - timedelta(days=3)) == []

    async with database.write() as tx:
        await tx.commitments.save(commitments.finish(pledge, ROSA, NOW))
    assert await _run(database, on_the_day, NINE_ON_FRIDAY) == []


async def test_who_asked_to_be_left_in_peace_is_not_named(
    database: Database, pledge: Pledge
) -> None:
    async with database.write() as tx:
        community = pledge.commitment.community_id
        await tx.members.change(community, ROSA.id, paused_until=NINE_ON_FRIDAY + timedelta(days=1))

    assert await _run(database, before, NINE_ON_FRIDAY - timedelta(days=3)) == []
    assert await _run(database, on_the_day, NINE_ON_FRIDAY) == []


@pytest.mark.parametrize("closed_by", ["started", "no_private", "unreachable"])
async def test_the_first_one_is_private_only_to_who_can_be_written(
    database: Database, pledge: Pledge, closed_by: str
) -> None:
    choices: dict[str, dict[str, datetime]] = {
        "started": {"started_private_at": NOW},
        "no_private": {"started_private_at": NOW, "no_private_at": NOW},
        "unreachable": {"started_private_at": NOW, "unreachable_at": NOW},
    }
    async with database.write() as tx:
        await tx.people.change(ROSA.id, **choices[closed_by])

    said = await _run(database, before, NINE_ON_FRIDAY - timedelta(days=3))

    assert [one["chat"] for one in said] == [ROSA.id if closed_by == "started" else -100777]


async def test_the_steps_of_one_commitment_are_rows_of_their_own(
    database: Database, pledge: Pledge
) -> None:
    async with database.read() as tx:
        planned = await tx.dues.open_of(pledge.commitment.community_id)

    assert [(due.kind, due.due_at) for due in planned] == [
        (BEFORE_STEP, NINE_ON_FRIDAY - timedelta(days=3)),
        (ON_THE_DAY_STEP, NINE_ON_FRIDAY),
        (AFTER_STEP, NINE_ON_FRIDAY + timedelta(days=3)),
        (GUIDES_STEP, NINE_ON_FRIDAY + timedelta(days=7)),
    ]


async def test_afterwards_it_is_said_to_who_rests_and_to_the_group_not_at_all(
    database: Database, pledge: Pledge
) -> None:
    community = pledge.commitment.community_id
    afterwards = NINE_ON_FRIDAY + timedelta(days=3)
    assert await _run(database, after, afterwards) == []  # no private chat, and no other way

    async with database.write() as tx:
        await tx.people.change(ROSA.id, started_private_at=NOW)
        await tx.members.change(community, ROSA.id, paused_until=afterwards + timedelta(days=1))
        await _plan_again(tx, pledge)
    assert await _run(database, after, afterwards) == []


async def _plan_again(tx: Tx, pledge: Pledge) -> None:
    """As the first time, whatever was told."""
    await tx.run(dues.delete())
    zone = (await _home(tx, pledge)).zone
    for kind, at in reminders(FRIDAY, now=NOW, quiet=Quiet(), zone=zone):
        await tx.dues.plan(kind, pledge.commitment.id, at, community=pledge.commitment.community_id)


async def _home(tx: Tx, pledge: Pledge) -> Community:
    found = await tx.communities.get(pledge.commitment.community_id)
    assert found is not None
    return found


async def test_in_a_full_week_the_private_steps_are_left_out(
    database: Database, pledge: Pledge
) -> None:
    async with database.write() as tx:
        await tx.people.change(ROSA.id, started_private_at=NOW)
        for number in range((await _home(tx, pledge)).weekly_cap):
            tx.outbox.say(
                Message(text=Html("…")),
                to=ChatId(ROSA.id),
                kind=Kind.REMINDER,
                now=NINE_ON_FRIDAY - timedelta(days=4),
                community=pledge.commitment.community_id,
                person=ROSA.id,
                key=f"commitment.before:9{number}:2026-12-04:{ROSA.id}",
            )
    told = len(await _run(database, before, NINE_ON_FRIDAY - timedelta(days=3)))
    in_the_group = await _run(database, on_the_day, NINE_ON_FRIDAY)

    assert len(in_the_group) == told + 1  # the day itself is not left out
    assert in_the_group[-1]["chat"] == -100777


async def test_the_guides_get_one_note_each_and_only_while_it_is_of_use(
    database: Database, pledge: Pledge
) -> None:
    async with database.write() as tx:
        await tx.people.change(ROSA.id, started_private_at=NOW)
        await tx.members.change(pledge.commitment.community_id, ROSA.id, is_guide=True)
        await _accepted(tx, await _home(tx, pledge), number=2)

    said = await _run(database, to_guides, NINE_ON_FRIDAY + timedelta(days=7))
    again = await _run(database, to_guides, NINE_ON_FRIDAY + timedelta(days=8))

    assert [one["chat"] for one in said] == [ROSA.id]
    assert said[0]["text"].count("Sube la rúbrica · Rosa Quispe") == 2
    assert again == said


async def test_a_step_that_was_put_away_and_comes_back_is_told_once(
    database: Database, pledge: Pledge
) -> None:
    async with database.write() as tx:
        home = await _home(tx, pledge)
        later = replace(pledge, commitment=replace(pledge.commitment, due_on=date(2026, 12, 11)))
        for one in (later, pledge, later, pledge):
            await plan_steps(tx, home, one, NOW)
        planned = await tx.dues.open_of(home.id)
    assert [due.kind for due in planned if due.due_at == NINE_ON_FRIDAY].count(ON_THE_DAY_STEP) == 1

    told = await _run(database, on_the_day, NINE_ON_FRIDAY)
    async with database.write() as tx:
        for one in (later, pledge):
            await plan_steps(tx, home, one, NINE_ON_FRIDAY - timedelta(hours=1))
    assert await _run(database, on_the_day, NINE_ON_FRIDAY) == told


async def test_of_what_somebody_took_nobody_is_asked_who_takes_it(
    database: Database, pledge: Pledge
) -> None:
    async with database.write() as tx:
        await plan_steps(tx, await _home(tx, pledge), pledge, NOW)

    assert await _run(database, ask_who_takes_it, NINE_ON_FRIDAY - timedelta(days=3)) == []
