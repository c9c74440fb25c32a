"""Points are kept once, leave with their people, and published minutes stay."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community import minutes
from community.communities import Community
from community.ids import ChatId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.minutes import Minutes, Point, PointKind
from community.people import Member, Person
from community.retention import KEPT_FOR, Kept
from community.sessions import Draft, Session, call
from scheduler.retention import forget_old
from storage.database import Database
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROSA, JUAN = PersonId(1), PersonId(2)


async def met(tx: Tx) -> tuple[Community, Session]:
    home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
    for person, name in ((ROSA, "Rosa Quispe"), (JUAN, "Juan Pérez")):
        await tx.people.meet(Person(id=person, name=name, met_at=NOW))
        await tx.members.save(
            Member(community_id=home.id, person_id=person, name=name, joined_at=NOW)
        )
    draft = Draft(
        id=SessionId(0), community_id=home.id, title="Lectura", called_by=ROSA, created_at=NOW
    )
    session = call(await tx.sessions.begin(draft), NOW + MINUTE, NOW)
    await tx.sessions.save(session)
    return home, session


def point(one: Minutes, said: str, by: PersonId, *, message: int = 7, place: int = 0) -> Point:
    return Point(
        id=PointId(0),
        community_id=one.community_id,
        minutes_id=one.id,
        kind=PointKind.IDEA,
        text=said,
        person_id=by,
        name="Rosa Quispe" if by == ROSA else "Juan Pérez",
        noted_by=by,
        message_id=MessageId(message),
        place=place,
        noted_at=NOW,
    )


async def texts(tx: Tx, one: Minutes) -> list[tuple[str, str]]:
    found = await tx.minutes.points_of(one.community_id, [one.id])
    return [(each.name, each.text) for each in found[one.id]]


async def test_a_session_has_one_minutes_and_a_message_notes_once(database: Database) -> None:
    async with database.write() as tx:
        _, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        again = await tx.minutes.begin(minutes.begin(session, NOW + MINUTE))
        both = [point(one, "uno", ROSA), point(one, "dos", ROSA, place=1)]

        assert again == one
        assert await tx.minutes.add(both)
        assert not await tx.minutes.add(both)
        assert [said for _, said in await texts(tx, one)] == ["uno", "dos"]


async def test_who_wants_nothing_kept_is_not_read_and_who_hides_is_not_named(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        await tx.minutes.add([point(one, "huerta", ROSA), point(one, "lluvia", JUAN, message=8)])
        await tx.people.change(ROSA, keep_nothing_at=NOW)
        await tx.members.change(home.id, JUAN, hidden_from_search=True)

        assert await texts(tx, one) == [("", "lluvia")]


async def test_another_community_reads_nothing_of_it(database: Database) -> None:
    async with database.write() as tx:
        _, session = await met(tx)
        other = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        await tx.minutes.add([point(one, "huerta", ROSA)])

        assert await tx.minutes.get(other.id, one.id) is None
        assert await tx.minutes.points_of(other.id, [one.id]) == {one.id: []}
        assert await tx.minutes.noted_in(other.id, MessageId(7)) == []


async def test_whoever_is_erased_leaves_a_guides_wording_too_and_it_is_drawn_anew(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        await tx.minutes.add(
            [point(one, "Una huerta", ROSA), point(one, "Llovió", JUAN, message=8)]
        )
        worded = "Rosa Quispe dijo: una huerta. Llovió."
        await tx.minutes.save(replace(minutes.close(one, NOW), text=worded, edited_by=ROSA))

        await tx.personal.erase(ROSA, NOW + MINUTE)

        after = await tx.minutes.get(home.id, one.id)
        assert after is not None
        assert (after.text, after.edited_by) == ("… dijo: …. Llovió.", None)
        assert [said for _, said in await texts(tx, one)] == ["Llovió"]
        due = await tx.dues.open_of(home.id)
        assert [(each.kind, each.subject_id) for each in due] == [("minutes.redraw", one.id)]


async def test_what_was_never_published_goes_and_what_was_stays(database: Database) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        at = session.starts_at + KEPT_FOR[Kept.MINUTES] + MINUTE
        published = minutes.publish(minutes.close(one, NOW), JUAN, NOW)
        await tx.minutes.save(published)
        await _retain(tx, at)
        assert await tx.minutes.get(home.id, one.id) is not None

        await tx.minutes.save(minutes.close(one, NOW))
        await _retain(tx, at + MINUTE)
        assert await tx.minutes.get(home.id, one.id) is None


async def test_published_minutes_are_taken_along_without_who_wants_nothing_kept(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        await tx.minutes.add([point(one, "huerta", ROSA), point(one, "lluvia", JUAN, message=8)])
        await tx.people.change(ROSA, keep_nothing_at=NOW)
        assert (await tx.archives.of(home)).minutes == ()

        await tx.minutes.save(minutes.publish(minutes.close(one, NOW), JUAN, NOW))

        (kept,) = (await tx.archives.of(home)).minutes
        assert (kept.title, kept.text) == ("Lectura", "– lluvia")


async def _retain(tx: Tx, now: datetime) -> None:
    await tx.dues.plan("retention.daily", 0, now, community=None)
    await forget_old(tx, now)


async def test_the_last_point_of_somebody_is_found(database: Database) -> None:
    async with database.write() as tx:
        _, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        await tx.minutes.add([point(one, "huerta", ROSA), point(one, "lluvia", JUAN, message=8)])

        last = [await tx.minutes.last_of(one.community_id, one.id, by) for by in (ROSA, JUAN, None)]

        assert [each.text for each in last if each is not None] == ["huerta", "lluvia", "lluvia"]
        assert await tx.minutes.last_of(one.community_id, MinutesId(99), None) is None
