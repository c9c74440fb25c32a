"""What came of a call, and what follows: decided by the kind of message (promises.md §6).

A call that ended is one of three: Telegram did it, it definitely did not, or nobody knows.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from re import sub

import structlog

from bot.api import Ambiguous, NotSent, Refused
from bot.clock import Now
from community.ids import ChatId, CommunityId, MessageId, OutboxId, PersonId
from reading.naming import named_in
from storage.namings import Naming
from storage.outbox import Kind, Letter
from storage.posts import Post
from storage.tx import Tx

log = structlog.get_logger("minga.courier")

MESSAGES = ("sendMessage", "sendDocument", "copyMessage")
SAYING = (*MESSAGES, "editMessageText")
COPIES = 2  # a reminder of which nobody knows is sent once more, not more
TRIES = 8  # edits and pins of which nobody knows, before giving up
# Refusals of idempotent calls that mean «already so» (promises.md §6).
DONE_ALREADY = (
    "message is not modified",
    "not found",
    "message can't be deleted",
    "query is too old",
)
UNPARSABLE = "can't parse entities"
NO_TOPIC = "message thread not found"


class Expired(Exception):
    """It would come too late to be useful."""


class Outcomes:
    """Notes how letters ended, each in the unit of work it is given."""

    def __init__(self, *, now: Now, close: Callable[[ChatId, float], None]) -> None:
        self._now = now
        self._close = close  # tells the pacer that a chat must wait so many seconds
        self._unreached: Counter[OutboxId] = Counter()  # calls that never got to Telegram

    async def sent(self, tx: Tx, letter: Letter, message: MessageId | None) -> None:
        """Telegram did it: what the message was about is remembered, and what follows is said."""
        self._unreached.pop(letter.id, None)
        if message is None or letter.method not in MESSAGES:
            return
        if letter.about is not None and letter.about_id is not None:
            await tx.posts.remember(
                Post(
                    telegram_chat_id=letter.chat_id,
                    message_id=message,
                    community_id=letter.community_id,
                    about=letter.about,
                    about_id=letter.about_id,
                    posted_at=self._now(),
                )
            )
        if letter.then == "pin":
            tx.outbox.act(
                "pinChatMessage",
                {"message_id": message, "disable_notification": True},
                chat=letter.chat_id,
                kind=Kind.EDIT,
                now=self._now(),
                community=letter.community_id,
            )

    async def note_whom_they_name(
        self, tx: Tx, sent: Sequence[tuple[Letter, MessageId | None]]
    ) -> None:
        """In groups, so that each can be emptied when somebody it names is forgotten; all at once, because
        whoever waits for the next answer waits for this."""
        told = [one for one in sent if _may_name(one[0])]
        homes = {CommunityId(letter.community_id or 0) for letter, _ in told}
        names = await tx.namings.names_in(homes) if homes else {}
        await tx.namings.note(
            [
                Naming(
                    telegram_chat_id=letter.chat_id,
                    message_id=said.message_id,
                    person_id=person,
                    community_id=home,
                    has_text=said.has_text,
                    said_at=self._now(),
                )
                for letter, message in told
                if (said := _said(letter, message)) is not None
                and (home := CommunityId(letter.community_id or 0))
                for person in _named(letter, said.words, names.get(home, {}))
            ]
        )

    async def failed(self, tx: Tx, letter: Letter, error: Exception) -> bool:
        """Settles one that did not simply succeed; says whether it is ready again."""
        if not isinstance(error, NotSent):
            self._unreached.pop(letter.id, None)
        if isinstance(error, Expired):
            await tx.outbox.settle(letter.id, "expired", "too late to be useful", self._now())
        elif isinstance(error, Ambiguous):
            return await self.unknown(tx, letter, letter.attempts + 1, str(error))
        elif isinstance(error, NotSent):
            return await self._not_sent(tx, letter, str(error))
        elif isinstance(error, Refused):
            return await self._refused(tx, letter, error)
        else:
            log.error("letter failed", letter=letter.id, exc_info=error)
            await tx.outbox.settle(letter.id, "failed", type(error).__name__, self._now())
        return False

    async def unknown(self, tx: Tx, letter: Letter, sends: int, why: str) -> bool:
        """Nobody knows: by kind (promises.md §6). `sends`: those that may have acted, this one too."""
        if letter.kind == Kind.EDIT and sends < TRIES:
            return await self._again_in(tx, letter, min(60, 2**sends), why)
        if letter.kind == Kind.REMINDER and sends < COPIES:
            return await self._again_in(tx, letter, 2, why)
        log.warning("nobody knows whether it arrived", letter=letter.id, kind=letter.kind)
        await tx.outbox.settle(letter.id, "unknown", why, self._now())
        return False

    async def _not_sent(self, tx: Tx, letter: Letter, why: str) -> bool:
        self._unreached[letter.id] += 1
        tries = self._unreached[letter.id]
        if letter.kind == Kind.ANSWER and tries >= 2:
            await tx.outbox.settle(letter.id, "failed", why, self._now())
            return False
        return await self._again_in(tx, letter, min(300, 2**tries), why, has_acted=False)

    async def _refused(self, tx: Tx, letter: Letter, no: Refused) -> bool:
        if no.code == 429:
            return await self._told_to_wait(tx, letter, no.wait or 1.0)
        if no.migrated_to is not None:
            await tx.communities.migrated(letter.chat_id, ChatId(no.migrated_to), self._now())
            return await tx.outbox.move(letter, ChatId(no.migrated_to), self._now())
        if no.code == 403:
            await self._unreachable(tx, letter)
        elif (milder := _milder(letter, no)) is not None:
            await tx.outbox.again(letter.id, None, no.description, milder, has_acted=False)
            return True
        is_done = letter.kind in (Kind.EDIT, Kind.ANSWER) and any(
            words in no.description.lower() for words in DONE_ALREADY
        )
        state = "sent" if is_done else "failed"
        if not is_done:
            log.warning("telegram refused", letter=letter.id, method=letter.method, why=str(no))
        await tx.outbox.settle(letter.id, state, f"{no.code} {no.description}", self._now())
        return False

    async def _told_to_wait(self, tx: Tx, letter: Letter, seconds: float) -> bool:
        """429: this chat waits, and no other; the answer to a tap, which names no chat, by itself."""
        until = self._now() + timedelta(seconds=seconds)
        if letter.kind == Kind.ANSWER:
            await tx.outbox.again(letter.id, until, "429", has_acted=False)
            return True
        self._close(letter.chat_id, seconds)
        await tx.outbox.keep_window(letter.chat_id, until)
        await tx.outbox.again(letter.id, None, "429", has_acted=False)
        return True

    async def _unreachable(self, tx: Tx, letter: Letter) -> None:
        """403: a person who never started or blocked the bot; a group that showed it out."""
        if letter.chat_id > 0:
            await tx.people.unreachable(PersonId(letter.chat_id), self._now())
        elif letter.community_id is not None:
            community = CommunityId(letter.community_id)
            await tx.communities.bot_gone(community, self._now())
            await tx.dues.drop_all(community, self._now())

    async def _again_in(
        self, tx: Tx, letter: Letter, seconds: float, why: str, *, has_acted: bool = True
    ) -> bool:
        until = self._now() + timedelta(seconds=seconds)
        await tx.outbox.again(letter.id, until, why, has_acted=has_acted)
        return True


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What a message says now, in Telegram's HTML, and which it is."""

    message_id: MessageId
    words: str
    has_text: bool


def _may_name(letter: Letter) -> bool:
    return letter.chat_id < 0 and letter.community_id is not None and letter.method in SAYING


def _said(letter: Letter, message: MessageId | None) -> _Said | None:
    payload = json.loads(letter.payload)
    words = payload.get("text") or payload.get("caption") or ""
    number = payload["message_id"] if letter.method == "editMessageText" else message
    if not words or number is None:
        return None
    return _Said(message_id=MessageId(number), words=words, has_text="text" in payload)


def _named(letter: Letter, words: str, names: Mapping[PersonId, str]) -> set[PersonId]:
    """Also who is answered: an answer may repeat their words."""
    named = named_in(words, names)
    if letter.person_id is not None and letter.person_id in names:
        named.add(letter.person_id)
    return named


def _milder(letter: Letter, no: Refused) -> str | None:
    """Another payload, where Telegram refused the form and not the message."""
    if no.code != 400 or letter.method not in MESSAGES:
        return None
    if UNPARSABLE in no.description:
        return _plain(letter.payload)
    if NO_TOPIC in no.description:
        return _without_topic(letter.payload)
    return None


def _without_topic(payload: str) -> str | None:
    """In General, if its topic was deleted."""
    fields = json.loads(payload)
    return json.dumps(fields) if fields.pop("message_thread_id", None) is not None else None


def _plain(payload: str) -> str:
    """The payload with its text as plain text: shown without bold rather than not at all."""
    fields = json.loads(payload)
    for name in ("text", "caption"):
        if name in fields:
            fields[name] = unescape(sub(r"<[^>]*>", "", fields[name]))
    fields.pop("parse_mode", None)
    return json.dumps(fields, ensure_ascii=False)
