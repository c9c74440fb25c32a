"""Agreements by assent: what somebody proposed, and at least two others said yes to.

The one thing to know: they are candidates that people confirm, never facts. Who says yes decides,
not the wording of the proposal; while one no stands, it is not agreed yet. The last word of each
person counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reading.assent import answer, begins_with_yes
from reading.cues import asks
from reading.discussion import Discussion, first_sentence, unit_of
from reading.proposals import proposes
from reading.stems import content_stems
from reading.utterances import Author, Unit, Utterance

LEAST_YES = 2
VOTES_FOLLOW = 12  # utterances of the same thread in which a yes without a reply link may come
FEW_AGAINST = 0.2  # signs against among all signs: a majority, as in a poll


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A proposal, and the last yes or no of each other person who answered it."""

    proposal: Unit
    yes: tuple[Utterance, ...]
    no: tuple[Utterance, ...]

    @property
    def is_settled(self) -> bool:
        """With one no, or many signs against, it is not agreed yet."""
        said = self.proposal.utterance
        signs_against = said.against > FEW_AGAINST * (said.weight + said.against)
        return not self.no and not signs_against and self._assent >= LEAST_YES

    @property
    def is_disputed(self) -> bool:
        """Somebody says yes, somebody no."""
        against = len(self.no) + self.proposal.utterance.against
        return not self.is_settled and self._assent > 0 and against > 0

    @property
    def _assent(self) -> int:
        return len(self.yes) + self.proposal.utterance.weight


def agreements(discussion: Discussion, *, longest: int) -> Iterator[Agreement]:
    """The settled and the disputed, the latest first; of alike proposals the last wording."""
    seen: list[frozenset[str]] = []
    for found in _Assent(discussion).found(longest):
        about = frozenset(content_stems(found.proposal.quote, discussion.language))
        if not any(_much_alike(about, other) for other in seen):
            seen.append(about)
            yield found


class _Assent:
    """Who answered what; each text is read once."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._answers = {said.id: answer(said.text) for said in discussion.utterances}
        self._proposals: dict[int, str | None] = {}

    def found(self, longest: int) -> Iterator[Agreement]:
        for utterance in reversed(self._discussion.utterances):
            if not (utterance.weight or self._may_be_assented(utterance)):
                continue
            sentence = self._proposed(utterance)
            if sentence is not None:
                found = self._answered(unit_of(utterance, sentence, longest))
                if found.is_settled or found.is_disputed:
                    yield found

    def _may_be_assented(self, utterance: Utterance) -> bool:
        """Whether somebody else says yes soon after it, or in reply: cheap to tell, and rare."""
        near = self._discussion.following(utterance, VOTES_FOLLOW)
        return any(
            said.by != utterance.by and self._answers[said.id] == "yes"
            for said in (*near, *self._discussion.replies(utterance))
        )

    def _proposed(self, utterance: Utterance) -> str | None:
        if utterance.id not in self._proposals:
            self._proposals[utterance.id] = first_sentence(utterance, proposes)
        return self._proposals[utterance.id]

    def _answers_first(self, said: Utterance) -> bool:
        says = self._answers[said.id]
        return says == "no" or (says == "yes" and begins_with_yes(said.text))

    def _answered(self, proposal: Unit) -> Agreement:
        last: dict[Author, tuple[str, Utterance]] = {}
        for said in self._answers_to(proposal.utterance):
            says = self._answers[said.id]
            if says and said.by != proposal.utterance.by:
                last[said.by] = (says, said)
        return Agreement(
            proposal=proposal,
            yes=tuple(said for says, said in last.values() if says == "yes"),
            no=tuple(said for says, said in last.values() if says == "no"),
        )

    def _answers_to(self, proposal: Utterance) -> Iterator[Utterance]:
        """Replies to it, and what follows until somebody proposes or asks something else.

        Whoever begins with a yes, or says no, answers it, whatever they propose then. A question
        about the proposal that its author answers does not end it.
        """
        following = self._discussion.following(proposal, VOTES_FOLLOW)
        is_asked = False
        for later in following:
            if later.reply_to == proposal.id:
                yield later
            elif not self._discussion.is_reply_within(later):
                if not self._answers_first(later) and self._proposed(later) is not None:
                    break
                asks_others = later.by != proposal.by and asks(later.text)
                if asks_others or later.by == proposal.by or not is_asked:
                    yield later
                is_asked = asks_others or (is_asked and later.by != proposal.by)
        near = {said.id for said in following}
        yield from (said for said in self._discussion.replies(proposal) if said.id not in near)


def _much_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 > len(one | other)
