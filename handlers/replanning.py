"""The steps of time of a commitment or an agreement, planned by whatever moves its day or the
community's clock.

The one thing to know: a step has one key for each due date, so that it is told once; a step that was
put away opens again when the date comes back, and one that was told does not.
"""

from datetime import datetime

from community.agreements import REVIEW_STEP, Agreement, review_at
from community.calendar import DAY, start_of_day
from community.commitments import HELD, CommitmentState, Pledge
from community.commitments_calendar import BOARD_STEP, UNANSWERED_STEP, reminders, unanswered_at
from community.communities import Community
from storage.dues import Plan
from storage.tx import Tx

PLANNED = HELD | {CommitmentState.PROPOSED, CommitmentState.RELEASED}


async def plan_steps(tx: Tx, community: Community, pledge: Pledge, now: datetime) -> None:
    """Plans what is still to come for the due date of now; what was planned before goes."""
    commitment = pledge.commitment
    await tx.dues.drop("commitment.%", commitment.id, now)
    if commitment.due_on is None or commitment.state not in PLANNED:
        return
    quiet, zone = community.quiet, community.zone
    steps = [
        Plan(kind, commitment.id, at, community.id, f"{kind}:{commitment.id}:{commitment.due_on}")
        for kind, at in reminders(commitment.due_on, now=now, quiet=quiet, zone=zone)
    ]
    asked_at = unanswered_at(commitment.due_on, now=now, quiet=quiet, zone=zone)
    if asked_at is not None:  # once, whatever becomes of the date
        key = f"{UNANSWERED_STEP}:{commitment.id}"
        steps.append(Plan(UNANSWERED_STEP, commitment.id, asked_at, community.id, key))
    over = start_of_day(commitment.due_on + DAY, zone)
    key = f"{BOARD_STEP}:{community.id}:{over:%Y-%m-%dT%H:%M}"
    await tx.dues.plan(BOARD_STEP, community.id, over, community=community.id, key=key)
    await tx.dues.plan_again(steps)


async def plan_review(tx: Tx, community: Community, agreement: Agreement, now: datetime) -> None:
    """The day on which an agreement is looked at again; none where it has none."""
    at = review_at(agreement, community)
    await tx.dues.replan(REVIEW_STEP, agreement.id, at, community=community.id, now=now)


async def replan_commitments(tx: Tx, community: Community, now: datetime) -> None:
    """The zone or the quiet hours are others: steps keep their day, and come at its new morning.

    What a guide cancelled (/cancelar) stays cancelled.
    """
    planned = {
        due.subject_id
        for due in await tx.dues.open_of(community.id)
        if due.kind.startswith("commitment.")
    }
    for pledge in await tx.commitments.open_of(community.id):
        if pledge.commitment.id in planned:
            await plan_steps(tx, community, pledge, now)
