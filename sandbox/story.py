"""Three weeks in the life of a community that does not exist: Red de Aprendizaje Docente, Ñuble.

Nine invented people act on the cardboard Telegram as their phones would; the bot that answers them
is the real one. Days count back from today in school days, so that the community is alive whenever
it is opened, and nobody in it writes on a Sunday night.
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
from sandbox.pictures import sheet
from sandbox.school_days import in_words, school_day

FRIDAY = 4
# Fifteen school days and the weekends and holidays among them fit, on whatever day it is opened.
SPAN = timedelta(days=28)
TITLE = "Red de Aprendizaje Docente, Ñuble (demostración)"

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

    async def at(self, school_days_ago: int, at: str) -> None:
        """A time of a day counted back from today: `at(1, "12:10")` is the last school day, at noon."""
        day = school_day(self.today.astimezone(self.stage.zone).date(), -school_days_ago)
        await self.stage.at(day, at)

    def date(self, school_days_from_now: int) -> str:
        """«4 de diciembre»: so many school days after today, or before it."""
        today = self.today.astimezone(self.stage.zone).date()
        return in_words(school_day(today, school_days_from_now))

    @property
    def pairs(self) -> Message:
        """The card of Rosa's practice, which grows: tried twice, taken to a school, agreed on."""
        return self.last("En el repertorio: Lectura en parejas de distinto curso, de Rosa")

    def last(self, words: str) -> Message:
        """The latest message with these words in the group."""
        return self.stage.find(self.group.id, words)


async def live(driver: Driver, clock: Clock) -> None:
    """Plays the whole story; returns when the community has arrived at today."""
    story = _begin(driver, clock)
    await _the_bot_comes(story)
    await _many_levels_in_a_room(story)
    await _first_commitment(story)
    await _what_did_not_work(story)
    await _promises_are_kept_and_moved(story)
    await _a_session_is_called(story)
    await _what_a_child_said(story)
    await clock.move_to(story.today)


def _begin(driver: Driver, clock: Clock) -> Story:
    stage = Stage(driver=driver, clock=clock, zone=ZoneInfo("America/Santiago"))
    people = {key: driver.person(name) for key, name in PEOPLE.items()}
    members = [one.id for key, one in people.items() if key not in ("ana", "gabriela")]
    group = driver.chat(TITLE, members=members, admins=[people["ana"].id])
    actors = {key: Actor(stage=stage, id=one.id, name=one.name) for key, one in people.items()}
    return Story(stage=stage, group=group, today=clock.now() + SPAN, **actors)


async def _the_bot_comes(story: Story) -> None:
    await story.at(15, "09:40")
    story.stage.driver.bot(story.group.id, "administrator", by=story.ana.id)
    await story.stage.rest()
    setup = story.last("Minga")
    await story.ana.taps("Español", setup)
    await story.ana.taps("Chile", setup)
    zone = next((b for b in story.stage.buttons(setup) if "Santiago" in b), None)
    if zone is not None:
        await story.ana.taps(zone, setup)
    await story.ana.taps("Discreto", setup)
    await story.at(15, "13:05")
    for actor in (story.ana, story.juan, story.rosa, story.luis, story.carmen, story.pedro):
        await actor.starts()
    for actor in (story.marisol, story.elena):
        await actor.starts()
    hello = await story.juan.says("¡Hola a todas y todos! Qué bueno que empezamos.", story.group)
    await story.ana.replies("/guia", hello)
    await story.juan.replies("/guia", await story.ana.says("Aquí estoy, Juan.", story.group))
    await story.at(15, "17:30")
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


async def _many_levels_in_a_room(story: Story) -> None:
    await story.at(14, "07:55")
    await story.ana.says(
        "/carta Somos docentes de escuelas rurales de Ñuble. Nos juntamos para que nadie enseñe "
        "solo: contamos lo que hacemos, probamos lo de otros y contamos qué pasó.\n"
        "Una pregunta a la semana. Sin apuro, sin nota y sin nombres de niñas ni niños.\n"
        "Guían Ana y Juan; el próximo año, otra dupla.",
        story.group,
    )
    await story.at(14, "08:05")
    await story.ana.says(
        "/pregunta ¿Qué hiciste estos días con niños de distintos cursos en la misma sala?",
        story.group,
    )
    prompt = story.last("distintos cursos")
    await story.at(14, "13:20")
    readers = await story.rosa.replies(
        "Junté a 1.º con 4.º: los grandes leyeron en voz alta y los chicos dibujaron lo que "
        "escuchaban. Después cada pareja contó su dibujo.",
        prompt,
    )
    await story.at(14, "18:40")
    garden = await story.pedro.replies(
        "Nosotros salimos a la huerta. Los de 5.º midieron los surcos y los de 2.º contaron "
        "plantas. Todo quedó en un papelógrafo que escribieron juntos.",
        prompt,
        media={"kind": "photo", "name": "huerta.jpg"},
    )
    await story.at(14, "19:02")
    for actor in (story.rosa, story.ana, story.marisol):
        await actor.reacts("❤", garden)
    await story.at(13, "12:50")
    await story.carmen.says("Rosa, ¿y cuánto rato les das para leer?", story.group)
    await story.at(13, "12:58")
    await story.rosa.says("Veinte minutos. Más que eso, se me cansan los chicos.", story.group)
    await story.carmen.reacts("👍", readers)
    await story.at(13, "17:20")
    await story.elena.replies(
        "Hice estaciones de diez minutos: lectura, escritura y un juego de palabras. "
        "Me faltó tiempo para cerrar con todos.",
        prompt,
    )
    await story.at(13, "17:45")
    await story.juan.replies("/guardar", garden)
    await story.juan.taps("Historia", story.last("En el repertorio"))
    await story.at(12, "18:05")
    await story.rosa.says(
        "#practica Lectura en parejas de distinto curso: el grande lee un párrafo, el chico lo "
        "dibuja, y los dos lo cuentan al grupo. Veinte minutos, dos veces por semana.",
        story.group,
    )
    await story.rosa.taps("Rutina", story.pairs)


async def _first_commitment(story: Story) -> None:
    await story.at(11, "13:10")
    await story.ana.says(
        f"/compromiso Rosa y Juan suben la rúbrica de lectura antes del {story.date(-6)}, "
        "evidencia foto",
        story.group,
    )
    rubric = story.last("rúbrica")
    await story.rosa.taps("Acepto", rubric)
    await story.at(11, "13:25")
    await story.juan.taps("Acepto", rubric)
    await story.at(11, "18:10")
    await story.pedro.taps("Me sumo", rubric)
    await story.at(10, "13:15")
    strips = await story.luis.says(
        "#practica Fracciones con tiras de papel: cada niño dobla su tira en mitades, tercios y "
        "cuartos y las compara con las de al lado. Sirve de 3.º a 6.º, sin comprar nada.",
        story.group,
    )
    await story.luis.taps("Herramienta", story.last("En el repertorio"))
    await story.carmen.taps("La probé", story.pairs)
    await story.at(10, "13:24")
    await story.carmen.replies(
        "Con masa en vez de dibujo: los grandes leen y los de kínder modelan la escena. Después "
        "pasan por las mesas adivinando qué parte del cuento es.",
        story.last("Carmen Toledo, probaste"),
    )
    await story.at(10, "13:32")
    await story.luis.says(
        "#ofrezco ayuda con fracciones y con material concreto: tengo fichas que se pueden copiar.",
        story.group,
    )
    await story.at(10, "13:40")
    await story.elena.reacts("🔥", strips)
    await story.rosa.reacts("👏", strips)


async def _what_did_not_work(story: Story) -> None:
    await story.at(9, "08:10")
    await story.juan.says("/pregunta ¿Qué cosa no te resultó, y qué te dejó pensando?", story.group)
    prompt = story.last("no te resultó")
    await story.at(9, "17:45")
    await story.luis.replies(
        "Preparé una guía larga y a la mitad ya nadie seguía. La próxima la parto en tres.", prompt
    )
    await story.at(8, "13:05")
    await story.pedro.taps("La probé", story.pairs)
    plan = await story.marisol.replies(
        "Cambié de sala a un estudiante sin avisarle antes. Le costó todo el día. Ahora le "
        "muestro un plan con dibujos en la mañana.",
        prompt,
    )
    await story.at(8, "13:30")
    for actor in (story.carmen, story.elena, story.juan):
        await actor.reacts("🙏", plan)


async def _promises_are_kept_and_moved(story: Story) -> None:
    await story.at(8, "18:00")
    await story.juan.says(
        f"/compromiso Luis comparte sus fichas de fracciones antes del {story.date(-2)}, "
        "evidencia documento",
        story.group,
    )
    await story.luis.taps("Acepto", story.last("fichas de fracciones"))
    await story.at(7, "11:50")
    await story.pedro.replies(
        "La llevamos a la huerta: el grande lee el sobre de semillas y el chico hace el cartel. "
        "Cada cartel quedó en su surco.",
        story.last("Pedro Antilef, probaste"),
        media={"kind": "photo", "name": "carteles.jpg"},
    )
    await story.elena.taps("La llevo", story.pairs)
    await story.at(7, "12:20")
    await story.rosa.replies(
        "Aquí está la rúbrica. La hicimos con los niños.",
        story.last("Compromiso 1"),
        media={"kind": "photo", "name": "rubrica.png"},
        data=sheet(),
    )
    await story.at(7, "13:05")
    await story.marisol.taps("Visto por un par", story.last("Compromiso 1"))
    await story.at(6, "17:10")
    await story.carmen.says("/repertorio fracciones", story.group)
    await story.at(6, "17:16")
    await story.carmen.says("Gracias, Luis. Lo pruebo con masa, que es lo mío.", story.group)
    await story.at(6, "17:50")
    await story.elena.replies(
        "Llego tarde, pero llego: pedí leer en voz alta a quien no quería. Aprendí a preguntar antes.",
        story.last("no te resultó"),
    )
    await story.marisol.taps("Gracias", story.pairs)
    await story.at(5, "11:30")
    await story.ana.says(
        f"/compromiso Elena y Carmen arman la lista de cuentos antes del {story.date(6)}, "
        "evidencia texto",
        story.group,
    )
    tales = story.last("lista de cuentos")
    await story.carmen.taps("Acepto", tales)
    await story.at(5, "13:45")
    await story.elena.taps("Acepto", tales)
    await story.at(4, "13:10")
    await story.carmen.says(
        "#pido ideas para enseñar fracciones con material concreto a los más chicos.",
        story.group,
    )
    await story.at(4, "17:20")
    await story.marisol.taps("Yo puedo ayudar", story.last("práctica cercana"))
    await story.at(4, "18:10")
    await story.pedro.replies(
        "Salimos a medir el río y se puso a llover. Medimos los charcos.",
        story.last("no te resultó"),
    )
    await story.at(4, "18:30")
    for actor in (story.rosa, story.luis, story.ana, story.elena):
        await actor.reacts("👏", story.last("Medimos los charcos"))


async def _a_session_is_called(story: Story) -> None:
    await story.at(3, "12:20")
    await story.ana.says(
        f"/sesion Lectura multigrado: qué nos funciona, el {story.date(5)} a las 18:00", story.group
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
    await story.at(3, "17:30")
    await _elena_tells_how_it_went(story)
    await story.at(3, "18:15")
    await _luis_needs_more_time(story)


async def _elena_tells_how_it_went(story: Story) -> None:
    """What a practice became at another school; then the group agrees on it."""
    await story.elena.replies(
        "#llevado La hice tres martes en mi escuela, 2.º con 5.º. El primero fue un desorden; "
        "al tercero se sentaban solos.",
        story.pairs,
    )
    asked = story.last("Anotado, Elena")
    await story.elena.taps("Funcionó", asked)
    await story.elena.replies(
        "Dos que no leían en voz alta ahora piden turno, y los grandes preparan la lectura en la casa.",
        asked,
    )
    await story.at(3, "17:58")
    await story.ana.replies("/acordada", story.pairs)
    await story.rosa.taps("Su camino", story.last("Acordada en esta comunidad"))


async def _luis_needs_more_time(story: Story) -> None:
    """His reminder came in private, three days before the date or earlier."""
    reminder = story.stage.find(story.luis.id, "fichas de fracciones")
    await story.luis.taps("+1 semana", reminder)


def _still_open(story: Story) -> int:
    """How many school days ago a prompt was asked that still waits today: the bot waits until the
    first Friday that is two days away or more."""
    today = story.today.astimezone(story.stage.zone).date()
    day = school_day(today, -2) + timedelta(days=2)
    closes = day + timedelta(days=(FRIDAY - day.weekday()) % 7)
    return 2 if closes >= today else 1


async def _what_a_child_said(story: Story) -> None:
    asked = _still_open(story)
    await story.at(asked, "08:05")
    await story.ana.says(
        "/pregunta ¿Qué dijo o hizo un estudiante que te hizo cambiar la clase?", story.group
    )
    prompt = story.last("cambiar la clase")
    await story.at(asked, "12:10")
    moon = await story.pedro.replies(
        "Un niño preguntó por qué la papa se siembra con luna. Dejé la guía y llamamos a su "
        "abuela: nos contó por teléfono. Salió una clase entera.",
        prompt,
    )
    await story.at(asked, "12:50")
    await story.carmen.replies(None, prompt, media={"kind": "voice", "seconds": 48})
    for actor in (story.carmen, story.rosa, story.luis, story.marisol):
        await actor.reacts("❤", moon)
    await story.at(1, "13:05")
    await story.elena.replies(
        "Me dijeron que mis preguntas siempre tienen una sola respuesta. Probé con «¿qué más "
        "podría ser?» y hablaron el doble.",
        prompt,
    )
    await story.at(1, "13:25")
    await story.juan.says(
        "/compromiso Marisol comparte su plan de la mañana con dibujos antes del "
        f"{story.date(8)}, evidencia documento",
        story.group,
    )
    await story.at(1, "17:40")
    await story.pedro.says(
        "El sábado voy a la feria del libro en Chillán y tengo espacio en la camioneta. "
        "¿Quién se suma?",
        story.group,
    )
    await story.at(1, "17:52")
    await story.marisol.says("¡Yo! Llevo el mate.", story.group)
