"""The reminder of several commitments of one day: its buttons, and what it is still about.

The one thing to know: which commitments it names is read from its own buttons, and each tap is the
tap on that commitment's own reminder; afterwards the message shows what is left of it.
"""

from telegram import Message as TelegramMessage
from telegram import Update

from community.commitments import HELD, Pledge
from community.ids import CommitmentId
from community.refusals import OldButton
from handlers.context import Context
from messages import buttons
from messages import commitments_reminders as says
from messages.buttons import Press

AS_ONE = {
    "day-done": "commitment-done",
    "day-later": "commitment-later",
    "day-help": "commitment-help",
}


def as_one(context: Context) -> int:
    """The press becomes one on a single commitment; gives the number of the day's message."""
    press = context.press
    assert press is not None
    number, _, choice = press.choice.partition(".")
    if not (number.isascii() and number.isdigit()):
        raise OldButton()
    context.press = Press(verb=AS_ONE[press.verb], subject=int(number), choice=choice)
    return press.subject


async def redraw_day(update: Update, context: Context, number: int) -> None:
    """What is left of it."""
    left = await _still_theirs(context, context.message)
    words = context.words
    context.edit(says.several(left, number, words, community=context.community.title))


async def of_the_day(context: Context) -> list[Pledge]:
    """What the message replied to is still about; where its buttons did not come along with the
    reply, what is open of whoever replies."""
    left = [] if context.replied is None else await _still_theirs(context, context.replied)
    community, person = context.community.id, context.person.id
    return left or await context.tx.commitments.open_of_person(community, person)


async def _still_theirs(context: Context, message: TelegramMessage) -> list[Pledge]:
    found = [
        await context.tx.commitments.find(context.community.id, number)
        for number in _named_in(message)
    ]
    return [
        one
        for one in found
        if one is not None and one.commitment.state in HELD and one.is_on(context.person.id)
    ]


def _named_in(message: TelegramMessage) -> list[CommitmentId]:
    """The commitments of its buttons, in order."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    found: dict[CommitmentId, None] = {}
    for row in rows:
        for button in row:
            try:
                press = buttons.read(str(button.callback_data))
            except buttons.Unreadable:
                continue
            number = press.choice.partition(".")[0]
            if press.verb in AS_ONE and number.isdigit():
                found[CommitmentId(int(number))] = None
    return list(found)
