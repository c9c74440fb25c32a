"""When a request is asked about, who may say what of it, and who counts as a hand."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import requests
from community.calendar import Quiet
from community.ids import CommunityId, MessageId, PersonId, RequestId
from community.requests import Request, RequestState

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # a Monday, ten in the morning in Chile
CHILE = ZoneInfo("America/Santiago")
ROSA, JUAN = PersonId(1), PersonId(2)
ASKED = Request(
    id=RequestId(1),
    community_id=CommunityId(1),
    person_id=ROSA,
    name="Rosa",
    text="un electricista",
    message_id=MessageId(7),
    asked_at=NOW,
)


def test_five_days_later_in_the_morning_of_a_day_on_which_the_bot_writes() -> None:
    at = requests.closing_at(NOW, Quiet(), CHILE)

    assert at.astimezone(CHILE).strftime("%a %H:%M") == "Mon 10:00"
    assert requests.closing_at(NOW + timedelta(days=1), Quiet(), CHILE) == at


def test_where_ten_is_quiet_it_is_the_first_hour_that_is_not() -> None:
    nights = Quiet(starts=time(8, 0), ends=time(14, 0), silent_weekdays=frozenset())

    at = requests.closing_at(NOW, nights, CHILE)

    assert at.astimezone(CHILE).strftime("%a %H:%M") == "Sat 14:00"


def test_its_asker_is_asked_once_and_again_only_if_they_still_look() -> None:
    once = requests.asked_about(ASKED)
    looking = requests.still_sought(once)
    twice = requests.asked_about(looking)

    assert requests.may_be_asked_again(ASKED)
    assert not requests.may_be_asked_again(once)
    assert requests.may_be_asked_again(looking)
    assert not requests.may_be_asked_again(requests.still_sought(twice))


def test_silence_closes_it_and_a_late_word_opens_it_again() -> None:
    silent = requests.fall_silent(requests.asked_about(ASKED), NOW)

    assert silent.state is RequestState.CLOSED
    assert requests.still_sought(silent).state is RequestState.OPEN
    assert requests.resolve(silent, NOW).state is RequestState.RESOLVED


def test_what_is_resolved_stays_resolved() -> None:
    done = requests.resolve(ASKED, NOW)

    assert requests.resolve(done, NOW + timedelta(days=1)) == done
    assert requests.fall_silent(done, NOW) == done
    with pytest.raises(requests.AlreadyResolved):
        requests.still_sought(done)


def test_a_hand_is_somebody_elses_and_comes_before_it_is_resolved() -> None:
    with pytest.raises(requests.YourOwnRequest):
        requests.lend(ASKED, ROSA, "Rosa", NOW)
    with pytest.raises(requests.AlreadyResolved):
        requests.lend(requests.resolve(ASKED, NOW), JUAN, "Juan", NOW)

    assert requests.lend(requests.fall_silent(ASKED, NOW), JUAN, "Juan", NOW).person_id == JUAN


def test_whoever_asked_only_goes_on_talking() -> None:
    assert requests.answer(ASKED, ROSA, "Rosa", MessageId(8), NOW) is None
    assert requests.answer(ASKED, JUAN, "Juan", MessageId(8), NOW) is not None


def test_only_whoever_asked_says_how_it_went_and_a_guide_for_the_group() -> None:
    of_the_group = replace(ASKED, person_id=None)

    requests.must_be_theirs(ASKED, ROSA, is_guide=False)
    requests.must_be_theirs(of_the_group, JUAN, is_guide=True)
    for request, by, is_guide in (
        (ASKED, JUAN, True),
        (of_the_group, JUAN, False),
        (ASKED, None, True),
    ):
        with pytest.raises(requests.NotYourRequest):
            requests.must_be_theirs(request, by, is_guide=is_guide)
