"""The clock in every zone of Chile, Bolivia, Costa Rica, Mexico, Brazil and Paraguay, 2026 to 2030.

Zones whose clocks agree in all those years are tried once: on days spread over the five years, and on
each of the five before and after a change of clocks. Whatever is planned is planned again at any later
moment, as a bot does that was off, and nothing may move or come twice.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from community import commitments_calendar, prompts, sessions_calendar
from community.calendar import (
    DAY,
    HOUR,
    Quiet,
    allows,
    at_wall,
    first_allowed_at_or_after,
    local_day,
    next_weekly,
    start_of_day,
)
from community.communities import Community
from community.countries import COUNTRIES
from community.ids import ChatId, CommunityId, PromptId
from community.prompt_windows import told_at
from community.prompts import Prompt
from community.trials_calendar import news_at, resurface_at

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
OURS = ("CL", "BO", "CR", "MX", "BR", "PY")
NO_QUIET = Quiet(starts=time(0, 0), ends=time(0, 0), silent_weekdays=frozenset())
SCHOOL = Quiet()  # as a community has it that changed nothing
NIGHT_OWLS = Quiet(starts=time(1, 0), ends=time(12, 30), silent_weekdays=frozenset({4}))
Steps = Sequence[tuple[str, datetime]]


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """As the IANA database lists them, in the edition that the lock pins."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(row[2] for row in rows if row[0] == country)


@cache
def clocks(zone: str) -> tuple[tuple[datetime, timedelta], ...]:
    """From when on a zone is how far from UTC, to the hour."""
    there = ZoneInfo(zone)
    at, found = datetime(2026, 1, 1, tzinfo=UTC), list[tuple[datetime, timedelta]]()
    while at.date() <= LAST:
        if not found or _offset(at, there) != found[-1][1]:
            while found and _offset(at - HOUR, there) != found[-1][1]:
                at -= HOUR
            found.append((at, _offset(at, there)))
        at += DAY
    return tuple(found)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _one_of_each() -> list[str]:
    every = [zone for country in OURS for zone in zones_of(country)]
    return list({clocks(zone): zone for zone in reversed(every)}.values())


DISTINCT = _one_of_each()
each_zone = pytest.mark.parametrize("zone", [ZoneInfo(name) for name in DISTINCT], ids=str)


def days(every: int, zone: ZoneInfo) -> Iterator[date]:
    """Every so many days of the five years, and each day near a change of clocks."""
    near = {
        local_day(at, zone) + timedelta(days=n)
        for at, _ in clocks(zone.key)[1:]
        for n in range(-5, 6)
    }
    for number in range((LAST - FIRST).days + 1):
        on = FIRST + timedelta(days=number)
        if number % every == 0 or on in near:
            yield on


def community_in(zone: ZoneInfo, quiet: Quiet = SCHOOL) -> Community:
    return Community(
        id=CommunityId(1),
        telegram_chat_id=ChatId(-1001),
        title="Red",
        zone_name=zone.key,
        quiet_from=quiet.starts,
        quiet_to=quiet.ends,
        silent_weekdays="".join(map(str, sorted(quiet.silent_weekdays))),
        invited_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_the_zones_of_six_countries_are_all_there_and_paraguay_keeps_its_summer_clocks() -> None:
    assert [len(zones_of(country)) for country in OURS] == [4, 1, 1, 12, 16, 1]
    assert [offset for _, offset in clocks("America/Asuncion")] == [timedelta(hours=-3)]
    assert [offset for _, offset in clocks("America/Mexico_City")] == [timedelta(hours=-6)]
    assert [offset for _, offset in clocks("America/Punta_Arenas")] == [timedelta(hours=-3)]
    assert len(clocks("America/Santiago")) == len(clocks("Pacific/Easter")) == 11


@pytest.mark.parametrize("country", OURS)
def test_who_lives_anywhere_in_a_country_finds_their_clock_among_those_to_choose(
    country: str,
) -> None:
    offered = {clocks(zone) for zone in COUNTRIES[country].zones}

    assert {zone for zone in zones_of(country) if clocks(zone) not in offered} == set()


@each_zone
def test_each_step_of_the_ladder_comes_once_at_nine_on_the_wall(zone: ZoneInfo) -> None:
    luck = random.Random(zone.key)
    ahead: dict[str, set[int]] = {}
    for due_on in days(11, zone):
        made = start_of_day(due_on - 20 * DAY, zone)
        steps = commitments_calendar.reminders(due_on, now=made, quiet=NO_QUIET, zone=zone)
        for kind, at in steps:
            wall = at.astimezone(zone)
            assert wall.time() == commitments_calendar.MORNING
            ahead.setdefault(kind, set()).add((wall.date() - due_on).days)
        _once_and_in_order(steps)
        _planned_again(
            steps,
            lambda now, due_on=due_on: commitments_calendar.reminders(
                due_on, now=now, quiet=NO_QUIET, zone=zone
            ),
            made,
            luck,
        )
    assert {commitments_calendar.BEFORE_STEP, commitments_calendar.ON_THE_DAY_STEP} <= set(ahead)
    assert all(len(found) == 1 for found in ahead.values()), "always as many days before or after"


@each_zone
@pytest.mark.parametrize("quiet", [SCHOOL, NIGHT_OWLS], ids=["school", "night owls"])
def test_the_ladder_keeps_quiet_and_a_restart_at_any_point_changes_nothing(
    zone: ZoneInfo, quiet: Quiet
) -> None:
    luck = random.Random(zone.key)
    for due_on in days(17, zone):
        made = start_of_day(due_on - 20 * DAY, zone)
        steps = commitments_calendar.reminders(due_on, now=made, quiet=quiet, zone=zone)
        assert steps
        assert all(allows(at, quiet, zone) for _, at in steps)
        _once_and_in_order(steps)
        _planned_again(
            steps,
            lambda now, due_on=due_on: commitments_calendar.reminders(
                due_on, now=now, quiet=quiet, zone=zone
            ),
            made,
            luck,
        )


@each_zone
def test_a_session_is_reminded_of_a_day_and_an_hour_before_across_any_change(
    zone: ZoneInfo,
) -> None:
    luck = random.Random(zone.key)
    for on in days(13, zone):
        starts_at = at_wall(on, time(luck.randrange(24), luck.choice((0, 30))), zone)
        made = starts_at - 20 * DAY
        steps = sessions_calendar.reminders(starts_at, now=made, quiet=NO_QUIET, zone=zone)
        by_kind = dict(steps)
        assert by_kind[sessions_calendar.DAY_BEFORE_STEP] == starts_at - DAY
        assert by_kind[sessions_calendar.HOUR_BEFORE_STEP] == starts_at - HOUR
        _once_and_in_order(steps)
        quietly = sessions_calendar.reminders(starts_at, now=made, quiet=SCHOOL, zone=zone)
        _once_and_in_order(quietly)
        assert quietly
        assert all(made < at < starts_at for _, at in quietly)
        assert len(quietly) == 1 or all(allows(at, SCHOOL, zone) for _, at in quietly)
        _planned_again(
            steps,
            lambda now, starts_at=starts_at: sessions_calendar.reminders(
                starts_at, now=now, quiet=NO_QUIET, zone=zone
            ),
            made,
            luck,
        )


@each_zone
def test_a_window_closes_at_a_midnight_of_the_wall_and_is_told_when_the_bot_may_write(
    zone: ZoneInfo,
) -> None:
    community = community_in(zone)
    for on in days(13, zone):
        asked = first_allowed_at_or_after(at_wall(on, time(18, 0), zone), SCHOOL, zone)
        draft = Prompt(
            id=PromptId(1), community_id=community.id, text="¿Qué hiciste?", created_at=asked
        )
        posted = prompts.post(draft, asked, zone)
        assert posted.closes_at is not None
        assert start_of_day(local_day(posted.closes_at, zone), zone) == posted.closes_at
        told = told_at(posted, community)
        assert told >= posted.closes_at > asked
        assert allows(told, SCHOOL, zone)
        assert local_day(told, zone) - local_day(posted.closes_at, zone) <= 2 * DAY


@each_zone
@pytest.mark.parametrize(
    ("weekday", "at"),
    [(0, time(8, 0)), (4, time(17, 0)), (2, time(17, 0)), (6, time(0, 30)), (5, time(23, 30))],
    ids=["coordinators", "guides", "resurfacing", "when chile jumps", "when chile has it twice"],
)
def test_what_comes_weekly_comes_once_a_week_however_often_it_is_planned(
    zone: ZoneInfo, weekday: int, at: time
) -> None:
    luck = random.Random(zone.key)
    now, planned = at_wall(FIRST, time(4, 0), zone), dict[date, datetime]()
    while local_day(now, zone) <= LAST:
        found = next_weekly(weekday, at, zone, after=now)
        on = local_day(found, zone)
        assert planned.setdefault(on, found) == found, "the same day has always the same instant"
        later = now + timedelta(days=luck.choice((1, 2, 5, 7)), minutes=luck.randrange(600))
        now = min(later, found + timedelta(seconds=luck.randrange(90)))
    spans = {later - earlier for earlier, later in pairwise(planned)}
    assert spans == {timedelta(days=7)}
    assert {on.weekday() for on in planned} == {weekday}


@each_zone
def test_the_weekly_question_and_what_is_brought_back_keep_quiet(zone: ZoneInfo) -> None:
    community = community_in(zone)
    for on in days(19, zone):
        now = at_wall(on, time(22, 15), zone)
        for found in (news_at(community, now), resurface_at(community, after=now)):
            assert found > now
            assert allows(found, SCHOOL, zone)


def _once_and_in_order(steps: Steps) -> None:
    kinds, instants = [kind for kind, _ in steps], [at for _, at in steps]
    assert len(set(kinds)) == len(kinds)
    assert all(earlier < later for earlier, later in pairwise(instants))


def _planned_again(
    steps: Steps, plan: Callable[[datetime], Steps], made: datetime, luck: random.Random
) -> None:
    """The bot begins again just after each step, at each step, and at some moment in between."""
    moments = [at for _, at in steps]
    moments += [at - timedelta(seconds=1) for at in moments]
    moments.append(made + (steps[-1][1] - made) * luck.random())
    for now in moments:
        left = plan(now)
        assert list(left) == [step for step in steps if step[1] > now]
