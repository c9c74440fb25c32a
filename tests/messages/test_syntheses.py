"""A synthesis is short, whole and safe in every language."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from community import candidates, syntheses
from community.communities import Community
from community.discussions import Quote, QuoteKind, Summary, Utterance
from community.ids import ChatId, CommunityId, LineId, MessageId, PersonId, PromptId
from community.prompt_windows import CameIn
from community.prompts import Prompt
from community.syntheses import Drawn, Line
from locales.words import LANGUAGES, words_in
from messages import candidates as cards
from messages import discussions
from messages import syntheses as says

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOME = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001234),
    title="Red",
    chat_type="supergroup",
    invited_at=NOW,
)
BASIC = replace(HOME, telegram_chat_id=ChatId(-77), chat_type="group")
PROMPT = Prompt(
    id=PromptId(1), community_id=HOME.id, text="¿Qué <hiciste> & cómo?" * 9, created_at=NOW
)
HTML = "<b>Leemos</b> & «contamos» </blockquote> " + "con los niños en el patio " * 12


def quote(number: int, kind: QuoteKind, words: str = HTML) -> Quote:
    return Quote(
        kind=kind,
        words=words,
        author="Rosa <i>Quispe</i>",
        person_id=PersonId(number),
        message_id=MessageId(number),
        said_at=NOW,
        label=("lectura", "parejas") if kind is QuoteKind.THEME else (),
    )


def drawn(*, of: int = 12, prompt: Prompt | None = PROMPT, words: str = HTML) -> Drawn:
    came_in = CameIn(answers=60, people=12, schools=7)
    since = NOW - timedelta(days=7)
    one = syntheses.begin(HOME.id, prompt, came_in, since=since, until=NOW)
    kinds = list(QuoteKind)
    quotes = [quote(n, kinds[n % len(kinds)], words) for n in range(of)]
    lines = [replace(line, id=LineId(n)) for n, line in enumerate(syntheses.lines_of(one, quotes))]
    found = candidates.found(quotes, HOME.id, NOW)
    keys = {(candidates.KINDS.get(line.kind), line.message_id): line for line in lines}
    return Drawn(
        synthesis=one,
        lines=tuple(lines),
        candidates={keys[each.kind, each.message_id]: each for each in found},
        prompt=prompt,
        message_id=MessageId(5),
    )


def as_read(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("home", [HOME, BASIC], ids=["supergroup", "basic"])
def test_the_longest_draft_fits_has_every_line_and_breaks_on_no_html(
    language: str, home: Community
) -> None:
    words = words_in(language, 2026)
    for shown in (says.draft, says.published):
        said = shown(drawn(), home, words).text

        assert len(as_read(said)) <= 1500
        assert len(said) <= 4096
        assert as_read(said).count("Rosa <i>Quispe</i>") == 12
        assert set(re.findall(r"</?(\w+)", said)) <= {"a", "b", "blockquote"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_names_as_many_as_fit_and_counts_the_others(language: str) -> None:
    said = [
        Utterance(
            community_id=HOME.id,
            message_id=MessageId(n + 1),
            thread_id=None,
            person_id=PersonId(n),
            name=f"Persona Apellido {n}",
            text="",
            media=None,
            reply_to_message_id=None,
            said_at=NOW + timedelta(minutes=n),
        )
        for n in range(100)
    ]
    base = drawn(of=0)
    full = replace(base, lines=syntheses.index_of(base.synthesis, said))

    for home in (HOME, BASIC):
        text = says.index(full, home, words_in(language, 2026)).text
        assert len(as_read(text)) <= 1500
        assert re.search(r"\(\+\d+\)$", as_read(text))
        assert ("https://t.me/c/1234/1" in text) is (home is HOME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_answered_to_the_command_is_short(language: str) -> None:
    words = words_in(language, 2026)
    seven = Summary(
        quotes=tuple(quote(n, QuoteKind.VOICE) for n in range(7)),
        messages=7,
        people=1,
        is_enough=False,
    )
    few = says.TooFew(about=drawn(of=0), summary=seven, silent=2, needed=8, has_newer=True)
    told = [
        says.draft_waits(drawn(), HOME, words),
        says.open_a_chat("https://t.me/x", drawn(), HOME, words, others_have_it=True),
        says.open_a_chat("https://t.me/x", drawn(), HOME, words, others_have_it=False),
        says.in_private(drawn(), HOME, words, has_newer=True),
        says.too_few_links(few, HOME, words),
        says.too_few_briefly(few, HOME, words),
        says.settled(drawn(), HOME, words),
        cards.card(candidates.found([quote(1, QuoteKind.AGREEMENT)], HOME.id, NOW)[0], HOME, words),
    ]

    assert [len(as_read(one.text)) for one in told if len(as_read(one.text)) > 600] == []
    answer = says.too_few(few, HOME, words)
    assert len(as_read(answer.text)) <= 1500


def test_a_copied_draft_loses_its_head_and_keeps_the_rest() -> None:
    words = words_in("es", 2026)
    one = drawn(words="Leemos en el patio", of=3)
    copied = as_read(says.draft(one, HOME, words).text)

    assert says.retyped(copied + "\nY más", one, HOME, words).startswith("🤝 Acuerdos")
    assert says.retyped("Mi texto\n\nsigue", one, HOME, words) == "Mi texto\n\nsigue"


def test_what_people_said_is_none_is_not_shown_and_what_is_agreed_has_its_number() -> None:
    words = words_in("es", 2026)
    one = drawn(words="Leemos en el patio", of=3)
    by_kind: dict[str, Line] = {each.kind.value: line for line, each in one.candidates.items()}
    agreed, promised = by_kind["agreement"], by_kind["commitment"]
    settled = {
        agreed: candidates.confirm(one.candidates[agreed], None, NOW, number=4),
        promised: candidates.discard(one.candidates[promised], None, NOW),
    }

    text = as_read(says.published(replace(one, candidates=settled), HOME, words).text)

    assert "✅ Acuerdo 4: Leemos en el patio" in text
    assert "Compromisos" not in text
    assert "❔" not in text


def test_the_days_of_talk_are_named_and_nothing_left_says_so() -> None:
    words = words_in("es", 2026)
    one = drawn(prompt=None, of=0)

    assert as_read(says.draft(one, HOME, words).text).startswith(
        "📝 Borrador de síntesis: lo conversado del lun 16 nov al lun 23 nov\n"
        "60 mensajes de 12 personas y 7 escuelas\n"
    )
    assert says.draft(one, HOME, words).text.endswith("Lo que se citaba aquí se retiró.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_names_themes_and_says_what_is_not_agreed_yet(language: str) -> None:
    words = words_in(language, 2026)
    quotes = (
        quote(1, QuoteKind.DISPUTED, "Leamos los sábados"),
        quote(2, QuoteKind.THEME, "Leemos"),
    )
    news = discussions.News(
        community=HOME,
        since=NOW,
        summary=Summary(quotes=quotes, messages=9, people=2),
        to_confirm=12,
    )

    said = discussions.missed(news, words)

    assert "⚖️" in said.text
    assert "<b>lectura, parejas</b>: «Leemos»" in said.text
    assert all(len(button.label) <= 20 for row in said.keyboard for button in row)
    assert len(as_read(said.text)) <= 1500
