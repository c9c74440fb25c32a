"""Commitments: who does what by when with what evidence, and nobody without saying yes.

The one thing to know: decisions here take a `Pledge` (a commitment with the people on it) and give
the next one, or raise a Refusal. A tap that changes nothing gives back the very same pledge. What
is remembered of each change, and taking one back, is in commitments_changes.py.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from community.ids import CommitmentId, CommunityId, EvidenceId, MessageId, PersonId
from community.names import resembles
from community.people import Person
from community.prompts import Media
from community.refusals import Refusal


class CommitmentState(StrEnum):
    """Where a commitment is (M8)."""

    DRAFT = "draft"  # a guide's: something is still being asked; not yet shown to the group
    SUGGESTED = "suggested"  # a member's #compromiso: it counts once a guide confirms it
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    POSTPONED = "postponed"  # accepted, and moved to a later day
    DONE = "done"
    EVIDENCED = "evidenced"
    SEEN = "seen"  # somebody else looked at what was shown
    RELEASED = "released"
    WITHDRAWN = "withdrawn"  # it was a slip: taken back by whoever wrote it, or a guide


class EvidenceKind(StrEnum):
    """What will show that it was done."""

    PHOTO = "photo"
    TEXT = "text"
    AUDIO = "audio"
    DOCUMENT = "document"
    LINK = "link"
    NONE = "none"


class Answer(StrEnum):
    """What a named person said to a commitment."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    JOINED = "joined"
    REMOVED = "removed"  # a correction took the name off it


class Every(StrEnum):
    """How often something comes round by itself."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class Missing(StrEnum):
    """What a draft still lacks, in the order in which it is asked."""

    WHAT = "what"
    DUE = "due"
    EVIDENCE = "evidence"
    WHO = "who"


TAKEN = frozenset({Answer.ACCEPTED, Answer.JOINED})
UNFINISHED = frozenset({CommitmentState.DRAFT, CommitmentState.SUGGESTED})
HELD = frozenset({CommitmentState.ACCEPTED, CommitmentState.POSTPONED})
SHOWN = frozenset({CommitmentState.EVIDENCED, CommitmentState.SEEN})
FULFILLED = SHOWN | {CommitmentState.DONE}
OFF_IT = frozenset({Answer.DECLINED, Answer.REMOVED})


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """compromiso: who does what by when with what evidence."""

    id: CommitmentId
    community_id: CommunityId
    number: int  # counts from 1 in each community: what people say aloud; below 0 while a draft
    what: str
    due_on: date | None
    evidence: EvidenceKind | None
    state: CommitmentState
    proposed_by: PersonId | None
    created_at: datetime
    fulfilled_at: datetime | None = None
    fulfilled_by: PersonId | None = None
    released_at: datetime | None = None
    thread_id: int | None = None
    every: Every | None = None  # once it is fulfilled, the next comes by itself
    follows_id: CommitmentId | None = None  # the one it came after by itself

    @property
    def awaits_evidence(self) -> bool:
        """Done, and what shows it has not come."""
        return self.state is CommitmentState.DONE and self.evidence is not EvidenceKind.NONE

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do or to show."""
        return self.state is CommitmentState.PROPOSED or self.is_promised

    @property
    def is_promised(self) -> bool:
        """Open, and somebody said yes: what nobody accepted is nobody's promise."""
        return self.state in HELD or self.awaits_evidence


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """responsable: a person (or a name nobody has answered for yet) on a commitment."""

    commitment_id: CommitmentId
    community_id: CommunityId
    position: int
    person_id: PersonId | None  # None: a name that stays text until somebody taps «Acepto»
    name: str
    answer: Answer = Answer.ASKED
    answered_at: datetime | None = None
    contact_id: PersonId | None = None  # who answers for an institution, whose name `name` is
    contact_name: str = ""

    @property
    def speaker_id(self) -> PersonId | None:
        """Who answers, is reminded, and says how it goes."""
        return self.person_id if self.person_id is not None else self.contact_id


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """evidencia: what somebody showed for a commitment."""

    id: EvidenceId
    community_id: CommunityId
    commitment_id: CommitmentId
    person_id: PersonId | None
    text: str
    media: Media | None = None
    file_id: str | None = None
    album: str | None = None  # Telegram's media group: what was shown together
    message_id: MessageId  # below 0: shown in a private chat with the bot
    given_at: datetime

    @property
    def is_bare(self) -> bool:
        """Nothing to see: somebody only said that it is done."""
        return not self.text and self.media is None


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """A commitment together with everybody on it, as one value."""

    commitment: Commitment
    people: tuple[Responsible, ...]

    @property
    def takers(self) -> tuple[Responsible, ...]:
        """Who said yes, named at the start or not."""
        return tuple(one for one in self.people if one.answer in TAKEN)

    @property
    def asked(self) -> tuple[Responsible, ...]:
        """Who has not answered."""
        return tuple(one for one in self.people if one.answer is Answer.ASKED)

    @property
    def named(self) -> tuple[Responsible, ...]:
        """Everybody on it, without those a correction took off."""
        return tuple(one for one in self.people if one.answer is not Answer.REMOVED)

    @property
    def waited_for(self) -> tuple[Responsible, ...]:
        """Who is still asked: a name nobody answers to, only until somebody takes it."""
        return tuple(one for one in self.asked if one.speaker_id is not None or not self.takers)

    def place_of(self, person: PersonId) -> Responsible | None:
        """Where somebody stands in it."""
        return next((one for one in self.people if one.speaker_id == person), None)

    def is_on(self, person: PersonId) -> bool:
        """Whether it is theirs: named or joined, and not declined."""
        place = self.place_of(person)
        return place is not None and place.answer not in OFF_IT


class NotNamed(Refusal):
    """Accepting or declining what was asked of others; one may join instead."""


class NotResponsible(Refusal):
    """Only those who took it may say how it goes."""


class NotYourDraft(Refusal):
    """Only who began it, or a guide, completes it."""


class NotYourEvidence(Refusal):
    """Only who wrote it knows whether it is evidence."""


class AlreadyDone(Refusal):
    """Somebody marked it before."""


class AlreadyMoved(Refusal):
    """The button was about a due date that has been moved since."""


class Released(Refusal):
    """Nobody holds it now."""


class Withdrawn(Refusal):
    """It was taken back."""


class OwnEvidence(Refusal):
    """Who showed it is not the peer who sees it."""


class AlreadySeen(Refusal):
    """A peer saw it before."""


class NothingToSee(Refusal):
    """It is not done, or what shows it has not come."""


class NotYetProposed(Refusal):
    """It is a draft, or waits for a guide."""


class DueInThePast(Refusal):
    """A due date that is over."""


def missing(pledge: Pledge) -> Missing | None:
    """The next thing to ask about a draft; None when it is complete."""
    commitment = pledge.commitment
    if not commitment.what:
        return Missing.WHAT
    if commitment.due_on is None:
        return Missing.DUE
    if commitment.evidence is None:
        return Missing.EVIDENCE
    return None if pledge.people else Missing.WHO


def name_or_not(pledge: Pledge, person: PersonId, name: str) -> Pledge:
    """A tap on a name puts it on a draft, and the next one takes it off again."""
    place = pledge.place_of(person)
    if place is not None:
        is_off = place.answer is Answer.REMOVED
        flipped = replace(place, answer=Answer.ASKED if is_off else Answer.REMOVED)
        people = [flipped if one == place else one for one in pledge.people]
        return replace(pledge, people=tuple(people))
    return _with_place(pledge, person, name, Answer.ASKED)


def leave_open(pledge: Pledge) -> Pledge:
    """Nobody in particular is asked, and that was said: the place is taken off it from the start."""
    return pledge if pledge.people else _with_place(pledge, None, "", Answer.REMOVED)


def on_the_board(pledges: Sequence[Pledge], *, today: date) -> list[Pledge]:
    """What is open; what nobody accepted until its day is over is left in peace."""
    return [
        one
        for one in pledges
        if one.commitment.is_promised
        or one.commitment.due_on is None
        or one.commitment.due_on >= today
    ]


def due_on(pledge: Pledge, on: date, *, today: date) -> Pledge:
    """A draft's due date."""
    if on < today:
        raise DueInThePast(on)
    return _with(pledge, due_on=on)


def shown_by(pledge: Pledge, kind: EvidenceKind) -> Pledge:
    """A draft's kind of evidence."""
    return _with(pledge, evidence=kind)


def propose(pledge: Pledge, number: int, *, today: date, now: datetime) -> Pledge:
    """A complete draft goes to the group, under the number people will say aloud.

    Whoever wrote «yo llevo…» has said yes by that; [No puedo] takes it back.
    """
    commitment = pledge.commitment
    if commitment.state not in UNFINISHED:
        return pledge
    if commitment.due_on is not None and commitment.due_on < today:
        raise DueInThePast(commitment.due_on)
    proposed = _with(pledge, state=CommitmentState.PROPOSED, number=number)
    own = [one for one in proposed.asked if one.person_id == commitment.proposed_by is not None]
    people = [
        replace(one, answer=Answer.ACCEPTED, answered_at=now) if one in own else one
        for one in proposed.people
    ]
    return settled(replace(proposed, people=tuple(people)), now) if own else proposed


def accept(pledge: Pledge, by: Person, now: datetime) -> Pledge:
    """Somebody says yes: named, or for a name like theirs, or where nobody was named.

    While a name stays unclaimed it may be anybody's («la directora»), so whoever says yes joins.
    """
    _must_be_proposed(pledge.commitment)
    place = pledge.place_of(by.id) or _unclaimed_like(pledge, by)
    if place is not None and place.answer is not Answer.REMOVED:
        answer = Answer.JOINED if place.answer is Answer.JOINED else Answer.ACCEPTED
        return _answered(pledge, place, by, answer, now)
    if not pledge.named:
        return _added(pledge, by, Answer.ACCEPTED, now)
    if any(one.speaker_id is None for one in pledge.asked):
        return _added(pledge, by, Answer.JOINED, now)
    raise NotNamed(pledge)


def join(pledge: Pledge, by: Person, now: datetime) -> Pledge:
    """Somebody adds themselves; this also takes up what everybody had declined."""
    _must_be_proposed(pledge.commitment)
    place = pledge.place_of(by.id) or _unclaimed_like(pledge, by)
    if place is None:
        return _added(pledge, by, Answer.JOINED, now)
    if place.answer in TAKEN:
        return pledge
    was_asked = place.answer is Answer.ASKED
    return _answered(pledge, place, by, Answer.ACCEPTED if was_asked else Answer.JOINED, now)


def decline(pledge: Pledge, by: Person, now: datetime) -> Pledge:
    """Somebody cannot, and is free; once all have declined it is released."""
    _must_be_proposed(pledge.commitment)
    place = pledge.place_of(by.id) or _unclaimed_like(pledge, by)
    if place is None or place.answer is Answer.REMOVED:
        raise NotNamed(pledge)
    return _answered(pledge, place, by, Answer.DECLINED, now)


def finish(pledge: Pledge, by: Person, now: datetime) -> Pledge:
    """«Hecho», by somebody whose commitment it is; evidence comes after."""
    _must_be_held(pledge, by)
    if pledge.commitment.state in FULFILLED:
        raise AlreadyDone(pledge)
    return _with(
        _taken(pledge, by, now), state=CommitmentState.DONE, fulfilled_at=now, fulfilled_by=by.id
    )


def show(pledge: Pledge, by: Person, now: datetime, *, by_guide: bool = False) -> Pledge:
    """Evidence came, from somebody whose commitment it is or from a guide on their behalf."""
    if not by_guide or pledge.is_on(by.id):
        _must_be_held(pledge, by)
    _must_be_proposed(pledge.commitment)
    if pledge.commitment.state is CommitmentState.RELEASED:
        raise Released(pledge)
    commitment = pledge.commitment
    was_seen = commitment.state is CommitmentState.SEEN  # more of it does not undo that
    return _with(
        _taken(pledge, by, now),
        state=CommitmentState.SEEN if was_seen else CommitmentState.EVIDENCED,
        fulfilled_at=commitment.fulfilled_at or now,
        fulfilled_by=commitment.fulfilled_by or by.id,
    )


def see(pledge: Pledge, by: Person, shown_by: Collection[PersonId]) -> Pledge:
    """[Visto por un par], by anybody who neither did nor showed it; `shown_by`: of whom there is
    evidence."""
    commitment = pledge.commitment
    _must_be_proposed(commitment)
    if commitment.state is CommitmentState.SEEN:
        raise AlreadySeen(pledge)
    if commitment.state not in FULFILLED or commitment.awaits_evidence:
        raise NothingToSee(pledge)
    if by.id == commitment.fulfilled_by or by.id in shown_by:
        raise OwnEvidence(pledge)
    return _with(pledge, state=CommitmentState.SEEN)


def put_off(pledge: Pledge, by: Person, *, drawn_for: date, to: date, now: datetime) -> Pledge:
    """Moves the due date; `drawn_for` is the date the button knew, so that it moves it once."""
    _must_be_held(pledge, by)
    if pledge.commitment.state in FULFILLED:
        raise AlreadyDone(pledge)
    if pledge.commitment.due_on != drawn_for:
        raise AlreadyMoved(pledge)
    return _with(_taken(pledge, by, now), due_on=to, state=CommitmentState.POSTPONED)


def ask_help(pledge: Pledge, by: Person) -> None:
    """Whether somebody may ask the group for help with it."""
    _must_be_held(pledge, by)
    if pledge.commitment.state in FULFILLED:
        raise AlreadyDone(pledge)


def _must_be_proposed(commitment: Commitment) -> None:
    if commitment.state in UNFINISHED:
        raise NotYetProposed(commitment)
    if commitment.state is CommitmentState.WITHDRAWN:
        raise Withdrawn(commitment)


def _must_be_held(pledge: Pledge, by: Person) -> None:
    _must_be_proposed(pledge.commitment)
    if pledge.commitment.state is CommitmentState.RELEASED:
        raise Released(pledge)
    if not pledge.is_on(by.id):
        raise NotResponsible(pledge)


def _unclaimed_like(pledge: Pledge, by: Person) -> Responsible | None:
    names = (one for one in pledge.asked if one.speaker_id is None)
    return next((one for one in names if _may_be(one, by)), None)


def _may_be(one: Responsible, by: Person) -> bool:
    """Its own name, or that of the contact of an institution."""
    return resembles(one.contact_name or one.name, by.name, by.username)


def _answered(
    pledge: Pledge, place: Responsible, by: Person, answer: Answer, now: datetime
) -> Pledge:
    if place.speaker_id == by.id and place.answer is answer:
        return pledge
    told = replace(place, answer=answer, answered_at=now)
    if told.speaker_id is None:  # the name was text until now
        told = (
            replace(told, contact_id=by.id, contact_name=by.name)
            if told.contact_name
            else replace(told, person_id=by.id)
        )
    people = tuple(told if one.position == place.position else one for one in pledge.people)
    return settled(replace(pledge, people=people), now)


def _added(pledge: Pledge, by: Person, answer: Answer, now: datetime) -> Pledge:
    place = pledge.place_of(by.id)  # taken off it before
    if place is not None:
        return _answered(pledge, place, by, answer, now)
    return settled(_with_place(pledge, by.id, by.name, answer, now), now)


def _with_place(
    pledge: Pledge,
    person: PersonId | None,
    name: str,
    answer: Answer,
    now: datetime | None = None,
) -> Pledge:
    fresh = Responsible(
        commitment_id=pledge.commitment.id,
        community_id=pledge.commitment.community_id,
        position=max((one.position for one in pledge.people), default=0) + 1,
        person_id=person,
        name=name,
        answer=answer,
        answered_at=now,
    )
    return replace(pledge, people=(*pledge.people, fresh))


def settled(pledge: Pledge, now: datetime) -> Pledge:
    """The state that follows from what people have answered; what is done stays done."""
    state = pledge.commitment.state
    if state in FULFILLED:
        return pledge
    if pledge.takers:
        held = state if state is CommitmentState.POSTPONED else CommitmentState.ACCEPTED
        return _with(pledge, state=held, released_at=None)
    if pledge.asked or not pledge.named:
        return _with(pledge, state=CommitmentState.PROPOSED, released_at=None)
    return _with(pledge, state=CommitmentState.RELEASED, released_at=now)


def _taken(pledge: Pledge, by: Person, now: datetime) -> Pledge:
    """Who acts on what was asked of them has said yes by it."""
    place = pledge.place_of(by.id)
    if place is None or place.answer is not Answer.ASKED:
        return pledge
    return _answered(pledge, place, by, Answer.ACCEPTED, now)


def _with(pledge: Pledge, **changes: Any) -> Pledge:
    changed = replace(pledge.commitment, **changes)
    return replace(pledge, commitment=changed)
