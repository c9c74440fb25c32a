"""A group in which something was told already, for conversations about asking and offering."""

from dataclasses import dataclass

from community.ids import CommunityId, MessageId
from community.requests import Hand, Request
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

TOLD = "Fracciones con tortillas: partimos tortillas en medios, cuartos y octavos."
ASKED = "#pido material para enseñar fracciones"


@dataclass
class Group:
    """Ana facilitates; Rosa asks; Juan and Luz may help."""

    stage: Stage
    chat: Chat
    ana: Persona
    rosa: Persona
    juan: Persona
    luz: Persona

    async def asks(self, text: str = ASKED) -> Message:
        """Rosa asks; the answer of the bot, if it has one, is the last message of the chat."""
        return await self.rosa.says(text, self.chat)

    async def answer(self, text: str = ASKED) -> Message:
        """Juan has told a practice about it, and Rosa asks: the bot's answer."""
        await self.juan.says(f"#practica {TOLD}", self.chat)
        await self.asks(text)
        return self.stage.last(self.chat)

    async def request(self, asked: Message) -> Request | None:
        async with self.stage.looking() as tx:
            return await tx.requests.asked_in(CommunityId(1), MessageId(asked.id))

    async def hands(self, asked: Message) -> list[Hand]:
        request = await self.request(asked)
        assert request is not None
        async with self.stage.looking() as tx:
            return await tx.requests.hands_of(CommunityId(1), request.id)


async def gather(stage: Stage, **more: object) -> Group:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    juan, luz = stage.person("Juan Soto"), stage.person("Luz")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, luz], **more)
    return Group(stage, chat, ana, rosa, juan, luz)
