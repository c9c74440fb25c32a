"""Digests whole, in three languages, as the golden files have them; and what holds of every one."""

import html
import re
from html.parser import HTMLParser

import pytest

from community.digests import Network, Shared, Week
from handlers import pending
from handlers.menu import BY_WORD
from locales.words import LANGUAGES, words_in
from messages import digests
from tests.messages.digests_golden import (
    CASES,
    FOLDER,
    NOW,
    READER,
    RICH,
    SINCE,
    THIN,
    TINY,
    WAITING,
    ZONE,
    drawn,
    home,
    large,
    shared,
)

EVERY = [(name, language) for name in CASES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_digest_reads_as_its_golden_file(name: str, language: str) -> None:
    assert drawn(name, language) == (FOLDER / f"{name}.{language}.txt").read_text()


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {
        f"{name}.{language}.txt" for name, language in EVERY
    }


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_digest_fits_a_phone_and_its_buttons_too(name: str, language: str) -> None:
    for message in CASES[name](words_in(language, NOW.year)):
        assert len(_read(message.text)) <= (1024 if message.document else 1500)
        for row in message.keyboard:
            assert len(row) <= 3
            assert all(len(button.label) <= 20 for button in row)


def _read(said: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_weeks_fit_and_lose_their_last_lines_first(language: str) -> None:
    words, long = words_in(language, NOW.year), "palabra " * 60
    week = Week(
        community=home(1, long),
        since=SINCE,
        until=NOW,
        answers=999,
        people=99,
        active=99,
        practices=(long,) * 9,
        agreements=(long,) * 9,
        adopted=RICH.adopted * 9,
        sessions=((long, NOW),),
        fulfilled=99,
    )
    network = Network(since=SINCE, weeks=(week,) * 9)

    coordinator, file = digests.for_coordinator(network, READER, ZONE, words)
    guide = digests.for_guides(week, WAITING, words)
    member = digests.for_member([shared(home(number, long)) for number in range(4)], words)

    for message in (coordinator, guide, member):
        assert len(_read(message.text)) <= 1500
    assert file.document is not None


def test_of_a_few_people_there_is_no_figure_nor_in_the_totals() -> None:
    words = words_in("es", 2026)
    network = Network(since=SINCE, weeks=(RICH, TINY, THIN))

    (digest,) = digests.for_coordinator(network, READER, ZONE, words)

    of_tiny = digest.text.split("Microcentro Itata</b>")[1].split("<b>")[0]
    without_dates_and_titles = re.sub(r"📅.*|[📌✅👥] \d|\(\+\d\)", "", of_tiny)
    assert not re.search(r"\d", without_dates_and_titles)
    assert "En total: 13 respuestas" in digest.text


def test_what_nobody_may_count_and_nothing_was_told_of_is_not_told() -> None:
    few = Week(community=home(1, "Red"), since=SINCE, until=NOW, answers=3, people=1, active=2)

    assert Network(since=SINCE, weeks=(few,)).is_empty
    assert Shared(community=few.community, since=SINCE, mine=shared().mine).is_empty


class _Page(HTMLParser):
    """Tags that are open, and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_file_is_a_page_without_scripts_or_requests_and_small() -> None:
    weeks = [
        Week(
            community=home(number, f"Red <b>{number}</b>"),
            since=SINCE,
            until=NOW,
            answers=9,
            people=5,
            active=9,
            practices=RICH.practices,
        )
        for number in range(500)
    ]
    _, file = digests.for_coordinator(
        Network(since=SINCE, weeks=tuple(weeks)), READER, ZONE, words_in("es", 2026)
    )

    assert file.document is not None
    name, content = file.document
    page = _Page()
    page.feed(content)
    assert name == "minga-2026-11-23.html"
    assert page.open in ([], ["html"])
    assert page.addresses == []
    assert "<script" not in content
    assert "Red &lt;b&gt;7&lt;/b&gt;" in content
    assert len(content.encode()) < 200_000


def test_those_that_matter_first_are_shown_and_the_others_are_in_the_file() -> None:
    digest, file = digests.for_coordinator(large(), READER, ZONE, words_in("es", 2026))

    assert [f"Red {number:02}" in digest.text for number in range(6)] == [True] * 5 + [False]
    assert file.document is not None
    assert file.document[1].index("Red 05") < file.document[1].index("Red 39")
    assert "Sin novedades: Silencio 0, Silencio 1, Silencio 2" in file.document[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_note_names_the_command_that_shows_what_is_open(language: str) -> None:
    """`/pendientes` alone shows one's own, of which a guide may have none."""
    note = (FOLDER / f"guide-rich.{language}.txt").read_text()
    line = next(one for one in note.splitlines() if one.startswith("🤝 4"))
    command, whose = line.split("/")[1].split()

    assert BY_WORD[command].handler is pending.show
    assert whose in pending.EVERYBODY
