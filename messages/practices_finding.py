"""How the repertoire reads: a list, and the whole text of one practice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from community.calendar import local_day
from community.communities import Community
from community.finding import A_PAGE, Found, Sought
from community.ids import PersonId
from community.levels import Level
from community.practices import Practice, PracticeKind, rest_of
from community.refusals import OldButton
from locales.words import N_, Words
from messages.buttons import Press
from messages.levels import LEVELS
from messages.people import told_by
from messages.practices import KINDS, LONGEST_NAME, LONGEST_TITLE, shown_title
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
    in_rows,
    label,
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
LONGEST_QUERY = 26
LONGEST_ASKED = 40  # bytes of what a button asks the group for
KINDS_SHOWN = 3
SHORTEST_LINE = 15  # less of the text than this says nothing
AROUND_AN_ITEM = 8  # its number and the ends of its lines

# A kind in a button's data; the domain's words would leave no room for those looked for.
_CODES = {
    PracticeKind.ROUTINE: "r",
    PracticeKind.WORD: "w",
    PracticeKind.TOOL: "t",
    PracticeKind.STORY: "s",
    PracticeKind.GESTURE: "g",
    PracticeKind.SYMBOL: "y",
    PracticeKind.SETBACK: "b",
}

_LEVEL_CODES = {
    Level.EARLY: "e",
    Level.FIRST: "1",
    Level.THIRD: "3",
    Level.FIFTH: "5",
    Level.SEVENTH: "7",
    Level.SECONDARY: "s",
    Level.MULTIGRADE: "m",
}

Schools = Mapping[PersonId, str]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of what was found."""

    practices: Sequence[Practice]
    page: int
    found: Found
    sought: Sought
    query: str  # as it was typed
    total: int  # practices of the repertoire
    schools: Schools


def listing(listed: Listing, words: Words, community: Community) -> Message:
    """Five of them: who told what; a number brings all of one, and below are more, and the kinds."""
    head = _head(listed, words)
    metas = [_meta(practice, listed.schools, words, community) for practice in listed.practices]
    room = (BUDGET - len(_read(head)) - sum(map(len, metas))) // len(listed.practices)
    first = (listed.page - 1) * A_PAGE + 1
    items = [
        _item(number, practice, meta, room, community)
        for number, (practice, meta) in enumerate(zip(listed.practices, metas, strict=True), first)
    ]
    reads = [
        Button(
            label=str(number),
            press=Press(verb="practice-read", subject=community.id, choice=str(practice.id)),
        )
        for number, practice in enumerate(listed.practices, first)
    ]
    return Message(
        text=lines(head, *items),
        keyboard=(*in_rows(reads), *_turns(listed, words, community)),
        about=("repertoire", community.id),
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a button under a list asks for; the words are yet to be read."""

    page: int
    kind: PracticeKind | None
    level: Level | None
    subject: str
    said: str


def asked_by(choice: str) -> Asked:
    """What a button under a list asks for; raises OldButton."""
    page, kind, level, subject, *said = choice.split(".") if choice.count(".") > 2 else ("",) * 4
    kinds = {code: one for one, code in _CODES.items()} | {"": None}
    levels = {code: one for one, code in _LEVEL_CODES.items()} | {"": None}
    if not page.isdecimal() or not page.isascii() or kind not in kinds or level not in levels:
        raise OldButton()
    return Asked(
        page=int(page), kind=kinds[kind], level=levels[level], subject=subject, said=" ".join(said)
    )


def nothing_yet(words: Words) -> Message:
    """An empty repertoire, and how it begins."""
    return Message(
        text=text(
            words,
            "The repertoire is still empty. Tell something you do at school with the word #practica "
            "in the message, and it begins.",
        )
    )


def nothing_found(query: str, words: Words, community: Community) -> Message:
    """No hit, and what to do next: a tap asks the group for what was looked for."""
    ask = Press(verb="request-ask", subject=community.id, choice=_as_asked(query))
    return Message(
        text=text(
            words,
            "I found nothing about «{query}» in the repertoire. Try one word, or a shorter one, or ask "
            "the group. And if you do it at your school, tell it with #practica.",
            query=shorten(query, LONGEST_QUERY),
        ),
        keyboard=((Button(label=label(words, "Ask the group"), press=ask),),) if ask.choice else (),
        about=("repertoire", community.id),
    )


def _as_asked(query: str) -> str:
    """Its first words, as many as a button carries."""
    said = list[str]()
    for word in clean(query).split():
        if len(" ".join([*said, word]).encode()) > LONGEST_ASKED:
            break
        said.append(word)
    return " ".join(said).strip(" :") if any(map(str.isalnum, "".join(said))) else ""


def whole(practice: Practice, schools: Schools, words: Words, community: Community) -> Message:
    """All its text; the heading yields where both would not fit into one message of Telegram."""
    told = clean(practice.text) or shown_title(practice)
    meta = _meta(practice, schools, words, community)
    more = further(practice, words)
    heading = lines(bold(shown_title(practice)), plain(meta), more)
    room, about = MAX_TEXT - len(told), ("practice", practice.id)
    if len(shown_title(practice)) + len(meta) + len(unescape(more or "")) + 4 > room:
        return Message(text=plain(told), keyboard=_life(practice, words), about=about)
    return Message(
        text=lines(heading, "", plain(told)), keyboard=_life(practice, words), about=about
    )


def _life(practice: Practice, words: Words) -> Keyboard:
    return (life_buttons(practice, words), (path_button(practice, words),))


def is_long(message: Message) -> bool:
    """More than a group wants to scroll past."""
    return len(_read(message.text)) > BUDGET


def sent_to_you(words: Words) -> str:
    """The small answer where it went to the private chat."""
    return words("It is long: I sent it to you in private.")


def shown_below(words: Words) -> str:
    """The small answer to a tap on a number, the second one too."""
    return words("You find all of it further down, in reply to this list.")


def _head(listed: Listing, words: Words) -> Html:
    sought = listed.sought
    if sought.is_all:
        return texts(
            words,
            "The repertoire has {n} practice. With /repertorio and a word you search it.",
            "The repertoire has {n} practices. With /repertorio and a word you search it.",
            listed.total,
        )
    query = shorten(listed.query, LONGEST_QUERY)
    about = (
        text(words, "In the repertoire, about «{query}»:", query=query)
        if sought.terms
        else text(words, "In the repertoire:")
    )
    narrowed = (
        words(KINDS[sought.kind]).lower() if sought.kind is not None else "",
        words(LEVELS[sought.level]).lower() if sought.level is not None else "",
        sought.subject.word if sought.subject is not None else "",
    )
    only = " · ".join(filter(None, narrowed))
    meant = [bold(word) for word in listed.found.understood.values()]
    return lines(
        about,
        text(words, "Only: {what}.", what=only) if only else None,
        text(words, "I looked for {meant}.", meant=Html(", ".join(meant))) if meant else None,
        text(words, "None has all these words; these have some.")
        if listed.found.is_partial
        else None,
    )


def _turns(listed: Listing, words: Words, community: Community) -> Keyboard:
    """[Anteriores] [Más], then the kinds there are, or all of it again."""
    page, sought = listed.page, listed.sought

    def turn(said: str, to: int, asked: Sought) -> Button:
        press = Press(verb="practice-page", subject=community.id, choice=_choice(to, asked))
        return Button(label=said, press=press)

    back, more = label(words, N_("Previous")), label(words, N_("More"))
    pages = [turn(back, page - 1, sought)] if page > 1 else []
    pages += [turn(more, page + 1, sought)] if listed.found.has_page(page + 1) else []
    if sought.is_narrowed:
        narrow = [turn(label(words, N_("Everything")), 1, Sought(terms=sought.terms))]
    else:
        there = listed.found.kinds if len(listed.found.kinds) > 1 else ()
        narrow = [
            turn(words(KINDS[kind]), 1, replace(sought, kind=kind)) for kind in there[:KINDS_SHOWN]
        ]
    return tuple(tuple(row) for row in (pages, narrow) if row)


def _choice(page: int, sought: Sought) -> str:
    return ".".join(
        (
            str(page),
            _CODES[sought.kind] if sought.kind is not None else "",
            _LEVEL_CODES[sought.level] if sought.level is not None else "",
            sought.subject.word if sought.subject is not None else "",
            *(term.word for term in sought.terms),
        )
    )


def _item(number: int, practice: Practice, meta: str, room: int, community: Community) -> Html:
    """Its title, who and what, and as much of the text as `room` characters leave."""
    url = message_url(community.telegram_chat_id, practice.shown_message)
    room -= AROUND_AN_ITEM
    title = shown_title(practice, min(LONGEST_TITLE, max(SHORTEST_TITLE, room)))
    room -= len(title)
    line = shorten(rest_of(practice), room) if room >= SHORTEST_LINE else ""
    return lines(
        Html(f"\n{number}. {bold(link(title, url))}"), plain(meta), plain(line) if line else None
    )


def _meta(practice: Practice, schools: Schools, words: Words, community: Community) -> str:
    """Author or adapter, school if it is known, kind, with whom, and the day where no link is."""
    has_link = message_url(community.telegram_chat_id, practice.message_id) is not None
    day = words.short_day(local_day(practice.told_at, community.zone))
    parts = (
        told_by(practice, words, LONGEST_NAME),
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


def _read(html: Html) -> str:
    """As people read it: without marks."""
    return unescape(re.sub(r"<[^>]*>", "", html))
