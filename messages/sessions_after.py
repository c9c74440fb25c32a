"""What is said once a session is over: how did it go, who was there, the brief of a microcentre.

The one thing to know: who was there is counted by those who say so; nobody is asked why they were not.
"""

from collections.abc import Mapping, Sequence

from community.communities import Community
from community.ids import SessionId
from community.sessions import Presence, Session, SessionKind
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import called
from messages.sessions import LISTED_TITLE, title
from messages.text import Button, Html, Message, label, lines, link, plain, shorten, text, texts

NAMES_SHOWN = 120


def ended(session: Session, there: Sequence[Presence], words: Words) -> Message:
    """In reply to the card: how did it go, and who was there."""
    if session.kind is SessionKind.ASYNCHRONOUS:
        ask = text(words, "«{title}» is over. If you took part, tap here.", title=title(session))
    else:
        ask = text(
            words,
            "How did «{title}» go? If you were there, tap here; reply with what stays with you.",
            title=title(session),
        )
    return Message(
        text=lines(ask, were_there(there, words)),
        keyboard=(
            (
                Button(
                    label=label(words, N_("I was there")),
                    press=Press(verb="session-was", subject=session.id),
                ),
                Button(
                    label=label(words, N_("Who said yes, was")),
                    press=Press(verb="session-were", subject=session.id),
                ),
            ),
        ),
        about=("session-after", session.id),
    )


def were_there(there: Sequence[Presence], words: Words) -> Html | None:
    """«Estuvieron 3: Rosa, Juan y Luz», or None while nobody said so."""
    if not there:
        return None
    names = words.listing([shorten(called(one.name, words), 40) for one in there])
    return texts(
        words,
        "{n} was there: {names}",
        "{n} were there: {names}",
        len(there),
        names=shorten(names, NAMES_SHOWN),
    )


def brief(session: Session, words: Words, *, again: bool = False) -> Message:
    """A microcentre is asked for a brief, some days on."""
    if again:
        ask = text(
            words,
            "📝 «{title}» has no brief yet. Two lines are enough: what you worked on, and what you "
            "agreed. Reply to this message. I do not ask again.",
            title=title(session),
        )
    else:
        ask = text(
            words,
            "📝 A brief of «{title}»: what did you work on, what did you agree? Reply to this message "
            "with a few lines, whoever wants.",
            title=title(session),
        )
    return Message(text=ask, about=("session-brief", session.id))


def past(
    found: Sequence[tuple[Session, int, int]],
    urls: Mapping[SessionId, str | None],
    community: Community,
    words: Words,
) -> Message:
    """The latest that are over, with how many were there and how many briefs."""
    if not found:
        return Message(
            text=text(words, "No session is over yet. With /agenda you see what is coming.")
        )
    rows = []
    for session, there, briefs in found:
        shown = link(shorten(session.title, LISTED_TITLE), urls.get(session.id))
        parts = [f"• {plain(words.moment(session.starts_at, community.zone))}: {shown}"]
        if there:
            parts.append(texts(words, "{n} was there", "{n} were there", there))
        if briefs:
            parts.append(texts(words, "{n} brief", "{n} briefs", briefs))
        rows.append(Html(" · ".join(parts)))
    return Message(text=lines(text(words, "📅 What is over:"), *rows))


# The small answers to taps.


def noted(fresh: int, words: Words) -> str:
    """How many more are known to have been there."""
    if not fresh:
        return words(N_("That was noted already."))
    return str(texts(words, "Noted: {n} was there.", "Noted: {n} were there.", fresh))
