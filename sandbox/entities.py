"""Marked-up text: the HTML a bot may send, and the commands, hashtags and links Telegram finds.

Offsets and lengths of entities count UTF-16 units, as in the Bot API; the refusals are worded as
in TDLib's MessageEntity.cpp. Byte offsets in them count UTF-8 bytes.
"""

import re
from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.refused import bad_request

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.\-]+)))?""")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)\]»\"']|\bt\.me/[^\s<>]+[^\s<>.,;:!?)\]»\"'])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{4,32}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """Length in UTF-16 units, the measure of the Bot API's entities."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def cut(text: str, offset: int, length: int) -> str:
    """The piece of text an entity covers."""
    raw = text.encode("utf-16-le")[2 * offset : 2 * (offset + length)]
    return raw.decode("utf-16-le", errors="replace")


def found_in(text: str, marked: list[Json]) -> list[Json]:
    """Entities that Telegram finds by itself, where nothing `marked` stands in the way."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in marked
        if entity["type"] in ("code", "pre", "text_link", "text_mention")
    ]
    found = []
    for match in _FOUND.finditer(text):
        start = units(text[: match.start()])
        end = start + units(match[0])
        if not any(start < until and end > since for since, until in taken):
            kind = str(match.lastgroup)
            found.append({"type": kind, "offset": start, "length": end - start})
    return found


def with_found(text: str, marked: list[Json]) -> list[Json]:
    return sorted(
        marked + found_in(text, marked), key=lambda entity: (entity["offset"], -entity["length"])
    )


def read_html(source: str) -> tuple[str, list[Json]]:
    """The plain text and the entities of an HTML message, or the refusal Telegram would give."""
    return _Reader(source).read()


@dataclass(kw_only=True)
class _Open:
    tag: str
    extra: Json
    start: int
    kind: str


class _Reader:
    """Reads one HTML text from left to right, with a stack of the tags still open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text = ""
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self.source[self.at] == "<":
                self._close() if self.source.startswith("</", self.at) else self._open()
            else:
                self._character()
        if self.stack:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return trimmed(self.text, self.entities)

    def _character(self) -> None:
        match = _REFERENCE.match(self.source, self.at)
        decoded = _decoded(match) if match else ""
        if match and decoded:
            self._add(decoded)
            self.at = match.end()
        else:
            self._add(self.source[self.at])
            self.at += 1

    def _add(self, piece: str) -> None:
        self.text += piece
        self.length += units(piece)

    def _open(self) -> None:
        begin = self.at
        name = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        tag = name[0].lower() if name else ""
        end = self.source.find(">", begin)
        if end < 0:
            raise _refusal(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in SIMPLE_TAGS:
            raise _refusal(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes, self.at = self._attributes(begin, begin + 1 + len(tag))
        kind, extra = self._meaning(tag, attributes, begin)
        self.stack.append(_Open(tag=tag, extra=extra, start=self.length, kind=kind))

    def _attributes(self, begin: int, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self.source) and self.source[at].isspace():
                at += 1
            if at >= len(self.source):
                raise _refusal(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if self.source[at] == ">":
                return attributes, at + 1
            match = _ATTRIBUTE.match(self.source, at)
            if match is None:
                raise _refusal(
                    "Empty attribute name in the tag "
                    f'"{self.source[begin + 1 : at].strip()}" at byte offset {self._byte(begin)}'
                )
            value = next((group for group in match.groups()[1:] if group is not None), "")
            attributes[match[1].lower()] = _REFERENCE.sub(
                lambda reference: _decoded(reference) or reference[0], value
            )
            at = match.end()

    def _meaning(self, tag: str, attributes: dict[str, str], begin: int) -> tuple[str, Json]:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refusal(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        if tag == "blockquote" and "expandable" in attributes:
            return "expandable_blockquote", {}
        if tag == "code" and attributes.get("class", "").startswith("language-"):
            return "code", {"language": attributes["class"].removeprefix("language-")}
        if tag == "tg-emoji":
            return "custom_emoji", {"custom_emoji_id": attributes.get("emoji-id", "")}
        if tag == "a":
            return "text_link", {"url": attributes.get("href", "")}
        return SIMPLE_TAGS[tag], {}

    def _close(self) -> None:
        begin = self.at
        if not self.stack:
            raise _refusal(f"Unexpected end tag at byte offset {self._byte(begin)}")
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self.source, begin)
        if match is None or not match[2]:
            raise _refusal(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.stack.pop()
        if match[1] and match[1].lower() != opened.tag:
            raise _refusal(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{match[1]}>"'
            )
        self.at = match.end()
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.start
        if not length:
            return
        entity: Json = {"type": opened.kind, "offset": opened.start, "length": length}
        if opened.kind == "text_link":
            url = opened.extra["url"] or cut(self.text, opened.start, length)
            person = re.fullmatch(r"tg://user\?id=(\d+)", url)
            if person:
                entity |= {"type": "text_mention", "user_id": int(person[1])}
            elif re.match(r"(?:https?|tg|ton|mailto|tel)?:?[^\s]+\.[^\s]+|tg://", url):
                entity["url"] = url
            else:
                return  # Telegram drops a link that is none and keeps its words
        else:
            entity |= opened.extra
        if self._is_language_of_pre(entity):
            return
        self.entities.append(entity)

    def _is_language_of_pre(self, entity: Json) -> bool:
        """`<pre><code class="language-x">` is one entity: the pre takes the language."""
        if entity["type"] == "code" and self.stack and self.stack[-1].kind == "pre":
            self.stack[-1].extra = {key: entity[key] for key in ("language",) if key in entity}
            return True
        entity_is_inner_code = entity["type"] == "code" and "language" in entity
        if entity_is_inner_code:
            del entity["language"]
        return False

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", errors="replace"))


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text and entities without white space around them, as Telegram stores messages."""
    lead = units(text) - units(text.lstrip())
    clean = text.strip()
    total = units(clean)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, total)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return clean, kept


def _decoded(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else ""


def _refusal(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
