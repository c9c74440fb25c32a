"""What the tests of the walls share: letters and how they ended, and waiting by the clock in hand."""

import time
from collections import Counter

from sqlalchemy import select

from bot.pacer import Pacer
from community.communities import Community
from community.ids import ChatId
from messages.text import Html, Message
from sandbox.chats import Chat
from storage.outbox import Kind
from storage.rows import outbox
from tests.conversation import Stage


def pace_by_the_clock(stage: Stage) -> None:
    """What a chat was told to wait passes with `stage.passes`, too."""
    stage.minga.courier.pacer = Pacer(
        100_000, monotonic=lambda: time.monotonic() + stage.clock.moved.total_seconds()
    )


async def community_of(stage: Stage, chat: Chat | int) -> Community:
    """The community that lives in a chat."""
    async with stage.looking() as tx:
        found = await tx.communities.at(ChatId(chat if isinstance(chat, int) else chat.id))
    assert found is not None
    return found


async def put(
    stage: Stage, chat: Chat | int, text: str, kind: Kind, *, key: str | None = None
) -> None:
    """Puts a letter into the outbox, as its kind is sent; nobody is woken."""
    to = chat if isinstance(chat, int) else chat.id
    async with stage.minga.database.write() as tx:
        found = await tx.communities.at(ChatId(to))
        document = ("minga.html", text) if kind is Kind.EXPORT else None
        tx.outbox.say(
            Message(text=Html(text), document=document),
            to=ChatId(to),
            kind=kind,
            now=stage.clock.now(),
            community=found.id if found else None,
            key=key,
        )


async def say(stage: Stage, chat: Chat | int, text: str, kind: Kind) -> None:
    """The same, and the courier does what it can."""
    await put(stage, chat, text, kind)
    stage.minga.courier.wake()
    await stage.minga.settle()


async def ends(stage: Stage) -> Counter[tuple[str, str]]:
    """How many letters there are of each (kind, state), but for the board, which comes by itself."""
    async with stage.looking() as tx:
        rows = await tx.rows(select(outbox.c.kind, outbox.c.state, outbox.c.method, outbox.c.about))
    return Counter(
        (row.kind, row.state)
        for row in rows
        if row.about != "board" and row.method != "pinChatMessage"
    )
