"""Asking whoever asked whether it was resolved: after five days, in school hours, twice at most."""

from datetime import datetime
from typing import NamedTuple

from community import budget, requests
from community.calendar import DAY
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId, RequestId, in_group
from community.people import Member, Person
from community.requests import CLOSING_STEP, Request
from locales.words import nearest, words_in
from messages import requests as says
from scheduler.room import room_at
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def ask_whether_resolved(tx: Tx, now: datetime) -> int:
    """Due `request.closing`; its subject is the request. Who is asked in private about several at one
    hour is asked in one message."""
    done, together = 0, dict[tuple[CommunityId, PersonId], list[_Ready]]()
    for due in await tx.dues.take(CLOSING_STEP, now):
        done += await _close_or_ask(tx, due, now, together)
    for ready in together.values():
        await _ask_in_private(tx, ready, now)
    return done


class _Ready(NamedTuple):
    community: Community
    person: Person
    request: Request


async def _close_or_ask(
    tx: Tx, due: Due, now: datetime, together: dict[tuple[CommunityId, PersonId], list[_Ready]]
) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    request = await tx.requests.get(community.id, RequestId(due.subject_id))
    if request is None or request.state is not requests.RequestState.OPEN:
        return 0
    person, member = await _asker(tx, request)
    is_gone = request.person_id is not None and (person is None or member is None)
    is_gone = is_gone or (person is not None and person.wants_peace)
    if is_gone or not requests.may_be_asked_again(request):
        await tx.requests.save(requests.fall_silent(request, now))
        return 1
    again = await _when_it_may(tx, community, person, member, now)
    if again > now:
        await tx.dues.replan(CLOSING_STEP, request.id, again, community=community.id, now=now)
        return 0
    if person is not None and person.can_be_written:
        ready = _Ready(community, person, request)
        together.setdefault((community.id, person.id), []).append(ready)
    else:
        await _ask_in_group(tx, community, request, now)
    return 1


async def _noted(tx: Tx, community: Community, request: Request, now: datetime) -> Request:
    asked = requests.asked_about(request)
    await tx.requests.save(asked)
    at = requests.closing_at(now, community.quiet, community.zone)
    await tx.dues.replan(CLOSING_STEP, request.id, at, community=community.id, now=now)
    return asked


async def _ask_in_private(tx: Tx, ready: list[_Ready], now: datetime) -> None:
    """As many as a message holds; of the others a day later."""
    community, person = ready[0].community, ready[0].person
    for one in ready[says.MOST_TOGETHER :]:
        at = now + DAY
        await tx.dues.replan(CLOSING_STEP, one.request.id, at, community=community.id, now=now)
    asked = [await _noted(tx, community, o.request, now) for o in ready[: says.MOST_TOGETHER]]
    words = words_in(nearest(person.language, community.language))
    first = asked[0]
    tx.outbox.say(
        says.is_it_resolved(first, community, words, in_private=True)
        if len(asked) == 1
        else says.are_they_resolved(asked, community, words),
        to=ChatId(person.id),
        kind=Kind.POST,
        now=now,
        community=community.id,
        person=person.id,
        key=f"{CLOSING_STEP}:{first.id}:{first.times_asked}",
    )


async def _ask_in_group(tx: Tx, community: Community, request: Request, now: datetime) -> None:
    asked = await _noted(tx, community, request, now)
    words = words_in(community.language)
    tx.outbox.say(
        says.is_it_resolved(asked, community, words, in_private=False),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=request.thread_id,
        reply_to=in_group(request.message_id),
        silent=True,
        key=budget.key(f"{CLOSING_STEP}:{request.id}:{asked.times_asked}"),
    )
    await tx.flush()  # so that the next of this tick sees that the day is full


async def _asker(tx: Tx, request: Request) -> tuple[Person | None, Member | None]:
    """Whoever asked, if they are here still and may be noted."""
    if request.person_id is None:
        return None, None
    person = await tx.people.get(request.person_id)
    member = await tx.members.get(request.community_id, request.person_id)
    if person is None or person.keeps_nothing or member is None or member.left_at is not None:
        return None, None
    return person, member


async def _when_it_may(
    tx: Tx, community: Community, person: Person | None, member: Member | None, now: datetime
) -> datetime:
    """Now, or when rests and quiet hours are over, and in the group once there is room."""
    rests_until = member.paused_until if member is not None else None
    again = budget.may_speak_at(community, max(now, rests_until or now))
    if again > now or (person is not None and person.can_be_written):
        return again
    return await room_at(tx, community, now)
