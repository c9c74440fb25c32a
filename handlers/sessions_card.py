"""What all handlers of sessions share: the card in the group, and what time has to do for it.

The one thing to know: a session has one card, the first message about it in its group; every answer
and every change is drawn there.
"""

from datetime import datetime

from community.calendar import allows
from community.ids import MessageId, SessionId
from community.refusals import NotFound
from community.sessions import Session
from community.sessions_calendar import CANCELLED_STEP, STARTED_STEP, reminders
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
    return bool(is_theirs or context.is_admin or await context.is_guide())


async def post_card(context: Context, session: Session) -> None:
    """The invitation, in the group and topic where it was called."""
    community = context.community
    words = context.group_words
    post_in_group(
        context,
        says.card(session, (), community, context.now, words),
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
        expires_at=session.starts_at,
    )


async def plan(context: Context, session: Session) -> None:
    """Plans what is still to come for its date of now; what was planned before goes."""
    community, now = context.community, context.now
    await context.tx.dues.drop("session.%", session.id, now)
    if not session.is_planned:
        await _plan_step(context, session, CANCELLED_STEP, now)
        return
    for kind, at in reminders(
        session.starts_at, now=now, quiet=community.quiet, zone=community.zone
    ):
        await _plan_step(context, session, kind, at)
    await _plan_step(context, session, STARTED_STEP, session.starts_at)


async def _plan_step(context: Context, session: Session, kind: str, at: datetime) -> None:
    key = f"{kind}:{session.id}:{session.sequence}"
    await context.tx.dues.plan(kind, session.id, at, community=context.community.id, key=key)
