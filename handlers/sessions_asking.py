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
from community.sessions import (
    Draft,
    NothingToCall,
    Rhythm,
    Session,
    SessionInThePast,
    SessionKind,
)
from community.slots import FEWEST
from handlers.context import Context
from handlers.sessions_agenda import ENDS, address
from handlers.sessions_card import begin, may_change, session_at
from handlers.sessions_changes import move_to, read, reply_about_moving
from handlers.sessions_points import set_points
from handlers.sessions_series import begin_series
from handlers.sessions_slots import propose, settle_question
from messages import sessions as says
from messages import sessions_asking as asks
from messages import sessions_slots as asks_slots
from messages.text import Message
from reading.dates import Moment, Past, Reading, Unsure
from reading.sessions import (
    NOON,
    is_hour_alone,
    options,
    read_hours,
    read_manner,
    read_session,
)
from reading.slots import read_slots
from reading.stems import fold

CALENDAR = frozenset({"calendario", "calendar"})
POINTS = frozenset({"agenda", "puntos", "pauta", "points"})
DRAFTS_LAST = timedelta(days=30)


async def call(update: Update, context: Context) -> None:
    """/sesion, with a title, a day and an hour; what is missing is asked."""
    if not context.words_said:
        raise NothingToCall("sesion")
    if await _about_another(update, context) or await _several_given(context):
        return
    community, now = context.community, context.now
    said = read_session(
        context.words_said, now=now, zone=community.zone, language=community.language
    )
    draft = await _begin_draft(context, said.title, said.kind, said.rhythm)
    question = await _go_on(context, _with(draft, said.when), said.when)
    if question is not None:
        context.say(question)


async def _about_another(update: Update, context: Context) -> bool:
    """«/sesion agenda …» is about one that stands, «/sesion calendario» about all of them."""
    first, _, rest = context.words_said.partition(" ")
    word = fold(first.rstrip(":"))
    if word in CALENDAR and (not rest or fold(rest) in ENDS):
        await address(context, rest)
        return True
    if word in POINTS and rest and not isinstance(read(context, rest), Moment):
        await set_points(update, context, rest)
        return True
    return False


async def _several_given(context: Context) -> bool:
    """«Jueves 18:00, viernes 17:00 o sábado 10:00»: the group is asked which of them suits."""
    community = context.community
    kind, _, said = read_manner(context.words_said)
    several = read_slots(said, now=context.now, zone=community.zone, language=community.language)
    if several is None:
        return False
    if several.past is not None:
        context.say(asks_slots.over(several.past, context.words))
    elif several.unclear or len(several.times) < FEWEST:
        context.say(asks_slots.unclear(several.unclear or context.words_said, context.words))
    else:
        draft = await _begin_draft(context, several.title, kind, None)
        await propose(context, draft, several.times)
    return True


async def _begin_draft(
    context: Context, title: str, kind: SessionKind, rhythm: Rhythm | None
) -> Draft:
    community, now = context.community, context.now
    person = context.maybe_person  # None: an anonymous admin calls, for the group
    await context.tx.sessions.forget_drafts(community.id, now - DRAFTS_LAST)
    return await context.tx.sessions.begin(
        Draft(
            id=SessionId(0),
            community_id=community.id,
            title=title or says.untitled(context.words),
            kind=kind,
            rhythm=rhythm,
            called_by=person.id if person is not None else None,
            created_at=now,
            thread_id=context.thread_id,
        )
    )


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


async def choose_kind(update: Update, context: Context) -> None:
    """[En vivo] [Asíncrona] [Microcentro], while the day is asked."""
    assert context.press is not None
    if context.press.choice not in list(SessionKind):
        raise OldButton()
    number = SessionId(context.press.subject)
    draft = await context.tx.sessions.draft(context.community.id, number)
    if draft is None:
        session = await session_at(context, number)
        context.answer(says.settled_briefly(session, context.community, context.words))
        return
    draft = replace(draft, kind=SessionKind(context.press.choice))
    await context.tx.sessions.save_draft(draft)
    context.edit(asks.which_day(draft, [], context.community, context.now, context.words))


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
            await _begin(context, draft, sessions.call(draft, starts_at, context.now))
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


async def _begin(context: Context, draft: Draft, session: Session) -> None:
    if draft.rhythm is not None:
        session = await begin_series(context, session, draft.rhythm)
    await begin(context, session)
    await settle_question(context, session)


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
    return is_theirs or await context.is_guide()


def _said(context: Context) -> str:
    return context.message.text or context.message.caption or ""
