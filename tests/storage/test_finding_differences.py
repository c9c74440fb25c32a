"""Whatever is told, edited, withdrawn and asked: both databases find the same, in the same order."""

import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from community.communities import Community
from community.finding import Found, Sought
from community.ids import ChatId, MessageId, PracticeId
from community.practices import Practice, PracticeKind
from reading.queries import read_query
from reading.stems import indexed
from storage import search
from storage.database import Database
from storage.rows import practices
from storage.tx import Tx
from tests.kept import withdraw
from tests.postgres import Postgres

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
SYLLABLES = ("ca", "sa", "lec", "tu", "ra", "ño", "cción", "pe", "s", "es", "ri", "to", "1", "güe")
STRANGE = ("\x00", "'", '"', "|", ":*", "&", "🌱", "\u202e", "NEAR", "AND", "de", "kind_story", "_")
KINDS = tuple(PracticeKind)
REPERTOIRES, PRACTICES, QUERIES = 12, 40, 60


def word(luck: random.Random) -> str:
    return "".join(luck.choices(SYLLABLES, k=luck.randint(1, 4)))


def sentence(luck: random.Random, vocabulary: list[str]) -> str:
    said = luck.choices(vocabulary, k=luck.randint(0, 12))
    return " ".join([*said, *luck.choices((*STRANGE, *vocabulary), k=2)])


def misspelt(luck: random.Random, said: str) -> str:
    at = luck.randrange(len(said) + 1)
    return said[:at] + luck.choice(("x", "")) + said[at + luck.randint(0, 1) :]


def query(luck: random.Random, vocabulary: list[str]) -> Sought:
    known = luck.choices(vocabulary, k=luck.randint(0, 3))
    said = [*known, *(misspelt(luck, one) for one in luck.choices(vocabulary, k=1))]
    typed = luck.choice((*STRANGE, "rutina", "tipo:palabra", ""))
    return read_query(f"{' '.join(said)} {typed}", "es")


async def live(tx: Tx, seed: int) -> None:
    """A repertoire with its changes."""
    luck = random.Random(seed)
    vocabulary = [word(luck) for _ in range(30)]
    home = await tx.communities.add(ChatId(-1000 - seed), "Red", "supergroup", NOW)
    for number in range(PRACTICES):
        practice = await tell(tx, home, number, luck, vocabulary)
        match luck.randrange(6):
            case 0:
                await withdraw(tx, home.id, practice.id, NOW)
            case 1:
                said = sentence(luck, vocabulary)
                await tx.practices.save(practice, indexed(practice.title, said, "es"))
            case 2:
                await tx.practices.save(replace(practice, kind=luck.choice(KINDS)))
            case 3:
                await tx.run(practices.delete().where(practices.c.id == practice.id))


async def tell(
    tx: Tx, home: Community, number: int, luck: random.Random, vocabulary: list[str]
) -> Practice:
    title, said = sentence(luck, vocabulary), sentence(luck, vocabulary)
    practice = Practice(
        id=PracticeId(0),
        community_id=home.id,
        title=title.replace("\x00", ""),
        text="",
        kind=luck.choice(KINDS),
        author_id=None,
        author_name="Rosa",
        saved_by=None,
        message_id=MessageId(number),
        told_at=NOW,
        adapted_from=PracticeId(number - 1) if number % 4 == 0 else None,
    )
    kept = await tx.practices.keep(practice, indexed(title, said, "es"))
    assert kept is not None
    return kept


async def everything(database: Database) -> tuple[list[Found], list[tuple[object, ...]]]:
    """What all queries find, and the vocabulary."""
    async with database.write() as tx:
        for seed in range(REPERTOIRES):
            await live(tx, seed)
    found = list[Found]()
    async with database.read() as tx:
        for seed in range(REPERTOIRES):
            luck = random.Random(seed)
            vocabulary = [word(luck) for _ in range(30)]
            home = await tx.communities.at(ChatId(-1000 - seed))
            assert home is not None
            for _ in range(QUERIES):
                found.append(await tx.practices.find(home.id, query(luck, vocabulary)))
        words = await tx.rows(
            text("SELECT * FROM practices_search_words ORDER BY community_id, word, stem")
        )
    return found, [tuple(row) for row in words]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


@pytest.mark.slow
@pytest.mark.parametrize("candidates", [search.CANDIDATES, 7])
async def test_both_databases_find_the_same(
    sqlite_url: str, postgres: Postgres, candidates: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CANDIDATES", candidates)
    monkeypatch.setattr(search, "COMMON", 5)  # so that PostgreSQL looks among the latest first
    async with opened(sqlite_url) as one, opened(postgres.fresh()) as other:
        on_sqlite, on_postgresql = await everything(one), await everything(other)

    assert on_sqlite == on_postgresql
    found, words = on_sqlite
    assert sum(bool(each.numbers) for each in found) > len(found) / 2
    assert any(each.understood for each in found)
    assert words


async def test_the_vocabulary_is_what_the_practices_say(database: Database) -> None:
    async with database.write() as tx:
        for seed in range(3):
            await live(tx, seed)
        words = await tx.rows(
            text("SELECT community_id, word, practices FROM practices_search_words")
        )
        rows = await tx.rows(text("SELECT community_id, search_words FROM practices"))

    counted = Counter(
        (row.community_id, pair[0]) for row in rows for pair in json.loads(row.search_words)
    )
    assert {(row.community_id, row.word): row.practices for row in words} == counted
