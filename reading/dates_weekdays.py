"""What weekdays and weeks mean: «el próximo martes», «la otra semana», «fin de semana».

The one thing to know: wherever half of the teachers would mean another week, both are asked.
"""

from datetime import timedelta

from reading.dates_meaning import Doubt, Meaning, Today, ask, over, sure

TOO_SOON_DAYS = 2
"""«El próximo martes» said on Sunday or Monday: tomorrow for some, in eight days for others."""

_SUNDAY = 6


def weekday(today: Today, which: int) -> Meaning:
    """«el viernes»: the next one; on a Friday, today or in a week is asked."""
    coming = today.coming(which)
    if coming == today.day:
        return _beside(ask(today, [coming, today.after(7)]), which)
    return _beside(sure(coming), which)


def next_weekday(today: Today, which: int, *, new_week: bool = False) -> Meaning:
    """«el próximo martes»: the next one to come, asked when it is at most two days away.

    With `new_week`, as English has it, every day left of this week is asked: for many «next
    Friday» is not this one.
    """
    coming = today.coming(which)
    days_away = (coming - today.day).days
    if days_away == 0:
        return _beside(sure(today.after(7)), which)
    this_week = coming < today.monday_of_next_week()
    if days_away <= TOO_SOON_DAYS or (new_week and this_week):
        return _beside(ask(today, [coming, coming + timedelta(days=7)]), which)
    return _beside(sure(coming), which)


def either_weekday(today: Today, which: int) -> Meaning:
    """«el otro martes», «martes en ocho»: the coming one or the one after."""
    coming = today.coming(which)
    return _beside(ask(today, [coming, coming + timedelta(days=7)]), which)


def weekday_next_week(today: Today, which: int) -> Meaning:
    """«el martes de la próxima semana»; weeks begin on Sunday for some, so Sundays are asked."""
    monday = today.monday_of_next_week()
    day = monday + timedelta(days=which)
    if today.day.weekday() == _SUNDAY:
        return ask(today, [day, day + timedelta(days=7)])
    if which == _SUNDAY:
        return ask(today, [day - timedelta(days=7), day])
    return sure(day)


def weekday_other_week(today: Today, which: int) -> Meaning:
    """«el viernes de la otra semana»: next week's from Mexico to Bolivia, for some the one after."""
    day = today.monday_of_next_week() + timedelta(days=which)
    return ask(today, [day, day + timedelta(days=7)])


def weekday_this_week(today: Today, which: int) -> Meaning:
    day = today.day + timedelta(days=which - today.day.weekday())
    if day < today.day:
        return ask(today, [day + timedelta(days=7)], doubt=Doubt.JUST_MISSED)
    return sure(day)


def weeks_after_weekday(today: Today, weeks: int, which: int) -> Meaning:
    """«a week from Friday»: counted from the coming one; on a Friday, asked."""
    day = today.coming(which) + timedelta(weeks=min(weeks, 52))
    return (
        ask(today, [day, day + timedelta(days=7)])
        if today.coming(which) == today.day
        else sure(day)
    )


def last_weekday(today: Today, which: int) -> Meaning:
    return over(today.coming(which) - timedelta(days=7))


def repeats(today: Today, which: int | None = None) -> Meaning:
    """«cada lunes», «todas las semanas»: asked, the next one proposed."""
    days = [] if which is None else [today.coming(which), today.coming(which) + timedelta(days=7)]
    return ask(today, days, doubt=Doubt.REPEATS)


def next_week(today: Today) -> Meaning:
    monday = today.monday_of_next_week()
    return ask(today, [monday + timedelta(days=n) for n in range(5)])


def this_week(today: Today) -> Meaning:
    """«esta semana»: the working days left of it, or the days until Sunday."""
    left = [today.after(n) for n in range(7 - today.day.weekday())]
    return ask(today, [day for day in left if day.weekday() < 5] or left)


def weekend(today: Today, *, weeks: int = 0) -> Meaning:
    saturday = today.coming(5) if today.day.weekday() != _SUNDAY else today.after(-1)
    saturday += timedelta(days=7 * weeks)
    return ask(today, [saturday, saturday + timedelta(days=1)])


def _beside(meaning: Meaning, which: int) -> Meaning:
    return Meaning(days=meaning.days, doubt=meaning.doubt, weekday=which)
