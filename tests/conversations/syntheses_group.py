"""A group that answers a question: with a yes, a no, a promise, a question and a link among it."""

from dataclasses import dataclass, field

from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

QUESTION = "¿Cómo leen con los niños?"
LIST = "Propongo que hagamos una lista de cuentos cortos para la lectura en parejas"
SATURDAYS = "Propongo que leamos también los sábados en la plaza del pueblo"
PROMISE = "Yo subo los cuentos de mi escuela el viernes 4 de diciembre"
SUITCASES = "La biblioteca comunal presta maletas con libros, hay que pedirlas con tiempo"
ANSWERS = (
    ("rosa", "Hoy probé la lectura en parejas y los más chicos se animaron a leer en voz alta"),
    ("juan", "En mi escuela la lectura en parejas funciona si el grande elige el cuento antes"),
    ("luz", LIST),
    ("rosa", "Me parece bien"),
    ("juan", "De acuerdo con la lista"),
    ("pedro", "¿Alguien sabe cómo evaluar la lectura sin hacer una prueba larga?"),
    ("pedro", "Grabar a los niños leyendo una vez al mes ayuda a escuchar juntos los avances"),
    ("rosa", SUITCASES),
    ("juan", PROMISE),
    ("luz", "Con los de multigrado leemos afuera, en el patio, y escuchan mucho mejor"),
    ("pedro", SATURDAYS),
    ("rosa", "De acuerdo, los sábados"),
    ("juan", "No estoy de acuerdo, el sábado muchos trabajan"),
    ("luz", "Aquí hay cuentos https://ejemplo.cl/cuentos para que los usen"),
)
REPLIES_TO_WHAT_WAS_PROPOSED = ("Me parece", "De acuerdo", "No estoy")


@dataclass
class Group:
    """Ana and Eva facilitate, both in private with the bot; the others are members."""

    stage: Stage
    chat: Chat
    ana: Persona
    eva: Persona
    rosa: Persona
    juan: Persona
    luz: Persona
    pedro: Persona
    said: dict[str, Message] = field(default_factory=dict)

    @property
    def told(self) -> list[str]:
        return self.stage.told(self.chat)

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def answers(self) -> Message:
        """Everybody replies to the question, or to what was proposed."""
        await self.ana.says(f"/pregunta {QUESTION}", self.chat)
        prompt = proposed = self.stage.last(self.chat)
        for who, text in ANSWERS:
            persona: Persona = getattr(self, who)
            to = proposed if text.startswith(REPLIES_TO_WHAT_WAS_PROPOSED) else prompt
            self.said[text] = await persona.replies(text, to=to)
            if text.startswith("Propongo"):
                proposed = self.said[text]
        return prompt

    def of(self, guide: Persona, beginning: str) -> Message:
        """The latest message to a guide that begins so."""
        found = [m for m in self.stage.messages(guide.id) if m.text.startswith(beginning)]
        assert found, [m.text for m in self.stage.messages(guide.id)]
        return found[-1]

    def draft_of(self, guide: Persona) -> Message:
        return self.of(guide, "📝")


async def a_group(stage: Stage, **more: object) -> Group:
    names = ("Rosa Quispe", "Juan Pérez", "Luz Vera", "Pedro Rain")
    ana, eva = stage.person("Ana Soto"), stage.person("Eva Lara")
    people = [stage.person(name) for name in names]
    chat = await stage.community("Red Ñuble", guides=[ana, eva], members=people, **more)
    for guide in (ana, eva):
        await guide.says("Aquí estoy", chat)
        await ana.replies("/guia", to=guide.last)
        await guide.starts()
    stage.world.history[chat.id].clear()
    return Group(stage, chat, ana, eva, *people)
