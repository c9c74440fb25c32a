"""The memory with its photos, audios and documents: what to fetch, and what to do with it (decision 0050).

The one thing to know: what was fetched is packed with the memory as it is by then. Whoever asked
meanwhile to be left out is neither in its words nor in its files.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from community.archives import Archive, Fetched
from community.communities import Community
from community.ids import ChatId, CommunityId
from community.people import Person
from community.prompts import Media
from locales.words import Words, nearest, words_in
from messages import archives as says
from messages.text import Message
from reading.quoting import archive_for_many
from storage.errands import Errand
from storage.outbox import Kind
from storage.tx import Tx


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asked, where, and in which words they are answered."""

    community: Community
    person: Person
    words: Words


async def what_to_fetch(tx: Tx, errand: Errand, now: datetime) -> tuple[str, ...] | None:
    """References of files, the newest first; None once whoever asked is not in the group any more."""
    asker = await _asker(tx, errand, now)
    if asker is None:
        return None
    return tuple(file for file, _ in (await tx.archives.of(asker.community)).files)


async def hand_over(tx: Tx, errand: Errand, fetched: Mapping[str, Fetched], now: datetime) -> None:
    """To whoever asked, in private."""
    asker = await _asker(tx, errand, now)
    if asker is None:
        return
    archive = archive_for_many(await tx.archives.of(asker.community))
    document = await asyncio.to_thread(_packed, archive, fetched, asker.words, now)
    _say(tx, asker, document, now)


async def say_that_it_failed(tx: Tx, errand: Errand, now: datetime) -> None:
    """Telegram could not be asked for the files."""
    asker = await _asker(tx, errand, now)
    if asker is not None:
        _say(tx, asker, says.files_not_fetched(asker.words), now)


def _packed(
    archive: Archive, fetched: Mapping[str, Fetched], words: Words, now: datetime
) -> Message:
    wanted = archive.files
    attached = {
        file: f"media/{media.value}-{number:03}{_suffix(media, fetched[file])}"
        for number, (file, media) in enumerate(wanted, start=1)
        if file in fetched
    }
    contents = {path: fetched[file].content for file, path in attached.items()}
    return says.with_files(
        archive, words, now, attached, contents, missing=len(wanted) - len(attached)
    )


# What a file may be called after the dot: nothing that a phone or a computer would run.
HARMLESS = frozenset(
    f".{name}"
    for names in (
        ("jpg", "jpeg", "png", "gif", "webp", "mp3", "m4a", "ogg", "oga", "opus", "wav", "mp4"),
        ("mov", "webm", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
        ("txt", "csv", "epub", "zip"),
    )
    for name in names
)
USUAL = {
    Media.PHOTO: ".jpg",
    Media.VOICE: ".ogg",
    Media.AUDIO: ".mp3",
    Media.VIDEO: ".mp4",
    Media.DOCUMENT: ".bin",
    Media.STICKER: ".webp",
}


def _suffix(media: Media, fetched: Fetched) -> str:
    """The rest of the name is ours: what a sender called a file is not to be trusted."""
    suffix = PurePosixPath(fetched.path).suffix.lower()
    return suffix if suffix in HARMLESS else USUAL[media]


def _say(tx: Tx, asker: Asker, message: Message, now: datetime) -> None:
    tx.outbox.say(
        message,
        to=ChatId(asker.person.id),
        kind=Kind.EXPORT,
        now=now,
        community=asker.community.id,
        person=asker.person.id,
    )


async def _asker(tx: Tx, errand: Errand, now: datetime) -> Asker | None:
    if errand.person_id is None:
        return None
    community = await tx.communities.get(CommunityId(errand.subject_id))
    person = await tx.people.get(errand.person_id)
    if community is None or not community.is_active or person is None:
        return None
    member = await tx.members.get(community.id, person.id)
    if member is None or member.left_at is not None:
        return None
    words = words_in(nearest(person.language, community.language), now.year)
    return Asker(community=community, person=person, words=words)
