"""The inbox, handled: in order within a chat, chats side by side, each update all or nothing.

Updates of different chats that wait at the same time share one transaction, because its commit (an
fsync) costs more than what is in it. If anything in such a group fails, all of it is undone and each
update is taken alone (docs/decisions/0005-updates-that-wait-share-a-commit.md).
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from telegram import Message, Update

from bot.clock import Now
from bot.glance import are_ids, command_word
from bot.roles import Roles
from community.communities import Community
from community.ids import ChatId, InboxId, PersonId
from community.people import NOT_PERSONS, Member, Person
from handlers import taps
from handlers.apologies import apologise
from handlers.context import Context, InstanceFacts
from handlers.routes import route
from reading.hashtags import hands_over
from storage.database import Database
from storage.inbox import Waiting
from storage.members import Standing
from storage.tx import Tx

log = structlog.get_logger("minga.dispatch")

GROUP = 64  # updates that share a commit at most,
GROUP_SECONDS = 0.015  # and for how long they are handled in it: others wait for the writer
READ = 500  # rows of the inbox at a time
TAKEN_UP = 2000  # updates held in memory at most
ATTEMPTS = 3  # then an update is quarantined (house.md §1.2)
SPOKE_AGAIN = timedelta(minutes=5)  # how exactly «since I last wrote» is remembered
PAUSES = (0.2, 1.0)  # seconds before the second and the third attempt


@dataclass(frozen=True, kw_only=True)
class _Job:
    """An update taken up: its row, what it is, and whom Telegram must be asked about."""

    row: Waiting
    update: Update
    word: str | None
    person: PersonId | None


class Dispatch:
    """Takes rows of the inbox up and handles them; `run` until cancelled."""

    def __init__(
        self,
        database: Database,
        roles: Roles,
        instance: InstanceFacts,
        *,
        now: Now,
        default_language: str,
        bot_username: str,
    ) -> None:
        self._database = database
        self._roles = roles
        self._instance = instance
        self._now = now
        self._default_language = default_language
        self._bot_username = bot_username
        self._lanes: dict[ChatId, deque[Waiting]] = {}
        self._ready: deque[ChatId] = deque()
        self._last = InboxId(0)
        self._woken = asyncio.Event()
        self._settled = asyncio.Condition()
        self._unanswered: set[tuple[ChatId, PersonId]] = set()
        self._open = 0
        self._has_caught_up = False  # whether every row of the inbox up to now was taken up
        self._was_passed_by = False  # rows came while the inbox was being read
        self._is_idle = False

    def wake(self) -> None:
        """There may be something new in the inbox."""
        self._is_idle = False
        self._woken.set()

    def accept(self, rows: Sequence[Waiting]) -> None:
        """Rows just committed: taken up as they are if everything before them was, else read later."""
        if self._has_caught_up and self._open < TAKEN_UP:
            for row in rows:
                self._take(row)
        else:
            self._has_caught_up, self._was_passed_by = False, True
        self.wake()

    async def settle(self) -> None:
        """Waits until everything that was received before this call is handled."""
        async with self._settled:
            await self._settled.wait_for(lambda: self._is_idle and self._open == 0)

    async def run(self) -> None:
        """For ever: take up, handle, sleep until woken."""
        self.wake()
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._woken.wait()
                self._woken.clear()
                await self._take_up()
                await self._work(tasks)
                self._is_idle = not self._woken.is_set()
                async with self._settled:
                    self._settled.notify_all()

    async def _take_up(self) -> None:
        """Reads what waits in the inbox, unless all of it was handed over already."""
        while not self._has_caught_up and self._open < TAKEN_UP:
            self._was_passed_by = False
            async with self._database.read() as tx:
                rows = await tx.inbox.waiting(self._last, limit=READ)
            for row in rows:
                self._take(row)
            self._has_caught_up = len(rows) < READ and not self._was_passed_by
        if not self._has_caught_up:
            self.wake()  # there is more in the database than is held at a time

    def _take(self, row: Waiting) -> None:
        if row.id <= self._last:
            return  # a row read a moment ago may be handed over too
        lane = self._lanes.get(row.chat_id)
        if lane is None:
            self._lanes[row.chat_id] = deque([row])
            self._ready.append(row.chat_id)
        else:
            lane.append(row)
        self._last = row.id
        self._open += 1

    async def _work(self, tasks: asyncio.TaskGroup) -> None:
        """Group after group; the next is read while the database is busy with the one before."""
        handling: asyncio.Task[None] | None = None
        while self._ready or handling is not None:
            group = await self._gather(tasks)
            if handling is not None:
                await handling
            handling = tasks.create_task(self._handle_group(group, tasks)) if group else None

    async def _gather(self, tasks: asyncio.TaskGroup) -> list[_Job]:
        """One group: at most one update of a chat and of a person, none that waits for Telegram."""
        group: list[_Job] = []
        people: set[PersonId] = set()
        later: list[ChatId] = []
        while self._ready and len(group) < GROUP:
            chat = self._ready.popleft()
            row = self._lanes[chat][0]
            if row.person_id is not None and row.person_id in people:
                later.append(chat)
                continue
            job = await self._parsed(row)
            if job is None:
                continue
            questions = await self._questions(job)
            if questions:
                tasks.create_task(self._ask(chat, questions))
                continue
            group.append(job)
            if job.person is not None:
                people.add(job.person)
            await asyncio.sleep(0)  # what is being handled, and sent, goes on
        self._ready.extendleft(reversed(later))
        return group

    async def _parsed(self, row: Waiting) -> _Job | None:
        """The update as python-telegram-bot sees it; one that cannot be read is quarantined."""
        try:
            raw = json.loads(row.raw)
            update = Update.de_json(raw, None)
            word = command_word(raw["message"], self._bot_username) if "message" in raw else None
            user, chat = update.effective_user, update.effective_chat
            if not are_ids(user and user.id, chat and chat.id):
                raise ValueError("an id that is none")
            self._forget_roles(update)
        except Exception as error:  # whatever a malformed update breaks
            await self._quarantine(row, row.attempts + 1, error)
            return None
        is_person = user is not None and not user.is_bot and user.id not in NOT_PERSONS
        person = PersonId(user.id) if user is not None and is_person else None
        return _Job(row=row, update=update, word=word, person=person)

    async def _questions(self, job: _Job) -> list[tuple[ChatId, PersonId]]:
        """What must be asked of Telegram before the transaction, and is not remembered."""
        query = job.update.callback_query
        verb = (query.data or "").partition(":")[0] if query is not None else None
        if job.person is None or not taps.needs_admins(job.word, verb):
            return []
        return [
            (chat, job.person)
            for chat in await self._chats_meant(job)
            if self._roles.remembered(chat, job.person) is None
            and (chat, job.person) not in self._unanswered
        ]

    async def _chats_meant(self, job: _Job) -> list[ChatId]:
        chat = job.update.effective_chat
        if chat is not None and chat.type != "private":
            return [ChatId(chat.id)]
        assert job.person is not None
        async with self._database.read() as tx:
            communities = await tx.members.communities_of(job.person)
        return [community.telegram_chat_id for community in communities]

    async def _ask(self, chat: ChatId, questions: Iterable[tuple[ChatId, PersonId]]) -> None:
        for group, person in questions:
            if await self._roles.ask(group, person) is None:
                self._unanswered.add((group, person))
        self._ready.append(chat)
        self.wake()

    async def _handle_group(self, group: list[_Job], tasks: asyncio.TaskGroup) -> None:
        handled: list[_Job] = []
        try:
            async with self._database.write() as tx:
                standings = await self._standings(tx, group)
                until = time.monotonic() + GROUP_SECONDS
                for job in group:
                    await self._handle(tx, job, standings[job.row.chat_id])
                    handled.append(job)
                    if time.monotonic() > until:
                        break
                await tx.inbox.done([job.row.id for job in handled], self._now())
        except Exception as error:
            if len(group) == 1:
                await self._failed(group[0], error, tasks)
                return
            for job in group:
                await self._handle_group([job], tasks)
            return
        for job in handled:
            self._finish(job.row)
        self._ready.extendleft(job.row.chat_id for job in reversed(group[len(handled) :]))

    async def _standings(self, tx: Tx, group: list[_Job]) -> dict[ChatId, Standing]:
        return await tx.members.standings(
            [(job.row.chat_id, job.person or PersonId(0)) for job in group]
        )

    async def _handle(self, tx: Tx, job: _Job, standing: Standing) -> None:
        await self._migrate(tx, job.update.message)
        chat = job.update.effective_chat
        is_private = chat is not None and chat.type == "private"
        community, member = standing.community, standing.member
        is_kept = _is_said(job.update) and (
            is_private or (community is not None and community.is_active)
        )
        person = await self._met(tx, job, standing, is_kept=is_kept)
        if is_private and person is not None:
            community, member = await self._meant(tx, person)
        elif community is not None and community.is_active and person is not None:
            member = await self._arrived(tx, job, community, person, member)
        if person is not None and person.keep_nothing_at is not None and _has_words(job):
            return  # it came in before the wish was settled; its words go with this commit
        context = Context(
            update=job.update,
            tx=tx,
            now=self._now(),
            default_language=self._default_language,
            instance=self._instance,
            community=community,
            person=person,
            member=member,
            admin_of=self._admin_of(job),
        )
        await route(job.update, context, job.word)

    def _forget_roles(self, update: Update) -> None:
        """Somebody's role changed: what was remembered of that group is not true any more."""
        change = update.my_chat_member or update.chat_member
        if change is not None:
            self._roles.forget(ChatId(change.chat.id))

    async def _met(self, tx: Tx, job: _Job, standing: Standing, *, is_kept: bool) -> Person | None:
        """Who speaks; kept where the bot keeps anything at all, that is, not before activation."""
        user = job.update.effective_user
        if job.person is None or user is None:
            return None
        name = user.full_name
        known = standing.person
        if known is not None and (known.name, known.username) == (name, user.username):
            return known
        met = Person(
            id=job.person,
            name=name,
            username=user.username,
            language=user.language_code,
            met_at=known.met_at if known else self._now(),
        )
        if not is_kept:
            return known or met
        await tx.people.meet(met)
        return await tx.people.get(job.person)

    async def _arrived(
        self, tx: Tx, job: _Job, community: Community, person: Person, member: Member | None
    ) -> Member | None:
        """Whoever addresses the bot in a group is a member of its community."""
        now = self._now()
        has_spoken = _has_spoken(job)
        if member is None and person.keep_nothing_at is not None:
            return None
        if member is None:
            fresh = Member(
                community_id=community.id,
                person_id=person.id,
                name=person.name,
                username=person.username,
                joined_at=now,
                last_spoke_at=now if has_spoken else None,
            )
            await tx.members.save(fresh)
            return fresh
        fresh = replace(member, name=person.name, username=person.username, left_at=None)
        if fresh != member:
            await tx.members.save(fresh)
        last = member.last_spoke_at
        if has_spoken and (last is None or now - last > SPOKE_AGAIN):
            await tx.members.spoke(community.id, person.id, now)
        return fresh

    async def _meant(self, tx: Tx, person: Person) -> tuple[Community | None, Member | None]:
        """Which community a private message is about: the one chosen, or the only one."""
        communities = await tx.members.communities_of(person.id)
        chosen = next((c for c in communities if c.id == person.community_meant), None)
        if chosen is None and len(communities) == 1:
            chosen = communities[0]
        if chosen is None:
            return None, None
        return chosen, await tx.members.get(chosen.id, person.id)

    def _admin_of(self, job: _Job) -> dict[ChatId, bool | None]:
        if job.person is None:
            return {}
        told: dict[ChatId, bool | None] = dict(self._roles.told_of(job.person))
        silent = {(chat, person) for chat, person in self._unanswered if person == job.person}
        self._unanswered -= silent
        return told | {chat: None for chat, _ in silent}

    async def _migrate(self, tx: Tx, message: Message | None) -> None:
        """Told twice, by the old group and by the new one; the second changes nothing."""
        if message is None:
            return
        old, new = message.migrate_from_chat_id, message.chat.id
        if message.migrate_to_chat_id is not None:
            old, new = message.chat.id, message.migrate_to_chat_id
        if old is not None:
            await tx.communities.migrated(ChatId(old), ChatId(new), self._now())

    async def _failed(self, job: _Job, error: Exception, tasks: asyncio.TaskGroup) -> None:
        attempts = job.row.attempts + 1
        log.error("update failed", update_id=job.row.update_id, attempts=attempts, exc_info=error)
        if attempts >= ATTEMPTS:
            await self._quarantine(job.row, attempts, error, job)
            return
        async with self._database.write() as tx:
            await tx.inbox.failed(job.row.id, attempts, type(error).__name__)
        lane = self._lanes[job.row.chat_id]
        lane[0] = replace(job.row, attempts=attempts)
        tasks.create_task(self._again(job.row.chat_id, PAUSES[attempts - 1]))

    async def _again(self, chat: ChatId, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._ready.append(chat)
        self.wake()

    async def _quarantine(
        self, row: Waiting, attempts: int, error: Exception, job: _Job | None = None
    ) -> None:
        log.error("update quarantined", update_id=row.update_id, error=type(error).__name__)
        async with self._database.write() as tx:
            where = f"{type(error).__name__}"
            await tx.inbox.quarantine(row.id, attempts, where, self._now())
            query = job.update.callback_query if job is not None else None
            if query is not None and taps.is_secret_press(query.data or ""):
                await tx.inbox.forget_words(row.id)
        if job is not None:
            await self._apologise(job)
        self._finish(row)

    async def _apologise(self, job: _Job) -> None:
        """If it can be done: what could not be handled may not be answerable either."""
        try:
            async with self._database.write() as tx:
                await apologise(tx, job.update, self._default_language, self._now())
        except Exception as error:
            log.error("no apology", update_id=job.row.update_id, exc_info=error)

    def _finish(self, row: Waiting) -> None:
        lane = self._lanes[row.chat_id]
        lane.popleft()
        self._open -= 1
        if lane:
            self._ready.append(row.chat_id)
        else:
            del self._lanes[row.chat_id]


def _is_said(update: Update) -> bool:
    """Somebody wrote or tapped; who only blocks the bot, or is moved by others, is not met."""
    return update.effective_message is not None


def _has_spoken(job: _Job) -> bool:
    """Talked with the others: neither a command nor something handed to the bot by its hashtag."""
    message = job.update.message
    if message is None or job.word is not None:
        return False
    said = message.text or message.caption or ""
    return not hands_over(said, is_reply=message.reply_to_message is not None)


def _has_words(job: _Job) -> bool:
    """Something that would be kept: neither a command nor a tap, nor somebody's coming or going."""
    message = job.update.message or job.update.edited_message
    if message is None or job.word is not None:
        return False
    return bool(message.text or message.caption or message.effective_attachment)
