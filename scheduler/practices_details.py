"""Asking the author of a practice one thing it does not know yet (community/practices_details.py)."""

from dataclasses import dataclass, replace
from datetime import datetime

from community import budget, practices_details
from community.calendar import DAY
from community.communities import Community
from community.ids import ChatId, CommunityId, PracticeId, in_group
from community.people import Member, Person
from community.practices import Practice
from community.practices_details import Detail
from locales.words import nearest, words_in
from messages import practices_details as says
from reading.levels import read_level
from scheduler.room import room_at
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


@dataclass(frozen=True, kw_only=True)
class _Question:
    """What would be asked of whom."""

    community: Community
    practice: Practice
    detail: Detail
    person: Person
    member: Member


async def ask(tx: Tx, now: datetime) -> int:
    """Due `practice.ask`: in private, else one silent reply in the group where there is room for it;
    later, where somebody or something rests."""
    return sum([await _ask(tx, due, now) for due in await tx.dues.take("practice.ask", now)])


async def _ask(tx: Tx, due: Due, now: datetime) -> int:
    question = await _question(tx, due)
    if question is None:
        return 0
    again = await _when_it_may(tx, question, now)
    if again is None:
        return 0
    practice = question.practice
    if again > now:
        await tx.dues.replan(
            "practice.ask", practice.id, again, community=practice.community_id, now=now
        )
        return 0
    await tx.practices.save(replace(practice, asked_at=now))
    _say(tx, question, now)
    await tx.flush()  # so that the next author of this tick finds the day full
    return 1


async def _question(tx: Tx, due: Due) -> _Question | None:
    """None where there is nothing more to ask, or nobody to ask."""
    if due.community_id is None:
        return None
    community = await tx.communities.get(CommunityId(due.community_id))
    practice = await tx.practices.get(CommunityId(due.community_id), PracticeId(due.subject_id))
    if community is None or not community.is_active or practice is None:
        return None
    detail, author = practices_details.missing(practice), practice.author_id
    if detail is None or author is None or not practices_details.may_be_asked(practice):
        return None
    person = await tx.people.get(author)
    member = await tx.members.get(community.id, author)
    if person is None or person.keeps_nothing or member is None or member.left_at is not None:
        return None
    return _Question(
        community=community, practice=practice, detail=detail, person=person, member=member
    )


async def _when_it_may(tx: Tx, question: _Question, now: datetime) -> datetime | None:
    """Now, or later; None for never: a hidden name is not told by asking it in the group, nor is
    somebody named there who wants no questions."""
    community, practice, person = question.community, question.practice, question.person
    if person.wants_peace or (practice.name_hidden and not person.can_be_written):
        return None
    last = await tx.practices.last_asked_at(community.id, person.id)
    at = practices_details.author_may_be_asked_at(last, now)
    if question.member.paused_until is not None:
        at = max(at, question.member.paused_until)
    if await _was_asked_about_themselves(tx, question, now):
        at = max(at, now + DAY)
    at = budget.may_speak_at(community, at)
    if at > now or person.can_be_written:
        return at
    return await room_at(tx, community, now)


async def _was_asked_about_themselves(tx: Tx, question: _Question, now: datetime) -> bool:
    """A question of the profile (scheduler/arrivals.py) is one of the week too."""
    key = f"profile:{question.community.id}:{question.person.id}:"
    since = now - practices_details.AN_AUTHOR_EVERY
    return await tx.outbox.count_since(question.community.id, since, key) > 0


def _say(tx: Tx, question: _Question, now: datetime) -> None:
    community, practice, person = question.community, question.practice, question.person
    proposed = _proposed(question)
    what = f"practice.ask:{practice.id}:{question.detail}:{now:%Y-%m-%d}"
    if person.can_be_written:
        words = words_in(nearest(person.language, community.language))
        tx.outbox.say(
            says.asked(practice, question.detail, words, proposed=proposed),
            to=ChatId(person.id),
            kind=Kind.POST,
            now=now,
            community=community.id,
            person=person.id,
            key=what,
        )
        return
    words = words_in(community.language)
    tx.outbox.say(
        says.asked(practice, question.detail, words, proposed=proposed, name=practice.author_name),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        reply_to=in_group(practice.message_id),
        silent=True,
        key=budget.key(what),
    )


def _proposed(question: _Question) -> str | None:
    if question.detail is Detail.SCHOOL:
        return question.member.school
    return read_level(question.member.level or "") if question.detail is Detail.LEVEL else None
