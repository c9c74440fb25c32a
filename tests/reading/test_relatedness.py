"""What a request is about, and how near a text is to it."""

import pytest

from community.practices import PracticeKind
from reading.relatedness import MOST_TOPICS, NEAR, Weights, closeness, nearest, read_request
from reading.word_families import family_of


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("¿Alguien tiene ideas para mis niños? ¡Gracias!", "es"),
        ("Preciso de ajuda, alguém sabe como fazer com as crianças?", "pt_BR"),
        ("Does anybody have ideas for teaching my class? Please help", "en"),
        ("🌱 …", "es"),
    ],
)
def test_words_of_asking_are_no_topic(said: str, language: str) -> None:
    assert read_request(said, language).topics == ()


def test_words_of_one_family_are_one_topic() -> None:
    asked = read_request("que lean: lectura, leer, lectores", "es")

    assert len({topic for topic in asked.topics if "lectur" in topic}) == 1


def test_a_long_request_is_about_what_it_begins_with() -> None:
    said = " ".join(f"palabra{number}" for number in range(500))

    assert len(read_request(said, "es").topics) == MOST_TOPICS


def test_a_topic_in_the_title_is_nearer_than_one_in_the_text_and_none_is_far() -> None:
    asked = read_request("fracciones", "es")
    weights = Weights(total=80, having=[1])

    in_title = closeness(asked, weights, title="Fracciones con pan", text="Partimos")
    in_text = closeness(asked, weights, title="Pan", text="Vemos fracciones")

    assert in_title > in_text > NEAR
    assert closeness(asked, weights, title="Pan", text="Partimos") == 0


def test_a_rare_topic_weighs_more_than_a_common_one() -> None:
    asked = read_request("telar y escritura", "es")
    weights = Weights(total=80, having=[1, 30])

    assert closeness(asked, weights, title="Telar") > closeness(asked, weights, title="Escribir")


def test_topics_side_by_side_are_nearer() -> None:
    asked = read_request("diario mural", "es")
    weights = Weights(total=80, having=[2, 2])

    together = closeness(asked, weights, title="Nuestro diario mural")

    assert together > closeness(asked, weights, title="Mural: cada lunes un diario")


def test_a_kind_that_is_named_counts() -> None:
    asked = read_request("rutinas para la mañana", "es")
    weights = Weights(total=80, having=[3])
    title = "Rueda de la mañana"

    assert asked.kinds == {PracticeKind.ROUTINE}
    assert closeness(asked, weights, title=title, kind=PracticeKind.ROUTINE) > closeness(
        asked, weights, title=title, kind=PracticeKind.STORY
    )


def test_a_second_one_is_shown_only_if_it_is_nearly_as_near() -> None:
    assert nearest([0.9, 0.5, 0.8], 2) == [0, 2]
    assert nearest([0.9, 0.5], 2) == [0]
    assert nearest([NEAR - 0.01], 2) == []
    assert nearest([], 2) == []


@pytest.mark.parametrize("language", ["es", "pt_BR", "en", "fr"])
def test_a_word_without_a_family_stands_alone(language: str) -> None:
    assert family_of("xyz", language) == ("xyz",)
