"""The anonymous survey: six sentences, two for each of Wenger's dimensions, one tap each.

The one thing to know: answers are counts from the first tap on, and nothing here knows a person. Who
may not answer twice is kept as a fingerprint that the database alone cannot read (decisions/0054),
and goes when the survey closes. Wording and sources: docs/pulse/survey.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from community.calendar import DAY, at_wall, first_allowed_at_or_after, local_day
from community.communities import Community
from community.ids import CommunityId, SurveyId
from community.pulse import FEW, Dimension, Share
from community.refusals import Refusal
from community.school_year import YEARS, SchoolMoment, moments_on

OPEN_FOR = timedelta(days=10)  # teachers are offline for days
HALF_YEAR = timedelta(days=150)  # «encuesta semestral»: once in each half of a school year
AT_LEAST_APART = timedelta(days=60)  # sooner, the difference of two results could point at one
SETTLED_IN = timedelta(weeks=8)  # a community younger than this has little to say yet
OFFERED_AT = time(17, 0)
TUESDAY = 1  # not the day of the weekly prompt, of a practice brought back, nor of the weekly note
A_YEAR_OF_DAYS = 400  # looked ahead for a day on which it may be offered

OFFER_STEP = "survey.offer"  # its subject is the community
CLOSE_STEP = "survey.close"  # its subject is the survey


class Item(StrEnum):
    """frase: one sentence of the survey."""

    HELPED = "helped"
    FAILURES = "failures"
    NEEDS = "needs"
    DECIDED = "decided"
    TRIED = "tried"
    FOUND = "found"


class Reach(StrEnum):
    """alcance: how far a sentence is true for whoever taps."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


ITEMS: Mapping[Dimension, tuple[Item, ...]] = {
    Dimension.ENGAGEMENT: (Item.HELPED, Item.FAILURES),
    Dimension.ENTERPRISE: (Item.NEEDS, Item.DECIDED),
    Dimension.REPERTOIRE: (Item.TRIED, Item.FOUND),
}


@dataclass(frozen=True, kw_only=True)
class Survey:
    """encuesta: six sentences put to a community for some days; what was answered is counts."""

    id: SurveyId
    community_id: CommunityId
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    published_at: datetime | None = None
    thread_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether answers still count."""
        return self.closed_at is None


@dataclass(frozen=True, kw_only=True)
class ItemCounts:
    """recuento: how many said what to one sentence."""

    yes: int = 0
    partly: int = 0
    not_yet: int = 0

    @property
    def total(self) -> int:
        """How many answered it."""
        return self.yes + self.partly + self.not_yet

    @property
    def may_be_shown(self) -> bool:
        """Not under five: a count could point at somebody (promises.md §4)."""
        return self.total >= FEW

    @property
    def nearly_all(self) -> Reach | None:
        """What all, or all but one, said. It is shown without figures: of «12 of 12» everybody knows what
        each of them said (l-diversity, l = 2: Machanavajjhala et al. 2007), of «nearly all» nobody does."""
        said = {Reach.YES: self.yes, Reach.PARTLY: self.partly, Reach.NOT_YET: self.not_yet}
        return next((reach for reach, n in said.items() if n and self.total - n <= 1), None)


@dataclass(frozen=True, kw_only=True)
class SurveyResult:
    """resultado: a survey that closed, and what was counted."""

    survey: Survey
    counts: Mapping[Item, ItemCounts]

    def of(self, item: Item) -> ItemCounts | None:
        """What may be shown of one sentence."""
        counts = self.counts.get(item, ItemCounts())
        return counts if counts.may_be_shown else None

    def yes_in(self, dimension: Dimension) -> Share:
        """Of the answers to its two sentences whose figures may be shown, those that are a yes."""
        found = [counts for item in ITEMS[dimension] if (counts := self.of(item)) is not None]
        shown = [counts for counts in found if counts.nearly_all is None]
        return Share(
            part=sum(counts.yes for counts in shown), whole=sum(counts.total for counts in shown)
        )

    @property
    def has_enough(self) -> bool:
        """Whether anything may be shown."""
        return any(self.of(item) is not None for item in Item)


class SurveyIsOpen(Refusal):
    """One is open already; `about` is the Survey."""


class SurveyTooSoon(Refusal):
    """The last one is too near; `about` is the date from which another may begin."""


class TooFewForSurvey(Refusal):
    """Fewer people than keep an answer anonymous."""


class SurveyOver(Refusal):
    """It closed: a late tap counts no more."""


class AlreadyPublished(Refusal):
    """The result is in the group."""


class NothingToPublish(Refusal):
    """Under five answers: there is no result to show."""


def must_be_possible(
    community: Community, latest: Survey | None, people: int, now: datetime
) -> None:
    """Raises SurveyIsOpen, SurveyTooSoon or TooFewForSurvey unless one may begin now."""
    if latest is not None and latest.is_open:
        raise SurveyIsOpen(latest)
    if latest is not None and now < latest.opened_at + AT_LEAST_APART:
        raise SurveyTooSoon(local_day(latest.opened_at + AT_LEAST_APART, community.zone) + DAY)
    if people < FEW:
        raise TooFewForSurvey()


def closes_at(community: Community, now: datetime) -> datetime:
    """After ten days, at an hour at which guides may be written to."""
    on = local_day(now + OPEN_FOR, community.zone)
    at = at_wall(on, OFFERED_AT, community.zone)
    return first_allowed_at_or_after(at, community.quiet, community.zone)


def close(survey: Survey, now: datetime) -> Survey:
    """Nothing more counts."""
    return replace(survey, closed_at=now)


def publish(result: SurveyResult, now: datetime) -> Survey:
    """To the group, once and after it closed; raises AlreadyPublished or NothingToPublish."""
    if result.survey.published_at is not None:
        raise AlreadyPublished()
    if result.survey.is_open or not result.has_enough:
        raise NothingToPublish()
    return replace(result.survey, published_at=now)


def missing(answered: Sequence[Item]) -> tuple[Item, ...]:
    """The sentences still to answer, in their order."""
    return tuple(item for item in Item if item not in answered)


def is_calm(on: date, country: str) -> bool:
    """Whether a day, and the ten after it, are in the middle of a term: no holidays, no exams, not
    the first weeks nor the last. A country whose school year is unknown is always calm."""
    if country.upper() not in YEARS:
        return True
    ends = on + OPEN_FOR
    return all(moments_on(day, country) == {SchoolMoment.MIDDLE} for day in (on, ends))


def next_offer(
    community: Community,
    latest: Survey | None,
    now: datetime,
    *,
    not_before: datetime | None = None,
) -> datetime:
    """When the guides are asked next whether to begin one: a Tuesday after school in a calm time,
    half a year after the last, and not before the community has settled in."""
    begun = (community.activated_at or now) + SETTLED_IN
    after = latest.opened_at + HALF_YEAR if latest is not None else begun
    earliest = max(after, begun, now, not_before or now)
    on = local_day(earliest, community.zone)
    for _ in range(A_YEAR_OF_DAYS):
        at = at_wall(on, OFFERED_AT, community.zone)
        if on.weekday() == TUESDAY and at > earliest and is_calm(on, community.country):
            return at
        on += DAY
    return earliest + HALF_YEAR  # a school year without a calm Tuesday: look again later
