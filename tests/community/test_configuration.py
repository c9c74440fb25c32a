"""What a community can set, and what it cannot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from community.communities import Community
from community.configuration import (
    NotASetting,
    Setting,
    changes,
    in_country,
    in_language,
    in_mode,
    in_zone,
    with_cap,
    with_quiet,
    with_rhythm,
    with_weekend,
)
from community.ids import ChatId, CommunityId

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
COMMUNITY = Community(id=CommunityId(1), telegram_chat_id=ChatId(-1), title="Red", invited_at=NOW)


@pytest.mark.parametrize(
    ("decided", "setting"),
    [
        (in_mode(COMMUNITY, "full"), Setting.MODE),
        (in_language(COMMUNITY, "en", ("es", "en")), Setting.LANGUAGE),
        (in_country(COMMUNITY, "BO"), Setting.PLACE),
        (in_zone(COMMUNITY, "America/Punta_Arenas"), Setting.PLACE),
        (with_quiet(COMMUNITY, time(21), time(6)), Setting.QUIET),
        (with_weekend(COMMUNITY, "open"), Setting.WEEKEND),
        (with_cap(COMMUNITY, "3"), Setting.CAP),
        (with_rhythm(COMMUNITY, "3-17"), Setting.RHYTHM),
    ],
)
def test_each_setting_changes_one_thing(decided: Community, setting: Setting) -> None:
    assert changes(COMMUNITY, decided) == [setting]


@pytest.mark.parametrize(
    ("decide", "value"),
    [
        (in_mode, "everything"),
        (in_country, "XX"),
        (in_zone, "America/Lima"),
        (with_weekend, ""),
        (with_cap, "99"),
        (with_cap, "²"),
        (with_rhythm, "7-17"),
        (with_rhythm, "1-3"),
        (with_rhythm, ""),
    ],
)
def test_what_is_not_offered_is_refused(
    decide: Callable[[Community, str], Community], value: str
) -> None:
    with pytest.raises(NotASetting):
        decide(COMMUNITY, value)


def test_a_country_brings_the_clock_of_most_of_its_people() -> None:
    assert in_country(COMMUNITY, "MX").zone_name == "America/Mexico_City"


def test_a_rhythm_is_ended() -> None:
    weekly = with_rhythm(COMMUNITY, "0-8")

    assert (weekly.prompt_weekday, weekly.prompt_time) == (0, time(8))
    assert changes(replace(weekly), with_rhythm(weekly, "none")) == [Setting.RHYTHM]
