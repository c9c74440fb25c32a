"""What the bot said in a group about somebody or something that is forgotten: drawn anew, or emptied.

The one thing to know: cards that people still use (a session, a commitment, a question…) show what is
left; of anything else one sentence stays. Of a copy of a file the words change and then it is deleted,
where Telegram lets the bot: any time as an admin who may delete, else within 48 hours.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from community import themes as choices
from community.commitments_calendar import BOARD_STEP
from community.communities import Community
from community.ids import (
    CommitmentId,
    DecisionId,
    MinutesId,
    PromptId,
    RequestId,
    SessionId,
    SynthesisId,
    ThemeRoundId,
)
from locales.words import words_in
from messages import commitments, decisions, namings, prompts, requests, sessions, themes
from messages.text import Message
from scheduler.guides import rewrite
from scheduler.running import running
from storage.namings import STEP, Said
from storage.outbox import Kind
from storage.posts import Post
from storage.tx import Tx


async def empty(tx: Tx, now: datetime) -> int:
    """Due `naming.empty`, subject the community: gives how many messages were changed."""
    done = 0
    for due in await tx.dues.take(STEP, now):
        community = await running(tx, due)
        if community is None:
            continue
        for said in await tx.namings.take(community.id):
            await _empty(tx, community, said, now)
            done += 1
    return done


async def _empty(tx: Tx, community: Community, said: Said, now: datetime) -> None:
    post = await tx.posts.at(said.telegram_chat_id, said.message_id)
    if post is not None and post.about in REDRAWN_ELSEWHERE:
        await REDRAWN_ELSEWHERE[post.about](tx, community, post, now)
    elif said.has_text:
        card = await _card(tx, community, post, now)
        left = card or namings.taken_back(words_in(community.language, now.year))
        rewrite(tx, community, said.telegram_chat_id, said.message_id, left, now)
    else:
        _empty_file(tx, community, said, now)


def _empty_file(tx: Tx, community: Community, said: Said, now: datetime) -> None:
    """The words below it are another sentence, and then all of it goes where that is possible."""
    left = namings.taken_back(words_in(community.language, now.year)).edit
    caption = {"caption": left["text"], "parse_mode": left["parse_mode"]}
    for method, more in (("editMessageCaption", caption), ("deleteMessage", {})):
        tx.outbox.act(
            method,
            {"message_id": said.message_id, **more},
            chat=said.telegram_chat_id,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )


async def _card(tx: Tx, community: Community, post: Post | None, now: datetime) -> Message | None:
    """The card as it is now, if that message is one and what it is about is there still."""
    if post is None or post.about not in CARDS:
        return None
    find = tx.posts.latest if post.about == "decision" else tx.posts.first
    card = await find(community.telegram_chat_id, post.about, post.about_id)
    if card is None or card.message_id != post.message_id:
        return None  # a reminder, or some other news of it
    return await CARDS[post.about](tx, community, post.about_id, now)


async def _session(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    session = await tx.sessions.get(community.id, SessionId(number))
    if session is None:
        return None
    answers = await tx.sessions.attendances_of(community.id, session.id)
    return sessions.card(session, answers, community, now, words_in(community.language, now.year))


async def _decision(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    decision = await tx.decisions.get(community.id, DecisionId(number))
    if decision is None:
        return None
    heard = await tx.decisions.heard(decision)
    return decisions.question(heard, community, words_in(community.language, now.year))


async def _commitment(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    pledge = await tx.commitments.find(community.id, CommitmentId(number))
    if pledge is None:
        return None
    shown = await tx.commitments.evidences_of(community.id, pledge.commitment.id)
    return commitments.card(pledge, words_in(community.language, now.year), shown=shown)


async def _prompt(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    prompt = await tx.prompts.get(community.id, PromptId(number))
    if prompt is None:
        return None
    origin = await tx.outlines.origin_of(prompt) or await tx.themes.origin_of(prompt)
    words = words_in(community.language, now.year)
    return prompts.posted(prompt, words, community.zone, origin)


async def _request(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    """Without what was near it: practices and people are looked up when it is asked."""
    request = await tx.requests.get(community.id, RequestId(number))
    if request is None:
        return None
    return requests.answer(request, None, words_in(community.language, now.year))


async def _choice(tx: Tx, community: Community, number: int, now: datetime) -> Message | None:
    """While it is open, without what is no longer proposed."""
    chosen = await tx.themes.round(community.id, ThemeRoundId(number))
    if chosen is None or chosen.closed_at is not None:
        return None
    shown = await tx.themes.shown_in(community.id, chosen.id)
    tallies = choices.tallied(shown, await tx.themes.points(community.id, chosen.id))
    words = words_in(community.language, now.year)
    return themes.choice(chosen, tallies, community, words) if shown else None


async def _board(tx: Tx, community: Community, _: Post, now: datetime) -> None:
    await tx.dues.replan(BOARD_STEP, community.id, now, community=community.id, now=now)


async def _minutes(tx: Tx, community: Community, post: Post, now: datetime) -> None:
    await tx.minutes.redraw(community.id, MinutesId(post.about_id), now)


async def _synthesis(tx: Tx, community: Community, post: Post, now: datetime) -> None:
    await tx.syntheses.redraw(community.id, SynthesisId(post.about_id), now)


# What a message is about (posts.about): how its card is drawn, or who draws all that is about it.
CARDS: dict[str, Callable[[Tx, Community, int, datetime], Awaitable[Message | None]]] = {
    "commitment": _commitment,
    "decision": _decision,
    "prompt": _prompt,
    "request-answer": _request,
    "session": _session,
    "theme-round": _choice,
}
REDRAWN_ELSEWHERE: dict[str, Callable[[Tx, Community, Post, datetime], Awaitable[None]]] = {
    "board": _board,
    "minutes": _minutes,
    "minutes-draft": _minutes,
    "minutes-file": _minutes,
    "synthesis": _synthesis,
    "synthesis-draft": _synthesis,
    "synthesis-index": _synthesis,
}
