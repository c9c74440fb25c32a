"""What each message was about, so that a reply or a tap days later finds its subject."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select

from community.ids import ChatId, CommunityId, MessageId
from storage.mapping import columns, domain, domains
from storage.rows import posts
from storage.tx import Tx


@dataclass(frozen=True, kw_only=True)
class Post:
    """A message and its subject: `about` is a word of the glossary (prompt, commitment, session…)."""

    telegram_chat_id: ChatId
    message_id: MessageId
    community_id: CommunityId | None
    about: str
    about_id: int
    posted_at: datetime


class Posts:
    """The `posts` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def at(self, chat: ChatId, message: MessageId) -> Post | None:
        """What a message was about, or None."""
        found = select(posts).where(posts.c.telegram_chat_id == chat, posts.c.message_id == message)
        row = await self._tx.row(found)
        return None if row is None else domain(Post, row)

    async def latest(self, chat: ChatId, about: str, about_id: int) -> Post | None:
        """The newest message about something in one chat: what to edit."""
        return await self._one(chat, about, about_id, posts.c.message_id.desc())

    async def first(self, chat: ChatId, about: str, about_id: int) -> Post | None:
        """The original message about something in one chat: what to reply to."""
        return await self._one(chat, about, about_id, posts.c.message_id)

    async def firsts(
        self, chat: ChatId, about: str, about_ids: Collection[int]
    ) -> dict[int, MessageId]:
        """The original messages about several things of a kind in one chat, where there are any."""
        found = (
            select(posts.c.about_id, func.min(posts.c.message_id).label("message_id"))
            .where(posts.c.telegram_chat_id == chat, posts.c.about == about)
            .where(posts.c.about_id.in_(about_ids), posts.c.message_id > 0)
            .group_by(posts.c.about_id)
        )
        rows = await self._tx.rows(found) if about_ids else []
        return {row.about_id: MessageId(row.message_id) for row in rows}

    async def all_about(self, chat: ChatId, about: str, about_id: int) -> list[MessageId]:
        """Every message about something in one chat, the oldest first."""
        found = select(posts.c.message_id).where(
            posts.c.about == about,
            posts.c.about_id == about_id,
            posts.c.telegram_chat_id == chat,
        )
        rows = await self._tx.rows(found.order_by(posts.c.message_id))
        return [MessageId(row.message_id) for row in rows]

    async def of_kind(self, chat: ChatId, about: str) -> list[Post]:
        """Every message about a kind of thing in one chat, the oldest first; not those of before the
        group became a supergroup, which nobody can edit."""
        found = select(posts).where(
            posts.c.telegram_chat_id == chat, posts.c.about == about, posts.c.message_id > 0
        )
        return domains(Post, await self._tx.rows(found.order_by(posts.c.message_id)))

    async def everywhere(self, about: str, about_id: int, *, community: CommunityId) -> list[Post]:
        """Every message about something, in any chat, the oldest of each first."""
        found = select(posts).where(
            posts.c.about == about,
            posts.c.about_id == about_id,
            posts.c.community_id == community,
        )
        found = found.order_by(posts.c.telegram_chat_id, posts.c.message_id)
        return domains(Post, await self._tx.rows(found))

    async def forget(self, post: Post) -> None:
        """The message was deleted."""
        await self._tx.run(
            delete(posts).where(
                posts.c.telegram_chat_id == post.telegram_chat_id,
                posts.c.message_id == post.message_id,
            )
        )

    async def remember(self, post: Post) -> None:
        """Idempotent: the first subject of a message stays."""
        await self._tx.run(self._tx.insert(posts).values(**columns(post)).on_conflict_do_nothing())
        self._tx.remembered(post.about, post.telegram_chat_id, post.message_id)

    async def index(self, about: str) -> set[tuple[int, int]]:
        """Every (chat, message) about one kind of thing, for the intake's own index."""
        found = select(posts.c.telegram_chat_id, posts.c.message_id).where(posts.c.about == about)
        return {(row.telegram_chat_id, row.message_id) for row in await self._tx.rows(found)}

    async def _one(
        self, chat: ChatId, about: str, about_id: int, order: ColumnElement[int]
    ) -> Post | None:
        found = select(posts).where(
            posts.c.about == about,
            posts.c.about_id == about_id,
            posts.c.telegram_chat_id == chat,
            posts.c.message_id > 0,  # not of before the group became a supergroup
        )
        row = await self._tx.row(found.order_by(order).limit(1))
        return None if row is None else domain(Post, row)
