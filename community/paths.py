"""A person's path through their community: what they did and what came of it, for them alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId


class MomentKind(StrEnum):
    """What happened at one moment of a path."""

    ARRIVED = "arrived"
    ANSWERED = "answered"
    TOLD = "told"
    TRIED = "tried"
    TAKEN = "taken"
    ASKED = "asked"
    HELPED = "helped"
    FULFILLED = "fulfilled"
    WAS_TRIED = "was_tried"  # somebody tried what they had told
    THANKED = "thanked"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """momento: one thing somebody did, or that came of it."""

    kind: MomentKind
    at: datetime
    what: str = ""  # a title, a text or a name


@dataclass(frozen=True, kw_only=True)
class Path:
    """recorrido: the moments of one person in one community, the newest first."""

    moments: tuple[Moment, ...]

    @property
    def since(self) -> datetime | None:
        """Its first moment."""
        return self.moments[-1].at if self.moments else None

    @property
    def counts(self) -> Counter[MomentKind]:
        """How often each kind of moment happened."""
        return Counter(moment.kind for moment in self.moments)


@dataclass(frozen=True, kw_only=True)
class Gratitude:
    """gracias: somebody thanked somebody for a message."""

    community_id: CommunityId
    message_id: MessageId  # the one that says thanks
    giver_id: PersonId | None
    giver_name: str
    receiver_id: PersonId
    given_at: datetime


def path_of(moments: Sequence[Moment]) -> Path:
    """In the order of a timeline read from today backwards."""
    return Path(moments=tuple(sorted(moments, key=lambda one: one.at, reverse=True)))
