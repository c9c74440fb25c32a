"""What is said to what was written in private and may be for the group."""

from collections.abc import Sequence

from community.communities import Community
from community.prompts import Prompt
from locales.words import Words
from messages.buttons import Press
from messages.text import Button, Message, label, lines, shorten, text

LONGEST_LABEL = 20  # product.md §3
ANSWER, PRACTICE, REQUEST = "answer", "practice", "request"  # as what it is kept


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


def as_what(
    community: Community,
    prompt: Prompt | None,
    words: Words,
    *,
    as_practice: bool,
    as_request: bool,
) -> Message:
    """Words without a hashtag: what they may be, each with a button."""
    choices = [
        (label(words, "My answer"), f"{ANSWER}-{prompt.id}") if prompt is not None else None,
        (label(words, "A practice of mine"), PRACTICE) if as_practice else None,
        (label(words, "I ask for help"), REQUEST) if as_request else None,
    ]
    return Message(
        text=lines(
            text(
                words,
                "Nobody but us reads this chat. Is it for {community}, where everybody can read it? "
                "Tap as what. Until you do I keep nothing of it.",
                community=shorten(community.title, 40),
            ),
            text(words, "The question there: «{question}»", question=shorten(prompt.text, 100))
            if prompt is not None
            else None,
            text(words, "If you wanted something else: /ayuda"),
        ),
        keyboard=tuple(
            (
                Button(
                    label=named,
                    press=Press(verb="private-as", subject=community.id, choice=choice),
                ),
            )
            for named, choice in filter(None, choices)
        ),
    )


def for_which(communities: Sequence[Community], words: Words) -> Message:
    """Of several communities, which; what it is comes after."""
    return Message(
        text=text(
            words,
            "Nobody but us reads this chat. If it is for a community, which one? Until you tap I "
            "keep nothing of it. If you wanted something else: /ayuda",
        ),
        keyboard=tuple(
            (
                Button(
                    label=shorten(one.title, LONGEST_LABEL),
                    press=Press(verb="private-as", subject=one.id),
                ),
            )
            for one in communities
        ),
    )


def it_is_an_answer(prompt: Prompt, community: Community, words: Words) -> Message:
    """Said in the place of the question."""
    return Message(
        text=text(
            words,
            "It is in {community} now, as your answer to «{question}».",
            community=shorten(community.title, 40),
            question=shorten(prompt.text, 100),
        )
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
