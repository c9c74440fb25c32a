"""Decisions and agreements as people read them, with the strangest names and texts."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from re import sub

import pytest

from community.agreements import Agreement, conclude
from community.communities import Community
from community.decisions import (
    MAX_DECISION,
    MAX_REMARK,
    Decision,
    DecisionState,
    Hearing,
    Position,
    Remark,
    Stance,
    closes_at,
)
from community.ids import ChatId, CommunityId, DecisionId, MessageId, PersonId, RemarkId
from locales.words import LANGUAGES, words_in
from messages import agreements, decisions
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
NASTY = '<b>&"\u202e</a>'
LONG = NASTY + "palabra " * 500
HOME = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1001), title=LONG[:128], invited_at=NOW
)
ASKED = Decision(
    id=DecisionId(1),
    community_id=HOME.id,
    text=LONG[:MAX_DECISION],
    asked_by=PersonId(1),
    asked_name=NASTY + "A" * 64,
    message_id=MessageId(5),
    days=5,
    opened_at=NOW,
    closes_at=closes_at(HOME, 5, NOW),
)
ES = words_in("es", 2026)


def said(number: int, stance: Stance, name: str = NASTY + "N" * 64) -> Position:
    return Position(
        decision_id=ASKED.id,
        community_id=HOME.id,
        person_id=PersonId(number),
        name=name,
        stance=stance,
        is_core=True,
        said_at=NOW,
    )


def remark(number: int, text: str = LONG[:MAX_REMARK], name: str = NASTY) -> Remark:
    return Remark(
        id=RemarkId(number),
        community_id=HOME.id,
        decision_id=ASKED.id,
        person_id=PersonId(number),
        name=name,
        text=text,
        given_at=NOW,
    )


def crowd(state: DecisionState) -> Hearing:
    """Sixty people of the core and thirty others, all with long names and reasons."""
    stances = list(Stance)
    return Hearing(
        decision=replace(ASKED, state=state, round=2, replaces=99),
        positions=tuple(said(number, stances[number % 3]) for number in range(1, 91)),
        remarks=tuple(remark(number) for number in range(1, 91)),
        core=frozenset(PersonId(number) for number in range(1, 61)),
    )


def agreement(hearing: Hearing) -> Agreement:
    return conclude(hearing, 12, PersonId(1), HOME, NOW)


def everything(language: str) -> list[Message]:
    words = words_in(language, 2026)
    closed = crowd(DecisionState.CLOSED)
    few = replace(closed, positions=(), core=frozenset({PersonId(1), PersonId(2)}))
    noted = agreement(closed)
    return [
        decisions.what_to_decide(1, words),
        *(decisions.question(crowd(state), HOME, words) for state in DecisionState),
        decisions.question(Hearing(decision=ASKED), HOME, words),
        decisions.moved_on(ASKED, words),
        *(decisions.why(said(1, stance), ASKED, words) for stance in Stance),
        decisions.remark_kept(words),
        decisions.asked_in_group(words),
        decisions.missing(ASKED, 3, HOME, words),
        decisions.answered(closed, said(1, Stance.OBJECT), words),
        agreements.which_outcome(closed, HOME, words),
        agreements.which_outcome(few, HOME, words, again=True),
        agreements.outcome_said(ASKED, words),
        agreements.agreed(closed, noted, words),
        agreements.declined(closed, words),
        agreements.when_again(noted, ASKED, words),
        agreements.review(noted, HOME, words),
        agreements.stands(noted, words),
        agreements.ended(noted, words),
        agreements.how_to_change(noted, words),
        agreements.listed([], HOME, words),
        agreements.listed([noted] * 40, HOME, words),
        agreements.one(noted, None, HOME, words),
        agreements.one(noted, closed, HOME, words),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits_a_phone_and_nobodys_words_become_html(language: str) -> None:
    for message in everything(language):
        shown = unescape(sub(r"</?b>", "", message.text))
        assert len(shown) <= 600, shown
        assert "\u202e" not in message.text
        assert message.text.count("<b>") == message.text.count("</b>")
        labels = [button.label for row in message.keyboard for button in row]
        assert all(len(label) <= 20 for label in labels), labels
        assert all(len(row) <= 3 for row in message.keyboard)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_answers_are_within_telegrams_limit(language: str) -> None:
    for stance in Stance:
        assert len(decisions.taken(said(1, stance), words_in(language, 2026))) <= 200


def test_objections_and_their_reasons_come_first_and_numbers_are_never_left_out() -> None:
    hearing = Hearing(
        decision=ASKED,
        positions=(
            said(1, Stance.AGREE, "Rosa"),
            said(2, Stance.CONCERN, "Juan"),
            said(3, Stance.OBJECT, "Luz"),
            said(4, Stance.AGREE, "Iván"),
        ),
        remarks=(
            remark(1, "me gusta", "Rosa"),
            remark(2, "es tarde", "Juan"),
            remark(3, "no hay bus", "Luz"),
            remark(9, "ojo con marzo", "Ema"),
            remark(2, "es muy tarde", "Juan"),
        ),
        core=frozenset(PersonId(number) for number in (1, 2, 3)),
    )

    assert decisions.answers(hearing, ES, decisions.DETAILS[0]) == [
        "👍 De acuerdo: 1 (Rosa)",
        "🤔 Con reparos: 1 (Juan)",
        "✋ No puedo apoyar: 1 (Luz)",
        "Otras voces: Iván 👍",
        "Luz: «no hay bus»",
        "Juan: «es muy tarde»",
        "Rosa: «me gusta»",
        "Ema: «ojo con marzo»",
    ]
    assert decisions.answers(hearing, ES, decisions.DETAILS[-1]) == [
        "👍 De acuerdo: 1",
        "🤔 Con reparos: 1",
        "✋ No puedo apoyar: 1",
        "Otras voces: 1",
        "💬 4 razones más",
    ]


def test_who_was_forgotten_is_a_number_and_who_asked_somebody_who_takes_part_no_more() -> None:
    forgotten = replace(said(1, Stance.AGREE, ""), person_id=None)
    hearing = Hearing(
        decision=replace(ASKED, asked_by=None, asked_name="", text="Jueves"),
        positions=(forgotten, said(2, Stance.AGREE, "Rosa")),
        core=frozenset({PersonId(2)}),
    )

    shown = decisions.question(hearing, HOME, ES).text
    assert "Propone una persona que ya no participa." in shown
    assert "👍 De acuerdo: 2 (Rosa, +1)" in shown


def test_below_the_quorum_agreed_is_not_offered_and_the_text_says_how_many_are_needed() -> None:
    few = Hearing(
        decision=replace(ASKED, state=DecisionState.CLOSED),
        positions=(said(1, Stance.AGREE),),
        core=frozenset(PersonId(number) for number in range(1, 6)),
    )

    asked = agreements.which_outcome(few, HOME, ES)
    assert "Para acordar, la comunidad pide 3 respuestas" in asked.text
    assert [one.label for row in asked.keyboard for one in row] == ["No", "Seguir conversando"]
