"""When the next digest comes, whatever is chosen and whatever the clocks do."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.digest_choices import (
    DigestChoice,
    DigestKind,
    Often,
    as_written,
    changed,
    next_at,
    told,
    usual,
    zone_code,
)
from community.ids import PersonId
from community.refusals import OldButton

SANTIAGO = ZoneInfo("America/Santiago")
NOON = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # Wednesday
ROSA = PersonId(1)


def choice(**more: object) -> DigestChoice:
    return replace(usual(ROSA, DigestKind.COORDINATOR), **more)


def wall(at: datetime | None, zone: ZoneInfo = SANTIAGO) -> str:
    assert at is not None
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M}"


def test_members_read_none_until_they_choose_and_the_others_as_the_product_says() -> None:
    assert usual(ROSA, DigestKind.MEMBER).often is Often.NEVER
    assert wall(next_at(usual(ROSA, DigestKind.GUIDE), SANTIAGO, NOON)) == "Fri 2026-11-20 17:00"
    assert wall(next_at(choice(), SANTIAGO, NOON)) == "Mon 2026-11-23 08:00"
    assert next_at(usual(ROSA, DigestKind.MEMBER), SANTIAGO, NOON) is None


def test_eight_stays_eight_when_the_clocks_change() -> None:
    now, seen = datetime(2026, 3, 30, 12, tzinfo=UTC), []
    for _ in range(3):  # Chile leaves summer time on the night to 5 April 2026
        now = next_at(choice(), SANTIAGO, now) or now
        seen.append((wall(now), now.hour))

    assert seen == [
        ("Mon 2026-04-06 08:00", 12),
        ("Mon 2026-04-13 08:00", 12),
        ("Mon 2026-04-20 08:00", 12),
    ]
    before = next_at(choice(), SANTIAGO, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert before is not None
    assert (wall(before), before.hour) == ("Mon 2026-03-30 08:00", 11)


def test_an_hour_that_does_not_exist_is_the_first_that_does() -> None:
    midnight = choice(weekday=6, at=time(0, 0))  # Sunday 6 September 2026 begins at one in Chile

    at = next_at(midnight, SANTIAGO, datetime(2026, 9, 3, 12, tzinfo=UTC))

    assert wall(at) == "Sun 2026-09-06 01:00"


def test_ones_own_clock_goes_before_that_of_the_community() -> None:
    at = next_at(choice(zone_name="America/La_Paz"), SANTIAGO, NOON)

    assert wall(at, ZoneInfo("America/La_Paz")) == "Mon 2026-11-23 08:00"


def test_monthly_is_the_first_such_weekday() -> None:
    monthly = choice(often=Often.MONTHLY)

    assert wall(next_at(monthly, SANTIAGO, NOON)) == "Mon 2026-12-07 08:00"
    assert wall(next_at(monthly, SANTIAGO, datetime(2026, 12, 8, tzinfo=UTC))) == (
        "Mon 2027-01-04 08:00"
    )


def test_a_day_chosen_after_one_was_told_waits_until_a_week_is_over() -> None:
    monday = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
    read = told(choice(), monday, monday)

    moved = changed(read, "day", "2")

    assert wall(next_at(moved, SANTIAGO, monday)) == "Wed 2026-12-02 08:00"
    assert wall(next_at(changed(read, "hour", "7"), SANTIAGO, monday)) == "Mon 2026-11-30 07:00"
    assert moved.since(datetime(2026, 12, 2, 11, tzinfo=UTC)) == monday


def test_one_that_came_late_does_not_make_the_next_late() -> None:
    due, late = datetime(2026, 11, 20, 20, tzinfo=UTC), datetime(2026, 11, 21, 15, tzinfo=UTC)

    read = told(usual(ROSA, DigestKind.GUIDE), late, due)

    assert wall(next_at(read, SANTIAGO, late)) == "Fri 2026-11-27 17:00"


def test_nothing_older_than_five_weeks_is_news() -> None:
    away = choice(looked_at=NOON - timedelta(days=200))

    assert away.since(NOON) == NOON - timedelta(days=35)
    assert choice().since(NOON) == NOON - timedelta(days=7)
    assert choice(often=Often.MONTHLY).since(NOON) == NOON - timedelta(days=31)


def test_choosing_a_day_is_wanting_it() -> None:
    none = usual(ROSA, DigestKind.MEMBER)

    assert changed(none, "day", "3").often is Often.WEEKLY
    assert changed(none, "zone", "BO.0").often is Often.NEVER
    assert changed(none, "set", as_written(None, None, time(6, 30))).at == time(6, 30)
    assert changed(choice(), "set", as_written(Often.NEVER, None, None)).often is Often.NEVER


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("often", "yearly"),
        ("day", "7"),
        ("day", "²"),
        ("hour", "24"),
        ("hour", "-1"),
        ("zone", "XX.0"),
        ("zone", "CL.9"),
        ("zone", "CL"),
        ("else", "1"),
        ("zone", ""),
        ("set", "_9_9999"),
    ],
)
def test_what_no_button_says_is_refused(name: str, value: str) -> None:
    with pytest.raises(OldButton):
        changed(choice(), name, value)


def test_every_zone_of_a_country_has_a_code_that_leads_back() -> None:
    assert changed(choice(), "zone", zone_code("America/Sao_Paulo") or "").zone_name == (
        "America/Sao_Paulo"
    )
    assert zone_code("Mars/Olympus") is None


ZONES = ("America/Santiago", "America/La_Paz", "Pacific/Easter", "Europe/Madrid", "UTC")


@given(
    st.lists(
        st.tuples(
            st.sampled_from((Often.WEEKLY, Often.MONTHLY)),
            st.integers(0, 6),
            st.integers(0, 23),
            st.integers(1, 40),  # hours until somebody changes their mind
            st.sampled_from(ZONES),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_however_often_it_is_changed_none_follows_within_a_week_and_one_always_comes(
    changes: list[tuple[Often, int, int, int, str]],
) -> None:
    now, last, mine = NOON, None, usual(ROSA, DigestKind.GUIDE)
    for often, day, hour, hours, zone in changes:
        mine = replace(mine, often=often, weekday=day, at=time(hour), zone_name=zone)
        until = now + timedelta(hours=hours)
        while (at := next_at(mine, SANTIAGO, now)) is not None and at <= until:
            assert last is None or at - last > timedelta(days=6)
            last, now, mine = at, at, told(mine, at, at)
        now = until
        coming = next_at(mine, SANTIAGO, now)
        assert coming is not None
        assert coming - now < timedelta(days=50)
