"""What is older than its time goes, a slice at a time, so that no lock is held long.

The periods are in community/retention.py; here is only where each kind of thing lives. A slice of
2,000 rows takes about 30 ms on SQLite.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select, tuple_, update

from community.candidates import CandidateState
from community.communities import State
from community.minutes import MinutesState
from community.retention import KEPT_FOR, Kept
from community.syntheses import IN_THE_GROUP, SynthesisState
from storage.rows import (
    analyses,
    candidates,
    communities,
    decisions,
    deeds,
    dues,
    errands,
    evidences,
    inbox,
    invitations,
    minutes,
    namings,
    nudges,
    offers,
    outbox,
    petitions,
    practices,
    reflections,
    requests,
    syntheses,
    synthesis_lines,
    tellings,
    utterances,
)
from storage.tx import Tx

_ANY_COMMUNITY = select(communities.c.id)  # lets the indexes that begin with the community serve


async def forget_older(tx: Tx, kind: Kept, instant: datetime, limit: int) -> int:
    """Deletes at most about `limit` things of a kind from before `instant`; gives how many."""
    if kind is Kept.FILES:
        return await _forget_files(tx, instant, limit)
    if kind is Kept.CLOSED:
        return await _forget_closed(tx, instant)
    if kind is Kept.DISCUSSION:
        return await _forget_discussion(tx, instant, limit)
    gone = 0
    for table, older in _older(kind, instant):
        gone += await _delete(tx, table, older, limit - gone)
    return gone


def _older(kind: Kept, instant: datetime) -> list[tuple[Table, ColumnElement[bool]]]:
    # `updates` is by done_at: what still waits is never too old
    if kind is Kept.UPDATES:
        return [(inbox, inbox.c.done_at < instant)]
    if kind is Kept.DEEDS:
        return [(deeds, _of_a_community(deeds) & (deeds.c.done_at < instant))]
    if kind is Kept.NUDGES:
        return [(nudges, _of_a_community(nudges) & (nudges.c.asked_at < instant))]
    if kind is Kept.LETTERS:
        return [(outbox, outbox.c.settled_at < instant)]
    if kind is Kept.NAMINGS:
        return [(namings, _of_a_community(namings) & (namings.c.said_at < instant))]
    if kind is Kept.INVITATIONS:
        return [(invitations, invitations.c.expires_at < instant)]
    if kind is Kept.REQUESTS:  # one that never closed (a copy put back lost its step) goes too
        ended_at = func.coalesce(requests.c.closed_at, requests.c.asked_at)
        asked = petitions.c.asked_at < instant
        return [
            (requests, _of_a_community(requests) & (ended_at < instant)),
            (petitions, _of_a_community(petitions) & asked),
        ]
    if kind is Kept.DECISIONS:  # with positions and reasons; what was agreed is apart, and stays
        ended_at = func.coalesce(decisions.c.settled_at, decisions.c.closes_at)
        return [(decisions, _of_a_community(decisions) & (ended_at < instant))]
    if kind is Kept.MINUTES:
        unpublished = minutes.c.state != MinutesState.PUBLISHED
        return [(minutes, _of_a_community(minutes) & unpublished & (minutes.c.held_at < instant))]
    if kind is Kept.ANALYSES:
        return [(analyses, _of_a_community(analyses) & (analyses.c.begun_at < instant))]
    if kind is Kept.SYNTHESES:
        return _drafts_and_candidates(instant)
    if kind is Kept.OFFERS:
        return [(offers, _of_a_community(offers) & (offers.c.offered_at < instant))]
    settled = dues.c.settled_at < instant
    return [
        (dues, _of_a_community(dues) & settled),
        (dues, dues.c.community_id.is_(None) & settled),
        (errands, errands.c.settled_at < instant),
    ]


def _drafts_and_candidates(instant: datetime) -> list[tuple[Table, ColumnElement[bool]]]:
    """What the group never read, or nobody confirmed: it quotes talk, and goes with it."""
    is_old = syntheses.c.made_at < instant
    only_indexed = select(syntheses.c.id).where(is_old, syntheses.c.state == SynthesisState.INDEXED)
    quotes = synthesis_lines.c.synthesis_id.in_(only_indexed) & ~synthesis_lines.c.is_indexed
    unread = syntheses.c.state.not_in(IN_THE_GROUP)
    unconfirmed = candidates.c.state != CandidateState.CONFIRMED
    return [
        (syntheses, _of_a_community(syntheses) & unread & is_old),
        (synthesis_lines, _of_a_community(synthesis_lines) & quotes),
        (candidates, _of_a_community(candidates) & unconfirmed & (candidates.c.found_at < instant)),
    ]


def _of_a_community(table: Table) -> ColumnElement[bool]:
    return table.c.community_id.in_(_ANY_COMMUNITY)


async def _delete(tx: Tx, table: Table, older: ColumnElement[bool], limit: int) -> int:
    if limit <= 0:
        return 0
    key = list(table.primary_key.columns)
    chosen = select(*key).where(older).limit(limit)
    done = await tx.run(delete(table).where(tuple_(*key).in_(chosen)))
    return int(done.rowcount)


async def _forget_discussion(tx: Tx, instant: datetime, limit: int) -> int:
    """The oldest of each community, in the order of the key: nothing younger is looked at. What was
    brought from an export has an end of its own."""
    now = instant + KEPT_FOR[Kept.DISCUSSION]
    is_over = utterances.c.kept_until < now
    gone = 0
    for row in await tx.rows(select(communities.c.id)):
        here = utterances.c.community_id == row.id
        oldest = (
            select(utterances.c.message_id)
            .where(here, utterances.c.kept_until.is_(None) | is_over)
            .order_by(utterances.c.message_id)
            .limit(max(limit - gone, 0))
        )
        done = await tx.run(
            delete(utterances).where(
                here,
                utterances.c.message_id.in_(oldest),
                (utterances.c.said_at < instant) | is_over,
            )
        )
        gone += int(done.rowcount)
    return gone


async def _forget_files(tx: Tx, instant: datetime, limit: int) -> int:
    """The text stays; what pointed to the photo or the audio goes."""
    gone = 0
    for table, when in (
        (evidences, evidences.c.given_at),
        (reflections, reflections.c.said_at),
        (practices, practices.c.told_at),
        (tellings, tellings.c.told_at),
    ):
        chosen = select(table.c.id).where(table.c.file_id.is_not(None), when < instant)
        empty: dict[str, Any] = {"file_id": None}
        if table is practices:
            empty["more_files"] = ()
        done: Any = await tx.run(
            update(table).where(table.c.id.in_(chosen.limit(max(limit - gone, 0)))).values(**empty)
        )
        gone += int(done.rowcount)
    return gone


async def _forget_closed(tx: Tx, instant: datetime) -> int:
    """One community a slice: foreign keys take all of it along."""
    found = select(communities.c.id).where(
        communities.c.state == State.CLOSED,
        communities.c.ended_at < instant,
    )
    number = await tx.value(found.limit(1))
    if number is None:
        return 0
    await tx.run(delete(communities).where(communities.c.id == number))
    return 1
