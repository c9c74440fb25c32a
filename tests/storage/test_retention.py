"""What is older than its time goes, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from community.communities import State
from community.retention import KEPT_FOR, Kept
from scheduler.retention import SLICE, forget_old
from storage.database import Database
from storage.rows import (
    analyses,
    communities,
    deeds,
    dues,
    evidences,
    inbox,
    invitations,
    metadata,
    minutes,
    namings,
    nudges,
    offers,
    outbox,
    practices,
    reflections,
    tellings,
    utterances,
)
from storage.tx import Tx
from tests.storage.personal_life import live

LONG_AGO = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WHERE = {
    Kept.UPDATES: inbox,
    Kept.DISCUSSION: utterances,
    Kept.DEEDS: deeds,
    Kept.NUDGES: nudges,
    Kept.LETTERS: outbox,
    Kept.NAMINGS: namings,
    Kept.INVITATIONS: invitations,
    Kept.OFFERS: offers,
    Kept.MINUTES: minutes,
    Kept.ANALYSES: analyses,
}


async def run_daily(tx: Tx, now: datetime) -> int:
    await tx.dues.plan("retention.daily", 0, now, community=None)
    return await forget_old(tx, now)


async def count(tx: Tx, table: object) -> int:
    return int(await tx.value(select(func.count()).select_from(table)))


@pytest.mark.parametrize("kind", list(WHERE), ids=str)
async def test_each_kind_goes_after_its_days_and_not_before(database: Database, kind: Kept) -> None:
    table = WHERE[kind]
    async with database.write() as tx:
        await live(tx, 7, "canario", LONG_AGO, community=1)
        await tx.run(update(utterances).values(kept_until=None))  # heard, not brought
        await run_daily(tx, LONG_AGO + KEPT_FOR[kind])
        before = await count(tx, table)
        await run_daily(tx, LONG_AGO + KEPT_FOR[kind] + MINUTE)

        assert before == 1
        assert await count(tx, table) == 0


async def test_of_old_stories_the_words_stay_and_the_files_go(database: Database) -> None:
    async with database.write() as tx:
        await live(tx, 7, "canario", LONG_AGO, community=1)
        await run_daily(tx, LONG_AGO + KEPT_FOR[Kept.FILES] + MINUTE)

        for table in (evidences, reflections, practices, tellings):
            row = await tx.row(select(table.c.text, table.c.file_id))
            assert row is not None
            assert "canario" in row.text
            assert row.file_id is None
        assert await tx.value(select(practices.c.more_files)) == ()


async def test_what_still_waits_is_never_too_old(database: Database) -> None:
    async with database.write() as tx:
        await live(tx, 7, "canario", LONG_AGO, community=1)
        await tx.run(update(inbox).values(state="waiting", done_at=None))
        await tx.run(update(outbox).values(state="ready", settled_at=None))
        await tx.dues.plan("x.y", 1, LONG_AGO, community=None)
        await run_daily(tx, LONG_AGO + timedelta(days=3650))

        assert await count(tx, inbox) == 1
        assert await count(tx, outbox) == 1
        assert "x.y" in [row.kind for row in await tx.rows(select(dues.c.kind))]


async def test_steps_that_are_over_go_of_communities_and_of_the_instance(
    database: Database,
) -> None:
    async with database.write() as tx:
        await live(tx, 7, "canario", LONG_AGO, community=1)
        await tx.dues.plan("x.y", 1, LONG_AGO, community=None)
        await tx.dues.plan("x.z", 1, LONG_AGO, community=1)
        await tx.run(update(dues).values(settled_at=LONG_AGO))
        await run_daily(tx, LONG_AGO + KEPT_FOR[Kept.STEPS] + MINUTE)

        kinds = {row.kind for row in await tx.rows(select(dues.c.kind))}
    assert kinds == {"retention.daily"}


async def test_a_closed_community_goes_with_all_it_kept_after_a_year(database: Database) -> None:
    async with database.write() as tx:
        await live(tx, 7, "canario", LONG_AGO, community=1)
        await live(tx, 8, "canario", LONG_AGO, community=2)
        ended = {"state": State.CLOSED, "ended_at": LONG_AGO}
        await tx.run(update(communities).where(communities.c.id == 1).values(**ended))
        await tx.run(update(communities).where(communities.c.id == 2).values(state=State.ACTIVE))
        await run_daily(tx, LONG_AGO + KEPT_FOR[Kept.CLOSED] + MINUTE)

        assert [row.id for row in await tx.rows(select(communities.c.id))] == [2]
        for table in metadata.sorted_tables:
            if table.name == "practices":
                assert await count(tx, table) == 1


async def test_much_goes_in_slices_each_in_its_own_unit(database: Database) -> None:
    rows = [
        {
            "update_id": number,
            "chat_id": -1,
            "raw": "",
            "received_at": LONG_AGO,
            "state": "done",
            "attempts": 1,
            "done_at": LONG_AGO,
        }
        for number in range(SLICE + 10)
    ]
    now = LONG_AGO + timedelta(days=8)
    async with database.write() as tx:
        await tx.run(insert(inbox), rows)
        await run_daily(tx, now)
        left = await count(tx, inbox)
    slices = 1
    while True:
        async with database.write() as tx:
            if not await forget_old(tx, now):
                break
        slices += 1

    assert left == 10
    assert slices == 3  # the second takes the rest, the third finds nothing more
    async with database.read() as tx:
        assert await count(tx, inbox) == 0
