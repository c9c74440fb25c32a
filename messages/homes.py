"""The one pinned message of a community: what is kept, for how long, who sees it, where things are."""

from community.communities import Community, Mode
from community.retention import KEPT_FOR, Kept
from locales.words import Words
from messages.text import Message, bold, lines, shorten, text


def home(community: Community, words: Words, *, has_charter: bool = False) -> Message:
    """The pinned message: what is kept, for how long, who sees it, and where things are."""
    reads = (
        text(
            words,
            "I keep what you tell me (commands, hashtags, replies to me, taps) and the conversation"
            " for {days} days, to summarise it.",
            days=KEPT_FOR[Kept.DISCUSSION].days,
        )
        if community.mode is Mode.FULL
        else text(
            words,
            "I keep only what you tell me: commands, hashtags, replies to me and taps."
            " Other talk I do not keep.",
        )
    )
    return Message(
        text=lines(
            bold(shorten(community.title, 60)),
            text(
                words,
                "To take part, reply to a question with text, photo or audio."
                " With #practica you tell something that works at your school.",
            ),
            text(
                words,
                "Commitments: /pendientes · Dates: /agenda · Practices: /repertorio · Help: /ayuda",
            ),
            text(words, "What we agreed on about ourselves: /carta") if has_charter else None,
            "",
            reads,
            text(
                words,
                "Practices and answers stay until whoever wrote them takes them back. This group sees"
                " them; coordination gets a weekly summary.",
            ),
            text(words, "What I have of you, and your choices: /privacidad"),
        ),
        about=("home", community.id),
        then="pin" if community.bot_is_admin else None,
    )
