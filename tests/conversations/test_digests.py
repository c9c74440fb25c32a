"""The digests, as members, guides and coordinators get them, and how they choose when."""

from datetime import timedelta

from sandbox.chats import Chat
from tests.conversation import START, Persona, Stage

PHOTO = {"kind": "photo"}


async def network(
    stage: Stage, title: str = "Red Ñuble"
) -> tuple[Persona, Persona, Persona, Chat, list[Persona]]:
    """A guide, a member, a coordinator, their group, and four more who answer."""
    ana, rosa, gabriela = (stage.person(name) for name in ("Ana", "Rosa", "Gabriela"))
    others = [stage.person(f"Docente {number}") for number in range(4)]
    group = await stage.community(title, guides=[ana], members=[rosa, *others])
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("aquí estoy", group))
    await coordinate(ana, gabriela, group)
    return ana, rosa, gabriela, group, others


async def coordinate(guide: Persona, who: Persona, group: Chat) -> None:
    await guide.says("/coordinacion", group)
    link = [text for text in guide.told if "start=coord_" in text][-1]
    await who.starts(link.split("start=")[1].split()[0])


async def answer(group: Chat, guide: Persona, people: list[Persona], stage: Stage) -> None:
    await guide.says("/pregunta ¿Qué hiciste esta semana?", group)
    asked = stage.last(group)
    for person in people:
        await person.replies(f"Leímos en voz alta, {person.name}", to=asked)


def digests(person: Persona) -> list[str]:
    return [text for text in person.told if text.startswith(("📬", "🗒", "📮"))]


async def test_on_monday_coordination_reads_what_was_kept_and_nobodys_name(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)
    await rosa.says("#practica Leemos en parejas antes del recreo", group)
    await others[0].says("/repertorio", group)
    await others[0].taps("1", stage.last(group))
    await others[0].taps("La probé", stage.last(group))
    await ana.says("/compromiso Rosa sube la rúbrica el 18 de noviembre, evidencia foto", group)
    await rosa.taps("Acepto")
    await rosa.replies("", to=stage.last(group), media=PHOTO)

    await stage.passes(days=7)

    (digest,) = digests(gabriela)
    assert digest.splitlines() == [
        "📬 Tus comunidades desde el lunes 16 de noviembre",
        "",
        "Red Ñuble",
        "💬 5 respuestas de 5 personas",
        "📌 1 práctica contada: Leemos en parejas antes del recreo",
        "🌱 Otros las tomaron: «Leemos en parejas antes del recreo» (la probó 1 persona)",
        "🤝 Compromisos: nuevos 1, cumplidos 1, con evidencia 1",
    ]
    assert not any(person.name in digest for person in (ana, rosa, *others))


async def test_of_a_few_people_coordination_reads_titles_and_no_figures(stage: Stage) -> None:
    ana, rosa, gabriela, group, _ = await network(stage)
    await answer(group, ana, [rosa], stage)
    await rosa.says("#practica Leemos en parejas antes del recreo", group)

    await stage.passes(days=7)

    (digest,) = digests(gabriela)
    assert digest.splitlines()[2:] == [
        "Red Ñuble",
        "📌 1 práctica contada: Leemos en parejas antes del recreo",
        "Participaron pocas personas: sin cifras.",
    ]


async def test_where_a_few_only_talked_there_is_nothing_to_tell(stage: Stage) -> None:
    ana, rosa, gabriela, group, _ = await network(stage)
    await answer(group, ana, [rosa], stage)

    await stage.passes(days=7)

    assert digests(gabriela) == []


async def test_on_friday_the_guides_read_week_and_total_apart_and_what_waits(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)
    asked = stage.last(group)
    await stage.passes(days=5)
    await rosa.replies("Seguimos leyendo", to=asked)
    await others[1].says("#pido materiales para escritura creativa", group)

    await stage.passes(days=7)

    first, second = digests(ana)
    assert first.splitlines() == [
        "🗒 La semana en Red Ñuble, desde el vie 13 nov",
        "💬 5 respuestas de 5 personas",
        "",
        "Por pregunta, desde que se hizo (con lo de semanas anteriores):",
        "▫️ «¿Qué hiciste esta semana?»: 5 respuestas de 5 personas",
        "",
        "👉 Alguna de las respuestas puede ser una práctica: respóndele con /guardar.",
    ]
    assert second.splitlines() == [
        "🗒 La semana en Red Ñuble, desde el vie 20 nov",
        "💬 1 respuesta de 1 persona",
        "🙋 Pedidos entre colegas: nuevos 1, resueltos 0",
        "",
        "Por pregunta, desde que se hizo (con lo de semanas anteriores):",
        "▫️ «¿Qué hiciste esta semana?»: 6 respuestas de 5 personas, 1 después del plazo",
        "",
        "Te espera:",
        "📝 Llegó muy poco para una síntesis (/sintesis lo muestra): ¿Qué hiciste esta semana?",
        "🙋 1 pedido que nadie ha tomado: materiales para escritura creativa",
        "",
        "👉 Alguna de las respuestas puede ser una práctica: respóndele con /guardar.",
    ]
    assert digests(gabriela) != []


async def test_over_four_weeks_a_signal_is_told_once_and_silence_is_not_written_about(
    stage: Stage,
) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)

    await stage.passes(days=35)

    notes = digests(ana)
    assert (
        len(notes) == 3
    )  # its question closed in the second week, and why there is no draft is told
    assert ["síntesis" in note for note in notes] == [False, True, False]
    assert notes[2].splitlines()[-1].startswith("👀 Nadie ha respondido en dos semanas")
    assert len(digests(gabriela)) == 1  # of five weeks old, nobody says that it goes quiet


async def test_a_week_with_nothing_in_it_is_not_written_about(stage: Stage) -> None:
    ana, rosa, gabriela, _, _ = await network(stage)
    await rosa.starts()
    await rosa.says("/boletin lunes 8")

    await stage.passes(days=15)

    assert digests(ana) == digests(gabriela) == digests(rosa) == []


async def test_a_community_at_rest_sends_no_digest(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)
    await ana.says("/vacaciones", group)

    await stage.passes(days=8)

    assert digests(ana) == digests(gabriela) == []


# Members.


async def test_a_member_reads_what_others_shared_once_they_chose_it(stage: Stage) -> None:
    ana, rosa, _, group, others = await network(stage)
    await rosa.starts()
    await others[0].starts()
    await rosa.says("/boletin jueves 18:00")
    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre, sin evidencia", group)
    await rosa.taps("Acepto")
    await answer(group, ana, others, stage)
    await others[1].says("#practica Sumamos con semillas", group)
    await rosa.says("#practica Leemos en parejas", group)

    await stage.passes(days=4)

    (digest,) = digests(rosa)
    assert digest.splitlines() == [
        "📮 Red Ñuble, desde el jue 12 nov",
        "",
        "Lo tuyo:",
        "🤝 1 Sube la rúbrica vie 4 dic",
        "",
        "Todavía puedes responder:",
        "💬 ¿Qué hiciste esta semana?",
        "",
        "Prácticas contadas:",
        "📌 Sumamos con semillas — Docente 1",
        "",
        "Lo conversado: /resumen · Cada cuánto te escribo esto: /boletin",
    ]
    assert digests(others[0]) == []


async def test_monthly_is_the_first_such_day_of_a_month_and_none_is_none(stage: Stage) -> None:
    _, rosa, _, group, others = await network(stage)
    await rosa.starts()
    await rosa.says("/boletin mensual martes 8")
    for _ in range(4):
        await others[0].says(f"#practica Contamos cuentos {stage.clock.now():%d%m}", group)
        await stage.passes(days=7)
    await stage.until(START + timedelta(days=15))  # Tuesday, the first of December

    assert len(digests(rosa)) == 1

    await rosa.says("/boletin ninguno")
    await others[0].says("#practica Dibujamos mapas del río", group)
    await stage.passes(days=60)
    assert len(digests(rosa)) == 1


async def test_who_rests_left_or_blocked_the_bot_reads_none(stage: Stage) -> None:
    ana, rosa, _, group, others = await network(stage)
    resting, gone = others[0], others[1]
    for person in (rosa, resting, gone):
        await person.starts()
        await person.says("/boletin martes 8")
    await resting.says("/pausa 3 semanas")
    await gone.leaves(group)
    await ana.says("#practica Sumamos con semillas", group)

    await stage.passes(days=8)

    assert len(digests(rosa)) == 1
    assert digests(resting) == digests(gone) == []


async def test_of_two_communities_a_member_reads_one_message(stage: Stage) -> None:
    ana, rosa, _, group, _ = await network(stage)
    eva = stage.person("Eva")
    other = await stage.community("Red Itata", guides=[eva], members=[rosa])
    await rosa.starts()
    await rosa.says("/boletin martes 8")
    await ana.says("#practica Sumamos con semillas", group)
    await eva.says("#practica Leemos el río", other)

    await stage.passes(days=2)

    (digest,) = digests(rosa)
    assert "📮 Red Ñuble" in digest
    assert "📮 Red Itata" in digest
    assert len(digest) <= 1500


# Choosing when.


async def test_day_hour_and_clock_are_chosen_by_tapping(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await gabriela.says("/boletin")
    card = stage.last(gabriela.id)
    assert card.text.splitlines()[0] == (
        "De coordinación: cada lunes a las 08:00, hora de Santiago de Chile. El próximo, si hay algo que"
        " contar: lunes 23 de noviembre, 08:00."
    )

    await gabriela.taps("Día", card)
    await gabriela.taps("miércoles", card)
    await gabriela.taps("Hora", card)
    await gabriela.taps("17:00", card)
    await gabriela.taps("Reloj", card)
    await gabriela.taps("Otro lugar", card)
    await gabriela.taps("Bolivia", card)

    now_reads = stage.world.history[card.chat][card.id].text
    assert "cada miércoles a las 17:00, hora de La Paz" in now_reads
    assert "miércoles 18 de noviembre, 17:00" in now_reads
    assert "✓ Semanal" in stage.buttons(card)
    await answer(group, ana, [rosa, *others], stage)
    await stage.until(START + timedelta(days=2, hours=7, minutes=50))  # 16:50 in La Paz
    assert digests(gabriela) == []
    await stage.passes(minutes=10)
    assert len(digests(gabriela)) == 1


async def test_changing_the_day_gives_no_second_one_in_a_week_and_loses_nothing(
    stage: Stage,
) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)
    await stage.passes(days=7)
    assert len(digests(gabriela)) == 1

    await gabriela.says("/boletin miércoles 8")
    await rosa.says("#practica Sumamos con semillas", group)
    await stage.passes(days=6)
    assert len(digests(gabriela)) == 1

    await stage.passes(days=4)
    assert len(digests(gabriela)) == 2
    assert "Sumamos con semillas" in digests(gabriela)[1]


async def test_who_gets_several_is_asked_which_by_one_tap(stage: Stage) -> None:
    ana, *_ = await network(stage)

    await ana.says("/boletin jueves 7:30")
    await ana.taps("Nota para facilitar")

    assert "Nota para facilitar: cada jueves a las 07:30" in stage.told(ana.id)[-1]
    await ana.says("/boletin grupo mensual")
    assert "Lo que se compartió: el primer lunes del mes" in stage.told(ana.id)[-1]
    await ana.says("/boletin")
    card = stage.last(ana.id)
    assert stage.buttons(card) == ["Lo que se compartió", "Nota para facilitar"]
    await ana.taps("Nota para facilitar", card)
    await ana.taps("Volver", card)
    assert stage.buttons(card) == ["Lo que se compartió", "Nota para facilitar"]


async def test_what_is_not_understood_is_asked_again_kindly(stage: Stage) -> None:
    _, rosa, _, group, _ = await network(stage)
    await rosa.starts()

    await rosa.says("/boletin cuando quieras")
    assert rosa.told[-1].startswith("No entendí cuándo. Escríbelo así: /boletin lunes 8")
    await rosa.says("/boletin", group)
    assert stage.told(group)[-1] == "Te lo escribí en privado."
    assert rosa.told[-1].startswith("Lo que se compartió: ninguno")

    stranger, never = stage.person("Nadie"), stage.person("Marta")
    await stranger.starts()
    await stranger.says("/boletin")
    assert "todavía no te conozco de ninguna" in stranger.told[-1]
    await never.joins(group)
    await never.says("/boletin", group)
    assert stage.told(group)[-1] == "El boletín llega en privado: abre nuestro chat privado."


async def test_a_card_means_whoever_it_was_drawn_for(stage: Stage) -> None:
    _, rosa, _, _, others = await network(stage)
    await rosa.starts()
    await others[0].starts()
    await rosa.says("/boletin")
    card = stage.last(rosa.id)
    data = stage.world.history[card.chat][card.id].keyboard["inline_keyboard"][0][0]
    await others[0].says("/boletin")
    theirs = stage.last(others[0].id)

    stage.driver.forge_tap(others[0].id, others[0].id, theirs.id, data["callback_data"])
    await stage.rests()

    async with stage.looking() as tx:
        assert "digest_choices" not in await tx.personal.of(rosa.id)
        assert "digest_choices" not in await tx.personal.of(others[0].id)


async def test_language_and_clock_are_those_of_the_reader(stage: Stage) -> None:
    ana, rosa, _, group, others = await network(stage)
    bia = stage.person("Bia", language_code="pt-br")
    await coordinate(ana, bia, group)
    await answer(group, ana, [rosa, *others], stage)
    await bia.says("/boletim segunda 8")

    await stage.passes(days=7)

    (digest,) = digests(bia)
    assert digest.splitlines()[0] == "📬 Suas comunidades desde segunda-feira 16 de novembro"
    assert "💬 5 respostas de 5 pessoas" in digest


# Coordination.


async def test_who_was_shown_out_gets_nothing_not_even_what_was_due(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await answer(group, ana, [rosa, *others], stage)
    await stage.until(START + timedelta(days=6, hours=21, minutes=55))
    await ana.says("/coordinacion quitar Gabriela", group)

    await stage.passes(days=9)

    assert digests(gabriela) == []
    await gabriela.says("/redes")
    assert gabriela.told[-1].startswith("/redes es de coordinación")
    async with stage.looking() as tx:
        assert await tx.dues.next_of("digest.coordinator", gabriela.id) is None


async def test_who_was_shown_out_of_one_of_two_reads_of_the_other_alone(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    eva = stage.person("Eva")
    other = await stage.community("Red Itata", guides=[eva], members=[rosa, *others])
    await eva.starts()
    await coordinate(eva, gabriela, other)
    await answer(group, ana, [rosa, *others], stage)
    await answer(other, eva, [rosa, *others], stage)
    await ana.says("/coordinacion quitar Gabriela", group)

    await stage.passes(days=7)

    (digest,) = digests(gabriela)
    assert "Red Itata" in digest
    assert "Red Ñuble" not in digest


async def test_who_was_forgotten_gets_none_and_nothing_is_planned(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await rosa.starts()
    await rosa.says("/boletin martes 8")
    await answer(group, ana, [rosa, *others], stage)
    for person in (rosa, gabriela):
        await person.says("/olvidame")
        await person.taps("Sí, olvídame")

    await stage.passes(days=9)

    assert digests(rosa) == digests(gabriela) == []
    async with stage.looking() as tx:
        for person in (rosa, gabriela):
            assert await tx.dues.next_of("digest.member", person.id) is None
            assert await tx.dues.next_of("digest.coordinator", person.id) is None
            assert "digest_choices" not in await tx.personal.of(person.id)


async def test_networks_are_shown_at_any_time(stage: Stage) -> None:
    ana, rosa, gabriela, group, others = await network(stage)
    await gabriela.says("/redes")
    assert gabriela.told[-1] == "Nada nuevo en tus comunidades en los últimos siete días."
    await answer(group, ana, [rosa, *others], stage)
    await stage.passes(minutes=1)

    await gabriela.says("/redes")

    assert "💬 5 respuestas de 5 personas" in gabriela.told[-1]


async def test_of_a_large_network_five_are_shown_and_the_others_are_a_file(stage: Stage) -> None:
    ana, gabriela = stage.person("Ana"), stage.person("Gabriela")
    await ana.starts()
    for number in range(7):
        group = await stage.community(f"Red {number}", guides=[ana])
        await coordinate(ana, gabriela, group)
        for practice in range(number + 1):
            await ana.says(f"#practica Idea {practice} de la red {number} con semillas", group)

    await stage.until(START + timedelta(days=7))

    digest, file = stage.messages(gabriela.id)[-2:]
    assert [line for line in digest.text.splitlines() if line.startswith("Red ")] == [
        f"Red {number}" for number in (6, 5, 4, 3, 2)
    ]
    assert "Y 2 comunidades más, en el archivo que sigue." in digest.text
    assert len(digest.text) <= 1500
    page = stage.world.files[file.content["document"]["file_id"]].bytes.decode()
    assert "<h2>Red 1</h2>" in page
    assert "<h2>Red 2</h2>" not in page
    assert "http" not in page
    assert "<script" not in page


async def test_the_link_to_the_card_greets_a_newcomer_and_shows_it(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])

    await rosa.says("/boletin", group)
    assert stage.told(group)[-1] == "El boletín llega en privado: abre nuestro chat privado."
    assert stage.buttons(stage.last(group)) == ["Abrir"]
    await rosa.starts("boletin")

    greeting, card = rosa.told[-2:]
    assert greeting.startswith("Hola, Rosa")
    assert card.startswith("Lo que se compartió: ninguno")
    assert "Semanal" in "".join(stage.buttons(stage.last(rosa.id)))
    await rosa.starts("boletin")
    assert [said for said in rosa.told if said.startswith("Hola")] == [greeting]


async def test_an_hour_that_no_day_has_is_asked_again_and_changes_nothing(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await rosa.starts()
    await rosa.says("/boletin jueves 18:00")
    before = rosa.told[-1]

    for said in ("/boletin martes 25", "/boletin martes 8:75", "/boletin 25"):
        await rosa.says(said)
        assert rosa.told[-1].startswith("El número después del día es la hora, de 0 a 23")
    await rosa.says("/boletin")

    assert rosa.told[-1] == before
