"""What is kept, what one may choose, one's own data, and being forgotten."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from community.ids import PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from storage.personal import MAIL
from storage.rows import inbox, responsibles
from tests.conversation import Persona, Stage

CANARY = "canarioamarillo"


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def kept(stage: Stage, person: Persona) -> dict[str, list[dict[str, Any]]]:
    """What is kept of somebody, but for the traces of messages."""
    async with stage.looking() as tx:
        found = await tx.personal.of(PersonId(person.id))
    return {name: rows for name, rows in found.items() if name not in MAIL}


def on_disk(stage: Stage) -> bytes:
    """The database file and its journal; empty on PostgreSQL, whose files are not ours."""
    path = stage.minga.database.path
    if path is None:
        return b""
    files = [path, Path(f"{path}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def documents(stage: Stage, person: Persona) -> dict[str, str]:
    """The files the bot sent somebody in private: name to content."""
    found: dict[str, str] = {}
    for message in stage.messages(person.id):
        name, content = _document(stage, message)
        if name:
            found[name] = content
    return found


def _document(stage: Stage, message: Message) -> tuple[str, str]:
    document = message.content.get("document")
    if document is None or message.sender != stage.world.bot.id:
        return "", ""
    return str(document["file_name"]), stage.world.files[document["file_id"]].bytes.decode()


# The notice and its choices.


async def test_reactions_to_the_bot_s_messages_are_not_kept_and_the_notice_says_so(
    stage: Stage,
) -> None:
    group, _, rosa = await red(stage)
    await rosa.says("/privacidad", group)
    notice = stage.last(group)
    before = await kept(stage, rosa)

    stage.driver.react(rosa.id, group.id, notice.id, "❤")
    await stage.rests()

    assert "Las reacciones, no." in notice.text
    assert await kept(stage, rosa) == before
    async with stage.looking() as tx:
        assert "message_reaction" not in str(await tx.rows(select(inbox.c.raw)))


async def test_the_notice_says_how_long_each_thing_is_kept(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/privacy", group)

    said = stage.last(group).text
    assert "Días: 7 mensajes recibidos; 30 avisos, borradores sin confirmar; 90 actas" in said
    assert "El resto de la conversación, no." in said
    assert "Conversación: 30 días" not in said  # discreet: none is kept
    assert len(said) <= 600
    assert stage.buttons(stage.last(group)) == [
        "No me guardes",
        "No me escribas",
        "No me muestres",
        "Más, en privado",
    ]


async def test_in_private_the_notice_offers_one_s_data_and_to_be_forgotten(stage: Stage) -> None:
    _, _, rosa = await red(stage)
    await rosa.starts()

    await rosa.says("/privacidad")

    assert stage.buttons(stage.last(rosa.id))[-2:] == ["Mis datos", "Olvídame"]
    await rosa.taps("Olvídame")
    assert stage.buttons(stage.last(rosa.id)) == ["Sí, olvídame"]


async def test_in_private_the_notice_says_what_is_chosen_now(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.starts()
    await rosa.says("/privacidad")
    notice = stage.last(rosa.id)
    assert "Contigo: guardo lo que compartes; puedo escribirte en privado" in notice.text
    assert stage.buttons(notice)[:2] == ["No me guardes", "No me escribas"]

    await rosa.taps("No me escribas", notice)

    assert stage.buttons(notice)[:2] == ["No me guardes", "Puedes escribirme"]
    assert "no te escribo en privado" in stage.last(rosa.id).text
    await rosa.says("/privacidad", group)
    assert "Contigo" not in stage.last(group).text  # nobody else's business


async def test_a_button_in_the_group_acts_for_whoever_taps(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.says("/privacidad", group)

    answer = await ana.taps("No me guardes")

    assert "no guardo nada de lo que escribas" in answer
    async with stage.looking() as tx:
        assert await tx.people.keep_nothing() == {ana.id}


async def test_who_asked_for_it_is_not_written_to_unasked(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.starts()
    await rosa.says("/privacidad", group)

    await rosa.taps("No me escribas")
    async with stage.looking() as tx:
        person = await tx.people.get(PersonId(rosa.id))
        assert person is not None
        assert not person.can_be_written
    await rosa.says("/privacidad")
    await rosa.taps("Puedes escribirme")

    async with stage.looking() as tx:
        person = await tx.people.get(PersonId(rosa.id))
        assert person is not None
        assert person.can_be_written


async def test_the_notice_is_there_before_anybody_has_started_the_bot(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.group("Red Ñuble", admins=[ana])

    await ana.says("/privacidad", group)
    assert "nada todavía" in stage.last(group).text
    await ana.taps("No me guardes")

    async with stage.looking() as tx:
        assert await tx.people.keep_nothing() == {ana.id}


# Keep nothing of me.


async def test_of_whom_nothing_is_to_be_kept_no_word_is_in_the_file(stage: Stage) -> None:
    group, ana, rosa = await red(stage, mode="full")
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    question = stage.last(group)
    await rosa.says("/nomeguardes", group)

    said = await rosa.says(f"Les cuento: {CANARY}", group)
    await rosa.replies(f"Fue así: {CANARY}", to=question)
    await rosa.says(f"#practica {CANARY}", group)
    await rosa.edits(said, f"Mejor: {CANARY}")
    await ana.replies("/guardar", to=said)
    await ana.says("Esto sí queda", group)

    assert CANARY.encode() not in on_disk(stage)
    found = await kept(stage, rosa)
    assert CANARY not in str(found)
    assert "reflections" not in found
    assert "utterances" not in found


async def test_the_wish_holds_from_its_own_update_on_in_the_same_batch(stage: Stage) -> None:
    group, _, rosa = await red(stage, mode="full")
    stage.driver.say(rosa.id, group.id, "esto queda")
    stage.driver.say(rosa.id, group.id, "/nomeguardes")
    stage.driver.say(rosa.id, group.id, CANARY)

    await stage.rests()

    found = await kept(stage, rosa)
    assert [row["text"] for row in found["utterances"]] == ["esto queda"]
    assert CANARY.encode() not in on_disk(stage)


async def test_commands_of_who_wants_nothing_kept_still_work_and_the_wish_can_be_undone(
    stage: Stage,
) -> None:
    group, _, rosa = await red(stage, mode="full")
    await rosa.says("/nomeguardes", group)
    assert "/olvidame" in stage.last(group).text
    await rosa.says("/privacidad", group)
    assert "Qué guardo" in stage.last(group).text

    await rosa.says("/nomeguardes", group)
    await rosa.says("vuelvo a estar", group)

    assert [row["text"] for row in (await kept(stage, rosa))["utterances"]] == ["vuelvo a estar"]


# My data.


async def test_my_data_come_in_private_as_a_page_and_as_json(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    await rosa.replies("Leímos <b>juntos</b>", to=stage.last(group))
    await rosa.starts()

    await rosa.says("/misdatos")

    sent = documents(stage, rosa)
    data = json.loads(sent["minga.json"])
    assert data["reflections"][0]["text"] == "Leímos <b>juntos</b>"
    assert data["members"][0]["communities"] == "Red Ñuble"
    assert "Leímos &lt;b&gt;juntos&lt;/b&gt;" in sent["minga.html"]
    assert "Tus respuestas" in sent["minga.html"]


async def test_one_s_own_words_come_first_and_the_traces_of_the_machine_last(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.starts()
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    await rosa.replies("Leímos juntos", to=stage.last(group))
    await rosa.says("#practica Lectura en parejas", group)

    await rosa.says("/misdatos")

    page = documents(stage, rosa)["minga.html"]
    headings = ["Tus respuestas", "Tus prácticas", "Quién eres", "Mensajes recibidos (huellas)"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert list(json.loads(documents(stage, rosa)["minga.json"]))[:2] == [
        "reflections",
        "practices",
    ]


async def test_nobody_s_data_are_shown_in_a_group(stage: Stage) -> None:
    group, _, rosa = await red(stage)

    await rosa.says("/misdatos", group)

    assert "en privado" in stage.last(group).text
    assert stage.buttons(stage.last(group)) == ["Mis datos"]
    await rosa.starts("misdatos")
    assert "minga.json" in documents(stage, rosa)


async def test_two_communities_do_not_leak_into_each_other_s_people(stage: Stage) -> None:
    group, ana, rosa = await red(stage, mode="full")
    eva = stage.person("Eva")
    other = await stage.community("Mesa Itata", guides=[eva], mode="full")
    await rosa.says(f"{CANARY} de Rosa", group)
    await eva.says("de Eva", other)
    await eva.starts()
    await ana.starts()

    for person in (eva, ana):
        await person.says("/misdatos")
        assert CANARY not in str(documents(stage, person))


# Being forgotten.


async def test_who_is_forgotten_has_nothing_kept_and_no_word_in_the_file(stage: Stage) -> None:
    group, ana, rosa = await red(stage, mode="full")
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    await rosa.replies(f"Respuesta {CANARY}", to=stage.last(group))
    await rosa.says(f"#practica Cuento {CANARY} en parejas", group)
    await rosa.says(f"Hablo de {CANARY}", group)
    await rosa.starts()
    assert CANARY in str(await kept(stage, rosa))

    await rosa.says("/olvidame")
    await rosa.taps("Sí, olvídame")

    assert await kept(stage, rosa) == {}
    assert CANARY.encode() not in on_disk(stage)
    assert "te olvidé" in rosa.told[-1]
    await rosa.says("/misdatos")
    assert rosa.told[-1] == "No guardo nada de ti."
    assert await kept(stage, rosa) == {}


async def test_being_forgotten_works_in_the_group_for_oneself_alone(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.says("/olvidame", group)
    card = stage.last(group)

    refused = await ana.taps("Sí, olvídame", card)
    assert "quien lo pidió" in refused
    assert "members" in await kept(stage, ana)
    await rosa.taps("Sí, olvídame", card)

    assert "members" not in await kept(stage, rosa)
    assert "te olvidé" in stage.last(group).text


async def test_a_tap_that_comes_twice_forgets_once(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says("/olvidame", group)
    card = stage.last(group)

    stage.driver.tap(rosa.id, group.id, card.id, "Sí, olvídame")
    stage.driver.forge_tap(rosa.id, group.id, card.id, f"forget-confirm:{rosa.id}")
    await stage.rests()

    assert "te olvidé" in stage.last(group).text
    assert await kept(stage, rosa) == {}


async def test_who_was_forgotten_stays_so_when_an_older_copy_is_restored(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    await rosa.says("#practica Leemos en parejas", group)
    async with stage.looking() as tx:
        before = await tx.people.get(PersonId(rosa.id))
    assert before is not None
    await stage.passes(hours=1)
    await rosa.says("/olvidame", group)
    await rosa.taps("Sí, olvídame")

    async with stage.minga.database.write() as tx:
        await tx.people.save(before)  # as the copy had it
        assert await tx.personal.apply_tombstones(stage.minga.secrets.erased_at) == 1

    assert await kept(stage, rosa) == {}


async def test_a_commitment_of_who_was_forgotten_stays_without_the_name(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.says(
        "/compromiso Rosa sube la rúbrica antes del 4 de diciembre, evidencia foto", group
    )
    card = stage.with_button("Acepto", seen_by=rosa.id)
    await rosa.taps("Acepto")
    await rosa.says("/olvidame", group)
    await rosa.taps("Sí, olvídame")

    await ana.taps("Me sumo", card)

    assert "una persona que ya no participa" in stage.world.history[group.id][card.id].text
    assert "Rosa" not in stage.world.history[group.id][card.id].text
    assert await kept(stage, rosa) == {}
    async with stage.looking() as tx:
        rows = await tx.rows(select(responsibles.c.name, responsibles.c.person_id))
    assert ("", None) in [tuple(row) for row in rows]
