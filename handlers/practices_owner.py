"""A practice in its author's hands: /mispracticas, new words, a hidden name, taking it back."""

from functools import partial

from telegram import Update

from community import practices_owner
from community.ids import PracticeId
from community.practices import Practice
from community.practices_owner import must_be_the_author
from community.refusals import OldButton
from handlers.context import Context, author_of
from handlers.keeping import keep_reflection, leave_no_buttons, plan_question, save_practice
from handlers.practices_life import standing
from handlers.requests_answers import keep_answer
from handlers.written import written
from locales.words import words_in
from messages import practices as receipts
from messages import practices_owner as says
from messages.people import nobody_in_particular
from messages.practices_trials import as_done_by
from messages.text import Message
from reading.hashtags import without_hashtags
from storage.outbox import Kind


async def mine(update: Update, context: Context) -> None:
    """/mispracticas, or the link to it: one's own, in private."""
    if context.is_private:
        context.say(await _list(context))
        return
    if context.tell(context.person, await _list(context)):
        context.say(says.sent_in_private(context.words))
    else:
        context.say(
            says.mine_is_private(context.instance.private_link("mispracticas"), context.words)
        )


async def turn_or_open(update: Update, context: Context) -> None:
    """A number opens that practice, once however often it is tapped; or the list turns its page."""
    assert context.press is not None
    choice = context.press.choice
    start = choice.removeprefix(says.FROM)
    if choice != start and start.isdecimal():
        context.edit(await _list(context, int(start)))
        return
    practice = await _own(context, int(choice) if choice.isdecimal() else 0)
    context.say(
        says.panel(practice, context.words, context.community, is_private=context.is_private),
        kind=Kind.REPLY,
        key=f"mine:{context.chat_id}:{context.message_id}:{practice.id}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.shown_below(context.words))


async def open_or_close(update: Update, context: Context) -> None:
    """[Es mía: cambiar…] on a receipt, and [Volver] to it."""
    practice, choice = await _tapped(context)
    if choice == says.CLOSE:
        context.edit(receipts.classified(practice, context.words))
    else:
        _show(context, practice)


async def name(update: Update, context: Context) -> None:
    """[Ocultar mi nombre], [Mostrar mi nombre]."""
    practice, choice = await _tapped(context)
    home, by = words_in(context.community.language), context.person_id  # titles are the group's
    unnamed = nobody_in_particular(home)
    is_hidden = choice == says.HIDE
    change = practices_owner.hide_name if is_hidden else practices_owner.show_name
    changed = change(practice, by, unnamed=unnamed, ending=partial(as_done_by, words=home))
    await save_practice(context, changed)
    _show(context, changed)


async def withdraw(update: Update, context: Context) -> None:
    """[Retirar], and once more to be sure."""
    practice, choice = await _tapped(context)
    if choice != says.SURE:
        context.edit(says.sure_to_withdraw(practice, context.words))
        return
    gone = practices_owner.withdraw(practice, context.person_id, context.now)
    await context.tx.practices.save(gone, "")
    await context.tx.personal.forget_words()
    await plan_question(context, gone)
    tapped = None if context.is_private else context.message_id
    await leave_no_buttons(context, gone, besides=tapped)
    context.edit(says.withdrawn(gone, context.words))


async def answered(update: Update, context: Context) -> None:
    """A reply to what the bot said about a practice: of its author, perhaps new words for it."""
    practice = await _replied_to(context)
    said = without_hashtags(written(context.message).text)
    if practice is None or not said or author_of(context.message) != practice.author_id:
        is_told = await keep_reflection(context)  # the practice may have answered a prompt,
        is_answer = await keep_answer(context)  # or asked for something
        context.react("✍" if is_told or is_answer else "👍")
        return
    await context.tx.practices.save(practices_owner.propose(practice, said, context.person_id))
    context.say(says.which_words(practice, said, context.words))


async def reword(update: Update, context: Context) -> None:
    """[Es el título] [Es el texto] [Ninguno]."""
    practice, choice = await _tapped(context)
    by = context.person_id
    if choice == says.TITLE:
        changed = practices_owner.retitle(practice, by)
    elif choice == says.TEXT:
        changed = practices_owner.retell(practice, by)
    elif choice == says.NEITHER:
        changed = practices_owner.keep_as_it_is(practice, by)
    else:
        raise OldButton()
    await save_practice(context, changed)
    context.edit(says.reworded(changed, choice, context.words))


async def _list(context: Context, start: int = 0) -> Message:
    own = await context.tx.practices.of_author(context.community.id, context.person.id)
    return says.mine(own, start, context.words, context.community)


async def _tapped(context: Context) -> tuple[Practice, str]:
    assert context.press is not None
    return await _own(context, context.press.subject), context.press.choice


async def _own(context: Context, number: int) -> Practice:
    practice = await standing(context, number)
    must_be_the_author(practice, context.person_id)
    return practice


async def _replied_to(context: Context) -> Practice | None:
    """What the bot's message is about; None where a member's own message was replied to."""
    replied = context.replied
    if replied is None or replied.from_user is None:
        return None
    if replied.from_user.id != context.instance.bot_id:
        return None
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None:
        return None
    practice = await context.tx.practices.get(context.community.id, PracticeId(post.about_id))
    return practice if practice is not None and practice.withdrawn_at is None else None


def _show(context: Context, practice: Practice) -> None:
    context.edit(
        says.panel(practice, context.words, context.community, is_private=context.is_private)
    )
