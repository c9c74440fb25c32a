"""/borrar: what was kept of a message goes at once, and its author hears of it kindly.

One's own, or for whoever facilitates, anybody's. In reply to what the bot said about a practice it
means that practice; in reply to anything else of the bot's, that message.
"""

from telegram import Update

from community.ids import ChatId, MessageId, PersonId, PracticeId, ReflectionId
from community.people import Person
from community.practices import Practice
from community.prompts import Reflection
from community.refusals import NotForYou, NothingQuoted, NotWhatYouWrote, OldButton
from handlers.context import Context, author_of
from handlers.decisions_card import decision_of, redraw
from handlers.keeping import ASK, leave_no_buttons
from handlers.requests_card import take_back
from messages import members as posts
from messages import taking_down as says
from messages.people import author_of as called
from messages.text import Message
from storage.outbox import Kind


async def take_down(update: Update, context: Context) -> None:
    """/borrar by reply; a guide's words after it are the reason its author is told."""
    if context.replied is None:
        raise NothingQuoted("borrar")
    may_all = bool(context.is_admin) or await context.is_guide()
    author = context.replied.from_user
    if author is not None and author.id == context.instance.bot_id:
        await _take_down_ours(context, may_all=may_all)
        return
    if author_of(context.replied) != context.person_id and not may_all:
        raise NotForYou("guide")
    await _take_down_kept(context, context.replied_id, of=None if may_all else context.person_id)


async def tell_why(update: Update, context: Context) -> None:
    """[Nombra a un niño]…: the author is told the reason, once."""
    assert context.press is not None
    if context.press.choice not in says.REASONS:
        raise OldButton()
    number = PersonId(context.press.subject)
    author = await context.tx.people.get(number)
    if author is not None and author.can_be_written:
        why = says.why(context.press.choice, context.community, context.words_for(author))
        context.tx.outbox.say(
            why,
            to=ChatId(author.id),
            kind=Kind.REPLY,
            now=context.now,
            community=context.community.id,
            person=author.id,
            key=f"taken-down:{context.chat_id}:{context.message_id}",
        )
    context.edit(says.why_told(number, context.words))


async def _take_down_ours(context: Context, *, may_all: bool) -> None:
    """A message of the bot itself goes from the group, with the practice it is about."""
    told = await _answer_shown(context)
    practice = None if told is not None else await _shown_in(context.replied_id, context)
    if told is not None and (may_all or told.person_id == context.person_id):
        await _take_down_kept(context, told.message_id, of=None)
        _delete_replied(context)
        return
    is_theirs = practice is not None and practice.author_id == context.person_id
    if not (may_all or is_theirs):
        raise NotForYou("guide") if practice is not None else NotWhatYouWrote()
    if practice is None:
        await _note(context, "message.deleted")
        context.react("👌")
    else:
        await _take_down_kept(context, practice.message_id, of=None)
    _delete_replied(context)


async def _answer_shown(context: Context) -> Reflection | None:
    """The answer written in private that the replied message shows."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about != "reflection":
        return None
    return await context.tx.prompts.reflection(context.community.id, ReflectionId(post.about_id))


def _delete_replied(context: Context) -> None:
    context.tx.outbox.act(
        "deleteMessage",
        {"message_id": context.replied_id},
        chat=context.chat_id,
        kind=Kind.EDIT,
        now=context.now,
        community=context.community.id,
    )


async def _take_down_kept(context: Context, message: MessageId, *, of: PersonId | None) -> None:
    """Whatever was kept of it, as a practice, an answer, or talk."""
    community = context.community.id
    await take_back(context, message)
    await _take_from_minutes(context, message, of=of)
    await context.tx.personal.leave_out(community, message, context.now)
    practice = await context.tx.practices.told_in(community, message)
    decision = await decision_of(context, message)
    authors = await context.tx.personal.take_down(community, message, context.now, of=of)
    if decision is not None:
        await redraw(context, await context.tx.decisions.heard(decision))
    if practice is not None:
        await context.tx.dues.drop(ASK, practice.id, context.now)
        practice = practice if practice.withdrawn_at is None else None
    if not authors and practice is None:
        context.say(posts.nothing_to_take_down(context.words))
        return
    if practice is not None:
        await leave_no_buttons(context, practice, besides=context.replied_id)
    others = authors - {context.person_id}
    if others or not authors:
        await _note(context, "post.taken_down")
    told = [person for number in others if (person := await _told(number, practice, context))]
    context.say(_answer(context, practice, others, told))


async def _take_from_minutes(context: Context, message: MessageId, *, of: PersonId | None) -> None:
    """They are drawn without it, and what it settled is settled no more."""
    tx, community = context.tx, context.community.id
    for point in await tx.minutes.noted_in(community, message):
        if point.message_id == message and of in (None, point.person_id):
            await tx.agreements.follow(community, point.id, "", context.now)
    await tx.minutes.redraw_with(community, message, context.now)


async def _told(number: PersonId, practice: Practice | None, context: Context) -> Person | None:
    """The author, if a private message to them was written."""
    author = await context.tx.people.get(number)
    if author is None:
        return None
    words = context.words_for(author)
    said = (
        posts.your_post_taken_down(context.community, words)
        if practice is None
        else says.your_practice_taken_down(practice, context.community, context.words_said, words)
    )
    return author if context.tell(author, said) else None


def _answer(
    context: Context, practice: Practice | None, others: set[PersonId], told: list[Person]
) -> Message:
    """To whoever asked: who was told, or is told here; and where no reason was given, which."""
    words = context.words
    if practice is None or not others:
        return says.taken_down(words)
    if not told:
        return says.taken_down(words, author=called(practice, words))
    if context.words_said:
        return says.taken_down(words, is_told=True)
    return says.taken_down(words, ask_why_of=told[0].id)


async def _shown_in(message: MessageId, context: Context) -> Practice | None:
    """The practice that a message of the bot is about, unless it is gone already."""
    post = await context.tx.posts.at(context.chat_id, message)
    if post is None or post.about != "practice":
        return None
    practice = await context.tx.practices.get(context.community.id, PracticeId(post.about_id))
    return practice if practice is not None and practice.withdrawn_at is None else None


async def _note(context: Context, deed: str) -> None:
    await context.tx.deeds.note(context.community.id, context.person_id, deed, context.now)
