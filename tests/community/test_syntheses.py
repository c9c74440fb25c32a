"""Lines hold as long as they are said, and a draft is settled once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community import syntheses
from community.discussions import Quote, QuoteKind, Utterance
from community.ids import CommunityId, LineId, MessageId, PersonId, SynthesisId
from community.prompt_windows import CameIn
from community.syntheses import (
    Line,
    NoWordsForIt,
    Synthesis,
    SynthesisDiscarded,
    SynthesisPublished,
    SynthesisState,
    WordingTooLong,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOME = CommunityId(1)
SAID = "Leemos en parejas los martes"


def line(words: str = SAID, kind: QuoteKind = QuoteKind.THEME, message: int = 7) -> Line:
    return Line(
        id=LineId(message),
        community_id=HOME,
        synthesis_id=SynthesisId(1),
        kind=kind,
        words=words,
        person_id=PersonId(1),
        name="Rosa",
        message_id=MessageId(message),
        said_at=NOW,
        place=0,
    )


def draft() -> Synthesis:
    return syntheses.begin(HOME, None, CameIn(answers=9, people=3), since=NOW, until=NOW)


def held(one: Line, now: str | None, *, is_in_the_group: bool = False) -> list[str]:
    said = {} if now is None else {one.message_id: now}
    found = syntheses.checked([one], said, is_in_the_group=is_in_the_group)
    return [each.words for each in found]


def test_a_quote_holds_while_its_message_says_it() -> None:
    assert held(line(), f"Hola. {SAID}\n y más") == [SAID]
    assert held(line("Leemos en  parejas"), "Leemos en\nparejas") == ["Leemos en  parejas"]


def test_a_quote_follows_its_authors_correction_and_what_others_assented_to_does_not() -> None:
    assert held(line(), "Leemos en tríos") == ["Leemos en tríos"]
    assert held(line(), "palabra " * 41) == []
    assert held(line(), "") == []
    for kind in (QuoteKind.AGREEMENT, QuoteKind.DISPUTED, QuoteKind.COMMITMENT):
        assert held(line(kind=kind), "Leemos en tríos") == []


def test_what_is_not_kept_any_more_took_its_line_along_unless_the_group_read_it() -> None:
    assert held(line(), None) == []
    assert held(line(), None, is_in_the_group=True) == [SAID]
    assert held(line(), "Otra cosa " * 30, is_in_the_group=True) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rosa: leemos EN parejas, los martes. Y más", "Rosa: …. Y más"),
        ("En parejas los martes se lee", "… se lee"),
        ("Leemos los martes en parejas", "Leemos los martes en parejas"),
        ("", ""),
    ],
)
def test_a_wording_loses_any_four_words_in_a_row_that_it_copied(text: str, left: str) -> None:
    assert syntheses.without(text, SAID) == left


def test_a_short_quote_is_cut_whole_and_an_empty_one_is_nothing() -> None:
    assert syntheses.without("Dijo «Sí, afuera» y calló", "Sí, afuera") == "Dijo «…» y calló"
    assert syntheses.without("Dijo «Sí»", "") == "Dijo «Sí»"


def test_of_the_voices_those_come_first_that_bring_a_school_then_a_person() -> None:
    def voice(person: int, message: int) -> Quote:
        return Quote(
            kind=QuoteKind.VOICE,
            words="x",
            author=f"P{person}",
            person_id=PersonId(person),
            message_id=MessageId(message),
            said_at=NOW,
        )

    asked = replace(voice(9, 9), kind=QuoteKind.QUESTION)
    quotes = [voice(1, 1), voice(1, 2), voice(2, 3), voice(3, 4), voice(4, 5), asked]
    schools = {PersonId(1): "a", PersonId(2): "a", PersonId(3): "b"}

    def kept(most: int) -> list[int]:
        return [int(one.message_id) for one in syntheses.chosen(quotes, schools, most)]

    assert kept(1) == [1, 9]
    assert kept(2) == [1, 4, 9]
    assert kept(4) == [1, 3, 4, 5, 9]
    assert kept(9) == [1, 2, 3, 4, 5, 9]


def test_one_of_the_pair_publishes_it_once_and_after_its_index_too() -> None:
    published = syntheses.publish(draft(), PersonId(1), NOW)

    assert published.state is SynthesisState.PUBLISHED
    with pytest.raises(SynthesisPublished):
        syntheses.publish(published, PersonId(2), NOW)
    with pytest.raises(SynthesisPublished):
        syntheses.discard(published, PersonId(2), NOW)
    late = syntheses.publish(syntheses.index(draft()), PersonId(1), NOW)
    assert late.state is SynthesisState.PUBLISHED


def test_discarded_it_is_neither_published_nor_reworded() -> None:
    gone = syntheses.discard(draft(), PersonId(1), NOW)

    with pytest.raises(SynthesisDiscarded):
        syntheses.publish(gone, PersonId(1), NOW)
    with pytest.raises(SynthesisDiscarded):
        syntheses.reword(gone, "x y z", PersonId(1))


def test_a_wording_needs_words_and_no_more_than_a_message_holds() -> None:
    with pytest.raises(NoWordsForIt):
        syntheses.reword(draft(), "¡muchas gracias!", PersonId(1))
    with pytest.raises(WordingTooLong):
        syntheses.reword(draft(), "x" * 3001, PersonId(1))
    assert syntheses.reword(draft(), "x y z", PersonId(1)).worded == "x y z"


def test_an_index_names_an_album_once() -> None:
    def said(message: int, text: str, seconds: int) -> Utterance:
        return Utterance(
            community_id=HOME,
            message_id=MessageId(message),
            thread_id=None,
            person_id=PersonId(1),
            name="Rosa",
            text=text,
            media=None,
            reply_to_message_id=None,
            said_at=NOW + timedelta(seconds=seconds),
        )

    lines = syntheses.index_of(draft(), [said(1, "Así", 0), said(2, "", 1), said(3, "", 60)])

    assert [one.message_id for one in lines] == [1, 3]
    assert {one.words for one in lines} == {""}
