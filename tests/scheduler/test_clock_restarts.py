"""The real timetable over a SQLite file, in the fortnight in which Chile changes its clocks.

It is ended and begun again at any moment, jobs fail after they have done everything but the commit,
and two communities move to Tijuana, one of them just after its Friday note. Each step is done once,
at the hour on the wall of where the community is.
"""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from community import commitments, prompts
from community.calendar import at_wall, local_day
from community.commitments import Commitment, CommitmentState, EvidenceKind, Responsible
from community.commitments_calendar import BEFORE_STEP, ON_THE_DAY_STEP, reminders
from community.communities import Community, activate
from community.ids import ChatId, CommitmentId, PersonId
from community.people import Member, Person
from community.sessions_calendar import DAY_BEFORE_STEP, HOUR_BEFORE_STEP
from community.sessions_calendar import reminders as session_reminders
from scheduler.timetable import JOBS, Job, Timetable
from storage.database import Database
from storage.rows import dues, outbox
from storage.rows import prompts as prompt_rows
from storage.tx import Tx

BEGIN = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)  # a Tuesday; Chile jumps on Sunday the 6th
END = datetime(2026, 9, 15, 12, 0, tzinfo=UTC)
SOON = timedelta(hours=4)  # two ticks that fail, at most an hour and a half apart
TIJUANA = ZoneInfo("America/Tijuana")
ZONES = (
    "America/Santiago",
    "Pacific/Easter",
    "America/La_Paz",
    "America/Costa_Rica",
    "America/Tijuana",
    "America/Ciudad_Juarez",
    "America/Noronha",
    "America/Asuncion",
)
MOVES = {  # a community of Santiago: when it moves to Tijuana
    "moves midweek": datetime(2026, 9, 9, 15, 0, tzinfo=UTC),
    "moves after its Friday note": datetime(2026, 9, 4, 21, 30, tzinfo=UTC),
}
DUE_DAYS = (date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 11))
WEEKLY = (1, time(18, 0))  # Tuesdays
MET = date(2026, 9, 7)

Steps = list[tuple[str, datetime]]


@pytest.mark.slow
async def test_each_step_is_done_once_at_its_hour_whatever_happens_to_the_bot(
    sqlite_url: str,
) -> None:
    luck = random.Random(2026)
    database = Database(sqlite_url)
    async with database.write() as tx:
        homes = [await _home(tx, number, name) for number, name in enumerate((*ZONES, *MOVES), 1)]
        await tx.dues.plan("plans.daily", 0, BEGIN, community=None)
    now, waiting = BEGIN, dict(MOVES)
    while now < END:
        if luck.random() < 0.15:
            await database.close()
            database = Database(sqlite_url)
            async with database.write() as tx:  # as at every start
                await tx.dues.plan("plans.daily", 0, now, community=None)
        for name in [name for name, at in waiting.items() if at <= now]:
            del waiting[name]
            await _move(database, next(home for home in homes if home.title == name), now)
        clock = Timetable(database, now=lambda at=now: at, jobs=_failing(luck))
        await clock.tick()
        now += timedelta(minutes=luck.randrange(5, 90))

    for home in homes:
        moved = MOVES.get(home.title)
        done = await _done(database, home)
        zone_at = {True: TIJUANA, False: home.zone}
        done += await _done_for_the_guide(database, home)
        walls = [
            (kind, at.astimezone(zone_at[moved is not None and at > moved])) for kind, at in done
        ]
        assert Counter((kind, wall.strftime("%a %d %H:%M")) for kind, wall in walls) == Counter(
            _expected(moved)
        )
    assert await _said(database) == {
        f"{step}:{home.id}:{due_on}": 1
        for home in homes
        for due_on in _due_days(home)
        for step in (BEFORE_STEP, ON_THE_DAY_STEP)
    }
    assert await _asked(database) == {home.id: 2 for home in homes}  # late at night: in the morning
    await database.close()


def _due_days(home: Community) -> tuple[date, ...]:
    """Only of who stays: what moves with a commitment is decided elsewhere (/config)."""
    return () if home.title in MOVES else DUE_DAYS


def _expected(moved: datetime | None) -> list[tuple[str, str]]:
    reminded = [
        (BEFORE_STEP, "Fri 04 09:00"),
        (BEFORE_STEP, "Fri 04 19:00"),  # Saturday is silent
        (BEFORE_STEP, "Tue 08 09:00"),
        (ON_THE_DAY_STEP, "Mon 07 09:00"),
        (ON_THE_DAY_STEP, "Tue 08 09:00"),
        (ON_THE_DAY_STEP, "Fri 11 09:00"),
    ]
    return [
        *(reminded if moved is None else []),
        ("digest.guide", "Fri 04 17:00"),
        # nothing was there to tell, so the hour of the new clock is looked at too
        *([("digest.guide", "Fri 04 17:00")] if moved is not None and moved.date() < MET else []),
        ("digest.guide", "Fri 11 17:00"),
        ("practice.resurface", "Wed 02 17:00"),
        ("practice.resurface", "Wed 09 17:00"),
        *_session_expected(moved),
    ]


def _session_expected(moved: datetime | None) -> list[tuple[str, str]]:
    """Monday at six; its instant stays when the community moves."""
    if moved is not None and moved.date() < MET:
        return [(DAY_BEFORE_STEP, "Fri 04 16:00"), (HOUR_BEFORE_STEP, "Mon 07 13:00")]
    return [(DAY_BEFORE_STEP, "Fri 04 19:00"), (HOUR_BEFORE_STEP, "Mon 07 17:00")]


async def _home(tx: Tx, number: int, name: str) -> Community:
    """A community with a guide, a weekly question, three commitments and a session on Monday."""
    found = await tx.communities.add(ChatId(-1000 - number), name, "supergroup", BEGIN)
    zone = name if name in ZONES else "America/Santiago"
    home = replace(
        activate(found, BEGIN),
        zone_name=zone,
        prompt_weekday=WEEKLY[0],
        prompt_time=WEEKLY[1],
        weekly_cap=50,
    )
    await tx.communities.save(home)
    rosa = Person(
        id=PersonId(500 + number), name="Rosa Quispe", met_at=BEGIN, started_private_at=BEGIN
    )
    await tx.people.meet(rosa)
    await tx.members.save(
        Member(
            community_id=home.id, person_id=rosa.id, name=rosa.name, joined_at=BEGIN, is_guide=True
        )
    )
    weekly = prompts.next_in_rhythm(home, after=BEGIN)
    await tx.dues.replan("prompt.weekly", home.id, weekly, community=home.id, now=BEGIN)
    for which, due_on in enumerate(_due_days(home), 1):
        await _commit(tx, home, rosa, which, due_on)
    starts_at = at_wall(MET, time(18, 0), home.zone)
    for kind, at in session_reminders(starts_at, now=BEGIN, quiet=home.quiet, zone=home.zone):
        await tx.dues.plan(kind, home.id, at, community=home.id, key=f"{kind}:{home.id}:0")
    return home


async def _commit(tx: Tx, home: Community, rosa: Person, which: int, due_on: date) -> None:
    draft = Commitment(
        id=CommitmentId(0),
        community_id=home.id,
        number=0,
        what="Sube la rúbrica",
        due_on=due_on,
        evidence=EvidenceKind.PHOTO,
        state=CommitmentState.DRAFT,
        proposed_by=None,
        created_at=BEGIN,
    )
    taker = Responsible(
        commitment_id=CommitmentId(0),
        community_id=home.id,
        position=1,
        person_id=rosa.id,
        name=rosa.name,
    )
    kept = await tx.commitments.add(draft, [taker])
    proposed = commitments.propose(kept, which, today=local_day(BEGIN, home.zone), now=BEGIN)
    await tx.commitments.save(commitments.accept(proposed, rosa, BEGIN))
    for kind, at in reminders(due_on, now=BEGIN, quiet=home.quiet, zone=home.zone):
        key = f"{kind}:{kept.commitment.id}:{due_on}"
        await tx.dues.plan(kind, kept.commitment.id, at, community=home.id, key=key)


async def _move(database: Database, home: Community, now: datetime) -> None:
    """As /config does it (handlers/configuration.py)."""
    async with database.write() as tx:
        await tx.communities.save(replace(home, zone_name=TIJUANA.key))
        await tx.dues.plan("plans.rezoned", home.id, now, community=home.id)
        planned = await tx.dues.next_of("prompt.weekly", home.id)
        assert planned is not None
        moved = prompts.next_in_rhythm(
            replace(home, zone_name=TIJUANA.key), after=planned - timedelta(days=3, hours=12)
        )
        await tx.dues.replan("prompt.weekly", home.id, moved, community=home.id, now=now)


def _failing(luck: random.Random) -> dict[str, Job]:
    """The jobs, of which some fail when all is done but the commit."""

    def now_and_then(job: Job) -> Job:
        async def tried(tx: Tx, now: datetime) -> int:
            done = await job(tx, now)
            if luck.random() < 0.15:
                raise ConnectionError("the machine was switched off")
            return done

        return tried

    return {kind: now_and_then(job) for kind, job in JOBS.items()}


async def _done_for_the_guide(database: Database, home: Community) -> Steps:
    """The note is a step of the person."""
    async with database.read() as tx:
        (guide,) = await tx.members.guides_of(home.id)
        rows = await tx.rows(
            select(dues).where(dues.c.kind == "digest.guide", dues.c.outcome == "done")
        )
    mine = [row for row in rows if row.subject_id == guide.person_id]
    assert all(row.settled_at - row.due_at < SOON for row in mine)
    return [(row.kind, row.due_at) for row in mine]


async def _done(database: Database, home: Community) -> Steps:
    """What was done in a community of the kinds tried here, each soon after it was due."""
    kinds = {kind for kind, _ in _expected(None)}
    async with database.read() as tx:
        rows = await tx.rows(select(dues).where(dues.c.community_id == home.id))
    done = [row for row in rows if row.outcome == "done" and row.kind in kinds]
    assert all(row.settled_at - row.due_at < SOON for row in done)
    return [(row.kind, row.due_at) for row in done]


async def _said(database: Database) -> Counter[str]:
    """How often each reminder was said, by step, community and due day."""
    async with database.read() as tx:
        rows = await tx.rows(select(outbox.c.dedupe_key, outbox.c.community_id))
    said: Counter[str] = Counter()
    for key, community in rows:
        step, _, rest = (key or "").partition(":")
        if step in (BEFORE_STEP, ON_THE_DAY_STEP):
            said[f"{step}:{community}:{rest.split(':')[1]}"] += 1
    return said


async def _asked(database: Database) -> Counter[int]:
    """How many weekly questions were asked in each community."""
    async with database.read() as tx:
        rows = await tx.rows(
            select(prompt_rows.c.community_id).where(prompt_rows.c.posted_at > BEGIN)
        )
    return Counter(row.community_id for row in rows)
