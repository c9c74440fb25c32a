"""The pinned message, brought up to date by whatever changes what it says."""

from community.communities import Community
from handlers.context import Context
from messages import homes


async def rewrite_home(context: Context, community: Community) -> None:
    """Edits the newest one in place; nothing where it is gone."""
    post = await context.tx.posts.latest(community.telegram_chat_id, "home", community.id)
    if post is None:
        return
    has_charter = await context.tx.charters.of(community.id) is not None
    said = homes.home(community, context.group_words, has_charter=has_charter)
    context.edit(said, message_id=post.message_id)
