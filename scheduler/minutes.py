"""What time does for minutes: closing them, asking the pair again, drawing them anew.

The one thing to know: a draft is private and comes when the community may be written to; whoever of
the pair rests is not asked again. What is drawn anew is read anew: who asked to be left out is gone.
"""

from datetime import datetime

from community import budget, minutes
from community.agreements import worth_noting
from community.calendar import DAY, first_allowed_at_or_after
from community.communities import Community
from community.ids import MinutesId, PersonId
from community.minutes import (
    CLOSE_STEP,
    NUDGE_STEP,
    NUDGES,
    REDRAW_STEP,
    SHARE_STEP,
    Minutes,
    MinutesState,
)
from locales.words import words_in
from messages import minutes as says
from messages.minutes import Told
from reading.minutes import agreed
from scheduler.guides import awake_guides, rewrite, tell, words_for, words_of_chat
from scheduler.room import room_at
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def close(tx: Tx, now: datetime) -> int:
    """Due `minutes.close`; its subject is the minutes. Nothing left of the points: nothing is said."""
    done = 0
    for due in await tx.dues.take(CLOSE_STEP, now):
        found = await _found(tx, due)
        if found is None or found[1].state is not MinutesState.GATHERING:
            continue
        done += await _close(tx, *found, now)
    return done


async def nudge(tx: Tx, now: datetime) -> int:
    """Due `minutes.nudge`, three and seven days after the draft: to the pair, in private."""
    asked = 0
    for due in await tx.dues.take(NUDGE_STEP, now):
        found = await _found(tx, due)
        if found is None or found[1].state is not MinutesState.DRAFT:
            continue
        community, one = found
        at = budget.may_speak_at(community, now)
        if at > now:
            await tx.dues.plan(NUDGE_STEP, one.id, at, community=community.id)
            continue
        assert one.drafted_at is not None
        days = (now - one.drafted_at) // DAY
        told = await _told(tx, community, one)
        for guide in await awake_guides(tx, community, now):
            words = words_for(guide, community, now)
            key = f"{NUDGE_STEP}:{one.id}:{due.id}:{guide.id}"
            tell(tx, community, guide, says.draft(told, words, days=days), key, now)
            asked += 1
    return asked


async def redraw(tx: Tx, now: datetime) -> int:
    """Due `minutes.redraw`: its words changed, wherever they are read."""
    drawn = 0
    for due in await tx.dues.take(REDRAW_STEP, now):
        found = await _found(tx, due)
        if found is None or found[1].state is MinutesState.GATHERING:
            continue
        told = await _told(tx, *found)
        await _redraw_drafts(tx, told, now)
        await _redraw_published(tx, told, now)
        await _renew_files(tx, told, now)
        drawn += 1
    return drawn


async def share(tx: Tx, now: datetime) -> int:
    """Due `minutes.share`: a draft that is settled says so; one that waits reaches every guide."""
    shared = 0
    for due in await tx.dues.take(SHARE_STEP, now):
        found = await _found(tx, due)
        if found is None or found[1].state is MinutesState.GATHERING:
            continue
        told = await _told(tx, *found)
        if told.minutes.state is MinutesState.DRAFT:
            await _send_drafts(tx, told, now)
        else:
            await _redraw_drafts(tx, told, now)
        shared += 1
    return shared


async def _close(tx: Tx, community: Community, one: Minutes, now: datetime) -> int:
    told = await _told(tx, community, one)
    if not told.points:
        await tx.minutes.drop(one)
        return 0
    guides = await tx.members.guides_to_write(community.id)
    at = budget.may_speak_at(community, now)
    if at <= now and not guides:
        at = await room_at(tx, community, now)
    if at > now:
        await tx.dues.replan(CLOSE_STEP, one.id, at, community=community.id, now=now)
        return 0
    if not await tx.minutes.move(minutes.close(one, now), was=MinutesState.GATHERING):
        return 0
    await _send_drafts(tx, told, now)
    if not guides:
        await _tell_group(tx, told, now)
    for after in NUDGES:
        at = first_allowed_at_or_after(now + after, community.quiet, community.zone)
        await tx.dues.plan(NUDGE_STEP, one.id, at, community=community.id)
    return 1


async def _send_drafts(tx: Tx, told: Told, now: datetime) -> None:
    """To each of the pair, once: also to who facilitates or opens the private chat only now."""
    community, number = told.community, told.minutes.id
    for guide in await tx.members.guides_to_write(community.id):
        words = words_for(guide, community, now)
        key = f"minutes.draft:{number}:{guide.id}"
        tell(tx, community, guide, says.draft(told, words), key, now)
        file = says.as_file(told, words)
        if file is not None:
            tell(tx, community, guide, file, f"minutes.file:{number}:{guide.id}", now)


async def _tell_group(tx: Tx, told: Told, now: datetime) -> None:
    """Nobody of the pair can be written to: how to come to the draft."""
    community = told.community
    named = await tx.members.guides_of(community.id)
    words = words_in(community.language, now.year)
    tx.outbox.say(
        says.draft_waits(told, words, has_guides=bool(named)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=told.minutes.thread_id,
        silent=True,
        key=budget.key(f"minutes.draft:{told.minutes.id}"),
    )


async def _redraw_drafts(tx: Tx, told: Told, now: datetime) -> None:
    """The draft as it is; once it is settled, its copies say so and have no buttons."""
    community, one = told.community, told.minutes
    posts = await tx.posts.everywhere("minutes-draft", one.id, community=community.id)
    seen: set[int] = set()
    for post in posts:
        chat, is_first = post.telegram_chat_id, post.telegram_chat_id not in seen
        seen.add(chat)
        if one.state is MinutesState.DRAFT and not (is_first and chat > 0):
            continue
        words = await words_of_chat(tx, chat, community, now)
        shown = says.draft if one.state is MinutesState.DRAFT else says.settled
        rewrite(tx, community, chat, post.message_id, shown(told, words), now)


async def _redraw_published(tx: Tx, told: Told, now: datetime) -> None:
    community, one = told.community, told.minutes
    if one.state is not MinutesState.PUBLISHED:
        return
    group, words = community.telegram_chat_id, words_in(community.language, now.year)
    post = await tx.posts.first(group, "minutes", one.id)
    if post is not None:
        rewrite(tx, community, group, post.message_id, says.published(told, words), now)


async def _renew_files(tx: Tx, told: Told, now: datetime) -> None:
    """A file cannot be edited: it goes, and comes again where it is still read."""
    community, one = told.community, told.minutes
    for post in await tx.posts.everywhere("minutes-file", one.id, community=community.id):
        chat = post.telegram_chat_id
        tx.outbox.act(
            "deleteMessage",
            {"message_id": post.message_id},
            chat=chat,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )
        await tx.posts.forget(post)
        file = says.as_file(told, await words_of_chat(tx, chat, community, now))
        if file is not None and (chat < 0) is (one.state is MinutesState.PUBLISHED):
            tx.outbox.say(
                file,
                to=chat,
                kind=Kind.POST,
                now=now,
                community=community.id,
                person=PersonId(chat) if chat > 0 else None,
                thread=one.thread_id if chat < 0 else None,
                silent=True,
                key=f"minutes.file:{one.id}:{chat}:{now.isoformat()}",
            )


async def _found(tx: Tx, due: Due) -> tuple[Community, Minutes] | None:
    community = await running(tx, due)
    if community is None:
        return None
    one = await tx.minutes.get(community.id, MinutesId(due.subject_id))
    return None if one is None else (community, one)


async def _told(tx: Tx, community: Community, one: Minutes) -> Told:
    points = (await tx.minutes.points_of(community.id, [one.id]))[one.id]
    standing = await tx.agreements.standing(community.id)
    return Told(
        minutes=one,
        points=points,
        answers=await tx.sessions.attendances_of(community.id, one.session_id),
        presences=await tx.sessions.presences_of(community.id, one.session_id),
        agreements=await tx.agreements.of_minutes(one),
        becoming=len(worth_noting(agreed(one, points), standing)),
        community=community,
    )
