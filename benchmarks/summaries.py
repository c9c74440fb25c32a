"""How well our summaries do against simple ones and LexRank, on conversations with references.

Run as `python -m benchmarks.summaries GOLD.jsonl… --scorer SCORE.PY --scorer-python PYTHON`: the
conversations and the scorer come from outside (docs/summaries.md), nothing of them is shipped. The
scorer runs in an interpreter of its own, for ROUGE is no dependency of ours. What is scored of us
is what `minga summarise --jsonl` writes. The exit code is 1 where a bar is missed.
"""

import argparse
import json
import random
import statistics
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.lexrank import ranked
from bot.discussions_file import summarise_file

Conversation = dict[str, Any]
Spans = list[dict[str, str]]
SEEDS = range(5)
LEAST_WORDS = 4  # a baseline that picks «Yeah.» is too easy to beat
MOST_REDUNDANT = 0.12
OURS = "ours"


def main() -> int:
    """0 if every bar was met."""
    options = _options()
    return max(_measure(Path(gold), options) for gold in options.gold)


def _measure(gold: Path, options: argparse.Namespace) -> int:
    conversations = _load(gold)
    if options.half is not None:
        conversations = conversations[options.half :: 2]
    baselines: dict[str, Callable[[Conversation], Spans]] = {
        **{f"random {seed}": _random(seed) for seed in SEEDS},
        "lead": lambda c: _filled(c, c["messages"]),
        "longest": lambda c: _filled(c, _by_length(c)),
        "lexrank + mmr": _lexrank,
    }
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(conversations, Path(folder), options)
        scores = {name: bench.baseline(pick) for name, pick in baselines.items()}
        scores[OURS] = bench.ours()
    print(f"\n{gold.name}: {len(conversations)} conversations")
    _print_table(scores)
    missed = _missed(scores)
    for sentence in missed:
        print(f"MISSED: {sentence}")
    return 1 if missed else 0


class _Bench:
    """Where predictions are written, and scored."""

    def __init__(
        self, conversations: Sequence[Conversation], folder: Path, options: argparse.Namespace
    ) -> None:
        self._conversations = conversations
        self._options = options
        self._gold = folder / "gold.jsonl"
        self._predicted = folder / "predicted.jsonl"
        self._scored = folder / "scored.json"
        self._write(self._gold, conversations)

    def baseline(self, pick: Callable[[Conversation], Spans]) -> dict[str, Any]:
        lines = [{"id": c["id"], "summary": pick(c)} for c in self._conversations]
        self._write(self._predicted, lines)
        return self._score()

    def ours(self) -> dict[str, Any]:
        summarise_file(self._gold, self._predicted)
        found = self._score()
        told = _load(self._predicted)
        messages = sum(len(c["messages"]) for c in self._conversations)
        alarms = sum(len(one["agreements"]) + len(one["actions"]) for one in told)
        found["outcomes_per_100"] = 100 * alarms / messages
        found["voices"] = statistics.mean(
            _voices(one, c) for one, c in zip(told, self._conversations, strict=True)
        )
        return found

    def _score(self) -> dict[str, Any]:
        options = self._options
        command = [options.scorer_python, options.scorer, "--tol", "3", "--gold", str(self._gold)]
        files = ["--pred", str(self._predicted), "--json", str(self._scored)]
        subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL)
        result: dict[str, Any] = json.loads(self._scored.read_text(encoding="utf-8"))
        return result

    def _write(self, path: Path, lines: Iterable[dict[str, Any]]) -> None:
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _voices(told: dict[str, Any], conversation: Conversation) -> float:
    """Of the people who said at least a tenth, the share that is quoted."""
    by = {message["id"]: message["author"] for message in conversation["messages"]}
    said = Counter(by[message["id"]] for message in _telling(conversation))
    matter = {one for one, count in said.items() if one and count >= said.total() / 10}
    quoted = {by[span["msg_id"]] for span in told["summary"]}
    return len(matter & quoted) / len(matter) if matter else 1.0


def _random(seed: int) -> Callable[[Conversation], Spans]:
    def pick(conversation: Conversation) -> Spans:
        messages = _telling(conversation)
        random.Random(f"{seed} {conversation['id']}").shuffle(messages)
        return _filled(conversation, messages)

    return pick


def _lexrank(conversation: Conversation) -> Spans:
    messages = _telling(conversation)
    order = ranked([message["text"] for message in messages], conversation["lang"])
    return _filled(conversation, (messages[place] for place in order))


def _telling(conversation: Conversation) -> list[dict[str, str]]:
    return [m for m in conversation["messages"] if len(m["text"].split()) >= LEAST_WORDS]


def _by_length(conversation: Conversation) -> list[dict[str, str]]:
    return sorted(conversation["messages"], key=lambda message: -len(message["text"].split()))


def _filled(conversation: Conversation, messages: Iterable[dict[str, str]]) -> Spans:
    """Whole messages up to the budget of words; the scorer cuts the last where it is reached."""
    spans, left = [], int(conversation["budget_words"])
    for message in messages:
        if left <= 0:
            break
        spans.append({"text": message["text"], "msg_id": message["id"]})
        left -= len(message["text"].split())
    return spans


def _missed(scores: dict[str, dict[str, Any]]) -> list[str]:
    ours = scores[OURS]
    missed = [
        f"{name} has {_rouge(score):.4f}, we have {_rouge(ours):.4f}"
        for name, score in scores.items()
        if name != OURS and _rouge(score) >= _rouge(ours)
    ]
    if ours["faithful_verbatim"] < 1:
        missed.append("not every quote is verbatim")
    if ours["redundancy"] > MOST_REDUNDANT:
        missed.append(f"redundancy {ours['redundancy']:.3f} above {MOST_REDUNDANT}")
    return missed


def _rouge(score: dict[str, Any]) -> float:
    return (score["rouge1"] + score["rouge2"]) / 2


def _print_table(scores: dict[str, dict[str, Any]]) -> None:
    keys = ("rouge1", "rouge2", "words", "spans", "faithful_verbatim", "redundancy")
    marked = [key for key in ("spans_in_human_extract",) if key in scores[OURS]]
    keys = (*keys, *marked)
    print(f"{'':16}{'mean r1, r2':>13}" + "".join(f"{key[:11]:>13}" for key in keys))
    for name, score in scores.items():
        cells = "".join(f"{score[key]:>13.3f}" for key in keys)
        print(f"{name:16}{_rouge(score):>13.4f}{cells}")
    ours = scores[OURS]
    print(f"voices {ours['voices']:.2f}, outcomes per 100 messages {ours['outcomes_per_100']:.2f}")
    for kind in ("agreements", "actions"):
        if kind in ours:
            print(f"  {kind}: {ours[kind]['within_3']}")


def _load(path: Path) -> list[Conversation]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", help="conversations with references, one per line")
    parser.add_argument("--scorer", required=True, help="the scorer's script")
    parser.add_argument("--scorer-python", default="python3", help="where its libraries are")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other conversation only")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
