"""A community: the group of people who meet in one Telegram group, and how it wants its bot to behave."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.calendar import Quiet, first_allowed_at_or_after, start_of_day
from community.ids import ChatId, CommunityId
from community.refusals import Refusal

ABANDON_AFTER = timedelta(days=14)  # issue 2: a bot nobody activates leaves after 14 days
CLOSED_KEPT_FOR = timedelta(days=30)  # after /cerrar; the sentence of the closing card says so


class Mode(StrEnum):
    """How much the bot reads (product.md M14)."""

    DISCREET = "discreet"
    FULL = "full"


class State(StrEnum):
    """Where a community is in its life."""

    INVITED = "invited"  # the bot was added, no admin has activated it: it keeps nothing
    ACTIVE = "active"
    CLOSED = "closed"  # the community ended it, or the bot was removed


@dataclass(frozen=True, kw_only=True)
class Community:
    """comunidad: the people of one Telegram group who learn together, with one home group."""

    id: CommunityId
    telegram_chat_id: ChatId
    title: str
    chat_type: str = "group"  # Telegram's word: group or supergroup
    is_forum: bool = False
    home_thread_id: int | None = None
    state: State = State.INVITED
    mode: Mode = Mode.DISCREET
    language: str = "es"
    country: str = "CL"
    zone_name: str = "America/Santiago"
    quiet_from: time = time(20, 0)
    quiet_to: time = time(7, 0)
    silent_weekdays: str = "56"  # Monday is 0: Saturday and Sunday (product.md M18)
    weekly_cap: int = 5
    bot_is_admin: bool = False
    admin_loss_told: bool = False
    invited_at: datetime
    activated_at: datetime | None = None
    paused_at: datetime | None = None
    paused_until: datetime | None = None
    ended_at: datetime | None = None
    # the weekly prompt, if the community chose a rhythm: Monday is 0
    prompt_weekday: int | None = None
    prompt_time: time | None = None
    resurfaces: bool = True  # once a week a practice is brought back (S18)
    tells_landmarks: bool = True  # once a month, what was reached together (S8)
    decision_days: int = 5  # how long a question is open (product.md M9)
    decision_quorum: int = 50  # hundredths of the core that have to answer; half is ours
    model_mark: str | None = None  # the terms of a language model that an admin said yes to

    @property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        return ZoneInfo(self.zone_name)

    @property
    def quiet(self) -> Quiet:
        """When the bot does not write on its own."""
        return Quiet(
            starts=self.quiet_from,
            ends=self.quiet_to,
            silent_weekdays=frozenset(int(day) for day in self.silent_weekdays),
        )

    @property
    def is_active(self) -> bool:
        """Whether the bot may keep and do things here."""
        return self.state is State.ACTIVE

    @property
    def reads_discussion(self) -> bool:
        """Whether ordinary talk may be kept."""
        return self.is_active and self.mode is Mode.FULL

    def is_paused(self, now: datetime) -> bool:
        """Whether the whole community rests (summer holidays): nothing is sent unasked."""
        if self.paused_at is None:
            return False
        return self.paused_until is None or now < self.paused_until


class AlreadyActive(Refusal):
    """The community is running already."""


class NotPaused(Refusal):
    """There is no rest to end."""


class PauseInThePast(Refusal):
    """The rest would end before it begins; `about` is the date."""


class PauseNotUnderstood(Refusal):
    """No one date can be read in what was written after /vacaciones."""


def activate(community: Community, now: datetime) -> Community:
    """An admin says yes: from here on the bot keeps what its mode allows."""
    if community.is_active:
        raise AlreadyActive(community)
    return replace(community, state=State.ACTIVE, activated_at=now, ended_at=None)


def reopen(community: Community, now: datetime) -> Community:
    """The bot is back, and an admin wants it to remember: all is as it was."""
    return replace(activate(community, now), admin_loss_told=False)


def end_rest(community: Community, now: datetime) -> Community:
    """Somebody ends the rest before its day; NotPaused when there is none."""
    if not community.is_paused(now):
        raise NotPaused(community)
    return resume(community)


def rest_ends_at(community: Community, on: date, now: datetime) -> datetime:
    """When a rest «until the 3rd of March» ends: that day, as soon as the bot may write."""
    ends_at = first_allowed_at_or_after(
        start_of_day(on, community.zone), community.quiet, community.zone
    )
    if ends_at <= now:
        raise PauseInThePast(on)
    return ends_at


def pause(community: Community, now: datetime, until: datetime | None) -> Community:
    """Nothing unasked is sent until then, or until somebody resumes."""
    return replace(community, paused_at=now, paused_until=until)


def resume(community: Community) -> Community:
    """The rest is over."""
    return replace(community, paused_at=None, paused_until=None)


def close(community: Community, now: datetime) -> Community:
    """The community ends, or the bot was removed; what it kept stays until retention or erasure."""
    return replace(community, state=State.CLOSED, ended_at=now, paused_at=None, paused_until=None)
