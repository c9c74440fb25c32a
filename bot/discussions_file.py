"""`minga summarise`: discussions as lines of JSON in, what came of each as lines of JSON out.

The one thing to know: OUT appears whole or not at all. A line that cannot be read ends the command
with one sentence that names the line and what is wrong with it, and OUT stays as it was.
The format of both files is in docs/decisions/0045-discussions-as-lines-of-json.md.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reading.actions import Action
from reading.summaries import Point, Summary, Utterance, summarise

LANGUAGES = ("es", "pt", "en")
WORDS_A_POINT = 10  # the most points a budget of words leaves room for
LONGEST_QUOTE = 60  # words
USUAL_WORDS = 150
A_MINUTE = timedelta(minutes=1)
NO_CALENDAR = datetime(1970, 1, 1, tzinfo=UTC)
A_YEAR = timedelta(days=366).total_seconds()  # seconds since a meeting began are fewer than these
LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
UTC_ZONE = ZoneInfo("UTC")

Ident = str | int


class CannotBeRead(Exception):
    """A line is not what it should be; its sentence says which and why."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """One line: a discussion to summarise, and the ids its messages have in the file."""

    id: Ident
    language: str
    words: int | None
    utterances: tuple[Utterance, ...]
    ids: tuple[Ident, ...]  # by utterance id
    is_dated: bool  # the days of its messages are known


def summarise_file(source: Path, target: Path) -> int:
    """Writes `target` from `source`, a line for each; how many there were."""
    beside = target.with_name(f"{target.name}.partial")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as out:
            for given in discussions_in(source):
                out.write(json.dumps(told(given), ensure_ascii=False) + "\n")
                count += 1
        beside.replace(target)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    return count


def discussions_in(source: Path) -> Iterator[Given]:
    """The discussions of a file, one at a time; empty lines are passed over."""
    with source.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield given(line)
                except CannotBeRead as why:
                    raise CannotBeRead(f"Line {number}: {why}.") from None


def given(line: bytes) -> Given:
    """One discussion; what is wrong with it is said without repeating what people wrote."""
    conversation = _an_object(line)
    messages = conversation.get("messages")
    if not isinstance(messages, list):
        raise CannotBeRead("«messages» is no list")
    places: dict[Ident, int] = {}
    for place, message in enumerate(messages):
        _must_be_a_message(message, place, places)
        places[message["id"]] = place
    times = _times(messages)
    return Given(
        id=_ident(conversation, "this conversation"),
        language=_language(conversation),
        words=_budget(conversation),
        utterances=tuple(
            _utterance(message, place, times[place], places)
            for place, message in enumerate(messages)
        ),
        ids=tuple(places),
        is_dated=bool(messages) and times[0] - NO_CALENDAR > timedelta(seconds=A_YEAR),
    )


def told(given: Given) -> dict[str, Any]:
    """What came of a discussion, in the format of the file."""
    found = read(given)
    return {
        "id": given.id,
        "summary": [
            {"text": point.quote, "msg_id": given.ids[point.utterance_id]} | _label(point)
            for point in found.points
        ],
        "agreements": [
            {
                "text": one.proposal.quote,
                "msg_ids": [
                    given.ids[said.id]
                    for said in (one.proposal.utterance, *sorted(one.yes, key=lambda said: said.id))
                ],
            }
            for one in found.agreements
            if one.is_settled
        ],
        "actions": [_action(one, given) for one in found.actions],
    }


def _label(point: Point) -> dict[str, list[str]]:
    return {"label": list(point.label)} if point.label else {}


def read(given: Given) -> Summary:
    """The reading of a discussion within its budget of words."""
    words = given.words or USUAL_WORDS
    return summarise(
        given.utterances,
        language=given.language,
        max_points=max(6, words // WORDS_A_POINT),
        words=words,
        longest=max(25, min(LONGEST_QUOTE, words // 2)),
        with_outcomes=False,
    )


def _action(one: Action, given: Given) -> dict[str, Any]:
    said: dict[str, Any] = {
        "text": one.unit.quote,
        "msg_ids": [given.ids[said.id] for said in one.utterances],
    }
    if one.who:
        said["who"] = ", ".join(one.who)
    if given.is_dated and (due := one.due_on(UTC_ZONE, given.language)):
        said["due"] = due.isoformat()
    return said


def _an_object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        raise CannotBeRead("not UTF-8") from None
    except (ValueError, RecursionError):
        raise CannotBeRead("not JSON") from None
    if not isinstance(found, dict):
        raise CannotBeRead("not a JSON object")
    return found


def _ident(found: Mapping[str, Any], whose: str) -> Ident:
    name = found.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise CannotBeRead(f"{whose} has no «id» (a text or a whole number)")
    return name


def _language(conversation: Mapping[str, Any]) -> str:
    language = conversation.get("lang")
    if not isinstance(language, str) or language[:2].lower() not in LANGUAGES:
        raise CannotBeRead("«lang» is none of es, pt, en")
    return language[:2].lower()


def _budget(conversation: Mapping[str, Any]) -> int | None:
    words = conversation.get("budget_words")
    if words is None:
        return None
    if isinstance(words, bool) or not isinstance(words, int) or words < 1:
        raise CannotBeRead("«budget_words» is no whole number above zero")
    return words


def _must_be_a_message(message: Any, place: int, places: Mapping[Ident, int]) -> None:
    which = f"message {place + 1}"
    if not isinstance(message, dict):
        raise CannotBeRead(f"{which} is no object")
    if _ident(message, which) in places:
        raise CannotBeRead(f"{which} has the «id» of an earlier one")
    if not isinstance(message.get("text"), str):
        raise CannotBeRead(f"{which} has no «text»")
    if not isinstance(message.get("author"), str | None):
        raise CannotBeRead(f"«author» of {which} is no text")
    if not isinstance(message.get("file"), str | None):
        raise CannotBeRead(f"«file» of {which} is no text")
    if isinstance(message.get("reply_to"), bool | float | list | dict):
        raise CannotBeRead(f"«reply_to» of {which} is no id")


def _times(messages: list[dict[str, Any]]) -> list[datetime]:
    """When each was said; one without «ts» follows the one before by a minute."""
    times = list[datetime]()
    for place, message in enumerate(messages):
        at = _time(message.get("ts"), place)
        times.append(at or (times[-1] + A_MINUTE if times else NO_CALENDAR))
    return times


def _time(at: Any, place: int) -> datetime | None:
    if at is None:
        return None
    if isinstance(at, str):
        with suppress(ValueError, OverflowError):
            read_at = datetime.fromisoformat(at)
            return (read_at if read_at.tzinfo else read_at.replace(tzinfo=UTC)).astimezone(UTC)
    elif not isinstance(at, bool) and isinstance(at, int | float) and 0 <= at < LATEST:
        return NO_CALENDAR + timedelta(seconds=at)
    raise CannotBeRead(f"«ts» of message {place + 1} is neither seconds nor a date with a time")


def _utterance(
    message: Mapping[str, Any], place: int, at: datetime, places: Mapping[Ident, int]
) -> Utterance:
    """A message without an author is somebody of its own; a reply to something unknown is none."""
    return Utterance(
        id=place,
        author_id=None,
        author=message.get("author") or "",
        text=message["text"],
        said_at=at,
        reply_to=places.get(message.get("reply_to", "")),
        file=message.get("file"),
    )
