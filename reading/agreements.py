"""Agreements by assent: what somebody proposed, and at least two others said yes to.

The one thing to know: they are candidates that people confirm, never facts. Who says yes decides,
not the wording of the proposal; while one no stands, it is not agreed yet. The last word of each
person counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reading.assent import Answer, answer
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
    for utterance in reversed(discussion.utterances):
        if not (utterance.weight or _may_be_answered(discussion, utterance)):
            continue
        sentence = _proposed(utterance)
        if sentence is None:
            continue
        found = _answered(discussion, unit_of(utterance, sentence, longest))
        if not (found.is_settled or found.is_disputed):
            continue
        about = frozenset(content_stems(sentence, discussion.language))
        if not any(_much_alike(about, other) for other in seen):
            seen.append(about)
            yield found


def _may_be_answered(discussion: Discussion, utterance: Utterance) -> bool:
    """Whether somebody else says yes soon after it, or in reply: cheap to tell, and rare."""
    near = (*discussion.following(utterance, VOTES_FOLLOW), *discussion.replies(utterance))
    return any(said.by != utterance.by and _answer(said.text) == "yes" for said in near)


@lru_cache(maxsize=512)
def _answer(text: str) -> Answer | None:
    return answer(text)


@lru_cache(maxsize=64)
def _proposed(utterance: Utterance) -> str | None:
    return first_sentence(utterance, proposes)


def _answered(discussion: Discussion, proposal: Unit) -> Agreement:
    last: dict[Author, tuple[str, Utterance]] = {}
    for said in _answers_to(discussion, proposal.utterance):
        if said.by != proposal.utterance.by and (says := _answer(said.text)):
            last[said.by] = (says, said)
    return Agreement(
        proposal=proposal,
        yes=tuple(said for says, said in last.values() if says == "yes"),
        no=tuple(said for says, said in last.values() if says == "no"),
    )


def _answers_to(discussion: Discussion, proposal: Utterance) -> Iterator[Utterance]:
    """Replies to it, and what follows until somebody proposes or asks something else.

    A question about the proposal that its author answers does not end it.
    """
    asked = False
    for later in discussion.following(proposal, VOTES_FOLLOW):
        if later.reply_to == proposal.id:
            yield later
        elif later.reply_to is None:
            if _answer(later.text) != "no" and _proposed(later) is not None:
                break
            if later.by == proposal.by:
                asked = False
            elif asks(later.text):
                yield later
                asked = True
            elif not asked:
                yield later
    near = {u.id for u in discussion.following(proposal, VOTES_FOLLOW)}
    yield from (reply for reply in discussion.replies(proposal) if reply.id not in near)


def _much_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 > len(one | other)
