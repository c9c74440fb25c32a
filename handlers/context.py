"""What a handler is given: the unit of work, the instant, the words, and who is speaking where.

A handler changes things through `context.tx` and speaks through `context.say`, `answer`, `react`,
`tell`; all of it becomes one commit, or nothing does. Telegram itself is never called from here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from telegram import Message as TelegramMessage
from telegram import Update, User

from community.automatic_models import ModelTerms
from community.calendar import allows
from community.communities import Community
from community.ids import ChatId, MessageId, PersonId
from community.people import ANONYMOUS_ADMIN, NOT_PERSONS, Member, Person
from community.refusals import NobodyKnows, NoCommunityYet, NotForYou
from locales.words import Words, nearest, words_in
from messages.buttons import Press
from messages.text import Message
from storage.late import Held
from storage.outbox import Kind
from storage.tx import Tx


class Context:
    """One update in one unit of work."""

    def __init__(
        self,
        *,
        update: Update,
        tx: Tx,
        now: datetime,
        default_language: str,
        instance: "InstanceFacts",
        community: Community | None,
        person: Person | None,
        member: Member | None,
        admin_of: Mapping[ChatId, bool | None],
    ) -> None:
        self.update = update
        self.tx = tx
        self.now = now
        self.instance = instance
        self.maybe_community = community
        self.maybe_person = person
        self.member = member
        self.press: Press | None = None  # what was tapped, once it was checked
        self.held: Held | None = None  # asked long ago: what is said waits for a newer one
        self._admin_of = admin_of
        self._default_language = default_language
        self._is_answered = False
        self._reacted_with: str | None = None

    # Who and where.

    @property
    def community(self) -> Community:
        """The community this is about; NoCommunityYet where there is none, or none that runs."""
        if self.maybe_community is None or not self.maybe_community.is_active:
            raise NoCommunityYet(self.maybe_community)
        return self.maybe_community

    @property
    def person(self) -> Person:
        """Who speaks; NotForYou for an anonymous admin or a channel, which are nobody."""
        if self.maybe_person is None:
            raise NotForYou()
        return self.maybe_person

    @property
    def person_id(self) -> PersonId | None:
        """Who speaks; None for an anonymous admin or a channel."""
        return self.maybe_person.id if self.maybe_person is not None else None

    @property
    def is_private(self) -> bool:
        """Whether this is a private chat with the bot."""
        chat = self.update.effective_chat
        return chat is not None and chat.type == "private"

    @property
    def chat_id(self) -> ChatId:
        """Telegram's id of the chat this is happening in."""
        chat = self.update.effective_chat
        assert chat is not None
        return ChatId(chat.id)

    @property
    def message(self) -> TelegramMessage:
        """The message written, edited, or tapped."""
        message = self.update.effective_message
        assert isinstance(message, TelegramMessage)
        return message

    @property
    def message_id(self) -> MessageId:
        """Its id."""
        message = self.update.effective_message
        assert message is not None
        return MessageId(message.message_id)

    @property
    def thread_id(self) -> int | None:
        """The forum topic it was written in; None in General and outside forums."""
        message = self.update.effective_message
        if isinstance(message, TelegramMessage) and message.is_topic_message:
            return message.message_thread_id
        return None

    @property
    def is_anonymous_admin(self) -> bool:
        """An admin who writes as the group: acts for the group only, never for a person."""
        user = self.update.effective_user
        return user is not None and user.id == ANONYMOUS_ADMIN

    @property
    def is_admin(self) -> bool | None:
        """Whether who speaks is an admin of the community's group now; None: Telegram did not say."""
        if self.is_anonymous_admin:
            return True
        if self.maybe_community is None:
            return self._admin_of.get(self.chat_id, False)
        return self._admin_of.get(self.maybe_community.telegram_chat_id, False)

    async def is_guide(self) -> bool:
        """Named guides; until a pair is named, the group's admins (M17)."""
        if self.member is not None and self.member.is_guide:
            return True
        if not self.is_admin:
            return False
        return not await self.tx.members.guides_of(self.community.id)

    async def must_be_guide(self) -> None:
        """Raises NotForYou unless a guide asks: who is named, or while nobody is, an admin."""
        if await self.is_guide():
            return
        raise NobodyKnows() if self.is_admin is None else NotForYou("guide")

    async def must_be_guide_or_admin(self) -> None:
        """Raises NotForYou unless a guide asks, or an admin, for what an admin settles also beside a
        named pair: who facilitates, privacy, and whether the bot is there (docs/decisions/0058)."""
        if not self.is_admin:
            await self.must_be_guide()

    @property
    def is_operator(self) -> bool:
        """Whether who speaks runs this instance."""
        user = self.update.effective_user
        return user is not None and user.id in self.instance.operators

    async def meet(self, user: User) -> Person:
        """Whoever joins or is named need not have said anything to the bot yet. Who asked that
        nothing be kept is not noted anew."""
        known = await self.tx.people.get(PersonId(user.id))
        if known is not None and known.keeps_nothing:
            return known
        met = Person(
            id=PersonId(user.id),
            name=user.full_name,
            username=user.username,
            language=user.language_code or (known.language if known else None),
            met_at=known.met_at if known else self.now,
        )
        await self.tx.people.meet(met)
        return await self.tx.people.get(met.id) or met

    # Words.

    @property
    def words(self) -> Words:
        """For this chat: the group's language; in private, the person's."""
        if self.is_private:
            return self.words_for(self.maybe_person)
        return self.group_words

    @property
    def group_words(self) -> Words:
        """The community's language, wherever this is happening; else the instance's."""
        home = self.maybe_community.language if self.maybe_community else self._default_language
        return words_in(home, self.now.year)

    def words_for(self, person: Person | None) -> Words:
        """A person's language, else the community's, else the instance's."""
        home = self.maybe_community.language if self.maybe_community else self._default_language
        return words_in(nearest(person.language if person else None, home), self.now.year)

    # Speaking.

    def say(
        self,
        message: Message,
        *,
        kind: Kind = Kind.REPLY,
        reply: bool = True,
        key: str | None = None,
    ) -> None:
        """A message in this chat and topic, by default in reply to what was written."""
        self.tx.outbox.say(
            message,
            to=self.chat_id,
            kind=kind,
            now=self.now,
            community=self.maybe_community.id if self.maybe_community else None,
            person=self._addressee(kind, is_answer=reply),
            thread=self.thread_id,
            reply_to=self._answered_message if reply else None,
            silent=self._is_quiet_time,
            key=self.held.key_to(self.chat_id) if self.held else key,
            not_before=self.held.until if self.held else None,
        )

    def _addressee(self, kind: Kind, *, is_answer: bool) -> PersonId | None:
        """Whom a message is for: in private its reader; in a group who is answered, unless it is the
        group's from then on."""
        person = self.maybe_person
        if person is None or not (self.is_private or (is_answer and kind is Kind.REPLY)):
            return None
        return person.id

    @property
    def _answered_message(self) -> MessageId | None:
        """In a group people must see whom the bot answers; in private it is plain."""
        message = self.update.effective_message
        if message is None or self.is_private:
            return None
        return MessageId(message.message_id)

    def tell(self, person: Person, message: Message, *, kind: Kind = Kind.REPLY) -> bool:
        """A private message, if the person allows one; says whether it was written."""
        if not person.can_be_written:
            return False
        self.tx.outbox.say(
            message,
            to=ChatId(person.id),
            kind=kind,
            now=self.now,
            community=self.maybe_community.id if self.maybe_community else None,
            person=person.id,
            key=self.held.key_to(ChatId(person.id)) if self.held else None,
            not_before=self.held.until if self.held else None,
        )
        return True

    def answer(self, text: str | None = None, *, alert: bool = False) -> None:
        """The small answer to a tap; every tap gets exactly one."""
        query = self.update.callback_query
        if query is None or self._is_answered:
            return
        self._is_answered = True
        payload: dict[str, Any] = {"callback_query_id": query.id}
        if text:
            payload |= {"text": text[:200], "show_alert": alert}  # 200: Telegram's limit
        self.tx.outbox.act(
            "answerCallbackQuery", payload, chat=self.chat_id, kind=Kind.ANSWER, now=self.now
        )

    def tell_group(
        self,
        message: Message,
        *,
        thread: int | None,
        reply_to: MessageId | None = None,
        kind: Kind = Kind.REPLY,
        key: str | None = None,
    ) -> None:
        """In the community's group, wherever the tap or the words came from; in quiet hours without
        a sound."""
        community = self.community
        self.tx.outbox.say(
            message,
            to=community.telegram_chat_id,
            kind=kind,
            now=self.now,
            community=community.id,
            thread=thread,
            reply_to=reply_to,
            silent=not allows(self.now, community.quiet, community.zone),
            key=key,
        )

    def react(self, emoji: str = "✍") -> None:
        """A receipt on what was written (one of Telegram's free reactions); the same one once."""
        if emoji == self._reacted_with:
            return
        self._reacted_with = emoji
        payload = {
            "message_id": self.message_id,
            "reaction": [{"type": "emoji", "emoji": emoji}],
        }
        self.tx.outbox.act(
            "setMessageReaction", payload, chat=self.chat_id, kind=Kind.EDIT, now=self.now
        )

    def edit(self, message: Message, *, message_id: MessageId | None = None) -> None:
        """Rewrites a message of the bot: the tapped one unless another is named."""
        payload = {"message_id": message_id or self.message_id, **message.edit}
        self.tx.outbox.act(
            "editMessageText",
            payload,
            chat=self.chat_id,
            kind=Kind.EDIT,
            now=self.now,
            community=self.maybe_community.id if self.maybe_community else None,
        )

    @property
    def _is_quiet_time(self) -> bool:
        """In quiet hours the bot answers without a sound."""
        from community.calendar import allows

        community = self.maybe_community
        if community is None or self.is_private:
            return False
        return not allows(self.now, community.quiet, community.zone)

    @property
    def words_said(self) -> str:
        """What was written after the command's word, as it was written."""
        message = self.update.effective_message
        said = (
            (message.text or message.caption or "") if isinstance(message, TelegramMessage) else ""
        )
        return said.split(maxsplit=1)[1].strip() if len(said.split(maxsplit=1)) > 1 else ""

    @property
    def replied(self) -> TelegramMessage | None:
        """The message this one replies to; None also where a topic's first message poses as one."""
        message = self.update.effective_message
        if not isinstance(message, TelegramMessage):
            return None
        replied = message.reply_to_message
        if replied is None or (message.is_topic_message and replied.forum_topic_created):
            return None
        return replied

    @property
    def replied_id(self) -> MessageId:
        """The id of the message this one replies to."""
        assert self.replied is not None
        return MessageId(self.replied.message_id)


class InstanceFacts:
    """What handlers may know of the instance: who operates it, who the bot is, how links are signed."""

    def __init__(
        self,
        *,
        operators: frozenset[int],
        bot_id: int,
        bot_username: str,
        secrets: "Keeper",
        allowed_chats: frozenset[int] = frozenset(),
        public_url: str | None = None,
        model: ModelTerms | None = None,
    ) -> None:
        self.operators = operators
        self.model = model  # the one the operator offers, if any
        self.public_url = public_url  # where this instance is reached from outside, if it is
        self.allowed_chats = allowed_chats  # empty: any (MINGA_ALLOWED_CHATS)
        self.bot_id = bot_id
        self.bot_username = bot_username
        self.secrets = secrets

    def private_link(self, payload: str) -> str:
        """A deep link into the private chat with the bot (payload: 1-64 of [A-Za-z0-9_-])."""
        return f"https://t.me/{self.bot_username}?start={payload}"


class Keeper(Protocol):
    """The instance's key and tombstones (bot/secrets.py), as handlers see them."""

    def fingerprint(self, value: str) -> str:
        """Hex HMAC-SHA256 of a value with the instance's key."""

    def erased(self, person: int, at: datetime) -> None:
        """Puts up a tombstone, on disk before it returns."""


def author_of(message: TelegramMessage) -> PersonId | None:
    """Who wrote a message; None for anonymous admins, channels and bots."""
    user = message.from_user
    if user is None or user.is_bot or user.id in NOT_PERSONS:
        return None
    return PersonId(user.id)
