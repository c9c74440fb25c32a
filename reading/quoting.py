"""Quotes as many may read them: «…» where a telephone, an address of mail or a child's name stood.

The one thing to know: what is kept holds the message's own words; they are left out as it is drawn,
so an edit or a better reading holds for what was kept before. A guide's wording is theirs: what is in
it is counted, and they look.
"""

from collections.abc import Collection
from dataclasses import replace

from community.agreements import Agreement
from community.archives import Archive
from community.candidates import Candidate
from community.discussions import Summary
from community.syntheses import Drawn, Line
from reading.identifying import private_spans_in, without_private
from reading.stems import fold


def told_to_many(summary: Summary) -> Summary:
    """Its quotes as many may read them; the candidates are kept, and stay as they were said."""
    quotes = [
        replace(one, words=without_private(one.words), label=_label(one.label, one.words))
        for one in summary.quotes
    ]
    return replace(summary, quotes=tuple(quotes))


def drawn_for_many(drawn: Drawn) -> Drawn:
    """A synthesis likewise, and the question in its head; with how many of its quotes lost something,
    and how many such details a guide's own wording has."""
    safe = {line: _line(line) for line in drawn.lines}
    worded, prompt = drawn.synthesis.worded, drawn.prompt
    return replace(
        drawn,
        prompt=None if prompt is None else replace(prompt, text=without_private(prompt.text)),
        lines=tuple(safe.values()),
        candidates={safe[line]: _candidate(one) for line, one in drawn.candidates.items()},
        with_gaps=sum(bool(private_spans_in(line.words)) for line in drawn.shown),
        details_worded=0 if worded is None else len(private_spans_in(worded)),
    )


def agreed_for_many(agreement: Agreement) -> Agreement:
    """What a guide confirmed of talk, as it goes on record for all."""
    return replace(agreement, text=without_private(agreement.text))


def archive_for_many(archive: Archive) -> Archive:
    """Its syntheses as the group read them: their quotes, and the questions they are of."""
    return replace(
        archive,
        syntheses=tuple(
            replace(
                one,
                title=without_private(one.title),
                text=one.text if one.is_worded else without_private(one.text),
            )
            for one in archive.syntheses
        ),
    )


def _line(line: Line) -> Line:
    label = _label(line.label.split(", "), line.words) if line.label else ()
    return replace(line, words=without_private(line.words), label=", ".join(label))


def _candidate(one: Candidate) -> Candidate:
    """Its card is for a guide alone, who confirms the words as they were said."""
    if one.is_waiting:
        return one
    better = None if one.better is None else without_private(one.better)
    return replace(one, words=without_private(one.words), better=better)


def _label(label: Collection[str], words: str) -> tuple[str, ...]:
    """Without the words that were left out of the quote."""
    gone = {
        fold(word).strip(".,;:")
        for start, end in private_spans_in(words)
        for word in words[start:end].split()
    }
    return tuple(one for one in label if not gone & set(fold(one).split()))
