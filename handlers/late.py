"""What was only asked to be shown, and reaches us long after: a chat gets one answer, to the newest.

After an outage Telegram gives everything at once. Facts are recorded and received as always; ten
people who asked for /agenda meanwhile are better served by one agenda than by ten (promises.md §2).
"""

from datetime import timedelta

from handlers.context import Context
from storage.late import Held

LATE = timedelta(minutes=10)  # promises.md §2
FOR_A_NEWER_ONE = timedelta(seconds=15)  # a backlog comes a hundred at a time


def hold(context: Context) -> None:
    """This update changes nothing: if it is late, what is said to it waits for a newer one."""
    asked_at = context.message.date
    if context.now - asked_at > LATE:
        context.held = Held(
            update_id=context.update.update_id,
            asked_at=asked_at,
            until=context.now + FOR_A_NEWER_ONE,
        )


async def keep_the_newest(context: Context) -> None:
    """What was said takes the place of answers that wait in the same chats; each has its sign."""
    if context.held is None:
        return
    await context.tx.late_answers.keep_newest(context.held, context.now)
    context.react("👍")
