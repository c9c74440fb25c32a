"""What is said about who knows what: the answer of /quiensabe, and the receipt of an offer."""

from collections.abc import Sequence

from community.communities import Community
from community.knowing import Knower
from community.offers import Offer
from locales.words import Words
from messages.buttons import Press
from messages.requests import ground
from messages.text import Button, Html, Message, label, lines, shorten, text

LONGEST_TOPIC = 40
LONGEST_GROUND = 70


def found(people: Sequence[Knower], topic: str, community: Community, words: Words) -> Message:
    """At most three people, each with the reason; whoever finds themselves there may say no."""
    hide = Press(verb="knowing-hide", subject=community.id)
    named = [Html(f"• {ground(one, community, words, LONGEST_GROUND)}") for one in people]
    return Message(
        text=lines(
            text(words, "About «{topic}» these may know:", topic=shorten(topic, LONGEST_TOPIC)),
            *named,
        ),
        keyboard=((Button(label=label(words, "Do not show me"), press=hide),),),
        about=("knowing", community.id),
    )


def nobody(topic: str, words: Words) -> Message:
    """And what to do next."""
    return Message(
        text=text(
            words,
            "I find nobody who has told or offered anything about «{topic}». You can ask the "
            "group: write #pido and what you need.",
            topic=shorten(topic, LONGEST_TOPIC),
        )
    )


def how(words: Words) -> Message:
    """/quiensabe alone."""
    return Message(
        text=text(
            words,
            "Write what it is about after the command: /quiensabe early reading. I name up to "
            "three people, and why. If you can help with something, tell it with #ofrezco.",
        )
    )


def offer_noted(offer: Offer, words: Words, *, is_hidden: bool) -> Message:
    """Once for each person: what becomes of it."""
    what = shorten(offer.text, LONGEST_GROUND)
    if is_hidden:
        return Message(
            text=text(
                words,
                "Noted: «{what}». You asked me not to show you, so nobody finds it. "
                "/privacidad changes that.",
                what=what,
            )
        )
    return Message(
        text=text(
            words,
            "Noted: «{what}». Whoever looks for it with /quiensabe or #pido finds you. "
            "If you do not want that: /privacidad.",
            what=what,
        )
    )


def is_hidden(words: Words) -> str:
    """The small answer to [No me muestres]."""
    return words("Done: I do not show you as somebody who knows. /privacidad changes it.")


def is_shown(words: Words) -> str:
    """The small answer to [Puedes mostrarme]."""
    return words("Done: I may show you again, with what you told or offered.")
