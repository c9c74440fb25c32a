"""How well the extractive summaries do against three simple ones, on conversations with references.

Run as `python -m benchmarks.summaries GOLD.jsonl --scorer SCORE.PY --scorer-python PYTHON`: the
conversations and the scorer come from outside (docs/summaries.md), nothing of them is shipped. The
scorer runs in an interpreter of its own, for ROUGE is no dependency of ours.
"""

import argparse
import json
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reading.summaries import Section, Summary, Utterance, summarise

Conversation = dict[str, Any]
Spans = list[dict[str, str]]
SEEDS = range(5)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    options = _options()
    conversations = _load(options.gold)
    if options.show:
        for conversation in conversations:
            show(conversation)
        return
    systems: dict[str, Callable[[Conversation], dict[str, Any]]] = {
        **{f"random {seed}": _random(seed) for seed in SEEDS},
        "lead": lambda c: _plain(_filled(c, c["messages"])),
        "longest": lambda c: _plain(_filled(c, _by_length(c))),
        "ours, six points": lambda c: ours(c, max_points=6),
        "ours, full budget": lambda c: ours(c, max_points=c["budget_words"] // 10),
    }
    scores = {name: _score(system, conversations, options) for name, system in systems.items()}
    _print_table(scores)
    _print_speed(conversations)


def utterances_of(conversation: Conversation) -> list[Utterance]:
    """The messages as utterances; one without an author gets an author of its own."""
    return [
        Utterance(
            id=place,
            author_id=None,
            author=message["author"] or f"persona {place}",
            text=message["text"],
            said_at=LONG_AGO + timedelta(seconds=message.get("ts") or 60 * place),
        )
        for place, message in enumerate(conversation["messages"])
    ]


def ours(conversation: Conversation, *, max_points: int) -> dict[str, Any]:
    """A prediction of the product's summary, at a length the baselines have too."""
    found = summarise(
        utterances_of(conversation),
        language=conversation["lang"],
        max_points=max_points,
        words=conversation["budget_words"],
    )
    return {
        "summary": _spans(conversation, found, tuple(Section)),
        "agreements": _items(conversation, found, Section.AGREEMENT),
        "actions": _items(conversation, found, Section.COMMITMENT),
    }


def show(conversation: Conversation) -> None:
    """Print what `/resumen` would quote, for reading and judging."""
    found = summarise(utterances_of(conversation), language=conversation["lang"])
    print(f"\n== {conversation['id']}: {found.useful} useful, {found.authors} authors")
    for point in found.points:
        print(f"  {point.section:<10} {point.author}: «{point.quote}»")


def _spans(conversation: Conversation, found: Summary, sections: Sequence[Section]) -> Spans:
    return [
        {"text": point.quote, "msg_id": conversation["messages"][point.utterance_id]["id"]}
        for point in found.points
        if point.section in sections
    ]


def _items(
    conversation: Conversation, found: Summary, section: Section
) -> list[dict[str, str | list[str]]]:
    spans = _spans(conversation, found, (section,))
    return [{"text": span["text"], "msg_ids": [span["msg_id"]]} for span in spans]


def _plain(spans: Spans) -> dict[str, Any]:
    return {"summary": spans, "agreements": [], "actions": []}


def _random(seed: int) -> Callable[[Conversation], dict[str, Any]]:
    def pick(conversation: Conversation) -> dict[str, Any]:
        messages = [m for m in conversation["messages"] if len(m["text"].split()) >= 4]
        random.Random(f"{seed} {conversation['id']}").shuffle(messages)
        return _plain(_filled(conversation, messages))

    return pick


def _by_length(conversation: Conversation) -> list[dict[str, str]]:
    return sorted(conversation["messages"], key=lambda message: -len(message["text"].split()))


def _filled(conversation: Conversation, messages: Iterable[dict[str, str]]) -> Spans:
    spans, left = [], int(conversation["budget_words"])
    for message in messages:
        if left <= 0:
            break
        spans.append({"text": message["text"], "msg_id": message["id"]})
        left -= len(message["text"].split())
    return spans


def _score(
    system: Callable[[Conversation], dict[str, Any]],
    conversations: Sequence[Conversation],
    options: argparse.Namespace,
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        predicted, scored = Path(folder, "predicted.jsonl"), Path(folder, "scored.json")
        lines = (json.dumps({"id": c["id"], **system(c)}) for c in conversations)
        predicted.write_text("\n".join(lines), encoding="utf-8")
        command = [options.scorer_python, options.scorer, "--gold", options.gold, "--tol", "3"]
        files = ["--pred", str(predicted), "--json", str(scored)]
        subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL)
        result: dict[str, Any] = json.loads(scored.read_text(encoding="utf-8"))
        return result


def _print_table(scores: dict[str, dict[str, Any]]) -> None:
    quality = ("rouge1", "rouge2", "spans_in_human_extract")
    keys = (*quality, "words", "faithful_verbatim", "redundancy", "author_coverage")
    chance = [score for name, score in scores.items() if name.startswith("random")]
    floor = statistics.mean(score["rouge1"] for score in chance)
    print(f"{'':18}" + "".join(f"{key[:12]:>14}" for key in keys) + f"{'r1 / random':>14}")
    for name, score in scores.items():
        cells = (score.get(key) for key in keys)
        row = "".join(f"{'-' if cell is None else format(cell, '.3f'):>14}" for cell in cells)
        print(f"{name:18}{row}{score['rouge1'] / floor:>14.2f}")
        for kind in ("agreements", "actions"):
            if kind in score and name.startswith("ours"):
                print(f"{'':18}  {kind}: {score[kind]['within_3']}")


def _print_speed(conversations: Sequence[Conversation]) -> None:
    said = [u for c in conversations for u in utterances_of(c)][:1000]
    said = [
        Utterance(id=n, author_id=n % 40, author="x", text=u.text, said_at=u.said_at)
        for n, u in enumerate(said)
    ]
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        summarise(said, language=conversations[0]["lang"])
        took.append(time.perf_counter() - begun)
    print(f"{len(said)} messages: first {took[0]:.3f} s, then {statistics.median(took[1:]):.3f} s")


def _load(path: str) -> list[Conversation]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", help="conversations with references, one per line")
    parser.add_argument("--scorer", help="the scorer's script")
    parser.add_argument("--scorer-python", default="python3", help="where its libraries are")
    parser.add_argument("--show", action="store_true", help="print the summaries instead")
    return parser.parse_args()


if __name__ == "__main__":
    main()
