"""Profiles: what members said of themselves, and who goes along with whom."""

from sqlalchemy import select

from community.arrivals import Profile
from community.ids import CommunityId, PersonId
from storage.mapping import columns, domain
from storage.rows import profiles
from storage.tx import Tx


class Profiles:
    """The `profiles` table."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, community: CommunityId, person: PersonId) -> Profile:
        """A member's profile; an empty one where nothing was said yet."""
        found = select(profiles).where(
            profiles.c.community_id == community, profiles.c.person_id == person
        )
        row = await self._tx.row(found)
        if row is None:
            return Profile(community_id=community, person_id=person)
        return domain(Profile, row)

    async def who_can_help(self, community: CommunityId) -> list[tuple[PersonId, str]]:
        """What each member said that they can help others with, where they said it."""
        found = (
            select(profiles.c.person_id, profiles.c.can_help)
            .where(profiles.c.community_id == community, profiles.c.can_help.is_not(None))
            .order_by(profiles.c.person_id)
        )
        return [(PersonId(row.person_id), row.can_help) for row in await self._tx.rows(found)]

    async def save(self, profile: Profile) -> None:
        """Adds or changes it."""
        values = columns(profile)
        fresh = self._tx.insert(profiles).values(**values)
        keys = ("community_id", "person_id")
        changed = {name: value for name, value in values.items() if name not in keys}
        await self._tx.run(fresh.on_conflict_do_update(index_elements=list(keys), set_=changed))
