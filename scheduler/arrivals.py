"""Asking members about themselves: one question a week, in private, four at most (M12)."""

from datetime import datetime

from community import arrivals
from community.arrivals import PROFILE_STEP
from community.calendar import first_allowed_at_or_after
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId
from community.people import Member, Person
from locales.words import nearest, words_in
from messages import arrivals as says
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def ask_profile(tx: Tx, now: datetime) -> int:
    """Due `member.profile`; its subject is the person."""
    return sum([await _ask(tx, due, now) for due in await tx.dues.take(PROFILE_STEP, now)])


async def _ask(tx: Tx, due: Due, now: datetime) -> int:
    found = await _there(tx, due)
    if found is None:
        return 0
    community, member, person = found
    profile = await tx.profiles.of(community.id, member.person_id)
    following = arrivals.next_question(member, profile)
    if following is None or not person.can_be_written:
        return 0  # opening the private chat plans it again
    is_resting = member.is_resting(now) or community.is_paused(now)
    again = first_allowed_at_or_after(now, community.quiet, community.zone)
    if again > now and not is_resting:  # the bot was down when it was time
        await _plan(tx, community, person, again)
        return 0
    await _plan(tx, community, person, arrivals.ask_at(community, now))
    if is_resting:
        return 0
    question, asked = following
    await tx.profiles.save(asked)
    language = nearest(person.language, community.language)
    tx.outbox.say(
        says.asked(question, community, words_in(language, now.year)),
        to=ChatId(person.id),
        kind=Kind.POST,
        now=now,
        community=community.id,
        person=person.id,
        key=f"profile:{community.id}:{person.id}:{question}",
    )
    return 1


async def _plan(tx: Tx, community: Community, person: Person, at: datetime) -> None:
    await tx.dues.plan(
        PROFILE_STEP,
        person.id,
        at,
        community=community.id,
        key=arrivals.profile_key(community.id, person.id, at),
    )


async def _there(tx: Tx, due: Due) -> tuple[Community, Member, Person] | None:
    """The community, if it runs, with somebody who is in it still and may be noted."""
    if due.community_id is None:
        return None
    community = await tx.communities.get(CommunityId(due.community_id))
    person = await tx.people.get(PersonId(due.subject_id))
    member = await tx.members.get(CommunityId(due.community_id), PersonId(due.subject_id))
    if community is None or not community.is_active or person is None or person.keeps_nothing:
        return None
    if member is None or member.left_at is not None:
        return None
    return community, member, person
