"""Thematic analysis: what people said, put under codes, which a pair of guides corrects.

The one thing to know: an analysis keeps references, never words. What somebody edits is read as it is
now, what they take back is gone; and a code without a name of a guide is called by the words of those
who are in it. Braun and Clarke call these codes; a *theme* of ours is what a member wants to talk about.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from community.ids import (
    AnalysisId,
    CodeId,
    CodingId,
    CommunityId,
    MemoId,
    MessageId,
    PersonId,
    PromptId,
)
from community.refusals import NothingGiven, OldButton, Refusal

FEWEST = 4  # answers; fewer are read, not grouped
SMALLEST_GROUP = 5  # people: a smaller school or level is not told apart (promises.md §4)
LONGEST_NAME = 60
LONGEST_MEMO = 1000
REDRAW_STEP = "analysis.redraw"  # what it shows left, or its author does not want to be named
TAKEN_UP_WITHIN = timedelta(days=7)  # «the last 30 days», asked again, is the same analysis


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """análisis temático: codes in the answers to one prompt, or in what was told in a span of days."""

    id: AnalysisId
    community_id: CommunityId
    prompt_id: PromptId | None = None
    since_on: date | None = None  # of a span; both days belong to it
    until_on: date | None = None
    days: int | None = None  # of «the last 30 days»
    begun_by: PersonId | None = None
    begun_at: datetime
    touched_at: datetime | None = None  # a guide changed something: it is not grouped anew


@dataclass(frozen=True, kw_only=True)
class Code:
    """código: what some answers are about; named by their own words until a guide names it."""

    id: CodeId
    community_id: CommunityId
    analysis_id: AnalysisId
    name: str = ""
    named_by: PersonId | None = None
    place: int


@dataclass(frozen=True, kw_only=True)
class Coding:
    """codificación: one answer under one code, or under none yet."""

    id: CodingId
    community_id: CommunityId
    analysis_id: AnalysisId
    code_id: CodeId | None
    message_id: MessageId
    person_id: PersonId | None
    number: (
        int  # «Docente 3»: the same in one analysis, another in the next; 0 for the group itself
    )
    place: int


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """cita codificada: what was coded, in the words it has now."""

    coding: Coding
    text: str
    name: str  # "" of who does not want to be shown
    said_at: datetime
    level: str | None
    school: str | None


@dataclass(frozen=True, kw_only=True)
class Memo:
    """memo: a note of the pair on an analysis or one of its codes, for the pair alone."""

    id: MemoId
    community_id: CommunityId
    analysis_id: AnalysisId
    code_id: CodeId | None
    person_id: PersonId | None
    name: str
    text: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class Coded:
    """An analysis with its codes, quotations and memos as they are now, as one value."""

    analysis: Analysis
    codes: tuple[Code, ...]
    quotations: tuple[Quotation, ...]
    memos: tuple[Memo, ...] = ()

    def of(self, code: CodeId | None) -> tuple[Quotation, ...]:
        """The quotations of a code, the most telling first; with None those without one."""
        return self._by_code.get(code, ())

    @cached_property
    def _by_code(self) -> dict[CodeId | None, tuple[Quotation, ...]]:
        found: dict[CodeId | None, list[Quotation]] = defaultdict(list)
        for one in self.quotations:
            found[one.coding.code_id].append(one)
        return {code: tuple(each) for code, each in found.items()}

    @cached_property
    def shown(self) -> tuple[Code, ...]:
        """The codes as they are listed: those with most people first; empty ones only if named."""
        full = [one for one in self.codes if self.of(one.id) or one.name]
        return tuple(sorted(full, key=lambda one: (-people_in(self.of(one.id)), one.place, one.id)))

    def code(self, number: int) -> Code:
        """A code that is there; CodeGone otherwise."""
        found = next((one for one in self.codes if one.id == number), None)
        if found is None:
            raise CodeGone(self)
        return found

    def quotation(self, number: int) -> Quotation:
        """A quotation that is there; QuotationGone otherwise."""
        found = next((one for one in self.quotations if one.coding.id == number), None)
        if found is None:
            raise QuotationGone(self)
        return found


class By(StrEnum):
    """By what people are put side by side. Circles will be one more, once there are circles."""

    LEVEL = "level"
    SCHOOL = "school"


@dataclass(frozen=True, kw_only=True)
class Party:
    """grupo de personas: those of one level or school, with how many answers each code has of them."""

    label: str | None  # None: all who are too few to be told apart, or did not say
    people: int
    answers: Mapping[CodeId | None, int]


class CodeGone(OldButton):
    """The other of the pair joined it with another meanwhile, or nobody is in it any more."""


class QuotationGone(OldButton):
    """Its author took it back, or it was moved meanwhile."""


class SameCode(Refusal):
    """A code cannot be joined with itself."""


class NameTooLong(Refusal):
    """A name nobody reads on a phone; `about` is its length."""


class NoName(NothingGiven):
    """A name needs words."""


class NoMemo(NothingGiven):
    """A memo needs words: a photo or a sticker is none."""


class MemoTooLong(Refusal):
    """`about` is its length."""


class NoAnswersYet(Refusal):
    """Nothing was asked that somebody answered."""


class NotAPrompt(Refusal):
    """/temas in reply to something that is neither a prompt nor an answer to one."""


class SpanNotUnderstood(Refusal):
    """Neither a number of days nor a month."""


def people_in(quotations: Collection[Quotation]) -> int:
    """How many different people; the group itself is one."""
    return len({one.coding.number for one in quotations})


def rename(code: Code, said: str, by: PersonId | None) -> Code:
    """A guide's name for it."""
    name = " ".join(said.split())
    if not name:
        raise NoName("temas")
    if len(name) > LONGEST_NAME:
        raise NameTooLong(len(name))
    return replace(code, name=name, named_by=by)


def join(coded: Coded, one: Code, other: Code) -> Coded:
    """All that is under `one` comes under `other`, memos too; `one` is no more. An answer that was
    under both is there once."""
    if one.id == other.id:
        raise SameCode(one)
    there = {each.coding.message_id for each in coded.of(other.id)}
    quotations = []
    for each in coded.quotations:
        if each.coding.code_id != one.id:
            quotations.append(each)
        elif each.coding.message_id not in there:
            quotations.append(_under(each, other.id))
    memos = [
        replace(memo, code_id=other.id) if memo.code_id == one.id else memo for memo in coded.memos
    ]
    name, named_by = (other.name, other.named_by) if other.name else (one.name, one.named_by)
    codes = [
        replace(code, name=name, named_by=named_by) if code.id == other.id else code
        for code in coded.codes
        if code.id != one.id
    ]
    return replace(coded, codes=tuple(codes), quotations=tuple(quotations), memos=tuple(memos))


def move(coded: Coded, quotation: Quotation, to: CodeId | None) -> Coded:
    """A quotation comes under another code, or under none; of an answer that is there already, or has
    another code still, only this quotation goes."""
    message = quotation.coding.message_id
    others = [
        one
        for one in coded.quotations
        if one.coding.message_id == message and one.coding.id != quotation.coding.id
    ]
    goes = any(one.coding.code_id == to for one in others) or (to is None and bool(others))
    quotations = []
    for one in coded.quotations:
        if one.coding.id != quotation.coding.id:
            quotations.append(one)
        elif not goes:
            quotations.append(_under(one, to))
    return replace(coded, quotations=tuple(quotations))


def checked_memo(said: str) -> str:
    """The words of a memo."""
    memo = said.strip()
    if not memo:
        raise NoMemo("temas")
    if len(memo) > LONGEST_MEMO:
        raise MemoTooLong(len(memo))
    return memo


def parties(coded: Coded, by: By) -> list[Party]:
    """Answers by level or school, the largest party first; in the end those who are too few or did not
    say, together, and without figures where they are too few even together."""
    label_of = _labels(coded.quotations, by)
    members: dict[str | None, list[Quotation]] = defaultdict(list)
    for one in coded.quotations:
        members[label_of(one)].append(one)
    return sorted(
        (
            Party(label=label, people=people_in(each), answers=_answers(label, each))
            for label, each in members.items()
        ),
        key=lambda party: (party.label is None, -party.people, party.label or ""),
    )


def level_shown(coded: Coded) -> Callable[[Quotation], str | None]:
    """What an export says of somebody's level: nothing where fewer than five have it."""
    return _labels(coded.quotations, By.LEVEL)


def school_shown(coded: Coded) -> Callable[[Quotation], str | None]:
    """What an export says of somebody's school: nothing where, with the level it says, fewer than five
    are like that."""
    level, spelt = level_shown(coded), _labels(coded.quotations, By.SCHOOL)
    alike: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for one in coded.quotations:
        alike[level(one), spelt(one)].add(one.coding.number)

    def shown(one: Quotation) -> str | None:
        school = spelt(one)
        return school if len(alike[level(one), school]) >= SMALLEST_GROUP else None

    return shown


def _labels(quotations: Collection[Quotation], by: By) -> Callable[[Quotation], str | None]:
    people: dict[str | None, set[int]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for one in quotations:
        said = _label(one, by)
        key = said.casefold() if said else None
        people[key].add(one.coding.number)
        if key is not None and said is not None:
            spelt.setdefault(key, said)

    def shown(one: Quotation) -> str | None:
        said = _label(one, by)
        key = said.casefold() if said else None
        return spelt[key] if key and len(people[key]) >= SMALLEST_GROUP else None

    return shown


def _label(one: Quotation, by: By) -> str | None:
    said = one.level if by is By.LEVEL else one.school
    return " ".join(said.split()) or None if said else None


def _answers(label: str | None, quotations: Sequence[Quotation]) -> dict[CodeId | None, int]:
    if label is None and people_in(quotations) < SMALLEST_GROUP:
        return {}
    counts: dict[CodeId | None, int] = defaultdict(int)
    for one in quotations:
        counts[one.coding.code_id] += 1
    return dict(counts)


def _under(quotation: Quotation, code: CodeId | None) -> Quotation:
    return replace(quotation, coding=replace(quotation.coding, code_id=code))
