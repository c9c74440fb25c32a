"""People as Telegram knows them, and as members of a community. Never keyed by @username."""

from dataclasses import dataclass
from datetime import datetime

from community.ids import CommunityId, PersonId

# Telegram's own accounts that are not persons (promises.md §1).
ANONYMOUS_ADMIN = PersonId(1087968824)
CHANNEL_SENDER = PersonId(136817688)
SERVICE_NOTIFICATIONS = PersonId(777000)
NOT_PERSONS = frozenset({ANONYMOUS_ADMIN, CHANNEL_SENDER, SERVICE_NOTIFICATIONS})


@dataclass(frozen=True, kw_only=True)
class Person:
    """persona: somebody the bot has met, in any chat."""

    id: PersonId
    name: str
    username: str | None = None
    language: str | None = None
    met_at: datetime
    started_private_at: datetime | None = None  # pressed Start: may be written to in private
    unreachable_at: datetime | None = None  # Telegram answered 403
    keep_nothing_at: datetime | None = None  # «no me guardes»
    no_private_at: datetime | None = None  # «no me escribas en privado»
    community_meant: CommunityId | None = None  # which community a private command is about

    @property
    def can_be_written(self) -> bool:
        """Whether a private message may be tried at all."""
        return (
            self.started_private_at is not None
            and self.unreachable_at is None
            and self.no_private_at is None
        )


@dataclass(frozen=True, kw_only=True)
class Member:
    """miembro: a person in one community."""

    community_id: CommunityId
    person_id: PersonId
    name: str
    username: str | None = None
    is_guide: bool = False
    belongs: bool = False  # tapped «Soy parte»
    school: str | None = None
    level: str | None = None
    joined_at: datetime
    last_spoke_at: datetime | None = None
    left_at: datetime | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    """coordinación: somebody who looks after communities and gets their digest in private."""

    community_id: CommunityId
    person_id: PersonId
    invited_by: PersonId
    since: datetime
