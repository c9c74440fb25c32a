"""What of a group's past may come along, said by `minga import`: who wants nothing kept stays out.

Pure: what is asked about people is handed in; nothing is read or written here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from community.discussions import Utterance
from community.ids import PersonId

LONGEST_KEPT = timedelta(days=365)
USUALLY_KEPT = timedelta(days=90)


class Omission(StrEnum):
    """Why a message of an export does not come along."""

    SERVICE = "service"  # joins, pins, titles: Telegram's own lines
    COMMAND = "command"
    OWN = "own"  # what this bot said
    NOBODY = "nobody"  # a channel, an anonymous admin, a deleted account
    EMPTY = "empty"  # nothing to keep: a poll, a location, a contact
    OPTED_OUT = "opted_out"
    ERASED = "erased"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class History:
    """historia: what of an export comes along, and how many messages do not, and why."""

    said: tuple[Utterance, ...]
    omitted: Counter[Omission] = field(default_factory=Counter)

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """When its first and last message were written; None where nothing comes along."""
        if not self.said:
            return None
        instants = [one.said_at for one in self.said]
        return min(instants), max(instants)


def allowed(
    messages: Iterable[Utterance | Omission],
    *,
    keep_nothing: Collection[PersonId],
    erased_at: Callable[[PersonId], datetime | None],
) -> History:
    """Sorts out what its people do not want kept. `erased_at` is asked once a person."""
    said, omitted = list[Utterance](), Counter[Omission]()
    erasures: dict[PersonId, datetime | None] = {}
    for one in messages:
        if isinstance(one, Omission):
            omitted[one] += 1
            continue
        person = one.person_id
        if person is None:
            omitted[Omission.NOBODY] += 1
            continue
        if person not in erasures:
            erasures[person] = erased_at(person)
        erased = erasures[person]
        if person in keep_nothing:
            omitted[Omission.OPTED_OUT] += 1
        elif erased is not None and one.said_at <= erased:
            omitted[Omission.ERASED] += 1
        else:
            said.append(one)
    return History(said=tuple(said), omitted=omitted)
