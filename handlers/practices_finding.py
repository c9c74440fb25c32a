"""The repertoire read: the newest, what words find, and one practice whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from re import findall

from telegram import Update

from community.finding import Sought
from community.ids import ChatId, PersonId
from community.practices import Practice
from handlers.context import Context
from handlers.practices_life import standing
from locales.words import Words
from messages import practices_finding as says
from messages.text import Message
from reading.queries import read_query, read_terms
from reading.stems import fold
from storage.outbox import Kind


async def repertoire(update: Update, context: Context) -> None:
    """`/repertorio`: the newest; with words: those about them."""
    query = context.words_said
    if not await context.tx.practices.count(context.community.id):
        context.say(says.nothing_yet(context.words))
        return
    sought = read_query(query, context.community.language)
    listed = None if query and sought.is_all else await _list(context, sought, query, 1)
    context.say(listed or says.nothing_found(query, context.words, context.community))


async def turn_page(update: Update, context: Context) -> None:
    """[Más], [Anteriores], and the kinds: the same list, rewritten in place. What is on it is looked
    for again; where nothing is left on a page, the first one is shown."""
    assert context.press is not None
    asked, language = says.asked_by(context.press.choice), context.community.language
    subject = read_terms(asked.subject, language)
    sought = Sought(
        terms=read_terms(asked.said, language),
        kind=asked.kind,
        level=asked.level,
        subject=subject[0] if subject else None,
    )
    listed = await _list(context, sought, asked.said, asked.page)
    if listed is None:
        listed = await _list(context, sought, asked.said, 1)
    context.edit(listed or says.nothing_found(asked.said, context.words, context.community))


async def read_whole(update: Update, context: Context) -> None:
    """A number of a list: all of that practice, a long one in private where that is possible. Ten
    taps within the hour bring it once."""
    assert context.press is not None
    choice = context.press.choice
    practice = await standing(context, int(choice) if choice.isdecimal() else 0)
    shown, person = await _whole(context, practice, context.words), context.maybe_person
    if says.is_long(shown) and not context.is_private and person and person.can_be_written:
        context.tx.outbox.say(
            await _whole(context, practice, context.words_for(person)),
            to=ChatId(person.id),
            kind=Kind.REPLY,
            now=context.now,
            community=context.community.id,
            person=person.id,
            key=f"read:{person.id}:{practice.id}:{context.now:%Y-%m-%dT%H}",
        )
        context.answer(says.sent_to_you(context.words))
        return
    context.say(
        shown,
        kind=Kind.REPLY,
        key=f"read:{context.chat_id}:{context.message_id}:{practice.id}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.shown_below(context.words))


async def _whole(context: Context, practice: Practice, words: Words) -> Message:
    return says.whole(practice, await _schools(context), words, context.community)


async def _list(context: Context, sought: Sought, query: str, page: int) -> Message | None:
    """A page of what was found; None where there is nothing on it."""
    tx, community = context.tx, context.community
    found = await tx.practices.find(community.id, sought)
    if not found.has_page(page):
        return None
    practices = await tx.practices.these(community.id, found.page(page))
    listed = says.Listing(
        practices=practices,
        page=page,
        found=replace(found, understood=_as_written(found.understood, practices)),
        sought=sought,
        query=query,
        total=await tx.practices.count(community.id),
        schools=await _schools(context),
    )
    return says.listing(listed, context.words, community)


def _as_written(understood: Mapping[str, str], practices: Sequence[Practice]) -> dict[str, str]:
    """The words looked for with the accents that they have where they were told."""
    told = " ".join(f"{practice.title} {practice.text}" for practice in practices).lower()
    written = {fold(word): word for word in findall(r"[^\W_]+", told)}
    return {typed: written.get(word, word) for typed, word in understood.items()}


async def _schools(context: Context) -> dict[PersonId, str]:
    members = await context.tx.members.of(context.community.id)
    return {member.person_id: member.school for member in members if member.school}
