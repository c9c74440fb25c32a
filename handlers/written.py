"""What somebody wrote, as it is kept: words, at most one file, and who is credited with it.

The one thing to know: files are kept as Telegram's file id and never downloaded (M2).
"""

from dataclasses import dataclass

from telegram import Message as TelegramMessage

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
        """Nothing to keep: a place on the map, a contact, a poll."""
        return not self.text and self.media is None


def written(message: TelegramMessage) -> Written:
    """What a message says. An animation and a video note are kept as what they resemble."""
    media, file_id = _file(message)
    return Written(
        text=(message.text or message.caption or "").strip(),
        media=media,
        file_id=file_id,
        album=message.media_group_id,
    )


def name_of(message: TelegramMessage) -> str:
    """Who is credited: the person, or the group or channel that somebody writes as."""
    if message.sender_chat is not None:
        return message.sender_chat.title or ""
    return message.from_user.full_name if message.from_user is not None else ""


def _file(message: TelegramMessage) -> tuple[Media | None, str | None]:
    if message.photo:
        return Media.PHOTO, message.photo[-1].file_id  # the last is the largest
    for media, file in (
        (Media.VOICE, message.voice),
        (Media.AUDIO, message.audio),
        (Media.VIDEO, message.video),
        (Media.VIDEO, message.video_note),
        (Media.DOCUMENT, message.document),
        (Media.STICKER, message.sticker),
    ):
        if file is not None:
            return media, file.file_id
    return None, None
