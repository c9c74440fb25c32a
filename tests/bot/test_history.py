"""`minga import`: a group's past comes along once, without those who do not want it."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.history import BATCH, NothingToBring, bring, read_file, what_comes
from bot.secrets import Secrets
from community.communities import Community, Mode, activate
from community.histories import Omission
from community.ids import ChatId, CommunityId, OutboxId, PersonId
from community.people import Person, keep_nothing
from community.retention import Kept
from reading.telegram_export import read_messages
from storage.database import Database
from storage.retention import forget_older
from tests.conversation import TOKEN
from tests.exported import export, message, service

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEPT = timedelta(days=90)


async def started(database: Database, *, mode: Mode = Mode.FULL) -> Community:
    async with database.write() as tx:
        made = await tx.communities.add(ChatId(-1001650000001), "Red Ñuble", "supergroup", NOW)
        running = replace(activate(made, NOW), mode=mode, language="es")
        await tx.communities.save(running)
    return running


async def imported(database: Database, folder: Path, document: Any) -> tuple[int, dict[str, int]]:
    path = folder / "result.json"
    path.write_text(json.dumps(document))
    secrets = Secrets(folder / "minga.secrets.json")
    (coming,) = await what_comes(database, secrets, read_file(path), bot_id=1000000001)
    fresh = await bring(database, coming, kept_for=KEPT, now=NOW)
    return fresh, {reason.value: many for reason, many in coming.history.omitted.items()}


async def words(database: Database) -> list[str]:
    async with database.read() as tx:
        found = await tx.discussions.between(CommunityId(1), datetime(2000, 1, 1, tzinfo=UTC), NOW)
    return [one.text for one in found]


async def test_a_past_comes_along_and_the_group_is_told_until_when(
    database: Database, tmp_path: Path
) -> None:
    await started(database)
    many = [message(number, f"Mensaje {number}") for number in range(1, BATCH + 3)]

    fresh, omitted = await imported(database, tmp_path, export(service(900, "pin_message"), *many))

    assert fresh == BATCH + 2
    assert omitted == {"service": 1}
    assert (await words(database))[-1] == f"Mensaje {BATCH + 2}"
    async with database.read() as tx:
        (letter,) = await tx.outbox.ready(OutboxId(0), 10)
    said = json.loads(letter.payload)["text"]
    assert "Llegaron 502 mensajes de antes" in said
    assert "hasta el lunes 22 de febrero de 2027" in said
    assert len(said) <= 600


async def test_twice_gives_the_same_and_a_newer_file_adds_and_corrects(
    database: Database, tmp_path: Path
) -> None:
    await started(database)
    first = export(message(1, "Leimos"), message(2, "Contamos"))
    await imported(database, tmp_path, first)

    assert (await imported(database, tmp_path, first))[0] == 0
    newer = export(message(1, "Leímos", edited_unixtime="1790870000", edited="x"), message(3, "Y"))
    assert (await imported(database, tmp_path, newer))[0] == 1

    assert await words(database) == ["Leímos", "Contamos", "Y"]
    async with database.read() as tx:
        assert len(await tx.outbox.ready(OutboxId(0), 10)) == 2  # one for each time something came


async def test_who_wants_nothing_kept_or_was_erased_stays_out(
    database: Database, tmp_path: Path
) -> None:
    await started(database)
    secrets = Secrets(tmp_path / "minga.secrets.json")
    secrets.erased(7003, datetime(2026, 10, 1, 13, 10, tzinfo=UTC))
    async with database.write() as tx:
        await tx.people.save(keep_nothing(Person(id=PersonId(7002), name="Ana", met_at=NOW), NOW))

    fresh, omitted = await imported(
        database,
        tmp_path,
        export(
            message(1, "de Rosa"),
            message(2, "de Ana", from_id="user7002"),
            message(3, "antes de borrarse", from_id="user7003"),
            message(20, "después", from_id="user7003"),
        ),
    )

    assert fresh == 2
    assert omitted == {Omission.OPTED_OUT: 1, Omission.ERASED: 1}
    assert await words(database) == ["de Rosa", "después"]


async def test_what_the_bot_heard_itself_stays_as_it_heard_it(
    database: Database, tmp_path: Path
) -> None:
    community = await started(database)
    heard = list(
        read_messages(
            [message(1, "como se oyó")], community=community.id, bot_id=0, zone=community.zone
        )
    )
    async with database.write() as tx:
        await tx.discussions.hear([one for one in heard if not isinstance(one, Omission)])

    fresh, _ = await imported(
        database, tmp_path, export(message(1, "otra cosa"), message(2, "más"))
    )

    assert fresh == 1
    assert await words(database) == ["como se oyó", "más"]


async def test_it_goes_when_its_days_are_over_and_not_before(
    database: Database, tmp_path: Path
) -> None:
    await started(database)
    await imported(database, tmp_path, export(message(1)))

    async with database.write() as tx:
        early = await forget_older(tx, Kept.DISCUSSION, NOW + timedelta(days=59), 100)
        late = await forget_older(tx, Kept.DISCUSSION, NOW + timedelta(days=61), 100)

    assert (early, late) == (0, 1)


@pytest.mark.parametrize("mode", list(Mode))
async def test_only_where_talk_is_read_and_only_into_its_own_group(
    database: Database, tmp_path: Path, mode: Mode
) -> None:
    await started(database, mode=mode)
    with pytest.raises(NothingToBring, match="None of the groups in it is a community here"):
        await imported(database, tmp_path, export(message(1), number=77))

    if mode is Mode.FULL:
        assert await imported(database, tmp_path, export(message(1))) == (1, {})
    else:
        with pytest.raises(NothingToBring, match="does not have its talk read"):
            await imported(database, tmp_path, export(message(1)))


async def test_a_group_with_nothing_in_it_is_told_nothing(
    database: Database, tmp_path: Path
) -> None:
    await started(database)

    assert await imported(database, tmp_path, export()) == (0, {})

    async with database.read() as tx:
        assert await tx.outbox.ready(OutboxId(0), 10) == []


async def _with_a_community(url: str) -> None:
    database = Database(url)
    await started(database)
    await database.close()


def test_on_a_terminal_it_counts_says_why_and_ends_kindly(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, path = sqlite_url.partition(":///")[2], tmp_path / "result.json"
    asyncio.run(_with_a_community(sqlite_url))
    monkeypatch.setenv("MINGA_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("MINGA_TOKEN", TOKEN)
    monkeypatch.chdir(tmp_path)

    def minga(*arguments: str) -> str:
        return CliRunner().invoke(app, ["import", *arguments]).output

    assert "cannot be read" in minga(str(path))
    path.write_text("<html>")
    assert "Machine-readable JSON" in minga(str(path))
    path.write_text("{}")
    assert "no export of a group" in minga(str(path))
    path.write_text(json.dumps(export(message(1), message(2, "/ayuda"))))
    counted = minga(str(path), "--dry-run")
    assert "Red Ñuble: 2 messages, 01 October 2026 to 01 October 2026." in counted
    assert "Left out: 1 commands" in counted
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM utterances").fetchone() == (0,)
    assert "New here: 1, kept until" in minga(str(path))
    assert "New here: 0" in minga(str(path))
