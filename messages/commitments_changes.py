"""What is said of a commitment's past: its history, what was corrected, what was taken back, why not.

The one thing to know: a history says who did what and when, and nobody's delay: a date that was
moved is a date that was moved.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from community.calendar import local_day
from community.commitments import Pledge
from community.commitments_changes import Change, Happened
from community.ids import PersonId
from locales.words import N_, Words
from messages.buttons import Press
from messages.commitments import (
    answers_line,
    button,
    due_line,
    expected_line,
    headline,
    round_line,
    what,
)
from messages.people import called, nobody_in_particular
from messages.text import Button, Html, Message, bold, label, lines, plain, shorten, text, texts

LATEST = 6  # lines of a history, so that it stays under 600 characters
TIME, MEANS, OTHER = "time", "means", "other"  # choices of why somebody cannot

TOLD: dict[Happened, str] = {
    Happened.SUGGESTED: N_("{day}: {name} suggested it"),
    Happened.PROPOSED: N_("{day}: {name} put it before the group"),
    Happened.FOLLOWED: N_("{day}: it came round"),
    Happened.ACCEPTED: N_("{day}: {name} accepted"),
    Happened.JOINED: N_("{day}: {name} joined in"),
    Happened.DECLINED: N_("{day}: {name} cannot"),
    Happened.POSTPONED: N_("{day}: {name} moved the day"),
    Happened.CORRECTED: N_("{day}: {name} corrected it"),
    Happened.STOPPED: N_("{day}: {name} stopped its coming round"),
    Happened.HELP: N_("{day}: {name} asked for a hand"),
    Happened.DONE: N_("{day}: {name} marked it as done"),
    Happened.SHOWN: N_("{day}: {name} showed it"),
    Happened.SEEN: N_("{day}: {name} saw it"),
    Happened.UNDONE: N_("{day}: {name} took the last change back"),
}
WHY: dict[str, str] = {
    TIME: N_("No time"),
    MEANS: N_("Something is missing"),
    OTHER: N_("It is not for me"),
}


def history(
    pledge: Pledge,
    changes: Sequence[Change],
    names: Mapping[PersonId, str],
    words: Words,
    zone: ZoneInfo,
) -> Message:
    """«/compromiso 12»: what it is, and what happened, the latest last."""
    shown = changes[-LATEST:]
    before = len(changes) - len(shown)
    return Message(
        text=lines(
            text(
                words,
                "🤝 Commitment {number}: {what}",
                number=pledge.commitment.number,
                what=what(pledge, 60),
            ),
            answers_line(pledge, words, 60),
            due_line(pledge, words),
            expected_line(pledge, words),
            round_line(pledge, words),
            "",
            texts(words, "(one change before)", "({n} changes before)", before) if before else None,
            *(_line(change, names, words, zone) for change in shown),
        ),
        keyboard=_stop_button(pledge, words),
        about=("commitment-history", pledge.commitment.id),
    )


def corrected(pledge: Pledge, by: str, words: Words) -> Message:
    """To the group, in reply to the card: who had accepted may say that it does not fit any more."""
    known = text(
        words,
        "✏️ {name} corrected commitment {number}: {what}.",
        name=shorten(by, 40),
        number=pledge.commitment.number,
        what=what(pledge),
    )
    again = None
    if pledge.takers:
        again = text(words, "If it does not fit you any more, «I cannot» is on its message.")
    return Message(
        text=lines(known, due_line(pledge, words), expected_line(pledge, words), again),
        about=("commitment", pledge.commitment.id),
    )


def named(pledge: Pledge, by: str, words: Words) -> Message:
    """In private, to whom a correction names and who was not asked before: they may say no."""
    number = pledge.commitment.id
    return Message(
        text=lines(
            text(
                words,
                "{name} named you for commitment {number}: {what}. It is yours only if you say yes.",
                name=shorten(by, 40),
                number=pledge.commitment.number,
                what=what(pledge, 120),
            ),
            due_line(pledge, words),
            expected_line(pledge, words),
        ),
        keyboard=(
            (
                button(words, N_("I accept"), "commitment-accept", number),
                button(words, N_("I cannot"), "commitment-decline", number),
            ),
        ),
        about=("commitment", number),
    )


def how_to_correct(pledge: Pledge, words: Words) -> Message:
    """«/corregir» with nothing to correct it to."""
    return Message(
        text=lines(
            headline(pledge, words),
            text(
                words,
                "What is to be different? Answer this message with what changes: another date, other "
                "people («with Juan»), «evidence audio», or all of it in one sentence.",
            ),
        ),
        about=("commitment-correct", pledge.commitment.id),
    )


def is_it_meant(
    pledge: Pledge,
    change: Change,
    names: Mapping[PersonId, str],
    words: Words,
    zone: ZoneInfo,
) -> Message:
    """Before a change of long ago, or somebody else's, is taken back: which one, and the button."""
    press = Press(verb="commitment-undo", subject=pledge.commitment.id, choice=str(change.id))
    return Message(
        text=lines(
            text(words, "Is this what you want to take back?"),
            text(
                words,
                "🤝 Commitment {number}: {what}",
                number=pledge.commitment.number,
                what=what(pledge, 60),
            ),
            _line(change, names, words, zone),
            text(words, "If it is something else, reply with /deshacer to its message."),
        ),
        keyboard=((Button(label=label(words, N_("Yes, take it back")), press=press),),),
        about=("commitment-undo", pledge.commitment.id),
    )


def undone(
    pledge: Pledge,
    change: Change,
    names: Mapping[PersonId, str],
    words: Words,
    zone: ZoneInfo,
) -> Message:
    """What was taken back, and how it stands now."""
    said = text(
        words,
        "↩️ Commitment {number}: the last change is taken back.",
        number=pledge.commitment.number,
    )
    if change.happened in (Happened.PROPOSED, Happened.FOLLOWED):
        said = text(words, "↩️ Commitment {number} is taken back.", number=pledge.commitment.number)
        return Message(text=said, about=("commitment", pledge.commitment.id))
    return Message(
        text=lines(
            said,
            text(words, "What is undone: {change}", change=_line(change, names, words, zone)),
            headline(pledge, words),
            due_line(pledge, words),
        ),
        about=("commitment", pledge.commitment.id),
    )


def stopped(pledge: Pledge, words: Words) -> Message:
    """It does not come round any more."""
    return Message(
        text=text(
            words,
            "Commitment {number} does not come round any more. What is promised now stays.",
            number=pledge.commitment.number,
        ),
        about=("commitment", pledge.commitment.id),
    )


def why_not(pledge: Pledge, words: Words) -> Message:
    """In private, to who cannot: a reason is welcome, and nobody has to give one."""
    number = pledge.commitment.id
    choices = tuple(button(words, WHY[one], "commitment-why", number, one) for one in WHY)
    return Message(
        text=text(
            words,
            "You are free of commitment {number} ({what}). If you want, say why: tap or answer here. "
            "Whoever looks at the commitment reads it.",
            number=pledge.commitment.number,
            what=what(pledge, 60),
        ),
        keyboard=tuple((one,) for one in choices),
        about=("commitment-why", number),
    )


def why_noted(words: Words) -> Message:
    """After the reason."""
    return Message(text=text(words, "Noted. Thank you for telling."))


def reason(choice: str, words: Words) -> str:
    """A tapped reason, in words."""
    return words(WHY[choice])


def _line(change: Change, names: Mapping[PersonId, str], words: Words, zone: ZoneInfo) -> Html:
    name = names.get(change.person_id) if change.person_id is not None else None
    told = text(
        words,
        TOLD[change.happened],
        day=_day(local_day(change.changed_at, zone), words),
        name=nobody_in_particular(words) if name is None else shorten(called(name, words), 20),
    )
    why = plain(f" ({shorten(change.why, 30)})") if change.why else ""
    undone_ = " ↩️" if change.undone_at is not None else ""
    return Html(f"{told}{why}{undone_}")


def _day(on: date, words: Words) -> Html:
    return bold(words.short_day(on))


def _stop_button(pledge: Pledge, words: Words) -> tuple[tuple[Button, ...], ...]:
    if pledge.commitment.every is None:
        return ()
    press = Press(verb="commitment-stop", subject=pledge.commitment.id)
    return ((Button(label=label(words, N_("Stop its rhythm")), press=press),),)
