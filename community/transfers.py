"""«La llevo a mi escuela»: a practice goes to a school, and after four weeks one asks what happened.

D1: «contextualización y transferencia de lo aprendido a las realidades escolares específicas».
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from community.calendar import DAY, allows, at_wall, first_allowed_at_or_after, local_day
from community.communities import Community
from community.ids import CommunityId, MessageId, PersonId, PracticeId, TransferId
from community.prompts import Media
from community.refusals import Refusal

ASK_AFTER = timedelta(weeks=4)  # product.md S14
IN_SCHOOL_AT = time(12, 30)
SATURDAY = 5
A_WEEK = 7
FOLLOW_UP_STEP = "practice.follow_up"


class Outcome(StrEnum):
    """What became of it at the school (S14)."""

    WORKED = "worked"  # funcionó
    PARTLY = "partly"  # a medias
    NOT = "not"  # no se pudo


class Asking(StrEnum):
    """What is asked after the outcome, one thing at a time."""

    WHAT = "what"  # ¿qué pasó?
    STUDENTS = "students"  # ¿qué cambió en tus estudiantes?


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """la llevo: somebody takes a practice to their school, and tells what became of it."""

    id: TransferId
    community_id: CommunityId
    practice_id: PracticeId
    person_id: PersonId | None  # None: somebody who was forgotten
    name: str
    school: str | None = None
    taken_at: datetime
    asked_at: datetime | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    asking: Asking | None = None  # what a reply to the question answers now
    shared_at: datetime | None = None  # told to the group, with their yes


@dataclass(frozen=True, kw_only=True)
class Telling:
    """relato: what somebody told about a transfer.

    `message_id` only where the group can see it.
    """

    community_id: CommunityId
    transfer_id: TransferId
    answers: Asking
    person_id: PersonId | None
    text: str
    media: Media | None = None
    file_id: str | None = None
    message_id: MessageId | None = None
    told_at: datetime


class NotYourTransfer(Refusal):
    """The question is for whoever took it to their school; `about` is the transfer."""


def must_be_theirs(transfer: Transfer, person: PersonId | None) -> None:
    """Raises NotYourTransfer."""
    if person is None or transfer.person_id != person:
        raise NotYourTransfer(transfer)


def follow_up_at(community: Community, now: datetime) -> datetime:
    """Four weeks on, in school hours: the first weekday that is not silent, around noon."""
    quiet, zone = community.quiet, community.zone
    first = local_day(now + ASK_AFTER, zone)
    days = (first + DAY * ahead for ahead in range(A_WEEK))
    noons = [at_wall(on, IN_SCHOOL_AT, zone) for on in days if on.weekday() < SATURDAY]
    allowed = (noon for noon in noons if allows(noon, quiet, zone))
    return next(allowed, first_allowed_at_or_after(noons[0], quiet, zone))


def next_school_day(community: Community, now: datetime) -> datetime:
    """The next such moment from tomorrow on: somebody rests, or the hour has passed."""
    return follow_up_at(community, now - ASK_AFTER + DAY)


def ends(transfer: Transfer, outcome: Outcome, now: datetime) -> Transfer:
    """It worked, partly, or could not be done; then one asks what happened."""
    return replace(transfer, outcome=outcome, outcome_at=now, asking=Asking.WHAT)


def told(transfer: Transfer) -> Transfer:
    """Something was told, or kept back: the next thing is asked, or nothing more."""
    following = {Asking.WHAT: Asking.STUDENTS, Asking.STUDENTS: None, None: None}
    return replace(transfer, asking=following[transfer.asking])
