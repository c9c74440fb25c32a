"""Commitments as teachers would write them: who, what, when, evidence, field by field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.commitments import EvidenceKind
from reading.dates import Moment
from reading.infinitives import as_a_task
from tests.reading.committed_sentences import (
    JOSE_LUIS,
    due_of,
    people_in,
    people_of,
    read,
    sentences,
)


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row["sentence"] or "nothing")
def test_a_sentence_is_taken_apart_as_the_file_says(row: dict[str, str]) -> None:
    sketch = read(row["sentence"], language=row["language"])

    assert {
        "what": sketch.what,
        "people": people_of(sketch),
        "due": due_of(sketch.due),
        "evidence": sketch.evidence.value if sketch.evidence else "-",
    } == {
        "what": row["what"],
        "people": people_in(row),
        "due": row["due"],
        "evidence": row["evidence"],
    }


def test_what_is_missing_is_what_must_still_be_asked() -> None:
    assert read("").missing == {"what", "who", "due", "evidence"}
    assert read("Rosa sube la pauta").missing == {"due", "evidence"}
    assert read("Subir la pauta el viernes, sin evidencia").missing == {"who"}
    assert read("Rosa sube la pauta el miércoles, evidencia foto").missing == {"due"}
    assert read("Ana sube la pauta el viernes, evidencia foto").missing == frozenset()


def test_the_due_phrase_is_a_part_of_the_sentence_as_it_was_written() -> None:
    sentence = "/compromiso Rosa y Juan suben la rúbrica antes del 4 de diciembre, evidencia foto"

    due = read(sentence).due

    assert isinstance(due, Moment)
    assert due.on == date(2026, 12, 4)
    assert sentence[due.start : due.end] == "antes del 4 de diciembre"


def test_what_comes_again_is_asked_for_its_first_day() -> None:
    assert "due" in read("Rosa sube la bitácora cada viernes").missing


def test_a_form_that_was_filled_in_is_read_like_a_sentence() -> None:
    form = read("Qué: pintar la reja\nQuiénes: Rosa y Luz\nCuándo: el viernes\nEvidencia: foto")

    assert form.what == "Pintar la reja"
    assert people_of(form) == {"1", "3"}
    assert due_of(form.due) == "2026-11-20"
    assert form.missing == frozenset()


def test_the_author_is_named_as_the_community_knows_them() -> None:
    (responsible,) = read("subo la pauta el viernes").people

    assert (responsible.person_id, responsible.name) == (JOSE_LUIS, "José Luis Catalán")


def test_ten_names_are_ten_people() -> None:
    names = "Rosa, Juan, Luz, Pedro, Marta, Elena, Hugo, Sara, Inés y Tomás"

    sketch = read(f"{names} pintan el mural el 15 de diciembre")

    assert [one.name for one in sketch.people] == [
        "Rosa Muñoz", "Juan Pérez", "Luz Soto", "Pedro", "Marta", "Elena", "Hugo", "Sara", "Inés",
        "Tomás",
    ]  # fmt: skip
    assert sketch.what == "Pintan el mural"


def test_four_thousand_letters_keep_their_task() -> None:
    task = "prepara una cartilla de lectura " * 126
    sentence = f"Rosa {task}antes del 4 de diciembre"

    sketch = read(sentence)

    assert [one.person_id for one in sketch.people] == [1]
    assert sketch.what.startswith("Prepara una cartilla")
    assert due_of(sketch.due) == "2026-12-04"


WORDS = """
    Rosa Juan Ana y , yo la profe don @rosa_m el viernes antes del 4 de diciembre subo suben subir
    me comprometo a evidencia foto audio sin con : ( ) . #compromiso /compromiso responsable Que
    nosotros la municipalidad presta el bus Ñ 🎒 -
    """


@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)
    )
)
def test_any_text_is_sketched_and_what_is_missing_is_said(text: str) -> None:
    sketch = read(text)

    assert sketch.what == sketch.what.strip()
    assert ("what" in sketch.missing) == (not sketch.what)
    assert ("who" in sketch.missing) == (not sketch.people and not sketch.ambiguous)
    assert ("due" in sketch.missing) == (not isinstance(sketch.due, Moment))
    assert ("evidence" in sketch.missing) == (sketch.evidence is None)
    assert all(len(one.candidates) > 1 for one in sketch.ambiguous)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("evidencia foto", EvidenceKind.PHOTO),
        ("evidencia: fotos", EvidenceKind.PHOTO),
        ("con evidencia de una imagen", EvidenceKind.PHOTO),
        ("evidencia = texto", EvidenceKind.TEXT),
        ("evidencia relato", EvidenceKind.TEXT),
        ("la evidencia es un audio", EvidenceKind.AUDIO),
        ("evidencia nota de voz", EvidenceKind.AUDIO),
        ("evidencia acta", EvidenceKind.DOCUMENT),
        ("evidencia: archivo", EvidenceKind.DOCUMENT),
        ("evidencia enlace", EvidenceKind.LINK),
        ("sin evidencia", EvidenceKind.NONE),
        ("evidencia ninguna", EvidenceKind.NONE),
        ("evidencia foto y audio", None),
        ("evidencia por definir", None),
    ],
)
def test_the_evidence_is_what_the_word_evidence_speaks_of(
    said: str, kind: EvidenceKind | None
) -> None:
    assert read(f"Rosa sube la pauta, {said}").evidence is kind


@pytest.mark.parametrize(
    ("said", "task"),
    [
        ("Los llevo yo", "Llevarlos"),
        ("Voy a pedir los libros", "Pedir los libros"),
        ("Vou levar os livros", "Levar os livros"),
        ("Pondré las sillas", "Poner las sillas"),
        ("Voy a la feria con ellos", "Voy a la feria con ellos"),
        ("Anduve con los libros", "Anduve con los libros"),
        ("Libro de lectura", "Libro de lectura"),
        ("", ""),
    ],
)
def test_what_somebody_says_of_themselves_is_a_task_where_the_verb_is_known(
    said: str, task: str
) -> None:
    assert as_a_task(said) == task
