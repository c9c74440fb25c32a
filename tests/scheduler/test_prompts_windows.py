"""When the job comes: once, with room, beside a prompt of the same instant, or when all is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community import prompts
from community.communities import Community, activate, close
from community.ids import ChatId, MessageId, PersonId, PromptId, ReflectionId
from community.prompt_windows import told_at
from community.prompts import Prompt, PromptState, Reflection
from messages.text import Html, Message
from scheduler import prompts_windows
from scheduler.prompts import post_scheduled
from storage.database import Database
from storage.outbox import Kind
from storage.posts import Post
from storage.prompts import CLOSE
from storage.tx import Tx

ASKED = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
MONDAY_7 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # in Chile, after a silent weekend


async def home_with_answer(tx: Tx, **more: object) -> tuple[Community, Prompt]:
    added = await tx.communities.add(ChatId(-1001), "Red", "supergroup", ASKED)
    home = replace(activate(added, ASKED), **more)
    await tx.communities.save(home)
    draft = await tx.prompts.add(
        Prompt(
            id=PromptId(0),
            community_id=home.id,
            text="¿Qué hiciste?",
            state=PromptState.DRAFT,
            created_at=ASKED,
        )
    )
    asked = prompts.post(draft, ASKED, home.zone)
    await tx.prompts.post(asked, told_at(asked, home))
    await tx.posts.remember(
        Post(
            telegram_chat_id=home.telegram_chat_id,
            message_id=MessageId(5),
            community_id=home.id,
            about="prompt",
            about_id=asked.id,
            posted_at=ASKED,
        )
    )
    await tx.prompts.keep(
        Reflection(
            id=ReflectionId(0),
            community_id=home.id,
            prompt_id=asked.id,
            person_id=PersonId(501),
            text="Leímos",
            message_id=MessageId(6),
            said_at=ASKED,
        )
    )
    return home, asked


async def next_due(tx: Tx, home: Community) -> list[datetime]:
    return [due.due_at for due in await tx.dues.open_of(home.id) if due.kind == CLOSE]


async def test_it_is_due_when_the_bot_may_write_again_and_comes_once(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)
        assert await next_due(tx, home) == [MONDAY_7]

        assert await prompts_windows.close(tx, MONDAY_7) == 1
        assert await prompts_windows.close(tx, MONDAY_7) == 0
        assert await next_due(tx, home) == []


async def test_a_bot_that_was_down_until_night_tells_in_the_morning(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)

        assert await prompts_windows.close(tx, MONDAY_7 + timedelta(hours=14)) == 0
        assert await next_due(tx, home) == [MONDAY_7 + timedelta(days=1)]


async def test_on_a_day_that_has_had_its_message_it_waits_for_the_next(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)
        tx.outbox.say(
            Message(text=Html("…")),
            to=home.telegram_chat_id,
            kind=Kind.POST,
            now=MONDAY_7 - timedelta(minutes=1),
            community=home.id,
            key="unasked:note",
        )
        await tx.flush()

        assert await prompts_windows.close(tx, MONDAY_7) == 0
        assert await next_due(tx, home) == [MONDAY_7 + timedelta(days=1)]


async def test_beside_a_prompt_of_the_same_instant_it_is_a_line_of_it(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)
        other = await tx.prompts.add(
            Prompt(
                id=PromptId(0),
                community_id=home.id,
                text="¿Y ahora?",
                state=PromptState.SCHEDULED,
                due_at=MONDAY_7,
                created_at=ASKED,
            )
        )
        await tx.dues.plan("prompt.post", other.id, MONDAY_7, community=home.id)
        tick = MONDAY_7 + timedelta(seconds=4)

        assert await prompts_windows.close(tx, tick) == 0
        assert await post_scheduled(tx, tick) == 1
        await tx.flush()

        (letter,) = tx.outbox.written
        assert "La pregunta anterior</a>: 1 respuesta." in letter.payload.replace('\\"', '"')
        assert await prompts_windows.close(tx, tick + timedelta(hours=1, seconds=1)) == 0


async def test_a_community_that_closed_or_rests_is_told_nothing(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)
        await tx.communities.save(close(home, ASKED))

        assert await prompts_windows.close(tx, MONDAY_7) == 0
        assert tx.outbox.is_empty


async def test_a_long_rest_outlasts_the_news(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await home_with_answer(tx)
        await tx.communities.save(replace(home, paused_at=ASKED, paused_until=None))

        for day in range(12):
            assert await prompts_windows.close(tx, MONDAY_7 + timedelta(days=day)) == 0
        assert await next_due(tx, home) == []
        assert tx.outbox.is_empty
