"""The memory as people and programs read it: pages that a validator accepts, tables that run nothing."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from community.archives import Archive, Figures, Take
from locales.words import LANGUAGES, words_in
from messages import archives, archives_data, archives_tables
from messages.archives_pages import pages
from tests.archived import (
    FILE,
    GOLDEN,
    GROUP,
    HOSTILE,
    NOW,
    PERSON,
    empty,
    golden,
    home,
    hostile,
    large,
    small,
    told,
)
from tests.needed import needed

ES = words_in("es", 2026)
ALLOWED = {"header", "main", "nav", "section", "footer", "h1", "h2", "h3", "p", "div", "ul", "li"}
ALLOWED |= {"a", "img", "audio", "html", "head", "body", "meta", "title", "style"}


class Looked(HTMLParser):
    """What stands in a page: its elements, where they lead, and their ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.leads_to: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.leads_to.append(value or "")
            if name == "id":
                self.ids.append(value or "")


MEMORIES = {
    "empty": empty(),
    "small": small(),
    "hostile": hostile(),
    "large": large(2_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("archive", MEMORIES.values(), ids=MEMORIES)
def test_every_page_passes_a_validator(archive: Archive, tmp_path: Path) -> None:
    tidy = shutil.which("tidy")
    needed(tidy, "HTML Tidy", "tidy")
    made = pages(archive, ES, NOW, {FILE: "media/photo-001.jpg", "voice": "media/voice-002.ogg"})
    for path, page in made.items():
        (tmp_path / path).write_text(page)

    found = subprocess.run(
        [str(tidy), "-quiet", "-errors", "-utf8", "--strict-tags-attributes", "yes", *made],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


@pytest.mark.slow
def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    tidy = shutil.which("tidy")
    needed(tidy, "HTML Tidy", "tidy")
    page = pages(small(), ES, NOW)["index.html"]
    wrong = tmp_path / "wrong.html"
    wrong.write_text(page.replace("</section>", "", 1).replace("<ul>", '<ul onclik="">', 1))

    found = subprocess.run(
        [str(tidy), "-quiet", "-errors", str(wrong)], capture_output=True, timeout=60, check=False
    )

    assert found.returncode != 0


@pytest.mark.parametrize("archive", MEMORIES.values(), ids=MEMORIES)
def test_pages_are_small_lead_only_to_one_another_and_run_nothing(
    archive: Archive,
) -> None:
    made = pages(archive, ES, NOW)

    for page in made.values():
        found = Looked(page)
        assert len(page.encode()) < 100_000
        assert found.elements <= ALLOWED
        assert not any(name.startswith("on") for name in found.attributes)
        assert len(found.ids) == len(set(found.ids))
        for where in found.leads_to:
            assert where in made or where.removeprefix("#") in found.ids
        assert "url(" not in page
        assert "@import" not in page
    reached = {where for page in made.values() for where in Looked(page).leads_to}
    assert len(made) == 1 or set(made) <= reached | {"index.html"}


def test_what_people_wrote_is_read_as_they_wrote_it() -> None:
    made = "".join(pages(hostile(), ES, NOW).values())

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "{{ 7 * 7 }}" in made
    assert "<script" not in made
    for hidden in "\u202e\u200b\u0085\ufffe\ufeff":
        assert hidden not in made


def test_no_answer_of_a_large_community_is_lost_between_pages() -> None:
    made = pages(large(2_000), ES, NOW)

    numbers = [int(n) for page in made.values() for n in re.findall(r"\((\d+)\)</p>", page)]
    assert sorted(numbers) == list(range(2_000))
    assert len(made) > 3
    assert any("(continúa)" in page for page in made.values())
    assert all("<h2>" in page or path == "index.html" for path, page in made.items())


def test_a_text_longer_than_a_page_is_told_on_several() -> None:
    words = " ".join(f"palabra{number}" for number in range(20_000))
    made = pages(replace(small(), minutes=(told(words, None, title="Acta"),)), ES, NOW)

    read = " ".join(re.sub(r"<[^>]+>", " ", page) for page in made.values())
    assert all(len(page.encode()) < 100_000 for page in made.values())
    assert {f"palabra{n}" for n in range(20_000)} <= set(read.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_memory_reads_as_it_was_agreed_on(language: str) -> None:
    """Written anew, to be looked at, by `python -m tests.archived`."""
    assert golden(language) == (GOLDEN / f"{language}.txt").read_text()


FORMULAS = [
    lead + payload
    for lead in ("", " ", "\t", "\n", "hola\n", "\r", "\u200b", "\ufeff", "\u00a0")
    for payload in (
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        '=HYPERLINK("https://example.org";"x")',
        "=cmd|' /C calc'!A0",
        "＝1+1",
    )
]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_begins_as_a_formula(words: str) -> None:
    archive = replace(
        small(), requests=(told(words, words),), themes=(told(words, name=words),), charter=None
    )

    cells = [
        cell
        for table in archives_tables.tables(archive, ES).values()
        for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";")
        for cell in row
    ]

    assert len(FORMULAS) >= 60
    assert any(words.strip()[-3:] in cell for cell in cells)
    for cell in cells:
        for line in cell.splitlines():
            assert not re.match(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", line), cell


def test_a_table_says_that_it_is_utf_8_and_quotes_every_cell() -> None:
    table = archives_tables.tables(small(), ES)["compromisos.csv"]

    assert table.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows == [
        ["número", "qué", "quién", "hasta", "estado"],
        ["1", "Subir la rúbrica", "Rosa, una persona que ya no participa", "2026-12-04",
         "hecho, con evidencia"],
    ]  # fmt: skip
    assert all(line.startswith('"') and line.endswith('"') for line in table[1:].split("\r\n")[:-1])


def test_the_data_say_which_shape_they_have_and_hold_no_ids() -> None:
    made = archives_data.as_json(small(), NOW)

    read = json.loads(made)
    assert (read["format"], read["version"]) == ("minga-memory", 1)
    assert read["prompts"][0]["reflections"][0] == {
        "text": "Leer en voz alta",
        "name": "Rosa",
        "at": "2026-11-18T12:30:00-03:00",
        "media": None,
        "files": [],
    }
    assert read["commitments"][0]["responsible"] == ["Rosa", None]
    for reference in (FILE, str(PERSON), str(abs(GROUP))):
        assert reference not in made


def test_every_field_of_the_data_is_documented() -> None:
    documented = set(re.findall(r"`(\w+)`", (Path("docs") / "memory.md").read_text()))

    def fields(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield name
                yield from fields(inner)
        if isinstance(value, list):
            for inner in value:
                yield from fields(inner)

    assert set(fields(json.loads(archives_data.as_json(small(), NOW)))) <= documented


def test_a_zip_is_the_same_each_time_and_names_nothing_outside_itself() -> None:
    first, again = (archives.taken(hostile(), Take.ALL, ES, NOW).document for _ in range(2))

    assert first == again
    assert first is not None
    name, content = first
    assert re.fullmatch(r"minga-[a-z0-9-]+\.zip", name)
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        assert made.testzip() is None
        assert all(re.fullmatch(r"(csv/)?[a-z0-9-]+\.(html|csv|json)", n) for n in made.namelist())
        assert "index.html" in made.namelist()


def test_one_page_goes_as_it_is_and_several_in_a_zip() -> None:
    one = archives.taken(small(), Take.PAGES, ES, NOW)
    several = archives.taken(large(2_000), Take.PAGES, ES, NOW)

    assert one.document is not None
    assert one.document[0] == "minga-red-nuble-2026-11-30.html"
    assert several.document is not None
    assert several.document[0] == "minga-red-nuble-2026-11-30.zip"
    assert "descomprime" in several.text
    unnamed = archives.taken(small(home(title="学校")), Take.DATA, ES, NOW).document
    assert unnamed is not None
    assert unnamed[0] == "minga-memory-2026-11-30.json"


def test_coordination_gets_counts_and_of_few_people_none() -> None:
    counts = {name: 3 for name in archives_tables.FIGURES if name not in ("community", "people")}
    network = [
        Figures(community=home(), people=12, **counts),
        Figures(community=home(title="=Otra"), people=None, **counts),
    ]

    table, data = archives.figures(network, ES, NOW)

    assert table.document is not None
    rows = list(csv.reader(io.StringIO(str(table.document[1])), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Red Ñuble", "'=Otra"]
    assert [row[6] for row in rows] == ["personas que contaron algo", "12", ""]
    assert data.document is not None
    assert [one["people"] for one in json.loads(str(data.document[1]))["communities"]] == [12, None]


def test_files_come_along_under_names_of_ours() -> None:
    attached = {FILE: "media/photo-001.jpg", "voice": "media/voice-002.ogg"}
    page = pages(small(), ES, NOW, attached)["index.html"]

    assert '<img src="media/photo-001.jpg" alt="foto">' in page
    assert '<audio controls preload="none" src="media/voice-002.ogg">' in page
    assert FILE not in page
    assert json.loads(archives_data.as_json(small(), NOW, attached))["practices"][0]["files"] == [
        "media/photo-001.jpg"
    ]


def test_the_newest_files_are_first_and_each_is_there_once() -> None:
    older = told("", "Luis", title="Guía", media=small().practices[0].media, files=("old", FILE))
    archive = replace(
        small(), materials=(replace(older, at=older.at - timedelta(days=9)),), commitments=()
    )

    assert [file for file, _ in archive.files] == [FILE, "voice", "old"]


def test_hostile_words_are_at_hand() -> None:
    assert any(len(words) >= 4096 for words in HOSTILE)
