"""Whether a request was resolved, and who helped: said by whoever asked, at any time.

The one thing to know: who helped is kept for the community's own view of itself (how help goes round)
and never shown as a list of people.
"""

from telegram import Update

from community import requests
from community.ids import PersonId, RequestId
from community.refusals import NotFound, OldButton
from community.requests import CLOSING_STEP, Request, RequestState
from handlers.context import Context
from handlers.requests_card import answer, is_on_answer, near, plan_closing, redraw, tapped
from messages import requests as says


async def resolved(update: Update, context: Context) -> None:
    """[Resuelto]: then «¿quién te ayudó?», if anybody did."""
    request = await _theirs(context)
    done = requests.resolve(request, context.now)
    await context.tx.requests.save(done)
    await context.tx.dues.drop(CLOSING_STEP, done.id, context.now)
    if await context.tx.requests.hands_of(context.community.id, done.id):
        await _ask_who_helped(context, done)
    else:
        await _end(context, done)


async def still_sought(update: Update, context: Context) -> None:
    """[Sigo buscando]: asked about once more, or never again."""
    request = requests.still_sought(await _theirs(context))
    await context.tx.requests.save(request)
    await plan_closing(context, request)
    is_last = request.times_asked >= requests.MOST_TIMES
    context.edit(says.stays_open(request, context.words, is_last=is_last))


async def one_of_several(update: Update, context: Context) -> None:
    """[1. Resuelto] or [1. Sigo buscando], where several are asked about; it leaves the list."""
    assert context.press is not None
    choice, _, number = context.press.choice.partition(".")
    if choice not in (says.RESOLVED, says.SOUGHT) or not (number.isascii() and number.isdigit()):
        raise OldButton()
    tx, community, person = context.tx, context.community, context.person
    request = await tx.requests.get(community.id, RequestId(int(number)))
    if request is None:
        raise NotFound("request")
    requests.must_be_theirs(request, person.id, is_guide=False)
    if choice == says.SOUGHT:
        await tx.requests.save(requests.still_sought(request))
        await plan_closing(context, request)
    elif request.state is not RequestState.RESOLVED:
        await _resolve_one(context, request)
    left = await tx.requests.unanswered_of(community.id, person.id)
    context.edit(
        says.are_they_resolved(left, community, context.words)
        if left
        else says.all_answered(context.words)
    )


async def _resolve_one(context: Context, request: Request) -> None:
    """Who helped is asked in a message of its own: the list has others still."""
    done = requests.resolve(request, context.now)
    await context.tx.requests.save(done)
    await context.tx.dues.drop(CLOSING_STEP, done.id, context.now)
    await redraw(context, done)
    hands = await context.tx.requests.hands_of(context.community.id, done.id)
    if hands:
        context.say(says.who_helped(done, None, hands, context.words))


async def helped(update: Update, context: Context) -> None:
    """A name, [Nadie en especial], or [Listo]."""
    assert context.press is not None
    request, choice = await _theirs(context), context.press.choice
    if request.state is not RequestState.RESOLVED:
        raise OldButton()
    if choice == says.NOBODY:
        await context.tx.requests.nobody_helped(context.community.id, request.id)
    elif choice != says.READY:
        await _note_helper(context, request, choice)
        context.answer(says.helper_noted(context.words))
        await _ask_who_helped(context, request)
        return
    await _end(context, request)


async def _theirs(context: Context) -> Request:
    request, person = await tapped(context), context.maybe_person
    by = person.id if person is not None else None
    requests.must_be_theirs(request, by, is_guide=await context.is_guide())
    return request


async def _note_helper(context: Context, request: Request, choice: str) -> None:
    hands = await context.tx.requests.hands_of(context.community.id, request.id)
    if choice not in {str(hand.person_id) for hand in hands}:
        raise OldButton()
    person = PersonId(int(choice))
    await context.tx.requests.helped(context.community.id, request.id, [person], context.now)


async def _ask_who_helped(context: Context, request: Request) -> None:
    """In the tapped message: the answer keeps what it says above the question."""
    hands = await context.tx.requests.hands_of(context.community.id, request.id)
    on_answer = await is_on_answer(context, request)
    above = await near(context, request) if on_answer else None
    context.edit(says.who_helped(request, above, hands, context.words))
    if not on_answer:
        await redraw(context, request)


async def _end(context: Context, request: Request) -> None:
    if await is_on_answer(context, request):
        context.edit(await answer(context, request))
    else:
        context.edit(says.resolved(request, context.words))
        await redraw(context, request)
