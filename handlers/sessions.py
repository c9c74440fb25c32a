"""Sessions: saying whether one comes, and seeing what is ahead.

Calling one is in sessions_asking.py, moving and cancelling it in sessions_changes.py. Every tap
loads the session again and asks the domain again: taps arrive twice, late, and after a change.
"""

from telegram import Update

from community import sessions
from community.refusals import OldButton
from community.sessions import Reply
from handlers.context import Context
from handlers.sessions_asking import call, choose_date, words_given
from handlers.sessions_card import redraw, session_at, url_of
from handlers.sessions_changes import cancel, talked_about
from messages import calendar_file
from messages import sessions as says
from reading.stems import fold

__all__ = ["agenda", "call", "cancel", "choose_date", "reply", "talked_about", "words_given"]

AHEAD = 5  # product.md M21: /agenda shows the next five dates
AS_A_FILE = frozenset({"ics", "ical", "icalendar", "calendario", "calendar"})


async def reply(update: Update, context: Context) -> None:
    """[Puedo], [No puedo], [Quizás]: one answer a person, and the last one counts."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    if context.press.choice not in list(Reply):
        raise OldButton()
    said = Reply(context.press.choice)
    answer = sessions.answer(session, context.person, said, context.now)
    if said is not await _said_before(context, session):
        await context.tx.sessions.answer(answer)
        await redraw(context, session)
    context.answer(says.answered(session, said, context.community, context.words))


async def agenda(update: Update, context: Context) -> None:
    """/agenda: the next five; «/agenda ics»: all of them, for a calendar."""
    if fold(context.words_said) in AS_A_FILE:
        await _as_a_file(context)
        return
    community = context.community
    coming = await context.tx.sessions.coming(community.id, context.now, AHEAD)
    found = [
        (session, await context.tx.sessions.attendances_of(community.id, session.id))
        for session in coming
    ]
    urls = {session.id: await url_of(context, session) for session in coming}
    context.say(says.agenda(found, urls, community, context.words))


async def _as_a_file(context: Context) -> None:
    community = context.community
    found = await context.tx.sessions.for_calendars(community.id, context.now)
    if not found:
        context.say(says.agenda((), {}, community, context.words))
        return
    name = context.instance.secrets.fingerprint
    uids = {session.id: f"{name(f'session:{session.id}')[:32]}@minga" for session in found}
    urls = {session.id: await url_of(context, session) for session in found}
    content = calendar_file.calendar(found, uids, urls, community, context.now)
    context.say(says.calendar_file(calendar_file.FILE_NAME, content, context.words))


async def _said_before(context: Context, session: sessions.Session) -> Reply | None:
    answers = await context.tx.sessions.attendances_of(context.community.id, session.id)
    return next((one.reply for one in answers if one.person_id == context.person.id), None)
