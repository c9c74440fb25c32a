"""The calendar document, read back as a phone would read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar
from vobject.icalendar import registerTzid

from community.calendar import at_wall
from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId, SessionId
from community.sessions import Session, cancel
from messages.calendar_file import calendar

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
COMMUNITY = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001234567890),
    title="Red de Aprendizaje Docente, Ñuble",
    invited_at=NOW,
)
SESSION = Session(
    id=SessionId(1),
    community_id=CommunityId(1),
    title="Lectura multigrado",
    starts_at=at_wall(date(2026, 11, 26), time(18), COMMUNITY.zone),
    ends_at=at_wall(date(2026, 11, 26), time(18), COMMUNITY.zone) + timedelta(minutes=90),
    called_by=PersonId(7),
    created_at=NOW,
    sequence=2,
)


def document(*sessions: Session, community: Community = COMMUNITY) -> str:
    uids = {session.id: f"{session.id}@minga" for session in sessions}
    urls = {session.id: f"https://t.me/c/1234567890/{session.id}" for session in sessions}
    return calendar(sessions, uids, urls, community, NOW)


def test_an_event_is_what_the_session_is() -> None:
    (event,) = Calendar.from_ical(document(SESSION)).walk("VEVENT")

    assert str(event["UID"]) == "1@minga"
    assert int(event["SEQUENCE"]) == 2
    assert str(event["SUMMARY"]) == "Lectura multigrado"
    assert str(event["DESCRIPTION"]) == "Red de Aprendizaje Docente, Ñuble"
    assert str(event["URL"]) == "https://t.me/c/1234567890/1"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event["DTSTAMP"].dt == NOW
    assert event["DTSTART"].params["TZID"] == "America/Santiago"
    assert event.start == SESSION.starts_at


@pytest.mark.parametrize("zone", ["America/Santiago", "America/La_Paz", "America/Sao_Paulo"])
def test_its_zone_says_the_same_hour_as_the_zone_of_the_community(zone: str) -> None:
    community = replace(COMMUNITY, zone_name=zone)
    hours = [
        at_wall(on, time(18), ZoneInfo(zone))
        for on in (date(2026, 11, 26), date(2027, 4, 8), date(2027, 7, 8), date(2027, 9, 9))
    ]
    found = [
        replace(SESSION, id=SessionId(number), starts_at=at) for number, at in enumerate(hours)
    ]

    read = Calendar.from_ical(document(*found, community=community))
    (timezone,) = read.walk("VTIMEZONE")

    assert timezone["TZID"] == zone
    own = timezone.to_tz()
    for event, at in zip(read.walk("VEVENT"), hours, strict=True):
        wall = event["DTSTART"].dt.replace(tzinfo=None)
        assert wall.time() == time(18)
        assert wall.replace(tzinfo=own).utcoffset() == at.astimezone(ZoneInfo(zone)).utcoffset()


def test_lines_end_as_they_must_and_are_short_enough() -> None:
    long = replace(SESSION, title="Lectura en voz alta con niñas y niños de varios cursos, " * 9)

    text = document(long)

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == long.title.strip()


def test_a_hostile_title_stays_a_title() -> None:
    hostile = replace(SESSION, title="Pan; té, \\n\r\nEND:VEVENT\nBEGIN:VALARM 🙂")

    read = Calendar.from_ical(document(hostile))

    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Pan; té, \\n END:VEVENT BEGIN:VALARM 🙂"
    assert read.walk("VALARM") == []


def test_a_cancelled_session_is_struck_out() -> None:
    (event,) = Calendar.from_ical(document(cancel(SESSION))).walk("VEVENT")

    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 3)


@pytest.mark.parametrize(
    "zone",
    [
        "America/Santiago",
        "Pacific/Easter",
        "America/La_Paz",
        "America/Costa_Rica",
        "America/Mexico_City",
        "America/Sao_Paulo",
        "America/Asuncion",
    ],
)
def test_another_reader_of_the_standard_accepts_it_and_reads_the_same_instants(zone: str) -> None:
    community = replace(COMMUNITY, zone_name=zone)
    hours = [
        at_wall(date(2026 + n // 12, n % 12 + 1, 20), time(18), ZoneInfo(zone))
        for n in range(3, 27)
    ]
    called = [
        replace(SESSION, id=SessionId(n), starts_at=at, ends_at=at + timedelta(minutes=90))
        for n, at in enumerate(hours)
    ]
    written = document(*called, cancel(replace(SESSION, id=SessionId(99))), community=community)

    registerTzid(zone, None)  # it would keep what an earlier document said of that zone
    read = vobject.readOne(written)
    assert read.validate(raiseException=True)
    assert [event.dtstart.value.astimezone(UTC) for event in read.vevent_list[:-1]] == hours
    assert {event.dtend.value - event.dtstart.value for event in read.vevent_list} == {
        timedelta(minutes=90)
    }
    assert read.vevent_list[-1].status.value == "CANCELLED"
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))


def test_a_change_of_the_clocks_is_told_in_the_time_that_held_before_it() -> None:
    """Chile has no 00:00 on that Sunday: the standard wants 00:00 all the same."""
    august = at_wall(date(2026, 8, 20), time(18), COMMUNITY.zone)
    written = document(replace(SESSION, starts_at=august, ends_at=august + timedelta(minutes=90)))

    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260906T000000\r\n" in written
    assert len(written) < 2000
