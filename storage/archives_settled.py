"""What a community promised, agreed and met for, as it takes it along.

The one thing to know: of who asked to have nothing kept neither the words are here nor the name, also
where it stands in the community's own words: «Rosa sube la rúbrica» is taken along as «… sube la
rúbrica».
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Table, select

from community import syntheses as rules
from community.agreements import AgreementState
from community.archives import Gathered, Met, Promised, Reason, Settled, Told
from community.commitments import Answer, CommitmentState
from community.ids import CommunityId
from community.sessions import Reply, SessionState
from community.syntheses import ASSENTED, Line, Synthesis, SynthesisState
from storage.archives_practices import may_be_taken_along
from storage.erasure import without_names
from storage.mapping import domain, domains
from storage.rows import (
    agreements,
    attendances,
    briefs,
    commitments,
    evidences,
    members,
    people,
    points,
    positions,
    presences,
    prompts,
    remarks,
    responsibles,
    sessions,
    syntheses,
    synthesis_lines,
)
from storage.shown import as_shown
from storage.tx import Tx

MOST_MINUTES = 100_000

_NOT_YET = (CommitmentState.DRAFT, CommitmentState.WITHDRAWN)


async def promised(tx: Tx, community: CommunityId) -> tuple[Promised, ...]:
    """Commitments, by their number."""
    named: dict[int, list[str]] = defaultdict(list)
    left_out: dict[int, set[str]] = defaultdict(set)
    who = (
        select(responsibles, people.c.keep_nothing_at, people.c.name.label("called"))
        .outerjoin_from(responsibles, people, people.c.id == responsibles.c.person_id)
        .where(
            responsibles.c.community_id == community,
            responsibles.c.answer != Answer.REMOVED,
        )
        .order_by(responsibles.c.commitment_id, responsibles.c.position)
    )
    for row in await tx.rows(who):
        if row.keep_nothing_at is None:
            named[row.commitment_id].append(row.name)
        else:
            left_out[row.commitment_id] |= {row.name, row.called} - {""}
    shown = await _told_of(tx, evidences, evidences.c.commitment_id, community)
    found = select(commitments).where(
        commitments.c.community_id == community, commitments.c.state.not_in(_NOT_YET)
    )
    return tuple(
        Promised(
            number=row.number,
            what=without_names(row.what, left_out[row.id]),
            who=tuple(named[row.id]),
            due_on=row.due_on,
            state=row.state,
            shown=tuple(shown[row.id]),
        )
        for row in await tx.rows(found.order_by(commitments.c.number))
    )


async def settled(tx: Tx, community: CommunityId) -> tuple[Settled, ...]:
    """Agreements, by their number; what each person said is kept for a year."""
    stances: dict[tuple[int, int], Any] = {}
    left_out: dict[int, set[str]] = defaultdict(set)
    said = (
        select(positions, people.c.keep_nothing_at, people.c.name.label("called"))
        .outerjoin_from(positions, people, people.c.id == positions.c.person_id)
        .where(positions.c.community_id == community)
    )
    for row in await tx.rows(said):
        stances[row.decision_id, row.person_id] = row.stance
        if row.keep_nothing_at is not None:
            left_out[row.decision_id] |= {row.name, row.called} - {""}
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for row in await _of(tx, remarks, community, remarks.c.given_at):
        reasons[row.decision_id].append(
            Reason(
                title="",
                text=row.text,
                name=row.name,
                media=None,
                at=row.given_at,
                stance=stances.get((row.decision_id, row.person_id)),
            )
        )
    found = select(agreements).where(agreements.c.community_id == community)
    return tuple(
        Settled(
            number=row.number,
            text=without_names(row.text, left_out.get(row.decision_id, set())),
            at=row.agreed_at,
            agreeing=row.agreeing,
            concerned=row.concerned,
            objecting=row.objecting,
            holds=row.state is AgreementState.STANDING,
            reasons=tuple(reasons.get(row.decision_id, ())),
        )
        for row in await tx.rows(found.order_by(agreements.c.number))
    )


async def met(tx: Tx, community: CommunityId) -> tuple[Met, ...]:
    """Sessions, the oldest first; of those who come and came only how many they are."""
    coming = Counter(
        row.session_id for row in await _of(tx, attendances, community) if row.reply is Reply.YES
    )
    there = Counter(row.session_id for row in await _of(tx, presences, community))
    told: dict[int, list[Told]] = defaultdict(list)
    for row in await _of(tx, briefs, community, briefs.c.told_at):
        told[row.session_id].append(
            Told(title="", text=row.text, name=row.name, media=None, at=row.told_at)
        )
    found = select(sessions).where(
        sessions.c.community_id == community, sessions.c.state != SessionState.DRAFT
    )
    return tuple(
        Met(
            title=row.title,
            kind=row.kind,
            at=row.starts_at,
            is_cancelled=row.state is SessionState.CANCELLED,
            coming=coming[row.id],
            there=there[row.id],
            told=tuple(told[row.id]),
        )
        for row in await tx.rows(found.order_by(sessions.c.starts_at))
    )


async def minuted(tx: Tx, community: CommunityId) -> tuple[Told, ...]:
    """Minutes that were published, with what of their points may be shown."""
    published = await tx.minutes.published_of(community, MOST_MINUTES)
    noted = await tx.minutes.points_of(community, [one.id for one in published])
    left_out: dict[int, set[str]] = defaultdict(set)
    unwanted = (
        select(points.c.minutes_id, points.c.text, points.c.name, people.c.name.label("called"))
        .join_from(points, people, people.c.id == points.c.person_id)
        .where(points.c.community_id == community, people.c.keep_nothing_at.is_not(None))
    )
    for row in await tx.rows(unwanted):
        words = {row.text, row.name, row.called}
        left_out[row.minutes_id] |= {one for one in words if one.strip()}
    return tuple(
        Told(
            title=one.title,
            text=without_names(one.text, left_out[one.id])
            if one.text
            else "\n".join(f"– {point.text}" for point in noted[one.id]),
            name=None,
            media=None,
            at=one.held_at,
        )
        for one in reversed(published)
    )


async def synthesised(tx: Tx, community: CommunityId) -> tuple[Gathered, ...]:
    """Syntheses that were published, the oldest first: in a guide's words, or by their quotes. What
    a discussion seems to have settled or promised is not among them: what people confirmed of it is
    an agreement or a commitment."""
    every, shown = defaultdict[int, list[Line]](list), defaultdict[int, list[Line]](list)
    of_here = select(synthesis_lines).where(
        synthesis_lines.c.community_id == community, synthesis_lines.c.is_indexed.is_(False)
    )
    for line in domains(Line, await tx.rows(of_here)):
        every[line.synthesis_id].append(line)
    seen = as_shown(synthesis_lines, community).where(synthesis_lines.c.is_indexed.is_(False))
    for line in domains(Line, await tx.rows(seen.order_by(synthesis_lines.c.place))):
        shown[line.synthesis_id].append(line)
    found = (
        select(syntheses, prompts.c.text.label("question"))
        .outerjoin(prompts, prompts.c.id == syntheses.c.prompt_id)
        .where(syntheses.c.community_id == community, syntheses.c.state == SynthesisState.PUBLISHED)
        .order_by(syntheses.c.settled_at, syntheses.c.id)
    )
    told = [
        Gathered(
            title=row.question or "",
            text=_read(domain(Synthesis, row), every[row.id], shown[row.id]),
            name=None,
            media=None,
            at=row.settled_at,
            since=row.since,
            until=row.until,
            is_worded=row.worded is not None,
        )
        for row in await tx.rows(found)
    ]
    return tuple(one for one in told if one.text.strip())


def _read(one: Synthesis, every: Sequence[Line], shown: Sequence[Line]) -> str:
    """What of it may be read: the wording without what left, or the quotes that stayed."""
    stayed = {line.id for line in shown}
    silent = {line.name for line in every} - {line.name for line in shown}
    worded = rules.cut(one, [line for line in every if line.id not in stayed], silent).worded
    if worded is not None:
        return worded
    kept = [line for line in shown if line.kind not in ASSENTED]
    return "\n".join(
        f"– «{line.words}»" + (f" — {line.name}" if line.name else "") for line in kept
    )


async def _told_of(tx: Tx, table: Table, key: Any, community: CommunityId) -> dict[int, list[Told]]:
    """What was shown for each commitment, with the name its author has in the community."""
    found = (
        select(table, members.c.name.label("author_name"))
        .outerjoin_from(
            table,
            members,
            (members.c.person_id == table.c.person_id)
            & (members.c.community_id == table.c.community_id),
        )
        .outerjoin(people, people.c.id == table.c.person_id)
        .where(table.c.community_id == community, may_be_taken_along())
        .order_by(table.c.given_at)
    )
    told: dict[int, list[Told]] = defaultdict(list)
    for row in await tx.rows(found):
        told[row._mapping[key]].append(
            Told(
                title="",
                text=row.text,
                name=row.author_name,
                media=row.media,
                at=row.given_at,
                files=tuple(filter(None, [row.file_id])),
            )
        )
    return told


async def _of(
    tx: Tx, table: Table, community: CommunityId, order: Any = None
) -> Sequence[Row[Any]]:
    """Rows of people who did not ask to be left out."""
    found = (
        select(table)
        .outerjoin_from(table, people, people.c.id == table.c.person_id)
        .where(table.c.community_id == community, may_be_taken_along())
    )
    return await tx.rows(found if order is None else found.order_by(order))
