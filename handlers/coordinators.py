"""Coordinators are invited by a link that works once; and which community a private word is about."""

import secrets
from datetime import datetime, timedelta

from telegram import Update

from community.calendar import local_day
from community.communities import Community
from community.digest_choices import DigestKind
from community.ids import ChatId, CommunityId
from community.people import Coordinator, InNoCommunity, InvitationOver, Person
from community.refusals import OldButton, WhichCommunity
from handlers.context import Context, author_of
from messages import coordinators as says
from reading.stems import fold
from storage.outbox import Kind

VALID_FOR = timedelta(days=7)
TOKEN_BYTES = 16  # 128 bits; promises.md §5 asks for 80 at least
REMOVE = frozenset({"quitar", "remover", "remove"})


async def settle_community(context: Context) -> None:
    """Which community a private command means; asks if there are several, and refuses if none."""
    if context.maybe_community is not None:
        return
    found = await context.tx.members.communities_of(context.person.id)
    if not found:
        raise InNoCommunity()
    raise WhichCommunity(found)


async def turn_to_what_they_told(context: Context) -> bool:
    """Who left the group still has their own practices in hand, where they told the last one."""
    told_in = await context.tx.practices.communities_of_author(context.person.id)
    if told_in:
        context.maybe_community = told_in[0]
        context.member = await context.tx.members.get(told_in[0].id, context.person.id)
    return bool(told_in)


async def turn_to(context: Context, number: CommunityId, *, as_author: bool = False) -> None:
    """A tap or a reply in private is about the community its message was about, whichever is meant."""
    of_theirs = await context.tx.members.communities_of(context.person.id)
    if as_author:
        of_theirs += await context.tx.practices.communities_of_author(context.person.id)
    community = next((one for one in of_theirs if one.id == number), None)
    if community is None:
        raise OldButton()
    context.maybe_community = community
    context.member = await context.tx.members.get(number, context.person.id)


async def invite(update: Update, context: Context) -> None:
    """/coordinacion alone: a link for one person; «quitar» takes somebody out again; any other word
    makes no link, for it works for whoever holds it."""
    word, _, name = context.words_said.partition(" ")
    if fold(word) in REMOVE:
        await _remove(context, name.strip())
        return
    if word:
        present = await context.tx.coordinators.people_of(context.community.id)
        context.say(says.how_to_use(present, context.words))
        return
    url, until = await _new_link(context)
    present = await context.tx.coordinators.people_of(context.community.id)
    last_day = local_day(until, context.community.zone)
    person = context.maybe_person
    if context.is_private or person is None or not person.can_be_written:
        context.say(says.invitation(url, last_day, present, context.words))
        return
    context.tell(person, says.invitation(url, last_day, present, context.words_for(person)))
    context.say(says.sent_in_private(context.words))


async def redeem(update: Update, context: Context, token: str) -> None:
    """Somebody opened the link: they look after the community from now on."""
    person, now = context.person, context.now
    used = await context.tx.coordinators.redeem(_fingerprint(context, token), person.id, now)
    community = None if used is None else await context.tx.communities.get(used[0])
    if used is None or community is None or not community.is_active:
        raise InvitationOver()
    await context.tx.coordinators.add(
        Coordinator(community_id=community.id, person_id=person.id, invited_by=used[1], since=now)
    )
    await context.tx.deeds.note(community.id, person.id, "coordinator.joined", now)
    at = await context.tx.digests.plan(person.id, DigestKind.COORDINATOR, now)
    context.say(says.joined(community, at, context.words))
    await _tell_guides(context, community, person)


async def _new_link(context: Context) -> tuple[str, datetime]:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    until = context.now + VALID_FOR
    who = context.maybe_person.id if context.maybe_person else None
    await context.tx.coordinators.invite(
        _fingerprint(context, token), context.community.id, who, context.now, until
    )
    await context.tx.deeds.note(context.community.id, who, "coordinator.invited", context.now)
    return context.instance.private_link(f"coord_{token}"), until


def _fingerprint(context: Context, token: str) -> str:
    return context.instance.secrets.fingerprint(f"coordinator:{token}")


async def _tell_guides(context: Context, community: Community, who: Person) -> None:
    """In private; the group is told where no guide can be written to."""
    guides = await context.tx.members.guides_to_write(community.id)
    for guide in guides:
        context.tx.outbox.say(
            says.somebody_joined(who, community, context.words_for(guide)),
            to=ChatId(guide.id),
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            person=guide.id,
        )
    if not guides:
        context.tx.outbox.say(
            says.somebody_joined(who, community, context.group_words),
            to=community.telegram_chat_id,
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            thread=community.home_thread_id,
            silent=True,
        )


async def _remove(context: Context, name: str) -> None:
    """By reply, or by the name as it is listed."""
    present = await context.tx.coordinators.people_of(context.community.id)
    replied = author_of(context.replied) if context.replied else None
    if replied is None and not name:
        context.say(says.whom_to_remove(present, context.words))
        return
    meant = [
        person
        for person in present
        if person.id == replied or (replied is None and fold(person.name) == fold(name))
    ]
    if len(meant) != 1:
        context.say(says.whom_to_remove(present, context.words, sought=name or None))
        return
    await context.tx.coordinators.remove(context.community.id, meant[0].id)
    await context.tx.outbox.withdraw(meant[0].id, ("network", meant[0].id), context.now)
    await context.tx.digests.plan(meant[0].id, DigestKind.COORDINATOR, context.now)
    who = context.maybe_person.id if context.maybe_person else None
    await context.tx.deeds.note(context.community.id, who, "coordinator.removed", context.now)
    if meant[0].id != context.person_id:
        told = says.shown_out(context.community, context.words_for(meant[0]))
        context.tell(meant[0], told)
    context.say(says.removed(meant[0], context.words))
