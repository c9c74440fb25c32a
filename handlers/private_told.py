"""What is written in private and is no reply: nothing of it is kept until one says as what, and where.

The one thing to know: the words are read again from the message that the button replies to, so that
they are nowhere until somebody taps.
"""

from telegram import Message as TelegramMessage
from telegram import Update

from community.communities import Community
from community.ids import CommunityId, MessageId, PromptId, apart
from community.people import known
from community.prompts import Media
from community.refusals import OldButton, OnlyForMembers
from handlers import coordinators, help, practices, prompts, requests
from handlers.context import Context, author_of
from handlers.written import written
from messages import practices as told_says
from messages import private_told as says
from messages.text import Message as SaidBack
from reading.hashtags import Hashtag, hashtags_in, without_hashtags
from storage.outbox import Kind

TOLD = frozenset({Hashtag.PRACTICA, Hashtag.PIDO})


async def offer(update: Update, context: Context) -> None:
    """Where it would go, with a button; of several communities, which."""
    message, found = context.message, await _theirs(context)
    if not found or _says_nothing(message) or context.person.keeps_nothing:
        help.say_what_is_understood(context)
        return
    said = written(message)
    if Hashtag.PRACTICA in hashtags_in(said.text) and practices.is_too_short(said):
        context.say(told_says.in_a_sentence(context.words))
        return
    _say_below(context, says.where_it_goes(found, context.words))


async def offer_untagged(update: Update, context: Context) -> None:
    """Other words: whether they are an answer, a practice or a request; nothing is lost meanwhile,
    for they are read again from the message itself."""
    message, found = context.message, await _theirs(context)
    is_own = message.forward_origin is None and written(message).media is not Media.STICKER
    if not found or not is_own or _says_nothing(message) or context.person.keeps_nothing:
        help.say_what_is_understood(context)
        return
    may_take_it = [one for one in found if await _can_be_something(message, one, context)]
    meant = context.maybe_community
    if meant is not None and meant in may_take_it:
        may_take_it = [meant]
    if not may_take_it:
        help.say_what_is_understood(context)
    elif len(may_take_it) == 1:
        _say_below(context, await _as_what(may_take_it[0], message, context))
    else:
        _say_below(context, says.for_which(may_take_it, context.words))


async def keep_as(update: Update, context: Context) -> None:
    """[Respuesta] [Práctica] [Pido ayuda], or the community these are for; once, however often."""
    assert context.press is not None
    told = await _told_to(context)
    kind, _, number = context.press.choice.partition("-")
    if kind == says.ANSWER and number.isascii() and number.isdigit():
        prompt = await prompts.keep_told_in_private(context, PromptId(int(number)), told)
        context.edit(says.it_is_an_answer(prompt, context.community, context.words))
    elif kind == says.PRACTICE and not practices.is_too_short(written(told)):
        context.edit(says.it_is_there(context.community, context.words))
        await practices.keep_told_in_private(context, told)
    elif kind == says.REQUEST and (said := without_hashtags(written(told).text)):
        context.edit(says.it_is_there(context.community, context.words))
        number_of_it = apart(context.person.id, MessageId(told.message_id))
        await requests.ask_in_group(context, said, number_of_it)
    elif not kind:
        context.edit(await _as_what(context.community, told, context))
    else:
        raise OldButton()


async def keep(update: Update, context: Context) -> None:
    """[Guardar en Red Ñuble]: once, however often it is tapped."""
    assert context.press is not None
    told = await _told_to(context)
    context.edit(says.it_is_there(context.community, context.words))
    tags = hashtags_in(written(told).text)
    if Hashtag.PIDO in tags and without_hashtags(written(told).text):
        number = apart(context.person.id, MessageId(told.message_id))
        await requests.ask_in_group(context, without_hashtags(written(told).text), number)
    if Hashtag.PRACTICA in tags:
        await practices.keep_told_in_private(context, told)


async def _told_to(context: Context) -> TelegramMessage:
    """The message the tapped question replies to; the community meant is turned to."""
    assert context.press is not None
    told = context.replied
    if told is None or author_of(told) != context.person.id or _says_nothing(told):
        raise OldButton()
    await coordinators.turn_to(context, CommunityId(context.press.subject))
    if known(context.member, context.person).left_at is not None:
        raise OnlyForMembers()
    return told


async def _can_be_something(
    message: TelegramMessage, community: Community, context: Context
) -> bool:
    """A sentence is a practice or a request at least; one word answers a question that is open."""
    is_sentence = not practices.is_too_short(written(message))
    return is_sentence or await prompts.last_open(context, community.id) is not None


async def _as_what(community: Community, message: TelegramMessage, context: Context) -> SaidBack:
    said = written(message)
    is_sentence = not practices.is_too_short(said)
    return says.as_what(
        community,
        await prompts.last_open(context, community.id),
        context.words,
        as_practice=is_sentence,
        as_request=is_sentence and bool(without_hashtags(said.text)),
    )


def _say_below(context: Context, message: SaidBack) -> None:
    """In reply to what they wrote, each its own: the tap finds the words there."""
    context.tx.outbox.say(
        message,
        to=context.chat_id,
        kind=Kind.REPLY,
        now=context.now,
        person=context.person.id,
        reply_to=context.message_id,
    )


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
