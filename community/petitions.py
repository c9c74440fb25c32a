"""What a community asks of the institution: in its words, with no name, and only after two yeses.

The one thing to know: nothing leaves the group unless whoever asked says so and somebody who
facilitates says so too (promises.md §4, M14). The first of the two to say no ends it, and nobody is told.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId, PetitionId
from community.refusals import OldButton, Refusal

LONGEST = 500  # letters: what coordination reads at a glance


class PetitionState(StrEnum):
    """How far it has come."""

    OFFERED = "offered"  # whoever asked was asked whether it may go
    AGREED = "agreed"  # they said yes; somebody who facilitates is asked
    SENT = "sent"  # it goes to coordination with the next digest
    SEEN = "seen"  # coordination has seen it
    ANSWERED = "answered"  # and answered in words
    DROPPED = "dropped"  # somebody said no


WAITING = frozenset({PetitionState.SENT})  # for coordination
WITH_COORDINATION = WAITING | {PetitionState.SEEN, PetitionState.ANSWERED}


@dataclass(frozen=True, kw_only=True)
class Petition:
    """petición: what a community asks of the institution, through its coordination."""

    id: PetitionId
    community_id: CommunityId
    person_id: PersonId | None  # who asked; never told to coordination
    text: str
    message_id: MessageId | None  # where it was asked in the group, so that the answer hangs there
    thread_id: int | None = None
    state: PetitionState = PetitionState.OFFERED
    asked_at: datetime
    sent_at: datetime | None = None
    sent_by: PersonId | None = None
    answered_at: datetime | None = None
    answered_by: PersonId | None = None


class NotYourPetition(Refusal):
    """Only whoever asked says whether it may go to coordination."""


class PetitionTooLong(Refusal):
    """Longer than coordination reads; `about` is the number of letters."""


class NobodyToPetition(Refusal):
    """No coordination looks after this community."""


class PetitionOver(Refusal):
    """It was withdrawn, or somebody said no."""


def agree(petition: Petition, by: PersonId) -> Petition:
    """[Sí, sin mi nombre]; said twice, it is said once."""
    if petition.person_id != by:
        raise NotYourPetition(petition)
    if petition.state is PetitionState.OFFERED:
        return replace(petition, state=PetitionState.AGREED)
    return _going_on(petition)


def send(petition: Petition, by: PersonId | None, now: datetime) -> Petition:
    """[Va a coordinación], by somebody who facilitates, after whoever asked agreed."""
    if petition.state is PetitionState.OFFERED:
        raise OldButton()
    if petition.state is not PetitionState.AGREED:
        return _going_on(petition)
    return replace(petition, state=PetitionState.SENT, sent_at=now, sent_by=by)


def refuse(petition: Petition, by: PersonId | None, *, is_guide: bool) -> Petition:
    """[No]: by whoever asked as long as it is not with coordination, by a guide once they agreed."""
    is_theirs = by is not None and by == petition.person_id
    if not (is_theirs or is_guide):
        raise NotYourPetition(petition)
    if petition.state in WITH_COORDINATION:
        raise OldButton()
    return replace(petition, state=PetitionState.DROPPED)


def is_answered_by_another(petition: Petition, by: PersonId) -> bool:
    """Whoever of coordination answers first is its one voice in the group."""
    return petition.state is PetitionState.ANSWERED and petition.answered_by != by


def see(petition: Petition, by: PersonId, now: datetime) -> Petition:
    """[Visto], by coordination; what was answered in words stays so."""
    if petition.state is not PetitionState.SENT:
        return petition
    return replace(petition, state=PetitionState.SEEN, answered_at=now, answered_by=by)


def answer(petition: Petition, by: PersonId, now: datetime) -> Petition:
    """In words, by coordination; whoever answered first may say more, and nobody else contradicts."""
    if petition.state not in WITH_COORDINATION:
        raise PetitionOver(petition)
    return replace(petition, state=PetitionState.ANSWERED, answered_at=now, answered_by=by)


def _going_on(petition: Petition) -> Petition:
    if petition.state is PetitionState.DROPPED:
        raise PetitionOver(petition)
    return petition
