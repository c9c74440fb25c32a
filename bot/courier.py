"""The way out: sends the outbox side by side across chats, in order within one, by priority.

A call that ended is one of three: Telegram did it, it definitely did not, or nobody knows. What
follows «nobody knows» depends on the kind of message (promises.md §6), and is decided here alone.
"""

import asyncio
import contextlib
import heapq
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import unescape
from re import sub
from typing import Any

import structlog

from bot.api import Ambiguous, Api, NotSent, Refused
from bot.clock import Now
from bot.pacer import Pacer
from community.ids import ChatId, CommunityId, MessageId, OutboxId, PersonId
from storage.database import Database
from storage.outbox import Kind, Letter
from storage.posts import Post
from storage.tx import Tx

log = structlog.get_logger("minga.courier")

SIDE_BY_SIDE = 48  # calls on their way at a time
IDLE_SECONDS = 60.0  # the longest sleep; something new wakes the courier anyway
HEADS_LOOKED_AT = 200  # of those that wait, to know how long to sleep
LOADED = 20_000  # rows held in memory at most
COPIES = 2  # a reminder of which nobody knows is sent once more, not more
TRIES = 8  # edits and pins of which nobody knows, before giving up
MESSAGES = ("sendMessage", "sendDocument")
# Refusals of idempotent calls that mean «already so» (promises.md §6).
DONE_ALREADY = (
    "message is not modified",
    "not found",
    "message can't be deleted",
    "query is too old",
)
UNPARSABLE = "can't parse entities"
NO_TOPIC = "message thread not found"

Result = tuple[Letter, Any, Exception | None]


class Courier:
    """Sends what is ready; `run` until cancelled."""

    def __init__(
        self,
        database: Database,
        api: Api,
        *,
        now: Now,
        rate: float,
    ) -> None:
        self._database = database
        self._api = api
        self._now = now
        self.pacer = Pacer(rate)
        self._woken = asyncio.Event()
        self._last = OutboxId(0)
        self._lanes: dict[ChatId, list[tuple[int, int, Letter]]] = {}
        self._queue: list[tuple[int, int, ChatId]] = []  # heads of idle lanes
        self._later: list[tuple[datetime, int, Letter]] = []  # not before an instant
        self._busy: set[ChatId] = set()
        self._loaded = 0
        self._has_caught_up = False  # whether every letter written up to now was taken up
        self._was_passed_by = False  # letters came while the outbox was being read
        self._results: list[Result] = []
        self._unreached: Counter[OutboxId] = Counter()  # calls that never got to Telegram
        self._is_ending = False
        self._settled = asyncio.Condition()
        self._is_idle = False

    def wake(self) -> None:
        """Something changed: a letter, the clock, a limit."""
        self._is_idle = False
        self._woken.set()

    def accept(self, letters: Sequence[Letter]) -> None:
        """Letters just committed: taken up as they are if all before them were, else read later."""
        if self._has_caught_up and self._loaded < LOADED:
            for letter in letters:
                self._load_one(letter)
        else:
            self._has_caught_up, self._was_passed_by = False, True
        self.wake()

    async def settle(self, seconds: float = 10.0) -> None:
        """Waits until nothing is left to send for now, or for so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._settled:
                await self._settled.wait_for(lambda: self._rests)

    async def finish(self, seconds: float) -> None:
        """Sends nothing new, and waits for what is on its way, or for so long."""
        self._is_ending = True
        self.wake()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._settled:
                await self._settled.wait_for(
                    lambda: self._is_idle and not self._busy and not self._results
                )

    async def run(self) -> None:
        """For ever: load, send, note what came of it."""
        await self._recover()
        self.wake()
        async with asyncio.TaskGroup() as tasks:
            while True:
                wait = self._next_wait()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._woken.wait()
                self._woken.clear()
                await self._note_results()
                await self._load()
                self._bring_forward()
                await self._send_some(tasks)
                self._is_idle = not self._woken.is_set()
                async with self._settled:
                    self._settled.notify_all()

    # Taking up.

    async def _recover(self) -> None:
        """After a crash: windows still hold, and what was on its way is ambiguous."""
        async with self._database.write() as tx:
            for chat, until in (await tx.outbox.windows(self._now())).items():
                self.pacer.close(chat, (until - self._now()).total_seconds())
            for letter in await tx.outbox.stranded():
                await self._ambiguous(tx, letter, letter.attempts, "the process ended")

    async def _load(self) -> None:
        """Reads what is ready in the outbox, unless all of it was handed over already."""
        if self._has_caught_up or self._loaded >= LOADED // 2:
            return
        self._was_passed_by = False
        room = LOADED - self._loaded
        async with self._database.read() as tx:
            letters = await tx.outbox.ready(self._last, room)
        for letter in letters:
            self._load_one(letter)
        self._has_caught_up = len(letters) < room and not self._was_passed_by
        if self._was_passed_by:
            self.wake()

    def _load_one(self, letter: Letter) -> None:
        if letter.id > self._last:  # a letter read a moment ago may be handed over too
            self._last = letter.id
            self._loaded += 1
            self._take_up(letter)

    def _take_up(self, letter: Letter) -> None:
        if letter.not_before is not None and letter.not_before > self._now():
            heapq.heappush(self._later, (letter.not_before, letter.id, letter))
            return
        lane = self._lanes.setdefault(letter.chat_id, [])
        heapq.heappush(lane, (letter.priority, letter.id, letter))
        if letter.chat_id not in self._busy and lane[0][1] == letter.id:
            heapq.heappush(self._queue, (letter.priority, letter.id, letter.chat_id))

    def _bring_forward(self) -> None:
        """What was not to go before now."""
        while self._later and self._later[0][0] <= self._now():
            self._take_up(heapq.heappop(self._later)[2])

    # Sending.

    async def _send_some(self, tasks: asyncio.TaskGroup) -> None:
        chosen = self._choose()
        if not chosen:
            return
        async with self._database.write() as tx:
            going = await tx.outbox.sending([letter.id for letter in chosen])
        for letter in chosen:
            if letter.id in going:
                tasks.create_task(self._send(letter))
            else:
                self._let_go(letter)  # cancelled while it waited here

    def _let_go(self, letter: Letter) -> None:
        """Done with for now: its chat's next letter may go."""
        self._loaded -= 1
        self._busy.discard(letter.chat_id)
        if lane := self._lanes.get(letter.chat_id):
            heapq.heappush(self._queue, (lane[0][0], lane[0][1], letter.chat_id))
            self.wake()
        else:
            self._lanes.pop(letter.chat_id, None)

    def _choose(self) -> list[Letter]:
        """As many as may go now: by priority, one for each chat, within the limits."""
        chosen: list[Letter] = []
        held: list[tuple[int, int, ChatId]] = []
        while not self._is_ending and self._queue and len(self._busy) < SIDE_BY_SIDE:
            priority, number, chat = heapq.heappop(self._queue)
            lane = self._lanes.get(chat)
            if chat in self._busy or not lane or lane[0][1] != number:
                continue  # an older head of the lane
            letter = lane[0][2]
            is_free = letter.kind == Kind.ANSWER
            if not is_free and self.pacer.wait_overall() > 0:
                held.append((priority, number, chat))
                break
            if self._wait_of(letter) > 0:
                held.append((priority, number, chat))
                continue
            heapq.heappop(lane)
            self._busy.add(chat)
            if not is_free:
                self.pacer.spend(chat, is_message=letter.method in MESSAGES)
            chosen.append(letter)
        for entry in held:
            heapq.heappush(self._queue, entry)
        return chosen

    def _wait_of(self, letter: Letter) -> float:
        """What a chat was told to wait holds for all but answers to taps, which name no chat."""
        if letter.kind == Kind.ANSWER:
            return 0.0
        return self.pacer.wait_for(letter.chat_id, is_message=letter.method in MESSAGES)

    def _next_wait(self) -> float:
        """Seconds until something that waits may go; a minute when nothing does."""
        if self._results:
            return 0.0
        soonest = IDLE_SECONDS
        if self._is_ending:
            return soonest
        if self._later:
            soonest = min(soonest, (self._later[0][0] - self._now()).total_seconds())
        if len(self._busy) < SIDE_BY_SIDE:
            for _, _, chat in self._queue[:HEADS_LOOKED_AT]:
                lane = self._lanes.get(chat)
                if lane and chat not in self._busy:
                    wait = max(self._wait_of(lane[0][2]), self.pacer.wait_overall())
                    soonest = min(soonest, wait)
        return max(soonest, 0.001)

    @property
    def _rests(self) -> bool:
        """Nothing is on its way, and nothing may go within the next second."""
        return self._is_idle and not self._busy and self._next_wait() >= 1.0

    async def _send(self, letter: Letter) -> None:
        try:
            if letter.expires_at is not None and letter.expires_at <= self._now():
                raise Expired()
            payload = json.loads(letter.payload)
            if letter.method != "answerCallbackQuery":
                payload = {"chat_id": letter.chat_id, **payload}
            result, error = await self._api.call(letter.method, payload), None
        except Exception as problem:  # sorted in _note: nothing may escape a send
            result, error = None, problem
        self._results.append((letter, result, error))
        self.wake()

    # Noting what came of it.

    async def _note_results(self) -> None:
        if not self._results:
            return
        results, self._results = self._results, []
        again: list[Letter] = []
        async with self._database.write() as tx:
            sent = [(letter, result) for letter, result, error in results if error is None]
            if sent:
                await tx.outbox.sent([(le.id, _message_id(r)) for le, r in sent], self._now())
            for letter, result in sent:
                await self._follow_up(tx, letter, _message_id(result))
            for letter, _, error in results:
                if error is not None and await self._note(tx, letter, error):
                    again.append(letter)
        if again:
            await self._reload(again)
        for letter, _, error in results:
            if not isinstance(error, NotSent):
                self._unreached.pop(letter.id, None)
            self._let_go(letter)

    async def _reload(self, letters: list[Letter]) -> None:
        """What goes back to ready is read again: its chat, payload or time may have changed."""
        async with self._database.read() as tx:
            fresh = await tx.outbox.ready_again([letter.id for letter in letters])
        for letter in fresh:
            self._loaded += 1
            self._take_up(letter)

    async def _follow_up(self, tx: Tx, letter: Letter, message: MessageId | None) -> None:
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

    async def _note(self, tx: Tx, letter: Letter, error: Exception) -> bool:
        """Settles one that did not simply succeed; says whether it is ready again."""
        if isinstance(error, Expired):
            await tx.outbox.settle(letter.id, "expired", "too late to be useful", self._now())
        elif isinstance(error, Ambiguous):
            return await self._ambiguous(tx, letter, letter.attempts + 1, str(error))
        elif isinstance(error, NotSent):
            return await self._not_sent(tx, letter, str(error))
        elif isinstance(error, Refused):
            return await self._refused(tx, letter, error)
        else:
            log.error("letter failed", letter=letter.id, exc_info=error)
            await tx.outbox.settle(letter.id, "failed", type(error).__name__, self._now())
        return False

    async def _ambiguous(self, tx: Tx, letter: Letter, sends: int, why: str) -> bool:
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
            await tx.communities.migrated(letter.chat_id, ChatId(no.migrated_to))
            await tx.outbox.move(letter.id, ChatId(no.migrated_to))
            return True
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
        self.pacer.close(letter.chat_id, seconds)
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


class Expired(Exception):
    """It would come too late to be useful."""


def _message_id(result: Any) -> MessageId | None:
    if isinstance(result, dict) and "message_id" in result:
        return MessageId(result["message_id"])
    return None


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
