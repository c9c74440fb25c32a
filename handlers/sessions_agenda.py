"""/agenda, what is over, and the dates for a calendar: as a file, or at an address to subscribe to.

The one thing to know: an address is a token nobody guesses, made from the instance's key; ending it
makes the next one another. It shows titles and times, and nobody's name.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from community.ids import ChatId
from community.sessions import Session
from handlers.context import Context
from handlers.sessions_card import session_at, url_of
from messages import calendar_file, minutes_finding, sessions_after
from messages import sessions as says
from messages import sessions_calendar as says_calendar
from reading.stems import fold
from storage.outbox import Kind

AHEAD = 5  # product.md M21: /agenda shows the next five dates
AS_A_FILE = frozenset({"ics", "ical", "icalendar", "calendario", "calendar"})
OVER = frozenset({"pasadas", "pasada", "pasado", "pasados", "passadas", "past", "anteriores"})
ENDS = frozenset(
    {"cerrar", "revocar", "quitar", "terminar", "encerrar", "revogar", "revoke", "end"}
)


async def agenda(update: Update, context: Context) -> None:
    """/agenda: the next five; «/agenda ics»: all of them, for a calendar; «/agenda pasadas»."""
    said = fold(context.words_said)
    if said in AS_A_FILE:
        await _all_as_a_file(context)
    elif said in OVER:
        await _over(context)
    else:
        await _coming(context)


async def one_as_a_file(update: Update, context: Context) -> None:
    """[Al calendario]: in private where that may be, else in the group; once an hour."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    person, community = context.person, context.community
    content = await _document(context, [session])
    is_private = person.can_be_written
    context.tx.outbox.say(
        says.calendar_file(calendar_file.FILE_NAME, content, context.words_for(person)),
        to=ChatId(person.id) if is_private else community.telegram_chat_id,
        kind=Kind.EXPORT,
        now=context.now,
        community=community.id,
        person=person.id if is_private else None,
        thread=None if is_private else session.thread_id,
        reply_to=None if is_private else context.message_id,
        silent=not is_private,
        key=f"session.file:{session.id}:{session.sequence}:"
        f"{person.id if is_private else 0}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says_calendar.file_on_its_way(context.words, is_private=is_private))


async def address(context: Context, said: str) -> None:
    """«/sesion calendario»: where the dates can be subscribed to; «… cerrar» ends the address."""
    community = context.community
    base = context.instance.public_url
    if base is None:
        context.say(says_calendar.no_address(context.words))
        return
    number, token = await context.tx.calendar_addresses.of(community.id)
    if fold(said) in ENDS:
        await context.tx.calendar_addresses.revoke(community.id)
        context.say(says_calendar.address_ended(context.words))
        return
    if token is None:
        number += 1
        token = context.instance.secrets.fingerprint(f"calendar:{community.id}:{number}")[:40]
        await context.tx.calendar_addresses.hold(community.id, number, token)
    context.say(says_calendar.address(f"{base.rstrip('/')}/calendar/{token}.ics", context.words))


async def _coming(context: Context) -> None:
    community = context.community
    coming = await context.tx.sessions.coming(community.id, context.now, AHEAD)
    found = [
        (session, await context.tx.sessions.attendances_of(community.id, session.id))
        for session in coming
    ]
    urls = {session.id: await url_of(context, session) for session in coming}
    context.say(says.agenda(found, urls, community, context.words))


async def _over(context: Context) -> None:
    community, tx = context.community, context.tx
    past = await tx.sessions.past(community.id, context.now, AHEAD)
    found = [
        (
            session,
            len(await tx.sessions.presences_of(community.id, session.id)),
            len(await tx.sessions.briefs_of(community.id, session.id)),
        )
        for session in past
    ]
    urls = {session.id: await url_of(context, session) for session in past}
    known = await tx.minutes.of_sessions(community.id, [session.id for session in past])
    minutes = [known.get(session.id) for session in past]
    shown = sessions_after.past(found, urls, community, context.words)
    buttons = minutes_finding.buttons(minutes, community, context.words)
    context.say(replace(shown, keyboard=buttons, about=("past-sessions", community.id)))


async def _all_as_a_file(context: Context) -> None:
    found = await context.tx.sessions.for_calendars(context.community.id, context.now)
    if not found:
        context.say(says.agenda((), {}, context.community, context.words))
        return
    content = await _document(context, found)
    context.say(says.calendar_file(calendar_file.FILE_NAME, content, context.words))


async def _document(context: Context, found: Sequence[Session]) -> str:
    community = context.community
    uids = calendar_file.uids(found, context.instance.secrets.fingerprint)
    urls = {session.id: await url_of(context, session) for session in found}
    return calendar_file.calendar(found, uids, urls, community, context.now)
