"""Asking what is due: prompts a guide scheduled, and the community's weekly one. What is told when
their windows close: scheduler/prompts_windows.py."""

from dataclasses import replace
from datetime import datetime, timedelta

from community import budget, prompt_bank, prompts
from community.calendar import local_day
from community.communities import Community
from community.ids import PromptId
from community.prompt_windows import takes_a_line, told_at
from community.prompts import NOT_AGAIN_WITHIN, Prompt, PromptState
from community.school_year import moments_on
from locales.words import words_in
from messages import outlines as says_plan
from messages import prompts as says
from messages import prompts_windows as says_over
from messages.prompt_bank import question
from scheduler.guides import tell, words_for
from scheduler.room import when_there_is_room
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

TOO_NEAR = timedelta(days=3)  # a weekly prompt this late gives way to the next one


async def post_scheduled(tx: Tx, now: datetime) -> int:
    """Due `prompt.post`. While the community rests it waits, and so it does in quiet hours."""
    return sum([await _scheduled(tx, due, now) for due in await tx.dues.take("prompt.post", now)])


async def post_weekly(tx: Tx, now: datetime) -> int:
    """Due `prompt.weekly`: a question of the bank, if there is room for one more message of the
    bot's own (community/budget.py), and the next one planned. A week of rest goes without."""
    return sum([await _weekly(tx, due, now) for due in await tx.dues.take("prompt.weekly", now)])


async def _scheduled(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    prompt = await tx.prompts.get(community.id, PromptId(due.subject_id))
    if prompt is None or prompt.state is not PromptState.SCHEDULED:
        return 0
    if prompt.due_at is not None and prompt.due_at > now:
        return 0  # a step before it was put off in this very turn, and took it along
    if await tx.themes.was_withdrawn(prompt):
        await tx.prompts.save(replace(prompts.cancel(prompt), text=""))  # the words go with it
        return 0
    again = await _when_its_turn_comes(tx, community, prompt, now)
    if again > now:
        await tx.outlines.put_off(community, prompt, again, now)
        if budget.may_speak_at(community, now) <= now:
            await _tell_that_it_waits(tx, community, prompt, again, now)
        return 0
    await _post(tx, community, prompt, now)
    return 1


async def _tell_that_it_waits(
    tx: Tx, community: Community, prompt: Prompt, until: datetime, now: datetime
) -> None:
    """A step of a plan found no room: the pair hears it in private, once for each step."""
    origin = await tx.outlines.origin_of(prompt)
    if origin is None:
        return
    for guide in await tx.members.guides_to_write(community.id):
        words = words_for(guide, community, now)
        waits = says_plan.waits_for_room(origin, until, community, words)
        tell(tx, community, guide, waits, f"prompt.waits:{prompt.id}:{guide.id}", now)


async def _weekly(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None or community.prompt_weekday is None:
        return 0
    following = prompts.next_in_rhythm(community, after=now)
    if community.is_paused(now) or following - now < TOO_NEAR:
        await _plan(tx, community, following, now)
        return 0
    assert community.prompt_time is not None
    again = await when_there_is_room(tx, community, now, community.prompt_time)
    if again > now:
        await _plan(tx, community, min(again, following), now)
        return 0
    await _plan(tx, community, following, now)
    return await _ask_next(tx, community, now)


async def _ask_next(tx: Tx, community: Community, now: datetime) -> int:
    """The next of the bank; nothing once all of it was asked within the year."""
    asked = await tx.prompts.asked_since(community.id, now - NOT_AGAIN_WITHIN, now)
    moments = moments_on(local_day(now, community.zone), community.country)
    for starter in prompt_bank.offer(asked, 1, moments=moments):
        fresh = Prompt(
            id=PromptId(0),
            community_id=community.id,
            text=question(starter.key, words_in(community.language, now.year)),
            kind=starter.kind,
            bank_key=starter.key,
            created_at=now,
            thread_id=community.home_thread_id,
        )
        await _post(tx, community, await tx.prompts.add(fresh), now)
        return 1
    return 0


async def _post(tx: Tx, community: Community, prompt: Prompt, now: datetime) -> None:
    words = words_in(community.language, now.year)
    posted = prompts.post(prompt, now, community.zone)
    await tx.prompts.post(posted, told_at(posted, community))
    origin = await tx.outlines.origin_of(posted) or await tx.themes.origin_of(posted)
    earlier = await tx.prompts.take_answered(community, now) if takes_a_line(posted) else []
    before = says_over.before_the_next(earlier, community, words)
    tx.outbox.say(
        says.posted(posted, words, community.zone, origin, before=before),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=posted.thread_id,
        key=budget.key(f"prompt:{posted.id}"),
    )


async def _plan(tx: Tx, community: Community, due_at: datetime, now: datetime) -> None:
    await tx.dues.replan("prompt.weekly", community.id, due_at, community=community.id, now=now)


async def _when_its_turn_comes(
    tx: Tx, community: Community, prompt: Prompt, now: datetime
) -> datetime:
    """Steps of a plan and chosen themes wait for room, too; what a guide set for a moment does not."""
    again = budget.may_speak_at(community, now)
    if again > now or not prompt.gives_way:
        return again
    at = (prompt.due_at or now).astimezone(community.zone).time()
    return await when_there_is_room(tx, community, now, at)
