"""What is said while a community begins, rests and ends.

The one thing to know: every step of the activation is the same message, rewritten; its subject is
`("setup", community.id)`, so that any admin can go on where another left off.
"""

from community.communities import ABANDON_AFTER, CLOSED_KEPT_FOR, Community, Mode
from community.countries import COUNTRIES, country
from locales.words import Words
from messages.buttons import Press
from messages.settings import (
    BUTTON_MAX,
    LANGUAGE_NAMES,
    country_name,
    mode_explained,
    mode_name,
    zone_city,
)
from messages.text import Button, Html, Message, bold, in_rows, label, lines, shorten, text


def introduction(community: Community, words: Words) -> Message:
    """The one thing the bot says where nobody has activated it."""
    return Message(
        text=lines(
            text(
                words,
                "I am Minga. I help groups of teachers learn from one another: questions, practices,"
                " commitments and sessions, without hurry.",
            ),
            text(words, "Until I am activated I keep nothing of what you write."),
            text(
                words,
                "An admin chooses the language here, or writes /activar. If nobody does within"
                " {days} days, I leave.",
                days=ABANDON_AFTER.days,
            ),
        ),
        keyboard=in_rows(
            [_setup("language", community, code, name) for code, name in LANGUAGE_NAMES.items()]
        ),
        about=("setup", community.id),
    )


def not_allowed(words: Words) -> Message:
    """This instance serves other groups; the bot leaves."""
    return Message(
        text=text(
            words,
            "I only work in the groups that the people who run me have chosen, so I leave."
            " I have kept nothing. Ask them if you would like to have me here.",
        )
    )


def memory_choice(community: Community, words: Words) -> Message:
    """The bot is back where it was before."""
    return Message(
        text=lines(
            text(words, "I am here again, and I still have what this community kept."),
            text(words, "An admin decides: do I remember everything, or do we start afresh?"),
        ),
        keyboard=(
            (
                _setup("memory", community, "keep", label(words, "Remember")),
                _setup("memory", community, "afresh", label(words, "Start afresh")),
            ),
        ),
        about=("setup", community.id),
    )


def memory_sure(community: Community, words: Words) -> Message:
    """Before everything is erased."""
    return Message(
        text=text(
            words,
            "To start afresh I erase all that this community kept: practices, commitments, sessions,"
            " questions and answers. It cannot be undone. Are you sure?",
        ),
        keyboard=(
            (
                _setup("memory", community, "erase", label(words, "Yes, erase it")),
                _setup("memory", community, "keep", label(words, "Better remember")),
            ),
        ),
        about=("setup", community.id),
    )


def language_step(community: Community, words: Words) -> Message:
    """Which language the group speaks."""
    return Message(
        text=text(words, "Which language do you speak in this group?"),
        keyboard=in_rows(
            [_setup("language", community, code, name) for code, name in LANGUAGE_NAMES.items()]
        ),
        about=("setup", community.id),
    )


def country_step(community: Community, words: Words) -> Message:
    """Where the group is, which gives its clock."""
    return Message(
        text=text(words, "Which country are you in? It tells me what time it is for you."),
        keyboard=in_rows(
            [_setup("country", community, code, country_name(code, words)) for code in COUNTRIES]
        ),
        about=("setup", community.id),
    )


def zone_step(community: Community, words: Words) -> Message:
    """Which of the country's clocks."""
    return Message(
        text=text(
            words, "There are several time zones there. Which place is nearest to your clock?"
        ),
        keyboard=in_rows(
            [
                _setup("zone", community, zone, zone_city(zone, words))
                for zone in country(community.country).zones
            ]
        ),
        about=("setup", community.id),
    )


def mode_step(community: Community, words: Words) -> Message:
    """How much the bot reads: the choice that activates it."""
    return Message(
        text=lines(
            text(words, "One last thing: how much do I read?"),
            Html(f"{bold(words('Discreet'))}: {mode_explained(Mode.DISCREET, words)}"),
            Html(f"{bold(words('Full'))}: {mode_explained(Mode.FULL, words)}"),
        ),
        keyboard=(
            (
                _setup("mode", community, Mode.DISCREET, label(words, "Discreet")),
                _setup("mode", community, Mode.FULL, label(words, "Full")),
            ),
        ),
        about=("setup", community.id),
    )


def activated(community: Community, words: Words) -> Message:
    """The setup message at its end."""
    return Message(
        text=lines(
            text(
                words,
                "Done. We live by the clock of {place}, in mode {mode}.",
                place=zone_city(community.zone_name, words),
                mode=mode_name(community.mode, words),
            ),
            text(words, "Whoever facilitates changes it with /config."),
            None if community.bot_is_admin else _loss(words),
        ),
        about=("setup", community.id),
    )


def remembered(community: Community, words: Words) -> Message:
    """The setup message when the bot goes on as before."""
    return Message(
        text=lines(
            text(words, "I remember everything and go on where we were."),
            text(words, "Whoever facilitates sees how I am set with /config."),
            None if community.bot_is_admin else _loss(words),
        ),
        about=("setup", community.id),
    )


def no_admin(words: Words) -> Message:
    """What is lost without admin rights; said once."""
    return Message(text=_loss(words))


def closing(community: Community, words: Words) -> Message:
    """First card of /cerrar."""
    return Message(
        text=lines(
            text(words, "Closing the community: I stop everything, say goodbye and leave."),
            text(
                words,
                "Before that you get all of it to take along: practices, commitments, sessions,"
                " questions and answers.",
            ),
        ),
        keyboard=(
            (
                _closing("ask", community, label(words, "Close…")),
                _closing("no", community, label(words, "Not now")),
            ),
        ),
        about=("closing", community.id),
    )


def closing_sure(community: Community, words: Words) -> Message:
    """Second card of /cerrar."""
    return Message(
        text=lines(
            text(words, "Are you sure? This ends the community for everybody."),
            text(
                words,
                "What I kept is erased {days} days later, in case you call me back;"
                " or now, if you prefer.",
                days=CLOSED_KEPT_FOR.days,
            ),
        ),
        keyboard=(
            (_closing("close", community, label(words, "Yes, close it")),),
            (_closing("erase", community, label(words, "Close, erase all now")),),
            (_closing("no", community, label(words, "Not now")),),
        ),
        about=("closing", community.id),
    )


def not_closed(community: Community, words: Words) -> Message:
    """The closing card when nobody closes."""
    return Message(text=text(words, "All right, we go on."), about=("closing", community.id))


def closed(words: Words, *, is_erased: bool, is_private: bool) -> Message:
    """The closing card at its end, and where the document went."""
    return Message(
        text=lines(
            text(words, "The community is closed, and what I kept is erased.")
            if is_erased
            else text(
                words,
                "The community is closed. What I kept is erased in {days} days.",
                days=CLOSED_KEPT_FOR.days,
            ),
            text(words, "The document to take along went by private message.")
            if is_private
            else text(words, "The document to take along is here in the group."),
        )
    )


def goodbye(words: Words) -> Message:
    """The last words."""
    return Message(
        text=text(
            words, "Thank you for all you have shared. I leave; what you learned stays with you."
        )
    )


def _loss(words: Words) -> Html:
    return text(
        words,
        "I am not an admin of the group: I cannot pin messages, and hashtags may not reach me. "
        "I go on with commands, replies to me and buttons.",
    )


def _setup(step: str, community: Community, choice: str, words_on_it: str) -> Button:
    press = Press(verb=f"setup-{step}", subject=community.id, choice=choice)
    return Button(label=shorten(words_on_it, BUTTON_MAX), press=press)


def _closing(choice: str, community: Community, words_on_it: str) -> Button:
    press = Press(verb="close-confirm", subject=community.id, choice=choice)
    return Button(label=words_on_it, press=press)
