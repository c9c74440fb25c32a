"""The path of a practice, and putting off one that was brought back to light."""

from telegram import Update

from community.ids import PersonId, PracticeId
from community.practices import Practice
from community.refusals import NotFound
from handlers.context import Context
from messages import practices_life as says
from storage.outbox import Kind


async def show_path(update: Update, context: Context) -> None:
    """[Su camino]: once an hour below the same message, however often it is tapped."""
    practice = await tapped(context)
    context.say(
        says.path(await _family(context, practice), context.community, context.words),
        kind=Kind.REPLY,
        key=f"path:{context.chat_id}:{context.message_id}:{practice.id}:{context.now:%Y-%m-%dT%H}",
    )


async def put_off(update: Update, context: Context) -> None:
    """[Más tarde]."""
    await tapped(context)
    context.answer(says.later(context.words))


async def tapped(context: Context) -> Practice:
    """The practice a button is about, still in the repertoire."""
    assert context.press is not None
    return await standing(context, context.press.subject)


async def standing(context: Context, number: int) -> Practice:
    """One of the repertoire; NotFound also once it was withdrawn."""
    practice = await context.tx.practices.get(context.community.id, PracticeId(number))
    if practice is None or practice.withdrawn_at is not None:
        raise NotFound()
    return practice


async def replied_to(context: Context) -> Practice | None:
    """The practice of the message replied to: by the message that told it, also where that answered
    a question, or by one of the bot's about it."""
    if context.replied is None:
        return None
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is not None and post.about == "practice":
        return await standing(context, post.about_id)
    told = await context.tx.practices.told_in(context.community.id, context.replied_id)
    return None if told is None else await standing(context, told.id)


async def _family(context: Context, practice: Practice) -> says.Family:
    tx, community = context.tx, context.community.id
    milestones = await tx.trials.milestones_of(community, practice.id)
    return says.Family(
        practice=practice,
        origin=await _origin(context, practice),
        trials=await tx.trials.of(community, practice.id),
        adaptations=await tx.trials.adaptations_of(community, practice.id),
        transfers=await tx.transfers.of(community, practice.id),
        milestones=milestones,
        names=await _names(context, [one.person_id for one in milestones if one.person_id]),
    )


async def _origin(context: Context, practice: Practice) -> Practice | None:
    if practice.adapted_from is None:
        return None
    origin = await context.tx.practices.get(context.community.id, practice.adapted_from)
    return origin if origin is not None and origin.withdrawn_at is None else None


async def _names(context: Context, people: list[PersonId]) -> dict[int, str]:
    names: dict[int, str] = {}
    for person in people:
        member = await context.tx.members.get(context.community.id, person)
        names[person] = member.name if member is not None else ""
    return names
