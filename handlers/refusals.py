"""A refusal becomes a kind sentence in the place where it was asked for."""

from community.refusals import Refusal, WhichCommunity
from handlers.context import Context
from messages import members
from messages import refusals as says


async def explain(no: Refusal, context: Context) -> None:
    """A tap gets an alert only its author sees; a command gets a reply."""
    if isinstance(no, WhichCommunity):
        context.say(members.which_community(no.about, context.words))
    elif context.update.callback_query is not None:
        context.answer(says.alert(no, context.words), alert=True)
    elif context.update.effective_message is not None:  # arrivals and role changes have no asker
        context.say(says.refusal(no, context.words))
