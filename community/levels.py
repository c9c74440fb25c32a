"""Levels of school, coarse enough for Chile, Bolivia and Central America to mean the same."""

from enum import StrEnum


class Level(StrEnum):
    """With whom somebody works (D1: «Por niveles escolares, sectores curriculares»)."""

    EARLY = "early"  # párvulos, inicial, parvularia
    FIRST = "first"  # 1.º and 2.º
    THIRD = "third"  # 3.º and 4.º
    FIFTH = "fifth"  # 5.º and 6.º
    SEVENTH = "seventh"  # 7.º and 8.º, lower secondary
    SECONDARY = "secondary"
    MULTIGRADE = "multigrade"  # several of them in one room
