"""What is asked when it is due, or later: the bot was down, it is night, the week is full."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from community import prompts
from community.communities import Community, activate
from community.ids import ChatId, PromptId
from community.prompt_bank import BANK
from community.prompts import Prompt, PromptState
from messages.text import Html, Message
from scheduler.prompts import post_scheduled, post_weekly
from storage.database import Database
from storage.outbox import Kind
from storage.tx import Tx

INVITED = datetime(2026, 11, 9, 13, 0, tzinfo=UTC)
MONDAY_17 = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)  # in Chile


async def community(tx: Tx, **more: object) -> Community:
    added = await tx.communities.add(ChatId(-1001), "Red", "supergroup", INVITED)
    home = replace(activate(added, INVITED), prompt_weekday=0, prompt_time=time(17, 0))
    home = replace(home, **more)
    await tx.communities.save(home)
    return home


async def weekly(tx: Tx, home: Community) -> None:
    await tx.dues.plan("prompt.weekly", home.id, MONDAY_17, community=home.id)


async def next_due(tx: Tx, home: Community) -> datetime:
    (due,) = [due for due in await tx.dues.open_of(home.id) if due.kind == "prompt.weekly"]
    return due.due_at


def speak(tx: Tx, home: Community, key: str, at: datetime) -> None:
    tx.outbox.say(
        Message(text=Html("…")),
        to=home.telegram_chat_id,
        kind=Kind.POST,
        now=at,
        community=home.id,
        key=f"unasked:{key}",
    )


async def test_on_time_it_is_asked_and_next_weeks_is_planned(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        await weekly(tx, home)

        assert await post_weekly(tx, MONDAY_17) == 1

        assert len(await tx.prompts.latest_posted(home.id, 5)) == 1
        assert await next_due(tx, home) == MONDAY_17 + timedelta(weeks=1)


async def test_a_bot_that_was_down_until_night_asks_in_the_morning(database: Database) -> None:
    night = MONDAY_17 + timedelta(hours=5)
    async with database.write() as tx:
        home = await community(tx)
        await weekly(tx, home)

        assert await post_weekly(tx, night) == 0
        morning = await next_due(tx, home)
        assert morning.astimezone(home.zone).time() == time(7, 0)
        assert await post_weekly(tx, morning) == 1
        assert await next_due(tx, home) == MONDAY_17 + timedelta(weeks=1)


async def test_so_late_that_the_next_is_near_it_gives_way(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        await weekly(tx, home)

        assert await post_weekly(tx, MONDAY_17 + timedelta(days=4, hours=1)) == 0
        assert await next_due(tx, home) == MONDAY_17 + timedelta(weeks=1)


async def test_in_a_full_week_it_waits_for_the_next(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx, weekly_cap=1)
        await weekly(tx, home)
        speak(tx, home, "note", MONDAY_17 - timedelta(hours=8))
        await tx.flush()

        assert await post_weekly(tx, MONDAY_17) == 0
        assert await next_due(tx, home) == MONDAY_17 + timedelta(weeks=1)


async def test_a_rhythm_that_was_ended_asks_nothing(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx, prompt_weekday=None, prompt_time=None)
        await weekly(tx, home)

        assert await post_weekly(tx, MONDAY_17) == 0
        assert await tx.dues.open_of(home.id) == []


async def test_once_the_bank_is_used_up_a_week_goes_without(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        for starter in BANK[1:]:
            asked = Prompt(
                id=PromptId(0),
                community_id=home.id,
                text="…",
                kind=starter.kind,
                bank_key=starter.key,
                state=PromptState.POSTED,
                created_at=INVITED,
                posted_at=INVITED,
            )
            await tx.prompts.add(asked)
        await weekly(tx, home)

        assert await post_weekly(tx, MONDAY_17) == 1
        assert await post_weekly(tx, MONDAY_17 + timedelta(weeks=1)) == 0
        (last,) = await tx.prompts.latest_posted(home.id)
        assert last.bank_key == BANK[0].key


async def test_a_cancelled_prompt_is_not_asked_though_its_step_is_due(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        draft = await tx.prompts.add(
            Prompt(
                id=PromptId(0),
                community_id=home.id,
                text="¿?",
                state=PromptState.DRAFT,
                created_at=INVITED,
            )
        )
        await tx.prompts.save(prompts.cancel(prompts.schedule(draft, MONDAY_17)))
        await tx.dues.plan("prompt.post", draft.id, MONDAY_17, community=home.id)

        assert await post_scheduled(tx, MONDAY_17) == 0
        assert tx.outbox.is_empty


async def test_a_closed_community_is_asked_nothing(database: Database) -> None:
    from community.communities import close

    async with database.write() as tx:
        home = await community(tx)
        await weekly(tx, home)
        await tx.communities.save(close(home, INVITED))

        assert await post_weekly(tx, MONDAY_17) == 0
        assert tx.outbox.is_empty
