"""Requests and who knows what as people read them, with the strangest names and texts."""

from datetime import UTC, datetime
from html import unescape
from re import sub

import pytest

from community.communities import Community
from community.ids import ChatId, CommunityId, MessageId, OfferId, PersonId, PracticeId, RequestId
from community.knowing import Ground, Knower, Reason
from community.offers import Offer
from community.practices import Practice, title_of
from community.requests import Hand, How, Request
from locales.words import LANGUAGES, words_in
from messages import knowing, requests
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
NASTY = '<b>&"\u202e</a>'
LONG = NASTY + "palabra " * 500
REQUEST = Request(
    id=RequestId(1),
    community_id=CommunityId(1),
    person_id=PersonId(1),
    name=NASTY + "R" * 64,
    text=LONG,
    message_id=MessageId(7),
    asked_at=NOW,
)


def home(chat: int) -> Community:
    return Community(
        id=CommunityId(1), telegram_chat_id=ChatId(chat), title=LONG[:128], invited_at=NOW
    )


def practice(number: int, *, name_hidden: bool = False) -> Practice:
    return Practice(
        id=PracticeId(number),
        community_id=CommunityId(1),
        title=title_of(LONG),
        text=LONG,
        author_id=PersonId(number),
        author_name=NASTY + "N" * 64,
        saved_by=None,
        message_id=MessageId(number),
        told_at=NOW,
        name_hidden=name_hidden,
    )


def knower(number: int, reason: Reason) -> Knower:
    person = PersonId(number)
    said = Ground(person_id=person, reason=reason, text=LONG, message_id=MessageId(number))
    return Knower(person_id=person, name=NASTY + "K" * 64, ground=said)


def hand(number: int, helped_at: datetime | None = None) -> Hand:
    return Hand(
        request_id=RequestId(1),
        community_id=CommunityId(1),
        person_id=PersonId(number),
        name=NASTY + f"H{number} " * 20 if number else "\u202e",
        how=How.TAPPED,
        offered_at=NOW,
        helped_at=helped_at,
    )


def as_read(message: Message) -> str:
    return unescape(sub(r"<[^>]*>", "", message.text))


def fits_a_phone(message: Message) -> bool:
    labels = [button.label for row in message.keyboard for button in row]
    return (
        len(as_read(message)) <= 600
        and "\u202e" not in message.text
        and all(len(row) <= 3 for row in message.keyboard)
        and all(0 < len(label) <= 20 for label in labels)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chat", [-1001234567890, -1234])
@pytest.mark.parametrize("name_hidden", [True, False])
def test_the_longest_answer_fits_a_phone(language: str, chat: int, name_hidden: bool) -> None:
    words, community = words_in(language), home(chat)
    hands = [hand(number, NOW if number == 2 else None) for number in range(30)]
    shown = requests.near(
        [practice(number, name_hidden=name_hidden) for number in (1, 2)],
        [knower(3, Reason.HELP), knower(4, Reason.PRACTICE)],
        hands,
        community,
        words,
    )

    assert fits_a_phone(requests.answer(REQUEST, shown, words))
    asked = requests.who_helped(REQUEST, shown, hands, words)
    assert fits_a_phone(asked)
    assert sum(map(len, asked.keyboard)) == requests.MOST_NAMED + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chat", [-1001234567890, -1234])
def test_all_the_rest_fits_too(language: str, chat: int) -> None:
    words, community = words_in(language), home(chat)
    offer = Offer(
        id=OfferId(1),
        community_id=community.id,
        person_id=PersonId(1),
        text=LONG,
        message_id=MessageId(1),
        offered_at=NOW,
    )
    said = [
        requests.is_it_resolved(REQUEST, community, words, in_private=True),
        requests.is_it_resolved(REQUEST, community, words, in_private=False),
        requests.resolved(REQUEST, words),
        requests.stays_open(REQUEST, words, is_last=True),
        requests.stays_open(REQUEST, words, is_last=False),
        requests.withdrawn(words),
        requests.can_help(REQUEST, hand(1), community, words),
        knowing.found([knower(n, Reason.OFFER) for n in (1, 2, 3)], LONG, community, words),
        knowing.nobody(LONG, words),
        knowing.how(words),
        knowing.offer_noted(offer, words, is_hidden=False),
        knowing.offer_noted(offer, words, is_hidden=True),
    ]

    assert [as_read(message) for message in said if not fits_a_phone(message)] == []
    answers = (
        requests.hand_noted(words),
        requests.helper_noted(words),
        knowing.is_hidden(words),
        knowing.is_shown(words),
    )
    assert all(len(answer) <= 200 for answer in answers)  # Telegram's limit for a tap


def test_nothing_near_is_nothing() -> None:
    assert requests.near([], [], [], home(-1), words_in("es")) is None


def test_where_messages_have_no_address_nothing_is_linked() -> None:
    said = knowing.found([knower(1, Reason.OFFER)], "telar", home(-1234), words_in("es"))

    assert "href" not in said.text
