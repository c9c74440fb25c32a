"""`minga summarise --jsonl`: discussions as lines of JSON in, what came of them out."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app


def line(**changes: Any) -> str:
    messages = [
        {"id": "a", "author": "Ana", "text": "¿Nos juntamos el jueves a las 17?", "ts": 1795000000},
        {"id": "b", "author": "Juan", "text": "dale", "reply_to": "a"},
        {"id": "c", "author": "Rosa", "text": "ya"},
        {"id": "d", "author": "Luis", "text": "Yo llevo los mapas el viernes"},
    ]
    return json.dumps({"id": "1", "lang": "es", "budget_words": 60, "messages": messages} | changes)


def summarise(source: Path, target: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["summarise", "--jsonl", str(source), str(target)])
    return result.exit_code, result.output


def test_each_line_is_told_in_a_line_with_the_ids_it_came_with(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{line()}\n\n{line(id=2)}\n")

    code, _ = summarise(source, target)

    told = [json.loads(each) for each in target.read_text().splitlines()]
    assert code == 0
    assert [each["id"] for each in told] == ["1", 2]
    assert told[0]["summary"] == []  # too little was said
    assert told[0]["agreements"] == [
        {"text": "¿Nos juntamos el jueves a las 17?", "msg_ids": ["a", "b", "c"]}
    ]
    assert told[0]["actions"] == [
        {
            "text": "Yo llevo los mapas el viernes",
            "msg_ids": ["d"],
            "who": "Luis",
            "due": "2026-11-20",
        }
    ]


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("{", "Line 2: not JSON."),
        ("[]", "Line 2: not a JSON object."),
        (line(lang="fr"), "Line 2: «lang» is none of es, pt, en."),
        (line(budget_words=0), "Line 2: «budget_words» is no whole number above zero."),
        (line(messages="x"), "Line 2: «messages» is no list."),
        (line(messages=[{"id": 1}]), "Line 2: message 1 has no «text»."),
        (line(messages=[{"text": "x"}]), "Line 2: message 1 has no «id» (a text or a whole"),
        (
            line(messages=[{"id": 1, "text": "x", "ts": "soon"}]),
            "Line 2: «ts» of message 1 is neither seconds nor a date with a time.",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    bad: str, sentence: str, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{line()}\n{bad}\n")

    code, said = summarise(source, target)

    assert code == 1
    assert sentence in said
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    code, said = summarise(tmp_path / "none.jsonl", tmp_path / "out.jsonl")

    assert code == 1
    assert "No such file" in said
