"""What is read for digests: when somebody wants one, who is asked, and what must not leave a group."""

from datetime import time

import pytest

from community.digest_choices import DigestKind, Often
from reading.digest_choices import WantedDigest, read_digest_choice
from reading.identifying import without_details
from reading.institutions import addresses_institution


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("lunes 8", WantedDigest(weekday=0, at=time(8))),
        ("los miércoles a las 17:30", WantedDigest(weekday=2, at=time(17, 30))),
        ("mensual", WantedDigest(often=Often.MONTHLY)),
        ("ninguno", WantedDigest(often=Often.NEVER)),
        ("no quiero", WantedDigest(often=Often.NEVER)),
        ("semanal sábado", WantedDigest(often=Often.WEEKLY, weekday=5)),
        ("de coordinación los martes", WantedDigest(kind=DigestKind.COORDINATOR, weekday=1)),
        ("guía jueves 5 de la tarde", WantedDigest(kind=DigestKind.GUIDE, weekday=3, at=time(17))),
        ("sexta às 17:30", WantedDigest(weekday=4, at=time(17, 30))),
        ("segunda-feira 8h", WantedDigest(weekday=0, at=time(8))),
        ("nenhum", WantedDigest(often=Often.NEVER)),
        ("Friday 7 pm", WantedDigest(weekday=4, at=time(19))),
        ("group monthly", WantedDigest(kind=DigestKind.MEMBER, often=Often.MONTHLY)),
        ("cuando quieras", WantedDigest()),
        ("a las 25", WantedDigest(is_hour_impossible=True)),
        ("", WantedDigest()),
    ],
)
def test_when_somebody_wants_a_digest(words: str, wanted: WantedDigest) -> None:
    assert read_digest_choice(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "que el DAEM mande una impresora",
        "que el SLEP nos pague el pasaje",
        "al Ministerio, más horas no lectivas",
        "¿la directora puede firmar las salidas?",
        "un bus de la municipalidad para los niños",
        "que la supervisora venga al microcentro",
        "que a Secretaria Municipal de Educação mande merenda",
        "que a diretora libere a tarde de quarta",
        "that the ministry sends the books",
    ],
)
def test_who_names_an_institution_asks_it(words: str) -> None:
    assert addresses_institution(words)


@pytest.mark.parametrize(
    "words",
    [
        "ideas para lectura con varios cursos",
        "alguien que sepa de huertos",
        "la idea principal de un texto: ¿cómo la enseñan?",
        "um roteiro de leitura",
        "somebody who knows about compost",
    ],
)
def test_who_asks_colleagues_does_not(words: str) -> None:
    assert not addresses_institution(words)


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("llamen al +56 9 8765 4321", "llamen al …"),
        ("fono (42) 2456789 o 987654321", "fono … o …"),
        ("escribir a rosa.p@escuela.cl", "escribir a …"),
        ("soy @rosa_paz", "soy …"),
        ("ver https://x.cl/a?b=1 hoy", "ver … hoy"),
        ("RUT 12.345.678-5 y 9876543-k", "RUT … y …"),
        ("CPF 123.456.789-09", "CPF …"),
        ("la alumna María José Pérez necesita lentes", "la alumna … necesita lentes"),
        ("el niño Juan de la Cruz no come", "el niño … no come"),
        ("a aluna Maria da Silva faltou", "a aluna … faltou"),
        ("the pupil called Ann Lee", "the pupil called …"),
        ("el 4-12-2026 a las 10:00", "el 4-12-2026 a las 10:00"),
        ("1.200.000 pesos para 30 sillas", "1.200.000 pesos para 30 sillas"),
        ("entre 2024 y 2026, 45 alumnos", "entre 2024 y 2026, 45 alumnos"),
        ("los alumnos de Chillán", "los alumnos de Chillán"),
    ],
)
def test_what_tells_who_or_how_to_reach_them_is_left_out(said: str, leaves: str) -> None:
    assert without_details(said) == leaves
