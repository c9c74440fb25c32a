"""An author's answer to whether a message that many answered may be kept as their practice."""

from telegram import Update

from community import practices, practices_nudge
from community.discussions import Utterance
from community.ids import NudgeId, PracticeId
from community.practices import Practice
from community.practices_nudge import Nudge, WordsForgotten
from community.refusals import OldButton
from handlers.context import Context
from handlers.keeping import keep_practice
from locales.words import words_in
from messages import practices_nudge as says
from messages.practices import untitled
from reading.hashtags import without_hashtags


async def answer(update: Update, context: Context) -> None:
    """[Guardar] [No]."""
    assert context.press is not None
    nudge = await _nudge(context)
    if context.press.choice == says.LEAVE:
        context.edit(says.left(nudge, context.words))
    elif context.press.choice == says.KEEP:
        said = await context.tx.discussions.said_in(context.community.id, nudge.message_id)
        if said is None:
            raise WordsForgotten(nudge)
        kept = await keep_practice(context, _practice(said, context))
        context.edit(says.kept(kept, nudge, context.words))
    else:
        raise OldButton()


async def _nudge(context: Context) -> Nudge:
    """The one tapped, of whoever taps. It is forgotten with the words it is about."""
    assert context.press is not None
    nudge = await context.tx.nudges.get(context.community.id, NudgeId(context.press.subject))
    if nudge is None:
        raise WordsForgotten()
    practices_nudge.must_be_theirs(nudge, context.person_id)
    return nudge


def _practice(said: Utterance, context: Context) -> Practice:
    """As they said it; the file of a photo or an audio is not kept with talk."""
    text = without_hashtags(said.text)
    home = words_in(context.community.language)
    return Practice(
        id=PracticeId(0),
        community_id=said.community_id,
        title=practices.title_of(text) or untitled(said.name, home),
        text=text,
        author_id=said.person_id,
        author_name=said.name,
        saved_by=said.person_id,
        media=said.media,
        message_id=said.message_id,
        told_at=said.said_at,
    )
