"""Whether a written name may be somebody's."""

import pytest

from community.names import resembles


@pytest.mark.parametrize(
    "written",
    [
        "Rosa",
        "rosa",
        "Rosa Muñoz",
        "Rosa M.",
        "la profe Rosa",
        "Profesora Muñoz",
        "munoz",
        "@Rosa_M",
    ],
)
def test_these_are_ways_to_call_her(written: str) -> None:
    assert resembles(written, "Rosa Elena Muñoz", "rosa_m")


@pytest.mark.parametrize(
    "written", ["Rosaura", "Luz Muñoz", "la directora", "la", "", "R", "@rosa", "el equipo de Rosa"]
)
def test_these_are_not(written: str) -> None:
    assert not resembles(written, "Rosa Elena Muñoz", "rosa_m")
