"""Hashtags, as people write them on phones."""

import pytest

from reading.hashtags import Hashtag, hashtags_in, without_hashtags


@pytest.mark.parametrize(
    "text",
    [
        "#practica",
        "#práctica",
        "#pra\u0301ctica",  # the accent as a letter of its own
        "#PRÁCTICA",
        "#Prácticas: sumar con porotos",
        "Sumar con porotos #practica.",
        "¡#practica! Sumar",
        "(#practica)",
        "una línea\n#practica",
        "＃practica",
        "#prática",
        "#practice",
    ],
)
def test_a_practice_is_read_however_it_is_written(text: str) -> None:
    assert hashtags_in(text) == (Hashtag.PRACTICA,)


@pytest.mark.parametrize("tag", Hashtag)
def test_each_hashtag_is_read_by_its_name_and_its_plural(tag: Hashtag) -> None:
    assert hashtags_in(f"#{tag}") == (tag,)
    assert hashtags_in(f"#{tag.removesuffix('s')}s".upper()) == (tag,)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#peço ajuda", Hashtag.PIDO),
        ("#need help", Hashtag.PIDO),
        ("#ofereço", Hashtag.OFREZCO),
        ("#feito", Hashtag.HECHO),
        ("#done", Hashtag.HECHO),
        ("#obrigada", Hashtag.GRACIAS),
        ("#thanks", Hashtag.GRACIAS),
        ("#acordo", Hashtag.ACUERDO),
        ("#dúvidas", Hashtag.DUDA),
        ("#ideia", Hashtag.IDEA),
        ("#tropeço", Hashtag.TROPIEZO),
        ("#levado", Hashtag.LLEVADO),
    ],
)
def test_portuguese_and_english_mean_the_same(text: str, tag: Hashtag) -> None:
    assert hashtags_in(text) == (tag,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "practica sin signo",
        "https://example.org/#practica",
        "https://example.org/a#practica",
        "correo#practica",
        "#practicante",
        "#fracciones",
        "# practica",
    ],
)
def test_what_is_no_hashtag_of_ours_is_left_alone(text: str) -> None:
    assert hashtags_in(text) == ()
    assert without_hashtags(text) == text


def test_several_come_in_their_order_and_once() -> None:
    assert hashtags_in("#pido y #ofrezco, #Pido") == (Hashtag.PIDO, Hashtag.OFREZCO)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("#Prácticas: sumar con porotos", "sumar con porotos"),
        ("Sumar con porotos #practica.", "Sumar con porotos."),
        ("¡#practica! Sumar", "Sumar"),
        ("Sumar #practica y restar", "Sumar y restar"),
        ("Sumar #idea, ¿y restar?", "Sumar, ¿y restar?"),
        ("Sumar (#practica #idea)", "Sumar"),
        ("Sumar con #porotos #practica", "Sumar con #porotos"),
        ("Sumar\n#practica\n\n\nRestar", "Sumar\n\nRestar"),
        ("#practica", ""),
    ],
)
def test_the_text_reads_well_without_them(text: str, left: str) -> None:
    assert without_hashtags(text) == left
