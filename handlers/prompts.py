"""Prompts: a guide asks the group; the group answers by replying."""

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from community import budget, prompt_bank, prompts
from community.ids import PromptId
from community.prompts import NOT_AGAIN_WITHIN, Prompt, PromptState
from community.refusals import NotForYou, NotFound, NothingGiven, OldButton
from handlers.context import Context
from handlers.keeping import follow_edit, keep_reflection
from handlers.written import written
from messages import prompts as says
from messages.prompt_bank import question
from messages.text import Message
from storage.outbox import Kind

DRAFTS_LAST = timedelta(days=30)


async def ask(update: Update, context: Context) -> None:
    """`/pregunta ¿…?` asks now; `/pregunta` alone offers questions of the bank."""
    if said := prompts.checked(context.words_said):
        await _post(context, await _begin(context, said))
        return
    await context.tx.prompts.forget_drafts(context.community.id, context.now - DRAFTS_LAST)
    context.say(await _offer(context, await _begin(context, "")))


async def pick(update: Update, context: Context) -> None:
    """One of the offered questions, or back to them."""
    assert context.press is not None
    draft, key = await _draft(context), context.press.choice
    if key == says.BACK:
        context.edit(await _offer(context, draft))
        return
    starter = prompt_bank.BY_KEY.get(key)
    if starter is None:
        raise OldButton()
    await _must_be_fresh(context, key)
    text = question(key, context.words)
    chosen = prompts.word(draft, text, starter.kind, key)
    await context.tx.prompts.save(chosen)
    context.edit(says.when(chosen, context.words))


async def words_given(update: Update, context: Context) -> None:
    """The guide replies to the offer with a question of their own: the offer shows it."""
    draft = await _draft_replied_to(context)
    await _must_be_theirs(context, draft)
    said = prompts.checked(written(context.message).text)
    if not said:
        raise NothingGiven("pregunta")
    own = prompts.word(draft, said)
    await context.tx.prompts.save(own)
    context.react()
    context.edit(says.when(own, context.words), message_id=context.replied_id)


async def choose_when(update: Update, context: Context) -> None:
    """Now, on Monday, or on Monday and every Monday from then on."""
    assert context.press is not None
    draft = await _draft(context)
    when = context.press.choice.partition(".")[0]
    if not draft.text or context.press.choice != says.choice_of(when, draft):
        raise OldButton()
    if draft.bank_key is not None:
        await _must_be_fresh(context, draft.bank_key)
    if when == says.NOW:
        settled = await _post(context, draft)
    elif when in (says.MONDAY, says.WEEKLY):
        settled = await _schedule(context, draft)
    else:
        raise OldButton()
    if when == says.WEEKLY:
        await _every_week_after(context, settled)
    context.answer(says.settled_briefly(settled, context.words))
    context.edit(says.settled(settled, context.words, context.community))


async def answered(update: Update, context: Context) -> None:
    """A reply to a prompt, or to what somebody replied, days late too: a receipt, and silence."""
    if await keep_reflection(context):
        context.react()


async def corrected(update: Update, context: Context) -> None:
    """A kept message was edited."""
    await follow_edit(context)


async def _begin(context: Context, text: str) -> Prompt:
    person = context.maybe_person  # None: an anonymous admin asks, for the group
    return await context.tx.prompts.add(
        Prompt(
            id=PromptId(0),
            community_id=context.community.id,
            text=text,
            state=PromptState.DRAFT,
            asked_by=person.id if person is not None else None,
            created_at=context.now,
            thread_id=context.thread_id,
        )
    )


async def _offer(context: Context, draft: Prompt) -> Message:
    return says.offered(draft, prompt_bank.offer(await _asked(context)), context.words)


async def _post(context: Context, prompt: Prompt) -> Prompt:
    community, now = context.community, context.now
    posted = prompts.post(prompt, now, community.zone)
    await context.tx.prompts.save(posted)
    context.say(
        says.posted(posted, context.words, community.zone),
        kind=Kind.POST,
        reply=False,
        # counted, so that the weekly prompt does not come on top of it
        key=budget.key(f"prompt:{posted.id}"),
    )
    return posted


async def _schedule(context: Context, draft: Prompt) -> Prompt:
    community = context.community
    due_at = prompts.next_monday(context.now, community.quiet, community.zone)
    scheduled = prompts.schedule(draft, due_at)
    await context.tx.prompts.save(scheduled)
    await context.tx.dues.plan("prompt.post", scheduled.id, due_at, community=community.id)
    return scheduled


async def _every_week_after(context: Context, first: Prompt) -> None:
    """The chosen question begins the rhythm; from the week after, the bank's."""
    assert first.due_at is not None
    tx, now = context.tx, context.now
    community = replace(
        context.community, prompt_weekday=prompts.MONDAY, prompt_time=prompts.WEEKLY_AT
    )
    await tx.communities.save(community)
    context.maybe_community = community
    person = context.maybe_person
    await tx.deeds.note(community.id, person.id if person else None, "config.rhythm", now)
    due_at = prompts.next_in_rhythm(community, after=first.due_at)
    await tx.dues.replan("prompt.weekly", community.id, due_at, community=community.id, now=now)


async def _asked(context: Context) -> list[Prompt]:
    now = context.now
    return await context.tx.prompts.asked_since(context.community.id, now - NOT_AGAIN_WITHIN, now)


async def _must_be_fresh(context: Context, key: str) -> None:
    for prompt in await _asked(context):
        if prompt.bank_key == key:
            raise prompts.AlreadyAsked(prompt)


async def _draft(context: Context) -> Prompt:
    assert context.press is not None
    return await _open_draft(context, PromptId(context.press.subject))


async def _draft_replied_to(context: Context) -> Prompt:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    return await _open_draft(context, PromptId(post.about_id))


async def _open_draft(context: Context, number: PromptId) -> Prompt:
    draft = await context.tx.prompts.get(context.community.id, number)
    if draft is None:
        raise NotFound()
    prompts.must_be_draft(draft)
    return draft


async def _must_be_theirs(context: Context, draft: Prompt) -> None:
    """Whoever asked for it, or a guide. Telegram is not asked who is an admin for a mere reply."""
    person = context.maybe_person
    is_theirs = person is not None and person.id == draft.asked_by
    if not (is_theirs or context.is_admin or await context.is_guide()):
        raise NotForYou("guide")
