"""Practices as people read them, with the strangest names and texts."""

from datetime import UTC, datetime
from html import unescape
from re import sub

import pytest

from community.communities import Community
from community.finding import Found, Sought, Term
from community.ids import ChatId, CommunityId, MessageId, PersonId, PracticeId
from community.practices import Practice, PracticeKind, title_of
from locales.words import LANGUAGES, words_in
from messages import practices as says
from messages import practices_finding as finds
from messages.text import shorten

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA = PersonId(501)
TERM = Term(word="ñ" * 16, folded="n" * 16, stem="n" * 16)
NASTY = '<b>&"\u202e</a>'


def home(chat: int) -> Community:
    return Community(
        id=CommunityId(1), telegram_chat_id=ChatId(chat), title="Red Ñuble", invited_at=NOW
    )


def practice(text: str, name: str = "Rosa", number: int = 1) -> Practice:
    return Practice(
        id=PracticeId(number),
        community_id=CommunityId(1),
        title=title_of(text) or f"Una práctica de {name}",
        text=text,
        kind=PracticeKind.TOOL,
        author_id=ROSA,
        author_name=name,
        saved_by=ROSA,
        message_id=MessageId(number),
        told_at=NOW,
    )


def as_read(html: str) -> str:
    return unescape(sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chat", [-1001234567890, -1234])
def test_five_of_the_longest_fit_a_phone(language: str, chat: int) -> None:
    schools = {ROSA: "Escuela Básica Rural " * 5}
    five = [practice(NASTY + "palabra " * 500, NASTY + "N" * 64, n) for n in range(1, 6)]

    listed = finds.Listing(
        practices=five,
        page=2,
        found=Found(
            numbers=tuple(PracticeId(n) for n in range(1, 16)),
            kinds=tuple(PracticeKind)[:4],
            is_partial=True,
            understood={"palavra": "palabra" * 2},
        ),
        sought=Sought(kind=PracticeKind.TOOL, terms=(TERM,)),
        query=NASTY * 200,
        total=5,
        schools=schools,
    )
    found = finds.listing(listed, words_in(language), home(chat))

    assert len(as_read(found.text)) <= 600
    assert "\u202e" not in found.text
    assert all(len(row) <= 3 for row in found.keyboard)


@pytest.mark.parametrize("length", [1, 600, 3900, 4050, 4096])
def test_the_whole_text_is_whole_and_fits_one_message(length: int) -> None:
    told = ("<&" + "a" * length)[:length]

    whole = as_read(finds.whole(practice(told), {}, words_in("es"), home(-1001)).text)

    assert told in whole
    assert len(whole) <= 4096


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_are_short_and_three_a_row(language: str) -> None:
    words = words_in(language)
    first, more = says.kept(practice("x"), words), says.more_kinds(practice("x"), words)

    for row in (*first.keyboard, *more.keyboard):
        assert len(row) <= 3
        assert all(1 <= len(button.label) <= 20 for button in row)


def test_every_kind_has_a_button() -> None:
    shown = {kind for row in (*says.FIRST_KINDS, *says.MORE_KINDS) for kind in row}

    assert shown == set(PracticeKind)


def test_a_practice_without_words_is_named_after_its_author() -> None:
    assert says.untitled("Rosa {name}", words_in("es")) == "Una práctica de Rosa {name}"


def test_the_title_of_an_adaptation_is_cut_before_whose_it_is() -> None:
    title = "Lectura en parejas de distintos cursos, como la hizo Rosa"

    assert shorten(title, 40, keeps_end=True) == "Lectura en parejas…, como la hizo Rosa"
    assert shorten(title, 26, keeps_end=True) == "Lectura en parejas de…"  # no room for both
    assert shorten(title, 80, keeps_end=True) == title
    assert shorten("Leemos, cantamos y jugamos en el patio", 20) == "Leemos, cantamos y…"
