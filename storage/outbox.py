"""What the bot will say and do at Telegram: written with its cause, sent by the courier afterwards.

Every row has a kind, and the kind says what is promised if we cannot know whether Telegram acted
(promises.md §6). States: ready → sending → sent, or failed, unknown, expired.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from sqlalchemy import bindparam, case, func, select, update

from community.ids import ChatId, CommunityId, MessageId, OutboxId, PersonId
from storage.mapping import domain, domains
from storage.rows import chat_windows, outbox
from storage.tx import Tx, insert_into


class Kind(StrEnum):
    """What a message is, and so what happens after an ambiguous send (promises.md §6)."""

    ANSWER = "answer"  # to a tap: at most once
    REPLY = "reply"  # to a command: at most once; state is right, the person can repeat
    EDIT = "edit"  # edits, pins, deletions, reactions: idempotent, repeated until definite
    REMINDER = "reminder"  # at least once, at most one extra copy
    POST = "post"  # prompts, practice posts, summaries: at most once, unknown is shown to guides
    DIGEST = "digest"  # as POST, and the last in the queue
    EXPORT = "export"  # at most once; the person asks again


# Button answers > replies > reminders > digests (house.md §1.4).
PRIORITY = {
    Kind.ANSWER: 0,
    Kind.REPLY: 1,
    Kind.EDIT: 2,
    Kind.REMINDER: 3,
    Kind.POST: 4,
    Kind.EXPORT: 5,
    Kind.DIGEST: 6,
}
# Somebody waits for them, and they are never repeated by themselves or are harmless to repeat:
# written as already on their way when the courier has room (docs/decisions/0033).
AT_ONCE = frozenset({Kind.ANSWER.value, Kind.REPLY.value, Kind.EDIT.value})
OLD_GROUP = "about a message of the group before it became a supergroup"


class Sayable(Protocol):
    """What messages/ makes: a payload for sendMessage, its subject, and what follows it."""

    @property
    def payload(self) -> dict[str, Any]: ...
    @property
    def about(self) -> tuple[str, int] | None: ...
    @property
    def then(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A row of the outbox as the courier needs it."""

    id: OutboxId
    community_id: CommunityId | None
    chat_id: ChatId
    person_id: PersonId | None
    method: str
    payload: str
    kind: str
    priority: int
    about: str | None
    about_id: int | None
    then: str | None
    attempts: int
    not_before: datetime | None
    expires_at: datetime | None


class Outbox:
    """The `outbox` and `chat_windows` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._gathered: list[dict[str, Any]] = []
        self.written: list[Letter] = []  # by this unit of work; the courier is handed them after it
        self.going: set[OutboxId] = set()  # of these, on their way from the commit on

    def say(
        self,
        message: Sayable,
        *,
        to: ChatId,
        kind: Kind,
        now: datetime,
        community: CommunityId | None = None,
        person: PersonId | None = None,
        thread: int | None = None,
        reply_to: MessageId | None = None,
        silent: bool = False,
        key: str | None = None,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """One message to one chat. `key` makes it unique for ever: a second one is not written."""
        payload = dict(message.payload)
        if thread is not None:
            payload["message_thread_id"] = thread
        if reply_to is not None and reply_to > 0:  # below: set aside, out of anybody's reach
            payload["reply_parameters"] = {
                "message_id": reply_to,
                "allow_sending_without_reply": True,
            }
        if silent:
            payload["disable_notification"] = True
        self.act(
            "sendDocument" if "document" in payload else "sendMessage",
            payload,
            chat=to,
            kind=kind,
            now=now,
            community=community,
            person=person,
            about=message.about,
            then=message.then,
            key=key,
            not_before=not_before,
            expires_at=expires_at,
        )

    def act(
        self,
        method: str,
        payload: Mapping[str, Any],
        *,
        chat: ChatId,
        kind: Kind,
        now: datetime,
        community: CommunityId | None = None,
        person: PersonId | None = None,
        about: tuple[str, int] | None = None,
        then: str | None = None,
        key: str | None = None,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Any call of the Bot API; `chat` orders it (and is added to the payload by the courier).

        Nothing is written about a message of before the group became a supergroup."""
        if payload.get("message_id", 1) <= 0:
            return
        self._gathered.append(
            {
                "community_id": community,
                "chat_id": chat,
                "person_id": person,
                "method": method,
                "payload": json.dumps(payload, ensure_ascii=False),
                "kind": kind.value,
                "priority": PRIORITY[kind],
                "about": about[0] if about else None,
                "about_id": about[1] if about else None,
                "then": then,
                "dedupe_key": key,
                "state": "ready",
                "attempts": 0,
                "created_at": now,
                "not_before": not_before,
                "expires_at": expires_at,
            }
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in this unit of work yet."""
        return not self._gathered

    async def flush(self) -> None:
        """Writes all that was gathered, in order."""
        if self._gathered:
            gathered, self._gathered = self._gathered, []
            self._let_some_go(gathered)
            rows = await self._tx.rows(_write(self._tx.is_sqlite), gathered)
            letters = [replace(one, attempts=0) for one in domains(Letter, rows)]  # before any send
            self.written += sorted(letters, key=lambda one: one.id)
            self.going |= {OutboxId(row.id) for row in rows if row.state == "sending"}

    def _let_some_go(self, gathered: list[dict[str, Any]]) -> None:
        """The first letter of each chat, if the courier has room for it now: «on its way» is then
        in the commit that writes it, and needs none of its own."""
        first: dict[ChatId, dict[str, Any]] = {}
        for row in gathered:
            other = first.get(row["chat_id"])
            if other is None or row["priority"] < other["priority"]:
                first[row["chat_id"]] = row
        for row in first.values():
            if row["kind"] not in AT_ONCE or row["not_before"] or row["dedupe_key"]:
                continue
            if self._tx.may_go(row["chat_id"], row["kind"], row["method"]):
                row["state"], row["attempts"] = "sending", 1

    # The courier's side.

    async def ready(self, after: OutboxId, limit: int) -> list[Letter]:
        """What is to be sent, beyond a row already taken up."""
        rows = await self._tx.rows(_READY, {"after": after, "limit": limit})
        return domains(Letter, rows)

    async def ready_again(self, ids: Sequence[OutboxId]) -> list[Letter]:
        """Letters that were put back to ready."""
        found = select(outbox).where(outbox.c.id.in_(ids), outbox.c.state == "ready")
        return domains(Letter, await self._tx.rows(found.order_by(outbox.c.id)))

    async def move(self, letter: Letter, chat: ChatId, now: datetime) -> bool:
        """To another address, at once: the group became a supergroup. Nothing was sent to the old.
        Says whether there is still something to send: not what is about a message of the old group."""
        payload = _without_old_messages(letter.payload)
        if payload is None:
            await self.settle(letter.id, "expired", OLD_GROUP, now)
            return False
        fresh = {"chat_id": chat, "payload": payload, "state": "ready"}
        await self._tx.run(
            update(outbox)
            .where(outbox.c.id == letter.id)
            .values(attempts=outbox.c.attempts - 1, **fresh)
        )
        return True

    async def readdress(self, old: ChatId, new: ChatId, now: datetime) -> None:
        """Every letter to a chat; in those that were not sent nothing points to the old group."""
        await self.flush()
        found = select(outbox).where(outbox.c.chat_id == old, outbox.c.state == "ready")
        for letter in domains(Letter, await self._tx.rows(found)):
            payload = _without_old_messages(letter.payload)
            if payload is None:
                await self.settle(letter.id, "expired", OLD_GROUP, now)
            elif payload != letter.payload:
                await self._tx.run(
                    update(outbox).where(outbox.c.id == letter.id).values(payload=payload)
                )
        await self._tx.run(update(outbox).where(outbox.c.chat_id == old).values(chat_id=new))

    async def sending(self, ids: Sequence[OutboxId]) -> set[OutboxId]:
        """On their way: from this commit on, a crash leaves them ambiguous. Gives those that still
        were to go: others were cancelled meanwhile."""
        if not ids:
            return set()
        rows = await self._tx.rows(_SENDING, {"ids": list(ids)})
        return {OutboxId(row.id) for row in rows}

    async def sent(self, sent: Sequence[tuple[OutboxId, MessageId | None]], now: datetime) -> None:
        """Telegram has it; the text is not needed any more."""
        await self._tx.run(
            _SENT,
            [{"b_id": number, "b_message": message, "b_now": now} for number, message in sent],
        )

    async def settle(self, number: OutboxId, state: str, error: str, now: datetime) -> None:
        """failed, unknown or expired, with the reason; an unknown one keeps its text for a resend,
        but what was exported: whoever wants it asks again."""
        values: dict[str, Any] = {"state": state, "error": error, "settled_at": now}
        is_asked_again = outbox.c.kind == Kind.EXPORT.value
        values["payload"] = (
            case((is_asked_again, ""), else_=outbox.c.payload) if state == "unknown" else ""
        )
        await self._tx.run(update(outbox).where(outbox.c.id == number).values(**values))

    async def again(
        self,
        number: OutboxId,
        not_before: datetime | None,
        error: str,
        payload: str | None = None,
        *,
        has_acted: bool = True,
    ) -> None:
        """Back to ready, not before an instant; with another payload if it was refused as it was.

        `attempts` counts the sends that may have acted: a definite no (`has_acted=False`) is none,
        so that it does not cost a reminder its second copy.
        """
        values: dict[str, Any] = {"state": "ready", "not_before": not_before, "error": error}
        if not has_acted:
            values["attempts"] = outbox.c.attempts - 1
        if payload is not None:
            values["payload"] = payload
        await self._tx.run(update(outbox).where(outbox.c.id == number).values(**values))

    async def stranded(self) -> list[Letter]:
        """What a crash left between «sending» and its answer."""
        found = select(outbox).where(outbox.c.state == "sending").order_by(outbox.c.id)
        return domains(Letter, await self._tx.rows(found))

    async def unknown_in(self, community: CommunityId) -> list[Letter]:
        """Posts of which nobody knows whether they arrived: guides may send them again."""
        found = (
            select(outbox)
            .where(
                outbox.c.community_id == community,
                outbox.c.state == "unknown",
                # what was written to one person is nobody else's business
                outbox.c.person_id.is_(None) | (outbox.c.chat_id < 0),
            )
            .order_by(outbox.c.id)
        )
        return domains(Letter, await self._tx.rows(found))

    async def withdraw(self, person: PersonId, about: tuple[str, int], now: datetime) -> None:
        """What waits to be sent to somebody about something does not go any more."""
        await self.flush()
        await self._tx.run(
            update(outbox)
            .where(
                outbox.c.person_id == person,
                outbox.c.about == about[0],
                outbox.c.about_id == about[1],
                outbox.c.state == "ready",
            )
            .values(state="expired", error="withdrawn", payload="", settled_at=now)
        )

    async def waiting_in(self, community: CommunityId) -> int:
        """How many letters of a community are not on their way yet."""
        found = (
            select(func.count())
            .select_from(outbox)
            .where(outbox.c.community_id == community, outbox.c.state == "ready")
        )
        return int(await self._tx.value(found))

    async def get(self, community: CommunityId, number: OutboxId) -> Letter | None:
        """One letter of a community."""
        row = await self._tx.row(
            select(outbox).where(outbox.c.community_id == community, outbox.c.id == number)
        )
        return None if row is None else domain(Letter, row)

    async def sent_about(
        self, community: CommunityId, about: tuple[str, int], kind: Kind
    ) -> list[tuple[ChatId, MessageId]]:
        """Where messages of a kind about something arrived, as long as their letters are kept."""
        found = select(outbox.c.chat_id, outbox.c.message_id).where(
            outbox.c.community_id == community,
            outbox.c.kind == kind.value,
            outbox.c.about == about[0],
            outbox.c.about_id == about[1],
            outbox.c.message_id.is_not(None),
        )
        return [(row.chat_id, row.message_id) for row in await self._tx.rows(found)]

    async def cancel_ready(self, community: CommunityId, now: datetime) -> int:
        """Nothing that waits is sent any more: the community was closed or paused."""
        result = await self._tx.run(
            update(outbox)
            .where(outbox.c.community_id == community, outbox.c.state == "ready")
            .values(state="expired", error="cancelled", payload="", settled_at=now)
        )
        return int(result.rowcount)

    async def expire_ready(self, now: datetime) -> int:
        """Nothing that waits is sent any more, anywhere: a restored or copied database."""
        result = await self._tx.run(
            update(outbox)
            .where(outbox.c.state.in_(("ready", "sending")))
            .values(state="expired", error="restored", payload="", settled_at=now)
        )
        return int(result.rowcount)

    async def count_since(self, community: CommunityId, instant: datetime, prefix: str) -> int:
        """How many messages with a key of this prefix were written since: the weekly cap."""
        found = (
            select(func.count())
            .select_from(outbox)
            .where(
                outbox.c.community_id == community,
                outbox.c.created_at >= instant,
                outbox.c.dedupe_key.like(f"{prefix}%"),
            )
        )
        return int(await self._tx.value(found))

    async def count_to(
        self, community: CommunityId, person: PersonId, instant: datetime, prefix: str
    ) -> int:
        """The same of what was written to one person in private."""
        found = (
            select(func.count())
            .select_from(outbox)
            .where(
                outbox.c.community_id == community,
                outbox.c.person_id == person,
                outbox.c.created_at >= instant,
                outbox.c.dedupe_key.like(f"{prefix}%"),
            )
        )
        return int(await self._tx.value(found))

    async def counts(self) -> dict[str, int]:
        """Rows by state, for /estado and /metrics."""
        found = select(outbox.c.state, func.count().label("n")).group_by(outbox.c.state)
        return {row.state: row.n for row in await self._tx.rows(found)}

    async def keep_window(self, chat: ChatId, not_before: datetime) -> None:
        """Telegram told this chat to wait."""
        fresh = self._tx.insert(chat_windows).values(chat_id=chat, not_before=not_before)
        await self._tx.run(
            fresh.on_conflict_do_update(index_elements=["chat_id"], set_={"not_before": not_before})
        )

    async def windows(self, now: datetime) -> dict[ChatId, datetime]:
        """Chats that still must wait."""
        found = select(chat_windows).where(chat_windows.c.not_before > now)
        return {ChatId(row.chat_id): row.not_before for row in await self._tx.rows(found)}


def _without_old_messages(payload: str) -> str | None:
    """What may go to the supergroup: no reply to a message of the old group, and, None, nothing
    about one: there its number is another message's, or nobody's."""
    fields = json.loads(payload)
    if "message_id" in fields:
        return None
    fields.pop("reply_parameters", None)
    return json.dumps(fields, ensure_ascii=False)


_READY = (
    select(outbox)
    .where(outbox.c.state == "ready", outbox.c.id > bindparam("after"))
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)
_SENDING = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.state == "ready")
    .values(state="sending", attempts=outbox.c.attempts + 1)
    .returning(outbox.c.id)
)
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"))
    .values(
        state="sent", message_id=bindparam("b_message"), payload="", settled_at=bindparam("b_now")
    )
)


@cache
def _write(is_sqlite: bool) -> Any:
    """Built once: every unit of work that says something runs it."""
    fresh = insert_into(outbox, is_sqlite).on_conflict_do_nothing(index_elements=["dedupe_key"])
    return fresh.returning(*(outbox.c[field.name] for field in fields(Letter)), outbox.c.state)
