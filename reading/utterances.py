"""What a summary reads: utterances, and the spans of them that can be quoted.

The one thing to know: a quote is always a verbatim piece of one utterance, cut where a sentence,
a clause or a word ends. Nothing here rewrites what a person said.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import islice, repeat

from reading.stems import fold

Author = int | str

LONGEST_WHOLE = 40  # words of a message that is quoted whole; a longer one goes by sentences
MOST_SPANS = 200  # of one message that are looked at: 4,096 letters can be a thousand «Sí.»
LINK = re.compile(r"(?:https?://|www\.)\S+|\b(?:t\.me|youtu\.be|drive\.google\.com)/\S+", re.I)

_IN_A_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"\S+")
_MARK_END = r"[.!?…][\"'»”)]*\s+(?=[¿¡\"'«“(]*[^\W_a-zà-ÿ])"
_SENTENCE_END = re.compile(_MARK_END)  # begins with the mark itself, which is quick to find
_SENTENCE_OR_LINE_END = re.compile(_MARK_END + r"|\n+")
_CLAUSE_END = re.compile(r"[,;:—–](?=\s)|\s(?=\()")
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # marks that turn what follows
_EDGES = _TURNING + "\u200b\u200e\u200f\ufeff \t\n\r\x0b\x0c"
_EDGES_OF_A_LINE = _TURNING + "\u200b\u200e\u200f\ufeff \t\"'«“(¿¡"
_ENDS = ".!?…\n\r\"'»”)"
_TURNS = re.compile(f"[{_TURNING}]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One message of a discussion, as a summary needs it.

    `author_id` is None for somebody unknown (then `author` tells people apart, and where it is empty
    each utterance is somebody else's); `reply_to` is the `id` of another utterance; `thread` a forum
    topic; `weight` and `against` count the favourable and the unfavourable reactions of others, or
    the votes for and against in a poll; `file` is the name of the document that came with it, empty
    where it has none, None where nothing came (a photo is talk, not material).
    """

    id: int
    author_id: int | None
    author: str
    text: str
    said_at: datetime
    reply_to: int | None = None
    thread: int | None = None
    weight: int = 0
    against: int = 0
    file: str | None = None

    @property
    def has_author(self) -> bool:
        return self.author_id is not None or bool(self.author)

    @cached_property
    def by(self) -> Author:
        """Who said it, for comparing."""
        if self.author_id is not None:
            return self.author_id
        return self.author or f"#{self.id}"

    @cached_property
    def words(self) -> int:
        """How many words of its author's own it has."""
        return word_count(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences and lines, each verbatim; none is empty."""
        return tuple(sentences(self.text))


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A span of one utterance that could be quoted: a short message, or a sentence."""

    utterance: Utterance
    quote: str
    words: int
    whole: bool = True  # no sentence is cut short

    def shortened_to(self, words: int) -> "Unit":
        """Itself, or as much of its beginning as so many words hold."""
        if self.words <= words:
            return self
        quote = shortened(self.quote, words)
        return replace(self, quote=quote, words=word_count(quote), whole=False)


def is_command(text: str) -> bool:
    """Whether the text is addressed to a bot."""
    return text.lstrip().startswith("/")


def spoken(text: str) -> str:
    """`text` without its links: what its author says in words of their own."""
    return LINK.sub(" ", text) if _may_link(text) else text


def links(text: str) -> list[str]:
    """The addresses in `text`, as they were written."""
    return LINK.findall(text) if _may_link(text) else []


def _may_link(text: str) -> bool:
    """Cheap to tell, and seldom true."""
    return "/" in text or (("w." in text or "W." in text) and "www." in text.casefold())


def word_count(text: str) -> int:
    """How many words of its own `text` has; links, emoji and lone punctuation are none."""
    parts = spoken(text).split()
    marks = [part for part in parts if not part[0].isalnum()]
    return len(parts) - sum([not _IN_A_WORD.search(part) for part in marks])


def is_shouted(text: str) -> bool:
    """Whether most letters of a text are capitals: shouting reads badly as a quote."""
    letters = _LETTERS.findall(spoken(text))
    return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.5 * len(letters)


def turns_letters(text: str) -> bool:
    """Whether a text turns the direction of letters, which would turn those around the quote too."""
    return bool(_TURNS.search(text))


def useful(
    utterances: Sequence[Utterance],
    *,
    least_words: int = 4,
    key: Callable[[Utterance], Hashable] = lambda utterance: None,
) -> list[Utterance]:
    """The utterances that say something: no commands, no repeats, `least_words` of their own.

    Only those of the same `key` are looked at for repeats, which is cheaper than all.
    """
    telling = [u for u in utterances if u.words >= least_words and not is_command(u.text)]
    keys = [key(utterance) for utterance in telling]
    many = Counter(keys)
    seen: set[str] = set()
    kept = []
    for utterance, its_key in zip(telling, keys, strict=True):
        if many[its_key] > 1:
            said = " ".join(fold(utterance.text).split())
            if said in seen:
                continue
            seen.add(said)
        kept.append(utterance)
    return kept


def units(utterance: Utterance, *, longest: int = LONGEST_WHOLE) -> Iterator[Unit]:
    """What of an utterance could be quoted, no quote longer than `longest` words.

    A short message whole; of a longer one each sentence, and each few in a row that are short enough.
    """
    text = utterance.text
    is_short = utterance.words <= longest
    spans = [text] if is_short else _in_a_row(text, utterance.sentences, longest)
    for span in map(str.strip, spans, repeat(_EDGES)):
        quote = shortened(span, longest)
        if count := word_count(quote):
            yield Unit(utterance=utterance, quote=quote, words=count, whole=quote == span)


def _in_a_row(text: str, said: Sequence[str], longest: int) -> Iterator[str]:
    """Each sentence, alone and with those that follow it, as long as they are short enough; where there
    are very many, the first MOST_SPANS, with fewer of those that follow."""
    bounds, at = list[tuple[int, int, int]](), 0
    said = said[:MOST_SPANS]
    in_a_row = MOST_SPANS // len(said) if said else 0
    for sentence in said:
        start = text.index(sentence, at)
        at = start + len(sentence)
        bounds.append((start, at, word_count(sentence)))
    for first, (start, end, words) in enumerate(bounds):
        yield text[start:end]
        for _, later, more in bounds[first + 1 : first + in_a_row]:
            words += more
            if words > longest:
                break
            yield text[start:later]


def sentences(text: str) -> list[str]:
    """The sentences and lines of `text`, each verbatim; none is empty."""
    found, start = [], 0
    ends = _SENTENCE_OR_LINE_END if "\n" in text else _SENTENCE_END
    for end in ends.finditer(text):
        mark = 0 if text[end.start()] == "\n" else 1
        found.append(text[start : end.start() + mark].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def shortened(text: str, longest: int) -> str:
    """The beginning of `text` up to `longest` words, cut where a clause ends if that keeps half.

    Without an ellipsis: the quote stays a verbatim piece of the text.
    """
    if len(text.split()) <= longest:
        return text
    tokens = list(islice(_TOKEN.finditer(text), longest))
    cut = text[: tokens[longest - 1].end()]
    clauses = [match.start() for match in _CLAUSE_END.finditer(cut)]
    if clauses and len(cut[: clauses[-1]].split()) * 2 >= longest:
        cut = cut[: clauses[-1]]
    return cut.rstrip(" ,;:—–(«“\"'")


def with_gaps(text: str, quote: str) -> str:
    """`quote` with «…» where it was cut out of a sentence of `text`, so that nobody reads it as all
    that was said; a sentence or line that is whole has none."""
    at = text.find(quote)
    if at < 0 or not quote:
        return quote
    before, after = text[:at].rstrip(_EDGES_OF_A_LINE), text[at + len(quote) :].lstrip(" \t")
    opens = bool(before) and before[-1] not in _ENDS
    goes_on = bool(_IN_A_WORD.search(after)) and quote[-1] not in _ENDS and after[0] not in _ENDS
    return f"{'…' if opens else ''}{quote}{'…' if goes_on else ''}"
