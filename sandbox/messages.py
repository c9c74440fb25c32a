"""What is said: one record per message, its content kept as the Bot API writes it.

`content` holds the fields of a `Message` that depend on its kind (text and entities, photo and
caption, a service event…); who, where, when and in answer to what are the record's own.
"""

from dataclasses import dataclass, field

from sandbox.json_types import Json

MEDIA = ("photo", "voice", "document", "video", "audio", "video_note", "sticker")
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
)


@dataclass(kw_only=True)
class Message:
    """A message. `date` and `edited` are Unix seconds; `reactions` maps an actor to an emoji."""

    id: int
    chat: int
    sender: int
    date: int
    content: Json
    reply_to: int | None = None
    thread: int | None = None
    keyboard: Json | None = None
    edited: int | None = None
    anonymous: bool = False
    silent: bool = False
    forwarded: Json | None = None
    reactions: dict[int, str] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What it says, be it a text or the caption of a file."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        return self.content.get("entities") or self.content.get("caption_entities") or []

    @property
    def is_service(self) -> bool:
        return any(kind in self.content for kind in SERVICE)

    @property
    def media_kind(self) -> str | None:
        return next((kind for kind in MEDIA if kind in self.content), None)


def reaction_list(emoji: str | None) -> list[Json]:
    """The list of `ReactionType` for one emoji, or for none."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


# The emoji a bot may react with (Bot API, ReactionTypeEmoji); anything else is REACTION_INVALID.
_EMOJI = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤️‍🔥
🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨
🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂️ 🤷 🤷‍♀️ 😡
"""
REACTIONS = frozenset(_EMOJI.split())
