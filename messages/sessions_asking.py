"""What is asked of a session's date: which day, which hour, of a draft or of a session that moves.

The one thing to know: every button names a whole day (and hour), and a mark: the draft, or the
session as often changed as it was when the button was drawn. A tap on an older one moves nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from community.calendar import local_day
from community.communities import Community
from community.ids import SessionId
from community.sessions import Draft, Session, SessionKind
from locales.words import N_, Words
from messages.buttons import Press
from messages.sessions import TITLE_SHOWN
from messages.text import Button, Html, Message, bold, in_rows, label, lines, shorten, text

DRAFT_MARK = "d"
HOURS = (time(9), time(15), time(16), time(17), time(18), time(19))
MOST_BUTTONS = 6
KINDS = {
    SessionKind.LIVE: N_("Live"),
    SessionKind.ASYNCHRONOUS: N_("Asynchronous"),
    SessionKind.MICROCENTRE: N_("Microcentre"),
}


class Option(NamedTuple):
    """What one button offers: a day, and an hour where it is known."""

    on: date
    at: time | None


class Dated(Protocol):
    """A draft or a session: whatever a question is about."""

    @property
    def id(self) -> SessionId: ...
    @property
    def title(self) -> str: ...


def which_hour(draft: Draft, words: Words) -> Message:
    """The day is known, the hour is not."""
    assert draft.meant_on is not None
    on = draft.meant_on
    buttons = [
        Button(label=f"{hour:%H:%M}", press=_press(draft, DRAFT_MARK, Option(on, hour)))
        for hour in HOURS
    ]
    return Message(
        text=lines(
            _head(draft, words),
            text(
                words,
                "{day}. At what time? Tap one, or reply to this message with the time.",
                day=bold(words.day(on)),
            ),
        ),
        keyboard=in_rows(buttons),
        about=("session-draft", draft.id),
    )


def which_day(
    dated: Draft | Session,
    options: Sequence[Option],
    community: Community,
    now: datetime,
    words: Words,
    *,
    past: str | None = None,
) -> Message:
    """Which day, of those a date may mean, else of the next ones that are not silent.

    `past`: what was meant and is over, in words.
    """
    mark, hour = _mark_and_hour(dated, community)
    shown = options or [Option(on, hour) for on in _next_days(community, now)]
    buttons = [
        Button(label=_label(option, words), press=_press(dated, mark, option))
        for option in shown[:MOST_BUTTONS]
    ]
    keyboard = in_rows(buttons, a_row=2)
    if isinstance(dated, Draft) and not options:
        press = Press(verb="session-offer", subject=dated.id)
        ask = Button(label=label(words, N_("Ask the group")), press=press)
        keyboard = (*keyboard, (ask,), _kinds(dated, words))
    return Message(
        text=lines(_head(dated, words), _over(past, words), _ask_day(dated, community, words)),
        keyboard=keyboard,
        about=("session-draft", dated.id),
    )


def _kinds(draft: Draft, words: Words) -> tuple[Button, ...]:
    """How people meet; the one that holds is marked."""
    return tuple(
        Button(
            label=f"✓ {label(words, msgid)}" if kind is draft.kind else label(words, msgid),
            press=Press(verb="session-kind", subject=draft.id, choice=kind.value),
        )
        for kind, msgid in KINDS.items()
    )


def settled(session: Session, community: Community, words: Words) -> Message:
    """What a question becomes once it is answered."""
    when = words.moment(session.starts_at, community.zone)
    return Message(
        text=text(words, "Noted: {when}.", when=bold(when)), about=("session-draft", session.id)
    )


def chosen(choice: str) -> tuple[str, Option] | None:
    """(mark, option) of a button's choice; None for one that is not ours."""
    mark, _, rest = choice.partition(".")
    day, has_hour, hour = rest.partition("T")
    try:
        at = time.fromisoformat(f"{hour[:2]}:{hour[2:]}") if has_hour else None
        return mark, Option(date.fromisoformat(day), at)
    except ValueError:
        return None


def _mark_and_hour(dated: Draft | Session, community: Community) -> tuple[str, time | None]:
    if isinstance(dated, Session):
        return str(dated.sequence), dated.starts_at.astimezone(community.zone).time()
    return DRAFT_MARK, dated.meant_time


def _head(dated: Dated, words: Words) -> Html:
    return text(words, "📅 Session: {title}", title=shorten(dated.title, TITLE_SHOWN).rstrip("."))


def _over(past: str | None, words: Words) -> Html | None:
    return None if past is None else text(words, "{when} is over already.", when=past)


def _ask_day(dated: Draft | Session, community: Community, words: Words) -> Html:
    if isinstance(dated, Session):
        return text(
            words,
            "It is on {when}. When will it be? Tap one, or reply to this message with the day and "
            "the time.",
            when=bold(words.moment(dated.starts_at, community.zone)),
        )
    return text(
        words,
        "When will it be? Tap one, or reply to this message with the day and the time, for "
        "example: Thursday 26 at 18:00",
    )


def _next_days(community: Community, now: datetime) -> list[date]:
    today = local_day(now, community.zone)
    silent = community.quiet.silent_weekdays
    days = (today + timedelta(days=n) for n in range(1, 15))
    return [day for day in days if day.weekday() not in silent or len(silent) == 7][:MOST_BUTTONS]


def _label(option: Option, words: Words) -> str:
    day = words.short_day(option.on, with_year=option.at is None)
    return day if option.at is None else f"{day} {option.at:%H:%M}"


def _press(dated: Dated, mark: str, option: Option) -> Press:
    hour = "" if option.at is None else f"T{option.at:%H%M}"
    choice = f"{mark}.{option.on.isoformat()}{hour}"
    return Press(verb="session-date", subject=dated.id, choice=choice)
