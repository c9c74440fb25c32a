"""What time does for decisions: those missing are nudged once, it closes, an outcome is asked for, and
agreements come back on their day.

The one thing to know: what goes to those who facilitate goes to each of them in private, and to the group
only where none can be written to.
"""

from collections.abc import Callable
from datetime import datetime

from community import decisions
from community.agreements import REVIEW_STEP, AgreementState
from community.budget import may_speak_at
from community.calendar import local_day
from community.communities import Community
from community.decisions import CLOSE_STEP, NUDGE_STEP, OUTCOME_STEP, DecisionState, Hearing
from community.ids import AgreementId, ChatId, DecisionId, MessageId, PersonId
from locales.words import Words, nearest, words_in
from messages import agreements as outcomes
from messages import decisions as says
from messages.text import Message
from scheduler.guides import tell, words_for
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def nudge_missing(tx: Tx, now: datetime) -> int:
    """Due `decision.nudge`; its subject is the decision."""
    return sum([await _nudge(tx, due, now) for due in await tx.dues.take(NUDGE_STEP, now)])


async def close(tx: Tx, now: datetime) -> int:
    """Due `decision.close`; its subject is the decision."""
    return sum([await _close(tx, due, now) for due in await tx.dues.take(CLOSE_STEP, now)])


async def ask_outcome(tx: Tx, now: datetime) -> int:
    """Due `decision.outcome`: closed days ago, and nobody said what comes of it."""
    return sum([await _ask_again(tx, due, now) for due in await tx.dues.take(OUTCOME_STEP, now)])


async def review(tx: Tx, now: datetime) -> int:
    """Due `agreement.review`; its subject is the agreement."""
    return sum([await _review(tx, due, now) for due in await tx.dues.take(REVIEW_STEP, now)])


async def _nudge(tx: Tx, due: Due, now: datetime) -> int:
    found = await _in_state(tx, due, DecisionState.OPEN)
    if found is None:
        return 0
    community, hearing = found
    decision = hearing.decision
    again = may_speak_at(community, now)
    if again > now:
        if again < decision.closes_at:
            await tx.dues.replan(NUDGE_STEP, decision.id, again, community=community.id, now=now)
        return 0
    told = 0
    for number in sorted(hearing.missing):
        told += await _nudge_one(tx, community, hearing, number, now)
    return told


async def _nudge_one(
    tx: Tx, community: Community, hearing: Hearing, number: PersonId, now: datetime
) -> int:
    """One of these a person a day: it says how many more wait."""
    person = await tx.people.get(number)
    member = await tx.members.get(community.id, number)
    if person is None or not person.can_be_written or member is None or member.is_resting(now):
        return 0
    waiting = await tx.decisions.unanswered(community.id, number)
    words = words_in(nearest(person.language, community.language), now.year)
    tx.outbox.say(
        says.missing(hearing.decision, len(waiting) - 1, community, words),
        to=ChatId(number),
        kind=Kind.REMINDER,
        now=now,
        community=community.id,
        person=number,
        key=f"{NUDGE_STEP}:{community.id}:{number}:{local_day(now, community.zone)}",
    )
    return 1


async def _close(tx: Tx, due: Due, now: datetime) -> int:
    found = await _in_state(tx, due, DecisionState.OPEN)
    if found is None:
        return 0
    community, hearing = found
    again = _when_to_close(community, hearing, now)
    if again > now:
        number = hearing.decision.id
        await tx.dues.replan(CLOSE_STEP, number, again, community=community.id, now=now)
        return 0
    closed = decisions.close(hearing.decision)
    if not await tx.decisions.move(closed, was=DecisionState.OPEN):
        return 0
    await tx.dues.drop(NUDGE_STEP, closed.id, now)
    for at in decisions.asked_again_at(community, now):
        await tx.dues.plan(OUTCOME_STEP, closed.id, at, community=community.id)
    hearing = await tx.decisions.heard(closed)
    await _draw(tx, community, hearing, now)
    await _ask(tx, community, hearing, f"closed:{closed.round}", now)
    return 1


def _when_to_close(community: Community, hearing: Hearing, now: datetime) -> datetime:
    """Now; or later, where somebody came meanwhile who has not answered, or the community rests."""
    ends = hearing.decision.closes_at
    if now < ends and decisions.ends_early_at(community, hearing, now) is None:
        return ends
    return may_speak_at(community, now)


async def _ask_again(tx: Tx, due: Due, now: datetime) -> int:
    found = await _in_state(tx, due, DecisionState.CLOSED)
    if found is None:
        return 0
    community, hearing = found
    again = may_speak_at(community, now)
    if again > now:
        await tx.dues.plan(OUTCOME_STEP, hearing.decision.id, again, community=community.id)
        return 0
    await _ask(tx, community, hearing, f"again:{due.id}", now, again=True)
    return 1


async def _ask(
    tx: Tx,
    community: Community,
    hearing: Hearing,
    which: str,
    now: datetime,
    *,
    again: bool = False,
) -> None:
    decision = hearing.decision
    post = await tx.posts.latest(community.telegram_chat_id, "decision", decision.id)
    await _to_guides(
        tx,
        community,
        lambda words: outcomes.which_outcome(hearing, community, words, again=again),
        now,
        key=f"{OUTCOME_STEP}:{decision.id}:{which}",
        thread=decision.thread_id,
        reply_to=None if post is None else post.message_id,
    )


async def _review(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    agreement = await tx.agreements.get(community.id, AgreementId(due.subject_id))
    if agreement is None or agreement.state is not AgreementState.STANDING:
        return 0
    again = may_speak_at(community, now)
    if again > now:
        await tx.dues.replan(REVIEW_STEP, agreement.id, again, community=community.id, now=now)
        return 0
    await _to_guides(
        tx,
        community,
        lambda words: outcomes.review(agreement, community, words),
        now,
        key=f"{REVIEW_STEP}:{agreement.id}:{agreement.review_on}",
        thread=community.home_thread_id,
    )
    return 1


async def _to_guides(
    tx: Tx,
    community: Community,
    said: Callable[[Words], Message],
    now: datetime,
    *,
    key: str,
    thread: int | None = None,
    reply_to: MessageId | None = None,
) -> None:
    """To each of the pair in private; in the group, quietly, where none of them can be written to.

    Not counted in the week's budget: the group asked for it when it began to decide.
    """
    guides = await tx.members.guides_to_write(community.id)
    for guide in guides:
        message = said(words_for(guide, community, now))
        tell(tx, community, guide, message, f"{key}:{guide.id}", now, kind=Kind.REMINDER)
    if not guides:
        tx.outbox.say(
            said(words_in(community.language, now.year)),
            to=community.telegram_chat_id,
            kind=Kind.REMINDER,
            now=now,
            community=community.id,
            thread=thread,
            reply_to=reply_to,
            silent=True,
            key=key,
        )


async def _draw(tx: Tx, community: Community, hearing: Hearing, now: datetime) -> None:
    """The question in the group, without its buttons."""
    drawn = says.question(hearing, community, words_in(community.language, now.year))
    post = await tx.posts.latest(community.telegram_chat_id, "decision", hearing.decision.id)
    if post is not None:
        tx.outbox.act(
            "editMessageText",
            {"message_id": post.message_id, **drawn.edit},
            chat=community.telegram_chat_id,
            kind=Kind.EDIT,
            now=now,
            community=community.id,
        )


async def _in_state(tx: Tx, due: Due, state: DecisionState) -> tuple[Community, Hearing] | None:
    """The community, if it runs, and the decision with what was said, if it is there still."""
    community = await running(tx, due)
    if community is None:
        return None
    decision = await tx.decisions.get(community.id, DecisionId(due.subject_id))
    if decision is None or decision.state is not state:
        return None
    return community, await tx.decisions.heard(decision)
