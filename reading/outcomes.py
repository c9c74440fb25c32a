"""What came of a discussion: agreements, promises, open questions, links.

The one thing to know: these are candidates that people confirm, never facts. A proposal becomes
one only by the yes of at least two others; wording alone is wrong six times in seven.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from reading.cues import asks, insults, leans_back, promises, proposes, says_no, says_yes
from reading.stems import content_stems
from reading.utterances import (
    LINK,
    Author,
    Unit,
    Utterance,
    is_command,
    sentences,
    shortened,
    word_count,
)

LEAST_YES = 2
VOTES_FOLLOW = 12  # utterances of the same thread in which a yes without a reply link may come
ANSWERS_FOLLOW = 3
ANSWER_WITHIN = timedelta(hours=24)
SHORT_ANSWER = 8  # words: a yes may say so much more and still be a yes
LEAST_WORDS = 4


class Discussion:
    """Utterances in the order they were said, with their threads, ready to be asked."""

    def __init__(
        self, utterances: Sequence[Utterance], thread_of: Mapping[int, int], *, language: str
    ) -> None:
        self._utterances = [u for u in utterances if not is_command(u.text)]
        self._language = language
        self._replies: dict[int, list[Utterance]] = defaultdict(list)
        self._threads: dict[int, list[Utterance]] = defaultdict(list)
        self._place: dict[int, int] = {}
        for utterance in self._utterances:
            thread = self._threads[thread_of[utterance.id]]
            self._place[utterance.id] = len(thread)
            thread.append(utterance)
            if utterance.reply_to is not None:
                self._replies[utterance.reply_to].append(utterance)
        self._thread_of = thread_of

    def people_replying(self, utterance: Utterance) -> int:
        """How many other people replied to it."""
        return len({reply.by for reply in self._replies[utterance.id]} - {utterance.by})

    def agreements(self, *, longest: int) -> Iterator[Unit]:
        """Proposals to which two others said yes, and fewer no; the last wording of each."""
        seen: list[frozenset[str]] = []
        for utterance in reversed(self._utterances):
            sentence = _first(utterance, proposes)
            if sentence is None or not self._is_assented(utterance):
                continue
            about = frozenset(content_stems(sentence, self._language))
            if not any(_much_alike(about, other) for other in seen):
                seen.append(about)
                yield _unit(utterance, sentence, longest)

    def commitments(self, *, longest: int) -> Iterator[Unit]:
        """What people said they themselves would do, the latest first."""
        for utterance in reversed(self._utterances):
            sentence = _first(utterance, promises)
            if sentence is not None and not asks(sentence):
                yield _unit(utterance, sentence, longest)

    def open_questions(self, *, longest: int) -> Iterator[Unit]:
        """Questions at the end of a message that nobody else answered, the latest first."""
        for utterance in reversed(self._utterances):
            said = sentences(utterance.text)
            if not said or not _is_question(said[-1]):
                continue
            if not self._is_answered(utterance):
                yield _unit(utterance, said[-1], longest)

    def resources(self, *, longest: int) -> Iterator[Unit]:
        """Each address once, the latest first, with the sentence that shares it."""
        seen: set[str] = set()
        for utterance in reversed(self._utterances):
            found = [_normal(link) for link in LINK.findall(utterance.text)]
            if not found or seen.issuperset(found):
                continue
            seen.update(found)
            yield _with_link(utterance, longest)

    def _is_assented(self, proposal: Utterance) -> bool:
        yes: set[Author] = set()
        no: set[Author] = set()
        for answer in self._votes_on(proposal):
            if answer.by != proposal.by and word_count(answer.text) <= SHORT_ANSWER:
                if says_no(answer.text):
                    no.add(answer.by)
                elif says_yes(answer.text):
                    yes.add(answer.by)
        return len(yes - no) + proposal.weight >= LEAST_YES and len(no) < len(yes) + proposal.weight

    def _votes_on(self, proposal: Utterance) -> Iterator[Utterance]:
        yield from self._replies[proposal.id]
        for later in self._following(proposal, VOTES_FOLLOW):
            if proposes(later.text):
                return
            if later.reply_to is None:
                yield later

    def _is_answered(self, question: Utterance) -> bool:
        in_time = question.said_at + ANSWER_WITHIN
        if any(r.by != question.by and r.said_at <= in_time for r in self._replies[question.id]):
            return True
        return any(
            later.by != question.by and later.reply_to is None and later.said_at <= in_time
            for later in self._following(question, ANSWERS_FOLLOW)
        )

    def _following(self, utterance: Utterance, most: int) -> Sequence[Utterance]:
        after = self._place[utterance.id] + 1
        return self._threads[self._thread_of[utterance.id]][after : after + most]


def _first(utterance: Utterance, cue: Callable[[str], bool]) -> str | None:
    if not cue(utterance.text):
        return None
    fitting = (s for s in sentences(utterance.text) if word_count(s) >= LEAST_WORDS and cue(s))
    return next((sentence for sentence in fitting if not insults(sentence)), None)


def _is_question(sentence: str) -> bool:
    return (
        asks(sentence)
        and word_count(sentence) >= LEAST_WORDS
        and not insults(sentence)
        and not leans_back(sentence)
    )


def _much_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 > len(one | other)


def _unit(utterance: Utterance, span: str, longest: int) -> Unit:
    quote = shortened(span, longest)
    return Unit(utterance=utterance, quote=quote, words=max(1, word_count(quote)))


def _with_link(utterance: Utterance, longest: int) -> Unit:
    sentence = next((s for s in sentences(utterance.text) if LINK.search(s)), utterance.text)
    quote = shortened(sentence, longest)
    link = LINK.search(sentence)
    if link and not LINK.search(quote):
        quote = link[0]
    return _unit(utterance, quote, longest)


def _normal(link: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", link.casefold())
    return re.sub(r"[?&](?:utm_\w+|fbclid|si)=[^&#]*", "", bare).rstrip("/.,;:)»\"'")
