"""Digests: what a week held, gathered once, and whether it is worth anybody's time.

Counts are of things, not of people, and nobody who is late is ever listed. Where fewer than five
people were active nothing is counted at all for coordination: a figure would point at one (promises.md §4).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.agreements import Agreement
from community.calendar import DAY, local_day
from community.commitments import Commitment
from community.communities import Community
from community.petitions import Petition
from community.practices import Practice
from community.prompt_windows import Window
from community.prompts import Prompt
from community.pulse import FEW, QUIET, SPAN, Signal
from community.school_year import is_ordinary
from community.sessions import Session

WEEK = timedelta(days=7)
FRESH = timedelta(days=4)  # a question younger than this still waits for its answers
BEFORE = timedelta(days=28)  # what this week is held against
ACTIVE = SPAN  # who did something within it is active
AHEAD = 4 * WEEK  # sessions that are named
ENOUGH = 4  # answers in BEFORE, or the community was quiet already
YOUNG = timedelta(weeks=8)  # ours: since it was activated; before, no week is a usual one
GROWN, MANY = 2.0, 6  # so many times as many answers as in a usual week, and at least so many


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """adoptada: what others made of one practice since an instant."""

    title: str
    tried: int = 0
    taken: int = 0  # to how many schools
    is_agreed: bool = False  # agreed on by the community, or made its rule


@dataclass(frozen=True, kw_only=True)
class Week:
    """semana: what happened in one community since an instant."""

    community: Community
    since: datetime
    until: datetime
    answers: int = 0
    people: int = 0  # how many different people answered
    active: int = 0  # how many did something within ACTIVE
    answers_before: int = 0  # within BEFORE, up to `since`
    rests: int = 0  # how often a rest of the whole community began or ended, from BEFORE on
    last_answer_at: datetime | None = None
    practices: tuple[str, ...] = ()  # titles, the newest first
    adopted: tuple[Adopted, ...] = ()  # those most lived with first
    came_back: int = 0  # how many came back from a school with an outcome
    agreements: tuple[str, ...] = ()  # their words, the newest first
    proposed: int = 0
    fulfilled: int = 0
    evidenced: int = 0
    open: int = 0
    asked: int = 0  # requests: new, resolved, and open at the moment
    resolved: int = 0
    sought: int = 0
    held: int = 0  # sessions that took place
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
            self.held,
            self.came_back,
        )
        return not (any(happened) or self.practices or self.adopted or self.agreements)

    @property
    def may_count(self) -> bool:
        """Whether a figure says nothing about one person."""
        return self.active >= FEW

    @property
    def is_told_outside(self) -> bool:
        """Whether coordination reads anything of it: titles of any community, figures of large ones."""
        has_titles = bool(self.practices or self.adopted or self.agreements or self.held)
        return has_titles or (self.may_count and not self.is_empty)

    @property
    def is_growing(self) -> bool:
        """Many more answers than in a usual week of the four before."""
        usual = self.answers_before * ((self.until - self.since) / BEFORE)
        has_grown = self.may_count and self.answers >= MANY and self.answers >= GROWN * usual
        return has_grown and self._can_be_compared

    @property
    def goes_quiet(self) -> bool:
        """It lived, and has had no answer for two weeks: true of one digest, and then told."""
        if self.last_answer_at is None or self.answers_before < ENOUGH:
            return False
        has_gone = self.since <= self.last_answer_at + QUIET < self.until
        return has_gone and self._can_be_compared

    @property
    def _can_be_compared(self) -> bool:
        """Not in its first weeks, when everything grows or has not begun, nor where it rests or rested, or
        the school did or ends its year, this week or in the weeks it is compared with."""
        home = self.community
        is_young = home.activated_at is not None and self.until - home.activated_at < YOUNG
        if is_young or self.rests or home.paused_at is not None:
            return False
        first = local_day(self.since - BEFORE, home.zone)
        days = (local_day(self.until, home.zone) - first).days
        return all(is_ordinary(first + n * DAY, home.country) for n in range(days + 1))


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """lo que espera: what in one community waits for those who facilitate."""

    windows: tuple[Window, ...] = ()  # prompts that were answered, the latest answered first
    has_question: bool = False  # one was asked in its last days, or is planned
    undecided: int = 0  # decisions that closed and wait for an outcome
    drafts: tuple[str, ...] = ()  # titles of minutes nobody published yet
    syntheses: tuple[str, ...] = ()  # drafts nobody published yet: the question, or "" of talk
    too_few: tuple[str, ...] = ()  # questions that closed with too few telling answers for a draft
    unheard: tuple[str, ...] = ()  # words of open requests without a hand
    unknown: int = 0  # messages of which nobody knows whether they arrived
    signals: tuple[Signal, ...] = ()  # of the pulse, those that were not there before


@dataclass(frozen=True, kw_only=True)
class Network:
    """lo de la red: what happened in all communities of one coordinator since an instant."""

    since: datetime
    weeks: tuple[Week, ...] = ()
    petitions: tuple[tuple[Petition, Community], ...] = ()  # what is asked now, the newest first
    waiting: int = 0  # petitions told before that nobody has answered

    @property
    def full(self) -> tuple[Week, ...]:
        """The weeks with something coordination may read, the fullest first."""
        told = [week for week in self.weeks if week.is_told_outside]
        return tuple(sorted(told, key=_fullness, reverse=True))

    @property
    def quiet(self) -> tuple[Week, ...]:
        """Communities that have just gone quiet."""
        return tuple(week for week in self.weeks if week.goes_quiet)

    @property
    def is_empty(self) -> bool:
        """Nothing to tell."""
        return not (self.full or self.petitions or self.quiet)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """lo compartido: what a member reads of one community since an instant, their own first."""

    community: Community
    since: datetime
    mine: tuple[Commitment, ...] = ()
    asked: tuple[Prompt, ...] = ()  # still to be answered by them
    practices: tuple[Practice, ...] = ()  # of others
    agreements: tuple[Agreement, ...] = ()
    sessions: tuple[Session, ...] = ()  # to come

    @property
    def is_empty(self) -> bool:
        """What is merely open or to come is no news by itself."""
        return not (self.asked or self.practices or self.agreements)


def _fullness(week: Week) -> int:
    lived = sum(one.tried + one.taken + 2 * one.is_agreed for one in week.adopted)
    kept = week.evidenced + len(week.agreements)
    return (
        week.answers
        + 2 * len(week.practices)
        + 3 * (lived + week.came_back + kept)
        + week.fulfilled
    )
