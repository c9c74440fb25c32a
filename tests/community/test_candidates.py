"""A candidate is settled once, by whoever may."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community import candidates
from community.candidates import (
    Candidate,
    CandidateKind,
    CandidateSettled,
    CandidateState,
    NoBetterWords,
    NotYourCandidate,
    SettledByYou,
)
from community.communities import Community
from community.discussions import Quote, QuoteKind
from community.ids import CandidateId, ChatId, CommunityId, MessageId, PersonId

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ROSA, JUAN = PersonId(1), PersonId(2)


def candidate(kind: CandidateKind = CandidateKind.AGREEMENT) -> Candidate:
    return Candidate(
        id=CandidateId(1),
        community_id=CommunityId(1),
        kind=kind,
        words="Leemos los martes",
        person_id=ROSA,
        name="Rosa",
        message_id=MessageId(7),
        said_at=NOW,
        yes=3,
        found_at=NOW,
    )


def test_it_is_confirmed_or_discarded_once() -> None:
    done = candidates.confirm(candidate(), JUAN, NOW, number=4)
    gone = candidates.discard(candidate(), JUAN, NOW)

    assert (done.state, done.number, done.settled_by) == (CandidateState.CONFIRMED, 4, JUAN)
    for settled in (done, gone):
        with pytest.raises(SettledByYou):  # a second tap is not told that somebody else did it
            candidates.confirm(settled, JUAN, NOW)
        for other in (ROSA, None):
            with pytest.raises(CandidateSettled) as refused:
                candidates.discard(settled, other, NOW)
            assert not isinstance(refused.value, SettledByYou)
        with pytest.raises(CandidateSettled):
            candidates.discard(settled, JUAN, NOW)
        with pytest.raises(CandidateSettled):
            candidates.correct(settled, "x")


def test_guides_settle_and_of_a_commitment_whoever_promised_it() -> None:
    promise = candidate(CandidateKind.COMMITMENT)

    candidates.must_be_theirs(candidate(), JUAN, is_guide=True)
    candidates.must_be_theirs(promise, ROSA, is_guide=False)
    for one, by in ((candidate(), ROSA), (promise, JUAN), (replace(promise, person_id=None), None)):
        with pytest.raises(NotYourCandidate):
            candidates.must_be_theirs(one, by, is_guide=False)


def test_better_words_are_one_line_of_at_most_240_letters() -> None:
    assert candidates.correct(candidate(), " Leemos\n los  lunes ").said == "Leemos los lunes"
    for words in ("", " \n", "x" * 241):
        with pytest.raises(NoBetterWords):
            candidates.correct(candidate(), words)


def test_an_agreement_of_talk_counts_who_said_yes_and_follows_no_decision() -> None:
    home = Community(id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW)
    better = candidates.correct(candidate(), "Leemos los lunes")

    agreed = candidates.as_agreement(better, 4, JUAN, home, NOW)

    assert (agreed.number, agreed.text, agreed.agreeing) == (4, "Leemos los lunes", 3)
    assert agreed.decision_id is None
    assert agreed.review_on is not None


def test_themes_and_disputes_are_no_candidates_and_agreements_are_offered_first() -> None:
    quotes = [
        Quote(kind=kind, words="x", author="Rosa", message_id=MessageId(n), said_at=NOW)
        for n, kind in enumerate(QuoteKind)
    ]
    found = candidates.found(quotes, CommunityId(1), NOW)

    assert [one.kind for one in candidates.offered_to(found[::-1], None, is_guide=True)] == [
        CandidateKind.AGREEMENT,
        CandidateKind.COMMITMENT,
    ]
    assert candidates.offered_to(found, JUAN, is_guide=False) == []
