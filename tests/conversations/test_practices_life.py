"""How a practice grows: tried by another, adapted, taken to a school, agreed on, brought back."""

from datetime import timedelta

from community.ids import ChatId, CommunityId
from community.practices import Practice, PracticeState
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

TOLD = "#practica Lectura en parejas: el grande lee, el chico dibuja y los dos lo cuentan"


async def red(stage: Stage) -> tuple[Chat, Persona, Persona, Persona]:
    """A guide, Rosa who told a practice, and Luis who reads it; the card is the last message."""
    ana, rosa, luis = stage.person("Ana"), stage.person("Rosa"), stage.person("Luis")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, luis])
    await rosa.says(TOLD, group)
    await rosa.taps("Rutina")
    return group, ana, rosa, luis


async def repertoire(stage: Stage, group: Chat) -> list[Practice]:
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        return await tx.trials.standing(home.id)


async def whole(stage: Stage, reader: Persona, group: Chat) -> Message:
    """The full text of the first practice of the list, with its buttons."""
    await reader.says("/repertorio", group)
    await reader.taps("1", stage.last(group))
    return stage.last(group)


# [La probé]


async def test_trying_asks_what_was_changed_and_the_answer_is_an_adaptation(stage: Stage) -> None:
    group, _, _, luis = await red(stage)

    answer = await luis.taps("La probé")
    asked = stage.last(group)
    await luis.replies("Con masa en vez de dibujo: los chicos modelaron la escena.", to=asked)

    first, adaptation = await repertoire(stage, group)
    assert answer == "Anotado: la probaste. En el grupo te pregunto qué cambiaste."
    assert asked.text.startswith("Luis, probaste Lectura en parejas")
    assert asked.silent
    assert stage.reactions(luis.last) == ["✍"]
    assert first.state is PracticeState.TRIED
    assert adaptation.adapted_from == first.id
    assert adaptation.title == "Lectura en parejas, como la hizo Luis"
    assert "Viene de Lectura en parejas, de Rosa" in stage.last(group).text
    await luis.says("/repertorio parejas", group)
    listed = stage.last(group).text
    assert listed.index("1. Lectura en parejas\nRosa") < listed.index("2. Lectura en parejas, como")
    assert "\nadaptada por Luis · " in listed


async def test_practica_in_the_answer_changes_nothing_about_where_it_comes_from(
    stage: Stage,
) -> None:
    group, ana, _, luis = await red(stage)
    await luis.taps("La probé")
    asked = stage.last(group)

    await luis.replies("#practica Con masa en vez de dibujo, y después lo contaron.", to=asked)
    await ana.replies("#practica Yo leo con títeres de calcetín los viernes.", to=asked)

    first, adaptation, another = await repertoire(stage, group)
    assert adaptation.adapted_from == first.id
    assert adaptation.title == "Lectura en parejas, como la hizo Luis"
    assert another.title == "Yo leo con títeres de calcetín los viernes"
    assert another.adapted_from is None


async def test_ten_taps_are_one_trial_and_one_question(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    card = stage.last(group)

    answers = [await luis.taps("La probé", card) for _ in range(10)]

    asked = [text for text in stage.told(group) if text.startswith("Luis, probaste")]
    assert len(asked) == 1
    assert set(answers[1:]) == {"Ya sé que la probaste. Si cambiaste algo, responde a mi pregunta."}


async def test_nothing_changed_is_an_answer_and_no_new_practice(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    card = stage.last(group)
    await luis.taps("La probé", card)

    await luis.replies("Nada, igual.", to=stage.last(group))

    assert stage.reactions(luis.last) == ["✍"]
    assert len(await repertoire(stage, group)) == 1
    assert await luis.taps("La probé", card) == "Ya sé que la probaste, y qué cambiaste."


async def test_a_second_answer_adds_and_an_edit_is_followed(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.taps("La probé")
    asked = stage.last(group)
    told = await luis.replies("Con masa en vez de dibujo.", to=asked)
    await luis.replies("Y al final cantamos.", to=asked)
    twice = (await repertoire(stage, group))[1].text

    await luis.edits(told, "Con greda en vez de dibujo.")

    assert twice == "Con masa en vez de dibujo.\nY al final cantamos."
    assert (await repertoire(stage, group))[1].text == (
        "Con greda en vez de dibujo.\nY al final cantamos."
    )


async def test_after_taking_it_back_one_may_tell_anew_what_one_changed(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.taps("La probé")
    asked = stage.last(group)
    await luis.replies("Con masa en vez de dibujo.", to=asked)
    await luis.starts()
    await luis.says("/mispracticas")
    for button in ("1", "Retirar", "Sí, retirar"):
        await luis.taps(button)

    await luis.replies("Con greda, mejor.", to=asked)
    await luis.replies("", to=asked, media={"kind": "photo"})

    first, adaptation = await repertoire(stage, group)
    assert (adaptation.text, adaptation.adapted_from) == ("Con greda, mejor.", first.id)
    assert adaptation.media == "photo"
    assert stage.reactions(luis.last) == ["✍"]


async def test_only_who_tried_it_answers_and_an_author_does_not_try_their_own(
    stage: Stage,
) -> None:
    group, ana, rosa, luis = await red(stage)
    card = stage.last(group)
    own = await rosa.taps("La probé", card)
    await luis.taps("La probé", card)

    await ana.replies("Yo también la cambié", to=stage.last(group))

    assert "Es tu propia práctica" in own
    assert stage.reactions(ana.last) == ["👍"]
    assert stage.last(group).text.startswith("Luis, probaste")
    assert len(await repertoire(stage, group)) == 1


async def test_a_photo_is_an_answer_too(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.taps("La probé")

    await luis.replies("", to=stage.last(group), media={"kind": "photo"})

    assert (await repertoire(stage, group))[1].media == "photo"


async def test_the_author_hears_once_a_day_of_all_of_it(stage: Stage) -> None:
    _, ana, rosa, luis = await red(stage)
    await rosa.starts()
    card = stage.with_button("La probé", seen_by=luis.id)
    before = len(rosa.told)

    await luis.taps("La probé", card)
    await ana.taps("La probé", card)
    await luis.taps("Gracias", card)
    await luis.taps("Gracias", card)
    await stage.passes(days=1)

    assert rosa.told[before:] == [
        "🌱 En Red Ñuble, sobre lo que contaste:\n"
        "· Probaron Lectura en parejas: Luis y Ana.\n"
        "· 1 persona te agradece Lectura en parejas."
    ]


async def test_of_what_its_author_took_back_there_is_no_news(stage: Stage) -> None:
    group, _, rosa, luis = await red(stage)
    await rosa.starts()
    card = stage.with_button("Es mía: cambiar…", seen_by=rosa.id)
    await luis.taps("La probé", card)
    before = len(rosa.told)

    await rosa.taps("Es mía: cambiar…", card)
    await rosa.taps("Retirar", card)
    await rosa.taps("Sí, retirar", card)
    await stage.passes(days=1)

    assert await repertoire(stage, group) == []
    assert rosa.told[before:] == []


async def test_while_the_community_rests_its_news_wait(stage: Stage) -> None:
    group, ana, rosa, luis = await red(stage)
    await rosa.starts()
    await luis.taps("La probé", stage.with_button("La probé", seen_by=luis.id))
    await ana.says("/vacaciones hasta el 20 de noviembre", group)
    before = len(rosa.told)

    await stage.passes(days=2)
    meanwhile = rosa.told[before:]
    await stage.passes(days=4)

    assert meanwhile == []
    assert [text for text in rosa.told[before:] if "Lectura en parejas: Luis" in text]


async def test_an_author_without_a_private_chat_hears_nothing_in_the_group(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.taps("La probé")
    before = len(stage.told(group))

    await stage.passes(days=1)

    assert len(stage.told(group)) == before


async def test_who_asked_to_have_nothing_kept_is_told_so(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    card = stage.last(group)
    await luis.says("/nomeguardes", group)

    answer = await luis.taps("La probé", card)

    assert "no guarde nada" in answer
    assert not [text for text in stage.told(group) if text.startswith("Luis, probaste")]


# [La llevo]


async def test_what_was_taken_to_a_school_is_asked_after_four_weeks_in_school_hours(
    stage: Stage,
) -> None:
    _, _, _, luis = await red(stage)
    await luis.starts()
    answer = await luis.taps("La llevo", stage.with_button("La llevo", seen_by=luis.id))
    card = luis.told[-1]
    await stage.passes(days=27)
    early = [text for text in luis.told if "cuatro semanas" in text and "¿Cómo te fue?" in text]

    await stage.passes(days=2)

    asked = stage.messages(luis.id)[-1]
    assert "En cuatro semanas te pregunto" in answer
    assert "Puedes reenviar esto a tus colegas" in card
    assert early == []
    assert (
        asked.text == "Hace cuatro semanas llevaste Lectura en parejas a tu escuela. ¿Cómo te fue?"
    )
    assert stage.buttons(asked) == ["Funcionó", "A medias", "No se pudo", "Prefiero no decir"]
    assert (stage.clock.now() - timedelta(hours=3)).weekday() < 5


async def test_it_is_told_one_thing_at_a_time_and_to_the_group_only_with_a_yes(
    stage: Stage,
) -> None:
    group, _, _, luis = await red(stage)
    await luis.starts()
    await luis.taps("La llevo")
    await stage.passes(days=29)

    asked = stage.messages(luis.id)[-1]
    await luis.taps("Funcionó", asked)
    first = stage.world.history[luis.id][asked.id].text
    await luis.replies("La hicimos tres viernes seguidos.", to=asked)
    second = stage.messages(luis.id)[-1]
    asked_then = second.text
    await luis.replies("Ahora piden leer ellos.", to=second)
    before = stage.told(group)
    await luis.taps("Contarlo al grupo")
    await luis.taps("Prefiero no decir", second)

    assert "¿Qué pasó?" in first
    assert "¿Y qué cambió en tus estudiantes?" in asked_then
    assert "Sin nombres" in asked_then
    assert [text for text in before if "escuela" in text] == []
    assert stage.told(group)[-1] == (
        "🎒 Luis llevó Lectura en parejas a su escuela: funcionó.\n"
        "«La hicimos tres viernes seguidos.»\n«Ahora piden leer ellos.»"
    )


async def test_it_may_stay_between_us(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.starts()
    await luis.taps("La llevo")
    await stage.passes(days=29)
    await luis.taps("No se pudo")
    await luis.taps("Prefiero no decir")
    await luis.taps("Prefiero no decir")
    before = stage.told(group)

    await luis.taps("Queda entre nosotros")

    assert "queda entre nosotros" in luis.told[-1]
    assert stage.told(group) == before


async def test_without_a_private_chat_it_is_asked_below_the_practice(stage: Stage) -> None:
    group, ana, _, luis = await red(stage)
    await luis.taps("La llevo")
    await stage.passes(days=29)

    asked = stage.with_button("Funcionó", seen_by=luis.id)
    first = asked.text
    refused = await ana.taps("Funcionó", asked)
    await luis.taps("A medias", asked)

    assert first.startswith("Luis, hace cuatro semanas llevaste")
    assert "Eso se lo pregunté a quien la llevó" in refused
    assert "¿Qué pasó?" in stage.world.history[group.id][asked.id].text


async def test_llevado_tells_it_before_one_asks(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    card = stage.last(group)

    await luis.replies("#llevado La probamos en 4.º básico y pidieron más.", to=card)
    asked = stage.last(group)
    first = asked.text
    await luis.taps("Funcionó", asked)
    then = stage.world.history[group.id][asked.id].text
    await luis.says("#llevado me fue bien", group)
    await stage.passes(days=29)

    assert first == "Anotado, Luis. ¿Cómo te fue con Lectura en parejas en tu escuela?"
    assert "¿Y qué cambió en tus estudiantes?" in then
    assert not [text for text in stage.told(group) if "hace cuatro semanas" in text]
    told = stage.told(group)
    assert any("Escribe #llevado en respuesta a una práctica" in text for text in told)
    assert await luis.taps("La llevo", card) == "Ya la llevaste, y contaste cómo te fue."


async def test_llevado_in_reply_to_the_message_that_told_it_and_answered_a_question_too(
    stage: Stage,
) -> None:
    ana, rosa, luis = stage.person("Ana"), stage.person("Rosa"), stage.person("Luis")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa, luis])
    await ana.says("/pregunta ¿Qué hicieron en lectura?", group)
    told = await rosa.replies(TOLD, to=stage.last(group))

    await luis.replies("#llevado La hicimos los viernes.", to=told)

    assert stage.last(group).text == (
        "Anotado, Luis. ¿Cómo te fue con Lectura en parejas en tu escuela?"
    )


async def test_llevado_in_reply_to_a_question_of_the_group_is_an_answer_to_it(
    stage: Stage,
) -> None:
    ana, luis = stage.person("Ana"), stage.person("Luis")
    group = await stage.community("Red Ñuble", guides=[ana], members=[luis])
    await ana.says("/pregunta ¿Qué probaron este mes?", group)

    await luis.replies("#llevado La lectura en parejas, tres viernes.", to=stage.last(group))

    assert stage.reactions(luis.last) == ["✍"]
    async with stage.looking() as tx:
        (kept,) = await tx.prompts.reflections_between(
            CommunityId(1),
            stage.clock.now() - timedelta(days=1),
            stage.clock.now() + timedelta(hours=1),
        )
    assert "tres viernes" in kept.text


async def test_llevado_in_the_answer_to_the_follow_up_is_that_answer(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.taps("La llevo")
    await stage.passes(days=29)
    await luis.taps("Funcionó")

    await luis.replies("#llevado La hicimos tres viernes.", to=stage.last(group))

    assert stage.last(group).text.startswith("¿Y qué cambió en tus estudiantes?")


async def test_who_rests_is_asked_once_they_are_back(stage: Stage) -> None:
    group, _, _, luis = await red(stage)
    await luis.starts()
    await luis.taps("La llevo")
    await stage.passes(days=25)
    await luis.says("/pausa 2 semanas", group)
    await stage.passes(days=7)
    resting = [text for text in luis.told if "¿Cómo te fue?" in text]
    await stage.passes(days=9)
    after = [text for text in luis.told if "¿Cómo te fue?" in text]

    assert resting == []
    assert len(after) == 1


async def test_of_a_practice_that_was_taken_down_nothing_is_asked(stage: Stage) -> None:
    group, _, rosa, luis = await red(stage)
    told = stage.messages(group)[0]
    await luis.starts()
    await luis.taps("La llevo")
    await rosa.replies("/borrar", to=told)

    await stage.passes(days=35)

    assert [text for text in luis.told if "¿Cómo te fue?" in text] == []


# How far it has come, and its path.


async def test_guides_say_that_it_is_agreed_on_and_then_that_it_is_everybodys_way(
    stage: Stage,
) -> None:
    group, ana, _, luis = await red(stage)
    card = stage.last(group)

    await ana.replies("/acordada", to=card)
    too_early = stage.last(group).text
    await luis.taps("La probé", card)
    await ana.replies("/acordada", to=card)
    agreed = stage.last(group).text
    await ana.replies("/institucionalizada", to=card)
    one_person = stage.last(group).text
    await ana.taps("La probé", card)
    await ana.replies("/institucionalizada", to=card)
    await ana.replies("/institucionalizada", to=card)

    assert "Solo su autora o autor la ha hecho" in too_early
    assert agreed == "✅ Acordada en esta comunidad: Lectura en parejas."
    assert "al menos dos personas" in one_person
    assert "Desde ahora es de la casa" in stage.told(group)[-2]
    assert "ya llegó hasta ahí" in stage.told(group)[-1]


async def test_a_member_does_not_say_it_and_a_guide_must_reply_to_a_practice(
    stage: Stage,
) -> None:
    group, ana, rosa, _ = await red(stage)

    await rosa.replies("/acordada", to=stage.last(group))
    refused = stage.last(group).text
    await ana.says("/acordada", group)

    assert "quienes facilitan" in refused
    assert "Responde con este comando a una práctica" in stage.last(group).text


async def test_the_path_of_a_practice_can_be_read(stage: Stage) -> None:
    group, ana, _, luis = await red(stage)
    card = stage.last(group)
    await luis.taps("La probé", card)
    await luis.replies("Con masa en vez de dibujo.", to=stage.last(group))
    await ana.taps("La probé", card)
    await ana.taps("La llevo", card)
    await ana.replies("/acordada", to=card)

    await luis.taps("Su camino", stage.last(group))

    said = stage.last(group).text
    assert said == (
        "🌳 El camino de Lectura en parejas\n"
        "La contó Rosa, el lunes 16 de noviembre.\n"
        "La probaron: Luis y Ana.\n"
        "Lo que otras personas hicieron con ella:\n"
        "· Lectura en parejas, como la hizo Luis (Luis)\n"
        "Quiénes la llevan a su escuela:\n"
        "· Ana\n"
        "✅ Acordada el lunes 16 de noviembre (Ana)."
    )


async def test_a_path_stays_readable_when_its_people_and_its_origin_are_gone(
    stage: Stage,
) -> None:
    group, _, rosa, luis = await red(stage)
    told = stage.messages(group)[0]
    await luis.taps("La probé")
    await luis.replies("Con masa en vez de dibujo.", to=stage.last(group))
    adapted = stage.last(group)

    await rosa.replies("/borrar", to=told)
    await luis.taps("Su camino", adapted)

    assert "Viene de una práctica que ya no está en el repertorio." in stage.last(group).text
    assert "Nadie más la ha probado todavía." in stage.last(group).text


async def test_who_was_forgotten_leaves_the_count_and_no_name(stage: Stage) -> None:
    group, _, rosa, luis = await red(stage)
    await luis.taps("La probé")
    await luis.replies("nada", to=stage.last(group))
    await luis.starts()
    await luis.says("/olvidame")
    await luis.taps("Sí, olvídame")

    await rosa.taps("Su camino", await whole(stage, rosa, group))

    said = stage.last(group).text
    assert "La probaron: una persona que" in said
    assert "Luis" not in said


async def test_a_path_of_many_is_folded_and_fits_a_phone(stage: Stage) -> None:
    group, _, rosa, _ = await red(stage)
    card = stage.last(group)
    for number in range(7):
        other = stage.person(f"Persona de nombre largo número {number}")
        await other.joins(group)
        await other.taps("La probé", card)
        await other.replies("Cambié el dibujo por otra cosa bastante larga", to=stage.last(group))
        await other.taps("La llevo", card)

    await rosa.taps("Su camino", await whole_of_first(stage, rosa, group))

    said = stage.last(group).text
    assert len(said) <= 600
    assert "y 3 más" in said
    assert "· y 4 más" in said


async def whole_of_first(stage: Stage, reader: Persona, group: Chat) -> Message:
    await reader.says("/repertorio Lectura dibuja cuentan", group)
    await reader.taps("1", stage.last(group))
    return stage.last(group)


# Brought back to light.


async def test_once_a_week_an_untried_practice_is_brought_back(stage: Stage) -> None:
    group, _, rosa, luis = await red(stage)
    for title in ("Huerta medida", "Masa y fracciones", "Cuentos al revés", "Mapa del río"):
        await rosa.says(f"#practica {title} con todo el curso, de a poco", group)

    await stage.passes(days=10)
    too_soon = [text for text in stage.told(group) if text.startswith("🌱 Del repertorio")]
    await stage.passes(days=14)
    back = [text for text in stage.told(group) if text.startswith("🌱 Del repertorio")]
    answer = await luis.taps("Más tarde")

    assert too_soon == []
    assert 1 <= len(back) <= 2
    assert len(set(back)) == len(back)
    assert "Nadie más la ha probado todavía." in back[0]
    assert answer == "Está bien. Queda en /repertorio."


async def test_a_community_may_do_without(stage: Stage) -> None:
    group, ana, rosa, _ = await red(stage)
    for title in ("Huerta medida", "Masa y fracciones", "Cuentos al revés", "Mapa del río"):
        await rosa.says(f"#practica {title} con todo el curso, de a poco", group)
    await ana.says("/config", group)
    await ana.taps("Práctica semanal")
    await ana.taps("no")

    await stage.passes(days=30)

    assert not [text for text in stage.told(group) if text.startswith("🌱 Del repertorio")]


async def test_the_weekly_note_counts_what_became_of_practices(stage: Stage) -> None:
    group, ana, _, luis = await red(stage)
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Buenas", group))
    await luis.taps("La probé", stage.with_button("La probé", seen_by=luis.id))

    await stage.passes(days=5)

    assert "🌱 Otros las tomaron: «Lectura en parejas» (la probó 1 persona)" in ana.told[-1]
