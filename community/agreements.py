"""What a community settled (M9): kept with a number, and looked at again on a day.

The one thing to know: an agreement remembers how it came about in numbers of its own, so that it stands
when what each person said is long gone (community/retention.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from community.calendar import at_wall, first_allowed_at_or_after, local_day
from community.communities import Community
from community.decisions import Hearing, Stance
from community.ids import AgreementId, CommunityId, DecisionId, PersonId
from community.refusals import Refusal

REVIEW_STEP = "agreement.review"
REVIEWS = (1, 3, 12)  # months offered; 0 is never
USUAL_REVIEW = 3  # about a school term: ours
MORNING = time(10, 0)
MONTHS_A_YEAR = 12


class AgreementState(StrEnum):
    """Whether it stands."""

    STANDING = "standing"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """acuerdo: what the community settled; it may lead to commitments."""

    id: AgreementId
    community_id: CommunityId
    number: int
    text: str
    state: AgreementState = AgreementState.STANDING
    decision_id: DecisionId | None  # which may be gone; None: settled otherwise, as in a session
    noted_by: PersonId | None  # the guide who said the outcome
    agreed_at: datetime
    agreeing: int  # of the core: as it was at the end
    concerned: int
    objecting: int
    review_months: int = USUAL_REVIEW  # 0: it is not looked at again
    review_on: date | None = None
    ended_at: datetime | None = None


class AgreementEnded(Refusal):
    """It was ended; `about` is the agreement."""


class AlreadyReviewed(Refusal):
    """It was looked at, and its next day is to come; `about` is the agreement."""


class NoSuchAgreement(Refusal):
    """No agreement has that number; `about` is what was written."""


def conclude(
    hearing: Hearing, number: int, by: PersonId | None, community: Community, now: datetime
) -> Agreement:
    """The agreement a decision leads to; its id is not given yet."""
    fresh = Agreement(
        id=AgreementId(0),
        community_id=community.id,
        number=number,
        text=hearing.decision.text,
        decision_id=hearing.decision.id,
        noted_by=by,
        agreed_at=now,
        agreeing=len(hearing.of_core(Stance.AGREE)),
        concerned=len(hearing.of_core(Stance.CONCERN)),
        objecting=len(hearing.of_core(Stance.OBJECT)),
    )
    return reviewed_every(fresh, USUAL_REVIEW, community, now)


def worth_noting(said: Iterable[str], standing: Iterable[Agreement]) -> list[str]:
    """Of what a session agreed, what is not an agreement already; said twice, it is one."""
    known = {_alike(one.text) for one in standing}
    fresh = []
    for words in said:
        if _alike(words) and _alike(words) not in known:
            known.add(_alike(words))
            fresh.append(words)
    return fresh


def note(
    words: str, number: int, by: PersonId | None, community: Community, now: datetime
) -> Agreement:
    """What was noted as agreed in a session (M22), when its minutes are published: nobody was counted."""
    fresh = Agreement(
        id=AgreementId(0),
        community_id=community.id,
        number=number,
        text=words,
        decision_id=None,
        noted_by=by,
        agreed_at=now,
        agreeing=0,
        concerned=0,
        objecting=0,
    )
    return reviewed_every(fresh, USUAL_REVIEW, community, now)


def reviewed_every(
    agreement: Agreement, months: int, community: Community, now: datetime
) -> Agreement:
    """Looked at again that many months from now; 0: never. Raises AgreementEnded."""
    must_stand(agreement)
    on = months_later(local_day(now, community.zone), months) if months else None
    return replace(agreement, review_months=months, review_on=on)


def stands(agreement: Agreement, community: Community, now: datetime) -> Agreement:
    """[Sigue]: until it is looked at again. Raises AgreementEnded or AlreadyReviewed."""
    must_be_due(agreement, community, now)
    return reviewed_every(agreement, agreement.review_months, community, now)


def end(agreement: Agreement, community: Community, now: datetime) -> Agreement:
    """[Ya no]. Raises AgreementEnded or AlreadyReviewed."""
    must_be_due(agreement, community, now)
    return replaced(agreement, now)


def replaced(agreement: Agreement, now: datetime) -> Agreement:
    """Another was agreed in its place; one that had ended stays as it is."""
    if agreement.state is AgreementState.ENDED:
        return agreement
    return replace(agreement, state=AgreementState.ENDED, review_on=None, ended_at=now)


def must_stand(agreement: Agreement) -> None:
    """Raises AgreementEnded."""
    if agreement.state is AgreementState.ENDED:
        raise AgreementEnded(agreement)


def must_be_due(agreement: Agreement, community: Community, now: datetime) -> None:
    """Whether it is to be looked at now: the first of two guides decides."""
    must_stand(agreement)
    today = local_day(now, community.zone)
    if agreement.review_on is None or agreement.review_on > today:
        raise AlreadyReviewed(agreement)


def review_at(agreement: Agreement, community: Community) -> datetime | None:
    """The morning of its day, or when the bot may write after it."""
    if agreement.review_on is None:
        return None
    morning = at_wall(agreement.review_on, MORNING, community.zone)
    return first_allowed_at_or_after(morning, community.quiet, community.zone)


def _alike(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 August and a month is 30 September."""
    year, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    first = date(day.year + year, month + 1, 1)
    after = date(first.year + first.month // MONTHS_A_YEAR, first.month % MONTHS_A_YEAR + 1, 1)
    return min(first.replace(day=1) + (day - day.replace(day=1)), after - date.resolution)
