"""How the repertoire reads: a list, and the whole text of one practice."""

from collections.abc import Mapping, Sequence
from html import unescape

from community.calendar import local_day
from community.communities import Community
from community.ids import PersonId
from community.practices import Practice, rest_of
from locales.words import Words
from messages.buttons import Press
from messages.practices import KINDS, LONGEST_NAME, LONGEST_TITLE, name_of
from messages.practices_details import briefly, further
from messages.practices_life import life_buttons, path_button
from messages.text import (
    MAX_TEXT,
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    clean,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

BUDGET = 600  # characters people read of one message (product.md §3)
SHORTEST_TITLE = 20
LONGEST_QUERY = 30
SHORTEST_LINE = 15  # less of the text than this says nothing
AROUND_AN_ITEM = 8  # its number and the ends of its lines

Schools = Mapping[PersonId, str]


def latest(
    practices: Sequence[Practice], total: int, schools: Schools, words: Words, community: Community
) -> Message:
    """The newest of the repertoire."""
    head = texts(
        words,
        "The repertoire has {n} practice. With /repertorio and a word you search it.",
        "The repertoire has {n} practices. With /repertorio and a word you search it.",
        total,
    )
    return _list(head, practices, schools, words, community)


def found(
    practices: Sequence[Practice],
    query: str,
    schools: Schools,
    words: Words,
    community: Community,
) -> Message:
    """What a search found."""
    head = text(words, "In the repertoire, about «{query}»:", query=shorten(query, LONGEST_QUERY))
    return _list(head, practices, schools, words, community)


def nothing_yet(words: Words) -> Message:
    """An empty repertoire, and how it begins."""
    return Message(
        text=text(
            words,
            "The repertoire is still empty. Tell something you do at school with the word #practica "
            "in the message, and it begins.",
        )
    )


def nothing_found(query: str, words: Words) -> Message:
    """No hit, and what to do next."""
    return Message(
        text=text(
            words,
            "I found nothing about «{query}» in the repertoire. Try one word, or a shorter one. And "
            "if you do it at your school, tell it with #practica.",
            query=shorten(query, LONGEST_QUERY),
        )
    )


def whole(practice: Practice, schools: Schools, words: Words, community: Community) -> Message:
    """All its text; the heading yields where both would not fit into one message of Telegram."""
    told = clean(practice.text) or _title(practice)
    meta = _meta(practice, schools, words, community)
    more = further(practice, words)
    heading = lines(bold(_title(practice)), plain(meta), more)
    room, about = MAX_TEXT - len(told), ("practice", practice.id)
    if len(_title(practice)) + len(meta) + len(unescape(more or "")) + 4 > room:
        return Message(text=plain(told), keyboard=_life(practice, words), about=about)
    return Message(
        text=lines(heading, "", plain(told)), keyboard=_life(practice, words), about=about
    )


def _life(practice: Practice, words: Words) -> Keyboard:
    return (life_buttons(practice, words), (path_button(practice, words),))


def shown_below(words: Words) -> str:
    """The small answer to a tap on a number, the second one too."""
    return words("You find all of it further down, in reply to this list.")


def _list(
    head: Html,
    practices: Sequence[Practice],
    schools: Schools,
    words: Words,
    community: Community,
) -> Message:
    metas = [_meta(practice, schools, words, community) for practice in practices]
    room = (BUDGET - len(unescape(head)) - sum(map(len, metas))) // len(practices)
    items = [
        _item(number, practice, meta, room, community)
        for number, (practice, meta) in enumerate(zip(practices, metas, strict=True), 1)
    ]
    reads = tuple(
        Button(
            label=str(number),
            press=Press(verb="practice-read", subject=community.id, choice=str(practice.id)),
        )
        for number, practice in enumerate(practices, 1)
    )
    rows = tuple(reads[start : start + 3] for start in range(0, len(reads), 3))
    return Message(text=lines(head, *items), keyboard=rows, about=("repertoire", community.id))


def _item(number: int, practice: Practice, meta: str, room: int, community: Community) -> Html:
    """Its title, who and what, and as much of the text as `room` characters leave."""
    url = message_url(community.telegram_chat_id, practice.shown_message)
    room -= AROUND_AN_ITEM
    title = shorten(practice.title, min(LONGEST_TITLE, max(SHORTEST_TITLE, room)))
    room -= len(title)
    line = shorten(rest_of(practice), room) if room >= SHORTEST_LINE else ""
    return lines(
        Html(f"\n{number}. {bold(link(title, url))}"), plain(meta), plain(line) if line else None
    )


def _meta(practice: Practice, schools: Schools, words: Words, community: Community) -> str:
    """Author, school if it is known, kind, with whom, and the day where there is no link."""
    has_link = message_url(community.telegram_chat_id, practice.message_id) is not None
    day = words.short_day(local_day(practice.told_at, community.zone))
    parts = (
        name_of(practice, words),
        _school(practice, schools),
        words(KINDS[practice.kind]).lower(),
        briefly(practice, words),
        None if has_link or practice.name_hidden else day,
    )
    return " · ".join(part for part in parts if part)


def _school(practice: Practice, schools: Schools) -> str | None:
    """Its own, else its author's. Many schools have one teacher: it goes with a hidden name."""
    if practice.name_hidden:
        return None
    theirs = schools.get(practice.author_id) if practice.author_id is not None else None
    school = practice.school or theirs
    return shorten(school, LONGEST_NAME) if school else None


def _title(practice: Practice) -> str:
    return shorten(practice.title, LONGEST_TITLE)
