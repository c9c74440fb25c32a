"""What an author reads about their own practices, and the buttons that are theirs alone."""

from collections.abc import Sequence

from community.communities import Community
from community.practices import Practice
from community.practices_details import missing
from community.practices_owner import may_be_a_title
from locales.words import N_, Words
from messages.buttons import Press
from messages.practices_details import known
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    message_url,
    quote,
    shorten,
    text,
    texts,
)

OPEN, CLOSE = "open", "close"
ASK, SURE = "ask", "sure"
HIDE, SHOW = "hide", "show"
TITLE, TEXT, NEITHER = "title", "text", "neither"
FROM = "from."

A_PAGE = 6
LONGEST_TITLE = 48
LONGEST_WORDS = 200


def own_button(practice: Practice, words: Words) -> tuple[Button, ...]:
    """On a receipt: the way for its author to all of this; none where nobody is known to be that."""
    if practice.author_id is None:
        return ()
    return (_button(practice, "practice-own", OPEN, N_("Mine: change…"), words),)


# The list.


def mine(practices: Sequence[Practice], start: int, words: Words, community: Community) -> Message:
    """One's own, the newest first, some at a time; each opens with its number."""
    if not practices:
        return Message(
            text=text(
                words,
                "You have told no practice in {community} yet. Write in the group what you do at "
                "school, with #practica in it, and you find it here.",
                community=community.title,
            )
        )
    page = practices[start : start + A_PAGE]
    head = texts(
        words,
        "You have told {n} practice in {community}. Tap its number to change or withdraw it.",
        "You have told {n} practices in {community}. Tap a number to change or withdraw one.",
        len(practices),
        community=shorten(community.title, LONGEST_TITLE),
    )
    items = [_item(number, one, words, community) for number, one in enumerate(page, start + 1)]
    return Message(
        text=lines(head, "", *items),
        keyboard=_numbers(practices, start, words, community),
        about=("practices-mine", community.id),
    )


def mine_is_private(url: str, words: Words) -> Message:
    """In the group: the way to one's own, which are nobody else's business."""
    return Message(
        text=text(words, "Your practices open in our private chat: tap here, and then «Start»."),
        keyboard=((Button(label=label(words, N_("See mine")), url=url),),),
    )


def shown_below(words: Words) -> str:
    """The small answer to a tap on a number."""
    return words("Here it is, further down.")


def sent_in_private(words: Words) -> Message:
    """In the group, once they were sent."""
    return Message(text=text(words, "I sent them to you in private."))


# One practice.


def panel(practice: Practice, words: Words, community: Community, *, is_private: bool) -> Message:
    """What it knows, who is named, and what its author may do."""
    naming = (
        N_("Your name is not shown: people read «somebody of the community».")
        if practice.name_hidden
        else N_("Your name is shown.")
    )
    return Message(
        text=lines(
            bold(shorten(practice.title, LONGEST_TITLE)),
            known(practice, words),
            text(words, naming),
            text(words, "To change the title or the text, answer this message with the new words."),
        ),
        keyboard=_panel_buttons(practice, words, is_private=is_private),
        about=("practice", practice.id),
    )


def sure_to_withdraw(practice: Practice, words: Words) -> Message:
    """Before it goes."""
    return Message(
        text=text(
            words,
            "Shall I take «{title}» out of the repertoire? I then keep nothing of its words.",
            title=shorten(practice.title, LONGEST_TITLE),
        ),
        keyboard=(
            (
                _button(practice, "practice-withdraw", SURE, N_("Yes, withdraw"), words),
                _button(practice, "practice-own", OPEN, N_("No"), words),
            ),
        ),
        about=("practice", practice.id),
    )


def withdrawn(practice: Practice, words: Words) -> Message:
    """It is gone."""
    return Message(
        text=text(
            words,
            "Withdrawn: it is not in the repertoire any more. Your message stays in the group until "
            "you delete it. To tell it again, answer your message with #practica.",
        ),
        about=("practice", practice.id),
    )


# New words.


def which_words(practice: Practice, said: str, words: Words) -> Message:
    """The author replied: is it a title, a new text, or just talk?"""
    choices = [
        *([(TITLE, N_("It is the title"))] if may_be_a_title(said) else []),
        (TEXT, N_("It is the text")),
        (NEITHER, N_("Neither")),
    ]
    return Message(
        text=lines(
            text(
                words,
                "What do I do with this, for «{title}»?",
                title=shorten(practice.title, LONGEST_TITLE),
            ),
            quote(shorten(said, LONGEST_WORDS)),
        ),
        keyboard=(
            tuple(
                Button(
                    label=label(words, msgid),
                    press=Press(verb="practice-reword", subject=practice.id, choice=choice),
                )
                for choice, msgid in choices
            ),
        ),
        about=("practice-reword", practice.id),
    )


def reworded(practice: Practice, choice: str, words: Words) -> Message:
    """What became of the words."""
    if choice == TITLE:
        said = text(words, "Its title is now {title}.", title=bold(practice.title))
    elif choice == TEXT:
        said = lines(
            text(words, "{title} has a new text:", title=bold(_title(practice))),
            quote(shorten(practice.text, LONGEST_WORDS)),
        )
    else:
        said = text(words, "{title} stays as it was.", title=bold(_title(practice)))
    return Message(text=said, about=("practice-reword", practice.id))


def _item(number: int, practice: Practice, words: Words, community: Community) -> Html:
    url = message_url(community.telegram_chat_id, practice.message_id)  # for its author's eyes
    title = link(_title(practice), url)
    if practice.name_hidden:
        return text(words, "{number}. {title} (without your name)", number=number, title=title)
    return Html(f"{number}. {title}")


def _numbers(
    practices: Sequence[Practice], start: int, words: Words, community: Community
) -> Keyboard:
    def button(said: str, choice: str) -> Button:
        press = Press(verb="practices-mine", subject=community.id, choice=choice)
        return Button(label=said, press=press)

    page = practices[start : start + A_PAGE]
    numbers = [button(str(at), str(one.id)) for at, one in enumerate(page, start + 1)]
    turns = []
    if start > 0:
        newer = label(words, N_("Newer ones"))
        turns.append(button(newer, f"{FROM}{max(0, start - A_PAGE)}"))
    if start + A_PAGE < len(practices):
        older = label(words, N_("Older ones"))
        turns.append(button(older, f"{FROM}{start + A_PAGE}"))
    return (*in_rows(numbers), *((tuple(turns),) if turns else ()))


def _panel_buttons(practice: Practice, words: Words, *, is_private: bool) -> Keyboard:
    name = (
        _button(practice, "practice-name", SHOW, N_("Show my name"), words)
        if practice.name_hidden
        else _button(practice, "practice-name", HIDE, N_("Hide my name"), words)
    )
    withdraw = _button(practice, "practice-withdraw", ASK, N_("Withdraw"), words)
    more = []
    if missing(practice) is not None:
        more.append(_button(practice, "practice-fill", "", N_("Say more about it"), words))
    if not is_private:
        more.append(_button(practice, "practice-own", CLOSE, N_("Back"), words))
    return ((name, withdraw), *((tuple(more),) if more else ()))


def _button(practice: Practice, verb: str, choice: str, msgid: str, words: Words) -> Button:
    press = Press(verb=verb, subject=practice.id, choice=choice)
    return Button(label=label(words, msgid), press=press)


def _title(practice: Practice) -> str:
    return shorten(practice.title, LONGEST_TITLE)
