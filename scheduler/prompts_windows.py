"""A window closes: the group is told what came in; if nothing did, only its guides, in private.

The one thing to know: a window that closed stays open to be told of for a week. Whoever comes first
tells of all of them at once: this job, or the next prompt with a line of its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from community import budget
from community.calendar import local_day
from community.communities import Community
from community.prompt_windows import Window, ids_of
from locales.words import words_in
from messages import prompts_windows as says
from scheduler.guides import awake_guides, tell, words_for
from scheduler.room import when_there_is_room
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.prompts import CLOSE
from storage.tx import Tx

ASKING = ("prompt.post", "prompt.weekly")
AFTER_THE_NEXT = timedelta(hours=1)  # if that prompt did not come, or took no line along


async def close(tx: Tx, now: datetime) -> int:
    """Due `prompt.close`, subject the prompt: of all windows of its community that are over."""
    return sum([await _close(tx, due, now) for due in await tx.dues.take(CLOSE, now)])


async def _close(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None or not await tx.prompts.windows_over(community, now):
        return 0
    again = budget.may_speak_at(community, now)
    if again > now:
        await tx.dues.replan(CLOSE, due.subject_id, again, community=community.id, now=now)
        return 0
    told = await _tell_guides_of_silence(tx, community, now)
    if await tx.prompts.windows_over(community, now):
        again = await _when_its_turn_comes(tx, community, now)
        if again > now:
            await tx.dues.replan(CLOSE, due.subject_id, again, community=community.id, now=now)
        else:
            told += await _tell_group(tx, community, now)
    return told


async def _tell_group(tx: Tx, community: Community, now: datetime) -> int:
    windows = await tx.prompts.take_answered(community, now)
    tx.outbox.say(
        says.note(windows, community, words_in(community.language, now.year)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=windows[0].prompt.thread_id,
        reply_to=windows[0].message_id,
        key=budget.key(f"prompt.closed:{windows[0].prompt.id}"),
    )
    return 1


async def _tell_guides_of_silence(tx: Tx, community: Community, now: datetime) -> int:
    """Each guide who may be written to and does not rest. A prompt of which nobody knows whether it
    arrived is for /estado, not for this."""
    over = await tx.prompts.windows_over(community, now)
    silent = [window for window in over if not window.came_in.answers]
    await tx.prompts.close(community.id, ids_of(silent), now)
    told = [window for window in silent if window.message_id is not None]
    return await _write_to_guides(tx, community, told, now) if told else 0


async def _write_to_guides(
    tx: Tx, community: Community, silent: Sequence[Window], now: datetime
) -> int:
    guides = await awake_guides(tx, community, now)
    for guide in guides:
        words = words_for(guide, community, now)
        said = says.nothing_came(silent, community, words)
        key = f"prompt.silent:{silent[0].prompt.id}:{guide.id}"
        tell(tx, community, guide, said, key, now, kind=Kind.DIGEST)
    return len(guides)


async def _when_its_turn_comes(tx: Tx, community: Community, now: datetime) -> datetime:
    """Now; or after a prompt that is asked today and takes the note along; or on a day with room."""
    today = local_day(now, community.zone)
    coming = [
        due.due_at
        for due in await tx.dues.open_of(community.id)
        if due.kind in ASKING and local_day(due.due_at, community.zone) == today
    ]
    if coming:
        return max(now, *coming) + AFTER_THE_NEXT
    return await when_there_is_room(tx, community, now, now.astimezone(community.zone).time())
