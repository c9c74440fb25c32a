"""A commitment's past: read it, correct it, take the last change back, say why one cannot.

The one thing to know: what is said by /corregir is read as a commitment is, and only what it names
changes; the group is told, so that who had accepted can say that it does not fit any more.
"""

import re

from telegram import Update

from community import commitments_changes as changes
from community.calendar import first_allowed_at_or_after, local_day
from community.commitments import Pledge
from community.commitments_changes import Change, Happened, NothingToUndo
from community.ids import ChatId, CommitmentId, PersonId
from community.refusals import NotFound, NothingQuoted, OldButton
from handlers.commitments_asking import propose
from handlers.commitments_card import card_at, keep, post_in_group, redraw, tapped
from handlers.commitments_reading import correction
from handlers.context import Context
from handlers.replanning import plan_steps
from messages import commitments_changes as says
from messages.text import Message
from storage.outbox import Kind

_NUMBER = re.compile(r"^\s*(?:n[.º°]*\s*|#)?(\d{1,5})\b[.:,;]?\s*")
_ONLY_A_NUMBER = re.compile(r"^\s*(?:n[.º°]*\s*|#)?(\d{1,5})\s*$")


async def look_or_propose(update: Update, context: Context) -> None:
    """«/compromiso 12» shows it with its past; anything else makes one."""
    said = _ONLY_A_NUMBER.match(context.words_said)
    if said is None:
        await propose(update, context)
        return
    pledge = await _numbered(context, int(said[1]))
    if pledge is None:
        raise NotFound("commitment")
    await _show(context, pledge)


async def _show(context: Context, pledge: Pledge) -> None:
    happened = await context.tx.commitments.changes_of(context.community.id, pledge.commitment.id)
    names = await _names(context, {one.person_id for one in happened if one.person_id is not None})
    context.say(says.history(pledge, happened, names, context.words, context.community.zone))


async def correct(update: Update, context: Context) -> None:
    """«/corregir el viernes 11», in reply to its message; «/corregir 12 con Juan»."""
    pledge, words = await _meant(context)
    if pledge is None:
        raise NothingQuoted()
    if not words:
        await _must_be_theirs(context, pledge)
        context.say(says.how_to_correct(pledge, context.words))
        return
    await _correct(context, pledge, words)


async def words_of_correction(update: Update, context: Context) -> None:
    """A reply to «what is to be different?»."""
    pledge = await _of_the_message(context)
    await _correct(context, pledge, context.message.text or context.message.caption or "")


async def undo(update: Update, context: Context) -> None:
    """«/deshacer», in reply to its message, with its number, or alone: the last thing one changed.
    Alone, what is not plainly meant is named, and asked about first."""
    pledge, _ = await _meant(context)
    tx, community, person = context.tx, context.community, context.person_id
    is_alone = pledge is None
    if pledge is None and context.replied is None and person is not None:
        pledge = await tx.commitments.changed_last(community.id, person)
    if pledge is None:
        raise NothingToUndo(None)
    before, last = await _without_the_last(context, pledge)
    if is_alone and not changes.is_plainly_meant(last, person, context.now):
        names = await _names_of(context, last)
        context.say(says.is_it_meant(pledge, last, names, context.words, community.zone))
        return
    context.say(await _take_back(context, pledge, before, last))


async def undo_after_all(update: Update, context: Context) -> None:
    """[Sí, deshacerlo]: the change that was named, if it still is the last one."""
    pledge = await tapped(context)
    assert context.press is not None
    before, last = await _without_the_last(context, pledge)
    if str(last.id) != context.press.choice:
        raise OldButton()
    context.edit(await _take_back(context, pledge, before, last))


async def _without_the_last(context: Context, pledge: Pledge) -> tuple[Pledge, Change]:
    past = await context.tx.commitments.changes_of(context.community.id, pledge.commitment.id)
    return changes.undo(pledge, past, context.person_id, is_guide=await _is_guide(context))


async def _take_back(context: Context, pledge: Pledge, before: Pledge, last: Change) -> Message:
    """Undoes it, and says what was undone."""
    tx, community = context.tx, context.community
    await tx.commitments.undone(last, context.now)
    await keep(context, before, before=pledge, happened=Happened.UNDONE)
    await plan_steps(tx, community, before, context.now)
    await _take_back_the_next(context, before, last.happened)
    names = await _names_of(context, last)
    return says.undone(before, last, names, context.words, community.zone)


async def _names_of(context: Context, change: Change) -> dict[PersonId, str]:
    return await _names(context, {change.person_id} if change.person_id is not None else set())


async def stop(update: Update, context: Context) -> None:
    """[Detener su ritmo]: what is promised now stays, and no other comes after it."""
    pledge = await _latest(context, await tapped(context))
    await _must_be_theirs(context, pledge)
    after = changes.stop(pledge)
    await keep(context, after, before=pledge, happened=Happened.STOPPED)
    context.edit(says.stopped(after, context.words))


async def reason_tapped(update: Update, context: Context) -> None:
    """[Me falta tiempo]…, in private."""
    pledge = await tapped(context)
    assert context.press is not None
    if context.press.choice not in says.WHY:
        raise OldButton()
    await _keep_reason(context, pledge, says.reason(context.press.choice, context.group_words))
    context.edit(says.why_noted(context.words))


async def reason_given(update: Update, context: Context) -> None:
    """A reply to the same question."""
    pledge = await _of_the_message(context)
    await _keep_reason(context, pledge, context.message.text or context.message.caption or "")
    context.react("👍")


async def _keep_reason(context: Context, pledge: Pledge, why: str) -> None:
    """The latest [No puedo] of whoever answers has it; said again, the new one stands."""
    community = context.community.id
    past = await context.tx.commitments.changes_of(community, pledge.commitment.id)
    theirs = (
        one
        for one in reversed(past)
        if one.happened is Happened.DECLINED and one.person_id == context.person.id
    )
    last = next(theirs, None)
    if last is not None and why.strip():
        await context.tx.commitments.tell_why(community, last, why.strip())


async def _correct(context: Context, pledge: Pledge, said: str) -> None:
    await _must_be_theirs(context, pledge)
    to = await correction(context, pledge, said)
    today = local_day(context.now, context.community.zone)
    if to.is_empty:
        context.say(says.how_to_correct(pledge, context.words))
        return
    after = changes.correct(pledge, to, today=today, now=context.now)
    await keep(context, after, before=pledge, happened=Happened.CORRECTED)
    await plan_steps(context.tx, context.community, after, context.now)
    name = context.maybe_person.name if context.maybe_person else context.community.title
    told = says.corrected(after, name, context.group_words)
    if context.chat_id == context.community.telegram_chat_id:
        context.say(told)
    else:
        post_in_group(context, told, after, reply_to=await card_at(context, after))
        context.react("👍")
    await _tell_whom_it_names(context, pledge, after, name)


async def _tell_whom_it_names(context: Context, before: Pledge, after: Pledge, by: str) -> None:
    """In private, when they may be written to; whoever corrects it knows."""
    community = context.community
    for number in changes.newly_asked(before, after):
        person = await context.tx.people.get(number)
        if person is None or not person.can_be_written or number == context.person_id:
            continue
        context.tx.outbox.say(
            says.named(after, by, context.words_for(person)),
            to=ChatId(number),
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            person=number,
            not_before=first_allowed_at_or_after(context.now, community.quiet, community.zone),
        )


async def _take_back_the_next(context: Context, pledge: Pledge, happened: Happened) -> None:
    """It was not done after all: what came after it by itself goes, unless somebody touched it."""
    if happened not in (Happened.DONE, Happened.SHOWN):
        return
    tx, community = context.tx, context.community.id
    following = await tx.commitments.follower_of(community, pledge.commitment.id)
    if following is None:
        return
    past = await tx.commitments.changes_of(community, following.commitment.id)
    if any(one.happened is not Happened.FOLLOWED for one in past):
        return
    gone, last = changes.undo(following, past, None, is_guide=True)
    await tx.commitments.undone(last, context.now)
    await tx.commitments.save(gone)
    await tx.dues.drop("commitment.%", gone.commitment.id, context.now)
    await redraw(context, gone)


async def _meant(context: Context) -> tuple[Pledge | None, str]:
    """The commitment replied to, or the number said; and the other words."""
    words = context.words_said
    if context.replied is not None:
        post = await context.tx.posts.at(context.chat_id, context.replied_id)
        if post is not None and post.about.partition("-")[0] == "commitment":
            number = CommitmentId(post.about_id)
            return await context.tx.commitments.get(context.community.id, number), words
    said = _NUMBER.match(words)
    if said is None:
        return None, words
    pledge = await _numbered(context, int(said[1]))
    if pledge is None:
        raise NotFound("commitment")
    return pledge, words[said.end() :]


async def _latest(context: Context, pledge: Pledge) -> Pledge:
    """Of what comes round, the one that nothing has come after yet."""
    following = await context.tx.commitments.follower_of(context.community.id, pledge.commitment.id)
    return pledge if following is None else await _latest(context, following)


async def _of_the_message(context: Context) -> Pledge:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    return await context.tx.commitments.get(context.community.id, CommitmentId(post.about_id))


async def _numbered(context: Context, number: int) -> Pledge | None:
    return await context.tx.commitments.numbered(context.community.id, number)


async def _must_be_theirs(context: Context, pledge: Pledge) -> None:
    is_guide = await _is_guide(context)
    changes.must_be_theirs(pledge, context.person_id, is_guide=is_guide)


async def _is_guide(context: Context) -> bool:
    return await context.is_guide()


async def _names(context: Context, people: set[PersonId]) -> dict[PersonId, str]:
    found = [await context.tx.people.get(one) for one in people]
    return {one.id: one.name for one in found if one is not None}
