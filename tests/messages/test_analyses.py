"""No view of a thematic analysis is longer than people read, and all of them fit Telegram's buttons."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from community.analyses import Analysis, By, Code, Coded, Coding, Memo, Quotation
from community.communities import Community, Mode, State
from community.ids import (
    AnalysisId,
    ChatId,
    CodeId,
    CodingId,
    CommunityId,
    MemoId,
    MessageId,
    PersonId,
    PromptId,
)
from locales.words import LANGUAGES, Words, words_in
from messages import analyses as says
from messages.analyses import MOST, Shown
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME, NUMBER = CommunityId(2**40), AnalysisId(2**40)
LONG = "palabra " * 120


def shown(codes: int, *, each: int = 12, chat: int = -5) -> Shown:
    """As long as it gets: long names, long words, many people."""
    made = tuple(
        Code(id=CodeId(2**40 + n), community_id=HOME, analysis_id=NUMBER, name=f"{n}" * 60, place=n)
        for n in range(codes)
    )
    quotations = tuple(
        Quotation(
            coding=Coding(
                id=CodingId(2**40 + number),
                community_id=HOME,
                analysis_id=NUMBER,
                code_id=made[number // each].id if number < codes * each else None,
                message_id=MessageId(number + 1),
                person_id=PersonId(number),
                number=number + 1,
                place=number,
            ),
            text=f"{number} {LONG}",
            name=f"Persona {'muy larga ' * 5}{number}",
            said_at=NOW,
            level="escuela de un lugar muy lejano, con internado " + str(number // each),
            school="escuela de un lugar muy lejano, con internado " + str(number // each),
        )
        for number in range((codes + 1) * each)
    )
    memo = Memo(
        id=MemoId(1), community_id=HOME, analysis_id=NUMBER, code_id=made[0].id if made else None,
        person_id=None, name="Ana" * 9, text=LONG, written_at=NOW,
    )  # fmt: skip
    return Shown(
        coded=Coded(
            analysis=Analysis(
                id=NUMBER, community_id=HOME, prompt_id=PromptId(1), begun_at=NOW
            ),
            codes=made,
            quotations=quotations,
            memos=(memo,) * 5,
        ),
        names={},
        community=Community(
            id=HOME, telegram_chat_id=ChatId(chat), title="Red", chat_type="group",
            state=State.ACTIVE, mode=Mode.DISCREET, invited_at=NOW,
        ),
        question=LONG,
        wordless=120,
    )  # fmt: skip


VIEWS: dict[str, Callable[[Shown, Words], Message]] = {
    "overview": lambda one, words: says.overview(one, 0, words),
    "code": lambda one, words: says.code(one, one.coded.codes[0], 0, words),
    "without a code": lambda one, words: says.code(one, None, 3, words),
    "quotation": lambda one, words: says.quotation(one, one.coded.quotations[0], 0, words),
    "joining": lambda one, words: says.joining(one, one.coded.codes[0], 0, words),
    "by level": lambda one, words: says.side_by_side(one, By.LEVEL, words),
    "by school": lambda one, words: says.side_by_side(one, By.SCHOOL, words),
    "memos": lambda one, words: says.memos(one, one.coded.codes[0], 0, words),
    "too few": lambda one, words: says.too_few(
        one, [("Ana" * 20, LONG, n) for n in (1, 2, 3)], words
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("codes", [1, 2, 3, 4, 5, 6, 12])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_no_view_is_longer_than_people_read(
    view: Callable[[Shown, Words], Message], codes: int, language: str
) -> None:
    message = view(shown(codes), words_in(language))

    assert len(html.unescape(re.sub(r"<[^>]*>", "", message.text))) <= MOST
    assert all(len(row) <= 3 for row in message.keyboard)
    assert all(len(one.label) <= 20 for row in message.keyboard for one in row)
    assert all(
        len(one.markup["callback_data"].encode()) <= 64 for row in message.keyboard for one in row
    )


def test_all_codes_and_all_quotations_are_reached_by_turning_pages() -> None:
    one, words = shown(12), words_in("es")

    def labels(message: Message) -> list[str]:
        return [button.label for row in message.keyboard for button in row]

    assert "Siguientes" in labels(says.overview(one, 0, words))
    second = labels(says.overview(one, 6, words))
    assert second[:6] == ["7", "8", "9", "10", "11", "12"]
    assert ("Anteriores" in second, "Siguientes" in second) == (True, False)
    last = says.code(one, one.coded.codes[0], 9, words)
    assert labels(last)[:3] == ["10", "11", "12"]
    assert "Siguientes" not in labels(last)


def test_a_place_beyond_the_end_is_the_beginning() -> None:
    one, words = shown(2), words_in("es")

    assert says.overview(one, 99, words).text == says.overview(one, 0, words).text
    assert says.code(one, None, 99, words).text == says.code(one, None, 0, words).text


def test_a_quotation_names_its_day_where_there_are_no_links_and_links_where_there_are() -> None:
    words = words_in("es")

    assert "lun 16 nov" in says.overview(shown(1), 0, words).text
    linked = says.overview(shown(1, chat=-1001234), 0, words).text
    assert 'href="https://t.me/c/1234/1"' in linked
    assert "16 nov" not in linked
