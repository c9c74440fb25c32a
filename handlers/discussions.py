"""«What did I miss?»: the quotes that tell it best, each linked to its message, never reworded."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from community import candidates
from community.agreements import Agreement
from community.calendar import local_day
from community.candidates import KINDS
from community.commitments import Pledge
from community.communities import Community
from community.discussions import Summary, Utterance
from community.ids import MessageId, PersonId
from community.practices import Practice
from handlers.confirming import may_settle_all, offered
from handlers.context import Context
from messages import discussions as says
from reading.hashtags import hands_over
from reading.quoting import told_to_many
from reading.telling import tell
from storage.outbox import Kind

LONGEST = timedelta(days=14)  # product.md M23
AT_LEAST = timedelta(hours=1)  # whoever has just written did not miss the last hour
MOST_POINTS = 8
MOMENT = timedelta(seconds=1)  # what is said in this very second is news too


async def missed(update: Update, context: Context) -> None:
    """/resumen: since my last message, or `/resumen 7` for so many days; at most fourteen."""
    community = context.community
    since = await _since(context)
    said = await _said(context, community, since)
    # beside the loop: reading thousands of messages takes longer than a tap may wait
    summary = await asyncio.to_thread(
        tell, said, language=community.language, max_points=MOST_POINTS
    )
    news = says.News(
        community=community,
        since=since,
        summary=told_to_many(await _unsettled(context, summary)),
        mine=await _mine(context),
        asked=await _asked(context, since),
        agreed=await _agreed(context, since),
        settled=await _settled(context, since),
        to_confirm=await _offered(context, summary),
        practices=await _practices(context, since),
        sessions=tuple(
            await context.tx.sessions.between(community.id, context.now, context.now + LONGEST)
        ),
    )
    _send(news, context)


def _send(news: says.News, context: Context) -> None:
    """In private where that is possible: a summary for one is noise for the others."""
    person = context.maybe_person
    if context.is_private or person is None or not _reads_in_private(context):
        context.say(says.missed(news, context.words))
        return
    context.tell(person, says.missed(news, context.words_for(person)), kind=Kind.REPLY)
    context.say(says.sent_in_private(context.words))


def _reads_in_private(context: Context) -> bool:
    person = context.maybe_person
    return context.is_private or (person is not None and person.can_be_written)


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
    """What others said."""
    told = await context.tx.discussions.told_between(community.id, since, context.now + MOMENT)
    return [one for one in told if one.person_id is None or one.person_id != context.person_id]


async def _offered(context: Context, summary: Summary) -> int:
    """How many candidates who asks may settle, those of this very summary too."""
    if context.person_id is None or not _reads_in_private(context):
        return 0
    if await may_settle_all(context):
        found = candidates.found(summary.candidates, context.community.id, context.now)
        await context.tx.candidates.find(found)
    return len(await offered(context))


async def _unsettled(context: Context, summary: Summary) -> Summary:
    """Without what was confirmed or discarded: it is on record, or it is not."""
    kept = await context.tx.candidates.of_messages(
        context.community.id, {one.message_id for one in summary.quotes if one.kind in KINDS}
    )
    settled = {key for key, one in kept.items() if not one.is_waiting}
    quotes = [
        one
        for one in summary.quotes
        if one.kind not in KINDS or (KINDS[one.kind], one.message_id) not in settled
    ]
    return replace(summary, quotes=tuple(quotes))


def _is_handed_over(said: Utterance) -> bool:
    return hands_over(said.text, is_reply=said.reply_to_message_id is not None)


async def _settled(context: Context, since: datetime) -> tuple[Agreement, ...]:
    """What the community agreed on meanwhile, the newest first."""
    standing = await context.tx.agreements.standing(context.community.id)
    return tuple(one for one in standing if one.agreed_at >= since)


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
