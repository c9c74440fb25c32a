"""What is said about those who look after communities: the link that invites them, and who came."""

from collections.abc import Sequence
from datetime import date, datetime

from community.communities import Community
from community.people import Person
from locales.words import Words
from messages.text import Message, lines, plain, shorten, text


def invitation(url: str, until: date, present: Sequence[Person], words: Words) -> Message:
    """The one-time link, for whoever is to pass it on."""
    return Message(
        text=lines(
            text(
                words,
                "Link to invite one person to coordination. It works once, until {day}:",
                day=words.day(until),
            ),
            plain(url),
            text(
                words,
                "They will get a digest in private on Mondays: what was learned, what the group asks "
                "of the institution, totals and the dates to come. Nobody's individual activity.",
            ),
            _present(present, words),
        )
    )


def sent_in_private(words: Words) -> Message:
    """In the group, when the link went to the guide alone."""
    return Message(text=text(words, "I have sent you the link in private."))


def joined(community: Community, at: datetime | None, words: Words) -> Message:
    """To the new coordinator; `at`: when the next digest comes, if they want any."""
    return Message(
        text=lines(
            text(
                words,
                "Welcome to the coordination of {community}. I send you its digest here: what was "
                "learned, what they ask of the institution, totals and the dates to come. Those who "
                "facilitate know that you are here.",
                community=community.title,
            ),
            text(
                words,
                "The next one: {when}. Another day, hour or clock: /boletin. At any time: /redes",
                when=words.moment(at, community.zone),
            )
            if at is not None
            else None,
        )
    )


def somebody_joined(who: Person, community: Community, words: Words) -> Message:
    """To the guides."""
    return Message(
        text=lines(
            text(
                words,
                "{name} accompanies {community} as coordination from now on, and gets the digest "
                "on Mondays.",
                name=who.name,
                community=community.title,
            ),
            text(words, "If that is a mistake: /coordinacion quitar {name}", name=who.name),
        )
    )


def removed(who: Person, words: Words) -> Message:
    """No more digest."""
    return Message(
        text=text(
            words, "{name} is not in coordination any more, and gets no digest.", name=who.name
        )
    )


def shown_out(community: Community, words: Words) -> Message:
    """To who was in coordination, in private, once; nobody is named as who decided it."""
    return Message(
        text=text(
            words,
            "From now on you are not in the coordination of {community}, and its digest does not "
            "come any more. Thank you for having accompanied it. If you think that is a mistake, ask "
            "those who facilitate.",
            community=shorten(community.title, 40),
        )
    )


def how_to_use(present: Sequence[Person], words: Words) -> Message:
    """To words that are neither of the two uses."""
    return Message(
        text=lines(
            text(words, "To invite one person to coordination, write only: /coordinacion"),
            _how_to_remove(present, words),
            _present(present, words),
        )
    )


def whom_to_remove(
    present: Sequence[Person], words: Words, *, sought: str | None = None
) -> Message:
    """Who there is; `sought`: the name that was written, and is nobody's there, or several's."""
    if not present:
        return Message(
            text=text(words, "Nobody is in coordination yet. /coordinacion makes a link.")
        )
    return Message(
        text=lines(
            text(
                words,
                "I do not know whom you mean by «{name}»: nobody was taken out.",
                name=shorten(sought, 40),
            )
            if sought is not None
            else None,
            _present(present, words),
            _how_to_remove(present, words),
        )
    )


def _how_to_remove(present: Sequence[Person], words: Words) -> str | None:
    if not present:
        return None
    return text(words, "To remove one: /coordinacion quitar {name}", name=present[0].name)


def _present(present: Sequence[Person], words: Words) -> str | None:
    if not present:
        return None
    names = words.listing([person.name for person in present])
    return text(words, "In coordination: {names}.", names=names)
