"""Arriving: what is asked next, and who could go along."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community.arrivals import (
    ORDER,
    AnswerTooLong,
    GodparentNamed,
    Profile,
    ProfileQuestion,
    answer,
    ask_no_more,
    go_along,
    next_question,
    who_could_go_along,
)
from community.ids import CommunityId, PersonId
from community.people import Member

NOW = datetime(2026, 11, 16, 13, tzinfo=UTC)
RED = CommunityId(1)
EMPTY = Profile(community_id=RED, person_id=PersonId(7))


def member(number: int, **more: object) -> Member:
    made = Member(
        community_id=RED,
        person_id=PersonId(number),
        name=f"Persona {number}",
        joined_at=NOW - timedelta(days=90),
        last_spoke_at=NOW,
    )
    return replace(made, **more)


def test_each_thing_is_asked_once_in_order_and_what_is_known_is_not_asked() -> None:
    known = member(7, school="Escuela El Manzano")
    asked, profile = [], EMPTY

    while (following := next_question(known, profile)) is not None:
        question, profile = following
        asked.append(question)

    assert asked == [ProfileQuestion.LEVEL, ProfileQuestion.HELP, ProfileQuestion.NEED]
    assert profile.asked == len(ORDER)


def test_who_wants_no_more_questions_is_asked_nothing() -> None:
    assert next_question(member(7), ask_no_more(EMPTY)) is None


def test_the_first_guide_decides_who_goes_along() -> None:
    accompanied = go_along(EMPTY, PersonId(2))

    with pytest.raises(GodparentNamed) as refused:
        go_along(accompanied, PersonId(3))
    assert refused.value.about.godparent_id == 2


def test_a_line_is_one_line_and_not_a_page() -> None:
    assert answer("  la huerta\n y el compost ") == "la huerta y el compost"
    with pytest.raises(AnswerTooLong):
        answer("a" * 201)


def test_who_could_go_along_took_part_is_at_hand_and_is_not_new() -> None:
    newcomer = member(7, joined_at=NOW)
    people = [
        member(1),
        member(2, last_spoke_at=None),
        member(3, paused_until=NOW + timedelta(days=3)),
        member(4, joined_at=NOW),
        member(5, joined_at=NOW, belongs=True),
        member(6, joined_at=NOW, is_guide=True),
        newcomer,
    ]

    assert [one.person_id for one in who_could_go_along(people, newcomer, NOW)] == [1, 5, 6]
