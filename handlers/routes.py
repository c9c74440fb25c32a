"""Which handler an update is for, and whether it may: the only reader of menu, taps and listeners."""

from collections.abc import Sequence

from telegram import Message as TelegramMessage
from telegram import Update

from community.refusals import (
    NobodyKnows,
    NoCommunityYet,
    NotForYou,
    OldButton,
    OnlyForAdmins,
    OnlyForMembers,
    OnlyInTheGroup,
    Refusal,
)
from handlers import (
    albums,
    arrivals,
    coordinators,
    help,
    late,
    minutes,
    practices,
    private_told,
    refusals,
)
from handlers.context import Context
from handlers.listeners import EDITS, HASHTAGS, REPLIES
from handlers.menu import BY_WORD, Command, Handler, Where, Who, nearest_command
from handlers.taps import TAPS
from messages import buttons
from reading.hashtags import Hashtag, hashtags_in
from reading.points import KINDS


async def route(update: Update, context: Context, word: str | None) -> None:
    """Handles one update. A refusal becomes a kind sentence; anything else is raised."""
    try:
        await _route(update, context, word)
    except Refusal as no:
        await refusals.explain(no, context)
    await late.keep_the_newest(context)
    context.answer()  # every tap is answered, if only with nothing


async def _route(update: Update, context: Context, word: str | None) -> None:
    if update.my_chat_member is not None:
        from handlers import communities

        await communities.bot_moved(update, context)
    elif update.chat_member is not None:
        await arrivals.moved(update, context)
    elif update.callback_query is not None:
        await _tap(update, context)
    elif update.edited_message is not None:
        await _edit(update, context)
    elif update.message is not None:
        await _message(update, update.message, context, word)


async def _message(
    update: Update, message: TelegramMessage, context: Context, word: str | None
) -> None:
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return  # the dispatch has moved the community already
    if message.new_chat_members or message.left_chat_member:
        await arrivals.came_or_went(update, context)
    elif message.new_chat_title:
        await arrivals.group_renamed(update, context)
    elif word is not None:
        await _command(update, context, word)
    else:
        is_another = message.media_group_id is not None and await _joins_an_album(message, context)
        if is_another and context.replied is None:
            return
        handler = await _listener(message, context)
        if handler is not None:
            await handler(update, context)


async def _joins_an_album(message: TelegramMessage, context: Context) -> bool:
    """The first message of an album says what it is; in private there is nothing to join."""
    if context.is_private or hashtags_in(message.caption or ""):
        return False
    return await albums.keep_another(context)


async def _command(update: Update, context: Context, word: str) -> None:
    command = BY_WORD.get(word)
    if command is None or command.only_shows:
        late.hold(context)
    if command is None:
        await help.unknown_command(update, context, nearest_command(word))
        return
    _is_here(command, context)
    await _may(command.who, context)
    is_gone = command.for_authors and context.is_private and not _is_in_the_group(context)
    if is_gone and await coordinators.turn_to_what_they_told(context):
        await command.handler_for(context.words_said)(update, context)
        return
    if context.is_private and command.where is Where.ANYWHERE and not command.before_activation:
        await coordinators.settle_community(context)
    if command.for_members and context.is_private and not _is_in_the_group(context):
        raise OnlyForMembers()
    await command.handler_for(context.words_said)(update, context)


def _is_in_the_group(context: Context) -> bool:
    return context.member is not None and context.member.left_at is None


def _is_here(command: Command, context: Context) -> None:
    running = context.maybe_community is not None and context.maybe_community.is_active
    if command.where is Where.GROUP and context.is_private:
        raise OnlyInTheGroup()
    if not running and not command.before_activation and not context.is_private:
        raise NoCommunityYet(context.maybe_community)


async def _may(who: Who, context: Context) -> None:
    if who is Who.OPERATOR and not context.is_operator:
        raise NotForYou("operator")
    if who is Who.ADMIN and context.is_admin is None:
        raise NobodyKnows()
    if who is Who.ADMIN and not context.is_admin:
        raise OnlyForAdmins()
    if who in (Who.GUIDE, Who.GUIDE_OR_ADMIN) and not context.is_operator:
        if context.is_private:
            await coordinators.settle_community(context)
        await (context.must_be_guide if who is Who.GUIDE else context.must_be_guide_or_admin)()


async def _tap(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    try:
        press = buttons.read(update.callback_query.data)
    except buttons.Unreadable as error:
        raise OldButton() from error
    tap = TAPS[press.verb]
    if tap.needs_post:
        post = await context.tx.posts.at(context.chat_id, context.message_id)
        if context.is_private and post is not None and post.community_id is not None:
            await coordinators.turn_to(context, post.community_id, as_author=tap.for_authors)
        here = context.maybe_community.id if context.maybe_community else None
        if post is None or (post.about, post.about_id) != press.about:
            raise OldButton()
        if post.community_id not in (None, here):
            raise OldButton()
    context.press = press
    await _may(tap.who, context)
    await tap.handler(update, context)


async def _told(tags: Sequence[Hashtag], context: Context) -> list[Handler]:
    """What the hashtags mean; what is for the minutes of a session is noted beside it."""
    meant = _meant_by(tags)
    noted = set(tags) & set(KINDS)
    if Hashtag.HECHO in tags:
        noted -= {Hashtag.COMPROMISO}
    if not noted:
        return meant
    if meant:
        return [minutes.noted_too, *meant]
    if await _answers_something(context) and not await minutes.is_on(context):
        return []  # «#idea …» in reply to a question or a request is an answer
    return [minutes.noted]


async def _answers_something(context: Context) -> bool:
    if context.replied is None:
        return False
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    return post is not None and post.about in REPLIES and not post.about.startswith("session")


def _meant_by(tags: Sequence[Hashtag]) -> list[Handler]:
    """What each of them means; «#hecho #compromiso 12» proposes none."""
    said = [tag for tag in tags if tag in HASHTAGS]
    if Hashtag.HECHO in said:
        said = [tag for tag in said if tag is not Hashtag.COMPROMISO]
    return list(dict.fromkeys(HASHTAGS[tag] for tag in said))


def _each_of(handlers: Sequence[Handler]) -> Handler:
    """Every hashtag of a message is heard: told and asked for in one message, it is both. What one
    of them refuses does not keep the others from doing their part."""

    async def heard_each(update: Update, context: Context) -> None:
        refused: list[Refusal] = []
        for handler in handlers:
            try:
                await handler(update, context)
            except Refusal as no:
                refused.append(no)
        if refused:
            raise refused[0]

    return heard_each


async def _edit(update: Update, context: Context) -> None:
    post = await context.tx.posts.at(context.chat_id, context.message_id)
    handler = EDITS.get(post.about) if post is not None else None
    if handler is None or post is None:
        return
    if context.is_private and post.community_id is not None:
        await coordinators.turn_to(context, post.community_id)
    await handler(update, context)
    await minutes.follow_edit(context)
    if not context.is_private:
        home, edited = context.community.id, [context.message_id]
        await context.tx.personal.follow_edits(home, edited, context.now)


async def _listener(message: TelegramMessage, context: Context) -> Handler | None:
    """Hashtags first: they say what is meant; then what the message replies to. In a forwarded
    message somebody else wrote them, and meant nobody here."""
    tags = hashtags_in(message.text or message.caption or "")
    if message.forward_origin is not None and tags and not context.is_private:
        return practices.forwarded if Hashtag.PRACTICA in tags else help.heard
    meant = [] if context.is_private else await _told(tags, context)
    if meant:
        return _each_of(meant)
    if context.replied is not None:
        post = await context.tx.posts.at(context.chat_id, context.replied_id)
        if post is not None and post.about in REPLIES:
            if context.is_private and post.community_id is not None:
                await coordinators.turn_to(context, post.community_id)
            return REPLIES[post.about]
    if not context.is_private:
        return help.heard
    is_told = message.forward_origin is None and not private_told.TOLD.isdisjoint(tags)
    return private_told.offer if is_told else private_told.offer_untagged
