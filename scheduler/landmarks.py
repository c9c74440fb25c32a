"""What time does for landmarks: once a month, at most one message, only if something is new.

The one thing to know: it is the bot's own message, so it counts as unasked; where a day has no room it
waits for the next that has, and not beyond the third week of the month.
"""

from datetime import datetime

from community import budget, landmarks
from community.calendar import allows, local_day
from community.communities import Community
from community.ids import PracticeId
from community.landmarks import LATEST_DAY, STEP, Landmark
from community.practices import Practice
from locales.words import words_in
from messages import landmarks as says
from scheduler.room import when_there_is_room
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def tell(tx: Tx, now: datetime) -> int:
    """Due `landmark.monthly`, subject the community, planned every night (plans.py)."""
    return sum([await _tell(tx, due, now) for due in await tx.dues.take(STEP, now)])


async def _tell(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None or not community.tells_landmarks or community.is_paused(now):
        return 0
    found = await _found(tx, community, now)
    if not found:
        return 0
    at = await when_there_is_room(tx, community, now, landmarks.AT)
    if at > now or not allows(now, community.quiet, community.zone):
        await _wait(tx, community, due, at)
        return 0
    practices = await _practices(tx, community, found)
    tx.outbox.say(
        says.reached(found, practices, words_in(community.language, now.year)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=community.home_thread_id,
        silent=True,
        key=budget.key(f"{STEP}:{community.id}:{local_day(now, community.zone):%Y-%m}"),
    )
    keys = [key for one in found for key in landmarks.passed_with(one)]
    await tx.landmarks.keep_told(community.id, keys, now)
    return 1


async def _wait(tx: Tx, community: Community, due: Due, at: datetime) -> None:
    on, was = local_day(at, community.zone), local_day(due.due_at, community.zone)
    if on.month == was.month and on.day <= LATEST_DAY:
        await tx.dues.plan(STEP, community.id, at, community=community.id)


async def _found(tx: Tx, community: Community, now: datetime) -> tuple[Landmark, ...]:
    reached = await tx.landmarks.reached(community.id)
    year = landmarks.anniversary(community, now)
    told = await tx.landmarks.told(community.id)
    return landmarks.to_tell([*reached, *([year] if year else [])], told, now)


async def _practices(
    tx: Tx, community: Community, found: tuple[Landmark, ...]
) -> dict[PracticeId, Practice]:
    numbers = {one.practice_id for one in found if one.practice_id is not None}
    read = {number: await tx.practices.get(community.id, number) for number in numbers}
    return {number: practice for number, practice in read.items() if practice is not None}
