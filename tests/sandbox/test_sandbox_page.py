"""The page is small, says everything in three languages, and never takes text for HTML."""

import json
import re

import pytest

from sandbox.app import PAGE

BUDGET = 62_000  # bytes, uncompressed, all languages counted
FILES = [path for path in sorted(PAGE.rglob("*")) if path.is_file()]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
CATALOGS = sorted((PAGE / "words").glob("*.json"))


def test_the_whole_page_is_under_62_kilobytes() -> None:
    assert sum(path.stat().st_size for path in FILES) < BUDGET


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_html_or_runs_text(path: object) -> None:
    source = next(script for script in SCRIPTS if script == path).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", source)


def test_nothing_is_fetched_from_elsewhere() -> None:
    markup = (PAGE / "index.html").read_text(encoding="utf-8")
    style = (PAGE / "chat.css").read_text(encoding="utf-8")
    assert "http" not in markup + style
    assert "<script>" not in markup
    assert "style=" not in markup


def test_every_language_says_the_same_things_with_the_same_blanks() -> None:
    blanks = {}
    for path in CATALOGS:
        words = json.loads(path.read_text(encoding="utf-8"))
        blanks[path.stem] = {key: set(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
    assert set(blanks) == {"es", "pt_BR", "en"}
    assert blanks["es"] == blanks["pt_BR"] == blanks["en"]


def test_every_word_the_scripts_ask_for_is_in_the_catalogs() -> None:
    words = json.loads((PAGE / "words" / "es.json").read_text(encoding="utf-8"))
    sources = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    asked = set(re.findall(r"""\bsay\("(\w+)\"""", sources))
    asked |= set(re.findall(r'data-word="(\w+)"', (PAGE / "index.html").read_text("utf-8")))
    assert asked <= set(words)


def test_every_no_that_the_page_can_show_has_its_word_in_the_catalogs() -> None:
    words = json.loads((PAGE / "words" / "es.json").read_text(encoding="utf-8"))
    sources = "".join(path.read_text("utf-8") for path in PAGE.parent.glob("*.py"))
    told = set(re.findall(r'word="(\w+)"', sources))
    assert {"blocked", "gone", "nothing_due"} <= told <= set(words)
