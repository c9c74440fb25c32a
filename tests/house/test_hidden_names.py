"""Whoever hid their name is named nowhere: one function says who told a practice, one where."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# where a name is kept, asked in person, or handled by its owner: never to show who told a practice
MAY = {
    "messages/people.py": "the one that knows of hidden names",
    "handlers/keeping.py": "what a practice is found by",
    "scheduler/practices_details.py": "asks the author in the group, where the name is not hidden",
}
LINK = re.compile(r"message_url\([^)]*practice\.message_id|\bone\.author_name")
FILES = sorted(
    path for room in ("messages", "handlers", "scheduler") for path in (ROOT / room).glob("*.py")
)
# links that do not tell anybody: whether there are any, and those an author gets to their own
NO_SECRET = {"messages/practices_finding.py", "messages/practices_owner.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_who_told_a_practice_is_asked_of_messages_people(path: Path) -> None:
    where = f"{path.parent.name}/{path.name}"
    source = path.read_text()

    assert ".author_name" not in source or where in MAY
    assert not LINK.search(source) or where in NO_SECRET
