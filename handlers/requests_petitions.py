"""What a community asks of the institution: two yeses before it leaves, and the answer that comes back.

The one thing to know: the words are kept as they would leave, with numbers and addresses left out, so
that whoever says yes reads just that. Coordination never learns who asked.
"""

from telegram import Message as TelegramMessage
from telegram import Update

from community import petitions
from community.calendar import allows
from community.ids import ChatId, MessageId, PersonId, PetitionId, apart, in_group
from community.people import Person, known
from community.petitions import (
    LONGEST,
    NobodyToPetition,
    Petition,
    PetitionState,
    PetitionTooLong,
)
from community.refusals import NotFound, OldButton
from handlers.context import Context, author_of
from handlers.written import written
from locales.words import words_in
from messages import petitions as says
from messages.text import Message
from reading.hashtags import without_hashtags
from reading.identifying import without_details
from reading.institutions import addresses_institution
from storage.outbox import Kind


async def offer(context: Context, message: TelegramMessage) -> None:
    """After a #pido that names an institution: whoever asked may say that it goes there too."""
    said = without_hashtags(written(message).text)
    author = author_of(message)
    if author is None or not addresses_institution(said) or len(said) > LONGEST:
        return
    if await context.tx.coordinators.of(context.community.id):
        await _ask_author(context, message, author, said)


async def petition(update: Update, context: Context) -> None:
    """/pedir words: who writes it says yes by it. In reply to somebody's words, they are asked."""
    if not await context.tx.coordinators.of(context.community.id):
        raise NobodyToPetition()
    quoted = context.replied
    if context.words_said:
        await _ask_for_oneself(context, context.message, context.words_said)
    elif quoted is not None and author_of(quoted) is not None and written(quoted).text:
        said, author = without_hashtags(written(quoted).text), author_of(quoted)
        assert author is not None
        if author == context.person_id:
            await _ask_for_oneself(context, quoted, said)
        elif await _ask_author(context, quoted, author, _short_enough(said)):
            context.say(says.asked_the_author(context.words))
    else:
        context.say(says.how(context.words))


async def decide_as_author(update: Update, context: Context) -> None:
    """[Sí, sin mi nombre] [No], by whoever asked."""
    assert context.press is not None
    before = await _tapped(context)
    if context.press.choice != says.YES:
        after = petitions.refuse(before, context.person.id, is_guide=False)
        await context.tx.petitions.save(after)
        context.edit(says.stays(context.words))
        return
    after = petitions.agree(before, context.person.id)
    context.edit(says.agreed(context.words))
    if after != before:
        await context.tx.petitions.save(after)
        await _ask_guides(context, after)


async def decide_as_guide(update: Update, context: Context) -> None:
    """[Va a coordinación] [Se queda aquí]: the first of the pair decides."""
    assert context.press is not None
    before = await _tapped(context)
    if context.press.choice != says.YES:
        after = petitions.refuse(before, context.person_id, is_guide=True)
        await context.tx.petitions.save(after)
        context.edit(says.stays(context.words))
        return
    after = petitions.send(before, context.person_id, context.now)
    if after == before:
        context.answer(says.already_going(context.words))
    else:
        await _send(context, after)
    context.edit(says.goes(after, context.words))


async def open_to_answer(update: Update, context: Context) -> None:
    """[1. Responder], by coordination, below their digest."""
    assert context.press is not None
    number = context.press.choice
    if context.press.subject != context.person.id or not (number.isascii() and number.isdigit()):
        raise OldButton()
    found = await _sent_to_me(context, PetitionId(int(number)))
    community = await context.tx.communities.get(found.community_id)
    if community is None:
        raise OldButton()
    context.maybe_community = community
    if petitions.is_answered_by_another(found, context.person.id):
        context.say(says.answered_before(found, community, context.words))
        return
    context.say(says.to_answer(found, community, context.words))


async def seen(update: Update, context: Context) -> None:
    """[Visto], by coordination: the group learns it once."""
    assert context.press is not None
    before = await _sent_to_me(context, PetitionId(context.press.subject))
    if petitions.is_answered_by_another(before, context.person.id):
        context.edit(says.answered_before(before, context.community, context.words))
        return
    after = petitions.see(before, context.person.id, context.now)
    if after != before and await context.tx.petitions.answer(after, before=before):
        _tell_group(context, after, says.seen(after, context.group_words), "seen")
    context.edit(says.told_the_group(context.community, context.words))


async def answered(update: Update, context: Context) -> None:
    """Coordination replies in words: they come to the group as of coordination."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None:
        raise OldButton()
    found = await _sent_to_me(context, PetitionId(post.about_id))
    if petitions.is_answered_by_another(found, context.person.id):
        context.say(says.answered_before(found, context.community, context.words))
        return
    said = written(context.message).text
    if not said:
        context.say(says.to_answer(found, context.community, context.words))
        return
    if len(said) > says.LONGEST_ANSWER:
        context.say(says.answer_too_long(len(said), context.words))
        return
    after = petitions.answer(found, context.person.id, context.now)
    if not await context.tx.petitions.answer(after, before=found):
        context.say(says.answered_before(found, context.community, context.words))
        return
    words = says.answered(after, said, context.group_words)
    _tell_group(context, after, words, str(context.message_id))
    context.say(says.told_the_group(context.community, context.words))


async def _tapped(context: Context) -> Petition:
    assert context.press is not None
    number = PetitionId(context.press.subject)
    found = await context.tx.petitions.get(context.community.id, number)
    if found is None:
        raise NotFound("petition")
    return found


async def _sent_to_me(context: Context, number: PetitionId) -> Petition:
    """As long as whoever asks looks after that community."""
    found = await context.tx.petitions.sent_to(context.person.id, number)
    if found is None:
        raise OldButton()
    return found


async def _ask_author(
    context: Context, message: TelegramMessage, author: PersonId, said: str
) -> bool:
    """In private, or below their words; whoever wants no messages is not asked."""
    person = await context.tx.people.get(author)
    if person is None or person.wants_peace or person.keeps_nothing:
        return False
    fresh = await _keep(context, message, author, said, PetitionState.OFFERED)
    if fresh is None:
        return False
    await _ask_in_private_or_below(context, person, fresh)
    return True


async def _ask_in_private_or_below(context: Context, person: Person, fresh: Petition) -> None:
    community, key = context.community, f"petition.author:{fresh.id}"
    if person.can_be_written:
        context.tx.outbox.say(
            says.ask_author(fresh, community, context.words_for(person)),
            to=ChatId(person.id),
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            person=person.id,
            silent=not allows(context.now, community.quiet, community.zone),
            key=key,
        )
        return
    context.tell_group(
        says.ask_author(fresh, community, context.group_words),
        thread=fresh.thread_id,
        reply_to=in_group(fresh.message_id),
        key=key,
    )


async def _ask_for_oneself(context: Context, message: TelegramMessage, said: str) -> None:
    """Whoever facilitates says both yeses; of others a guide is asked."""
    person = context.person
    known(context.member, person)
    fresh = await _keep(context, message, person.id, _short_enough(said), PetitionState.AGREED)
    if fresh is None:
        context.say(says.already_asked(context.words))
    elif await context.is_guide():
        await _send(context, petitions.send(fresh, person.id, context.now))
        context.say(says.on_its_way(context.words))
    else:
        await _ask_guides(context, fresh)
        context.say(says.agreed(context.words))


async def _keep(
    context: Context, message: TelegramMessage, author: PersonId, said: str, state: PetitionState
) -> Petition | None:
    """None if that message asked already."""
    community = context.community
    return await context.tx.petitions.keep(
        Petition(
            id=PetitionId(0),
            community_id=community.id,
            person_id=author,
            text=without_details(said),
            message_id=_number_of(message, context),
            thread_id=community.home_thread_id if context.is_private else context.thread_id,
            state=state,
            asked_at=context.now,
        )
    )


def _number_of(message: TelegramMessage, context: Context) -> MessageId:
    """Of what was written in private no message of the group says it."""
    number = MessageId(message.message_id)
    return apart(context.person.id, number) if context.is_private else number


def _short_enough(said: str) -> str:
    if len(said) > LONGEST:
        raise PetitionTooLong(len(said))
    return said


async def _send(context: Context, going: Petition) -> None:
    await context.tx.petitions.save(going)
    community = context.community.id
    await context.tx.deeds.note(community, context.person_id, "petition.sent", context.now)


async def _ask_guides(context: Context, agreed: Petition) -> None:
    """In private; in the group where no guide can be written to, and there a guide taps."""
    community = context.community
    guides = await context.tx.members.guides_to_write(community.id)
    for guide in guides:
        context.tx.outbox.say(
            says.ask_guides(agreed, community, context.words_for(guide)),
            to=ChatId(guide.id),
            kind=Kind.REPLY,
            now=context.now,
            community=community.id,
            person=guide.id,
            silent=not allows(context.now, community.quiet, community.zone),
            key=f"petition.guide:{agreed.id}:{guide.id}",
        )
    if not guides:
        context.tell_group(
            says.ask_guides(agreed, community, words_in(community.language, context.now.year)),
            thread=agreed.thread_id,
            key=f"petition.guide:{agreed.id}:group",
        )


def _tell_group(context: Context, about: Petition, said: Message, what: str) -> None:
    context.tell_group(
        said,
        thread=about.thread_id,
        reply_to=in_group(about.message_id),
        key=f"petition.told:{about.id}:{what}",
    )
