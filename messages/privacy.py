"""What is said about what is kept: the notice and its choices, one's own data, being forgotten."""

from collections.abc import Collection

from community.communities import Community
from community.people import Member, Person
from community.retention import KEPT_FOR
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import Button, Html, Message, bold, label, lines, text


def notice(
    community: Community | None,
    words: Words,
    *,
    reader: Person | None,
    member: Member | None = None,
) -> Message:
    """/privacidad: what is kept, for how long, who sees it, and what one can choose.

    `reader` in private: what they have chosen is marked. In a group the notice is everybody's.
    """
    number = community.id if community is not None else 0
    chosen = _chosen(reader, member) if reader is not None else frozenset()
    is_somewhere = community is not None and community.is_active
    rows = [
        [_choice(words, msgid, choice, number, chosen) for choice, msgid in pair.items()]
        for pair in (*CHOICES, *(CHOICES_HERE if is_somewhere else ()))
    ]
    if reader is not None:
        rows.append(
            [
                _choice(words, "My data", "my-data", number),
                _choice(words, "Forget me", "forget", number),
            ]
        )
    return Message(
        text=_notice(community, words),
        keyboard=tuple(tuple(row) for row in rows),
        about=("privacy", number),
    )


# What can be chosen, and the buttons for it.
CHOICES = (
    {"keep-nothing": N_("Keep nothing of me"), "may-keep": N_("You may keep")},
    {"write-nothing": N_("Do not write to me"), "may-write": N_("You may write")},
)
# The same of one community: whether one is named as somebody who knows (community/knowing.py).
CHOICES_HERE = ({"hide-me": N_("Do not show me"), "show-me": N_("You may show me")},)


def _chosen(reader: Person, member: Member | None) -> frozenset[str]:
    return frozenset(
        (
            "keep-nothing" if reader.keeps_nothing else "may-keep",
            "write-nothing" if reader.no_private_at is not None else "may-write",
            "hide-me" if member is not None and member.hidden_from_search else "show-me",
        )
    )


def _notice(community: Community | None, words: Words) -> Html:
    if community is None or not community.is_active:
        return lines(
            bold(words("🔒 What I keep")),
            text(words, "Here, nothing yet: in a group I keep nothing until an admin starts me."),
            _how_long(words),
            _who_sees(words),
        )
    return lines(
        bold(text(words, "🔒 What I keep in {community}", community=community.title)),
        text(
            words,
            "What is written for me (commands, hashtags, replies, mentions), taps and arrivals. "
            "Reactions, not.",
        ),
        text(words, "The discussion too, to summarise it.")
        if community.reads_discussion
        else text(words, "The rest of the talk, not."),
        _how_long(words),
        _who_sees(words),
    )


def _how_long(words: Words) -> Html:
    days = {kind.value: period.days for kind, period in KEPT_FOR.items()}
    return text(
        words,
        "Days: messages received {updates}, discussion {discussion}, photos and audios {files}, "
        "log of facilitation {deeds}, sendings {letters}, requests once they are closed {requests}, "
        "offers {offers}. Practices and answers: until you remove them (/borrar).",
        **days,
    )


def _who_sees(words: Words) -> Html:
    return text(
        words,
        "Who sees it: the group. Coordination sees totals only. To take or erase what is yours: "
        "/misdatos and /olvidame, in private with me.",
    )


def _choice(
    words: Words, msgid: str, choice: str, number: int, chosen: Collection[str] = ()
) -> Button:
    mark = "✓ " if choice in chosen else ""
    press = Press(verb="privacy-choice", subject=number, choice=choice)
    return Button(label=f"{mark}{label(words, msgid)}", press=press)


# Choices: each is the alert to a tap, and the answer to a command.


def keeps_nothing(words: Words) -> Html:
    """From now on; what was before is another matter."""
    return text(
        words,
        "Done: from now on I keep nothing that you write. Commands and buttons still work. What "
        "was before stays, unless you use /olvidame.",
    )


def may_keep(words: Words) -> Html:
    """As everybody."""
    return text(words, "Done: from now on I may keep what you share, as with everybody.")


def writes_nothing(words: Words) -> Html:
    """Nothing unasked in private."""
    return text(words, "Done: I do not write to you in private, except to answer you there.")


def may_write(words: Words) -> Html:
    """In private again."""
    return text(words, "Done: I may write to you in private. Open a chat with me once for that.")


def as_message(said: Html, words: Words) -> Message:
    """A choice made by command, and how it is undone."""
    return Message(text=lines(said, text(words, "The same command again undoes it.")))


# One's own data.


def in_private_please(url: str, words: Words) -> Message:
    """In a group nobody's data is shown."""
    return Message(
        text=text(words, "That is between us: I send it to you in private."),
        keyboard=((Button(label=label(words, "My data"), url=url),),),
    )


def nothing_kept(words: Words) -> Message:
    """The whole answer."""
    return Message(text=text(words, "I keep nothing of you."))


def my_data(name: str, content: str, words: Words, *, is_first: bool) -> Message:
    """One file: to read, or for another program."""
    caption = (
        text(words, "All that I keep of you, to read. It opens without internet.")
        if is_first
        else text(words, "The same, for other programs (JSON).")
    )
    return Message(text=caption, document=(name, content))


# Being forgotten.


def offer_forgetting(person: Person, words: Words) -> Message:
    """What goes, what stays, and that it cannot be undone."""
    return Message(
        text=lines(
            bold(words("If you want me to forget you")),
            text(
                words,
                "I delete what I keep of you in every community: answers, practices, evidence, "
                "messages and your name. Commitments stay without your name.",
            ),
            text(
                words,
                "What you wrote in Telegram stays there; you delete that yourself. This cannot be "
                "undone. /misdatos gives you a copy first.",
            ),
        ),
        keyboard=(
            (
                Button(
                    label=label(words, "Yes, forget me"),
                    press=Press(verb="forget-confirm", subject=person.id),
                ),
            ),
        ),
        about=("forgetting", person.id),
    )


def forgotten(words: Words, *, still_keeps_nothing: bool) -> Message:
    """Done."""
    return Message(
        text=lines(
            text(
                words,
                "Done: I have forgotten you. I deleted what was yours, and your name from the "
                "rest. If you write to me again, we meet anew.",
            ),
            text(words, "I remember one thing only: that you asked me to keep nothing.")
            if still_keeps_nothing
            else None,
        )
    )


def not_your_button(words: Words) -> str:
    """To whoever taps somebody else's."""
    return str(text(words, "Only the person who asked can do this. For yourself: /olvidame."))
