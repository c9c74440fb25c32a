"""Codes, quotations and memos of a thematic analysis, without a database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from community import analyses
from community.analyses import (
    LONGEST_MEMO,
    LONGEST_NAME,
    Analysis,
    By,
    Code,
    Coded,
    CodeGone,
    Coding,
    Memo,
    MemoTooLong,
    NameTooLong,
    NoMemo,
    NoName,
    Quotation,
    QuotationGone,
    SameCode,
    join,
    level_shown,
    move,
    parties,
    people_in,
    rename,
    school_shown,
)
from community.ids import AnalysisId, CodeId, CodingId, CommunityId, MemoId, MessageId, PersonId

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME, NUMBER = CommunityId(1), AnalysisId(5)
ONE, TWO = CodeId(1), CodeId(2)
ANA = PersonId(9)


def code(number: CodeId, name: str = "") -> Code:
    return Code(id=number, community_id=HOME, analysis_id=NUMBER, name=name, place=number)


def said(
    number: int, under: CodeId | None, *, message: int | None = None, by: int | None = None,
    level: str | None = None, school: str | None = None,
) -> Quotation:  # fmt: skip
    coding = Coding(
        id=CodingId(number),
        community_id=HOME,
        analysis_id=NUMBER,
        code_id=under,
        message_id=MessageId(message if message is not None else number),
        person_id=PersonId(by if by is not None else number),
        number=by if by is not None else number,
        place=number,
    )
    return Quotation(coding=coding, text="…", name="", said_at=NOW, level=level, school=school)


def coded(*quotations: Quotation, codes: tuple[Code, ...] | None = None) -> Coded:
    memo = Memo(
        id=MemoId(1), community_id=HOME, analysis_id=NUMBER, code_id=ONE, person_id=ANA, name="Ana",
        text="…", written_at=NOW,
    )  # fmt: skip
    return Coded(
        analysis=Analysis(id=NUMBER, community_id=HOME, begun_at=NOW),
        codes=codes if codes is not None else (code(ONE), code(TWO)),
        quotations=quotations,
        memos=(memo,),
    )


def under(found: Coded, number: CodeId | None) -> list[int]:
    return [one.coding.id for one in found.of(number)]


def test_joined_codes_are_one_with_their_memos() -> None:
    before = coded(said(1, ONE), said(2, ONE), said(3, TWO))

    after = join(before, before.code(ONE), before.code(TWO))

    assert [one.id for one in after.codes] == [TWO]
    assert under(after, TWO) == [1, 2, 3]
    assert after.memos[0].code_id == TWO


def test_an_answer_that_was_under_both_is_there_once() -> None:
    before = coded(said(1, ONE, message=7), said(2, TWO, message=7))

    assert under(join(before, before.code(ONE), before.code(TWO)), TWO) == [2]


def test_a_name_that_a_guide_gave_survives_joining() -> None:
    before = coded(said(1, ONE), said(2, TWO), codes=(code(ONE, "Lectura"), code(TWO)))

    assert join(before, before.code(ONE), before.code(TWO)).code(TWO).name == "Lectura"


def test_a_code_is_not_joined_with_itself() -> None:
    before = coded(said(1, ONE))

    with pytest.raises(SameCode):
        join(before, before.code(ONE), before.code(ONE))


def test_what_is_gone_is_said_so() -> None:
    with pytest.raises(CodeGone):
        coded().code(99)
    with pytest.raises(QuotationGone):
        coded().quotation(99)


def test_a_quotation_moves_to_another_code_or_to_none() -> None:
    before = coded(said(1, ONE), said(2, ONE))

    assert under(move(before, before.quotation(1), TWO), TWO) == [1]
    assert under(move(before, before.quotation(1), None), None) == [1]


def test_taken_out_of_one_of_two_codes_it_stays_in_the_other() -> None:
    before = coded(said(1, ONE, message=7), said(2, TWO, message=7))

    for goes_to in (None, TWO):
        after = move(before, before.quotation(1), goes_to)
        assert (under(after, ONE), under(after, TWO), under(after, None)) == ([], [2], [])


def test_a_quotation_moved_twice_is_where_it_was_moved() -> None:
    before = coded(said(1, ONE))
    once = move(before, before.quotation(1), TWO)

    assert move(once, once.quotation(1), TWO) == once


def test_a_code_has_a_name_of_sixty_letters_at_most() -> None:
    assert rename(code(ONE), "  Leer \n juntos ", ANA).name == "Leer juntos"
    with pytest.raises(NoName):
        rename(code(ONE), " \n ", ANA)
    with pytest.raises(NameTooLong):
        rename(code(ONE), "a" * (LONGEST_NAME + 1), ANA)


def test_a_memo_is_words_and_not_too_many() -> None:
    assert analyses.checked_memo(" Volver a leer ") == "Volver a leer"
    with pytest.raises(NoMemo):
        analyses.checked_memo("")
    with pytest.raises(MemoTooLong):
        analyses.checked_memo("a" * (LONGEST_MEMO + 1))


def test_codes_are_listed_by_people_and_empty_ones_only_if_a_guide_named_them() -> None:
    third = CodeId(3)
    found = coded(
        said(1, TWO), said(2, TWO), said(3, ONE), said(4, ONE, by=3), said(5, ONE, by=3),
        codes=(code(ONE), code(TWO), code(third), code(CodeId(4), "Por ver")),
    )  # fmt: skip

    assert [one.id for one in found.shown] == [TWO, ONE, CodeId(4)]
    assert people_in(found.of(ONE)) == 1


def test_groups_of_five_people_are_told_apart_and_smaller_ones_together() -> None:
    people = [said(n, ONE, level="first") for n in range(1, 6)]
    few = [said(n, TWO, level="third") for n in range(6, 9)]
    silent = [said(n, None) for n in range(9, 11)]

    first, rest = parties(coded(*people, *few, *silent), By.LEVEL)

    assert (first.label, first.people, dict(first.answers)) == ("first", 5, {ONE: 5})
    assert (rest.label, rest.people, dict(rest.answers)) == (None, 5, {TWO: 3, None: 2})


def test_those_who_are_too_few_even_together_are_not_counted() -> None:
    people = [said(n, ONE, school="Los Robles") for n in range(1, 6)]

    _, rest = parties(coded(*people, said(6, TWO, school="El Alba")), By.SCHOOL)

    assert dict(rest.answers) == {}


def test_five_answers_of_one_person_are_one_person() -> None:
    found = parties(coded(*[said(n, ONE, by=1, level="first") for n in range(1, 6)]), By.LEVEL)

    assert [one.label for one in found] == [None]


def test_a_school_written_in_two_ways_is_one() -> None:
    names = ["Los Robles", "los robles", " Los  Robles", "LOS ROBLES", "Los Robles"]
    found = parties(coded(*[said(n, ONE, school=s) for n, s in enumerate(names, 1)]), By.SCHOOL)

    assert [(one.label, one.people) for one in found] == [("Los Robles", 5)]


def test_a_file_says_a_school_only_if_five_of_it_have_the_level_that_is_said() -> None:
    many = [said(n, ONE, level="first", school="Los Robles") for n in range(1, 6)]
    other = [said(n, ONE, level="third", school="El Alba") for n in range(6, 11)]
    alone = said(11, ONE, level="third", school="Los Robles")
    found = coded(*many, *other, alone)
    level, school = level_shown(found), school_shown(found)

    assert (level(many[0]), school(many[0])) == ("first", "Los Robles")
    assert (level(alone), school(alone)) == ("third", None)


def test_what_is_changed_changes_nothing_else() -> None:
    before = coded(said(1, ONE), said(2, TWO))
    after = move(before, before.quotation(1), TWO)

    assert replace(after, quotations=before.quotations) == before
