"""Searching 100,000 practices of one community, on SQLite and on PostgreSQL, beside a `LIKE` scan.

In this process, through the repository as `/repertorio` asks it: from the words typed to the five
practices of the first page. Words are as frequent as in a language: a few in every third practice,
most in a handful. Every kind of query is asked as often: common words, rare ones, several, beginnings,
one letter wrong, one kind alone, and words that never stand together.
"""

import asyncio
import csv
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert, text

from benchmarks import prepare, processes
from benchmarks.figures import Figure, middle, value
from benchmarks.load_client import LoadServer
from benchmarks.processes import ROOT
from bot.clock import utc_now
from community.communities import Mode
from community.ids import CommunityId, MessageId, PracticeId
from community.practices import Practice, PracticeKind
from reading.queries import read_query
from reading.stems import content_stems, fold, indexed
from storage import rows, search
from storage.database import Database
from storage.mapping import columns
from tests.postgres import Postgres, find_server

HOME = CommunityId(1)
ROUNDS = 5
OF_EACH = 30  # queries of each kind in a round
TAIL = 40_000  # rare words
SENTENCE = (8, 60)  # words of a practice
KINDS = tuple(PracticeKind)
BAR = 20.0
SLICE = 2_000
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "ca",
    "ce",
    "co",
    "cu",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "ja",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "pi",
]
_LIKE = (
    "SELECT id FROM practices WHERE community_id = 1 AND (title {like} :word OR text {like} :word)"
)
_LIKE += " ORDER BY id DESC LIMIT 5"


_LEARN = (
    "INSERT INTO practices_search_words SELECT community_id, said ->> 0, said ->> 1, said ->> 2,"
    " count(*) FROM practices, json_array_elements(search_words::json) AS said GROUP BY 1, 2, 3, 4"
)


class Language:
    """Words with their frequencies: those of the hand-written practices, and a long tail."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        with (ROOT / "tests" / "finding_data" / "practices.tsv").open() as file:
            told = " ".join(
                f"{row['title']} {row['text']}" for row in csv.DictReader(file, delimiter="\t")
            )
        known = list(dict.fromkeys(told.lower().replace(".", " ").replace(",", " ").split()))
        made = {self._word() for _ in range(TAIL)}
        self.words = [*known, *sorted(made)]
        self._heights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        carry = [word for word in known if content_stems(word, "es") and len(fold(word)) > 4]
        self.common, self.middling = carry[:40], carry[200:600]
        self.rare = sorted(made)[::7]

    def text(self) -> str:
        """A practice's words."""
        many = self.luck.randint(*SENTENCE)
        return " ".join(self.luck.choices(self.words, cum_weights=self._heights, k=many))

    def queries(self, many: int) -> dict[str, list[str]]:
        """As many of each kind."""

        def some(words: list[str]) -> list[str]:
            return self.luck.choices(words, k=many)

        return {
            "common": some(self.common),
            "usual": some(self.middling),
            "rare": some(self.rare),
            "several": [
                " ".join(pair) for pair in zip(some(self.common), some(self.middling), strict=True)
            ],
            "beginning": [word[:3] for word in some(self.middling)],
            "misspelt": [self._misspelt(word) for word in some(self.middling)],
            "one kind": [f"tipo:símbolo {word}" for word in some(self.common)],
            "never together": [" ".join(self.luck.sample(self.rare, 3)) for _ in range(many)],
        }

    def _word(self) -> str:
        return "".join(self.luck.choices(SYLLABLES, k=self.luck.randint(3, 5)))

    def _misspelt(self, word: str) -> str:
        at = self.luck.randrange(1, len(word))
        return word[:at] + self.luck.choice("bdfgkxz") + word[at + self.luck.randint(0, 1) :]


def measure(_: LoadServer, folder: Path, *, quick: bool) -> list[Figure]:
    """p95 of each database, and what the index weighs."""
    many = 3_000 if quick else 100_000
    language = Language(random.Random(7))
    path = prepare.with_groups(folder / "finding.db", 1, Mode.DISCREET)
    address = processes.sqlite_address(path)
    _fill(f"sqlite:///{path}", many, language)
    figures = _figures("SQLite", address, many, language)
    figures.append(_weight("SQLite", *_weight_of_file(path)))
    binaries = find_server()
    if binaries is None:
        raise RuntimeError("no PostgreSQL server is installed here")
    with Postgres.started(binaries) as server:
        url = server.fresh()
        _enter_home(url)
        _fill(url, many, language)
        figures += _figures("PostgreSQL", url, many, language)
        figures.append(_weight("PostgreSQL", *_weight_of_server(url)))
    return figures


def _figures(name: str, url: str, many: int, language: Language) -> list[Figure]:
    ours, theirs, each = asyncio.run(_time(url, language))
    slowest = ", ".join(f"{kind} {middle(found):.1f}" for kind, found in each.items())
    print(f"  {name}, p95 in ms of each kind of query: {slowest}", flush=True)
    what = f"search of {many:,} practices, {name}: p95 (beside: LIKE)"
    return [value(what, "ms", ours, bar=BAR, theirs=middle(theirs))]


async def _time(
    url: str, language: Language
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    database = Database(url)
    ours, theirs = list[float](), list[float]()
    each: dict[str, list[float]] = {}
    try:
        await _round(database, language.queries(3))  # opens the file, builds the statements
        for _ in range(ROUNDS):
            queries = language.queries(OF_EACH)
            taken = await _round(database, queries)
            ours.append(_p95([took for tooks in taken.values() for took in tooks]))
            for kind, tooks in taken.items():
                each.setdefault(kind, []).append(_p95(tooks))
            words = [*queries["common"], *queries["usual"], *queries["rare"]]
            theirs.append(
                _p95([await _like(database, word) for word in words[:: len(words) // 10]])
            )
    finally:
        await database.close()
    return ours, theirs, each


async def _round(database: Database, queries: dict[str, list[str]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {}
    for kind, asked in queries.items():
        for query in asked:
            begun = time.perf_counter()
            async with database.read() as tx:
                found = await tx.practices.find(HOME, read_query(query, "es"))
                await tx.practices.these(HOME, found.page(1))
            taken.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
    return taken


async def _like(database: Database, word: str) -> float:
    asked = text(_LIKE.format(like="LIKE" if database.is_sqlite else "ILIKE"))
    begun = time.perf_counter()
    async with database.read() as tx:
        await tx.rows(asked, {"word": f"%{word}%"})
    return (time.perf_counter() - begun) * 1000


def _p95(found: list[float]) -> float:
    return sorted(found)[int(len(found) * 0.95)]


def _fill(url: str, many: int, language: Language) -> None:
    """Rows through the product's own tables; on PostgreSQL the vocabulary follows in one statement,
    for its trigger would take ten minutes."""
    begun = time.monotonic()
    engine = create_engine(url)
    told = _told(many, language)
    is_sqlite = url.startswith("sqlite")
    with engine.begin() as connection:
        if not is_sqlite:
            connection.execute(text("ALTER TABLE practices DISABLE TRIGGER practices_search_kept"))
        while chunk := [row for row, _ in zip(told, range(SLICE), strict=False)]:
            connection.execute(insert(rows.practices), chunk)
        if not is_sqlite:
            connection.execute(text(_LEARN))
            connection.execute(text("ALTER TABLE practices ENABLE TRIGGER practices_search_kept"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if is_sqlite else "VACUUM ANALYZE"))
    engine.dispose()
    print(f"  filled in {time.monotonic() - begun:.0f} s", flush=True)


def _told(many: int, language: Language) -> Iterator[dict[str, Any]]:
    now = utc_now()
    for number in range(1, many + 1):
        said = language.text()
        practice = Practice(
            id=PracticeId(number),
            community_id=HOME,
            title=" ".join(said.split()[:6]),
            text=said,
            kind=language.luck.choices(KINDS, weights=(30, 5, 20, 40, 3, 1, 6))[0],
            author_id=None,
            author_name="Rosa Quispe",
            saved_by=None,
            message_id=MessageId(number),
            told_at=now - timedelta(minutes=many - number),
        )
        words = indexed(practice.title, f"{said} {practice.author_name}", "es")
        yield {**columns(practice), **search.entry(practice, words)}


def _enter_home(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            insert(rows.communities), [prepare.a_community(0, Mode.DISCREET, utc_now())]
        )
    engine.dispose()


def _weight(name: str, index: float, texts: float) -> Figure:
    return value(f"index, {name} (beside: the texts)", "MB", [index], bar=6 * texts, theirs=texts)


def _weight_of_file(path: Path) -> tuple[float, float]:
    with closing(sqlite3.connect(path)) as connection:
        (index,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'practices_search%'"
        ).fetchone()
        (inner, texts) = connection.execute(_TEXTS).fetchone()
    return (index + inner) / 1e6, texts / 1e6


def _weight_of_server(url: str) -> tuple[float, float]:
    engine = create_engine(url)
    with engine.connect() as connection:
        index = connection.execute(
            text(
                "SELECT pg_total_relation_size('practices_search_words')"
                " + pg_relation_size('practices_search_index')"
                " + (SELECT sum(pg_column_size(practices_search)) FROM practices)"
            )
        ).scalar_one()
        inner, texts = connection.execute(text(_TEXTS)).one()
    engine.dispose()
    return float(index + inner) / 1e6, float(texts) / 1e6


_TEXTS = (
    "SELECT sum(length(search_text) + length(search_words) + length(search_marks)),"
    " sum(length(title) + length(text)) FROM practices"
)
