"""The practices of a community with their lives, as it takes them along.

The one thing to know: who hid their name in what they made of a practice is not named as having tried
it or taken it to a school either; of who asked to be left out nothing is here.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, or_, select

from community.archives import Grown, Lived, Told
from community.ids import CommunityId
from community.practices import Practice
from community.prompts import Media
from community.trials import Milestone
from storage.mapping import domain, domains
from storage.rows import milestones, people, practices, tellings, transfers, trials
from storage.tx import Tx


async def grown(tx: Tx, community: CommunityId) -> tuple[Grown, ...]:
    """All that stand, the oldest first."""
    rows = await _of(tx, practices, practices.c.author_id, community, practices.c.told_at)
    there = [domain(Practice, row) for row in rows if row.withdrawn_at is None]
    titles = {one.id: one.title for one in there}
    hidden = {(one.adapted_from, one.author_id) for one in there if one.name_hidden}
    tried = _by_practice(await _of(tx, trials, trials.c.person_id, community, trials.c.tried_at))
    schools = await _schools(tx, community, hidden)
    reached = await _reached(tx, community)
    return tuple(
        _grown(
            one,
            origin=titles.get(one.adapted_from) if one.adapted_from is not None else None,
            named=[
                row.name if (one.id, row.person_id) not in hidden else "" for row in tried[one.id]
            ],
            reached=tuple(reached[one.id]),
            schools=tuple(schools[one.id]),
        )
        for one in there
    )


def may_be_taken_along() -> ColumnElement[bool]:
    """Of a query that joined `people`: not of who asked to have nothing kept."""
    return or_(people.c.id.is_(None), people.c.keep_nothing_at.is_(None))


def _grown(one: Practice, *, named: Sequence[str], **life: Any) -> Grown:
    return Grown(
        title=one.title,
        text=one.text,
        name=None if one.name_hidden else one.author_name,
        media=one.media,
        at=one.told_at,
        name_hidden=one.name_hidden,
        files=_files(one),
        practice=one,
        tried_by=tuple(filter(None, named)),
        tried_unnamed=sum(not name for name in named),
        **life,
    )


def _files(one: Practice) -> tuple[str, ...]:
    return _unless_a_voice(one.name_hidden, one.media, one.file_id, *one.more_files)


def _unless_a_voice(is_hidden: bool, media: Media | None, *files: str | None) -> tuple[str, ...]:
    """Who hid their name is known by their voice, and in a video by more than that."""
    if is_hidden and media not in (Media.PHOTO, Media.DOCUMENT):
        return ()
    return tuple(file for file in files if file)


async def _schools(
    tx: Tx, community: CommunityId, hidden: set[tuple[Any, Any]]
) -> dict[int, list[Lived]]:
    told: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in await _of(tx, tellings, tellings.c.person_id, community, tellings.c.id):
        told[row.transfer_id].append(row)
    schools: dict[int, list[Lived]] = defaultdict(list)
    for row in await _of(tx, transfers, transfers.c.person_id, community, transfers.c.taken_at):
        is_named = bool(row.name) and (row.practice_id, row.person_id) not in hidden
        name = row.name if is_named else None
        schools[row.practice_id].append(
            Lived(
                name=name,
                school=row.school if is_named else None,
                outcome=row.outcome,
                told=tuple(
                    Told(
                        title="",
                        text=one.text,
                        name=name,
                        media=one.media,
                        at=one.told_at,
                        files=_unless_a_voice(not is_named, one.media, one.file_id),
                    )
                    for one in told[row.id]
                    if row.shared_at is not None or one.message_id is not None
                ),
            )
        )
    return schools


async def _reached(tx: Tx, community: CommunityId) -> dict[int, list[Milestone]]:
    found = select(milestones).where(milestones.c.community_id == community)
    reached: dict[int, list[Milestone]] = defaultdict(list)
    for one in domains(Milestone, await tx.rows(found.order_by(milestones.c.reached_at))):
        reached[one.practice_id].append(one)
    return reached


async def _of(
    tx: Tx, table: Table, person: Column[Any], community: CommunityId, order: Column[Any]
) -> Sequence[Row[Any]]:
    return await tx.rows(
        select(table)
        .outerjoin_from(table, people, people.c.id == person)
        .where(table.c.community_id == community, may_be_taken_along())
        .order_by(order)
    )


def _by_practice(rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.practice_id].append(row)
    return found
