"""The agenda of a session: «/sesion agenda Leer la rúbrica; acordar fechas», in reply to it or not."""

from telegram import Update

from community import sessions
from community.ids import SessionId
from community.refusals import NotFound
from community.sessions import Session
from handlers.context import Context
from handlers.sessions_card import redraw
from messages import sessions as says


async def set_points(update: Update, context: Context, said: str) -> None:
    """The points come with the card and with its reminders."""
    session = sessions.with_points(await _meant(context), said, context.now)
    await context.tx.sessions.save(session)
    await redraw(context, session)
    context.say(says.points_set(session, context.community, context.words))


async def _meant(context: Context) -> Session:
    """The one replied to, else the next."""
    community = context.community
    if context.replied is not None:
        post = await context.tx.posts.at(context.chat_id, context.replied_id)
        if post is not None and post.about == "session":
            found = await context.tx.sessions.get(community.id, SessionId(post.about_id))
            if found is not None:
                return found
    coming = await context.tx.sessions.coming(community.id, context.now, 1)
    if not coming:
        raise NotFound("session")
    return coming[0]
