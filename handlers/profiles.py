"""Answers about oneself, in private: a reply, a tap, or a way out."""

from dataclasses import replace

from telegram import Update

from community import arrivals
from community.arrivals import Profile, ProfileQuestion
from community.ids import CommunityId
from community.levels import Level
from community.people import KeepsNothing, Member
from community.refusals import NotFound, NothingGiven, OldButton
from handlers.context import Context
from handlers.written import written
from messages import arrivals as says


async def school_given(update: Update, context: Context) -> None:
    """A reply to «at which school?»."""
    member, _ = await _of(context, context.community.id)
    said = _line(context)
    await context.tx.members.change(member.community_id, member.person_id, school=said)
    _thank(context, ProfileQuestion.SCHOOL, said)


async def help_given(update: Update, context: Context) -> None:
    """A reply to «what could you help with?»."""
    _, profile = await _of(context, context.community.id)
    said = _line(context)
    await context.tx.profiles.save(replace(profile, can_help=said))
    _thank(context, ProfileQuestion.HELP, said)


async def need_given(update: Update, context: Context) -> None:
    """A reply to «what would you like to learn?»."""
    _, profile = await _of(context, context.community.id)
    said = _line(context)
    await context.tx.profiles.save(replace(profile, needs=said))
    _thank(context, ProfileQuestion.NEED, said)


async def choose_level(update: Update, context: Context) -> None:
    """One of the levels."""
    assert context.press is not None
    try:
        level = Level(context.press.choice)
    except ValueError:
        raise OldButton() from None
    member, _ = await _of(context, CommunityId(context.press.subject))
    await context.tx.members.change(member.community_id, member.person_id, level=level.value)
    said = says.level_said(level, context.words)
    context.edit(says.answered(ProfileQuestion.LEVEL, said, context.words))


async def pass_over(update: Update, context: Context) -> None:
    """[Prefiero no decir]: it was asked, and is not asked again."""
    assert context.press is not None
    await _of(context, CommunityId(context.press.subject))
    context.edit(says.passed_over(context.words))


async def ask_no_more(update: Update, context: Context) -> None:
    """[No preguntes más]."""
    assert context.press is not None
    _, profile = await _of(context, CommunityId(context.press.subject))
    await context.tx.profiles.save(arrivals.ask_no_more(profile))
    context.edit(says.asks_no_more(context.words))


async def _of(context: Context, community: CommunityId) -> tuple[Member, Profile]:
    """Their own, in a community they are in; who asked that nothing be kept has none."""
    person = context.person
    if person.keeps_nothing:
        raise KeepsNothing(person)
    member = await context.tx.members.get(community, person.id)
    if member is None or member.left_at is not None:
        raise NotFound()
    return member, await context.tx.profiles.of(community, person.id)


def _line(context: Context) -> str:
    said = arrivals.answer(written(context.message).text)
    if not said:
        raise NothingGiven("profile")
    return said


def _thank(context: Context, question: ProfileQuestion, said: str) -> None:
    context.react()
    context.edit(says.answered(question, said, context.words), message_id=context.replied_id)
