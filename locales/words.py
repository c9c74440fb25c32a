"""Words: the translator handed to whoever speaks, one for each recipient, never a global.

Catalogs are `locales/<language>/<feature>.po`, one file a feature, read into memory at first use:
nothing to compile, nothing that goes stale (facts.md §4). msgids are plain English sentences.
"""

import gettext
import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = ("es", "pt_BR", "en")
_HERE = Path(__file__).parent


def N_(msgid: str) -> str:
    """Marks a sentence for translation where it is written; it is translated where it is said."""
    return msgid


class Words:
    """Says things in one language; dates of another year than `this_year` with theirs."""

    def __init__(self, language: str, this_year: int | None = None) -> None:
        self.language = language
        self._this_year = this_year
        self._catalog = _catalog(language)

    def __call__(self, msgid: str) -> str:
        """The sentence for a msgid; the msgid itself where a catalog lacks it."""
        return self._catalog.gettext(msgid) if msgid else ""

    def count(self, one: str, many: str, n: int) -> str:
        """The sentence for a number of things."""
        return self._catalog.ngettext(one, many, n)

    def day(self, on: date) -> str:
        """A date with its weekday: «viernes 4 de diciembre», «viernes 15 de enero de 2027»."""
        from babel.dates import format_date

        pattern = "EEEE d MMMM" if self.language == "en" else "EEEE d 'de' MMMM"
        if self._is_another_year(on):
            pattern += " y" if self.language == "en" else " 'de' y"
        return format_date(on, pattern, locale=self.language)

    def short_day(self, on: date, *, with_year: bool = True) -> str:
        """A date for lists: «vie 4 dic», «vie 15 ene 2027»; a button may lack the room for a year."""
        from babel.dates import format_date

        pattern = "EEE d MMM y" if with_year and self._is_another_year(on) else "EEE d MMM"
        return format_date(on, pattern, locale=self.language).replace(".", "")

    def _is_another_year(self, on: date) -> bool:
        return self._this_year is not None and on.year != self._this_year

    def time(self, instant: datetime, zone: ZoneInfo) -> str:
        """A time of day on the 24 h clock: «18:00»."""
        return f"{instant.astimezone(zone):%H:%M}"

    def moment(self, instant: datetime, zone: ZoneInfo) -> str:
        """Date and time: «viernes 4 de diciembre, 18:00»."""
        return f"{self.day(instant.astimezone(zone).date())}, {self.time(instant, zone)}"

    def weekday(self, number: int) -> str:
        """A weekday's name; Monday is 0."""
        from babel.dates import get_day_names

        return str(get_day_names("wide", locale=self.language)[number])

    def listing(self, names: Sequence[str]) -> str:
        """«Ana, Luz e Iván»: Spanish changes y to e before the sound i (facts.md §4)."""
        if len(names) < 2:
            return "".join(names)
        joiner = {"es": "y", "pt_BR": "e", "en": "and"}[self.language]
        if self.language == "es" and _sounds_like_i(names[-1]):
            joiner = "e"
        return f"{', '.join(names[:-1])} {joiner} {names[-1]}"


def _sounds_like_i(name: str) -> bool:
    start = name.lower()[:3]
    return start[:1] in ("i", "í") or (start[:2] in ("hi", "hí") and start not in ("hie", "hia"))


@lru_cache(maxsize=8 * len(LANGUAGES))
def words_in(language: str, this_year: int | None = None) -> Words:
    """The translator for a language of LANGUAGES, speaking in a year."""
    return Words(language, this_year)


def nearest(code: str | None, fallback: str = "es") -> str:
    """Our language for a Telegram language code such as «pt-br», «es-CL», «en»; else the fallback."""
    start = (code or "").replace("_", "-").split("-")[0].lower()
    return {"es": "es", "pt": "pt_BR", "en": "en"}.get(start, fallback)


@lru_cache(maxsize=len(LANGUAGES))
def _catalog(language: str) -> gettext.NullTranslations:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=language)
    for path in sorted((_HERE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
