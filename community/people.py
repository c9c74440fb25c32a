"""People as Telegram knows them, and as members of a community. Never keyed by @username."""

from dataclasses import dataclass, replace
from datetime import datetime

from community.ids import CommunityId, PersonId
from community.refusals import NoCommunityYet, Refusal

# Telegram's own accounts that are not persons (promises.md §1).
ANONYMOUS_ADMIN = PersonId(1087968824)
CHANNEL_SENDER = PersonId(136817688)
SERVICE_NOTIFICATIONS = PersonId(777000)
NOT_PERSONS = frozenset({ANONYMOUS_ADMIN, CHANNEL_SENDER, SERVICE_NOTIFICATIONS})

# The name that is left of somebody who asked to be forgotten; messages/people.py words it.
FORGOTTEN = ""


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

    @property
    def wants_peace(self) -> bool:
        """Whether they asked not to be written to: nor are they asked by name in the group instead."""
        return self.no_private_at is not None

    @property
    def keeps_nothing(self) -> bool:
        """Whether they asked that nothing of theirs be kept."""
        return self.keep_nothing_at is not None


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
    hidden_from_search: bool = False  # «no me muestres» as somebody who knows

    def is_resting(self, now: datetime) -> bool:
        """Whether they asked to be left in peace for now (M18): nothing is sent to them unasked."""
        return self.paused_until is not None and now < self.paused_until


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    """coordinación: somebody who looks after communities and gets their digest in private."""

    community_id: CommunityId
    person_id: PersonId
    invited_by: PersonId | None  # None: an anonymous admin, or somebody who was forgotten
    since: datetime


class NotAPerson(Refusal):
    """The message replied to was written by a bot, a channel or an anonymous admin."""


class KeepsNothing(Refusal):
    """This would need a note about somebody who asked that nothing be kept; `about` is a Person."""


class AlreadyGuide(Refusal):
    """Named before; `about` is the Member."""


class NotAGuide(Refusal):
    """Nobody to take the part from; `about` is the Member, or None."""


class InvitationOver(Refusal):
    """A coordinator's link that is unknown, was used, or is older than its week."""


class InNoCommunity(NoCommunityYet):
    """A private command of somebody who is in no community that runs."""


def arrive(member: Member | None, person: Person, community: CommunityId, now: datetime) -> Member:
    """Somebody comes, or comes back: what they were before stays, but not what they led."""
    if person.keeps_nothing:
        raise KeepsNothing(person)
    if member is None:
        return Member(
            community_id=community,
            person_id=person.id,
            name=person.name,
            username=person.username,
            joined_at=now,
        )
    return replace(member, name=person.name, username=person.username, left_at=None)


def known(member: Member | None, person: Person) -> Member:
    """Who speaks, as a member: KeepsNothing where they asked that, InNoCommunity where they are only
    not known there yet."""
    if person.keeps_nothing:
        raise KeepsNothing(person)
    if member is None:
        raise InNoCommunity()
    return member


def leave(member: Member, now: datetime) -> Member:
    """Somebody goes. A guide who goes is no guide any more: coming back gives nothing back."""
    return replace(member, left_at=now, is_guide=False)


def name_guide(member: Member) -> Member:
    """Somebody facilitates from now on."""
    if member.is_guide:
        raise AlreadyGuide(member)
    return replace(member, is_guide=True)


def release_guide(member: Member | None) -> Member:
    """Somebody facilitates no more."""
    if member is None or not member.is_guide:
        raise NotAGuide(member)
    return replace(member, is_guide=False)


def keep_nothing(person: Person, now: datetime) -> Person:
    """«No me guardes»: from this instant on nothing they write is kept."""
    return person if person.keeps_nothing else replace(person, keep_nothing_at=now)


def may_keep(person: Person) -> Person:
    """«Puedes guardarme»: as everybody."""
    return replace(person, keep_nothing_at=None)


def write_nothing(person: Person, now: datetime) -> Person:
    """«No me escribas»: no private message, unless it answers one of theirs."""
    return person if person.no_private_at else replace(person, no_private_at=now)


def may_write(person: Person) -> Person:
    """«Puedes escribirme»."""
    return replace(person, no_private_at=None)
