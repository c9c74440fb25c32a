"""When a prompt is asked: by buttons, in words, every week; seen, changed, left out; privately first."""

from datetime import UTC, datetime, timedelta

import pytest

from community.ids import CommunityId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

QUESTION = "¿Qué aprendiste de un error?"
THURSDAY_18 = datetime(2026, 11, 19, 21, 0, tzinfo=UTC)  # 18:00 in Chile


async def red(stage: Stage) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    return await stage.community("Red Ñuble", guides=[ana], members=[rosa]), ana, rosa


async def own_words(stage: Stage, ana: Persona, group: Chat) -> Message:
    """A guide has put her own question into the offer."""
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    await ana.replies(QUESTION, to=offer)
    return offer


def asked(stage: Stage, chat: Chat | int) -> list[str]:
    return [text for text in stage.told(chat) if text.startswith("💬")]


async def states(stage: Stage) -> list[str]:
    async with stage.looking() as tx:
        return [str(p.state) for p in await tx.prompts.scheduled_in(CommunityId(1))]


async def test_day_then_hour_are_chosen_by_buttons_and_said_back(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.taps("Elegir día y hora", offer)
    assert stage.buttons(offer) == [
        "lun 16 nov",
        "mar 17 nov",
        "mié 18 nov",
        "jue 19 nov",
        "vie 20 nov",
        "lun 23 nov",  # the weekend is silent
        "Volver",
    ]
    await ana.taps("jue 19 nov", offer)
    assert stage.buttons(offer) == [
        "08:00",
        "10:00",
        "12:00",
        "15:00",
        "17:00",
        "19:00",
        "Otro día",
    ]
    await ana.taps("15:00", offer)

    assert "La haré el jueves 19 de noviembre, 15:00." in stage.last(group).text
    await stage.until(THURSDAY_18 - timedelta(hours=3, minutes=1))
    assert asked(stage, group) == []
    await stage.until(THURSDAY_18 - timedelta(hours=2, minutes=59))
    assert asked(stage, group)[0].startswith(f"💬 {QUESTION}")


async def test_today_offers_only_the_hours_still_to_come(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.taps("Elegir día y hora", offer)
    await ana.taps("lun 16 nov", offer)

    assert stage.buttons(offer) == ["12:00", "15:00", "17:00", "19:00", "Otro día"]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("el jueves a las 18", "jueves 19 de noviembre, 18:00"),
        ("Mejor el jueves a las 18:00, por favor", "jueves 19 de noviembre, 18:00"),
        ("mañana 8:30", "martes 17 de noviembre, 08:30"),
        ("el 26 de noviembre a las 17h", "jueves 26 de noviembre, 17:00"),
        ("el jueves a las 6", "jueves 19 de noviembre, 18:00"),  # 06:00 is quiet
    ],
)
async def test_the_moment_may_be_said_in_words(stage: Stage, said: str, moment: str) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies(said, to=offer)

    assert stage.reactions(ana.last) == ["✍"]
    assert f"La haré el {moment}." in offer_now(stage, offer)


def offer_now(stage: Stage, offer: Message) -> str:
    return stage.world.history[offer.chat][offer.id].text


async def test_a_quiet_hour_said_in_words_becomes_the_next_that_is_not(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("el sábado a las 22", to=offer)

    assert offer_now(stage, offer).splitlines()[2:4] == [
        "A esa hora el grupo descansa.",
        "La haré el lunes 23 de noviembre, 07:00.",
    ]


async def test_a_day_without_an_hour_asks_for_it_and_a_silent_one_says_so(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("el jueves", to=offer)
    assert "jueves 19 de noviembre. ¿A qué hora?" in offer_now(stage, offer)
    await ana.replies("el domingo", to=offer)

    assert "Ese día el grupo descansa." in offer_now(stage, offer)
    assert "dom 22 nov" not in stage.buttons(offer)


async def test_an_hour_alone_asks_which_day(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("a las 17", to=offer)

    assert stage.buttons(offer) == ["lun 16 nov 17:00", "mar 17 nov 17:00", "Volver"]
    await ana.taps("mar 17 nov 17:00", offer)
    assert "La haré el martes 17 de noviembre, 17:00." in offer_now(stage, offer)


async def test_a_moment_that_is_over_is_said_kindly(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("el 3 de noviembre de 2026 a las 17", to=offer)

    assert stage.told(group)[-1].startswith("Ese momento ya pasó.")
    assert await states(stage) == []


async def test_a_question_with_a_day_in_it_is_a_question(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("¿Qué harán el viernes?", to=offer)

    assert offer_now(stage, offer).startswith("¿Qué harán el viernes?")
    assert await states(stage) == []


async def test_every_week_on_a_chosen_day_and_hour(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.taps("Cada semana", offer)
    assert stage.buttons(offer) == ["lunes", "martes", "miércoles", "jueves", "viernes", "Volver"]
    await ana.taps("miércoles", offer)
    await ana.taps("19:00", offer)
    assert "La haré el miércoles 18 de noviembre, 19:00." in offer_now(stage, offer)
    assert "una pregunta cada miércoles a las 19:00" in offer_now(stage, offer)
    await stage.passes(weeks=2, days=3)

    days = [
        message.date
        for message in stage.messages(group)
        if message.text.startswith("💬") and message.sender == stage.world.bot.id
    ]
    at = [datetime.fromtimestamp(day, UTC) for day in days]
    assert [(one.weekday(), one.hour) for one in at] == [(2, 22)] * 3
    assert asked(stage, group)[0].startswith(f"💬 {QUESTION}")


async def test_the_rhythm_may_be_said_in_words(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.replies("todos los jueves a las 18", to=offer)

    assert "La haré el jueves 19 de noviembre, 18:00." in offer_now(stage, offer)
    assert "una pregunta cada jueves a las 18:00" in offer_now(stage, offer)


async def test_others_shows_three_others_and_ten_taps_are_as_good_as_one(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/pregunta", group)
    offer = stage.last(group)
    first = offer.text.splitlines()[2:]
    others = next(
        b["callback_data"]
        for row in (offer.keyboard or {})["inline_keyboard"]
        for b in row
        if b["text"] == "Otras"
    )

    await ana.taps("Otras", offer)
    second = offer_now(stage, offer).splitlines()[2:]
    for _ in range(10):
        stage.driver.forge_tap(ana.id, group.id, offer.id, others)
    await stage.rests()

    assert not set(first) & set(second)
    assert offer_now(stage, offer).splitlines()[2:] == second


async def test_what_waits_is_seen_in_cancelar_moved_reworded_and_left_out(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)
    await ana.replies("el jueves a las 18", to=offer)

    await ana.says("/cancelar", group)
    assert stage.buttons(stage.last(group)) == ["Cancelar 1", "Ver 1"]
    await ana.taps("Ver 1")
    await ana.taps("Ver 1")
    seen = stage.last(group)
    assert seen.text.startswith(QUESTION)
    assert stage.buttons(seen) == ["Otro momento", "Vista previa", "No preguntarla"]

    await ana.replies("el viernes a las 10", to=seen)
    assert "La haré el viernes 20 de noviembre, 10:00." in offer_now(stage, seen)
    await ana.replies("¿Y qué aprendiste de un acierto?", to=seen)
    assert offer_now(stage, seen).startswith(
        "¿Y qué aprendiste de un acierto?\n\nLa haré el viernes"
    )
    await stage.until(THURSDAY_18 + timedelta(hours=1))
    assert asked(stage, group) == []

    await ana.taps("No preguntarla", seen)
    assert offer_now(stage, seen).endswith("Esa pregunta no se hará.")
    assert stage.buttons(seen) == []
    await stage.passes(days=4)
    assert asked(stage, group) == []


async def test_what_waits_may_be_asked_now_and_is_not_asked_twice(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)
    await ana.replies("el jueves a las 18", to=offer)

    await ana.taps("Otro momento", offer)
    assert stage.buttons(offer)[-1] == "Dejarla como está"
    await ana.taps("Ahora", offer)
    await stage.until(THURSDAY_18 + timedelta(hours=1))

    assert len(asked(stage, group)) == 1


async def test_a_tap_on_an_older_drawing_changes_nothing(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    offer = await own_words(stage, ana, group)
    now = next(
        b["callback_data"]
        for row in (stage.world.history[group.id][offer.id].keyboard or {})["inline_keyboard"]
        for b in row
        if b["text"] == "Ahora"
    )
    await ana.replies("¿Otra cosa?", to=offer)

    stage.driver.forge_tap(ana.id, group.id, offer.id, now)
    await ana.replies("el jueves a las 18", to=offer)
    stage.driver.forge_tap(ana.id, group.id, offer.id, now)
    await stage.rests()

    assert asked(stage, group) == []
    assert await states(stage) == ["scheduled"]


# In private.


async def test_in_private_a_guide_sees_it_first_and_posts_it(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await ana.starts()

    await ana.says(f"/pregunta {QUESTION}")
    assert ana.told[-1].startswith(
        f"El grupo leerá esto:\n\n💬 {QUESTION}\n\nResponde a este mensaje."
    )
    assert asked(stage, group) == []
    shown = stage.last(ana.id)
    assert stage.buttons(shown) == [
        "Publicar en el grupo",
        "Elegir día y hora",
        "Cada semana",
        "Otra pregunta",
    ]
    await ana.taps("Publicar en el grupo", shown)

    assert len(asked(stage, group)) == 1
    assert offer_now(stage, shown).endswith("La pregunta ya está en el grupo.")
    await rosa.replies("A preguntar antes", to=stage.last(group))
    assert stage.reactions(rosa.last) == ["✍"]


async def test_in_private_the_bank_is_offered_and_a_day_is_chosen(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()

    await ana.says("/pregunta")
    offer = stage.last(ana.id)
    await ana.taps("2", offer)
    assert offer_now(stage, offer).startswith("El grupo leerá esto:")
    await ana.replies("el jueves a las 18", to=offer)
    assert "La haré el jueves 19 de noviembre, 18:00." in offer_now(stage, offer)
    await stage.until(THURSDAY_18 + timedelta(minutes=1))

    assert len(asked(stage, group)) == 1


async def test_a_rhythm_begun_in_private_is_told_to_the_group(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()

    await ana.says(f"/pregunta {QUESTION}")
    await ana.replies("cada jueves a las 18", to=stage.last(ana.id))

    assert stage.told(group)[-1].startswith("El ritmo de la comunidad: una pregunta cada jueves")


async def test_in_private_who_does_not_facilitate_is_told_who_asks(stage: Stage) -> None:
    _, _, rosa = await red(stage)
    await rosa.starts()

    await rosa.says(f"/pregunta {QUESTION}")

    assert "quienes facilitan" in rosa.told[-1]


async def test_a_preview_from_the_group_comes_in_private_once(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.starts()
    offer = await own_words(stage, ana, group)

    answer = await ana.taps("Vista previa", offer)
    await ana.taps("Vista previa", offer)

    assert answer == "Te la mostré en privado."
    assert len([text for text in ana.told if text.startswith("El grupo leerá esto:")]) == 1
    await ana.taps("Publicar en el grupo", stage.last(ana.id))
    assert len(asked(stage, group)) == 1
    assert "programada" in await ana.taps("Ahora", offer)
    assert len(asked(stage, group)) == 1


async def test_a_preview_for_who_never_opened_a_private_chat_is_one_tap_away(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    offer = await own_words(stage, ana, group)

    await ana.taps("Vista previa", offer)
    await ana.taps("Vista previa", offer)
    told = [text for text in stage.told(group) if text.startswith("Te la puedo mostrar")]
    assert len(told) == 1
    button = (stage.last(group).keyboard or {})["inline_keyboard"][0][0]
    payload = button["url"].partition("start=")[2]

    await rosa.starts(payload)
    assert not any(text.startswith("El grupo leerá") for text in rosa.told)
    await ana.starts(payload)
    assert ana.told[-1].startswith(f"El grupo leerá esto:\n\n💬 {QUESTION}")


async def test_a_moment_alone_is_not_asked_as_a_question(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/pregunta el jueves a las 18", group)
    assert stage.told(group)[-1].startswith("Eso es un momento y todavía no una pregunta")

    await ana.says("/pregunta Cuenten qué hicieron ayer", group)
    assert "💬 Cuenten qué hicieron ayer" in stage.told(group)[-1]
