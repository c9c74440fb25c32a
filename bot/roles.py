"""Who is an admin of a group, asked of Telegram at the time and remembered for a minute at most."""

import asyncio
import time
from dataclasses import dataclass

from bot.api import Ambiguous, Api, NotSent, Refused
from community.ids import ChatId, PersonId

REMEMBER_SECONDS = 60.0  # promises.md §5: cache of at most 60 s
ADMIN_STATUSES = ("creator", "administrator")
PAUSES = (0.2, 1.0)  # seconds before asking a second and a third time: a bad moment is no «no»


@dataclass(frozen=True)
class _Known:
    is_admin: bool
    until: float


class Roles:
    """A small cache in front of getChatMember."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[tuple[ChatId, PersonId], _Known] = {}

    def remembered(self, chat: ChatId, person: PersonId) -> bool | None:
        """Whether somebody is an admin, if we were told within the last minute."""
        known = self._known.get((chat, person))
        if known is None or known.until < time.monotonic():
            return None
        return known.is_admin

    async def ask(self, chat: ChatId, person: PersonId) -> bool | None:
        """Whether somebody is an admin now; None if Telegram did not say."""
        if (known := self.remembered(chat, person)) is not None:
            return known
        asked = {"chat_id": chat, "user_id": person}
        for pause in (*PAUSES, None):
            try:
                member = await self._api.call("getChatMember", asked, seconds=10)
                break
            except Refused as no:
                if no.code != 429:
                    return False
            except (NotSent, Ambiguous):
                pass
            if pause is None:
                return None
            await asyncio.sleep(pause)
        is_admin = member.get("status") in ADMIN_STATUSES
        self._known[chat, person] = _Known(is_admin, time.monotonic() + REMEMBER_SECONDS)
        return is_admin

    def told_of(self, person: PersonId) -> dict[ChatId, bool]:
        """In which groups somebody is known to be an admin, or not, now."""
        now = time.monotonic()
        return {
            chat: known.is_admin
            for (chat, who), known in self._known.items()
            if who == person and known.until >= now
        }

    def forget(self, chat: ChatId) -> None:
        """Something changed in that group."""
        self._known = {at: known for at, known in self._known.items() if at[0] != chat}
