"""Asking the group for a decision (/decidir), answering it, and saying why (M9).

What comes of it, and agreements, are in handlers/agreements.py.
"""

import re
from dataclasses import replace

from telegram import Update

from community import agreements, decisions
from community.decisions import (
    CLOSE_STEP,
    Decision,
    Hearing,
    NoVoiceHere,
    OnlyGuidesAsk,
    Position,
    Remark,
    Stance,
)
from community.ids import AgreementId, ChatId, DecisionId, MessageId, RemarkId
from community.people import KeepsNothing
from community.refusals import NotForYou, OldButton
from handlers.context import Context, author_of
from handlers.decisions_card import found, plan, redraw, tapped, tell_group
from handlers.written import name_of, written
from messages import decisions as says
from reading.decisions import read_decision
from storage.outbox import Kind
from storage.posts import Post

_COMMAND = re.compile(r"^\s*/\w+(?:@\w+)?\s*")


async def ask(update: Update, context: Context) -> None:
    """`/decidir texto`, `/decidir 3 días: texto`; in reply to a message, its words; alone, asks what.

    For those who facilitate: another's /decidir they may take up by replying to it."""
    try:
        await context.must_be_guide()
    except NotForYou as no:
        raise OnlyGuidesAsk() from no
    said = read_decision(context.words_said)
    text = said.text or _quoted(context)
    if not text:
        asker = update.effective_user
        assert asker is not None
        context.say(says.what_to_decide(asker.id, context.words))
        return
    await _open(context, text, said.days)


async def words_given(update: Update, context: Context) -> None:
    """A reply to «¿qué decide el grupo?» by whoever was asked; others' are talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    said = read_decision(written(context.message).text)
    asker = update.effective_user
    if post is None or asker is None or post.about_id != asker.id or not said.text:
        context.react("👍")
        return
    await _open(context, said.text, said.days)


async def change_agreement(update: Update, context: Context) -> None:
    """The new words of an agreement, in reply to [Cambiarlo]: the group is asked, from private too.
    Where a pair is named, what others reply there is talk."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    tx, community = context.tx, context.community.id
    agreement = await tx.agreements.get(community, AgreementId(post.about_id))
    said = read_decision(written(context.message).text)
    is_theirs = await context.is_guide() or not await tx.members.guides_of(community)
    if agreement is None or not said.text or not is_theirs:
        context.react("👍")
        return
    _must_be_there(context)
    agreements.must_stand(agreement)
    await _open(context, said.text, said.days, replaces=agreement.number)


async def take(update: Update, context: Context) -> None:
    """[De acuerdo] [Con reparos] [No puedo apoyar]: the last one counts, until it closes."""
    _must_be_there(context)
    before = await context.tx.decisions.heard(await tapped(context))
    person = context.person
    position = decisions.take(before, person.id, person.name, _stance(context), context.now)
    if position != before.of(person.id):
        await context.tx.decisions.take(position)
        hearing = await context.tx.decisions.heard(before.decision)
        await redraw(context, hearing)
        await _end_early(context, hearing)
        _ask_why(context, hearing, position)
        if context.is_private:
            context.edit(says.answered(hearing, position, context.words))
    has_more = position.stance is not Stance.AGREE and not context.is_private
    context.answer(says.taken(position, context.words), alert=has_more)


async def answered(update: Update, context: Context) -> None:
    """A reply to the question, or to «why?»: kept as a remark, whatever one's position."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    decision = await found(context, post.about_id)
    said, author = written(context.message), author_of(context.message)
    if context.is_private:
        decisions.must_be_open(decision)
    is_open = decision.state is decisions.DecisionState.OPEN
    if not is_open or author is None or not said.text:  # talk, a sticker, the group itself
        context.react("👍")
        return
    _must_be_there(context)
    await _keep_remark(context, decision, decisions.checked_remark(said.text))


async def corrected(update: Update, context: Context) -> None:
    """The message with a remark was edited: the question says the new words."""
    post = await context.tx.posts.at(context.chat_id, context.message_id)
    assert post is not None
    tx, community = context.tx, context.community.id
    remark = await tx.decisions.remark(community, RemarkId(post.about_id))
    text = decisions.checked_remark(written(context.message).text)
    if remark is None or remark.person_id != author_of(context.message) or not text:
        return
    await tx.decisions.correct(replace(remark, text=text))
    await redraw(context, await tx.decisions.heard(await found(context, remark.decision_id)))
    context.react()


# From words to a question.


async def _open(
    context: Context, text: str, days: int | None, *, replaces: int | None = None
) -> None:
    person, community = context.maybe_person, context.community
    if person is not None and person.keeps_nothing:
        raise KeepsNothing(person)
    days = community.decision_days if days is None else decisions.checked_days(days)
    opened = await context.tx.decisions.add(
        Decision(
            id=DecisionId(0),
            community_id=community.id,
            text=decisions.checked(text),
            asked_by=context.person_id,
            asked_name=name_of(context.message),
            message_id=None if context.is_private else context.message_id,
            thread_id=community.home_thread_id if context.is_private else context.thread_id,
            replaces=replaces,
            days=days,
            opened_at=context.now,
            closes_at=decisions.closes_at(community, days, context.now),
        )
    )
    if opened is None:
        return
    await plan(context, opened)
    question = says.question(Hearing(decision=opened), community, context.group_words)
    if context.is_private:
        await tell_group(context, opened, question)
        context.say(says.asked_in_group(context.words))
    else:
        context.say(question)


def _quoted(context: Context) -> str:
    """The words of the message this replies to; never the bot's own."""
    quoted = context.replied
    is_ours = quoted is None or (
        quoted.from_user is not None and quoted.from_user.id == context.instance.bot_id
    )
    return "" if quoted is None or is_ours else _COMMAND.sub("", written(quoted).text)


# What people say.


def _must_be_there(context: Context) -> None:
    """Whoever is in the group, and may be noted."""
    person, member = context.person, context.member
    if person.keeps_nothing:
        raise KeepsNothing(person)
    if member is None or member.left_at is not None:
        raise NoVoiceHere()


def _stance(context: Context) -> Stance:
    assert context.press is not None
    if context.press.choice not in set(Stance):
        raise OldButton()
    return Stance(context.press.choice)


async def _end_early(context: Context, hearing: Hearing) -> None:
    """Once nobody is missing it closes in an hour: whoever was last may still think again."""
    at = decisions.ends_early_at(context.community, hearing, context.now)
    if at is not None:
        number, home = hearing.decision.id, context.community.id
        await context.tx.dues.replan(CLOSE_STEP, number, at, community=home, now=context.now)


def _ask_why(context: Context, hearing: Hearing, position: Position) -> None:
    """In private, once in the life of a decision, and not of who said why already."""
    person, decision = context.person, hearing.decision
    if position.stance is Stance.AGREE or not person.can_be_written:
        return
    if hearing.remark_of(person.id):
        return
    context.tx.outbox.say(
        says.why(position, decision, context.words_for(person)),
        to=ChatId(person.id),
        kind=Kind.REPLY,
        now=context.now,
        community=context.community.id,
        person=person.id,
        key=f"decision.why:{decision.id}:{person.id}",
    )


async def _keep_remark(context: Context, decision: Decision, text: str) -> None:
    tx, person = context.tx, context.person
    number = None if context.is_private else context.message_id
    remark = await tx.decisions.give(
        Remark(
            id=RemarkId(0),
            community_id=decision.community_id,
            decision_id=decision.id,
            person_id=person.id,
            name=person.name,
            text=text,
            message_id=number,
            given_at=context.now,
        )
    )
    if remark is not None:
        await _remember(context, context.message_id, remark)
        await redraw(context, await tx.decisions.heard(decision))
    if context.is_private:
        context.say(says.remark_kept(context.words))
    else:
        context.react()


async def _remember(context: Context, message: MessageId, remark: Remark) -> None:
    """Its edits find it, in private too."""
    await context.tx.posts.remember(
        Post(
            telegram_chat_id=context.chat_id,
            message_id=message,
            community_id=remark.community_id,
            about="remark",
            about_id=remark.id,
            posted_at=context.now,
        )
    )
