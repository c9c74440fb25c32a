"""One thing at a time, days later, of its author alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community import practices_details, practices_owner
from community.ids import CommunityId, MessageId, PersonId, PracticeId
from community.levels import Level
from community.practices import Origin, Practice
from community.practices_details import Detail
from community.practices_owner import NotTheAuthor, TakenBack
from community.refusals import OldButton

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA, ANA = PersonId(1), PersonId(2)
TOLD = Practice(
    id=PracticeId(1),
    community_id=CommunityId(1),
    title="Lectura en parejas de Rosa Quispe",
    text="Los grandes leen a los chicos.",
    author_id=ROSA,
    author_name="Rosa Quispe",
    saved_by=ROSA,
    message_id=MessageId(7),
    told_at=NOW,
)
KNOWN = replace(
    TOLD,
    level=Level.FIRST,
    subject="Lenguaje",
    multigrade=False,
    origin=Origin.LOCAL,
    context="Valle",
    school="El Carmen",
)


def test_the_first_thing_missing_is_asked_days_after_it_was_told() -> None:
    assert practices_details.missing(TOLD) is Detail.LEVEL
    assert practices_details.next_question_at(TOLD) == NOW + timedelta(days=4)


def test_the_next_a_fortnight_after_the_last_one() -> None:
    asked = replace(TOLD, level=Level.FIRST, asked_at=NOW)

    assert practices_details.missing(asked) is Detail.SUBJECT
    assert practices_details.next_question_at(asked) == NOW + timedelta(days=14)


def test_that_there_was_one_grade_is_known_too() -> None:
    assert practices_details.missing(KNOWN) is None


@pytest.mark.parametrize(
    "practice",
    [
        KNOWN,
        replace(TOLD, author_id=None),
        replace(TOLD, withdrawn_at=NOW),
        replace(TOLD, asking_ended_at=NOW),
    ],
)
def test_nothing_is_asked_where_there_is_nothing_or_nobody_to_ask(practice: Practice) -> None:
    assert practices_details.next_question_at(practice) is None


def test_an_author_is_asked_once_a_week() -> None:
    last = NOW - timedelta(days=2)

    assert practices_details.author_may_be_asked_at(None, NOW) == NOW
    assert practices_details.author_may_be_asked_at(last, NOW) == last + timedelta(days=7)


@pytest.mark.parametrize("choice", ["", "multigrade", "x", "local"])
def test_what_is_no_level_is_an_old_button(choice: str) -> None:
    with pytest.raises(OldButton):
        practices_details.choose(TOLD, Detail.LEVEL, choice, ROSA)


@pytest.mark.parametrize("by", [ANA, None])
def test_nobody_else_answers(by: PersonId | None) -> None:
    with pytest.raises(NotTheAuthor):
        practices_details.choose(TOLD, Detail.LEVEL, "first", by)
    with pytest.raises(NotTheAuthor):
        practices_details.describe(TOLD, Detail.SUBJECT, "Arte", by)
    with pytest.raises(NotTheAuthor):
        practices_owner.withdraw(TOLD, by, NOW)


def test_a_hidden_name_leaves_the_title_and_comes_back_to_it() -> None:
    hidden = practices_owner.hide_name(TOLD, ROSA, unnamed="alguien", ending=str)
    shown = practices_owner.show_name(hidden, ROSA, unnamed="alguien", ending=str)

    assert hidden.title == "Lectura en parejas de alguien"
    assert hidden.shown_message is None
    assert shown == TOLD


def test_what_was_taken_back_has_no_words_left() -> None:
    gone = practices_owner.withdraw(KNOWN, ROSA, NOW)

    words = ("title", "text", "author_name", "school", "subject", "context")
    assert not any(getattr(gone, name) for name in words)
    assert (gone.withdrawn_at, gone.author_id) == (NOW, ROSA)


def test_only_its_author_tells_it_again() -> None:
    gone = practices_owner.withdraw(TOLD, ROSA, NOW)

    with pytest.raises(TakenBack):
        practices_owner.told_again(gone, TOLD, ANA)
    assert practices_owner.told_again(gone, TOLD, ROSA) == TOLD
