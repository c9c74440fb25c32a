"""/pauta: choosing a ready plan or writing one, seeing its days, and putting it into the calendar.

What is done with a plan once it is there is in outlines_steps.py. Everything works in the group and in
a guide's private chat; one message is redrawn from the library to the running plan.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from telegram import Update

from community import outlines
from community.calendar import local_day
from community.ids import OutlineId
from community.outlines import Outline
from community.prompts import Prompt, checked
from community.refusals import NotForYou, NothingGiven, OldButton
from handlers.context import Context
from handlers.written import written
from locales.words import words_in
from messages import outlines as says
from messages.outline_library import steps_of, title_of
from messages.text import Message, shorten
from reading.dates import Moment, read_moment
from reading.outlines import StepSaid, read_steps
from reading.stems import fold

DRAFTS_LAST = timedelta(days=30)
NEW = frozenset({"nueva", "nuevo", "nova", "novo", "new"})


async def show(update: Update, context: Context) -> None:
    """`/pauta`: the one that runs, else the library; `/pauta nueva Título`: one's own."""
    tx, community = context.tx, context.community
    await tx.outlines.forget_drafts(community.id, context.now - DRAFTS_LAST)
    word, _, rest = context.words_said.partition(" ")
    if fold(word.strip()) in NEW:
        await _begin_own(context, rest.strip())
        return
    running = await tx.outlines.running(community.id)
    if running is None:
        context.say(says.library(await _begin(context, ""), context.words))
        return
    steps = await tx.outlines.steps(community.id, running.id)
    context.say(says.card(running, steps, community, context.words))


async def pick(update: Update, context: Context) -> None:
    """A plan of the library, with its days; or back to all of them."""
    assert context.press is not None
    outline, key = await draft_tapped(context), context.press.choice
    if key == says.BACK:
        context.edit(says.library(outline, context.words))
        return
    ready = outlines.BY_KEY.get(key)
    if ready is None:
        raise OldButton()
    community, now = context.community, context.now
    words = words_in(community.language)  # the group will read them, wherever the guide looks
    moments = outlines.ready_moments(ready, outlines.next_start(community, now), community, now)
    named = replace(outline, key=key, title=title_of(key, words))
    await _write(context, named, list(zip(steps_of(key, words), moments, strict=True)))


async def start(update: Update, context: Context) -> None:
    """[Desde el lunes]: the plan as it was shown goes into the calendar, once."""
    assert context.press is not None
    tx, community, now = context.tx, context.community, context.now
    outline = await outline_tapped(context)
    begun = outlines.start(outline, await tx.outlines.running(community.id))
    if context.press.choice != str(outline.version):
        raise OldButton()
    steps = await _to_come(context, outline)
    if not steps:
        raise OldButton()
    if _due(steps[0]) <= now:
        await _begin_on(context, outline, outlines.next_start(community, now))
        context.answer(says.fresh_days(context.words), alert=True)
        return
    person = context.maybe_person
    await tx.outlines.save(replace(begun, begun_by=person.id if person else None))
    await tx.outlines.schedule(steps)
    await tx.deeds.note(community.id, person.id if person else None, "outline.started", now)
    context.answer(says.started_briefly(context.words))
    await redraw(context, begun)


async def choose_day(update: Update, context: Context) -> None:
    """[Otro día], and one of the days it offers."""
    assert context.press is not None
    outline, choice = await draft_tapped(context), context.press.choice
    if choice == says.ASK:
        days = outlines.days_to_begin(context.community, context.now)
        context.edit(says.which_day(outline, days, context.words))
    elif choice == says.BACK:
        await redraw(context, outline)
    else:
        await _begin_on(context, outline, _day_of(choice, context))


async def drop(update: Update, context: Context) -> None:
    """[No]: nothing is scheduled."""
    outline = await draft_tapped(context)
    stopped = await context.tx.outlines.stop(outline, context.now)
    context.edit(says.dropped(stopped, context.words))


async def words_given(update: Update, context: Context) -> None:
    """A reply to a plan that is a draft: the day it begins, or the steps of one's own."""
    outline = await _replied_to(context)
    await must_be_theirs(context, outline)
    if outline.state is outlines.OutlineState.RUNNING:
        raise outlines.StepsOneByOne(outline)
    outlines.must_be_draft(outline)
    said = written(context.message).text
    if not said:
        raise NothingGiven("pauta")
    is_written = bool(await context.tx.outlines.steps(context.community.id, outline.id))
    day = _day_said(context, said)
    if is_written and day is not None:
        await _begin_on(context, outline, day, anew=True)
    elif outline.key is not None or (is_written and "\n" not in said):
        raise outlines.DayNotUnderstood()
    else:
        title = outline.title or says.own_title(words_in(context.community.language))
        await _write_own(context, replace(outline, title=title), said)
    context.react()


async def redraw(
    context: Context, outline: Outline, *, anew: bool = False, doubtful: Sequence[int] = ()
) -> None:
    """The plan as it is now, in place of the tapped message, or in a message of its own."""
    community = context.community
    steps = await context.tx.outlines.steps(community.id, outline.id)
    said = says.card(outline, steps, community, context.words, doubtful=doubtful)
    _show(context, said, anew=anew)


async def outline_tapped(context: Context) -> Outline:
    """The plan of the tapped button."""
    assert context.press is not None
    number = OutlineId(context.press.subject)
    outline = await context.tx.outlines.get(context.community.id, number)
    if outline is None:
        raise OldButton()
    return outline


async def draft_tapped(context: Context) -> Outline:
    """The same, while nothing of it is scheduled."""
    outline = await outline_tapped(context)
    outlines.must_be_draft(outline)
    return outline


async def must_be_theirs(context: Context, outline: Outline) -> None:
    """Whoever began it, or a guide. Telegram is not asked who is an admin for a mere reply."""
    person = context.maybe_person
    is_theirs = person is not None and person.id == outline.begun_by
    if not (is_theirs or await context.is_guide()):
        raise NotForYou("guide")


async def _begin(context: Context, title: str) -> Outline:
    person, community = context.maybe_person, context.community
    return await context.tx.outlines.begin(
        Outline(
            id=OutlineId(0),
            community_id=community.id,
            title=title,
            begun_by=person.id if person is not None else None,
            created_at=context.now,
            thread_id=community.home_thread_id if context.is_private else context.thread_id,
        )
    )


async def _begin_own(context: Context, said: str) -> None:
    """The title on the first line; whoever is quick writes the steps below it at once."""
    first, _, rest = said.partition("\n")
    words = words_in(context.community.language)
    title = shorten(first, outlines.MAX_TITLE) or says.own_title(words)
    draft = await _begin(context, title)
    if rest.strip():
        await _write_own(context, draft, rest)
    else:
        context.say(says.how_to_write(draft, context.words))


async def _write_own(context: Context, draft: Outline, said: str) -> None:
    """What was understood, said back; nothing is scheduled yet."""
    community, now = context.community, context.now
    lines = read_steps(said, now=now, zone=community.zone, language=community.language)
    if len(lines) < outlines.FEWEST_STEPS:
        raise outlines.TooFewSteps(draft)
    if len(lines) > outlines.MOST_STEPS:
        raise outlines.TooManySteps(len(lines))
    start_on = outlines.next_start(community, now)
    wishes = [line.wish for line in lines]
    wanted = outlines.wished_moments(wishes, start_on, community, now)
    pairs = sorted(zip(wanted, lines, strict=True), key=lambda pair: pair[0])
    moments = outlines.in_order([moment for moment, _ in pairs], community, now)
    steps = [(checked(line.text), moment) for (_, line), moment in zip(pairs, moments, strict=True)]
    doubtful = _doubtful([line for _, line in pairs])
    await _write(context, draft, steps, anew=True, doubtful=doubtful)


async def _write(
    context: Context,
    outline: Outline,
    steps: Sequence[tuple[str, datetime]],
    *,
    anew: bool = False,
    doubtful: Sequence[int] = (),
) -> None:
    fresh = outlines.changed(outline)
    await context.tx.outlines.save(fresh)
    await context.tx.outlines.write_steps(fresh, steps, context.now)
    await redraw(context, fresh, anew=anew, doubtful=doubtful)


async def _begin_on(
    context: Context, outline: Outline, start_on: date, *, anew: bool = False
) -> None:
    community, now = context.community, context.now
    steps = await _to_come(context, outline)
    moved = outlines.begin_on(steps, start_on, community, now)
    fresh = outlines.changed(outline)
    await context.tx.outlines.save(fresh)
    await context.tx.outlines.move(moved, now)
    await redraw(context, fresh, anew=anew)


async def _to_come(context: Context, outline: Outline) -> list[Prompt]:
    steps = await context.tx.outlines.steps(context.community.id, outline.id)
    return [step for step in steps if outlines.is_to_come(step)]


async def _replied_to(context: Context) -> Outline:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    outline = await context.tx.outlines.get(context.community.id, OutlineId(post.about_id))
    if outline is None:
        raise outlines.OutlineSettled()
    return outline


def _day_said(context: Context, said: str) -> date | None:
    """The whole of a short reply, read as a day."""
    if "\n" in said or len(said.split()) > 6:
        return None
    community = context.community
    found = read_moment(said, now=context.now, zone=community.zone, language=community.language)
    return found.on if isinstance(found, Moment) else None


def _day_of(choice: str, context: Context) -> date:
    try:
        day = date.fromisoformat(choice)
    except ValueError:
        raise OldButton() from None
    if day < local_day(context.now, context.community.zone):
        raise OldButton()
    return day


def _doubtful(lines: Sequence[StepSaid]) -> list[int]:
    return [position for position, line in enumerate(lines, start=1) if line.is_doubtful]


def _due(step: Prompt) -> datetime:
    assert step.due_at is not None
    return step.due_at


def _show(context: Context, said: Message, *, anew: bool) -> None:
    if anew:
        context.say(said)
    else:
        context.edit(said)
