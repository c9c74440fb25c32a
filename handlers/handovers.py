"""/relevo: a guide gives their part to somebody, who is told in private what is open.

The one thing to know: the package is made when it is told, and not before: who opens the private
chat a week later reads what is open then.
"""

from telegram import MessageEntity, Update

from community import handovers, people
from community.communities import Community
from community.handovers import Handover, NobodyToFollow, NotAGuideNow, NotYourHandover, Package
from community.ids import ChatId, HandoverId, PersonId
from community.people import Member, NotAPerson, Person
from community.refusals import OldButton
from community.schedule import Thing
from handlers.context import Context, author_of
from messages import handovers as says
from messages.text import Message, message_url
from storage.outbox import Kind
from storage.posts import Post

SESSIONS = 10
NOBODY = 0  # an anonymous admin proposes as the group


async def propose(update: Update, context: Context) -> None:
    """/relevo in reply to the successor, or with a mention: what they will get, and one button."""
    successor = handovers.may_follow(await _successor(context), context.person_id)
    package = await _package(context, context.community)
    by = context.person_id or PersonId(NOBODY)
    context.say(says.proposal(successor, package, by, context.words))


async def confirm(update: Update, context: Context) -> None:
    """[Sí]: by who proposed it. The successor facilitates, and is told."""
    _, successor = await _pair(context)
    successor = handovers.may_follow(successor, context.person_id)
    community, now = context.community, context.now
    await context.tx.members.save(people.name_guide(successor))
    by = context.person_id
    await context.tx.deeds.note(community.id, by, "guide.handed_over", now)
    given = Handover(
        id=HandoverId(0),
        community_id=community.id,
        from_id=by,
        to_id=successor.person_id,
        given_at=now,
    )
    given = await context.tx.handovers.add(given)
    person = await context.tx.people.get(successor.person_id)
    is_told = person is not None and person.can_be_written
    if person is not None and is_told:
        await _deliver(context, given, community, person)
    await context.tx.handovers.share_drafts(community.id, now)  # they reach the new guide too
    link = None if is_told else context.instance.private_link("relevo")
    may_leave = by if context.member is not None and context.member.is_guide else None
    context.edit(says.handed_over(successor, by, context.words, link=link, may_leave=may_leave))
    context.answer(says.handed_over_briefly(context.words))


async def step_down(update: Update, context: Context) -> None:
    """[Dejo de ser guía]: by who handed over."""
    by, _ = await _pair(context)
    if context.member is None or not context.member.is_guide:
        raise NotAGuideNow(context.member)
    released = people.release_guide(context.member)
    await context.tx.members.save(released)
    await context.tx.deeds.note(context.community.id, by, "guide.released", context.now)
    found = await context.tx.members.guides_of(context.community.id)
    context.edit(says.stepped_down(released, found, context.words))
    context.answer(says.stepped_down_briefly(context.words))


async def deliver_waiting(context: Context) -> bool:
    """The private chat was opened: what was handed over meanwhile; whether there was anything."""
    person, found = context.person, False
    for given in await context.tx.handovers.waiting_for(person.id):
        community = await context.tx.communities.get(given.community_id)
        member = await context.tx.members.get(given.community_id, person.id)
        if community is not None and community.is_active and member is not None and member.is_guide:
            await _deliver(context, given, community, person)
            found = True
    return found


async def deliver_drafts(context: Context) -> None:
    """Drafts that wait for a guide who opens the private chat: the clock sends them."""
    for community in await context.tx.members.communities_of(context.person.id):
        member = await context.tx.members.get(community.id, context.person.id)
        if member is None or not member.is_guide:
            continue
        await context.tx.handovers.share_drafts(community.id, context.now)


# Who.


async def _successor(context: Context) -> Member | None:
    if context.replied is not None:
        user = context.replied.from_user
        if author_of(context.replied) is None or user is None:
            raise NotAPerson()
        return await _here(context, await context.meet(user))
    return await _mentioned(context)


async def _mentioned(context: Context) -> Member | None:
    """A name that Telegram marked as a person, or an @username the bot has met here."""
    entities = context.message.parse_entities([MessageEntity.TEXT_MENTION, MessageEntity.MENTION])
    for entity, said in entities.items():
        if entity.user is not None and entity.user.is_bot:
            raise NotAPerson()
        if entity.user is not None:
            return await _here(context, await context.meet(entity.user))
        wanted = said.removeprefix("@").lower()
        here = await context.tx.members.of(context.community.id)
        return next((one for one in here if (one.username or "").lower() == wanted), None)
    raise NobodyToFollow("relevo")


async def _here(context: Context, person: Person) -> Member:
    """Somebody of the group, whom the bot may not have met there yet; one who left stays so."""
    community, now = context.community.id, context.now
    known = await context.tx.members.get(community, person.id)
    present = people.arrive(known, person, community, now)
    return present if known is None or known.left_at is None else known


async def _pair(context: Context) -> tuple[PersonId | None, Member | None]:
    """Who proposed it, who must be who taps, and the successor. What the group itself proposed, by
    an anonymous admin, anybody who facilitates may confirm: a tap is never anonymous."""
    assert context.press is not None
    if not context.press.choice.isdecimal():
        raise OldButton()
    by = PersonId(int(context.press.choice)) or None
    if by is not None and by != context.person_id:
        raise NotYourHandover()
    person = await context.tx.people.get(PersonId(context.press.subject))
    return by, None if person is None else await _here(context, person)


# What.


async def _package(context: Context, community: Community) -> Package:
    tx, number = context.tx, community.id
    shown_apart = (Thing.SESSION, Thing.COMMITMENT, Thing.DECISION)
    return Package(
        community=community,
        commitments=await tx.commitments.open_of(number),
        unfinished=await tx.commitments.unfinished_of(number),
        decisions=await tx.decisions.unsettled(number),
        sessions=await tx.sessions.coming(number, context.now, SESSIONS),
        scheduled=[one for one in await tx.schedule.of(number) if one.thing not in shown_apart],
        minutes=await tx.minutes.drafts_of(number),
        syntheses=[await tx.syntheses.drawn(one) for one in await tx.syntheses.drafts_of(number)],
        requests=await tx.requests.all_open(number),
    )


async def _deliver(context: Context, given: Handover, community: Community, to: Person) -> None:
    """In private: what is open, and a file where it is more than a message holds."""
    package = await _package(context, community)
    urls = await _urls(context, package)
    words = context.words_for(to)
    giver = None
    if given.from_id is not None:
        giver = await context.tx.members.get(community.id, given.from_id)
    _tell(context, given, to, says.package(package, giver, urls, words), "package")
    file = says.as_file(package, urls, words)
    if file is not None:
        _tell(context, given, to, file, "file")
    await context.tx.handovers.delivered(given, context.now)


async def _urls(context: Context, package: Package) -> says.Urls:
    """Where each thing is in the group; None outside supergroups."""
    group, posts = package.community.telegram_chat_id, context.tx.posts
    urls: dict[tuple[str, int], str | None] = {}
    for about, number in says.shown(package):
        find = posts.latest if about == "decision" else posts.first  # it is asked anew, elsewhere
        post: Post | None = await find(group, about, number)
        urls[about, number] = None if post is None else message_url(group, post.message_id)
    return urls


def _tell(context: Context, given: Handover, to: Person, message: Message, what: str) -> None:
    context.tx.outbox.say(
        message,
        to=ChatId(to.id),
        kind=Kind.REMINDER,  # who comes next must have it; a second copy does no harm
        now=context.now,
        community=given.community_id,
        person=to.id,
        key=f"handover.{what}:{given.id}",
    )
