"""What is said of sessions that come again: when, which days are skipped, and that it ended."""

from collections.abc import Sequence
from datetime import date

from community.series import Series
from community.sessions import Rhythm
from locales.words import N_, Words
from messages.buttons import Press
from messages.sessions import TITLE_SHOWN
from messages.text import Button, Message, label, lines, shorten, text, texts

EVERY = {
    Rhythm.WEEKLY: N_("🔁 «{title}» comes again every week at {hour}: {days}…"),
    Rhythm.FORTNIGHTLY: N_("🔁 «{title}» comes again every two weeks at {hour}: {days}…"),
    Rhythm.MONTHLY: N_("🔁 «{title}» comes again every month at {hour}: {days}…"),
}


def begun(series: Series, days: Sequence[date], skipped: Sequence[date], words: Words) -> Message:
    """To whoever called it: the next days, what is skipped, and how it ends."""
    stop = Button(
        label=label(words, N_("End the series")),
        press=Press(verb="session-stop", subject=series.id),
    )
    return Message(
        text=lines(
            text(
                words,
                EVERY[series.rhythm],
                title=_title(series),
                hour=f"{series.at:%H:%M}",
                days=", ".join(words.short_day(on) for on in days),
            ),
            texts(
                words,
                "Skipped, for it is a holiday: {days}.",
                "Skipped, for they are holidays: {days}.",
                len(skipped),
                days=words.listing([words.short_day(on) for on in skipped]),
            )
            if skipped
            else None,
            text(
                words,
                "Each has its own card some days before, and can be moved or cancelled alone. To end "
                "the series: tap here, or reply to one of them «it does not repeat any more».",
            ),
        ),
        keyboard=((stop,),),
        about=("session-series", series.id),
    )


def stopped(series: Series, words: Words) -> Message:
    """The series is over; what was called stands."""
    return Message(
        text=text(
            words,
            "«{title}» comes again no more. The session that is called already stands.",
            title=_title(series),
        ),
        about=("session-series", series.id),
    )


def stopped_briefly(words: Words) -> str:
    """For the tap."""
    return words(N_("The series has ended."))


def _title(series: Series) -> str:
    return shorten(series.title, TITLE_SHOWN).rstrip(".")
