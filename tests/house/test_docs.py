"""What the documents show is there: links, commands, settings, steps."""

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from community.ids import ChatId
from community.pulse import Indicator
from community.retention import KEPT_FOR, Kept
from community.surveys import OPEN_FOR
from handlers.menu import BY_WORD
from locales.words import words_in
from messages.privacy import DAYS_OF
from messages.pulse_survey import SENTENCES
from storage.database import Database
from tests.postgres import Postgres

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOR_PEOPLE = ("README.md", "LEEME.md", "CHANGELOG.md", "docs/guia-para-facilitar.md", "SECURITY.md")
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
COMMAND = re.compile(r"(?<![\w/.>…:])/([a-z]{3,})(?![\w/.])")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.S)
PULSE_HEADS = ["Formula.", "What is counted.", "Where it comes from.", "What it does not mean."]
# BotFather's, and addresses of the bot's own web server.
NOT_OURS = {"newbot", "setprivacy", "revoke", "setjoingroups", "healthz", "metrics", "data"}


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for match in LINK.finditer(CODE.sub("", page.read_text())):
        address = match[1] or match[2]
        if re.match(r"[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(address)

    assert lost == []


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_commands_that_people_are_shown_exist(name: str) -> None:
    shown = {
        word for code in CODE.findall((ROOT / name).read_text()) for word in COMMAND.findall(code)
    }

    assert sorted(shown - set(BY_WORD) - NOT_OURS) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_settings_that_are_named_exist(page: Path) -> None:
    named = set(re.findall(r"\bMINGA_[A-Z_]+", page.read_text()))

    assert named <= {f"MINGA_{field.upper()}" for field in Settings.model_fields}


@pytest.mark.parametrize("name", ["README.md", "LEEME.md"])
def test_the_way_to_telegram_has_ten_steps(name: str) -> None:
    way = re.split(r"^## ", (ROOT / name).read_text(), flags=re.M)
    (steps,) = [part for part in way if part.startswith(("To Telegram", "A Telegram"))]

    assert [int(number) for number in re.findall(r"^(\d+)\. ", steps, re.M)] == list(range(1, 11))


def test_every_command_of_the_menu_is_in_both_readmes() -> None:
    shown = {command.word for command in BY_WORD.values() if command.says}

    for name in ("README.md", "LEEME.md"):
        text = (ROOT / name).read_text()
        assert sorted(word for word in shown if f"/{word}" not in text) == [], name


@pytest.mark.parametrize("name", ["README.md", "LEEME.md", "docs/guia-para-facilitar.md"])
def test_nobody_is_promised_exactly_once(name: str) -> None:
    text = (ROOT / name).read_text().lower()

    assert not re.search(r"exactly once|exactamente una vez", text)


def test_the_notice_to_fill_in_says_what_the_table_of_retention_says() -> None:
    notice = " ".join((ROOT / "docs" / "privacy-notice-template.md").read_text().split())
    said = {
        "mensajes recibidos": Kept.UPDATES,
        "conversación": Kept.DISCUSSION,
        "referencias a archivos": Kept.FILES,
        "registro de acciones de guías": Kept.DEEDS,
        "envíos": Kept.LETTERS,
        "pedidos ya cerrados": Kept.REQUESTS,
        "ofrecimientos": Kept.OFFERS,
        "lo dicho en decisiones": Kept.DECISIONS,
        "recordatorios y encargos cumplidos": Kept.STEPS,
        "preguntas sobre si guardar algo": Kept.NUDGES,
        "enlaces de invitación vencidos": Kept.INVITATIONS,
        "borradores de síntesis, acuerdos y compromisos que nadie confirmó": Kept.SYNTHESES,
        "actas sin publicar": Kept.MINUTES,
        "análisis de temas, con sus notas": Kept.ANALYSES,
        "qué mensajes del bot nombran a quién": Kept.NAMINGS,
        "todo lo de una comunidad cerrada": Kept.CLOSED,
    }
    assert set(said.values()) == set(Kept)
    assert f"a los {OPEN_FOR.days} días a más tardar" in notice  # the survey's marks

    for words, kind in said.items():
        assert f"{words} {KEPT_FOR[kind].days}" in notice


def test_the_days_of_privacidad_say_what_the_table_of_retention_says() -> None:
    assert {kind for kinds in DAYS_OF.values() for kind in kinds} == set(Kept) - {Kept.CLOSED}
    for kinds in DAYS_OF.values():
        assert len({KEPT_FOR[kind] for kind in kinds}) == 1, f"{kinds} share a number no more"


def test_the_tests_that_are_shown_as_examples_exist() -> None:
    shown = re.findall(r"pytest (tests/\S+\.py)", (ROOT / "CONTRIBUTING.md").read_text())

    assert shown
    assert all((ROOT / path).exists() for path in shown)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=_name)
def test_a_decision_says_why_what_and_what_follows(page: Path) -> None:
    titles = re.findall(r"^## (.+)$", page.read_text(), re.M)

    assert [title for title in titles if title in ("Context", "Decision", "Consequences")] == [
        "Context",
        "Decision",
        "Consequences",
    ]
    assert f"({page.name})" in (page.parent / "README.md").read_text()


@pytest.mark.slow
async def test_the_move_to_postgresql_copies_what_there_is(
    sqlite_url: str, postgres: Postgres
) -> None:
    url, noon = postgres.fresh(), datetime(2026, 11, 20, 12, tzinfo=UTC)
    async with _opened(sqlite_url) as old, old.write() as tx:
        kept = await tx.communities.add(ChatId(-1), "Red Ñuble", "group", noon)
        for _ in range(3):
            await tx.deeds.note(kept.id, None, "community.activated", noon)

    first, second = (_moved(sqlite_url, to=url) for _ in range(2))

    assert first.returncode == 0, first.stderr
    assert "deeds: 3" in first.stdout
    assert "nothing was copied" in second.stderr
    async with _opened(url) as new, new.write() as tx:
        assert await tx.communities.at(ChatId(-1)) == kept
        next_one = await tx.communities.add(ChatId(-2), "Otra", "group", noon)
    assert next_one.id == kept.id + 1


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


def _moved(sqlite_url: str, *, to: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "docs" / "move_to_postgresql.py", sqlite_url.partition(":///")[2]],
        env=os.environ | {"MINGA_DATABASE_URL": to},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_indicator_of_the_pulse_has_its_page() -> None:
    pages = {path.stem: path.read_text() for path in (ROOT / "docs" / "pulse").glob("*.md")}

    assert set(pages) == {indicator.value for indicator in Indicator} | {"README", "survey"}
    for name, page in pages.items():
        heads = re.findall(r"^\*\*(.+?\.)\*\*", page, re.M)
        assert name == "README" or heads == PULSE_HEADS, name


def test_the_pages_of_the_pulse_are_all_found_and_say_the_sentences_people_read() -> None:
    index = (ROOT / "docs" / "pulse" / "README.md").read_text()
    assert all(f"]({indicator.value}.md)" in index for indicator in Indicator)
    page = (ROOT / "docs" / "pulse" / "survey.md").read_text()
    said = [words_in("es")(sentence) for sentence in SENTENCES.values()]
    assert all(f"| {sentence} |" in page for sentence in said)
