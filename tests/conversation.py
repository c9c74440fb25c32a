"""One script language for conversations, on two stages: in process, and over real HTTP (tests/stages.py).

Telegram is the sandbox's world; the bot is the real one, with its inbox, outbox and database. Time
stands until the script moves it, and moving it stops at everything that falls due.

    async def test_a_reply_to_the_prompt_is_acknowledged(stage: Stage) -> None:
        rosa, ana = stage.person("Rosa"), stage.person("Ana")
        group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
        await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
        await rosa.replies("Leímos en voz alta", to=stage.last(group))
        assert stage.reactions(rosa.last) == ["✍"]
        await stage.passes(days=3)
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from bot.api import Ambiguous, Api, content_of
from bot.application import Minga, build_application
from bot.demo import DemoClock
from bot.server import Server, listen_on
from bot.settings import Settings
from sandbox.app import create_app
from sandbox.chats import Chat
from sandbox.driver import Driver
from sandbox.messages import Message
from sandbox.world import Tap, World
from storage.tx import Tx

TOKEN = "1000000001:AAsandboxsandboxsandboxsandboxsand"
# A Monday, 10:00 in Chile: a school week begins, and nothing is quiet.
START = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
PATIENCE = 20.0  # seconds until a conversation that does not come to rest fails


class InProcessApi(Api):
    """The Bot API without a network: the sandbox's application is called directly."""

    def __init__(self, app: Any) -> None:
        super().__init__("http://sandbox", TOKEN)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://sandbox"
        )

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(
        self, method: str, payload: dict[str, Any], seconds: float
    ) -> tuple[int, bytes]:
        url = f"/bot{TOKEN}/{method}"
        document = payload.pop("document", None)
        try:
            if isinstance(document, dict):
                form = {k: v if isinstance(v, str) else httpx_json(v) for k, v in payload.items()}
                files = {"document": (document["name"], content_of(document))}
                answer = await self._client.post(url, data=form, files=files)
            else:
                answer = await self._client.post(url, json=payload)
        except (AssertionError, httpx.TransportError):  # the sandbox cut the answer off
            raise Ambiguous(method) from None
        return answer.status_code, answer.content

    async def _get(self, url: str, most_bytes: int, seconds: float) -> tuple[int, bytes]:
        answer = await self._client.get(url)
        return answer.status_code, answer.content[: most_bytes + 1]


def httpx_json(value: Any) -> str:
    """A nested value in a form is a JSON string."""
    import json

    return json.dumps(value)


@dataclass
class Persona:
    """Somebody in the script."""

    stage: "Stage"
    id: int
    name: str
    last: Message | None = None
    last_tap: Tap | None = None

    async def says(self, text: str, chat: "Chat | None" = None, **more: Any) -> Message:
        """Writes in a chat, by default in private with the bot. `more`: reply_to, thread, media…"""
        where = chat.id if chat is not None else self.id
        self.last = self.stage.driver.say(self.id, where, text, **more)
        await self.stage.rests()
        return self.last

    async def replies(self, text: str, *, to: Message, **more: Any) -> Message:
        """Replies to a message in its chat."""
        self.last = self.stage.driver.say(self.id, to.chat, text, reply_to=to.id, **more)
        await self.stage.rests()
        return self.last

    async def edits(self, message: Message, text: str) -> None:
        """Changes an own message."""
        self.stage.driver.edit(self.id, message.chat, message.id, text)
        await self.stage.rests()

    async def taps(self, button: str, message: Message | None = None) -> str:
        """Taps a button, on the latest message that has it unless one is named; gives the answer."""
        target = message or self.stage.with_button(button, seen_by=self.id)
        self.last_tap = self.stage.driver.tap(self.id, target.chat, target.id, button)
        await self.stage.rests()
        answer = self.stage.driver.answer(self.last_tap.id)
        assert answer is not None, "a tap was not answered"
        return str(answer.get("text") or "")

    async def starts(self, payload: str = "") -> None:
        """Opens the private chat with the bot."""
        self.stage.driver.start(self.id, payload)
        await self.stage.rests()

    async def joins(self, chat: Chat, *, by: "Persona | None" = None) -> None:
        """Comes into a group."""
        self.stage.driver.join(self.id, chat.id, by=by.id if by else None)
        await self.stage.rests()

    async def leaves(self, chat: Chat) -> None:
        """Goes."""
        self.stage.driver.leave(self.id, chat.id)
        await self.stage.rests()

    @property
    def told(self) -> list[str]:
        """What the bot told this person in private."""
        return self.stage.told(self.id)


@dataclass
class Stage:
    """A world, a bot in it, and a clock."""

    minga: Minga
    world: World
    driver: Driver
    clock: DemoClock
    is_http: bool
    people: list[Persona] = field(default_factory=list)

    # Making people and places.

    def person(self, name: str, **more: Any) -> Persona:
        """A new person who never opened a private chat with the bot."""
        made = Persona(self, self.driver.person(name, **more).id, name)
        self.people.append(made)
        return made

    async def group(
        self,
        title: str,
        *,
        admins: list[Persona],
        members: list[Persona] = (),
        **more: Any,
    ) -> Chat:
        """A group with the bot in it as an admin, not activated."""
        chat = self.driver.chat(
            title, members=[p.id for p in members], admins=[p.id for p in admins], **more
        )
        self.driver.bot(chat.id, "administrator", by=admins[0].id)
        await self.rests()
        return chat

    async def community(
        self,
        title: str,
        *,
        guides: list[Persona],
        members: list[Persona] = (),
        mode: str = "discreet",
        language: str = "es",
        **more: Any,
    ) -> Chat:
        """A running community, activated directly in the database (the way there has its own tests)."""
        from community.communities import Mode, activate
        from community.ids import ChatId
        from community.people import Member, Person

        chat = await self.group(title, admins=guides, members=members, **more)
        async with self.minga.database.write() as tx:
            found = await tx.communities.at(ChatId(chat.id))
            if found is None:
                found = await tx.communities.add(
                    ChatId(chat.id), title, chat.type, self.clock.now()
                )
            running = found if found.is_active else activate(found, self.clock.now())
            running = replace(
                running,
                mode=Mode(mode),
                language=language,
                bot_is_admin=True,
                is_forum=bool(more.get("forum")),
                chat_type=chat.type,
            )
            await tx.communities.save(running)
            for person in [*guides, *members]:
                await tx.people.meet(
                    Person(id=person.id, name=person.name, met_at=self.clock.now())
                )
                await tx.members.save(
                    Member(
                        community_id=running.id,
                        person_id=person.id,
                        name=person.name,
                        joined_at=self.clock.now(),
                    )
                )
        await self.minga.intake.load()
        self.world.history[chat.id].clear()  # the greeting has its own tests
        return chat

    # Looking.

    def messages(self, chat: Chat | int) -> list[Message]:
        """All messages of a chat, the oldest first."""
        return self.driver.messages(chat if isinstance(chat, int) else chat.id)

    def told(self, chat: Chat | int) -> list[str]:
        """The texts the bot wrote in a chat, as people read them."""
        return self.driver.told(chat if isinstance(chat, int) else chat.id)

    def last(self, chat: Chat | int) -> Message:
        """The bot's latest message in a chat."""
        mine = [
            m for m in self.messages(chat) if m.sender == self.world.bot.id and not m.is_service
        ]
        assert mine, "the bot has said nothing here"
        return mine[-1]

    def reactions(self, message: Message | None) -> list[str]:
        """The bot's reactions on a message."""
        assert message is not None
        fresh = self.world.history[message.chat][message.id]
        return [emoji for who, emoji in fresh.reactions.items() if who == self.world.bot.id]

    def buttons(self, message: Message) -> list[str]:
        """A message's buttons, row by row."""
        fresh = self.world.history[message.chat][message.id]
        rows = (fresh.keyboard or {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def with_button(self, label: str, *, seen_by: int) -> Message:
        """The latest message with such a button in a chat that person sees."""
        found = [
            message
            for chat_id, history in self.world.history.items()
            if chat_id == seen_by or (chat_id < 0 and seen_by in self.world.chats[chat_id].seats)
            for message in history.values()
            if label in self.buttons(message)
        ]
        assert found, f"no button «{label}»"
        return max(found, key=lambda message: (message.date, message.id))

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Tx]:
        """A look into the database."""
        async with self.minga.database.read() as tx:
            yield tx

    # Time.

    async def passes(self, **time: float) -> None:
        """`days=3`, `hours=1`…: with a stop at everything that falls due."""
        await self.until(self.clock.now() + timedelta(**time))

    async def until(self, instant: datetime) -> None:
        """Moves on to an instant."""
        await self.clock.move_to(instant)
        await self.rests()

    async def rests(self) -> None:
        """Until every update was handled and everything said was sent."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if not self.is_http and self.world.mailbox.pending:
                    updates = list(self.world.mailbox.pending)
                    await self.minga.intake.take(updates)
                    self.world.mailbox.confirm(updates[-1]["update_id"] + 1)
                await self._fetched()
                await self.minga.settle()
                if not self.world.mailbox.pending:
                    return

    async def _fetched(self) -> None:
        while self.is_http and self.world.mailbox.pending:
            await asyncio.sleep(0.005)  # until the poller has confirmed; the time-out above ends it


@asynccontextmanager
async def open_stage(
    directory: Path, *, database_url: str, over_http: bool = False, **settings: Any
) -> AsyncIterator[Stage]:
    """A fresh world and a bot in it; ends both."""
    world = World()
    clock = DemoClock(timedelta(0), wall=lambda: START)
    app = create_app(world, clock)
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(contextlib.chdir(directory))  # PostgreSQL's secrets file goes there
        url = await stack.enter_async_context(_served(app)) if over_http else "http://sandbox"
        made = Settings(
            _env_file=None,
            token=SecretStr(TOKEN),
            api_url=url,
            database_url=database_url,
            send_rate=100_000,
            **settings,
        )
        minga = build_application(made, now=clock.now)
        clock.minga = minga
        if not over_http:
            _use_api(minga, InProcessApi(app))
        await stack.enter_async_context(minga.running())
        works = [minga.courier.run, minga.dispatch.run, minga.errands.run]
        if over_http:
            works.append(minga.poller.run)
        else:
            world.mailbox.allowed = None
            from bot.intake import ALLOWED_UPDATES

            world.mailbox.allowed = ALLOWED_UPDATES
        await stack.enter_async_context(_working(works))
        yield Stage(minga, world, Driver(world, clock), clock, over_http)


def _use_api(minga: Minga, api: Api) -> None:
    minga.api = minga.courier._api = minga.roles._api = api
    minga.errands.network = replace(minga.errands.network, api=api)


@asynccontextmanager
async def _served(app: Any) -> AsyncIterator[str]:
    """The sandbox on a free port of the loopback."""
    listening = listen_on("127.0.0.1", 0)
    server = Server(app, listening)
    serving = asyncio.get_running_loop().create_task(server.run_here())
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        app.state.hang_up()
        serving.cancel()  # uvicorn's own way out sleeps; nobody is connected any more
        await asyncio.gather(serving, return_exceptions=True)
        for listener in server.servers:
            listener.close()


@asynccontextmanager
async def _working(works: list[Callable[[], Any]]) -> AsyncIterator[None]:
    """Runs these side by side until the block ends; a failure of one of them is raised here."""
    tasks = [asyncio.get_running_loop().create_task(work()) for work in works]
    try:
        yield
        for task in tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                raise task.exception()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
