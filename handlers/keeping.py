"""Keeping what a member's message tells, and following its edits.

One message may be a reflection, a practice, a theme, or several of them: a reply to a prompt with
#practica in it. The features come here for it; `posts` remembers the message under the first.
"""

from telegram import Message as TelegramMessage

from community import practices_details, practices_owner
from community.ids import MessageId, PromptId, ReflectionId, apart
from community.practices import AlreadyKept, Practice
from community.practices import corrected as corrected_practice
from community.prompts import PromptState, Reflection
from community.prompts import corrected as corrected_reflection
from community.themes import MAX_THEME
from community.themes import corrected as corrected_theme
from handlers.context import Context, author_of
from handlers.written import Written, forwarded_from, written
from locales.words import words_in
from messages.practices_details import searched
from reading.hashtags import without_hashtags
from reading.stems import indexed
from reading.themes import read_theme
from storage.outbox import Kind
from storage.posts import Post

# What a member's message may be kept as; it may have answered a prompt too.
KEPT = frozenset({"reflection", "practice", "request", "offer", "theme"})
ASK = "practice.ask"  # the due that asks an author for one more thing


async def keep_reflection(context: Context) -> bool:
    """Keeps the message if it replies to a prompt or to a reflection; says whether it is the first
    of its album, and so the one to acknowledge.

    Who writes as the group or as a channel is kept too, and credited to nobody.
    """
    prompt = await _prompt_replied_to(context)
    told, message = written(context.message), context.message
    if prompt is None or told.is_empty or await _is_of_somebody_unkept(context):
        return False
    prompts, community = context.tx.prompts, context.community.id
    is_first = told.album is None or not await prompts.has_album(community, told.album)
    reflection = await prompts.keep(
        Reflection(
            id=ReflectionId(0),
            community_id=community,
            prompt_id=prompt,
            person_id=author_of(message),
            text=told.text,
            media=told.media,
            file_id=told.file_id,
            album=told.album,
            message_id=context.message_id,
            reply_to_message_id=context.replied_id,
            said_at=message.date,
        )
    )
    if reflection is not None:
        await remember(context, context.message_id, "reflection", reflection.id)
    return is_first


async def keep_reflection_told_in_private(
    context: Context, prompt: PromptId, message: TelegramMessage
) -> Reflection | None:
    """Their own words of the private chat, as an answer; None where they were kept already."""
    told = written(message)
    return await context.tx.prompts.keep(
        Reflection(
            id=ReflectionId(0),
            community_id=context.community.id,
            prompt_id=prompt,
            person_id=context.person.id,
            text=told.text,
            media=told.media,
            file_id=told.file_id,
            message_id=apart(context.person.id, MessageId(message.message_id)),
            said_at=message.date,
        )
    )


async def keep_practice(context: Context, practice: Practice) -> Practice:
    """Into the repertoire, whatever its id says, and days later its author is asked for more.

    Raises AlreadyKept, or TakenBack for anybody but the author of what was withdrawn.
    """
    tx, community = context.tx, context.community
    searched_by = search_text_of(practice, community.language)
    kept = await tx.practices.keep(practice, searched_by)
    if kept is None:
        kept = await _told_again(context, practice)
    await remember(context, kept.message_id, "practice", kept.id)
    await plan_question(context, kept)
    return kept


async def plan_question(context: Context, practice: Practice) -> None:
    """The first question, or after an answer the next; none where there is nothing to ask."""
    await context.tx.dues.replan(
        ASK,
        practice.id,
        practices_details.next_question_at(practice),
        community=practice.community_id,
        now=context.now,
    )


async def save_practice(context: Context, practice: Practice) -> None:
    """All of it, and what it is found by."""
    await context.tx.practices.save(practice, search_text_of(practice, context.community.language))


async def leave_no_buttons(
    context: Context, practice: Practice, *, besides: MessageId | None
) -> None:
    """What the bot said in the group about a practice that is gone asks nothing any more."""
    chat = context.community.telegram_chat_id
    for message in await context.tx.posts.all_about(chat, "practice", practice.id):
        if message not in (practice.message_id, besides):
            context.tx.outbox.act(
                "editMessageReplyMarkup",
                {"message_id": message},
                chat=chat,
                kind=Kind.EDIT,
                now=context.now,
                community=context.community.id,
            )


async def remember(context: Context, message: MessageId, about: str, about_id: int) -> None:
    """Replies to a member's message in the group, and its edits, find what it was kept as."""
    await context.tx.posts.remember(
        Post(
            telegram_chat_id=context.community.telegram_chat_id,
            message_id=message,
            community_id=context.community.id,
            about=about,
            about_id=about_id,
            posted_at=context.now,
        )
    )


async def follow_edit(context: Context) -> None:
    """What the edited message was kept as says the new words; a receipt, and nothing else."""
    told, tx, community = written(context.message), context.tx, context.community.id
    reflection = await tx.prompts.reflection_in(community, context.message_id)
    if reflection is not None:
        await tx.prompts.correct(
            corrected_reflection(reflection, told.text, told.media, told.file_id, context.now)
        )
    practice = await tx.practices.told_in(community, context.message_id)
    stands = practice is not None and practice.withdrawn_at is None
    if practice is not None and stands:
        await _correct(context, practice, told)
    theme = await tx.themes.told_in(community, context.message_id)
    if theme is not None:
        await tx.themes.save(corrected_theme(theme, read_theme(told.text, MAX_THEME)))
    if reflection is not None or stands or theme is not None:
        context.react()


def search_text_of(practice: Practice, language: str) -> str:
    """What a practice is found by: its title more than its text, who told it unless the name is
    hidden, and what it knows."""
    name = "" if practice.name_hidden else practice.author_name
    more = searched(practice, words_in(language))
    return indexed(practice.title, f"{practice.text} {name} {more}", language)


async def _told_again(context: Context, afresh: Practice) -> Practice:
    there = await context.tx.practices.told_in(afresh.community_id, afresh.message_id)
    if there is None or there.withdrawn_at is None:
        raise AlreadyKept(there)
    again = practices_owner.told_again(there, afresh, context.person_id)
    await save_practice(context, again)
    return again


async def _is_of_somebody_unkept(context: Context) -> bool:
    """Forwarded words are kept as what the sender told, unless their author wants nothing kept."""
    author = forwarded_from(context.message)
    known = None if author is None else await context.tx.people.get(author)
    return known is not None and known.keeps_nothing


async def _correct(context: Context, practice: Practice, told: Written) -> None:
    fresh = corrected_practice(practice, without_hashtags(told.text), told.media, told.file_id)
    await save_practice(context, fresh)


async def _prompt_replied_to(context: Context) -> PromptId | None:
    if context.replied is None:
        return None
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.community_id != context.community.id:
        return None
    if post.about == "prompt":
        return PromptId(post.about_id)
    if post.about == "prompt-draft":
        return await _if_asked(context, PromptId(post.about_id))
    if post.about not in KEPT:
        return None
    prompts, community = context.tx.prompts, context.community.id
    reflection = await prompts.reflection_in(community, context.replied_id)
    if reflection is None and post.about == "reflection":  # written in private, shown by the bot
        reflection = await prompts.reflection(community, ReflectionId(post.about_id))
    return reflection.prompt_id if reflection is not None else None


async def _if_asked(context: Context, number: PromptId) -> PromptId | None:
    """Where a guide chose a question its words still stand once it was asked: people answer there."""
    prompt = await context.tx.prompts.get(context.community.id, number)
    return number if prompt is not None and prompt.state is PromptState.POSTED else None
