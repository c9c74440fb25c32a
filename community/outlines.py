"""Plans of prompts for about a fortnight: which there are, and when each step comes (S7).

The one thing to know: a step is a `Prompt` with its plan and its position; here is only how the days
of a plan are chosen and moved. A plan moves as a whole: what shifts one step shifts those after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from community.calendar import (
    DAY,
    EVERY_WEEKDAY,
    Quiet,
    allows,
    at_wall,
    first_allowed_at_or_after,
    local_day,
    next_weekly,
    start_of_day,
)
from community.communities import Community
from community.ids import CommunityId, OutlineId, PersonId
from community.prompts import Prompt, PromptState
from community.refusals import Refusal

MAX_TITLE = 40
FEWEST_STEPS, MOST_STEPS = 2, 8
FORTNIGHT = 10  # school days
ASKED_AT = time(17, 0)  # where the community has no hour of its own for questions
MONDAY = 0
WORKING_WEEK = frozenset(range(5))


class OutlineState(StrEnum):
    """Where a plan is."""

    DRAFT = "draft"  # a guide looks at it, nothing is scheduled
    RUNNING = "running"
    OVER = "over"  # every step was asked or skipped
    STOPPED = "stopped"  # half-way, or never begun


@dataclass(frozen=True, kw_only=True)
class Outline:
    """pauta: a step-by-step plan of prompts for about a fortnight, scheduled as a set."""

    id: OutlineId
    community_id: CommunityId
    key: str | None = None  # of the library; None: a guide's own
    title: str
    state: OutlineState = OutlineState.DRAFT
    version: int = 1  # counts changes, so that a button knows what it was drawn under
    begun_by: PersonId | None
    created_at: datetime
    thread_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReadyOutline:
    """A plan of the library: its key (its words are in messages/outline_library.py), and on which
    school day each step comes."""

    key: str
    days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """When a step is wanted: a date, a day of the plan, a weekday, or (nothing of these) whenever."""

    on: date | None = None
    day: int | None = None
    weekday: int | None = None
    at: time | None = None


LIBRARY = (
    ReadyOutline(key="beginnings", days=(1, 3, 5, 8, 10)),
    ReadyOutline(key="reading", days=(1, 3, 6, 8, 10)),
    ReadyOutline(key="visits", days=(1, 2, 6, 8, 10)),
    ReadyOutline(key="transfer", days=(1, 3, 5, 8, 10)),
    ReadyOutline(key="elders", days=(1, 3, 6, 8, 10)),
    ReadyOutline(key="stumbles", days=(1, 4, 7, 10)),
    ReadyOutline(key="ending", days=(1, 3, 6, 8, 10)),
)
BY_KEY = {ready.key: ready for ready in LIBRARY}


class AnotherRuns(Refusal):
    """One plan at a time: two would be more than a day's question. `about` is the running one."""


class OnlyADay(Refusal):
    """A reply to a step that is a day and nothing else: it is moved by its buttons."""


class OutlineSettled(Refusal):
    """The plan was started, stopped or given up already."""


class StepOver(Refusal):
    """The step was asked already, or skipped."""


class StepsOneByOne(Refusal):
    """A running plan is changed step by step."""


class TooFewSteps(Refusal):
    """One step is a question, not a plan."""


class TooManySteps(Refusal):
    """More than people would follow; `about` is how many."""


class DayNotUnderstood(Refusal):
    """No one day to come can be read in what was written."""


def must_be_draft(outline: Outline) -> None:
    """A plan is started once: the second guide finds it done."""
    if outline.state is not OutlineState.DRAFT:
        raise OutlineSettled(outline)


def start(outline: Outline, running: Outline | None) -> Outline:
    """It is put into the calendar."""
    must_be_draft(outline)
    if running is not None:
        raise AnotherRuns(running)
    return replace(outline, state=OutlineState.RUNNING)


def stop(outline: Outline) -> Outline:
    """What was not asked yet will not be."""
    if outline.state not in (OutlineState.DRAFT, OutlineState.RUNNING):
        raise OutlineSettled(outline)
    return replace(outline, state=OutlineState.STOPPED)


def changed(outline: Outline) -> Outline:
    """Buttons drawn before this are old."""
    return replace(outline, version=outline.version + 1)


def is_to_come(step: Prompt) -> bool:
    """Whether it was neither asked nor skipped."""
    return step.state in (PromptState.DRAFT, PromptState.SCHEDULED)


def next_start(community: Community, now: datetime) -> date:
    """The Monday a plan begins on unless a guide says otherwise; today, before the hour."""
    monday = next_weekly(MONDAY, asked_at(community), community.zone, after=now)
    return local_day(monday, community.zone)


def asked_at(community: Community) -> time:
    """The community's hour for questions."""
    return community.prompt_time or ASKED_AT


def days_to_begin(community: Community, now: datetime, how_many: int = 3) -> list[date]:
    """The next school days, to choose from."""
    tomorrow = local_day(now, community.zone) + DAY
    return [school_day(tomorrow, number, community.quiet) for number in range(1, how_many + 1)]


def ready_moments(
    ready: ReadyOutline, start_on: date, community: Community, now: datetime
) -> tuple[datetime, ...]:
    """When the steps of a plan of the library come, if it begins then."""
    at = asked_at(community)
    wanted = [(school_day(start_on, number, community.quiet), at) for number in ready.days]
    return _moments(wanted, community, now)


def wished_moments(
    wishes: Sequence[Wish], start_on: date, community: Community, now: datetime
) -> tuple[datetime, ...]:
    """One moment a wish, in the order of the wishes; those without a day are spread over a fortnight.

    Not yet in order, nor a day apart: `in_order` does that once the steps are sorted by them.
    """
    gap = max(1, (FORTNIGHT - 1) // max(1, len(wishes) - 1))
    days: list[date] = []
    for wish in wishes:
        days.append(_day(wish, days[-1] if days else None, start_on, gap, community.quiet))
    return tuple(
        at_wall(day, wish.at or asked_at(community), community.zone)
        for day, wish in zip(days, wishes, strict=True)
    )


def in_order(
    moments: Sequence[datetime], community: Community, now: datetime
) -> tuple[datetime, ...]:
    """The same, each allowed, to come, and at least a day after the one before."""
    return _moments([_wall(moment, community) for moment in moments], community, now)


def begin_on(
    steps: Sequence[Prompt], start_on: date, community: Community, now: datetime
) -> list[Prompt]:
    """The same plan from another day on: each step as many school days after the first as before."""
    walls = [_wall(_due(step), community) for step in steps]
    wanted = [
        (school_day(start_on, _number(walls[0][0], day, community.quiet), community.quiet), at)
        for day, at in walls
    ]
    return _at(steps, _moments(wanted, community, now))


def shift(
    steps: Sequence[Prompt], position: int, days: int, community: Community, now: datetime
) -> list[Prompt]:
    """That step and those after it, moved by so many days; only what is still to come."""
    moving = [step for step in steps if is_to_come(step) and (step.position or 0) >= position]
    wanted = [
        (day + days * DAY, at) for day, at in (_wall(_due(step), community) for step in moving)
    ]
    return _at(moving, _moments(wanted, community, now))


def put_off(
    steps: Sequence[Prompt], position: int, until: datetime, community: Community, now: datetime
) -> list[Prompt]:
    """A step that cannot come on its day comes at `until`, and those after it as much later."""
    late = next(step for step in steps if step.position == position)
    days = local_day(until, community.zone) - local_day(_due(late), community.zone)
    after = [step for step in steps if (step.position or 0) > position]
    return [replace(late, due_at=until), *shift(after, position, days.days, community, until)]


def school_day(start_on: date, number: int, quiet: Quiet) -> date:
    """The first, second… school day from `start_on` on, itself counted."""
    weekdays = _school_weekdays(quiet)
    day = start_on
    while True:
        if day.weekday() in weekdays:
            number -= 1
            if number <= 0:
                return day
        day += DAY


def _number(first: date, day: date, quiet: Quiet) -> int:
    """Which school day, counted from `first`, a day is; the inverse of `school_day`."""
    weekdays = _school_weekdays(quiet)
    passed = (first + n * DAY for n in range((day - first).days + 1))
    return max(1, sum(one.weekday() in weekdays for one in passed))


def _school_weekdays(quiet: Quiet) -> frozenset[int]:
    spoken = EVERY_WEEKDAY - quiet.silent_weekdays or EVERY_WEEKDAY
    return (WORKING_WEEK & spoken) or spoken


def _day(wish: Wish, before: date | None, start_on: date, gap: int, quiet: Quiet) -> date:
    earliest = start_on if before is None else before + DAY
    if wish.on is not None:
        return wish.on
    if wish.day is not None:
        return school_day(start_on, wish.day, quiet)
    if wish.weekday is not None:
        return earliest + ((wish.weekday - earliest.weekday()) % 7) * DAY
    return school_day(earliest, 1 if before is None else gap, quiet)


def _moments(
    wanted: Sequence[tuple[date, time]], community: Community, now: datetime
) -> tuple[datetime, ...]:
    found: list[datetime] = []
    earliest = local_day(now, community.zone)
    for day, at in wanted:
        moment = _allowed(max(day, earliest), at, community)
        if moment <= now:
            moment = _allowed(max(day, earliest) + DAY, at, community)
        found.append(moment)
        earliest = local_day(moment, community.zone) + DAY
    return tuple(found)


def _allowed(day: date, at: time, community: Community) -> datetime:
    """At that hour on the first day that is not silent; where the hour is quiet, as that day opens."""
    quiet = community.quiet
    silent = frozenset() if quiet.silent_weekdays == EVERY_WEEKDAY else quiet.silent_weekdays
    while day.weekday() in silent:
        day += DAY
    moment = at_wall(day, at, community.zone)
    if allows(moment, quiet, community.zone):
        return moment
    return first_allowed_at_or_after(start_of_day(day, community.zone), quiet, community.zone)


def _wall(moment: datetime, community: Community) -> tuple[date, time]:
    local = moment.astimezone(community.zone)
    return local.date(), local.time()


def _due(step: Prompt) -> datetime:
    assert step.due_at is not None
    return step.due_at


def _at(steps: Sequence[Prompt], moments: Sequence[datetime]) -> list[Prompt]:
    return [replace(step, due_at=due_at) for step, due_at in zip(steps, moments, strict=True)]
