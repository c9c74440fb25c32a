"""What time does for syntheses: a draft when a prompt's window closes, an index when nobody published
it, copies drawn anew.

The one thing to know: the draft is private; what comes to the group unasked is the index alone (and
one line where nobody of the pair can be written to), so these wait for a day with room.
"""

import asyncio
from datetime import datetime

from community import budget, syntheses
from community.candidates import card_key
from community.communities import Community
from community.discussions import Utterance
from community.ids import PromptId, SynthesisId
from community.prompts import Prompt
from community.retention import Kept, kept_since
from community.syntheses import (
    DRAFT_STEP,
    INDEX_STEP,
    MOMENT,
    REDRAW_STEP,
    SHARE_STEP,
    WAITING,
    Drawn,
    Synthesis,
    SynthesisState,
    draft_key,
)
from locales.words import words_in
from messages import candidates as cards
from messages import syntheses as says
from reading.quoting import drawn_for_many
from reading.telling import MOST_POINTS, tell, telling
from scheduler.guides import rewrite, words_for, words_of_chat
from scheduler.guides import tell as tell_guide
from scheduler.room import room_at, when_there_is_room
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def draft(tx: Tx, now: datetime) -> int:
    """Due `synthesis.draft`; its subject is the prompt. Too few answers, or a guide asked for it
    already: nothing is said."""
    return sum([await _draft(tx, due, now) for due in await tx.dues.take(DRAFT_STEP, now)])


async def index(tx: Tx, now: datetime) -> int:
    """Due `synthesis.index`, 48 hours after the draft: the group gets a list, if nobody decided."""
    done = 0
    for due in await tx.dues.take(INDEX_STEP, now):
        found = await _found(tx, due)
        if found is not None and found[1].state is SynthesisState.DRAFT:
            done += await _index(tx, *found, now)
    return done


async def share(tx: Tx, now: datetime) -> int:
    """Due `synthesis.share`: one that waits reaches every guide; copies of one that does not say so."""
    shared = 0
    for due in await tx.dues.take(SHARE_STEP, now):
        found = await _found(tx, due)
        if found is None:
            continue
        community, drawn = found[0], await _drawn(tx, found[1])
        if drawn.synthesis.state is SynthesisState.DRAFT:
            await _send_drafts(tx, drawn, community, now)
        else:
            await _redraw_drafts(tx, drawn, community, now)
        shared += 1
    return shared


async def redraw(tx: Tx, now: datetime) -> int:
    """Due `synthesis.redraw`: its words changed, wherever they are read."""
    redrawn = 0
    for due in await tx.dues.take(REDRAW_STEP, now):
        found = await _found(tx, due)
        if found is None:
            continue
        community = found[0]
        drawn = await _drawn(tx, await _counted(tx, *found, now))
        await _redraw_drafts(tx, drawn, community, now)
        await _redraw_in_the_group(tx, drawn, community, now)
        redrawn += 1
    return redrawn


async def _draft(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    number = PromptId(due.subject_id)
    prompt = None if community is None else await tx.prompts.get(community.id, number)
    if community is None or prompt is None:
        return 0
    if await tx.syntheses.latest_of(community.id, prompt.id) is not None:
        return 0
    has_guides = bool(await tx.members.guides_to_write(community.id))
    at = budget.may_speak_at(community, now)
    if at <= now and not has_guides:
        at = await room_at(tx, community, now)
    if at > now:
        await tx.dues.replan(DRAFT_STEP, prompt.id, at, community=community.id, now=now)
        return 0
    drawn = await _draw_up(tx, community, prompt, now)
    if drawn is None:
        return 0
    await _send_drafts(tx, drawn, community, now)
    if not has_guides:
        _tell_group_of_a_draft(tx, drawn, community, now)
    return 1


async def _draw_up(tx: Tx, community: Community, prompt: Prompt, now: datetime) -> Drawn | None:
    """None where too little was said."""
    said = await tx.discussions.told_to(prompt)
    # beside the loop: reading thousands of messages takes longer than a tap may wait
    summary = await asyncio.to_thread(
        tell, said, language=community.language, max_points=MOST_POINTS
    )
    if not summary.is_enough:
        return None
    came_in = await tx.prompts.came_in(community.id, [prompt.id])
    since = prompt.posted_at or prompt.created_at
    fresh = syntheses.begin(community.id, prompt, came_in, since=since, until=now)
    schools = await tx.members.schools_of(community.id)
    return await _drawn(tx, await tx.syntheses.draw_up(fresh, summary, schools, now=now))


async def _index(tx: Tx, community: Community, one: Synthesis, now: datetime) -> int:
    at = budget.may_speak_at(community, now)
    if at <= now:
        at = await when_there_is_room(tx, community, now, now.astimezone(community.zone).time())
    if at > now:
        await tx.dues.replan(INDEX_STEP, one.id, at, community=community.id, now=now)
        return 0
    said = await _said(tx, community, one)
    if not said:  # all of it was taken back
        await tx.syntheses.save(syntheses.discard(one, None, now))
        await tx.syntheses.redraw(community.id, one.id, now)
        return 0
    await tx.syntheses.replace_lines(one, syntheses.index_of(one, said), indexed=True)
    await tx.syntheses.save(syntheses.index(one))
    drawn = await _drawn(tx, syntheses.index(one))
    tx.outbox.say(
        says.index(drawn, community, words_in(community.language, now.year)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=one.thread_id,
        reply_to=drawn.message_id,
        key=budget.key(f"{INDEX_STEP}:{one.id}"),
    )
    await _redraw_drafts(tx, drawn, community, now)
    return 1


async def _said(tx: Tx, community: Community, one: Synthesis) -> list[Utterance]:
    """To a prompt, everything; of talk, what says something."""
    if one.prompt_id is not None:
        prompt = await tx.prompts.get(community.id, one.prompt_id)
        return [] if prompt is None else await tx.discussions.told_to(prompt)
    return telling(await tx.discussions.told_between(community.id, one.since, one.until + MOMENT))


async def _counted(tx: Tx, community: Community, one: Synthesis, now: datetime) -> Synthesis:
    """Of talk, while all of it is kept still: what is left. Of a prompt the answers are, each time it is
    drawn."""
    if one.prompt_id is not None or one.since <= kept_since(Kept.DISCUSSION, now):
        return one
    said = await tx.discussions.told_between(community.id, one.since, one.until + MOMENT)
    left = await asyncio.to_thread(telling, said)  # beside the loop, as all reading of much talk
    schools = await tx.members.schools_of(community.id)
    counted = syntheses.recounted(one, syntheses.counted(left, schools))
    if counted != one:
        await tx.syntheses.save(counted)
    return counted


async def _send_drafts(tx: Tx, drawn: Drawn, community: Community, now: datetime) -> None:
    """To each of the pair, once, with a card for what is to be confirmed: also to who facilitates or
    opens the private chat only now."""
    for guide in await tx.members.guides_to_write(community.id):
        words = words_for(guide, community, now)
        shown = says.draft(drawn, community, words)
        tell_guide(tx, community, guide, shown, draft_key(drawn, guide.id), now)
        for one in drawn.to_confirm:
            card = cards.card(one, community, words)
            tell_guide(tx, community, guide, card, card_key(one, guide.id), now)


def _tell_group_of_a_draft(tx: Tx, drawn: Drawn, community: Community, now: datetime) -> None:
    tx.outbox.say(
        says.draft_waits(drawn, community, words_in(community.language, now.year)),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=drawn.synthesis.thread_id,
        silent=True,
        key=budget.key(f"{DRAFT_STEP}:{drawn.synthesis.id}"),
    )


async def _redraw_drafts(tx: Tx, drawn: Drawn, community: Community, now: datetime) -> None:
    """The draft as it is; once it is settled, its copies say so and have no buttons."""
    one = drawn.synthesis
    shown = says.draft if one.state in WAITING else says.settled
    for post in await tx.posts.everywhere("synthesis-draft", one.id, community=community.id):
        chat = post.telegram_chat_id
        words = await words_of_chat(tx, chat, community, now)
        rewrite(tx, community, chat, post.message_id, shown(drawn, community, words), now)


async def _redraw_in_the_group(tx: Tx, drawn: Drawn, community: Community, now: datetime) -> None:
    """What the group reads: the synthesis, and the index that came before it."""
    group, words = community.telegram_chat_id, words_in(community.language, now.year)
    for about, shown in (
        ("synthesis", says.published),
        ("synthesis-index", says.index),
    ):
        post = await tx.posts.first(group, about, drawn.synthesis.id)
        if post is not None:
            message = shown(drawn, community, words)
            rewrite(tx, community, group, post.message_id, message, now)


async def _drawn(tx: Tx, one: Synthesis) -> Drawn:
    return drawn_for_many(await tx.syntheses.drawn(one))


async def _found(tx: Tx, due: Due) -> tuple[Community, Synthesis] | None:
    community = await running(tx, due)
    if community is None:
        return None
    one = await tx.syntheses.get(community.id, SynthesisId(due.subject_id))
    return None if one is None else (community, one)
