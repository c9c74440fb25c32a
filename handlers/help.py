"""First steps: /ayuda by role, /start and its links, a command nobody knows, words in private."""

from collections.abc import Awaitable, Callable

from telegram import Update

from handlers import (
    archives,
    arrivals,
    coordinators,
    digests,
    handovers,
    late,
    paths,
    practices_owner,
    privacy,
    prompts_times,
)
from handlers.context import Context
from messages import help as says


async def show(update: Update, context: Context) -> None:
    """/ayuda: five lines by role."""
    community = context.maybe_community
    if community is None or not community.is_active:
        context.say(says.before_activation(context.words, is_private=context.is_private))
    elif context.is_private and context.member is None:
        context.say(says.for_coordination(community, context.words))
    elif context.is_private:
        is_guide = context.member is not None and context.member.is_guide
        context.say(says.in_private(community, context.words, is_guide=is_guide))
    elif await context.is_guide():
        context.say(says.for_guides(community, context.words))
    else:
        context.say(says.for_members(community, context.words))


async def start(update: Update, context: Context) -> None:
    """/start: opens the private chat; a link may bring a word along."""
    if not context.is_private:
        await show(update, context)
        return
    is_new = context.person.started_private_at is None
    await context.tx.people.change(
        context.person.id, started_private_at=context.now, unreachable_at=None
    )
    await arrivals.plan_profile(context)
    word, _, rest = context.words_said.partition("_")
    was_waiting = await handovers.deliver_waiting(context)
    await handovers.deliver_drafts(context)
    if word == "coord":
        await coordinators.redeem(update, context, rest)
    elif word == "pregunta" and await prompts_times.rehearse(context, rest):
        return
    elif word in LINKED:
        if is_new and word in GREETS_FIRST:
            context.say(says.welcome(context.person, context.words))
        await LINKED[word](update, context)
    elif not was_waiting:
        context.say(says.welcome(context.person, context.words))


async def _mine(update: Update, context: Context) -> None:
    await coordinators.settle_community(context)
    await practices_owner.mine(update, context)


async def _path(update: Update, context: Context) -> None:
    await coordinators.settle_community(context)
    await paths.show(update, context)


async def _digests(_: Update, context: Context) -> None:
    await digests.show_card(context)


# What a link to the private chat (Context.instance.private_link) opens besides the chat. Links of what
# guides alone may see say which command to write there: who facilitates is looked up for a command.
LINKED: dict[str, Callable[[Update, Context], Awaitable[None]]] = {
    "boletin": _digests,
    "exportar": archives.offer,
    "misdatos": privacy.my_data,
    "mispracticas": _mine,
    "privacidad": privacy.show,
    "redes": digests.network,
    "yo": _path,
}
GREETS_FIRST = frozenset({"boletin"})  # what they open says nothing of where one is


def say_what_is_understood(context: Context) -> None:
    """To words in private that can be nothing else: never silence. Asked long ago, once for all."""
    late.hold(context)
    context.say(says.private_talk(context.words))


async def heard(update: Update, context: Context) -> None:
    """A hashtag, a reply or a mention that asks for nothing the bot can do: at least a sign."""
    context.react("👍")


async def unknown_command(update: Update, context: Context, near: str | None) -> None:
    """A command nobody knows, and the one that may have been meant."""
    context.say(says.unknown(near, context.words))
