"""A discussion to summarise, in a few words per line."""

from datetime import UTC, datetime, timedelta

from reading.utterances import Utterance

BEGINNING = datetime(2026, 11, 16, 12, tzinfo=UTC)


def said(
    number: int,
    text: str,
    *,
    by: str = "Ana",
    reply_to: int | None = None,
    weight: int = 0,
) -> Utterance:
    """Utterance `number`, said that many minutes after the beginning."""
    return Utterance(
        id=number,
        author_id=None,
        author=by,
        text=text,
        said_at=BEGINNING + timedelta(minutes=number),
        reply_to=reply_to,
        weight=weight,
    )


def talk(*lines: tuple[str, str]) -> list[Utterance]:
    """Utterances from (author, text), a minute apart, numbered from 1."""
    return [said(number, text, by=by) for number, (by, text) in enumerate(lines, start=1)]
