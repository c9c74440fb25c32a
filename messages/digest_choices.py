"""The card of /boletin: how often, on which day and at what hour somebody reads each digest they get.

The one thing to know: one message with the subject `("digests", person)`. A choice on a button says
whose digest it is before the dot (`guide.day=4`); without «=» it opens a menu, with it something is set.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from community.countries import COUNTRIES, country
from community.digest_choices import HOURS, DigestChoice, DigestKind, Often, zone_code
from locales.words import N_, Words
from messages.buttons import Press
from messages.settings import BUTTON_MAX, country_name, zone_city
from messages.text import Button, Html, Message, bold, in_rows, label, lines, shorten, text

NAMES = {
    DigestKind.MEMBER: N_("What others shared"),
    DigestKind.GUIDE: N_("For who facilitates"),
    DigestKind.COORDINATOR: N_("For coordination"),
}
OFTEN = {Often.WEEKLY: N_("Weekly"), Often.MONTHLY: N_("Monthly"), Often.NEVER: N_("None")}

Planned = Mapping[DigestKind, tuple[DigestChoice, datetime | None]]  # with when the next one comes


def card(planned: Planned, home: ZoneInfo, words: Words) -> Message:
    """Each digest as it is now; with one alone, its buttons at once."""
    if len(planned) == 1:
        return of_one(next(iter(planned)), planned, home, words)
    buttons = [
        _button(choice, f"{kind}.open", words(NAMES[kind])) for kind, (choice, _) in planned.items()
    ]
    return _message(
        planned,
        [
            text(words, "This is when I write to you. Which one do you want to change?"),
            *_all(planned, home, words),
        ],
        in_rows(buttons, 1),
    )


def of_one(kind: DigestKind, planned: Planned, home: ZoneInfo, words: Words) -> Message:
    """One digest: how often, and what its day, hour and clock are."""
    choice, _ = planned[kind]
    often = [
        _button(choice, f"{kind}.often={one}", _ticked(words(name), one is choice.often))
        for one, name in OFTEN.items()
    ]
    more = [
        _button(choice, f"{kind}.{menu}", words(name))
        for menu, name in (("day", N_("Day")), ("hour", N_("Hour")), ("zone", N_("Clock")))
    ]
    rows: tuple[tuple[Button, ...], ...] = (tuple(often), tuple(more))
    if len(planned) > 1:
        rows = (*rows, (_button(choice, f"{kind}.back", words("Go back")),))
    said = [
        *_all({kind: planned[kind]}, home, words),
        text(words, "You may write it too: /boletin Monday 8"),
    ]
    return _message(planned, said, rows)


def which(planned: Planned, wanted: str, words: Words) -> Message:
    """Somebody wrote when, and gets several: one tap says which is meant."""
    buttons = [
        _button(choice, f"{kind}.set={wanted}", words(NAMES[kind]))
        for kind, (choice, _) in planned.items()
    ]
    return _message(planned, [text(words, "Which of them do you mean?")], in_rows(buttons, 1))


def days(kind: DigestKind, planned: Planned, words: Words) -> Message:
    """Which day."""
    choice, _ = planned[kind]
    buttons = [
        _button(choice, f"{kind}.day={day}", _ticked(words.weekday(day), day == choice.weekday))
        for day in range(7)
    ]
    return _menu(kind, planned, text(words, "On which day?"), buttons, words)


def hours(kind: DigestKind, planned: Planned, words: Words) -> Message:
    """At what hour."""
    choice, _ = planned[kind]
    buttons = [
        _button(choice, f"{kind}.hour={hour}", _ticked(f"{hour}:00", hour == choice.at.hour))
        for hour in HOURS
    ]
    said = text(words, "At what hour? Another one you write like this: /boletin Monday 6:30")
    return _menu(kind, planned, said, buttons, words)


def zones(kind: DigestKind, planned: Planned, near: Sequence[str], words: Words) -> Message:
    """On which clock: those of their communities, or of another country."""
    choice, _ = planned[kind]
    buttons = [
        _button(choice, f"{kind}.zone={code}", zone_city(zone, words))
        for zone in near
        if (code := zone_code(zone)) is not None
    ]
    buttons.append(_button(choice, f"{kind}.countries", words("Another place")))
    return _menu(kind, planned, text(words, "On which clock do you live?"), buttons, words)


def countries(kind: DigestKind, planned: Planned, words: Words) -> Message:
    """In which country."""
    choice, _ = planned[kind]
    buttons = [
        _button(choice, f"{kind}.in={code}", country_name(code, words)) for code in COUNTRIES
    ]
    return _menu(kind, planned, text(words, "In which country?"), buttons, words)


def zones_of(kind: DigestKind, planned: Planned, code: str, words: Words) -> Message:
    """Which clock of a country with several."""
    choice, _ = planned[kind]
    buttons = [
        _button(choice, f"{kind}.zone={zone_code(zone)}", zone_city(zone, words))
        for zone in country(code).zones
    ]
    said = text(words, "There are several time zones there. Which place is nearest to your clock?")
    return _menu(kind, planned, said, buttons, words)


def sent_in_private(words: Words) -> Message:
    """In the group."""
    return Message(text=text(words, "I wrote it to you in private."))


def private_first(url: str, words: Words) -> Message:
    """To who has no private chat with the bot."""
    return Message(
        text=text(words, "A digest comes in private: open our private chat."),
        keyboard=((Button(label=label(words, "Open"), url=url),),),
    )


def _all(planned: Planned, home: ZoneInfo, words: Words) -> list[Html]:
    return [_row(kind, choice, at, home, words) for kind, (choice, at) in planned.items()]


def _row(
    kind: DigestKind, choice: DigestChoice, at: datetime | None, home: ZoneInfo, words: Words
) -> Html:
    name = bold(words(NAMES[kind]))
    if choice.often is Often.NEVER or at is None:
        return text(words, "{name}: none", name=name)
    zone = choice.zone(home)
    values = {
        "name": name,
        "weekday": words.weekday(choice.weekday),
        "time": f"{choice.at:%H:%M}",
        "place": zone_city(zone.key, words),
        "next": words.moment(at, zone),
    }
    if choice.often is Often.MONTHLY:
        return text(
            words,
            "{name}: the first {weekday} of the month at {time}, clock of {place}. The next: {next}.",
            **values,
        )
    return text(
        words,
        "{name}: every {weekday} at {time}, clock of {place}. The next, if there is something to "
        "tell: {next}.",
        **values,
    )


def _menu(
    kind: DigestKind, planned: Planned, said: Html, buttons: Sequence[Button], words: Words
) -> Message:
    choice, _ = planned[kind]
    back = _button(choice, f"{kind}.open", words("Go back"))
    return _message(planned, [said], (*in_rows(buttons), (back,)))


def _message(
    planned: Planned, said: Sequence[Html], rows: tuple[tuple[Button, ...], ...]
) -> Message:
    choice, _ = next(iter(planned.values()))
    return Message(text=lines(*said), keyboard=rows, about=("digests", choice.person_id))


def _button(choice: DigestChoice, press: str, shown: str) -> Button:
    return Button(
        label=shorten(shown, BUTTON_MAX),
        press=Press(verb="digest-choose", subject=choice.person_id, choice=press),
    )


def _ticked(shown: str, is_chosen: bool) -> str:
    return f"✓ {shown}" if is_chosen else shown
