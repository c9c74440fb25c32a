"""/carta: what the community agreed on about itself; everybody reads it, a guide writes it."""

from telegram import Update

from community import charters
from community.charters import Charter
from community.refusals import OnlyInTheGroup
from handlers.context import Context
from handlers.homes import rewrite_home
from handlers.written import written
from messages import charters as says


async def show_or_write(update: Update, context: Context) -> None:
    """`/carta` shows it, in private too; with words, or in reply to them, a guide writes it."""
    words = context.words_said or _quoted(context)
    if not words:
        await _show(context)
        return
    if context.is_private:
        raise OnlyInTheGroup()
    await context.must_be_guide()
    await _write(context, charters.checked(words))


async def _show(context: Context) -> None:
    found = await context.tx.charters.of(context.community.id)
    if found is None:
        context.say(says.none_yet(context.words))
        return
    context.say(says.charter(found, context.community, context.words))


async def _write(context: Context, words: str) -> None:
    tx, community, person = context.tx, context.community, context.maybe_person
    before = await tx.charters.of(community.id)
    by = person.id if person is not None else None
    written_now = Charter(
        community_id=community.id, text=words, written_by=by, written_at=context.now
    )
    await tx.charters.save(written_now)
    await tx.deeds.note(community.id, by, "charter.written", context.now)
    said = says.charter(written_now, community, context.group_words)
    post = await tx.posts.first(community.telegram_chat_id, "charter", community.id)
    if before is None or post is None:
        context.say(said, reply=False)
    else:
        context.edit(said, message_id=post.message_id)
        context.say(says.changed(context.words))
    await rewrite_home(context, community)


def _quoted(context: Context) -> str:
    """What the command replies to, where somebody wrote it; a reply to the charter itself asks."""
    replied = context.replied
    if replied is None or replied.from_user is None or replied.from_user.is_bot:
        return ""
    return written(replied).text
