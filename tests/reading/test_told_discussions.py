"""How much of what people would tell of the twelve discussions is in a summary.

The bars are a little under what was measured (docs/summaries.md); a change that falls under one has
made summaries worse for teachers, whatever it gained elsewhere.
"""

from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from reading.summaries import Summary, summarise
from tests.reading.told_discussions import Told, discussions

UTC_ZONE = ZoneInfo("UTC")
TOLD = list(discussions())


def summary_of(told: Told) -> Summary:
    """Themes and voices alone, in the budget of words of the file."""
    return summarise(
        told.said,
        language=told.language,
        max_points=max(6, told.words // 10),
        words=told.words,
        longest=told.words // 2,
        with_outcomes=False,
    )


SUMMARIES = [(told, summary_of(told)) for told in TOLD]


def test_most_quotes_are_of_messages_that_a_person_marked() -> None:
    shares = [
        mean(point.utterance_id in told.marked for point in summary.points)
        for told, summary in SUMMARIES
    ]

    assert mean(shares) >= 0.70


def test_quotes_hold_a_good_part_of_what_the_reference_says() -> None:
    recalls = [
        told.recall([point.quote for point in summary.points]) for told, summary in SUMMARIES
    ]

    assert mean(recalls) >= 0.33


def test_agreements_and_disputes_are_found_where_people_found_them() -> None:
    wanted = {(told.name, place) for told in TOLD for place in told.agreed}
    disputed = {(told.name, place) for told in TOLD for place in told.disputed}
    found = {
        (told.name, one.proposal.utterance.id): one.is_settled
        for told, summary in SUMMARIES
        for one in summary.agreements
    }
    settled = {key for key, is_settled in found.items() if is_settled}

    assert settled <= wanted, "nothing is taken for agreed that is not"
    assert len(settled) >= 0.65 * len(wanted)
    assert disputed <= found.keys() - settled


def test_promises_are_found_with_who_and_when() -> None:
    wanted = {(told.name, one.place): one for told in TOLD for one in told.does}
    found = {
        (told.name, one.unit.utterance.id): (one, told.language)
        for told, summary in SUMMARIES
        for one in summary.actions
    }

    assert len(found.keys() & wanted.keys()) >= 0.8 * len(wanted)
    assert len(found.keys() - wanted.keys()) <= 0.2 * len(found)
    for key in found.keys() & wanted.keys():
        action, language = found[key]
        assert set(wanted[key].who.replace(" e ", " y ").split(" y ")) == set(action.who)
        due = action.due_on(UTC_ZONE, language)
        assert due is None or due == wanted[key].due, "no day is made up"


@pytest.mark.parametrize(("told", "summary"), SUMMARIES, ids=[told.name for told in TOLD])
def test_no_discussion_is_told_by_few(told: Told, summary: Summary) -> None:
    people = {said.by for said in told.said}

    assert len({point.author for point in summary.points}) >= min(4, len(people) // 2)


def test_a_list_of_who_came_tells_no_theme() -> None:
    summary = next(summary for told, summary in SUMMARIES if told.name == "es_acta_reunion")

    assert not [point.quote for point in summary.points if "Están Rosa, Juan" in point.quote]
