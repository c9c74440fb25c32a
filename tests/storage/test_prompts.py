"""Prompts and reflections on disk, on both databases."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from community import prompts
from community.communities import Community
from community.ids import ChatId, MessageId, PersonId, PromptId, ReflectionId
from community.people import Member
from community.prompt_windows import CameIn
from community.prompts import Prompt, PromptKind, PromptState, Reflection
from storage.database import Database
from storage.tx import Tx
from tests.kept import reflections_to

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
CHILE = ZoneInfo("America/Santiago")
ROSA, JUAN = PersonId(501), PersonId(502)


async def community(tx: Tx, chat: int = -1001) -> Community:
    return await tx.communities.add(ChatId(chat), "Red", "supergroup", NOW)


async def draft(tx: Tx, home: Community, at: datetime = NOW) -> Prompt:
    fresh = Prompt(
        id=PromptId(0),
        community_id=home.id,
        text="¿Qué hiciste?",
        kind=PromptKind.CHALLENGE,
        bank_key="challenge-1",
        state=PromptState.DRAFT,
        created_at=at,
    )
    return await tx.prompts.add(fresh)


async def answer(
    tx: Tx, prompt: Prompt, message: int, person: PersonId | None, album: str | None = None
) -> Reflection | None:
    return await tx.prompts.keep(
        Reflection(
            id=ReflectionId(0),
            community_id=prompt.community_id,
            prompt_id=prompt.id,
            person_id=person,
            text="",
            album=album,
            message_id=MessageId(message),
            said_at=NOW + timedelta(minutes=message),
        )
    )


async def test_an_album_is_one_answer_and_a_second_answer_adds(database: Database) -> None:
    async with database.write() as tx:
        prompt = await draft(tx, await community(tx))
        await answer(tx, prompt, 1, ROSA)
        await answer(tx, prompt, 2, ROSA)
        for message in (3, 4, 5):
            await answer(tx, prompt, message, JUAN, album="a")
        await answer(tx, prompt, 6, None)  # an admin who writes as the group

        assert await tx.prompts.came_in(prompt.community_id, [prompt.id]) == CameIn(
            answers=4, people=2
        )


async def test_schools_are_those_people_said_and_late_is_after_the_last_day(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await community(tx)
        for person, school in ((ROSA, "El Manzano"), (JUAN, "el manzano"), (PersonId(503), "B-12")):
            await tx.members.save(
                Member(
                    community_id=home.id,
                    person_id=person,
                    name="…",
                    school=school,
                    joined_at=NOW,
                )
            )
        prompt = prompts.post(await draft(tx, home), NOW, CHILE)
        await tx.prompts.save(prompt)
        assert prompt.closes_at is not None
        last = int((prompt.closes_at - NOW).total_seconds() // 60)
        await answer(tx, prompt, last - 1, ROSA)
        await answer(tx, prompt, last, JUAN)
        await answer(tx, prompt, last + 1, PersonId(503))

        assert await tx.prompts.came_in(home.id, [prompt.id]) == CameIn(
            answers=3, people=3, schools=2, late=2
        )


async def test_a_window_that_closed_is_told_of_once_and_within_a_week(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        prompt = prompts.post(await draft(tx, home), NOW, CHILE)
        await tx.prompts.save(prompt)
        assert prompt.closes_at is not None
        await answer(tx, prompt, 1, ROSA)

        assert await tx.prompts.windows_over(home, prompt.closes_at - timedelta(1)) == []
        assert await tx.prompts.windows_over(home, prompt.closes_at + timedelta(8)) == []
        (window,) = await tx.prompts.take_answered(home, prompt.closes_at)
        assert (window.prompt.id, window.came_in.answers) == (prompt.id, 1)
        assert await tx.prompts.take_answered(home, prompt.closes_at) == []


async def test_a_message_is_one_reflection_even_if_it_comes_twice(database: Database) -> None:
    async with database.write() as tx:
        prompt = await draft(tx, await community(tx))

        assert await answer(tx, prompt, 1, ROSA) is not None
        assert await answer(tx, prompt, 1, ROSA) is None


async def test_asked_are_those_of_the_year_and_those_to_come(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        posted = prompts.post(await draft(tx, home), NOW - timedelta(days=10), CHILE)
        old = prompts.post(await draft(tx, home), NOW - timedelta(days=400), CHILE)
        coming = prompts.schedule(await draft(tx, home), NOW + timedelta(days=7))
        stopped = prompts.schedule(await draft(tx, home), NOW - timedelta(days=7))
        await draft(tx, home)
        for prompt in (posted, old, coming, stopped):
            await tx.prompts.save(prompt)

        asked = await tx.prompts.asked_since(home.id, NOW - prompts.NOT_AGAIN_WITHIN, NOW)

        assert {prompt.id for prompt in asked} == {posted.id, coming.id}


async def test_drafts_nobody_settled_are_let_go(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        old, fresh = await draft(tx, home, NOW - timedelta(days=40)), await draft(tx, home)
        asked = prompts.post(await draft(tx, home, NOW - timedelta(days=40)), NOW, CHILE)
        await tx.prompts.save(asked)

        await tx.prompts.forget_drafts(home.id, NOW - timedelta(days=30))

        assert await tx.prompts.get(home.id, old.id) is None
        assert await tx.prompts.get(home.id, fresh.id) == fresh
        assert await tx.prompts.get(home.id, asked.id) == asked


async def test_another_community_sees_nothing_of_it(database: Database) -> None:
    async with database.write() as tx:
        home, other = await community(tx), await community(tx, -1002)
        prompt = prompts.post(await draft(tx, home), NOW, CHILE)
        await tx.prompts.save(prompt)
        reflection = await answer(tx, prompt, 1, ROSA)
        assert reflection is not None

        assert await tx.prompts.get(other.id, prompt.id) is None
        assert await tx.prompts.latest_posted(other.id) == []
        assert await tx.prompts.reflection_in(other.id, reflection.message_id) is None
        assert await tx.prompts.reflection_in(other.id, reflection.message_id) is None
        assert await reflections_to(tx, other.id, prompt.id) == []
        assert await tx.prompts.came_in(other.id, [prompt.id]) == CameIn()
