"""«La probé»: others try a practice, change it, and what they changed is a practice too (M4).

D0: «proponen nuevos enfoques, se 'modelan' los unos a los otros». States: told, tried by another,
agreed, institutionalised, each with who, when and where.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from community.ids import CommunityId, MessageId, PersonId, PracticeId, TrialId
from community.practices import Practice, PracticeState
from community.practices_owner import without_name
from community.refusals import Refusal
from community.titles import cut

TRIED_BY_AT_LEAST = 2  # different people, before a practice is everybody's way (D2)
RESTS_FOR = timedelta(days=90)  # what was brought back is not brought back again so soon
SETTLED_AFTER = timedelta(days=14)  # what was told lately is not forgotten yet
THIS_SEASON = timedelta(days=21)  # around the same day, a year ago
A_YEAR = timedelta(days=365)
ADAPTED_TITLE = 48  # what a line of a list shows: the end, which says whose it is, is not cut off
ENOUGH_TO_BRING_BACK = 5  # practices; a smaller repertoire is at hand anyway


@dataclass(frozen=True, kw_only=True)
class Trial:
    """la probé: somebody tried another's practice; what they changed is an adaptation."""

    id: TrialId
    community_id: CommunityId
    practice_id: PracticeId
    person_id: PersonId | None  # None: somebody who was forgotten
    name: str
    tried_at: datetime
    answered_at: datetime | None = None  # said what they changed, or that they changed nothing
    adaptation_id: PracticeId | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """hito: a state a practice reached, with who said so, when and where."""

    community_id: CommunityId
    practice_id: PracticeId
    state: PracticeState
    person_id: PersonId | None  # None: an anonymous admin, or somebody who was forgotten
    reached_at: datetime
    message_id: MessageId | None = None


class OwnPractice(Refusal):
    """Trying, taking and thanking are for others' practices; `about` is the practice."""


class NotTriedYet(Refusal):
    """Nobody but its author has tried it; `about` is the practice."""


class NotAgreedYet(Refusal):
    """It has to be agreed on, and tried by TRIED_BY_AT_LEAST people; `about` is the practice."""


class AlreadyThere(Refusal):
    """The practice has come that far before; `about` is the practice."""


def must_be_anothers(practice: Practice, person: PersonId) -> None:
    """Raises OwnPractice."""
    if practice.author_id == person:
        raise OwnPractice(practice)


def tried(practice: Practice) -> Practice:
    """Somebody else tried it: a practice that was only told is tried."""
    if practice.state is not PracticeState.TOLD:
        return practice
    return replace(practice, state=PracticeState.TRIED)


def agree(practice: Practice) -> Practice:
    """The community agreed to do it; raises NotTriedYet or AlreadyThere."""
    if practice.state in (PracticeState.AGREED, PracticeState.INSTITUTIONALISED):
        raise AlreadyThere(practice)
    if practice.state is PracticeState.TOLD:
        raise NotTriedYet(practice)
    return replace(practice, state=PracticeState.AGREED)


def institutionalise(practice: Practice, trials: Collection[Trial]) -> Practice:
    """It is the community's way now (D2: «institucionalización de aquellas prácticas colaborativas
    que han demostrado ser exitosas»); raises NotAgreedYet or AlreadyThere."""
    if practice.state is PracticeState.INSTITUTIONALISED:
        raise AlreadyThere(practice)
    people = {trial.person_id or -trial.id for trial in trials}
    if practice.state is not PracticeState.AGREED or len(people) < TRIED_BY_AT_LEAST:
        raise NotAgreedYet(practice)
    return replace(practice, state=PracticeState.INSTITUTIONALISED)


def is_theirs(trial: Trial, person: PersonId | None) -> bool:
    """Whether the question what was changed is for them."""
    return person is not None and trial.person_id == person


def answered(trial: Trial, now: datetime, adaptation: PracticeId | None = None) -> Trial:
    """They said what they changed; the first answer's instant stays."""
    return replace(
        trial,
        answered_at=trial.answered_at or now,
        adaptation_id=adaptation or trial.adaptation_id,
    )


def adaptation_title(origin: Practice, as_done_by: str, *, unnamed: str) -> str:
    """«Lectura en parejas, como la hizo Rosa», where `as_done_by` is its end; the origin yields.

    A title made of its author's name is theirs to hide, and not to be kept by others: `unnamed`.
    """
    room = ADAPTED_TITLE - len(as_done_by)
    title = without_name(origin.title, origin.author_name, unnamed)
    return f"{cut(title, max(room, 2))}{as_done_by}"[:ADAPTED_TITLE]


def bring_back(
    repertoire: Sequence[Practice],
    tried_ids: Collection[PracticeId],
    close_ids: Sequence[PracticeId],
    resurfaced: dict[PracticeId, datetime],
    now: datetime,
) -> tuple[Practice, str] | None:
    """Which practice to bring back this week, and why (S18): `untried`, `season` or `close`.

    Deterministic: the three reasons take turns by the week of the year; the oldest of those that
    fit comes first, or, of what people talk about, the closest. None: nothing fits.
    """
    if len(repertoire) < ENOUGH_TO_BRING_BACK:
        return None
    rested = [
        practice
        for practice in sorted(repertoire, key=lambda one: (one.told_at, one.id))
        if now - practice.told_at >= SETTLED_AFTER
        and (practice.id not in resurfaced or now - resurfaced[practice.id] >= RESTS_FOR)
    ]
    by_id = {practice.id: practice for practice in rested}
    found = {
        "untried": [one for one in rested if one.id not in tried_ids],
        "season": [one for one in rested if abs(now - one.told_at - A_YEAR) <= THIS_SEASON],
        "close": [by_id[number] for number in close_ids if number in by_id],
    }
    reasons = list(found)
    turn = now.isocalendar().week % len(reasons)
    for reason in reasons[turn:] + reasons[:turn]:
        if found[reason]:
            return found[reason][0], reason
    return None
