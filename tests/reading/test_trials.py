"""Whether somebody says that they changed nothing."""

import pytest

from reading.trials import says_nothing_changed


@pytest.mark.parametrize(
    "text",
    [
        "Nada",
        "nada, igual.",
        "No cambié nada",
        "Igualita 🙂",
        "Não mudei nada",
        "nothing!",
        "Tal cual",
    ],
)
def test_nothing_is_nothing(text: str) -> None:
    assert says_nothing_changed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "Nada, solo agregué tambores",
        "No cambié nada de la lectura pero sí el dibujo",
        "Igual, con masa",
        "Cambié todo",
    ],
)
def test_anything_else_is_a_story_to_keep(text: str) -> None:
    assert not says_nothing_changed(text)
