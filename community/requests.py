"""Asking for something (#pido), offering a hand, and what came of it (M11).

The one thing to know: a request is closed by whoever asked, or by silence. They are asked about it
after five days, once more if they still look, and then nobody is bothered any more.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.calendar import (
    DAY,
    Quiet,
    allows,
    at_wall,
    first_allowed_at_or_after,
    local_day,
)
from community.ids import CommunityId, MessageId, PersonId, RequestId, in_group
from community.refusals import Refusal

CLOSING_STEP = "request.closing"
ASKED_AFTER = timedelta(days=5)  # product.md M11
SCHOOL_MORNING = time(10, 0)
MOST_TIMES = 2  # how often somebody is asked whether it was resolved


class RequestState(StrEnum):
    """Where a request is."""

    OPEN = "open"
    RESOLVED = "resolved"  # whoever asked said so
    CLOSED = "closed"  # by silence


@dataclass(frozen=True, kw_only=True)
class Request:
    """pido: something somebody asks of the community, and what came of it."""

    id: RequestId
    community_id: CommunityId
    person_id: PersonId | None  # None: asked as the group, by an anonymous admin
    name: str
    text: str
    state: RequestState = RequestState.OPEN
    message_id: MessageId
    thread_id: int | None = None
    asked_at: datetime
    closed_at: datetime | None = None
    is_answered: bool = False  # the bot had words for it, and not only a reaction
    times_asked: int = 0  # how often its asker was asked whether it was resolved
    is_still_sought: bool = False  # what they said the last time

    @property
    def is_told_by_the_bot(self) -> bool:
        """Asked by a tap or in private: no message of its asker in the group says it."""
        return in_group(self.message_id) is None

    @property
    def takes_hands(self) -> bool:
        """Until somebody says that it is resolved: a hand is welcome after the silence too."""
        return self.state is not RequestState.RESOLVED


class How(StrEnum):
    """How somebody helped with a request."""

    TAPPED = "tapped"  # [Yo puedo ayudar]
    ANSWERED = "answered"  # by replying


@dataclass(frozen=True, kw_only=True)
class Hand:
    """mano: somebody who can help with a request, or answered it."""

    request_id: RequestId
    community_id: CommunityId
    person_id: PersonId
    name: str
    how: How
    message_id: MessageId | None = None  # of the answer
    offered_at: datetime
    helped_at: datetime | None = None  # when whoever asked said that they did


class NothingAsked(Refusal):
    """#pido alone, with no words and nothing of one's own quoted."""


class YourOwnRequest(Refusal):
    """Whoever asked cannot be the one who helps."""


class NotYourRequest(Refusal):
    """Only whoever asked says whether it was resolved, and who helped."""


class AlreadyResolved(Refusal):
    """It was resolved; no more hands are needed."""


def ask_anew(request: Request, now: datetime) -> Request | None:
    """Help with the same commitment is needed once more; None while it is still asked for."""
    if request.state is RequestState.OPEN:
        return None
    return replace(
        request,
        state=RequestState.OPEN,
        asked_at=now,
        closed_at=None,
        times_asked=0,
        is_still_sought=False,
    )


def lend(request: Request, by: PersonId, name: str, now: datetime) -> Hand:
    """[Yo puedo ayudar]: late too, as long as nobody said that it is resolved."""
    if by == request.person_id:
        raise YourOwnRequest(request)
    if not request.takes_hands:
        raise AlreadyResolved(request)
    return Hand(
        request_id=request.id,
        community_id=request.community_id,
        person_id=by,
        name=name,
        how=How.TAPPED,
        offered_at=now,
    )


def answer(
    request: Request, by: PersonId, name: str, message: MessageId, now: datetime
) -> Hand | None:
    """A reply by somebody else; None where whoever asked only goes on talking."""
    if by == request.person_id:
        return None
    return Hand(
        request_id=request.id,
        community_id=request.community_id,
        person_id=by,
        name=name,
        how=How.ANSWERED,
        message_id=message,
        offered_at=now,
    )


def must_be_theirs(request: Request, by: PersonId | None, *, is_guide: bool) -> None:
    """Whoever asked; where the group itself asked, whoever facilitates. Raises NotYourRequest."""
    is_theirs = by is not None and by == request.person_id
    if not (is_theirs or (request.person_id is None and is_guide)):
        raise NotYourRequest(request)


def resolve(request: Request, now: datetime) -> Request:
    """[Resuelto]: also of one that went quiet before; a second time changes nothing."""
    if request.state is RequestState.RESOLVED:
        return request
    return replace(request, state=RequestState.RESOLVED, closed_at=now)


def still_sought(request: Request) -> Request:
    """[Sigo buscando]: asked about once more; one that went quiet is open again."""
    if request.state is RequestState.RESOLVED:
        raise AlreadyResolved(request)
    return replace(request, state=RequestState.OPEN, closed_at=None, is_still_sought=True)


def may_be_asked_again(request: Request) -> bool:
    """Whether its asker is to be asked now: the first time, and once more if they still looked."""
    if request.state is not RequestState.OPEN or request.times_asked >= MOST_TIMES:
        return False
    return request.times_asked == 0 or request.is_still_sought


def asked_about(request: Request) -> Request:
    """Its asker is asked whether it was resolved; what they said before is answered for."""
    return replace(request, times_asked=request.times_asked + 1, is_still_sought=False)


def fall_silent(request: Request, now: datetime) -> Request:
    """Nobody says anything any more: it is closed, and nobody is told."""
    if request.state is not RequestState.OPEN:
        return request
    return replace(request, state=RequestState.CLOSED, closed_at=now)


def closing_at(now: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """Five days from now at ten in the morning, or on the next morning on which the bot may write."""
    first = local_day(now + ASKED_AFTER, zone)
    mornings = [at_wall(first + days * DAY, SCHOOL_MORNING, zone) for days in range(7)]
    allowed = (morning for morning in mornings if allows(morning, quiet, zone))
    return next(allowed, first_allowed_at_or_after(mornings[0], quiet, zone))
