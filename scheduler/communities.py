"""What time does to whole communities: nobody activated one, a rest is over, a closed one is forgotten."""

from datetime import datetime

from community import communities
from community.communities import Community, State
from community.ids import CommunityId
from locales.words import words_in
from messages import rests as says
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def leave_abandoned(tx: Tx, now: datetime) -> int:
    """Due `community.abandoned`: nobody activated the bot in 14 days, so it leaves without a word.

    What a community kept that was here before stays as it was, until retention.
    """
    done = 0
    for community in await _of(tx, await tx.dues.take("community.abandoned", now)):
        if community.is_active:
            continue
        _leave(tx, community, now)
        if community.state is State.INVITED:
            await tx.communities.forget(community)
        done += 1
    return done


async def resume(tx: Tx, now: datetime) -> int:
    """Due `community.resume`: the day a rest was to end has come."""
    done = 0
    for community in await _of(tx, await tx.dues.take("community.resume", now)):
        until = community.paused_until
        if not community.is_active or until is None or until > now:
            continue
        await tx.communities.save(communities.resume(community))
        tx.outbox.say(
            says.resumed(words_in(community.language, now.year)),
            to=community.telegram_chat_id,
            kind=Kind.POST,
            now=now,
            community=community.id,
            thread=community.home_thread_id,
            key=f"resumed:{community.id}:{until:%Y-%m-%dT%H:%M}",
        )
        done += 1
    return done


async def forget_closed(tx: Tx, now: datetime) -> int:
    """Due `community.forget`: what a closed community kept is erased."""
    done = 0
    for community in await _of(tx, await tx.dues.take("community.forget", now)):
        if community.state is State.CLOSED:
            planned = await tx.dues.open_of(community.id)
            if any(due.kind == "community.abandoned" for due in planned):
                _leave(tx, community, now)  # it was called back and nobody has said what for
            await tx.communities.forget(community)
            tx.erased()
            done += 1
    return done


def _leave(tx: Tx, community: Community, now: datetime) -> None:
    tx.outbox.act("leaveChat", {}, chat=community.telegram_chat_id, kind=Kind.EDIT, now=now)


async def _of(tx: Tx, dues: list[Due]) -> list[Community]:
    found = [await tx.communities.get(CommunityId(due.subject_id)) for due in dues]
    return [community for community in found if community is not None]
