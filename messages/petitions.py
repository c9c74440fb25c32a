"""What is said about a petition to the institution: the two questions, and what coordination answered.

The one thing to know: whoever asked and whoever facilitates read exactly the words that would leave,
with telephone numbers and the like left out already; nobody's name is in them.
"""

from community.communities import Community
from community.petitions import Petition
from locales.words import Words
from messages.buttons import Press
from messages.text import Button, Message, label, lines, quote, shorten, text

YES, NO = "yes", "no"
LONGEST = 300  # of the words, in a question
LONGEST_ANSWER = 400
LONGEST_NAME = 40


def ask_author(petition: Petition, community: Community, words: Words) -> Message:
    """«¿Se lo pido también a la coordinación?»"""
    return Message(
        text=lines(
            text(
                words,
                "This sounds like something for the institution. Shall I ask coordination of "
                "{community} for it too, without your name? They would read this:",
                community=shorten(community.title, LONGEST_NAME),
            ),
            quote(shorten(petition.text, LONGEST)),
        ),
        keyboard=(
            (
                _button(petition, "petition-author", YES, label(words, "Yes, without name")),
                _button(petition, "petition-author", NO, label(words, "No")),
            ),
        ),
        about=("petition", petition.id),
    )


def ask_guides(petition: Petition, community: Community, words: Words) -> Message:
    """After whoever asked agreed."""
    return Message(
        text=lines(
            text(
                words,
                "Somebody in {community} would like to ask coordination for this, without their name. "
                "Does it go?",
                community=shorten(community.title, LONGEST_NAME),
            ),
            quote(shorten(petition.text, LONGEST)),
        ),
        keyboard=(
            (
                _button(petition, "petition-guide", YES, label(words, "It goes")),
                _button(petition, "petition-guide", NO, label(words, "It stays here")),
            ),
        ),
        about=("petition", petition.id),
    )


def agreed(words: Words) -> Message:
    """To whoever asked, after their yes."""
    return Message(
        text=text(
            words,
            "Noted. If whoever facilitates agrees too, it goes to coordination without your name, and "
            "their answer comes to the group.",
        )
    )


def stays(words: Words) -> Message:
    """Somebody said no."""
    return Message(text=text(words, "It stays in the group."))


def goes(petition: Petition, words: Words) -> Message:
    """To whoever facilitates, after their yes."""
    return Message(
        text=lines(
            text(words, "It goes to coordination with their next digest, without a name:"),
            quote(shorten(petition.text, LONGEST)),
        )
    )


def on_its_way(words: Words) -> Message:
    """/pedir by whoever facilitates: both yeses are theirs."""
    return Message(
        text=text(
            words,
            "It goes to coordination with their next digest, without a name. Their answer comes here.",
        )
    )


def asked_the_author(words: Words) -> Message:
    """/pedir in reply to somebody else's words: they are asked first."""
    return Message(text=text(words, "I asked whoever wrote it whether it may go to coordination."))


def already_asked(words: Words) -> Message:
    """/pedir about words that were asked for before."""
    return Message(text=text(words, "This was asked of the institution before; it is on its way."))


def to_answer(petition: Petition, community: Community, words: Words) -> Message:
    """To coordination, after [1. Responder]."""
    return Message(
        text=lines(
            text(
                words,
                "{community} asks:",
                community=shorten(community.title, LONGEST_NAME),
            ),
            quote(shorten(petition.text, LONGEST)),
            text(
                words,
                "Reply to this message with your answer: I take it to the group as of coordination. "
                "Or tap [Seen].",
            ),
        ),
        keyboard=((_button(petition, "petition-seen", "", label(words, "Seen")),),),
        about=("petition-answer", petition.id),
    )


def seen(petition: Petition, words: Words) -> Message:
    """In the group, below what was asked."""
    return Message(
        text=text(
            words,
            "🏛 Coordination has seen this: «{what}»",
            what=shorten(petition.text, 120),
        )
    )


def answered(petition: Petition, said: str, words: Words) -> Message:
    """In the group, below what was asked."""
    return Message(
        text=lines(
            text(
                words,
                "🏛 From coordination, about «{what}»:",
                what=shorten(petition.text, 80),
            ),
            quote(shorten(said, LONGEST_ANSWER)),
        )
    )


def answer_too_long(letters: int, words: Words) -> Message:
    """Nothing was sent: half an answer of the institution would be another answer."""
    return Message(
        text=text(
            words,
            "That is {letters} letters, and {most} fit. I sent nothing yet: answer the petition again in "
            "fewer words; what you wrote stays above.",
            letters=letters,
            most=LONGEST_ANSWER,
        )
    )


def told_the_group(community: Community, words: Words) -> Message:
    """To coordination."""
    return Message(
        text=text(
            words,
            "I told {community}. You may reply again, if there is more to say.",
            community=shorten(community.title, LONGEST_NAME),
        )
    )


def answered_before(petition: Petition, community: Community, words: Words) -> Message:
    """To another of coordination, who comes second: not who answered."""
    return Message(
        text=text(
            words,
            "Coordination has answered this in {community} already: «{what}». So that the group reads "
            "one answer, I did not send another. To add something, talk with those who facilitate it.",
            community=shorten(community.title, LONGEST_NAME),
            what=shorten(petition.text, 120),
        )
    )


def how(words: Words) -> Message:
    """/pedir alone."""
    return Message(
        text=text(
            words,
            "To ask the institution for something, write it after the word: /pedir a printer for the "
            "three schools. Or reply with /pedir to a request of the group: I ask whoever wrote it first.",
        )
    )


def already_going(words: Words) -> str:
    """The small answer to a second yes."""
    return words("It is on its way already.")


def _button(petition: Petition, verb: str, choice: str, shown: str) -> Button:
    return Button(label=shown, press=Press(verb=verb, subject=petition.id, choice=choice))
