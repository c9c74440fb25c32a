"""People and places that are not the usual: each has a conversation (issue 2, acceptance 6)."""

from datetime import UTC, datetime

from sqlalchemy import select

from community.ids import ChatId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from storage.rows import evidences, materials, offers, practices, reflections, requests, themes
from tests.conversation import Persona, Stage

THURSDAY_MORNING = datetime(2026, 11, 19, 12, 5, tzinfo=UTC)  # 09:05 in Chile
IN_REPLY = "Hoy vence el compromiso 1"
NUMBERED = (practices, requests, offers, themes, materials, reflections, evidences)


def says_of_today(stage: Stage, chat: Chat) -> list[Message]:
    """The bot's messages in a chat that say that a commitment is due today."""
    return [m for m in stage.messages(chat) if m.text.startswith(f"📌 {IN_REPLY}")]


async def named_in(stage: Stage, chat: Chat) -> list[int | None]:
    """The persons the open commitments of a community are with."""
    async with stage.looking() as tx:
        community = await tx.communities.at(ChatId(chat.id))
        assert community is not None
        pledges = await tx.commitments.open_of(community.id)
    return [one.person_id for pledge in pledges for one in pledge.people]


# Two groups, two languages.


async def test_two_groups_speak_their_own_language_at_the_same_time(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    bia, caio = (stage.person(name, language_code="pt-br") for name in ("Bia Rocha", "Caio Lima"))
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    rede = await stage.community("Rede do Vale", guides=[bia], members=[caio], language="pt_BR")

    stage.driver.say(ana.id, red.id, "/pregunta ¿Qué leyeron?")
    stage.driver.say(bia.id, rede.id, "/pergunta O que vocês leram?")
    await stage.rests()

    assert stage.told(red) == [
        "💬 ¿Qué leyeron?\n\nResponde a este mensaje. 2 min. Texto, foto o audio. "
        "Hasta el viernes 20 de noviembre; si llega después, también vale."
    ]
    (asked,) = stage.told(rede)
    assert asked.startswith("💬 O que vocês leram?\n\nResponda a esta mensagem.")
    assert "sexta-feira 20 de novembro" in asked

    await caio.replies("Lemos contos", to=stage.last(rede))
    await rosa.replies("Leímos cuentos", to=stage.last(red))
    assert stage.reactions(caio.last) == stage.reactions(rosa.last) == ["✍"]

    await caio.says("/pendencias", rede)
    await rosa.says("/pendientes", red)
    assert stage.last(rede).text == "Você não tem compromissos em aberto. Tudo em ordem."
    assert stage.last(red).text == "No tienes compromisos abiertos. Todo en orden."


async def test_one_person_in_both_is_spoken_to_in_each_groups_language(stage: Stage) -> None:
    ana, lia = stage.person("Ana Soto"), stage.person("Lia Paz")
    red = await stage.community("Red Ñuble", guides=[ana], members=[lia])
    rede = await stage.community("Rede do Vale", guides=[ana], members=[lia], language="pt_BR")

    await lia.says("/agenda", red)
    await lia.says("/agenda", rede)

    assert stage.last(red).text.startswith("Todavía no hay sesiones por delante.")
    assert stage.last(rede).text.startswith("Ainda não há")


# A forum with topics.


async def test_in_a_forum_all_that_began_in_a_topic_stays_there(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa], forum=True)
    reading = stage.driver.topic(red.id, "Lectura", by=ana.id)
    maths = stage.driver.topic(red.id, "Matemática", by=ana.id)

    await ana.says("/pregunta ¿Qué leyeron?", red, thread=reading)
    await rosa.replies("Leímos cuentos", to=stage.last(red), thread=reading)
    assert stage.reactions(rosa.last) == ["✍"]
    await rosa.says("#practica Contamos con porotos", red, thread=maths)
    await rosa.says("/repertorio porotos", red, thread=reading)
    await ana.says(
        "/compromiso Rosa trae los porotos el 19 de noviembre, sin evidencia", red, thread=maths
    )
    await rosa.taps("Acepto")
    await stage.until(THURSDAY_MORNING)

    told = {
        m.text.split(maxsplit=2)[1]: m.thread for m in stage.messages(red) if _is_ours(stage, m)
    }
    assert told["¿Qué"] == reading
    assert told["Compromiso"] == maths
    assert [m.thread for m in says_of_today(stage, red)] == [maths]
    found = [m for m in stage.messages(red) if "Contamos con porotos" in m.text]
    assert [m.thread for m in found if _is_ours(stage, m)] == [maths, reading]


async def test_talk_in_a_topic_the_bot_opened_a_thread_in_is_no_reply_to_the_bot(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa], forum=True)
    reading = stage.driver.topic(red.id, "Lectura", by=ana.id)
    await ana.says("/pregunta ¿Qué leyeron?", red, thread=reading)

    said = await rosa.says("Buenos días a todas", red, thread=reading)

    assert stage.reactions(said) == []


def _is_ours(stage: Stage, message: Message) -> bool:
    return message.sender == stage.world.bot.id and not message.is_service


# A basic group that becomes a supergroup.


async def test_a_group_becomes_a_supergroup_and_is_reminded_there_once(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    old = await stage.community("Red Ñuble", guides=[ana], members=[rosa], type="group")
    await ana.says("/compromiso Rosa trae los cuentos el 19 de noviembre, sin evidencia", old)
    await rosa.taps("Acepto")
    before = len(stage.told(old))

    new = stage.driver.migrate(old.id)
    await stage.rests()
    await stage.until(THURSDAY_MORNING)

    assert len(says_of_today(stage, new)) == 1
    assert len(stage.told(old)) == before
    await rosa.taps("Hecho", says_of_today(stage, new)[0])
    await rosa.says("/pendientes", new)
    assert "Trae los cuentos" not in stage.last(new).text


async def test_what_was_asked_before_the_change_is_still_answered_for_by_its_people(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    old = await stage.community("Red Ñuble", guides=[ana], members=[rosa], type="group")
    await rosa.says("#practica Leemos en pareja", old)

    new = stage.driver.migrate(old.id)
    await stage.rests()
    await rosa.says("/repertorio pareja", new)
    await ana.says("/pregunta ¿Qué leyeron?", new)
    await rosa.replies("Cuentos", to=stage.last(new))

    assert any("Leemos en pareja" in text for text in stage.told(new))
    assert stage.reactions(rosa.last) == ["✍"]
    async with stage.looking() as tx:
        (community,) = await tx.communities.all()
    assert (community.telegram_chat_id, community.chat_type) == (new.id, "supergroup")


async def live_a_little(stage: Stage, chat: Chat, ana: Persona, rosa: Persona, what: str) -> None:
    """A practice, a request, an offer, a theme, a file, an answer, an evidence."""
    for tag in ("#practica", "#pido", "#ofrezco", "#tema"):
        await rosa.says(f"{tag} Leer con {what} en parejas", chat)
    file = await rosa.says("", chat, media={"kind": "document", "name": "g.pdf", "size": 900})
    await ana.replies(f"/material fichas de {what}", to=file)
    await ana.says(f"/pregunta ¿Qué leyeron con {what}?", chat)
    await rosa.replies(f"Cuentos de {what}", to=stage.last(chat))
    await ana.says("/compromiso Rosa trae cuentos el 4 de diciembre, con una foto", chat)
    await rosa.replies(f"Aquí, {what}", to=stage.last(chat), media={"kind": "photo"})


async def test_numbers_of_the_old_group_mean_nothing_in_the_supergroup(stage: Stage) -> None:
    """Messages are numbered from 1 again: the same things are told under the same numbers."""
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    old = await stage.community("Red Ñuble", guides=[ana], members=[rosa], type="group")
    first = stage.world.last_shared_id
    await live_a_little(stage, old, ana, rosa, "piedras")
    numbers = {message.id for message in stage.messages(old)}

    new = stage.driver.migrate(old.id)
    await stage.rests()
    stage.world.chats[new.id].last_message_id = first
    await live_a_little(stage, new, ana, rosa, "palitos")
    await rosa.says("/repertorio piedras", new)
    unlinked = stage.last(new)
    await rosa.says("/repertorio palitos", new)
    assert len(numbers & {message.id for message in stage.messages(new)}) > 10
    assert "Leer con piedras" in unlinked.text
    assert "t.me/c/" not in str(unlinked.entities) + str(unlinked.keyboard)
    assert "t.me/c/" in str(stage.last(new).entities) + str(stage.last(new).keyboard)
    async with stage.looking() as tx:
        for table in NUMBERED:
            rows = await tx.rows(select(table.c.message_id).order_by(table.c.id))
            before, after = (row.message_id for row in rows)
            assert before < 0 < after, table.name


# A person without @username.


async def test_somebody_without_a_username_is_named_by_name_and_accepts(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto", username="anasoto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await ana.says("/compromiso Rosa Quispe trae los cuentos el 19 de noviembre", red)
    await ana.taps("Sin evidencia")
    card = stage.last(red)
    assert card.text.endswith("Rosa Quispe: ¿lo tomas?")
    answer = await rosa.taps("Acepto", card)

    assert answer == "Gracias. Queda para el jueves 19 de noviembre."
    assert await named_in(stage, red) == [rosa.id]
    await stage.until(THURSDAY_MORNING)
    assert "Rosa Quispe" in says_of_today(stage, red)[0].text


async def test_two_of_the_same_name_are_not_taken_for_one(stage: Stage) -> None:
    ana = stage.person("Ana Soto")
    rosa, other = stage.person("Rosa Quispe"), stage.person("Rosa Mamani")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa, other])

    await ana.says("/compromiso Rosa trae los cuentos el 19 de noviembre, sin evidencia", red)
    await other.taps("Acepto")

    assert rosa.id not in await named_in(stage, red)


# An anonymous admin.


async def test_an_anonymous_admin_acts_for_the_group_and_is_credited_with_nothing(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await ana.says("/config", red, anonymous=True)
    assert stage.last(red).text.startswith("Estos son mis ajustes.")
    await ana.says("/pregunta ¿Qué leyeron?", red, anonymous=True)
    asked = stage.last(red)
    assert asked.text.startswith("💬 ¿Qué leyeron?")
    await ana.says("#practica Leemos con cartas", red, anonymous=True)

    assert "Ana Soto" not in " ".join(stage.told(red))
    async with stage.looking() as tx:
        community = await tx.communities.at(ChatId(red.id))
        assert community is not None
        (prompt,) = await tx.prompts.latest_posted(community.id)
        kept = await tx.personal.of(PersonId(ana.id))
    assert prompt.asked_by is None
    assert not kept.keys() & {"prompts", "practices", "reflections"}


async def test_an_anonymous_admin_has_no_data_of_a_person(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.starts()
    before = len(ana.told)

    for command in ("/misdatos", "/olvidame", "/nomeguardes", "/pausa"):
        said = await ana.says(command, red, anonymous=True)
        assert stage.last(red).reply_to == said.id

    assert len(ana.told) == before
    async with stage.looking() as tx:
        person = await tx.people.get(PersonId(ana.id))
    assert person is not None
    assert not person.keeps_nothing


# A person who never opened a private chat.


async def test_who_never_wrote_in_private_lives_the_whole_chain_in_the_group(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await ana.says("/pregunta ¿Qué leyeron?", red)
    await rosa.replies("Leímos cuentos", to=stage.last(red))
    await ana.says("/compromiso Rosa trae los cuentos el 19 de noviembre, sin evidencia", red)
    await rosa.taps("Acepto")
    await rosa.says("/pendientes", red)
    assert stage.last(red).text.endswith("1. Trae los cuentos · jue 19 nov · en marcha")
    asked = await rosa.says("/resumen", red)
    assert stage.last(red).text.startswith("📰 Red Ñuble")
    assert stage.last(red).reply_to == asked.id
    await stage.until(THURSDAY_MORNING)

    (today,) = says_of_today(stage, red)
    assert await rosa.taps("Hecho", today)
    assert _never_written_to(stage, rosa)


def _never_written_to(stage: Stage, person: Persona) -> bool:
    """Telegram refuses a first word from a bot: it must not even have been tried."""
    return not [
        call for call in stage.world.calls if str(call["params"].get("chat_id")) == str(person.id)
    ]
