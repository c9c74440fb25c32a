"""Databases in which communities already live, so that a scenario begins in the middle of life.

Rows are written through the product's own tables (storage/rows/) after its own migrations; a file
made once is copied for each run. Nobody is silenced: quiet hours and silent weekdays are off.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine, insert

from benchmarks.updates import PEOPLE_IN_A_GROUP as MEMBERS
from benchmarks.updates import chat_id, person
from bot.clock import utc_now
from community.calendar import local_day
from community.commitments import Answer, CommitmentState, EvidenceKind
from community.commitments_calendar import ON_THE_DAY_STEP
from community.communities import Mode, State
from messages.buttons import Press
from storage import rows
from storage.migrate import upgrade

CARD = 900_000  # the message that shows each group's commitment
PREPARED = "preparar la feria de lectura"  # what it is about
ZONE = "America/Santiago"
NEVER_QUIET = {"quiet_from": time(0, 0), "quiet_to": time(0, 0), "silent_weekdays": ""}


def with_groups(path: Path, groups: int, mode: Mode) -> Path:
    """A fresh file with that many active communities; group `i` is updates.chat_id(i)."""
    upgrade(_address(path))
    engine = create_engine(_address(path))
    instant = utc_now()
    _write(engine, rows.communities, [a_community(group, mode, instant) for group in range(groups)])
    everybody = [(group, person(group, i)) for group in range(groups) for i in range(MEMBERS)]
    _write(engine, rows.people, [_person(who, instant) for _, who in everybody])
    _write(engine, rows.members, [_member(group, who, instant) for group, who in everybody])
    engine.dispose()
    return path


def with_commitments(path: Path, groups: int, mode: Mode) -> Path:
    """The same, and each group has a commitment due today, on a card in message CARD.

    Its number is the group's, from 1; its first member has accepted it.
    """
    with_groups(path, groups, mode)
    engine = create_engine(_address(path))
    instant = utc_now()
    every = range(groups)
    _write(engine, rows.commitments, [_commitment(group, instant) for group in every])
    _write(engine, rows.responsibles, [_responsible(group, instant) for group in every])
    _write(engine, rows.posts, [_card(group, instant) for group in every])
    engine.dispose()
    return path


def plan_reminders(path: Path, groups: int, due_at: datetime) -> None:
    """The day's reminder of each group's commitment, all at the same instant."""
    engine = create_engine(_address(path))
    steps = [
        {
            "community_id": group + 1,
            "kind": ON_THE_DAY_STEP,
            "subject_id": group + 1,
            "due_at": due_at,
            "key": f"{ON_THE_DAY_STEP}:{group + 1}:bench",
        }
        for group in range(groups)
    ]
    _write(engine, rows.dues, steps)
    engine.dispose()


def copy(path: Path, folder: Path, name: str = "minga.db") -> Path:
    """A file of one's own to run on."""
    target = folder / name
    for leftover in folder.glob(f"{target.stem}.*"):
        leftover.unlink()
    shutil.copy(path, target)
    return target


def count(path: Path, question: str) -> int:
    """One number, asked of the file by plain SQLite while the bot is down."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(question).fetchone()[0])


def joining(group: int) -> str:
    """What the button [Me sumo] under a group's card carries."""
    return Press(verb="commitment-join", subject=group + 1).data


def a_community(group: int, mode: Mode, instant: datetime) -> dict[str, Any]:
    """The row of an active community; its number is the group's, from 1."""
    return {
        "id": group + 1,
        "telegram_chat_id": chat_id(group),
        "title": f"Escuela {group}",
        "chat_type": "supergroup",
        "is_forum": False,
        "state": State.ACTIVE,
        "mode": mode,
        "language": "es",
        "country": "CL",
        "zone_name": ZONE,
        "weekly_cap": 1000,
        "bot_is_admin": True,
        "admin_loss_told": False,
        "invited_at": instant,
        "activated_at": instant,
        **NEVER_QUIET,
    }


def _person(who: dict[str, Any], instant: datetime) -> dict[str, Any]:
    return {
        "id": who["id"],
        "name": _full_name(who),
        "username": who["username"],
        "language": who["language_code"],
        "met_at": instant,
    }


def _member(group: int, who: dict[str, Any], instant: datetime) -> dict[str, Any]:
    return {
        "community_id": group + 1,
        "person_id": who["id"],
        "name": _full_name(who),
        "username": who["username"],
        "is_guide": False,
        "belongs": True,
        "joined_at": instant,
        "last_spoke_at": instant,
    }


def _full_name(who: dict[str, Any]) -> str:
    return f"{who['first_name']} {who['last_name']}"


def _commitment(group: int, instant: datetime) -> dict[str, Any]:
    return {
        "id": group + 1,
        "community_id": group + 1,
        "number": 1,
        "what": PREPARED,
        "due_on": local_day(instant, ZoneInfo(ZONE)),
        "evidence": EvidenceKind.PHOTO,
        "state": CommitmentState.ACCEPTED,
        "created_at": instant,
    }


def _responsible(group: int, instant: datetime) -> dict[str, Any]:
    who = person(group, 0)
    return {
        "commitment_id": group + 1,
        "position": 1,
        "community_id": group + 1,
        "person_id": who["id"],
        "name": _full_name(who),
        "answer": Answer.ACCEPTED,
        "answered_at": instant,
    }


def _card(group: int, instant: datetime) -> dict[str, Any]:
    return {
        "telegram_chat_id": chat_id(group),
        "message_id": CARD,
        "community_id": group + 1,
        "about": "commitment",
        "about_id": group + 1,
        "posted_at": instant,
    }


def _write(engine: Engine, table: Any, values: list[dict[str, Any]]) -> None:
    if not values:
        return  # SQLAlchemy would write one empty row
    with engine.begin() as connection:
        connection.execute(insert(table), values)


def _address(path: Path) -> str:
    return f"sqlite:///{path}"
