"""How the rules of a language are written down, and how they are laid over a text.

The one thing to know: before any rule looks, a text becomes one *line* of folded tokens with one
space between them, in which every weekday is `W0`…`W6`, every month `M1`…`M12`, every time of day
`T` and every part of a day («en la tarde») `P`, however they were written. Rules are regular
expressions over that line. Capitals cannot come from the text, for it is folded.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reading.dates_meaning import Meaning, Today
from reading.tokens import Token, one_slip_apart

LONG_ENOUGH_TO_GUESS = 7
"""Only long names are recognised with a slip in them: «abrir» is not «abril», «biernes» is clear."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A match of a rule, its numbers read."""

    match: re.Match[str]
    language: "Language"

    def written(self, group: str) -> str | None:
        """What the group matched; a shorthand used twice in a rule has groups `w`, `w_2`, …"""
        groups = self.match.groupdict()
        names = (group, f"{group}b", f"{group}_2", f"{group}_2b", f"{group}_3")
        return next((groups[name] for name in names if groups.get(name)), None)

    def maybe(self, group: str) -> int | None:
        written = self.written(group)
        if written is None:
            return None
        return int(written) if written.isdigit() else self.language.numbers[written]

    def number(self, group: str) -> int:
        number = self.maybe(group)
        if number is None:
            raise LookupError(group)
        return number

    @property
    def weekday(self) -> int:
        return self.number("w")

    @property
    def day(self) -> int:
        return self.number("d")

    @property
    def month(self) -> int:
        return self.number("m")

    @property
    def year(self) -> int | None:
        return self.maybe("y")

    @property
    def unit(self) -> str:
        return self.language.units[self.written("u") or ""]


_SHORTHAND = re.compile(r"\{([A-Z]+2?)\}")

_NOT_SLIPS = frozenset({"vienes", "domino", "dominio", "dominga", "segundo", "terceira"})
"""Words one letter away from a weekday that are words of their own."""

Rule = tuple[str, Callable[[Said, Today], Meaning | None]]
"""A pattern over the line, and what it means; None claims the words and says: no date."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """The words and rules of one language. `deadline`, `plain`, `other` are what may come before.

    A day after a `deadline` («antes del») is the due day; after `other` («del», «desde») it only
    describes something, and counts when nothing better is said, and then it is asked.
    """

    code: str
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    ordinal: str  # what may hang on a day's number: «1ro», «4th»
    year: str  # what may stand between a month and its year
    rules: Sequence[Rule]
    deadline: str
    plain: str
    other: str
    together: str  # between two days of which either or both are meant: «o», «y», «al»
    negation: str  # «no puedo el viernes»
    hedge: str  # «creo que lo subo el viernes»
    day_first: bool = True
    tens: Mapping[str, int] = field(default_factory=dict)  # «treinta», of «treinta y uno»
    and_ones: str = ""  # its «y»
    long_weekdays: str = ""  # weekdays of several words: the word in group `day`
    named_days: Mapping[str, int] = field(default_factory=dict)  # what `day` may be

    @cached_property
    def compiled(
        self,
    ) -> Sequence[tuple[re.Pattern[str], Callable[[Said, Today], Meaning | None]]]:
        return [(self.pattern(rule), meaning) for rule, meaning in self.rules]

    @cached_property
    def introductions(self) -> Mapping[str, re.Pattern[str]]:
        return {
            role: re.compile(rf"(?:(?<=\s)|^)(?:{self.expand(words)})$")
            for role, words in (
                ("deadline", self.deadline),
                ("plain", self.plain),
                ("other", self.other),
                ("negation", self.negation),
                ("hedge", rf"(?:{self.hedge})(?: \w+){{0,5}}?"),
            )
        }

    @cached_property
    def between(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.together})")

    def pattern(self, rule: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{self.expand(rule)})(?!\S)")

    def expand(self, rule: str) -> str:
        """The rule with its shorthands written out."""
        seen: Counter[str] = Counter()

        def write_out(found: re.Match[str]) -> str:
            short = found[1]
            seen[short] += 1
            group = short.lower() if seen[short] == 1 else f"{short.lower()}_{seen[short]}"
            return self._shorthands[short].replace("GROUP", group)

        return _SHORTHAND.sub(write_out, rule)

    @cached_property
    def _shorthands(self) -> Mapping[str, str]:
        words = sorted(self.numbers, key=len, reverse=True)
        up_to_31 = "|".join(word for word in words if self.numbers[word] <= 31)
        hours = "|".join(word for word in words if self.numbers[word] <= 12)
        day = rf"(?P<GROUP>\d{{1,2}}|{up_to_31})(?: (?:{self.ordinal}))?"
        number = rf"(?P<GROUP>\d{{1,4}}|{'|'.join(words)})"
        not_hours = r"(?! (?:h|hs|hrs|horas|hours)\b)"
        return {
            "W": "W(?P<GROUP>[0-6])",
            "M": "M(?P<GROUP>1[0-2]|[1-9])",
            "N": number,
            "N2": number,
            "D": day,
            "D2": day,
            "H": rf"(?P<GROUP>\d{{1,2}}|{hours})",
            "U": f"(?P<GROUP>{'|'.join(self.units)})",
            "Y": rf"(?: (?:(?:{self.year})(?P<GROUP>[12]\d{{3}})|(?:, )?(?P<GROUPb>20\d\d)){not_hours})?",
            "END": r"(?= (?:[].,;:!?)|TP-]|\.\.\.)(?!\S)|$)",
        }

    def canonical(self, word: str) -> str:
        """The word as it stands in the line."""
        if word in self.weekdays:
            return f"W{self.weekdays[word]}"
        if len(word) >= LONG_ENOUGH_TO_GUESS and word.removesuffix("s") in self.weekdays:
            return f"W{self.weekdays[word.removesuffix('s')]}s"
        if word.endswith("'s") and word[:-2] in self.weekdays:
            return f"W{self.weekdays[word[:-2]]}'s"
        if word in self.months:
            return f"M{self.months[word]}"
        if len(word) < LONG_ENOUGH_TO_GUESS - 1 or word in _NOT_SLIPS:
            return word
        for names, letter in ((self.weekdays, "W"), (self.months, "M")):
            for name, value in names.items():
                if len(name) >= LONG_ENOUGH_TO_GUESS and one_slip_apart(word, name):
                    return f"{letter}{value}"
        return word


class Line:
    """A text as rules see it; `pieces` are tokens, or what several tokens became together."""

    def __init__(self, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
        self.words = list(words)
        self.spans = list(spans)
        self.text = " ".join(self.words)
        self._word_at: dict[int, int] = {}
        place = 0
        for index, word in enumerate(self.words):
            self._word_at[place] = index
            place += len(word) + 1
        self._after: dict[int, int] = {
            start + len(self.words[index]): index + 1 for start, index in self._word_at.items()
        }

    @classmethod
    def of(cls, tokens: Sequence[Token], language: Language) -> "Line":
        line = cls(
            [language.canonical(token.text) for token in tokens],
            [(token.start, token.end) for token in tokens],
        )
        line = line.merged(
            [(first, after, str(number)) for first, after, number in line._numbers(language)]
        )
        if not language.long_weekdays:
            return line
        return line.merged(
            [
                (
                    first,
                    after,
                    f"W{language.named_days[Said(match=match, language=language).written('day') or '']}",
                )
                for first, after, match in line.found(language.pattern(language.long_weekdays))
            ]
        )

    def _numbers(self, language: Language) -> Iterator[tuple[int, int, int]]:
        """«treinta y uno», «veinte y cuatro»: numbers of several words, up to 39."""
        ones = "|".join(word for word, number in language.numbers.items() if 1 <= number <= 9)
        pattern = rf"(?P<tens>{'|'.join(language.tens)}) {language.and_ones} (?P<ones>{ones})"
        for first, after, match in self.found(language.pattern(pattern)) if language.tens else ():
            yield first, after, language.tens[match["tens"]] + language.numbers[match["ones"]]

    def found(self, pattern: re.Pattern[str]) -> list[tuple[int, int, re.Match[str]]]:
        """Every match as (first word, word after the last, match)."""
        return [
            (self._word_at[match.start()], self._after[match.end()], match)
            for match in pattern.finditer(self.text)
            if match.end() > match.start()
        ]

    def before(self, word: int, pattern: re.Pattern[str], *, reach: int = 7) -> int | None:
        """Where an introduction that ends just before `word` begins, if there is one."""
        first = max(0, word - reach)
        text = " ".join(self.words[first:word])
        match = pattern.search(text)
        if match is None or match.end() == match.start():
            return None
        return first + text[: match.start()].count(" ")

    def merged(self, pieces: Sequence[tuple[int, int, str]]) -> "Line":
        """The line with words `first` to `after` become one, for each (first, after, new word)."""
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for first, after, word in sorted(pieces):
            words += [*self.words[done:first], word]
            spans += [*self.spans[done:first], (self.spans[first][0], self.spans[after - 1][1])]
            done = after
        return Line(words + self.words[done:], spans + self.spans[done:])
