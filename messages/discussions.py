"""What somebody missed: their own pendings first, then dates, practices, and quotes with links."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from community.agreements import Agreement
from community.candidates import KINDS
from community.communities import Community
from community.discussions import Quote, QuoteKind, Summary
from community.practices import Practice
from community.sessions import Session
from locales.words import Words
from messages.buttons import Press
from messages.people import author_of
from messages.quotes import and_more, quoted, read_length, whose
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    label,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

MOST = 1500  # characters that people read (product.md M23)
MOST_PENDING = 3
MOST_PRACTICES = 3
MOST_ASKED = 3
MOST_SESSIONS = 2
MOST_SETTLED = 3
MORE = 5  # letters of «(+12)»
LONGEST_QUOTE = 220

Kind = TypeVar("Kind")


@dataclass(frozen=True, kw_only=True)
class Pending:
    """One open commitment: of the reader, or agreed on meanwhile."""

    number: int
    what: str
    due_on: date | None
    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """One prompt that was posted."""

    words: str
    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class Some(Generic[Kind]):
    """What is shown, and how many more there are."""

    shown: Sequence[Kind] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class News:
    """Everything an answer to /resumen may say."""

    community: Community
    since: datetime
    summary: Summary
    mine: Some[Pending] = field(default_factory=Some)
    asked: Some[Question] = field(default_factory=Some)
    agreed: Some[Pending] = field(default_factory=Some)
    practices: Sequence[Practice] = ()
    sessions: Sequence[Session] = ()
    settled: Sequence[Agreement] = ()
    to_confirm: int = 0  # candidates that the reader may confirm


def missed(news: News, words: Words) -> Message:
    """At most 1,500 characters: what does not fit is counted, the least telling first."""
    when = words.moment(news.since, news.community.zone)
    blocks = [
        lines(
            text(words, "📰 {community}, since {when}", community=news.community.title, when=when)
        ),
        *_block(
            text(words, "Yours:"),
            [_pending(one, news, words) for one in news.mine.shown],
            news.mine.more,
        ),
        *_block(
            text(words, "Dates:"),
            [_session(one, news.community, words) for one in news.sessions[:MOST_SESSIONS]],
            len(news.sessions) - MOST_SESSIONS,
        ),
        *_block(
            text(words, "Asked meanwhile:"),
            [_asked(one, news) for one in news.asked.shown],
            news.asked.more,
        ),
        *_block(
            text(words, "Agreed meanwhile:"),
            [_agreement(one, words) for one in news.settled[:MOST_SETTLED]],
            len(news.settled) - MOST_SETTLED,
        ),
        *_block(
            text(words, "New commitments:"),
            [_pending(one, news, words) for one in news.agreed.shown],
            news.agreed.more,
        ),
        *_block(
            text(words, "Practices told:"),
            [_practice(one, news.community, words) for one in news.practices[:MOST_PRACTICES]],
            len(news.practices) - MOST_PRACTICES,
        ),
    ]
    points = [_quote(one, news.community, words) for one in news.summary.quotes]
    if len(blocks) == 1 and not points:
        return Message(text=text(words, "Nothing new since {when}.", when=when))
    legend = _legend(news, words)
    if points:
        room = MOST - read_length([*blocks, legend or ""])
        blocks.append(_fitting(_heading(news.summary, words), points, room))
    if legend is not None:
        blocks.append(legend)
    return Message(
        text=Html("\n\n".join(block for block in blocks if block)),
        keyboard=_to_confirm(news, words),
        about=("summary", news.community.id) if news.to_confirm else None,
    )


def _legend(news: News, words: Words) -> Html | None:
    """What ❔ and the button mean, where there is one of them."""
    if not news.to_confirm and not any(one.kind in KINDS for one in news.summary.quotes):
        return None
    return text(
        words,
        "❔ To confirm: it was said, and nobody has confirmed it. Whoever facilitates does; a commitment "
        "also whoever made it.",
    )


def _to_confirm(news: News, words: Words) -> Keyboard:
    """One button, however many there are: cards come when they are asked for."""
    if not news.to_confirm:
        return ()
    shown = label(words, "To confirm ({n})").format(n=news.to_confirm)
    press = Press(verb="candidates-show", subject=news.community.id)
    return ((Button(label=shown, press=press),),)


def sent_in_private(words: Words) -> Message:
    """The group only hears that it was answered."""
    return Message(text=text(words, "I wrote it to you in private."))


def _block(heading: Html, rows: Sequence[Html], more: int) -> list[Html]:
    return [lines(heading, *rows[:-1], and_more(rows[-1], more))] if rows else []


def _pending(one: Pending, news: News, words: Words) -> Html:
    url = message_url(news.community.telegram_chat_id, one.message_id)
    due = words.short_day(one.due_on) if one.due_on else ""
    return text(
        words,
        "🤝 {number} {what} {due}",
        number=link(str(one.number), url),
        what=shorten(one.what, 80),
        due=due,
    )


def _asked(one: Question, news: News) -> Html:
    url = message_url(news.community.telegram_chat_id, one.message_id)
    return Html(f"💬 {link(shorten(one.words, 100), url)}")


def _session(one: Session, community: Community, words: Words) -> Html:
    return text(
        words,
        "📅 {title}, {when}",
        title=shorten(one.title, 60),
        when=words.moment(one.starts_at, community.zone),
    )


def _practice(one: Practice, community: Community, words: Words) -> Html:
    url = message_url(community.telegram_chat_id, one.shown_message)
    return Html(f"📌 {link(shorten(one.title, 60), url)} — {plain(author_of(one, words))}")


def _quote(one: Quote, community: Community, words: Words) -> Html:
    if one.kind is not QuoteKind.DISPUTED:
        return quoted(one, community, words, LONGEST_QUOTE)
    return text(
        words,
        "⚖️ Not agreed yet: «{what}» — {who}",
        what=shorten(one.words, LONGEST_QUOTE),
        who=whose(one, community, words),
    )


def _agreement(one: Agreement, words: Words) -> Html:
    return Html(f"✅ {one.number}. {plain(shorten(one.text, 80))}")


def _heading(summary: Summary, words: Words) -> Html:
    people = texts(words, "{n} person", "{n} people", summary.people)
    if not summary.is_enough:
        return text(words, "Too little was said for a summary. This is what there is:")
    return texts(
        words,
        "In their own words ({n} message, {people}):",
        "In their own words ({n} messages, {people}):",
        summary.messages,
        people=people,
    )


def _fitting(heading: Html, points: Sequence[Html], room: int) -> Html:
    """As many points as fit: they come in the order of their weight."""
    chosen: list[Html] = []
    for point in points:
        if read_length([heading, *chosen, point]) > room - MORE:
            break
        chosen.append(point)
    if not chosen:
        return Html("")
    return lines(heading, *chosen[:-1], and_more(chosen[-1], len(points) - len(chosen)))
