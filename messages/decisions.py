"""How a decision reads: the question with its answers, the small answers to taps, and asking why.

The one thing to know: everything fits a phone. Names and reasons are shown as far as there is room
(`DETAILS`, the first that fits), numbers always; whoever has not answered is named nowhere.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from community.communities import Community
from community.decisions import Decision, DecisionState, Hearing, Position, Stance
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import shortly
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

ROOM = 600  # product.md §3
NAMED = 60  # letters of a proposal that is only named

STANCES: dict[Stance, str] = {
    Stance.AGREE: N_("I agree"),
    Stance.CONCERN: N_("I have concerns"),
    Stance.OBJECT: N_("I can't support it"),
}
SIGNS = {Stance.AGREE: "👍", Stance.CONCERN: "🤔", Stance.OBJECT: "✋"}
ENDS: dict[DecisionState, str] = {
    DecisionState.CLOSED: N_("Its time is over. Whoever facilitates says what comes of it."),
    DecisionState.AGREED: N_("✅ It was agreed."),
    DecisionState.DECLINED: N_("It was not agreed."),
    DecisionState.WITHDRAWN: N_("It was withdrawn."),
}

NOTED = N_("Noted: I agree. The group sees it, and you can change it until it closes.")
NOTED_AND_WHY = N_(
    "Noted: {stance}. The group sees it, and you can change it until it closes. If you like, say why: "
    "reply to the question."
)


@dataclass(frozen=True, kw_only=True)
class Detail:
    """How much of what people said is shown."""

    names: int
    remarks: int
    letters: int  # of each


DETAILS = (
    Detail(names=8, remarks=4, letters=120),
    Detail(names=6, remarks=3, letters=70),
    Detail(names=3, remarks=2, letters=45),
    Detail(names=0, remarks=1, letters=45),
    Detail(names=0, remarks=0, letters=0),
)


def what_to_decide(asker: int, words: Words) -> Message:
    """/decidir alone."""
    return Message(
        text=text(
            words,
            "What shall the group decide? Reply to this message with the proposal in one sentence, "
            "or write it like this: /decidir We meet on the first Thursday of each month",
        ),
        about=("decision-draft", asker),
    )


def question(hearing: Hearing, community: Community, words: Words) -> Message:
    """The question in the group, as it stands."""
    decision = hearing.decision
    is_open = decision.state is DecisionState.OPEN

    def drawn(detail: Detail) -> Html:
        return lines(
            Html(f"🗳 {bold(decision.text)}"),
            _by_whom(decision, community, words),
            replaces(decision, words),
            *answers(hearing, words, detail),
            _how_to_answer(words) if is_open else text(words, ENDS[decision.state]),
        )

    return Message(
        text=fitted(drawn),
        keyboard=_stances(decision, words) if is_open else (),
        about=("decision", decision.id),
    )


def moved_on(decision: Decision, words: Words) -> Message:
    """In place of the question, when another round is asked below."""
    return Message(
        text=lines(
            Html(f"🗳 {bold(decision.text)}"),
            text(words, "We keep talking about it: the question is further down."),
        ),
        about=("decision", decision.id),
    )


def answers(hearing: Hearing, words: Words, detail: Detail) -> list[Html]:
    """A line for each position of the core, one for the voices of others, and what they wrote."""
    said = [
        _line(stance, hearing.of_core(stance), words, detail)
        for stance in Stance
        if hearing.of_core(stance)
    ]
    if hearing.voices:
        said.append(_voices(hearing.voices, words, detail))
    return [*said, *reasons(hearing, words, detail)]


def fitted(drawn: Callable[[Detail], Html]) -> Html:
    """With the most detail that fits a phone."""
    said = drawn(DETAILS[0])
    for detail in DETAILS[1:]:
        if len(re.sub("<[^>]+>", "", said)) <= ROOM:
            return said
        said = drawn(detail)
    return said


def taken(position: Position, words: Words) -> str:
    """The small answer to a tap. Plain text, at most 200 letters."""
    said = NOTED if position.stance is Stance.AGREE else NOTED_AND_WHY
    return words(said).format(stance=words(STANCES[position.stance]))


def why(position: Position, decision: Decision, words: Words) -> Message:
    """In private, once: never forced."""
    ask = (
        text(words, "What would have to change for you to support it?")
        if position.stance is Stance.OBJECT
        else text(words, "What worries you about it?")
    )
    return Message(
        text=lines(
            text(
                words,
                "About «{what}» you said: {stance}.",
                what=named(decision),
                stance=words(STANCES[position.stance]),
            ),
            ask,
            text(
                words,
                "If you like, reply to this message. What you write is read in the group, with your "
                "name, below the question. You need not.",
            ),
        ),
        about=("decision-why", decision.id),
    )


def asked_in_group(words: Words) -> Message:
    """To whoever wrote the proposal in private."""
    return Message(
        text=text(words, "I asked the group. With /cancelar, there, you can take it back.")
    )


def replaces(decision: Decision, words: Words) -> Html | None:
    """Which agreement it would change."""
    if decision.replaces is None:
        return None
    return text(words, "In place of agreement {number}.", number=decision.replaces)


def remark_kept(words: Words) -> Message:
    """To a reason given in private."""
    return Message(text=text(words, "Thank you. The group reads it below the question."))


def missing(decision: Decision, others: int, community: Community, words: Words) -> Message:
    """To somebody who has not answered, in private and once."""
    return Message(
        text=lines(
            text(
                words,
                "In {community} a decision waits for you until {moment}:",
                community=shorten(community.title, 40),
                moment=words.moment(decision.closes_at, community.zone),
            ),
            Html(f"🗳 {bold(decision.text)}"),
            text(words, "The group sees what you answer. You need not."),
            texts(
                words,
                "{n} more waits: /pendientes",
                "{n} more wait: /pendientes",
                others,
            )
            if others
            else None,
        ),
        keyboard=_stances(decision, words),
        about=("decision", decision.id),
    )


def answered(hearing: Hearing, position: Position, words: Words) -> Message:
    """In place of the private question: what one said, to be changed while it is open."""
    decision = hearing.decision
    return Message(
        text=lines(
            Html(f"🗳 {bold(decision.text)}"),
            text(words, "You said: {stance}.", stance=words(STANCES[position.stance])),
        ),
        keyboard=_stances(decision, words),
        about=("decision", decision.id),
    )


def pending(found: Sequence[Decision], community: Community, words: Words) -> list[Html]:
    """Lines below one's commitments: what waits for an answer of theirs."""
    if not found:
        return []
    return [
        text(words, "🗳 Decisions that wait for you:"),
        *(
            text(
                words,
                "• «{what}», until {day}",
                what=named(one),
                day=words.short_day(one.closes_at.astimezone(community.zone).date()),
            )
            for one in found[:3]
        ),
    ]


def named(decision: Decision) -> str:
    """A proposal where it is only named."""
    return shorten(decision.text, NAMED)


def _by_whom(decision: Decision, community: Community, words: Words) -> Html | None:
    name = shortly(decision.asked_name, words, 30)
    if decision.state is not DecisionState.OPEN:
        return text(words, "{name} proposes it.", name=name)
    moment = words.moment(decision.closes_at, community.zone)
    if decision.round > 1:
        return text(
            words,
            "{name} proposes it. We keep talking until {moment}; what was answered stands.",
            name=name,
            moment=moment,
        )
    return text(words, "{name} proposes it. Until {moment}.", name=name, moment=moment)


def _how_to_answer(words: Words) -> Html:
    return text(
        words,
        "The group sees what you tap; you can change it until it closes. To say why, reply to this "
        "message.",
    )


def _line(stance: Stance, said: Sequence[Position], words: Words, detail: Detail) -> Html:
    line = Html(f"{SIGNS[stance]} {plain(words(STANCES[stance]))}: {len(said)}")
    names = _names(said, words, detail)
    return Html(f"{line} ({names})") if names else line


def _voices(said: Sequence[Position], words: Words, detail: Detail) -> Html:
    if not detail.names:
        return texts(words, "Other voices: {n}", "Other voices: {n}", len(said))
    shown = [f"{shortly(one.name, words, 20)} {SIGNS[one.stance]}" for one in said[: detail.names]]
    more = len(said) - len(shown)
    return text(
        words, "Other voices: {names}", names=", ".join([*shown, *([f"+{more}"] if more else [])])
    )


def _names(said: Sequence[Position], words: Words, detail: Detail) -> Html:
    if not detail.names:
        return Html("")
    known = [one for one in said if one.person_id is not None]
    shown = [shortly(one.name, words, 20) for one in known[: detail.names]]
    more = len(said) - len(shown)
    return plain(", ".join([*shown, *([f"+{more}"] if more and shown else [])]))


def reasons(hearing: Hearing, words: Words, detail: Detail) -> list[Html]:
    """Why people said what they said: objections first, then doubts, then the rest; of each person
    the latest."""
    order = {Stance.OBJECT: 0, Stance.CONCERN: 1, Stance.AGREE: 2, None: 3}
    latest = {one.person_id: one for one in hearing.remarks}

    def place(person: int) -> int:
        position = next((one for one in hearing.positions if one.person_id == person), None)
        return order[position.stance if position else None]

    chosen = sorted(latest.values(), key=lambda one: (place(one.person_id), one.given_at))
    shown = [
        text(
            words,
            "{name}: «{reason}»",
            name=shortly(one.name, words, 20),
            reason=shorten(one.text, detail.letters),
        )
        for one in chosen[: detail.remarks]
    ]
    more = len(chosen) - len(shown)
    if more:
        shown.append(texts(words, "💬 {n} more reason", "💬 {n} more reasons", more))
    return shown


def _stances(decision: Decision, words: Words) -> Keyboard:
    """One below the other: the longest would be cut in a row of three on a narrow screen."""

    def button(msgid: str, stance: Stance) -> Button:
        press = Press(verb="decision-take", subject=decision.id, choice=stance.value)
        return Button(label=f"{SIGNS[stance]} {label(words, msgid)}", press=press)

    return (
        (
            button(N_("I agree"), Stance.AGREE),
            button(N_("I have concerns"), Stance.CONCERN),
        ),
        (button(N_("I can't support it"), Stance.OBJECT),),
    )
