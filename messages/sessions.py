"""What is said about sessions: the card, the answers to taps, changes, reminders, the agenda.

The questions about a date are in messages/sessions_asking.py. The one thing to know: numbers come
first and names after them, shortened, so that a card stays a card with forty people on it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from community.calendar import DAY, local_day
from community.communities import Community
from community.ids import PersonId, SessionId
from community.materials import Material
from community.sessions import Attendance, Reply, Session, SessionKind
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import called
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    label,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

TITLE_SHOWN = 120  # characters; all of it is kept
LISTED_TITLE = 30  # five of them and their numbers stay under 600 characters
NAMES_SHOWN = 100
POINTS_SHOWN = 4
POINT_SHOWN = 50
NAME_MENTIONED = 24
MENTIONED = 10  # people who are called by name when something changes

Answers = Sequence[Attendance]


def card(
    session: Session, answers: Answers, community: Community, now: datetime, words: Words
) -> Message:
    """The invitation, edited in place with every answer and every change."""
    about = ("session", session.id)
    when = bold(words.moment(session.starts_at, community.zone))
    if not session.is_planned:
        off = text(
            words, "✖️ Cancelled: {title}. It was to be on {when}.", title=title(session), when=when
        )
        return Message(text=off, about=about)
    head = text(words, "📅 Session: {title}", title=title(session))
    if session.kind is SessionKind.ASYNCHRONOUS:
        when = _window(session, community, words)
    if session.open_until <= now:
        return Message(text=lines(head, Html(f"{when}."), tally(answers, words)), about=about)
    invitation = (
        text(words, "{when}, each when they can. Do you take part?", when=when)
        if session.kind is SessionKind.ASYNCHRONOUS
        else text(words, "{when}. Are you coming?", when=when)
    )
    press = Press(verb="session-file", subject=session.id)
    return Message(
        text=lines(head, invitation, points(session), tally(answers, words)),
        keyboard=(
            *_keyboard(session, words),
            (Button(label=label(words, N_("To my calendar")), press=press),),
        ),
        about=about,
    )


def points(session: Session) -> Html | None:
    """What it is about, a line each; None where nobody said."""
    if not session.points:
        return None
    written = session.points.splitlines()
    shown = [plain(f"– {shorten(one, POINT_SHOWN)}") for one in written[:POINTS_SHOWN]]
    return lines(*shown, Html("…") if len(written) > POINTS_SHOWN else None)


def points_set(session: Session, community: Community, words: Words) -> Message:
    """To whoever set the agenda."""
    return Message(
        text=lines(
            text(
                words,
                "Noted, the agenda of «{title}» ({when}):",
                title=title(session),
                when=words.moment(session.starts_at, community.zone),
            ),
            points(session),
            text(words, "It comes with the reminder."),
        ),
        about=("session", session.id),
    )


def title(session: Session) -> str:
    """As it is shown."""
    return shorten(session.title, TITLE_SHOWN).rstrip(".")


def untitled(words: Words) -> str:
    """The title of a session that was called by its date alone."""
    return words(N_("Meeting of the community"))


def tally(answers: Answers, words: Words) -> Html | None:
    """«Vienen 3: Rosa, Juan y Luz · Quizás 1: Marta · No pueden 1», or None while nobody answered."""
    yes, maybe, no = (_who(answers, reply, words) for reply in (Reply.YES, Reply.MAYBE, Reply.NO))
    parts: list[str] = []
    if yes:
        names = shorten(words.listing(yes), NAMES_SHOWN)
        parts.append(
            texts(words, "✓ {n} comes: {names}", "✓ {n} come: {names}", len(yes), names=names)
        )
    if maybe:
        names = shorten(words.listing(maybe), NAMES_SHOWN // 2)
        parts.append(text(words, "{n} perhaps: {names}", n=len(maybe), names=names))
    if no:
        parts.append(texts(words, "{n} cannot", "{n} cannot", len(no)))
    return lines(*parts) if parts else None


def counts(answers: Answers, words: Words) -> Html | None:
    """The same in numbers alone."""
    n = {reply: sum(one.reply is reply for one in answers) for reply in Reply}
    parts: list[str] = []
    if n[Reply.YES]:
        parts.append(texts(words, "{n} comes", "{n} come", n[Reply.YES]))
    if n[Reply.MAYBE]:
        parts.append(text(words, "{n} perhaps", n=n[Reply.MAYBE]))
    if n[Reply.NO]:
        parts.append(texts(words, "{n} cannot come", "{n} cannot come", n[Reply.NO]))
    return Html(" · ".join(parts)) if parts else None


# The small answers to taps: plain text, at most 200 characters.


def answered(session: Session, reply: Reply, community: Community, words: Words) -> str:
    """«Gracias, te espero el jueves 26 de noviembre, 18:00.»"""
    when = words.moment(session.starts_at, community.zone)
    sentence = {
        Reply.YES: N_("Noted, thank you. See you on {when}."),
        Reply.NO: N_("Noted. Thank you for saying so."),
        Reply.MAYBE: N_("Noted: perhaps. You can change it until it begins."),
    }[reply]
    return words(sentence).format(when=when)


def settled_briefly(session: Session, community: Community, words: Words) -> str:
    """For a tap on a question that was answered already."""
    return words(N_("The session is on {when}.")).format(
        when=words.moment(session.starts_at, community.zone)
    )


def called_off_briefly(words: Words) -> str:
    """For the tap that cancels it."""
    return words(N_("It is cancelled. I tell those who were coming."))


# Changes.


def moved(
    session: Session,
    before: Session,
    answers: Answers,
    community: Community,
    words: Words,
    *,
    told: Collection[PersonId] = (),
) -> Message:
    """To the group; those who said yes or perhaps, and were not told in private, are called by name."""
    news = text(
        words,
        "📅 The session «{title}» moves: it is now on {when} (it was on {before}).",
        title=title(session),
        when=bold(words.moment(session.starts_at, community.zone)),
        before=words.moment(before.starts_at, community.zone),
    )
    coming = [one for one in _coming(answers) if one.person_id not in told]
    ask = texts(
        words,
        "{people}: can you still come? If not, tap «I cannot».",
        "{people}: can you all still come? Who cannot, tap «I cannot».",
        len(coming),
        people=_mentions(coming, words),
    )
    if not coming:
        ask = text(words, "Are you coming?")
    return Message(
        text=lines(news, ask), keyboard=_keyboard(session, words), about=("session", session.id)
    )


def moved_privately(
    session: Session, before: Session, community: Community, url: str | None, words: Words
) -> Message:
    """To one who comes."""
    return Message(
        text=lines(
            text(
                words,
                "📅 «{title}», to which you were coming, moves: it is now on {when} (it was on "
                "{before}).",
                title=title(session),
                when=bold(words.moment(session.starts_at, community.zone)),
                before=words.moment(before.starts_at, community.zone),
            ),
            link(words(N_("If you cannot any more, tap «I cannot» in the group.")), url),
        ),
        about=("session", session.id),
    )


def called_off_privately(session: Session, community: Community, words: Words) -> Message:
    """To one who was coming."""
    return Message(
        text=text(
            words,
            "✖️ «{title}» of {when} is cancelled. Thank you for being ready to come.",
            title=title(session),
            when=words.moment(session.starts_at, community.zone),
        ),
        about=("session", session.id),
    )


def called_off(
    session: Session,
    answers: Answers,
    community: Community,
    words: Words,
    *,
    told: Collection[PersonId] = (),
) -> Message:
    """To the group; those who said yes or perhaps, and were not told in private, are called by name."""
    news = text(
        words,
        "✖️ The session «{title}» of {when} is cancelled.",
        title=title(session),
        when=words.moment(session.starts_at, community.zone),
    )
    coming = [one for one in _coming(answers) if one.person_id not in told]
    thanks = texts(
        words,
        "{people}: so that you know. Thank you for being ready to come.",
        "{people}: so that you all know. Thank you for being ready to come.",
        len(coming),
        people=_mentions(coming, words),
    )
    return Message(text=lines(news, thanks if coming else None), about=("session", session.id))


def shall_i_cancel(session: Session, community: Community, words: Words) -> Message:
    """Somebody wrote that it is cancelled; whoever facilitates says so with a tap."""
    ask = text(
        words,
        "Is the session «{title}» of {when} cancelled? Whoever facilitates can confirm it.",
        title=title(session),
        when=words.moment(session.starts_at, community.zone),
    )
    button = Button(
        label=label(words, N_("Yes, cancel it")),
        press=Press(verb="session-cancel", subject=session.id),
    )
    return Message(text=ask, keyboard=((button,),), about=("session", session.id))


# Reminders.


def reminder(
    session: Session,
    answers: Answers,
    community: Community,
    now: datetime,
    words: Words,
    materials: Sequence[Material] = (),
) -> Message:
    """«⏰ Mañana, jueves 26 de noviembre, 18:00: Lectura multigrado», with its buttons."""
    when = words.moment(session.starts_at, community.zone)
    today = local_day(now, community.zone)
    on = local_day(session.starts_at, community.zone)
    if session.kind is SessionKind.ASYNCHRONOUS:
        head = _day_of_asynchronous(session, community, today, words)
    elif on == today:
        hour = words.time(session.starts_at, community.zone)
        head = text(words, "⏰ Today at {hour}: {title}", hour=bold(hour), title=title(session))
    elif on == today + timedelta(days=1):
        head = text(words, "⏰ Tomorrow, {when}: {title}", when=bold(when), title=title(session))
    else:
        head = text(words, "⏰ {when}: {title}", when=bold(when), title=title(session))
    return Message(
        text=lines(
            head,
            points(session),
            *_to_read(materials, community, words),
            tally(answers, words),
            text(words, "Do you take part?")
            if session.kind is SessionKind.ASYNCHRONOUS
            else text(words, "Are you coming?"),
        ),
        keyboard=_keyboard(session, words),
        about=("session", session.id),
    )


def _window(session: Session, community: Community, words: Words) -> Html:
    """«Del lunes 23 al sábado 28 de noviembre»."""
    return text(
        words,
        "From {start} to {end}",
        start=bold(words.day(local_day(session.starts_at, community.zone))),
        end=bold(words.moment(session.ends_at, community.zone)),
    )


def _day_of_asynchronous(session: Session, community: Community, today: date, words: Words) -> Html:
    until = words.moment(session.ends_at, community.zone)
    number = (today - local_day(session.starts_at, community.zone)).days + 1
    if local_day(session.ends_at, community.zone) - today <= DAY:
        return text(
            words, "⏰ Last day of «{title}»: until {end}.", title=title(session), end=until
        )
    if number <= 1:
        return text(words, "⏰ «{title}» is open: until {end}.", title=title(session), end=until)
    return text(
        words,
        "⏰ «{title}» is open, day {n}: until {end}.",
        title=title(session),
        n=number,
        end=until,
    )


def _to_read(materials: Sequence[Material], community: Community, words: Words) -> list[Html]:
    if not materials:
        return []
    named = [
        link(
            shorten(one.title, LISTED_TITLE),
            message_url(community.telegram_chat_id, one.message_id),
        )
        + (f" ({one.kilobytes} KB)" if one.kilobytes is not None else "")
        for one in materials
    ]
    return [text(words, "📎 {files}", files=Html(" · ".join(named)))]


# The agenda.


def agenda(
    found: Sequence[tuple[Session, Answers]],
    urls: Mapping[SessionId, str | None],
    community: Community,
    words: Words,
) -> Message:
    """The next sessions, each with its date in words, how many come, and its card."""
    if not found:
        return Message(
            text=text(
                words,
                "There is no session ahead yet. Whoever facilitates calls one like this: "
                "/sesion Reading together on Thursday at 18:00",
            )
        )
    rows = []
    for session, answers in found:
        shown = link(shorten(session.title, LISTED_TITLE), urls.get(session.id))
        when, numbers = words.moment(session.starts_at, community.zone), counts(answers, words)
        parts = [f"• {plain(when)}: {shown}", *([numbers] if numbers else [])]
        rows.append(Html(" · ".join(parts)))
    return Message(
        text=lines(
            text(words, "📅 What is coming:"),
            *rows,
            text(words, "For your calendar: /agenda ics · What is over: /agenda pasadas"),
        )
    )


def calendar_file(name: str, content: str, words: Words) -> Message:
    """The dates as a document that calendars open."""
    return Message(
        text=text(words, "Open it to have these dates in your calendar. If one moves, ask again."),
        document=(name, content),
    )


def _who(answers: Answers, reply: Reply, words: Words) -> list[str]:
    return [shorten(called(one.name, words), 40) for one in answers if one.reply is reply]


def _coming(answers: Answers) -> list[Attendance]:
    return [one for one in answers if one.reply is not Reply.NO]


def _mentions(people: Answers, words: Words) -> Html:
    """Names that tell their owners (a Telegram mention)."""
    named = [
        link(shorten(called(one.name, words), NAME_MENTIONED), f"tg://user?id={one.person_id}")
        for one in people[:MENTIONED]
    ]
    rest = len(people) - len(named)
    if rest > 0:
        named.append(texts(words, "{n} more", "{n} more", rest))
    return Html(words.listing(named))


def _keyboard(session: Session, words: Words) -> Keyboard:
    replies = (
        (N_("I can"), Reply.YES),
        (N_("I cannot"), Reply.NO),
        (N_("Perhaps"), Reply.MAYBE),
    )
    return (
        tuple(
            Button(
                label=label(words, msgid),
                press=Press(verb="session-reply", subject=session.id, choice=reply.value),
            )
            for msgid, reply in replies
        ),
    )
