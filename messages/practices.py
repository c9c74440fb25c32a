"""How a practice is received: a receipt with the kinds."""

from collections.abc import Sequence
from dataclasses import replace

from community.practices import Practice, PracticeKind
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import author_shortly
from messages.practices_details import files
from messages.practices_life import life_buttons
from messages.practices_owner import own_button
from messages.text import (
    Button,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    shorten,
    text,
)

KINDS = {
    PracticeKind.ROUTINE: N_("Routine"),
    PracticeKind.WORD: N_("Word"),
    PracticeKind.TOOL: N_("Tool"),
    PracticeKind.STORY: N_("Story"),
    PracticeKind.GESTURE: N_("Gesture"),
    PracticeKind.SYMBOL: N_("Symbol"),
    PracticeKind.SETBACK: N_("Setback"),
}
FIRST_KINDS = (
    (PracticeKind.ROUTINE, PracticeKind.WORD, PracticeKind.TOOL),
    (PracticeKind.STORY,),
)
MORE_KINDS = ((PracticeKind.GESTURE, PracticeKind.SYMBOL, PracticeKind.SETBACK),)
MORE, LESS = "more", "less"

LONGEST_NAME = 20
LONGEST_TITLE = 48


def untitled(author_name: str, words: Words) -> str:
    """The title of a practice told without words: plain text, it is kept."""
    return words("A practice by {name}").format(name=author_name)


def kept(practice: Practice, words: Words) -> Message:
    """In the repertoire: what was understood, and of which kind it is. No tap means a story."""
    saved = text(
        words,
        "In the repertoire: {title}, by {name}.",
        title=bold(shown_title(practice)),
        name=name_of(practice, words),
    )
    return Message(
        text=lines(
            saved,
            text(
                words,
                "What is it? Routine: what is always done so. Word: a saying of ours. Tool: "
                "something we use. If nobody says, it is a story.",
            ),
        ),
        keyboard=(
            *_kinds(practice, FIRST_KINDS, (N_("More"), MORE), words),
            *in_rows(own_button(practice, words)),
        ),
        about=("practice", practice.id),
    )


def more_kinds(practice: Practice, words: Words) -> Message:
    """The same with the rarer kinds."""
    fewer = (N_("Back"), LESS)
    return Message(
        text=lines(
            kept(practice, words).text,
            text(
                words,
                "Gesture: what the hands or the body do. Symbol: what stands for us. Setback: what "
                "did not work out, and teaches.",
            ),
        ),
        keyboard=_kinds(practice, MORE_KINDS, fewer, words),
        about=("practice", practice.id),
    )


def told_before(practice: Practice, words: Words) -> Message:
    """Told twice in the same words: the card of the first time, and nothing is doubled."""
    card = classified(practice, words)
    said = text(words, "You told this before; here it is. To change it, tap or reply.")
    return replace(card, text=lines(said, card.text))


def classified(practice: Practice, words: Words) -> Message:
    """Its kind is said; another tap may still change it."""
    saved = text(
        words,
        "In the repertoire: {title}, by {name}.",
        title=bold(shown_title(practice)),
        name=name_of(practice, words),
    )
    change = Press(verb="practice-kind", subject=practice.id, choice=LESS)
    return Message(
        text=lines(
            saved,
            text(words, "Kind: {kind}.", kind=words(KINDS[practice.kind])),
            files(practice, words),
        ),
        keyboard=(
            life_buttons(practice, words),
            (
                Button(label=label(words, N_("Another kind")), press=change),
                *own_button(practice, words),
            ),
        ),
        about=("practice", practice.id),
    )


def in_a_sentence(words: Words) -> Message:
    """To #practica with an emoji, or a word or two."""
    return Message(
        text=text(
            words,
            "That sounds good. So that others can try it, tell it in a sentence or two with #practica: "
            "what do you do, with whom, what for? A photo or an audio is fine too.",
        )
    )


def how_to_tell(words: Words) -> Message:
    """For #practica in a forwarded message: it was somebody else's."""
    return Message(
        text=text(
            words,
            "I keep nothing of a forwarded message: it is somebody else's. If you do it too, tell it "
            "in your own words with #practica.",
        )
    )


def _kinds(
    practice: Practice,
    rows: Sequence[Sequence[PracticeKind]],
    turn: tuple[str, str],
    words: Words,
) -> Keyboard:
    def button(msgid: str, choice: str) -> Button:
        press = Press(verb="practice-kind", subject=practice.id, choice=choice)
        return Button(label=label(words, msgid), press=press)

    drawn = [tuple(button(KINDS[kind], kind) for kind in row) for row in rows]
    turning = button(*turn)
    if len(drawn[-1]) < 3:
        return (*drawn[:-1], (*drawn[-1], turning))
    return (*drawn, (turning,))


def shown_title(practice: Practice, limit: int = LONGEST_TITLE) -> str:
    """At most `limit` characters; of an adaptation the end, which says whose it is, stays whole."""
    return shorten(practice.title, limit, keeps_end=practice.adapted_from is not None)


def name_of(practice: Practice, words: Words) -> str:
    """Whose it is, as cards say it."""
    return author_shortly(practice, words, LONGEST_NAME)
