"""The reminder of several commitments of one day: its buttons, and what it is still about.

The one thing to know: it is about the steps of time that were taken together with its first one, and
each tap is the tap on that commitment's own reminder; afterwards the message shows what is left.
"""

from community.commitments import HELD, Pledge
from community.ids import CommitmentId, DueId
from community.refusals import OldButton
from handlers.context import Context
from messages import commitments_reminders as says
from messages.buttons import Press

AS_ONE = {
    "day-done": "commitment-done",
    "day-later": "commitment-later",
    "day-help": "commitment-help",
}


def as_one(context: Context) -> DueId:
    """The press becomes one on a single commitment; gives the step the day's message is about."""
    press = context.press
    assert press is not None
    number, _, choice = press.choice.partition(".")
    if not (number.isascii() and number.isdigit()):
        raise OldButton()
    context.press = Press(verb=AS_ONE[press.verb], subject=int(number), choice=choice)
    return DueId(press.subject)


async def redraw_day(context: Context, number: DueId) -> None:
    """What is left of it."""
    left = await _still_theirs(context, number)
    context.edit(says.several(left, number, context.words, community=context.community.title))


async def of_the_day(context: Context) -> list[Pledge]:
    """What the message replied to is still about."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    return await _still_theirs(context, DueId(post.about_id))


async def _still_theirs(context: Context, number: DueId) -> list[Pledge]:
    tx, community = context.tx, context.community.id
    found = [
        await tx.commitments.find(community, CommitmentId(due.subject_id))
        for due in await tx.dues.taken_with(community, number)
    ]
    return [
        one
        for one in found
        if one is not None and one.commitment.state in HELD and one.is_on(context.person.id)
    ]
