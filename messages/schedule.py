"""What /cancelar shows: all that is scheduled, a button each, and a question to be seen whole."""

from collections.abc import Sequence

from community.communities import Community
from community.schedule import Scheduled, Thing
from locales.words import Words
from messages.buttons import Press
from messages.text import Button, Html, Message, in_rows, lines, shorten, text, texts

SHOWN = 6  # three rows of buttons, 600 characters


def scheduled(things: Sequence[Scheduled], community: Community, words: Words) -> Message:
    """The list; the numbers are those of the buttons."""
    if not things:
        return Message(text=text(words, "Nothing is scheduled."), about=("scheduled", community.id))
    shown = things[:SHOWN]
    buttons = [
        Button(
            label=words("Cancel {n}").format(n=n),
            press=Press(verb="due-cancel", subject=community.id, choice=str(one.dues[0])),
        )
        for n, one in enumerate(shown, start=1)
    ]
    looks = [
        Button(
            label=words("See {n}").format(n=n),
            press=Press(verb="prompt-see", subject=community.id, choice=str(one.subject)),
        )
        for n, one in enumerate(shown, start=1)
        if one.thing is Thing.PROMPT
    ]
    return Message(
        text=lines(
            text(words, "This is scheduled:"),
            *(
                Html(f"{n}. {_named(one, community, words)}")
                for n, one in enumerate(shown, start=1)
            ),
        ),
        keyboard=(*in_rows(buttons, 2), *in_rows(looks)),  # «Cancelar 1» needs half a phone
        about=("scheduled", community.id),
    )


def cancelled(one: Scheduled, community: Community, words: Words) -> Message:
    """Told to everybody: some may have counted on it."""
    return Message(text=text(words, "Cancelled: {what}", what=_named(one, community, words)))


def _named(one: Scheduled, community: Community, words: Words) -> Html:
    when, what = words.moment(one.at, community.zone), shorten(one.what, 45)
    if one.thing is Thing.WEEKLY:
        return text(words, "the question of the week ({when})", when=when)
    if one.thing is Thing.PROMPT:
        return text(words, "the question «{what}» ({when})", what=what, when=when)
    if one.thing is Thing.THEMES:
        return (
            text(words, "the choice of themes that is open (until {when})", when=when)
            if one.subject
            else text(words, "the choice of themes ({when})", when=when)
        )
    if one.thing is Thing.SESSION:
        return text(words, "the session «{what}» ({when})", what=what, when=when)
    if one.thing is Thing.DECISION:
        return text(words, "the decision «{what}» (until {when})", what=what, when=when)
    if one.thing is Thing.OUTLINE:
        return texts(
            words,
            "the plan «{what}» ({n} step, {when})",
            "the plan «{what}» ({n} steps, the next {when})",
            one.number or 0,
            what=what,
            when=when,
        )
    return text(
        words, "the reminders of commitment {number}, «{what}»", number=one.number, what=what
    )
