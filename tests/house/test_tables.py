"""The command table and the buttons keep Telegram's rules."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.listeners import REPLIES
from handlers.menu import BY_WORD, COMMANDS
from handlers.taps import TAPS
from locales.words import LANGUAGES, words_in
from messages.buttons import MAX_BYTES, SUBJECTS, Press, Unreadable, read
from scheduler.timetable import JOBS


def test_command_words_are_what_telegram_takes() -> None:
    assert [word for word in BY_WORD if not re.fullmatch(r"[a-z0-9_]{1,32}", word)] == []


def test_no_word_means_two_commands() -> None:
    words = [word for command in COMMANDS for word in (command.word, *command.aliases)]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_describes_each_command_within_telegrams_limit(language: str) -> None:
    said = [words_in(language)(command.says) for command in COMMANDS if command.says]

    assert [text for text in said if not 1 <= len(text) <= 256] == []


def test_every_button_has_a_handler_and_every_handler_a_button() -> None:
    assert set(TAPS) == set(SUBJECTS)


def test_replies_are_to_things_that_exist() -> None:
    assert all(re.fullmatch(r"[a-z-]+", about) for about in REPLIES)


def test_kinds_of_due_are_named_feature_and_step() -> None:
    assert [kind for kind in JOBS if not re.fullmatch(r"[a-z]+\.[a-z_]+", kind)] == []


@given(
    verb=st.sampled_from(sorted(SUBJECTS)),
    subject=st.integers(min_value=-(2**53), max_value=2**53),
    choice=st.from_regex(r"[A-Za-z0-9_.-]{0,10}", fullmatch=True),
)
def test_a_press_survives_the_way_to_telegram_and_back(
    verb: str, subject: int, choice: str
) -> None:
    press = Press(verb=verb, subject=subject, choice=choice)

    assert read(press.data) == press
    assert len(press.data.encode()) <= MAX_BYTES


@given(st.text(max_size=80))
def test_data_of_any_shape_is_read_or_refused(data: str) -> None:
    try:
        press = read(data)
    except Unreadable:
        return
    assert press.verb in SUBJECTS
