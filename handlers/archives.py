"""A community's memory is taken along (/exportar): by its members; by coordination, only figures.

The one thing to know: it is handed over in private, and that it was taken is noted, without who sees
it and without a text (promises.md §4).
"""

import asyncio
from datetime import timedelta

from telegram import Update

from community.archives import Take
from community.ids import CommunityId, PersonId
from community.refusals import OldButton, OnlyForMembers
from handlers import coordinators
from handlers.context import Context
from messages import archives as says
from reading.quoting import archive_for_many
from storage.outbox import Kind

AGAIN_AFTER = timedelta(minutes=1)  # a second tap within it means the same document


async def offer(update: Update, context: Context) -> None:
    """/exportar: a card in private. Who coordinates and is in none of the groups gets the figures."""
    person = context.person
    if context.is_private and await _only_coordinates(context, person.id):
        await _give_figures(context)
        return
    if context.is_private:
        await coordinators.settle_community(context)
    if context.is_private and not _is_in_the_group(context):
        raise OnlyForMembers()
    community = context.community
    if not context.is_private and not person.can_be_written:
        link = context.instance.private_link("exportar")
        context.say(says.private_first(link, context.words))
        return
    words = context.words_for(person)
    if await context.tx.archives.is_empty(community.id):
        context.say(says.nothing_yet(context.words))
        return
    has_network = bool(await context.tx.coordinators.network_of(person.id))
    card = says.card(community, words, has_network=has_network)
    if context.is_private:
        context.say(card)
        return
    context.tell(person, card)
    context.say(says.sent_in_private(context.words))


async def take(update: Update, context: Context) -> None:
    """A choice on the card."""
    assert context.press is not None
    choice = _chosen(context.press.choice)
    if choice is Take.FIGURES:
        await _give_figures(context)
        return
    community, person = context.community, context.person
    if not _is_in_the_group(context):
        raise OnlyForMembers()
    deed = f"memory.{choice.value}"
    since = context.now - AGAIN_AFTER
    if await context.tx.deeds.since(community.id, deed, since, by=person.id):
        context.answer(says.just_taken(context.words))
        return
    archive = archive_for_many(await context.tx.archives.of(community))
    if archive.is_empty:
        context.say(says.nothing_yet(context.words))
        return
    if choice is Take.FILES and archive.files:
        await _ask_for_files(context, deed)
        return
    # beside the loop: ten thousand answers take longer to write than a tap may wait
    document = await asyncio.to_thread(says.taken, archive, choice, context.words, context.now)
    await _note(context, community.id, deed)
    context.answer(says.being_made(context.words))
    context.say(document, kind=Kind.EXPORT)


async def _ask_for_files(context: Context, deed: str) -> None:
    """They are at Telegram, which no transaction waits for (scheduler/archives.py)."""
    community, person, now = context.community, context.person, context.now
    await context.tx.errands.ask(
        "memory.files",
        community.id,
        community=community.id,
        person=person.id,
        key=f"memory.files:{community.id}:{person.id}:{now.isoformat()}",
        now=now,
    )
    await _note(context, community.id, deed)
    context.say(says.being_fetched(context.words))


async def _give_figures(context: Context) -> None:
    """Of every community of the network, to whoever looks after them now."""
    network = await context.tx.coordinators.network_of(context.person.id)
    if not network:
        raise OldButton()
    found = [await context.tx.archives.figures(community) for community in network]
    for community in network:
        await _note(context, community.id, f"memory.{Take.FIGURES.value}")
    for document in says.figures(found, context.words, context.now):
        context.say(document, kind=Kind.EXPORT)


async def _note(context: Context, community: CommunityId, deed: str) -> None:
    """By whom, unless they asked that nothing of theirs be kept."""
    person = context.person
    by = None if person.keeps_nothing else person.id
    await context.tx.deeds.note(community, by, deed, context.now)


async def _only_coordinates(context: Context, person: PersonId) -> bool:
    """Whether they look after communities and are in no group of them."""
    network = await context.tx.coordinators.network_of(person)
    if not network:
        return False
    homes = await context.tx.members.communities_of(person)
    belongings = [await context.tx.members.get(home.id, person) for home in homes]
    return not any(one is not None and one.left_at is None for one in belongings)


def _is_in_the_group(context: Context) -> bool:
    """In the group whoever writes is in it."""
    if not context.is_private:
        return True
    return context.member is not None and context.member.left_at is None


def _chosen(choice: str | None) -> Take:
    try:
        return Take(choice or "")
    except ValueError:
        raise OldButton() from None
