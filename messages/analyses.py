"""A thematic analysis as its pair of guides reads it in private: codes, quotations, memos, the file.

The one thing to know: every view is drawn from what is there now, and replaces the message it was
tapped on; so a button is never wrong for longer than until it is tapped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from community.analyses import By, Code, Coded, Memo, Party, Quotation, parties, people_in
from community.calendar import local_day
from community.communities import Community
from community.ids import AnalysisId, CodeId
from community.levels import Level
from locales.words import N_, Words
from messages.buttons import Press
from messages.levels import LEVELS
from messages.people import called, nobody_in_particular
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    message_url,
    plain,
    quote,
    shorten,
    text,
    texts,
)

MOST = 1500  # characters that people read of one view, as of a digest
A_PAGE = 6  # codes
QUOTES_A_PAGE = 3
MEMOS_A_PAGE = 3
NAME_SHOWN = 34
BEGINNING_SHOWN = 30
AUTHOR_SHOWN = 16
QUESTION_SHOWN = 60
LONGEST_CITED, SHORTEST_CITED = 110, 36  # of a quotation in the list of codes
AROUND, HEADLINE, CREDIT = (
    320,
    72,
    36,
)  # letters around the codes, of a code's line, of who and when
QUOTE_SHOWN = 220
WHOLE_SHOWN = 900
MEMO_SHOWN = 320
GROUPS_SHOWN = 6
CODES_OF_A_GROUP = 4
LONGEST_BUTTON = 20
NEW, NONE = "new", "0"  # where a quotation may go besides the codes there are

TAKEN_FOR = {By.LEVEL: N_("By level"), By.SCHOOL: N_("By school")}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An analysis, what its codes are called, and what it is about."""

    coded: Coded
    names: Mapping[CodeId, str]  # of those without a guide's name: people's own words
    community: Community
    question: str | None = None  # of a prompt
    message_id: int | None = None  # where that was asked
    wordless: int = 0  # answers without words: photos, audios

    @property
    def id(self) -> AnalysisId:
        """Of the analysis."""
        return self.coded.analysis.id

    def name(self, code: Code, words: Words) -> str:
        """What a code is called: by a guide, by the words its answers share, or as the first begins."""
        said = self.coded.of(code.id)
        begins = f"«{shorten(said[0].text, BEGINNING_SHOWN)}»" if said else words("without a name")
        return code.name or self.names.get(code.id) or begins


# Before there is anything.


def nothing_yet(words: Words) -> Message:
    """No prompt was answered."""
    return Message(
        text=text(
            words,
            "There are no answers to put together yet. Ask something with /pregunta; for a period, "
            "/temas 30 or /temas October.",
        )
    )


def nothing_said(shown: Shown, words: Words) -> Message:
    """There are no words in it."""
    return Message(
        text=lines(
            _about(shown, words),
            _wordless(shown, words),
            text(words, "There is nothing in words here yet. For a longer time: /temas 90"),
        )
    )


def too_few(shown: Shown, said: Sequence[tuple[str, str, int]], words: Words) -> Message:
    """Up to three answers, as they are; `said`: name, words, message."""
    return Message(
        text=lines(
            _about(shown, words),
            texts(
                words,
                "It is {n} answer: too few to group. Here it is.",
                "They are {n} answers: too few to group. Here they are.",
                len(said),
            ),
            *(
                Html(f"• {_cited(shown, one, QUOTE_SHOWN)} — {_by(shown, name, number, words)}")
                for name, one, number in said
            ),
        )
    )


def sent_in_private(words: Words) -> Message:
    """In the group."""
    return Message(text=text(words, "I sent you the analysis in private."))


def private_first(url: str, words: Words) -> Message:
    """To a guide who has no private chat with the bot."""
    return Message(
        text=text(
            words,
            "The analysis is for the pair of guides, in private: open {url} and write /temas there.",
            url=url,
        )
    )


# The views.


def overview(shown: Shown, start: int, words: Words) -> Message:
    """The codes, six at a time: their names, how many people and answers, two quotations each."""
    coded = shown.coded
    codes = coded.shown
    start = start if 0 <= start < len(codes) else 0
    page = codes[start : start + A_PAGE]
    without = coded.of(None)
    head = lines(
        _about(shown, words),
        text(
            words,
            "{answers} of {people}. Tap a number to read a code, name it or join it.",
            answers=_answers(coded.quotations, words),
            people=texts(words, "{n} person", "{n} people", people_in(coded.quotations)),
        )
        if codes
        else text(words, "I found no two answers alike: open them below, and make codes of them.")
        if without
        else text(words, "There is nothing here now."),
    )
    tail = [
        texts(words, "Without a code: {n} answer.", "Without a code: {n} answers.", len(without))
        if without
        else None,
        _wordless(shown, words),
    ]
    longest = _quotes_fit(len(page))
    blocks = [
        lines(
            _headline(shown, number, code, words),
            *(
                Html(f"{_cited(shown, one.text, longest)} — {_author(shown, one, words)}")
                for one in _of_different_people(coded.of(code.id))
            ),
        )
        for number, code in enumerate(page, start + 1)
    ]
    foot = lines(*tail)
    return Message(
        text=Html("\n\n".join(part for part in (head, *blocks, foot) if part)),
        keyboard=_overview_buttons(shown, start, words),
        about=("analysis", shown.id),
    )


def code(shown: Shown, one: Code | None, start: int, words: Words) -> Message:
    """A code with its quotations, three at a time; with None those without a code."""
    number = one.id if one is not None else None
    everything = shown.coded.of(number)
    start = start if 0 <= start < len(everything) else 0
    page = everything[start : start + QUOTES_A_PAGE]
    memos = _memos_on(shown, number) if one is not None else []
    title = shown.name(one, words) if one is not None else words("Without a code")
    quotes = [
        Html(f"{place}. {_cited(shown, each.text, QUOTE_SHOWN)} — {_author(shown, each, words)}")
        for place, each in enumerate(page, start + 1)
    ]
    hint = (
        text(words, "To move or take out a quotation, tap its number.")
        if page
        else text(words, "There is nothing here now.")
    )
    head = Html(f"{bold(title)} · {_size(everything, words)}")
    foot = lines(_memo_line(memos[0], words) if memos else None, hint)
    return Message(
        text=Html("\n\n".join((head, *quotes, foot))),
        keyboard=_code_buttons(shown, one, page, start, len(everything), len(memos), words),
        about=("analysis", shown.id),
    )


def quotation(shown: Shown, one: Quotation, start: int, words: Words) -> Message:
    """A quotation whole, and where it may go."""
    here = one.coding.code_id
    others = [each for each in shown.coded.shown if each.id != here]
    page = others[start : start + A_PAGE]
    choices = [
        _press_named(f"{one.coding.id}.{each.id}", "analysis-move", shown, each, words)
        for each in page
    ]
    turns = _turns(shown, "analysis-quote", f"{one.coding.id}", start, A_PAGE, len(others), words)
    own = [
        _button(shown, "analysis-move", f"{one.coding.id}.{NEW}", label(words, N_("New code"))),
        *(
            [
                _button(
                    shown, "analysis-move", f"{one.coding.id}.{NONE}", label(words, N_("Take out"))
                )
            ]
            if here is not None
            else []
        ),
        _button(shown, "analysis-code", f"{here or NONE}.0", label(words, N_("Back"))),
    ]
    return Message(
        text=lines(
            quote(shorten(one.text, WHOLE_SHOWN)),
            Html(f"— {_author(shown, one, words)}"),
            text(words, "Where does it belong?"),
        ),
        keyboard=(*in_rows(choices), *((turns,) if turns else ()), tuple(own)),
        about=("analysis", shown.id),
    )


def joining(shown: Shown, one: Code, start: int, words: Words) -> Message:
    """With which other code?"""
    others = [each for each in shown.coded.shown if each.id != one.id]
    page = others[start : start + A_PAGE]
    choices = [
        _press_named(f"{one.id}.{each.id}", "analysis-join", shown, each, words) for each in page
    ]
    turns = _turns(shown, "analysis-join", f"{one.id}.from", start, A_PAGE, len(others), words)
    back = _button(shown, "analysis-code", f"{one.id}.0", label(words, N_("Back")))
    asked = (
        text(words, "With which code do I join {name}?", name=bold(shown.name(one, words)))
        if others
        else text(words, "There is no other code to join it with.")
    )
    rows = [
        Html(f"• {_headline(shown, None, each, words)}")
        for each in page  # the buttons have no room for long names
    ]
    return Message(
        text=lines(asked, *rows),
        keyboard=(*in_rows(choices), *((turns,) if turns else ()), (back,)),
        about=("analysis", shown.id),
    )


def side_by_side(shown: Shown, by: By, words: Words) -> Message:
    """How many answers each level or school gave to which code."""
    found = parties(shown.coded, by)
    told = [one for one in found if one.label is not None]
    rows = [_party(shown, one, words) for one in told[:GROUPS_SHOWN]]
    rows += [_party(shown, one, words) for one in found if told and one.label is None]
    none = N_(
        "No group has five people here: then none is told apart, so that nobody is pointed at."
    )
    return Message(
        text=lines(bold(words(TAKEN_FOR[by])), *(rows or [text(words, none)])),
        keyboard=((_button(shown, "analysis-page", "0", label(words, N_("Back"))),),),
        about=("analysis", shown.id),
    )


def memos(shown: Shown, on: Code | None, start: int, words: Words) -> Message:
    """What the pair noted, the newest first, and how to note more."""
    found = _memos_on(shown, on.id if on is not None else None)
    start = start if 0 <= start < len(found) else 0
    page = found[start : start + MEMOS_A_PAGE]
    key = str(on.id if on is not None else NONE)
    tears = [
        _button(shown, "analysis-memo", f"{key}.{start}.{one.id}", _tear_up(place, words))
        for place, one in enumerate(page, start + 1)
    ]
    back = f"{key}.0" if on is not None else "0"
    write = _button(shown, "analysis-memo", f"{key}.write", label(words, N_("Write a memo")))
    to = "analysis-code" if on is not None else "analysis-page"
    title = shown.name(on, words) if on is not None else words("The whole analysis")
    return Message(
        text=lines(
            text(words, "Memos on {name}, for the pair alone:", name=bold(title)),
            *(
                Html(f"{place}. {_memo_line(one, words)}")
                for place, one in enumerate(page, start + 1)
            ),
            text(words, "None yet.") if not page else None,
        ),
        keyboard=(
            *in_rows(tears),
            *_row(_turns(shown, "analysis-memo", key, start, MEMOS_A_PAGE, len(found), words)),
            (write, _button(shown, to, back, label(words, N_("Back")))),
        ),
        about=("analysis", shown.id),
    )


def changed(number: AnalysisId, words: Words) -> Message:
    """Instead of a view that shows words which somebody took back."""
    see = Press(verb="analysis-page", subject=number, choice="0")
    return Message(
        text=text(
            words,
            "🧩 Somebody took back what they said, or does not want to be shown any more. Tap to see the "
            "analysis as it is now.",
        ),
        keyboard=((Button(label=label(words, N_("See how it is")), press=see),),),
        about=("analysis", number),
    )


# What is asked for, and answered.


def ask_name(shown: Shown, one: Code, words: Words) -> Message:
    """[Renombrar]."""
    return Message(
        text=text(
            words,
            "What is {name} called? Answer this message with the name, of 60 letters at most.",
            name=bold(shown.name(one, words)),
        ),
        about=("code-name", one.id),
    )


def ask_memo(shown: Shown, on: Code | None, words: Words) -> Message:
    """[Escribir memo]."""
    asked = (
        text(
            words,
            "Answer this message with your memo on {name}. Only the pair reads it.",
            name=bold(shown.name(on, words)),
        )
        if on is not None
        else text(
            words, "Answer this message with your memo on the analysis. Only the pair reads it."
        )
    )
    about = ("code-memo", int(on.id)) if on is not None else ("analysis-memo", int(shown.id))
    return Message(text=asked, about=about)


def asked_below(words: Words) -> str:
    """To the tap."""
    return words("I ask it below.")


def as_it_is_now(words: Words) -> str:
    """To a tap on what the other of the pair changed meanwhile."""
    return words("That changed meanwhile. This is how it is now.")


def file_below(words: Words) -> str:
    """To [CSV]."""
    return words("The file is below.")


def joined_briefly(words: Words) -> str:
    """To the tap."""
    return words("Joined.")


def moved_briefly(words: Words) -> str:
    """To the tap."""
    return words("Moved.")


# Parts.


def _about(shown: Shown, words: Words) -> Html:
    analysis = shown.coded.analysis
    if shown.question is not None:
        url = message_url(shown.community.telegram_chat_id, shown.message_id)
        return bold(
            text(
                words,
                "🧩 «{question}»",
                question=link(shorten(shown.question, QUESTION_SHOWN), url),
            )
        )
    assert analysis.since_on is not None
    assert analysis.until_on is not None
    since, until = words.short_day(analysis.since_on), words.short_day(analysis.until_on)
    return bold(text(words, "🧩 From {since} to {until}", since=since, until=until))


def _wordless(shown: Shown, words: Words) -> Html | None:
    if not shown.wordless:
        return None
    return texts(
        words,
        "Without words (photos, audios): {n} answer.",
        "Without words (photos, audios): {n} answers.",
        shown.wordless,
    )


def _quotes_fit(codes: int) -> int:
    """Letters for each of two quotations of so many codes, so that all of it is MOST at most."""
    a_code = (MOST - AROUND) // max(1, codes)
    return min(LONGEST_CITED, max(SHORTEST_CITED, (a_code - HEADLINE) // 2 - CREDIT))


def _headline(shown: Shown, number: int | None, one: Code, words: Words) -> Html:
    name = bold(shorten(shown.name(one, words), NAME_SHOWN))
    numbered = Html(f"{number}. {name}") if number is not None else name
    return Html(f"{numbered} · {_size(shown.coded.of(one.id), words)}")


def _size(quotations: Sequence[Quotation], words: Words) -> Html:
    people = texts(words, "{n} person", "{n} people", people_in(quotations))
    return Html(f"{people}, {_answers(quotations, words)}")


def _answers(quotations: Sequence[Quotation], words: Words) -> Html:
    said = {one.coding.message_id for one in quotations}
    return texts(words, "{n} answer", "{n} answers", len(said))


def _of_different_people(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Two, of two people and in other words where there are such."""
    if not quotations:
        return []
    first, *others = quotations
    begins = shorten(first.text, BEGINNING_SHOWN)
    others.sort(
        key=lambda one: (
            one.coding.number == first.coding.number,
            shorten(one.text, BEGINNING_SHOWN) == begins,
        )
    )
    return [first, *others[:1]]


def _cited(shown: Shown, said: str, longest: int) -> Html:
    return Html(f"«{plain(shorten(said, longest))}»")


def _author(shown: Shown, one: Quotation, words: Words) -> Html:
    url = message_url(shown.community.telegram_chat_id, one.coding.message_id)
    name = shorten(one.name, AUTHOR_SHOWN) or nobody_in_particular(words)
    if url is not None:
        return link(name, url)
    day = words.short_day(local_day(one.said_at, shown.community.zone))
    return Html(f"{plain(name)}, {plain(day)}")


def _by(shown: Shown, name: str, message: int, words: Words) -> Html:
    said = shorten(name, AUTHOR_SHOWN) or nobody_in_particular(words)
    return link(said, message_url(shown.community.telegram_chat_id, message))


def _memos_on(shown: Shown, number: CodeId | None) -> list[Memo]:
    return [one for one in shown.coded.memos if one.code_id == number]


def _memo_line(one: Memo, words: Words) -> Html:
    name = called(shorten(one.name, AUTHOR_SHOWN), words)
    return text(words, "📝 {name}: {memo}", name=name, memo=shorten(one.text, MEMO_SHOWN))


def _party(shown: Shown, one: Party, words: Words) -> Html:
    people = texts(words, "{n} person", "{n} people", one.people)
    if one.label is None and not one.answers:
        return text(
            words,
            "Fewer than five people in each of the others: I do not tell them apart.",
        )
    name = (
        text(words, "The others, fewer than five in each")
        if one.label is None
        else plain(shorten(_level(one.label, words), NAME_SHOWN))
    )
    ranked = sorted(
        (code for code in shown.coded.shown if one.answers.get(code.id)),
        key=lambda code: -one.answers[code.id],
    )
    told = [
        f"{shorten(shown.name(code, words), 28)} {one.answers[code.id]}"
        for code in ranked[:CODES_OF_A_GROUP]
    ]
    if one.answers.get(None):
        told.append(f"{words('Without a code').lower()} {one.answers[None]}")
    return Html(f"{bold(name)} ({people}): {plain(' · '.join(told))}")


def _level(said: str, words: Words) -> str:
    """A level by its name; a school, or a level in words of one's own, as it was written."""
    return words(LEVELS[Level(said)]) if said in set(Level) else said


# Buttons.


def _overview_buttons(shown: Shown, start: int, words: Words) -> Keyboard:
    codes = shown.coded.shown
    page = codes[start : start + A_PAGE]
    numbers = [
        _button(shown, "analysis-code", f"{one.id}.0", str(number))
        for number, one in enumerate(page, start + 1)
    ]
    ways = [
        *(
            [_button(shown, "analysis-code", f"{NONE}.0", label(words, N_("Without a code")))]
            if shown.coded.of(None)
            else []
        ),
        _button(shown, "analysis-by", By.LEVEL.value, label(words, N_("By level"))),
        _button(shown, "analysis-by", By.SCHOOL.value, label(words, N_("By school"))),
    ]
    takes = [
        _button(shown, "analysis-memo", f"{NONE}.0", _memos_label(shown, None, words)),
        _button(shown, "analysis-file", "", label(words, N_("CSV"))),
    ]
    turns = _turns(shown, "analysis-page", "", start, A_PAGE, len(codes), words)
    return (*in_rows(numbers), tuple(ways), tuple(takes), *_row(turns))


def _code_buttons(
    shown: Shown,
    one: Code | None,
    page: Sequence[Quotation],
    start: int,
    many: int,
    memos_on_it: int,
    words: Words,
) -> Keyboard:
    key = str(one.id if one is not None else NONE)
    numbers = [
        _button(shown, "analysis-quote", f"{each.coding.id}.0", str(place))
        for place, each in enumerate(page, start + 1)
    ]
    changes = []
    if one is not None:
        changes = [
            _button(shown, "analysis-rename", key, label(words, N_("Rename"))),
            _button(shown, "analysis-join", f"{key}.from.0", label(words, N_("Join with…"))),
            _button(shown, "analysis-memo", f"{key}.0", _memos_label(shown, one.id, words)),
        ]
    turns = _turns(shown, "analysis-code", key, start, QUOTES_A_PAGE, many, words)
    back = _button(shown, "analysis-page", "0", label(words, N_("Back")))
    return (*in_rows(numbers), *_row(tuple(changes)), (*turns, back))


def _memos_label(shown: Shown, number: CodeId | None, words: Words) -> str:
    many = len(_memos_on(shown, number))
    memo = label(words, N_("Memo"))
    return f"{memo} ({many})" if many else memo


def _tear_up(place: int, words: Words) -> str:
    return words(N_("Delete {number}")).format(number=place)


def _turns(
    shown: Shown, verb: str, key: str, start: int, a_page: int, many: int, words: Words
) -> tuple[Button, ...]:
    found = []
    if start > 0:
        at = f"{key}.{max(0, start - a_page)}".lstrip(".")
        found.append(_button(shown, verb, at, label(words, N_("Previous"))))
    if start + a_page < many:
        at = f"{key}.{start + a_page}".lstrip(".")
        found.append(_button(shown, verb, at, label(words, N_("Following"))))
    return tuple(found)


def _row(buttons: tuple[Button, ...]) -> Keyboard:
    return (buttons,) if buttons else ()


def _press_named(choice: str, verb: str, shown: Shown, one: Code, words: Words) -> Button:
    said = shorten(shown.name(one, words), LONGEST_BUTTON).replace(",…", "…")
    return _button(shown, verb, choice, said)


def _button(shown: Shown, verb: str, choice: str, said: str) -> Button:
    return Button(label=said, press=Press(verb=verb, subject=shown.id, choice=choice))
