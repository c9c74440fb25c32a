"""What comes of a decision: the question to those who facilitate, the outcome, and agreements later."""

from collections.abc import Sequence

from community.agreements import REVIEWS, Agreement, AgreementState
from community.calendar import local_day
from community.communities import Community
from community.decisions import Decision, Hearing, Stance, has_quorum, needed
from locales.words import N_, Words
from messages.buttons import Press
from messages.decisions import Detail, answers, fitted, named, reasons, replaces
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

AGREED, DECLINED, TALK = "agreed", "no", "talk"
STANDS, CHANGE, ENDED = "stands", "change", "ended"
LISTED = 6
LONGEST_LISTED = 70
SHOWN = 360  # of one noted in a session, whose words may be longer than a decision's


# The outcome.


def which_outcome(
    hearing: Hearing, community: Community, words: Words, *, again: bool = False
) -> Message:
    """To those who facilitate: what came in, and that an outcome is theirs to say."""
    decision, quorum = hearing.decision, community.decision_quorum
    may_agree = has_quorum(hearing, quorum)

    def drawn(detail: Detail) -> Html:
        return lines(
            text(words, "An outcome is still missing in {community}:", community=_home(community))
            if again
            else text(words, "In {community} a decision closed:", community=_home(community)),
            Html(f"🗳 {bold(shorten(decision.text, 160 if again else 300))}"),
            text(
                words,
                "{n} of {size} who count have answered.",
                n=len(hearing.of_core()),
                size=hearing.size,
            ),
            *answers(hearing, words, detail),
            _too_few(hearing, quorum, words) if not may_agree else _talk_first(hearing, words),
        )

    return Message(
        text=fitted(drawn),
        keyboard=_outcomes(decision, words, may_agree=may_agree),
        about=("decision-outcome", decision.id),
    )


def outcome_said(decision: Decision, words: Words) -> Message:
    """In place of the question to those who facilitate, where nothing more is to be chosen."""
    return Message(
        text=text(words, "Noted. I told the group: «{what}».", what=named(decision)),
        about=("decision-outcome", decision.id),
    )


def agreed(hearing: Hearing, agreement: Agreement, words: Words) -> Message:
    """To the group, in reply to the question; who cannot support it is not passed over."""

    def drawn(detail: Detail) -> Html:
        return lines(
            Html(f"✅ {_numbered(agreement, words)}: {bold(agreement.text)}"),
            replaces(hearing.decision, words),
            *answers(hearing, words, detail),
            _in_spite_of(agreement, words),
            _review(agreement, words),
        )

    return Message(
        text=fitted(drawn),
        keyboard=_commit(agreement, words),
        about=("agreement", agreement.id),
    )


def declined(hearing: Hearing, words: Words) -> Message:
    """To the group, in reply to the question."""

    def drawn(detail: Detail) -> Html:
        return lines(
            text(words, "There is no agreement about «{what}».", what=hearing.decision.text),
            *answers(hearing, words, detail),
        )

    return Message(text=fitted(drawn))


# When it is looked at again.


def when_again(agreement: Agreement, decision: Decision, words: Words) -> Message:
    """To the guide who noted it: the day it comes back, to be changed by a tap."""
    return Message(
        text=lines(
            text(
                words,
                "Noted as agreement {number}, and told to the group: «{what}».",
                number=agreement.number,
                what=named(decision),
            ),
            _review(agreement, words),
            text(words, "Another day?"),
        ),
        keyboard=_months(agreement, decision, words),
        about=("decision-outcome", decision.id),
    )


def review(agreement: Agreement, community: Community, words: Words) -> Message:
    """To those who facilitate, on its day."""
    return Message(
        text=lines(
            text(
                words,
                "It is the day to look again at an agreement of {community}, of {day}:",
                community=_home(community),
                day=words.day(local_day(agreement.agreed_at, community.zone)),
            ),
            Html(f"{_numbered(agreement, words)}: {bold(shorten(agreement.text, SHOWN))}"),
        ),
        keyboard=(
            (
                _look(agreement, words, N_("It stands"), STANDS),
                _look(agreement, words, N_("Change it"), CHANGE),
                _look(agreement, words, N_("No longer"), ENDED),
            ),
        ),
        about=("agreement", agreement.id),
    )


def stands(agreement: Agreement, words: Words) -> Message:
    """[Sigue]."""
    return Message(
        text=lines(
            text(
                words,
                "Agreement {number} stands: «{what}».",
                number=agreement.number,
                what=shorten(agreement.text, 200),
            ),
            _review(agreement, words),
        ),
        about=("agreement", agreement.id),
    )


def ended(agreement: Agreement, words: Words) -> Message:
    """[Ya no]."""
    return Message(
        text=text(
            words,
            "Agreement {number} holds no longer: «{what}».",
            number=agreement.number,
            what=shorten(agreement.text, 200),
        ),
        about=("agreement", agreement.id),
    )


def how_to_change(agreement: Agreement, words: Words) -> Message:
    """[Cambiarlo]: what replaces it is decided as it was."""
    return Message(
        text=text(
            words,
            "Reply to this message with the new words of agreement {number}, and I ask the group. Until "
            "that is agreed, «{what}» stands.",
            number=agreement.number,
            what=shorten(agreement.text, 200),
        ),
        about=("agreement-change", agreement.id),
    )


# /acuerdos.


def listed(found: Sequence[Agreement], community: Community, words: Words) -> Message:
    """Those that hold, the newest first."""
    if not found:
        return Message(
            text=text(
                words,
                "There are no agreements yet. With /decidir whoever facilitates asks the group something.",
            )
        )
    shown = found[:LISTED]
    more = len(found) - len(shown)
    return Message(
        text=lines(
            text(words, "🤝 Our agreements:"),
            *(
                text(
                    words,
                    "{number}. {what} ({day})",
                    number=one.number,
                    what=shorten(one.text, LONGEST_LISTED),
                    day=words.short_day(local_day(one.agreed_at, community.zone)),
                )
                for one in shown
            ),
            texts(words, "{n} older one.", "{n} older ones.", more) if more else None,
            text(words, "One, whole: /acuerdos {number}", number=shown[0].number),
        )
    )


def one(
    agreement: Agreement, hearing: Hearing | None, community: Community, words: Words
) -> Message:
    """An agreement whole, with how it came about; `hearing` as long as what people said is kept."""
    counts = (
        (N_("👍 I agree: {n}"), agreement.agreeing),
        (N_("🤔 I have concerns: {n}"), agreement.concerned),
        (N_("✋ I can't support it: {n}"), agreement.objecting),
    )
    counted = [text(words, msgid, n=n) for msgid, n in counts if n]
    on = words.day(local_day(agreement.agreed_at, community.zone))

    def drawn(detail: Detail) -> Html:
        return lines(
            Html(f"🤝 {_numbered(agreement, words)}: {bold(shorten(agreement.text, SHOWN))}"),
            text(words, "Agreed on {day}.", day=on)
            if agreement.decision_id is not None
            else text(
                words, "Settled without a vote, in a session or in the talk, on {day}.", day=on
            ),
            Html(" · ".join(counted)) if counted else None,
            *(reasons(hearing, words, detail) if hearing is not None else ()),
            _review(agreement, words)
            if agreement.state is AgreementState.STANDING
            else text(words, "It holds no longer."),
        )

    return Message(
        text=fitted(drawn),
        keyboard=_commit(agreement, words) if agreement.state is AgreementState.STANDING else (),
        about=("agreement", agreement.id),
    )


def review_changed(agreement: Agreement, words: Words) -> str:
    """The small answer to a tap on another day. Plain text."""
    return str(_review(agreement, words))


def _home(community: Community) -> str:
    return shorten(community.title, 40)


def _numbered(agreement: Agreement, words: Words) -> Html:
    return text(words, "Agreement {number}", number=agreement.number)


def _too_few(hearing: Hearing, quorum: int, words: Words) -> Html:
    return texts(
        words,
        "Your community asks for {n} answer to agree, so for now it can only be talked about further "
        "or left.",
        "Your community asks for {n} answers to agree, so for now it can only be talked about further "
        "or left.",
        max(1, needed(hearing, quorum)),
    )


def _talk_first(hearing: Hearing, words: Words) -> Html:
    """D2: «manejo constructivo de conflictos»."""
    if hearing.of_core(Stance.OBJECT):
        return text(
            words,
            "Somebody cannot support it. Before you agree, it is worth talking with them: what would "
            "have to change? What comes of it?",
        )
    if hearing.of_core(Stance.CONCERN):
        return text(words, "There are concerns: it is worth naming them. What comes of it?")
    return text(words, "What comes of it?")


def _in_spite_of(agreement: Agreement, words: Words) -> Html | None:
    if not agreement.objecting:
        return None
    return texts(
        words,
        "It was agreed although {n} person cannot support it.",
        "It was agreed although {n} people cannot support it.",
        agreement.objecting,
    )


def _review(agreement: Agreement, words: Words) -> Html:
    if agreement.review_on is None:
        return text(words, "It has no day to be looked at again.")
    return text(words, "We look at it again on {day}.", day=words.day(agreement.review_on))


def _outcomes(decision: Decision, words: Words, *, may_agree: bool) -> Keyboard:
    def button(msgid: str, outcome: str) -> Button:
        press = Press(verb="decision-outcome", subject=decision.id, choice=outcome)
        return Button(label=label(words, msgid), press=press)

    agree = (button(N_("Agreed"), AGREED),) if may_agree else ()
    return (
        (*agree, button(N_("No agreement"), DECLINED)),
        (button(N_("Keep talking"), TALK),),
    )


def _months(agreement: Agreement, decision: Decision, words: Words) -> Keyboard:
    def button(shown: str, months: int) -> Button:
        press = Press(verb="decision-review", subject=decision.id, choice=str(months))
        mark = "✓ " if months == agreement.review_months else ""
        return Button(label=f"{mark}{shown}", press=press)

    labels = {
        1: label(words, "In a month"),
        3: label(words, "In 3 months"),
        12: label(words, "In a year"),
    }
    return (
        tuple(button(labels[months], months) for months in REVIEWS),
        (button(label(words, "Without a day"), 0),),
    )


def _look(agreement: Agreement, words: Words, msgid: str, choice: str) -> Button:
    press = Press(verb="agreement-review", subject=agreement.id, choice=choice)
    return Button(label=label(words, msgid), press=press)


def _commit(agreement: Agreement, words: Words) -> Keyboard:
    press = Press(verb="agreement-commit", subject=agreement.id)
    return ((Button(label=label(words, "Make a commitment"), press=press),),)
