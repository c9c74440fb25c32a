"""A synthesis, from the last day of a question to who thinks better of what they said."""

import pytest

from tests.conversation import Stage
from tests.conversations.syntheses_group import (
    ANSWERS,
    LIST,
    QUESTION,
    SATURDAYS,
    SUITCASES,
    Group,
    a_group,
)


@pytest.fixture
async def group(stage: Stage) -> Group:
    return await a_group(stage)


async def test_when_its_days_are_over_the_pair_gets_a_draft_and_one_of_them_publishes_it(
    group: Group,
) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(days=7)

    draft = group.draft_of(group.ana)
    assert draft.text == (
        f"📝 Borrador de síntesis: «{QUESTION}»\n"
        "14 respuestas de 4 personas\n"
        "Solo la ven quienes facilitan. Basta con que una de las personas la publique.\n"
        "Si nadie la publica en 48 horas, el grupo recibe una lista de lo que llegó.\n"
        "\n"
        "🤝 Acuerdos\n"
        f"✅❔ «{LIST}» — Luz Vera\n"
        "⚖️ Todavía sin acuerdo\n"
        f"• «{SATURDAYS}» — Pedro Rain\n"
        "📌 Compromisos\n"
        "🤝❔ «Yo subo los cuentos de mi escuela el viernes 4 de diciembre» — Juan Pérez\n"
        "💬 En sus palabras\n"
        "• lectura, parejas: «Hoy probé la lectura en parejas y los más chicos se animaron a leer en "
        "voz alta» — Rosa Quispe\n"
        "• escuchar: «Grabar a los niños leyendo una vez al mes ayuda a escuchar juntos los avances» "
        "— Pedro Rain\n"
        f"• «{SUITCASES}» — Rosa Quispe\n"
        "• «Con los de multigrado leemos afuera, en el patio, y escuchan mucho mejor» "
        "— Luz Vera\n"
        "❓ Dudas abiertas\n"
        "• «¿Alguien sabe cómo evaluar la lectura sin hacer una prueba larga?» — Pedro Rain\n"
        "🔗 Para mirar\n"
        "• «Aquí hay cuentos https://ejemplo.cl/cuentos para que los usen» — Luz Vera\n"
        "❔ Nadie lo ha confirmado todavía."
    )
    assert stage.buttons(draft) == ["Publicar", "Editar", "Descartar"]
    assert group.draft_of(group.eva).text == draft.text

    await group.ana.taps("Publicar", draft)
    assert await group.eva.taps("Publicar", group.draft_of(group.eva)) == (
        "Ya está publicada. Para corregirla, responde al borrador con el texto nuevo."
    )
    published = [text for text in group.told if text.startswith("📝 Síntesis")]
    assert len(published) == 1
    assert published[0].startswith(f"📝 Síntesis: «{QUESTION}»\n14 respuestas de 4 personas\n")
    await stage.passes(days=3)
    assert stage.buttons(group.of(group.eva, "✅ La síntesis")) == []
    assert not any(text.startswith("🗒 Lo que llegó") for text in group.told)


async def test_nobody_decides_and_after_48_hours_the_group_gets_a_list_that_interprets_nothing(
    group: Group,
) -> None:
    stage = group.stage
    prompt = await group.answers()
    await stage.passes(days=7)  # Monday; the draft came at seven, the list comes on Wednesday
    draft = group.draft_of(group.ana)
    await stage.passes(days=3)

    index = next(m for m in stage.messages(group.chat) if m.text.startswith("🗒 Lo que llegó"))
    assert index.reply_to == prompt.id
    assert index.text == (
        f"🗒 Lo que llegó: «{QUESTION}»\n14 respuestas de 4 personas\nCada nombre lleva a lo que dijo:\n"
        "Rosa Quispe · Juan Pérez · Luz Vera · Rosa Quispe · Juan Pérez · Pedro Rain · Pedro Rain · "
        "Rosa Quispe · Juan Pérez · Luz Vera · Pedro Rain · Rosa Quispe · Juan Pérez · Luz Vera"
    )
    assert "Pasaron 48 horas" in group.now_reads(draft)

    await group.eva.taps("Publicar", group.draft_of(group.eva))  # late is not too late
    assert stage.last(group.chat).text.startswith("📝 Síntesis")


async def test_the_draft_changes_before_it_is_published(group: Group) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(days=7)
    draft = group.draft_of(group.ana)

    await group.rosa.edits(group.said[SUITCASES], "La biblioteca presta maletas & <b>libros</b>")
    await group.pedro.replies("/borrar", to=group.said[SATURDAYS])
    await stage.passes(seconds=15)
    now = group.now_reads(draft)
    assert "• «La biblioteca presta maletas & <b>libros</b>» — Rosa Quispe" in now
    assert "Todavía sin acuerdo" not in now
    assert "\n13 respuestas de 4 personas\n" in now  # what was taken back is not counted either

    await group.luz.edits(group.said[LIST], "Propongo que no hagamos ninguna lista")
    await stage.passes(seconds=15)
    assert "Acuerdos" not in group.now_reads(draft)  # the others said yes to other words
    assert group.of(group.ana, "Quien lo dijo").text == "Quien lo dijo lo retiró o lo cambió."

    await group.juan.starts()
    await group.juan.says("/nomeguardes")
    await stage.passes(seconds=15)
    assert "Juan Pérez" not in group.now_reads(draft)
    await group.juan.says("/nomeguardes")  # and back
    await stage.passes(seconds=15)
    assert "Juan Pérez" in group.now_reads(draft)

    await group.rosa.starts()
    await group.rosa.says("/olvidame")
    await group.rosa.taps("Sí, olvídame")
    await group.ana.taps("Publicar", draft)  # before anything is drawn anew
    published = stage.last(group.chat)
    assert published.text.startswith("📝 Síntesis")
    assert "Rosa" not in published.text
    assert "biblioteca" not in published.text
    assert "Pedro Rain" in published.text
    assert "\n9 respuestas de 3 personas\n" in published.text
    await group.juan.replies("/borrar", to=group.said["De acuerdo con la lista"])  # quoted nowhere
    await stage.passes(seconds=15)
    assert "\n8 respuestas de 3 personas\n" in group.now_reads(published)

    await group.pedro.starts()
    await group.pedro.says("/olvidame")
    await group.pedro.taps("Sí, olvídame")
    await stage.passes(seconds=15)
    assert "Pedro" not in group.now_reads(published)
    assert "Luz Vera" in group.now_reads(published)


async def test_what_a_guide_reworded_loses_the_words_of_who_is_gone(group: Group) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(days=7)
    draft = group.draft_of(group.ana)

    await group.ana.taps("Editar", draft)
    how = stage.last(group.ana.id)
    await group.ana.replies("", to=how, media={"kind": "photo"})
    assert stage.last(group.ana.id).text == (
        "Lo que respondes al borrador pasa a ser todo su texto, así que lo dejé como estaba. "
        "Para cambiarlo, copia el borrador, cambia lo que quieras y responde con todo."
    )
    before = group.draft_of(group.ana).text
    await group.ana.replies("¡gracias!", to=draft)
    assert group.draft_of(group.ana).text == before
    copied = draft.text.split("\n\n")[0]
    mine = f"Leemos mucho. Rosa Quispe cuenta que «{SUITCASES}». Luz Vera leyó <afuera>."
    await group.ana.replies(f"{copied}\n\n{mine}", to=how)
    await stage.passes(seconds=15)
    assert group.now_reads(group.draft_of(group.eva)).endswith(f"\n\n{mine}")
    await group.ana.says("/sintesis")  # asked again, what she wrote stays
    assert stage.last(group.ana.id).text.endswith(f"\n\n{mine}")

    await group.rosa.starts()
    await group.rosa.says("/olvidame")
    await group.rosa.taps("Sí, olvídame")
    await stage.passes(seconds=15)
    left = "Leemos mucho. … cuenta que «…». Luz Vera leyó <afuera>."
    assert group.now_reads(group.draft_of(group.eva)).endswith(f"\n\n{left}")

    await group.eva.taps("Publicar", group.draft_of(group.eva))
    published = stage.last(group.chat)
    assert published.text.endswith(left)
    await stage.passes(seconds=15)
    await group.ana.replies("Leemos todos los días", to=group.of(group.ana, "✅ La síntesis"))
    await stage.passes(seconds=15)
    assert group.now_reads(published).endswith("Leemos todos los días")


async def test_discarded_says_nothing_and_asked_again_there_is_a_new_one(group: Group) -> None:
    stage = group.stage
    prompt = await group.answers()
    await stage.passes(days=7)
    told = len(group.told)
    draft = group.draft_of(group.ana)

    await group.ana.taps("Descartar", draft)
    assert await group.eva.taps("Publicar", group.draft_of(group.eva)) == (
        "Este borrador se descartó. Con /sintesis, en respuesta a la pregunta, hay uno nuevo."
    )
    await stage.passes(days=3)
    assert len(group.told) == told

    await group.ana.replies("/sintesis", to=prompt)
    assert stage.last(group.chat).text == (
        f"Te escribí en privado el borrador de síntesis de «{QUESTION}»."
    )
    again = group.draft_of(group.ana)
    assert again.id != draft.id
    assert stage.buttons(again) == ["Publicar", "Editar", "Descartar"]


async def test_few_messages_are_listed_and_a_wrong_word_says_what_to_write(group: Group) -> None:
    stage = group.stage
    await group.ana.says("/sintesis", group.chat)
    assert stage.last(group.chat).text.startswith("Todavía nadie ha respondido")
    await group.rosa.says("/sintesis", group.chat)
    assert stage.last(group.chat).text.startswith("Esto es para quienes facilitan")
    for said, answer in (
        ("mañana", "Escribe /sintesis sola"),
        ("gato", "Escribe /sintesis sola"),
        ("0", "Una síntesis mira al menos un día: /sintesis 1"),
        ("15", "Miro 14 días atrás como máximo. Escribe /sintesis 14"),
        ("9" * 4000, "Miro 14 días atrás como máximo."),
    ):
        await group.ana.says(f"/sintesis {said}", group.chat)
        assert stage.last(group.chat).text.startswith(answer)
    await group.ana.says(f"/pregunta {QUESTION}", group.chat)
    prompt = stage.last(group.chat)
    await group.rosa.replies("Leímos <b>juntos</b> en el patio & bien", to=prompt)
    for _ in range(12):
        await group.juan.replies("ok", to=prompt)
    await group.juan.replies("", to=prompt, media={"kind": "sticker"})

    await group.ana.says("/sintesis", group.chat)

    assert stage.last(group.chat).text == (
        f"Sobre «{QUESTION}»:\n"
        "1 mensaje dice algo: para una síntesis hacen falta 8.\nTe escribí en privado lo que hay."
    )
    assert stage.last(group.ana.id).text == (
        f"Sobre «{QUESTION}»:\n"
        "1 mensaje dice algo: para una síntesis hacen falta 8. Esto es lo que hay:\n"
        "• «Leímos <b>juntos</b> en el patio & bien» — Rosa Quispe\n"
        "Y 13 sin palabras, o con muy pocas."
    )
    told = len(group.ana.told)
    await stage.passes(days=7)
    assert not any("síntesis" in text for text in group.ana.told[told:])

    await group.ana.says("/pregunta ¿Y ahora?", group.chat)
    newest = stage.last(group.chat)
    await group.ana.says("/sintesis", group.chat)
    said = stage.last(group.chat).text
    assert said.startswith(f"Sobre «{QUESTION}»:\n1 mensaje")
    assert said.endswith("La pregunta más nueva sigue abierta: para esa, respóndele con /sintesis.")
    await group.rosa.replies("Con piedras", to=newest)
    await group.ana.replies("/sintesis", to=newest)
    assert stage.last(group.chat).text.startswith("Sobre «¿Y ahora?»:\n")


async def test_too_few_messages_are_not_told_to_the_group_again(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says(f"/pregunta {QUESTION}", chat)
    prompt = stage.last(chat)
    for n in range(7):
        await rosa.replies(f"{n} veces {SUITCASES}, {LIST}", to=prompt)

    await ana.says("/sintesis", chat)  # she never opened the private chat
    told = stage.last(chat).text
    assert told.startswith(
        f"Sobre «{QUESTION}»:\n7 mensajes dicen algo: para una síntesis hacen falta 8.\nRosa Quispe · "
    )
    assert "maletas" not in told
    assert len(told) <= 600

    await ana.starts()
    await ana.says("/sintesis", chat)
    assert "maletas" not in stage.last(chat).text
    shown = stage.last(ana.id).text
    assert shown.count("maletas") == 7


async def test_only_stickers_and_ok_are_no_synthesis_and_one_person_alone_is_one(
    stage: Stage,
) -> None:
    group = await a_group(stage, mode="full")
    for who in (group.rosa, group.juan):
        await who.says("ok", group.chat)
        await who.says("", group.chat, media={"kind": "sticker"})
    await group.ana.says("/sintesis 1", group.chat)
    assert stage.last(group.chat).text == (
        "Sobre lo conversado del dom 15 nov al lun 16 nov:\n"
        "Hay 6 mensajes sin palabras, o con muy pocas: para una síntesis hacen falta 8 que digan algo."
    )

    for n in range(300):
        stage.driver.say(group.pedro.id, group.chat.id, f"Hoy sembramos papas en el surco {n}")
    await stage.rests()
    await group.ana.says("/sintesis 1", group.chat)
    draft = group.draft_of(group.ana).text
    assert "\n302 mensajes de 3 personas\n" in draft  # two of them stickers
    assert 0 < draft.count("Pedro Rain") <= 6


async def test_some_days_of_talk_in_three_languages_and_one_person_alone(stage: Stage) -> None:
    group = await a_group(stage, mode="full")
    for n in range(60):
        await group.pedro.says(
            f"Hoy sembramos papas en el surco número {n} con el curso", group.chat
        )
    for who, text in (
        (group.rosa, "En mi escuela los niños leen mejor cuando leen afuera"),
        (group.juan, "Na minha escola as crianças leem melhor com livros pequenos"),
        (group.luz, "The children in my school read better when they read to each other"),
    ):
        await who.says(text, group.chat)
    await group.ana.says("/sintesis 7", group.chat)

    draft = group.draft_of(group.ana).text
    assert draft.startswith(
        "📝 Borrador de síntesis: lo conversado del lun 9 nov al lun 16 nov\n63 mensajes de 4 personas\n"
    )
    for name in ("Rosa Quispe", "Juan Pérez", "Luz Vera"):
        assert name in draft
    assert len(draft) < 1700


async def test_an_edit_of_overheard_talk_reaches_the_draft(stage: Stage) -> None:
    group = await a_group(stage, mode="full")
    for who, text in ANSWERS:
        persona = getattr(group, who)
        group.said[text] = await persona.says(text, group.chat)
    await group.ana.says("/sintesis 3", group.chat)
    assert f"«{SUITCASES}» — Rosa Quispe" in group.draft_of(group.eva).text  # at once, as Ana's
    assert len([m for m in stage.messages(group.eva.id) if m.text.startswith("📝")]) == 1
    await stage.passes(seconds=15)
    assert len([m for m in stage.messages(group.eva.id) if m.text.startswith("📝")]) == 1

    await group.rosa.edits(group.said[SUITCASES], "Esto ya no lo cuento")
    await stage.passes(seconds=15)

    assert SUITCASES not in group.now_reads(group.draft_of(group.eva))
    assert "«Esto ya no lo cuento» — Rosa Quispe" in group.now_reads(group.draft_of(group.eva))


async def test_what_is_said_in_the_very_second_of_sintesis_is_in_the_list_of_talk_too(
    stage: Stage,
) -> None:
    group = await a_group(stage, mode="full")
    for who, text in ANSWERS:
        await getattr(group, who).says(text, group.chat)
    await group.ana.says("/sintesis 7", group.chat)
    await stage.passes(days=3)

    index = next(text for text in group.told if text.startswith("🗒 Lo que llegó"))
    assert index.rstrip().endswith("Luz Vera")


async def test_at_night_whoever_asks_has_the_draft_at_once_and_the_other_in_the_morning(
    group: Group,
) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(hours=12)  # ten in the evening
    await group.ana.says("/sintesis")
    await stage.passes(minutes=1)

    assert group.draft_of(group.ana).text.startswith("📝 Borrador de síntesis")
    assert not any(text.startswith("📝 Borrador") for text in group.eva.told)
    await stage.passes(hours=10)
    assert group.draft_of(group.eva).text == group.draft_of(group.ana).text


async def test_without_a_private_chat_the_group_hears_how_to_open_one_and_the_list_comes(
    stage: Stage,
) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    juan = stage.person("Juan Pérez")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan], type="group")
    await ana.says(f"/pregunta {QUESTION}", chat)
    prompt = stage.last(chat)
    for n in range(5):
        await rosa.replies(f"Leímos juntos el cuento número {n} con los de tercero", to=prompt)
        await juan.replies(f"Probamos contar con piedras la vez número {n} afuera", to=prompt)

    await ana.says("/sintesis", chat)
    asked = stage.last(chat)
    assert asked.text.startswith(
        f"El borrador de síntesis de «{QUESTION}» está listo. Para verlo, abre una vez un chat conmigo."
    )
    assert stage.buttons(asked) == ["Abrir el chat"]

    await stage.passes(days=3)
    index = next(text for text in stage.told(chat) if text.startswith("🗒 Lo que llegó"))
    assert "En el orden en que se dijo, más arriba en este chat:" in index
    assert "Rosa Quispe, lun 16 nov · Juan Pérez, lun 16 nov" in index


async def test_when_its_days_are_over_and_nobody_can_be_written_to_the_group_hears_of_the_draft(
    stage: Stage,
) -> None:
    ana, rosa, juan = (stage.person(name) for name in ("Ana Soto", "Rosa Quispe", "Juan Pérez"))
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan])
    await ana.says("Aquí", chat)
    await ana.replies("/guia", to=ana.last)
    await ana.says(f"/pregunta {QUESTION}", chat)
    prompt = stage.last(chat)
    for n in range(5):
        await rosa.replies(f"Leímos juntos el cuento número {n} con los de tercero", to=prompt)
        await juan.replies(f"Probamos contar con piedras la vez número {n} afuera", to=prompt)
    await stage.passes(days=9)

    waits = next(text for text in stage.told(chat) if text.startswith("📝 Hay un borrador"))
    assert "Quien facilita lo ve si abre una vez un chat privado conmigo" in waits
    await ana.starts("sintesis")
    await stage.passes(seconds=15)
    assert stage.last(ana.id).text.startswith("📝 Borrador de síntesis")


async def test_a_group_that_becomes_a_supergroup_meanwhile_keeps_its_draft(stage: Stage) -> None:
    group = await a_group(stage, type="group")
    await group.answers()
    await stage.passes(days=7)
    assert f"«{SUITCASES}» — Rosa Quispe, lun 16 nov" in group.draft_of(group.ana).text

    moved = stage.driver.migrate(group.chat.id)
    await stage.rests()
    await group.ana.taps("Publicar", group.draft_of(group.ana))

    published = stage.last(moved)
    assert published.text.startswith("📝 Síntesis")
    assert SUITCASES in published.text


async def test_a_community_that_rests_gets_its_list_afterwards_and_a_closed_one_none(
    group: Group,
) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(days=7)
    await group.ana.says("/vacaciones hasta el 3 de diciembre", group.chat)
    await stage.passes(days=5)
    assert not any(text.startswith("🗒 Lo que llegó") for text in group.told)
    await stage.passes(days=7)
    assert any(text.startswith("🗒 Lo que llegó") for text in group.told)

    await group.ana.says("/cerrar", group.chat)
    await group.ana.taps("Cerrar…")
    await group.ana.taps("Sí, cerrar")
    told = len(group.told)
    assert (await group.ana.taps("Publicar", group.draft_of(group.ana))).startswith(
        "Este botón es de un mensaje anterior."
    )
    assert len(group.told) == told


async def test_a_draft_that_waits_is_named_to_whoever_takes_over(group: Group) -> None:
    stage = group.stage
    await group.answers()
    await stage.passes(days=7)
    await group.rosa.starts()

    await group.ana.replies("/relevo", to=group.rosa.last)
    await group.ana.taps("Sí, es mi relevo", stage.last(group.chat))

    package = next(text for text in group.rosa.told if text.startswith("🤝 Ahora eres guía"))
    assert f"📝 Esperan a quien facilita\n• síntesis de «{QUESTION}», por publicar" in package


CHILD = "Mi alumno Brayan Condori ya lee en voz alta; mi celular es 76543210, escriban"


async def test_a_telephone_and_a_childs_name_are_left_out_of_what_a_synthesis_quotes(
    group: Group,
) -> None:
    stage = group.stage
    prompt = await group.answers()
    await group.juan.replies(CHILD, to=prompt)
    await group.ana.says("/sintesis", group.chat)
    draft = group.draft_of(group.ana)
    assert "«Mi alumno … ya lee en voz alta; mi celular es …, escriban»" in draft.text
    assert "🙈 Quité teléfonos, correos o nombres de estudiantes de 1 cita." in draft.text
    assert "https://ejemplo.cl/cuentos" in draft.text

    await group.ana.taps("Publicar", draft)
    published = stage.last(group.chat).text
    assert "mi celular es …" in published
    assert "🙈" not in published


async def test_a_guides_own_wording_stays_and_what_is_in_it_is_counted(group: Group) -> None:
    stage = group.stage
    await group.answers()
    await group.ana.says("/sintesis", group.chat)
    await group.ana.taps("Editar", group.draft_of(group.ana))
    await group.ana.replies("Brayan leyó. Escriban a red@ejemplo.cl", to=stage.last(group.ana.id))
    await stage.passes(seconds=15)
    now = group.now_reads(group.draft_of(group.eva))
    assert "⚠️ En tu texto hay 1 teléfono, correo o nombre de estudiante." in now
    assert now.endswith("Brayan leyó. Escriban a red@ejemplo.cl")


async def test_where_there_is_too_little_a_telephone_is_left_out_of_what_there_is(
    group: Group,
) -> None:
    stage = group.stage
    await group.ana.says(f"/pregunta {QUESTION} Avisen al +56 9 8765 4321", group.chat)
    await group.juan.replies(CHILD, to=stage.last(group.chat))
    await group.ana.says("/sintesis", group.chat)
    assert stage.last(group.chat).text.startswith(f"Sobre «{QUESTION} Avisen al …»:")
    assert "«Mi alumno … ya lee en voz alta; mi celular es …, escriban»" in group.ana.told[-1]
