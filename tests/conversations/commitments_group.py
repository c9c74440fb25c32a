"""A group in which commitments are made: who is in it, and what its tests look at again and again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from community.ids import ChatId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

SENTENCE = "/compromiso Rosa y Juan suben la rúbrica antes del 4 de diciembre, evidencia foto"
PHOTO = {"kind": "photo"}


@dataclass
class Group:
    """Ana facilitates; Rosa, Juan and Marta are members."""

    stage: Stage
    chat: Chat
    ana: Persona
    rosa: Persona
    juan: Persona
    marta: Persona

    @property
    def last(self) -> Message:
        return self.stage.last(self.chat)

    @property
    def text(self) -> str:
        return self.last.text

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def card(self, sentence: str = SENTENCE) -> Message:
        await self.ana.says(sentence, self.chat)
        return self.last

    async def reminder(self) -> Message:
        """A commitment Rosa accepted, on its due day, a few minutes after nine."""
        await self.taken()
        await self.stage.until(datetime(2026, 12, 4, 12, 5, tzinfo=UTC))
        return self.last

    async def taken(self) -> Message:
        """A commitment of Rosa's alone, accepted."""
        card = await self.card("/compromiso Rosa sube la rúbrica el 4 de diciembre, evidencia foto")
        await self.rosa.taps("Acepto", card)
        return card

    async def evidences(self) -> list[tuple[str, Any]]:
        """What was shown for the first commitment: words, and kind of file."""
        async with self.stage.looking() as tx:
            community = await tx.communities.at(ChatId(self.chat.id))
            assert community is not None
            pledge = await tx.commitments.numbered(community.id, 1)
            assert pledge is not None
            found = await tx.commitments.evidences_of(community.id, pledge.commitment.id)
            return [(one.text, one.media) for one in found]


async def gather(stage: Stage) -> Group:
    """Ana, Rosa, Juan and Marta in a running community."""
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    juan, marta = stage.person("Juan Pérez"), stage.person("Marta Inti")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, marta])
    return Group(stage=stage, chat=chat, ana=ana, rosa=rosa, juan=juan, marta=marta)
