"""What is written after /decidir."""

import pytest

from reading.decisions import read_decision


@pytest.mark.parametrize(
    ("said", "text", "days"),
    [
        ("Nos juntamos los jueves", "Nos juntamos los jueves", None),
        ("3 días: usamos el cuaderno", "usamos el cuaderno", 3),
        ("3 dias usamos el cuaderno", "3 dias usamos el cuaderno", None),
        ("En tres días - usamos el cuaderno", "usamos el cuaderno", 3),
        ("una semana: lo de siempre", "lo de siempre", 7),
        ("2 semanas — lo de siempre", "lo de siempre", 14),
        ("10 dias", "", 10),
        ("3 días de campamento en marzo: ¿vamos?", "3 días de campamento en marzo: ¿vamos?", None),
        ("muchos días: algo", "muchos días: algo", None),
        ("em dois dias: vamos ao campo", "vamos ao campo", 2),
        ("two weeks: we meet", "we meet", 14),
        ("5 DÍAS:\nNos juntamos", "Nos juntamos", 5),
        ("3 di\u0301as: algo", "algo", 3),
        ("90 días: algo", "algo", 90),
        ("", "", None),
    ],
)
def test_days_are_read_where_a_colon_or_a_dash_follows(
    said: str, text: str, days: int | None
) -> None:
    assert read_decision(said) == (text, days)
