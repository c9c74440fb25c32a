"""The monthly choice among themes: opened with one quiet message, closed five days later (S2)."""

from datetime import datetime

from community import budget, prompts, themes
from community.communities import Community
from community.ids import PromptId, ThemeRoundId
from community.prompts import Prompt, PromptState
from community.themes import Tally, ThemeRound
from locales.words import words_in
from messages import themes as says
from messages.text import Message
from scheduler.guides import awake_guides, tell, words_for
from scheduler.room import when_there_is_room
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx

ROUND_STEP, CLOSE_STEP = "theme.round", "theme.close"


async def open_rounds(tx: Tx, now: datetime) -> int:
    """Due `theme.round`; its subject is the community. Nothing is said about fewer than two themes,
    and while none waits none is planned: the next #tema plans it."""
    return sum([await _open(tx, due, now) for due in await tx.dues.take(ROUND_STEP, now)])


async def close_rounds(tx: Tx, now: datetime) -> int:
    """Due `theme.close`; its subject is the choice."""
    return sum([await _close(tx, due, now) for due in await tx.dues.take(CLOSE_STEP, now)])


async def _open(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    shown = await tx.themes.open(community.id, themes.SHOWN)
    last = await tx.themes.last_round(community.id)
    if len(shown) < themes.FEWEST or themes.was_this_month(last, community, now):
        await _plan(tx, community, themes.next_round_at(community, now) if shown else None, now)
        return 0
    again = await _when_it_may(tx, community, now)
    if again > now:
        await _plan(tx, community, again, now)
        return 0
    fresh = ThemeRound(
        id=ThemeRoundId(0),
        community_id=community.id,
        opened_at=now,
        closes_at=themes.closes_at(community, now),
    )
    opened = await tx.themes.open_round(fresh, shown)
    await tx.dues.plan(CLOSE_STEP, opened.id, opened.closes_at, community=community.id)
    await _plan(tx, community, themes.next_round_at(community, now), now)
    tx.outbox.say(
        says.choice(
            opened, themes.tallied(shown, ()), community, words_in(community.language, now.year)
        ),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=now,
        community=community.id,
        thread=community.home_thread_id,
        silent=True,
        key=budget.key(f"theme.round:{opened.id}"),
    )
    return 1


async def _close(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    chosen = await tx.themes.round(community.id, ThemeRoundId(due.subject_id))
    if chosen is None or chosen.closed_at is not None:
        return 0
    again = budget.may_speak_at(community, now)
    if again > now:
        await tx.dues.replan(CLOSE_STEP, chosen.id, again, community=community.id, now=now)
        return 0
    shown = await tx.themes.shown_in(community.id, chosen.id)
    tallies = themes.tallied(shown, await tx.themes.points(community.id, chosen.id))
    await _settle(tx, community, chosen, tallies, now)
    return 1


async def _settle(
    tx: Tx, community: Community, chosen: ThemeRound, tallies: list[Tally], now: datetime
) -> None:
    leading = themes.leading(tallies)
    words = words_in(community.language, now.year)
    winner = leading[0].theme if leading else None
    closed = themes.close(chosen, winner, now)
    await tx.themes.save_round(closed)
    await tx.themes.forget_points(community.id, chosen.id)
    if winner is None:
        await _edit(tx, community, says.nobody_chose(closed, words), now)
        return
    await tx.themes.save(themes.choose(winner))
    asked_at = None
    if community.prompt_weekday is not None:
        asked_at = await _in_rhythm(tx, community, leading[0], now)
    said = says.result(closed, tallies, leading, asked_at, community, words)
    await _edit(tx, community, said, now)
    if asked_at is None:
        await _offer(tx, community, closed, leading[0], now)


async def _in_rhythm(tx: Tx, community: Community, won: Tally, now: datetime) -> datetime:
    """It takes the place of the next weekly question; the bank goes on the week after."""
    planned = await tx.dues.next_of("prompt.weekly", community.id)
    asked_at = max(planned or prompts.next_in_rhythm(community, after=now), now)
    fresh = Prompt(
        id=PromptId(0),
        community_id=community.id,
        text=says.question(won.theme, words_in(community.language)),
        state=PromptState.SCHEDULED,
        created_at=now,
        due_at=asked_at,
        thread_id=community.home_thread_id,
        theme_id=won.theme.id,
    )
    added = await tx.prompts.add(fresh)
    await tx.dues.plan("prompt.post", added.id, asked_at, community=community.id)
    following = prompts.next_in_rhythm(community, after=asked_at)
    await tx.dues.replan("prompt.weekly", community.id, following, community=community.id, now=now)
    return asked_at


async def _offer(
    tx: Tx, community: Community, closed: ThemeRound, won: Tally, now: datetime
) -> None:
    """To the named guides who may be written to; in the group the result has the same buttons."""
    for guide in await awake_guides(tx, community, now):
        offered = says.offered(closed, won.theme, community, words_for(guide, community, now))
        tell(tx, community, guide, offered, f"theme.offer:{closed.id}:{guide.id}", now)


async def _edit(tx: Tx, community: Community, said: Message, now: datetime) -> None:
    """The message of the choice, where it arrived."""
    assert said.about is not None
    post = await tx.posts.latest(community.telegram_chat_id, *said.about)
    if post is not None:
        tx.outbox.act(
            "editMessageText",
            {"message_id": post.message_id, **said.edit},
            chat=community.telegram_chat_id,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )


async def _plan(tx: Tx, community: Community, at: datetime | None, now: datetime) -> None:
    await tx.dues.replan(ROUND_STEP, community.id, at, community=community.id, now=now)


async def _when_it_may(tx: Tx, community: Community, now: datetime) -> datetime:
    again = budget.may_speak_at(community, now)
    return again if again > now else await when_there_is_room(tx, community, now, themes.MORNING)
