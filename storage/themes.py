"""Themes, the monthly choice, and the points people gave. Every query names the community."""

from sqlalchemy import delete, func, select, update

from community.ids import CommunityId, MessageId, PersonId, ThemeId, ThemeRoundId
from community.prompt_origins import ThemeOrigin
from community.prompts import Prompt, PromptState
from community.themes import Theme, ThemePoints, ThemeRound, ThemeState
from storage.mapping import columns, domain
from storage.rows import members, people, prompts, theme_points, theme_rounds, themes
from storage.tx import Tx


class Themes:
    """The `themes`, `theme_rounds` and `theme_points` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    # Themes.

    async def keep(self, theme: Theme) -> Theme | None:
        """A new one, whatever its id says; None if its message was kept already."""
        fresh = (
            self._tx.insert(themes)
            .values(**columns(theme, without=("id",)))
            .on_conflict_do_nothing(index_elements=["community_id", "message_id"])
            .returning(themes)
        )
        row = await self._tx.row(fresh)
        return None if row is None else domain(Theme, row)

    async def save(self, theme: Theme) -> None:
        """All of it."""
        await self._tx.run(
            update(themes)
            .where(themes.c.community_id == theme.community_id, themes.c.id == theme.id)
            .values(**columns(theme, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: ThemeId) -> Theme | None:
        """One of them."""
        found = select(themes).where(themes.c.community_id == community, themes.c.id == number)
        row = await self._tx.row(found)
        return None if row is None else domain(Theme, row)

    async def told_in(self, community: CommunityId, message: MessageId) -> Theme | None:
        """The theme a member's message proposed."""
        found = select(themes).where(
            themes.c.community_id == community, themes.c.message_id == message
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Theme, row)

    async def open(self, community: CommunityId, limit: int | None = None) -> list[Theme]:
        """Those not chosen yet, the newest first."""
        found = (
            select(themes)
            .where(themes.c.community_id == community, themes.c.state == ThemeState.OPEN)
            .order_by(themes.c.proposed_at.desc(), themes.c.id.desc())
            .limit(limit)
        )
        return [domain(Theme, row) for row in await self._tx.rows(found)]

    async def count_open(self, community: CommunityId) -> int:
        """How many wait to be chosen."""
        found = select(func.count()).select_from(themes)
        found = found.where(themes.c.community_id == community, themes.c.state == ThemeState.OPEN)
        return int(await self._tx.value(found))

    async def origin_of(self, prompt: Prompt) -> ThemeOrigin | None:
        """Whose theme a prompt is; unnamed who left, or asked that nothing be kept of them."""
        if prompt.theme_id is None:
            return None
        found = (
            select(members.c.name)
            .join(themes, themes.c.proposed_by == members.c.person_id)
            .join(people, people.c.id == members.c.person_id)
            .where(
                themes.c.community_id == prompt.community_id,
                themes.c.id == prompt.theme_id,
                members.c.community_id == prompt.community_id,
                members.c.left_at.is_(None),
                people.c.keep_nothing_at.is_(None),
            )
        )
        return ThemeOrigin(proposed_by=await self._tx.value(found))

    async def was_withdrawn(self, prompt: Prompt) -> bool:
        """Whether the theme of a prompt is gone: its author took it back, or was forgotten."""
        if prompt.theme_id is None:
            return False
        return await self.get(prompt.community_id, prompt.theme_id) is None

    async def prompt_of(self, theme: Theme) -> Prompt | None:
        """The prompt a chosen theme became, asked or to be asked; there is one at most."""
        found = select(prompts).where(
            prompts.c.community_id == theme.community_id,
            prompts.c.theme_id == theme.id,
            prompts.c.state != PromptState.CANCELLED,
        )
        row = await self._tx.row(found)
        return None if row is None else domain(Prompt, row)

    # The choice.

    async def open_round(self, fresh: ThemeRound, shown: list[Theme]) -> ThemeRound:
        """A new one, whatever its id says, with the themes it shows."""
        values = columns(fresh, without=("id",))
        row = await self._tx.row(
            self._tx.insert(theme_rounds).values(**values).returning(theme_rounds)
        )
        assert row is not None
        opened = domain(ThemeRound, row)
        await self._tx.run(
            update(themes)
            .where(
                themes.c.community_id == fresh.community_id,
                themes.c.id.in_([theme.id for theme in shown]),
            )
            .values(round_id=opened.id)
        )
        return opened

    async def save_round(self, chosen: ThemeRound) -> None:
        """All of it."""
        await self._tx.run(
            update(theme_rounds)
            .where(
                theme_rounds.c.community_id == chosen.community_id, theme_rounds.c.id == chosen.id
            )
            .values(**columns(chosen, without=("id", "community_id")))
        )

    async def round(self, community: CommunityId, number: ThemeRoundId) -> ThemeRound | None:
        """One of them."""
        found = select(theme_rounds).where(
            theme_rounds.c.community_id == community, theme_rounds.c.id == number
        )
        row = await self._tx.row(found)
        return None if row is None else domain(ThemeRound, row)

    async def last_round(self, community: CommunityId) -> ThemeRound | None:
        """The newest."""
        found = (
            select(theme_rounds)
            .where(theme_rounds.c.community_id == community)
            .order_by(theme_rounds.c.opened_at.desc(), theme_rounds.c.id.desc())
            .limit(1)
        )
        row = await self._tx.row(found)
        return None if row is None else domain(ThemeRound, row)

    async def shown_in(self, community: CommunityId, number: ThemeRoundId) -> list[Theme]:
        """The themes of a choice that were not withdrawn, in the order they were proposed."""
        found = (
            select(themes)
            .where(themes.c.community_id == community, themes.c.round_id == number)
            .order_by(themes.c.proposed_at, themes.c.id)
        )
        return [domain(Theme, row) for row in await self._tx.rows(found)]

    async def points(
        self, community: CommunityId, number: ThemeRoundId, person: PersonId | None = None
    ) -> list[ThemePoints]:
        """What was given in a choice, by all or by one."""
        found = select(theme_points).where(
            theme_points.c.community_id == community, theme_points.c.round_id == number
        )
        if person is not None:
            found = found.where(theme_points.c.person_id == person)
        return [domain(ThemePoints, row) for row in await self._tx.rows(found)]

    async def give(self, points: ThemePoints) -> None:
        """In place of what that person had given to that theme."""
        values = columns(points)
        fresh = self._tx.insert(theme_points).values(**values)
        await self._tx.run(
            fresh.on_conflict_do_update(
                index_elements=["theme_id", "round_id", "person_id"],
                set_={"points": points.points, "given_at": points.given_at},
            )
        )

    async def forget_points(self, community: CommunityId, number: ThemeRoundId) -> None:
        """Who gave what: nobody needs it once the choice is over."""
        await self._tx.run(
            delete(theme_points).where(
                theme_points.c.community_id == community, theme_points.c.round_id == number
            )
        )
