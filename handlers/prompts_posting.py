"""A prompt that is asked now, waits for its day, or is left out: what all the ways there end in.

The one thing to know: it goes to the community's group, also where a guide chose it in private.
"""

from dataclasses import replace
from datetime import datetime, time

from community import budget, prompts
from community.calendar import allows
from community.communities import Community
from community.ids import PromptId
from community.prompt_origins import Origin
from community.prompt_windows import takes_a_line, told_at
from community.prompts import NOT_AGAIN_WITHIN, Prompt
from community.refusals import NotForYou, NotFound
from handlers.context import Context
from locales.words import words_in
from messages import prompts as says
from messages import prompts_times as says_when
from messages import prompts_windows as says_over
from storage.outbox import Kind


async def post(context: Context, prompt: Prompt) -> Prompt:
    """To the group, now."""
    community, now = context.community, context.now
    words = words_in(community.language, now.year)
    await _must_be_fresh(context, prompt)
    posted = prompts.post(prompt, now, community.zone)
    await context.tx.dues.drop("prompt.post", posted.id, now)
    await context.tx.prompts.post(posted, told_at(posted, community))
    origin = await origin_of(context, posted)
    take = context.tx.prompts.take_answered
    earlier = await take(community, now) if takes_a_line(posted) else []
    before = says_over.before_the_next(earlier, community, words)
    context.tx.outbox.say(
        says.posted(posted, words, community.zone, origin, before=before),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=posted.thread_id,
        silent=not allows(now, community.quiet, community.zone),
        # counted, so that the weekly prompt does not come on top of it
        key=budget.key(f"prompt:{posted.id}"),
    )
    return posted


async def schedule(context: Context, prompt: Prompt, due_at: datetime) -> Prompt:
    """For its day; one that waits already is moved there."""
    community = context.community
    await _must_be_fresh(context, prompt)
    scheduled = prompts.schedule(prompt, due_at)
    await context.tx.prompts.save(scheduled)
    await context.tx.dues.replan(
        "prompt.post", scheduled.id, due_at, community=community.id, now=context.now
    )
    return scheduled


async def begin_rhythm(context: Context, first: Prompt, weekday: int, at: time) -> Prompt:
    """Every week on that day: the chosen question begins, from the week after it is the bank's."""
    tx, now = context.tx, context.now
    community = replace(context.community, prompt_weekday=weekday, prompt_time=at)
    scheduled = await schedule(context, first, prompts.next_in_rhythm(community, after=now))
    await tx.communities.save(community)
    context.maybe_community = community
    person = context.maybe_person
    await tx.deeds.note(community.id, person.id if person else None, "config.rhythm", now)
    assert scheduled.due_at is not None
    following = prompts.next_in_rhythm(community, after=scheduled.due_at)
    await tx.dues.replan("prompt.weekly", community.id, following, community=community.id, now=now)
    if context.is_private:
        _tell_the_group(context, community)
    return scheduled


async def leave_out(context: Context, prompt: Prompt) -> Prompt:
    """It will not be asked."""
    cancelled = prompts.cancel(prompt)
    await context.tx.prompts.save(cancelled)
    await context.tx.dues.drop("prompt.post", prompt.id, context.now)
    person = context.maybe_person
    by = person.id if person is not None else None
    await context.tx.deeds.note(context.community.id, by, "cancelled.prompt", context.now)
    return cancelled


async def open_prompt(context: Context, number: PromptId) -> Prompt:
    """One that is a draft or waits for its day."""
    prompt = await context.tx.prompts.get(context.community.id, number)
    if prompt is None or await context.tx.themes.was_withdrawn(prompt):
        raise NotFound()
    prompts.must_be_open(prompt)
    return prompt


async def origin_of(context: Context, prompt: Prompt) -> Origin | None:
    """The plan it is a step of, or who proposed it."""
    tx = context.tx
    return await tx.outlines.origin_of(prompt) or await tx.themes.origin_of(prompt)


async def must_be_theirs(context: Context, prompt: Prompt) -> None:
    """Whoever began it, or a guide. Telegram is not asked who is an admin for a mere reply."""
    person = context.maybe_person
    is_theirs = person is not None and person.id == prompt.asked_by
    if not (is_theirs or await context.is_guide()):
        raise NotForYou("guide")


async def asked_within_a_year(context: Context) -> list[Prompt]:
    """Posted, or waiting for its day."""
    now = context.now
    return await context.tx.prompts.asked_since(context.community.id, now - NOT_AGAIN_WITHIN, now)


async def _must_be_fresh(context: Context, prompt: Prompt) -> None:
    """No question of the bank twice in a year."""
    if prompt.bank_key is None:
        return
    for other in await asked_within_a_year(context):
        if other.bank_key == prompt.bank_key and other.id != prompt.id:
            raise prompts.AlreadyAsked(other)


def _tell_the_group(context: Context, community: Community) -> None:
    context.tx.outbox.say(
        says_when.rhythm_told(words_in(community.language), community),
        to=community.telegram_chat_id,
        kind=Kind.REPLY,
        now=context.now,
        community=community.id,
        thread=community.home_thread_id,
        silent=True,
    )
