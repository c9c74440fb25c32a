"""What waits for somebody beside their commitments, as lines below /pendientes.

The one thing to know: it is a door between features, so that neither of them imports the other.
"""

from handlers.context import Context
from locales.words import Words
from messages import decisions
from messages.text import Html


async def lines_awaited(context: Context, words: Words) -> list[Html]:
    """Open decisions to which whoever asks has said nothing."""
    person, community = context.maybe_person, context.community
    if person is None:
        return []
    found = await context.tx.decisions.unanswered(community.id, person.id)
    return decisions.pending(found, community, words)
