"""Times proposed for a session: who can at which, and which of them is best.

The one thing to know: a slot is a wall time in the community's zone, so it means what people read
even where the zone is corrected meanwhile. Only those who can are counted; nobody is asked, nor
shown, as one who cannot.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.calendar import (
    DAY,
    HOUR,
    MINUTE,
    Quiet,
    allows,
    at_wall,
    last_allowed_at_or_before,
    local_day,
)
from community.ids import CommunityId, PersonId, SessionId, SlotId
from community.refusals import Refusal

FEWEST = 2
MOST = 6  # product.md M21 says three or four; more than six is no longer a choice on a phone
OFFERED = 4
OPEN_FOR = 2 * DAY
SETTLED_BEFORE = 3 * HOUR  # people need some time between the choice and the first slot
AT_LEAST_OPEN = 10 * MINUTE


class TooManySlots(Refusal):
    """More than MOST; `about` is how many."""


class SlotOver(Refusal):
    """That time has passed meanwhile; `about` is the slot."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """horario propuesto: a time at which a session might be."""

    id: SlotId
    community_id: CommunityId
    session_id: SessionId  # the draft it is a time for
    on: date  # in the community's zone
    at: time  # on the wall there

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """The instant it means, in UTC."""
        return at_wall(self.on, self.at, zone)


@dataclass(frozen=True, kw_only=True)
class Availability:
    """disponibilidad: a person can at a slot."""

    slot_id: SlotId
    person_id: PersonId
    name: str
    school: str | None = None


@dataclass(frozen=True, kw_only=True)
class BestSlot:
    """propuesta de horario: the best slot, and why."""

    slot: Slot
    can: int
    answered: int  # how many people said anything
    schools: int  # how many of their schools can
    schools_in_all: int
    as_good: tuple[Slot, ...] = ()  # others with as many people and schools


def open_slots(slots: Sequence[Slot], now: datetime, zone: ZoneInfo) -> list[Slot]:
    """Those that have not passed, the first first."""
    ahead = [slot for slot in slots if slot.starts_at(zone) > now]
    return sorted(ahead, key=lambda slot: (slot.starts_at(zone), slot.id))


def must_be_open(slot: Slot, now: datetime, zone: ZoneInfo) -> None:
    """Raises SlotOver."""
    if slot.starts_at(zone) <= now:
        raise SlotOver(slot)


def best(
    slots: Sequence[Slot], said: Collection[Availability], now: datetime, zone: ZoneInfo
) -> BestSlot | None:
    """Most people, then most schools, then the earliest; None where nobody can at one to come."""
    ahead = open_slots(slots, now, zone)
    can = {slot.id: {one.person_id for one in said if one.slot_id == slot.id} for slot in ahead}
    schools = {slot.id: _schools(one for one in said if one.slot_id == slot.id) for slot in ahead}

    def worth(slot: Slot) -> tuple[int, int]:
        return len(can[slot.id]), len(schools[slot.id])

    if not any(can.values()):
        return None
    first = max(ahead, key=worth)  # max keeps the earliest of equals
    return BestSlot(
        slot=first,
        can=len(can[first.id]),
        answered=len({one.person_id for one in said}),
        schools=len(schools[first.id]),
        schools_in_all=len(_schools(said)),
        as_good=tuple(one for one in ahead if one != first and worth(one) == worth(first)),
    )


def asked_until(
    slots: Sequence[Slot], *, now: datetime, quiet: Quiet, zone: ZoneInfo
) -> datetime | None:
    """When the best is proposed: after two days, or some hours before the first slot to come.

    At an hour at which the bot may speak; None where no slot is to come.
    """
    ahead = open_slots(slots, now, zone)
    if not ahead:
        return None
    at = max(min(now + OPEN_FOR, ahead[0].starts_at(zone) - SETTLED_BEFORE), now + AT_LEAST_OPEN)
    return last_allowed_at_or_before(at, quiet, zone, not_before=now + AT_LEAST_OPEN) or at


def offered(
    now: datetime, at: time | None, quiet: Quiet, zone: ZoneInfo
) -> list[tuple[date, time]]:
    """Times to choose from where nobody named one: the next days that are not silent."""
    hour = at or _after_school(quiet)
    tomorrow = local_day(now, zone) + DAY
    days = (tomorrow + n * DAY for n in range(1, 30))
    speaks = [on for on in days if allows(at_wall(on, time(12), zone), quiet, zone)]
    return [(on, hour) for on in (speaks or [tomorrow + n * DAY for n in range(OFFERED)])][:OFFERED]


def _after_school(quiet: Quiet) -> time:
    """Two hours before the evening's quiet: 18:00 where it begins at 20:00."""
    if quiet.starts.hour < 14:
        return time(18)
    return (datetime.combine(date(2000, 1, 1), quiet.starts) - timedelta(hours=2)).time()


def _schools(said: Iterable[Availability]) -> set[str]:
    return {" ".join(one.school.casefold().split()) for one in said if one.school}
