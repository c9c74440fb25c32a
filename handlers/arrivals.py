"""Arriving: the greeting, what is essential, who goes along, and the group's own name."""

from dataclasses import replace

from telegram import ChatMember, Update, User

from community import arrivals, people
from community.arrivals import ESSENTIAL_PRACTICES, PROFILE_STEP
from community.calendar import local_day
from community.communities import Community
from community.handovers import LEFT_STEP
from community.ids import ChatId, PersonId
from community.people import NOT_PERSONS, KeepsNothing, Member, Person
from community.refusals import NotFound, OldButton
from handlers.context import Context
from locales.words import Words
from messages import arrivals as says
from messages.text import Message
from storage.outbox import Kind

IS_IN = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})


async def came_or_went(update: Update, context: Context) -> None:
    """A service message: people who joined, or one who left."""
    community, message = context.maybe_community, context.message
    if community is None or not community.is_active:
        return
    for user in message.new_chat_members or ():
        await _came(context, community, user)
    if message.left_chat_member is not None:
        await _went(context, community, message.left_chat_member)


async def moved(update: Update, context: Context) -> None:
    """What an admin bot is told besides, and in large groups instead: somebody's standing changed."""
    change, community = update.chat_member, context.maybe_community
    if change is None or community is None or not community.is_active:
        return
    was_in, is_in = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
    if is_in and not was_in:
        await _came(context, community, change.new_chat_member.user)
    elif was_in and not is_in:
        await _went(context, community, change.new_chat_member.user)


async def group_renamed(update: Update, context: Context) -> None:
    """The community is called as its group."""
    community, title = context.maybe_community, context.message.new_chat_title
    if community is not None and title:
        await context.tx.communities.save(replace(community, title=title))


async def belong(update: Update, context: Context) -> None:
    """[Soy parte]: noted, and the guides are asked who could go along."""
    member = people.known(context.member, context.person)
    if not member.belongs:
        belongs = replace(member, belongs=True)
        await context.tx.members.save(belongs)
        await _ask_who_goes_along(context, belongs)
        await _plan_profile(context, context.community, belongs, context.person)
    context.answer(says.belongs(context.words), alert=True)


async def essentials(update: Update, context: Context) -> None:
    """[Ver lo esencial]: in private where that is open, else once a day in the group."""
    person, community = context.maybe_person, context.community
    if person is not None:
        private = await _essentials(context, community, context.words_for(person))
        if context.tell(person, private):
            context.answer(says.sent_in_private(context.words))
            return
    context.say(
        await _essentials(context, community, context.words),
        key=f"essentials:{community.id}:{local_day(context.now, community.zone)}",
    )
    context.answer(says.shown_below(context.words))


async def name_godparent(update: Update, context: Context) -> None:
    """A guide taps who goes along with a newcomer; the first of the pair decides."""
    assert context.press is not None
    tx, community = context.tx, context.community
    newcomer, godparent = await _pair(context, context.press.choice)
    profile = await tx.profiles.of(community.id, newcomer.person_id)
    try:
        accompanied = arrivals.go_along(profile, godparent.person_id)
    except arrivals.GodparentNamed as first:
        already = await tx.members.get(community.id, first.about.godparent_id)
        context.edit(says.goes_along_already(newcomer, already, context.words))
        return
    await tx.profiles.save(accompanied)
    await _tell_godparent(context, newcomer, godparent)
    context.answer(says.noted(context.words))
    context.edit(says.goes_along(newcomer, godparent, context.words))


async def nobody_goes_along(update: Update, context: Context) -> None:
    """[Ahora no]: the card closes."""
    context.edit(says.nobody_goes_along(context.words))


async def plan_profile(context: Context) -> None:
    """The private chat was opened: where somebody belongs, they may be asked about themselves."""
    person = await context.tx.people.get(context.person.id)
    if person is None:
        return
    for community in await context.tx.members.communities_of(person.id):
        member = await context.tx.members.get(community.id, person.id)
        if member is not None and member.belongs:
            await _plan_profile(context, community, member, person)


async def _plan_profile(
    context: Context, community: Community, member: Member, person: Person
) -> None:
    tx = context.tx
    profile = await tx.profiles.of(community.id, member.person_id)
    if not person.can_be_written or arrivals.next_question(member, profile) is None:
        return
    if await tx.dues.next_of(arrivals.PROFILE_STEP, person.id) is None:
        at = arrivals.ask_at(community, context.now)
        key = arrivals.profile_key(community.id, person.id, at)
        await tx.dues.plan(PROFILE_STEP, person.id, at, community=community.id, key=key)


async def _ask_who_goes_along(context: Context, newcomer: Member) -> None:
    if not arrivals.is_new(newcomer, context.now):
        return
    community = context.community
    present = await context.tx.members.of(community.id)
    could = arrivals.who_could_go_along(present, newcomer, context.now)
    if not could:
        return
    for guide in await context.tx.members.guides_to_write(community.id):
        if guide.id != newcomer.person_id:
            context.tx.outbox.say(
                says.who_goes_along(community, newcomer, could, context.words_for(guide)),
                to=ChatId(guide.id),
                kind=Kind.REPLY,
                now=context.now,
                community=community.id,
                person=guide.id,
                key=f"godparent:{community.id}:{newcomer.person_id}:{guide.id}",
            )


async def _pair(context: Context, choice: str) -> tuple[Member, Member]:
    """The newcomer and who goes along, still both there."""
    numbers = choice.split(".")
    if len(numbers) != 2 or not all(map(str.isdecimal, numbers)):
        raise OldButton()
    community = context.community.id
    newcomer, godparent = [
        await context.tx.members.get(community, PersonId(int(number))) for number in numbers
    ]
    if newcomer is None or godparent is None or newcomer.left_at or godparent.left_at:
        raise NotFound()
    return newcomer, godparent


async def _tell_godparent(context: Context, newcomer: Member, godparent: Member) -> None:
    """In private; in the group where they never opened a chat."""
    community = context.community
    person = await context.tx.people.get(godparent.person_id)
    if person is not None:
        said = says.you_go_along(community, newcomer, context.words_for(person))
        if context.tell(person, said):
            return
    context.tx.outbox.say(
        says.go_along_together(newcomer, godparent, context.group_words),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=context.now,
        community=community.id,
        thread=community.home_thread_id,
        silent=True,
        key=f"godparent:{community.id}:{newcomer.person_id}",
    )


async def _essentials(context: Context, community: Community, words: Words) -> Message:
    tx = context.tx
    coming = await tx.sessions.coming(community.id, context.now, 1)
    return says.essentials(
        community,
        await tx.charters.of(community.id),
        await tx.trials.adopted(community.id, ESSENTIAL_PRACTICES),
        coming[0] if coming else None,
        words,
    )


async def _came(context: Context, community: Community, user: User) -> None:
    if user.is_bot or user.id in NOT_PERSONS:
        return
    person = await context.meet(user)
    member = await context.tx.members.get(community.id, person.id)
    try:
        await context.tx.members.save(people.arrive(member, person, community.id, context.now))
    except KeepsNothing:
        return  # who asked that nothing be kept is not noted, and knows the notice
    await _greet(context, community, person)


async def _greet(context: Context, community: Community, person: Person) -> None:
    """One greeting, at most once a day, in the place of the one before; even when the community
    rests: to know what is kept is a right, not a reminder."""
    today = local_day(context.now, community.zone)
    before = await context.tx.posts.latest(community.telegram_chat_id, "welcome", community.id)
    if before is not None and local_day(before.posted_at, community.zone) == today:
        return
    if before is not None:
        context.tx.outbox.act(
            "deleteMessage",
            {"message_id": before.message_id},
            chat=community.telegram_chat_id,
            kind=Kind.EDIT,
            now=context.now,
            community=community.id,
        )
    context.tx.outbox.say(
        says.welcome(community, context.instance.private_link("hola"), context.words),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=context.now,
        community=community.id,
        thread=context.thread_id,
        silent=True,
        key=f"welcome:{community.id}:{today}",
    )


async def _went(context: Context, community: Community, user: User) -> None:
    member = await context.tx.members.get(community.id, PersonId(user.id))
    if member is None:
        return
    await context.tx.members.save(people.leave(member, context.now))
    if member.is_guide:  # the other of the pair hears of /relevo
        today = local_day(context.now, community.zone)
        key = f"{LEFT_STEP}:{community.id}:{member.person_id}:{today}"
        await context.tx.dues.plan(
            LEFT_STEP, member.person_id, context.now, community=community.id, key=key
        )


def _is_in(standing: ChatMember) -> bool:
    return standing.status in IS_IN or bool(getattr(standing, "is_member", False))
