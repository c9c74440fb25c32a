"""Sessions: saying whether one comes.

Calling one is in sessions_asking.py, its time in sessions_slots.py, moving and cancelling it in
sessions_changes.py, the dates in sessions_agenda.py, what follows in sessions_after.py. Every tap
loads the session again and asks the domain again: taps arrive twice, late, and after a change.
"""

from telegram import Update

from community import sessions
from community.refusals import OldButton
from community.sessions import Reply
from handlers.context import Context
from handlers.sessions_asking import call, choose_date, choose_kind, words_given
from handlers.sessions_card import redraw, session_at
from handlers.sessions_changes import cancel, talked_about
from messages import sessions as says

__all__ = ["call", "cancel", "choose_date", "choose_kind", "reply", "talked_about", "words_given"]


async def reply(update: Update, context: Context) -> None:
    """[Puedo], [No puedo], [Quizás]: one answer a person, and the last one counts."""
    assert context.press is not None
    session = await session_at(context, context.press.subject)
    if context.press.choice not in list(Reply):
        raise OldButton()
    said = Reply(context.press.choice)
    answer = sessions.answer(session, context.person, said, context.now)
    if said is not await _said_before(context, session):
        await context.tx.sessions.answer(answer)
        await redraw(context, session)
    context.answer(says.answered(session, said, context.community, context.words))


async def _said_before(context: Context, session: sessions.Session) -> Reply | None:
    answers = await context.tx.sessions.attendances_of(context.community.id, session.id)
    return next((one.reply for one in answers if one.person_id == context.person.id), None)
