"""What members offer to one another (#ofrezco), as it stands on the map of who knows what."""

from dataclasses import dataclass
from datetime import datetime

from community.ids import CommunityId, MessageId, OfferId, PersonId
from community.refusals import Refusal
from community.retention import Kept, kept_since


@dataclass(frozen=True, kw_only=True)
class Offer:
    """ofrezco: something a member can help others with."""

    id: OfferId
    community_id: CommunityId
    person_id: PersonId
    text: str
    message_id: MessageId
    offered_at: datetime


class NothingOffered(Refusal):
    """#ofrezco alone, with no words and nothing of one's own quoted."""


class NobodyOffers(Refusal):
    """An offer is a person's: not the group's, and not a channel's."""


def shown_since(now: datetime) -> datetime:
    """An offer older than this is not shown: a school year later it may not hold any more.

    The same period as in community/retention.py, whose daily job deletes it.
    """
    return kept_since(Kept.OFFERS, now)
