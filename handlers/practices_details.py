"""What a practice knows besides its words: its author's answers, by a tap or in words.

The questions are asked by time (scheduler/practices_details.py), or at once for an author who wants
to say more. A question's message is about its one detail (`practice-level`…), so that an answer
weeks later finds what it answers.
"""

from dataclasses import replace

from telegram import Update

from community import practices_details
from community.practices import Practice
from community.practices_details import AS_PROPOSED, DECLINED, Detail
from community.practices_owner import must_be_the_author
from community.refusals import OldButton
from handlers.context import Context, author_of
from handlers.keeping import plan_question, save_practice
from handlers.practices_life import standing
from handlers.written import written
from messages import practices_details as says
from reading.hashtags import without_hashtags
from reading.levels import read_level
from storage.outbox import Kind


async def choose(update: Update, context: Context) -> None:
    """A tap on an answer, on [Sí], or on [No, gracias]."""
    assert context.press is not None
    detail = Detail(context.press.verb.removeprefix("practice-"))
    practice, choice = await standing(context, context.press.subject), context.press.choice
    if choice == DECLINED:
        await _end(context, practice, detail)
    elif choice == AS_PROPOSED:
        await _answer(context, practice, detail, await _school(context))
    else:
        chosen = practices_details.choose(practice, detail, choice, context.person_id)
        await _keep(context, chosen, detail)


async def answered(update: Update, context: Context) -> None:
    """The author replied to a question; for the words of others, a sign and nothing else."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    practice = await standing(context, post.about_id)
    if author_of(context.message) != practice.author_id:
        context.react("👍")
        return
    detail = Detail(post.about.removeprefix("practice-"))
    await _answer(context, practice, detail, without_hashtags(written(context.message).text))
    context.react()


async def say_more(update: Update, context: Context) -> None:
    """[Completar]: its author is asked the next missing thing at once."""
    assert context.press is not None
    practice = await standing(context, context.press.subject)
    must_be_the_author(practice, context.person_id)
    detail = practices_details.missing(practice)
    if detail is None:
        context.answer(says.nothing_missing(context.words))
        return
    asked = replace(practice, asked_at=context.now)
    await context.tx.practices.save(asked)
    await plan_question(context, asked)
    proposed = proposal(detail, context)
    context.say(
        says.asked(asked, detail, context.words, proposed=proposed),
        kind=Kind.REPLY,
        key=f"fill:{context.chat_id}:{practice.id}:{detail}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.asked_below(context.words))


def proposal(detail: Detail, context: Context) -> str | None:
    """What the profile of who speaks says of school and level."""
    if context.member is None:
        return None
    if detail is Detail.SCHOOL:
        return context.member.school
    return read_level(context.member.level or "") if detail is Detail.LEVEL else None


async def _answer(context: Context, practice: Practice, detail: Detail, said: str) -> None:
    level = read_level(said) if detail is Detail.LEVEL else None
    if level is not None:
        known = practices_details.choose(practice, detail, level, context.person_id)
    else:
        known = practices_details.describe(practice, detail, said, context.person_id)
    await _keep(context, known, detail)


async def _keep(context: Context, practice: Practice, detail: Detail) -> None:
    await save_practice(context, practice)
    await plan_question(context, practice)
    question = None if context.press is not None else context.replied_id
    context.edit(says.noted(practice, detail, context.words), message_id=question)


async def _end(context: Context, practice: Practice, detail: Detail) -> None:
    ended = practices_details.no_more(practice, context.person_id, context.now)
    await context.tx.practices.save(ended)
    await plan_question(context, ended)
    context.edit(says.ended(ended, detail, context.words))


async def _school(context: Context) -> str:
    """[Sí]: as the profile says now."""
    if context.member is None or not context.member.school:
        raise OldButton()
    return context.member.school
