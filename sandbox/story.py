"""Three weeks in the life of a community that does not exist: Red de Aprendizaje Docente, Ñuble.

Nine invented people act on the cardboard Telegram as their phones would; the bot that answers them
is the real one. Days count back from today, so that the community is alive whenever it is opened.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.cast import Actor, Stage
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.driver import Driver
from sandbox.messages import Message

SPAN = timedelta(days=22)
TITLE = "Red de Aprendizaje Docente, Ñuble (demostración)"
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
SATURDAY = 5

# Invented people: schools, levels and subjects of a network that could be.
PEOPLE = {
    "ana": "Ana Sepúlveda",  # guide; 3.º y 4.º básico, Escuela Los Aromos
    "juan": "Juan Carrasco",  # guide; historia, Liceo de San Ignacio
    "rosa": "Rosa Molina",  # multigrado, Escuela El Manzano
    "luis": "Luis Fuentealba",  # matemática, Liceo de San Ignacio
    "carmen": "Carmen Toledo",  # educación parvularia, Jardín Semillita
    "pedro": "Pedro Antilef",  # multigrado, Escuela Quilapán
    "marisol": "Marisol Riquelme",  # educación diferencial, Escuela Los Aromos
    "elena": "Elena Ortiz",  # lenguaje, Escuela Puente Ñuble
    "gabriela": "Gabriela Soto",  # coordinator
}


@dataclass(kw_only=True)
class Story:
    """The people, their group, and the day it ends on."""

    stage: Stage
    group: Chat
    today: datetime
    ana: Actor
    juan: Actor
    rosa: Actor
    luis: Actor
    carmen: Actor
    pedro: Actor
    marisol: Actor
    elena: Actor
    gabriela: Actor

    async def at(self, days_ago: int, at: str) -> None:
        """A time of a day counted back from today."""
        await self.stage.at(self.today - timedelta(days=days_ago), at)

    def date(self, days_from_now: int) -> str:
        """«4 de diciembre»: a weekday near so many days from now."""
        day = (self.today + timedelta(days=days_from_now)).astimezone(self.stage.zone).date()
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        return f"{day.day} de {MONTHS[day.month - 1]}"

    def last(self, words: str) -> Message:
        """The latest message with these words in the group."""
        return self.stage.find(self.group.id, words)


async def live(driver: Driver, clock: Clock) -> None:
    """Plays the whole story; returns when the community has arrived at today."""
    story = _begin(driver, clock)
    await _the_bot_comes(story)
    await _first_week(story)
    await _second_week(story)
    await _third_week(story)
    await clock.move_to(story.today)


def _begin(driver: Driver, clock: Clock) -> Story:
    stage = Stage(driver=driver, clock=clock, zone=ZoneInfo("America/Santiago"))
    people = {key: driver.person(name) for key, name in PEOPLE.items()}
    members = [one.id for key, one in people.items() if key not in ("ana", "gabriela")]
    group = driver.chat(TITLE, members=members, admins=[people["ana"].id])
    actors = {key: Actor(stage=stage, id=one.id, name=one.name) for key, one in people.items()}
    return Story(stage=stage, group=group, today=clock.now() + SPAN, **actors)


async def _the_bot_comes(story: Story) -> None:
    await story.at(21, "09:30")
    story.stage.driver.bot(story.group.id, "administrator", by=story.ana.id)
    await story.stage.rest()
    setup = story.last("Minga")
    await story.ana.taps("Español", setup)
    await story.ana.taps("Chile", setup)
    zone = next((b for b in story.stage.buttons(setup) if "Santiago" in b), None)
    if zone is not None:
        await story.ana.taps(zone, setup)
    await story.ana.taps("Discreto", setup)
    hello = await story.juan.says("¡Hola! Qué bueno que empezamos.", story.group)
    await story.ana.replies("/guia", hello)
    await story.juan.replies("/guia", await story.ana.says("Aquí estoy, Juan.", story.group))
    for actor in (story.ana, story.juan, story.rosa, story.elena):
        await actor.starts()
    await _the_coordinator_comes(story)


async def _the_coordinator_comes(story: Story) -> None:
    await story.ana.says("/coordinacion", story.group)
    for chat in (story.ana.id, story.group.id):
        texts = [str(m.content) for m in story.stage.driver.messages(chat)]
        found = re.search(r"start=(coord_[A-Za-z0-9_-]+)", " ".join(texts))
        if found:
            await story.gabriela.starts(found[1])
            return
    raise LookupError("no invitation was given")


async def _first_week(story: Story) -> None:
    await story.at(20, "10:00")
    await story.ana.says(
        "/pregunta ¿Qué hiciste esta semana con niños de distintos cursos en la misma sala?",
        story.group,
    )
    prompt = story.last("distintos cursos")
    await story.at(20, "19:10")
    first = await story.rosa.replies(
        "Junté a 1.º con 4.º: los grandes leyeron en voz alta y los chicos dibujaron lo que "
        "escuchaban. Después cada pareja contó su dibujo.",
        prompt,
    )
    await story.at(19, "13:20")
    second = await story.pedro.replies(
        "Nosotros salimos a la huerta. Los de 5.º midieron los surcos y los de 2.º contaron "
        "plantas. Todo quedó en un papelógrafo que escribieron juntos.",
        prompt,
        media={"kind": "photo", "name": "papelografo.jpg"},
    )
    await story.carmen.replies("Rosa, ¿y cuánto rato les das para leer?", first)
    await story.at(18, "12:40")
    await story.elena.replies(
        "Hice estaciones de diez minutos: lectura, escritura y un juego de palabras. "
        "Me faltó tiempo para cerrar con todos.",
        prompt,
    )
    await story.juan.replies("/guardar", second)
    await story.at(17, "18:05")
    await story.rosa.says(
        "#practica Lectura en parejas de distinto curso: el grande lee un párrafo, el chico lo "
        "dibuja, y los dos lo cuentan al grupo. Veinte minutos, dos veces por semana.",
        story.group,
    )


async def _second_week(story: Story) -> None:
    await story.at(15, "10:20")
    await story.ana.says(
        f"/compromiso Rosa y Juan suben la rúbrica de lectura antes del {story.date(-8)}, "
        "evidencia foto",
        story.group,
    )
    rubric = story.last("rúbrica")
    await story.rosa.taps("Acepto", rubric)
    await story.juan.taps("Acepto", rubric)
    await story.at(14, "12:15")
    await story.luis.says(
        "#practica Fracciones con tiras de papel: cada niño dobla su tira en mitades, tercios y "
        "cuartos y las compara con las de al lado. Sirve de 3.º a 6.º, sin comprar nada.",
        story.group,
    )
    await story.at(13, "10:00")
    await story.juan.says(
        "/pregunta ¿Qué cosa no resultó esta semana, y qué te dejó pensando?", story.group
    )
    prompt = story.last("no resultó")
    await story.at(12, "17:45")
    await story.luis.replies(
        "Preparé una guía larga y a la mitad ya nadie seguía. La próxima la parto en tres.", prompt
    )
    await story.at(11, "13:05")
    await story.marisol.replies(
        "Cambié de sala a un estudiante sin avisarle antes. Le costó todo el día. Ahora le "
        "muestro un plan con dibujos en la mañana.",
        prompt,
    )
    await story.at(10, "12:00")
    await story.rosa.replies(
        "Aquí está la rúbrica, la hicimos con los niños.",
        rubric,
        media={"kind": "photo", "name": "rubrica.jpg"},
    )
    await story.juan.says(
        f"/compromiso Luis comparte sus fichas de fracciones antes del {story.date(9)}, "
        "evidencia documento",
        story.group,
    )
    await story.luis.taps("Acepto", story.last("fichas de fracciones"))


async def _third_week(story: Story) -> None:
    await story.at(6, "11:30")
    await story.ana.says(
        f"/compromiso Elena y Carmen arman la lista de cuentos antes del {story.date(5)}, "
        "evidencia texto",
        story.group,
    )
    await story.carmen.taps("Acepto", story.last("lista de cuentos"))
    await story.at(4, "10:00")
    await story.ana.says(
        "/pregunta ¿Qué dijo o hizo un estudiante esta semana que te hizo cambiar la clase?",
        story.group,
    )
    prompt = story.last("cambiar la clase")
    await story.at(3, "18:20")
    await story.pedro.replies(
        "Un niño preguntó por qué la papa se siembra con luna. Dejé la guía y llamamos a su "
        "abuela: nos contó por teléfono. Salió una clase entera.",
        prompt,
    )
    await story.carmen.replies(None, prompt, media={"kind": "voice", "seconds": 48})
    await story.at(2, "12:10")
    await story.elena.replies(
        "Me dijeron que mis preguntas siempre tienen una sola respuesta. Probé con «¿qué más "
        "podría ser?» y hablaron el doble.",
        prompt,
    )
    await story.at(2, "17:00")
    await story.ana.says(
        f"/sesion Lectura multigrado: qué nos funciona, el {story.date(6)} a las 18:00", story.group
    )
    session = story.last("Lectura multigrado")
    for actor, button in (
        (story.rosa, "Puedo"),
        (story.pedro, "Puedo"),
        (story.juan, "Puedo"),
        (story.luis, "No puedo"),
        (story.elena, "Quizás"),
    ):
        await actor.taps(button, session)
