"""What was said in a group that chose to have its discussion read (mode full)."""

from dataclasses import dataclass
from datetime import datetime

from community.ids import CommunityId, MessageId, PersonId
from community.prompts import Media


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """intervención: one message of a discussion."""

    community_id: CommunityId
    message_id: MessageId
    thread_id: int | None
    person_id: PersonId | None
    name: str
    text: str
    media: Media | None
    reply_to_message_id: MessageId | None
    said_at: datetime
    edited_at: datetime | None = None
