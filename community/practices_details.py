"""What a practice may know besides its words, and when its author is asked for it.

The one thing to know: it is asked one thing at a time, days later, and silence is an answer. The
next question is planned only when one was answered, so a question is never repeated.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from community.ids import PersonId
from community.levels import Level
from community.practices import Origin, Practice
from community.practices_owner import must_be_the_author
from community.refusals import OldButton, Refusal

FIRST_ASKED_AFTER = timedelta(days=4)
A_PRACTICE_EVERY = timedelta(days=14)
AN_AUTHOR_EVERY = timedelta(days=7)

LEVELS = tuple(level for level in Level if level is not Level.MULTIGRADE)  # that is asked apart
DECLINED = "no"  # [No, gracias]
AS_PROPOSED = "yes"  # what the profile says
SEVERAL, SINGLE = "several", "single"  # grades together


class Detail(StrEnum):
    """One thing a practice may know, in the order in which it is asked."""

    LEVEL = "level"
    SUBJECT = "subject"
    MULTIGRADE = "multigrade"
    ORIGIN = "origin"
    CONTEXT = "context"
    SCHOOL = "school"


LONGEST: dict[Detail, int] = {Detail.SUBJECT: 60, Detail.SCHOOL: 80, Detail.CONTEXT: 600}


class DetailTooLong(Refusal):
    """More words than fit on a card; `about` is how many letters do."""


class NoWords(Refusal):
    """A reply without words, where words were asked for."""


class TapAnAnswer(Refusal):
    """A reply in words that says none of the answers there are buttons for."""


def missing(practice: Practice) -> Detail | None:
    """The first thing it does not know yet."""
    return next((one for one in Detail if getattr(practice, one) is None), None)


def choose(practice: Practice, detail: Detail, choice: str, by: PersonId | None) -> Practice:
    """Its author tapped an answer; raises NotTheAuthor, or OldButton for what is none."""
    must_be_the_author(practice, by)
    try:
        if detail is Detail.LEVEL and choice in LEVELS:
            return replace(practice, level=Level(choice))
        if detail is Detail.ORIGIN:
            return replace(practice, origin=Origin(choice))
    except ValueError:
        raise OldButton() from None
    if detail is not Detail.MULTIGRADE or choice not in (SEVERAL, SINGLE):
        raise OldButton()
    return replace(practice, multigrade=choice == SEVERAL)


def describe(practice: Practice, detail: Detail, said: str, by: PersonId | None) -> Practice:
    """Its author said it in words; raises NotTheAuthor, NoWords or DetailTooLong."""
    must_be_the_author(practice, by)
    said = said.strip() if detail is Detail.CONTEXT else " ".join(said.split())
    if not said:
        raise NoWords()
    if detail not in LONGEST:
        raise TapAnAnswer()
    if len(said) > LONGEST[detail]:
        raise DetailTooLong(LONGEST[detail])
    if detail is Detail.SUBJECT:
        return replace(practice, subject=said)
    if detail is Detail.SCHOOL:
        return replace(practice, school=said)
    return replace(practice, context=said)


def may_be_asked(practice: Practice) -> bool:
    """Whether there is anything to ask, and somebody to ask who has not said «no, thank you»."""
    return (
        practice.withdrawn_at is None
        and practice.author_id is not None
        and practice.asking_ended_at is None
        and missing(practice) is not None
    )


def next_question_at(practice: Practice) -> datetime | None:
    """Days after it was told, never at once; then a fortnight after the last one. None: never."""
    if not may_be_asked(practice):
        return None
    if practice.asked_at is None:
        return practice.told_at + FIRST_ASKED_AFTER
    return practice.asked_at + A_PRACTICE_EVERY


def no_more(practice: Practice, by: PersonId | None, now: datetime) -> Practice:
    """[No, gracias]; raises NotTheAuthor."""
    must_be_the_author(practice, by)
    return replace(practice, asking_ended_at=now)


def author_may_be_asked_at(last_asked_at: datetime | None, now: datetime) -> datetime:
    """Now, or when the week since the author's last question is over."""
    return now if last_asked_at is None else max(now, last_asked_at + AN_AUTHOR_EVERY)
