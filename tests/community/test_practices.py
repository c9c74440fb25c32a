"""Practices: titles from people's words, and who says what a practice is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community import practices, practices_owner
from community.ids import CommunityId, MessageId, PersonId, PracticeId
from community.practices import MAX_TITLE, Practice, PracticeKind
from community.prompts import Media

ROSA, ANA, JUAN = PersonId(1), PersonId(2), PersonId(3)
PRACTICE = Practice(
    id=PracticeId(1),
    community_id=CommunityId(1),
    title="Los grandes leen a los chicos",
    text="Los grandes leen a los chicos. Cada lunes, diez minutos.",
    author_id=ROSA,
    author_name="Rosa",
    saved_by=ANA,
    message_id=MessageId(7),
    told_at=datetime(2026, 11, 16, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Los grandes leen a los chicos. Cada lunes.", "Los grandes leen a los chicos"),
        ("Rincón de lectura\nTenemos una alfombra", "Rincón de lectura"),
        ("Hola. Les cuento del rincón de lectura", "Hola. Les cuento del rincón de lectura"),
        ("🌱🌱\nHuerto en botellas", "Huerto en botellas"),
        ("— Huerto en botellas:", "Huerto en botellas"),
        ("🌱🌱🌱", ""),
        ("", ""),
        ("¡¿…?!", ""),
    ],
)
def test_a_title_comes_from_the_first_words(text: str, title: str) -> None:
    assert practices.title_of(text) == title


def test_a_story_of_4096_letters_has_a_short_title_cut_at_a_word() -> None:
    title = practices.title_of("contamos cuentos " * 240)

    assert len(title) <= MAX_TITLE
    assert title.endswith(("contamos…", "cuentos…"))


def test_one_endless_word_is_cut_too() -> None:
    assert len(practices.title_of("a" * 4096)) == MAX_TITLE


def test_what_lies_beyond_the_title_is_not_the_title_again() -> None:
    assert practices.rest_of(PRACTICE) == "Cada lunes, diez minutos"


def test_a_title_of_a_guides_own_leaves_the_text_whole() -> None:
    named = replace(PRACTICE, title="Lectura entre edades")

    assert practices.rest_of(named).startswith("Los grandes leen")


def test_the_author_whoever_saved_it_and_guides_say_what_it_is() -> None:
    for by, is_guide in ((ROSA, False), (ANA, False), (JUAN, True), (None, True)):
        classified = practices.classify(PRACTICE, PracticeKind.TOOL, by, is_guide=is_guide)
        assert classified.kind is PracticeKind.TOOL


def test_others_do_not_and_nobody_is_not_the_author_of_what_nobody_wrote() -> None:
    nobodys = replace(PRACTICE, author_id=None, saved_by=None)
    for practice, by in ((PRACTICE, JUAN), (nobodys, None)):
        with pytest.raises(practices.NotYourPractice):
            practices.classify(practice, PracticeKind.TOOL, by, is_guide=False)


def test_an_edit_brings_a_title_of_the_first_words_along() -> None:
    fresh = practices.corrected(
        PRACTICE, "Los grandes les leen a los chicos. Los martes.", None, None
    )

    assert fresh.title == "Los grandes les leen a los chicos"


def test_an_edit_leaves_a_title_that_somebody_gave() -> None:
    named = replace(PRACTICE, title="Lectura entre edades")

    assert practices.corrected(named, "Otra cosa", None, None).title == "Lectura entre edades"


@pytest.mark.parametrize(
    ("text", "file_id", "is_twice"),
    [
        ("los grandes leen a los CHICOS, cada lunes: diez minutos", None, True),
        ("los grandes leen a los chicos cada lunes diez minutos", "otra", True),
        ("Los grandes leen a los chicos. Cada martes, diez minutos.", None, False),
        ("", "otra", False),
    ],
)
def test_the_same_words_are_the_same_practice(
    text: str, file_id: str | None, is_twice: bool
) -> None:
    again = replace(PRACTICE, text=text, file_id=file_id, media=Media.PHOTO if file_id else None)

    assert practices_owner.told_twice(PRACTICE, again) is is_twice
    kept = practices_owner.with_file_of(PRACTICE, again)
    assert (kept.file_id, kept.text) == (file_id, PRACTICE.text)


def test_two_photos_with_one_caption_are_two_practices() -> None:
    one, other = (replace(PRACTICE, file_id=name, media=Media.PHOTO) for name in "ab")

    assert not practices_owner.told_twice(one, other)


def test_what_later_messages_add_stays_when_the_first_is_edited() -> None:
    first = replace(PRACTICE, text="Con masa.", media=None, file_id=None)
    photo = practices.added(first, "", Media.PHOTO, "f1")
    sung = practices.added(photo, "Cantamos.", Media.PHOTO, "f2")
    twice = practices.added(practices.added(sung, "Y fin.", None, None), "", Media.PHOTO, "f2")

    edited = practices.corrected(twice, "Con greda.", None, None)

    assert (edited.text, edited.file_id) == ("Con greda.\nCantamos.\nY fin.", "f1")
    assert edited.more_files == ("f2",)
    assert practices.corrected(edited, "Con barro.", None, None).text.endswith("\nY fin.")
