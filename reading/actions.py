"""What people said they would do: who, and by when if a day is written.

The one thing to know: nobody is committed by somebody else's words, and no day is made up. Who is
the author of a promise in the first person; a day is one that reading/dates is sure of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from reading.cues import asks, promises
from reading.dates import Moment, read_moment
from reading.discussion import Discussion, first_sentence, unit_of
from reading.utterances import Unit, Utterance


@dataclass(frozen=True, kw_only=True)
class Action:
    """A quote that promises something, of whom, and the utterances it rests on."""

    unit: Unit
    who: tuple[str, ...]
    utterances: tuple[Utterance, ...]

    def due_on(self, zone: ZoneInfo, language: str) -> date | None:
        """The day its words name, as of the moment they were said."""
        said_at = self.unit.utterance.said_at
        due = read_moment(self.unit.quote, now=said_at, zone=zone, language=language)
        return due.on if isinstance(due, Moment) else None


def actions(discussion: Discussion, *, longest: int) -> Iterator[Action]:
    """What people said they themselves would do, the latest first."""
    for utterance in reversed(discussion.utterances):
        sentence = first_sentence(utterance, promises)
        if sentence is not None and not asks(sentence):
            yield Action(
                unit=unit_of(utterance, sentence, longest),
                who=(utterance.author,) if utterance.author else (),
                utterances=(utterance,),
            )
