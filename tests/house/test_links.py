"""Whoever taps a link to the private chat finds there what it promises."""

import re
from pathlib import Path

import pytest

from handlers.help import LINKED

ROOT = Path(__file__).parents[2]
OPENS = {
    "coord": "the invitation is redeemed",
    "hola": "the chat alone",
    "pregunta": "the rehearsal of a question",
    "pulso": "the sentence beside it says to write /pulso",
    "relevo": "what was handed over waits there",
    "sintesis": "the draft of the pair waits there",
    "temas": "the sentence beside it says to write /temas",
}
LINK = re.compile(r"private_link\(f?\"([a-z]+)")
LINKS = sorted(
    {
        word
        for room in ("handlers", "scheduler", "bot")
        for path in (ROOT / room).glob("*.py")
        for word in LINK.findall(path.read_text())
    }
)


def test_links_are_found() -> None:
    assert len(LINKS) >= 10


@pytest.mark.parametrize("word", LINKS)
def test_a_link_leads_to_what_it_promises(word: str) -> None:
    assert word in LINKED or word in OPENS


def test_nothing_is_named_that_no_link_opens() -> None:
    assert {*LINKED, *OPENS} == set(LINKS)
