"""What waits to be confirmed, for whoever asks: what /resumen, the cards and commitments share."""

from datetime import timedelta

from community import candidates
from community.candidates import Candidate, CandidateGone, CandidateSettled, offered_to
from community.ids import CandidateId
from handlers.context import Context

OFFERED_FOR = timedelta(days=14)  # as far back as /resumen looks


async def offered(context: Context) -> list[Candidate]:
    """Those that who asks may settle, agreements first."""
    since = context.now - OFFERED_FOR
    waiting = await context.tx.candidates.waiting(context.community.id, since)
    return offered_to(waiting, context.person_id, is_guide=await may_settle_all(context))


async def may_settle_all(context: Context) -> bool:
    """Guides; of a commitment whoever promised it may, too."""
    return await context.is_guide()


async def candidate_at(context: Context, number: int) -> Candidate:
    """As it is now; CandidateGone, or NotYourCandidate."""
    one = await context.tx.candidates.get(context.community.id, CandidateId(number))
    if one is None:
        raise CandidateGone()
    candidates.must_be_theirs(one, context.person_id, is_guide=await may_settle_all(context))
    return one


async def tapped_candidate(context: Context) -> Candidate:
    """That of the tapped button."""
    assert context.press is not None
    return await candidate_at(context, context.press.subject)


async def settle(context: Context, after: Candidate) -> None:
    """Once: the second guide hears that it is settled, and whoever taps twice that they did. Other
    cards, and drafts, are drawn anew."""
    tx, community, now = context.tx, context.community.id, context.now
    if not await tx.candidates.settle(after):
        candidates.must_wait(await candidate_at(context, after.id), context.person_id)
        raise CandidateSettled(after)
    await tx.candidates.redraw(community, after.id, now)
    await tx.syntheses.redraw_with(community, [after.message_id], now)
    await tx.deeds.note(community, context.person_id, f"candidate.{after.state}", now)
