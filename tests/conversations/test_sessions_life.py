"""What surrounds a session: it comes again, lasts five days, has an agenda, and is asked about."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from community.ids import ChatId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

# The stage begins on Monday 16 November 2026, 10:00 in Chile (UTC-3).
CALL = "/sesion Lectura multigrado el jueves 26 a las 18:00"


@dataclass
class Group:
    """Ana facilitates; Rosa opened a private chat with the bot, Juan did not."""

    stage: Stage
    chat: Chat
    ana: Persona
    rosa: Persona
    juan: Persona

    @property
    def last(self) -> Message:
        return self.stage.last(self.chat)

    @property
    def told(self) -> list[str]:
        return self.stage.told(self.chat)

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def called(self, sentence: str = CALL) -> Message:
        await self.ana.says(sentence, self.chat)
        return next(
            message
            for message in reversed(self.stage.messages(self.chat))
            if message.text.startswith("📅 Sesión:")
        )

    async def is_in(self, zone_name: str, country: str) -> None:
        """As the zones' buttons of /config leave it."""
        async with self.stage.minga.database.write() as tx:
            community = await tx.communities.at(ChatId(self.chat.id))
            assert community is not None
            await tx.communities.save(replace(community, zone_name=zone_name, country=country))


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, rosa, juan = stage.person("Ana Soto"), stage.person("Rosa Quispe"), stage.person("Juan")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await rosa.starts()
    made = Group(stage=stage, chat=chat, ana=ana, rosa=rosa, juan=juan)
    await made.is_in("America/Santiago", "CL")
    return made


async def test_one_that_comes_again_skips_holidays_and_each_is_changed_alone(group: Group) -> None:
    card = await group.called("/sesion Taller cada semana, el martes 24 a las 18:00")
    assert card.text.startswith("📅 Sesión: Taller\nmartes 24 de noviembre, 18:00. ¿Vienes?")
    series = next(said for said in group.told if said.startswith("🔁"))
    assert series.startswith(
        "🔁 «Taller» se repite cada semana a las 18:00: mar 24 nov, mar 1 dic, mar 15 dic…\n"
        "Se salta, por ser feriado: mar 8 dic.\n"
    )

    await group.stage.until(datetime(2026, 11, 27, 13, 0, tzinfo=UTC))
    second = group.last
    assert second.text == "📅 Sesión: Taller\nmartes 1 de diciembre, 18:00. ¿Vienes?"
    await group.ana.replies("se mueve al miércoles 2 a las 19", to=second)
    await group.rosa.says("/agenda", group.chat)
    assert "miércoles 2 de diciembre, 19:00" in group.last.text
    assert "martes 15 de diciembre, 18:00" in group.last.text
    assert "martes 22 de diciembre, 18:00" in group.last.text

    await group.ana.replies("ya no se repite", to=second)
    assert group.last.text.startswith("«Taller» ya no se repite.")
    await group.rosa.says("/agenda", group.chat)
    assert "miércoles 2 de diciembre, 19:00" in group.last.text
    assert "15 de diciembre" not in group.last.text
    await group.stage.until(datetime(2026, 12, 31, 13, 0, tzinfo=UTC))
    assert sum(said.startswith("📅 Sesión:") for said in group.told) == 2


async def test_an_asynchronous_one_is_open_five_days_and_reminds_on_three_of_them(
    group: Group,
) -> None:
    card = await group.called("/sesion Círculo asincrónico de lectura, lunes 23 a las 14:00")
    assert card.text == (
        "📅 Sesión: Círculo de lectura\n"
        "Del lunes 23 de noviembre al sábado 28 de noviembre, 14:00, cada quien cuando pueda. "
        "¿Participas?"
    )
    await group.stage.until(datetime(2026, 11, 24, 13, 0, tzinfo=UTC))
    await group.rosa.taps("Puedo", card)  # while it is open
    await group.stage.until(datetime(2026, 11, 30, 20, 0, tzinfo=UTC))

    assert [said.partition("\n")[0] for said in group.told if said.startswith("⏰")] == [
        "⏰ «Círculo de lectura» está abierta: hasta el sábado 28 de noviembre, 14:00.",
        "⏰ «Círculo de lectura» sigue abierta, día 3: hasta el sábado 28 de noviembre, 14:00.",
        "⏰ Último día de «Círculo de lectura»: hasta el sábado 28 de noviembre, 14:00.",
    ]
    assert group.last.text == "«Círculo de lectura» terminó. Si participaste, toca aquí."
    assert group.stage.buttons(card) == []


async def test_how_people_meet_can_be_tapped_while_the_day_is_asked(group: Group) -> None:
    await group.ana.says("/sesion Círculo de lectura", group.chat)
    question = group.last
    await group.ana.taps("Asíncrona", question)
    assert "✓ Asíncrona" in group.stage.buttons(question)

    await group.ana.replies("lunes 23 a las 14:00", to=question)
    assert "cada quien cuando pueda" in group.last.text


async def test_nobody_who_wants_nothing_kept_meanwhile_is_marked_as_there_by_a_guide(
    group: Group,
) -> None:
    card = await group.called("/sesion Lectura el jueves 26 a las 16:00")
    await group.rosa.taps("Puedo", card)
    await group.juan.taps("Puedo", card)
    await group.rosa.says("/nomeguardes")
    await group.stage.until(datetime(2026, 11, 26, 21, 0, tzinfo=UTC))

    asked = group.last
    assert await group.ana.taps("Quien dijo sí estuvo", asked) == "Anotado: estuvo 1."
    assert group.now_reads(asked).endswith("Estuvo 1: Juan")


async def test_a_microcentre_is_asked_who_was_there_and_twice_for_a_brief(group: Group) -> None:
    card = await group.called("/sesion Microcentro Itata el jueves 26 a las 16:00")
    await group.rosa.taps("Puedo", card)
    early = group.stage.driver.forge_tap(group.rosa.id, card.chat, card.id, "session-was:1")
    await group.stage.rests()
    assert group.stage.driver.answer(early.id) is not None
    await group.stage.until(datetime(2026, 11, 26, 21, 0, tzinfo=UTC))

    asked = group.last
    assert asked.reply_to == card.id
    assert await group.juan.taps("Estuve", asked) == "Anotado: estuvo 1."
    assert await group.juan.taps("Estuve", asked) == "Ya estaba anotado."
    assert group.now_reads(asked).endswith("Estuvo 1: Juan")
    await group.ana.taps("Quien dijo sí estuvo", asked)
    assert group.now_reads(asked).endswith("Estuvieron 2: Rosa Quispe y Juan")

    await group.stage.until(datetime(2026, 12, 3, 21, 0, tzinfo=UTC))
    briefs = [said for said in group.told if said.startswith("📝")]
    assert len(briefs) == 2
    assert briefs[0].startswith("📝 Un informe breve de «Microcentro Itata»")
    assert briefs[1].startswith("📝 «Microcentro Itata» aún no tiene un informe.")
    await group.juan.replies("Planificamos ciencias de 1.º a 6.º", to=group.last)
    assert group.stage.reactions(group.juan.last) == ["✍"]
    await group.rosa.says("/agenda pasadas", group.chat)
    assert group.last.text == (
        "📅 Lo que ya fue:\n"
        "• jueves 26 de noviembre, 16:00: Microcentro Itata · estuvieron 2 · 1 informe"
    )


async def test_the_agenda_and_what_is_to_be_read_come_with_the_reminder(group: Group) -> None:
    card = await group.called()
    file = {"kind": "document", "name": "rubrica.pdf", "size": 340_000}
    sheet = await group.rosa.says("", group.chat, media=file)
    await group.ana.replies("/material Rúbrica de fluidez", to=sheet)

    await group.ana.replies("/sesion agenda Leer la rúbrica de fluidez; Acordar fechas", to=card)
    assert group.last.text == (
        "Anotado, la agenda de «Lectura multigrado» (jueves 26 de noviembre, 18:00):\n"
        "– Leer la rúbrica de fluidez\n– Acordar fechas\nVa con el recordatorio."
    )
    await group.stage.until(datetime(2026, 11, 25, 21, 5, tzinfo=UTC))

    reminder = group.last.text
    assert "– Leer la rúbrica de fluidez\n– Acordar fechas\n📎 Rúbrica de fluidez" in reminder


async def test_those_who_said_yes_are_told_in_private_where_that_may_be(group: Group) -> None:
    card = await group.called()
    for person in (group.rosa, group.juan):
        await person.taps("Puedo", card)

    await group.stage.until(datetime(2026, 11, 25, 22, 0, tzinfo=UTC))  # after the −24 h reminder
    await group.ana.replies("se mueve al viernes 27 a las 19", to=card)
    assert group.rosa.told[-1].startswith(
        "📅 «Lectura multigrado», a la que ibas a venir, cambia de fecha: "
        "ahora es el viernes 27 de noviembre, 19:00"
    )
    assert "Juan" in group.last.text
    assert "Rosa" not in group.last.text

    await group.stage.until(datetime(2026, 11, 26, 22, 30, tzinfo=UTC))
    assert sum(said.startswith("⏰ Mañana") for said in group.told) == 2
    await group.ana.replies("se cancela", to=card)
    await group.stage.passes(minutes=1)
    assert group.rosa.told[-1].startswith("✖️ «Lectura multigrado» del viernes 27 de noviembre")
    assert "Rosa" not in group.last.text


async def test_a_zone_that_is_corrected_keeps_the_hour_people_were_told(group: Group) -> None:
    await group.called()
    await group.ana.says("/config", group.chat)
    await group.ana.taps("País y hora")
    await group.ana.taps("Bolivia")
    await group.stage.passes(minutes=1)
    await group.rosa.says("/agenda", group.chat)

    assert "jueves 26 de noviembre, 18:00" in group.last.text
    await group.stage.until(datetime(2026, 11, 26, 21, 5, tzinfo=UTC))  # an hour before, there
    assert group.last.text.startswith("⏰ Hoy a las 18:00: Lectura multigrado")


async def test_one_tap_brings_one_session_to_a_calendar(group: Group) -> None:
    card = await group.called()

    assert await group.rosa.taps("A mi calendario", card) == "Te lo mando a nuestro chat privado."
    await group.rosa.taps("A mi calendario", card)
    files = [m for m in group.stage.messages(group.rosa.id) if "document" in m.content]
    assert len(files) == 1
    written = group.stage.world.files[files[0].content["document"]["file_id"]].bytes
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (event.start, event.end) == (
        datetime(2026, 11, 26, 21, 0, tzinfo=UTC),
        datetime(2026, 11, 26, 22, 30, tzinfo=UTC),
    )
    assert await group.juan.taps("A mi calendario", card) == ("Lo mando aquí, para todo el grupo.")


async def test_without_a_public_address_there_is_the_file(group: Group) -> None:
    await group.ana.says("/sesion calendario", group.chat)

    assert group.last.text.startswith("Este bot no tiene una dirección pública")
