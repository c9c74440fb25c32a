"""Thematic analyses, with their codes, codings and memos. Every query names the community.

The one thing to know: words are read where they are kept, so an analysis shows what people say now;
of who wants nothing kept nothing is read, and of who does not want to be shown the name is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, delete, exists, func, select, update

from community.analyses import REDRAW_STEP, Analysis, Code, Coded, Coding, Memo, Quotation
from community.ids import (
    AnalysisId,
    CodeId,
    CommunityId,
    MemoId,
    MessageId,
    PersonId,
    PromptId,
)
from storage.mapping import columns, domain, domains
from storage.rows import (
    analyses,
    codes,
    codings,
    members,
    memos,
    people,
    prompts,
    reflections,
    utterances,
)
from storage.tx import Tx

FEW_WORDS = 3  # «el huerto» in a memo need not be somebody's answer
MOST = 3000  # answers of one analysis: the latest


@dataclass(frozen=True, kw_only=True)
class Said:
    """What may be coded: a message, whose it is, and its words."""

    message_id: MessageId
    person_id: PersonId | None
    name: str
    text: str
    said_at: datetime


class Analyses:
    """The `analyses`, `codes`, `codings` and `memos` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    # What there is to code.

    async def latest_answered(self, community: CommunityId) -> PromptId | None:
        """The last prompt that was asked and somebody answered."""
        answered = exists().where(reflections.c.prompt_id == prompts.c.id)
        found = (
            select(prompts.c.id)
            .where(prompts.c.community_id == community, prompts.c.posted_at.is_not(None), answered)
            .order_by(prompts.c.posted_at.desc(), prompts.c.id.desc())
        )
        number = await self._tx.value(found.limit(1))
        return None if number is None else PromptId(number)

    async def prompt_of(self, community: CommunityId, message: MessageId) -> PromptId | None:
        """The prompt that a message answered."""
        found = select(reflections.c.prompt_id).where(
            reflections.c.community_id == community, reflections.c.message_id == message
        )
        number = await self._tx.value(found)
        return None if number is None else PromptId(number)

    async def answers_to(self, community: CommunityId, prompt: PromptId) -> list[Said]:
        """In the order they were given; the latest MOST."""
        return await self._reflections(community, reflections.c.prompt_id == prompt)

    async def said_between(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> tuple[list[Said], list[Said]]:
        """Answers to prompts, and the discussion as long as it is kept; no message is in both."""
        told = await self._reflections(
            community, (reflections.c.said_at >= since) & (reflections.c.said_at < until)
        )
        answers = {one.message_id for one in told}
        found = (
            select(
                utterances.c.message_id,
                utterances.c.person_id,
                _name(utterances.c.name).label("name"),
                utterances.c.text,
                utterances.c.said_at,
            )
            .outerjoin_from(utterances, members, _is_member(utterances))
            .outerjoin(people, people.c.id == utterances.c.person_id)
            .where(utterances.c.community_id == community, people.c.keep_nothing_at.is_(None))
            .where(utterances.c.said_at >= since, utterances.c.said_at < until)
            .order_by(utterances.c.message_id.desc())
            .limit(MOST)
        )
        talk = domains(Said, await self._tx.rows(found))
        return told, [one for one in reversed(talk) if one.message_id not in answers]

    async def _reflections(self, community: CommunityId, which: ColumnElement[bool]) -> list[Said]:
        found = (
            select(
                reflections.c.message_id,
                reflections.c.person_id,
                _name(func.coalesce(members.c.name, "")).label("name"),
                reflections.c.text,
                reflections.c.said_at,
            )
            .outerjoin_from(reflections, members, _is_member(reflections))
            .outerjoin(people, people.c.id == reflections.c.person_id)
            .where(reflections.c.community_id == community, which)
            .where(people.c.keep_nothing_at.is_(None))
            .order_by(reflections.c.message_id.desc())
            .limit(MOST)
        )
        return list(reversed(domains(Said, await self._tx.rows(found))))

    # Analyses.

    async def of_prompt(self, community: CommunityId, prompt: PromptId) -> Analysis | None:
        """The one of a prompt."""
        return await self._one(_of(community).where(analyses.c.prompt_id == prompt))

    async def of_days(
        self, community: CommunityId, days: int, begun_after: datetime
    ) -> Analysis | None:
        """The newest of «the last so many days» that was begun since."""
        found = _of(community).where(analyses.c.days == days, analyses.c.begun_at >= begun_after)
        return await self._one(found)

    async def of_span(self, community: CommunityId, since: date, until: date) -> Analysis | None:
        """The one of a month."""
        found = _of(community).where(analyses.c.days.is_(None))
        return await self._one(
            found.where(analyses.c.since_on == since, analyses.c.until_on == until)
        )

    async def get(self, community: CommunityId, number: AnalysisId) -> Analysis | None:
        """One, held until the end of the transaction: two guides change it one after the other."""
        return await self._one(_of(community).where(analyses.c.id == number).with_for_update())

    async def begin(self, fresh: Analysis) -> Analysis:
        """A new one, whatever its id says; of a prompt the one that is there stays."""
        new = self._tx.insert(analyses).values(**columns(fresh, without=("id",)))
        row = await self._tx.row(new.on_conflict_do_nothing().returning(analyses))
        if row is not None:
            return domain(Analysis, row)
        assert fresh.prompt_id is not None
        there = await self.of_prompt(fresh.community_id, fresh.prompt_id)
        assert there is not None
        return there

    async def save(self, analysis: Analysis) -> None:
        """All of it."""
        await self._tx.run(
            update(analyses)
            .where(analyses.c.community_id == analysis.community_id, analyses.c.id == analysis.id)
            .values(**columns(analysis, without=("id", "community_id")))
        )

    async def coded(self, analysis: Analysis) -> Coded:
        """With all that is in it, as it is now."""
        home, number = analysis.community_id, analysis.id
        its_codes = (
            select(codes)
            .where(codes.c.community_id == home, codes.c.analysis_id == number)
            .order_by(codes.c.place, codes.c.id)
        )
        its_memos = (
            select(memos)
            .where(memos.c.community_id == home, memos.c.analysis_id == number)
            .order_by(memos.c.written_at.desc(), memos.c.id.desc())
        )
        return Coded(
            analysis=analysis,
            codes=tuple(domains(Code, await self._tx.rows(its_codes))),
            quotations=tuple(await self._quotations(home, number)),
            memos=tuple(domains(Memo, await self._tx.rows(its_memos))),
        )

    async def _quotations(self, home: CommunityId, number: AnalysisId) -> list[Quotation]:
        text = func.coalesce(reflections.c.text, utterances.c.text, "").label("text")
        said_at = func.coalesce(reflections.c.said_at, utterances.c.said_at).label("said_at")
        own = func.coalesce(utterances.c.name, members.c.name, "")
        name = _name(own).label("name")
        shown: list[Any] = [*codings.c, text, said_at, name, members.c.level, members.c.school]
        found = (
            select(*shown)
            .outerjoin_from(codings, reflections, _is_message(reflections))
            .outerjoin(utterances, _is_message(utterances))
            .outerjoin(members, _is_member(codings))
            .outerjoin(people, people.c.id == codings.c.person_id)
            .where(codings.c.community_id == home, codings.c.analysis_id == number)
            .where(people.c.keep_nothing_at.is_(None), said_at.is_not(None), text != "")
            .order_by(codings.c.place, codings.c.id)
        )
        rows = await self._tx.rows(found)
        return [
            Quotation(
                coding=coding,
                text=row.text,
                name=row.name,
                said_at=row.said_at,
                level=row.level,
                school=row.school,
            )
            for row, coding in zip(rows, domains(Coding, rows), strict=True)
        ]

    async def numbers(self, analysis: Analysis) -> dict[PersonId, int]:
        """The number each person has in it."""
        found = select(codings.c.person_id, codings.c.number).where(
            codings.c.community_id == analysis.community_id,
            codings.c.analysis_id == analysis.id,
            codings.c.person_id.is_not(None),
        )
        rows = await self._tx.rows(found.distinct())
        return {PersonId(row.person_id): row.number for row in rows}

    # Codes and codings.

    async def group_anew(self, analysis: Analysis, groups: int) -> list[CodeId]:
        """All codes go; so many fresh ones, in their order."""
        await self._forget_codings(analysis)
        here = (codes.c.community_id == analysis.community_id) & (
            codes.c.analysis_id == analysis.id
        )
        await self._tx.run(delete(codes).where(here))
        return [(await self.add_code(analysis, place)).id for place in range(groups)]

    async def code(self, community: CommunityId, number: CodeId) -> Code | None:
        """One, or None."""
        found = select(codes).where(codes.c.community_id == community, codes.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Code, row)

    async def add_code(self, analysis: Analysis, place: int) -> Code:
        """One without a name."""
        fresh = self._tx.insert(codes).values(
            community_id=analysis.community_id, analysis_id=analysis.id, name="", place=place
        )
        row = await self._tx.row(fresh.returning(codes))
        assert row is not None
        return domain(Code, row)

    async def save_code(self, code: Code) -> None:
        """All of it."""
        await self._tx.run(
            update(codes)
            .where(codes.c.community_id == code.community_id, codes.c.id == code.id)
            .values(**columns(code, without=("id", "community_id")))
        )

    async def add_codings(self, fresh: Sequence[Coding]) -> None:
        """New ones, whatever their ids say."""
        if fresh:
            rows = [columns(one, without=("id",)) for one in fresh]
            await self._tx.run(codings.insert(), rows)

    async def change(self, before: Coded, after: Coded) -> None:
        """What was joined or moved."""
        home = before.analysis.community_id
        kept = {one.coding.id: one.coding for one in after.quotations}
        gone = [one.coding.id for one in before.quotations if one.coding.id not in kept]
        await self._tx.run(
            delete(codings).where(codings.c.community_id == home, codings.c.id.in_(gone))
        )
        for one in before.quotations:
            now = kept.get(one.coding.id)
            if now is not None and now != one.coding:
                here = (codings.c.community_id == home) & (codings.c.id == now.id)
                await self._tx.run(update(codings).where(here).values(code_id=now.code_id))
        for memo, as_it_was in zip(after.memos, before.memos, strict=True):
            if memo != as_it_was:
                here = (memos.c.community_id == home) & (memos.c.id == memo.id)
                await self._tx.run(update(memos).where(here).values(code_id=memo.code_id))
        for code in after.codes:
            await self.save_code(code)
        left = {code.id for code in after.codes}
        dropped = [code.id for code in before.codes if code.id not in left]
        await self._tx.run(
            delete(codes).where(codes.c.community_id == home, codes.c.id.in_(dropped))
        )

    async def forget_gone(self, analysis: Analysis) -> None:
        """Codings of what is kept no more: talk that is too old, answers that were taken back."""
        is_kept = exists().where(_is_message(reflections)) | exists().where(_is_message(utterances))
        await self._tx.run(
            delete(codings).where(
                codings.c.community_id == analysis.community_id,
                codings.c.analysis_id == analysis.id,
                ~is_kept,
            )
        )

    async def _forget_codings(self, analysis: Analysis) -> None:
        await self._tx.run(
            delete(codings).where(
                codings.c.community_id == analysis.community_id,
                codings.c.analysis_id == analysis.id,
            )
        )

    # Memos.

    async def write(self, memo: Memo) -> None:
        """A new one, whatever its id says."""
        await self._tx.run(memos.insert().values(**columns(memo, without=("id",))))

    async def tear_up(self, community: CommunityId, number: MemoId) -> bool:
        """Whether it was there."""
        here = (memos.c.community_id == community) & (memos.c.id == number)
        return bool((await self._tx.run(delete(memos).where(here))).rowcount)

    # Who is gone.

    async def redraw_of(self, person: PersonId, now: datetime) -> None:
        """Somebody's words or name leave, or come back (scheduler/analyses.py)."""
        await self._redraw(codings.c.person_id == person, now)

    async def redraw_with(self, community: CommunityId, message: MessageId, now: datetime) -> None:
        """What one message said leaves."""
        await self._redraw(
            (codings.c.community_id == community) & (codings.c.message_id == message), now
        )

    async def _redraw(self, which: ColumnElement[bool], now: datetime) -> None:
        found = select(codings.c.community_id, codings.c.analysis_id).where(which).distinct()
        for row in await self._tx.rows(found):
            home, number = CommunityId(row.community_id), row.analysis_id
            key = f"{REDRAW_STEP}:{number}:{now.isoformat()}"
            await self._tx.dues.plan(REDRAW_STEP, number, now, community=home, key=key)

    async def words_of(self, person: PersonId) -> dict[CommunityId, set[str]]:
        """What was coded of somebody, by community, but for a word or two."""
        return await self._words(codings.c.person_id == person)

    async def words_in(self, community: CommunityId, message: MessageId) -> set[str]:
        """What one message says, if it was coded."""
        here = (codings.c.community_id == community) & (codings.c.message_id == message)
        return (await self._words(here)).get(community, set())

    async def _words(self, which: ColumnElement[bool]) -> dict[CommunityId, set[str]]:
        text = func.coalesce(reflections.c.text, utterances.c.text, "").label("text")
        found = (
            select(codings.c.community_id, text)
            .outerjoin_from(codings, reflections, _is_message(reflections))
            .outerjoin(utterances, _is_message(utterances))
            .where(which, text != "")
        )
        said: dict[CommunityId, set[str]] = {}
        for row in await self._tx.rows(found):
            if len(row.text.split()) >= FEW_WORDS:
                said.setdefault(CommunityId(row.community_id), set()).add(row.text)
        return said

    async def written_in(self, community: CommunityId) -> tuple[list[Memo], list[Code]]:
        """All memos and all codes that have a name: what guides wrote."""
        found = select(memos).where(memos.c.community_id == community)
        named = select(codes).where(codes.c.community_id == community, codes.c.name != "")
        return (
            domains(Memo, await self._tx.rows(found)),
            domains(Code, await self._tx.rows(named)),
        )

    async def reword(self, memo: Memo, text: str) -> None:
        """A memo says less."""
        here = (memos.c.community_id == memo.community_id) & (memos.c.id == memo.id)
        await self._tx.run(update(memos).where(here).values(text=text))

    async def _one(self, found: Select[Any]) -> Analysis | None:
        row = await self._tx.row(found.order_by(analyses.c.id.desc()).limit(1))
        return None if row is None else domain(Analysis, row)


def _of(community: CommunityId) -> Select[Any]:
    return select(analyses).where(analyses.c.community_id == community)


def _is_member(table: Table) -> ColumnElement[bool]:
    return (members.c.community_id == table.c.community_id) & (
        members.c.person_id == table.c.person_id
    )


def _is_message(table: Table) -> ColumnElement[bool]:
    return (table.c.community_id == codings.c.community_id) & (
        table.c.message_id == codings.c.message_id
    )


def _name(name: Any) -> Any:
    """Nothing of who does not want to be shown."""
    return case((func.coalesce(members.c.hidden_from_search, False), ""), else_=name)
