"""What digests are made of, read for many communities at once, and whose turn is when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from community.commitments import CommitmentState, EvidenceKind
from community.communities import Community, activate
from community.digest_choices import DigestKind, Often
from community.digests import Adopted, Week
from community.ids import ChatId, PersonId, PetitionId
from community.people import Coordinator, Member, Person
from community.petitions import Petition, PetitionState
from community.practices import PracticeKind, PracticeState
from community.prompts import PromptKind, PromptState
from community.requests import RequestState
from community.retention import KEPT_FOR, Kept
from community.sessions import SessionKind, SessionState
from scheduler.digests import tell_coordinators
from scheduler.retention import forget_old
from scheduler.timetable import Timetable
from storage import rows
from storage.database import Database
from storage.digests import STEPS
from storage.tx import Tx

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # Monday, 8:00 in Chile
SINCE = NOW - timedelta(days=7)
DAY = timedelta(days=1)
GABRIELA = PersonId(900)
COORDINATION = STEPS[DigestKind.COORDINATOR]


async def lived(tx: Tx, number: int, people: int = 6) -> Community:
    """A community in which every kind of thing happened, this week and the one before it."""
    found = await tx.communities.add(ChatId(-1000 - number), f"Red {number}", "supergroup", SINCE)
    home = activate(found, SINCE)
    await tx.communities.save(home)
    who = [PersonId(number * 100 + place) for place in range(people)]
    for person in who:
        await tx.people.meet(Person(id=person, name=f"P{person}", met_at=SINCE))
        await tx.members.save(
            Member(
                community_id=home.id,
                person_id=person,
                name=f"P{person}",
                joined_at=SINCE,
                last_spoke_at=NOW - DAY,
                is_guide=person == who[0],
            )
        )
    for table, values in _things(home, who):
        await tx.run(insert(table), values)
    return home


def _things(home: Community, who: list[PersonId]) -> list[tuple[Any, dict[str, Any]]]:
    at, before, here = NOW - DAY, SINCE - DAY, home.id
    prompt = {
        "id": here,
        "community_id": here,
        "text": "¿Qué hiciste?",
        "kind": PromptKind.OWN,
        "state": PromptState.POSTED,
        "created_at": before,
        "posted_at": before,
    }
    said = {"community_id": here, "prompt_id": here, "text": "Leímos"}
    practice = {
        "community_id": here,
        "text": "…",
        "kind": PracticeKind.STORY,
        "state": PracticeState.TOLD,
        "author_id": who[0],
        "author_name": "",
    }
    trial = {"community_id": here, "name": ""}
    asked = {
        "community_id": here,
        "name": "",
        "text": "semillas",
        "is_answered": False,
        "times_asked": 0,
        "is_still_sought": False,
    }
    made = {"community_id": here, "what": "…", "evidence": EvidenceKind.PHOTO}
    one, two = here * 1000, here * 1000 + 1
    return [
        (rows.prompts, prompt),
        (rows.reflections, said | {"message_id": 1, "person_id": who[0], "said_at": at}),
        (rows.reflections, said | {"message_id": 2, "person_id": who[0], "said_at": at}),
        (
            rows.reflections,
            said | {"message_id": 3, "person_id": who[1], "said_at": at, "album": "a"},
        ),
        (
            rows.reflections,
            said | {"message_id": 4, "person_id": who[1], "said_at": at, "album": "a"},
        ),
        (rows.reflections, said | {"message_id": 5, "person_id": who[2], "said_at": before}),
        (
            rows.practices,
            practice | {"id": one, "title": f"Vieja {here}", "message_id": 6, "told_at": before},
        ),
        (
            rows.practices,
            practice | {"id": two, "title": f"Nueva {here}", "message_id": 7, "told_at": at},
        ),
        (
            rows.practices,
            practice | {"title": "Retirada", "message_id": 8, "told_at": at, "withdrawn_at": at},
        ),
        (rows.trials, trial | {"practice_id": one, "person_id": who[1], "tried_at": at}),
        (rows.trials, trial | {"practice_id": one, "person_id": who[2], "tried_at": at}),
        (rows.trials, trial | {"practice_id": two, "person_id": who[3], "tried_at": before}),
        (
            rows.transfers,
            trial
            | {
                "practice_id": two,
                "person_id": who[1],
                "taken_at": at,
                "outcome": "worked",
                "outcome_at": at,
            },
        ),
        (
            rows.milestones,
            {
                "practice_id": one,
                "state": PracticeState.AGREED,
                "community_id": here,
                "reached_at": at,
            },
        ),
        (
            rows.commitments,
            made
            | {
                "number": 1,
                "state": CommitmentState.EVIDENCED,
                "created_at": before,
                "fulfilled_at": at,
            },
        ),
        (
            rows.commitments,
            made | {"number": 2, "state": CommitmentState.ACCEPTED, "created_at": at},
        ),
        (
            rows.commitments,
            made | {"number": -1, "state": CommitmentState.DRAFT, "created_at": at},
        ),
        (
            rows.commitments,
            made | {"number": 3, "state": CommitmentState.WITHDRAWN, "created_at": at},
        ),
        (rows.requests, asked | {"message_id": 9, "asked_at": at, "state": RequestState.OPEN}),
        (
            rows.requests,
            asked
            | {
                "message_id": 10,
                "asked_at": before,
                "closed_at": at,
                "state": RequestState.RESOLVED,
            },
        ),
        (
            rows.sessions,
            {
                "community_id": here,
                "title": f"Rúbricas {here}",
                "kind": SessionKind.LIVE,
                "state": SessionState.PLANNED,
                "starts_at": NOW + DAY,
                "ends_at": NOW + DAY,
                "created_at": at,
                "sequence": 0,
            },
        ),
        (
            rows.sessions,
            {
                "community_id": here,
                "title": "Pasada",
                "kind": SessionKind.LIVE,
                "state": SessionState.PLANNED,
                "starts_at": at,
                "ends_at": at,
                "created_at": before,
                "sequence": 0,
            },
        ),
        (
            rows.agreements,
            {
                "community_id": here,
                "number": 1,
                "text": f"El jueves {here}",
                "state": "standing",
                "agreed_at": at,
                "agreeing": 1,
                "concerned": 0,
                "objecting": 0,
                "review_months": 0,
            },
        ),
    ]


def week(home: Community) -> Week:
    """What `lived` makes of it."""
    return Week(
        community=home,
        since=SINCE,
        until=NOW,
        answers=3,
        people=2,
        active=6,
        answers_before=1,
        last_answer_at=NOW - DAY,
        practices=(f"Nueva {home.id}",),
        adopted=(
            Adopted(title=f"Vieja {home.id}", tried=2, is_agreed=True),
            Adopted(title=f"Nueva {home.id}", taken=1),
        ),
        came_back=1,
        agreements=(f"El jueves {home.id}",),
        proposed=1,
        fulfilled=1,
        evidenced=1,
        open=1,
        asked=1,
        resolved=1,
        sought=1,
        held=1,
        sessions=((f"Rúbricas {home.id}", NOW + DAY),),
    )


async def test_a_network_is_read_as_its_communities_are(database: Database) -> None:
    async with database.write() as tx:
        one, two = await lived(tx, 1), await lived(tx, 2)
        empty = activate(await tx.communities.add(ChatId(-9), "Vacía", "group", SINCE), SINCE)
        await tx.communities.save(empty)

    async with database.read() as tx:
        assert await tx.weeks.of([one, empty, two], SINCE, NOW) == [
            week(one),
            Week(community=empty, since=SINCE, until=NOW),
            week(two),
        ]
        assert await tx.weeks.of([two], SINCE, NOW) == [week(two)]
        assert await tx.weeks.of([], SINCE, NOW) == []


async def test_a_rest_that_is_over_is_known_of_its_own_community_alone(database: Database) -> None:
    async with database.write() as tx:
        said, itself, none = [await lived(tx, number) for number in (1, 2, 3)]
        for deed, at in (
            ("paused", SINCE - 90 * DAY),
            ("paused", SINCE - 20 * DAY),
            ("resumed", SINCE),
        ):
            await tx.deeds.note(said.id, None, f"community.{deed}", at)
        ends = SINCE - 2 * DAY
        await tx.dues.plan("community.resume", itself.id, ends, community=itself.id)
        await tx.dues.take("community.resume", ends)
        await tx.dues.plan("community.resume", none.id, NOW + DAY, community=none.id)

    async with database.read() as tx:
        weeks = await tx.weeks.of([said, itself, none], SINCE, NOW)
    assert [one.rests for one in weeks] == [2, 1, 0]


async def test_ten_communities_are_as_many_queries_as_one(database: Database) -> None:
    async with database.write() as tx:
        homes = [await lived(tx, number) for number in range(1, 11)]
    said: list[str] = []
    engine = database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))

    counts = []
    for some in (homes[:1], homes):
        async with database.read() as tx:
            await tx.weeks.of(some, SINCE, NOW)
        counts.append(len([one for one in said if one.startswith("SELECT")]))
        said.clear()

    assert counts[0] == counts[1] <= 12


async def coordinated(tx: Tx, *homes: Community) -> None:
    await tx.people.meet(
        Person(id=GABRIELA, name="Gabriela", met_at=SINCE, started_private_at=SINCE)
    )
    for home in homes:
        await tx.coordinators.add(
            Coordinator(community_id=home.id, person_id=GABRIELA, invited_by=None, since=SINCE)
        )


async def test_everybody_who_reads_one_has_one_step_for_it(database: Database) -> None:
    async with database.write() as tx:
        one, two = await lived(tx, 1), await lived(tx, 2)
        await coordinated(tx, one, two)
        reader = PersonId(103)
        chosen = await tx.digests.choice(reader, DigestKind.MEMBER)
        await tx.digests.save(replace(chosen, often=Often.WEEKLY))
        for _ in range(2):
            await tx.digests.plan_missing(NOW)

    async with database.read() as tx:
        planned = await tx.rows(
            select(rows.dues.c.kind, rows.dues.c.subject_id, rows.dues.c.due_at).order_by(
                rows.dues.c.kind, rows.dues.c.subject_id
            )
        )
    assert [(row.kind, row.subject_id, f"{row.due_at:%a %H:%M}") for row in planned] == [
        ("digest.coordinator", GABRIELA, "Mon 11:00"),
        ("digest.guide", 100, "Fri 20:00"),
        ("digest.guide", 200, "Fri 20:00"),
        ("digest.member", 103, "Mon 21:00"),
    ]


async def test_a_community_that_moves_takes_the_hours_along_of_who_lives_by_its_clock(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await lived(tx, 1)
        await coordinated(tx, home)
        own = await tx.digests.choice(GABRIELA, DigestKind.COORDINATOR)
        await tx.digests.save(replace(own, zone_name="Europe/Madrid"))
        await tx.digests.plan_missing(NOW)
        await tx.communities.save(replace(home, zone_name="America/Guatemala"))
        await tx.digests.plan_in(home.id, NOW)

        assert await tx.dues.next_of("digest.guide", 100) == datetime(2026, 11, 27, 23, tzinfo=UTC)
        assert await tx.dues.next_of(COORDINATION, GABRIELA) == (
            datetime(2026, 11, 30, 7, tzinfo=UTC)
        )


async def test_who_is_shown_out_between_looking_and_writing_gets_nothing_of_it(
    database: Database,
) -> None:
    async with database.write() as tx:
        one, two = await lived(tx, 1), await lived(tx, 2)
        await coordinated(tx, one, two)
        await tx.dues.plan(COORDINATION, GABRIELA, NOW, community=None, key="due")
    async with database.read() as tx:
        looked = await tell_coordinators.look(tx, NOW)
    async with database.write() as tx:
        await tx.coordinators.remove(one.id, GABRIELA)

    async with database.write() as tx:
        assert await tell_coordinators.tell(tx, NOW, looked) == 1

    async with database.read() as tx:
        (letter,) = await tx.rows(select(rows.outbox.c.payload))
    assert "Red 2" in letter.payload
    assert "Red 1" not in letter.payload


async def test_the_clock_looks_first_and_a_look_writes_nothing(database: Database) -> None:
    async with database.write() as tx:
        await coordinated(tx, await lived(tx, 1))
        await tx.dues.plan(COORDINATION, GABRIELA, NOW, community=None, key="due")
    clock = Timetable(database, now=lambda: NOW, jobs={COORDINATION: tell_coordinators})

    async with database.read() as tx:
        looked = await tell_coordinators.look(tx, NOW)
        assert len(looked) == 1
        assert await tx.dues.kinds_due(NOW) == [COORDINATION]
    assert await clock.tick() == 1
    assert await clock.tick() == 0


def petition(home: Community, **more: Any) -> Petition:
    made = Petition(
        id=PetitionId(0),
        community_id=home.id,
        person_id=PersonId(101),
        text="una impresora",
        message_id=None,
        asked_at=SINCE + DAY,
        sent_at=SINCE + DAY,
        state=PetitionState.SENT,
    )
    return replace(made, **more)


async def test_petitions_are_of_the_network_that_looks_after_the_community(
    database: Database,
) -> None:
    async with database.write() as tx:
        one, two = await lived(tx, 1), await lived(tx, 2)
        await coordinated(tx, one)
        mine = await tx.petitions.keep(petition(one))
        theirs = await tx.petitions.keep(petition(two))
        old = await tx.petitions.keep(petition(one, sent_at=SINCE - DAY))
        await tx.petitions.keep(petition(one, state=PetitionState.AGREED, sent_at=None))
        assert mine is not None
        assert theirs is not None
        assert old is not None

        assert await tx.petitions.new_for(GABRIELA, SINCE, NOW) == [(mine, one)]
        assert await tx.petitions.waiting_for(GABRIELA, SINCE) == 1
        assert await tx.petitions.sent_to(GABRIELA, mine.id) == mine
        assert await tx.petitions.sent_to(GABRIELA, theirs.id) is None
        assert await tx.petitions.get(one.id, theirs.id) is None


@pytest.mark.parametrize("is_old", [True, False])
async def test_petitions_go_after_a_year_as_requests_do(database: Database, is_old: bool) -> None:
    age = KEPT_FOR[Kept.REQUESTS] + (DAY if is_old else -DAY)
    async with database.write() as tx:
        home = await lived(tx, 1)
        kept = await tx.petitions.keep(petition(home, asked_at=NOW - age))
        assert kept is not None
        await tx.dues.plan("retention.daily", 0, NOW, community=None)
        await forget_old(tx, NOW)

        assert (await tx.petitions.get(home.id, kept.id) is None) is is_old
