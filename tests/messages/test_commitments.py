"""What is said about commitments fits a phone, in every language, whatever people are called."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from community.commitments import (
    Answer,
    Commitment,
    CommitmentState,
    Every,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.commitments_changes import Change, Happened, changed
from community.ids import CommitmentId, CommunityId, EvidenceId, PersonId
from locales.words import LANGUAGES, words_in
from messages import commitments as says
from messages import commitments_asking as asks
from messages import commitments_board as boards
from messages import commitments_changes as past
from messages import commitments_reminders as reminds
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
FRIDAY = date(2026, 12, 4)
CHILE = ZoneInfo("America/Santiago")
LONGEST = 600  # characters of a message (product.md §3)
WIDEST = 20  # characters of a button
HOSTILE = ("Rosa", "<b>Rosa", "</a> & {name}", "\u202easoR", "Ñ" * 64, "{0}{number}")


def _pledge(name: str, state: CommitmentState, **more: object) -> Pledge:
    values = {"what": f"Suben {name} a la red", "due_on": FRIDAY, "evidence": EvidenceKind.PHOTO}
    commitment = Commitment(
        id=CommitmentId(1),
        community_id=CommunityId(1),
        number=12,
        state=state,
        proposed_by=None,
        created_at=NOW,
        **(values | more),
    )
    people = tuple(
        Responsible(
            commitment_id=CommitmentId(1),
            community_id=CommunityId(1),
            position=place,
            person_id=PersonId(place) if place % 2 else None,
            name=name,
            answer=answer,
        )
        for place, answer in enumerate([*Answer, *Answer, *Answer], start=1)
    )
    return Pledge(commitment=commitment, people=people)


def _all_messages(language: str, name: str) -> Iterator[Message]:
    words = words_in(language)
    for state, kind in product(CommitmentState, EvidenceKind):
        pledge = _pledge(name, state, evidence=kind)
        yield says.card(pledge, words)
        yield says.done(pledge, words)
        yield reminds.in_private(
            pledge, words, today=FRIDAY, community=name, url="https://t.me/c/1/2"
        )
        for today in (date(2026, 12, 1), FRIDAY, date(2026, 12, 6)):
            yield reminds.to_the_group(pledge, words, today=today, people=pledge.takers)
    pledge = _pledge(name, CommitmentState.ACCEPTED)
    urls = {pledge.commitment.id: "https://t.me/c/1/2"}
    yield from (
        reminds.nobody_left(pledge, words, today=FRIDAY),
        says.children(words),
        reminds.nobody_yet(pledge, words, today=FRIDAY),
        reminds.for_guides([pledge] * 9, words, community=name),
        past.corrected(pledge, name, words),
        past.how_to_correct(pledge, words),
        past.stopped(pledge, words),
        past.why_not(pledge, words),
        past.why_noted(words),
        says.is_it_evidence(pledge, EvidenceId(1), words),
        says.evidence_kept(pledge, words),
        says.evidence_dropped(pledge, words),
        says.moved(pledge, words),
        says.which_one([pledge] * 9, EvidenceId(3), words),
        reminds.several([pledge] * 9, 5, words, community=name),
        reminds.several([], 5, words, community=name),
        says.mine([pledge] * 9, PersonId(1), words, urls, today=FRIDAY),
        says.board([pledge] * 9, words, urls, today=FRIDAY),
        asks.suggestion(pledge, words, name),
        asks.settled(pledge, words),
    )
    every_week = _pledge(name, CommitmentState.ACCEPTED, every=Every.WEEK)
    yield past.history(every_week, _all_changes(every_week), {PersonId(1): name}, words, CHILE)
    yield past.named(every_week, name, words)
    for change in _all_changes(every_week):
        yield past.undone(every_week, change, {PersonId(1): name}, words, CHILE)
    for lacking in ({"what": ""}, {"due_on": None}, {"evidence": None}):
        draft = _pledge(name, CommitmentState.DRAFT, **lacking)
        for options, over, unread in product(((), (FRIDAY,) * 5), (None, FRIDAY), (True, False)):
            question = asks.question(
                draft, words, options=options, past=over, not_understood=unread
            )
            assert question is not None
            yield question


def _all_changes(pledge: Pledge) -> list[Change]:
    reasons = {Happened.DECLINED: "x" * 300}
    return [
        changed(pledge, one, PersonId(1), NOW, why=reasons.get(one, ""))
        for one in (*Happened, Happened.DECLINED)
    ]


class _Reader(HTMLParser):
    """Reads a message as Telegram does: its words, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.open = "", list[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("b", "a")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def _read(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*HOSTILE, "un cuento largo " * 250])
def test_every_message_is_whole_and_short(language: str, name: str) -> None:
    for message in _all_messages(language, name):
        words = _read(message.text)
        assert 0 < len(words) <= LONGEST
        assert "\u202e" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_fit_and_belong_to_what_their_message_is_about(language: str) -> None:
    for message in _all_messages(language, "Rosa"):
        for row in message.keyboard:
            assert len(row) <= 3
            for button in row:
                assert len(button.label) <= WIDEST
                assert button.press is not None
                assert button.press.about == message.about


def test_a_list_never_dates_or_names_what_is_overdue() -> None:
    pledge = _pledge("Rosa", CommitmentState.ACCEPTED)

    board = says.board([pledge], words_in("es"), {}, today=date(2026, 12, 5))

    assert board.text == "Compromisos abiertos:\n12. Suben Rosa a la red"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_board_folds_what_does_not_fit_the_first_screen(language: str, name: str) -> None:
    pledge = _pledge(name, CommitmentState.ACCEPTED)
    urls = {pledge.commitment.id: "https://t.me/c/1/2"}

    board = boards.board(
        [pledge] * 40, words_in(language), urls, today=FRIDAY, topic=None, is_pinned=True
    )

    first, fold, rest = board.text.partition("<blockquote expandable>")
    assert fold
    assert len(_read(first)) <= LONGEST
    assert "10" in rest.splitlines()[-1]  # beyond thirty they are counted
    assert len(_read(first) + _read(rest.removesuffix("</blockquote>"))) <= 4096
    assert board.then == "pin"


def test_small_answers_fit_telegrams_limit() -> None:
    for language in LANGUAGES:
        words, pledge = words_in(language), _pledge("Rosa", CommitmentState.DONE)
        answers = (
            says.accepted(pledge, words),
            says.declined(words),
            says.marked_done(pledge, words),
            says.put_off(pledge, words),
            says.help_on_its_way(words),
            says.help_asked_already(words),
            says.seen(words),
            says.mine_shortly([pledge] * 9, words),
            says.confirmed(words),
        )
        assert all(0 < len(answer) <= 200 for answer in answers)
