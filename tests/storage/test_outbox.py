"""What is to be said: written with its cause, counted by the sends that may have acted."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from community.ids import SET_ASIDE, ChatId, MessageId, OutboxId
from messages.text import Html, Message
from storage.database import Database
from storage.outbox import Kind, Letter
from storage.tx import Tx

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
CHAT = ChatId(-1001)


async def written(tx: Tx, text: str = "Hoy vence", key: str | None = None) -> Letter:
    """A letter in the outbox; the newest."""
    tx.outbox.say(Message(text=Html(text)), to=CHAT, kind=Kind.REMINDER, now=NOW, key=key)
    await tx.outbox.flush()
    return (await tx.outbox.ready(OutboxId(0), 100))[-1]


async def attempts(tx: Tx, letter: Letter) -> int:
    (found,) = await tx.outbox.ready_again([letter.id])
    return found.attempts


async def test_what_was_said_is_undone_with_its_cause(database: Database) -> None:
    class Cause(Exception):
        """Something fails after it was said."""

    try:
        async with database.write() as tx:
            tx.outbox.say(Message(text=Html("no")), to=CHAT, kind=Kind.REPLY, now=NOW)
            await tx.outbox.flush()
            raise Cause()
    except Cause:
        pass

    async with database.read() as tx:
        assert await tx.outbox.counts() == {}


async def test_a_key_is_good_for_one_letter_for_ever(database: Database) -> None:
    async with database.write() as tx:
        letter = await written(tx, key="reminder:1")
        await tx.outbox.sent([(letter.id, MessageId(5))], NOW)
    async with database.write() as tx:
        tx.outbox.say(
            Message(text=Html("otra")), to=CHAT, kind=Kind.REMINDER, now=NOW, key="reminder:1"
        )

    async with database.read() as tx:
        assert await tx.outbox.counts() == {"sent": 1}


async def test_only_sends_that_may_have_acted_are_counted(database: Database) -> None:
    async with database.write() as tx:
        letter = await written(tx)
        await tx.outbox.sending([letter.id])
        await tx.outbox.again(letter.id, None, "429", has_acted=False)
        assert await attempts(tx, letter) == 0
        await tx.outbox.sending([letter.id])
        await tx.outbox.move(letter, ChatId(-1002), NOW)
        assert await attempts(tx, letter) == 0
        await tx.outbox.sending([letter.id])
        await tx.outbox.again(letter.id, NOW, "reset")
        assert await attempts(tx, letter) == 1


async def test_what_a_crash_left_on_its_way_is_found(database: Database) -> None:
    async with database.write() as tx:
        letter = await written(tx)
        await written(tx, "otra")
        await tx.outbox.sending([letter.id])

    async with database.read() as tx:
        assert [found.id for found in await tx.outbox.stranded()] == [letter.id]


async def test_words_stay_only_while_somebody_may_need_them(database: Database) -> None:
    async with database.write() as tx:
        community = await tx.communities.add(CHAT, "Red", "supergroup", NOW)
        letters = []
        for _ in range(3):
            tx.outbox.say(
                Message(text=Html("palabras")),
                to=CHAT,
                kind=Kind.POST,
                now=NOW,
                community=community.id,
            )
        await tx.outbox.flush()
        letters = await tx.outbox.ready(OutboxId(0), 10)
        await tx.outbox.sent([(letters[0].id, MessageId(1))], NOW)
        await tx.outbox.settle(letters[1].id, "failed", "400", NOW)
        await tx.outbox.settle(letters[2].id, "unknown", "reset", NOW)
        kept = [await tx.outbox.get(community.id, letter.id) for letter in letters]

    assert ["palabras" in letter.payload for letter in kept if letter] == [False, False, True]


async def test_a_wait_is_over_when_it_is_over(database: Database) -> None:
    until = NOW + timedelta(seconds=30)
    async with database.write() as tx:
        await tx.outbox.keep_window(CHAT, NOW)
        await tx.outbox.keep_window(CHAT, until)

        assert await tx.outbox.windows(NOW) == {CHAT: until}
        assert await tx.outbox.windows(until) == {}


async def test_a_copy_sends_nothing_that_waited(database: Database) -> None:
    async with database.write() as tx:
        first = await written(tx)
        await written(tx, "otra")
        await tx.outbox.sending([first.id])

        assert await tx.outbox.expire_ready(NOW) == 2
        assert await tx.outbox.counts() == {"expired": 2}


class Courier:
    """Who keeps places for letters, and is told of them, as bot/courier.py is."""

    def __init__(self, database: Database) -> None:
        self.has_room = True
        self.places: list[int] = []
        self.going: set[int] = set()
        database.listeners.may_go = self.keep_place
        database.listeners.stays = self.places.remove
        database.listeners.written = self.accept

    def keep_place(self, chat: int, kind: str, method: str) -> bool:
        if self.has_room:
            self.places.append(chat)
        return self.has_room

    def accept(self, letters: Sequence[Letter], going: frozenset[int]) -> None:
        self.going |= going
        assert all(letter.attempts == 0 for letter in letters)


async def test_a_reply_is_written_as_on_its_way_and_counted_as_a_send(database: Database) -> None:
    courier = Courier(database)
    async with database.write() as tx:
        tx.outbox.say(Message(text=Html("uno")), to=CHAT, kind=Kind.REPLY, now=NOW)
        tx.outbox.say(Message(text=Html("dos")), to=CHAT, kind=Kind.REPLY, now=NOW)

    async with database.read() as tx:
        (going,) = await tx.outbox.stranded()
        (waiting,) = await tx.outbox.ready(OutboxId(0), 10)
    assert ("uno" in going.payload, "dos" in waiting.payload) == (True, True)
    assert (going.attempts, waiting.attempts) == (1, 0)
    assert courier.going == {going.id}


async def test_reminders_and_what_has_a_key_wait_for_their_turn(database: Database) -> None:
    Courier(database)
    async with database.write() as tx:
        tx.outbox.say(Message(text=Html("hoy")), to=CHAT, kind=Kind.REMINDER, now=NOW)
        tx.outbox.say(Message(text=Html("¿?")), to=ChatId(7), kind=Kind.REPLY, now=NOW, key="once")

    async with database.read() as tx:
        assert await tx.outbox.counts() == {"ready": 2}


async def test_without_room_everything_waits(database: Database) -> None:
    Courier(database).has_room = False
    async with database.write() as tx:
        tx.outbox.say(Message(text=Html("uno")), to=CHAT, kind=Kind.REPLY, now=NOW)

    async with database.read() as tx:
        assert await tx.outbox.counts() == {"ready": 1}


async def test_a_place_is_given_back_if_nothing_was_committed(database: Database) -> None:
    courier = Courier(database)
    with suppress(ZeroDivisionError):
        async with database.write() as tx:
            tx.outbox.say(Message(text=Html("no")), to=CHAT, kind=Kind.REPLY, now=NOW)
            await tx.outbox.flush()
            assert courier.places == [CHAT]
            raise ZeroDivisionError

    assert courier.places == []


async def test_in_a_supergroup_nothing_points_to_a_message_of_the_group(database: Database) -> None:
    fresh = ChatId(-1002)
    async with database.write() as tx:
        tx.outbox.say(
            Message(text=Html("uno")), to=CHAT, kind=Kind.POST, now=NOW, reply_to=MessageId(7)
        )
        tx.outbox.act("pinChatMessage", {"message_id": 7}, chat=CHAT, kind=Kind.EDIT, now=NOW)
        await tx.outbox.readdress(CHAT, fresh, NOW)
        old = MessageId(7 - SET_ASIDE)
        tx.outbox.say(Message(text=Html("dos")), to=fresh, kind=Kind.POST, now=NOW, reply_to=old)
        tx.outbox.act("pinChatMessage", {"message_id": old}, chat=fresh, kind=Kind.EDIT, now=NOW)
        await tx.flush()
        letters = await tx.outbox.ready(OutboxId(0), 9)

    assert [letter.chat_id for letter in letters] == [fresh, fresh]
    assert not any("message_id" in letter.payload for letter in letters)
