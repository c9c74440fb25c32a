"""How often what #pido shows is related, against a plain keyword match, on the same requests.

Run as `python -m benchmarks.relatedness` (a few seconds). The practices, the requests and what is
related to what are ours, in relatedness_data/, written before anything was tuned; every third request
was held out and is told apart. What is measured is the product's own way: its tables and its index.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.clock import utc_now
from community.communities import Community
from community.ids import ChatId, MessageId, PersonId, PracticeId
from community.practices import Practice, PracticeKind
from handlers.keeping import search_text_of
from handlers.requests_related import practices_near
from reading.stems import search_terms, words
from reading.stop_words import STOP_WORDS
from storage.database import Database
from storage.migrate import upgrade
from storage.tx import Tx

DATA = Path(__file__).parent / "relatedness_data"
SHOWN = 2
HELD_OUT = 3  # every third request
System = Callable[[str], Awaitable[list[str]]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One request, and the keys of the practices that are related to it; perhaps none."""

    words: str
    related: frozenset[str]
    is_held_out: bool


@dataclass(frozen=True, kw_only=True)
class Score:
    """What came of some requests."""

    hits: int
    shown: int
    possible: int  # at most two a request
    silent: int  # of the requests to which nothing is related
    hopeless: int

    @property
    def precision(self) -> float:
        """Of what was shown, how much is related."""
        return self.hits / self.shown if self.shown else 1.0

    @property
    def recall(self) -> float:
        """Of what could be shown (two at most), how much was."""
        return self.hits / self.possible


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="minga-bench-") as folder:
        asyncio.run(_show(f"sqlite+aiosqlite:///{folder}/minga.db"))


def wanted() -> list[Wanted]:
    """All requests."""
    return [
        Wanted(words=said, related=frozenset(related.split()), is_held_out=not number % HELD_OUT)
        for number, (_, said, related) in enumerate(_rows("requests.tsv"), 1)
    ]


async def fill(tx: Tx) -> Community:
    """A community whose repertoire is that of the file; a practice's title is told by its file."""
    community = await tx.communities.add(ChatId(-1), "Red", "supergroup", utc_now())
    for number, (key, kind, title, text) in enumerate(_rows("practices.tsv"), 1):
        practice = Practice(
            id=PracticeId(0),
            community_id=community.id,
            title=title,
            text=text,
            kind=PracticeKind(kind),
            author_id=PersonId(number),
            author_name=key,
            saved_by=None,
            message_id=MessageId(number),
            told_at=utc_now() + timedelta(seconds=number),
        )
        await tx.practices.keep(practice, search_text_of(practice, community.language))
    return community


def systems(tx: Tx, community: Community) -> dict[str, System]:
    """What is compared: a text goes in, keys come out (each practice's author is its key)."""

    async def ours(said: str) -> list[str]:
        return [one.author_name for one in await practices_near(tx, community, said)]

    async def searched(said: str) -> list[str]:
        terms = search_terms(said, community.language)
        return [one.author_name for one in await tx.practices.search(community.id, terms, SHOWN)]

    async def by_keyword(said: str) -> list[str]:
        return _by_keyword(said)

    return {"keywords": by_keyword, "/repertorio": searched, "ours": ours}


async def score(system: System, asked: Sequence[Wanted]) -> Score:
    """Precision and recall of what it shows."""
    shown = [frozenset((await system(one.words))[:SHOWN]) for one in asked]
    pairs = list(zip(asked, shown, strict=True))
    hopeless = [found for one, found in pairs if not one.related]
    return Score(
        hits=sum(len(one.related & found) for one, found in pairs),
        shown=sum(map(len, shown)),
        possible=sum(min(SHOWN, len(one.related)) for one in asked),
        silent=sum(not found for found in hopeless),
        hopeless=len(hopeless),
    )


def _by_keyword(said: str) -> list[str]:
    """The plain match: practices with any word of the request that is no stop word, most first."""
    asked = {word for word in words(said) if len(word) > 1 and word not in STOP_WORDS["es"]}
    found = [
        (len(asked.intersection(words(f"{title} {text}"))), key)
        for key, _, title, text in _rows("practices.tsv")
    ]
    best = sorted((one for one in found if one[0]), key=lambda one: -one[0])
    return [key for _, key in best[:SHOWN]]


async def _show(url: str) -> None:
    upgrade(url)
    database = Database(url)
    try:
        async with database.write() as tx:
            compared = systems(tx, await fill(tx))
            for part, is_in in (
                ("tuned on", lambda one: not one.is_held_out),
                ("held out", lambda one: one.is_held_out),
                ("all", lambda one: True),
            ):
                asked = [one for one in wanted() if is_in(one)]
                print(f"\n{part}: {len(asked)} requests")
                for name, system in compared.items():
                    _print(name, await score(system, asked))
    finally:
        await database.close()


def _print(name: str, found: Score) -> None:
    print(
        f"{name:12} precision {found.precision:.2f}  recall {found.recall:.2f}"
        f"  ({found.hits} of {found.shown} shown)  silent where nothing is related:"
        f" {found.silent} of {found.hopeless}"
    )


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    columns = len(lines[0].split("\t"))
    return [[*line.split("\t"), ""][:columns] for line in lines[1:]]


if __name__ == "__main__":
    main()
