"""The repertoire: told with #practica, saved with /guardar, and of which kind each is."""

from dataclasses import replace

from telegram import Message as TelegramMessage
from telegram import Update

from community import practices, practices_owner
from community.calendar import local_day
from community.ids import MessageId, PracticeId, apart
from community.practices import Practice, PracticeKind
from community.refusals import NothingQuoted, OldButton
from handlers import practices_trials
from handlers.context import Context, author_of
from handlers.keeping import keep_practice, keep_reflection, save_practice
from handlers.practices_life import standing
from handlers.requests_answers import keep_answer
from handlers.written import Written, name_of, written
from messages import practices as says
from reading.hashtags import without_hashtags

FEWEST_WORDS = 3  # ours: «Leemos en parejas» can be tried, «Lectura» cannot
LONG_WORD = 20  # letters of one or two words that may be a sentence in another language


async def told(update: Update, context: Context) -> None:
    """#practica in a message of one's own; alone in reply, it means the message replied to. In reply
    to what one changed, the answer is a practice anyway: next to the one it comes from."""
    if await practices_trials.is_asked(context):
        await practices_trials.what_changed(update, context)
        return
    message = context.message
    await keep_reflection(context)  # it may answer a prompt too
    await keep_answer(context)  # or a request
    said = written(message)
    if said.media is None and not _words_of(said):
        await _told_in_reply(context)
        return
    if is_too_short(said):
        context.react("👍")
        context.say(says.in_a_sentence(context.words))
        return
    await _receive(context, _read(context, message, said))
    context.react()


def is_too_short(said: Written) -> bool:
    """Mere words, and too few of them for anybody to try it."""
    there = _words_of(said)
    return said.media is None and len(there) < FEWEST_WORDS and len("".join(there)) < LONG_WORD


def _words_of(said: Written) -> list[str]:
    """In any script, and numbers; an emoji is none."""
    return [word for word in without_hashtags(said.text).split() if any(map(str.isalnum, word))]


async def forwarded(update: Update, context: Context) -> None:
    """#practica in a forwarded message: somebody else wrote it, and did not mean us."""
    _say_how_to_tell(context)


async def save_quoted(update: Update, context: Context) -> None:
    """`/guardar` by a guide, in reply: what was quoted, with its author; words after it are its
    title."""
    quoted = context.replied
    if quoted is None:
        raise NothingQuoted("guardar")
    await _receive(context, _read(context, quoted, written(quoted), title=context.words_said))


async def choose_kind(update: Update, context: Context) -> None:
    """Routine, word, tool, story… or the rarer ones first."""
    assert context.press is not None
    practice, choice = await standing(context, context.press.subject), context.press.choice
    kind = _kind(choice) or practice.kind
    person = context.maybe_person
    classified = practices.classify(
        practice, kind, person.id if person else None, is_guide=await context.is_guide()
    )
    if choice == says.MORE:
        context.edit(says.more_kinds(practice, context.words))
    elif choice == says.LESS:
        context.edit(says.kept(practice, context.words))
    else:
        await context.tx.practices.save(classified)
        context.edit(says.classified(classified, context.words))


async def _told_in_reply(context: Context) -> None:
    """#practica alone: one's own message replied to, or, for guides, anybody's."""
    quoted = context.replied
    if quoted is None or quoted.from_user is None or quoted.from_user.is_bot:
        raise practices.NothingTold()
    if quoted.forward_origin is not None:
        _say_how_to_tell(context)
        return
    is_own = author_of(quoted) is not None and author_of(quoted) == author_of(context.message)
    if not (is_own or await context.is_guide()):
        raise practices.NothingTold()
    await _receive(context, _read(context, quoted, written(quoted)))
    context.react()


async def _receive(context: Context, practice: Practice) -> None:
    """Kept, with a receipt; told twice in the same words, the first one's card. Raises AlreadyKept."""
    earlier = await _told_before(context, practice)
    if earlier is not None:
        context.say(says.told_before(earlier, context.words))
        return
    context.say(says.kept(await keep_practice(context, practice), context.words))


async def _told_before(context: Context, practice: Practice) -> Practice | None:
    """What its author told in the same words."""
    tx, author = context.tx, practice.author_id
    if author is None:
        return None
    own = await tx.practices.of_author(practice.community_id, author)
    earlier = next((one for one in own if practices_owner.told_twice(one, practice)), None)
    if earlier is None or earlier.message_id == practice.message_id:
        return None
    whole = practices_owner.with_file_of(earlier, practice)
    if whole is not earlier:
        await save_practice(context, whole)
    return whole


async def keep_told_in_private(context: Context, message: TelegramMessage) -> None:
    """Their own words of the private chat, which no message of the group says."""
    told = _read(context, message, written(message))
    number = apart(context.person.id, told.message_id)
    await _receive(context, replace(told, message_id=number))


def _read(context: Context, message: TelegramMessage, said: Written, title: str = "") -> Practice:
    """What a message tells; raises NothingToKeep."""
    text = without_hashtags(said.text)
    is_ours = message.from_user is not None and message.from_user.id == context.instance.bot_id
    if is_ours or (not _words_of(said) and said.media is None):
        raise practices.NothingToKeep()
    number = MessageId(message.message_id)
    name, person = name_of(message), context.maybe_person
    return Practice(
        id=PracticeId(0),
        community_id=context.community.id,
        title=practices.title_of(title or text) or says.untitled(name, context.words),
        text=text,
        author_id=author_of(message),
        author_name=name,
        saved_by=person.id if person is not None else None,
        media=said.media,
        file_id=said.file_id,
        album=said.album,
        message_id=number,
        told_at=message.date,
    )


def _say_how_to_tell(context: Context) -> None:
    """A sign, and once a day a sentence."""
    context.react("👍")
    day = local_day(context.now, context.community.zone)
    context.say(says.how_to_tell(context.words), key=f"forwarded:{context.community.id}:{day}")


def _kind(choice: str) -> PracticeKind | None:
    """The kind a button names; None for those that only turn the page; raises OldButton."""
    if choice in (says.MORE, says.LESS):
        return None
    try:
        return PracticeKind(choice)
    except ValueError:
        raise OldButton() from None
