"""The bot arrives in a group, is activated by an admin, and is shown out.

The one thing to know: until an admin has chosen a mode, nothing is kept but the row of the group
itself; every step of the activation is the same message, rewritten.
"""

from dataclasses import replace

from telegram import ChatMember, Update

from community import communities, prompts
from community.communities import (
    ABANDON_AFTER,
    AlreadyActive,
    Community,
    Mode,
    State,
)
from community.configuration import in_country, in_language, in_mode, in_zone, known_country
from community.refusals import OldButton
from handlers.context import Context
from locales.words import LANGUAGES
from messages import communities as says
from messages import homes, settings
from storage.outbox import Kind
from storage.posts import Post


async def bot_moved(update: Update, context: Context) -> None:
    """The bot was added, removed, promoted or demoted; or somebody blocked it in private."""
    change = update.my_chat_member
    assert change is not None
    is_in, was_in = _is_in(change.new_chat_member), _is_in(change.old_chat_member)
    is_admin = change.new_chat_member.status == ChatMember.ADMINISTRATOR
    if change.chat.type == "private":
        await _reachable(context, is_in)
    elif change.chat.type == "channel":
        if is_in:
            _leave(context)  # a channel has no conversation: there is nothing to do there
    elif not is_in:
        await _removed(context)
    elif was_in and context.maybe_community is not None:
        await _rights_changed(context, context.maybe_community, is_admin)
    else:
        await _added(context, is_admin)


async def activate(update: Update, context: Context) -> None:
    """/activar: shows the first step, or asks what to do with what there was."""
    community = context.maybe_community
    if community is not None and community.is_active:
        raise AlreadyActive(community)
    if community is None:
        await _added(context, is_admin=False)
    elif community.state is State.CLOSED:
        context.say(says.memory_choice(community, context.words))
    else:
        context.say(says.introduction(community, context.words))


async def choose_language(update: Update, context: Context) -> None:
    """Step 1."""
    await _keep(context, in_language(_waiting(context), _choice(context), LANGUAGES))
    context.edit(says.country_step(_waiting(context), context.words))


async def choose_country(update: Update, context: Context) -> None:
    """Step 2; a country with one clock needs no step 3."""
    await _keep(context, in_country(_waiting(context), _choice(context)))
    community = _waiting(context)
    has_several = known_country(community.country).has_several_zones
    step = says.zone_step if has_several else says.mode_step
    context.edit(step(community, context.words))


async def choose_zone(update: Update, context: Context) -> None:
    """Step 3."""
    await _keep(context, in_zone(_waiting(context), _choice(context)))
    context.edit(says.mode_step(_waiting(context), context.words))


async def choose_mode(update: Update, context: Context) -> None:
    """Step 4: the choice of an admin that activates the community."""
    chosen = in_mode(_waiting(context), _choice(context))
    running = replace(communities.activate(chosen, context.now), home_thread_id=context.thread_id)
    await _open_doors(context, running)
    context.edit(says.activated(running, context.words))


async def choose_memory(update: Update, context: Context) -> None:
    """The bot was here before: an admin says whether it remembers or starts afresh."""
    community = _waiting(context)
    if community.state is not State.CLOSED:
        raise OldButton()
    if _choice(context) == "keep":
        await _remember(context, community)
    elif _choice(context) == "afresh":
        context.edit(says.memory_sure(community, context.words))
    elif _choice(context) == "erase":
        await _start_afresh(context, community)


async def _remember(context: Context, community: Community) -> None:
    """Everything goes on: what was planned and is still to come, and the weekly rhythm."""
    running = communities.reopen(community, context.now)
    if community.ended_at is not None:
        await context.tx.dues.take_up_again(
            community.id, dropped_at=community.ended_at, now=context.now
        )
    await _open_doors(context, running)
    await _plan_rhythm(context, running)
    context.edit(says.remembered(running, context.words))


async def _plan_rhythm(context: Context, running: Community) -> None:
    if running.prompt_weekday is not None:
        at = prompts.next_in_rhythm(running, after=context.now)
        await context.tx.dues.replan(
            "prompt.weekly", running.id, at, community=running.id, now=context.now
        )


async def _start_afresh(context: Context, community: Community) -> None:
    """The old community is erased, with its posts; the tapped message goes on as the new one's."""
    await context.tx.communities.forget(community)
    context.tx.erased()
    fresh = await _begin(
        context, community.title, community.chat_type, community.language, community.bot_is_admin
    )
    await context.tx.posts.remember(
        Post(
            telegram_chat_id=context.chat_id,
            message_id=context.message_id,
            community_id=fresh.id,
            about="setup",
            about_id=fresh.id,
            posted_at=context.now,
        )
    )
    context.edit(says.language_step(fresh, context.words))


async def _open_doors(context: Context, running: Community) -> None:
    """From here on it runs: the home message is posted and pinned, and mode full is told to all."""
    running = replace(running, admin_loss_told=not running.bot_is_admin)
    await _keep(context, running)
    await context.tx.dues.drop("community.%", running.id, context.now)
    await _note(context, "community.activated")
    has_charter = await context.tx.charters.of(running.id) is not None
    context.say(homes.home(running, context.words, has_charter=has_charter), reply=False)
    if running.mode is Mode.FULL:
        context.say(settings.reads_all(context.words), reply=False)


def _is_in(member: ChatMember) -> bool:
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)


async def _reachable(context: Context, is_in: bool) -> None:
    """Somebody blocked the bot in private, or let it in again."""
    if context.maybe_person is not None:
        at = None if is_in else context.now
        await context.tx.people.change(context.maybe_person.id, unreachable_at=at)


async def _added(context: Context, is_admin: bool) -> None:
    """One sentence, and nothing kept but the row."""
    allowed = context.instance.allowed_chats
    if allowed and context.chat_id not in allowed:
        context.say(says.not_allowed(context.words), reply=False)
        _leave(context)
        return
    community = context.maybe_community
    if community is None:
        await _greet(context, is_admin)
        return
    await _keep(context, replace(community, bot_is_admin=is_admin))
    if community.state is State.CLOSED:
        await _leave_if_nobody_activates(context, community)
        context.say(says.memory_choice(community, context.words), reply=False)


async def _greet(context: Context, is_admin: bool) -> None:
    chat = context.update.effective_chat
    assert chat is not None
    language = context.words_for(context.maybe_person).language
    community = await _begin(context, chat.title or "", chat.type, language, is_admin)
    context.say(says.introduction(community, context.words), reply=False)


async def _begin(
    context: Context, title: str, chat_type: str, language: str, is_admin: bool
) -> Community:
    chat = context.update.effective_chat
    community = await context.tx.communities.add(
        context.chat_id,
        title,
        chat_type,
        context.now,
        language=language,
        bot_is_admin=is_admin,
        is_forum=bool(chat is not None and chat.is_forum),
    )
    context.maybe_community = community
    await _leave_if_nobody_activates(context, community)
    return community


async def _leave_if_nobody_activates(context: Context, community: Community) -> None:
    await context.tx.dues.replan(
        "community.abandoned",
        community.id,
        context.now + ABANDON_AFTER,
        community=community.id,
        now=context.now,
    )


async def _removed(context: Context) -> None:
    """Nothing is planned or sent any more; what was kept waits until retention (Kept.CLOSED)."""
    community = context.maybe_community
    if community is None:
        return
    if community.state is State.INVITED:
        await context.tx.communities.forget(community)
        context.maybe_community = None
        return
    if community.is_active:
        await context.tx.communities.save(communities.close(community, context.now))
        await context.tx.dues.drop_all(community.id, context.now)
    await context.tx.outbox.cancel_ready(community.id, context.now)


async def _rights_changed(context: Context, community: Community, is_admin: bool) -> None:
    """An admin bot pins its home; one that is no admin says once what is lost, and goes on."""
    if is_admin == community.bot_is_admin:
        return
    is_told = community.admin_loss_told or (community.is_active and not is_admin)
    await _keep(context, replace(community, bot_is_admin=is_admin, admin_loss_told=is_told))
    if not community.is_active:
        return
    if is_admin:
        await _pin_home(context, community)
    elif not community.admin_loss_told:
        context.say(says.no_admin(context.words), reply=False)


async def _pin_home(context: Context, community: Community) -> None:
    post = await context.tx.posts.latest(context.chat_id, "home", community.id)
    if post is not None:
        payload = {"message_id": post.message_id, "disable_notification": True}
        context.tx.outbox.act(
            "pinChatMessage", payload, chat=context.chat_id, kind=Kind.EDIT, now=context.now
        )


def _leave(context: Context) -> None:
    context.tx.outbox.act("leaveChat", {}, chat=context.chat_id, kind=Kind.EDIT, now=context.now)


def _waiting(context: Context) -> Community:
    """The community, if it still waits to be activated."""
    community = context.maybe_community
    if community is None:
        raise OldButton()
    if community.is_active:
        raise AlreadyActive(community)
    return community


def _choice(context: Context) -> str:
    assert context.press is not None
    return context.press.choice


async def _keep(context: Context, community: Community) -> None:
    await context.tx.communities.save(community)
    context.maybe_community = community


async def _note(context: Context, deed: str) -> None:
    person = context.maybe_person
    await context.tx.deeds.note(
        context.community.id, person.id if person else None, deed, context.now
    )
