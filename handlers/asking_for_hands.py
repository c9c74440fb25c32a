"""The group is asked for a hand with something: what [Necesito ayuda] shares with #pido.

The one thing to know: what comes of it is a request as any other, with its answer, its hands and its
end; no message of its asker says it, and so the bot's answer does. One for each commitment.
"""

from dataclasses import replace

from community import requests
from community.ids import CommitmentId, MessageId, RequestId
from community.requests import Request
from handlers.context import Context
from handlers.requests_card import put_to_group


async def ask_for_hands(
    context: Context,
    what: str,
    *,
    about: CommitmentId,
    card: MessageId | None,
    thread: int | None,
) -> bool:
    """Once while it is asked for; says whether the group is asked now."""
    request = await _request(context, what, about=about, thread=thread)
    if request is None:
        return False
    key = f"request.help:{request.id}:{request.asked_at:%Y-%m-%dT%H:%M:%S}"
    await put_to_group(context, request, key=key, reply_to=card)
    return True


async def no_more_hands(context: Context, about: CommitmentId) -> None:
    """It is done: whoever asked is not asked any more whether that was resolved."""
    number = MessageId(-about)
    request = await context.tx.requests.asked_in(context.community.id, number)
    if request is not None:
        await context.tx.requests.save(requests.resolve(request, context.now))


async def _request(
    context: Context,
    what: str,
    *,
    about: CommitmentId,
    thread: int | None,
) -> Request | None:
    """A new one, or the one of before asked anew; None while that is open."""
    asked = context.tx.requests
    fresh = Request(
        id=RequestId(0),
        community_id=context.community.id,
        person_id=context.person.id,
        name=context.person.name,
        text=what,
        message_id=MessageId(-about),
        thread_id=thread,
        asked_at=context.now,
        is_answered=True,
    )
    kept = await asked.keep(fresh)
    if kept is not None:
        return kept
    before = await asked.asked_in(context.community.id, fresh.message_id)
    again = None if before is None else requests.ask_anew(before, context.now)
    if again is None:
        return None
    again = replace(again, person_id=fresh.person_id, name=fresh.name, text=what)
    await asked.save(again)
    return again
