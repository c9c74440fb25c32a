"""Once a session is over: [Estuve], and the brief of a microcentre."""

from telegram import Update

from community import sessions
from community.ids import SessionId
from community.people import Person
from community.sessions import Brief, Reply, Session
from handlers.context import Context
from handlers.sessions_card import session_at
from messages import sessions_after as says


async def was_there(update: Update, context: Context) -> None:
    """[Estuve]: once a person; it is not taken back by tapping again."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    await _note(context, session, [context.person])


async def were_there(update: Update, context: Context) -> None:
    """[Estuvo quien dijo sí]: a guide's one tap for all of them, and nobody who asked meanwhile that
    nothing be kept."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    answers = await context.tx.sessions.attendances_of(context.community.id, session.id)
    said_yes = [one.person_id for one in answers if one.reply is Reply.YES]
    people = [await context.tx.people.get(number) for number in said_yes]
    coming = [one for one in people if one is not None and not one.keeps_nothing]
    await _note(context, session, coming)


async def brief_given(update: Update, context: Context) -> None:
    """A reply to the question for a brief: kept, and received with a reaction."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    person = context.maybe_person
    session = await context.tx.sessions.get(context.community.id, SessionId(post.about_id))
    said = context.message.text or context.message.caption or ""
    if session is None or (person is not None and person.keeps_nothing):
        context.react("👍")
        return
    await context.tx.sessions.tell(
        Brief(
            session_id=session.id,
            community_id=context.community.id,
            message_id=context.message_id,
            person_id=person.id if person is not None else None,
            name=person.name if person is not None else context.community.title,
            text=said,
            told_at=context.now,
        )
    )
    context.react()


async def talked_after(update: Update, context: Context) -> None:
    """A reply to «how did it go?»: talk, received with a reaction."""
    context.react("👍")


async def _note(context: Context, session: Session, people: list[Person]) -> None:
    fresh = [
        await context.tx.sessions.was_there(sessions.was_there(session, one, context.now))
        for one in people
    ]
    if any(fresh):
        there = await context.tx.sessions.presences_of(context.community.id, session.id)
        context.edit(says.ended(session, there, context.group_words))
    context.answer(says.noted(sum(fresh), context.words))
