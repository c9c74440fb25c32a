"""The pulse: known networks have known figures, and nothing points at one person."""

from dataclasses import replace
from typing import Any

import pytest

from community.ids import PersonId
from community.pulse import (
    Counts,
    Indicator,
    Share,
    Signal,
    Stage,
    StageStep,
    Tie,
    across_schools,
    centralisation,
    pulse_of,
    reciprocity,
)


def ties(*pairs: str) -> tuple[Tie, ...]:
    """«ab»: a gave to b."""
    return tuple(Tie(giver=PersonId(ord(a)), receiver=PersonId(ord(b))) for a, b in pairs)


def share(part: int, whole: int) -> Share:
    return Share(part=part, whole=whole)


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        (("ab", "ac", "ad", "ae"), 1.0),  # a star
        (("ab", "bc", "cd", "da"), 0.0),  # a ring
        (("ab", "bc", "ca"), 0.0),  # everybody with everybody
        (("ab", "bc", "cd"), 2 * (2 - 1) / (3 * 2)),  # a line of four
        (("ab", "ba", "ab", "ac", "ad", "ae"), 1.0),  # how often does not matter
    ],
)
def test_centralisation_is_that_of_freeman(pairs: tuple[str, ...], value: float) -> None:
    assert centralisation(ties(*pairs)) == pytest.approx(value)


def test_two_people_have_no_centre() -> None:
    assert centralisation(ties("ab", "ba")) is None
    assert centralisation(()) is None


@pytest.mark.parametrize(
    ("pairs", "found"),
    [((), (0, 0)), (("ab",), (0, 1)), (("ab", "ba", "ab"), (1, 1)), (("ab", "ba", "ac"), (1, 2))],
)
def test_reciprocity_counts_pairs_once(pairs: tuple[str, ...], found: tuple[int, int]) -> None:
    assert reciprocity(ties(*pairs)) == share(*found)


def test_only_known_schools_are_crossed() -> None:
    schools = {
        PersonId(ord("a")): "trupán",
        PersonId(ord("b")): "trupán",
        PersonId(ord("c")): "niblinto",
    }

    assert across_schools(ties("ab", "ac", "cb", "ad"), schools) == share(2, 3)


def test_under_five_active_people_nothing_says_who_answers_whom() -> None:
    star = ties("ab", "ac", "ad") * 10

    small = pulse_of(Counts(ties=star, active=4))
    large = pulse_of(Counts(ties=star, active=5))

    assert small.is_small
    assert small.centralisation is None
    assert Indicator.RECIPROCITY not in small.shares
    assert Signal.ONE_VOICE not in small.signals
    assert large.centralisation == 1.0
    assert large.signals == (Signal.ONE_VOICE,)


ALL_THERE = Counts(
    has_charter=True,
    answers=3,
    tried_by_others=share(1, 4),
    help_resolved=share(1, 1),
    agreed=1,
    begun_by_members=share(1, 8),
    with_evidence=share(1, 2),
)


@pytest.mark.parametrize(
    ("without", "step", "stage"),
    [
        ({"has_charter": False, "answers": 0}, StageStep.CHARTER, Stage.DESIGN),
        ({"answers": 0, "agreed": 0}, StageStep.ANSWERS, Stage.DESIGN),
        ({"tried_by_others": share(0, 4)}, StageStep.TRIED, Stage.MOTIVATION),
        ({"help_resolved": share(0, 4), "agreed": 0}, StageStep.RESOLVED, Stage.MOTIVATION),
        ({"agreed": 0}, StageStep.AGREED, Stage.DEVELOPMENT),
        ({"begun_by_members": share(0, 4)}, StageStep.BEGUN, Stage.DEVELOPMENT),
        ({"with_evidence": share(0, 4)}, StageStep.EVIDENCED, Stage.DEVELOPMENT),
        ({}, StageStep.PURPOSE, Stage.EVOLUTION),
    ],
)
def test_the_stage_is_the_first_whose_evidence_is_not_complete(
    without: dict[str, Any], step: StageStep, stage: Stage
) -> None:
    found = pulse_of(replace(ALL_THERE, **without))

    assert (found.step, found.stage) == (step, stage)


@pytest.mark.parametrize(
    ("counts", "signals"),
    [
        (Counts(waited_for=1), (Signal.QUIET,)),
        (Counts(waited_for=1, answers_lately=1), ()),
        (Counts(unheard=3), (Signal.UNHEARD,)),
        (Counts(late=share(3, 4)), (Signal.LATE,)),
        (Counts(late=share(2, 4)), ()),
        (Counts(late=share(3, 3)), ()),  # too few to mean anything
        (Counts(begun_by_members=share(0, 6)), (Signal.NOBODY_BEGINS,)),
        (Counts(active=26), (Signal.LARGE,)),
        (Counts(), ()),
    ],
)
def test_each_signal_has_its_limit(counts: Counts, signals: tuple[Signal, ...]) -> None:
    assert pulse_of(counts).signals == signals
