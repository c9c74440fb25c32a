"""The library: titles, shelves, sizes, and who may sort."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community.ids import CommunityId, MaterialId, MessageId, PersonId
from community.materials import (
    MAX_TITLE,
    Material,
    NotYourMaterial,
    Subject,
    on_shelf,
    shelve,
    shelves,
    title_of,
)
from community.prompts import Media

ROSA, ANA, LUIS = PersonId(1), PersonId(2), PersonId(3)
SHEET = Material(
    id=MaterialId(1),
    community_id=CommunityId(1),
    title="fichas",
    media=Media.DOCUMENT,
    file_id="f",
    shared_by=ROSA,
    shared_by_name="Rosa",
    saved_by=ANA,
    message_id=MessageId(5),
    saved_at=datetime(2026, 11, 16, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("said", "caption", "file_name", "title"),
    [
        ("fichas de\n fracciones", "otra cosa", "a.pdf", "fichas de fracciones"),
        ("", "para 3.º", "a.pdf", "para 3.º"),
        ("", "", "Planificación anual.docx", "Planificación anual"),
        ("", "🙂", None, ""),
        ("", "", "sin_punto", "sin_punto"),
    ],
)
def test_the_title_is_the_first_that_says_something(
    said: str, caption: str, file_name: str | None, title: str
) -> None:
    assert title_of(said, caption, file_name) == title


def test_a_title_is_one_line_of_a_phone() -> None:
    assert len(title_of("fichas " * 40, "", None)) <= MAX_TITLE


@pytest.mark.parametrize(
    ("size", "kilobytes"), [(None, None), (12, 1), (340_000, 340), (2_499_600, 2500)]
)
def test_sizes_are_said_in_kilobytes(size: int | None, kilobytes: int | None) -> None:
    assert replace(SHEET, size=size).kilobytes == kilobytes


@pytest.mark.parametrize("by", [ROSA, ANA])
def test_who_shared_or_saved_it_says_what_it_is_about(by: PersonId) -> None:
    assert shelve(SHEET, Subject.MATHS, by, is_guide=False).subject is Subject.MATHS


def test_nobody_else_does_but_a_guide() -> None:
    assert shelve(SHEET, Subject.MATHS, None, is_guide=True).subject is Subject.MATHS
    with pytest.raises(NotYourMaterial):
        shelve(SHEET, Subject.MATHS, LUIS, is_guide=False)
    with pytest.raises(NotYourMaterial):
        shelve(replace(SHEET, shared_by=None, saved_by=None), Subject.MATHS, None, is_guide=False)


def test_shelves_are_counted_the_fullest_first_and_the_unsorted_are_other() -> None:
    maths = replace(SHEET, subject=Subject.MATHS)

    assert shelves([SHEET, maths, maths]) == [(Subject.MATHS, 2), (Subject.OTHER, 1)]
    assert on_shelf([SHEET, maths], Subject.OTHER) == [SHEET]
