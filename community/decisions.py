"""Deciding by consent (M9): nobody has to like it best; it is enough that nobody must refuse it.

The one thing to know: an objection stops nothing by itself. What came in goes to those who facilitate, and
a person says the outcome: agreed, no, or keep talking. D2: «decisiones consensuadas», «manejo
constructivo de conflictos».
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from community.calendar import (
    DAY,
    HOUR,
    allows,
    at_wall,
    first_allowed_at_or_after,
    last_allowed_at_or_before,
    local_day,
)
from community.communities import Community
from community.ids import CommunityId, DecisionId, MessageId, PersonId, RemarkId
from community.refusals import Refusal

NUDGE_STEP, CLOSE_STEP = "decision.nudge", "decision.close"
OUTCOME_STEP = "decision.outcome"
MAX_DECISION = 240  # with the answers below it, within the 600 characters of product.md §3
MAX_REMARK = 1000
SHORTEST, LONGEST = 1, 30  # days a question may be open
ASKED_AGAIN_AFTER = (timedelta(days=3), timedelta(days=7))  # product.md M9: an outcome is required
EVENING = time(19, 0)  # a day's end for people who teach, an hour before the usual quiet begins
NUDGED_BEFORE = DAY
TO_THINK_AGAIN = HOUR  # between the last answer that was missing and the end


class Stance(StrEnum):
    """What a person says to a proposal, in the words of deciding by consent."""

    AGREE = "agree"
    CONCERN = "concern"  # «con reparos»: I have doubts, and can live with it
    OBJECT = "object"  # «no puedo apoyar»


class DecisionState(StrEnum):
    """Where a decision is."""

    OPEN = "open"
    CLOSED = "closed"  # its time is over; those who facilitate have not said what comes of it
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """decisión: a proposal the community answers with consent, doubts or an objection, and its outcome."""

    id: DecisionId
    community_id: CommunityId
    text: str
    state: DecisionState = DecisionState.OPEN
    asked_by: PersonId | None  # None: somebody who writes as the group, or who was forgotten
    asked_name: str
    message_id: MessageId | None  # of the message that asked; None: written in private
    thread_id: int | None = None
    replaces: int | None = None  # the number of the agreement it would change
    days: int  # of each round
    round: int = 1  # keeping on talking begins another
    opened_at: datetime  # the round
    closes_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Position:
    """posición: what one person says to a decision; the last word before it closes counts."""

    decision_id: DecisionId
    community_id: CommunityId
    person_id: PersonId | None  # None: somebody who was forgotten
    name: str
    stance: Stance
    is_core: bool  # whether they were of the core when they said it
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class Remark:
    """comentario: what somebody wrote about a decision, whatever their position."""

    id: RemarkId
    community_id: CommunityId
    decision_id: DecisionId
    person_id: PersonId
    name: str
    text: str
    message_id: MessageId | None = None  # None: written in private
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A decision with what everybody said about it, as one value; `core` are those who count now."""

    decision: Decision
    positions: tuple[Position, ...] = ()
    remarks: tuple[Remark, ...] = ()
    core: frozenset[PersonId] = frozenset()

    def of_core(self, stance: Stance | None = None) -> list[Position]:
        """The positions that are counted, in the order they were first said."""
        return [one for one in self.positions if stance in (None, one.stance) and self._counts(one)]

    @property
    def voices(self) -> list[Position]:
        """The others': shown, not counted."""
        return [one for one in self.positions if not self._counts(one)]

    @property
    def size(self) -> int:
        """How many could count: the core, and those of it who were forgotten after they answered."""
        return len(self.core) + sum(one.person_id is None for one in self.of_core())

    @property
    def missing(self) -> frozenset[PersonId]:
        """Those of the core who have not answered."""
        return self.core - {one.person_id for one in self.positions if one.person_id is not None}

    def of(self, person: PersonId | None) -> Position | None:
        """What somebody says."""
        return next((one for one in self.positions if one.person_id == person), None)

    def remark_of(self, person: PersonId | None) -> str:
        """The latest that somebody wrote; '' for nothing."""
        theirs = [one for one in self.remarks if person is not None and one.person_id == person]
        return theirs[-1].text if theirs else ""

    def _counts(self, one: Position) -> bool:
        return one.is_core if one.person_id is None else one.person_id in self.core


class NothingToDecide(Refusal):
    """/decidir without words, in reply to nothing that has any."""


class OnlyGuidesAsk(Refusal):
    """/decidir of who does not facilitate (product.md §4): a guide may reply to it with /decidir."""


class DecisionTooLong(Refusal):
    """More than people answer on a phone; `about` is its length."""


class DaysOutOfReach(Refusal):
    """Fewer than SHORTEST days, or more than LONGEST; `about` is how many."""


class RemarkTooLong(Refusal):
    """More than a few lines; `about` is its length."""


class DecisionOver(Refusal):
    """It is closed, or withdrawn; `about` is the decision."""


class OutcomeSaid(Refusal):
    """Another guide said what comes of it; `about` is the decision."""


class TooFewAnswered(Refusal):
    """Fewer of the core answered than the community asks for; `about` is the hearing."""


class NoVoiceHere(Refusal):
    """Whoever is not, or not any more, in the group."""


# Asking.


def checked(words: str) -> str:
    """The words of a proposal on one line; raises NothingToDecide or DecisionTooLong."""
    line = " ".join(words.split())
    if not line:
        raise NothingToDecide()
    if len(line) > MAX_DECISION:
        raise DecisionTooLong(len(line))
    return line


def checked_days(days: int) -> int:
    """How long it is open; raises DaysOutOfReach."""
    if not SHORTEST <= days <= LONGEST:
        raise DaysOutOfReach(days)
    return days


def checked_remark(words: str) -> str:
    """The words of a remark; '' where there are none. Raises RemarkTooLong."""
    words = words.strip()
    if len(words) > MAX_REMARK:
        raise RemarkTooLong(len(words))
    return words


def closes_at(community: Community, days: int, now: datetime) -> datetime:
    """The evening of the day that many days away, or of the next on which the bot may write."""
    first = local_day(now, community.zone) + days * DAY
    evenings = [at_wall(first + day * DAY, EVENING, community.zone) for day in range(7)]
    allowed = (at for at in evenings if allows(at, community.quiet, community.zone))
    return next(allowed, first_allowed_at_or_after(evenings[0], community.quiet, community.zone))


def nudge_at(community: Community, decision: Decision) -> datetime | None:
    """A day before it closes, when the bot may write; None where a round is too short for that."""
    return last_allowed_at_or_before(
        decision.closes_at - NUDGED_BEFORE,
        community.quiet,
        community.zone,
        not_before=decision.opened_at + DAY / 2,
    )


# Answering.


def take(hearing: Hearing, person: PersonId, name: str, stance: Stance, now: datetime) -> Position:
    """A tap; the same one again changes nothing. Raises DecisionOver."""
    must_be_open(hearing.decision)
    before = hearing.of(person)
    if before is not None and before.stance is stance:
        return before
    return Position(
        decision_id=hearing.decision.id,
        community_id=hearing.decision.community_id,
        person_id=person,
        name=name,
        stance=stance,
        is_core=person in hearing.core,
        said_at=now,
    )


def must_be_open(decision: Decision) -> None:
    """Raises DecisionOver."""
    if decision.state is not DecisionState.OPEN:
        raise DecisionOver(decision)


def core_of(
    belonging: Collection[PersonId], everybody: Collection[PersonId]
) -> frozenset[PersonId]:
    """Whose answers count: those who tapped [Soy parte]; where nobody ever did, everybody there.

    M15 will say it by circles (D4: «El núcleo central lo componen los actores directos»).
    """
    return frozenset(belonging or everybody)


def ends_early_at(community: Community, hearing: Hearing, now: datetime) -> datetime | None:
    """When it closes because nobody is missing; None while somebody is.

    A round that was begun to keep talking gets its days, unless nobody has a doubt left.
    """
    if hearing.missing or not hearing.core:
        return None
    is_settled = len(hearing.of_core(Stance.AGREE)) == len(hearing.of_core())
    if hearing.decision.round > 1 and not is_settled:
        return None
    soon = first_allowed_at_or_after(now + TO_THINK_AGAIN, community.quiet, community.zone)
    return min(soon, hearing.decision.closes_at)


# Its end, and its outcome.


def close(decision: Decision) -> Decision:
    """Its time is over."""
    must_be_open(decision)
    return replace(decision, state=DecisionState.CLOSED)


def withdraw(decision: Decision, now: datetime) -> Decision:
    """Whoever asked, or facilitates, takes it back. Raises DecisionOver."""
    must_be_open(decision)
    return replace(decision, state=DecisionState.WITHDRAWN, settled_at=now)


def needed(hearing: Hearing, quorum: int) -> int:
    """How many of the core have to answer, for a quorum in hundredths: half of three is two."""
    return -(-hearing.size * quorum // 100)


def has_quorum(hearing: Hearing, quorum: int) -> bool:
    """Whether as many answered as the community asks for: at least one."""
    return len(hearing.of_core()) >= max(1, needed(hearing, quorum))


def agree(hearing: Hearing, quorum: int, now: datetime) -> Decision:
    """[Acordado]. Raises OutcomeSaid or TooFewAnswered."""
    _must_wait_for_outcome(hearing.decision)
    if not has_quorum(hearing, quorum):
        raise TooFewAnswered(hearing)
    return replace(hearing.decision, state=DecisionState.AGREED, settled_at=now)


def decline(decision: Decision, now: datetime) -> Decision:
    """[No]. Raises OutcomeSaid."""
    _must_wait_for_outcome(decision)
    return replace(decision, state=DecisionState.DECLINED, settled_at=now)


def keep_talking(decision: Decision, community: Community, now: datetime) -> Decision:
    """[Seguir conversando]: as many days again; what everybody said stands until they change it."""
    _must_wait_for_outcome(decision)
    return replace(
        decision,
        state=DecisionState.OPEN,
        round=decision.round + 1,
        opened_at=now,
        closes_at=closes_at(community, decision.days, now),
    )


def asked_again_at(community: Community, closed_at: datetime) -> Sequence[datetime]:
    """When those who facilitate are reminded that an outcome is missing: after 3 and 7 days."""
    return [
        first_allowed_at_or_after(closed_at + after, community.quiet, community.zone)
        for after in ASKED_AGAIN_AFTER
    ]


def _must_wait_for_outcome(decision: Decision) -> None:
    if decision.state is not DecisionState.CLOSED:
        raise OutcomeSaid(decision)
