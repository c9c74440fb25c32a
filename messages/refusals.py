"""How a no is worded: one sentence for each kind, with what to do next."""

from community.refusals import (
    NoCommunityYet,
    NotFound,
    NotForYou,
    NothingGiven,
    OldButton,
    Refusal,
    WhichCommunity,
)
from locales.words import N_, Words
from messages.text import Html, Message, text

# Each feature adds its own: the class of the refusal, the sentence.
SENTENCES: dict[type[Refusal], str] = {
    NotForYou: N_("This is for those who facilitate the group. You can ask one of them."),
    NoCommunityYet: N_("Nobody has started me in this group yet. An admin can, with /activar."),
    NotFound: N_("I do not find that here any more. With /ayuda you see what there is."),
    NothingGiven: N_("I need a few words after the command, or that you reply to a message with it."),
    OldButton: N_("This button is from an earlier message. With /ayuda you find the way."),
    WhichCommunity: N_("You are in several communities. Tell me which one you mean."),
}


def sentence(no: Refusal, words: Words) -> Html:
    """The sentence for a refusal, or for the nearest kind above it."""
    for kind in type(no).__mro__:
        if kind in SENTENCES:
            return text(words, SENTENCES[kind])
    return text(words, SENTENCES[NotFound])


def refusal(no: Refusal, words: Words) -> Message:
    """As a reply."""
    return Message(text=sentence(no, words))


def alert(no: Refusal, words: Words) -> str:
    """As the small answer to a tap: plain text."""
    return str(sentence(no, words))


def apology(words: Words) -> Message:
    """Something failed on our side."""
    return Message(text=Html(apology_alert(words)))


def apology_alert(words: Words) -> str:
    """The same, as plain text."""
    return str(
        text(words, "Something failed on my side. What you wrote is noted; please try again later.")
    )
