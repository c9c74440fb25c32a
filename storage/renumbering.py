"""A basic group that becomes a supergroup numbers its messages from 1 again (decisions/0043).

What a community keeps knows its messages by number; so at that moment every number of before is set
aside, lower by SET_ASIDE: no new message has it, none is found by it, no link is made of it, and what
belongs together by numbers (answers, albums, the order of a discussion) stays together.
"""

from sqlalchemy import Column, Table, select, update

from community.ids import SET_ASIDE, ChatId
from storage.rows import communities, metadata, outbox, posts
from storage.tx import Tx

NUMBERS = ("message_id", "reply_to_message_id", "said_in")


async def set_messages_aside(tx: Tx, chat: ChatId) -> None:
    """Every number of a message in that chat, as long as the community is still known by it."""
    community = select(communities.c.id).where(communities.c.telegram_chat_id == chat)
    for table in metadata.sorted_tables:
        for column in _numbers(table):
            # what was shown in a private chat has a number below 0, and keeps it
            await tx.run(
                update(table)
                .where(table.c.community_id == community.scalar_subquery(), column > 0)
                .values({column.name: column - SET_ASIDE})
            )
    for table, where in ((posts, posts.c.telegram_chat_id), (outbox, outbox.c.chat_id)):
        number = table.c.message_id
        await tx.run(
            update(table).where(where == chat, number > 0).values({number.name: number - SET_ASIDE})
        )


def _numbers(table: Table) -> list[Column[int]]:
    if table in (posts, outbox) or "community_id" not in table.c:
        return []
    return [column for column in table.c if column.name in NUMBERS]
