"""Who knows what: `/quiensabe`, and whether one is shown there."""

from dataclasses import replace

from telegram import Update

from community.ids import CommunityId
from community.refusals import OldButton
from handlers.context import Context
from handlers.requests_related import as_known, who_knows
from messages import knowing as says


async def show(update: Update, context: Context) -> None:
    """`/quiensabe tema`: at most three people, and why."""
    topic, community = context.words_said, context.community
    if not topic:
        context.say(says.how(context.words))
        return
    topic = await as_known(context.tx, community, topic, context.now)
    people = await who_knows(context.tx, community, topic, context.now)
    if people:
        context.say(says.found(people, topic, community, context.words))
    else:
        context.say(says.nobody(topic, context.words))


async def hide(update: Update, context: Context) -> None:
    """[No me muestres] below an answer: for whoever taps, in the community of the button."""
    assert context.press is not None
    await set_shown(context, CommunityId(context.press.subject), hides=True)
    context.answer(says.is_hidden(context.words), alert=True)


async def set_shown(context: Context, community: CommunityId, *, hides: bool) -> None:
    """Whether somebody is named as one who knows; OldButton where they are no member."""
    member = await context.tx.members.get(community, context.person.id)
    if member is None:
        raise OldButton()
    await context.tx.members.change(community, member.person_id, hidden_from_search=hides)
    await context.tx.personal.redraw_of(member.person_id, context.now)
    context.member = replace(member, hidden_from_search=hides)
