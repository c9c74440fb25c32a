"""Belonging to a community: guides, rests, and what is reported."""

from datetime import datetime, timedelta

from telegram import Update

from community import people
from community.calendar import local_day, start_of_day
from community.commitments_calendar import AFTER_REST_STEP, back_at
from community.communities import Community
from community.ids import ChatId, PersonId
from community.people import Member, NotAPerson
from community.refusals import NothingGiven, OldButton
from handlers.context import Context, author_of
from messages import members as says
from reading.dates import Moment, read_duration, read_moment
from reading.stems import fold
from storage.outbox import Kind

OFF = frozenset({"quitar", "remover", "remove", "no", "nao"})
LONGEST_REST = timedelta(days=366)


# Guides.


async def name_guide(update: Update, context: Context) -> None:
    """/guia by reply to a person; «/guia quitar» takes the part from them again."""
    community = context.community
    if context.replied is None:
        found = await context.tx.members.guides_of(community.id)
        context.say(says.guides(found, context.words))
        return
    user = context.replied.from_user
    if author_of(context.replied) is None or user is None:
        raise NotAPerson()
    if fold(context.words_said) in OFF:
        member = await context.tx.members.get(community.id, PersonId(user.id))
        released = people.release_guide(member)
        await _kept(context, released, "guide.released")
        found = await context.tx.members.guides_of(community.id)
        context.say(says.guide_released(released, found, context.words))
        return
    person = await context.meet(user)
    member = await context.tx.members.get(community.id, person.id)
    present = people.arrive(member, person, community.id, context.now)
    if present.is_guide:
        context.say(says.guide_already(present, context.words))
        return
    named = people.name_guide(present)
    await _kept(context, named, "guide.named")
    found = await context.tx.members.guides_of(community.id)
    context.say(says.guide_named(named, found, context.words, can_be_written=person.can_be_written))


async def _kept(context: Context, member: Member, deed: str) -> None:
    community, by = context.community, context.maybe_person
    await context.tx.members.save(member)
    await context.tx.deeds.note(community.id, by.id if by else None, deed, context.now)


# Which community.


async def choose_community(update: Update, context: Context) -> None:
    """The answer to «which one do you mean»; remembered."""
    assert context.press is not None
    of_theirs = await context.tx.members.communities_of(context.person.id)
    chosen = next((one for one in of_theirs if one.id == context.press.subject), None)
    if chosen is None:
        raise OldButton()
    await context.tx.people.change(context.person.id, community_meant=chosen.id)
    context.edit(says.community_chosen(chosen, context.words))


async def offer_communities(update: Update, context: Context) -> None:
    """/comunidad in private: to speak about another one."""
    if not context.is_private:
        raise NothingGiven("comunidad")
    found = await context.tx.members.communities_of(context.person.id)
    if not found:
        raise people.InNoCommunity()
    context.say(says.which_community(found, context.words))


# Rest.


async def rest(update: Update, context: Context) -> None:
    """/pausa 2 semanas, /pausa hasta el 3 de junio, /pausa no."""
    member, community = people.known(context.member, context.person), context.community
    if fold(context.words_said) in OFF:
        await _end_rest(context, member)
        context.say(says.rest_over(context.words))
        return
    until = _rest_until(context, community)
    if until is None or not context.now < until <= context.now + LONGEST_REST:
        context.say(says.how_to_rest(member, community, context.now, context.words))
        return
    await context.tx.members.change(community.id, member.person_id, paused_until=until)
    context.say(says.resting(local_day(until, community.zone), context.words))


async def _end_rest(context: Context, member: Member) -> None:
    """It ends now; what it left out is told in the morning."""
    if not member.is_resting(context.now):
        return
    tx, community = context.tx, context.community
    await tx.members.change(community.id, member.person_id, paused_until=context.now)
    theirs = await tx.commitments.open_of_person(community.id, member.person_id)
    at = back_at(context.now, community.quiet, community.zone)
    await tx.dues.bring_forward(
        AFTER_REST_STEP, community.id, at, [one.commitment.id for one in theirs]
    )


def _rest_until(context: Context, community: Community) -> datetime | None:
    """The first moment of the day on which reminders come again."""
    said, language = context.words_said, context.words.language
    stretch = read_duration(said, language=language)
    if stretch is not None and stretch <= LONGEST_REST:
        on = local_day(context.now + stretch, community.zone)
        return start_of_day(on, community.zone)
    found = read_moment(said, now=context.now, zone=community.zone, language=language)
    return start_of_day(found.on, community.zone) if isinstance(found, Moment) else None


# Reporting.


async def report(update: Update, context: Context) -> None:
    """/reportar by reply: the guides are told in private, and the group learns nothing of it."""
    community, replied = context.community, context.replied
    if replied is None:
        context.say(says.how_to_report(context.words))
        return
    author = replied.from_user
    name = replied.sender_chat.title if replied.sender_chat else author and author.full_name
    told = [
        guide
        for guide in await context.tx.members.guides_to_write(community.id)
        if author is None or guide.id != author.id
    ]
    for guide in told:
        context.tx.outbox.say(
            says.reported(community, context.replied_id, name or "?", context.words_for(guide)),
            to=ChatId(guide.id),
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            person=guide.id,
            key=f"report:{community.id}:{context.replied_id}:{guide.id}",
        )
    if told:
        context.say(says.report_received(context.words))
    else:
        _call_the_admins(context, community)


def _call_the_admins(context: Context, community: Community) -> None:
    """Who they are only Telegram knows: they are called under the message itself."""
    context.tx.outbox.say(
        says.report_to_admins(context.words),
        to=context.chat_id,
        kind=Kind.REPLY,
        now=context.now,
        community=community.id,
        thread=context.thread_id,
        reply_to=context.replied_id,
        key=f"report:{community.id}:{context.replied_id}",
    )
    context.react("👀")


async def close_report(update: Update, context: Context) -> None:
    """[Visto]."""
    await context.tx.deeds.note(context.community.id, context.person_id, "report.seen", context.now)
    context.edit(says.report_seen(context.words))
