"""What somebody said, as a line: verbatim, with its author, linked to its message.

The one thing to know: where messages have no address (outside supergroups), the author is named with
the day. A candidate's sign has a ❔: nobody has confirmed it yet.
"""

import re
from collections.abc import Sequence

from community.communities import Community
from community.discussions import Quote, QuoteKind
from locales.words import Words
from messages.people import called, nobody_in_particular
from messages.text import Html, bold, link, message_url, plain, shorten

SIGNS = {
    QuoteKind.AGREEMENT: "✅❔",
    QuoteKind.DISPUTED: "⚖️",
    QuoteKind.COMMITMENT: "🤝❔",
    QuoteKind.THEME: "•",
    QuoteKind.VOICE: "•",
    QuoteKind.QUESTION: "❓",
    QuoteKind.RESOURCE: "🔗",
}


def quoted(
    quote: Quote, community: Community, words: Words, longest: int, *, sign: str | None = None
) -> Html:
    """«Words» — author; a theme is named first."""
    said = plain(shorten(quote.words, longest))
    label = shorten(", ".join(quote.label), longest)
    theme = Html(f"{bold(label)}: ") if label else ""
    mark = SIGNS[quote.kind] if sign is None else sign
    return Html(f"{mark} {theme}«{said}» — {whose(quote, community, words)}")


def whose(quote: Quote, community: Community, words: Words) -> Html:
    """The author, linked to the message; or with its day."""
    name = called(quote.author, words) if quote.author else nobody_in_particular(words)
    url = message_url(community.telegram_chat_id, quote.message_id)
    if url is not None:
        return link(name, url)
    day = words.short_day(quote.said_at.astimezone(community.zone).date())
    return Html(f"{plain(name)}, {plain(day)}")


def and_more(row: Html, more: int) -> Html:
    """The last of those that are shown, and how many there are besides."""
    return Html(f"{row} (+{more})") if more > 0 else row


def read_length(blocks: Sequence[str]) -> int:
    """What people read: without tags."""
    return sum(len(re.sub(r"<[^>]*>", "", block)) + 2 for block in blocks)
