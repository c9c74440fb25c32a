"""What time does for a session, and what is decided once it is over or its zone was wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from community import sessions
from community.calendar import Quiet, allows, at_wall
from community.ids import CommunityId, PersonId, SessionId
from community.people import Person
from community.sessions import (
    Draft,
    NothingToCall,
    Reply,
    Session,
    SessionAhead,
    SessionCancelled,
    SessionKind,
    SessionStarted,
)
from community.sessions_calendar import steps

CHILE = ZoneInfo("America/Santiago")
NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)  # Monday, 10:00 in Chile
QUIET = Quiet()
ROSA = Person(id=PersonId(8), name="Rosa", met_at=NOW)


def called(on: date, at: time, kind: SessionKind = SessionKind.LIVE) -> Session:
    draft = Draft(
        id=SessionId(1),
        community_id=CommunityId(1),
        title="Lectura",
        kind=kind,
        called_by=None,
        created_at=NOW,
    )
    return replace(sessions.call(draft, at_wall(on, at, CHILE), NOW), zone_name="America/Santiago")


def planned(session: Session, now: datetime = NOW) -> list[tuple[str, str]]:
    found = steps(session, now=now, quiet=QUIET, zone=CHILE)
    return [(kind.partition(".")[2], f"{at.astimezone(CHILE):%a %d %H:%M}") for kind, at in found]


def test_a_live_one_has_two_reminders_a_beginning_and_an_end() -> None:
    assert planned(called(date(2026, 11, 26), time(18))) == [
        ("day_before", "Wed 25 18:00"),
        ("hour_before", "Thu 26 17:00"),
        ("started", "Thu 26 18:00"),
        ("ended", "Thu 26 19:30"),
    ]


def test_an_end_in_quiet_hours_is_asked_about_in_the_morning() -> None:
    assert ("ended", "Fri 27 07:00") in planned(called(date(2026, 11, 26), time(19)))


def test_a_microcentre_is_asked_for_a_brief_on_the_third_and_the_seventh_day() -> None:
    found = dict(planned(called(date(2026, 11, 26), time(18), SessionKind.MICROCENTRE)))

    assert found["brief"] == "Mon 30 07:00"  # the third day is a silent Sunday
    assert found["brief_again"] == "Thu 03 09:00"


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (date(2026, 11, 23), time(14), ["Mon 23 14:00", "Wed 25 14:00", "Fri 27 14:00"]),
        (date(2026, 11, 25), time(9), ["Wed 25 09:00", "Fri 27 09:00", "Mon 30 07:00"]),
        (date(2026, 11, 21), time(9), ["Mon 23 07:00", "Wed 25 09:00"]),
        (date(2026, 11, 23), time(22), ["Tue 24 07:00", "Wed 25 19:00", "Fri 27 19:00"]),
    ],
)
def test_an_asynchronous_one_reminds_on_its_days_never_twice_on_one(
    on: date, at: time, expected: list[str]
) -> None:
    session = called(on, at, SessionKind.ASYNCHRONOUS)
    found = [
        when for kind, when in planned(session) if kind in ("first_day", "third_day", "last_day")
    ]

    assert found == expected
    assert all(
        allows(instant, QUIET, CHILE) and instant < session.ends_at
        for kind, instant in steps(session, now=NOW, quiet=QUIET, zone=CHILE)
        if kind.endswith("_day")
    )


def test_one_says_whether_one_takes_part_while_an_asynchronous_one_is_open() -> None:
    session = called(date(2026, 11, 23), time(14), SessionKind.ASYNCHRONOUS)
    during = session.starts_at + timedelta(days=2)

    assert sessions.answer(session, ROSA, Reply.YES, during).reply is Reply.YES
    with pytest.raises(SessionStarted):
        sessions.answer(session, ROSA, Reply.YES, session.ends_at)


def test_who_was_there_is_said_once_it_began_and_of_what_took_place() -> None:
    session = called(date(2026, 11, 26), time(18))

    with pytest.raises(SessionAhead):
        sessions.was_there(session, ROSA, NOW)
    with pytest.raises(SessionCancelled):
        sessions.was_there(sessions.cancel(session), ROSA, session.ends_at)
    assert sessions.was_there(session, ROSA, session.ends_at).person_id == ROSA.id


def test_points_are_parted_by_lines_and_semicolons_and_none_is_no_agenda() -> None:
    session = called(date(2026, 11, 26), time(18))

    assert sessions.with_points(session, "1. Leer; - Acordar\n• Cerrar ", NOW).points == (
        "1. Leer\nAcordar\nCerrar"
    )
    with pytest.raises(NothingToCall):
        sessions.with_points(session, " ; \n - ", NOW)
    with pytest.raises(SessionCancelled):
        sessions.with_points(sessions.cancel(session), "Leer", NOW)


def test_moving_keeps_how_long_it_lasts() -> None:
    session = called(date(2026, 11, 26), time(18))
    moved = sessions.move(session, session.starts_at + timedelta(days=1), NOW)

    assert moved.ends_at - moved.starts_at == timedelta(minutes=90)


@pytest.mark.parametrize("zone", ["America/La_Paz", "Pacific/Easter", "America/Mexico_City"])
def test_a_corrected_zone_keeps_the_wall_time_and_tells_calendars(zone: str) -> None:
    session = called(date(2026, 11, 26), time(18))
    after = sessions.in_zone(session, ZoneInfo(zone))

    assert f"{after.starts_at.astimezone(ZoneInfo(zone)):%d %H:%M}" == "26 18:00"
    assert after.sequence == session.sequence + 1
    assert sessions.in_zone(after, ZoneInfo(zone)) == after
    assert sessions.in_zone(replace(session, zone_name=None), ZoneInfo(zone)).sequence == 0
