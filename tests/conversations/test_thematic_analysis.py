"""/temas, as the pair of guides lives with it: codes, quotations, memos, the file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from sandbox.chats import Chat
from sandbox.messages import Message
from tests.bot.on_stage import community_of
from tests.conversation import Persona, Stage

QUESTION = "¿Cómo lees con tu curso?"
CORNER = (
    "Tenemos un rincón con cojines para leer",
    "Puse una alfombra en el rincón de lectura",
    "En el rincón leen con cojines",
)
HOME = (
    "Las mamás vienen a contar cuentos",
    "La familia anota en la casa qué le pareció el cuento",
    "Los papás leen con ellos en la casa",
)
RIVER = ("Los llevamos al río a mirar aves", "Salimos al bosque y al río")
NOTHING = "Nada todavía"
ALL = (*CORNER, *HOME, *RIVER, NOTHING)


@dataclass
class Pair:
    """Ana and Luz facilitate; ten others answer."""

    stage: Stage
    group: Chat
    ana: Persona
    luz: Persona
    others: list[Persona]
    question: Message

    async def answer(self, said: Sequence[str], *, first: int = 0) -> list[Message]:
        """One answer of each of the others, from one of them on."""
        written = []
        for person, text in zip(self.others[first:], said, strict=False):
            written.append(
                self.stage.driver.say(person.id, self.group.id, text, reply_to=self.question.id)
            )
        await self.stage.rests()
        return written

    async def analysed(self, said: Sequence[str] = ALL) -> Message:
        """Ana's message with the analysis of these answers."""
        await self.answer(said)
        await self.ana.says("/temas")
        return self.stage.last(self.ana.id)

    def reads(self, message: Message) -> str:
        """What a message says now."""
        return next(one.text for one in self.stage.messages(message.chat) if one.id == message.id)

    def files(self, person: Persona) -> dict[str, str]:
        """The latest files sent to somebody, by name."""
        found = {}
        for message in self.stage.messages(person.id):
            document = message.content.get("document")
            if document is not None:
                stored = self.stage.world.files[document["file_id"]]
                found[str(document["file_name"])] = stored.bytes.decode("utf-8-sig")
        return found


@pytest.fixture
async def pair(stage: Stage) -> Pair:
    ana, luz = stage.person("Ana Soto"), stage.person("Luz Mamani")
    others = [stage.person(name) for name in (
        "Rosa Quispe", "Juan Vera", "Inés Rojas", "Marta Poma", "Saúl Pino", "Eva Luna",
        "Ciro Paz", "Olga Ríos", "Tito Sáez", "Nora Díaz",
    )]  # fmt: skip
    group = await stage.community("Red Ñuble", guides=[ana, luz], members=others)
    await ana.starts()
    await luz.starts()
    await ana.says(f"/pregunta {QUESTION}", group)
    return Pair(stage, group, ana, luz, others, stage.last(group))


def rows(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


async def test_the_answers_stand_under_codes_named_by_their_own_words(pair: Pair) -> None:
    await pair.answer(ALL)

    await pair.ana.says("/temas", pair.group)

    assert pair.stage.told(pair.group)[-1] == "Te envié el análisis en privado."
    assert pair.ana.told[-1] == (
        "🧩 «¿Cómo lees con tu curso?»\n"
        "9 respuestas de 9 personas. Toca un número para leer un código, renombrarlo o unirlo.\n"
        "\n"
        "1. rincón, lectura, cojines · 3 personas, 3 respuestas\n"
        "«Tenemos un rincón con cojines para leer» — Rosa Quispe\n"
        "«En el rincón leen con cojines» — Inés Rojas\n"
        "\n"
        "2. familia, casa, cuento · 3 personas, 3 respuestas\n"
        "«La familia anota en la casa qué le pareció el cuento» — Saúl Pino\n"
        "«Las mamás vienen a contar cuentos» — Marta Poma\n"
        "\n"
        "3. río, aves, bosque · 2 personas, 2 respuestas\n"
        "«Los llevamos al río a mirar aves» — Ciro Paz\n"
        "«Salimos al bosque y al río» — Olga Ríos\n"
        "\n"
        "Sin código: 1 respuesta."
    )
    await pair.others[0].says("/temas", pair.group)
    assert pair.stage.told(pair.group)[-1].startswith("Esto es para quienes facilitan")


async def test_sintesis_temas_is_the_same(pair: Pair) -> None:
    shown = pair.reads(await pair.analysed())

    await pair.ana.says("/sintesis Temas")
    assert pair.stage.last(pair.ana.id).text == shown

    await pair.ana.says("/sintesis temas 3000 años")
    assert "No entendí el periodo" in pair.ana.told[-1]


async def test_quotations_are_moved_taken_out_and_made_a_code_of_their_own(pair: Pair) -> None:
    board = await pair.analysed()

    await pair.ana.taps("1", board)
    await pair.ana.taps("2", board)
    assert pair.reads(board) == f"{CORNER[2]}\n— Inés Rojas\n¿Dónde va?"
    assert await pair.ana.taps("río, aves, bosque", board) == "Movida."
    await pair.ana.taps("1", board)
    await pair.ana.taps("Quitar cita", board)
    await pair.ana.taps("1", board)
    await pair.ana.taps("Separar", board)
    assert pair.reads(board).endswith("Aquí ya no hay nada.")
    await pair.ana.taps("Volver", board)

    said = pair.reads(board)
    assert "río, aves, bosque · 3 personas, 3 respuestas" in said
    assert "«Puse una alfombra en el…» · 1 persona, 1 respuesta" in said
    assert "Sin código: 2 respuestas." in said


async def test_the_pair_shares_one_analysis_and_the_later_sees_it_as_it_is(pair: Pair) -> None:
    board = await pair.analysed()
    await pair.luz.says("/temas")
    hers = pair.stage.last(pair.luz.id)
    await pair.luz.taps("1", hers)

    await pair.ana.taps("1", board)
    await pair.ana.taps("Unir con…", board)
    assert pair.reads(board).startswith("¿Con qué código uno rincón, lectura, cojines?")
    assert await pair.ana.taps("familia, casa…", board) == "Unidos."
    late = await pair.luz.taps("Renombrar", hers)

    assert late == "Eso cambió mientras tanto. Así está ahora."
    assert "· 6 personas, 6 respuestas" in pair.reads(hers)
    await pair.luz.taps("1", hers)
    await pair.luz.taps("Renombrar", hers)
    await pair.luz.replies("Dónde y con quién se lee", to=pair.stage.last(pair.luz.id))
    await pair.ana.taps("Volver", board)
    assert "1. Dónde y con quién se lee · 6 personas" in pair.reads(board)


async def test_a_name_or_a_memo_that_does_not_fit_is_asked_again(pair: Pair) -> None:
    board = await pair.analysed()
    await pair.ana.taps("1", board)
    await pair.ana.taps("Renombrar", board)
    asked = pair.stage.last(pair.ana.id)

    await pair.ana.replies("a" * 61, to=asked)
    assert "hasta 60 letras" in pair.ana.told[-1]
    await pair.ana.replies("", to=asked, media={"kind": "sticker"})
    assert "Un nombre va en palabras" in pair.ana.told[-1]
    await pair.ana.replies("<b>Rincón</b> & más", to=asked)
    assert pair.ana.told[-1].startswith("<b>Rincón</b> & más · 3 personas")

    await pair.ana.taps("Memo")
    await pair.ana.taps("Escribir memo")
    asked = pair.stage.last(pair.ana.id)
    await pair.ana.replies("", to=asked, media={"kind": "sticker"})
    assert "Un memo va en palabras" in pair.ana.told[-1]
    await pair.ana.replies("b" * 1001, to=asked)
    assert "hasta 1000 letras" in pair.ana.told[-1]


async def test_a_memo_is_read_by_the_pair_alone_and_can_be_deleted(pair: Pair) -> None:
    board = await pair.analysed()
    await pair.ana.taps("1", board)
    await pair.ana.taps("Memo", board)
    await pair.ana.taps("Escribir memo", board)
    await pair.ana.replies("Casi nadie habla de comprar libros", to=pair.stage.last(pair.ana.id))

    await pair.luz.says("/temas")
    await pair.luz.taps("1")
    await pair.luz.taps("Memo (1)")

    theirs = pair.stage.last(pair.luz.id)
    assert "📝 Ana Soto: Casi nadie habla de comprar libros" in pair.reads(theirs)
    assert not any("comprar libros" in said for said in pair.stage.told(pair.group))
    await pair.luz.taps("Borrar 1", theirs)
    assert pair.reads(theirs).endswith("Todavía ninguno.")


async def test_groups_of_five_are_told_apart_and_fewer_are_not(pair: Pair) -> None:
    board = await pair.analysed()
    await pair.ana.taps("Por nivel", board)
    assert pair.reads(board) == (
        "Por nivel\nNingún grupo llega a cinco personas aquí: entonces no se separan, para no señalar "
        "a nadie."
    )
    home = await community_of(pair.stage, pair.group)
    async with pair.stage.minga.database.write() as tx:
        for person in pair.others[:6]:
            await tx.members.change(home.id, person.id, school="Los Robles", level="first")
        await tx.members.change(home.id, pair.others[6].id, school="El Alba")

    await pair.ana.taps("Volver", board)
    await pair.ana.taps("Por escuela", board)

    assert pair.reads(board) == (
        "Por escuela\n"
        "Los Robles (6 personas): rincón, lectura, cojines 3 · familia, casa, cuento 3\n"
        "En los demás hay menos de cinco personas: no los separo."
    )
    await pair.ana.taps("Volver", board)
    await pair.ana.taps("Por nivel", board)
    assert "1.º y 2.º (6 personas)" in pair.reads(board)


async def test_the_file_has_pseudonyms_no_names_and_no_formula(pair: Pair) -> None:
    said = (
        "=1+1 en el rincón con cojines",
        "Rosa Quispe lee en el rincón, 9 8765 4321",
        *CORNER[1:],
    )
    board = await pair.analysed(said)
    await pair.ana.taps("Memo", board)
    await pair.ana.taps("Escribir memo", board)
    await pair.ana.replies("Preguntar a Rosa Quispe", to=pair.stage.last(pair.ana.id))
    await pair.ana.taps("Volver", board)
    before = len(pair.stage.messages(pair.ana.id))

    await pair.ana.taps("CSV", board)
    await pair.ana.taps("CSV", board)

    assert len(pair.stage.messages(pair.ana.id)) == before + 2
    files = pair.files(pair.ana)
    header, *quotations = rows(files["minga-codigos.csv"])
    assert header == ["código", "cita", "docente", "nivel", "escuela", "fecha"]
    assert {row[1] for row in quotations} == {
        "'=1+1 en el rincón con cojines", "… lee en el rincón, …", *CORNER[1:],
    }  # fmt: skip
    assert sorted(row[2] for row in quotations) == [f"Docente {n}" for n in (1, 2, 3, 4)]
    assert {tuple(row[3:]) for row in quotations} == {("", "", "2026-11-16")}
    assert rows(files["minga-memos.csv"])[1] == ["", "Preguntar a …", "2026-11-16"]
    assert "t.me" not in str(files)


async def test_words_that_are_edited_taken_back_or_forgotten_are_followed_at_once(
    pair: Pair,
) -> None:
    board = await pair.analysed()
    rosa, juan, ines, marta = pair.others[:4]
    answers = {m.sender: m for m in pair.stage.messages(pair.group) if m.sender != pair.ana.id}
    await pair.ana.taps("1", board)
    assert CORNER[1] in pair.reads(board)

    await rosa.edits(answers[rosa.id], "Ahora leemos en el patio")
    await juan.replies("/borrar", to=answers[juan.id])
    await ines.says("/olvidame", pair.group)
    await ines.taps("Sí, olvídame")
    await marta.says("/nomeguardes", pair.group)

    await pair.stage.passes(minutes=1)  # the clock's next tick
    assert pair.reads(board).startswith("🧩 Alguien quitó lo que dijo, o ya no quiere aparecer.")
    await pair.ana.taps("Ver cómo está", board)
    said = pair.reads(board)
    assert "«Ahora leemos en el patio» — Rosa Quispe" in said
    assert "6 respuestas de 6 personas" in said
    assert not any(
        gone in said for gone in (CORNER[1], CORNER[2], HOME[0], "Juan", "Inés", "Marta")
    )
    await pair.ana.taps("CSV", board)
    kept = pair.files(pair.ana)["minga-codigos.csv"]
    assert not any(gone in kept for gone in (CORNER[1], CORNER[2], HOME[0]))


async def test_late_answers_join_what_the_pair_made(pair: Pair) -> None:
    board = await pair.analysed()
    await pair.ana.taps("1", board)
    await pair.ana.taps("Renombrar", board)
    await pair.ana.replies("Un lugar para leer", to=pair.stage.last(pair.ana.id))

    await pair.answer(("Otro rincón con cojines y alfombra",), first=9)
    await pair.luz.says("/temas")

    assert "1. Un lugar para leer · 4 personas, 4 respuestas" in pair.luz.told[-1]
    assert "10 respuestas de 10 personas" in pair.luz.told[-1]


async def test_too_little_to_group_is_listed(pair: Pair) -> None:
    await pair.ana.says("/temas")
    assert pair.ana.told[-1].startswith("Todavía no hay respuestas que juntar.")

    await pair.others[0].replies("", to=pair.question, media={"kind": "sticker"})
    await pair.ana.says("/temas")
    assert "Sin palabras (fotos, audios): 1 respuesta." in pair.ana.told[-1]
    assert "Aquí todavía no hay nada en palabras" in pair.ana.told[-1]

    await pair.answer(("<i>Leemos</i> & ya", "Con cuentos"), first=1)
    await pair.ana.says("/temas")
    assert pair.ana.told[-1] == (
        "🧩 «¿Cómo lees con tu curso?»\n"
        "Son 2 respuestas: muy pocas para agrupar. Aquí están.\n"
        "• «<i>Leemos</i> & ya» — Juan Vera\n"
        "• «Con cuentos» — Inés Rojas"
    )


async def test_a_reply_says_which_question_and_what_is_none_is_said(pair: Pair) -> None:
    answers = await pair.answer(ALL)
    await pair.ana.says("/pregunta ¿Y cómo escriben?", pair.group)
    await pair.others[0].replies("Con cartas", to=pair.stage.last(pair.group))

    await pair.ana.says("/temas")
    assert pair.ana.told[-1].startswith("🧩 «¿Y cómo escriben?»")
    for message in (pair.question, answers[0]):
        await pair.luz.replies("/temas", to=message)
        assert pair.luz.told[-1].startswith("🧩 «¿Cómo lees con tu curso?»\n9 respuestas")

    talk = await pair.others[0].says("Buenos días", pair.group)
    await pair.ana.replies("/temas", to=talk)
    assert "no es una pregunta mía" in pair.stage.told(pair.group)[-1]
    await pair.ana.says("/temas pasado mañana")
    assert "No entendí el periodo" in pair.ana.told[-1]


async def test_a_period_reads_the_talk_where_it_is_read_and_three_languages(stage: Stage) -> None:
    ana, rosa = stage.person("Ana"), stage.person("Rosa")
    group = await stage.community("Red", guides=[ana], members=[rosa], mode="full")
    for said in (
        "Los cuentos en la biblioteca son lo mejor para leer con los niños",
        "A leitura de livros na biblioteca é o melhor para as crianças",
        "We read books in the library with the little ones",
        "El huerto y los animales de la zona nos sirven",
        "As plantas da horta e os animais",
        "ok",
        "/ayuda",
    ):
        stage.driver.say(rosa.id, group.id, said)
    await stage.rests()

    await ana.says("/temas 30", group)
    assert "en privado: abre https://t.me/" in stage.told(group)[-1]
    await ana.starts()
    await ana.says("/temas 30")
    board = stage.last(ana.id)

    assert board.text.startswith("🧩 Del dom 18 oct al lun 16 nov\n5 respuestas de 1 persona.")
    assert board.text.count("· 1 persona, ") == 2
    await ana.taps("Memo", board)
    await ana.taps("Escribir memo", board)
    await ana.replies("Dos mundos", to=stage.last(ana.id))
    await stage.passes(days=2)
    await ana.says("/temas 30")
    assert ana.told[-1].startswith("🧩 Del dom 18 oct al mié 18 nov")
    assert "Memo (1)" in stage.buttons(stage.last(ana.id))
    await ana.says("/temas noviembre")
    assert ana.told[-1].startswith("🧩 Del dom 1 nov al lun 30 nov")
    november = stage.last(ana.id)
    await stage.passes(
        days=31
    )  # talk is kept for thirty days: what was said then is in no code now
    await ana.taps("Por nivel", november)
    await ana.taps("Volver", november)
    assert next(one.text for one in stage.messages(ana.id) if one.id == november.id).endswith(
        "Aquí ya no hay nada."
    )


async def test_stale_forged_and_foreign_taps_change_nothing(pair: Pair) -> None:
    board = await pair.analysed()
    home = await community_of(pair.stage, pair.group)
    async with pair.stage.looking() as tx:
        prompt = await tx.analyses.latest_answered(home.id)
        assert prompt is not None
        analysis = await tx.analyses.of_prompt(home.id, prompt)
        assert analysis is not None
        before = await tx.analyses.coded(analysis)
    first = before.codes[0].id

    said = []
    for data in (
        f"analysis-join:{analysis.id}:{first}.{first}",
        f"analysis-move:{analysis.id}:99999.0",
        f"analysis-quote:{analysis.id}:x.y",
        f"analysis-by:{analysis.id}:circle",
        f"analysis-code:{analysis.id + 1}:{first}.0",
    ):
        tap = pair.stage.driver.forge_tap(pair.ana.id, pair.ana.id, board.id, data)
        await pair.stage.rests()
        said.append(str((pair.stage.driver.answer(tap.id) or {}).get("text")))

    assert said[0] == "Es el mismo código. Elige otro con que unirlo."
    assert said[1] == "Eso cambió mientras tanto. Así está ahora."
    assert {one.startswith("Este botón es de un mensaje anterior") for one in said[2:]} == {True}
    async with pair.stage.looking() as tx:
        assert await tx.analyses.coded(analysis) == before


async def test_who_facilitates_no_more_opens_nothing(pair: Pair) -> None:
    home = await community_of(pair.stage, pair.group)
    await pair.answer(ALL)
    eva = pair.others[5]
    async with pair.stage.minga.database.write() as tx:
        await tx.members.change(home.id, eva.id, is_guide=True)
    await eva.starts()
    await eva.says("/temas")
    board = pair.stage.last(eva.id)
    await eva.taps("1", board)
    await eva.taps("Renombrar", board)
    asked = pair.stage.last(eva.id)
    async with pair.stage.minga.database.write() as tx:
        await tx.members.change(home.id, eva.id, is_guide=False)
        await tx.members.change(home.id, pair.luz.id, is_guide=True)

    assert (await eva.taps("Volver", board)).startswith("Esto es para quienes facilitan")
    await pair.stage.passes(hours=1, minutes=1)
    await eva.replies("Otro nombre", to=asked)

    assert eva.told[-1].startswith("Esto es para quienes facilitan")
    await pair.luz.says("/temas")
    assert "Otro nombre" not in pair.luz.told[-1]
