"""The steps of a plan, before and while it runs: seen whole, reworded, moved, skipped; and stopping it.

Every tap says under which day the step was shown: the second tap on [Un día después] finds another.
"""

import re
from dataclasses import replace

from telegram import Update

from community import outlines
from community.calendar import local_day
from community.ids import PromptId
from community.outlines import Outline
from community.prompts import Prompt, checked
from community.refusals import NothingGiven, OldButton
from handlers.context import Context
from handlers.outlines import must_be_theirs, outline_tapped, redraw
from handlers.written import written
from messages import outlines as says
from reading.dates import read_moment
from storage.outbox import Kind

DAYS = frozenset({1, 7})


async def open_step(update: Update, context: Context) -> None:
    """A number: that step, whole. Ten taps within the hour bring it once."""
    assert context.press is not None
    outline, choice = await outline_tapped(context), context.press.choice
    steps = await context.tx.outlines.steps(context.community.id, outline.id)
    found = next((step for step in steps if str(step.position) == choice), None)
    if found is None:
        raise OldButton()
    key = f"step:{context.chat_id}:{context.message_id}:{found.id}:{outline.version}"
    context.say(
        says.step(found, outline, len(steps), context.community, context.words),
        kind=Kind.REPLY,
        key=f"{key}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.shown_below(context.words))


async def move(update: Update, context: Context) -> None:
    """[Un día después], [Una semana después]: this step, and those after it."""
    assert context.press is not None
    days, _, due = context.press.choice.partition(".")
    outline, step = await _step_tapped(context, due)
    if not days.isdigit() or int(days) not in DAYS:
        raise OldButton()
    tx, community, now = context.tx, context.community, context.now
    steps = await tx.outlines.steps(community.id, outline.id)
    moved = outlines.shift(steps, step.position or 0, int(days), community, now)
    await tx.outlines.move(moved, now)
    await _redraw_both(context, outline, step.id)


async def skip(update: Update, context: Context) -> None:
    """[Saltar este paso]: it will not be asked; the others stay where they are."""
    assert context.press is not None
    outline, step = await _step_tapped(context, context.press.choice)
    await context.tx.outlines.skip(step, context.now)
    await _redraw_both(context, outline, step.id)


async def words_given(update: Update, context: Context) -> None:
    """A reply to a step: its new words."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    outline, step = await _step(context, PromptId(post.about_id))
    await must_be_theirs(context, outline)
    said = checked(written(context.message).text)
    if not said:
        raise NothingGiven("pauta")
    if _is_a_day(said, context):
        raise outlines.OnlyADay(step)
    await context.tx.prompts.save(replace(step, text=said))
    context.react()
    await _redraw_both(context, outline, step.id)


def _is_a_day(said: str, context: Context) -> bool:
    """«El martes a las 18» and nothing else: somebody wants to move the step, not to ask that."""
    community = context.community
    found = read_moment(said, now=context.now, zone=community.zone, language=community.language)
    if found is None:
        return False
    return not re.search(r"\w", said[: found.start] + said[found.end :])


async def stop(update: Update, context: Context) -> None:
    """[Parar la pauta] asks; [Sí, parar] stops what is to come."""
    assert context.press is not None
    outline, choice = await outline_tapped(context), context.press.choice
    tx, community = context.tx, context.community
    if outline.state is not outlines.OutlineState.RUNNING:
        raise outlines.OutlineSettled(outline)
    if choice == says.ASK:
        steps = await tx.outlines.steps(community.id, outline.id)
        context.edit(says.shall_i_stop(outline, steps, context.words))
        return
    if choice == says.YES:
        outline = await tx.outlines.stop(outline, context.now)
        person = context.maybe_person
        by = person.id if person is not None else None
        await tx.deeds.note(community.id, by, "outline.stopped", context.now)
    await redraw(context, outline)


async def _step_tapped(context: Context, due: str) -> tuple[Outline, Prompt]:
    """The step of the tapped button, if it is still to come and on the day it was shown under."""
    assert context.press is not None
    outline, step = await _step(context, PromptId(context.press.subject))
    assert step.due_at is not None
    if due != f"{local_day(step.due_at, context.community.zone):{says.DAY_FORMAT}}":
        raise OldButton()
    return outline, step


async def _step(context: Context, number: PromptId) -> tuple[Outline, Prompt]:
    tx, community = context.tx, context.community
    step = await tx.prompts.get(community.id, number)
    if step is None or step.outline_id is None or not outlines.is_to_come(step):
        raise outlines.StepOver(step)
    outline = await tx.outlines.get(community.id, step.outline_id)
    if outline is None:
        raise outlines.StepOver(step)
    return outline, step


async def _redraw_both(context: Context, outline: Outline, number: PromptId) -> None:
    """The step as it is now, and the plan above it in the same chat."""
    tx, community = context.tx, context.community
    fresh = outlines.changed(outline)
    await tx.outlines.save(fresh)
    steps = await tx.outlines.steps(community.id, outline.id)
    step = next(one for one in steps if one.id == number)
    is_reply = context.update.callback_query is None
    context.edit(
        says.step(step, fresh, len(steps), community, context.words),
        message_id=context.replied_id if is_reply else None,
    )
    card = await tx.posts.latest(context.chat_id, "outline", outline.id)
    if card is not None:
        said = says.card(fresh, steps, community, context.words)
        context.edit(said, message_id=card.message_id)
