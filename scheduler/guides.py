"""Writing to the pair: whom, in which words, and what they have already, drawn anew."""

from datetime import datetime

from community.communities import Community
from community.ids import ChatId, MessageId, PersonId
from community.people import Person
from locales.words import Words, nearest, words_in
from messages.text import Message
from storage.outbox import Kind
from storage.tx import Tx


async def awake_guides(tx: Tx, community: Community, now: datetime) -> list[Person]:
    """Guides who may be written to and do not rest."""
    resting = {
        member.person_id
        for member in await tx.members.guides_of(community.id)
        if member.is_resting(now)
    }
    found = await tx.members.guides_to_write(community.id)
    return [guide for guide in found if guide.id not in resting]


def words_for(person: Person | None, community: Community, now: datetime) -> Words:
    """A person's language, else the community's."""
    language = None if person is None else person.language
    return words_in(nearest(language, community.language), now.year)


async def words_of_chat(tx: Tx, chat: ChatId, community: Community, now: datetime) -> Words:
    """Of whoever reads there: a private chat has its person's number."""
    person = await tx.people.get(PersonId(chat)) if chat > 0 else None
    return words_for(person, community, now)


def tell(
    tx: Tx,
    community: Community,
    person: Person,
    message: Message,
    key: str,
    now: datetime,
    *,
    kind: Kind = Kind.POST,
) -> None:
    """Once, in private."""
    tx.outbox.say(
        message,
        to=ChatId(person.id),
        kind=kind,
        now=now,
        community=community.id,
        person=person.id,
        key=key,
    )


def rewrite(
    tx: Tx, community: Community, chat: ChatId, at: MessageId, message: Message, now: datetime
) -> None:
    """A message of the bot says this from now on."""
    tx.outbox.act(
        "editMessageText",
        {"message_id": at, **message.edit},
        chat=chat,
        kind=Kind.EDIT,
        now=now,
        community=community.id,
    )
