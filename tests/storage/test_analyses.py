"""Thematic analyses in the database: references, and what becomes of them when words go."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from community.analyses import Analysis, Coded, Coding, Memo
from community.ids import (
    AnalysisId,
    ChatId,
    CodingId,
    CommunityId,
    MemoId,
    MessageId,
    PersonId,
    PromptId,
    ReflectionId,
)
from community.people import Member, Person
from community.prompts import Prompt, PromptState, Reflection
from community.retention import KEPT_FOR, Kept
from storage.database import Database
from storage.retention import forget_older
from storage.rows import analyses, codes, codings, memos, people, reflections, utterances
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
ROSA, JUAN = PersonId(555000111), PersonId(555000222)
SAID = "Leemos en el rincón con cojines"


async def begun(tx: Tx, chat: int = -1) -> Analysis:
    """An analysis of one prompt with an answer of Rosa's under a code, and one of Juan's without."""
    home = await tx.communities.add(ChatId(chat), "Red", "supergroup", NOW)
    prompt = await tx.prompts.add(
        Prompt(
            id=PromptId(0), community_id=home.id, text="¿Qué?", state=PromptState.POSTED,
            created_at=NOW, posted_at=NOW,
        )
    )  # fmt: skip
    for number, (who, name, text) in enumerate(
        ((ROSA, "Rosa Quispe", SAID), (JUAN, "Juan", "Vamos al río")), 1
    ):
        await tx.people.meet(Person(id=who, name=name, met_at=NOW))
        await tx.members.save(
            Member(community_id=home.id, person_id=who, name=name, joined_at=NOW, school="Alba")
        )
        await tx.prompts.keep(
            Reflection(
                id=ReflectionId(0), community_id=home.id, prompt_id=prompt.id, person_id=who,
                text=text, message_id=MessageId(number), said_at=NOW,
            )
        )  # fmt: skip
    fresh = Analysis(
        id=AnalysisId(0), community_id=home.id, prompt_id=prompt.id, begun_by=JUAN, begun_at=NOW
    )
    analysis = await tx.analyses.begin(fresh)
    (code,) = await tx.analyses.group_anew(analysis, 1)
    await tx.analyses.add_codings(
        [
            Coding(
                id=CodingId(0), community_id=home.id, analysis_id=analysis.id, code_id=under,
                message_id=MessageId(number), person_id=who, number=number, place=number,
            )
            for number, (who, under) in enumerate(((ROSA, code), (JUAN, None)), 1)
        ]
    )  # fmt: skip
    return analysis


async def read(tx: Tx, analysis: Analysis) -> list[tuple[str, str]]:
    return [(one.name, one.text) for one in (await tx.analyses.coded(analysis)).quotations]


async def note(tx: Tx, coded: Coded, text: str) -> None:
    await tx.analyses.write(
        Memo(
            id=MemoId(0), community_id=coded.analysis.community_id, analysis_id=coded.analysis.id,
            code_id=coded.codes[0].id, person_id=JUAN, name="Juan", text=text, written_at=NOW,
        )
    )  # fmt: skip


async def memo_says(tx: Tx) -> str:
    return str(await tx.value(select(memos.c.text)))


async def test_the_analysis_of_a_prompt_is_begun_once(database: Database) -> None:
    async with database.write() as tx:
        first = await begun(tx)

        again = await tx.analyses.begin(first)

        assert again == first


async def test_an_edited_answer_is_read_as_it_is_now(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        await tx.run(update(reflections).where(reflections.c.message_id == 1).values(text="Otra"))

        assert await read(tx, analysis) == [("Rosa Quispe", "Otra"), ("Juan", "Vamos al río")]


async def test_who_was_erased_is_in_no_code_and_in_no_memo(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        coded = await tx.analyses.coded(analysis)
        await note(tx, coded, f"Rosa Quispe dice «{SAID}», como otros")
        await tx.run(update(codes).values(name="Lo de Rosa Quispe"))

        await tx.personal.erase(ROSA, NOW)

        assert await read(tx, analysis) == [("Juan", "Vamos al río")]
        assert await memo_says(tx) == "… dice «…», como otros"
        assert await tx.value(select(codes.c.name)) == "Lo de …"
        assert "codings" not in await tx.personal.of(ROSA)


async def test_a_guide_who_is_erased_takes_their_memos_along(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        await note(tx, await tx.analyses.coded(analysis), "Volver a preguntar")

        await tx.personal.erase(JUAN, NOW)

        coded = await tx.analyses.coded(analysis)
        assert coded.memos == ()
        assert await tx.value(select(analyses.c.begun_by)) is None


async def test_a_message_that_was_taken_back_leaves_memos_too(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        await note(tx, await tx.analyses.coded(analysis), f"Hay quien dice: {SAID}")

        authors = await tx.personal.take_down(analysis.community_id, MessageId(1), NOW, of=None)

        assert authors == {ROSA}
        assert await read(tx, analysis) == [("Juan", "Vamos al río")]
        assert await memo_says(tx) == "Hay quien dice: …"


async def test_a_word_or_two_in_a_memo_are_nobodys(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        await tx.run(update(reflections).where(reflections.c.message_id == 1).values(text="El río"))
        await note(tx, await tx.analyses.coded(analysis), "Varios nombran el río")

        await tx.personal.erase(ROSA, NOW)

        assert await memo_says(tx) == "Varios nombran el río"


async def test_who_wants_nothing_kept_is_not_read_and_who_hides_has_no_name(
    database: Database,
) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        await tx.run(update(people).where(people.c.id == ROSA).values(keep_nothing_at=NOW))
        await tx.members.change(analysis.community_id, JUAN, hidden_from_search=True)

        assert await read(tx, analysis) == [("", "Vamos al río")]
        assert analysis.prompt_id is not None
        told = await tx.analyses.answers_to(analysis.community_id, analysis.prompt_id)
        assert [(one.name, one.text) for one in told] == [("", "Vamos al río")]


async def test_talk_that_is_forgotten_leaves_no_coding_behind(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        home = analysis.community_id
        await tx.run(
            utterances.insert().values(
                community_id=home, message_id=9, person_id=ROSA, name="Rosa", text="Ayer leímos",
                said_at=NOW,
            )
        )  # fmt: skip
        await tx.run(update(codings).where(codings.c.message_id == 1).values(message_id=9))
        before = await read(tx, analysis)

        gone = await forget_older(tx, Kept.DISCUSSION, NOW + timedelta(days=1), 100)
        await tx.analyses.forget_gone(analysis)

        assert (before[0], gone) == (("Rosa", "Ayer leímos"), 1)
        assert await tx.value(select(codings.c.message_id)) == 2


@pytest.mark.parametrize(("days", "left"), [(0, 1), (1, 0)])
async def test_an_analysis_is_kept_a_year_and_no_day_longer(
    database: Database, days: int, left: int
) -> None:
    async with database.write() as tx:
        await begun(tx)
        then = NOW + KEPT_FOR[Kept.ANALYSES] + timedelta(days=days)

        await forget_older(tx, Kept.ANALYSES, then - KEPT_FOR[Kept.ANALYSES], 100)

        assert len(await tx.rows(select(analyses.c.id))) == left
        assert len(await tx.rows(select(codings.c.id))) == 2 * left


async def test_one_community_reads_nothing_of_another(database: Database) -> None:
    async with database.write() as tx:
        analysis = await begun(tx)
        other = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        assert analysis.prompt_id is not None

        assert await tx.analyses.get(other.id, analysis.id) is None
        assert await tx.analyses.of_prompt(other.id, analysis.prompt_id) is None
        assert await tx.analyses.answers_to(other.id, analysis.prompt_id) == []
        assert await tx.analyses.latest_answered(other.id) is None
        assert await tx.analyses.words_in(CommunityId(other.id), MessageId(1)) == set()
