"""A petition leaves after two yeses, and one no is enough."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community.ids import CommunityId, MessageId, PersonId, PetitionId
from community.petitions import (
    NotYourPetition,
    Petition,
    PetitionOver,
    PetitionState,
    agree,
    answer,
    refuse,
    see,
    send,
)
from community.refusals import OldButton

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA, ANA, GABRIELA = PersonId(1), PersonId(2), PersonId(3)
OFFERED = Petition(
    id=PetitionId(1),
    community_id=CommunityId(1),
    person_id=ROSA,
    text="una impresora",
    message_id=MessageId(9),
    asked_at=NOW,
)


def test_it_goes_after_whoever_asked_and_a_guide() -> None:
    sent = send(agree(OFFERED, ROSA), ANA, NOW)

    assert (sent.state, sent.sent_by, sent.sent_at) == (PetitionState.SENT, ANA, NOW)
    assert send(sent, GABRIELA, NOW) == sent
    assert agree(sent, ROSA) == sent


def test_a_guide_cannot_send_what_nobody_agreed_to() -> None:
    with pytest.raises(OldButton):
        send(OFFERED, ANA, NOW)


def test_nobody_else_agrees_or_refuses() -> None:
    with pytest.raises(NotYourPetition):
        agree(OFFERED, ANA)
    with pytest.raises(NotYourPetition):
        refuse(OFFERED, ANA, is_guide=False)


def test_one_no_ends_it() -> None:
    for dropped in (
        refuse(OFFERED, ROSA, is_guide=False),
        refuse(agree(OFFERED, ROSA), None, is_guide=True),
    ):
        assert dropped.state is PetitionState.DROPPED
        with pytest.raises(PetitionOver):
            agree(dropped, ROSA)
        with pytest.raises(PetitionOver):
            send(dropped, ANA, NOW)


def test_what_is_with_coordination_cannot_be_refused_any_more() -> None:
    with pytest.raises(OldButton):
        refuse(send(agree(OFFERED, ROSA), ANA, NOW), ROSA, is_guide=False)


def test_seen_and_answered() -> None:
    sent = send(agree(OFFERED, ROSA), ANA, NOW)

    seen = see(sent, GABRIELA, NOW)
    answered = answer(seen, GABRIELA, NOW)

    assert see(seen, ANA, NOW) == seen
    assert answered.state is PetitionState.ANSWERED
    assert see(answered, GABRIELA, NOW) == answered
    with pytest.raises(PetitionOver):
        answer(replace(OFFERED, state=PetitionState.AGREED), GABRIELA, NOW)
