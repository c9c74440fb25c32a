"""What is said while a session looks for its time: the slots, the best of them and why, and no answers.

The one thing to know: a slot shows how many can, never who; and nobody is shown as one who cannot.
"""

from collections.abc import Sequence
from datetime import date, datetime

from community.communities import Community
from community.sessions import Draft
from community.slots import Availability, BestSlot, Slot, open_slots
from locales.words import N_, Words
from messages.buttons import Press
from messages.sessions import TITLE_SHOWN
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    label,
    lines,
    shorten,
    text,
    texts,
)

Said = Sequence[Availability]
FRAGMENT = 60


def which_suit(
    draft: Draft,
    slots: Sequence[Slot],
    said: Said,
    community: Community,
    now: datetime,
    words: Words,
) -> Message:
    """The slots that are still to come, each a button with how many can."""
    answered = len({one.person_id for one in said})
    rows = [
        (_slot_button(draft, slot, said, "session-slot", words),)
        for slot in open_slots(slots, now, community.zone)
    ]
    decide = Button(
        label=label(words, N_("Choose now")), press=Press(verb="session-decide", subject=draft.id)
    )
    return Message(
        text=lines(
            _head(draft, words),
            text(
                words,
                "When can you? Tap every time that suits you; a second tap takes it back. Then I "
                "say which one suits most.",
            ),
            texts(words, "{n} has answered.", "{n} have answered.", answered) if answered else None,
        ),
        keyboard=(*rows, (decide,)) if rows else (),
        about=("session-poll", draft.id),
    )


def best(
    draft: Draft,
    choice: BestSlot,
    slots: Sequence[Slot],
    said: Said,
    community: Community,
    now: datetime,
    words: Words,
) -> Message:
    """«La hora que más sirve: jueves 26, 18:00. Pueden 5 de 6, y están las 3 escuelas.»"""
    when = words.moment(choice.slot.starts_at(community.zone), community.zone)
    return Message(
        text=lines(
            _head(draft, words),
            text(words, "The time that suits most: {when}.", when=bold(when)),
            _why(choice, words),
            _as_good(choice, community, words),
            text(words, "Whoever facilitates confirms it with a tap, or takes another."),
        ),
        keyboard=_to_settle(draft, slots, said, community, now, words, first=choice.slot),
        about=("session-poll", draft.id),
    )


def nobody(
    draft: Draft,
    slots: Sequence[Slot],
    said: Said,
    community: Community,
    now: datetime,
    words: Words,
) -> Message:
    """Nobody tapped: whoever facilitates is asked."""
    return Message(
        text=lines(
            _head(draft, words),
            text(
                words,
                "There are no answers yet about the time. Whoever facilitates can take one of these "
                "now; otherwise I leave the question open for some time.",
            ),
        ),
        keyboard=_to_settle(draft, slots, said, community, now, words),
        about=("session-poll", draft.id),
    )


def left_open(draft: Draft, words: Words) -> Message:
    """The last word about a question of time that led to none."""
    return Message(
        text=text(
            words,
            "📅 «{title}» stays without a time for now. Whoever facilitates can reply here with the "
            "day and the time, and it is called.",
            title=shorten(draft.title, TITLE_SHOWN).rstrip("."),
        ),
        about=("session-poll", draft.id),
    )


def asked(words: Words) -> Message:
    """What the question to a guide becomes once the group is asked."""
    return Message(text=text(words, "I ask the group, with some times to tap."))


def unclear(part: str, words: Words) -> Message:
    """One of several dates is not certain: nothing is asked of the group yet."""
    return Message(
        text=text(
            words,
            "I am not sure about «{part}». Write each time with its day and hour, for example: "
            "/sesion Reading together: Thursday 26 at 18:00, Friday 27 at 17:00",
            part=shorten(part, FRAGMENT),
        )
    )


def over(day: date, words: Words) -> Message:
    """One of several dates is over."""
    return Message(
        text=text(
            words,
            "{day} is over already. Write the times that are still to come, each with its day and "
            "hour.",
            day=words.day(day),
        )
    )


# The small answers to taps.


def tapped(slot: Slot, can: bool, community: Community, words: Words) -> str:
    """«Anotado: puedes el jueves 26 de noviembre, 18:00.»"""
    when = words.moment(slot.starts_at(community.zone), community.zone)
    sentence = (
        N_("Noted: you can on {when}.") if can else N_("Taken back: {when}. Tap again if you can.")
    )
    return words(sentence).format(when=when)


def chosen_below(words: Words) -> str:
    """After [Choose now]."""
    return words(N_("The best one so far is below."))


def _head(draft: Draft, words: Words) -> Html:
    return text(words, "📅 Session: {title}", title=shorten(draft.title, TITLE_SHOWN).rstrip("."))


def _why(choice: BestSlot, words: Words) -> Html:
    n, total = choice.can, choice.answered
    if choice.schools_in_all < 2:
        return texts(words, "{n} of {total} can.", "{n} of {total} can.", n, total=total)
    if choice.schools == choice.schools_in_all:
        return texts(
            words,
            "{n} of {total} can, and all {schools} schools are there.",
            "{n} of {total} can, and all {schools} schools are there.",
            n,
            total=total,
            schools=choice.schools,
        )
    return texts(
        words,
        "{n} of {total} can, from {schools} of {all} schools.",
        "{n} of {total} can, from {schools} of {all} schools.",
        n,
        total=total,
        schools=choice.schools,
        all=choice.schools_in_all,
    )


def _as_good(choice: BestSlot, community: Community, words: Words) -> Html | None:
    if not choice.as_good:
        return None
    others = [_short(slot, words) for slot in choice.as_good]
    return text(
        words, "As many can at: {others}. I name the first one.", others=words.listing(others)
    )


def _to_settle(
    draft: Draft,
    slots: Sequence[Slot],
    said: Said,
    community: Community,
    now: datetime,
    words: Words,
    first: Slot | None = None,
) -> Keyboard:
    ahead = sorted(open_slots(slots, now, community.zone), key=lambda slot: slot != first)
    return tuple((_slot_button(draft, slot, said, "session-settle", words),) for slot in ahead)


def _slot_button(draft: Draft, slot: Slot, said: Said, verb: str, words: Words) -> Button:
    """«jue 26 nov 18:00 ·5»: at most twenty characters."""
    n = len({one.person_id for one in said if one.slot_id == slot.id})
    shown = f"{_short(slot, words)} ·{n}" if n else _short(slot, words)
    return Button(label=shown, press=Press(verb=verb, subject=draft.id, choice=str(slot.id)))


def _short(slot: Slot, words: Words) -> str:
    return f"{words.short_day(slot.on, with_year=False)} {slot.at:%H:%M}"
