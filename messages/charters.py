"""How the charter reads, and how one is written."""

from community.charters import MAX_CHARTER, Charter
from community.communities import Community
from locales.words import Words
from messages.text import Message, bold, lines, plain, shorten, text


def charter(found: Charter, community: Community, words: Words) -> Message:
    """The charter itself: the message that is edited when it changes."""
    heading = text(words, "📜 Charter of {community}", community=shorten(community.title, 60))
    return Message(text=lines(bold(heading), plain(found.text)), about=("charter", community.id))


def none_yet(words: Words) -> Message:
    """Nobody wrote one."""
    return Message(
        text=text(
            words,
            "This community has not written its charter yet: what it is for, how it works together, "
            "at which rhythm, who does what. Whoever facilitates writes it with /carta and the words, "
            "or replies /carta to the message that says it. {most} letters at most.",
            most=MAX_CHARTER,
        )
    )


def changed(words: Words) -> Message:
    """To the group: it is said, not only edited."""
    return Message(text=text(words, "The charter was changed. /carta shows it."))
