"""Which conversation an utterance belongs to, in a group where several run at once.

The one thing to know: what people did (a reply, a forum topic, turning to somebody by name) decides
before what we guess (time, then likeness of words). A thread silent for twelve hours is over.
"""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reading.addressed import Addressees
from reading.utterances import Author, Utterance

SOON = timedelta(minutes=20)  # what follows so soon goes on with the same
OVER = timedelta(hours=12)
RECENT = 30  # utterances looked back at for likeness, so that the work stays linear
ALIKE = 0.15  # cosine of shared stems, each weighed by its rarity


@dataclass(kw_only=True)
class _Thread:
    number: int
    topic: int | None
    last_at: datetime


def threads_of(
    utterances: Sequence[Utterance],
    stems: Mapping[int, Sequence[str]],
    rarity: Mapping[str, float],
) -> dict[int, int]:
    """The thread of each utterance, by utterance id; threads are numbered from 0 as they begin.

    `utterances` in the order they were said; `stems` by utterance id, each once; `rarity` by stem.
    """
    return _Sorting(utterances, stems, rarity).sort(utterances)


class _Sorting:
    """One pass through a discussion, remembering the thread of what was said."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        stems: Mapping[int, Sequence[str]],
        rarity: Mapping[str, float],
    ) -> None:
        self._addressees = Addressees(utterances)
        self._stems = stems
        self._square = {stem: weight**2 for stem, weight in rarity.items()}.__getitem__
        self._lengths: dict[int, float] = {}  # squared, of those that were compared
        self._begun = 0
        self._thread: dict[int, _Thread] = {}
        self._answering: dict[int, _Thread] = {}  # by what is not here: a question of the bot's
        self._latest: dict[int | None, _Thread] = {}
        self._recent: deque[int] = deque(maxlen=RECENT)
        self._spoke: dict[tuple[int | None, Author], _Thread] = {}  # by topic and person
        self._asked: dict[tuple[int | None, Author], _Thread] = {}  # where somebody turned to them

    def sort(self, utterances: Sequence[Utterance]) -> dict[int, int]:
        for utterance in utterances:
            other = self._addressees.of(utterance)
            thread = self._replied_to(utterance) or self._turned_to(utterance, other)
            thread = thread or self._guessed(utterance) or self._opened(utterance)
            thread.last_at = utterance.said_at
            self._spoke[utterance.thread, utterance.by] = thread
            self._asked.pop((utterance.thread, utterance.by), None)
            if other is not None:
                self._asked[utterance.thread, other] = thread
            self._thread[utterance.id] = thread
            if utterance.reply_to is not None and utterance.reply_to not in self._thread:
                self._answering[utterance.reply_to] = thread
            self._latest[utterance.thread] = thread
            self._recent.append(utterance.id)
        return {number: thread.number for number, thread in self._thread.items()}

    def _replied_to(self, utterance: Utterance) -> _Thread | None:
        if utterance.reply_to is None:
            return None
        return self._thread.get(utterance.reply_to) or self._answering.get(utterance.reply_to)

    def _turned_to(self, utterance: Utterance, other: Author | None) -> _Thread | None:
        """Where the other last spoke; or, turning to nobody, where one was turned to just now."""
        if other is not None:
            thread, since = self._spoke.get((utterance.thread, other)), OVER
        else:
            thread, since = self._asked.get((utterance.thread, utterance.by)), SOON
        is_on = thread is not None and utterance.said_at - thread.last_at < since
        return thread if is_on else None

    def _guessed(self, utterance: Utterance) -> _Thread | None:
        latest = self._latest.get(utterance.thread)
        if latest and utterance.said_at - latest.last_at < SOON:
            return latest
        return self._alike(utterance)

    def _alike(self, utterance: Utterance) -> _Thread | None:
        own = frozenset(self._stems.get(utterance.id, ()))
        length = self._length(utterance.id)
        best, likeness = None, ALIKE
        for number in self._recent:
            thread = self._thread[number]
            if thread.topic != utterance.thread or utterance.said_at - thread.last_at > OVER:
                continue
            shared = own.intersection(self._stems.get(number, ()))
            if not shared:
                continue
            product = sum(map(self._square, shared))
            found = product / (math.sqrt(length * self._length(number)) or 1.0)
            if found >= likeness:
                best, likeness = thread, found
        return best

    def _length(self, number: int) -> float:
        """Squared."""
        if number not in self._lengths:
            stems = self._stems.get(number, ())
            self._lengths[number] = sum(map(self._square, stems))
        return self._lengths[number]

    def _opened(self, utterance: Utterance) -> _Thread:
        thread = _Thread(number=self._begun, topic=utterance.thread, last_at=utterance.said_at)
        self._begun += 1
        return thread
