"""What a person, a story or a test can do to the cardboard Telegram, in one object.

The same verbs as the control API under `/sim/` (`control.py` only translates HTTP). People and
chats are named by their ids. Everything happens at the clock's time.
"""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sandbox import arrivals, talk
from sandbox.chats import PRESENT, Chat
from sandbox.clock import Clock, ClockStands, RealClock
from sandbox.faults import Fault
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.refused import NotInThisWorld
from sandbox.world import Tap, World

BOT_STATUSES = (*PRESENT, "left", "kicked")


class Driver:
    """Acts on a world as its people do."""

    def __init__(self, world: World, clock: Clock | None = None) -> None:
        self.world = world
        self.clock: Clock = clock or RealClock()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    # Making people and places

    def person(
        self,
        name: str,
        *,
        username: str | None = None,
        language_code: str = "es",
        id: int | None = None,
    ) -> Person:
        """A new person who never opened a private chat with the bot."""
        if id in self.world.people:
            raise NotInThisWorld(f"there is a person {id} already")
        return self.world.new_person(
            name, username=username, language_code=language_code, person_id=id
        )

    def chat(
        self,
        title: str,
        type: str = "supergroup",
        *,
        forum: bool = False,
        members: list[int] | None = None,
        admins: list[int] | None = None,
    ) -> Chat:
        """A new group without the bot; the first of `admins` is its creator."""
        chat = self.world.new_chat(title, type, forum=forum)
        chat.seats = {self.world.person(person).id: "member" for person in members or []}
        for place, person in enumerate(admins or []):
            chat.seats[self.world.person(person).id] = "administrator" if place else "creator"
        return chat

    def bot(
        self, chat: int, status: str, *, by: int, rights: dict[str, bool] | None = None
    ) -> None:
        """Somebody makes the bot member, administrator, left or kicked in a chat."""
        if status not in BOT_STATUSES:
            raise NotInThisWorld(f"no status «{status}»; there are {BOT_STATUSES}")
        arrivals.set_bot(self.world, self.now, chat=chat, status=status, by=by, rights=rights)

    def topic(self, chat: int, name: str, *, by: int | None = None) -> int:
        """A new topic in a forum; returns its message_thread_id."""
        opener = by or next(iter(self.world.chat(chat).seats), self.world.bot.id)
        return arrivals.open_topic(self.world, self.now, chat=chat, name=name, by=opener)

    # What people do

    def say(self, person: int, chat: int, text: str | None = None, **more: Any) -> Message:
        """Write; `more`: caption, reply_to, thread, media, data, anonymous, forward (talk.say)."""
        return talk.say(self.world, self.now, person=person, chat=chat, text=text, **more)

    def edit(self, person: int, chat: int, message: int, text: str) -> None:
        talk.edit(self.world, self.now, person=person, chat=chat, message=message, text=text)

    def tap(self, person: int, chat: int, message: int, button: str) -> Tap:
        """Press a button by its label or data; the answer comes later, in `answer(tap.id)`."""
        return talk.tap(
            self.world, self.now, person=person, chat=chat, message=message, button=button
        )

    def forge_tap(self, person: int, chat: int, message: int, data: str) -> Tap:
        """A tap with any data, on a message that may be gone."""
        return talk.tap_raw(
            self.world, self.now, person=person, chat=chat, message=message, data=data
        )

    def answer(self, tap: str) -> Json | None:
        """`{"text", "alert", "url"}` of answerCallbackQuery, or None while there is none."""
        if tap not in self.world.taps:
            raise NotInThisWorld(f"there was no tap {tap}")
        return self.world.taps[tap].answer

    def react(
        self, person: int, chat: int, message: int, emoji: str | None, *, anonymous: bool = False
    ) -> None:
        talk.react(
            self.world,
            self.now,
            person=person,
            chat=chat,
            message=message,
            emoji=emoji,
            anonymous=anonymous,
        )

    def vote(self, person: int, chat: int, message: int, options: list[int]) -> None:
        talk.vote(self.world, person=person, chat=chat, message=message, options=options)

    def pin(self, person: int, chat: int, message: int) -> None:
        arrivals.pin(self.world, self.now, chat=chat, message=message, by=person)

    def read(self, person: int, chat: int, message: int) -> None:
        """A person has seen the chat up to that message."""
        place = self.world.chat(chat)
        if message > place.read.get(person, 0):
            place.read[person] = message
            self.world.changed("read", chat=place.id, person=person)

    # Coming and going

    def join(self, person: int, chat: int, *, by: int | None = None) -> None:
        arrivals.join(self.world, self.now, person=person, chat=chat, by=by)

    def ask_to_join(self, person: int, chat: int) -> None:
        """Ask to be let in, as with an invite link that needs approval."""
        arrivals.ask_to_join(self.world, self.now, person=person, chat=chat)

    def leave(self, person: int, chat: int, *, by: int | None = None) -> None:
        arrivals.leave(self.world, self.now, person=person, chat=chat, by=by)

    def promote(self, person: int, chat: int, *, admin: bool = True) -> None:
        arrivals.promote(self.world, self.now, person=person, chat=chat, admin=admin)

    def migrate(self, chat: int) -> Chat:
        """A basic group becomes a supergroup; returns the new chat."""
        return arrivals.migrate(self.world, self.now, chat=chat)

    def start(self, person: int, payload: str = "") -> Message:
        """Open the private chat with the bot and press Start."""
        return arrivals.start(self.world, self.now, person=person, payload=payload)

    def block(self, person: int) -> None:
        arrivals.block(self.world, self.now, person=person, blocked=True)

    def unblock(self, person: int) -> None:
        arrivals.block(self.world, self.now, person=person, blocked=False)

    # Bad days, strange updates, and looking on

    def fault(self, kind: str, **about: Any) -> None:
        """Something will go wrong; `about` is as the fields of `faults.Fault`."""
        known = {field.name for field in fields(Fault)}
        if not about.keys() <= known:
            raise NotInThisWorld(f"a fault has no {sorted(about.keys() - known)}")
        try:
            self.world.faults.add(Fault(kind=kind, **about))
        except ValueError as error:
            raise NotInThisWorld(str(error)) from error

    def clear_faults(self) -> None:
        self.world.faults.clear()

    def inject(self, update: Json) -> Json:
        """Put a raw update of any shape into the bot's mailbox."""
        put = self.world.mailbox.put_raw(update)
        self.world.changed("update")
        return put

    @property
    def is_idle(self) -> bool:
        return self.world.is_idle

    def messages(self, chat: int) -> list[Message]:
        """Everything in a chat, oldest first."""
        return list(self.world.messages(chat).values())

    def told(self, chat: int) -> list[str]:
        """What the bot said in a chat, oldest first: the texts and captions people read."""
        return [m.text for m in self.messages(chat) if m.sender == self.world.bot.id and m.text]

    # Time

    async def move_time(
        self,
        *,
        hours: float = 0,
        days: float = 0,
        to: datetime | None = None,
        next: bool = False,
    ) -> datetime:
        """Move the clock forward, and the bot with it; returns the new time."""
        if not self.clock.can_move:
            raise NotInThisWorld("this clock cannot be moved")
        target = to or self.now + timedelta(hours=hours, days=days)
        if next:
            due = await self.clock.next_due()
            if due is None:
                raise NotInThisWorld("nothing is due", word="nothing_due")
            target = due
        try:
            await self.clock.move_to(target)
        except ClockStands as error:
            raise NotInThisWorld("this clock cannot be moved") from error
        self.world.changed("clock")
        return self.now
