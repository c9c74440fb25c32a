"""HTML of the bot becomes text and entities counted in UTF-16, or Telegram's own complaint."""

import html
from typing import Any

import pytest
from cardboard_town import Town
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import cut, found_in, read_html, units
from sandbox.refused import Refused

HOSTILE = [
    "<b>Ana</b>",
    "</a>",
    "Ana & Luis <3",
    '"><script>alert(1)</script>',
    "\u202eanA",
    "👩‍🏫 Rosa 🇨🇱",
    "a\u200bb",
    "&lt;i&gt;",
    "😀" * 60,
]


def kinds(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


def test_tags_become_entities() -> None:
    text, entities = read_html("<b>Hola <i>Rosa</i></b> y <code>x</code>")
    assert text == "Hola Rosa y x"
    assert sorted(kinds(entities)) == [("bold", 0, 9), ("code", 12, 1), ("italic", 5, 4)]


def test_offsets_count_utf16_units() -> None:
    text, entities = read_html("👩‍🏫 <b>ñandú 🦤</b>")
    bold = entities[0]
    assert cut(text, bold["offset"], bold["length"]) == "ñandú 🦤"
    assert (bold["offset"], bold["length"]) == (6, 8)


def test_links_people_quotes_and_languages() -> None:
    text, entities = read_html(
        '<a href="https://x.cl/?a=1&amp;b=2">aquí</a> <a href="tg://user?id=7">Ana</a>'
        '<blockquote expandable>cita</blockquote><pre><code class="language-py">x</code></pre>'
    )
    assert text == "aquí Anacitax"
    assert {entity["type"] for entity in entities} == {
        "text_link",
        "text_mention",
        "expandable_blockquote",
        "pre",
    }
    assert entities[0]["url"] == "https://x.cl/?a=1&b=2"
    assert entities[-1]["language"] == "py"


def test_white_space_around_goes_and_entities_follow() -> None:
    text, entities = read_html("\n  <b>hola</b>  \n")
    assert (text, kinds(entities)) == ("hola", [("bold", 0, 4)])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("ñ <3", "Unclosed start tag at byte offset 3"),
        ("ñ <3 >", 'Unsupported start tag "3" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_as_tdlib_words_it(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize("name", HOSTILE)
def test_escaped_hostile_names_come_through_unchanged(name: str) -> None:
    text, entities = read_html(f"<b>{html.escape(name, quote=False)}</b>!")
    assert text == f"{name}!"
    assert cut(text, entities[0]["offset"], entities[0]["length"]) == name


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Z"]), min_size=1))
def test_any_escaped_text_survives(words: str) -> None:
    text, entities = read_html(f"<i>{html.escape(words)}</i>")
    assert text == html.unescape(html.escape(words))
    assert entities[0]["length"] == units(text)


def test_commands_hashtags_mentions_and_links_are_found() -> None:
    text = "/hecho@minga_demo_bot /reflexión 🌱 #práctica2 @rosa_q ana@x.cl https://x.cl/a."
    found = [(e["type"], cut(text, e["offset"], e["length"])) for e in found_in(text, [])]
    assert found == [
        ("bot_command", "/hecho@minga_demo_bot"),
        ("hashtag", "#práctica2"),
        ("mention", "@rosa_q"),
        ("email", "ana@x.cl"),
        ("url", "https://x.cl/a"),
    ]


async def test_a_mentioned_person_comes_back_as_a_person(town: Town) -> None:
    body = await town.call(
        "sendMessage",
        chat_id=town.group.id,
        text=f'Hola <a href="tg://user?id={town.rosa.id}">Rosa</a>',
        parse_mode="HTML",
    )
    entity = body["result"]["entities"][0]
    assert (entity["type"], entity["user"]["id"]) == ("text_mention", town.rosa.id)
