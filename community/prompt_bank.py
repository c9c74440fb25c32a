"""The starter bank: which questions there are, and which to ask next. Their words are in
messages/prompt_bank.py, for they are people's words.

To add a question: one more for its kind in HOW_MANY, its sentence there, its translations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from community.prompts import Prompt, PromptKind

HOW_MANY = {
    PromptKind.ACHIEVEMENT: 6,
    PromptKind.CHALLENGE: 6,
    PromptKind.CONCERN: 6,
    PromptKind.SETBACK: 6,
}
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A question of the bank; `key` is short ASCII, it travels in buttons."""

    key: str
    kind: PromptKind


BANK: tuple[Starter, ...] = tuple(
    Starter(key=f"{kind}-{number}", kind=kind)
    for kind, many in HOW_MANY.items()
    for number in range(1, many + 1)
)
BY_KEY = {starter.key: starter for starter in BANK}


def offer(asked: Sequence[Prompt], how_many: int = 3) -> list[Starter]:
    """Questions to choose from: of different kinds, those whose kind rested longest first.

    `asked` are the prompts of the last year, scheduled ones too; none of theirs comes again. Fewer
    than `how_many`, or none, once the bank is used up.
    """
    return list(islice(_fresh(asked), how_many))


def _fresh(asked: Sequence[Prompt]) -> Iterator[Starter]:
    used = {prompt.bank_key for prompt in asked}
    shelves = [
        [starter for starter in BANK if starter.kind is kind and starter.key not in used]
        for kind in sorted(HOW_MANY, key=lambda kind: _last_asked(kind, asked))
    ]
    for turn in range(max(map(len, shelves))):
        yield from (shelf[turn] for shelf in shelves if turn < len(shelf))


def _last_asked(kind: PromptKind, asked: Sequence[Prompt]) -> datetime:
    moments = (prompt.posted_at or prompt.due_at for prompt in asked if prompt.kind is kind)
    return max((moment for moment in moments if moment is not None), default=_NEVER)
