"""How often something comes again: one simple rhythm is read, anything else is left to be asked."""

import pytest

from reading.recurrence import recurrence_in


@pytest.mark.parametrize(
    ("text", "language", "rhythm"),
    [
        ("cada viernes", "es", (1, "week", 4, None)),
        ("Rosa manda el resumen todos los viernes", "es", (1, "week", 4, None)),
        ("los sábados", "es", (1, "week", 5, None)),
        ("todos los biernes", "es", (1, "week", 4, None)),
        ("viernes por medio", "es", (2, "week", 4, None)),
        ("cada dos viernes", "es", (2, "week", 4, None)),
        ("cada semana", "es", (1, "week", None, None)),
        ("cada dos semanas", "es", (2, "week", None, None)),
        ("semana por medio", "es", (2, "week", None, None)),
        ("cada quince días", "es", (2, "week", None, None)),
        ("cada 8 dias", "es", (1, "week", None, None)),
        ("cada 10 días", "es", (10, "day", None, None)),
        ("una vez al mes", "es", (1, "month", None, None)),
        ("todos los meses", "es", (1, "month", None, None)),
        ("el 5 de cada mes", "es", (1, "month", None, 5)),
        ("todos los días", "es", (1, "day", None, None)),
        ("toda sexta", "pt", (1, "week", 4, None)),
        ("todas as sextas-feiras", "pt", (1, "week", 4, None)),
        ("a cada 15 dias", "pt", (2, "week", None, None)),
        ("todo dia 5", "pt", (1, "month", None, 5)),
        ("every Monday", "en", (1, "week", 0, None)),
        ("on Mondays", "en", (1, "week", 0, None)),
        ("every other Friday", "en", (2, "week", 4, None)),
        ("every two weeks", "en", (2, "week", None, None)),
    ],
)
def test_one_simple_rhythm_is_read(
    text: str, language: str, rhythm: tuple[int, str, int | None, int | None]
) -> None:
    found = recurrence_in(text, language=language)

    assert found is not None
    assert (found.count, found.unit, found.weekday, found.day) == rhythm


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("el viernes", "es"),
        ("dos veces por semana", "es"),
        ("los lunes y jueves", "es"),
        ("cada lunes y cada jueves", "es"),
        ("el primer viernes de cada mes", "es"),
        ("cada hora", "es"),
        ("cada curso trae su cuento", "es"),
        ("cada 400 días", "es"),
        ("toda segunda e quarta", "pt"),
        ("na sexta", "pt"),
        ("on Monday", "en"),
        ("twice a week", "en"),
        ("every Monday and Thursday", "en"),
        ("", "es"),
    ],
)
def test_what_is_no_rhythm_or_not_simple_is_no_answer(text: str, language: str) -> None:
    assert recurrence_in(text, language=language) is None


def test_the_phrase_can_be_cut_out_of_the_text() -> None:
    text = "Rosa sube la bitácora cada viernes, evidencia foto"

    found = recurrence_in(text)

    assert found is not None
    assert text[found.start : found.end] == "cada viernes"
