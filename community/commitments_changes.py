"""What happened to a commitment: kept with who and when, corrected, and the last of it taken back.

The one thing to know: a change remembers what the commitment was before it, but no person: people
are kept in `Responsible` alone, and a change names their places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from community.commitments import (
    FULFILLED,
    OFF_IT,
    UNFINISHED,
    Answer,
    Commitment,
    CommitmentState,
    DueInThePast,
    Every,
    EvidenceKind,
    NotYetProposed,
    Pledge,
    Responsible,
    Withdrawn,
    settled,
)
from community.ids import ChangeId, CommitmentId, CommunityId, PersonId
from community.names import resembles
from community.refusals import Refusal

LONGEST_WHY = 200  # letters of a reason that are kept


class Happened(StrEnum):
    """What a change was."""

    SUGGESTED = "suggested"
    PROPOSED = "proposed"
    FOLLOWED = "followed"  # it came by itself after another
    ACCEPTED = "accepted"
    JOINED = "joined"
    DECLINED = "declined"
    POSTPONED = "postponed"
    CORRECTED = "corrected"
    STOPPED = "stopped"  # it does not come round any more
    HELP = "help"
    DONE = "done"
    SHOWN = "shown"
    SEEN = "seen"
    UNDONE = "undone"


RECENT = timedelta(days=1)  # after that «the last thing I did» may be something long forgotten
FOR_GOOD = frozenset({Happened.SUGGESTED, Happened.HELP, Happened.UNDONE})  # not to be undone


@dataclass(frozen=True, kw_only=True)
class Change:
    """cambio: one thing that happened to a commitment, with who, when, and what was before."""

    id: ChangeId
    community_id: CommunityId
    commitment_id: CommitmentId
    happened: Happened
    person_id: PersonId | None
    changed_at: datetime
    why: str = ""  # of somebody who cannot, where they said it
    was_state: CommitmentState
    was_what: str
    was_due_on: date | None
    was_evidence: EvidenceKind | None
    was_every: Every | None
    was_answers: str  # by place: «1=asked 2=accepted!», where «!» is a name nobody had claimed
    undone_at: datetime | None = None

    @property
    def may_be_undone(self) -> bool:
        return self.undone_at is None and self.happened not in FOR_GOOD


@dataclass(frozen=True, kw_only=True)
class Correction:
    """corrección: what is to be said of a commitment from now on; None leaves it as it is."""

    what: str | None = None
    due_on: date | None = None
    evidence: EvidenceKind | None = None
    every: Every | None = None
    people: tuple[Responsible, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return self == Correction()


class NotYourCommitment(Refusal):
    """Only who wrote it, or a guide, corrects it or takes a change back."""


class NothingToUndo(Refusal):
    """Nothing happened that could be taken back."""


class NothingCorrected(Refusal):
    """The words bring nothing new."""


class DoesNotRepeat(Refusal):
    """It comes once as it is."""


def changed(
    before: Pledge, happened: Happened, by: PersonId | None, now: datetime, *, why: str = ""
) -> Change:
    """What is remembered of a change to `before`."""
    commitment = before.commitment
    return Change(
        id=ChangeId(0),
        community_id=commitment.community_id,
        commitment_id=commitment.id,
        happened=happened,
        person_id=by,
        changed_at=now,
        why=why[:LONGEST_WHY],
        was_state=commitment.state,
        was_what=commitment.what,
        was_due_on=commitment.due_on,
        was_evidence=commitment.evidence,
        was_every=commitment.every,
        was_answers=" ".join(_place(one) for one in before.people),
    )


def is_plainly_meant(last: Change, by: PersonId | None, now: datetime) -> bool:
    """Whether /deshacer alone means this change without a doubt: one's own, of a day at most."""
    return by is not None and last.person_id == by and now - last.changed_at <= RECENT


def undo(
    pledge: Pledge, changes: Sequence[Change], by: PersonId | None, *, is_guide: bool
) -> tuple[Pledge, Change]:
    """The commitment as it was before its last change, and that change."""
    last = next((one for one in reversed(changes) if one.may_be_undone), None)
    if last is None or pledge.commitment.state is CommitmentState.WITHDRAWN:
        raise NothingToUndo(pledge)
    is_theirs = by is not None and by in (last.person_id, pledge.commitment.proposed_by)
    if not (is_theirs or is_guide):
        raise NotYourCommitment(pledge)
    return Pledge(
        commitment=_as_before(pledge.commitment, last), people=_places(pledge, last)
    ), last


def correct(pledge: Pledge, to: Correction, *, today: date, now: datetime) -> Pledge:
    """Says it in another way. Who accepted keeps having accepted, and is told; new names are asked."""
    _must_stand(pledge.commitment)
    if to.due_on is not None and to.due_on < today:
        raise DueInThePast(to.due_on)
    commitment = replace(
        pledge.commitment,
        what=to.what or pledge.commitment.what,
        due_on=to.due_on or pledge.commitment.due_on,
        evidence=to.evidence or pledge.commitment.evidence,
        every=to.every or pledge.commitment.every,
    )
    people = pledge.people if to.people is None else _renamed(pledge.people, to.people)
    fresh = Pledge(commitment=commitment, people=people)
    if fresh == pledge:
        raise NothingCorrected(pledge)
    return fresh if people == pledge.people else settled(fresh, now)


def newly_asked(before: Pledge, after: Pledge) -> tuple[PersonId, ...]:
    """Whom a correction asks who did not stand on it before."""
    were_on = {one.speaker_id for one in before.people if one.answer not in OFF_IT}
    return tuple(
        one.speaker_id
        for one in after.asked
        if one.speaker_id is not None and one.speaker_id not in were_on
    )


def stop(pledge: Pledge) -> Pledge:
    """It does not come round any more; what is promised now stays."""
    _must_stand(pledge.commitment)
    if pledge.commitment.every is None:
        raise DoesNotRepeat(pledge)
    return replace(pledge, commitment=replace(pledge.commitment, every=None))


def must_be_theirs(pledge: Pledge, by: PersonId | None, *, is_guide: bool) -> None:
    """Who wrote it, or a guide."""
    if not is_guide and (by is None or by != pledge.commitment.proposed_by):
        raise NotYourCommitment(pledge)


def _must_stand(commitment: Commitment) -> None:
    if commitment.state in UNFINISHED:
        raise NotYetProposed(commitment)
    if commitment.state is CommitmentState.WITHDRAWN:
        raise Withdrawn(commitment)


def _as_before(commitment: Commitment, last: Change) -> Commitment:
    if last.happened in (Happened.PROPOSED, Happened.FOLLOWED):
        return replace(commitment, state=CommitmentState.WITHDRAWN)
    is_done = last.was_state in FULFILLED
    return replace(
        commitment,
        state=last.was_state,
        what=last.was_what,
        due_on=last.was_due_on,
        evidence=last.was_evidence,
        every=last.was_every,
        fulfilled_at=commitment.fulfilled_at if is_done else None,
        fulfilled_by=commitment.fulfilled_by if is_done else None,
        released_at=last.changed_at if last.was_state is CommitmentState.RELEASED else None,
    )


def _place(one: Responsible) -> str:
    return f"{one.position}={one.answer}{'!' if one.speaker_id is None else ''}"


def _places(pledge: Pledge, last: Change) -> tuple[Responsible, ...]:
    """Each place as it was; who came to it since is on it no more."""
    if last.happened in (Happened.PROPOSED, Happened.FOLLOWED):
        return pledge.people
    was = dict(place.split("=") for place in last.was_answers.split())
    people = []
    for one in pledge.people:
        answer = was.get(str(one.position), Answer.REMOVED.value)
        back = replace(one, answer=Answer(answer.rstrip("!")))
        if answer.endswith("!"):
            back = replace(back, person_id=None, contact_id=None)
        people.append(back)
    return tuple(people)


def _renamed(
    people: Sequence[Responsible], named: Sequence[Responsible]
) -> tuple[Responsible, ...]:
    """`named` are on it, whoever joined by themselves stays, the rest is taken off."""
    kept = [_kept(one, named) for one in people]
    place = max((one.position for one in people), default=0)
    fresh = [
        replace(one, position=place + n, answer=Answer.ASKED)
        for n, one in enumerate((x for x in named if not _is_among(x, people)), start=1)
    ]
    return (*kept, *fresh)


def _kept(one: Responsible, named: Sequence[Responsible]) -> Responsible:
    if _is_among(one, named):
        is_off = one.answer is Answer.REMOVED
        return replace(one, answer=Answer.ASKED) if is_off else one
    return one if one.answer is Answer.JOINED else replace(one, answer=Answer.REMOVED)


def _is_among(one: Responsible, others: Sequence[Responsible]) -> bool:
    return any(_is_same(one, other) for other in others)


def _is_same(one: Responsible, other: Responsible) -> bool:
    if one.speaker_id is not None and other.speaker_id is not None:
        return one.speaker_id == other.speaker_id
    return resembles(one.name, other.name, None)
