"""What time says in a group about something that was said there before."""

from datetime import datetime

from community.calendar import allows
from community.communities import Community
from messages.text import Message
from storage.outbox import Kind
from storage.tx import Tx


async def say_below(
    tx: Tx,
    community: Community,
    message: Message,
    now: datetime,
    *,
    below: tuple[str, int],
    thread: int | None,
    key: str,
    expires_at: datetime | None = None,
) -> None:
    """In reply to the first message about it («session», 7), in quiet hours without a sound."""
    chat = community.telegram_chat_id
    first = await tx.posts.first(chat, *below)
    tx.outbox.say(
        message,
        to=chat,
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        thread=thread,
        reply_to=None if first is None else first.message_id,
        silent=not allows(now, community.quiet, community.zone),
        key=key,
        expires_at=expires_at,
    )
