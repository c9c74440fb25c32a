"""Delivery by webhook: in order within a chat, side by side across, repeated until it is taken."""

import asyncio
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable

from sandbox.bell import Bell
from sandbox.clock import Clock
from sandbox.json_types import Json
from sandbox.updates import Webhook
from sandbox.world import World

Post = Callable[[str, bytes, dict[str, str]], Awaitable[int]]
LONGEST_WAIT = 60.0
ANSWER_WITHIN = 30.0


async def post_over_http(url: str, body: bytes, headers: dict[str, str]) -> int:
    """POST and return the status; no answer at all counts as 0."""
    return await asyncio.to_thread(_post, url, body, headers)


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=ANSWER_WITHIN) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except (OSError, http.client.HTTPException):
        return 0


class Deliverer:
    """Carries pending updates to the webhook while one is set. `first_wait`: before a retry, s."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        post: Post = post_over_http,
        *,
        first_wait: float = 1.0,
    ) -> None:
        self.world = world
        self.clock = clock
        self.post = post
        self.first_wait = first_wait
        self.bell = Bell()
        self.busy: set[int] = set()
        world.listeners.append(self.bell.ring)

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                for queue in self._waiting():
                    self.busy.add(queue)
                    group.create_task(self._drain(queue))
                await self.bell.wait(LONGEST_WAIT)

    def _queue(self, update: Json) -> int:
        return self.world.mailbox.queue_of.get(update["update_id"], 0)

    def _waiting(self) -> set[int]:
        if self.world.mailbox.webhook is None:
            return set()
        return {self._queue(update) for update in self.world.mailbox.pending} - self.busy

    async def _drain(self, queue: int) -> None:
        wait = self.first_wait
        try:
            while (hook := self.world.mailbox.webhook) and (update := self._next(queue)):
                if await self._deliver(hook, update):
                    wait = self.first_wait
                else:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, LONGEST_WAIT)
        finally:
            self.busy.discard(queue)
            self.bell.ring()

    def _next(self, queue: int) -> Json | None:
        pending = self.world.mailbox.pending
        return next((update for update in pending if self._queue(update) == queue), None)

    async def _deliver(self, hook: Webhook, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        status = await self.post(hook.url, json.dumps(update).encode(), headers)
        if 200 <= status < 300:
            self.world.mailbox.delivered(update)
            self.world.changed("confirmed")
            return True
        hook.last_error = f"Wrong response from the webhook: {status}"
        hook.last_error_date = int(self.clock.now().timestamp())
        return False
