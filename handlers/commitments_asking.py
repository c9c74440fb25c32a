"""Making a commitment: from one sentence, from what somebody said, from a #compromiso.

The one thing to know: what is missing is asked one thing at a time, and every answer, by button or
by reply, ends in `_go_on`, which asks the next thing or puts the commitment before the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from telegram import Message as TelegramMessage
from telegram import MessageEntity, Update

from community import commitments
from community.calendar import local_day
from community.commitments import (
    Commitment,
    CommitmentState,
    EvidenceKind,
    Missing,
    NotYourDraft,
    Pledge,
    Responsible,
    missing,
)
from community.commitments_calendar import end_of_month
from community.ids import CommitmentId, PersonId
from community.refusals import OldButton
from handlers.commitments_card import plan_reminders, post_in_group, redraw, tapped
from handlers.context import Context, author_of
from messages import commitments as says
from messages import commitments_asking as asks
from messages.text import Message
from reading.commitments import Sketch, read_commitment
from reading.dates import Doubt, Moment, Past, Reading, Unsure, read_moment
from reading.evidence import find_evidence
from reading.hashtags import without_hashtags
from reading.people import Known, find_known

MOST_PEOPLE = 20  # beyond that it is everybody, and a name each on a card helps nobody


@dataclass(frozen=True, kw_only=True)
class _Due:
    """What was read of a date: a day, or why it must be asked."""

    on: date | None = None
    options: tuple[date, ...] = ()
    past: date | None = None
    not_understood: bool = False


async def propose(update: Update, context: Context) -> None:
    """«/compromiso Rosa y Juan suben la rúbrica…», or in reply to what somebody said."""
    pledge, due = await _begin(context, context.words_said, CommitmentState.DRAFT)
    await _go_on(context, pledge, due)


async def suggest(update: Update, context: Context) -> None:
    """«#compromiso …» by anybody; a guide's goes straight to the group."""
    said = without_hashtags(context.message.text or context.message.caption or "")
    is_guide = await context.is_guide()
    state = CommitmentState.DRAFT if is_guide else CommitmentState.SUGGESTED
    pledge, due = await _begin(context, said, state)
    await _go_on(context, pledge, due)


async def words_given(update: Update, context: Context) -> None:
    """A reply to a question: it fills what is missing; from others it is ordinary talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    number = CommitmentId(post.about_id)
    pledge = await context.tx.commitments.get(context.community.id, number)
    lacks = missing(pledge.commitment) if _is_draft(pledge) else None
    if lacks is None or not await _may_complete(context, pledge):
        context.react("👍")
        return
    said = context.message.text or context.message.caption or ""
    if lacks is Missing.WHAT:
        pledge, due = await _filled(context, pledge, said)
    elif lacks is Missing.DUE:
        due = _day_in(context, said)
    else:
        kind = find_evidence(f"evidencia {said}").kind
        due = _Due(not_understood=kind is None)
        pledge = pledge if kind is None else commitments.shown_by(pledge, kind)
    await _go_on(context, pledge, due)


async def date_given(context: Context, pledge: Pledge) -> None:
    """A reply to a suggestion that waits for a guide may bring another date."""
    due = _day_in(context, context.message.text or context.message.caption or "")
    if due.on is None or not await _may_complete(context, pledge):
        context.react("👍")
        return
    moved = replace(pledge, commitment=replace(pledge.commitment, due_on=due.on))
    await context.tx.commitments.save(moved)
    context.edit(await _suggestion(context, moved), message_id=context.replied_id)
    context.react("👍")


async def choose_due(update: Update, context: Context) -> None:
    """[1 semana], [2 semanas], [Fin de mes], or one of the days a date may mean."""
    pledge = await _tapped_draft(context)
    today = local_day(context.now, context.community.zone)
    on = _chosen_day(context, today)
    if missing(pledge.commitment) is Missing.DUE:
        pledge = commitments.due_on(pledge, on, today=today)
    await _go_on(context, pledge, _Due(), was_tapped=True)


async def choose_evidence(update: Update, context: Context) -> None:
    """[Foto], [Texto], [Sin evidencia]…"""
    pledge = await _tapped_draft(context)
    assert context.press is not None
    if context.press.choice not in list(EvidenceKind):
        raise OldButton()
    if missing(pledge.commitment) is Missing.EVIDENCE:
        pledge = commitments.shown_by(pledge, EvidenceKind(context.press.choice))
    await _go_on(context, pledge, _Due(), was_tapped=True)


async def confirm_proposal(update: Update, context: Context) -> None:
    """[Confirmar]: the suggestion becomes the card, in place."""
    pledge = await tapped(context)
    if _is_draft(pledge):
        pledge = await _proposed(context, pledge)
    await redraw(context, pledge)
    context.answer(says.confirmed(context.words))


# A draft, from its first words to the group.


async def _begin(context: Context, said: str, state: CommitmentState) -> tuple[Pledge, _Due]:
    author = context.maybe_person.id if context.maybe_person else None
    fresh = Commitment(
        id=CommitmentId(0),
        community_id=context.community.id,
        number=0,
        what="",
        due_on=None,
        evidence=None,
        state=state,
        proposed_by=author,
        created_at=context.now,
        thread_id=context.thread_id,
    )
    draft, due = await _filled(context, Pledge(commitment=fresh, people=()), said)
    kept = await context.tx.commitments.add(draft.commitment, draft.people)
    return kept, due


async def _filled(context: Context, pledge: Pledge, said: str) -> tuple[Pledge, _Due]:
    """The draft with what the words, and the message they reply to, say of it."""
    own = await _sketch(context, said, context.message, context.now)
    quoted, base = _quoted(context), None
    if quoted is not None:
        base = await _sketch_of_talk(context, quoted)
    today = local_day(context.now, context.community.zone)
    due = _due_of(own.due, today)
    if base is not None and own.due is None:
        due = _still_ahead(_due_of(base.due, today), today)
    commitment = replace(
        pledge.commitment,
        what=_what_of(own, base),
        due_on=due.on,
        evidence=own.evidence or (base.evidence if base else None),
    )
    people = _people_of(own, pledge.commitment)
    if base is not None and quoted is not None:
        people = people or _people_of(base, commitment) or _author_of(quoted, commitment)
    return Pledge(commitment=commitment, people=people[:MOST_PEOPLE]), due


def _quoted(context: Context) -> TelegramMessage | None:
    """What somebody said, if this replies to it; never the bot's own questions."""
    quoted = context.replied
    if quoted is None or quoted.from_user is None:
        return None
    return None if quoted.from_user.id == context.instance.bot_id else quoted


def _what_of(own: Sketch, base: Sketch | None) -> str:
    """The quoted words; or the guide's own, where they say it anew."""
    if base is None or len(own.what.split()) > 1:
        return own.what
    return base.what or own.what


async def _go_on(context: Context, pledge: Pledge, due: _Due, *, was_tapped: bool = False) -> None:
    """Keeps the draft, and asks the next thing or puts it before the group."""
    today = local_day(context.now, context.community.zone)
    if due.on is not None:
        pledge = commitments.due_on(pledge, due.on, today=today)
    over = pledge.commitment.due_on
    if over is not None and over < today:  # it was chosen days ago
        pledge = replace(pledge, commitment=replace(pledge.commitment, due_on=None))
        due = _Due(past=over)
    await context.tx.commitments.save(pledge)
    question = asks.question(
        pledge,
        context.words,
        options=due.options,
        past=due.past,
        not_understood=due.not_understood,
    )
    if question is None:
        await _present(context, pledge, was_tapped=was_tapped)
    elif was_tapped:
        context.edit(question)
    else:
        context.say(question)


async def _present(context: Context, pledge: Pledge, *, was_tapped: bool) -> None:
    if pledge.commitment.state is CommitmentState.SUGGESTED:
        message = await _suggestion(context, pledge)
    else:
        pledge = await _proposed(context, pledge)
        message = says.card(pledge, context.words)
    if was_tapped:
        context.edit(asks.settled(pledge, context.words))
        post_in_group(context, message, pledge)
    else:
        context.say(message)


async def _proposed(context: Context, pledge: Pledge) -> Pledge:
    """Before the group, with its number and its reminders."""
    today = local_day(context.now, context.community.zone)
    number = await context.tx.commitments.next_number(context.community.id)
    pledge = commitments.propose(pledge, number, today=today)
    await context.tx.commitments.save(pledge)
    await plan_reminders(context, pledge)
    return pledge


async def _suggestion(context: Context, pledge: Pledge) -> Message:
    author = pledge.commitment.proposed_by
    person = None if author is None else await context.tx.people.get(author)
    return asks.suggestion(pledge, context.words, person.name if person else "")


async def _tapped_draft(context: Context) -> Pledge:
    pledge = await tapped(context)
    if not _is_draft(pledge):
        raise OldButton()
    if not await _may_complete(context, pledge):
        raise NotYourDraft(pledge)
    return pledge


async def _may_complete(context: Context, pledge: Pledge) -> bool:
    person = context.maybe_person
    if person is not None and person.id == pledge.commitment.proposed_by:
        return True
    return bool(context.is_admin) or await context.is_guide()


def _is_draft(pledge: Pledge) -> bool:
    return pledge.commitment.state in commitments.UNFINISHED


# Reading.


async def _sketch(context: Context, said: str, message: TelegramMessage, now: datetime) -> Sketch:
    author = author_of(message)
    return read_commitment(
        said,
        known=await _known(context, message),
        now=now,
        zone=context.community.zone,
        language=context.community.language,
        author_id=author or 0,
    )


async def _sketch_of_talk(context: Context, quoted: TelegramMessage) -> Sketch:
    """The same of talk, which was not written as a commitment: only known names are names in it."""
    said = quoted.text or quoted.caption or ""
    sketch = await _sketch(context, said, quoted, quoted.date)
    if sketch.what and all(one.person_id for one in sketch.people):
        return sketch
    return replace(sketch, what=said.strip(), people=(), ambiguous=())


async def _known(context: Context, message: TelegramMessage) -> Sequence[Known]:
    """Members the bot has met; who was picked from Telegram's list («text mention») comes first."""
    entities = message.parse_entities([MessageEntity.TEXT_MENTION]) | (
        message.parse_caption_entities([MessageEntity.TEXT_MENTION])
    )
    picked = [
        Known(person_id=entity.user.id, name=name)
        for entity, name in entities.items()
        if entity.user is not None and not entity.user.is_bot
    ]
    members = [
        Known(person_id=member.person_id, name=member.name, username=member.username)
        for member in await context.tx.members.of(context.community.id)
    ]
    return [*picked, *(one for one in members if not _is_picked(one, picked))]


def _is_picked(one: Known, picked: Sequence[Known]) -> bool:
    """Whether the name is taken already by somebody who was picked."""
    return any(pick.person_id == one.person_id or find_known(pick.name, [one]) for pick in picked)


def _people_of(sketch: Sketch, commitment: Commitment) -> tuple[Responsible, ...]:
    """Who is named; a name that several bear stays text until one of them answers to it."""
    named = [(one.person_id, one.name) for one in sketch.people]
    named += [(None, one.name) for one in sketch.ambiguous]
    return tuple(
        Responsible(
            commitment_id=commitment.id,
            community_id=commitment.community_id,
            position=place,
            person_id=None if number is None else PersonId(number),
            name=name,
        )
        for place, (number, name) in enumerate(named, start=1)
        if name
    )


def _author_of(quoted: TelegramMessage, commitment: Commitment) -> tuple[Responsible, ...]:
    author, user = author_of(quoted), quoted.from_user
    if author is None or user is None:
        return ()
    one = Responsible(
        commitment_id=commitment.id,
        community_id=commitment.community_id,
        position=1,
        person_id=author,
        name=user.full_name,
    )
    return (one,)


def _day_in(context: Context, said: str) -> _Due:
    found = read_moment(
        said,
        now=context.now,
        zone=context.community.zone,
        language=context.community.language,
    )
    due = _due_of(found, local_day(context.now, context.community.zone))
    return _Due(not_understood=True) if due == _Due() else due


def _due_of(found: Reading, today: date) -> _Due:
    """A commitment falls due on a day: the hour, even an unsure one, does not matter."""
    if isinstance(found, Moment):
        return _Due(on=found.on)
    if isinstance(found, Past):
        return _Due(past=found.on)
    if isinstance(found, Unsure):
        if found.doubt is Doubt.HALF_OF_DAY:
            return _Due(on=found.options[0])
        ahead = tuple(day for day in found.options if day >= today)
        return _Due(options=ahead, not_understood=not ahead)
    return _Due()


def _still_ahead(due: _Due, today: date) -> _Due:
    """A quoted message was written earlier: a date of it that is over by now is no slip."""
    is_over = due.past is not None or (due.on is not None and due.on < today)
    return _Due() if is_over else due


def _chosen_day(context: Context, today: date) -> date:
    assert context.press is not None
    choice = context.press.choice
    if choice == asks.MONTH_END:
        return end_of_month(today)
    if choice in (asks.A_WEEK, asks.TWO_WEEKS):
        return today + timedelta(days=int(choice))
    try:
        return date.fromisoformat(choice)
    except ValueError as error:
        raise OldButton() from error
