"""Commitments: answering one, saying how it goes, and seeing what is open.

Every tap loads the commitment again and asks the domain again: taps arrive twice, late, and from
the wrong person. Making one is in commitments_asking.py, evidence in commitments_evidence.py.
"""

from datetime import date

from telegram import Update

from community import commitments
from community.calendar import local_day
from community.commitments_calendar import one_week_more as a_week_later
from community.refusals import OldButton
from handlers.awaited import lines_awaited
from handlers.commitments_asking import (
    choose_due,
    choose_evidence,
    confirm_proposal,
    propose,
    spawn,
    suggest,
    words_given,
)
from handlers.commitments_card import (
    card_at,
    is_on_card,
    keep,
    plan_reminders,
    post_in_group,
    tapped,
    urls_of,
)
from handlers.commitments_evidence import evidence_given, is_evidence, told_done
from handlers.context import Context
from messages import commitments as says
from messages.text import with_lines
from reading.stems import fold

__all__ = [
    "accept",
    "choose_due",
    "choose_evidence",
    "confirm_proposal",
    "decline",
    "done",
    "evidence_given",
    "is_evidence",
    "join",
    "need_help",
    "one_week_more",
    "pending",
    "propose",
    "spawn",
    "suggest",
    "told_done",
    "words_given",
]

EVERYBODY = frozenset({"todos", "todas", "all", "tudo", "grupo"})


async def accept(update: Update, context: Context) -> None:
    """[Acepto]."""
    before = await tapped(context)
    after = commitments.accept(before, context.person, context.now)
    await keep(context, after, before=before)
    context.answer(says.accepted(after, context.words))


async def join(update: Update, context: Context) -> None:
    """[Me sumo]."""
    before = await tapped(context)
    after = commitments.join(before, context.person, context.now)
    await keep(context, after, before=before)
    context.answer(says.accepted(after, context.words))


async def decline(update: Update, context: Context) -> None:
    """[No puedo]: an answer that only who tapped sees."""
    before = await tapped(context)
    after = commitments.decline(before, context.person, context.now)
    await keep(context, after, before=before)
    context.answer(says.declined(context.words), alert=True)


async def done(update: Update, context: Context) -> None:
    """[Hecho]."""
    pledge = commitments.finish(await tapped(context), context.person, context.now)
    await context.tx.dues.drop("commitment.%", pledge.commitment.id, context.now)
    await keep(context, pledge)
    if not await is_on_card(context, pledge):
        context.edit(says.done(pledge, context.words))
    context.answer(says.marked_done(pledge, context.words))


async def one_week_more(update: Update, context: Context) -> None:
    """[+1 semana]: once for each reminder, because the button knows the date it was drawn for."""
    before = await tapped(context)
    drawn_for = _day_of_the_button(context)
    today = local_day(context.now, context.community.zone)
    pledge = commitments.put_off(
        before,
        context.person,
        drawn_for=drawn_for,
        to=a_week_later(drawn_for, today),
        now=context.now,
    )
    await keep(context, pledge)
    await plan_reminders(context, pledge)
    context.edit(says.moved(pledge, context.words))
    context.answer(says.put_off(pledge, context.words))


async def need_help(update: Update, context: Context) -> None:
    """[Necesito ayuda]: the group is asked once for each due date."""
    pledge = await tapped(context)
    commitments.ask_help(pledge, context.person)
    number, due_on = pledge.commitment.id, pledge.commitment.due_on
    post_in_group(
        context,
        says.help_asked(pledge, context.group_words, context.person.name),
        pledge,
        reply_to=await card_at(context, pledge),
        key=f"commitment.help:{number}:{due_on}",
    )
    context.answer(says.help_on_its_way(context.words))


async def pending(update: Update, context: Context) -> None:
    """«/pendientes», mine; «/pendientes todos», or asked by an anonymous admin, the community's."""
    community, person = context.community, context.maybe_person
    today = local_day(context.now, community.zone)
    if person is None or fold(context.words_said) in EVERYBODY:
        found = await context.tx.commitments.open_of(community.id)
        urls = await urls_of(context, found[: says.LISTED])
        context.say(says.board(found, context.words, urls, today=today))
        return
    found = await context.tx.commitments.open_of_person(community.id, person.id)
    urls = await urls_of(context, found[: says.LISTED])
    mine = says.mine(found, person.id, context.words, urls, today=today)
    context.say(with_lines(mine, await lines_awaited(context)))


def _day_of_the_button(context: Context) -> date:
    assert context.press is not None
    try:
        return date.fromisoformat(context.press.choice)
    except ValueError as error:
        raise OldButton() from error
