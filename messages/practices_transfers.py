"""Taking a practice to a school, and what became of it, as it reads."""

from collections.abc import Sequence

from community.communities import Community
from community.practices import Practice
from community.transfers import Asking, Outcome, Telling, Transfer
from locales.words import N_, Words
from messages.buttons import Press
from messages.practices_life import OUTCOMES, author, title
from messages.practices_life import name as named
from messages.text import Button, Html, Message, bold, label, lines, plain, shorten, text

LONGEST_CARD = 330  # of the practice's text, in what is handed on to colleagues
LONGEST_QUOTE = 160

QUESTIONS = {
    Asking.WHAT: N_("What happened? Reply to this message with a few words, a photo or an audio."),
    Asking.STUDENTS: N_(
        "And what changed for your students? Reply to this message. Without names of children, please."
    ),
}
BUTTONS = (
    (Outcome.WORKED, N_("It worked")),
    (Outcome.PARTLY, N_("In part")),
    (Outcome.NOT, N_("Could not be done")),
)


def taken(words: Words) -> str:
    """The answer to [La llevo]."""
    return words("Noted: you take it to your school. In four weeks I ask you how it went.")


def taken_already(transfer: Transfer, words: Words) -> str:
    """The second tap."""
    if transfer.outcome is not None:
        return words("You took it already, and told how it went.")
    return words("You are taking it already. In four weeks I ask you; #llevado tells it before.")


def to_hand_on(practice: Practice, words: Words) -> Message:
    """In private: a short card, to be forwarded to colleagues."""
    told = " ".join(practice.text.split())
    return Message(
        text=lines(
            bold(title(practice)),
            plain(shorten(told, LONGEST_CARD)) if told else None,
            text(words, "It was told by {name}.", name=author(practice, words)),
            "",
            text(
                words, "You can forward this to your colleagues. In four weeks I ask how it went."
            ),
        )
    )


def how_did_it_go(
    transfer: Transfer, practice: Practice, words: Words, *, is_private: bool
) -> Message:
    """After four weeks."""
    asked = (
        text(
            words,
            "Four weeks ago you took {title} to your school. How did it go?",
            title=bold(title(practice)),
        )
        if is_private
        else text(
            words,
            "{name}, four weeks ago you took {title} to your school. How did it go?",
            name=named(transfer.name, words),
            title=bold(title(practice)),
        )
    )
    return _with_outcomes(asked, transfer, words)


def how_is_it_going(transfer: Transfer, practice: Practice, words: Words) -> Message:
    """To #llevado: told before anybody asked."""
    asked = text(
        words,
        "Noted, {name}. How did it go with {title} at your school?",
        name=named(transfer.name, words),
        title=bold(title(practice)),
    )
    return _with_outcomes(asked, transfer, words)


def _with_outcomes(asked: Html, transfer: Transfer, words: Words) -> Message:
    """One question, three taps, and a way out."""
    outcomes = tuple(
        _button(words, said, "transfer-outcome", transfer, outcome) for outcome, said in BUTTONS
    )
    return Message(
        text=asked,
        keyboard=(outcomes[:2], (outcomes[2], _pass(transfer, words))),
        about=("transfer", transfer.id),
    )


def ended(transfer: Transfer, practice: Practice, words: Words) -> Message:
    """How it went, and the next thing that is asked."""
    following = asks(transfer, words)
    return Message(
        text=lines(_came(transfer, practice, words), following.text),
        keyboard=following.keyboard,
        about=following.about,
    )


def asks(transfer: Transfer, words: Words) -> Message:
    """The next thing, one at a time; each may be kept back."""
    assert transfer.asking is not None
    return Message(
        text=text(words, QUESTIONS[transfer.asking]),
        keyboard=((_pass(transfer, words),),),
        about=("transfer", transfer.id),
    )


def shall_i_tell(transfer: Transfer, words: Words) -> Message:
    """In private, at the end: only with their yes."""
    return Message(
        text=text(words, "Thank you. Shall I tell it to the group? It encourages others."),
        keyboard=(
            (
                _button(words, N_("Tell the group"), "transfer-share", transfer, "yes"),
                _button(words, N_("Between us"), "transfer-share", transfer, "no"),
            ),
        ),
        about=("transfer", transfer.id),
    )


def thanked(words: Words) -> Message:
    """Where nothing more is asked."""
    return Message(text=text(words, "Thank you. It is in the path of the practice."))


def stays(words: Words) -> Message:
    """[Queda entre nosotros]."""
    return Message(text=text(words, "All right, it stays between us."))


def shared_briefly(words: Words) -> Message:
    """[Contarlo al grupo], for the private card."""
    return Message(text=text(words, "Told to the group. Thank you."))


def came_back(
    transfer: Transfer,
    practice: Practice,
    told: Sequence[Telling],
    community: Community,
    words: Words,
) -> Message:
    """To the group, quietly, with their yes."""
    quotes = [
        Html(f"«{plain(shorten(one.text, LONGEST_QUOTE))}»") for one in told[:2] if one.text.strip()
    ]
    return Message(
        text=lines(_came(transfer, practice, words), *quotes), about=("practice", practice.id)
    )


def nothing_taken(words: Words) -> Message:
    """#llevado, without a practice to speak about."""
    return Message(
        text=text(
            words,
            "Write #llevado in reply to a practice, with how it went at your school. /repertorio "
            "shows the practices.",
        )
    )


def _came(transfer: Transfer, practice: Practice, words: Words) -> Html:
    name = named(transfer.name, words)
    if transfer.outcome is None:
        return text(
            words,
            "🎒 {name} took {title} to school.",
            name=name,
            title=bold(title(practice)),
        )
    return text(
        words,
        "🎒 {name} took {title} to school: {outcome}.",
        name=name,
        title=bold(title(practice)),
        outcome=words(OUTCOMES[transfer.outcome]),
    )


def _pass(transfer: Transfer, words: Words) -> Button:
    return _button(words, N_("I'd rather not say"), "transfer-pass", transfer)


def _button(words: Words, msgid: str, verb: str, transfer: Transfer, choice: str = "") -> Button:
    press = Press(verb=verb, subject=transfer.id, choice=choice)
    return Button(label=label(words, msgid), press=press)
