"""What a community takes along: its memory, to be read by people, with names and without ids.

The one thing to know: `files` alone is not for people. Those are Telegram's references, by which a
photo or an audio can be fetched; nothing that is written for anybody may hold one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum

from community.commitments import CommitmentState
from community.communities import Community
from community.decisions import Stance
from community.practices import Practice
from community.prompts import Media
from community.sessions import SessionKind
from community.transfers import Outcome
from community.trials import Milestone


class Take(StrEnum):
    """How the memory is taken along: the choices of the card."""

    PAGES = "html"
    TABLES = "csv"
    DATA = "json"
    ALL = "zip"
    FILES = "files"  # all of it, with photos, audios and documents
    FIGURES = "figures"  # what coordination may see


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody's words, with the name they had; `name` is None once they were forgotten."""

    title: str
    text: str
    name: str | None
    media: Media | None
    at: datetime
    name_hidden: bool = False  # its author is not to be named
    files: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Lived:
    """Somebody took a practice to their school; `name` and `school` are None where neither is told."""

    name: str | None
    school: str | None
    outcome: Outcome | None
    told: tuple[Told, ...]  # what the group could read


@dataclass(frozen=True, kw_only=True)
class Gathered(Told):
    """A published synthesis; `title` is the question, or empty where it is of some days of talk."""

    since: datetime
    until: datetime
    is_worded: bool = False  # in a guide's words, who answers for them; else quotes


@dataclass(frozen=True, kw_only=True)
class Grown(Told):
    """A practice with its life: what it was made of, who tried it, how far it came, where it went."""

    practice: Practice
    origin: str | None = None  # the title of what it was made of, while that stands
    tried_by: tuple[str, ...] = ()  # those who may be named
    tried_unnamed: int = 0
    reached: tuple[Milestone, ...] = ()
    schools: tuple[Lived, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan that was begun, with the questions of it that were asked."""

    title: str
    asked: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A prompt and what people told in reply, in order."""

    text: str
    at: datetime
    replies: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A commitment, who answers for it, how it stands, and what was shown for it."""

    number: int
    what: str
    who: tuple[str, ...]
    due_on: date | None
    state: CommitmentState
    shown: tuple[Told, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reason(Told):
    """Why somebody agreed, had doubts or objected; `stance` is None where they only wrote."""

    stance: Stance | None = None


@dataclass(frozen=True, kw_only=True)
class Settled:
    """An agreement, with how many said what, and the reasons that were written in the group."""

    number: int
    text: str
    at: datetime
    agreeing: int
    concerned: int
    objecting: int
    holds: bool
    reasons: tuple[Reason, ...] = ()

    @property
    def was_asked(self) -> bool:
        """Whether people were asked what they say; a point of the minutes may have become one."""
        return bool(self.agreeing or self.concerned or self.objecting)


@dataclass(frozen=True, kw_only=True)
class Met:
    """A session that was planned: how many said that they come, how many were there, what was told."""

    title: str
    kind: SessionKind
    at: datetime
    is_cancelled: bool
    coming: int = 0
    there: int = 0
    told: tuple[Told, ...] = ()  # briefs of a microcentre


@dataclass(frozen=True, kw_only=True)
class Archive:
    """All that a community made, as it takes it along."""

    community: Community
    charter: str | None
    practices: tuple[Grown, ...]
    materials: tuple[Told, ...]
    requests: tuple[Told, ...]
    offers: tuple[Told, ...]
    commitments: tuple[Promised, ...]
    agreements: tuple[Settled, ...]
    sessions: tuple[Met, ...]
    minutes: tuple[Told, ...]
    syntheses: tuple[Gathered, ...]
    prompts: tuple[Asked, ...]
    themes: tuple[Told, ...]
    plans: tuple[Planned, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take along."""
        return not any(getattr(self, one.name) for one in fields(self) if one.name != "community")

    @property
    def files(self) -> list[tuple[str, Media]]:
        """The photos, audios and documents of all that is in it, the newest first, each once."""
        found: dict[str, tuple[datetime, Media]] = {}
        for one in self._told():
            for file in one.files:
                if one.media is not None:
                    found.setdefault(file, (one.at, one.media))
        newest_first = sorted(found.items(), key=lambda item: item[1][0], reverse=True)
        return [(file, media) for file, (_, media) in newest_first]

    def _told(self) -> Iterator[Told]:
        for practice in self.practices:
            yield practice
            for school in practice.schools:
                yield from school.told
        yield from self.materials
        for prompt in self.prompts:
            yield from prompt.replies
        for commitment in self.commitments:
            yield from commitment.shown


@dataclass(frozen=True, kw_only=True)
class Figures:
    """cifras: how much there is of each thing in one community, for coordination; nobody is in it."""

    community: Community
    practices: int
    tried: int  # practices tried by others, each time
    taken: int  # practices taken to a school
    prompts: int
    reflections: int
    people: int | None  # who answered or told anything; None: too few to be counted
    commitments: int
    kept: int  # commitments that were done
    agreements: int
    sessions: int
    requests: int
    answered: int  # requests


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A file that came from Telegram: the path it has there, and its bytes."""

    path: str
    content: bytes = field(repr=False)


# Of one file (promises.md §5), of all together, and how many: a document of a bot has 50 MB at most,
# and on its way to Telegram it is in memory three times, on machines that have 512 MB.
MOST_BYTES_EACH = 10_000_000
MOST_BYTES = 20_000_000
MOST_FILES = 500
FEWEST = 5  # people below which no figure of them is given (promises.md §4)
