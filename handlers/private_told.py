"""#practica and #pido written in private: nothing of it is kept until one says for which community.

The one thing to know: the words are read again from the message that the button replies to, so that
they are nowhere until somebody taps.
"""

from telegram import Message as TelegramMessage
from telegram import Update

from community.communities import Community
from community.ids import CommunityId, MessageId, apart
from community.people import known
from community.refusals import OldButton, OnlyForMembers
from handlers import coordinators, practices, requests
from handlers.context import Context, author_of
from handlers.written import written
from messages import help as help_says
from messages import practices as told_says
from messages import private_told as says
from reading.hashtags import Hashtag, hashtags_in, without_hashtags
from storage.outbox import Kind

TOLD = frozenset({Hashtag.PRACTICA, Hashtag.PIDO})


async def offer(update: Update, context: Context) -> None:
    """Where it would go, with a button; of several communities, which."""
    message, found = context.message, await _theirs(context)
    if not found or _says_nothing(message) or context.person.keeps_nothing:
        context.say(help_says.private_talk(context.words))
        return
    said = written(message)
    if Hashtag.PRACTICA in hashtags_in(said.text) and practices.is_too_short(said):
        context.say(told_says.in_a_sentence(context.words))
        return
    context.tx.outbox.say(
        says.where_it_goes(found, context.words),
        to=context.chat_id,
        kind=Kind.REPLY,
        now=context.now,
        person=context.person.id,
        reply_to=context.message_id,
    )


async def keep(update: Update, context: Context) -> None:
    """[Guardar en Red Ñuble]: once, however often it is tapped."""
    assert context.press is not None
    told = context.replied
    if told is None or author_of(told) != context.person.id or _says_nothing(told):
        raise OldButton()
    await coordinators.turn_to(context, CommunityId(context.press.subject))
    if known(context.member, context.person).left_at is not None:
        raise OnlyForMembers()
    context.edit(says.it_is_there(context.community, context.words))
    tags = hashtags_in(written(told).text)
    if Hashtag.PIDO in tags and without_hashtags(written(told).text):
        number = apart(context.person.id, MessageId(told.message_id))
        await requests.ask_in_group(context, without_hashtags(written(told).text), number)
    if Hashtag.PRACTICA in tags:
        await practices.keep_told_in_private(context, told)


async def _theirs(context: Context) -> list[Community]:
    """Where they are members: who only coordinates tells nothing there."""
    members, person = context.tx.members, context.person.id
    found = await members.communities_of(person)
    return [
        one
        for one in found
        if (member := await members.get(one.id, person)) is not None and member.left_at is None
    ]


def _says_nothing(message: TelegramMessage) -> bool:
    said = written(message)
    return not without_hashtags(said.text) and said.media is None
