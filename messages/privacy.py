"""What is said about what is kept: the notice and its choices, one's own data, being forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.automatic_models import ModelTerms, uses_model
from community.communities import Community
from community.people import Member, Person
from community.retention import KEPT_FOR, Kept
from locales.words import N_, Words
from messages import automatic_models
from messages.buttons import Press
from messages.text import Button, Html, Message, bold, in_rows, label, lines, text


def notice(
    community: Community | None,
    words: Words,
    *,
    reader: Person | None,
    member: Member | None = None,
    private_url: str = "",
    terms: ModelTerms | None = None,
) -> Message:
    """/privacidad: what is kept, for how long, who sees it, and what one can choose.

    `reader` in private: what they have chosen is said, and each button changes it. In a group the
    notice is everybody's: whoever taps is protected, and undoes it in private (`private_url`). `terms`:
    of the automatic model, where the operator offers one.
    """
    number = community.id if community is not None else 0
    choices = CHOICES if community is not None and community.is_active else CHOICES[:-1]
    if reader is None:
        buttons = [_choice(words, each.protects, number) for each in choices]
        more = Button(label=label(words, "More, in private"), url=private_url)
        return _as_notice(
            number, _notice(community, words, terms, is_private=False), [*buttons, more]
        )
    chosen = [_is_protected(each, reader, member) for each in choices]
    said = [
        words(each.when_protected if is_protected else each.when_open)
        for each, is_protected in zip(choices, chosen, strict=True)
    ]
    buttons = [
        _choice(words, each.opens if is_protected else each.protects, number)
        for each, is_protected in zip(choices, chosen, strict=True)
    ]
    mine = [_choice(words, MY_DATA, number), _choice(words, FORGET, number)]
    your_choice = text(words, "With you: {choices}.", choices="; ".join(said))
    return _as_notice(
        number,
        lines(_notice(community, words, terms, is_private=True), bold(your_choice)),
        [*buttons, *mine],
    )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing that is one way or the other: (verb's choice, label) of the button for each way,
    and what is said of each in «With you: …»."""

    protects: tuple[str, str]
    opens: tuple[str, str]
    when_protected: str
    when_open: str


CHOICES = (
    Choice(
        protects=("keep-nothing", N_("Keep nothing of me")),
        opens=("may-keep", N_("You may keep")),
        when_protected=N_("I keep nothing that you write"),
        when_open=N_("I keep what you share"),
    ),
    Choice(
        protects=("write-nothing", N_("Do not write to me")),
        opens=("may-write", N_("You may write")),
        when_protected=N_("I do not write to you in private"),
        when_open=N_("I may write to you in private"),
    ),
    # of one community: whether one is named as somebody who knows (community/knowing.py)
    Choice(
        protects=("hide-me", N_("Do not show me")),
        opens=("show-me", N_("You may show me")),
        when_protected=N_("I do not name you as somebody who can help"),
        when_open=N_("I name you as somebody who can help"),
    ),
)
MY_DATA = ("my-data", N_("My data"))
FORGET = ("forget", N_("Forget me"))


def _is_protected(choice: Choice, reader: Person, member: Member | None) -> bool:
    return {
        "keep-nothing": reader.keeps_nothing,
        "write-nothing": reader.no_private_at is not None,
        "hide-me": member is not None and member.hidden_from_search,
    }[choice.protects[0]]


def _as_notice(number: int, said: Html, buttons: Sequence[Button]) -> Message:
    return Message(text=said, keyboard=in_rows(buttons, 2), about=("privacy", number))


# What one number of the sentence of days stands for, by its place in it; how long a closed community
# is kept is said when it is closed.
DAYS_OF: dict[str, tuple[Kept, ...]] = {
    "updates": (Kept.UPDATES,),
    "letters": (Kept.LETTERS, Kept.STEPS, Kept.NUDGES, Kept.INVITATIONS, Kept.SYNTHESES),
    "minutes": (Kept.MINUTES,),
    "files": (
        Kept.FILES,
        Kept.DEEDS,
        Kept.REQUESTS,
        Kept.DECISIONS,
        Kept.OFFERS,
        Kept.ANALYSES,
        Kept.NAMINGS,
    ),
    "discussion": (Kept.DISCUSSION,),  # in a sentence of its own, where it is kept
}
DAYS = {place: KEPT_FOR[kinds[0]].days for place, kinds in DAYS_OF.items()}


def _notice(
    community: Community | None, words: Words, terms: ModelTerms | None, *, is_private: bool
) -> Html:
    if community is None or not community.is_active:
        return lines(
            bold(words("🔒 What I keep")),
            text(words, "Here, nothing yet: in a group I keep nothing until an admin starts me."),
            _how_long(words),
            _who_sees(words, is_private=is_private),
        )
    return lines(
        bold(text(words, "🔒 What I keep in {community}", community=community.title)),
        text(
            words,
            "What is written for me (commands, hashtags, replies, mentions), taps and arrivals. "
            "Reactions, not.",
        ),
        _discussion(community, words, terms),
        _how_long(words),
        _who_sees(words, is_private=is_private),
    )


def _discussion(community: Community, words: Words, terms: ModelTerms | None) -> Html:
    if not community.reads_discussion:
        return text(words, "The rest of the talk, not.")
    if terms is not None and uses_model(community, terms):
        return automatic_models.in_notice(words, terms)
    return text(words, "The discussion too, for {discussion} days, to summarise it.", **DAYS)


def _how_long(words: Words) -> Html:
    return text(
        words,
        "Days: {updates} messages received; {letters} notices, unconfirmed drafts; {minutes} "
        "unpublished minutes; {files} photos and audios, log of facilitation, closed requests, "
        "decisions, offers, analyses. Practices, answers, library: until /borrar.",
        **DAYS,
    )


def _who_sees(words: Words, *, is_private: bool) -> Html:
    """In private the buttons say how to take or erase what is one's own."""
    if is_private:
        return text(words, "Who sees it: the group. Coordination sees totals and titles, no names.")
    return text(
        words,
        "Who sees it: the group. Coordination sees totals and titles, no names. To take or erase what "
        "is yours: /misdatos and /olvidame, in private with me.",
    )


def _choice(words: Words, choice: tuple[str, str], number: int) -> Button:
    verb, msgid = choice
    return Button(
        label=label(words, msgid),
        press=Press(verb="privacy-choice", subject=number, choice=verb),
    )


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
                "messages and your name. Commitments, and where you stood in decisions, stay without "
                "your name.",
            ),
            text(
                words,
                "What I said of you in the group during the last year I change or take back. What you or "
                "others wrote in Telegram stays there: you delete yours, and an admin of the group what "
                "others wrote, if you ask. This cannot be undone. /misdatos gives you a copy first.",
            ),
            _not_noted(words) if person.keeps_nothing else None,
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


def _not_noted(words: Words) -> Html:
    """Of who wants nothing kept there is no note to find those messages by (docs/decisions/0057)."""
    return text(
        words,
        "Since you asked me to keep nothing, I did not note where I named you: such messages stay. An "
        "admin of the group can delete them.",
    )


def forgotten(words: Words, *, still_keeps_nothing: bool) -> Message:
    """Done."""
    return Message(
        text=lines(
            text(
                words,
                "Done: I have forgotten you. I deleted what was yours, and your name from the "
                "rest; what I said of you in the group changes within minutes. If you write to me "
                "again, we meet anew.",
            ),
            text(words, "I remember one thing only: that you asked me to keep nothing.")
            if still_keeps_nothing
            else None,
            _not_noted(words) if still_keeps_nothing else None,
        )
    )


def not_your_button(words: Words) -> str:
    """To whoever taps somebody else's."""
    return str(text(words, "Only the person who asked can do this. For yourself: /olvidame."))
