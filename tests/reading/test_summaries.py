"""What did I miss: quotes that are verbatim, fair and worth reading."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.summaries import Section, Summary, Utterance, summarise
from tests.reading.discussion import said, talk

READING = talk(
    ("Ana", "Con tres cursos en la misma sala la lectura compartida nos funciona los lunes"),
    ("Juan", "En mi escuela la lectura compartida la hacen los grandes con los chicos"),
    ("Rosa", "A nosotros la lectura en voz alta con los abuelos nos cambió la semana"),
    ("Luis", "La biblioteca de aula ayuda, los niños eligen el libro para la lectura"),
    ("Ema", "Los abuelos vienen a contar historias y los niños las escriben después"),
    ("Iris", "Me cuesta evaluar la lectura cuando cada niño lee un libro distinto"),
    ("Juan", "jajaja"),
    ("Paz", "Nosotros evaluamos la lectura con una grabación corta cada mes"),
    ("Ana", "La grabación corta sirve, los niños se escuchan y se corrigen solos"),
    ("Rosa", "Los libros de la biblioteca llegan tarde y en mal estado este año"),
)


def quotes(summary: Summary, section: Section) -> list[tuple[str, str]]:
    return [(point.author, point.quote) for point in summary.points if point.section is section]


def after_reading(*lines: tuple[str, str]) -> list[Utterance]:
    """The talk about reading, and more lines after half an hour of silence."""
    return READING + [said(100 + number, text, by=by) for number, (by, text) in enumerate(lines)]


def test_a_discussion_is_told_by_the_words_of_its_people() -> None:
    summary = summarise(READING, language="es")

    assert summary.enough
    assert (summary.useful, summary.authors) == (9, 7)
    assert len(summary.points) == 6
    texts = {utterance.id: utterance.text for utterance in READING}
    assert all(point.quote in texts[point.utterance_id] for point in summary.points)
    assert "jajaja" not in {point.quote for point in summary.points}


def test_no_one_has_more_than_two_fifths_and_half_of_the_people_are_heard() -> None:
    loud = READING + [
        said(50 + n, f"La lectura de los niños con los abuelos y la grabación {n}", by="Ana")
        for n in range(30)
    ]

    points = summarise(loud, language="es").points

    voices = Counter(point.author for point in points)
    assert voices["Ana"] <= 0.4 * len(points)
    assert len(voices) >= 4


MINUTES = talk(
    (
        "Elena",
        "Primer punto, la lectura: cuatro escuelas aplicaron la pauta y dos no por las lluvias",
    ),
    ("Elena", "Segundo punto, el bus: subió a 380 mil y el presupuesto alcanza para uno solo"),
    ("Elena", "Tercer punto, la biblioteca regional presta sus libros por un mes a cada escuela"),
    ("Elena", "Cuarto punto, la lluvia dejó sin camino a las dos escuelas de arriba del río"),
    ("Elena", "Quinto punto, el presupuesto de la biblioteca no alcanza para libros nuevos"),
    ("Elena", "Sexto punto, los libros de lectura se reparten por escuela antes de la lluvia"),
    ("Juan", "La pauta de lectura es muy larga para mi escuela"),
    ("Rosa", "El bus de la escuela no sube con lluvia"),
    ("Luis", "dale"),
)


def test_who_writes_for_all_may_have_more_of_the_points_but_never_all() -> None:
    points = summarise(MINUTES, language="es", words=120, with_outcomes=False).points

    voices = Counter(point.author for point in points)
    assert 0.4 * len(points) < voices["Elena"] <= 0.6 * len(points)
    assert {"Juan", "Rosa"} <= voices.keys()


GUIDES = talk(
    ("Rosa", "Armo una carpeta con las guías y se la mando con el hermano mayor"),
    ("Pedro", "Pienso en un banco de guías entre las tres escuelas del valle"),
    ("Luis", "Con los que faltan hago tutoría de pares, un compañero les explica todo"),
    ("Marta", "Me gusta lo del banco de guías, sumaría las de matemática de mi curso"),
    ("Ines", "Yo hago guías cortas y las comparto en el banco de la escuela"),
    ("Hugo", "Aquí armo parejas y hago tutoría los lunes con el cuaderno viajero"),
    ("Sara", "Con las parejas armo grupos en la misma sala, cada uno con su cuaderno"),
    ("Tere", "El banco de guías ayuda a quien falta y vuelve sin entender nada"),
    ("Ada", "Yo armo la pauta y hago copias de las guías del banco para todos"),
)


def test_no_two_themes_have_one_label_and_what_somebody_does_is_none() -> None:
    points = summarise(GUIDES, language="es", max_points=9).points

    labels = [frozenset(point.label) for point in points if point.label]
    assert len(labels) == len(set(labels)) >= 3
    told = {word.lower() for label in labels for piece in label for word in piece.split()}
    assert "guías" in told
    assert "cuaderno" in told  # a noun that ends alike: somebody says «el cuaderno»
    assert told.isdisjoint({"armo", "hago", "misma", "yo"})


@pytest.mark.parametrize("verb", ["escuchan", "aprenden", "devolverlos"])
def test_no_verb_is_a_label(verb: str) -> None:
    talking = [
        said(n, f"{verb} {what}, lectura compartida con familias número {n}", by=f"Persona{n}")
        for n, what in enumerate(
            [
                "cuentos",
                "poemas",
                "mapas",
                "cartas",
                "juegos",
                "dichos",
                "noticias",
                "recetas",
                "libros",
            ]
        )
    ]

    points = summarise(talking, language="es").points

    labels = " ".join(piece for point in points for piece in point.label)
    assert "lectura" in labels
    assert verb not in labels


def test_two_people_share_the_points() -> None:
    two = [replace(u, author="Ana" if u.id % 2 else "Juan") for u in READING]

    voices = Counter(point.author for point in summarise(two, language="es").points)

    assert set(voices) == {"Ana", "Juan"}
    assert abs(voices["Ana"] - voices["Juan"]) <= 1


def test_with_few_messages_there_are_links_alone() -> None:
    few = [*READING[:4], said(20, "La guía está en https://example.org/guia.", by="Paz")]

    summary = summarise(few, language="es")

    assert not summary.enough
    assert [(p.section, p.quote) for p in summary.points] == [
        (Section.RESOURCE, "La guía está en https://example.org/guia.")
    ]


def test_nothing_said_is_an_empty_summary() -> None:
    assert summarise([], language="es") == Summary(points=(), useful=0, authors=0, enough=False)


def test_a_proposal_with_two_yes_is_an_agreement_to_confirm() -> None:
    discussion = after_reading(
        ("Ana", "Propongo que grabemos un cuento por mes en cada escuela"),
        ("Juan", "dale"),
        ("Rosa", "Me parece"),
    )

    assert quotes(summarise(discussion, language="es"), Section.AGREEMENT) == [
        ("Ana", "Propongo que grabemos un cuento por mes en cada escuela")
    ]


@pytest.mark.parametrize(
    "answers",
    [
        (("Juan", "dale"),),
        (("Ana", "dale"), ("Ana", "sí")),
        (("Juan", "dale"), ("Rosa", "sí, pero no en junio")),
        (("Juan", "no puedo"), ("Rosa", "no"), ("Luis", "sí"), ("Ema", "dale")),
    ],
    ids=["one yes", "own yes", "a yes with a but", "as many no"],
)
def test_a_proposal_without_the_yes_of_two_others_is_no_agreement(
    answers: tuple[tuple[str, str], ...],
) -> None:
    discussion = after_reading(("Ana", "Propongo que grabemos un cuento por mes"), *answers)

    assert quotes(summarise(discussion, language="es"), Section.AGREEMENT) == []


def test_reactions_count_as_assent() -> None:
    proposal = said(100, "Propongo que grabemos un cuento por mes", by="Ana", weight=2)

    assert quotes(summarise([*READING, proposal], language="es"), Section.AGREEMENT)


def test_a_yes_by_reply_counts_however_late() -> None:
    discussion = [
        said(0, "Propongo que grabemos un cuento por mes", by="Ana"),
        *READING,
        said(3000, "sí", by="Juan", reply_to=0),
        said(4000, "de acuerdo", by="Rosa", reply_to=0),
    ]

    assert quotes(summarise(discussion, language="es"), Section.AGREEMENT)


def test_a_promise_is_a_commitment_to_confirm() -> None:
    discussion = after_reading(("Luis", "Yo subo la rúbrica el viernes"))

    assert quotes(summarise(discussion, language="es"), Section.COMMITMENT) == [
        ("Luis", "Yo subo la rúbrica el viernes")
    ]


def test_a_question_that_nobody_answered_is_open() -> None:
    question = ("Iris", "¿Cómo evalúan ustedes con tres cursos juntos?")
    asked = summarise(after_reading(question), language="es")
    answered = summarise(after_reading(question, ("Paz", "Con portafolio")), language="es")
    tag = summarise(after_reading(("Iris", "Fue una linda semana de trabajo, ¿no?")), language="es")

    assert quotes(asked, Section.QUESTION) == [question]
    assert quotes(answered, Section.QUESTION) == []
    assert quotes(tag, Section.QUESTION) == []


def test_an_answer_after_a_day_comes_too_late_unless_it_replies_in_time() -> None:
    question = said(100, "¿Cómo evalúan ustedes con tres cursos juntos?", by="Iris")
    late = replace(
        said(101, "Con portafolio", by="Paz", reply_to=100),
        said_at=question.said_at + timedelta(hours=25),
    )

    assert quotes(summarise([*READING, question, late], language="es"), Section.QUESTION)


def test_a_link_is_told_once_with_its_sentence() -> None:
    discussion = after_reading(
        ("Paz", "Hola. Aquí está la guía: https://www.example.org/guia?utm_source=x"),
        ("Luis", "La misma: https://example.org/guia/"),
    )

    assert quotes(summarise(discussion, language="es"), Section.RESOURCE) == [
        ("Luis", "La misma: https://example.org/guia/")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LA LECTURA COMPARTIDA DE LOS NIÑOS CON LOS ABUELOS NO FUNCIONA EN LA BIBLIOTECA",
        "La lectura compartida de los niños con los abuelos es de idiotas en la biblioteca",
        "/pregunta la lectura compartida de los niños con los abuelos en la biblioteca",
    ],
    ids=["shouting", "insult", "command"],
)
def test_what_nobody_wants_to_read_as_a_theme_is_left_out(text: str) -> None:
    points = summarise([*READING, said(90, text, by="Zoe")], language="es").points

    assert "Zoe" not in {point.author for point in points}


def test_portuguese_is_read_too() -> None:
    discussion = [
        *READING,
        said(100, "Proponho que a gente grave um conto por mês", by="Bia"),
        said(101, "Concordo", by="Davi"),
        said(102, "combinado", by="Caio"),
    ]

    assert quotes(summarise(discussion, language="pt_BR"), Section.AGREEMENT)


def test_the_order_in_which_utterances_are_handed_in_does_not_matter() -> None:
    assert summarise(READING[::-1], language="es") == summarise(READING, language="es")


SAID = "lectura abuelos niños biblioteca propongo sí no ¿cómo? yo subo la https://a.org/x 👍 /x"
WORDS = st.sampled_from(SAID.split(" "))


@given(
    lines=st.lists(
        st.tuples(st.sampled_from("ABCDEFG"), st.lists(WORDS, max_size=60).map(" ".join)),
        max_size=40,
    ),
    max_points=st.integers(1, 9),
    words=st.none() | st.integers(30, 300),
)
def test_whatever_is_said_the_summary_is_verbatim_short_and_fair(
    lines: list[tuple[str, str]], max_points: int, words: int | None
) -> None:
    discussion = talk(*lines)
    texts = {utterance.id: utterance.text for utterance in discussion}

    summary = summarise(discussion, language="es", max_points=max_points, words=words)

    points = summary.points
    assert len(points) <= max_points
    assert len({point.utterance_id for point in points}) == len(points)
    assert all(point.quote and point.quote in texts[point.utterance_id] for point in points)
    if summary.enough and points:
        people = len({utterance.by for utterance in discussion})
        most = Counter(point.author for point in points).most_common(1)[0][1]
        assert most <= max(1, len(points) * max(0.6, 1 / people)), "not even who wrote all of it"


def test_a_theme_is_labelled_by_words_of_its_quote_that_several_people_used() -> None:
    points = summarise(READING, language="es").points

    themes = [point for point in points if point.section is Section.THEME]
    assert any(themes)
    for point in points:
        assert all(piece in point.quote for piece in point.label)
        assert len(" ".join(point.label).split()) <= 3
        assert point.section in {Section.THEME, Section.VOICE} or not point.label
    labels = [piece.lower() for point in themes for piece in point.label]
    assert any("lectura" in piece for piece in labels)
    assert "tarde" not in labels, "only one person used it"
    assert "ana" not in labels


def test_a_file_is_a_resource_told_by_its_caption_or_else_by_its_name() -> None:
    captioned = replace(said(50, "Esta es la pauta que usamos. Avisen", by="Paz"), file="p.pdf")
    again = replace(said(51, "otra vez", by="Paz"), file="P.pdf")
    bare = replace(said(52, "", by="Zoe"), file="rubrica lectura.docx")
    nothing = replace(said(53, "", by="Zoe"), file="")
    discussion = [*READING[:3], captioned, again, bare, nothing]

    points = summarise(discussion, language="es").points

    assert [(point.quote, point.file) for point in points] == [
        ("otra vez", "P.pdf"),
        ("rubrica lectura.docx", "rubrica lectura.docx"),
    ]
