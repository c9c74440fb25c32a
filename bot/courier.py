"""The way out: sends the outbox side by side across chats, in order within one, by priority.

What came of a call, and what follows, is decided in outcomes.py.
"""

import asyncio
import contextlib
import heapq
import json
from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any

from bot.api import Api
from bot.clock import Now
from bot.outcomes import MESSAGES, Expired, Outcomes
from bot.pacer import Pacer
from community.ids import ChatId, MessageId, OutboxId
from storage.database import Database
from storage.outbox import Kind, Letter
from storage.tx import Tx

SIDE_BY_SIDE = 48  # calls on their way at a time
GATHERED = 24  # results noted together at the least, if more calls are on their way,
GATHER_SECONDS = 0.003  # and the longest that the first of them waits for the others
IDLE_SECONDS = 60.0  # the longest sleep; something new wakes the courier anyway
HEADS_LOOKED_AT = 200  # of those that wait, to know how long to sleep
LOADED = 20_000  # rows held in memory at most

Result = tuple[Letter, Any, Exception | None]
_Head = tuple[int, int, ChatId]  # priority, number, where: smaller goes first


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
        self._queue: list[_Head] = []  # heads of idle lanes, and
        self._reminders: list[_Head] = []  # of those whose head is a reminder
        self._reminding: OutboxId | None = None  # the one reminder that is on its way
        self._later: list[tuple[datetime, int, Letter]] = []  # not before an instant
        self._busy: set[ChatId] = set()
        self._loaded = 0
        self._has_caught_up = False  # whether every letter written up to now was taken up
        self._was_passed_by = False  # letters came while the outbox was being read
        self._results: list[Result] = []
        self._outcomes = Outcomes(now=now, close=lambda chat, wait: self.pacer.close(chat, wait))
        self._tasks: asyncio.TaskGroup  # of the calls on their way; there while `run` runs
        self._is_ending = False
        self._settled = asyncio.Condition()
        self._is_idle = False

    def wake(self) -> None:
        """Something changed: a letter, the clock, a limit."""
        self._is_idle = False
        self._woken.set()

    def keep_place(self, chat: int, kind: str, method: str) -> bool:
        """Whether a letter that is being written may leave at its commit, which then says so: its
        chat is free and no limit stands against it. `accept` or `give_place_back` must follow."""
        at = ChatId(chat)
        if self._is_ending or not self._has_caught_up or len(self._busy) >= SIDE_BY_SIDE:
            return False
        if at in self._busy or at in self._lanes:
            return False
        if kind != Kind.ANSWER:
            is_message = method in MESSAGES
            if self.pacer.wait_overall() > 0 or self.pacer.wait_for(chat, is_message=is_message):
                return False
            self.pacer.spend(chat, is_message=is_message)
        self._busy.add(at)
        return True

    def give_place_back(self, chat: int) -> None:
        """It was not committed."""
        self._busy.discard(ChatId(chat))
        self._line_up(ChatId(chat))
        self.wake()

    def accept(self, letters: Sequence[Letter], going: Container[int] = ()) -> None:
        """Letters just committed: those that are going go, the others wait their turn."""
        waiting = [letter for letter in letters if letter.id not in going]
        if len(waiting) < len(letters):
            self._loaded += len(letters) - len(waiting)
            self._start([letter for letter in letters if letter.id in going])
        if waiting:
            self._take_in(waiting)

    def _take_in(self, letters: Sequence[Letter]) -> None:
        """Taken up as they are if all before them were, else read later."""
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
        async with asyncio.TaskGroup() as self._tasks:
            while True:
                wait = self._next_wait()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._woken.wait()
                self._woken.clear()
                await self._load()
                self._bring_forward()
                await self._note_and_send()
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
                await self._outcomes.unknown(tx, letter, letter.attempts, "the process ended")

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
            self._line_up(letter.chat_id)

    def _bring_forward(self) -> None:
        """What was not to go before now."""
        while self._later and self._later[0][0] <= self._now():
            self._take_up(heapq.heappop(self._later)[2])

    # Sending.

    async def _note_and_send(self) -> None:
        """One commit says what came of letters that went, and that the next are on their way."""
        results, self._results = self._results, []
        for letter, _, error in results:
            if error is None:
                self._let_go(letter)
        chosen = self._choose()
        if not results and not chosen:
            return
        async with self._database.write() as tx:
            again = await self._note(tx, results)
            going = await tx.outbox.sending([letter.id for letter in chosen])
        self._start([letter for letter in chosen if letter.id in going])
        for letter in chosen:
            if letter.id not in going:
                self._let_go(letter)  # cancelled while it waited here
        if again:
            await self._reload(again)
        for letter, _, error in results:
            if error is not None:
                self._let_go(letter)

    def _start(self, letters: Sequence[Letter]) -> None:
        """They are on their way in the database: now they go."""
        if letters:
            self.pacer.goes_now()
        for letter in letters:
            self._tasks.create_task(self._send(letter))

    def _let_go(self, letter: Letter) -> None:
        """Done with for now: its chat's next letter may go."""
        self._loaded -= 1
        self._busy.discard(letter.chat_id)
        if letter.id == self._reminding:
            self._reminding = None
            self.wake()
        if self._lanes.get(letter.chat_id):
            self._line_up(letter.chat_id)
            self.wake()
        else:
            self._lanes.pop(letter.chat_id, None)

    def _line_up(self, chat: ChatId) -> None:
        """The head of an idle chat's lane waits for its turn, a reminder among reminders."""
        if lane := self._lanes.get(chat):
            priority, number, letter = lane[0]
            heads = self._reminders if letter.kind == Kind.REMINDER else self._queue
            heapq.heappush(heads, (priority, number, chat))

    def _next_head(self) -> _Head | None:
        """The first that waits; a reminder only if none is on its way (docs/decisions/0032)."""
        queue, reminders = self._queue, self._reminders
        if reminders and self._reminding is None and (not queue or reminders[0] < queue[0]):
            return heapq.heappop(reminders)
        return heapq.heappop(queue) if queue else None

    def _choose(self) -> list[Letter]:
        """As many as may go now: by priority, one for each chat, within the limits."""
        chosen: list[Letter] = []
        held: list[ChatId] = []
        while (
            not self._is_ending and len(self._busy) < SIDE_BY_SIDE and (head := self._next_head())
        ):
            _, number, chat = head
            lane = self._lanes.get(chat)
            if chat in self._busy or not lane or lane[0][1] != number:
                continue  # an older head of the lane
            letter = lane[0][2]
            is_free = letter.kind == Kind.ANSWER
            if not is_free and self.pacer.wait_overall() > 0:
                held.append(chat)
                break
            if self._wait_of(letter) > 0:
                held.append(chat)
                continue
            heapq.heappop(lane)
            self._busy.add(chat)
            if letter.kind == Kind.REMINDER:
                self._reminding = letter.id
            if not is_free:
                self.pacer.spend(chat, is_message=letter.method in MESSAGES)
            chosen.append(letter)
        for chat in held:
            self._line_up(chat)
        return chosen

    def _wait_of(self, letter: Letter) -> float:
        """What a chat was told to wait holds for all but answers to taps, which name no chat."""
        if letter.kind == Kind.ANSWER:
            return 0.0
        return self.pacer.wait_for(letter.chat_id, is_message=letter.method in MESSAGES)

    def _next_wait(self) -> float:
        """Seconds until something that waits may go; a minute when nothing does."""
        soonest = IDLE_SECONDS
        if self._is_ending:
            return soonest
        if self._later:
            soonest = min(soonest, (self._later[0][0] - self._now()).total_seconds())
        if len(self._busy) < SIDE_BY_SIDE:
            overall = self.pacer.wait_overall()
            heads = self._queue[:HEADS_LOOKED_AT]
            if self._reminding is None:
                heads += self._reminders[:HEADS_LOOKED_AT]
            for _, _, chat in heads:
                lane = self._lanes.get(chat)
                if lane and chat not in self._busy:
                    soonest = min(soonest, max(self._wait_of(lane[0][2]), overall))
                    if soonest <= overall:
                        break
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
        except Exception as problem:  # sorted in outcomes.py: nothing may escape a send
            result, error = None, problem
        self._results.append((letter, result, error))
        self._note_soon()

    def _note_soon(self) -> None:
        """Results that come within a few milliseconds of one another are noted in one commit."""
        if len(self._results) >= min(GATHERED, len(self._busy)):
            self.wake()
        elif len(self._results) == 1:
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self.wake)

    # Noting what came of it.

    async def _note(self, tx: Tx, results: Sequence[Result]) -> list[Letter]:
        """Writes down how each ended; gives those that are ready again."""
        again: list[Letter] = []
        sent = [(letter, result) for letter, result, error in results if error is None]
        if sent:
            await tx.outbox.sent([(le.id, _message_id(r)) for le, r in sent], self._now())
        for letter, result in sent:
            await self._outcomes.sent(tx, letter, _message_id(result))
        await self._outcomes.note_whom_they_name(tx, [(le, _message_id(r)) for le, r in sent])
        for letter, _, error in results:
            if error is not None and await self._outcomes.failed(tx, letter, error):
                again.append(letter)
        return again

    async def _reload(self, letters: list[Letter]) -> None:
        """What goes back to ready is read again: its chat, payload or time may have changed."""
        async with self._database.read() as tx:
            fresh = await tx.outbox.ready_again([letter.id for letter in letters])
        for letter in fresh:
            self._loaded += 1
            self._take_up(letter)


def _message_id(result: Any) -> MessageId | None:
    if isinstance(result, dict) and "message_id" in result:
        return MessageId(result["message_id"])
    return None
