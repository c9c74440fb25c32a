"""A session that stands: what is said in reply to its card, moving it, cancelling it.

The one thing to know: a reply changes something only if it says so and its author may; where the
bot cannot know whether they may, it asks with a button, for that Telegram is asked who is an admin.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from community import sessions
from community.calendar import allows, at_wall
from community.ids import ChatId, PersonId, SessionId
from community.refusals import NotForYou
from community.sessions import Attendance, Reply, Session
from handlers.context import Context
from handlers.sessions_card import (
    card_at,
    may_change,
    plan,
    post_in_group,
    redraw,
    session_at,
    url_of,
)
from handlers.sessions_series import stop_of
from messages import sessions as says
from messages import sessions_asking as asks
from reading.dates import Doubt, Moment, Past, Reading, Unsure, read_moment
from reading.sessions import Wish, options, read_wish, says_it_stops
from storage.outbox import Kind


async def talked_about(update: Update, context: Context) -> None:
    """A reply to a card or a reminder: «se mueve al viernes 27», «se cancela», or ordinary talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    session = await context.tx.sessions.get(context.community.id, SessionId(post.about_id))
    if session is not None and session.series_id is not None and says_it_stops(_said(context)):
        await _stop_repeating(context, session)
        return
    when = read(context, _said(context))
    wish = read_wish(_said(context), when)
    if (
        session is None
        or wish is None
        or (wish is Wish.MAYBE_MOVE and _is_when_it_is(context, session, when))
    ):
        context.react("👍")
        return
    if not await _may_mean_it(context, session, wish):
        if wish is not Wish.MAYBE_MOVE:
            raise NotForYou("guide")  # silence would let them think that it moved
        context.react("👍")
        return
    sessions.must_be_ahead(session, context.now)
    if wish is Wish.MOVE and await may_change(context, session):
        await reply_about_moving(context, session, when)
    elif wish is not Wish.CANCEL:
        _ask_when(context, session, when)
    elif await may_change(context, session):
        context.react("👍")
        await _call_off(context, session)
    else:
        context.say(says.shall_i_cancel(session, context.community, context.words))


async def _stop_repeating(context: Context, session: Session) -> None:
    if await may_change(context, session):
        await stop_of(context, session)
    else:
        context.react("👍")


async def cancel(update: Update, context: Context) -> None:
    """[Sí, cancelarla]; a second tap finds it cancelled."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    if session.is_planned:
        sessions.must_be_ahead(session, context.now)
        await _call_off(context, session)
    context.answer(says.called_off_briefly(context.words))


async def reply_about_moving(context: Context, session: Session, when: Reading) -> None:
    """The words of somebody who may move it: it moves, or the day is asked with buttons."""
    if not isinstance(when, Moment):
        _ask_when(context, session, when)
        return
    zone = context.community.zone
    hour = when.at or session.starts_at.astimezone(zone).time()
    context.react("👍")
    await move_to(context, session, asks.Option(when.on, hour))


async def move_to(context: Context, session: Session, option: asks.Option) -> Session:
    """Moves it, tells the group, plans its reminders anew; the same date changes nothing."""
    community, zone = context.community, context.community.zone
    hour = option.at or session.starts_at.astimezone(zone).time()
    after = sessions.move(session, at_wall(option.on, hour, zone), context.now)
    if after == session:
        return session
    after = replace(after, zone_name=community.zone_name)
    await context.tx.sessions.save(after)
    await plan(context, after)
    await redraw(context, after)
    answers = await context.tx.sessions.attendances_of(community.id, after.id)
    told = await _tell_privately(context, after, session, answers)
    post_in_group(
        context,
        says.moved(after, session, answers, community, context.group_words, told=told),
        after,
        reply_to=await card_at(context, after),
        kind=Kind.REMINDER,
        key=f"session.moved:{after.id}:{after.sequence}",
    )
    await _note(context, "session.moved")
    return after


async def _tell_privately(
    context: Context, after: Session, before: Session, answers: Sequence[Attendance]
) -> frozenset[PersonId]:
    """Those who come and may be written to; the group need not call them by name."""
    told = set[PersonId]()
    url = await url_of(context, after)
    for one in answers:
        person = await context.tx.people.get(one.person_id)
        if one.reply is Reply.NO or person is None or not person.can_be_written:
            continue
        words = context.words_for(person)
        context.tx.outbox.say(
            says.moved_privately(after, before, context.community, url, words),
            to=ChatId(person.id),
            kind=Kind.REMINDER,
            now=context.now,
            community=context.community.id,
            person=person.id,
            silent=not allows(context.now, context.community.quiet, context.community.zone),
            key=f"session.moved:{after.id}:{after.sequence}:{person.id}",
            expires_at=after.open_until,
        )
        told.add(person.id)
    return frozenset(told)


def read(context: Context, said: str) -> Reading:
    """The date in what somebody wrote, in the community's zone and language."""
    community = context.community
    return read_moment(said, now=context.now, zone=community.zone, language=community.language)


async def _call_off(context: Context, session: Session) -> None:
    """Those who come are told by the clock (scheduler/sessions.py), as after /cancelar."""
    after = sessions.cancel(session)
    await context.tx.sessions.save(after)
    await plan(context, after)
    await redraw(context, after)
    await _note(context, "session.cancelled")


async def _may_mean_it(context: Context, session: Session, wish: Wish) -> bool:
    """Who may; and, of a clear wish, whoever may be an admin while no pair is named."""
    if await may_change(context, session):
        return True
    if wish is Wish.MAYBE_MOVE:
        return False
    return not await context.tx.members.guides_of(context.community.id)


def _is_when_it_is(context: Context, session: Session, when: Reading) -> bool:
    """«El jueves 26 llevo los libros» names the day it is on anyway."""
    there = session.starts_at.astimezone(context.community.zone)
    return isinstance(when, Moment) and when.on == there.date()


def _ask_when(context: Context, session: Session, when: Reading) -> None:
    community = context.community
    past = context.words.day(when.on) if isinstance(when, Past) else None
    shown: list[asks.Option] = []
    if isinstance(when, Moment):
        shown = [
            asks.Option(when.on, when.at or session.starts_at.astimezone(community.zone).time())
        ]
    elif isinstance(when, Unsure):
        shown = _options(context, session, when)
    context.say(asks.which_day(session, shown, community, context.now, context.words, past=past))


def _options(context: Context, session: Session, when: Unsure) -> list[asks.Option]:
    """«Se mueve a las 19» may mean its own day too."""
    there = session.starts_at.astimezone(context.community.zone)
    own = (there.date(), when.at)
    found = options(when, there.time())
    if when.at is not None and when.doubt is Doubt.AMBIGUOUS and own not in found:
        found = [own, *found]
    return [asks.Option(*one) for one in found]


def _said(context: Context) -> str:
    return context.message.text or context.message.caption or ""


async def _note(context: Context, deed: str) -> None:
    person = context.maybe_person
    number = person.id if person is not None else None
    await context.tx.deeds.note(context.community.id, number, deed, context.now)
