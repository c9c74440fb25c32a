"""Who knows what: the people who may help with something, and why they are named (S1).

The one thing to know: nobody is counted or compared. Who is named is decided by how near what they
offered, told or helped with is to what is asked; the order says nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import MessageId, PersonId
from community.people import Member


class Reason(StrEnum):
    """Why somebody is named."""

    OFFER = "offer"  # they said that they can help with it
    HELP = "help"  # they helped somebody with it
    PRACTICE = "practice"  # they told a practice about it


@dataclass(frozen=True, kw_only=True)
class Ground:
    """motivo: one thing that makes a person known for something."""

    person_id: PersonId
    reason: Reason
    text: str
    message_id: MessageId | None = None  # where it was said; None: in private, in their profile


@dataclass(frozen=True, kw_only=True)
class Knower:
    """quien sabe: a member who may help with something, with the reason."""

    person_id: PersonId
    name: str
    ground: Ground


def may_be_shown(member: Member, now: datetime) -> bool:
    """Not who left, asked to be left in peace, or does not want to be shown."""
    return member.left_at is None and not member.is_resting(now) and not member.hidden_from_search


def choose(
    grounds: Iterable[Ground],
    members: Iterable[Member],
    *,
    now: datetime,
    most: int,
    without: frozenset[PersonId] = frozenset(),
) -> list[Knower]:
    """At most so many people, each once, by the first of their grounds; the nearest come first."""
    names = {
        member.person_id: member.name
        for member in members
        if may_be_shown(member, now) and member.person_id not in without
    }
    chosen: dict[PersonId, Knower] = {}
    for ground in grounds:
        if ground.person_id in names and ground.person_id not in chosen and len(chosen) < most:
            chosen[ground.person_id] = Knower(
                person_id=ground.person_id, name=names[ground.person_id], ground=ground
            )
    return list(chosen.values())
