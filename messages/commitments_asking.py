"""What a draft of a commitment still asks, one thing at a time, with buttons or by a reply.

The one thing to know: a question carries `("commitment-draft", id)`, so a reply days later still
answers it; what was understood is echoed above the question, the date with its weekday.
"""

from collections.abc import Sequence
from datetime import date

from community.commitments import EvidenceKind, Missing, Pledge, missing
from community.people import Member
from locales.words import N_, Words
from messages.buttons import Press
from messages.commitments import (
    NAMES_SHOWN,
    WHAT_SHOWN,
    button,
    due_line,
    expected_line,
    name,
    round_line,
    what,
)
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    shorten,
    text,
)

MOST_NAMES = 6  # two rows of buttons
OPEN, READY = "open", "ready"  # choices of who takes it
A_WEEK, TWO_WEEKS, MONTH_END = "7", "14", "month"
EVIDENCE_BUTTONS: tuple[tuple[tuple[EvidenceKind, str], ...], ...] = (
    (
        (EvidenceKind.PHOTO, N_("A photo")),
        (EvidenceKind.TEXT, N_("A few words")),
        (EvidenceKind.NONE, N_("No evidence")),
    ),
    (
        (EvidenceKind.AUDIO, N_("An audio")),
        (EvidenceKind.DOCUMENT, N_("A document")),
        (EvidenceKind.LINK, N_("A link")),
    ),
)


def question(
    pledge: Pledge,
    words: Words,
    *,
    options: Sequence[date] = (),
    past: date | None = None,
    not_understood: bool = False,
    just_missed: bool = False,
    recent: Sequence[Member] = (),
) -> Message | None:
    """The next thing to ask, or None when nothing is missing.

    `options`: the days an unsure date may mean. `past`: a day that was refused because it is over.
    `recent`: whose names are offered.
    """
    lacks = missing(pledge)
    if lacks is None:
        return None
    if lacks is Missing.WHO:
        return who(pledge, words, recent, not_understood=not_understood)
    keyboard: Keyboard = ()
    if lacks is Missing.WHAT:
        ask = _what(words)
    elif lacks is Missing.DUE:
        slip = _slip(words, not_understood=not_understood, just_missed=just_missed)
        ask, keyboard = _due(pledge, words, options, past, not_understood, slip)
    else:
        ask, keyboard = _evidence(pledge, words, not_understood)
    return Message(
        text=lines(_echo(pledge, words), ask),
        keyboard=keyboard,
        about=("commitment-draft", pledge.commitment.id),
    )


def who(
    pledge: Pledge, words: Words, recent: Sequence[Member], *, not_understood: bool = False
) -> Message:
    """Who takes it: the people who spoke last, or names in reply, or whoever wants to."""
    ask = text(words, "Who takes it? Tap one or more, or answer with names.")
    if not_understood:
        ask = text(words, "I found no name in that. Who takes it? Tap, or answer with names.")
    number = pledge.commitment.id
    names = tuple(_named(pledge, one) for one in recent[:MOST_NAMES])
    last = button(words, N_("Whoever wants to"), "commitment-who", number, OPEN)
    if pledge.named:
        last = button(words, N_("Ready"), "commitment-who", number, READY)
    return Message(
        text=lines(_echo(pledge, words), ask),
        keyboard=(*in_rows(names), (last,)),
        about=("commitment-draft", number),
    )


def _named(pledge: Pledge, member: Member) -> Button:
    place = pledge.place_of(member.person_id)
    mark = "✓ " if place is not None and place in pledge.named else ""
    press = Press(verb="commitment-who", subject=pledge.commitment.id, choice=str(member.person_id))
    return Button(label=mark + shorten(member.name, 17), press=press)


def _what(words: Words) -> Html:
    return text(
        words,
        "Who does what, and by when? Answer this message, for example: "
        "«Rosa and Juan upload the rubric before Friday, evidence photo».",
    )


def _due(
    pledge: Pledge,
    words: Words,
    options: Sequence[date],
    past: date | None,
    not_understood: bool,
    slip: Html | None,
) -> tuple[Html, Keyboard]:
    number = pledge.commitment.id
    if options:
        days = tuple(
            Button(
                label=words.short_day(on),
                press=Press(verb="commitment-due", subject=number, choice=on.isoformat()),
            )
            for on in options[:6]
        )
        ask = text(words, "Which day is it due? Tap one, or answer with another date.")
        return lines(slip, ask), tuple(days[i : i + 3] for i in range(0, len(days), 3))
    buttons = (
        button(words, N_("1 week"), "commitment-due", number, A_WEEK),
        button(words, N_("2 weeks"), "commitment-due", number, TWO_WEEKS),
        button(words, N_("End of the month"), "commitment-due", number, MONTH_END),
    )
    if past is not None:
        ask = text(
            words,
            "{day} is over already. By when? Tap one, or answer this message with a date.",
            day=bold(words.day(past)),
        )
    elif not_understood:
        ask = text(
            words,
            "I did not find a day in that. By when? Tap one, or answer with a date "
            "such as «15 May» or «on Friday».",
        )
    else:
        ask = text(words, "By when? Tap one, or answer this message with a date.")
    return ask, (buttons,)


def _slip(words: Words, *, not_understood: bool, just_missed: bool) -> Html | None:
    """What is wrong with the day that was said, before other days are offered."""
    if just_missed:
        return text(words, "That day is over already.")
    return text(words, "There is no such day.") if not_understood else None


def _evidence(pledge: Pledge, words: Words, not_understood: bool) -> tuple[Html, Keyboard]:
    keyboard = tuple(
        tuple(
            button(words, msgid, "commitment-evidence", pledge.commitment.id, kind.value)
            for kind, msgid in row
        )
        for row in EVIDENCE_BUTTONS
    )
    if not_understood:
        return text(words, "I did not catch it. What will show that it is done? Tap one."), keyboard
    return text(words, "What will show that it is done?"), keyboard


def _echo(pledge: Pledge, words: Words) -> str | None:
    """What has been understood so far."""
    if not pledge.commitment.what:
        return None
    return lines(understood(pledge, words), due_line(pledge, words), round_line(pledge, words))


def understood(pledge: Pledge, words: Words) -> Html:
    """«🤝 Rosa y Juan: suben la rúbrica»: a commitment that has no number yet."""
    people = [name(one, words) for one in pledge.named]
    if not people:
        return text(words, "🤝 {what}", what=shorten(pledge.commitment.what, WHAT_SHOWN))
    shown = shorten(words.listing(people), NAMES_SHOWN)
    return text(words, "🤝 {people}: {what}", people=shown, what=what(pledge))


def settled(pledge: Pledge, words: Words) -> Message:
    """What the last question becomes: nothing is left to ask."""
    if pledge.commitment.number > 0:
        sentence = text(words, "Noted: it is commitment {number}.", number=pledge.commitment.number)
    else:
        sentence = text(words, "Noted. Whoever facilitates can confirm it.")
    return Message(text=sentence, about=("commitment-draft", pledge.commitment.id))


def suggestion(pledge: Pledge, words: Words, by: str) -> Message:
    """A member's proposal, for a guide to confirm; the same message then becomes the card."""
    number = pledge.commitment.id
    confirm = Button(
        label=label(words, N_("Confirm it")),
        press=Press(verb="commitment-confirm", subject=number),
    )
    body = lines(
        understood(pledge, words),
        due_line(pledge, words),
        expected_line(pledge, words),
        text(
            words, "{name} suggests it. Whoever facilitates can confirm it.", name=shorten(by, 40)
        ),
    )
    return Message(text=body, keyboard=((confirm,),), about=("commitment", number))
