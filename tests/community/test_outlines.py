"""When the steps of a plan come, and how a plan moves."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from community import outlines
from community.communities import Community
from community.ids import ChatId, CommunityId, PromptId
from community.outlines import LIBRARY, Wish
from community.prompts import Prompt, PromptState
from messages.outline_library import PLANS

NOW = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)  # a Wednesday morning in Chile
HOME = Community(
    id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW, activated_at=NOW
)
DAY = timedelta(days=1)


def days(moments: tuple[datetime, ...]) -> list[str]:
    return [f"{moment.astimezone(HOME.zone):%a %d %H:%M}" for moment in moments]


def steps(*dues: datetime) -> list[Prompt]:
    return [
        Prompt(
            id=PromptId(number),
            community_id=HOME.id,
            text="…",
            state=PromptState.SCHEDULED,
            created_at=NOW,
            due_at=due,
            position=number,
        )
        for number, due in enumerate(dues, start=1)
    ]


def monday_plan() -> list[Prompt]:
    ready = replace(LIBRARY[0], days=(1, 3, 6))
    return steps(*outlines.ready_moments(ready, date(2026, 11, 23), HOME, NOW))


def test_every_ready_plan_has_words_for_each_of_its_steps_within_a_fortnight() -> None:
    assert {ready.key: len(ready.days) for ready in LIBRARY} == {
        key: len(plan.steps) for key, plan in PLANS.items()
    }
    assert all(3 <= len(ready.days) <= 6 for ready in LIBRARY)
    assert all(max(ready.days) <= outlines.FORTNIGHT for ready in LIBRARY)
    assert all(list(ready.days) == sorted(set(ready.days)) for ready in LIBRARY)


def test_days_of_a_plan_are_school_days_at_the_communitys_hour() -> None:
    ready = replace(LIBRARY[0], days=(1, 5, 6))

    moments = outlines.ready_moments(ready, date(2026, 11, 23), HOME, NOW)

    assert days(moments) == ["Mon 23 17:00", "Fri 27 17:00", "Mon 30 17:00"]
    at_nine = replace(HOME, prompt_weekday=0, prompt_time=time(9, 0))
    assert days(outlines.ready_moments(ready, date(2026, 11, 23), at_nine, NOW))[0].endswith(
        "09:00"
    )


def test_silent_days_are_no_school_days_and_a_quiet_hour_is_when_the_day_opens() -> None:
    fridays_off = replace(HOME, silent_weekdays="456", quiet_from=time(16, 0))
    ready = replace(LIBRARY[0], days=(1, 4, 5))

    moments = outlines.ready_moments(ready, date(2026, 11, 23), fridays_off, NOW)

    assert days(moments) == ["Mon 23 07:00", "Thu 26 07:00", "Mon 30 07:00"]


def test_wishes_are_kept_and_the_others_spread_over_the_fortnight() -> None:
    wishes = [Wish(), Wish(weekday=4, at=time(10)), Wish(), Wish(on=date(2026, 11, 24))]

    wanted = outlines.wished_moments(wishes, date(2026, 11, 23), HOME, NOW)

    assert days(wanted) == ["Mon 23 17:00", "Fri 27 10:00", "Wed 02 17:00", "Tue 24 17:00"]
    assert days(outlines.in_order(sorted(wanted), HOME, NOW)) == [
        "Mon 23 17:00",
        "Tue 24 17:00",
        "Fri 27 10:00",
        "Wed 02 17:00",
    ]


def test_two_on_one_day_come_a_day_apart_and_what_is_over_comes_next() -> None:
    early = NOW - 5 * DAY

    assert days(outlines.in_order([early, early, NOW + 4 * DAY], HOME, NOW)) == [
        "Thu 19 10:00",
        "Fri 20 10:00",
        "Mon 23 10:00",
    ]


def test_another_first_day_keeps_the_distance_in_school_days() -> None:
    moved = outlines.begin_on(monday_plan(), date(2026, 11, 26), HOME, NOW)

    assert days(tuple(step.due_at for step in moved if step.due_at)) == [
        "Thu 26 17:00",
        "Mon 30 17:00",
        "Thu 03 17:00",
    ]


def test_what_moves_a_step_moves_those_after_it_and_leaves_those_before() -> None:
    moved = outlines.shift(monday_plan(), 2, 7, HOME, NOW)

    assert [step.position for step in moved] == [2, 3]
    assert days(tuple(step.due_at for step in moved if step.due_at)) == [
        "Wed 02 17:00",
        "Mon 07 17:00",
    ]


def test_a_step_that_is_late_takes_those_after_it_along() -> None:
    plan = monday_plan()
    assert plan[0].due_at is not None
    until = plan[0].due_at + DAY

    moved = outlines.put_off(plan, 1, until, HOME, plan[0].due_at)

    assert days(tuple(step.due_at for step in moved if step.due_at)) == [
        "Tue 24 17:00",
        "Thu 26 17:00",
        "Tue 01 17:00",
    ]
