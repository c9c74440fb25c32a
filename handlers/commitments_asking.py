"""Making a commitment: from one sentence, from what somebody said, from a #compromiso.

The one thing to know: what is missing is asked one thing at a time, and every answer, by button or
by reply, ends in `_go_on`, which asks the next thing or puts the commitment before the group.
"""

from dataclasses import replace
from datetime import date, timedelta

from telegram import Update

from community import candidates, commitments
from community.calendar import local_day
from community.commitments import (
    Commitment,
    CommitmentState,
    EvidenceKind,
    Missing,
    NotYourDraft,
    Pledge,
    missing,
)
from community.commitments_calendar import end_of_month
from community.commitments_changes import Happened
from community.ids import AgreementId, CommitmentId, PersonId
from community.people import Member
from community.refusals import OldButton
from handlers.commitments_card import note, post_in_group, redraw, tapped
from handlers.commitments_reading import Due, day_in, filled, people_in, taken_up
from handlers.confirming import settle, tapped_candidate
from handlers.context import Context
from handlers.keeping import keep_reflection
from handlers.replanning import plan_steps
from messages import commitments as says
from messages import commitments_asking as asks
from messages.text import Message
from reading.evidence import find_evidence
from reading.hashtags import without_hashtags

SAME_TAP = timedelta(minutes=2)  # ten taps begin one


async def propose(update: Update, context: Context) -> None:
    """«/compromiso Rosa y Juan suben la rúbrica…», or in reply to what somebody said; of who does
    not facilitate it is a suggestion."""
    pledge, due = await _begin(context, context.words_said, await _state(context))
    await _go_on(context, pledge, due)


async def suggest(update: Update, context: Context) -> None:
    """«#compromiso …» by anybody; a guide's goes straight to the group."""
    await keep_reflection(context)  # it may answer a prompt too
    said = without_hashtags(context.message.text or context.message.caption or "")
    pledge, due = await _begin(context, said, await _state(context))
    await _go_on(context, pledge, due)


async def spawn(update: Update, context: Context) -> None:
    """[Crear compromiso] below an agreement: one begins with its words, which name nobody and no day."""
    assert context.press is not None
    number = AgreementId(context.press.subject)
    agreement = await context.tx.agreements.get(context.community.id, number)
    if agreement is None:
        raise OldButton()
    is_guide = await context.is_guide()
    state = CommitmentState.DRAFT if is_guide else CommitmentState.SUGGESTED
    draft = replace(_blank(context, state), what=agreement.text)
    begun = await context.tx.commitments.begun(context.community.id, draft)
    if begun is None:
        await _go_on(context, await context.tx.commitments.add(draft, ()), Due())
    elif context.now - begun.commitment.created_at > SAME_TAP:  # it was left half-way
        await _go_on(context, begun, Due())


async def take_up(update: Update, context: Context) -> None:
    """[Confirmar] below what may be a commitment: it begins with its words and with who said it, and
    they still have to say yes."""
    one = await tapped_candidate(context)
    await settle(context, candidates.confirm(one, context.person_id, context.now))
    blank = Pledge(commitment=_blank(context, await _state(context)), people=())
    draft, due = await taken_up(context, blank, one)
    kept = await context.tx.commitments.add(draft.commitment, draft.people)
    context.answer(says.confirmed(context.words))
    await _go_on(context, kept, due)


async def words_given(update: Update, context: Context) -> None:
    """A reply to a question: it fills what is missing; from others it is ordinary talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    number = CommitmentId(post.about_id)
    pledge = await context.tx.commitments.get(context.community.id, number)
    lacks = missing(pledge) if _is_draft(pledge) else None
    if lacks is None or not await _may_complete(context, pledge):
        context.react("👍")
        return
    said = context.message.text or context.message.caption or ""
    if lacks is Missing.WHAT:
        pledge, due = await filled(context, pledge, said)
    elif lacks is Missing.DUE:
        due = day_in(context, said)
    elif lacks is Missing.EVIDENCE:
        kind = find_evidence(f"evidencia {said}").kind
        due = Due(not_understood=kind is None)
        pledge = pledge if kind is None else commitments.shown_by(pledge, kind)
    else:
        people = await people_in(context, pledge, said)
        due = Due(not_understood=not people)
        pledge = replace(pledge, people=people)
    await _go_on(context, pledge, due)


async def date_given(context: Context, pledge: Pledge) -> None:
    """A reply to a suggestion that waits for a guide may bring another date."""
    due = day_in(context, context.message.text or context.message.caption or "")
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
    if missing(pledge) is Missing.DUE:
        pledge = commitments.due_on(pledge, on, today=today)
    await _go_on(context, pledge, Due(), was_tapped=True)


async def choose_evidence(update: Update, context: Context) -> None:
    """[Foto], [Texto], [Sin evidencia]…"""
    pledge = await _tapped_draft(context)
    assert context.press is not None
    if context.press.choice not in list(EvidenceKind):
        raise OldButton()
    if missing(pledge) is Missing.EVIDENCE:
        pledge = commitments.shown_by(pledge, EvidenceKind(context.press.choice))
    await _go_on(context, pledge, Due(), was_tapped=True)


async def choose_who(update: Update, context: Context) -> None:
    """A name, and another tap takes it off again; [Listo], or [Queda abierto]."""
    pledge = await _tapped_draft(context)
    assert context.press is not None
    choice = context.press.choice
    if choice == asks.OPEN:
        pledge = commitments.leave_open(pledge)
    elif choice != asks.READY:
        pledge = await _named_or_not(context, pledge, choice)
        await context.tx.commitments.save(pledge)
        context.edit(asks.who(pledge, context.words, await _recent(context)))
        return
    await _go_on(context, pledge, Due(), was_tapped=True)


async def confirm_proposal(update: Update, context: Context) -> None:
    """[Confirmar]: the suggestion becomes the card, in place."""
    pledge = await tapped(context)
    if _is_draft(pledge):
        pledge = await _proposed(context, pledge)
    await redraw(context, pledge)
    context.answer(says.confirmed(context.words))


# A draft, from its first words to the group.


async def _state(context: Context) -> CommitmentState:
    is_guide = await context.is_guide()
    return CommitmentState.DRAFT if is_guide else CommitmentState.SUGGESTED


async def _begin(context: Context, said: str, state: CommitmentState) -> tuple[Pledge, Due]:
    blank = Pledge(commitment=_blank(context, state), people=())
    draft, due = await filled(context, blank, said)
    kept = await context.tx.commitments.add(draft.commitment, draft.people)
    return kept, due


def _blank(context: Context, state: CommitmentState) -> Commitment:
    return Commitment(
        id=CommitmentId(0),
        community_id=context.community.id,
        number=0,
        what="",
        due_on=None,
        evidence=None,
        state=state,
        proposed_by=context.person_id,
        created_at=context.now,
        thread_id=context.thread_id,
    )


async def _go_on(context: Context, pledge: Pledge, due: Due, *, was_tapped: bool = False) -> None:
    """Keeps the draft, and asks the next thing or puts it before the group."""
    today = local_day(context.now, context.community.zone)
    if due.on is not None:
        pledge = commitments.due_on(pledge, due.on, today=today)
    over = pledge.commitment.due_on
    if over is not None and over < today:  # it was chosen days ago
        pledge = replace(pledge, commitment=replace(pledge.commitment, due_on=None))
        due = Due(past=over)
    await context.tx.commitments.save(pledge)
    question = asks.question(
        pledge,
        context.words,
        options=due.options,
        past=due.past,
        not_understood=due.not_understood,
        just_missed=due.just_missed,
        recent=await _recent(context) if missing(pledge) is Missing.WHO else (),
    )
    if question is None:
        await _present(context, pledge, was_tapped=was_tapped)
    elif was_tapped:
        context.edit(question)
    else:
        context.say(question)


async def _recent(context: Context) -> list[Member]:
    """Who spoke last, for the buttons; nobody who asked that nothing be kept."""
    members = await context.tx.members.of(context.community.id)
    found = []
    for member in members[: 2 * asks.MOST_NAMES]:
        person = await context.tx.people.get(member.person_id)
        if person is not None and not person.keeps_nothing:
            found.append(member)
    return found[: asks.MOST_NAMES]


async def _named_or_not(context: Context, pledge: Pledge, choice: str) -> Pledge:
    if not (choice.isascii() and choice.isdigit()):
        raise OldButton()
    member = await context.tx.members.get(context.community.id, PersonId(int(choice)))
    if member is None or member.left_at is not None:
        raise OldButton()
    return commitments.name_or_not(pledge, member.person_id, member.name)


async def _present(context: Context, pledge: Pledge, *, was_tapped: bool) -> None:
    if pledge.commitment.state is CommitmentState.SUGGESTED:
        await note(context, pledge, Happened.SUGGESTED)
        message = await _suggestion(context, pledge)
    else:
        pledge = await _proposed(context, pledge)
        message = says.card(pledge, context.words)
    if was_tapped:
        context.edit(asks.settled(pledge, context.words))
        post_in_group(context, message, pledge)
    elif context.is_private:
        context.say(asks.settled(pledge, context.words))
        post_in_group(context, message, pledge)
    else:
        context.say(message)


async def _proposed(context: Context, pledge: Pledge) -> Pledge:
    """Before the group, with its number and its reminders."""
    today = local_day(context.now, context.community.zone)
    number = await context.tx.commitments.next_number(context.community.id)
    pledge = commitments.propose(pledge, number, today=today, now=context.now)
    await context.tx.commitments.save(pledge)
    await note(context, pledge, Happened.PROPOSED)
    await plan_steps(context.tx, context.community, pledge, context.now)
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
    return await context.is_guide()


def _is_draft(pledge: Pledge) -> bool:
    return pledge.commitment.state in commitments.UNFINISHED


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
