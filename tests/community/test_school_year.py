"""Which moment of the school year a day is in."""

from datetime import date, timedelta

import pytest

from community.countries import COUNTRIES
from community.school_year import YEARS, SchoolMoment, moments_on

M = SchoolMoment


@pytest.mark.parametrize(
    ("country", "on", "moments"),
    [
        ("CL", date(2026, 3, 9), {M.START}),
        ("CL", date(2026, 5, 4), {M.MIDDLE}),
        ("CL", date(2026, 6, 2), {M.EXAMS}),
        ("CL", date(2026, 6, 16), {M.BEFORE_HOLIDAYS}),
        ("CL", date(2026, 6, 29), set()),  # winter holidays
        ("CL", date(2026, 11, 2), {M.EXAMS}),
        ("CL", date(2026, 11, 16), {M.END}),
        ("CL", date(2026, 12, 1), {M.END, M.BEFORE_HOLIDAYS}),
        ("CL", date(2027, 1, 15), set()),
        ("GT", date(2026, 1, 20), {M.START}),
        ("GT", date(2026, 10, 26), {M.END, M.BEFORE_HOLIDAYS}),
        ("GT", date(2026, 12, 1), set()),
        ("BO", date(2026, 2, 10), {M.START}),
        ("MX", date(2026, 9, 7), {M.START}),
        ("MX", date(2027, 3, 1), {M.MIDDLE}),
        ("MX", date(2027, 7, 10), {M.END, M.BEFORE_HOLIDAYS}),
        ("MX", date(2027, 8, 1), set()),
        ("cl", date(2026, 3, 9), {M.START}),
        ("other", date(2026, 3, 9), set()),
    ],
)
def test_a_day_is_in_its_moment(country: str, on: date, moments: set[SchoolMoment]) -> None:
    assert moments_on(on, country) == moments


@pytest.mark.parametrize("country", sorted(YEARS))
def test_a_school_year_has_all_its_moments_and_holidays(country: str) -> None:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]

    found = {moment for on in days for moment in moments_on(on, country)}

    assert country in COUNTRIES
    assert found == set(SchoolMoment)
    assert 30 < sum(not moments_on(on, country) for on in days) < 130
