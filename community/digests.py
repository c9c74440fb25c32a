"""Digests: what a week held, gathered once, and whether it is worth anybody's time.

Counts are of things, not of people: a community of fewer than five people has no figure that could
point at one (promises.md §4), and nobody who is late is ever listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.communities import Community
from community.prompt_windows import Window

WEEK = timedelta(days=7)
FRESH = timedelta(days=4)  # a question younger than this still waits for its answers
FEW = 5  # people; below it the number of people is not said


@dataclass(frozen=True, kw_only=True)
class Week:
    """semana: what happened in one community since an instant."""

    community: Community
    since: datetime
    windows: tuple[Window, ...] = ()  # prompts that were answered, the latest answered first
    has_question: bool = False  # one was asked in its last days, or is planned
    answers: int = 0
    people: int = 0  # how many different people answered
    members: int = 0  # how many the bot knows there
    practices: tuple[str, ...] = ()  # titles, the newest first
    tried: int = 0  # how often somebody tried another's practice
    taken: int = 0  # how many came back from a school with an outcome
    proposed: int = 0
    fulfilled: int = 0
    evidenced: int = 0
    open: int = 0
    asked: int = 0  # requests: new, resolved, and open at the moment
    resolved: int = 0
    sought: int = 0
    undecided: int = 0  # decisions that closed and wait for an outcome
    sessions: tuple[tuple[str, datetime], ...] = ()  # to come: title, when

    @property
    def is_empty(self) -> bool:
        """Nothing happened: what is merely open or to come is no news by itself."""
        happened = (
            self.answers,
            self.proposed,
            self.fulfilled,
            self.evidenced,
            self.asked,
            self.resolved,
        )
        return not (any(happened) or self.practices or self.tried or self.taken)

    @property
    def may_count_people(self) -> bool:
        """Whether the number of people says nothing about one of them."""
        return self.members >= FEW


def worth_telling(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """The weeks with something in them, the fullest first."""
    full = [week for week in weeks if not week.is_empty]
    return tuple(sorted(full, key=_fullness, reverse=True))


def _fullness(week: Week) -> int:
    lived = 3 * (week.tried + week.taken + week.evidenced)
    return week.answers + 2 * len(week.practices) + lived + week.fulfilled
