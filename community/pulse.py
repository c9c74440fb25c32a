"""The pulse of a community: what its last weeks show in Wenger's three dimensions, and early signals.

There is no single mark, and nothing here is about one person: shares of what happened, for the pair
of guides. Each indicator has a page in docs/pulse with its formula, its source and its limits.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from community.ids import PersonId

SPAN = timedelta(weeks=8)  # long enough for a rhythm of one question a week
FEW = 5  # active people; below it a figure could point at one (promises.md §4)
QUIET = timedelta(days=14)  # «2 semanas sin respuestas» (product.md §5, D2)
MOST_LATE = 0.5  # «>50 % atrasos» (the same)
MOST_OF_ONE = 0.4  # «1 persona >40 %» (the same)
LARGE = 25  # active people: «¿abrimos una mesa?» (product.md §5, D1)
ENOUGH_DUE = 4  # commitments, before a share of them means anything
ENOUGH_TIES = 10
ENOUGH_PROMPTS = 6
MANY_UNHEARD = 3  # open requests that nobody took up


class Dimension(StrEnum):
    """dimensión: what makes people a community of practice (Wenger 1998, ch. 2)."""

    ENGAGEMENT = "engagement"
    ENTERPRISE = "enterprise"
    REPERTOIRE = "repertoire"


class Indicator(StrEnum):
    """indicador: one thing that is counted; its page is docs/pulse/<value>.md."""

    ACROSS_SCHOOLS = "across-schools"
    RECIPROCITY = "reciprocity"
    CENTRALISATION = "centralisation"
    HELP_RESOLVED = "help-resolved"
    BEGUN_BY_MEMBERS = "begun-by-members"
    WITH_EVIDENCE = "with-evidence"
    TOGETHER = "together"
    TRIED_BY_OTHERS = "tried-by-others"
    ADAPTED = "adapted"
    TAKEN_TO_SCHOOL = "taken-to-school"


DIMENSIONS: Mapping[Dimension, tuple[Indicator, ...]] = {
    Dimension.ENGAGEMENT: (
        Indicator.ACROSS_SCHOOLS,
        Indicator.RECIPROCITY,
        Indicator.CENTRALISATION,
        Indicator.HELP_RESOLVED,
    ),
    Dimension.ENTERPRISE: (
        Indicator.BEGUN_BY_MEMBERS,
        Indicator.WITH_EVIDENCE,
        Indicator.TOGETHER,
    ),
    Dimension.REPERTOIRE: (
        Indicator.TRIED_BY_OTHERS,
        Indicator.ADAPTED,
        Indicator.TAKEN_TO_SCHOOL,
    ),
}


class Stage(StrEnum):
    """etapa: how far the facts say a community is (D3); that it moves on, only people say."""

    DESIGN = "design"
    MOTIVATION = "motivation"
    DEVELOPMENT = "development"
    EVOLUTION = "evolution"


class StageStep(StrEnum):
    """paso de etapa: the first thing that the next stage of a community still lacks."""

    CHARTER = "charter"
    ANSWERS = "answers"
    TRIED = "tried"
    RESOLVED = "resolved"
    AGREED = "agreed"
    BEGUN = "begun"
    EVIDENCED = "evidenced"
    PURPOSE = "purpose"  # nothing is lacking: a moment to look at what it is all for


class Signal(StrEnum):
    """señal: something a pair may want to look at early; each comes with one move."""

    QUIET = "quiet"
    UNHEARD = "unheard"
    LATE = "late"
    ONE_VOICE = "one_voice"
    NOBODY_BEGINS = "nobody_begins"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """lazo: somebody answered, helped, or tried what another told."""

    giver: PersonId
    receiver: PersonId


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def ratio(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the rows of one span say, before anything is made of it."""

    ties: tuple[Tie, ...] = ()
    schools: Mapping[PersonId, str] | None = None  # of those who said theirs
    active: int = 0  # people who said, tried, helped or took on something
    answers: int = 0
    answers_lately: int = 0  # in the last QUIET
    waited_for: int = 0  # prompts asked in the QUIET before it: they had all of it to be answered
    help_resolved: Share = Share(part=0, whole=0)
    begun_by_members: Share = Share(part=0, whole=0)
    with_evidence: Share = Share(part=0, whole=0)
    together: Share = Share(part=0, whole=0)
    tried_by_others: Share = Share(part=0, whole=0)
    adapted: Share = Share(part=0, whole=0)
    taken_to_school: Share = Share(part=0, whole=0)
    late: Share = Share(part=0, whole=0)  # of what fell due, what is still open
    unheard: int = 0  # open requests older than a day without a hand
    has_charter: bool = False
    agreed: int = 0  # practices ever agreed on or institutionalised


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """pulso: what the last weeks of a community show."""

    shares: Mapping[Indicator, Share]
    centralisation: float | None  # None where there are too few people
    step: StageStep
    signals: tuple[Signal, ...]
    is_small: bool  # too few people for figures about who answers whom

    @property
    def stage(self) -> Stage:
        """How far the facts say the community is."""
        return STAGES[self.step]


def pulse_of(counts: Counts) -> Pulse:
    """The indicators, the stage and the signals."""
    ties = tuple(tie for tie in counts.ties if tie.giver != tie.receiver)
    is_small = counts.active < FEW
    shares = {
        Indicator.HELP_RESOLVED: counts.help_resolved,
        Indicator.BEGUN_BY_MEMBERS: counts.begun_by_members,
        Indicator.WITH_EVIDENCE: counts.with_evidence,
        Indicator.TOGETHER: counts.together,
        Indicator.TRIED_BY_OTHERS: counts.tried_by_others,
        Indicator.ADAPTED: counts.adapted,
        Indicator.TAKEN_TO_SCHOOL: counts.taken_to_school,
    }
    if not is_small:
        shares[Indicator.ACROSS_SCHOOLS] = across_schools(ties, counts.schools or {})
        shares[Indicator.RECIPROCITY] = reciprocity(ties)
    return Pulse(
        shares=shares,
        centralisation=None if is_small else centralisation(ties),
        step=step_of(counts),
        signals=signals_of(counts),
        is_small=is_small,
    )


def across_schools(ties: Sequence[Tie], schools: Mapping[PersonId, str]) -> Share:
    """Of the ties between people whose schools are known, those that cross from one to another."""
    known = [
        (schools[tie.giver], schools[tie.receiver])
        for tie in ties
        if tie.giver in schools and tie.receiver in schools
    ]
    return Share(part=sum(one != other for one, other in known), whole=len(known))


def reciprocity(ties: Sequence[Tie]) -> Share:
    """Of the pairs that ever met, those where each gave and each received (Wasserman and Faust
    1994, §13: mutual dyads among those that are not null)."""
    directed = {(tie.giver, tie.receiver) for tie in ties}
    pairs = {frozenset(pair) for pair in directed}
    mutual = sum(all((one, other) in directed for one, other in _both_ways(pair)) for pair in pairs)
    return Share(part=mutual, whole=len(pairs))


def _both_ways(pair: frozenset[PersonId]) -> tuple[tuple[PersonId, PersonId], ...]:
    one, other = sorted(pair)
    return (one, other), (other, one)


def centralisation(ties: Sequence[Tie]) -> float | None:
    """Freeman's degree centralisation of who is tied to whom, from 0 (all alike) to 1 (a star around
    one); None below three people (Freeman 1978, «Centrality in social networks»)."""
    pairs = {frozenset((tie.giver, tie.receiver)) for tie in ties}
    degrees = Counter(person for pair in pairs for person in pair)
    people = len(degrees)
    if people < 3:
        return None
    most = max(degrees.values())
    return sum(most - degree for degree in degrees.values()) / ((people - 1) * (people - 2))


STAGES: Mapping[StageStep, Stage] = {
    StageStep.CHARTER: Stage.DESIGN,
    StageStep.ANSWERS: Stage.DESIGN,
    StageStep.TRIED: Stage.MOTIVATION,
    StageStep.RESOLVED: Stage.MOTIVATION,
    StageStep.AGREED: Stage.DEVELOPMENT,
    StageStep.BEGUN: Stage.DEVELOPMENT,
    StageStep.EVIDENCED: Stage.DEVELOPMENT,
    StageStep.PURPOSE: Stage.EVOLUTION,
}


def step_of(counts: Counts) -> StageStep:
    """The first evidence that is lacking; its stage is the community's (`STAGES`). The rule is ours,
    the stages are D3's."""
    is_there = {
        StageStep.CHARTER: counts.has_charter,
        StageStep.ANSWERS: counts.answers,
        StageStep.TRIED: counts.tried_by_others.part,
        StageStep.RESOLVED: counts.help_resolved.part,
        StageStep.AGREED: counts.agreed,
        StageStep.BEGUN: counts.begun_by_members.part,
        StageStep.EVIDENCED: counts.with_evidence.part,
    }
    return next((step for step, there in is_there.items() if not there), StageStep.PURPOSE)


def signals_of(counts: Counts) -> tuple[Signal, ...]:
    """What a pair may want to look at, the most urgent first."""
    is_on = {
        Signal.QUIET: bool(counts.waited_for) and not counts.answers_lately,
        Signal.UNHEARD: counts.unheard >= MANY_UNHEARD,
        Signal.LATE: counts.late.whole >= ENOUGH_DUE and counts.late.ratio > MOST_LATE,
        Signal.ONE_VOICE: _is_one_voice(counts),
        Signal.NOBODY_BEGINS: counts.begun_by_members.whole >= ENOUGH_PROMPTS
        and not counts.begun_by_members.part,
        Signal.LARGE: counts.active > LARGE,
    }
    return tuple(signal for signal in Signal if is_on[signal])


def _is_one_voice(counts: Counts) -> bool:
    """Never said of a group so small that everybody would know who is meant."""
    if counts.active < FEW or len(counts.ties) < ENOUGH_TIES:
        return False
    most = max(Counter(tie.giver for tie in counts.ties).values())
    return most / len(counts.ties) > MOST_OF_ONE
