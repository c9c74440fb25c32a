"""Requests, hands and offers, as they are kept, counted and let go of."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from community.communities import Community
from community.ids import ChatId, MessageId, OfferId, PersonId, RequestId
from community.offers import Offer
from community.requests import Hand, How, Request, RequestState, fall_silent, resolve
from community.retention import KEPT_FOR, Kept
from scheduler.retention import forget_old
from storage.database import Database
from storage.rows import requests
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROSA, JUAN = PersonId(1), PersonId(2)


async def asked(tx: Tx, community: Community, message: int = 7) -> Request:
    kept = await tx.requests.keep(
        Request(
            id=RequestId(0),
            community_id=community.id,
            person_id=ROSA,
            name="Rosa",
            text="telar",
            message_id=MessageId(message),
            asked_at=NOW,
        )
    )
    assert kept is not None
    return kept


def hand(request: Request, how: How, message: int | None = None) -> Hand:
    return Hand(
        request_id=request.id,
        community_id=request.community_id,
        person_id=JUAN,
        name="Juan",
        how=how,
        message_id=MessageId(message) if message else None,
        offered_at=NOW,
    )


async def test_a_message_asks_once(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        request = await asked(tx, home)

        again = await tx.requests.keep(request)

        assert again is None
        assert await tx.requests.asked_in(home.id, request.message_id) == request


async def test_a_person_is_one_hand_and_a_tap_says_more_than_an_answer(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        request = await asked(tx, home)
        told = [
            await tx.requests.lend(hand(request, how, message))
            for how, message in (
                (How.ANSWERED, 9),
                (How.ANSWERED, 10),
                (How.TAPPED, None),
                (How.TAPPED, None),
                (How.ANSWERED, 11),
            )
        ]
        (kept,) = await tx.requests.hands_of(home.id, request.id)

    assert told == [True, False, True, False, False]
    assert (kept.how, kept.message_id) == (How.TAPPED, 9)


async def test_who_helped_is_remembered_with_what_and_taken_back(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        other = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        request = await asked(tx, home)
        await tx.requests.lend(hand(request, How.TAPPED))
        await tx.requests.helped(home.id, request.id, [JUAN], NOW)
        await tx.requests.helped(home.id, request.id, [JUAN], NOW + MINUTE)

        assert await tx.requests.helped_with(home.id) == [(JUAN, request)]
        assert await tx.requests.helped_with(other.id) == []
        (kept,) = await tx.requests.hands_of(home.id, request.id)
        assert kept.helped_at == NOW
        await tx.requests.nobody_helped(home.id, request.id)
        assert await tx.requests.helped_with(home.id) == []


async def test_a_week_counts_what_was_asked_what_was_resolved_and_what_is_open(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        first, second, third = [await asked(tx, home, number) for number in (1, 2, 3)]
        await tx.requests.save(resolve(first, NOW))
        await tx.requests.save(fall_silent(second, NOW))

        for since, counted in ((NOW, (3, 1, 1)), (NOW + MINUTE, (0, 0, 1))):
            (week,) = await tx.weeks.of([home], since, NOW + 2 * MINUTE)
            assert (week.asked, week.resolved, week.sought) == counted
        assert third.state is RequestState.OPEN


async def test_requests_go_a_year_after_they_closed_and_their_hands_with_them(
    database: Database,
) -> None:
    closed_at = NOW + timedelta(days=12)
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        request = await asked(tx, home)
        stuck = await asked(tx, home, 8)
        await tx.requests.lend(hand(request, How.TAPPED))
        await tx.requests.save(fall_silent(request, closed_at))
        await _retain(tx, closed_at + KEPT_FOR[Kept.REQUESTS])
        assert await tx.requests.get(home.id, request.id) is not None
        assert await tx.requests.get(home.id, stuck.id) is None  # a year old and never closed

        await _retain(tx, closed_at + KEPT_FOR[Kept.REQUESTS] + MINUTE)

        assert await tx.requests.get(home.id, request.id) is None
        assert await tx.requests.hands_of(home.id, request.id) == []


async def test_offers_go_after_a_school_year(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        await tx.offers.keep(
            Offer(
                id=OfferId(0),
                community_id=home.id,
                person_id=JUAN,
                text="telar",
                message_id=MessageId(5),
                offered_at=NOW,
            )
        )
        await _retain(tx, NOW + KEPT_FOR[Kept.OFFERS])
        assert len(await tx.offers.since(home.id, NOW)) == 1

        await _retain(tx, NOW + KEPT_FOR[Kept.OFFERS] + MINUTE)

        assert await tx.offers.since(home.id, NOW) == []


async def test_who_is_erased_takes_requests_hands_and_offers_along(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        request, other = await asked(tx, home), await asked(tx, home, 8)
        await tx.run(update(requests).where(requests.c.id == other.id).values(person_id=JUAN))
        await tx.requests.lend(hand(request, How.TAPPED))

        await tx.personal.erase(JUAN, NOW)

        assert await tx.requests.get(home.id, other.id) is None
        assert await tx.requests.hands_of(home.id, request.id) == []
        assert await tx.requests.get(home.id, request.id) == request


async def _retain(tx: Tx, now: datetime) -> None:
    await tx.dues.plan("retention.daily", 0, now, community=None)
    await forget_old(tx, now)
