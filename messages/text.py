"""The one place where members' words meet our HTML: every value is escaped, every sentence translated.

`text(words, "Sentence with {name}", name=…)` and `texts(words, "one", "many", n, …)` are what Babel
extracts; `label` is for buttons, which are plain text.
"""

import html
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from community.titles import cut
from locales.words import Words
from messages.buttons import Press

# Characters that turn the reading direction or hide: a name must not rearrange a sentence.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# What no file may hold beside those: C1 controls, halves of pairs, noncharacters.
_UNPRINTABLE = re.compile("[\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MAX_TEXT = 4096  # Telegram's limit for a message, in characters (promises.md §1)


class Html(str):
    """Text that is HTML already: made by `text`, or escaped by `plain`."""

    __slots__ = ()


def clean(value: str) -> str:
    """Without control and direction characters."""
    return _HIDDEN.sub("", value)


def readable(value: str) -> str:
    """Without what no file may hold and what rearranges a line."""
    return _UNPRINTABLE.sub("", clean(value))


def plain(value: object) -> Html:
    """Somebody's words, made safe for HTML."""
    return value if isinstance(value, Html) else Html(html.escape(clean(str(value)), quote=False))


def text(words: Words, msgid: str, **values: Any) -> Html:
    """A translated sentence with escaped values."""
    return Html(words(msgid).format(**{name: plain(value) for name, value in values.items()}))


def texts(words: Words, one: str, many: str, n: int, **values: Any) -> Html:
    """A translated sentence about a number of things; `{n}` is the number."""
    safe = {name: plain(value) for name, value in values.items()}
    return Html(words.count(one, many, n).format(n=n, **safe))


def label(words: Words, msgid: str) -> str:
    """A button's words: at most 20 characters in each language (product.md §3)."""
    return words(msgid)


def lines(*parts: str | None) -> Html:
    """Paragraph lines; a None is left out, an empty string is an empty line."""
    return Html("\n".join(part for part in parts if part is not None))


def bold(value: object) -> Html:
    """In bold."""
    return Html(f"<b>{plain(value)}</b>")


def quote(value: str) -> Html:
    """Somebody's words as a quotation block."""
    return Html(f"<blockquote>{plain(value)}</blockquote>")


def link(label_: str, url: str | None) -> Html:
    """A link, or just its words where there is no address."""
    if url is None:
        return plain(label_)
    return Html(f'<a href="{html.escape(url)}">{plain(label_)}</a>')


SHORTEST_HEAD = 8  # before an end that stays


def shorten(value: str, limit: int, *, keeps_end: bool = False) -> str:
    """At most `limit` characters, cut at a word, with an ellipsis; `keeps_end`: what follows its
    last comma stays («Lectura en…, como la hizo Rosa»)."""
    flat = " ".join(clean(value).split())
    if len(flat) <= limit:
        return flat
    head, comma, end = flat.rpartition(",")
    room = limit - len(comma + end)
    if keeps_end and head and room >= SHORTEST_HEAD:
        return f"{shorten(head, room).rstrip(',')}{comma}{end}"
    return cut(flat, limit)


def message_url(chat_id: int, message_id: int | None) -> str | None:
    """t.me/c/… for a message; None outside supergroups, where such links do not exist, for what was
    written in private, and for what was said before a group became one."""
    digits = str(chat_id)
    if message_id is None or message_id <= 0 or not digits.startswith("-100"):
        return None
    return f"https://t.me/c/{digits[4:]}/{message_id}"


@dataclass(frozen=True, kw_only=True)
class Button:
    """One button: its words and either what a tap claims, or an address."""

    label: str
    press: Press | None = None
    url: str | None = None

    @property
    def markup(self) -> dict[str, str]:
        """As Telegram wants it."""
        if self.press is not None:
            return {"text": self.label, "callback_data": self.press.data}
        return {"text": self.label, "url": self.url or ""}


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is said: HTML, buttons, what it is about, and whether it is pinned afterwards."""

    text: Html
    keyboard: Keyboard = ()
    about: tuple[str, int] | None = None
    then: str | None = None
    # (file name, content)
    document: tuple[str, str | bytes] | None = field(default=None, repr=False)

    @property
    def payload(self) -> dict[str, Any]:
        """Parameters of sendMessage, or of sendDocument where there is a document."""
        payload: dict[str, Any] = {"parse_mode": "HTML"}
        if self.document is not None:
            payload["caption"] = self.text
            payload["document"] = _document(*self.document)
        else:
            payload["text"] = self.text
            payload["link_preview_options"] = {"is_disabled": True}
        if self.keyboard:
            payload["reply_markup"] = keyboard_markup(self.keyboard)
        return payload

    @property
    def edit(self) -> dict[str, Any]:
        """Parameters of editMessageText; no buttons means that they go."""
        return {
            "text": self.text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": keyboard_markup(self.keyboard),
        }


def _document(name: str, content: str | bytes) -> dict[str, str]:
    """As it is kept in the outbox, which holds JSON: bytes in base64."""
    if isinstance(content, str):
        return {"name": name, "content": content}
    return {"name": name, "base64": b64encode(content).decode("ascii")}


def with_lines(message: Message, more: Sequence[Html]) -> Message:
    """The message with lines below it, after an empty one."""
    return replace(message, text=lines(message.text, "", *more)) if more else message


def in_rows(buttons: Sequence[Button], a_row: int = 3) -> Keyboard:
    """Buttons in rows of at most three (product.md §3)."""
    return tuple(tuple(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row))


def keyboard_markup(keyboard: Keyboard) -> dict[str, Any]:
    """As Telegram wants it."""
    return {"inline_keyboard": [[button.markup for button in row] for row in keyboard]}
