"""Asking the group (#pido), offering (#ofrezco), and lending a hand.

Whether a request was resolved, and who helped, is in requests_closing.py.
"""

from dataclasses import replace

from telegram import Message as TelegramMessage
from telegram import Update

from community import requests
from community.calendar import allows
from community.ids import ChatId, MessageId, OfferId, PersonId, RequestId, apart
from community.offers import NobodyOffers, NothingOffered, Offer
from community.people import known
from community.refusals import Refusal
from community.requests import Hand, NothingAsked, Request
from handlers import requests_petitions
from handlers.context import Context, author_of
from handlers.keeping import follow_edit, keep_reflection, remember
from handlers.requests_answers import keep_answer
from handlers.requests_card import answer, plan_closing, put_to_group, redraw, tapped
from handlers.requests_related import related_to
from handlers.written import name_of, written
from messages import knowing as offers_say
from messages import requests as says
from reading.hashtags import Hashtag, hashtags_in, without_hashtags
from reading.stems import words as bare
from storage.outbox import Kind


async def told(update: Update, context: Context) -> None:
    """#pido and #ofrezco, in a message of one's own; alone in reply to one's own message, it."""
    message = context.message
    if message.forward_origin is not None:
        return  # somebody else wrote it, and did not mean us
    tags = hashtags_in(message.text or message.caption or "")
    if Hashtag.PIDO in tags:
        await _ask(context, _meant(context, NothingAsked()))
    if Hashtag.OFREZCO in tags:
        await _offer(context, _meant(context, NothingOffered()))
    await keep_reflection(context)  # it may answer a prompt too


async def ask_for_what_was_sought(update: Update, context: Context) -> None:
    """[Preguntar al grupo] where nothing was found: a #pido in their name, once for each person."""
    assert context.press is not None
    person = context.person
    known(context.member, person)
    if context.press.choice:
        number = apart(person.id, context.message_id)
        await ask_in_group(context, context.press.choice, number)
    context.answer(says.asked_for_you(context.words))


async def ask_in_group(context: Context, said: str, number: MessageId) -> None:
    """What no message of theirs in the group says is told there by the bot, with who asks."""
    community, person = context.community, context.person
    if await _open_with_words(context, person.id, said) is not None:
        return
    request = await context.tx.requests.keep(
        Request(
            id=RequestId(0),
            community_id=community.id,
            person_id=person.id,
            name=person.name,
            text=said,
            message_id=number,
            thread_id=community.home_thread_id if context.is_private else context.thread_id,
            asked_at=context.now,
            is_answered=True,
        )
    )
    if request is None:
        return
    await put_to_group(context, request, key=f"request.answer:{request.id}")


async def answered(update: Update, context: Context) -> None:
    """A reply to what was asked, or to what the bot found: remembered as an answer."""
    is_answer = not context.is_private and await keep_answer(context)
    is_told = not context.is_private and await keep_reflection(context)  # it answered a prompt too
    context.react("✍" if is_answer or is_told else "👍")


async def lend_hand(update: Update, context: Context) -> None:
    """[Yo puedo ayudar]: once for each person; the message says who, and whoever asked is told."""
    request, person = await tapped(context), context.person
    known(context.member, person)
    hand = requests.lend(request, person.id, person.name, context.now)
    if await context.tx.requests.lend(hand):
        context.edit(await answer(context, request))
        await _tell_asker(context, request, hand)
    context.answer(says.hand_noted(context.words))


async def corrected(update: Update, context: Context) -> None:
    """A kept message was edited: what it asked, offered or told says the new words."""
    said = without_hashtags(written(context.message).text)
    community = context.community.id
    await follow_edit(context)
    request = await context.tx.requests.asked_in(community, context.message_id)
    if request is not None and said:
        request = replace(request, text=said)
        await context.tx.requests.save(request)
        await redraw(context, request)
    is_offer = (
        await context.tx.offers.correct(community, context.message_id, said) if said else False
    )
    if request is not None or is_offer:
        context.react()


async def _ask(context: Context, message: TelegramMessage) -> None:
    context.react()
    again = await _asked_before(context, message)
    if again is not None:
        key = f"request.again:{again.id}:{message.message_id}"
        context.say(says.asked_already(again, context.community, context.words), key=key)
        return
    request = await _keep_request(context, message)
    if request is None:
        return
    await requests_petitions.offer(context, message)
    found = await related_to(context.tx, context.community, request, context.now)
    if not found.is_empty:
        request = replace(request, is_answered=True)
        await context.tx.requests.save(request)
        shown = says.near(found.practices, found.people, (), context.community, context.words)
        said = says.answer(request, shown, context.words)
        context.say(said, key=f"request.answer:{request.id}")
    await plan_closing(context, request)


async def _asked_before(context: Context, message: TelegramMessage) -> Request | None:
    """The same words by the same person, not closed yet: one request, asked about once."""
    author, said = author_of(message), without_hashtags(written(message).text)
    if author is None or not bare(said):
        return None
    there = await _open_with_words(context, author, said)
    if there is None or there.message_id == message.message_id:
        return None
    await remember(context, MessageId(message.message_id), "request", there.id)
    return there


async def _open_with_words(context: Context, asker: PersonId, said: str) -> Request | None:
    found = await context.tx.requests.open_of(context.community.id, asker)
    return next((one for one in found if bare(one.text) == bare(said)), None)


async def _keep_request(context: Context, message: TelegramMessage) -> Request | None:
    """None if that message asked already."""
    number = MessageId(message.message_id)
    request = await context.tx.requests.keep(
        Request(
            id=RequestId(0),
            community_id=context.community.id,
            person_id=author_of(message),
            name=name_of(message),
            text=without_hashtags(written(message).text),
            message_id=number,
            thread_id=context.thread_id,
            asked_at=context.now,
        )
    )
    if request is not None:
        await remember(context, number, "request", request.id)
    return request


async def _offer(context: Context, message: TelegramMessage) -> None:
    """Kept beside what they offered before; the receipt comes once in a lifetime."""
    author = author_of(message)
    if author is None:
        raise NobodyOffers()
    number = MessageId(message.message_id)
    offer = await context.tx.offers.keep(
        Offer(
            id=OfferId(0),
            community_id=context.community.id,
            person_id=author,
            text=without_hashtags(written(message).text),
            message_id=number,
            offered_at=context.now,
        )
    )
    context.react()
    if offer is None:
        return
    await remember(context, number, "offer", offer.id)
    is_hidden = context.member is not None and context.member.hidden_from_search
    context.say(
        offers_say.offer_noted(offer, context.words, is_hidden=is_hidden),
        key=f"offer.receipt:{offer.community_id}:{author}",
    )


def _meant(context: Context, no: Refusal) -> TelegramMessage:
    """The message with the words: this one, or one's own that it replies to. Raises `no`."""
    message, quoted = context.message, context.replied
    if without_hashtags(written(message).text):
        return message
    is_own = quoted is not None and author_of(quoted) == author_of(message) is not None
    if quoted is None or not is_own or not without_hashtags(written(quoted).text):
        raise no
    return quoted


async def _tell_asker(context: Context, request: Request, hand: Hand) -> None:
    """In private if they allow it; else the message in the group says it."""
    if request.person_id is None:
        return
    asker = await context.tx.people.get(request.person_id)
    member = await context.tx.members.get(context.community.id, request.person_id)
    if asker is None or not asker.can_be_written or member is None or member.left_at is not None:
        return
    if member.is_resting(context.now):
        return
    community = context.community
    context.tx.outbox.say(
        says.can_help(request, hand, community, context.words_for(asker)),
        to=ChatId(asker.id),
        kind=Kind.REPLY,
        now=context.now,
        community=community.id,
        person=asker.id,
        silent=not allows(context.now, community.quiet, community.zone),
        key=f"request.hand:{request.id}:{hand.person_id}",
    )
