"""What comes round, in three languages, and what only looks like it."""

import pytest

from community.commitments import Every
from reading.rhythms import find_rhythm


@pytest.mark.parametrize(
    ("words", "every", "left"),
    [
        ("Rosa trae el registro cada viernes", Every.WEEK, "Rosa trae el registro el viernes"),
        ("todos los lunes Rosa abre la sala", Every.WEEK, "el lunes Rosa abre la sala"),
        ("Cada semana leemos", Every.WEEK, "leemos"),
        ("Rosa sube el acta todos los meses", Every.MONTH, "Rosa sube el acta"),
        ("el 5 de cada mes", Every.MONTH, "el 5"),
        ("cada quince días", Every.TWO_WEEKS, ""),
        ("cada dos semanas, el martes", Every.TWO_WEEKS, ", el martes"),
        ("Juan ordena toda sexta-feira", Every.WEEK, "Juan ordena na sexta-feira"),
        ("a cada quinze dias", Every.TWO_WEEKS, ""),
        ("Ana lê todo mês", Every.MONTH, "Ana lê"),
        ("every Friday", Every.WEEK, "on Friday"),
        ("Rosa reads every other week", Every.TWO_WEEKS, "Rosa reads"),
        ("todas las niñas traen un cuento", None, "todas las niñas traen un cuento"),
        ("Todos traemos los mapas el viernes", None, "Todos traemos los mapas el viernes"),
        ("un cuento para cada niño", None, "un cuento para cada niño"),
    ],
)
def test_the_rhythm_is_taken_out_and_the_first_day_stays(
    words: str, every: Every | None, left: str
) -> None:
    rest, found = find_rhythm(words)

    assert found is every
    assert " ".join(rest.split()) == left
    assert len(rest) == len(words)
