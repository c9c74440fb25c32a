"""Forgetting somebody, or one message of theirs, by the marks in rows/.

Three kinds of traces have no mark, because no column holds the id: names written in a commitment or
in a letter that was not sent, steps of time about a person, and the journals of SQLite. They are
named here, one function each.
"""

import re
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    and_,
    delete,
    or_,
    select,
    true,
    tuple_,
    update,
)

from community.ids import CommunityId, MessageId, PersonId
from community.people import FORGOTTEN
from community.prompts import PromptState
from storage.namings import GOES_WITH_ITS_PERSON, NOBODY
from storage.rows import (
    agreements,
    commitment_changes,
    commitments,
    communities,
    decisions,
    dues,
    inbox,
    members,
    metadata,
    minutes,
    namings,
    outbox,
    people,
    points,
    positions,
    posts,
    prompts,
    responsibles,
    series,
    sessions,
    themes,
)
from storage.tx import Tx
from storage.types import Instant

# kinds of dues whose subject is a person
STEPS_ABOUT_A_PERSON = (
    "digest.coordinator",
    "digest.guide",
    "digest.member",
    "handover.left",
    "member.profile",
    "practice.news",
)
POSTS_ABOUT_A_PERSON = (
    "decision-draft",
    "digests",
    "forgetting",
    "handover",
    "pending",
    "taken-down",
)
# What people of a community wrote for all of it, and its cards go on showing: whose name stands in it
# is not whose it is (rows with a number and a community each).
STANDING = (
    commitments.c.what,
    decisions.c.text,
    agreements.c.text,
    sessions.c.title,
    series.c.title,
    prompts.c.text,
)
OF_THE_BOT = (posts, outbox, namings)  # their messages are the bot's, not members'
GAP = "…"
SHORTEST = 3  # letters of a first word that can stand for a name, as in reading/naming.py


class Erasure:
    """One person forgotten in one unit of work; `before`: only what is older than that."""

    def __init__(
        self, tx: Tx, person: PersonId, now: datetime, *, before: datetime | None = None
    ) -> None:
        self._tx = tx
        self._person = person
        self._now = now
        self._before = before

    async def run(self) -> int:
        """1, for counting."""
        wish = await self._tx.value(
            select(people.c.keep_nothing_at).where(people.c.id == self._person)
        )
        names, homes = await self._names(), await self._homes()
        await self._their_messages()
        await self._said_of_them()
        await self._names_in_commitments(names, homes)
        await self._names_in_decisions(names, homes)
        await self._names_in_what_stands(names, homes)
        await self._names_in_letters(names, homes)
        await self._words_in_minutes(names)
        await self._words_in_memos(names, homes)
        await self._tx.analyses.redraw_of(self._person, self._now)
        await self._tx.syntheses.leave_out_person(self._person, names, self._now)
        await self._tx.candidates.redraw_of(self._person, self._now)
        await self._quoted_by_others()
        await self._themes_not_asked_yet()
        for table in reversed(metadata.sorted_tables):
            await self._marked(table)
        await self._about_them()
        if wish is not None:
            await self._tx.run(
                people.insert().values(
                    id=self._person, name=FORGOTTEN, met_at=self._now, keep_nothing_at=wish
                )
            )
        await empty_journals(self._tx)
        return 1

    async def _names(self) -> set[str]:
        """What they are called anywhere."""
        found: set[str] = set()
        for name, who in (
            (people.c.name, people.c.id),
            (members.c.name, members.c.person_id),
            (responsibles.c.name, responsibles.c.person_id),
            (responsibles.c.contact_name, responsibles.c.contact_id),
        ):
            rows = await self._tx.rows(select(name).where(who == self._person))
            found |= {row[0] for row in rows if row[0].strip()}
        return found

    async def _homes(self) -> list[int]:
        rows = await self._tx.rows(
            select(members.c.community_id).where(members.c.person_id == self._person)
        )
        return [row.community_id for row in rows]

    async def _their_messages(self) -> None:
        """What the bot remembers their messages as."""
        for table, author in _tables_of_messages():
            theirs = (
                select(communities.c.telegram_chat_id, table.c.message_id)
                .join(communities, communities.c.id == table.c.community_id)
                .where(self._is_theirs(table, author))
            )
            where = tuple_(posts.c.telegram_chat_id, posts.c.message_id)
            await self._tx.run(delete(posts).where(where.in_(theirs)))

    async def _said_of_them(self) -> None:
        """What the bot said in groups that names them, or is about what goes with them."""
        tables = GOES_WITH_ITS_PERSON.items()
        theirs = {about: self._is_theirs(table, _owner(table)) for about, table in tables}
        await self._tx.namings.leave_out_about(theirs, self._now)
        await self._tx.namings.leave_out(self._person, self._now, before=self._before)

    async def _names_in_commitments(self, names: set[str], homes: list[int]) -> None:
        """«Rosa sube la rúbrica»: a commitment's words are the community's, the name is hers."""
        if not names or not homes or self._before is not None:
            return
        named = select(responsibles.c.commitment_id).where(
            or_(
                responsibles.c.person_id == self._person,
                responsibles.c.contact_id == self._person,
            )
        )
        found = select(commitments.c.id, commitments.c.what).where(
            commitments.c.community_id.in_(homes),
            or_(commitments.c.id.in_(named), commitments.c.proposed_by == self._person),
        )
        for row in await self._tx.rows(found):
            what = without_names(row.what, names)
            if what != row.what:
                await self._tx.run(
                    update(commitments).where(commitments.c.id == row.id).values(what=what)
                )
            await self._names_in_changes(row.id, names)
        # a name that nobody had answered to yet is theirs if it is written as theirs
        await self._tx.run(
            update(responsibles)
            .where(
                responsibles.c.community_id.in_(homes),
                responsibles.c.person_id.is_(None),
                responsibles.c.name.in_(names),
            )
            .values(name=FORGOTTEN)
        )

    async def _names_in_decisions(self, names: set[str], homes: list[int]) -> None:
        """«Rosa lleva el cuaderno»: what was proposed and agreed is the community's, the name is hers."""
        if not names or self._before is not None:
            return
        spoke = select(positions.c.decision_id).where(positions.c.person_id == self._person)
        theirs = select(decisions.c.id).where(
            or_(decisions.c.id.in_(spoke), decisions.c.asked_by == self._person)
        )
        # what was agreed in talk or in a session: whose words it was is not remembered
        talk = agreements.c.decision_id.is_(None) & agreements.c.community_id.in_(homes)
        for table, which in (
            (decisions, decisions.c.id.in_(theirs)),
            (agreements, or_(agreements.c.decision_id.in_(theirs), talk)),
        ):
            for row in await self._tx.rows(select(table.c.id, table.c.text).where(which)):
                words = without_names(row.text, names)
                if words != row.text:
                    await self._tx.run(update(table).where(table.c.id == row.id).values(text=words))

    async def _names_in_what_stands(self, names: set[str], homes: list[int]) -> None:
        """«Taller con Rosa», «Rosa lleva el cuaderno»: said by anybody, and drawn on the cards that stay.

        A name of one word, or the first word of a longer one, is left out as it is written («Paz», not
        «paz»), where nobody else there is called so.
        """
        if self._before is not None:
            return
        for home in homes:
            whole, short = await self._as_called_in(home, names)
            for column in STANDING:
                table = column.table
                found = select(table.c.id, column.label("words")).where(
                    table.c.community_id == home
                )
                for row in await self._tx.rows(found):
                    words = without_names(row.words, whole)
                    words = without_names(words, short, as_written=True)
                    if words != row.words:
                        changed = update(table).where(table.c.id == row.id)
                        await self._tx.run(changed.values({column.name: words}))

    async def _as_called_in(self, home: int, names: set[str]) -> tuple[set[str], set[str]]:
        """Their names of several words, and the single words that mean nobody else in a community."""
        found = select(members.c.name).where(
            members.c.community_id == home, members.c.person_id != self._person
        )
        others = {first_word(row.name) for row in await self._tx.rows(found)}
        whole = {name for name in names if len(name.split()) > 1}
        short = {word for name in names if (word := first_word(name)) and word not in others}
        return whole, short

    async def _names_in_changes(self, number: int, names: set[str]) -> None:
        """What a commitment said before it was corrected."""
        changes = commitment_changes
        found = select(changes.c.id, changes.c.was_what).where(changes.c.commitment_id == number)
        for row in await self._tx.rows(found):
            was = without_names(row.was_what, names)
            if was != row.was_what:
                await self._tx.run(
                    update(changes).where(changes.c.id == row.id).values(was_what=was)
                )

    async def _words_in_minutes(self, names: set[str]) -> None:
        """Minutes with points of theirs are drawn anew; where a guide wrote them in other words,
        those points and the name are left out of them."""
        await self._tx.minutes.redraw_of(self._person, self._now)
        theirs = points.c.person_id == self._person
        found = (
            select(minutes.c.id, minutes.c.text, points.c.text.label("said"))
            .join(points, points.c.minutes_id == minutes.c.id)
            .where(theirs, minutes.c.text.is_not(None))
        )
        rewritten: dict[int, str] = {}
        for row in await self._tx.rows(found):
            words = rewritten.get(row.id, row.text)
            said = {row.said} if row.said.strip() else set()
            rewritten[row.id] = without_names(without_names(words, said), names)
        for number, words in rewritten.items():
            await self._tx.run(update(minutes).where(minutes.c.id == number).values(text=words))

    async def _words_in_memos(self, names: set[str], homes: list[int]) -> None:
        """What guides wrote about an analysis, and how they named its codes."""
        said = await self._tx.analyses.words_of(self._person)
        named = {} if self._before is not None else dict.fromkeys(homes, names)
        for home in {*said, *named}:
            gone = said.get(CommunityId(home), set()) | named.get(home, set())
            await leave_out_of_memos(self._tx, CommunityId(home), gone)

    async def _names_in_letters(self, names: set[str], homes: list[int]) -> None:
        """What waits to be sent, or kept its words because nobody knows whether it was."""
        if not names or not homes:
            return
        found = select(outbox.c.id, outbox.c.payload, outbox.c.state).where(
            outbox.c.community_id.in_(homes),
            outbox.c.state.in_(("ready", "unknown")),
            outbox.c.payload != "",
        )
        written = {escape(name, quote=False) for name in names}
        for row in await self._tx.rows(found):
            # what is packed cannot be looked through: whoever asked for it asks again
            is_packed = '"base64":' in row.payload
            if is_packed or without_names(row.payload, written) != row.payload:
                await self._tx.run(
                    update(outbox)
                    .where(outbox.c.id == row.id)
                    .values(state="expired", error="erased", payload="", settled_at=self._now)
                )

    async def _quoted_by_others(self) -> None:
        """Other people's updates that were set aside while they quoted this person."""
        their_id = [inbox.c.raw.contains(f'"id":{self._person}{end}') for end in (",", "}")]
        await self._tx.run(
            update(inbox).where(inbox.c.state == "quarantined", or_(*their_id)).values(raw="")
        )

    async def _themes_not_asked_yet(self) -> None:
        """What they proposed and the group chose: asked, it is the group's; until then, theirs."""
        theirs = select(themes.c.id).where(self._is_theirs(themes, themes.c.proposed_by))
        await self._tx.run(
            update(prompts)
            .where(prompts.c.theme_id.in_(theirs), prompts.c.posted_at.is_(None))
            .values(text="", state=PromptState.CANCELLED, due_at=None)
        )

    async def _marked(self, table: Table) -> None:
        for column in table.c:
            if column.info.get("person") == "erase":
                await self._tx.run(delete(table).where(self._is_theirs(table, column)))
            elif column.info.get("person") == "unlink":
                empty: dict[str, Any] = dict.fromkeys(column.info.get("empties", ()), "")
                empty[column.name] = None if column.nullable else NOBODY
                await self._tx.run(
                    update(table).where(self._is_theirs(table, column)).values(**empty)
                )

    async def _about_them(self) -> None:
        await self._tx.run(
            delete(dues).where(
                dues.c.kind.in_(STEPS_ABOUT_A_PERSON), dues.c.subject_id == self._person
            )
        )
        await self._tx.run(
            delete(posts).where(
                posts.c.about.in_(POSTS_ABOUT_A_PERSON), posts.c.about_id == self._person
            )
        )
        # an update without words cannot be handled again: it counts as handled
        await self._tx.run(
            update(inbox)
            .where(inbox.c.state == "waiting", inbox.c.raw == "")
            .values(state="done", done_at=self._now)
        )

    def _is_theirs(self, table: Table, column: Column[Any]) -> ColumnElement[bool]:
        theirs: ColumnElement[bool] = column == self._person
        when = _made_at(table)
        if self._before is not None and when is not None:
            theirs = and_(theirs, when < self._before)
        return theirs


async def take_down(
    tx: Tx, community: CommunityId, message: MessageId, of: PersonId | None, now: datetime
) -> set[PersonId]:
    """What was kept of one message of a member goes; gives whose it was."""
    authors: set[PersonId] = set()
    was_kept = False
    coded = await tx.analyses.words_in(community, message)
    await _leave_out_what_was_said(tx, community, message, of, now)
    for table, author in _tables_of_messages():
        here = and_(table.c.community_id == community, table.c.message_id == message)
        if of is not None:
            here = and_(here, author == of)
        gone = await tx.rows(delete(table).where(here).returning(author))
        was_kept = was_kept or bool(gone)
        authors |= {PersonId(row[0]) for row in gone if row[0] is not None}
    if was_kept:
        await leave_out_of_memos(tx, community, coded)
        chat = select(communities.c.telegram_chat_id).where(communities.c.id == community)
        here = and_(
            posts.c.telegram_chat_id == chat.scalar_subquery(), posts.c.message_id == message
        )
        await tx.run(delete(posts).where(here))
        await empty_journals(tx)
    return authors


async def _leave_out_what_was_said(
    tx: Tx, community: CommunityId, message: MessageId, of: PersonId | None, now: datetime
) -> None:
    """The bot's messages about what one message was kept as."""
    here = {
        about: and_(
            table.c.community_id == community,
            table.c.message_id == message,
            true() if of is None else _owner(table) == of,
        )
        for about, table in GOES_WITH_ITS_PERSON.items()
        if "message_id" in table.c
    }
    await tx.namings.leave_out_about(here, now)


async def leave_out_of_memos(tx: Tx, community: CommunityId, gone: set[str]) -> None:
    """Words that may not be kept any more leave the memos and the codes' names of a community."""
    if not gone:
        return
    memos, codes = await tx.analyses.written_in(community)
    for memo in memos:
        words = without_names(memo.text, gone)
        if words != memo.text:
            await tx.analyses.reword(memo, words)
    for code in codes:
        name = without_names(code.name, gone)
        if name != code.name:
            await tx.analyses.save_code(replace(code, name=name))


def without_names(words: str, names: set[str], *, as_written: bool = False) -> str:
    """The words with each whole name left out, whatever the case unless only `as_written`."""
    flags = re.NOFLAG if as_written else re.IGNORECASE
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GAP, words, flags=flags)
    return words


def first_word(name: str) -> str:
    """As people call one another («Ana-Luz»); empty where it is too short to mean a person."""
    parts = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    return parts[0] if parts and len(parts[0]) >= SHORTEST else ""


async def empty_journals(tx: Tx) -> None:
    """A deleted word stays in a full-text index until it is rewritten, and in the journal until it
    is emptied: the index now, the journal after the commit (promises.md §4)."""
    await tx.practices.forget_in_index()
    tx.erased()


def _tables_of_messages() -> list[tuple[Table, Column[Any]]]:
    """Where members' messages are kept, with the column of their author."""
    return [
        (table, column)
        for table in metadata.sorted_tables
        if "message_id" in table.c and "community_id" in table.c
        for column in table.c
        if column.info.get("person") == "erase" and table not in OF_THE_BOT
    ]


def _owner(table: Table) -> Column[Any]:
    """With whom its rows go."""
    return next(column for column in table.c if column.info.get("person") == "erase")


def _made_at(table: Table) -> Column[Any] | None:
    """When a row came to be: the first instant that every row has."""
    instants = (column for column in table.c if isinstance(column.type, Instant))
    return next((column for column in instants if not column.nullable), None)
