"""A draft with a model's lines is as short, whole and safe as any, and says how it was made."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from community.communities import Community
from community.discussions import QuoteKind
from community.syntheses import Drawn, MadeWith, with_voices
from locales.words import LANGUAGES, Words, words_in
from messages import syntheses as says
from messages.text import Message
from reading.verified import LONGEST_LINE
from tests.messages.test_syntheses import HOME, as_read, drawn, quote

LINE = ("<b>leer</b> & contar en el patio con los más chicos " * 4)[:LONGEST_LINE]


def by_model(made_with: MadeWith = MadeWith.MODEL) -> Drawn:
    """Six other lines, and six voices with the longest words a model may say of each."""
    before = drawn(of=14)
    voices = [replace(quote(100 + n, QuoteKind.THEME), label=(LINE,)) for n in range(6)]
    return replace(
        before,
        synthesis=replace(before.synthesis, made_with=made_with),
        lines=with_voices(before.synthesis, before.lines, voices),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", [says.draft, says.published])
def test_it_fits_with_every_line_and_no_mark_of_anybody(
    language: str, shown: Callable[[Drawn, Community, Words], Message]
) -> None:
    text = shown(by_model(), HOME, words_in(language)).text

    assert len(as_read(text)) <= 1500
    assert text.count("&lt;b&gt;leer&lt;/b&gt;") == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_was_made_is_said_where_a_model_was_asked(language: str) -> None:
    words = words_in(language)
    said = {made: str(says.made_with(by_model(made).synthesis, words) or "") for made in MadeWith}

    assert said[MadeWith.BOT] == ""
    assert len(set(said.values())) == len(MadeWith)
    for made, sentence in said.items():
        assert sentence in as_read(says.draft(by_model(made), HOME, words).text)
        helped = as_read(says.helped(words)) in as_read(
            says.published(by_model(made), HOME, words).text
        )
        assert helped is (made is MadeWith.MODEL)


@pytest.mark.parametrize("made", list(MadeWith))
def test_a_copied_draft_loses_the_sentence_even_if_it_changed_since(made: MadeWith) -> None:
    words = words_in("es")
    copied = as_read(says.draft(by_model(MadeWith.ASKED), HOME, words).text)

    retyped = says.retyped(copied, by_model(made), HOME, words)
    assert "modelo automático" not in retyped


def test_a_models_voices_take_the_place_of_voices_alone() -> None:
    before = drawn(of=14)
    own = {line.message_id for line in before.lines if line.kind is not QuoteKind.THEME}
    after = by_model()

    assert [line.place for line in after.lines] == list(range(len(after.lines)))
    kept = [line for line in after.lines if line.message_id < 100]
    assert {line.message_id for line in kept} <= own
    assert not [line for line in kept if line.kind in (QuoteKind.THEME, QuoteKind.VOICE)]
    assert {line.label for line in after.lines if line.message_id >= 100} == {LINE}
