"""Trying, thanking, agreeing: the questions, receipts and small answers."""

from collections.abc import Sequence

from community.communities import Community
from community.practices import Practice
from community.trials import Trial
from locales.words import Words
from messages.practices_life import (
    LONGEST_NAME,
    author,
    life_buttons,
    name,
    names,
    path_button,
    title,
)
from messages.text import Html, Message, bold, lines, shorten, text, texts


def tried(words: Words) -> str:
    """The answer to [La probé]."""
    return words("Noted: you tried it. In the group I ask you what you changed.")


def tried_already(words: Words, *, has_told: bool) -> str:
    """The second tap."""
    if has_told:
        return words("I know already that you tried it, and what you changed.")
    return words(
        "I know already that you tried it. If you changed something, reply to my question."
    )


def what_changed(trial: Trial, practice: Practice, words: Words) -> Message:
    """In the group, quietly, below the practice: the story belongs to everybody."""
    return Message(
        text=text(
            words,
            "{name}, you tried {title}. What did you change, or how did it go? Reply to this message: "
            "text, photo or audio. «Nothing» is fine too.",
            name=name(trial.name, words),
            title=bold(title(practice)),
        ),
        about=("trial", trial.id),
    )


def as_done_by(name: str, words: Words) -> str:
    """How an adaptation's title ends, by their first name: plain text, it is kept."""
    first = (name.split() or [name])[0]
    return words(", as {name} did it").format(name=shorten(first, LONGEST_NAME))


def adapted(adaptation: Practice, origin: Practice, words: Words) -> Message:
    """What somebody changed is in the repertoire, next to what it comes from."""
    return Message(
        text=text(
            words,
            "🌿 In the repertoire: {title}. It comes from {origin}, by {name}.",
            title=bold(title(adaptation)),
            origin=title(origin),
            name=author(origin, words),
        ),
        keyboard=(life_buttons(adaptation, words), (path_button(adaptation, words),)),
        about=("practice", adaptation.id),
    )


def thanked(words: Words) -> str:
    """The answer to [Gracias], the second time too."""
    return words("Your thanks reach their author.")


def news(
    tried_: Sequence[tuple[str, Sequence[str]]],
    thanked_: Sequence[tuple[str, int]],
    community: Community,
    words: Words,
) -> Message:
    """To an author in private, at most once a day: who tried what, and how many gave thanks."""
    return Message(
        text=lines(
            text(
                words,
                "🌱 In {community}, about what you told:",
                community=shorten(community.title, 80),
            ),
            *(
                text(
                    words,
                    "· {names} tried {title}.",
                    names=names([name(one, words) for one in people], words),
                    title=bold(shorten(about, 48)),
                )
                for about, people in tried_
            ),
            *(_thanks(about, count, words) for about, count in thanked_),
        )
    )


def agreed(practice: Practice, words: Words) -> Message:
    """To the group."""
    return Message(
        text=text(words, "✅ Agreed on in this community: {title}.", title=bold(title(practice))),
        keyboard=(life_buttons(practice, words), (path_button(practice, words),)),
        about=("practice", practice.id),
    )


def institutionalised(practice: Practice, words: Words) -> Message:
    """To the group."""
    return Message(
        text=text(
            words,
            "🏡 From now on this is everybody's way here: {title}.",
            title=bold(title(practice)),
        ),
        keyboard=(life_buttons(practice, words), (path_button(practice, words),)),
        about=("practice", practice.id),
    )


def not_about_a_practice(words: Words) -> Message:
    """/acordada without a practice to speak about."""
    return Message(
        text=text(
            words,
            "Reply with this command to a practice: to the message that told it, or to one of mine "
            "about it. /repertorio shows them.",
        )
    )


def _thanks(about: str, count: int, words: Words) -> Html:
    return texts(
        words,
        "· {n} person thanks you for {title}.",
        "· {n} people thank you for {title}.",
        count,
        title=bold(shorten(about, 48)),
    )
