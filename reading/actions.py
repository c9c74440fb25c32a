"""What is to be done: who, and by when if a day is written.

The one thing to know: all of it is for people to confirm, and nothing is made up. Who is the author of
a promise in the first person, or whoever a sentence names with a duty (`duties`); a day is one
that reading/dates is sure of. What is proposed to all is nobody's promise: of «acordemos la fecha, yo
llevo los libros» the second half is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from reading.cues import asks, intends, promises
from reading.dates import Moment, read_moment
from reading.discussion import LEAST_WORDS, Discussion, first_sentence, unit_of
from reading.duties import Duties
from reading.proposals import proposes
from reading.utterances import Unit, Utterance, word_count

MOST_DUTIES = 20  # sentences of one message: minutes list them line by line

_NEW_CLAUSE = re.compile(r"[,;:—–]\s+|\s(?:y|e|and|pero|mas|but|que)\s+")


@dataclass(frozen=True, kw_only=True)
class Action:
    """A quote that promises something or names who is to do it, of whom, and what it rests on."""

    unit: Unit
    who: tuple[str, ...]
    utterances: tuple[Utterance, ...]

    def due_on(self, zone: ZoneInfo, language: str) -> date | None:
        """The day its words name, as of the moment they were said."""
        said_at = self.unit.utterance.said_at
        due = read_moment(self.unit.quote, now=said_at, zone=zone, language=language)
        return due.on if isinstance(due, Moment) else None


def actions(discussion: Discussion, *, longest: int) -> Iterator[Action]:
    """What people said that they, or others by name, would do, the latest first."""
    duties = Duties(discussion.utterances, language=discussion.language)
    for utterance in reversed(discussion.utterances):
        sentence = first_sentence(utterance, promises)
        promise = None if sentence is None or asks(sentence) else _promise(sentence)
        if promise is not None and not _is_a_habit(discussion, utterance, promise):
            who: tuple[str, ...] = (utterance.author,) if utterance.author else ()
            yield _action(utterance, promise, who, longest)
            continue
        for sentence in reversed(utterance.sentences[:MOST_DUTIES]):
            who, with_author = duties.who(sentence, utterance.said_at)
            if who:
                author = (utterance.author,) if with_author and utterance.author else ()
                yield _action(utterance, sentence, who + author, longest)


def _is_a_habit(discussion: Discussion, answer: Utterance, sentence: str) -> bool:
    """Whoever answers the bot's question tells what they do: there «yo grabo un audio» is how it goes,
    unless a day, or «voy a», says that it is to come."""
    if answer.reply_to is None or discussion.is_reply_within(answer) or intends(sentence):
        return False
    zone, language = ZoneInfo("UTC"), discussion.language
    read = read_moment(sentence, now=answer.said_at, zone=zone, language=language)
    return not isinstance(read, Moment)


def without_opening(promise: str) -> str:
    """«Dale, yo llevo los libros» from where it promises on; all of it, where no clause alone does."""
    return _clauses_of(promise) or promise


def _promise(sentence: str) -> str | None:
    """What of it its author takes on; beside a proposal only the clauses of the promise, if it has its
    own."""
    if not proposes(sentence):
        return sentence
    words = _clauses_of(sentence)
    return words if word_count(words) >= LEAST_WORDS else None


def _clauses_of(sentence: str) -> str:
    """From the first clause that promises up to one that proposes; empty where there is none."""
    cuts = [match.span() for match in _NEW_CLAUSE.finditer(sentence)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence)]
    begin = end = None
    for first, last in zip(starts, ends, strict=True):
        clause = sentence[first:last]
        if begin is None:
            if promises(clause) and not proposes(clause):
                begin, end = first, last
        elif proposes(clause):
            break
        else:
            end = last
    return "" if begin is None else sentence[begin:end].rstrip()


def _action(utterance: Utterance, sentence: str, who: tuple[str, ...], longest: int) -> Action:
    return Action(unit=unit_of(utterance, sentence, longest), who=who, utterances=(utterance,))
