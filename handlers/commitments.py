"""Commitments: answering one, and saying how it goes.

Every tap loads the commitment again and asks the domain again: taps arrive twice, late, and from
the wrong person. Making one is in commitments_asking.py, evidence in commitments_evidence.py, its
past and its corrections in commitments_changes.py.
"""

from datetime import date

from telegram import Update

from community import commitments
from community.calendar import local_day
from community.commitments import Pledge
from community.commitments_calendar import one_week_more as a_week_later
from community.commitments_changes import Happened
from community.refusals import OldButton
from handlers.asking_for_hands import ask_for_hands
from handlers.commitments_asking import (
    choose_due,
    choose_evidence,
    choose_who,
    confirm_proposal,
    spawn,
    suggest,
    take_up,
    words_given,
)
from handlers.commitments_card import (
    card_at,
    is_on_card,
    keep,
    note,
    tapped,
)
from handlers.commitments_changes import (
    correct,
    look_or_propose,
    reason_given,
    reason_tapped,
    stop,
    undo_after_all,
    words_of_correction,
)
from handlers.commitments_day import as_one, redraw_day
from handlers.commitments_evidence import (
    choose_which,
    evidence_given,
    is_evidence,
    show_to_group,
    shown_to_several,
    told_done,
)
from handlers.context import Context
from handlers.replanning import plan_steps
from messages import commitments as says
from messages import commitments_changes as changes
from messages import commitments_reminders as reminders
from messages.text import message_url

__all__ = [
    "accept",
    "choose_due",
    "choose_evidence",
    "choose_which",
    "choose_who",
    "confirm_proposal",
    "correct",
    "decline",
    "done",
    "done_of_a_day",
    "evidence_given",
    "help_of_a_day",
    "is_evidence",
    "join",
    "later_of_a_day",
    "look_or_propose",
    "mine_from_the_board",
    "need_help",
    "one_week_more",
    "reason_given",
    "reason_tapped",
    "seen",
    "show_to_group",
    "shown_to_several",
    "spawn",
    "stop",
    "suggest",
    "take_up",
    "told_done",
    "undo_after_all",
    "words_given",
    "words_of_correction",
]


async def accept(update: Update, context: Context) -> None:
    """[Acepto]."""
    before = await tapped(context)
    after = commitments.accept(before, context.person, context.now)
    await keep(context, after, before=before, happened=_said_yes(before, after, Happened.ACCEPTED))
    await _plan_if_taken_up(context, before, after)
    await _thank(context, after)


async def join(update: Update, context: Context) -> None:
    """[Me sumo]."""
    before = await tapped(context)
    after = commitments.join(before, context.person, context.now)
    await keep(context, after, before=before, happened=_said_yes(before, after, Happened.JOINED))
    await _plan_if_taken_up(context, before, after)
    await _thank(context, after)


async def decline(update: Update, context: Context) -> None:
    """[No puedo]: an answer that only who tapped sees; a reason is asked for where nobody listens."""
    before = await tapped(context)
    after = commitments.decline(before, context.person, context.now)
    await keep(context, after, before=before, happened=Happened.DECLINED)
    is_told = after != before and context.tell(
        context.person, changes.why_not(after, context.words_for(context.person))
    )
    context.answer(says.declined(context.words, is_private=is_told), alert=True)


async def done(update: Update, context: Context) -> None:
    """[Hecho]."""
    pledge = await _done(context)
    if not await is_on_card(context, pledge):
        context.edit(says.done(pledge, context.words))
    context.answer(says.marked_done(pledge, context.words))


async def one_week_more(update: Update, context: Context) -> None:
    """[+1 semana]: once for each reminder, because the button knows the date it was drawn for."""
    pledge = await _later(context)
    context.edit(says.moved(pledge, context.words))
    context.answer(says.put_off(pledge, context.words))


async def done_of_a_day(update: Update, context: Context) -> None:
    """[3 Hecho] on the reminder of several."""
    number = as_one(context)
    pledge = await _done(context)
    await redraw_day(context, number)
    context.answer(says.marked_done(pledge, context.words))


async def later_of_a_day(update: Update, context: Context) -> None:
    """[3 +1 semana] on the same."""
    number = as_one(context)
    pledge = await _later(context)
    await redraw_day(context, number)
    context.answer(says.put_off(pledge, context.words))


async def help_of_a_day(update: Update, context: Context) -> None:
    """[3 Ayuda] on the same."""
    as_one(context)
    await need_help(update, context)


async def need_help(update: Update, context: Context) -> None:
    """[Necesito ayuda]: it becomes something the group is asked for, as with #pido."""
    pledge = await tapped(context)
    commitments.ask_help(pledge, context.person)
    is_new = await ask_for_hands(
        context,
        says.hand_wanted(pledge, context.group_words),
        about=pledge.commitment.id,
        card=await card_at(context, pledge),
        thread=pledge.commitment.thread_id,
    )
    if not is_new:
        context.answer(says.help_asked_already(context.words))
        return
    await note(context, pledge, Happened.HELP)
    context.answer(says.help_on_its_way(context.words))


async def seen(update: Update, context: Context) -> None:
    """[Visto por un par]."""
    before = await tapped(context)
    shown = await context.tx.commitments.evidences_of(context.community.id, before.commitment.id)
    by = frozenset(one.person_id for one in shown if one.person_id is not None)
    after = commitments.see(before, context.person, by)
    await keep(context, after, before=before, happened=Happened.SEEN)
    context.answer(says.seen(context.words))


async def mine_from_the_board(update: Update, context: Context) -> None:
    """[Lo mío] on the board, however old it is: an answer that only who tapped sees."""
    found = await context.tx.commitments.open_of_person(context.community.id, context.person.id)
    context.answer(says.mine_shortly(found, context.words), alert=True)


async def _done(context: Context) -> Pledge:
    before = await tapped(context)
    pledge = commitments.finish(before, context.person, context.now)
    await keep(context, pledge, before=before, happened=Happened.DONE)
    return pledge


async def _later(context: Context) -> Pledge:
    before, drawn_for = await tapped(context), _day_of_the_button(context)
    today = local_day(context.now, context.community.zone)
    pledge = commitments.put_off(
        before,
        context.person,
        drawn_for=drawn_for,
        to=a_week_later(drawn_for, today),
        now=context.now,
    )
    await keep(context, pledge, before=before, happened=Happened.POSTPONED)
    await plan_steps(context.tx, context.community, pledge, context.now)
    return pledge


async def _thank(context: Context, pledge: Pledge) -> None:
    """What was taken on after its day is over comes in private at once, with [+1 semana]."""
    on, today = pledge.commitment.due_on, local_day(context.now, context.community.zone)
    if on is None or on >= today:
        context.answer(says.accepted(pledge, context.words))
        return
    url = message_url(context.community.telegram_chat_id, await card_at(context, pledge))
    words = context.words_for(context.person)
    name = context.community.title
    late = reminders.in_private(pledge, words, today=today, community=name, url=url)
    is_told = context.tell(context.person, late)
    context.answer(says.accepted_late(pledge, context.words, is_private=is_told), alert=True)


def _said_yes(before: Pledge, after: Pledge, otherwise: Happened) -> Happened:
    """Who joins what was asked of others, or accepts by [Me sumo] what was asked of them."""
    if len(after.people) > len(before.people):
        return Happened.JOINED if before.named else Happened.ACCEPTED
    return otherwise


async def _plan_if_taken_up(context: Context, before: Pledge, after: Pledge) -> None:
    """What nobody had was left in peace; who takes it up is reminded of its day."""
    if before.takers or not after.takers:
        return
    await plan_steps(context.tx, context.community, after, context.now)


def _day_of_the_button(context: Context) -> date:
    assert context.press is not None
    try:
        return date.fromisoformat(context.press.choice)
    except ValueError as error:
        raise OldButton() from error
