"""One concept, one word: the code is held to docs/glossary.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
ROOMS = ("community", "handlers", "messages", "scheduler", "storage")

# «Not these» of the glossary, where a name alone tells. What Telegram or SQL calls so is not ours.
FORBIDDEN = {
    "appointment",
    "assignee",
    "attachment",
    "contribution",
    "goal",
    "meeting",
    "moderator",
    "note",
    "poll",
    "proof",
    "task",
    "teacher",
    "todo",
    "user",
}
VERBS = {"note"}  # a function may note a deed; no class or module is a note


def _modules(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / room).glob("*.py")):
            yield path, ast.parse(path.read_text())


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def _values() -> list[ast.ClassDef]:
    """The values of the domain: its public dataclasses."""
    return [
        node
        for _, module in _modules("community")
        for node in module.body
        if isinstance(node, ast.ClassDef) and _is_dataclass(node) and not node.name.startswith("_")
    ]


def _rows() -> Iterator[list[str]]:
    """The cells of every row that has a code word."""
    for line in GLOSSARY.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and "`" in line and len(cells) in (3, 5):
            yield cells


def _words_of(name: str) -> set[str]:
    """«PromptDraft» and «prompt_draft»: prompt, draft; plurals are taken off."""
    found = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {word.lower().removesuffix("s") for word in found}


def _named(rooms: tuple[str, ...]) -> Iterator[tuple[str, str, set[str]]]:
    for path, module in _modules(*rooms):
        yield f"{path.parent.name}/{path.name}", path.stem, _words_of(path.stem)
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef):
                yield f"{path.parent.name}/{path.name}", node.name, _words_of(node.name)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                words = _words_of(node.name)
                yield f"{path.parent.name}/{path.name}", node.name, words - VERBS


@pytest.mark.parametrize("value", _values(), ids=lambda node: node.name)
def test_every_value_of_the_domain_is_in_the_glossary(value: ast.ClassDef) -> None:
    assert f"`{value.name}`" in GLOSSARY


@pytest.mark.parametrize("value", _values(), ids=lambda node: node.name)
def test_a_docstring_that_gives_the_peoples_word_gives_that_of_the_glossary(
    value: ast.ClassDef,
) -> None:
    """«compromiso: who does what by when with what evidence.» is a row of the glossary."""
    sentence = (ast.get_docstring(value) or "").split("\n\n")[0].replace("\n", " ").rstrip(".")
    word, is_given, meaning = sentence.partition(": ")
    if not is_given or not word.islower():
        return
    in_glossary = [
        (cells[0], cells[-1].rstrip("."))
        for cells in _rows()
        if len(cells) == 5 and f"`{value.name}`" in cells[3]
    ]

    assert (word, meaning) in in_glossary


def test_words_that_mean_something_else_here_name_nothing() -> None:
    wrong = [f"{where}: {name}" for where, name, words in _named(ROOMS) if words & FORBIDDEN]

    assert wrong == []


def test_what_is_forbidden_stands_in_the_glossary() -> None:
    table = GLOSSARY.partition("## Not these")[2]
    listed = set(re.findall(r"[a-z]+", table.lower()))

    assert listed >= FORBIDDEN


def test_code_words_of_the_glossary_exist() -> None:
    """A word nobody uses any more is struck from the glossary (those to come are in prose)."""
    source = "\n".join(
        path.read_text() for room in (*ROOMS, "bot") for path in (ROOT / room).glob("*.py")
    )
    cited = {
        word.split(".")[-1]
        for cells in _rows()
        for word in re.findall(r"`([\w.]+)`", cells[3] if len(cells) == 5 else cells[1])
    }
    absent = [word for word in cited if not re.search(rf"\b(class|def) {word}\b|\b{word}:", source)]

    assert absent == []
