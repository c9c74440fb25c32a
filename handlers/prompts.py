"""Prompts: a guide asks the group; the group answers by replying.

What to ask is chosen here, when in prompts_times.py; both end in prompts_posting.py.
"""

from dataclasses import replace
from datetime import timedelta

from telegram import Message as TelegramMessage
from telegram import Update

from community import prompt_bank, prompts
from community.calendar import local_day
from community.ids import CommunityId, PromptId
from community.prompts import Prompt, PromptState
from community.refusals import NothingGiven, OldButton
from community.school_year import moments_on
from handlers import prompts_posting as posting
from handlers import prompts_times as times
from handlers.context import Context
from handlers.keeping import keep_reflection, keep_reflection_told_in_private
from handlers.requests_answers import keep_answer
from handlers.written import written
from locales.words import words_in
from messages import prompts as says
from messages.prompt_bank import question
from messages.text import Message
from reading.identifying import without_private

DRAFTS_LAST = timedelta(days=30)
ANSWERED_FOR = timedelta(days=30)  # ours: later, words in private are hardly about the question


async def ask(update: Update, context: Context) -> None:
    """`/pregunta ¿…?` asks now, in private it rehearses; `/pregunta` alone offers the bank."""
    said = prompts.checked(context.words_said)
    if said and times.says_only_when(context, said):
        raise prompts.MomentAlone(said)
    if said and not context.is_private:
        await posting.post(context, await _begin(context, said))
        return
    await context.tx.prompts.forget_drafts(context.community.id, context.now - DRAFTS_LAST)
    draft = await _begin(context, said)
    context.say(await times.moments(context, draft) if said else await _offer(context, draft))


async def pick(update: Update, context: Context) -> None:
    """One of the offered questions, three others, or back to them."""
    assert context.press is not None
    draft = await posting.open_prompt(context, PromptId(context.press.subject))
    if draft.state is not PromptState.DRAFT:
        raise prompts.AlreadyAsked(draft)
    choice = context.press.choice
    if choice == says.BACK:
        context.edit(await _offer(context, draft))
    elif choice.startswith(says.MORE):
        context.edit(await _offer(context, draft, _beyond(choice)))
    else:
        context.edit(await _picked(context, draft, choice))


async def words_given(update: Update, context: Context) -> None:
    """A guide replies to what is still open: with a question of their own, or with a moment."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    number = PromptId(post.about_id)
    there = await context.tx.prompts.get(context.community.id, number)
    if there is not None and there.state is PromptState.POSTED and not context.is_private:
        await answered(update, context)  # it still shows the question: many answer there
        return
    prompt = await posting.open_prompt(context, number)
    await posting.must_be_theirs(context, prompt)
    said = prompts.checked(written(context.message).text)
    if not said:
        raise NothingGiven("pregunta")
    shown = await times.moment_said(context, prompt, said)
    if shown is None:
        own = prompts.word(prompt, said)
        await context.tx.prompts.save(own)
        is_waiting = own.state is PromptState.SCHEDULED
        shown = times.settled(context, own) if is_waiting else await times.moments(context, own)
    context.react()
    context.edit(shown, message_id=context.replied_id)


async def answered(update: Update, context: Context) -> None:
    """A reply to a prompt, or to what somebody replied, days late too: a receipt, and silence. The
    messages of an album are one answer with one receipt."""
    told = written(context.message)
    if told.is_empty:
        context.say(says.cannot_be_kept(context.words))
    elif await keep_reflection(context):
        context.react()
    elif told.album is None:
        context.react("👍")


async def answered_one(update: Update, context: Context) -> None:
    """A reply to what somebody replied; that may have asked for something (#pido) too."""
    await keep_answer(context)
    await answered(update, context)


async def last_open(context: Context, community: CommunityId) -> Prompt | None:
    """The question people most likely answer: the last one asked, while answers to it still come."""
    last = await context.tx.prompts.latest_posted(community)
    is_near = last and (asked := last[0].posted_at) and context.now - asked <= ANSWERED_FOR
    return last[0] if is_near else None


async def keep_told_in_private(
    context: Context, number: PromptId, message: TelegramMessage
) -> Prompt:
    """An answer written in private: kept, and shown in the group below the question, once."""
    community = context.community
    prompt = await context.tx.prompts.get(community.id, number)
    if prompt is None or prompt.state is not PromptState.POSTED:
        raise OldButton()
    reflection = await keep_reflection_told_in_private(context, number, message)
    if reflection is not None:
        asked = await context.tx.posts.first(community.telegram_chat_id, "prompt", number)
        context.tell_group(
            says.answered_in_private(
                # the bot repeats no telephone and no child's name before many
                replace(reflection, text=without_private(reflection.text)),
                context.person.name,
                context.group_words,
            ),
            thread=prompt.thread_id,
            reply_to=asked.message_id if asked is not None else None,
        )
    return prompt


async def _begin(context: Context, text: str) -> Prompt:
    person, home = context.maybe_person, context.community.home_thread_id
    return await context.tx.prompts.add(
        Prompt(
            id=PromptId(0),
            community_id=context.community.id,
            text=text,
            state=PromptState.DRAFT,
            asked_by=person.id if person is not None else None,  # None: an anonymous admin asks
            created_at=context.now,
            thread_id=home if context.is_private else context.thread_id,
        )
    )


async def _offer(context: Context, draft: Prompt, beyond: int = 0) -> Message:
    community = context.community
    today = local_day(context.now, community.zone)
    starters = prompt_bank.offer(
        await posting.asked_within_a_year(context),
        moments=moments_on(today, community.country),
        beyond=beyond,
    )
    asked_in = words_in(community.language)
    return says.offered(draft, starters, context.words, asked_in, beyond)


async def _picked(context: Context, draft: Prompt, key: str) -> Message:
    starter = prompt_bank.BY_KEY.get(key)
    if starter is None:
        raise OldButton()
    if any(one.bank_key == key for one in await posting.asked_within_a_year(context)):
        raise prompts.AlreadyAsked(draft)
    words = question(key, words_in(context.community.language))
    chosen = prompts.word(draft, words, starter.kind, key)
    await context.tx.prompts.save(chosen)
    return await times.moments(context, chosen)


def _beyond(choice: str) -> int:
    number = choice.removeprefix(says.MORE)
    if not (number.isascii() and number.isdigit() and len(number) <= 4):
        raise OldButton()
    return int(number)
