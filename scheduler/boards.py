"""The boards, drawn anew after whatever changed what is open, and when a due day is over.

The one thing to know: a board begins with the first commitment that somebody takes, and is edited in
place for ever; several changes within a tick are one edit. Where an admin deleted it, the next one
begins a month later, when the trace of its letter is gone; /pendientes todos shows the same.
"""

from collections.abc import Sequence
from datetime import datetime

from community.calendar import local_day
from community.commitments import Pledge, on_the_board
from community.commitments_calendar import BOARD_STEP
from community.communities import Community
from community.ids import CommitmentId, CommunityId, MessageId
from locales.words import words_in
from messages import commitments_board as says
from messages.text import Message, message_url
from storage.outbox import Kind
from storage.tx import Tx


async def draw_boards(tx: Tx, now: datetime) -> int:
    """Due `board.draw`; its subject is the community."""
    communities = {due.subject_id for due in await tx.dues.take(BOARD_STEP, now)}
    drawn = 0
    for number in sorted(communities):
        community = await tx.communities.get(CommunityId(number))
        if community is not None and community.is_active:
            drawn += await _draw_all(tx, community, now)
    return drawn


async def _draw_all(tx: Tx, community: Community, now: datetime) -> int:
    today = local_day(now, community.zone)
    pledges = on_the_board(await tx.commitments.open_of(community.id), today=today)
    there = {
        post.about_id: post.message_id
        for post in await tx.posts.of_kind(community.telegram_chat_id, "board")
    }
    taken = [one for one in pledges if one.commitment.is_promised]
    topics = (
        {one.commitment.thread_id or 0 for one in taken} | set(there) | ({0} if taken else set())
    )
    urls = await _urls(tx, community, [one.commitment.id for one in pledges])
    for topic in sorted(topics):
        of_topic = [one for one in pledges if topic in (0, one.commitment.thread_id)]
        message = _board(community, of_topic, urls, topic or None, now)
        _write(tx, community, message, topic or None, there.get(topic), now)
    return len(topics)


def _board(
    community: Community,
    pledges: Sequence[Pledge],
    urls: dict[CommitmentId, str | None],
    topic: int | None,
    now: datetime,
) -> Message:
    return says.board(
        pledges,
        words_in(community.language, now.year),
        urls,
        today=local_day(now, community.zone),
        topic=topic,
        is_pinned=community.bot_is_admin,
    )


def _write(
    tx: Tx,
    community: Community,
    message: Message,
    topic: int | None,
    at: MessageId | None,
    now: datetime,
) -> None:
    """In place, or for the first time: without a sound."""
    chat = community.telegram_chat_id
    if at is None:
        tx.outbox.say(
            message,
            to=chat,
            kind=Kind.POST,  # if nobody knows whether it arrived, a guide may send it again
            now=now,
            community=community.id,
            thread=topic,
            silent=True,
            key=f"board:{chat}:{topic or 0}",
        )
        return
    tx.outbox.act(
        "editMessageText",
        {"message_id": at, **message.edit},
        chat=chat,
        kind=Kind.EDIT,
        now=now,
        community=community.id,
    )


async def _urls(
    tx: Tx, community: Community, numbers: Sequence[CommitmentId]
) -> dict[CommitmentId, str | None]:
    group = community.telegram_chat_id
    cards = await tx.posts.firsts(group, "commitment", numbers)
    return {number: message_url(group, cards.get(number)) for number in numbers}
