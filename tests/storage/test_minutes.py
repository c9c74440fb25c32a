"""Points are kept once, leave with their people, and published minutes stay."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community import agreements, minutes
from community.communities import Community
from community.ids import ChatId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.minutes import Minutes, MinutesState, Point, PointKind
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
        worded_draft = replace(minutes.close(one, NOW), text=worded, edited_by=ROSA)
        assert await tx.minutes.move(worded_draft, was=MinutesState.GATHERING)

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
        assert await tx.minutes.move(published, was=MinutesState.GATHERING)
        await _retain(tx, at)
        assert await tx.minutes.get(home.id, one.id) is not None

        assert await tx.minutes.move(minutes.close(one, NOW), was=MinutesState.PUBLISHED)
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

        published = minutes.publish(minutes.close(one, NOW), JUAN, NOW)
        assert await tx.minutes.move(published, was=MinutesState.GATHERING)

        (kept,) = (await tx.archives.of(home)).minutes
        assert (kept.title, kept.text) == ("Lectura", "– lluvia")


async def test_of_two_who_settle_a_draft_at_once_one_does_and_a_late_point_does_not_open_it(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        draft = minutes.close(one, NOW)
        assert await tx.minutes.move(draft, was=MinutesState.GATHERING)

        await tx.minutes.go_on(minutes.noted(one, session, NOW + MINUTE))
        assert await tx.minutes.get(home.id, one.id) == draft

        published = minutes.publish(draft, JUAN, NOW)
        assert await tx.minutes.move(published, was=MinutesState.DRAFT)
        assert not await tx.minutes.move(minutes.discard(draft), was=MinutesState.DRAFT)
        assert await tx.minutes.get(home.id, one.id) == published


async def test_what_a_session_agreed_goes_with_its_point_and_loses_the_name_of_who_is_erased(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, session = await met(tx)
        other = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        one = await tx.minutes.begin(minutes.begin(session, NOW))
        said = ("Rosa Quispe abre la sala", "Leemos los martes")
        for place, words in enumerate(said):
            agreed = replace(point(one, words, ROSA, place=place), kind=PointKind.AGREEMENT)
            await tx.minutes.add([agreed])
            noted = agreements.note(words, place + 1, JUAN, home, NOW)
            await tx.agreements.plan_review(await tx.agreements.add(noted), home, NOW)
        published = minutes.publish(minutes.close(one, NOW), JUAN, NOW)
        assert await tx.minutes.move(published, was=MinutesState.GATHERING)
        there = (await tx.minutes.points_of(home.id, [one.id]))[one.id]

        await tx.agreements.follow(other.id, there[1].id, "", NOW)
        assert await agreed_in(tx, published) == list(said)
        await tx.agreements.follow(home.id, there[1].id, "", NOW)
        assert await agreed_in(tx, published) == ["Rosa Quispe abre la sala"]
        reviews = [due for due in await tx.dues.open_of(home.id) if due.kind == "agreement.review"]
        assert len(reviews) == 1

        await tx.personal.erase(ROSA, NOW + MINUTE)
        assert await agreed_in(tx, published) == ["… abre la sala"]


async def agreed_in(tx: Tx, one: Minutes) -> list[str]:
    return [each.text for each in await tx.agreements.of_minutes(one)]


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
