"""Whether a day is a public holiday of a country, from the `holidays` library.

The one thing to know: only national holidays are known here; those of a region or a school are not.
A country we do not know has none. The library is read on first use: most communities never ask.
"""

from collections.abc import Callable
from datetime import date


def holidays_of(country: str | None) -> Callable[[date], bool]:
    """A question to ask of days."""
    import holidays

    try:
        known = holidays.country_holidays((country or "").upper())
    except NotImplementedError:
        return lambda on: False
    return lambda on: on in known
