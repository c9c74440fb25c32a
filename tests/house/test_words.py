"""Every sentence in every language, with the same places to fill (house.md §4)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from locales.words import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = ("messages", "handlers", "scheduler", "bot")
KEYWORDS = {"text": (2,), "texts": (2, 3), "label": (2,), "N_": None}
# in documents made with Jinja, and without HTML; `words` of a parameter, `_words` of an object
PLAIN = re.compile(r'(?:\b|_)(?:say|words)\(\s*"([^"]+)"')
PLACES = re.compile(r"{(\w+)}")
LONGEST_BUTTON = 20  # product.md §3
Msgid = str | tuple[str, ...]


def in_code() -> dict[Msgid, str]:
    """Every msgid written in the code, and where."""
    found: dict[Msgid, str] = {}
    for room in ROOMS:
        for file, line, message, *_ in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found[message] = f"{room}/{file}:{line}"
    for path in (ROOT / "messages").rglob("*.py"):
        for msgid in PLAIN.findall(path.read_text()):
            found[msgid] = f"messages/{path.name}"
    return found


def catalog(language: str) -> Iterator[tuple[Path, Catalog]]:
    for path in sorted((ROOT / "locales" / language).glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=language)


def translations(language: str) -> dict[Msgid, tuple[str, ...]]:
    found: dict[Msgid, tuple[str, ...]] = {}
    for path, po in catalog(language):
        for message in po:
            if not message.id:
                continue
            key = message.id
            said = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            assert found.get(key, said) == said, f"{path.name} says «{key}» in another way"
            found[key] = said
    return found


def known(msgid: Msgid, said: dict[Msgid, tuple[str, ...]]) -> bool:
    return msgid in said and all(said[msgid])


@pytest.mark.parametrize("call", ["say(", "words(", "self._words(", "self._say(\n  "])
def test_a_sentence_is_seen_however_the_words_are_held(call: str) -> None:
    assert PLAIN.findall(f'line = {call}"One.")') == ["One."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    said = translations(language)

    missing = [f"{where}: {msgid}" for msgid, where in in_code().items() if not known(msgid, said)]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str) -> None:
    written = in_code()

    assert [msgid for msgid in translations(language) if msgid not in written] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_places_to_fill(language: str) -> None:
    wrong = []
    for msgid, said in translations(language).items():
        asked = set(PLACES.findall(" ".join(msgid) if isinstance(msgid, tuple) else msgid))
        for sentence in said:
            given = set(PLACES.findall(sentence))
            if not (asked - {"n"} <= given <= asked):
                wrong.append((msgid, sentence))

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_short(language: str) -> None:
    said = translations(language)
    labels = {
        message
        for room in ROOMS
        for _, _, message, *_ in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords={"label": (2,)}
        )
    }

    assert [text for label in labels for text in said[label] if len(text) > LONGEST_BUTTON] == []


@pytest.mark.parametrize("language", ["es", "pt_BR"])
def test_no_fuzzy_guess_is_left_in_a_catalog(language: str) -> None:
    assert [
        (path.name, message.id)
        for path, po in catalog(language)
        for message in po
        if message.id and message.fuzzy
    ] == []
