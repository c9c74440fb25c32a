"""/estado: how the bot is doing. A guide sees the community; an operator, the instance too."""

import json
from collections.abc import Sequence
from datetime import timedelta
from importlib.metadata import version
from itertools import islice

from telegram import Update

from community.communities import Community
from community.ids import OutboxId
from community.refusals import OldButton
from community.status import CommunityStatus, InstanceStatus, Lost, SetAside, Step
from handlers.context import Context
from messages import status as says
from storage.dues import Due
from storage.outbox import Kind, Letter

# Of these nobody sees that they are missing; answers and replies their author repeats.
WORTH_SENDING_AGAIN = frozenset({Kind.POST, Kind.DIGEST, Kind.REMINDER})
PLANNED = 5  # issue 2, /estado
DONE = 3
LATELY = timedelta(days=30)
LOOKED_AT = 100  # of what was done, for three that people recognise


async def show(update: Update, context: Context) -> None:
    """/estado."""
    if context.is_operator:
        context.say(says.instance(await _instance(context), context.words))
        if context.maybe_community is None or not context.maybe_community.is_active:
            return
    community = context.community
    context.say(says.community(community, await _status(context, community), context.words))


async def send_again(update: Update, context: Context) -> None:
    """A guide looked and did not find it: it goes once more, as a new letter."""
    community = context.community
    letter = await _lost_letter(context, community)
    context.tx.outbox.act(
        letter.method,
        json.loads(letter.payload),
        chat=letter.chat_id,
        kind=Kind(letter.kind),
        now=context.now,
        community=community.id,
        person=letter.person_id,
        about=(letter.about, letter.about_id) if letter.about and letter.about_id else None,
        then=letter.then,
    )
    await context.tx.outbox.settle(letter.id, "failed", "sent again by a guide", context.now)
    person = context.maybe_person
    await context.tx.deeds.note(
        community.id, person.id if person else None, "letter.again", context.now
    )
    context.edit(says.community(community, await _status(context, community), context.words))


async def _lost_letter(context: Context, community: Community) -> Letter:
    """The letter of the tapped button, if it is still lost: a second tap finds it gone."""
    assert context.press is not None
    wanted = context.press.choice
    for letter in await _lost_letters(context, community):
        if str(letter.id) == wanted:
            return letter
    raise OldButton()


async def _lost_letters(context: Context, community: Community) -> list[Letter]:
    unknown = await context.tx.outbox.unknown_in(community.id)
    return [letter for letter in unknown if _is_worth_sending_again(letter)]


def _is_worth_sending_again(letter: Letter) -> bool:
    """A card in the group, too: who asked for it cannot repeat that without making a second one."""
    is_card = letter.about is not None and letter.chat_id < 0
    return letter.kind in WORTH_SENDING_AGAIN or is_card


async def _status(context: Context, community: Community) -> CommunityStatus:
    planned = await context.tx.dues.open_of(community.id)
    done = await context.tx.dues.done_lately(community.id, LOOKED_AT)
    lost = await _lost_letters(context, community)
    outline = await context.tx.outlines.running(community.id)
    return CommunityStatus(
        done=_recognised(done, DONE),
        planned=_recognised(planned, PLANNED),
        waiting=await context.tx.outbox.waiting_in(community.id),
        lost=tuple(
            Lost(id=OutboxId(letter.id), text=says.beginning(letter.payload)) for letter in lost
        ),
        outline=outline.title if outline is not None else None,
        taken_along=tuple(
            await context.tx.deeds.since(community.id, "memory.", context.now - LATELY)
        ),
    )


def _recognised(dues: Sequence[Due], most: int) -> tuple[Step, ...]:
    """What is asked of single people is most of what is due, and nothing for a list."""
    steps = (Step(kind=due.kind, at=due.due_at) for due in dues)
    return tuple(islice(filter(says.is_shown, steps), most))


async def _instance(context: Context) -> InstanceStatus:
    tx = context.tx
    return InstanceStatus(
        version=version("minga"),
        database_bytes=await tx.instance.database_bytes(),
        inbox_waiting=max(0, await tx.inbox.backlog() - 1),  # this very command waits, too
        set_aside=tuple(
            SetAside(update_id=one.update_id, error=one.error)
            for one in await tx.inbox.quarantined(5)
        ),
        outbox=await tx.outbox.counts(),
        jobs=tuple(Step(kind=kind, at=at) for kind, at in await tx.instance.job_runs()),
    )
