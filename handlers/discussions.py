"""«What did I miss?»: the quotes that tell it best, each linked to its message, never reworded."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from community.calendar import local_day
from community.commitments import Pledge
from community.communities import Community
from community.discussions import Quote, QuoteKind, Summary, Utterance
from community.ids import MessageId, PersonId
from community.practices import Practice
from community.prompts import Media
from handlers.context import Context
from messages import discussions as says
from reading import summaries
from reading.hashtags import hands_over
from storage.outbox import Kind

LONGEST = timedelta(days=14)  # product.md M23
AT_LEAST = timedelta(hours=1)  # whoever has just written did not miss the last hour
MOST_POINTS = 8
FEW = 5  # messages shown as they are where there are too few for a summary
TELLING = 4  # words; «ok, gracias» tells nothing to who was away
MOMENT = timedelta(seconds=1)  # what is said in this very second is news too


async def missed(update: Update, context: Context) -> None:
    """/resumen: since my last message, or `/resumen 7` for so many days; at most fourteen."""
    community = context.community
    since = await _since(context)
    said = await _said(context, community, since)
    news = says.News(
        community=community,
        since=since,
        # beside the loop: reading thousands of messages takes longer than a tap may wait
        summary=await asyncio.to_thread(_summary, said, community.language),
        mine=await _mine(context),
        asked=await _asked(context, since),
        agreed=await _agreed(context, since),
        practices=await _practices(context, since),
        sessions=tuple(
            await context.tx.sessions.between(community.id, context.now, context.now + LONGEST)
        ),
    )
    _send(news, context)


def _summary(said: list[Utterance], language: str) -> Summary:
    found = summaries.summarise(
        [_for_reading(one) for one in said], language=language, max_points=MOST_POINTS
    )
    said_at = {one.message_id: one.said_at for one in said}
    if not found.enough:
        return Summary(quotes=_as_they_are(said), messages=found.useful, people=found.authors)
    quotes = [
        Quote(
            kind=QuoteKind(point.section.value),
            words=point.quote,
            author=point.author,
            message_id=MessageId(point.utterance_id),
            said_at=said_at[MessageId(point.utterance_id)],
            label=point.label,
            file=point.file,
        )
        for point in found.points
    ]
    return Summary(quotes=tuple(quotes), messages=found.useful, people=found.authors)


def _as_they_are(said: list[Utterance]) -> tuple[Quote, ...]:
    """Too few to choose from: the latest, whole, in the order they were said."""
    telling = [one for one in said if len(one.text.split()) >= TELLING]
    return tuple(
        Quote(
            kind=QuoteKind.VOICE,
            words=one.text,
            author=one.name,
            message_id=one.message_id,
            said_at=one.said_at,
        )
        for one in telling[-FEW:]
    )


def _send(news: says.News, context: Context) -> None:
    """In private where that is possible: a summary for one is noise for the others."""
    person = context.maybe_person
    if context.is_private or person is None or not person.can_be_written:
        context.say(says.missed(news, context.words))
        return
    context.tell(person, says.missed(news, context.words_for(person)), kind=Kind.REPLY)
    context.say(says.sent_in_private(context.words))


async def _since(context: Context) -> datetime:
    """The last time this person wrote, as far as the bot knows, within the last fourteen days."""
    asked = re.match(r"\d{1,3}", context.words_said)
    if asked is not None:
        days = min(max(int(asked[0]), 1), LONGEST.days)
        return context.now - timedelta(days=days)
    member, earliest = context.member, context.now - LONGEST
    if member is None:
        return earliest
    lately = await context.tx.discussions.said_lately(member.community_id, member.person_id)
    last = next((one.said_at for one in lately if not _is_handed_over(one)), None)
    spoke = max(filter(None, (last, member.last_spoke_at)), default=earliest)
    return min(max(spoke, earliest), context.now - AT_LEAST)


async def _said(context: Context, community: Community, since: datetime) -> list[Utterance]:
    """The discussion where it is read, else what was told in reply to prompts."""
    until = context.now + MOMENT
    utterances = await context.tx.discussions.between(community.id, since, until)
    heard = {one.message_id for one in utterances}
    names = {member.person_id: member.name for member in await context.tx.members.of(community.id)}
    for one in await context.tx.prompts.reflections_between(community.id, since, until):
        if one.message_id not in heard and one.person_id is not None:
            utterances.append(
                Utterance(
                    community_id=community.id,
                    message_id=one.message_id,
                    thread_id=None,
                    person_id=one.person_id,
                    name=names.get(one.person_id, ""),
                    text=one.text,
                    media=one.media,
                    reply_to_message_id=one.reply_to_message_id,
                    said_at=one.said_at,
                )
            )
    reader = context.maybe_person.id if context.maybe_person else None
    return [_without_tags(one) for one in utterances if one.name and one.person_id != reader]


def _is_handed_over(said: Utterance) -> bool:
    return hands_over(said.text, is_reply=said.reply_to_message_id is not None)


def _without_tags(said: Utterance) -> Utterance:
    """Lines that are commands to the bot say nothing to people."""
    return replace(said, text="") if said.text.startswith("/") else said


def _for_reading(said: Utterance) -> summaries.Utterance:
    return summaries.Utterance(
        id=said.message_id,
        author_id=said.person_id,
        author=said.name,
        text=said.text,
        said_at=said.said_at,
        reply_to=said.reply_to_message_id,
        thread=said.thread_id,
        file="" if said.media is Media.DOCUMENT else None,  # its name is not kept
    )


async def _practices(context: Context, since: datetime) -> tuple[Practice, ...]:
    """Those of others: one's own is no news."""
    told = await context.tx.practices.told_between(context.community.id, since, context.now)
    reader = context.person_id
    return tuple(one for one in told if reader is None or one.author_id != reader)


async def _mine(context: Context) -> says.Some[says.Pending]:
    """My own open commitments, first of all."""
    if context.maybe_person is None:
        return says.Some()
    pledges = await context.tx.commitments.open_of_person(
        context.community.id, context.maybe_person.id
    )
    return await _listed(context, pledges)


async def _agreed(context: Context, since: datetime) -> says.Some[says.Pending]:
    """Commitments of others that were made meanwhile and are still to come."""
    reader = context.maybe_person.id if context.maybe_person else PersonId(0)
    today = local_day(context.now, context.community.zone)
    return await _listed(
        context,
        [
            pledge
            for pledge in await context.tx.commitments.open_of(context.community.id)
            if pledge.commitment.created_at >= since
            and pledge.commitment.due_on is not None
            and pledge.commitment.due_on >= today  # nobody is late in a list
            and not pledge.is_on(reader)
        ],
    )


async def _listed(context: Context, pledges: Sequence[Pledge]) -> says.Some[says.Pending]:
    shown = tuple(
        [
            says.Pending(
                number=pledge.commitment.number,
                what=pledge.commitment.what,
                due_on=pledge.commitment.due_on,
                message_id=await _posted_at(context, "commitment", pledge.commitment.id),
            )
            for pledge in pledges[: says.MOST_PENDING]
        ]
    )
    return says.Some(shown=shown, more=len(pledges) - len(shown))


async def _asked(context: Context, since: datetime) -> says.Some[says.Question]:
    """What the community was asked meanwhile: it can still be answered."""
    found = await context.tx.prompts.posted_since(context.community.id, since)
    shown = tuple(
        [
            says.Question(
                words=prompt.text, message_id=await _posted_at(context, "prompt", prompt.id)
            )
            for prompt in found[: says.MOST_ASKED]
        ]
    )
    return says.Some(shown=shown, more=len(found) - len(shown))


async def _posted_at(context: Context, about: str, number: int) -> MessageId | None:
    group = context.community.telegram_chat_id
    post = await context.tx.posts.first(group, about, number)
    return post.message_id if post is not None else None
