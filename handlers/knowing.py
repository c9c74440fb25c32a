"""Who knows what: `/quiensabe`, and whether one is shown there."""

from telegram import Update

from community.ids import CommunityId
from community.refusals import OldButton
from handlers.context import Context
from handlers.requests_related import who_knows
from messages import knowing as says


async def show(update: Update, context: Context) -> None:
    """`/quiensabe tema`: at most three people, and why."""
    topic, community = context.words_said, context.community
    if not topic:
        context.say(says.how(context.words))
        return
    people = await who_knows(context.tx, community, topic, context.now)
    if people:
        context.say(says.found(people, topic, community, context.words))
    else:
        context.say(says.nobody(topic, context.words))


async def choose_shown(update: Update, context: Context) -> None:
    """[No me muestres] and [Puedes mostrarme]: for whoever taps, in the community of the button."""
    assert context.press is not None
    community, choice = CommunityId(context.press.subject), context.press.choice
    member = await context.tx.members.get(community, context.person.id)
    if member is None or choice not in (says.HIDE, says.SHOW):
        raise OldButton()
    hides = choice == says.HIDE
    await context.tx.members.change(community, member.person_id, hidden_from_search=hides)
    said = says.is_hidden(context.words) if hides else says.is_shown(context.words)
    context.answer(said, alert=True)
