"""How a candidate reads: one small card each, for whoever may say what it is."""

from community.agreements import Agreement
from community.candidates import Candidate, CandidateKind, CandidateState
from community.communities import Community
from community.discussions import Quote, QuoteKind
from locales.words import N_, Words
from messages.buttons import Press
from messages.quotes import whose
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    label,
    lines,
    plain,
    shorten,
    text,
    texts,
)

WORDS_SHOWN = 240

CONFIRM = {
    CandidateKind.AGREEMENT: "candidate-agree",
    CandidateKind.COMMITMENT: "candidate-commit",
}


def card(candidate: Candidate, community: Community, words: Words) -> Message:
    """What it may be, in whose words; once it is settled, what came of it."""
    if not candidate.is_waiting:
        return Message(text=_outcome(candidate, words), about=("candidate", candidate.id))
    better = (
        text(words, "In better words: {what}", what=bold(candidate.better))
        if candidate.better
        else None
    )
    yes = (
        texts(words, "{n} person says yes to it.", "{n} people say yes to it.", candidate.yes)
        if candidate.kind is CandidateKind.AGREEMENT
        else None
    )
    return Message(
        text=lines(_asked(candidate, words), _quote(candidate, community, words), yes, better),
        keyboard=_choices(candidate, words),
        about=("candidate", candidate.id),
    )


def gone(number: int, words: Words) -> Message:
    """Its author took it back, or said it in other words."""
    return Message(
        text=text(words, "This was taken back or changed by whoever said it."),
        about=("candidate", number),
    )


def how_to_correct(candidate: Candidate, words: Words) -> Message:
    """[Corregir]."""
    return Message(
        text=text(
            words,
            "Reply to this message with better words for «{what}», on one line.",
            what=shorten(candidate.said, 120),
        ),
        about=("candidate-better", candidate.id),
    )


def agreed(agreement: Agreement, words: Words) -> Message:
    """To the group, in reply to what was said: that it is on record, and where it can be put right."""
    return Message(
        text=lines(
            text(
                words,
                "🤝 Agreement {number}: {what}",
                number=agreement.number,
                what=bold(agreement.text),
            ),
            text(
                words,
                "It comes from what was said here. If that is not how it is, say so; with /acuerdos "
                "you see all of them.",
            ),
        ),
        about=("agreement", agreement.id),
    )


def nothing_waits(words: Words) -> Message:
    """[Por confirmar], late."""
    return Message(text=text(words, "Nothing is to be confirmed any more."))


def confirmed_briefly(words: Words) -> str:
    """To the tap."""
    return words("Confirmed. Thank you.")


def discarded_briefly(words: Words) -> str:
    """To the tap."""
    return words("Discarded. I do not offer it again.")


def shown_below(words: Words) -> str:
    """To [Por confirmar]."""
    return words("Here they are, below.")


def _asked(candidate: Candidate, words: Words) -> Html:
    if candidate.kind is CandidateKind.AGREEMENT:
        return text(words, "✅❔ Is this an agreement?")
    return text(words, "🤝❔ Is this a commitment?")


def _quote(candidate: Candidate, community: Community, words: Words) -> Html:
    quote = Quote(
        kind=QuoteKind(candidate.kind.value),
        words=candidate.words,
        author=candidate.name,
        message_id=candidate.message_id,
        said_at=candidate.said_at,
    )
    said = plain(shorten(candidate.words, WORDS_SHOWN))
    return Html(f"«{said}» — {whose(quote, community, words)}")


def _outcome(candidate: Candidate, words: Words) -> Html:
    what = shorten(candidate.said, 120)
    if candidate.state is CandidateState.DISCARDED:
        return text(words, "Discarded: «{what}».", what=what)
    if candidate.number is not None:
        return text(
            words,
            "✅ Confirmed as agreement {number}: «{what}».",
            number=candidate.number,
            what=what,
        )
    return text(words, "🤝 Confirmed, it goes on as a commitment: «{what}».", what=what)


def _choices(candidate: Candidate, words: Words) -> Keyboard:
    of_card = (
        (CONFIRM[candidate.kind], N_("Confirm")),
        ("candidate-correct", N_("Correct")),
        ("candidate-discard", N_("Discard")),
    )
    return (
        tuple(
            Button(label=label(words, said), press=Press(verb=verb, subject=candidate.id))
            for verb, said in of_card
        ),
    )
