"""Minutes, from what is noted while a session lasts to finding them weeks later."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from community.ids import CommunityId
from community.sessions import cancel
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

# The stage begins on Monday 16 November 2026, 10:00 in Chile (UTC-3).
DAY = timedelta(days=1)
BEGINS = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)  # Tuesday 15:00 in Chile


@dataclass
class Group:
    """Ana and Luz facilitate, both in private with the bot; Rosa and Juan are members."""

    stage: Stage
    chat: Chat
    ana: Persona
    luz: Persona
    rosa: Persona
    juan: Persona

    @property
    def told(self) -> list[str]:
        return self.stage.told(self.chat)

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def meets(self, title: str = "Lectura multigrado") -> Message:
        """A session is called, Rosa says that she comes, and it has just begun."""
        await self.ana.says(f"/sesion {title} mañana a las 15:00", self.chat)
        card = self.stage.last(self.chat)
        await self.rosa.taps("Puedo", card)
        await self.stage.until(BEGINS)
        return card

    def draft_of(self, guide: Persona) -> Message:
        return self.stage.last(guide.id)


def document(stage: Stage, message: Message) -> str:
    """What a file says."""
    content: bytes = stage.world.files[message.content["document"]["file_id"]].bytes
    return content.decode()


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, luz = stage.person("Ana Soto"), stage.person("Luz Vera")
    rosa, juan = stage.person("Rosa Quispe"), stage.person("Juan Pérez")
    chat = await stage.community("Red Ñuble", guides=[ana, luz], members=[rosa, juan])
    for guide in (ana, luz):
        await guide.says("Aquí estoy", chat)
        await ana.replies("/guia", to=guide.last)
        await guide.starts()
    stage.world.history[chat.id].clear()
    return Group(stage=stage, chat=chat, ana=ana, luz=luz, rosa=rosa, juan=juan)


async def test_what_is_noted_becomes_a_draft_that_one_of_the_pair_publishes(group: Group) -> None:
    stage = group.stage
    await group.meets()

    await group.rosa.says("#acuerdo Leemos en parejas los <martes>", group.chat)
    assert stage.reactions(group.rosa.last) == ["✍"]
    talk = await group.juan.says("¿Y de dónde sacamos los libros?", group.chat)
    await group.rosa.replies("#duda", to=talk)
    await group.juan.says("Una feria del libro usado #idea", group.chat)
    await group.juan.says("#nota Faltó el tercer curso", group.chat)
    await stage.passes(hours=2)
    await group.juan.taps("Estuve")
    await stage.passes(hours=1, minutes=1)

    draft = group.draft_of(group.ana)
    assert draft.text == (
        "📝 Borrador del acta, martes 17 de noviembre: Lectura multigrado\n"
        "Solo la ven quienes facilitan. Basta con que una de las personas la publique.\n"
        "Al publicarla, 1 de sus puntos pasa a ser acuerdo del grupo (/acuerdos).\n"
        "\n"
        "Estuvieron: Juan Pérez.\n"
        "🤝 Acuerdos\n"
        "• Leemos en parejas los <martes> ↗\n"
        "❓ Dudas abiertas\n"
        "• Juan Pérez: ¿Y de dónde sacamos los libros? ↗\n"
        "💡 Ideas\n"
        "• Juan Pérez: Una feria del libro usado ↗\n"
        "🗒 Notas\n"
        "• Juan Pérez: Faltó el tercer curso ↗"
    )
    assert stage.buttons(draft) == ["Publicar", "Editar", "Descartar"]
    assert group.draft_of(group.luz).text == draft.text

    await group.ana.taps("Publicar", draft)
    assert await group.luz.taps("Publicar", group.draft_of(group.luz)) == (
        "Ya está publicada. Para corregirla, responde al borrador con el texto nuevo."
    )
    published = [text for text in group.told if text.startswith("📝")]
    assert len(published) == 1
    assert published[0].startswith("📝 Acta, martes 17 de noviembre: Lectura multigrado\n")
    await stage.passes(seconds=15)
    assert stage.buttons(group.draft_of(group.luz)) == []


async def test_what_was_agreed_in_a_session_is_an_agreement_once_its_minutes_are_published(
    group: Group,
) -> None:
    stage = group.stage
    await group.meets()
    await group.rosa.says("#acuerdo Leemos en parejas los martes", group.chat)
    kept = group.rosa.last
    await group.juan.says("#acuerdo leemos en parejas  los martes.", group.chat)
    await group.juan.says("#acuerdo Cada escuela trae diez libros", group.chat)
    books = group.juan.last
    await group.juan.says("#acuerdo Nos vemos a las cinco", group.chat)
    await group.juan.replies("/deshacer", to=group.juan.last)
    await group.rosa.says("/acuerdos", group.chat)
    assert group.told[-1].startswith("Todavía no hay acuerdos.")

    await stage.passes(hours=4)
    await group.ana.taps("Publicar", group.draft_of(group.ana))

    published = stage.last(group.chat)
    assert published.text.endswith("\nQuedan como acuerdos 1 y 2: /acuerdos")
    await group.rosa.says("/acuerdos", group.chat)
    assert group.told[-1] == (
        "🤝 Nuestros acuerdos:\n"
        "2. Cada escuela trae diez libros (mar 17 nov)\n"
        "1. Leemos en parejas los martes (mar 17 nov)\n"
        "Uno completo: /acuerdos 2"
    )
    await group.rosa.says("/acuerdos 1", group.chat)
    assert group.told[-1] == (
        "🤝 Acuerdo 1: Leemos en parejas los martes\n"
        "Se acordó sin votar, en una sesión o conversando, el martes 17 de noviembre.\n"
        "Lo revisamos el miércoles 17 de febrero de 2027."
    )
    assert stage.buttons(stage.last(group.chat)) == ["Crear compromiso"]

    await group.rosa.edits(kept, "#acuerdo Leemos en parejas los jueves")
    await group.juan.replies("/deshacer", to=books)
    await stage.passes(seconds=15)
    assert group.now_reads(published).endswith("\nQueda como acuerdo 1: /acuerdos")
    await group.rosa.says("/acuerdos", group.chat)
    assert "1. Leemos en parejas los jueves (mar 17 nov)" in group.told[-1]
    assert "libros" not in group.told[-1]


async def test_of_minutes_in_other_words_what_they_say_was_agreed_is_an_agreement(
    group: Group,
) -> None:
    stage = group.stage
    await group.meets()
    await group.juan.says("#acuerdo Nos vemos en abril", group.chat)
    await stage.passes(hours=4)
    draft = group.draft_of(group.ana)
    await group.ana.replies("🤝 Acuerdos\n• Nos vemos en mayo\n• Sin teléfonos\nY café.", to=draft)

    await group.ana.taps("Publicar", group.draft_of(group.ana))

    await group.rosa.says("/acuerdos", group.chat)
    assert group.told[-1].splitlines()[1:3] == [
        "2. Sin teléfonos (mar 17 nov)",
        "1. Nos vemos en mayo (mar 17 nov)",
    ]


async def test_a_draft_that_waits_is_asked_about_twice_and_can_be_rewritten(group: Group) -> None:
    stage = group.stage
    await group.meets()
    await group.juan.says("#acuerdo Nos vemos en abril", group.chat)
    await stage.passes(hours=4)
    draft = group.draft_of(group.ana)

    await stage.passes(days=3)
    assert "Espera desde hace 3 días." in group.draft_of(group.luz).text
    await stage.passes(days=4)
    assert "Espera desde hace 7 días." in group.draft_of(group.luz).text
    told = len(group.luz.told)
    await stage.passes(days=30)
    assert len([text for text in group.luz.told[told:] if "acta" in text]) == 0

    await group.ana.taps("Editar", draft)
    how = stage.last(group.ana.id)
    await group.ana.replies("", to=how, media={"kind": "photo"})
    assert stage.last(group.ana.id).text == (
        "Lo que respondes al borrador pasa a ser todo su texto, así que lo dejé como estaba. "
        "Para cambiarlo, copia el borrador, cambia lo que quieras y responde con todo."
    )
    copied = draft.text.split("\n\n")[0]
    await group.ana.replies(f"{copied}\n\nAcordamos <b>dos</b> cosas & nada más ↗", to=how)
    await stage.passes(seconds=15)
    assert group.now_reads(draft).endswith("Acordamos <b>dos</b> cosas & nada más")

    await group.luz.taps("Publicar", group.draft_of(group.luz))
    published = stage.last(group.chat)
    assert published.text == (
        "📝 Acta, martes 17 de noviembre: Lectura multigrado\n\nAcordamos <b>dos</b> cosas & nada más"
    )
    await group.ana.replies("Acordamos tres cosas", to=draft)
    await stage.passes(seconds=15)
    assert group.now_reads(published).endswith("\n\nAcordamos tres cosas")


async def test_what_was_not_meant_is_taken_back_and_what_is_edited_is_followed(
    group: Group,
) -> None:
    stage = group.stage
    await group.meets()
    mistaken = await group.rosa.says("#nota Esto no iba", group.chat)
    kept = await group.juan.says("#acuerdo Leemos los lunes #duda ¿Quién trae libros?", group.chat)

    await group.juan.replies("/deshacer", to=mistaken)
    assert stage.last(group.chat).text == ("Lo deshace quien lo escribió, o alguien que facilita.")
    await group.rosa.says("/deshacer", group.chat)
    assert stage.last(group.chat).text == "Deshecho: «Esto no iba». No estará en el acta."
    await group.rosa.says("/deshacer", group.chat)
    assert stage.last(group.chat).text.startswith("No hay nada que deshacer.")
    await group.juan.edits(kept, "#acuerdo Leemos los martes #duda ¿Quién trae libros?")
    await group.rosa.says("#acuerdo", group.chat)
    assert stage.last(group.chat).text.startswith("Escríbelo en el mismo mensaje que el hashtag")
    await group.rosa.says("#compromiso Rosa trae la rúbrica el viernes", group.chat)
    await stage.passes(hours=4)

    draft = group.draft_of(group.ana).text
    assert "Esto no iba" not in draft
    assert "\nDijeron que venían: Rosa Quispe.\n" in draft
    assert "• Leemos los martes ↗\n" in draft
    assert "• Juan Pérez: ¿Quién trae libros? ↗" in draft
    assert "📌 Compromisos\n• Rosa Quispe: Rosa trae la rúbrica el viernes ↗" in draft


async def test_nothing_noted_is_no_draft_and_a_hashtag_without_a_session_says_what_to_do(
    group: Group,
) -> None:
    stage = group.stage
    await group.rosa.says("#acuerdo Leemos los martes", group.chat)
    assert stage.last(group.chat).text == (
        "#acuerdo se junta durante una sesión, y ahora no hay ninguna. Para acordar algo en el grupo, "
        "quien facilita lo escribe con /decidir; /agenda dice cuándo se encuentran."
    )
    assert stage.reactions(group.rosa.last) == ["👍"]
    await group.juan.says("#acuerdo Y los jueves", group.chat)
    assert len([text for text in group.told if text.startswith("#acuerdo se junta")]) == 1
    request = await group.rosa.says("#pido ideas para fracciones", group.chat)
    await group.juan.replies("Una balanza de verdad #idea", to=request)
    assert stage.reactions(group.juan.last) == ["✍"]  # an answer, as without the hashtag

    before = len(group.ana.told)
    await group.meets()
    await stage.passes(days=2)

    assert [text for text in group.ana.told[before:] if "acta" in text] == []
    async with stage.looking() as tx:
        assert await tx.minutes.published_of(CommunityId(1)) == []


async def test_of_two_sessions_at_once_the_announcement_one_replies_to_is_meant(
    group: Group,
) -> None:
    stage = group.stage
    await group.ana.says("/sesion Fracciones mañana a las 16:00", group.chat)
    await group.meets("Lectura")
    await stage.passes(hours=1, minutes=10)

    await group.juan.says("#idea Una balanza", group.chat)
    assert stage.last(group.chat).text == (
        "Hay dos sesiones en curso. Lo anoté en «Fracciones». Para «Lectura», responde a su anuncio "
        "con el hashtag."
    )
    await group.juan.says("#idea Otra balanza", group.chat)
    lectura = next(m for m in stage.messages(group.chat) if m.text.startswith("📅 Sesión: Lectura"))
    await group.juan.replies("#idea Un cuento", to=lectura)
    assert len([text for text in group.told if text.startswith("Hay dos sesiones")]) == 1
    async with stage.minga.database.write() as tx:  # called off after it began
        fractions = (await tx.sessions.between(CommunityId(1), BEGINS, BEGINS + DAY))[1]
        assert fractions.title == "Fracciones"
        await tx.sessions.save(cancel(fractions))
    await stage.passes(days=1)

    drafts = sorted(text for text in group.ana.told if text.startswith("📝"))
    assert len(drafts) == 2
    assert "Fracciones" in drafts[0]
    assert "Otra balanza" in drafts[0]
    assert "Un cuento" in drafts[1]


async def test_minutes_are_found_by_words_and_with_past_sessions(group: Group) -> None:
    stage = group.stage
    await group.rosa.says("/actas", group.chat)
    assert stage.last(group.chat).text.startswith("Todavía no hay actas.")
    await group.meets()
    await group.rosa.says("#acuerdo Prestamos títeres entre escuelas", group.chat)
    await stage.passes(hours=4)
    await group.ana.says("/actas titere", group.chat)
    assert stage.last(group.chat).text.startswith("Todavía no hay actas.")
    await group.ana.taps("Publicar")

    await group.juan.says("/actas TITERE", group.chat)
    found = stage.last(group.chat)
    assert found.text == (
        "Sobre «TITERE» hay 1 acta:\n"
        "1. mar 17 nov: Lectura multigrado · Prestamos títeres entre escuelas"
    )
    await group.juan.taps("1", found)
    await group.juan.taps("1", found)
    read = [text for text in group.told if "Ir a su mensaje" in text]
    assert len(read) == 1
    await group.juan.says("/actas dinosaurios", group.chat)
    assert stage.last(group.chat).text.startswith("Ninguna acta habla de «dinosaurios».")

    await group.juan.says("/agenda pasadas", group.chat)
    past = stage.last(group.chat)
    assert "• martes 17 de noviembre, 15:00: Lectura multigrado" in past.text
    assert stage.buttons(past) == ["Acta mar 17 nov"]
    await group.juan.taps("Acta mar 17 nov", past)
    assert stage.last(group.chat).text.startswith("📝 Acta, martes 17 de noviembre")


async def test_whoever_is_forgotten_leaves_the_draft_and_the_published_minutes(
    group: Group,
) -> None:
    stage = group.stage
    await group.meets()
    await group.rosa.says("#idea Una huerta con secreto", group.chat)
    await group.juan.says("#nota Llovió", group.chat)
    mateo = stage.person("Mateo Rain")
    await mateo.joins(group.chat)
    await mateo.says("#nota Y nevó", group.chat)
    await stage.passes(hours=4)
    await group.ana.taps("Publicar")
    published = stage.last(group.chat)
    assert "Rosa Quispe: Una huerta con secreto" in published.text

    await group.rosa.starts()
    await group.rosa.says("/olvidame")
    await group.rosa.taps("Sí, olvídame")
    await stage.passes(seconds=15)

    now = group.now_reads(published)
    assert "huerta" not in now
    assert "Rosa" not in now
    assert "Juan Pérez: Llovió" in now

    note = next(m for m in stage.messages(group.chat) if m.text == "#nota Llovió")
    await group.luz.replies("/borrar", to=note)
    await stage.passes(seconds=15)
    assert group.now_reads(published).endswith("Mateo Rain: Y nevó ↗")
    await mateo.starts()
    await mateo.says("/nomeguardes")
    await stage.passes(seconds=15)
    assert group.now_reads(published).endswith("Lo que se anotó aquí se retiró.")


async def test_where_the_pair_has_no_private_chat_the_group_hears_that_a_draft_waits(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.says("hola", chat)
    await ana.says("Aquí", chat)
    await ana.replies("/guia", to=ana.last)
    await ana.says("/sesion Fracciones mañana a las 15:00", chat)
    await stage.until(BEGINS)
    await rosa.says("#acuerdo Usamos piedras", chat)
    await stage.passes(hours=20)

    assert stage.last(chat).text == (
        "📝 Borrador del acta, martes 17 de noviembre: Fracciones\n"
        "1 acuerdo\n"
        "Quien facilita la ve en privado si abre una vez un chat conmigo, o la publica aquí."
    )
    await ana.starts("acta")
    await stage.passes(seconds=15)
    assert "• Usamos piedras" in stage.last(ana.id).text
    await ana.taps("Publicar", stage.last(chat))
    assert stage.last(chat).text.startswith("📝 Acta, martes 17 de noviembre: Fracciones")


async def test_long_minutes_are_figures_and_a_file_that_is_made_anew(group: Group) -> None:
    stage = group.stage
    await group.meets()
    await group.rosa.says("#idea Una huerta con secreto", group.chat)
    many = "\n".join(f"#nota Lo que vimos, punto {n}: " + "leer y contar " * 4 for n in range(44))
    await group.juan.says(many, group.chat)
    await stage.passes(hours=4)
    await group.ana.taps("Publicar")

    summary, file = stage.messages(group.chat)[-2:]
    assert summary.text == (
        "📝 Acta, martes 17 de noviembre: Lectura multigrado\n1 idea · 44 notas\n"
        "Es larga: entera está en el archivo."
    )
    assert "huerta con secreto" in document(stage, file)
    assert "punto 43" in document(stage, file)

    await group.rosa.starts()
    await group.rosa.says("/olvidame")
    await group.rosa.taps("Sí, olvídame")
    await stage.passes(seconds=15)

    assert file.id not in stage.world.history[group.chat.id]
    again = stage.last(group.chat)
    assert "huerta" not in document(stage, again)
    assert "punto 43" in document(stage, again)
    assert [m for m in stage.messages(group.luz.id) if "document" in m.content] == []
