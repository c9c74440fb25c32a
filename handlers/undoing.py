"""/deshacer: what was noted, begun or changed by mistake is taken back.

The one thing to know: each feature has a function that says whether the command was about it; they
are asked in order. To join another one, ask it here.
"""

from telegram import Update

from handlers import commitments_changes
from handlers.context import Context
from handlers.minutes_undoing import undo_point


async def undo(update: Update, context: Context) -> None:
    """In reply to what is to go, or alone for the last thing."""
    if not await undo_point(context):
        await commitments_changes.undo(update, context)
