"""The repertoire read: the newest, what words find, and one practice whole."""

from telegram import Update

from community.ids import PersonId, PracticeId
from community.practices import Practice
from community.refusals import NotFound
from handlers.context import Context
from messages import practices_finding as says
from reading.stems import search_terms
from storage.outbox import Kind

SHOWN = 5  # product.md M3


async def repertoire(update: Update, context: Context) -> None:
    """`/repertorio`: the newest; with words: those about them."""
    tx, community, words = context.tx, context.community, context.words
    total = await tx.practices.count(community.id)
    query = context.words_said
    if not total:
        context.say(says.nothing_yet(words))
        return
    schools = await _schools(context)
    if not query:
        latest = await tx.practices.recent(community.id, SHOWN)
        context.say(says.latest(latest, total, schools, words, community))
        return
    terms = search_terms(query, community.language)
    found = await tx.practices.search(community.id, terms, SHOWN)
    if not found:
        context.say(says.nothing_found(query, words))
        return
    context.say(says.found(found, query, schools, words, community))


async def read_whole(update: Update, context: Context) -> None:
    """A number of a list: all of that practice. Ten taps within the hour bring it once."""
    assert context.press is not None
    choice = context.press.choice
    practice = await _practice(context, int(choice) if choice.isdecimal() else 0)
    context.say(
        says.whole(practice, await _schools(context), context.words, context.community),
        kind=Kind.REPLY,
        key=f"read:{context.chat_id}:{context.message_id}:{practice.id}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.shown_below(context.words))


async def _practice(context: Context, number: int) -> Practice:
    practice = await context.tx.practices.get(context.community.id, PracticeId(number))
    if practice is None or practice.withdrawn_at is not None:
        raise NotFound()
    return practice


async def _schools(context: Context) -> dict[PersonId, str]:
    members = await context.tx.members.of(context.community.id)
    return {member.person_id: member.school for member in members if member.school}
