"""Photos sent together come as one message each, and only the first bears the words.

What was kept of the first gets the files of the others, in their order; no words and no receipt.
"""

from dataclasses import replace
from datetime import timedelta

from community import practices
from community.ids import EvidenceId
from handlers.context import Context, author_of
from handlers.keeping import save_practice
from handlers.written import written

TOGETHER = timedelta(minutes=10)  # messages of one album come at once, or after an outage in a row


async def keep_another(context: Context) -> bool:
    """Whether the message belongs to an album of the same person that was kept as something."""
    said, author = written(context.message), author_of(context.message)
    if said.album is None or said.file_id is None:
        return False
    tx, community = context.tx, context.community.id
    since = context.message.date - TOGETHER
    practice = await tx.practices.of_album(community, said.album, since)
    is_practice = practice is not None and practice.author_id == author
    if practice is not None and is_practice:
        added = practices.added(practice, "", said.media, said.file_id)
        await save_practice(context, added)
    shown = await tx.commitments.evidence_of_album(community, said.album, since)
    is_evidence = shown is not None and shown.person_id == author
    if shown is not None and is_evidence:
        await tx.commitments.add_evidence(
            replace(
                shown,
                id=EvidenceId(0),
                text="",
                media=said.media,
                file_id=said.file_id,
                message_id=context.message_id,
                given_at=context.now,
            )
        )
    return is_practice or is_evidence
