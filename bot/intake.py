"""The way in: raw updates, sorted at a glance and committed before Telegram may forget them.

After a hinge (a command or tap that changes what may be kept) nothing more is sorted until the
dispatch has handled it, so that a change of mode or an opt-out holds from its own update on.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.api import Ambiguous, Api, NotSent, Refused
from bot.clock import Now
from bot.dispatch import Dispatch
from bot.glance import Json, Known, glance
from community.communities import Mode
from community.discussions import Utterance
from storage.database import AnotherInstance, Database
from storage.inbox import Arrival

log = structlog.get_logger("minga.intake")

# Always named: absent means «as before», and chat_member must be asked for (promises.md §1).
# Reactions are not: nothing uses them, so they are not even received.
ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
]
POLL_SECONDS = 25
POLL_LIMIT = 100
SILENT_SECONDS = 120.0  # no successful poll for so long: the process ends, the supervisor restarts
CONFLICTS = 5  # polls refused with 409 before giving up: another instance is polling
SETTLE_SECONDS = 20.0


class Intake:
    """Takes raw updates, from the poller or the webhook, one batch at a time."""

    def __init__(self, database: Database, dispatch: Dispatch, known: Known, *, now: Now) -> None:
        self._database = database
        self._dispatch = dispatch
        self.known = known
        self._now = now
        self._turn = asyncio.Lock()
        self._is_unsettled = True  # at start: what waits in the inbox may hold a hinge

    async def load(self) -> None:
        """Learns what is needed to decide without a query."""
        async with self._database.read() as tx:
            communities = await tx.communities.all()
            self.known.communities = {c.telegram_chat_id: c for c in communities}
            self.known.keep_nothing = await tx.people.keep_nothing()
            self.known.threads_of_prompts = await tx.posts.index("prompt")
            self.known.kept = await tx.posts.index("practice") | await tx.posts.index("offer")
            self.known.kept |= await tx.posts.index("theme") | await tx.posts.index("remark")
            self.known.kept |= await tx.posts.index("point")
            self.known.requests = await tx.posts.index("request")
            reflections = await tx.posts.index("reflection")
        self.known.threads_of_prompts |= reflections

    def remembered(self, about: str, chat: int, message: int) -> None:
        """A message was kept as something: replies to it, or its edits, are for the bot."""
        if about in ("prompt", "reflection"):
            self.known.threads_of_prompts.add((chat, message))
        elif about == "request":
            self.known.requests.add((chat, message))
        elif about in ("practice", "offer", "theme", "remark", "point"):
            self.known.kept.add((chat, message))

    async def take(self, updates: Sequence[Json]) -> None:
        """Returns once everything that may be kept is on disk."""
        async with self._turn:
            arrivals: list[Arrival] = []
            said: list[Utterance] = []
            patience = SETTLE_SECONDS  # for the whole batch, however many hinges it holds
            for update in updates:
                if self._is_unsettled:
                    patience = await self._settle(patience)
                seen = glance(update, self.known)
                if seen.arrival is not None:
                    arrivals.append(seen.arrival)
                if seen.utterance is not None:
                    said.append(seen.utterance)
                if seen.is_hinge:
                    await self._keep(arrivals, said)
                    arrivals, said = [], []
                    self._is_unsettled = True
            await self._keep(arrivals, said)

    async def _keep(self, arrivals: list[Arrival], said: list[Utterance]) -> None:
        if not arrivals and not said:
            return
        async with self._database.write() as tx:
            kept = await tx.inbox.receive(arrivals, self._now())
            await tx.discussions.hear(said)
            for one in said:
                if one.edited_at is not None:  # it may be quoted where people read it
                    await tx.personal.follow_edits(one.community_id, [one.message_id], self._now())
        if kept:
            self._dispatch.accept(kept)

    async def _settle(self, patience: float) -> float:
        """Waits for the hinge, and gives what is left of the patience. If it does not settle, groups
        count as discreet meanwhile: what is for the bot is kept, nothing is overheard."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(patience):
                await self._dispatch.settle()
        except TimeoutError:
            log.warning("a change of privacy is not settled: talk is dropped meanwhile")
            self.known.communities = {
                chat: replace(community, mode=Mode.DISCREET)
                for chat, community in self.known.communities.items()
            }
            return 0.0
        await self.load()
        self._is_unsettled = False
        return max(0.0, patience - (time.monotonic() - started))


class Poller:
    """Asks Telegram for updates, for ever; its own backoff and its own watchdog (promises.md §0.10)."""

    def __init__(self, api: Api, intake: Intake) -> None:
        self._api = api
        self._intake = intake
        self.last_success = time.monotonic()

    async def run(self) -> None:
        """Raises AnotherInstance when somebody else polls, Refused(401) for a wrong token."""
        offset, failures, conflicts = 0, 0, 0
        await self._without_webhook()
        while True:
            try:
                updates = await self._poll(offset)
                if updates and await self._kept(updates):
                    offset = updates[-1]["update_id"] + 1
                self.last_success, failures, conflicts = time.monotonic(), 0, 0
            except (NotSent, Ambiguous) as error:
                failures += 1
                log.warning("polling failed", error=str(error), failures=failures)
                await asyncio.sleep(min(30.0, 0.5 * 2 ** min(failures, 6)))
            except Refused as no:
                conflicts = await self._refused(no, conflicts)

    async def watch(self) -> None:
        """Ends the process if polling is silently dead."""
        while True:
            await asyncio.sleep(SILENT_SECONDS / 8)
            if time.monotonic() - self.last_success > SILENT_SECONDS:
                raise PollingIsDead()

    async def _kept(self, updates: list[Json]) -> bool:
        """Whether all of it is on disk; if not (a full disk), Telegram keeps it for us."""
        try:
            await self._intake.take(updates)
        except Exception as error:
            log.error("updates could not be kept: they stay at Telegram", exc_info=error)
            await asyncio.sleep(2)
            return False
        return True

    async def _poll(self, offset: int) -> list[Json]:
        asked = {
            "offset": offset,
            "limit": POLL_LIMIT,
            "timeout": POLL_SECONDS,
            "allowed_updates": ALLOWED_UPDATES,
        }
        updates: list[Json] = await self._api.call("getUpdates", asked, seconds=POLL_SECONDS + 10)
        return updates

    async def _without_webhook(self) -> None:
        """Never drops what is pending: that would forget what was said while the bot was down."""
        while True:
            try:
                await self._api.call("deleteWebhook", {"drop_pending_updates": False})
                return
            except (NotSent, Ambiguous) as error:
                log.warning("telegram cannot be reached", error=str(error))
                await asyncio.sleep(2)

    async def _refused(self, no: Refused, conflicts: int) -> int:
        if no.code in (401, 404):
            raise no
        if no.code == 409 and conflicts + 1 >= CONFLICTS:
            raise AnotherInstance("another process polls with the same token")
        await asyncio.sleep(no.wait or 2.0)
        return conflicts + (no.code == 409)


class PollingIsDead(Exception):
    """No poll succeeded for SILENT_SECONDS: better to start afresh than to look alive."""
