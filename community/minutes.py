"""Minutes of a session (M22): what is noted while it lasts, and what the pair makes of it.

The one thing to know: minutes begin with the first point, not with the session. Where nothing was
noted there is no row, no draft, and nobody is bothered. They close by themselves: a session of some
days with its window, a live one once nobody has noted anything for three hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from community.ids import CommunityId, MessageId, MinutesId, PersonId, PointId, SessionId
from community.prompts import Media
from community.refusals import Refusal
from community.sessions import Session, SessionKind

CLOSE_STEP = "minutes.close"
NUDGE_STEP = "minutes.nudge"
FEWEST_WORDS = 3  # of a guide's wording, as with syntheses
REDRAW_STEP = "minutes.redraw"  # other words are to be read
SHARE_STEP = "minutes.share"  # others are to read it, or it is settled

QUIET_FOR = timedelta(hours=3)  # product.md M22
AT_MOST = timedelta(days=1)  # a live one; beyond its end, however much is noted
NUDGES = (timedelta(days=3), timedelta(days=7))  # product.md §11.12
LOOK_BACK = timedelta(days=31)  # no session lasts longer


class PointKind(StrEnum):
    """What was noted; in the order in which minutes tell it."""

    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    QUESTION = "question"
    IDEA = "idea"
    NOTE = "note"


class MinutesState(StrEnum):
    """Where minutes are."""

    GATHERING = "gathering"
    DRAFT = "draft"  # closed; the pair looks at it
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """acta: what a session settled, asked and noted, as the pair published it."""

    id: MinutesId
    community_id: CommunityId
    session_id: SessionId
    title: str
    held_at: datetime
    state: MinutesState = MinutesState.GATHERING
    closes_at: datetime
    text: str | None = None  # in a guide's words; None: made of the points
    edited_by: PersonId | None = None
    drafted_at: datetime | None = None
    published_at: datetime | None = None
    published_by: PersonId | None = None
    thread_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """punto: something noted in a session: an agreement, a commitment, a question, an idea, a note."""

    id: PointId
    community_id: CommunityId
    minutes_id: MinutesId
    kind: PointKind
    text: str
    media: Media | None = None
    person_id: PersonId | None  # whose words they are; None: of somebody who writes as the group
    name: str  # empty where it is not to be shown
    noted_by: PersonId | None
    message_id: MessageId  # that noted it
    said_in: MessageId | None = None  # the message it quotes, if that is another
    place: int = 0  # among several of one message
    noted_at: datetime


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The session that a point belongs to, and whether another could have been meant."""

    session: Session
    others: tuple[Session, ...] = ()


class NothingNoted(Refusal):
    """A hashtag alone: no words, no file, and no message it replies to."""


class MinutesPublished(Refusal):
    """Somebody published them already."""


class MinutesDiscarded(Refusal):
    """Somebody discarded them."""


class StillGathering(Refusal):
    """The session is not over: there is no draft yet."""


class NothingReworded(Refusal):
    """A reply to a draft that has no words: a photo, an audio."""


class NotYourPoint(Refusal):
    """/deshacer of what somebody else noted."""


# Which session.


def closes_at(session: Session, last_noted_at: datetime | None) -> datetime:
    """Until when points are gathered, given the last one."""
    over = session.ends_at
    if session.kind is SessionKind.ASYNCHRONOUS:
        return over
    quiet = max(last_noted_at or session.starts_at, session.starts_at) + QUIET_FOR
    return min(max(over, quiet), over + AT_MOST)


def is_on(session: Session, minutes: Minutes | None, now: datetime) -> bool:
    """Whether what is noted now belongs to it."""
    if not session.is_planned or now < session.starts_at:
        return False
    if minutes is None:
        return now < closes_at(session, None)
    return minutes.state is MinutesState.GATHERING and now < minutes.closes_at


def choose(
    on: Sequence[Session], *, thread_id: int | None, replied_to: SessionId | None
) -> Chosen | None:
    """The session a point belongs to: that of the message it replies to, else of its topic, else a
    live one before one of some days, else the one that began last."""
    if not on:
        return None
    pointed = [one for one in on if one.id == replied_to]
    here = [one for one in on if thread_id is not None and one.thread_id == thread_id]
    if len(pointed or here) == 1:
        return Chosen(session=(pointed or here)[0])
    first, *others = sorted(
        here or on,
        key=lambda one: (one.kind is not SessionKind.ASYNCHRONOUS, one.starts_at, one.id),
        reverse=True,
    )
    return Chosen(session=first, others=tuple(others))


# The life of minutes.


def begin(session: Session, now: datetime) -> Minutes:
    """With the first point."""
    return Minutes(
        id=MinutesId(0),
        community_id=session.community_id,
        session_id=session.id,
        title=session.title,
        held_at=session.starts_at,
        closes_at=closes_at(session, now),
        thread_id=session.thread_id,
    )


def noted(minutes: Minutes, session: Session, now: datetime) -> Minutes:
    """One more point: a live session goes on for three more hours."""
    return replace(minutes, closes_at=max(minutes.closes_at, closes_at(session, now)))


def close(minutes: Minutes, now: datetime) -> Minutes:
    """What was gathered is a draft for the pair."""
    return replace(minutes, state=MinutesState.DRAFT, drafted_at=now)


def must_be_settled_yet(minutes: Minutes) -> None:
    """Raises StillGathering, MinutesPublished or MinutesDiscarded."""
    if minutes.state is MinutesState.PUBLISHED:
        raise MinutesPublished(minutes)
    _must_be_drawn_up(minutes)


def publish(minutes: Minutes, by: PersonId | None, now: datetime) -> Minutes:
    """One of the pair is enough."""
    must_be_settled_yet(minutes)
    return replace(minutes, state=MinutesState.PUBLISHED, published_at=now, published_by=by)


def discard(minutes: Minutes) -> Minutes:
    """It will not be published."""
    must_be_settled_yet(minutes)
    return replace(minutes, state=MinutesState.DISCARDED)


def reword(minutes: Minutes, text: str, by: PersonId | None) -> Minutes:
    """In a guide's words, also after it was published."""
    _must_be_drawn_up(minutes)
    if len(text.split()) < FEWEST_WORDS:
        raise NothingReworded(minutes)
    return replace(minutes, text=text, edited_by=by)


def _must_be_drawn_up(minutes: Minutes) -> None:
    if minutes.state is MinutesState.GATHERING:
        raise StillGathering(minutes)
    if minutes.state is MinutesState.DISCARDED:
        raise MinutesDiscarded(minutes)


def must_be_theirs(point: Point, by: PersonId | None, *, is_guide: bool) -> None:
    """Whoever wrote or noted it, and guides. Raises NotYourPoint."""
    is_theirs = by is not None and by in (point.person_id, point.noted_by)
    if not (is_theirs or is_guide):
        raise NotYourPoint(point)
