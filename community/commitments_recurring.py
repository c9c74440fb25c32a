"""Commitments that come round: once one is fulfilled, the next comes by itself, until it is stopped.

The one thing to know: whoever said yes said it to all of them, so the next is theirs already, and
[No puedo] is on its card as on any other.
"""

import calendar
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from community.commitments import (
    FULFILLED,
    TAKEN,
    Answer,
    CommitmentState,
    Every,
    Pledge,
)
from community.ids import CommitmentId

DAYS = {Every.WEEK: 7, Every.TWO_WEEKS: 14}


def follower(pledge: Pledge, *, today: date, now: datetime) -> Pledge | None:
    """The next of a commitment that was just fulfilled, without id and number; None where it came
    once."""
    done = pledge.commitment
    if done.every is None or done.due_on is None or done.state not in FULFILLED:
        return None
    commitment = replace(
        done,
        id=CommitmentId(0),
        number=0,
        due_on=next_day(done.due_on, done.every, today),
        state=CommitmentState.ACCEPTED,
        created_at=now,
        fulfilled_at=None,
        fulfilled_by=None,
        released_at=None,
        follows_id=done.id,
    )
    people = [replace(one, answer=_again(one.answer)) for one in pledge.named]
    return Pledge(commitment=commitment, people=tuple(people))


def may_come_again(gone: Pledge) -> bool:
    """It was taken back, because what it follows was not done after all."""
    return gone.commitment.state is CommitmentState.WITHDRAWN


def again(gone: Pledge, fresh: Pledge) -> Pledge:
    """It stands once more, under its number, on the day of now."""
    commitment = replace(
        gone.commitment, state=fresh.commitment.state, due_on=fresh.commitment.due_on
    )
    return replace(gone, commitment=commitment)


def next_day(due_on: date, every: Every, today: date) -> date:
    """The first day of the rhythm after `due_on` that is not over: what was missed is not made up."""
    days = (_after(due_on, every, steps) for steps in count(1))
    return next(day for day in days if day >= today)


def _after(due_on: date, every: Every, steps: int) -> date:
    if every is not Every.MONTH:
        return due_on + timedelta(days=DAYS[every] * steps)
    months = due_on.month - 1 + steps
    year, month = due_on.year + months // 12, months % 12 + 1
    return date(year, month, min(due_on.day, calendar.monthrange(year, month)[1]))


def _again(answer: Answer) -> Answer:
    return answer if answer in TAKEN else Answer.ASKED
