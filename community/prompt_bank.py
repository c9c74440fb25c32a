"""The starter bank: which questions there are, and which to ask next. Their words are in
messages/prompt_bank.py, for they are people's words.

To add a question: one more for its kind in HOW_MANY, its moment of the school year in OF_A_MOMENT if
it has one, its sentence there, its translations.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from community.prompts import Prompt, PromptKind
from community.school_year import SchoolMoment

HOW_MANY = {
    PromptKind.ACHIEVEMENT: 23,
    PromptKind.CHALLENGE: 23,
    PromptKind.CONCERN: 23,
    PromptKind.SETBACK: 23,
}
# The numbers of those that are about a moment of the school year, the same in every kind; the
# others fit any time.
OF_A_MOMENT: Mapping[SchoolMoment, tuple[int, ...]] = {
    SchoolMoment.START: (7, 8),
    SchoolMoment.MIDDLE: (9,),
    SchoolMoment.EXAMS: (10,),
    SchoolMoment.BEFORE_HOLIDAYS: (11,),
    SchoolMoment.END: (12, 13),
}
_NEVER = datetime.min.replace(tzinfo=UTC)
_MOMENT_OF = {number: moment for moment, numbers in OF_A_MOMENT.items() for number in numbers}


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A question of the bank; `key` is short ASCII, it travels in buttons. Without a moment it fits
    any time of the school year."""

    key: str
    kind: PromptKind
    moment: SchoolMoment | None = None

    def fits(self, moments: frozenset[SchoolMoment]) -> bool:
        """Whether it can be asked now without sounding out of season."""
        return self.moment is None or self.moment in moments


BANK: tuple[Starter, ...] = tuple(
    Starter(key=f"{kind}-{number}", kind=kind, moment=_MOMENT_OF.get(number))
    for kind, many in HOW_MANY.items()
    for number in range(1, many + 1)
)
BY_KEY = {starter.key: starter for starter in BANK}


def offer(
    asked: Sequence[Prompt],
    how_many: int = 3,
    *,
    moments: frozenset[SchoolMoment] = frozenset(),
    beyond: int = 0,
) -> list[Starter]:
    """Questions to choose from: of different kinds, those whose kind rested longest first, and of a
    kind those of this moment of the school year before those of any.

    `asked` are the prompts of the last year, scheduled ones too; none of theirs comes again. Fewer
    than `how_many`, or none, once the bank is used up. `beyond` passes over so many: «three others»;
    after the last the first ones come again.
    """
    fresh = list(_fresh(asked, moments))
    start = beyond % len(fresh) if fresh else 0
    return list(islice((*fresh[start:], *fresh[:start]), how_many))


def _fresh(asked: Sequence[Prompt], moments: frozenset[SchoolMoment]) -> Iterator[Starter]:
    """What fits the season in turns of kinds, then what does not."""
    used = {prompt.bank_key for prompt in asked}
    kinds = sorted(HOW_MANY, key=lambda kind: _last_asked(kind, asked))
    left = [starter for starter in BANK if starter.key not in used]
    in_season = [starter for starter in left if starter.fits(moments)]
    in_season.sort(key=lambda starter: starter.moment is None)  # stable: the season's own first
    yield from _in_turns(in_season, kinds)
    yield from _in_turns([starter for starter in left if not starter.fits(moments)], kinds)


def _in_turns(starters: Sequence[Starter], kinds: Sequence[PromptKind]) -> Iterator[Starter]:
    shelves = [[one for one in starters if one.kind is kind] for kind in kinds]
    for turn in range(max(map(len, shelves))):
        yield from (shelf[turn] for shelf in shelves if turn < len(shelf))


def _last_asked(kind: PromptKind, asked: Sequence[Prompt]) -> datetime:
    moments = (prompt.posted_at or prompt.due_at for prompt in asked if prompt.kind is kind)
    return max((moment for moment in moments if moment is not None), default=_NEVER)
