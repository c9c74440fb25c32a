"""What the local Bot API knows: the queue of updates, Telegram's limits, and a ledger of every
send.

Times are seconds of the monotonic clock, which on Linux all processes share. An update counts as
available from the moment getUpdates could return it; its latency ends when its answer arrives here.
"""

import json
import random
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

BOT_ID = 4242
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Minga", "username": "minga_bench_bot"}
DATE = 1_795_000_000  # November 2026; replaced by each message's own where it matters
WINDOW = 1.0  # seconds: Telegram's ~30 messages a second overall (promises.md §1)
GROUP_WINDOW = 60.0  # 20 messages a minute to one group
_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


class Poller(Protocol):
    """A connection that waits for updates."""

    def arrived(self) -> None: ...
    def conflict(self) -> None: ...


class Gone(Exception):
    """The call acted, its answer is lost: `fault` is reset, bad_gateway or timeout."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An HTTP answer, given after `delay` seconds."""

    status: int
    body: bytes
    delay: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How this Telegram behaves in a scenario. Faults are probabilities per send, 0 to 1."""

    delay: float = 0.0  # seconds until each answer, or
    delay_to: float = 0.0  # anything between the two
    per_second: int = 0  # 0: no limit
    per_minute_in_group: int = 0
    too_many: float = 0.0  # refused with 429 although no limit was reached
    retry_after: int = 3
    reset: float = 0.0
    bad_gateway: float = 0.0
    timeout: float = 0.0
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Send:
    """One call that people would notice, and when it arrived."""

    at: float
    method: str
    chat: int
    text: str
    reply_to: int
    message_id: int
    latency: float | None  # seconds since the update it answers was available
    answers: str  # "command", "tap", "other", or "" if it answers nothing


@dataclass(kw_only=True)
class World:
    """One scenario's state: a new one begins afresh."""

    rules: Rules = field(default_factory=Rules)
    waiter: Poller | None = None
    held: deque[tuple[int, bytes]] = field(default_factory=deque)
    queue: deque[tuple[int, bytes]] = field(default_factory=deque)
    keys: dict[int, tuple[str, tuple[str, int, int]]] = field(default_factory=dict)
    pending: dict[tuple[str, int, int], tuple[str, float]] = field(default_factory=dict)
    sends: list[Send] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: set[int] = field(default_factory=set)  # chats that met a 429
    polls: int = 0
    first_poll_at: float = 0.0
    released: int = 0
    released_at: float = 0.0
    fetched: int = 0
    fetched_to: int = 0
    confirmed: int = 0
    confirmed_at: float = 0.0
    last_send_at: float = 0.0
    next_message_id: int = 10_000_000

    def __post_init__(self) -> None:
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = defaultdict(deque)
        self._of_chat: dict[int, deque[tuple[str, int, int]]] = defaultdict(deque)
        self._luck = random.Random(self.rules.seed)

    # Steering.

    def hold(self, lines: Sequence[bytes]) -> None:
        """Keeps updates for later: one JSON object a line."""
        for line in lines:
            update = json.loads(line)
            number = int(update["update_id"])
            if (key := _key(update)) is not None:
                self.keys[number] = key
            self.held.append((number, line))

    def release(self, count: int, now: float) -> None:
        """Makes the next `count` available to getUpdates."""
        self.released_at = self.released_at or now
        for _ in range(count):
            number, line = self.held.popleft()
            self.queue.append((number, line))
            if (found := self.keys.get(number)) is not None:
                kind, key = found
                self.pending[key] = (kind, now)
                self._of_chat[key[1]].append(key)
        self.released += count
        if self.waiter is not None:
            self.waiter.arrived()

    # getUpdates.

    def polled(self, offset: int, now: float) -> None:
        """Counts a poll and forgets what its offset confirms."""
        self.polls += 1
        self.first_poll_at = self.first_poll_at or now
        queue = self.queue
        while queue and queue[0][0] < offset:
            queue.popleft()
            self.confirmed += 1
            self.confirmed_at = now

    def take(self, offset: int, limit: int) -> list[bytes]:
        """The next updates; they stay until an offset confirms them."""
        found = [self.queue[i] for i in range(min(limit, len(self.queue), 100))]
        if found and found[-1][0] > self.fetched_to:
            self.fetched += sum(number > self.fetched_to for number, _ in found)
            self.fetched_to = found[-1][0]
        return [line for _, line in found]

    # Every other method.

    def call(self, method: str, arguments: dict[str, Any], now: float) -> Reply:
        """Raises Gone if it acted and the caller is not to learn it."""
        self.calls[method] += 1
        delay = self._delay()
        chat = _number(arguments.get("chat_id"))
        if method.startswith(("send", "copy", "forward")) and method != "sendChatAction":
            wait = self._too_many(chat, now)
            if wait:
                self.refused.add(chat)
                return Reply(status=429, body=_refusal(wait), delay=delay)
        elif method not in _NOTICED:
            return Reply(status=200, body=_ok(self._fact(method, arguments, chat)), delay=delay)
        body = self._act(method, arguments, chat, now)
        self._maybe_lose()
        return Reply(status=200, body=body, delay=delay)

    def _delay(self) -> float:
        low, high = self.rules.delay, self.rules.delay_to
        return self._luck.uniform(low, high) if high > low else low

    def _too_many(self, chat: int, now: float) -> int:
        """Seconds to wait, 0 if it may pass."""
        rules, overall = self.rules, self._overall
        if rules.too_many and self._luck.random() < rules.too_many:
            self.faults["429 at random"] += 1
            return rules.retry_after
        if rules.per_second:
            while overall and overall[0] <= now - WINDOW:
                overall.popleft()
            if len(overall) >= rules.per_second:
                self.faults["429 overall"] += 1
                return 1
            overall.append(now)
        if rules.per_minute_in_group and chat < 0:
            group = self._groups[chat]
            while group and group[0] <= now - GROUP_WINDOW:
                group.popleft()
            if len(group) >= rules.per_minute_in_group:
                self.faults["429 of a group"] += 1
                return int(GROUP_WINDOW - (now - group[0])) + 1
            group.append(now)
        return 0

    def _act(self, method: str, arguments: dict[str, Any], chat: int, now: float) -> bytes:
        text = str(arguments.get("text") or arguments.get("caption") or "")
        replied = _object(arguments.get("reply_parameters")).get("message_id", 0)
        if method == "answerCallbackQuery":
            key = ("tap", 0, int(arguments["callback_query_id"]))
        elif method == "setMessageReaction":
            key = ("message", chat, _number(arguments.get("message_id")))
        else:
            key = ("message", chat, int(replied))
        kind, latency = self._answered(key, method, chat, now)
        self.next_message_id += 1
        self.last_send_at = now
        self.sends.append(
            Send(
                at=now,
                method=method,
                chat=chat,
                text=text,
                reply_to=int(replied),
                message_id=self.next_message_id,
                latency=latency,
                answers=kind,
            )
        )
        if method in _TRUE:
            return _ok(True)
        return _ok(_message(self.next_message_id, chat, text, method))

    def _answered(
        self, key: tuple[str, int, int], method: str, chat: int, now: float
    ) -> tuple[str, float | None]:
        """What the send answers: by its own words, or else the oldest question of its chat."""
        found = self.pending.pop(key, None)
        waiting = self._of_chat.get(chat)
        while found is None and waiting and method.startswith("send") and not key[2]:
            oldest = waiting.popleft()
            if oldest[0] == "message":
                found = self.pending.pop(oldest, None)
        return ("", None) if found is None else (found[0], now - found[1])

    def _maybe_lose(self) -> None:
        for fault in ("reset", "bad_gateway", "timeout"):
            chance = getattr(self.rules, fault)
            if chance and self._luck.random() < chance:
                self.faults[fault] += 1
                raise Gone(fault)

    def _fact(self, method: str, arguments: dict[str, Any], chat: int) -> Any:
        if method == "getMe":
            return {
                **BOT,
                "can_join_groups": True,
                "can_read_all_group_messages": True,
                "supports_inline_queries": False,
            }
        if method == "getChatMember":
            return _member(_number(arguments.get("user_id")))
        if method == "getChatAdministrators":
            return [_member(BOT_ID)]
        if method == "getChatMemberCount":
            return 40
        if method == "getChat":
            return {
                **_chat(chat),
                "accent_color_id": 1,
                "max_reaction_count": 11,
                "accepted_gift_types": dict.fromkeys(_GIFTS, False),
            }
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return True

    # What the harness asks.

    def state(self) -> dict[str, Any]:
        """Counts and instants, without the sends themselves."""
        return {
            "polls": self.polls,
            "first_poll_at": self.first_poll_at,
            "held": len(self.held),
            "released": self.released,
            "released_at": self.released_at,
            "fetched": self.fetched,
            "confirmed": self.confirmed,
            "confirmed_at": self.confirmed_at,
            "sends": len(self.sends),
            "last_send_at": self.last_send_at,
            "unanswered": len(self.pending),
            "calls": dict(self.calls),
            "faults": dict(self.faults),
            "refused": sorted(self.refused),
        }

    def sends_as_lists(self) -> list[dict[str, Any]]:
        """Every send, in the order they arrived."""
        return [asdict(send) for send in self.sends]


_TRUE = {"answerCallbackQuery", "setMessageReaction", "sendChatAction"}
_NOTICED = {"answerCallbackQuery", "setMessageReaction"}
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def _key(update: dict[str, Any]) -> tuple[str, tuple[str, int, int]] | None:
    """Which update a send may answer, and as what it counts; None for talk nobody answers."""
    if (query := update.get("callback_query")) is not None:
        return "tap", ("tap", 0, int(query["id"]))
    message = update.get("message") or {}
    text = str(message.get("text", ""))
    if text.startswith("/") or "#" in text:
        kind = "command" if text.startswith("/") else "other"
        return kind, ("message", int(message["chat"]["id"]), int(message["message_id"]))
    return None


def _number(value: Any) -> int:
    return int(value or 0)


def _object(value: Any) -> dict[str, Any]:
    """A nested argument: JSON calls carry an object, forms its text."""
    found: dict[str, Any] = json.loads(value) if isinstance(value, str) else value or {}
    return found


def _ok(result: Any) -> bytes:
    return b'{"ok":true,"result":' + json.dumps(result).encode() + b"}"


def _refusal(wait: int) -> bytes:
    return json.dumps(
        {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {wait}",
            "parameters": {"retry_after": wait},
        }
    ).encode()


def _chat(chat: int) -> dict[str, Any]:
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": "Ana"}
    return {"id": chat, "type": "supergroup", "title": f"Grupo {-chat}"}


def _message(number: int, chat: int, text: str, method: str) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "message_id": number,
        "date": DATE,
        "chat": _chat(chat),
        "from": BOT,
        "text": text,
    }
    if method == "sendDocument":
        sent["document"] = {"file_id": "f", "file_unique_id": "u"}
    return sent


def _member(user: int) -> dict[str, Any]:
    """Everybody is an administrator here, so that every command may be tried."""
    who = BOT if user == BOT_ID else {"id": user, "is_bot": False, "first_name": "Ana"}
    rights = dict.fromkeys(_RIGHTS, True)
    return {"status": "administrator", "user": who, "is_anonymous": False, **rights}
