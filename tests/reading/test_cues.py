"""Turns of phrase, in the three languages."""

import pytest

from reading.cues import (
    asks,
    breaks_off,
    greets,
    insults,
    leans_back,
    promises,
    speaks_to_one,
)


@pytest.mark.parametrize(
    "text",
    [
        "Yo subo la rúbrica mañana",
        "Me encargo de los mapas",
        "Voy a preparar la guía",
        "Eu envio a lista",
        "I'll send the list",
        "yo compro el cuaderno",
        "Eu falo com a diretora na segunda",
        "Vou anexar as fotos",
        "I'll collect them by Friday",
    ],
)
def test_a_promise(text: str) -> None:
    assert promises(text)


@pytest.mark.parametrize(
    "text",
    ["Él sube la rúbrica", "Voy a Chillán", "Hay que subir la rúbrica", "Yo pido que respeten"],
)
def test_no_promise(text: str) -> None:
    assert not promises(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿Cómo evalúan con tres cursos?",
        "Alguien tiene la guía de fracciones",
        "Does anyone know a song",
    ],
)
def test_a_question(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["Es buena idea, ¿no?", "Fue lindo, ¿verdad?", "Ya la tengo"])
def test_no_question(text: str) -> None:
    assert not asks(text)


def test_what_reads_badly_alone() -> None:
    assert leans_back("Y eso ayuda mucho")
    assert breaks_off("Aquí hay una guía muy parecida a esta: .")
    assert breaks_off("porque los niños en la")
    assert greets("¡Gracias por compartir!")
    assert speaks_to_one("Me gustó tu idea")
    assert insults("Qué idiotas")


def test_what_reads_well_alone() -> None:
    quote = "Los niños de tercero leen a los de primero cada lunes."
    for flaw in (leans_back, breaks_off, greets, speaks_to_one, insults):
        assert not flaw(quote)
