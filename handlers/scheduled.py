"""/cancelar: what is scheduled, and one tap to cancel any of it.

The one thing to know: cancelling a question, a session or a plan changes its state too; of a
commitment only the reminders go, of the weekly rhythm only this week's question, and of the monthly
choice of themes only one.
"""

from telegram import Update

from community import prompts, sessions, themes
from community.communities import Community
from community.ids import DecisionId, DueId, OutlineId, PromptId, SessionId, ThemeRoundId
from community.refusals import OldButton
from community.schedule import Scheduled, Thing
from community.sessions_calendar import CANCELLED_STEP
from handlers.context import Context
from handlers.decisions_card import withdraw
from messages import schedule as says
from messages import themes as themes_say
from storage.outbox import Kind

ROUND_STEP = "theme.round"


async def show(update: Update, context: Context) -> None:
    """/cancelar."""
    found = await _theirs(context)
    if not found:
        await context.must_be_guide()
    context.say(says.scheduled(found, context.community, context.words))


async def cancel(update: Update, context: Context) -> None:
    """A tap on [Cancelar 2]; a second one finds it gone."""
    community = context.community
    assert context.press is not None
    if not (context.press.choice.isascii() and context.press.choice.isdigit()):
        raise OldButton()
    number = DueId(int(context.press.choice))
    found = await context.tx.schedule.with_due(community.id, number)
    if found is None:
        raise OldButton()
    await _may_cancel(context, found)
    await _cancel(context, community, found)
    context.edit(says.scheduled(await _theirs(context), community, context.words))
    if found.thing is not Thing.SESSION:  # scheduler/sessions.py tells those who come
        context.say(says.cancelled(found, community, context.words), reply=False)


async def _theirs(context: Context) -> list[Scheduled]:
    """Everything, for those who facilitate; for others what they asked the group, if anything."""
    community, person = context.community, context.person_id
    if await context.is_guide():
        return await context.tx.schedule.of(community.id)
    return [] if person is None else await context.tx.schedule.asked_by(community.id, person)


async def _may_cancel(context: Context, found: Scheduled) -> None:
    """Whoever asked for a decision withdraws it; the rest is for those who facilitate."""
    if found.thing is Thing.DECISION:
        decision = await context.tx.decisions.get(context.community.id, DecisionId(found.subject))
        if decision is not None and decision.asked_by == context.person_id is not None:
            return
    await context.must_be_guide()


async def _cancel(context: Context, community: Community, found: Scheduled) -> None:
    tx, now = context.tx, context.now
    if found.thing is Thing.OUTLINE:
        outline = await tx.outlines.get(community.id, OutlineId(found.subject))
        if outline is not None:
            await tx.outlines.stop(outline, now)
        await _note(context, community, found)
        return
    for kind in found.kinds:
        await tx.dues.drop(kind, found.subject, now)
    if found.thing is Thing.WEEKLY:
        await _plan_the_week_after(context, community, found)
    elif found.thing is Thing.THEMES:
        await _stop_choosing(context, community, found)
    elif found.thing is Thing.PROMPT:
        prompt = await tx.prompts.get(community.id, PromptId(found.subject))
        if prompt is not None:
            await tx.prompts.save(prompts.cancel(prompt))
    elif found.thing is Thing.DECISION:
        await withdraw(context, DecisionId(found.subject))
    elif found.thing is Thing.SESSION:
        session = await tx.sessions.get(community.id, SessionId(found.subject))
        if session is not None:
            off = sessions.cancel(session)
            await tx.sessions.save(off)
            key = f"{CANCELLED_STEP}:{off.id}:{off.sequence}"
            await tx.dues.plan(CANCELLED_STEP, off.id, now, community=community.id, key=key)
    await _note(context, community, found)


async def _note(context: Context, community: Community, found: Scheduled) -> None:
    person = context.maybe_person
    await context.tx.deeds.note(
        community.id, person.id if person else None, f"cancelled.{found.thing}", context.now
    )


async def _stop_choosing(context: Context, community: Community, found: Scheduled) -> None:
    """An open choice ends without points and its themes wait; the next one moves on by a month."""
    tx, now = context.tx, context.now
    if not found.subject:
        await tx.dues.drop(ROUND_STEP, community.id, now)
        at = themes.next_round_at(community, found.at)
        await tx.dues.replan(ROUND_STEP, community.id, at, community=community.id, now=now)
        return
    chosen = await tx.themes.round(community.id, ThemeRoundId(found.subject))
    if chosen is None or chosen.closed_at is not None:
        return
    closed = themes.close(chosen, None, now)
    await tx.themes.save_round(closed)
    await tx.themes.forget_points(community.id, closed.id)
    post = await tx.posts.latest(community.telegram_chat_id, "theme-round", closed.id)
    if post is not None:
        tx.outbox.act(
            "editMessageText",
            {
                "message_id": post.message_id,
                **themes_say.stopped(closed, context.group_words).edit,
            },
            chat=community.telegram_chat_id,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )


async def _plan_the_week_after(context: Context, community: Community, found: Scheduled) -> None:
    if community.prompt_weekday is not None:
        at = prompts.next_in_rhythm(community, after=found.at)
        await context.tx.dues.replan(
            "prompt.weekly", community.id, at, community=community.id, now=context.now
        )
