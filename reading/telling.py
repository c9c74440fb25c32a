"""What a discussion told, as the community's own values: for /resumen, for a synthesis.

The one thing to know: where there are too few messages to choose from, they are given as they are.
"""

from collections.abc import Sequence
from dataclasses import replace

from community.discussions import Quote, QuoteKind, Summary, Utterance
from community.ids import MessageId
from community.prompts import Media
from reading import summaries
from reading.agreements import Agreement
from reading.utterances import Unit, is_command, useful, with_gaps

MOST_POINTS = 12  # of a synthesis: up to half of them what was settled, asked and shared
MOST_DISPUTED = 2
MOST_AS_THEY_ARE = 7  # fewer than are enough to choose from


def tell(said: Sequence[Utterance], *, language: str, max_points: int) -> Summary:
    """The quotes that tell it, what is not agreed yet among them, and every candidate there may be."""
    by_message = {one.message_id: one for one in said}
    found = summaries.summarise(
        [_for_reading(one) for one in said], language=language, max_points=max_points
    )
    agreed = [one for one in found.agreements if one.is_settled]
    candidates = [
        *(_of(one.proposal, QuoteKind.AGREEMENT, by_message, yes=_yes(one)) for one in agreed),
        *(_of(one.unit, QuoteKind.COMMITMENT, by_message) for one in found.actions),
    ]
    if not found.enough:
        quotes = _as_they_are(said)
    else:
        disputed = [
            _of(one.proposal, QuoteKind.DISPUTED, by_message)
            for one in found.agreements
            if one.is_disputed
        ][-MOST_DISPUTED:]
        told = {one.message_id for one in disputed}
        points = [_quote(one, by_message) for one in found.points]
        cut = [*disputed, *(one for one in points if one.message_id not in told)]
        quotes = _in_order([_with_gaps(one, by_message) for one in cut])
    return Summary(
        quotes=tuple(quotes),
        messages=found.useful,
        people=found.authors,
        is_enough=found.enough,
        candidates=tuple(candidates),
    )


def telling(said: Sequence[Utterance]) -> list[Utterance]:
    """Those of the messages that say something, or bring a file."""
    read = useful([_for_reading(one) for one in said])
    numbers = {one.id for one in read}
    return [one for one in said if one.message_id in numbers or _brings_a_file(one)]


def _brings_a_file(said: Utterance) -> bool:
    return said.media is not None and not is_command(said.text)


def _as_they_are(said: Sequence[Utterance]) -> list[Quote]:
    """Too few to choose from: all of them, in the order they were said."""
    numbers = {one.id for one in useful([_for_reading(one) for one in said])}
    return [
        Quote(
            kind=QuoteKind.VOICE,
            words=one.text,
            author=one.name,
            person_id=one.person_id,
            message_id=one.message_id,
            said_at=one.said_at,
        )
        for one in said
        if one.message_id in numbers
    ][-MOST_AS_THEY_ARE:]


def _quote(point: summaries.Point, by_message: dict[MessageId, Utterance]) -> Quote:
    said = by_message[MessageId(point.utterance_id)]
    return Quote(
        kind=QuoteKind(point.section.value),
        words=point.quote,
        author=point.author,
        person_id=said.person_id,
        message_id=said.message_id,
        said_at=said.said_at,
        label=point.label,
        file=point.file,
    )


def _with_gaps(quote: Quote, by_message: dict[MessageId, Utterance]) -> Quote:
    """What is cut out of a sentence says so."""
    return replace(quote, words=with_gaps(by_message[quote.message_id].text, quote.words))


def _of(
    unit: Unit, kind: QuoteKind, by_message: dict[MessageId, Utterance], *, yes: int = 0
) -> Quote:
    said = by_message[MessageId(unit.utterance.id)]
    return Quote(
        kind=kind,
        words=unit.quote,
        author=said.name,
        person_id=said.person_id,
        message_id=said.message_id,
        said_at=said.said_at,
        yes=yes,
    )


def _yes(agreement: Agreement) -> int:
    """Who proposed it says yes too."""
    return len(agreement.yes) + 1


def _in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """By kind, then as they were said."""
    order = list(QuoteKind)
    return sorted(quotes, key=lambda one: (order.index(one.kind), one.said_at, one.message_id))


def as_read(said: Sequence[Utterance]) -> list[summaries.Utterance]:
    """As whatever reads a discussion takes them."""
    return [_for_reading(one) for one in said]


def _for_reading(said: Utterance) -> summaries.Utterance:
    return summaries.Utterance(
        id=said.message_id,
        author_id=said.person_id,
        author=said.name,
        text=said.text,
        said_at=said.said_at,
        reply_to=said.reply_to_message_id,
        thread=said.thread_id,
        file="" if said.media is Media.DOCUMENT else None,  # its name is not kept
    )
