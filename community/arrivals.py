"""Arriving (M12): what is shown first, who goes along, and a profile asked one question a week.

D0: «Son las CP las que en definitiva forman a las personas nuevas que ingresan». D3: «hacer un
mapeo del conocimiento con que cuentan los miembros»: never as a form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from community.calendar import at_wall, first_allowed_at_or_after, local_day
from community.communities import Community
from community.ids import CommunityId, PersonId
from community.people import Member
from community.refusals import Refusal

ESSENTIAL_PRACTICES = 3  # product.md M12
NEW_FOR = timedelta(days=30)  # who came longer ago needs nobody to go along
OFFERED_AS_GODPARENTS = 6
BETWEEN_QUESTIONS = timedelta(days=7)  # product.md M12: one question a week
ASKED_AT = time(17, 30)
LONGEST_ANSWER = 200
PROFILE_STEP = "member.profile"  # a kind of due; its subject is the person


class ProfileQuestion(StrEnum):
    """What is asked about oneself, in this order, each once."""

    SCHOOL = "school"
    LEVEL = "level"
    HELP = "help"
    NEED = "need"


ORDER = tuple(ProfileQuestion)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """perfil: what a member said about themselves beside school and level, and who goes along."""

    community_id: CommunityId
    person_id: PersonId
    asked: int = 0  # how many of ORDER were asked, or are not to be
    can_help: str | None = None
    needs: str | None = None
    godparent_id: PersonId | None = None


class GodparentNamed(Refusal):
    """Another guide was first; `about` is the profile."""


class AnswerTooLong(Refusal):
    """More than a profile holds; `about` is its length."""


def next_question(member: Member, profile: Profile) -> tuple[ProfileQuestion, Profile] | None:
    """The next thing that is not known and was not asked, with the profile once it is asked; None:
    no more. What somebody said in another way is not asked."""
    known = {
        ProfileQuestion.SCHOOL: member.school,
        ProfileQuestion.LEVEL: member.level,
        ProfileQuestion.HELP: profile.can_help,
        ProfileQuestion.NEED: profile.needs,
    }
    for asked, question in enumerate(ORDER[profile.asked :], profile.asked + 1):
        if not known[question]:
            return question, replace(profile, asked=asked)
    return None


def ask_no_more(profile: Profile) -> Profile:
    """[No preguntes más]."""
    return replace(profile, asked=len(ORDER))


def go_along(profile: Profile, godparent: PersonId) -> Profile:
    """Somebody goes along with a newcomer; the first guide decides. Raises GodparentNamed."""
    if profile.godparent_id is not None:
        raise GodparentNamed(profile)
    return replace(profile, godparent_id=godparent)


def answer(words: str) -> str:
    """One line about oneself; raises AnswerTooLong."""
    line = " ".join(words.split())
    if len(line) > LONGEST_ANSWER:
        raise AnswerTooLong(len(line))
    return line


def ask_at(community: Community, now: datetime) -> datetime:
    """A week on, after school."""
    on = local_day(now + BETWEEN_QUESTIONS, community.zone)
    return first_allowed_at_or_after(
        at_wall(on, ASKED_AT, community.zone), community.quiet, community.zone
    )


def profile_key(community: CommunityId, person: PersonId, at: datetime) -> str:
    """One question a day, whatever asks for it; somebody may belong to several communities."""
    return f"{PROFILE_STEP}:{community}:{person}:{at:%Y-%m-%d}"


def is_new(member: Member, now: datetime) -> bool:
    """Whether somebody might like company at the beginning."""
    return now - member.joined_at <= NEW_FOR


def who_could_go_along(members: Sequence[Member], newcomer: Member, now: datetime) -> list[Member]:
    """Guides, those who said that they belong, and those who spoke and are not new, in the given
    order (the latest to speak first); not who rests."""
    return [
        member
        for member in members
        if member.person_id != newcomer.person_id
        and not member.is_resting(now)
        and (member.is_guide or _knows_the_way(member, now))
    ][:OFFERED_AS_GODPARENTS]


def _knows_the_way(member: Member, now: datetime) -> bool:
    return member.belongs or (member.last_spoke_at is not None and not is_new(member, now))
