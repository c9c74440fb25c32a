"""Members: a person in a community. Every query names the community."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from community.communities import Community
from community.ids import ChatId, CommunityId, PersonId
from community.people import Member, Person
from storage.mapping import columns, domain, domains
from storage.rows import communities, coordinators, members, people
from storage.tx import Tx


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Who writes, and where: all that a unit of work needs to know before it begins."""

    community: Community | None
    person: Person | None
    member: Member | None


class Members:
    """The `members` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, community: CommunityId, person: PersonId) -> Member | None:
        """One member, also one who left."""
        found = select(members).where(
            members.c.community_id == community, members.c.person_id == person
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Member, row)

    async def of(self, community: CommunityId) -> list[Member]:
        """Everybody the bot has met there and who has not left, the latest to speak first."""
        found = (
            select(members)
            .where(members.c.community_id == community, members.c.left_at.is_(None))
            .order_by(members.c.last_spoke_at.desc().nulls_last(), members.c.person_id)
        )
        return domains(Member, await self._tx.rows(found))

    async def ever_of(self, community: CommunityId) -> list[Member]:
        """Everybody the bot has met there, also who has left: whose names must not leave."""
        found = select(members).where(members.c.community_id == community)
        return domains(Member, await self._tx.rows(found.order_by(members.c.person_id)))

    async def schools_of(self, community: CommunityId) -> dict[PersonId, str]:
        """Where those are who said it, in small letters: for telling schools apart."""
        found = await self.of(community)
        return {one.person_id: one.school.casefold() for one in found if one.school}

    async def guides_of(self, community: CommunityId) -> list[Member]:
        """The named pair, or nobody."""
        return [member for member in await self.of(community) if member.is_guide]

    async def guides_to_write(self, community: CommunityId) -> list[Person]:
        """The named guides who may be written to in private."""
        found = (
            select(people)
            .join(members, members.c.person_id == people.c.id)
            .where(
                members.c.community_id == community,
                members.c.is_guide,
                members.c.left_at.is_(None),
            )
            .order_by(people.c.id)
        )
        named = domains(Person, await self._tx.rows(found))
        return [person for person in named if person.can_be_written]

    async def communities_of(self, person: PersonId) -> list[Community]:
        """Where somebody is a member or a coordinator, the communities that are running."""
        belongs = select(members.c.community_id).where(
            members.c.person_id == person, members.c.left_at.is_(None)
        )
        looks_after = select(coordinators.c.community_id).where(coordinators.c.person_id == person)
        found = (
            select(communities)
            .where(
                communities.c.id.in_(belongs.union(looks_after)), communities.c.state == "active"
            )
            .order_by(communities.c.id)
        )
        return domains(Community, await self._tx.rows(found))

    async def save(self, member: Member) -> None:
        """Adds or changes one member."""
        values = columns(member)
        fresh = self._tx.insert(members).values(**values)
        await self._tx.run(
            fresh.on_conflict_do_update(
                index_elements=["community_id", "person_id"],
                set_={k: v for k, v in values.items() if k not in ("community_id", "person_id")},
            )
        )

    async def change(self, community: CommunityId, person: PersonId, **values: Any) -> None:
        """Changes the named columns of one member."""
        await self._tx.run(
            update(members)
            .where(members.c.community_id == community, members.c.person_id == person)
            .values(**values)
        )

    async def spoke(self, community: CommunityId, person: PersonId, now: datetime) -> None:
        """Remembers when somebody last wrote, for «what did I miss»."""
        await self.change(community, person, last_spoke_at=now)

    async def standings(self, who: Sequence[tuple[ChatId, PersonId]]) -> dict[ChatId, Standing]:
        """What is known of each (chat, person), one pair a chat, in two queries for all of them."""
        rows = await self._tx.rows(
            _COMMUNITIES_AND_MEMBERS,
            {"chats": [chat for chat, _ in who], "people": [person for _, person in who]},
        )
        persons = await self._tx.rows(_PEOPLE, {"people": [person for _, person in who]})
        known = {person.id: person for person in domains(Person, persons)}
        homes = {home.telegram_chat_id: home for home in domains(Community, rows)}
        met = [row for row in rows if row.m_person_id is not None]
        belongings = {
            (row.telegram_chat_id, member.person_id): member
            for row, member in zip(met, domains(Member, met, "m_"), strict=True)
        }
        return {
            chat: Standing(
                community=homes.get(chat),
                person=known.get(person),
                member=belongings.get((chat, person)),
            )
            for chat, person in who
        }


_COMMUNITIES_AND_MEMBERS = (
    select(communities, *(column.label(f"m_{column.name}") for column in members.c))
    .outerjoin_from(
        communities,
        members,
        and_(
            members.c.community_id == communities.c.id,
            members.c.person_id.in_(bindparam("people", expanding=True)),
        ),
    )
    .where(communities.c.telegram_chat_id.in_(bindparam("chats", expanding=True)))
)
_PEOPLE = select(people).where(people.c.id.in_(bindparam("people", expanding=True)))
