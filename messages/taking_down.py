"""What is said when a guide takes something down: to the guide, and kindly to its author."""

from community.communities import Community
from community.ids import PersonId
from community.practices import Practice
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import Button, Message, label, lines, quote, shorten, text

REASONS = {
    "child": N_("It names a child"),
    "harm": N_("It may hurt somebody"),
}
EXPLAINED = {
    "child": N_("a child could be recognised in it. Without the name it is welcome."),
    "harm": N_("it might hurt somebody. Told in another way it is welcome."),
}
LONGEST_TITLE = 48
LONGEST_REASON = 300


def taken_down(
    words: Words,
    *,
    author: str | None = None,
    is_told: bool = False,
    ask_why_of: PersonId | None = None,
) -> Message:
    """To the guide, in the group: what was kept is gone; Telegram's copy is its author's.

    `author`: somebody who can only be told here; `is_told`: they were, in private; `ask_why_of`:
    whom two buttons would tell the reason.
    """
    gone = text(
        words,
        "Done: I removed what I kept of that message. The message itself stays in the group "
        "until its author or an admin deletes it.",
    )
    more = None
    if author is not None:
        more = text(
            words,
            "{name}, you can correct it and tell it again with #practica.",
            name=shorten(author, LONGEST_TITLE),
        )
    elif ask_why_of is not None:
        more = text(words, "I told its author in private. Shall I say why?")
    elif is_told:
        more = text(words, "I told its author in private.")
    return Message(
        text=lines(gone, more),
        keyboard=_reasons(ask_why_of, words) if ask_why_of is not None else (),
        about=("taken-down", ask_why_of) if ask_why_of is not None else None,
    )


def your_practice_taken_down(
    practice: Practice, community: Community, reason: str, words: Words
) -> Message:
    """To its author, in private, with the guide's reason if there is one."""
    title = shorten(practice.title, LONGEST_TITLE)
    return Message(
        text=lines(
            text(
                words,
                "Somebody who facilitates {community} took «{title}» out of the repertoire.",
                community=shorten(community.title, LONGEST_TITLE),
                title=title,
            ),
            quote(shorten(reason, LONGEST_REASON)) if reason else None,
            text(
                words,
                "You can correct it and tell it again with #practica, or ask them. Thank you for "
                "telling what you do.",
            ),
        )
    )


def why(reason: str, community: Community, words: Words) -> Message:
    """To its author, once the guide tapped a reason."""
    return Message(
        text=text(
            words,
            "About what was taken down in {community}: {reason}",
            community=shorten(community.title, LONGEST_TITLE),
            reason=words(EXPLAINED[reason]),
        )
    )


def why_told(author: PersonId, words: Words) -> Message:
    """To the guide."""
    return Message(
        text=text(words, "Done: it is gone, and its author knows why."),
        about=("taken-down", author),
    )


def _reasons(author: PersonId, words: Words) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (
            Button(
                label=label(words, msgid),
                press=Press(verb="taken-why", subject=author, choice=reason),
            ),
        )
        for reason, msgid in REASONS.items()
    )
