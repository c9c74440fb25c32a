"""Where people talk: private chats, groups, supergroups and forums with their topics.

A private chat has the id of its person, a group a small negative one, a supergroup one that begins
with -100; a group that becomes a supergroup keeps its record and points at its successor.
"""

from dataclasses import dataclass, field

from sandbox.json_types import Json

SUPERGROUP_ZERO = -1_000_000_000_000
PRESENT = ("creator", "administrator", "member")
ADMINS = ("creator", "administrator")
TOPIC_COLOR = 7322096  # one of the six colours Telegram allows


@dataclass(kw_only=True)
class Chat:
    """A chat; `seats` says what each person, and the bot, is in it (ChatMember's `status`);
    `asking` are those who asked to be let in."""

    id: int
    type: str
    title: str
    is_forum: bool = False
    seats: dict[int, str] = field(default_factory=dict)
    bot_rights: dict[str, bool] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    last_message_id: int = 0
    read: dict[int, int] = field(default_factory=dict)
    asking: list[int] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    @property
    def kind_in_words(self) -> str:
        """How telegram-bot-api names this kind of chat in its refusals."""
        return "group chat" if self.type == "group" else f"{self.type} chat"

    def status(self, user_id: int) -> str:
        return self.seats.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        return self.status(user_id) in PRESENT

    def is_admin(self, user_id: int) -> bool:
        return self.status(user_id) in ADMINS

    def bot_may(self, bot_id: int, right: str) -> bool:
        """Whether the bot, as an administrator, holds e.g. `can_pin_messages` (all by default)."""
        return self.is_private or (self.is_admin(bot_id) and self.bot_rights.get(right, True))

    def as_chat(self) -> Json:
        """The `Chat` object of the Bot API for a group (a private one is its person's)."""
        chat: Json = {"id": self.id, "title": self.title, "type": self.type}
        if self.is_forum:
            chat["is_forum"] = True
        return chat


ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


def as_chat_member(user: Json, status: str, rights: dict[str, bool]) -> Json:
    """The `ChatMember` object of the Bot API for a status; `rights` lists what is not allowed."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False}
        member |= {right: rights.get(right, True) for right in ADMIN_RIGHTS}
    elif status == "kicked":
        member["until_date"] = 0
    return member
