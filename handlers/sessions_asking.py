"""Calling a session: «/sesion Lectura multigrado el jueves 26 a las 18:00», and what is missing.

The one thing to know: what is missing of a date is asked, and every answer, by button or by reply,
ends in `_go_on`, which asks the next thing or puts the session before the group.
"""

from dataclasses import replace
from datetime import time, timedelta

from telegram import Update

from community import sessions
from community.calendar import local_day
from community.ids import SessionId
from community.refusals import OldButton
from community.sessions import Draft, NothingToCall, Session, SessionInThePast
from handlers.context import Context
from handlers.sessions_card import may_change, plan, post_card, session_at
from handlers.sessions_changes import move_to, read, reply_about_moving
from messages import sessions as says
from messages import sessions_asking as asks
from messages.text import Message
from reading.dates import Moment, Past, Reading, Unsure
from reading.sessions import NOON, is_hour_alone, options, read_hours, read_session

DRAFTS_LAST = timedelta(days=30)


async def call(update: Update, context: Context) -> None:
    """/sesion, with a title, a day and an hour; what is missing is asked."""
    if not context.words_said:
        raise NothingToCall("sesion")
    community, now = context.community, context.now
    said = read_session(
        context.words_said, now=now, zone=community.zone, language=community.language
    )
    person = context.maybe_person  # None: an anonymous admin calls, for the group
    await context.tx.sessions.forget_drafts(community.id, now - DRAFTS_LAST)
    draft = await context.tx.sessions.begin(
        Draft(
            id=SessionId(0),
            community_id=community.id,
            title=said.title or says.untitled(context.words),
            called_by=person.id if person is not None else None,
            created_at=now,
            thread_id=context.thread_id,
        )
    )
    question = await _go_on(context, _with(draft, said.when), said.when)
    if question is not None:
        context.say(question)


async def words_given(update: Update, context: Context) -> None:
    """A reply to the question: «jueves 26 a las 18», «a las 18»; from others it is ordinary talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    number, said = SessionId(post.about_id), _said(context)
    when = read(context, said)
    draft = await context.tx.sessions.draft(context.community.id, number)
    if draft is not None and await _may_complete(context, draft):
        await _draft_answered(context, draft, when, said)
        return
    session = await context.tx.sessions.get(context.community.id, number)
    if session is None or when is None or not await may_change(context, session):
        context.react("👍")
        return
    await reply_about_moving(context, session, when)


async def choose_date(update: Update, context: Context) -> None:
    """A day, or a day and an hour, of a draft or of a session that moves."""
    assert context.press is not None
    choice = asks.chosen(context.press.choice)
    if choice is None:
        raise OldButton()
    mark, option = choice
    number = SessionId(context.press.subject)
    draft = await context.tx.sessions.draft(context.community.id, number)
    if draft is not None:
        meant = replace(draft, meant_on=option.on, meant_time=option.at or draft.meant_time)
        question = await _go_on(context, meant, None)
        context.edit(question or await _settled(context, number))
        return
    session = await session_at(context, number)
    if mark == str(session.sequence) and session.is_planned:
        session = await move_to(context, session, option)
        context.edit(asks.settled(session, context.community, context.words))
    context.answer(says.settled_briefly(session, context.community, context.words))


async def _draft_answered(context: Context, draft: Draft, when: Reading, said: str) -> None:
    today = local_day(context.now, context.community.zone)
    hours = read_hours(said, language=context.community.language)
    if draft.meant_on is not None and hours and (when is None or is_hour_alone(when, today)):
        question = await _hour_answered(context, draft, hours)
    else:
        question = await _go_on(context, _with(draft, when), when)
    if question is not None:
        context.say(question)
        return
    context.react("👍")
    context.edit(await _settled(context, draft.id), message_id=context.replied_id)


async def _hour_answered(context: Context, draft: Draft, hours: list[time]) -> Message | None:
    """«A las 6» is asked: in the morning or in the evening?"""
    assert draft.meant_on is not None
    if len(hours) == 1:
        return await _go_on(context, replace(draft, meant_time=hours[0]), None)
    shown = [asks.Option(draft.meant_on, hour) for hour in hours]
    return asks.which_day(draft, shown, context.community, context.now, context.words)


async def _go_on(context: Context, draft: Draft, when: Reading) -> Message | None:
    """The session, put before the group (None), or the next question."""
    community, words = context.community, context.words
    past = words.day(when.on) if isinstance(when, Past) else None
    starts_at = sessions.planned_at(draft, community.zone)
    if starts_at is not None:
        try:
            await _begin(context, sessions.call(draft, starts_at, context.now))
            return None
        except SessionInThePast:
            past = words.moment(starts_at, community.zone)
            draft = replace(draft, meant_on=None)
    await context.tx.sessions.save_draft(draft)
    if draft.meant_on is not None:
        return asks.which_hour(draft, words)
    shown = options(when, draft.meant_time) if isinstance(when, Unsure) else []
    found = [asks.Option(*one) for one in shown]
    return asks.which_day(draft, found, community, context.now, words, past=past)


async def _begin(context: Context, session: Session) -> None:
    await context.tx.sessions.save(session)
    await plan(context, session)
    await post_card(context, session)


def _with(draft: Draft, when: Reading) -> Draft:
    """The draft with what is sure of the date."""
    if isinstance(when, Moment):
        return replace(draft, meant_on=when.on, meant_time=when.at or draft.meant_time)
    if isinstance(when, Unsure):
        is_sure = when.at is not None and when.at.hour >= NOON
        return replace(draft, meant_on=None, meant_time=when.at if is_sure else draft.meant_time)
    return draft


async def _settled(context: Context, number: SessionId) -> Message:
    session = await session_at(context, number)
    return asks.settled(session, context.community, context.words)


async def _may_complete(context: Context, draft: Draft) -> bool:
    """Whoever called it, and guides."""
    person = context.maybe_person
    is_theirs = person is not None and person.id == draft.called_by
    return bool(is_theirs or context.is_admin or await context.is_guide())


def _said(context: Context) -> str:
    return context.message.text or context.message.caption or ""
