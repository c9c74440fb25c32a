"""Handing a guide's part over (S11): so that a community outlives whoever began it.

The one thing to know: nothing is moved. Commitments, dates and drafts are the community's already;
the successor becomes a guide and is told, in private, what is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from community.commitments import Pledge
from community.communities import Community
from community.decisions import Decision
from community.ids import CommunityId, HandoverId, PersonId
from community.minutes import Minutes
from community.people import AlreadyGuide, Member
from community.refusals import NothingGiven, Refusal
from community.requests import Request
from community.schedule import Scheduled
from community.sessions import Session
from community.syntheses import Drawn

LEFT_STEP = "handover.left"


@dataclass(frozen=True, kw_only=True)
class Handover:
    """relevo: a guide gives their part to somebody, with what is open."""

    id: HandoverId
    community_id: CommunityId
    from_id: PersonId | None  # None: an anonymous admin, or somebody who was forgotten
    to_id: PersonId
    given_at: datetime
    delivered_at: datetime | None = (
        None  # when the successor was told; they may open the chat later
    )


@dataclass(frozen=True, kw_only=True)
class Package:
    """lo que se entrega: what whoever takes over has to know, of each kind of thing that is open."""

    community: Community
    commitments: Sequence[Pledge]
    unfinished: Sequence[Pledge]  # begun or suggested, not before the group yet
    decisions: Sequence[Decision]  # open, or closed and without an outcome
    sessions: Sequence[Session]
    scheduled: Sequence[Scheduled]
    minutes: Sequence[Minutes]  # drafts that wait for the pair
    syntheses: Sequence[Drawn]  # likewise
    requests: Sequence[Request]

    @property
    def drafts(self) -> int:
        """How many things wait for a guide."""
        return len(self.unfinished) + len(self.minutes) + len(self.syntheses)


class NobodyToFollow(NothingGiven):
    """/relevo that replies to nobody and names nobody."""


class YourselfToFollow(Refusal):
    """/relevo in reply to one's own message."""


class NotHereToFollow(Refusal):
    """The successor left the group, or was never met there."""


class NotYourHandover(Refusal):
    """[Sí] of a handover that somebody else proposed."""


class NotAGuideNow(Refusal):
    """[Dejo de ser guía] of somebody who is none."""


def may_follow(member: Member | None, by: PersonId | None) -> Member:
    """Whether somebody can take over: here, another person, and not a guide yet."""
    if member is None or member.left_at is not None:
        raise NotHereToFollow(member)
    if member.person_id == by:
        raise YourselfToFollow(member)
    if member.is_guide:
        raise AlreadyGuide(member)
    return member
