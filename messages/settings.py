"""How the settings of a community are said: its mode, language, country and clock.

The one thing to know: names of countries and of the cities of time zones come from CLDR, in the
reader's language; nobody has to translate them.
"""

from babel import Locale
from babel.dates import get_timezone_location

from community.communities import Mode
from community.countries import OTHER
from community.retention import KEPT_FOR, Kept
from locales.words import Words
from messages.text import Html, Message, label, text

# Each language says its own name, whoever reads it.
LANGUAGE_NAMES = {"es": "Español", "pt_BR": "Português", "en": "English"}
BUTTON_MAX = 20  # product.md §3


def reads_all(words: Words) -> Message:
    """Mode full, told to everybody."""
    return Message(
        text=text(
            words,
            "From now on I also read the conversation of this group, so that I can summarise it; I keep"
            " it for {days} days. If you do not want yours kept: /nomeguardes",
            days=KEPT_FOR[Kept.DISCUSSION].days,
        )
    )


def mode_name(mode: Mode, words: Words) -> str:
    """One word."""
    return words("Full") if mode is Mode.FULL else words("Discreet")


def mode_explained(mode: Mode, words: Words) -> Html:
    """One line."""
    if mode is Mode.FULL:
        return text(
            words,
            "I read the conversation too, so that I can summarise it. I keep it for {days} days, and"
            " everybody is told.",
            days=KEPT_FOR[Kept.DISCUSSION].days,
        )
    return text(
        words, "only what is for me: commands, hashtags, replies to me and taps. Nothing else."
    )


def country_name(code: str, words: Words) -> str:
    """The country in the reader's language, from CLDR."""
    if code == OTHER:
        return label(words, "Another country")
    return str(Locale.parse(words.language).territories[code])


def zone_city(zone: str, words: Words) -> str:
    """The place a time zone is named after, in the reader's language, from CLDR."""
    return get_timezone_location(zone, locale=words.language, return_city=True)
