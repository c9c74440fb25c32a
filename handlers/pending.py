"""/pendientes: what waits for somebody, whichever feature it comes from.

The one thing to know: each feature adds its lines to `_mine`; the whole is one message, in private
where that is possible, for what one has in hand is noise for the others.
"""

from telegram import Update

from community.calendar import local_day
from community.commitments import on_the_board
from community.people import Person
from handlers.awaited import lines_awaited
from handlers.commitments_card import urls_of
from handlers.context import Context
from locales.words import Words
from messages import commitments as says
from messages.text import Message, with_lines
from reading.stems import fold

EVERYBODY = frozenset({"todos", "todas", "all", "tudo", "grupo"})


async def show(update: Update, context: Context) -> None:
    """«/pendientes», mine; «/pendientes todos», or asked by an anonymous admin, the community's."""
    person = context.maybe_person
    if person is None or fold(context.words_said) in EVERYBODY:
        context.say(await _everybodys(context))
    elif context.is_private or not person.can_be_written:
        context.say(await _mine(context, person, context.words))
    else:
        context.tell(person, await _mine(context, person, context.words_for(person)))
        context.react("👌")


async def _everybodys(context: Context) -> Message:
    community, today = context.community, local_day(context.now, context.community.zone)
    found = on_the_board(await context.tx.commitments.open_of(community.id), today=today)
    urls = await urls_of(context, found[: says.LISTED])
    return says.board(found, context.words, urls, today=today)


async def _mine(context: Context, person: Person, words: Words) -> Message:
    community, today = context.community, local_day(context.now, context.community.zone)
    found = await context.tx.commitments.open_of_person(community.id, person.id)
    urls = await urls_of(context, found[: says.LISTED])
    mine = says.mine(found, person.id, words, urls, today=today)
    return with_lines(mine, await lines_awaited(context, words))
