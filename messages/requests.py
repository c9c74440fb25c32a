"""What is said about a request: the one answer, its hands, and whether it was resolved.

The one thing to know: the answer hangs below the message that asked, so it names nobody who asked;
it is drawn anew with every hand. Names are told, never how to reach somebody.
"""

from collections.abc import Sequence

from community.communities import Community
from community.knowing import Knower, Reason
from community.practices import Practice, rest_of
from community.requests import Hand, How, Request, RequestState
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import told_by
from messages.text import (
    Button,
    Html,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

LONGEST_TITLE = 40
LONGEST_NAME = 20
LONGEST_LINE = 50  # of a practice's text
LONGEST_GROUND = 38  # of what somebody is known for, in the answer
LONGEST_NAMES = 70  # of those who can help
LONGEST_REQUEST = 90
LONGEST_LABEL = 17  # a name on a button, with its tick
MOST_NAMED = 9  # three rows of names
NOBODY, READY = "nobody", "ready"  # choices of a press
RESOLVED, SOUGHT = "resolved", "sought"  # of one of several, before its number
MOST_TOGETHER = 4  # requests that one message asks about

GROUNDS = {
    Reason.OFFER: N_("{name} offers «{what}»"),
    Reason.HELP: N_("{name} helped with «{what}»"),
    Reason.PRACTICE: N_("{name} told «{what}»"),
}


def near(
    practices: Sequence[Practice],
    people: Sequence[Knower],
    hands: Sequence[Hand],
    community: Community,
    words: Words,
) -> Html | None:
    """What there is about it, and who can help; None where there is nothing."""
    parts = [
        *_practices(practices, community, words),
        _people(people, community, words),
        _hands(hands, words),
    ]
    return lines(*parts) or None


def answer(request: Request, shown: Html | None, words: Words) -> Message:
    """The one answer, with its two buttons; without them once it is resolved."""
    is_resolved = request.state is RequestState.RESOLVED
    end = (
        text(words, "✅ Resolved.")
        if is_resolved
        else text(words, "Who can help? Answer here, or tap.")
    )
    return Message(
        text=lines(_asked(request, words), shown, end),
        keyboard=() if is_resolved else (_buttons(request, words),),
        about=("request-answer", request.id),
    )


def who_helped(
    request: Request, shown: Html | None, hands: Sequence[Hand], words: Words
) -> Message:
    """«¿Quién te ayudó?», below what the message says already."""
    asked = text(words, "✅ Resolved. Who helped you? You may tap more than one name.")
    named = [_named(request, hand) for hand in hands[:MOST_NAMED]]
    some = any(hand.helped_at for hand in hands)
    said = label(words, "Ready") if some else label(words, "Nobody special")
    press = Press(verb="request-helper", subject=request.id, choice=READY if some else NOBODY)
    last = Button(label=said, press=press)
    return Message(
        text=lines(_asked(request, words) if shown is not None else None, shown, asked),
        keyboard=(*in_rows(named), (last,)),
        about=("request-answer", request.id),
    )


def is_it_resolved(
    request: Request, community: Community, words: Words, *, in_private: bool
) -> Message:
    """After five days, to whoever asked."""
    url = message_url(community.telegram_chat_id, request.message_id)
    what = link(shorten(request.text, LONGEST_REQUEST), url if in_private else None)
    said = (
        text(
            words,
            "Some days ago you asked in {community} for «{what}». Is it resolved?",
            community=shorten(community.title, 40),
            what=what,
        )
        if in_private
        else text(words, "{name}, is this resolved?", name=shorten(request.name, 40))
    )
    buttons = (
        Button(
            label=label(words, "Resolved"),
            press=Press(verb="request-resolved", subject=request.id),
        ),
        Button(
            label=label(words, "Still looking"),
            press=Press(verb="request-sought", subject=request.id),
        ),
    )
    return Message(text=said, keyboard=(buttons,), about=("request-answer", request.id))


def are_they_resolved(requests: Sequence[Request], community: Community, words: Words) -> Message:
    """The same about several at one hour, in private: two buttons for each."""
    asked = [
        plain(f"{place}. «{shorten(one.text, LONGEST_REQUEST)}»")
        for place, one in enumerate(requests, 1)
    ]
    head = text(
        words,
        "Some days ago you asked in {community} for this. Is it resolved?",
        community=shorten(community.title, 40),
    )
    return Message(
        text=lines(head, *asked),
        keyboard=tuple(
            (
                _of_several(community, one, f"{place}. {label(words, 'Resolved')}", RESOLVED),
                _of_several(community, one, f"{place}. {label(words, 'Still looking')}", SOUGHT),
            )
            for place, one in enumerate(requests, 1)
        ),
        about=("requests", community.id),
    )


def all_answered(words: Words) -> Message:
    """Each of several was answered."""
    return Message(text=text(words, "Noted, all of them. Thank you for saying so."))


def asked_already(request: Request, community: Community, words: Words) -> Message:
    """The same words asked again while they are open: it is the one request."""
    url = message_url(community.telegram_chat_id, request.message_id)
    return Message(
        text=text(
            words,
            "You asked for this before, and it is open still: «{what}». Tell me if it is resolved.",
            what=link(shorten(request.text, LONGEST_REQUEST), url),
        ),
        keyboard=(_buttons(request, words),),
        about=("request-answer", request.id),
    )


def resolved(request: Request, words: Words) -> Message:
    """The end of it."""
    said = text(words, "✅ Resolved: «{what}». Thank you for saying so.", what=_what(request))
    return Message(text=said, about=("request-answer", request.id))


def stays_open(request: Request, words: Words, *, is_last: bool) -> Message:
    """[Sigo buscando]."""
    said = (
        text(words, "It stays open: «{what}». I do not ask about it again.", what=_what(request))
        if is_last
        else text(
            words,
            "It stays open: «{what}». In five days I ask you once more, and then no more.",
            what=_what(request),
        )
    )
    return Message(text=said, about=("request-answer", request.id))


def withdrawn(words: Words) -> Message:
    """Whoever asked took it back."""
    return Message(text=text(words, "This request was taken back."))


def can_help(request: Request, hand: Hand, community: Community, words: Words) -> Message:
    """In private to whoever asked. No contact data: they meet in the group."""
    url = message_url(community.telegram_chat_id, request.message_id)
    return Message(
        text=text(
            words,
            "{name} can help you with «{what}». You can write to each other in {community}.",
            name=shorten(hand.name, 40),
            what=link(shorten(request.text, LONGEST_REQUEST), url),
            community=shorten(community.title, 40),
        )
    )


def asked_for_you(words: Words) -> str:
    """The small answer to [Preguntar al grupo], the tenth time too."""
    return words("I asked the group, in your name.")


def hand_noted(words: Words) -> str:
    """The small answer to [Yo puedo ayudar], the tenth time too."""
    return words("Thank you. Your name is on the message, and whoever asked is told.")


def helper_noted(words: Words) -> str:
    """The small answer to a name."""
    return words("Noted.")


def ground(knower: Knower, community: Community, words: Words, longest: int) -> Html:
    """Why somebody is named, with a link to where they said it, if messages have addresses."""
    said = knower.ground
    url = message_url(community.telegram_chat_id, said.message_id)
    what = link(shorten(said.text, longest), url)
    msgid = GROUNDS[said.reason]
    return text(words, msgid, name=shorten(knower.name, LONGEST_NAME), what=what)


def _asked(request: Request, words: Words) -> Html | None:
    """Who asks for what, where no message of theirs in the group says it."""
    if not request.is_told_by_the_bot:
        return None
    name = shorten(request.name, LONGEST_NAME)
    return text(words, "🙋 {name} asks for: «{what}»", name=name, what=_what(request))


def _practices(practices: Sequence[Practice], community: Community, words: Words) -> list[Html]:
    if not practices:
        return []
    head = texts(
        words,
        "In the repertoire there is {n} practice near to this:",
        "In the repertoire there are {n} practices near to this:",
        len(practices),
    )
    return [
        head,
        *(_item(place, one, community, words) for place, one in enumerate(practices, 1)),
    ]


def _item(place: int, practice: Practice, community: Community, words: Words) -> Html:
    url = message_url(community.telegram_chat_id, practice.shown_message)
    is_adapted = practice.adapted_from is not None
    title = bold(link(shorten(practice.title, LONGEST_TITLE, keeps_end=is_adapted), url))
    name = told_by(practice, words, LONGEST_NAME)
    said = shorten(rest_of(practice), LONGEST_LINE)
    return lines(Html(f"{place}. {title} · {plain(name)}"), plain(said) if said else None)


def _people(people: Sequence[Knower], community: Community, words: Words) -> Html | None:
    if not people:
        return None
    grounds = [ground(one, community, words, LONGEST_GROUND) for one in people]
    return text(words, "May know: {people}.", people=Html("; ".join(grounds)))


def _hands(hands: Sequence[Hand], words: Words) -> Html | None:
    names = [shorten(hand.name, LONGEST_NAME) for hand in hands if hand.how is How.TAPPED]
    if not names:
        return None
    return text(words, "🤝 Can help: {people}", people=shorten(words.listing(names), LONGEST_NAMES))


def _buttons(request: Request, words: Words) -> tuple[Button, Button]:
    return (
        Button(
            label=label(words, "I can help"), press=Press(verb="request-hand", subject=request.id)
        ),
        Button(
            label=label(words, "Resolved"),
            press=Press(verb="request-resolved", subject=request.id),
        ),
    )


def _of_several(community: Community, request: Request, said: str, choice: str) -> Button:
    press = Press(verb="request-one", subject=community.id, choice=f"{choice}.{request.id}")
    return Button(label=said, press=press)


def _named(request: Request, hand: Hand) -> Button:
    name = shorten(hand.name, LONGEST_LABEL) or "…"
    press = Press(verb="request-helper", subject=request.id, choice=str(hand.person_id))
    return Button(label=f"✓ {name}" if hand.helped_at else name, press=press)


def _what(request: Request) -> str:
    return shorten(request.text, LONGEST_REQUEST)
