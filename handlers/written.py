"""What somebody wrote, as it is kept: words, at most one file, and who is credited with it.

The one thing to know: files are kept as Telegram's file id and never downloaded (M2).
"""

from dataclasses import dataclass

from telegram import Message as TelegramMessage
from telegram import MessageOriginUser

from community.ids import PersonId
from community.prompts import Media


@dataclass(frozen=True, kw_only=True)
class Written:
    """The words of a message or caption, and the file that came with it."""

    text: str
    media: Media | None = None
    file_id: str | None = None
    album: str | None = None  # messages sent together share it

    @property
    def is_empty(self) -> bool:
        """Nothing to keep: a place on the map, a contact, a throw of dice."""
        return not self.text and self.media is None


def written(message: TelegramMessage) -> Written:
    """What a message says. An animation and a video note are kept as what they resemble."""
    media, file_id = _file(message)
    return Written(
        text=(message.text or message.caption or _in_words(message)).strip(),
        media=media,
        file_id=file_id,
        album=message.media_group_id,
    )


def forwarded_from(message: TelegramMessage) -> PersonId | None:
    """Whose words were forwarded, where Telegram says it."""
    origin = message.forward_origin
    return PersonId(origin.sender_user.id) if isinstance(origin, MessageOriginUser) else None


def name_of(message: TelegramMessage) -> str:
    """Who is credited: the person, or the group or channel that somebody writes as."""
    if message.sender_chat is not None:
        return message.sender_chat.title or ""
    return message.from_user.full_name if message.from_user is not None else ""


def _in_words(message: TelegramMessage) -> str:
    """What has words but is no text: a poll, a checklist, a place with a name. Where somebody is
    (a pin on the map) and how to reach somebody else (a contact) are not kept."""
    if message.poll is not None:
        options = (f"– {option.text}" for option in message.poll.options)
        return "\n".join([message.poll.question, *options])
    if message.checklist is not None:
        tasks = (f"– {one.text}" for one in message.checklist.tasks)
        return "\n".join([message.checklist.title, *tasks])
    if message.venue is not None:
        return ", ".join(filter(None, (message.venue.title, message.venue.address)))
    return ""


def _file(message: TelegramMessage) -> tuple[Media | None, str | None]:
    if message.photo:
        return Media.PHOTO, message.photo[-1].file_id  # the last is the largest
    for media, file in (
        (Media.VOICE, message.voice),
        (Media.AUDIO, message.audio),
        (Media.VIDEO, message.video),
        (Media.VIDEO, message.video_note),
        (Media.VIDEO, message.animation),  # before the document that Telegram sends along with it
        (Media.DOCUMENT, message.document),
        (Media.STICKER, message.sticker),
    ):
        if file is not None:
            return media, file.file_id
    return None, None
