"""Acceptance 3, scaled down: the whole program is killed in the middle of a backlog.

The drill itself is benchmarks/killing.py; `make bench` runs it twenty times over 200 updates.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import killing, prepare
from benchmarks.killing import Moment, Toll, kill_once, stop_once
from benchmarks.load_client import LoadServer
from community.communities import Mode

pytestmark = pytest.mark.slow

UPDATES = 60
REMINDERS = 6


@pytest.fixture(scope="module")
def load() -> Iterator[LoadServer]:
    with LoadServer() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "prepared.db"
    return prepare.with_commitments(path, killing.GROUPS, Mode.DISCREET)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(Moment(sends=0, seconds=0.05), id="while updates are taken in"),
        pytest.param(Moment(sends=25, seconds=0.01), id="while answers are sent"),
        pytest.param(Moment(sends=UPDATES + 2, seconds=0.01), id="while reminders are sent"),
    ],
)
def test_a_kill_loses_nothing_and_repeats_nothing_but_one_reminder(
    load: LoadServer, database: Path, tmp_path: Path, moment: Moment
) -> None:
    toll = kill_once(load, tmp_path, database, moment, count=UPDATES, reminded=REMINDERS)

    assert _never_happens(toll) == (0, 0, 0, 0)
    assert toll.replies_missing <= toll.unknown
    assert toll.reminders_again <= 1
    assert toll.reminders_given_up == 0


def test_a_polite_end_is_quick_and_loses_nothing(
    load: LoadServer, database: Path, tmp_path: Path
) -> None:
    seconds, toll = stop_once(load, tmp_path, database, pending=150)

    assert seconds < killing.STOP_SECONDS
    assert _never_happens(toll) == (0, 0, 0, 0)
    assert toll.replies_missing <= toll.unknown


def _never_happens(toll: Toll) -> tuple[int, int, int, int]:
    return toll.facts_lost, toll.facts_twice, toll.replies_twice, toll.reminders_lost
