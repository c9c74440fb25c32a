"""Communities: found by our id or by Telegram's chat id of the day."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from community.communities import Community, State
from community.ids import ChatId, CommunityId
from storage.mapping import columns, domain, domains
from storage.renumbering import set_messages_aside
from storage.rows import communities, inbox, posts
from storage.tx import Tx


class Communities:
    """The `communities` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, number: CommunityId) -> Community | None:
        """By our own id."""
        row = await self._tx.row(select(communities).where(communities.c.id == number))
        return None if row is None else domain(Community, row)

    async def at(self, chat: ChatId) -> Community | None:
        """By Telegram's chat id."""
        found = select(communities).where(communities.c.telegram_chat_id == chat)
        row = await self._tx.row(found)
        return None if row is None else domain(Community, row)

    async def all(self) -> list[Community]:
        """Every community of this instance, in the order they came."""
        rows = await self._tx.rows(select(communities).order_by(communities.c.id))
        return domains(Community, rows)

    async def add(
        self, chat: ChatId, title: str, chat_type: str, now: datetime, **more: Any
    ) -> Community:
        """A group the bot was added to; nothing of it is kept yet but this row."""
        fresh = columns(
            Community(
                id=CommunityId(0),
                telegram_chat_id=chat,
                title=title,
                chat_type=chat_type,
                invited_at=now,
                **more,
            ),
            without=("id",),
        )
        number = await self._tx.value(
            self._tx.insert(communities).values(**fresh).returning(communities.c.id)
        )
        found = await self.get(number)
        assert found is not None
        return found

    async def save(self, community: Community) -> None:
        """All of it."""
        await self._tx.run(
            update(communities)
            .where(communities.c.id == community.id)
            .values(**columns(community, without=("id",)))
        )

    async def forget(self, community: Community) -> None:
        """Everything this community ever kept (foreign keys take the rest along)."""
        await self._tx.run(communities.delete().where(communities.c.id == community.id))

    async def bot_gone(self, number: CommunityId, now: datetime) -> None:
        """The group showed the bot out: nothing more is tried there."""
        await self._tx.run(
            update(communities)
            .where(communities.c.id == number, communities.c.state == State.ACTIVE)
            .values(state=State.CLOSED, ended_at=now)
        )

    async def migrated(self, old: ChatId, new: ChatId, now: datetime) -> None:
        """The group became a supergroup: the community stays, its address changes, and its messages
        are numbered anew."""
        if await self.at(old) is None:
            return  # told twice: by either service message, and by a refused send
        taken = await self.at(new)
        if taken is not None and taken.state is not State.INVITED:
            return
        if taken is not None:  # «the bot was added» to the new group was told before the migration
            await self.forget(taken)
        await set_messages_aside(self._tx, old)
        await self._tx.run(
            update(communities)
            .where(communities.c.telegram_chat_id == old)
            .values(telegram_chat_id=new, chat_type="supergroup")
        )
        await self._tx.run(
            update(posts).where(posts.c.telegram_chat_id == old).values(telegram_chat_id=new)
        )
        await self._tx.outbox.readdress(old, new, now)
        await self._tx.run(update(inbox).where(inbox.c.chat_id == old).values(chat_id=new))
