"""A unit of work: one transaction, with every repository at hand.

Repositories read rows and give domain values; they never commit. What is said is gathered and
written at the end, in one statement; what must follow a commit is told with `after_commit`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.agreements import Agreements
    from storage.analyses import Analyses
    from storage.archives import Archives
    from storage.calendar_addresses import CalendarAddresses
    from storage.candidates import Candidates
    from storage.charters import Charters
    from storage.commitments import Commitments
    from storage.communities import Communities
    from storage.coordinators import Coordinators
    from storage.decisions import Decisions
    from storage.deeds import Deeds
    from storage.digests import Digests
    from storage.discussions import Discussions
    from storage.dues import Dues
    from storage.errands import Errands
    from storage.handovers import Handovers
    from storage.inbox import Inbox
    from storage.instance import Instance
    from storage.landmarks import Landmarks
    from storage.late import LateAnswers
    from storage.materials import Materials
    from storage.members import Members
    from storage.minutes import MinutesKept
    from storage.namings import Namings
    from storage.nudges import Nudges
    from storage.offers import Offers
    from storage.outbox import Letter, Outbox
    from storage.outlines import Outlines
    from storage.paths import Paths
    from storage.people import People
    from storage.personal import Personal
    from storage.petitions import Petitions
    from storage.posts import Posts
    from storage.practices import Practices
    from storage.profiles import Profiles
    from storage.prompts import Prompts
    from storage.pulse import Pulses
    from storage.requests import Requests
    from storage.schedule import Schedule
    from storage.series import SeriesKept
    from storage.sessions import Sessions
    from storage.slots import Slots
    from storage.surveys import Surveys
    from storage.syntheses import Syntheses
    from storage.themes import Themes
    from storage.transfers import Transfers
    from storage.trials import Trials
    from storage.weeks import Weeks


def insert_into(table: Table, is_sqlite: bool) -> Any:
    """For statements that are built once: an INSERT in one of the two dialects."""
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


@dataclass
class Listeners:
    """Who is told of a commit, and asked for one; the application sets them."""

    remembered: Callable[[str, int, int], None] = lambda about, chat, message: None
    erased: Callable[[], None] = lambda: None
    errand_asked: Callable[[], None] = lambda: None
    written: Callable[[Sequence["Letter"], frozenset[int]], None] = lambda letters, going: None
    may_go: Callable[[int, str, str], bool] = lambda chat, kind, method: False  # asked before it
    stays: Callable[[int], None] = lambda chat: None  # told if it did not come: a place was kept


class Tx:
    """What handlers and jobs are given; made by storage.database alone."""

    def __init__(
        self, connection: "AsyncConnection", *, is_sqlite: bool, listeners: "Listeners"
    ) -> None:
        self.connection = connection
        self.is_sqlite = is_sqlite
        self._listeners = listeners
        self._after_commit: list[Callable[[], None]] = []
        self._places_kept: list[int] = []

    # How repositories speak SQL.

    async def run(self, statement: Executable, values: Any = None) -> Any:
        """Executes; gives SQLAlchemy's result."""
        return await self.connection.execute(statement, values)

    async def rows(self, statement: Executable, values: Any = None) -> Sequence[Row[Any]]:
        """All rows."""
        return (await self.connection.execute(statement, values)).fetchall()

    async def row(self, statement: Executable, values: Any = None) -> Row[Any] | None:
        """The first row, or None."""
        return (await self.connection.execute(statement, values)).first()

    async def value(self, statement: Executable, values: Any = None) -> Any:
        """The first column of the first row, or None."""
        return (await self.connection.execute(statement, values)).scalar()

    def insert(self, table: Table) -> Any:
        """An INSERT that can say ON CONFLICT in this database's dialect."""
        return insert_into(table, self.is_sqlite)

    def after_commit(self, tell: Callable[[], None]) -> None:
        """Calls `tell` once the transaction is on disk, and only then."""
        self._after_commit.append(tell)

    def remembered(self, about: str, chat: int, message: int) -> None:
        """A message was kept as something; the intake is told after the commit."""
        self.after_commit(lambda: self._listeners.remembered(about, chat, message))

    def erased(self) -> None:
        """Somebody was erased; the journal is emptied after the commit."""
        self.after_commit(self._listeners.erased)

    def errand_asked(self) -> None:
        """Something is to be asked of the network; who runs errands is told after the commit."""
        self.after_commit(self._listeners.errand_asked)

    def may_go(self, chat: int, kind: str, method: str) -> bool:
        """Whether a letter may leave the moment this is committed: the courier keeps its place."""
        if not self._listeners.may_go(chat, kind, method):
            return False
        self._places_kept.append(chat)
        return True

    async def flush(self) -> None:
        """Writes what was gathered; the database calls it before the commit."""
        if "outbox" in self.__dict__:
            await self.outbox.flush()

    def run_after_commit(self) -> None:
        """The database calls it after the commit."""
        if "outbox" in self.__dict__ and self.outbox.written:
            self._listeners.written(self.outbox.written, frozenset(self.outbox.going))
        for tell in self._after_commit:
            tell()

    def run_after_rollback(self) -> None:
        """The database calls it if nothing was committed."""
        for chat in self._places_kept:
            self._listeners.stays(chat)

    # The repositories, each made at first use.

    @cached_property
    def communities(self) -> "Communities":
        from storage.communities import Communities

        return Communities(self)

    @cached_property
    def paths(self) -> "Paths":
        """What each person did, for them."""
        from storage.paths import Paths

        return Paths(self)

    @cached_property
    def people(self) -> "People":
        from storage.people import People

        return People(self)

    @cached_property
    def members(self) -> "Members":
        from storage.members import Members

        return Members(self)

    @cached_property
    def profiles(self) -> "Profiles":
        from storage.profiles import Profiles

        return Profiles(self)

    @cached_property
    def charters(self) -> "Charters":
        from storage.charters import Charters

        return Charters(self)

    @cached_property
    def materials(self) -> "Materials":
        from storage.materials import Materials

        return Materials(self)

    @cached_property
    def coordinators(self) -> "Coordinators":
        from storage.coordinators import Coordinators

        return Coordinators(self)

    @cached_property
    def prompts(self) -> "Prompts":
        from storage.prompts import Prompts

        return Prompts(self)

    @cached_property
    def pulses(self) -> "Pulses":
        """What the last weeks say."""
        from storage.pulse import Pulses

        return Pulses(self)

    @cached_property
    def surveys(self) -> "Surveys":
        """Counts, and fingerprints."""
        from storage.surveys import Surveys

        return Surveys(self)

    @cached_property
    def landmarks(self) -> "Landmarks":
        """What a community reached together."""
        from storage.landmarks import Landmarks

        return Landmarks(self)

    @cached_property
    def outlines(self) -> "Outlines":
        from storage.outlines import Outlines

        return Outlines(self)

    @cached_property
    def themes(self) -> "Themes":
        from storage.themes import Themes

        return Themes(self)

    @cached_property
    def practices(self) -> "Practices":
        from storage.practices import Practices

        return Practices(self)

    @cached_property
    def trials(self) -> "Trials":
        from storage.trials import Trials

        return Trials(self)

    @cached_property
    def transfers(self) -> "Transfers":
        from storage.transfers import Transfers

        return Transfers(self)

    @cached_property
    def requests(self) -> "Requests":
        from storage.requests import Requests

        return Requests(self)

    @cached_property
    def petitions(self) -> "Petitions":
        from storage.petitions import Petitions

        return Petitions(self)

    @cached_property
    def digests(self) -> "Digests":
        """When who reads which digest."""
        from storage.digests import Digests

        return Digests(self)

    @cached_property
    def weeks(self) -> "Weeks":
        """What happened in communities, for digests."""
        from storage.weeks import Weeks

        return Weeks(self)

    @cached_property
    def offers(self) -> "Offers":
        from storage.offers import Offers

        return Offers(self)

    @cached_property
    def nudges(self) -> "Nudges":
        from storage.nudges import Nudges

        return Nudges(self)

    @cached_property
    def commitments(self) -> "Commitments":
        from storage.commitments import Commitments

        return Commitments(self)

    @cached_property
    def decisions(self) -> "Decisions":
        from storage.decisions import Decisions

        return Decisions(self)

    @cached_property
    def agreements(self) -> "Agreements":
        from storage.agreements import Agreements

        return Agreements(self)

    @cached_property
    def analyses(self) -> "Analyses":
        from storage.analyses import Analyses

        return Analyses(self)

    @cached_property
    def sessions(self) -> "Sessions":
        from storage.sessions import Sessions

        return Sessions(self)

    @cached_property
    def slots(self) -> "Slots":
        from storage.slots import Slots

        return Slots(self)

    @cached_property
    def series(self) -> "SeriesKept":
        from storage.series import SeriesKept

        return SeriesKept(self)

    @cached_property
    def calendar_addresses(self) -> "CalendarAddresses":
        from storage.calendar_addresses import CalendarAddresses

        return CalendarAddresses(self)

    @cached_property
    def minutes(self) -> "MinutesKept":
        from storage.minutes import MinutesKept

        return MinutesKept(self)

    @cached_property
    def syntheses(self) -> "Syntheses":
        from storage.syntheses import Syntheses

        return Syntheses(self)

    @cached_property
    def candidates(self) -> "Candidates":
        from storage.candidates import Candidates

        return Candidates(self)

    @cached_property
    def handovers(self) -> "Handovers":
        from storage.handovers import Handovers

        return Handovers(self)

    @cached_property
    def discussions(self) -> "Discussions":
        from storage.discussions import Discussions

        return Discussions(self)

    @cached_property
    def namings(self) -> "Namings":
        """Whom the bot's messages in a group name."""
        from storage.namings import Namings

        return Namings(self)

    @cached_property
    def posts(self) -> "Posts":
        from storage.posts import Posts

        return Posts(self)

    @cached_property
    def dues(self) -> "Dues":
        from storage.dues import Dues

        return Dues(self)

    @cached_property
    def errands(self) -> "Errands":
        from storage.errands import Errands

        return Errands(self)

    @cached_property
    def inbox(self) -> "Inbox":
        from storage.inbox import Inbox

        return Inbox(self)

    @cached_property
    def outbox(self) -> "Outbox":
        from storage.outbox import Outbox

        return Outbox(self)

    @cached_property
    def late_answers(self) -> "LateAnswers":
        from storage.late import LateAnswers

        return LateAnswers(self)

    @cached_property
    def deeds(self) -> "Deeds":
        from storage.deeds import Deeds

        return Deeds(self)

    @cached_property
    def instance(self) -> "Instance":
        from storage.instance import Instance

        return Instance(self)

    @cached_property
    def schedule(self) -> "Schedule":
        from storage.schedule import Schedule

        return Schedule(self)

    @cached_property
    def archives(self) -> "Archives":
        from storage.archives import Archives

        return Archives(self)

    @cached_property
    def personal(self) -> "Personal":
        from storage.personal import Personal

        return Personal(self)
