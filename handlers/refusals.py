"""A refusal becomes a kind sentence in the place where it was asked for."""

from community.communities import Community
from community.refusals import OnlyInTheGroup, Refusal, WhichCommunity
from handlers.context import Context
from messages import members
from messages import refusals as says


async def explain(no: Refusal, context: Context) -> None:
    """A tap gets an alert only its author sees; a command gets a reply."""
    if isinstance(no, WhichCommunity):
        context.say(members.which_community(no.about, context.words))
    elif isinstance(no, OnlyInTheGroup) and (groups := await _groups_meant(context)):
        context.say(says.only_in_the_group(groups, context.words))
    elif context.update.callback_query is not None:
        context.answer(says.alert(no, context.words), alert=True)
    elif context.update.effective_message is not None:  # arrivals and role changes have no asker
        context.say(says.refusal(no, context.words))


async def _groups_meant(context: Context) -> list[Community]:
    """The group a private word is about; where none is chosen, each it may be."""
    if context.maybe_community is not None:
        return [context.maybe_community]
    if context.maybe_person is None:
        return []
    return await context.tx.members.communities_of(context.maybe_person.id)
