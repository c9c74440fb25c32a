"""A message that many answered may be worth keeping: its author is asked, once (S3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.ids import CommunityId, MessageId, NudgeId, PersonId
from community.refusals import Refusal

REPLIERS = 4  # product.md S3: other people than the author
A_COMMUNITY_EVERY = timedelta(days=7)
LOOKS_BACK = timedelta(days=14)  # well before the words are forgotten (community/retention.py)


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """empujoncito: the question to an author whether a message that many answered may be kept as a
    practice."""

    id: NudgeId
    community_id: CommunityId
    message_id: MessageId
    person_id: PersonId
    asked_at: datetime


class NotYourWords(Refusal):
    """Only whoever said it may have it kept; `about` is the nudge."""


class WordsForgotten(Refusal):
    """What was said is not kept any more: its days are over."""


def may_ask_again_at(last_asked_at: datetime | None, now: datetime) -> datetime:
    """Now, or when the community's week since the last nudge is over."""
    return now if last_asked_at is None else max(now, last_asked_at + A_COMMUNITY_EVERY)


def must_be_theirs(nudge: Nudge, by: PersonId | None) -> None:
    """Raises NotYourWords."""
    if by != nudge.person_id:
        raise NotYourWords(nudge)
