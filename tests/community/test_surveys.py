"""The survey: when it may begin, when guides are asked, and what may be shown."""

from datetime import UTC, date, datetime, timedelta

import pytest

from community.communities import Community
from community.ids import ChatId, CommunityId, SurveyId
from community.pulse import Dimension, Share
from community.surveys import (
    ITEMS,
    AlreadyPublished,
    Item,
    ItemCounts,
    NothingToPublish,
    Reach,
    Survey,
    SurveyIsOpen,
    SurveyResult,
    SurveyTooSoon,
    TooFewForSurvey,
    close,
    closes_at,
    is_calm,
    must_be_possible,
    next_offer,
    publish,
)

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)


def community(country: str = "CL") -> Community:
    return Community(
        id=CommunityId(1),
        telegram_chat_id=ChatId(-1),
        title="Red Ñuble",
        country=country,
        invited_at=NOW,
        activated_at=NOW,
    )


def survey(opened_at: datetime = NOW) -> Survey:
    return Survey(
        id=SurveyId(1),
        community_id=CommunityId(1),
        opened_at=opened_at,
        closes_at=opened_at + timedelta(days=10),
    )


def result(**counts: ItemCounts) -> SurveyResult:
    return SurveyResult(
        survey=close(survey(), NOW), counts={Item(item): one for item, one in counts.items()}
    )


def test_each_dimension_has_two_sentences() -> None:
    assert {item for items in ITEMS.values() for item in items} == set(Item)
    assert [len(ITEMS[dimension]) for dimension in Dimension] == [2, 2, 2]


def test_one_at_a_time_two_months_apart_and_among_five_people_at_least() -> None:
    with pytest.raises(SurveyIsOpen):
        must_be_possible(community(), survey(), 9, NOW)
    closed = close(survey(), NOW)
    with pytest.raises(SurveyTooSoon) as no:
        must_be_possible(community(), closed, 9, NOW + timedelta(days=59))
    assert no.value.about == date(2027, 1, 16)
    must_be_possible(community(), closed, 9, NOW + timedelta(days=60))
    with pytest.raises(TooFewForSurvey):
        must_be_possible(community(), None, 4, NOW)


def test_it_closes_on_the_tenth_day_at_an_hour_that_is_not_quiet() -> None:
    assert closes_at(community(), NOW) == datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    thursday = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)  # ten days later is a Saturday
    assert closes_at(community(), thursday) == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "calm"),
    [
        (date(2027, 1, 12), False),  # holidays
        (date(2027, 3, 9), False),  # lessons have just begun
        (date(2027, 4, 6), True),
        (date(2027, 5, 25), False),  # exams within its ten days
        (date(2027, 6, 29), False),  # winter break
        (date(2027, 9, 7), True),
        (date(2027, 11, 2), False),  # exams
    ],
)
def test_a_calm_week_of_the_chilean_school_year(on: date, calm: bool) -> None:
    assert is_calm(on, "CL") is calm


def test_guides_are_asked_on_a_tuesday_twice_in_a_school_year() -> None:
    first = next_offer(community(), None, NOW)
    declined = next_offer(community(), None, first, not_before=first + timedelta(days=150))
    begun = next_offer(community(), survey(first), first)

    assert first == datetime(2027, 4, 6, 21, 0, tzinfo=UTC)  # 17:00 in Santiago, winter time
    assert declined == begun == datetime(2027, 9, 7, 20, 0, tzinfo=UTC)


def test_in_a_country_without_a_known_school_year_any_tuesday_will_do() -> None:
    first = next_offer(community("EC"), None, NOW)

    assert first - NOW < timedelta(days=65)
    assert first.astimezone(community().zone).weekday() == 1


def test_under_five_answers_to_a_sentence_nothing_of_it_is_shown() -> None:
    found = result(helped=ItemCounts(yes=4), failures=ItemCounts(yes=2, partly=1, not_yet=2))

    assert found.of(Item.HELPED) is None
    assert found.of(Item.NEEDS) is None
    assert found.yes_in(Dimension.ENGAGEMENT) == Share(part=2, whole=5)
    assert found.yes_in(Dimension.REPERTOIRE) == Share(part=0, whole=0)
    assert found.has_enough


def test_it_is_published_once_and_only_with_something_to_show() -> None:
    enough = result(helped=ItemCounts(yes=5))

    published = publish(enough, NOW)

    assert published.published_at == NOW
    with pytest.raises(AlreadyPublished):
        publish(SurveyResult(survey=published, counts=enough.counts), NOW)
    with pytest.raises(NothingToPublish):
        publish(result(helped=ItemCounts(yes=4)), NOW)
    with pytest.raises(NothingToPublish):
        publish(SurveyResult(survey=survey(), counts=enough.counts), NOW)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (ItemCounts(yes=6), Reach.YES),
        (ItemCounts(yes=1, not_yet=5), Reach.NOT_YET),
        (ItemCounts(yes=4, not_yet=2), None),
        (ItemCounts(yes=2, partly=2, not_yet=2), None),
        (ItemCounts(), None),
    ],
)
def test_what_all_or_all_but_one_said_is_told_without_figures(
    counts: ItemCounts, said: Reach | None
) -> None:
    assert counts.nearly_all == said
