"""Whether this machine knows the clocks of our countries as the pinned `tzdata` does.

The one thing to know: Python reads the system's zone data before the pinned ones, and those of a machine
nobody upgrades miss what governments decided since (Paraguay stays on UTC−3 since October 2024): every
reminder there would come an hour wrong, twice a year.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from community.countries import COUNTRIES

AHEAD = 400  # days looked at: a summer and a winter


def outdated(now: datetime) -> list[str]:
    """The zones in which the two disagree about any noon from now on, as «America/Asuncion»."""
    return sorted(
        key for key in _zones() if _noons(ZoneInfo(key), now) != _noons(_pinned(key), now)
    )


def _zones() -> Iterator[str]:
    for country in COUNTRIES.values():
        yield from country.zones


def _pinned(key: str) -> ZoneInfo:
    """As the `tzdata` package has it, whatever the system says."""
    with files("tzdata").joinpath("zoneinfo", *key.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=key)


def _noons(zone: ZoneInfo, now: datetime) -> list[timedelta | None]:
    """Offsets from UTC, once a day."""
    return [(now + timedelta(days=day)).astimezone(zone).utcoffset() for day in range(AHEAD)]
