"""What people are told of a language model: who runs it, where, what they keep, and what for.

The one thing to know: these three are the operator's words, shown wherever the model is; they are
escaped as anybody's.
"""

from community.automatic_models import ModelTerms, uses_model
from community.communities import Community
from community.retention import KEPT_FOR, Kept
from locales.words import Words
from messages.text import Html, lines, text


def value(community: Community, words: Words, terms: ModelTerms | None) -> Html:
    """On the card of /config."""
    if uses_model(community, terms):
        assert terms is not None
        return text(words, "yes, {model}", model=terms.model)
    if community.model_mark is not None and community.reads_discussion:
        return text(words, "no: it is another one now, and an admin decides again")
    return text(words, "no")


def explained(community: Community, words: Words, terms: ModelTerms | None) -> list[Html]:
    """In its menu: whether it is on now, and what it is, before anybody says yes or no."""
    if terms is None:
        return []
    return [
        text(words, "It is on. Whoever facilitates can turn it off.")
        if uses_model(community, terms)
        else text(words, "It is off. Only an admin of the group can turn it on."),
        text(
            words,
            "It helps with the drafts of /sintesis: messages go "
            "to {provider} ({country}) without names, telephone numbers or links. What they keep: "
            "{retention}.",
            **_named(terms),
        ),
        text(
            words,
            "I look up in your messages whatever comes back, and whoever facilitates decides whether it "
            "is published.",
        ),
    ]


def news(community: Community, words: Words, terms: ModelTerms | None) -> Html:
    """Told to everybody when it is turned on, or off."""
    if not uses_model(community, terms):
        return text(words, "From now on I send nothing to an automatic model.")
    assert terms is not None
    return lines(
        text(
            words,
            "From now on an automatic model helps me with the drafts of /sintesis: I send it messages of "
            "this group, without names, telephone numbers or links.",
        ),
        text(
            words,
            "{model}, of {provider} ({country}). What they keep: {retention}.",
            **_named(terms),
            model=terms.model,
        ),
        text(
            words,
            "Whoever facilitates decides what is published, and can turn it off in /config. If you do not "
            "want yours sent: /nomeguardes",
        ),
    )


def in_notice(words: Words, terms: ModelTerms) -> Html:
    """In /privacidad, in the place of the line about the discussion."""
    return text(
        words,
        "The discussion too, for {discussion} days. For drafts of /sintesis it goes without names to "
        "{provider} ({country}; keeps: {retention}).",
        discussion=KEPT_FOR[Kept.DISCUSSION].days,
        **_named(terms),
    )


def _named(terms: ModelTerms) -> dict[str, str]:
    return {
        "provider": terms.provider,
        "country": terms.country,
        "retention": terms.retention,
    }
