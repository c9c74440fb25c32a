"""What is said to a story or a request that was written in private."""

from collections.abc import Sequence

from community.communities import Community
from locales.words import Words
from messages.buttons import Press
from messages.text import Button, Message, label, shorten, text

LONGEST_LABEL = 20  # product.md §3


def where_it_goes(communities: Sequence[Community], words: Words) -> Message:
    """One button for the one community, or one for each."""
    if len(communities) == 1:
        said = text(
            words,
            "Nobody but us reads this chat. Shall I put it in {community}, where everybody can read "
            "it? Until you say so I keep nothing of it.",
            community=shorten(communities[0].title, 40),
        )
        labels = [label(words, "Yes, put it there")]
    else:
        said = text(
            words,
            "Nobody but us reads this chat. In which community shall I put it, where everybody can "
            "read it? Until you say so I keep nothing of it.",
        )
        labels = [shorten(one.title, LONGEST_LABEL) for one in communities]
    return Message(
        text=said,
        keyboard=tuple(
            (Button(label=named, press=Press(verb="private-keep", subject=one.id)),)
            for named, one in zip(labels, communities, strict=True)
        ),
    )


def it_is_there(community: Community, words: Words) -> Message:
    """Said in the place of the question."""
    return Message(
        text=text(
            words,
            "It is in {community} now: a practice is found with /repertorio, a request stands in "
            "the group.",
            community=shorten(community.title, 40),
        )
    )
