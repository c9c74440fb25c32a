"""What comes of a decision, and agreements afterwards: said by a guide, seen by everybody.

The one thing to know: of two guides who tap at once, one is heard: what was tapped is written only where
the database still has what the button was drawn for.
"""

from telegram import Update

from community import agreements, decisions
from community.agreements import (
    REVIEWS,
    Agreement,
    AgreementState,
    NoSuchAgreement,
)
from community.decisions import OUTCOME_STEP, Decision, DecisionState, OutcomeSaid
from community.ids import AgreementId
from community.refusals import NotFound, OldButton
from handlers.context import Context
from handlers.decisions_card import plan, redraw, rewrite, tapped, tell_group
from handlers.replanning import plan_review
from messages import agreements as says
from messages import decisions as questions
from messages.text import Message


async def say_outcome(update: Update, context: Context) -> None:
    """[Acordado] [No] [Seguir conversando]."""
    assert context.press is not None
    decision = await tapped(context)
    if context.press.choice == says.AGREED:
        await _agree(context, decision)
    elif context.press.choice == says.DECLINED:
        await _decline(context, decision)
    elif context.press.choice == says.TALK:
        await _keep_talking(context, decision)
    else:
        raise OldButton()


async def choose_review(update: Update, context: Context) -> None:
    """[En 1 mes] [En 3 meses] [En 1 año] [Sin fecha]."""
    decision, months = await tapped(context), _months(context)
    agreement = await context.tx.agreements.of_decision(context.community.id, decision.id)
    if agreement is None:
        raise OldButton()
    changed = agreements.reviewed_every(agreement, months, context.community, context.now)
    await _change(context, agreement, changed)
    context.answer(says.review_changed(changed, context.words))
    context.edit(says.when_again(changed, decision, context.words))


async def look_again(update: Update, context: Context) -> None:
    """[Sigue] [Cambiarlo] [Ya no], when its day came."""
    assert context.press is not None
    agreement = await _tapped_agreement(context)
    community, now = context.community, context.now
    if context.press.choice == says.CHANGE:
        agreements.must_be_due(agreement, community, now)
        key = f"agreement.change:{agreement.id}:{agreement.review_on}:{context.chat_id}"
        context.say(says.how_to_change(agreement, context.words), key=key)
        return
    if context.press.choice == says.STANDS:
        changed, said = agreements.stands(agreement, community, now), says.stands
    elif context.press.choice == says.ENDED:
        changed, said = agreements.end(agreement, community, now), says.ended
    else:
        raise OldButton()
    await _change(context, agreement, changed)
    context.edit(said(changed, context.words))
    if context.chat_id != community.telegram_chat_id:
        _tell(context, said(changed, context.group_words))


async def show(update: Update, context: Context) -> None:
    """/acuerdos, and /acuerdos 3."""
    said, tx, community = context.words_said, context.tx, context.community
    if not said:
        found = await tx.agreements.standing(community.id)
        context.say(says.listed(found, community, context.words))
        return
    digits = said.lstrip("#n°º. ")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 7
    agreement = await tx.agreements.numbered(community.id, int(digits)) if is_number else None
    if agreement is None:
        raise NoSuchAgreement(said)
    context.say(says.one(agreement, community, context.words))


async def _agree(context: Context, decision: Decision) -> None:
    tx, community = context.tx, context.community
    hearing = await tx.decisions.heard(decision)
    settled = decisions.agree(hearing, community.decision_quorum, context.now)
    await _settle(context, settled)
    number = await tx.agreements.next_number(community.id)
    agreement = await tx.agreements.add(
        agreements.conclude(hearing, number, context.person_id, community, context.now)
    )
    await plan_review(tx, community, agreement, context.now)
    await _end_replaced(context, settled)
    hearing = await tx.decisions.heard(settled)
    await redraw(context, hearing)
    await tell_group(context, settled, says.agreed(hearing, agreement, context.group_words))
    context.edit(says.when_again(agreement, settled, context.words))


async def _end_replaced(context: Context, settled: Decision) -> None:
    if settled.replaces is None:
        return
    old = await context.tx.agreements.numbered(context.community.id, settled.replaces)
    if old is not None and old.state is AgreementState.STANDING:
        await _change(context, old, agreements.replaced(old, context.now))


async def _decline(context: Context, decision: Decision) -> None:
    settled = decisions.decline(decision, context.now)
    await _settle(context, settled)
    hearing = await context.tx.decisions.heard(settled)
    await redraw(context, hearing)
    await tell_group(context, settled, says.declined(hearing, context.group_words))
    context.edit(says.outcome_said(settled, context.words))


async def _keep_talking(context: Context, decision: Decision) -> None:
    """Another round: the question is asked again at the end of the chat, with what was said."""
    again = decisions.keep_talking(decision, context.community, context.now)
    await _settle(context, again)
    await plan(context, again)
    hearing = await context.tx.decisions.heard(again)
    asked = questions.question(hearing, context.community, context.group_words)
    await rewrite(context, again, questions.moved_on(again, context.group_words))
    await tell_group(context, again, asked)
    context.edit(says.outcome_said(again, context.words))


async def _settle(context: Context, settled: Decision) -> None:
    """Once: the second guide hears that it is said."""
    if not await context.tx.decisions.move(settled, was=DecisionState.CLOSED):
        raise OutcomeSaid(settled)
    await context.tx.dues.drop(OUTCOME_STEP, settled.id, context.now)
    deed = f"decision.{settled.state}"
    await context.tx.deeds.note(context.community.id, context.person_id, deed, context.now)


async def _change(context: Context, before: Agreement, after: Agreement) -> None:
    if not await context.tx.agreements.change(after, reviewed_on=before.review_on):
        raise agreements.AlreadyReviewed(before)
    await plan_review(context.tx, context.community, after, context.now)


async def _tapped_agreement(context: Context) -> Agreement:
    assert context.press is not None
    number = AgreementId(context.press.subject)
    agreement = await context.tx.agreements.get(context.community.id, number)
    if agreement is None:
        raise NotFound("agreement")
    return agreement


def _months(context: Context) -> int:
    assert context.press is not None
    if context.press.choice not in map(str, (0, *REVIEWS)):
        raise OldButton()
    return int(context.press.choice)


def _tell(context: Context, message: Message) -> None:
    context.tell_group(message, thread=context.community.home_thread_id)
