"""Discussions nobody hopes for: the summary stays short, verbatim, fair and useful."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.summaries import Section, Summary, Utterance, summarise
from reading.utterances import turns_letters
from tests.reading.discussion import said
from tests.reading.told_discussions import Told, discussions

TOLD = {told.name: told for told in discussions()}
CORNER = TOLD["es_rincon"].said
SENTENCES = [
    "Los lunes leemos en voz alta y los grandes eligen el cuento.",
    "El huerto se riega por turnos y cada familia se lleva lo que cosecha.",
    "Sin internet cargamos los videos en casa y los llevamos en una memoria.",
    "Los papás pintaron los cajones y ahora cada curso tiene su color.",
    "Con la cosecha faltan muchos niños y llevamos las tareas en una carpeta.",
    "La biblioteca de la comuna nos presta veinte libros cada mes.",
]


def assert_sound(summary: Summary, discussion: list[Utterance] | tuple[Utterance, ...]) -> None:
    """Verbatim, each message once, labels of its own words, nothing that is only noise."""
    texts = {utterance.id: utterance.text for utterance in discussion}
    points = summary.points
    assert len({point.utterance_id for point in points}) == len(points)
    for point in points:
        assert point.quote.strip()
        assert point.quote in texts[point.utterance_id]
        assert all(piece in point.quote for piece in point.label)
        assert len(point.quote) <= 600


def test_one_person_talking_alone_for_three_hundred_messages_still_tells_something() -> None:
    alone = [
        said(
            number,
            f"{SENTENCES[number % 6]} {SENTENCES[(number + number // 6) % 6]} Fue el {number}",
        )
        for number in range(300)
    ]

    summary = summarise(alone, language="es", max_points=8)

    assert_sound(summary, alone)
    assert (summary.authors, summary.enough) == (1, True)
    quoted = " ".join(point.quote for point in summary.points)
    assert sum(sentence in quoted for sentence in SENTENCES) >= 5, "not the same thing again"
    assert all(point.label for point in summary.points)


@pytest.mark.parametrize("ending", ["", " ({})"], ids=["the same", "its end changed"])
@pytest.mark.parametrize("senders", [1, 40])
def test_a_long_message_pasted_forty_times_counts_once(senders: int, ending: str) -> None:
    circular = " ".join(f"{sentence} {number}." for number in range(10) for sentence in SENTENCES)
    assert len(circular) > 3900
    pastes = [
        said(100 + n, circular[:3980] + ending.format(n), by=f"P{n % senders}") for n in range(40)
    ]

    without = summarise(CORNER, language="es", max_points=8)
    summary = summarise([*CORNER, *pastes], language="es", max_points=8)

    assert_sound(summary, [*CORNER, *pastes])
    assert summary.useful == without.useful + 1
    assert sum(point.utterance_id >= 100 for point in summary.points) <= 1
    assert not summarise(pastes, language="es").enough


def test_three_languages_mixed_are_each_heard_and_labelled_without_small_words() -> None:
    mixed = [
        replace(utterance, id=number, reply_to=None)
        for number, utterance in enumerate(
            utterance
            for name in ("es_rincon", "pt_merenda", "en_winter_bus")
            for utterance in TOLD[name].said
        )
    ]

    summary = summarise(mixed, language="es", max_points=9, with_outcomes=False)

    assert_sound(summary, mixed)
    sources = [
        name for name in ("es_rincon", "pt_merenda", "en_winter_bus") for _ in TOLD[name].said
    ]
    assert len({sources[point.utterance_id] for point in summary.points}) == 3
    pieces = {
        word.lower() for point in summary.points for piece in point.label for word in piece.split()
    }
    assert not pieces & {"the", "what", "não", "mais", "and", "quando", "when", "ainda"}


def test_only_stickers_and_ok_say_nothing() -> None:
    noise = [
        said(number, text, by=f"P{number % 7}")
        for number, text in enumerate(
            ["ok", "👍", "", "jaja", "sí", "ok ok", "🙏🙏🙏", "dale"] * 30
        )
    ]

    summary = summarise(noise, language="es")

    assert (summary.points, summary.useful, summary.enough) == ((), 0, False)
    assert (summary.agreements, summary.actions) == ((), ())


@pytest.mark.parametrize(
    "texts",
    [
        [""] * 40,
        ["   \n\t "] * 40,
        ["😀" * (1 + n) for n in range(40)],
        ["Rosa", "Juan", "Elsa"] * 20,
        ["a" * 4000] * 10,
        ["\u202e\u200f\u2066"] * 40,
        ["/resumen de todo lo que pasó ayer"] * 40,
    ],
    ids=["empty", "blank", "emoji", "one word names", "one long word", "marks", "commands"],
)
def test_what_says_nothing_gives_nothing(texts: list[str]) -> None:
    discussion = [said(number, text, by="ABC"[number % 3]) for number, text in enumerate(texts)]

    summary = summarise(discussion, language="es")

    assert (summary.points, summary.enough) == ((), False)


def test_quotes_with_html_stay_as_they_were_written() -> None:
    html = "<b>La lectura</b> con los niños & los libros <script>alert('x')</script> en el rincón"
    escaped = "&lt;i&gt;Los cuentos&lt;/i&gt; y los libros de los niños de primero"
    discussion = [*CORNER, said(200, html, by="Zoe"), said(201, escaped, by="Teo")]

    summary = summarise(discussion, language="es", max_points=10)

    assert_sound(summary, discussion)


def test_marks_that_turn_letters_are_not_quoted() -> None:
    turned = [
        replace(one, text=f"\u202e\u200f{one.text}\u202c", author=f"{one.author}\u200f")
        for one in CORNER
    ]
    inside = said(200, "Los libros \u202eson para\u202c los niños de primero y segundo", by="Zoe")

    summary = summarise([*turned, inside], language="es", with_outcomes=False)

    assert_sound(summary, [*turned, inside])
    assert summary.points
    assert not any(turns_letters(point.quote) for point in summary.points)


def test_letters_that_are_not_read_leave_it_to_the_reader() -> None:
    text = "مرحبا بالجميع كيف ننظم ركن القراءة في المدرسة"
    arabic = [said(number, f"{text} {'و' * number}", by=f"P{number % 5}") for number in range(20)]

    assert not summarise(arabic, language="es").enough


def test_people_with_names_of_one_letter_are_heard_alike() -> None:
    two = [replace(one, author="AB"[one.id % 2]) for one in CORNER]

    voices = Counter(point.author for point in summarise(two, language="es").points)

    assert abs(voices["A"] - voices["B"]) <= 1


def test_a_quote_of_endless_words_is_no_theme() -> None:
    words = " ".join(word * 30 for word in ("lectura", "libros", "niños", "cuentos"))
    endless = [said(200 + n, f"{words} {n}", by="Zoe") for n in range(3)]

    summary = summarise([*CORNER, *endless], language="es")

    assert "Zoe" not in {point.author for point in summary.points}


PIECES = st.sampled_from(
    [
        "lectura",
        "niños",
        "el huerto",
        "Propongo que",
        "hagamos",
        "dale",
        "no",
        "sí, pero",
        "👍",
        "\u202e",
        "@Ana",
        "Rosa,",
        "manda el acta",
        "el viernes",
        "¿cómo?",
        "https://a.org/x",
        "<b>",
        "&amp;",
        "\n",
        ".",
        "/resumen",
        "😀",
        "\x00",
        "a cargo de",
        "Yo subo",
        "العربية",
        "não",
        "the",
        "1/2",
        "…",
    ]
)


@settings(max_examples=60)
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(["Ana", "Rosa Díaz", "", "@x", "\u200f", "Ñ"]),
            st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80),
            st.none() | st.integers(0, 12),
            st.none() | st.sampled_from(["", "pauta.pdf", "\u202e.pdf"]),
        ),
        max_size=30,
    ),
    language=st.sampled_from(["es", "pt_BR", "en", "xx"]),
)
def test_whatever_is_written_nothing_breaks(
    lines: list[tuple[str, str, int | None, str | None]], language: str
) -> None:
    discussion = [
        replace(said(number, text, by=by, reply_to=reply_to), file=file)
        for number, (by, text, reply_to, file) in enumerate(lines)
    ]
    texts = {utterance.id: utterance.text for utterance in discussion}

    summary = summarise(discussion, language=language)

    for point in summary.points:
        shared = point.section is Section.RESOURCE and point.quote == point.file
        assert point.quote in texts[point.utterance_id] or shared
        assert all(piece in point.quote for piece in point.label)
    for action in summary.actions:
        assert action.unit.quote in action.unit.utterance.text


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_the_nine_discussions_are_told_soundly(told: Told) -> None:
    assert_sound(summarise(told.said, language=told.language, max_points=8), told.said)


def test_a_name_and_a_very_wide_gap_are_read_in_a_blink() -> None:
    """A pattern that tries each length of the gap twice takes minutes over these."""
    gap = " " * 30_000
    discussion = [said(number, f"Hola Rosa{gap}vengan el lunes al taller") for number in range(20)]

    assert summarise(discussion, language="es").useful == 1
