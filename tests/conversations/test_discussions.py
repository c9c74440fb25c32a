"""«What did I miss?» as people ask it."""

from typing import Any

from sandbox.chats import Chat
from tests.conversation import Persona, Stage

TALK = (
    "Hoy probé la lectura en parejas y los más chicos se animaron a leer en voz alta",
    "En mi escuela la lectura en parejas funciona si el grande elige el cuento antes",
    "Propongo que hagamos una lista de cuentos cortos para la lectura en parejas",
    "Me parece bien la lista de cuentos, yo tengo varios de la zona",
    "De acuerdo con la lista, así no repetimos los mismos cuentos de siempre",
    "¿Alguien sabe cómo evaluar la lectura sin hacer una prueba larga?",
    "Yo grabo a los niños leyendo una vez al mes y escuchamos juntos los avances",
    "La biblioteca comunal presta maletas con libros, hay que pedirlas con tiempo",
    "Subí los cuentos aquí https://ejemplo.cl/cuentos para que los usen",
    "Con los de multigrado leemos afuera, en el patio, y escuchan mucho mejor",
)


async def _talk(stage: Stage, title: str = "Red Ñuble", **more: Any) -> tuple[Persona, Chat]:
    ana, luz, pedro, rosa = (stage.person(name) for name in ("Ana", "Luz", "Pedro", "Rosa"))
    group = await stage.community(
        title, guides=[ana], members=[luz, pedro, rosa], mode="full", **more
    )
    for number, text in enumerate(TALK):
        await (ana, luz, pedro)[number % 3].says(text, group)
        await stage.passes(minutes=20)
    return rosa, group


async def test_quotes_come_with_their_author_and_a_link_to_their_message(stage: Stage) -> None:
    rosa, group = await _talk(stage)

    await rosa.says("/resumen", group)

    answer = stage.last(group)
    links = [entity["url"] for entity in answer.entities if entity["type"] == "text_link"]
    assert "En sus palabras (10 mensajes, 3 personas):" in answer.text
    assert len(links) >= 3
    assert all(link.startswith(f"https://t.me/c/{str(group.id)[4:]}/") for link in links)
    quoted = [line.split("«")[1].split("»")[0] for line in answer.text.splitlines() if "«" in line]
    assert all(any(words.rstrip("…") in said for said in TALK) for words in quoted)
    assert len(answer.text) <= 1500


async def test_where_there_are_no_links_the_author_and_the_day_are_named(stage: Stage) -> None:
    rosa, group = await _talk(stage, type="group")

    await rosa.says("/resumen", group)

    answer = stage.last(group)
    assert [entity for entity in answer.entities if entity["type"] == "text_link"] == []
    assert "lun 16 nov" in answer.text


async def test_whoever_opened_a_private_chat_reads_it_there(stage: Stage) -> None:
    rosa, group = await _talk(stage)
    await rosa.starts()

    await rosa.says("/resumen", group)

    assert "En sus palabras" in rosa.told[-1]
    assert stage.told(group)[-1] == "Te lo escribí en privado."


async def test_what_was_said_before_my_last_message_is_left_out(stage: Stage) -> None:
    rosa, group = await _talk(stage)
    await rosa.says("Ya leí todo hasta aquí, gracias", group)
    await stage.passes(hours=3)

    await rosa.says("/resumen", group)

    assert stage.told(group)[-1].startswith("Nada nuevo desde el lunes 16 de noviembre")


async def test_what_one_hands_to_the_bot_is_not_having_spoken_and_ones_own_is_no_news(
    stage: Stage,
) -> None:
    rosa, group = await _talk(stage)
    luz = stage.person("Luz Marina")
    await luz.joins(group)
    for what in ("Huerto en botellas", "Leer en parejas", "Cuentos con sombras", "Sumas con maíz"):
        await luz.says(f"#practica {what} de la escuela", group)
    await rosa.says("#practica Pintamos con tierra de colores", group)
    await rosa.says("#pido un electricista que venga a la escuela", group)
    await rosa.says("#tema las tareas de la casa en el invierno", group)
    await stage.passes(hours=3)

    await rosa.says("/resumen", group)

    answer = stage.told(group)[-1]
    assert "En sus palabras" in answer
    told = answer.split("Prácticas contadas:\n")[1].split("\n\n")[0]
    assert told.count("📌") == 3
    assert told.endswith("— Luz Marina (+1)")
    for own in ("tierra", "electricista", "invierno"):
        assert own not in answer
    assert len(answer) <= 1500


async def test_so_many_days_can_be_asked_for(stage: Stage) -> None:
    rosa, group = await _talk(stage)
    await rosa.says("Ya leí todo hasta aquí, gracias", group)
    await stage.passes(hours=3)

    await rosa.says("/resumen 7", group)

    assert "En sus palabras" in stage.told(group)[-1]


async def test_in_discreet_mode_the_answers_to_prompts_are_what_can_be_told(stage: Stage) -> None:
    ana, luz, rosa = stage.person("Ana"), stage.person("Luz"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[luz, rosa])
    await ana.says("/pregunta ¿Qué hiciste esta semana?", group)
    prompt = stage.last(group)
    for text in TALK:
        await luz.replies(text, to=prompt)

    await rosa.says("/resumen", group)

    assert "lectura en parejas" in stage.told(group)[-1]


async def test_my_own_commitments_come_first(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says(
        "/compromiso Rosa sube la rúbrica antes del 4 de diciembre, evidencia foto", group
    )
    await rosa.taps("Acepto")

    await rosa.says("/resumen", group)

    assert "Lo tuyo:\n🤝 1 Sube la rúbrica vie 4 dic" in stage.told(group)[-1]


async def test_with_nothing_to_tell_it_says_so(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/resumen", group)

    assert stage.told(group) == ["Nada nuevo desde el lunes 2 de noviembre, 10:00."]


async def test_where_little_was_said_the_questions_and_what_was_agreed_are_told_too(
    stage: Stage,
) -> None:
    ana, luz, rosa = stage.person("Ana"), stage.person("Luz"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[luz, rosa], mode="full")
    await ana.says("/pregunta ¿Qué hiciste esta semana con niños de distintos cursos?", group)
    question = stage.last(group)
    await ana.says("/compromiso Luz trae los mapas el 4 de diciembre, sin evidencia", group)
    card = stage.last(group)
    await luz.says("Yo puedo llevar también los libros de la biblioteca", group)
    await stage.passes(hours=3)

    await rosa.says("/resumen", group)

    answer = stage.last(group)
    assert answer.text.split("\n\n")[1:] == [
        "Preguntas de estos días:\n💬 ¿Qué hiciste esta semana con niños de distintos cursos?",
        "Compromisos nuevos:\n🤝 1 Trae los mapas vie 4 dic",
        "Se dijo poco para un resumen. Esto es lo que hay:\n"
        "• «Yo puedo llevar también los libros de la biblioteca» — Luz",
    ]
    addresses = [one["url"] for one in answer.entities if one["type"] == "text_link"]
    assert [int(url.rsplit("/", 1)[1]) for url in addresses[:2]] == [question.id, card.id]


async def test_what_is_one_s_own_or_over_is_not_told_as_a_new_commitment(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/compromiso Rosa sube la rúbrica el 4 de diciembre, sin evidencia", group)
    await ana.says("/compromiso Ana trae los mapas mañana, sin evidencia", group)
    await stage.passes(days=3)

    await rosa.says("/resumen", group)

    assert "Lo tuyo:" in stage.last(group).text
    assert "Compromisos nuevos" not in stage.last(group).text
