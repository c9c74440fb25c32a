"""Candidates: what a discussion seems to have settled or promised, until people say so.

The one thing to know: nothing that was only detected is a record. A message is offered once for each
kind, whatever asks (a draft, /resumen); what was confirmed or discarded is not offered again. An
agreement that is confirmed has a number; a commitment that is goes the way of every commitment, so
that whoever is named still has to say yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from community import agreements
from community.agreements import USUAL_REVIEW, Agreement
from community.communities import Community
from community.discussions import Quote, QuoteKind
from community.ids import AgreementId, CandidateId, CommunityId, MessageId, PersonId
from community.refusals import Refusal

REDRAW_STEP = "candidate.redraw"
MOST = 5  # cards at once
MOST_FOUND = 10  # of one reading: nobody goes through forty
MAX_WORDS = 240  # as a proposal of /decidir


class CandidateKind(StrEnum):
    """What it may be."""

    AGREEMENT = "agreement"
    COMMITMENT = "commitment"


class CandidateState(StrEnum):
    """What people said of it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """candidato: what a discussion seems to have settled or promised, for people to confirm."""

    id: CandidateId
    community_id: CommunityId
    kind: CandidateKind
    state: CandidateState = CandidateState.WAITING
    words: str  # verbatim
    better: str | None = None  # a guide's words for it
    person_id: PersonId | None  # who said it
    name: str
    message_id: MessageId
    said_at: datetime
    yes: int  # people, who said it too
    found_at: datetime
    settled_at: datetime | None = None
    settled_by: PersonId | None = None
    number: int | None = None  # of the agreement it became

    @property
    def said(self) -> str:
        """The words to record."""
        return self.better or self.words

    @property
    def is_discarded(self) -> bool:
        """Somebody said that it is none."""
        return self.state is CandidateState.DISCARDED

    @property
    def is_waiting(self) -> bool:
        """Nobody has said what it is."""
        return self.state is CandidateState.WAITING


class CandidateSettled(Refusal):
    """Somebody confirmed or discarded it; `about` is the candidate."""


class SettledByYou(CandidateSettled):
    """Likewise, and it was whoever taps again."""


class CandidateGone(Refusal):
    """Its author took it back, or changed it."""


class NotYourCandidate(Refusal):
    """For those who facilitate, or whoever promised it."""


class NoBetterWords(Refusal):
    """A reply to a candidate without words, or with more than MAX_WORDS; `about` is how many letters."""


KINDS = {
    QuoteKind.AGREEMENT: CandidateKind.AGREEMENT,
    QuoteKind.COMMITMENT: CandidateKind.COMMITMENT,
}


def found(quotes: Sequence[Quote], community: CommunityId, now: datetime) -> list[Candidate]:
    """Those of the quotes that may be agreements or commitments; of very many the latest."""
    may_be = sorted((one for one in quotes if one.kind in KINDS), key=lambda one: one.said_at)
    return [
        Candidate(
            id=CandidateId(0),
            community_id=community,
            kind=KINDS[one.kind],
            words=one.words,
            person_id=one.person_id,
            name=one.author,
            message_id=one.message_id,
            said_at=one.said_at,
            yes=one.yes,
            found_at=now,
        )
        for one in may_be[-MOST_FOUND:]
    ]


def card_key(candidate: Candidate, guide: PersonId) -> str:
    """Of the letter that brings a card to somebody: whoever writes it, it comes once."""
    return f"candidate:{candidate.id}:{guide}"


def must_wait(candidate: Candidate, by: PersonId | None = None) -> None:
    """Raises CandidateSettled; SettledByYou where it was `by`."""
    if candidate.is_waiting:
        return
    is_theirs = by is not None and by == candidate.settled_by
    raise SettledByYou(candidate) if is_theirs else CandidateSettled(candidate)


def must_be_theirs(candidate: Candidate, by: PersonId | None, *, is_guide: bool) -> None:
    """Guides; of a commitment whoever promised it too. Raises NotYourCandidate."""
    is_own = candidate.kind is CandidateKind.COMMITMENT and by == candidate.person_id
    if not (is_guide or (is_own and by is not None)):
        raise NotYourCandidate(candidate)


def offered_to(
    candidates: Sequence[Candidate], person: PersonId | None, *, is_guide: bool
) -> list[Candidate]:
    """Those that wait and are theirs to settle, agreements first, then in the order they were said."""
    theirs = [
        one
        for one in candidates
        if one.is_waiting
        and (is_guide or (one.kind is CandidateKind.COMMITMENT and one.person_id == person))
    ]
    order = list(CandidateKind)
    return sorted(theirs, key=lambda one: (order.index(one.kind), one.said_at, one.message_id))


def confirm(
    candidate: Candidate, by: PersonId | None, now: datetime, *, number: int | None = None
) -> Candidate:
    """Somebody says that it is so."""
    must_wait(candidate, by)
    return replace(
        candidate,
        state=CandidateState.CONFIRMED,
        settled_at=now,
        settled_by=by,
        number=number,
    )


def discard(candidate: Candidate, by: PersonId | None, now: datetime) -> Candidate:
    """Somebody says that it is not."""
    must_wait(candidate, by)
    return replace(candidate, state=CandidateState.DISCARDED, settled_at=now, settled_by=by)


def correct(candidate: Candidate, words: str) -> Candidate:
    """Better words for it, on one line. Raises NoBetterWords."""
    must_wait(candidate)
    line = " ".join(words.split())
    if not line or len(line) > MAX_WORDS:
        raise NoBetterWords(len(line))
    return replace(candidate, better=line)


def as_agreement(
    candidate: Candidate, number: int, by: PersonId | None, community: Community, now: datetime
) -> Agreement:
    """The agreement it becomes; its id is not given yet. Who said yes is counted, and named nowhere."""
    fresh = Agreement(
        id=AgreementId(0),
        community_id=candidate.community_id,
        number=number,
        text=candidate.said,
        decision_id=None,
        noted_by=by,
        agreed_at=now,
        agreeing=candidate.yes,
        concerned=0,
        objecting=0,
    )
    return agreements.reviewed_every(fresh, USUAL_REVIEW, community, now)
