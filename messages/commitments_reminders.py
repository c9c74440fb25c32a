"""What time says about a commitment: before it is due, on the day, and afterwards in private.

The one thing to know: a reminder may come earlier than planned (quiet hours) or later (the bot was
off), so it always says the day itself, and «today» only when it is today.
"""

from collections.abc import Sequence
from datetime import date

from community.commitments import EvidenceKind, Pledge, Responsible
from locales.words import N_, Words
from messages.buttons import Press
from messages.commitments import (
    LISTED_NAMES,
    LISTED_WHAT,
    button,
    button_of,
    join_button,
    mentions,
    name,
    what,
)
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    label,
    lines,
    link,
    shorten,
    text,
    texts,
)

OF_A_DAY = 8  # commitments in one private reminder
FOR_GUIDES = 4  # commitments in their note; the others are counted
HOW_TO_SHOW: dict[EvidenceKind, str] = {
    EvidenceKind.PHOTO: N_("If it is done, answer here with the photo."),
    EvidenceKind.TEXT: N_("If it is done, answer here with a few words."),
    EvidenceKind.AUDIO: N_("If it is done, answer here with the audio."),
    EvidenceKind.DOCUMENT: N_("If it is done, answer here with the document."),
    EvidenceKind.LINK: N_("If it is done, answer here with the link."),
    EvidenceKind.NONE: N_("If it is done, one tap is enough."),
}


def to_the_group(
    pledge: Pledge, words: Words, *, today: date, people: Sequence[Responsible]
) -> Message:
    """A reply to the card, telling `people`, who took it."""
    return Message(
        text=lines(
            due(pledge, words, today),
            text(words, "Taken by {people}.", people=mentions(people, words)),
            text(words, HOW_TO_SHOW[_kind(pledge)]),
        ),
        keyboard=_buttons(pledge, words),
        about=("commitment", pledge.commitment.id),
    )


def in_private(
    pledge: Pledge, words: Words, *, today: date, community: str, url: str | None
) -> Message:
    """The same to one person, with the community it is about and the way back to it."""
    where = link(shorten(community, 60), url)
    return Message(
        text=lines(
            due(pledge, words, today),
            text(words, HOW_TO_SHOW[_kind(pledge)]),
            text(words, "In {community}.", community=where),
        ),
        keyboard=_buttons(pledge, words),
        about=("commitment", pledge.commitment.id),
    )


def several(pledges: Sequence[Pledge], number: int, words: Words, *, community: str) -> Message:
    """To one person, of all that comes on one day: a row of buttons for each. `number`: of the
    first step; what is done leaves it."""
    shown = pledges[:OF_A_DAY]
    if not shown:
        done = text(words, "✅ All of these are settled. Thank you.")
        return Message(text=done, about=("commitment-day", number))
    return Message(
        text=lines(
            text(words, "📌 What you took on, in {community}:", community=shorten(community, 40)),
            *(_of_a_day(one, words) for one in shown),
            text(words, "If one is done, tap, or answer here with what shows it."),
        ),
        keyboard=tuple(_row_of(one, number, words) for one in shown),
        about=("commitment-day", number),
    )


def _of_a_day(pledge: Pledge, words: Words) -> Html:
    on = pledge.commitment.due_on
    assert on is not None
    return text(
        words,
        "{number}. {what} · {day}",
        number=pledge.commitment.number,
        what=shorten(pledge.commitment.what, LISTED_WHAT),
        day=words.short_day(on),
    )


def _row_of(pledge: Pledge, number: int, words: Words) -> tuple[Button, ...]:
    commitment = pledge.commitment
    again = f"{commitment.id}.{commitment.due_on}"
    return (
        button_of(pledge, "day-done", number, str(commitment.id), words(N_("It is done"))),
        button_of(pledge, "day-later", number, again, words(N_("+1 week"))),
        button_of(pledge, "day-help", number, str(commitment.id), words(N_("Help"))),
    )


def nobody_left(pledge: Pledge, words: Words, *, today: date) -> Message:
    """Those who took it have left the group."""
    return Message(
        text=lines(
            due(pledge, words, today),
            text(words, "Those who took it are no longer in the group. Does anybody take it up?"),
        ),
        keyboard=((join_button(pledge, words),),),
        about=("commitment", pledge.commitment.id),
    )


def nobody_yet(pledge: Pledge, words: Words, *, today: date) -> Message:
    """Once, in the group: nobody has accepted it."""
    return Message(
        text=lines(
            due(pledge, words, today),
            text(
                words,
                "Nobody has taken it yet, and that is fine. Does somebody? If not, it rests.",
            ),
        ),
        keyboard=((join_button(pledge, words),),),
        about=("commitment", pledge.commitment.id),
    )


def for_guides(pledges: Sequence[Pledge], words: Words, *, community: str) -> Message:
    """A week later, to the guides alone: what may need a hand."""
    beyond = len(pledges) - FOR_GUIDES
    return Message(
        text=lines(
            text(
                words,
                "In {community}, a week after their day these are still open. "
                "Only those who facilitate read this; perhaps a hand is needed.",
                community=shorten(community, 40),
            ),
            *(_for_guides(one, words) for one in pledges[:FOR_GUIDES]),
            texts(words, "And one more.", "And {n} more.", beyond) if beyond > 0 else None,
        )
    )


def _for_guides(pledge: Pledge, words: Words) -> Html:
    takers = [name(one, words) for one in pledge.takers]
    return text(
        words,
        "{number}. {what} · {people}",
        number=pledge.commitment.number,
        what=shorten(pledge.commitment.what, LISTED_WHAT),
        people=shorten(words.listing(takers), LISTED_NAMES),
    )


def due(pledge: Pledge, words: Words, today: date) -> Html:
    """«📌 Hoy vence el compromiso 12: suben la rúbrica.»"""
    on = pledge.commitment.due_on
    assert on is not None
    values = {"number": pledge.commitment.number, "what": what(pledge)}
    if on == today:
        return text(words, "📌 Commitment {number} is due today: {what}.", **values)
    day = bold(words.day(on))
    if on > today:
        return text(words, "📌 Commitment {number} is due on {day}: {what}.", day=day, **values)
    return text(words, "📌 Commitment {number} was due on {day}: {what}.", day=day, **values)


def _buttons(pledge: Pledge, words: Words) -> Keyboard:
    number, on = pledge.commitment.id, pledge.commitment.due_on
    assert on is not None
    later = Press(verb="commitment-later", subject=number, choice=on.isoformat())
    return (
        (
            button(words, N_("It is done"), "commitment-done", number),
            Button(label=label(words, N_("+1 week")), press=later),
            button(words, N_("I need help"), "commitment-help", number),
        ),
    )


def _kind(pledge: Pledge) -> EvidenceKind:
    return pledge.commitment.evidence or EvidenceKind.NONE
