"""[La llevo a mi escuela], and telling what became of it: one thing at a time, each optional (S14)."""

from dataclasses import replace

from telegram import Update

from community import transfers, trials
from community.ids import TransferId
from community.people import KeepsNothing, Person
from community.practices import Practice
from community.refusals import NotFound, OldButton
from community.transfers import FOLLOW_UP_STEP, Asking, Outcome, Telling, Transfer
from handlers.context import Context, author_of
from handlers.keeping import keep_reflection
from handlers.practices_life import replied_to, standing, tapped
from handlers.written import Written, written
from messages import practices_transfers as says
from reading.hashtags import without_hashtags
from storage.outbox import Kind


async def take(update: Update, context: Context) -> None:
    """[La llevo]: noted once; in four weeks one asks."""
    practice, person = await tapped(context), _person(context)
    trials.must_be_anothers(practice, person.id)
    kept = await _keep(context, practice, person)
    if kept is None:
        earlier = await context.tx.transfers.by(context.community.id, practice.id, person.id)
        assert earlier is not None
        context.answer(says.taken_already(earlier, context.words))
        return
    context.tell(person, says.to_hand_on(practice, context.words_for(person)))
    context.answer(says.taken(context.words))


async def choose_outcome(update: Update, context: Context) -> None:
    """[Funcionó] [A medias] [No se pudo]."""
    assert context.press is not None
    transfer, practice = await _tapped(context)
    try:
        outcome = Outcome(context.press.choice)
    except ValueError:
        raise OldButton() from None
    ended = transfers.ends(transfer, outcome, context.now)
    if await context.tx.transfers.told_of(context.community.id, [transfer.id]):
        ended = transfers.told(ended)  # what happened is told already, with #llevado
    await context.tx.transfers.save(ended)
    context.edit(says.ended(ended, practice, context.words))


async def keep_back(update: Update, context: Context) -> None:
    """[Prefiero no decir]: on to what comes next."""
    transfer, _ = await _tapped(context)
    following = transfers.told(transfer)
    await context.tx.transfers.save(following)
    if following.asking is not None:
        context.edit(says.asks(following, context.words))
    elif context.is_private and following.outcome is not None and following.shared_at is None:
        context.edit(says.shall_i_tell(following, context.words))
    else:
        context.edit(says.thanked(context.words))


async def told(update: Update, context: Context) -> None:
    """A reply to one of the questions: kept, and the next thing is asked. What others say is talk."""
    transfer = await _replied_to(context)
    if not context.is_private and author_of(context.message) != transfer.person_id:
        context.react("👍")
        return
    transfers.must_be_theirs(transfer, author_of(context.message))
    await standing(context, transfer.practice_id)  # of one that was taken down nothing is kept
    said = written(context.message)
    await _tell(context, transfer, said, without_hashtags(said.text))
    following = transfers.told(transfer)
    await context.tx.transfers.save(following)
    context.react()
    if following.asking is not None:
        context.say(says.asks(following, context.words))
    elif context.is_private and following.shared_at is None and transfer.asking is not None:
        context.say(says.shall_i_tell(following, context.words))


async def told_before(update: Update, context: Context) -> None:
    """#llevado in reply to a practice: it is told before one asks. In reply to what one was asked, it
    says nothing more."""
    if await _is_asked(context):
        await told(update, context)
        return
    is_answer = await keep_reflection(context)  # it may answer a prompt too
    practice = await replied_to(context)
    if practice is None:
        context.react("✍" if is_answer else "👍")
        context.say(says.nothing_taken(context.words))
        return
    person = _person(context)
    trials.must_be_anothers(practice, person.id)
    transfer = await _keep(context, practice, person)
    if transfer is None:
        transfer = await context.tx.transfers.by(context.community.id, practice.id, person.id)
    assert transfer is not None
    said = written(context.message)
    text = without_hashtags(said.text)
    if text or said.media is not None:
        await _tell(context, transfer, said, text)
    context.react()
    if transfer.outcome is None:
        context.say(says.how_is_it_going(transfer, practice, context.words))


async def share(update: Update, context: Context) -> None:
    """[Contarlo al grupo] or [Queda entre nosotros]."""
    assert context.press is not None
    transfer, practice = await _tapped(context)
    if context.press.choice != "yes":
        context.edit(says.stays(context.words))
        return
    if transfer.shared_at is None:
        await context.tx.transfers.save(replace(transfer, shared_at=context.now))
        await _tell_the_group(context, transfer, practice)
    context.edit(says.shared_briefly(context.words))


async def _keep(context: Context, practice: Practice, person: Person) -> Transfer | None:
    """With its follow-up planned; None if they took it before."""
    community = context.community
    member = await context.tx.members.get(community.id, person.id)
    kept = await context.tx.transfers.keep(
        Transfer(
            id=TransferId(0),
            community_id=community.id,
            practice_id=practice.id,
            person_id=person.id,
            name=person.name,
            school=member.school if member is not None else None,
            taken_at=context.now,
        )
    )
    if kept is not None:
        at = transfers.follow_up_at(community, context.now)
        await context.tx.dues.plan(FOLLOW_UP_STEP, kept.id, at, community=community.id)
    return kept


async def _tell(context: Context, transfer: Transfer, said: Written, text: str) -> None:
    await context.tx.transfers.tell(
        Telling(
            community_id=transfer.community_id,
            transfer_id=transfer.id,
            answers=transfer.asking or Asking.WHAT,
            person_id=author_of(context.message),
            text=text,
            media=said.media,
            file_id=said.file_id,
            message_id=None if context.is_private else context.message_id,
            told_at=context.now,
        )
    )


async def _tell_the_group(context: Context, transfer: Transfer, practice: Practice) -> None:
    community = context.community
    told_of = await context.tx.transfers.told_of(community.id, [transfer.id])
    words = context.group_words
    context.tx.outbox.say(
        says.came_back(transfer, practice, told_of.get(transfer.id, []), community, words),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=context.now,
        community=community.id,
        thread=community.home_thread_id,
        reply_to=practice.shown_message,
        silent=True,
        key=f"transfer.shared:{transfer.id}",
    )


async def _tapped(context: Context) -> tuple[Transfer, Practice]:
    """The transfer a button is about, if it is theirs, with its practice."""
    assert context.press is not None
    number = TransferId(context.press.subject)
    transfer = await context.tx.transfers.get(context.community.id, number)
    if transfer is None:
        raise NotFound()
    transfers.must_be_theirs(transfer, context.person.id)
    return transfer, await standing(context, transfer.practice_id)


async def _replied_to(context: Context) -> Transfer:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    number = TransferId(post.about_id) if post is not None else TransferId(0)
    transfer = await context.tx.transfers.get(context.community.id, number)
    if transfer is None:
        raise NotFound()
    return transfer


async def _is_asked(context: Context) -> bool:
    """Whether it replies to a question about what one took to school oneself."""
    if context.replied is None:
        return False
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about != "transfer":
        return False
    transfer = await context.tx.transfers.get(context.community.id, TransferId(post.about_id))
    author = author_of(context.message)
    return transfer is not None and author is not None and transfer.person_id == author


def _person(context: Context) -> Person:
    if context.person.keeps_nothing:
        raise KeepsNothing(context.person)
    return context.person
