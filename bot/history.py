"""`minga import`: the export of a group becomes part of what its community may look back on."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.secrets import Secrets
from community.communities import Community, Mode
from community.histories import History, Omission, allowed
from community.ids import CommunityId
from locales.words import words_in
from messages import histories as says
from reading.telegram_export import ExportedChat, NotAnExport, groups_in, read_messages
from storage.database import Database
from storage.outbox import Kind

BATCH = 500  # rows a commit

OMISSIONS = {
    Omission.SERVICE: "service messages",
    Omission.COMMAND: "commands",
    Omission.OWN: "by the bot",
    Omission.NOBODY: "of no person",
    Omission.EMPTY: "without words",
    Omission.OPTED_OUT: "by people who want nothing kept",
    Omission.ERASED: "by people who were erased",
    Omission.UNREADABLE: "that could not be read",
}


class NothingToBring(Exception):
    """The file cannot come along; the message is a sentence for whoever typed the command."""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One community and what of its past comes along."""

    community: Community
    history: History
    messages: int  # in the file

    def told(self) -> Iterator[str]:
        """What was found, as lines for a terminal."""
        span = self.history.span
        over = f", {span[0]:%d %B %Y} to {span[1]:%d %B %Y}" if span is not None else ""
        yield f"{self.community.title}: {self.messages:,} messages{over}."
        left_out = [
            f"{count:,} {OMISSIONS[reason]}" for reason, count in self.history.omitted.most_common()
        ]
        if left_out:
            yield f"Left out: {', '.join(left_out)}"


def read_file(path: Path) -> list[ExportedChat]:
    """The groups of an export. Raises NothingToBring."""
    try:
        return groups_in(json.loads(path.read_bytes()))
    except OSError as error:
        raise NothingToBring(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise NothingToBring(
            f"{path} is no JSON. In Telegram Desktop choose «Machine-readable JSON»."
        ) from error
    except NotAnExport as error:
        raise NothingToBring(f"{path} is no export of a group: {error}.") from error


async def what_comes(
    database: Database, secrets: Secrets, chats: list[ExportedChat], bot_id: int
) -> list[Coming]:
    """For each community that the file speaks of. Raises NothingToBring."""
    async with database.read() as tx:
        communities = {one.telegram_chat_id: one for one in await tx.communities.all()}
        keep_nothing = await tx.people.keep_nothing()
    known = [(communities[chat.chat_id], chat) for chat in chats if chat.chat_id in communities]
    if not known:
        titles = ", ".join(f"«{chat.title}»" for chat in chats[:5])
        raise NothingToBring(f"None of the groups in it is a community here: {titles}.")
    readable = [pair for pair in known if pair[0].is_active and pair[0].mode is Mode.FULL]
    if not readable:
        raise NothingToBring(
            f"{known[0][0].title} does not have its talk read: an admin chooses so with /config, "
            "then import again."
        )
    return [
        Coming(
            community=community,
            history=allowed(
                read_messages(
                    chat.messages, community=community.id, bot_id=bot_id, zone=community.zone
                ),
                keep_nothing=keep_nothing,
                erased_at=secrets.erased_at,
            ),
            messages=len(chat.messages),
        )
        for community, chat in readable
    ]


async def bring(
    database: Database,
    coming: Coming,
    *,
    kept_for: timedelta,
    now: datetime,
    brought: Callable[[int], None] = lambda _: None,
) -> int:
    """Writes it, a commit for every `BATCH`, and tells the group once; gives how many are new.
    `brought` is called with the size of each batch."""
    said, until = coming.history.said, now + kept_for
    before = await _count(database, coming.community.id)
    for start in range(0, len(said), BATCH):
        batch = said[start : start + BATCH]
        async with database.write() as tx:
            await tx.discussions.bring(batch, kept_until=until)
        brought(len(batch))
    fresh = await _count(database, coming.community.id) - before
    if fresh:
        await _tell(database, coming, fresh, until, now)
    return fresh


async def _count(database: Database, community: CommunityId) -> int:
    async with database.read() as tx:
        return await tx.discussions.count(community)


async def _tell(
    database: Database, coming: Coming, fresh: int, until: datetime, now: datetime
) -> None:
    community, span = coming.community, coming.history.span
    assert span is not None
    words = words_in(community.language, now.year)
    async with database.write() as tx:
        tx.outbox.say(
            says.brought(community, fresh, span, until, words),
            to=community.telegram_chat_id,
            community=community.id,
            thread=community.home_thread_id,
            kind=Kind.POST,
            now=now,
        )
