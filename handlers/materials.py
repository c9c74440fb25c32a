"""/material: files that others can use, with their size said before anybody downloads them (S7)."""

from telegram import Message as TelegramMessage
from telegram import Update

from community import materials
from community.ids import MaterialId, MessageId
from community.materials import Material, Subject
from community.prompts import Media
from community.refusals import NotFound, OldButton
from handlers.context import Context, author_of
from handlers.keeping import remember
from handlers.written import name_of, written
from messages import materials as says
from reading.stems import search_terms, search_text
from storage.outbox import Kind

SHOWN = 5
KEPT = frozenset({Media.PHOTO, Media.VOICE, Media.AUDIO, Media.VIDEO, Media.DOCUMENT})


async def share_or_show(update: Update, context: Context) -> None:
    """In reply to a file: into the library. Else the library, or what is in it about the words."""
    if context.replied is not None and not context.is_private:
        await _share(context, context.replied)
        return
    found = await context.tx.materials.of(context.community.id)
    if not found:
        context.say(says.nothing_yet(context.words))
    elif context.words_said:
        await _search(context, found)
    else:
        shelves = materials.shelves(found)
        context.say(says.library(shelves, len(found), context.community, context.words))


async def choose_subject(update: Update, context: Context) -> None:
    """What a material is about; or all subjects again."""
    assert context.press is not None
    material = await _material(context, context.press.subject)
    if context.press.choice == says.ALL:
        context.edit(says.kept(material, context.words))
        return
    person = context.maybe_person
    shelved = materials.shelve(
        material,
        _subject(context.press.choice),
        person.id if person is not None else None,
        is_guide=await context.is_guide(),
    )
    await context.tx.materials.save(shelved)
    context.edit(says.shelved(shelved, context.words))


async def open_shelf(update: Update, context: Context) -> None:
    """One subject's newest, or all subjects again."""
    assert context.press is not None
    community, words, choice = context.community, context.words, context.press.choice
    found = await context.tx.materials.of(community.id)
    if choice == says.ALL:
        context.edit(says.library(materials.shelves(found), len(found), community, words))
        return
    subject = _subject(choice)
    here = materials.on_shelf(found, subject)[:SHOWN]
    if not here:
        raise NotFound()
    context.edit(says.shelf(subject, here, community, words, is_private=context.is_private))


async def show_file(update: Update, context: Context) -> None:
    """A number: the bot replies to the message that brought the file, once an hour."""
    assert context.press is not None
    choice, community = context.press.choice, context.community
    material = await _material(context, int(choice) if choice.isdecimal() else 0)
    context.tx.outbox.say(
        says.here(material, context.words),
        to=community.telegram_chat_id,
        kind=Kind.REPLY,
        now=context.now,
        community=community.id,
        reply_to=material.message_id,
        key=f"material:{community.id}:{material.id}:{context.now:%Y-%m-%dT%H}",
    )
    context.answer(says.shown_below(context.words))


async def _share(context: Context, quoted: TelegramMessage) -> None:
    told, community = written(quoted), context.community
    if told.media not in KEPT or told.file_id is None:
        raise materials.NoFile()
    number, name, person = MessageId(quoted.message_id), name_of(quoted), context.maybe_person
    file = quoted.effective_attachment
    sized = file[-1] if isinstance(file, tuple) else file
    file_name: str | None = getattr(sized, "file_name", None)
    title = materials.title_of(context.words_said, told.text, file_name)
    material = Material(
        id=MaterialId(0),
        community_id=community.id,
        title=title or says.untitled(name, context.words),
        media=told.media,
        file_id=told.file_id,
        file_name=file_name,
        size=getattr(sized, "file_size", None),
        shared_by=author_of(quoted),
        shared_by_name=name,
        saved_by=person.id if person is not None else None,
        message_id=number,
        saved_at=context.now,
    )
    kept = await context.tx.materials.keep(material)
    if kept is None:
        raise materials.AlreadyShelved(await context.tx.materials.shared_in(community.id, number))
    await remember(context, number, "material", kept.id)
    context.say(says.kept(kept, context.words))


async def _search(context: Context, found: list[Material]) -> None:
    """Every word of the question begins a word of the title, the file's name, the subject or who
    shared it; stemmed and without accents, as in the repertoire."""
    community, query = context.community, context.words_said
    terms = search_terms(query, community.language)
    hits = [one for one in found if terms and _fits(one, terms, context)]
    if not hits:
        context.say(says.nothing_found(query, context.words))
        return
    said = says.found(query, hits[:SHOWN], community, context.words, is_private=context.is_private)
    context.say(said)


def _fits(material: Material, terms: list[str], context: Context) -> bool:
    subject = context.words(says.SUBJECTS[material.subject]) if material.subject else ""
    said = f"{material.title} {material.file_name or ''} {subject} {material.shared_by_name}"
    stems = search_text(said, context.community.language).split()
    return all(any(stem.startswith(term) for stem in stems) for term in terms)


async def _material(context: Context, number: int) -> Material:
    material = await context.tx.materials.get(context.community.id, MaterialId(number))
    if material is None:
        raise NotFound()
    return material


def _subject(choice: str) -> Subject:
    try:
        return Subject(choice)
    except ValueError:
        raise OldButton() from None
