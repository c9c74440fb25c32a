"""The board: the open commitments of a community, or of one topic, in one pinned message.

The one thing to know: it is drawn anew and edited in place, so nothing in it is news; what does not
fit the first screen is folded, and a tap on it opens the rest.
"""

from collections.abc import Sequence
from datetime import date

from community.commitments import Pledge
from locales.words import N_, Words
from messages.buttons import Press
from messages.commitments import Urls, open_row
from messages.text import Button, Html, Message, bold, label, lines, text, texts

SHOWN = 5  # before the fold: with its heading a board stays under 600 characters
FOLDED = 25  # and behind it


def board(
    pledges: Sequence[Pledge],
    words: Words,
    urls: Urls,
    *,
    today: date,
    topic: int | None,
    is_pinned: bool,
) -> Message:
    """By date. `topic`: of which forum topic; None for all of the community."""
    rows = [open_row(one, words, urls, today=today) for one in pledges[: SHOWN + FOLDED]]
    beyond = len(pledges) - len(rows)
    return Message(
        text=lines(
            bold(text(words, "📋 What we have in hand")),
            *(
                rows[:SHOWN]
                or [text(words, "Nothing is open. Anybody can suggest one: #compromiso")]
            ),
            _folded(rows[SHOWN:], beyond, words),
        ),
        keyboard=((_mine(topic, words),),),
        about=("board", topic or 0),
        then="pin" if is_pinned else None,
    )


def _folded(rows: Sequence[Html], beyond: int, words: Words) -> Html | None:
    if not rows:
        return None
    more = texts(words, "And one more.", "And {n} more.", beyond) if beyond > 0 else None
    return Html(f"<blockquote expandable>{lines(*rows, more)}</blockquote>")


def _mine(topic: int | None, words: Words) -> Button:
    press = Press(verb="board-mine", subject=topic or 0)
    return Button(label=label(words, N_("What is mine")), press=press)
