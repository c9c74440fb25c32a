"""A community says yes to a model of certain terms, and to no other."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from community.automatic_models import (
    ModelTerms,
    NoModelHere,
    OnlyWhereRead,
    uses_model,
    with_model,
)
from community.communities import Community, Mode, State
from community.configuration import Setting, changes, in_mode
from community.ids import ChatId, CommunityId

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
TERMS = ModelTerms(
    model="pequeño-8b",
    provider="Universidad del Bío-Bío",
    country="Chile",
    retention="nada",
    address="https://modelo.example/v1",
)
READ = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1),
    title="Red",
    invited_at=NOW,
    state=State.ACTIVE,
    mode=Mode.FULL,
)


def test_it_is_off_until_somebody_says_yes_and_off_again_by_a_no() -> None:
    assert not uses_model(READ, TERMS)
    on = with_model(READ, "yes", TERMS)

    assert uses_model(on, TERMS)
    assert changes(READ, on) == [Setting.MODEL]
    assert with_model(on, "no", TERMS) == READ
    assert with_model(on, "whatever", None) == READ


@pytest.mark.parametrize("field", [field.name for field in fields(ModelTerms)])
def test_a_yes_is_over_when_anything_people_were_told_changes(field: str) -> None:
    on = with_model(READ, "yes", TERMS)

    assert not uses_model(on, replace(TERMS, **{field: "otro"}))
    assert not uses_model(on, None)


def test_what_is_not_read_is_not_sent_and_reading_again_is_no_yes() -> None:
    on = with_model(READ, "yes", TERMS)
    discreet = in_mode(on, "discreet")

    assert not uses_model(discreet, TERMS)
    assert not uses_model(in_mode(discreet, "full"), TERMS)
    assert uses_model(in_mode(on, "full"), TERMS)
    with pytest.raises(OnlyWhereRead):
        with_model(discreet, "yes", TERMS)


def test_a_closed_community_sends_nothing() -> None:
    assert not uses_model(replace(with_model(READ, "yes", TERMS), state=State.CLOSED), TERMS)


def test_where_none_is_offered_there_is_none_to_say_yes_to() -> None:
    with pytest.raises(NoModelHere):
        with_model(READ, "yes", None)
