"""Plans and themes as the database keeps them: one plan at a time, one question a theme."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from community.communities import Community, activate
from community.ids import ChatId, MessageId, OutlineId, PersonId, PromptId, ThemeId
from community.outlines import Outline, OutlineState
from community.people import Person
from community.prompts import Prompt, PromptState
from community.themes import Theme
from storage.database import Database
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA = PersonId(7)


async def community(tx: Tx) -> Community:
    home = activate(await tx.communities.add(ChatId(-1001), "Red", "supergroup", NOW), NOW)
    await tx.communities.save(home)
    return home


async def plan(tx: Tx, home: Community) -> Outline:
    return await tx.outlines.begin(
        Outline(
            id=OutlineId(0),
            community_id=home.id,
            title="Leer",
            begun_by=ROSA,
            created_at=NOW,
        )
    )


async def theme(tx: Tx, home: Community) -> Theme:
    kept = await tx.themes.keep(
        Theme(
            id=ThemeId(0),
            community_id=home.id,
            text="fracciones",
            proposed_by=ROSA,
            message_id=MessageId(3),
            proposed_at=NOW,
        )
    )
    assert kept is not None
    return kept


def question(home: Community, about: Theme) -> Prompt:
    return Prompt(
        id=PromptId(0),
        community_id=home.id,
        text="fracciones: ¿qué haces?",
        created_at=NOW,
        due_at=NOW + timedelta(days=1),
        theme_id=about.id,
    )


async def test_of_two_plans_started_at_once_the_database_takes_one(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        first, second = await plan(tx, home), await plan(tx, home)
        await tx.outlines.save(replace(first, state=OutlineState.RUNNING))

    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await tx.outlines.save(replace(second, state=OutlineState.RUNNING))


async def test_a_plan_is_over_when_nothing_of_it_is_to_come(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        outline = await plan(tx, home)
        steps = await tx.outlines.write_steps(outline, [("¿a?", NOW), ("¿b?", NOW)], NOW)
        steps = await tx.outlines.write_steps(outline, [("¿a?", NOW), ("¿c?", NOW)], NOW)
        await tx.outlines.save(replace(outline, state=OutlineState.RUNNING))
        await tx.outlines.schedule(steps)

        assert [step.text for step in steps] == ["¿a?", "¿c?"]
        assert await tx.outlines.running(home.id) is not None
        for step in await tx.outlines.steps(home.id, outline.id):
            await tx.outlines.skip(step, NOW)
        assert await tx.outlines.running(home.id) is None
        assert await tx.dues.open_of(home.id) == []


async def test_drafts_nobody_settled_go_with_their_steps(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        outline = await plan(tx, home)
        await tx.outlines.write_steps(outline, [("¿a?", NOW)], NOW)

        await tx.outlines.forget_drafts(home.id, NOW + timedelta(days=1))

        assert await tx.outlines.get(home.id, outline.id) is None
        assert await tx.outlines.steps(home.id, outline.id) == []


async def test_a_chosen_theme_is_one_question(database: Database) -> None:
    async with database.write() as tx:
        home = await community(tx)
        about = await theme(tx, home)
        await tx.prompts.add(question(home, about))

    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await tx.prompts.add(question(home, about))


async def test_who_is_forgotten_takes_a_chosen_theme_along_that_was_not_asked(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await community(tx)
        await tx.people.meet(Person(id=ROSA, name="Rosa", met_at=NOW))
        about = await theme(tx, home)
        waiting = await tx.prompts.add(question(home, about))

        await tx.personal.erase(ROSA, NOW)

        left = await tx.prompts.get(home.id, waiting.id)
        assert left is not None
        assert (left.text, left.state) == ("", PromptState.CANCELLED)
        assert await tx.themes.open(home.id) == []
