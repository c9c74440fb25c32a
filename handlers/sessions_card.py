"""What all handlers of sessions share: the card in the group, and what time has to do for it.

The one thing to know: a session has one card, the first message about it in its group; every answer
and every change is drawn there.
"""

from collections.abc import Sequence
from dataclasses import replace

from community.calendar import allows
from community.ids import MessageId, SessionId
from community.refusals import NotFound
from community.sessions import Attendance, Session
from handlers.context import Context
from messages import sessions as says
from messages.text import Message, message_url
from storage.outbox import Kind


async def session_at(context: Context, number: int) -> Session:
    """The session as it is now; NotFound where this community has none."""
    session = await context.tx.sessions.get(context.community.id, SessionId(number))
    if session is None:
        raise NotFound("session")
    return session


async def may_change(context: Context, session: Session) -> bool:
    """Whoever called it, and guides. Telegram is not asked who is an admin for a mere reply."""
    person = context.maybe_person
    is_theirs = person is not None and person.id == session.called_by
    return is_theirs or await context.is_guide()


async def begin(context: Context, session: Session, coming: Sequence[Attendance] = ()) -> None:
    """It stands: its steps are planned, and its card asks the group."""
    session = replace(session, zone_name=context.community.zone_name)
    await context.tx.sessions.save(session)
    for answer in coming:
        await context.tx.sessions.answer(answer)
    await plan(context, session)
    await post_card(context, session)


async def post_card(context: Context, session: Session) -> None:
    """The invitation, in the group and topic where it was called."""
    community = context.community
    words = context.group_words
    answers = await context.tx.sessions.attendances_of(community.id, session.id)
    post_in_group(
        context,
        says.card(session, answers, community, context.now, words),
        session,
        key=f"session.card:{session.id}",
        kind=Kind.POST,
    )


async def redraw(context: Context, session: Session) -> None:
    """The card shows the session as it is now."""
    community, message = context.community, await card_at(context, session)
    if message is None:
        return
    answers = await context.tx.sessions.attendances_of(community.id, session.id)
    words = context.group_words
    drawn = says.card(session, answers, community, context.now, words)
    context.tx.outbox.act(
        "editMessageText",
        {"message_id": message, **drawn.edit},
        chat=community.telegram_chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=community.id,
    )


async def card_at(context: Context, session: Session) -> MessageId | None:
    """The card's message in the group; None while it is on its way, or after a migration."""
    group = context.community.telegram_chat_id
    post = await context.tx.posts.first(group, "session", session.id)
    return None if post is None else post.message_id


async def url_of(context: Context, session: Session) -> str | None:
    """Where the card is; None outside supergroups, where messages have no address."""
    group = context.community.telegram_chat_id
    return message_url(group, await card_at(context, session))


def post_in_group(
    context: Context,
    message: Message,
    session: Session,
    *,
    kind: Kind,
    key: str,
    reply_to: MessageId | None = None,
) -> None:
    """In the group and topic of the session."""
    community = context.community
    context.tx.outbox.say(
        message,
        to=community.telegram_chat_id,
        kind=kind,
        now=context.now,
        community=community.id,
        thread=session.thread_id,
        reply_to=reply_to,
        silent=not allows(context.now, community.quiet, community.zone),
        key=key,
        expires_at=session.open_until,
    )


async def plan(context: Context, session: Session) -> None:
    """Plans what is still to come for its date of now; what was planned before goes."""
    await context.tx.sessions.plan(context.community, session, context.now)
