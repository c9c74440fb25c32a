"""A discussion, ready to be asked: who replied to what, and what was said next in the same thread.

The one thing to know: commands to a bot are no part of it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from reading.cues import insults
from reading.utterances import Unit, Utterance, is_command, shortened, word_count

LEAST_WORDS = 4


class Discussion:
    """Utterances in the order they were said, with their threads."""

    def __init__(
        self, utterances: Sequence[Utterance], thread_of: Mapping[int, int], *, language: str
    ) -> None:
        self.utterances = [u for u in utterances if not is_command(u.text)]
        self.language = language
        self._replies: dict[int, list[Utterance]] = defaultdict(list)
        self._threads: dict[int, list[Utterance]] = defaultdict(list)
        self._place: dict[int, int] = {}
        for utterance in self.utterances:
            thread = self._threads[thread_of[utterance.id]]
            self._place[utterance.id] = len(thread)
            thread.append(utterance)
            if utterance.reply_to is not None:
                self._replies[utterance.reply_to].append(utterance)
        self._thread_of = thread_of

    def replies(self, utterance: Utterance) -> Sequence[Utterance]:
        """What was said in reply to it."""
        return self._replies.get(utterance.id, ())

    def is_reply_within(self, utterance: Utterance) -> bool:
        """Whether it replies to something said here; all who answer a bot's question reply to that."""
        return utterance.reply_to in self._place

    def people_replying(self, utterance: Utterance) -> int:
        """How many other people replied to it."""
        return len({reply.by for reply in self.replies(utterance)} - {utterance.by})

    def openings(self, *, of_at_least: float) -> frozenset[int]:
        """The first utterances of the threads that are so long."""
        return frozenset(
            thread[0].id for thread in self._threads.values() if len(thread) >= of_at_least
        )

    def following(self, utterance: Utterance, most: int) -> Sequence[Utterance]:
        """At most so many utterances that came after it in its thread."""
        after = self._place[utterance.id] + 1
        return self._threads[self._thread_of[utterance.id]][after : after + most]


def first_sentence(utterance: Utterance, cue: Callable[[str], bool]) -> str | None:
    """The first sentence of some words that `cue` is true of, verbatim; none with rude words."""
    if not cue(utterance.text):
        return None
    fitting = (s for s in utterance.sentences if word_count(s) >= LEAST_WORDS and cue(s))
    return next((sentence for sentence in fitting if not insults(sentence)), None)


def unit_of(utterance: Utterance, span: str, longest: int) -> Unit:
    """A span of an utterance as something to quote."""
    quote = shortened(span, longest)
    return Unit(utterance=utterance, quote=quote, words=max(1, word_count(quote)))
