"""Countries give time zones that exist."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.countries import COUNTRIES, OTHER, country

A_FEW_YEARS = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=d) for d in range(0, 1500, 10)]


def test_a_country_is_found_in_any_case() -> None:
    assert country("cl").default_zone == "America/Santiago"
    assert country("BO").default_zone == "America/La_Paz"


def test_a_country_that_is_not_listed_is_other() -> None:
    assert country("ZZ").code == OTHER
    assert country("other").zones == COUNTRIES[OTHER].zones


def test_a_country_with_several_zones_says_so() -> None:
    assert country("CL").has_several_zones
    assert not country("UY").has_several_zones


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_each_zone_of_a_country_shows_a_time_of_its_own(code: str) -> None:
    clocks = [
        tuple(instant.astimezone(ZoneInfo(zone)).utcoffset() for instant in A_FEW_YEARS)
        for zone in COUNTRIES[code].zones
    ]
    assert len(set(clocks)) == len(clocks)
