"""How themes read: the list, the monthly choice with its points, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from community.calendar import local_day
from community.communities import Community
from community.themes import SHOWN, Tally, Theme, ThemeRound
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    plain,
    shorten,
    text,
    texts,
)

ROOM_FOR_THEMES = 330  # letters, of the 600 of a message
LONGEST_SHOWN = 90
NOW, MONDAY = "now", "monday"


def listed(
    found: Sequence[Theme], waiting: int, next_at: datetime, community: Community, words: Words
) -> Message:
    """/tema: what was proposed and not chosen yet, and when the community chooses."""
    how = text(words, "Anybody proposes one by writing #tema and a few words in the group.")
    if not found:
        return Message(text=lines(text(words, "Nobody has proposed a theme yet."), how))
    more = texts(words, "{n} older one waits.", "{n} older ones wait.", waiting - len(found))
    when = text(
        words,
        "The next choice, if there are two or more: {day}.",
        day=words.day(local_day(next_at, community.zone)),
    )
    return Message(
        text=lines(
            text(words, "💡 Themes that wait to be chosen:"),
            *(Html(f"• {plain(one)}") for one in _shortened(found)),
            more if waiting > len(found) else None,
            when,
            how,
        )
    )


def choice(
    chosen: ThemeRound, tallies: Sequence[Tally], community: Community, words: Words
) -> Message:
    """The monthly message: a number gives a point; totals are edited in place, nobody is named."""
    how = text(
        words,
        "🗳 What shall we talk about next? Each person has three points: a number gives one, and you can "
        "give more than one to the same. Once all three are given, a tap on one of yours takes it back. "
        "Until {day}.",
        day=words.day(local_day(chosen.closes_at, community.zone)),
    )
    return Message(
        text=lines(how, *_with_points(tallies)),
        keyboard=_numbers(chosen, tallies),
        about=("theme-round", chosen.id),
    )


def given(theme: Theme, points: int, left: int, words: Words) -> str:
    """The small answer to a tap: what one's own points are now. Plain text."""
    return words("«{theme}»: {points} of your points. You have {left} left.").format(
        theme=shorten(theme.text, 60), points=points, left=left
    )


def nobody_chose(chosen: ThemeRound, words: Words) -> Message:
    """Five days passed and nobody gave a point."""
    return Message(
        text=text(
            words,
            "🗳 The choice is over and nobody gave points. The themes wait for the next one; with /tema "
            "you see them.",
        ),
        about=("theme-round", chosen.id),
    )


def stopped(chosen: ThemeRound, words: Words) -> Message:
    """A guide cancelled it."""
    return Message(
        text=text(
            words,
            "🗳 This choice was cancelled. The themes wait for the next one; with /tema you see them.",
        ),
        about=("theme-round", chosen.id),
    )


def result(
    chosen: ThemeRound,
    tallies: Sequence[Tally],
    leading: Sequence[Tally],
    asked_at: datetime | None,
    community: Community,
    words: Words,
) -> Message:
    """In place of the choice: what won, how a tie was settled, and what follows."""
    winner = leading[0]
    won = texts(
        words,
        "🗳 Chosen with {n} point: «{theme}».",
        "🗳 Chosen with {n} points: «{theme}».",
        winner.points,
        theme=_named(winner.theme),
    )
    tie = text(words, "There was a tie: it was proposed first.") if len(leading) > 1 else None
    others = [one for one in tallies if one.theme.id != winner.theme.id]
    rest = texts(
        words,
        "{n} other theme waits for the next choice.",
        "{n} other themes wait for the next choice.",
        len(others),
    )
    return Message(
        text=lines(won, tie, _what_follows(asked_at, community, words), rest if others else None),
        keyboard=() if asked_at is not None else _when_to_ask(chosen, words),
        about=("theme-round", chosen.id),
    )


def offered(chosen: ThemeRound, theme: Theme, community: Community, words: Words) -> Message:
    """To a guide in private, where the community has no weekly question."""
    ask = text(
        words,
        "In {community} the theme «{theme}» was chosen. When shall I ask it?",
        community=shorten(community.title, 40),
        theme=_named(theme),
    )
    return Message(text=ask, keyboard=_when_to_ask(chosen, words), about=("theme-round", chosen.id))


def settled(
    chosen: ThemeRound, theme: Theme, asked_at: datetime, community: Community, words: Words
) -> Message:
    """A guide said when."""
    return Message(
        text=lines(
            text(
                words,
                "🗳 The group chose «{theme}».",
                theme=_named(theme),
            ),
            _what_follows(asked_at, community, words),
        ),
        about=("theme-round", chosen.id),
    )


def question(theme: Theme, words: Words) -> str:
    """A theme as the community is asked it: as it is, if it is a question. Plain text, it is kept."""
    if "?" in theme.text:
        return theme.text
    return words(
        "{theme}: what do you do about it in your room, and what would you ask the others?"
    ).format(theme=theme.text.rstrip(" .:;,…"))


def noted_briefly(words: Words) -> str:
    """The small answer to a guide's tap."""
    return words("Noted.")


def _what_follows(asked_at: datetime | None, community: Community, words: Words) -> Html:
    if asked_at is None:
        return text(words, "Whoever facilitates says when I ask it.")
    return text(
        words, "It is the next question: {moment}.", moment=words.moment(asked_at, community.zone)
    )


def _named(theme: Theme) -> str:
    return shorten(theme.text, LONGEST_SHOWN)


def _with_points(tallies: Sequence[Tally]) -> list[Html]:
    names = _shortened([tally.theme for tally in tallies])
    return [
        Html(f"{number}. {plain(name)}{f' · {bold(tally.points)}' if tally.points else ''}")
        for number, (name, tally) in enumerate(zip(names, tallies, strict=True), start=1)
    ]


def _shortened(themes: Sequence[Theme]) -> list[str]:
    width = min(LONGEST_SHOWN, ROOM_FOR_THEMES // max(1, min(len(themes), SHOWN)))
    return [shorten(theme.text, width) for theme in themes]


def _numbers(chosen: ThemeRound, tallies: Sequence[Tally]) -> Keyboard:
    return in_rows(
        [
            Button(
                label=str(number),
                press=Press(verb="theme-give", subject=chosen.id, choice=str(tally.theme.id)),
            )
            for number, tally in enumerate(tallies, start=1)
        ]
    )


def _when_to_ask(chosen: ThemeRound, words: Words) -> Keyboard:
    def button(msgid: str, when: str) -> Button:
        press = Press(verb="theme-ask", subject=chosen.id, choice=when)
        return Button(label=label(words, msgid), press=press)

    return ((button(N_("Now"), NOW), button(N_("Monday 17:00"), MONDAY)),)
