"""How a synthesis reads: the draft for the pair, what is published, the index, and what is said on
the way.

The one thing to know: what a person did not confirm is said to be unconfirmed, also in the group; and
what does not fit into 1,500 letters is shortened, never left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from community.candidates import KINDS, CandidateKind
from community.communities import Community
from community.discussions import Quote, QuoteKind, Summary
from community.prompt_windows import CameIn
from community.syntheses import Drawn, Line, MadeWith, Synthesis, SynthesisState
from locales.words import N_, Words
from messages import drafts
from messages.came_in import counted
from messages.quotes import SIGNS, and_more, quoted, read_length, whose
from messages.text import (
    Button,
    Html,
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

MOST = 1500  # letters that people read (product.md §3)
OPEN = 600  # beyond it the group reads it folded
EACH = (220, 160, 120, 90, 60, 40, 25)  # letters of one quote, tried in turn
QUESTION_SHOWN = 120

SECTIONS: tuple[tuple[str, tuple[QuoteKind, ...]], ...] = (
    (N_("🤝 Agreements"), (QuoteKind.AGREEMENT,)),
    (N_("⚖️ Not agreed yet"), (QuoteKind.DISPUTED,)),
    (N_("📌 Commitments"), (QuoteKind.COMMITMENT,)),
    (N_("💬 In their own words"), (QuoteKind.THEME, QuoteKind.VOICE)),
    (N_("❓ Open questions"), (QuoteKind.QUESTION,)),
    (N_("🔗 To have a look at"), (QuoteKind.RESOURCE,)),
)


# The draft.


def draft(drawn: Drawn, community: Community, words: Words) -> Message:
    """To each of the pair, in private."""
    state = drawn.synthesis.state
    waits = (
        text(
            words, "If nobody publishes it within 48 hours, the group gets a list of what came in."
        )
        if state is SynthesisState.DRAFT
        else text(
            words,
            "48 hours are over, and the group got a list of what came in. You can "
            "publish this still.",
        )
    )
    head = lines(
        _draft_head(drawn, community, words),
        _counts(drawn.synthesis, words),
        made_with(drawn.synthesis, words),
        drafts.for_the_pair(words),
        waits,
        _left_out(drawn, words),
    )
    return Message(
        text=lines(head, "", _body(drawn, community, words, room=MOST - read_length([head]))),
        keyboard=drafts.choices("synthesis", drawn.synthesis.id, words),
        about=("synthesis-draft", drawn.synthesis.id),
    )


def settled(drawn: Drawn, community: Community, words: Words) -> Message:
    """What a draft becomes once one of the pair has decided; a reply may reword it still."""
    what = _about_what(drawn, community, words)
    said = (
        text(
            words,
            "✅ The synthesis of {what} is published. To correct it, reply here with all of the new "
            "text.",
            what=what,
        )
        if drawn.synthesis.state is SynthesisState.PUBLISHED
        else text(words, "The synthesis of {what} was discarded.", what=what)
    )
    return Message(text=said, about=("synthesis-draft", drawn.synthesis.id))


def retyped(said: str, drawn: Drawn, community: Community, words: Words) -> str:
    """What of a copied draft is its new text."""
    asked = draft(drawn, community, words).text
    head = Html(asked.partition("\n\n")[0])
    # it may have been copied before a model's answer came
    also = [Html(words(said)) for said in MADE_WITH.values()]
    return drafts.retyped(said, (head, _head(drawn, community, words), helped(words), *also))


# In the group.


def published(drawn: Drawn, community: Community, words: Words) -> Message:
    """As the group reads it."""
    one = drawn.synthesis
    by_model = helped(words) if one.made_with is MadeWith.MODEL else None
    head = lines(_head(drawn, community, words), _counts(one, words), by_model)
    body = _body(drawn, community, words, room=MOST - read_length([head]))
    if read_length([head, body]) > OPEN:
        body = Html(f"<blockquote expandable>{body}</blockquote>")
    else:
        body = lines("", body)
    return Message(text=lines(head, body), about=("synthesis", drawn.synthesis.id))


def index(drawn: Drawn, community: Community, words: Words) -> Message:
    """Nobody approved the draft: what was asked, how much came, and the way to each; no more."""
    head = lines(
        _indexed_head(drawn, community, words),
        _counts(drawn.synthesis, words),
        text(words, "Each name leads to what was said:")
        if message_url(community.telegram_chat_id, 1) is not None
        else text(words, "In the order it was said, further up in this chat:"),
    )
    quotes = [line.quote for line in drawn.indexed]
    rows = _names(quotes, community, words, room=MOST - read_length([head]))
    return Message(text=lines(head, rows), about=("synthesis-index", drawn.synthesis.id))


# What is answered to /sintesis.


@dataclass(frozen=True, kw_only=True)
class TooFew:
    """Too little to choose from: of what, what there is, and how much has no words."""

    about: Drawn
    summary: Summary
    silent: int
    needed: int
    has_newer: bool = False  # a question that is newer than this one


def too_few(few: TooFew, community: Community, words: Words) -> Message:
    """In private: what there is, with the way to it."""
    summary = few.summary
    if not summary.messages:
        return _nothing_said(few, community, words)
    head = texts(
        words,
        "{n} message says something: for a synthesis there should be {needed}. This is what there is:",
        "{n} messages say something: for a synthesis there should be {needed}. This is what there is:",
        summary.messages,
        needed=few.needed,
    )
    others = _and_silent(few.silent, words)
    rows = [quoted(one, community, words, EACH[2]) for one in summary.quotes]
    return _of(few, community, words, head, *rows, others)


def too_few_links(few: TooFew, community: Community, words: Words) -> Message:
    """The same in the group, for who has no private chat: nobody's words, the way to each alone."""
    summary = few.summary
    if not summary.messages:
        return _nothing_said(few, community, words)
    head = _only_so_many(summary.messages, words, needed=few.needed)
    others = _and_silent(few.silent, words)
    taken = [head, others or "", _of(few, community, words).text]
    rows = _names(summary.quotes, community, words, room=OPEN - read_length(taken))
    return _of(few, community, words, head, rows, others)


def too_few_briefly(few: TooFew, community: Community, words: Words) -> Message:
    """In the group, where what there is went to who asked."""
    if not few.summary.messages:
        return _nothing_said(few, community, words)
    head = _only_so_many(few.summary.messages, words, needed=few.needed)
    told = text(words, "I wrote you in private what there is.")
    return _of(few, community, words, head, told)


def _nothing_said(few: TooFew, community: Community, words: Words) -> Message:
    """Nothing that came says something."""
    said = texts(
        words,
        "There is {n} message without words, or with very few: for a synthesis there should be "
        "{needed} that say something.",
        "There are {n} messages without words, or with very few: for a synthesis there should "
        "be {needed} that say something.",
        few.silent,
        needed=few.needed,
    )
    return _of(few, community, words, said)


def _of(few: TooFew, community: Community, words: Words, *rows: Html | None) -> Message:
    """With what it is about before it, and how to come to a newer question after it."""
    head = text(words, "About {what}:", what=_about_what(few.about, community, words))
    newer = there_is_a_newer(words).text if few.has_newer else None
    return Message(text=lines(head, *rows, newer))


def _only_so_many(messages: int, words: Words, *, needed: int) -> Html:
    return texts(
        words,
        "{n} message says something: for a synthesis there should be {needed}.",
        "{n} messages say something: for a synthesis there should be {needed}.",
        messages,
        needed=needed,
    )


def _and_silent(silent: int, words: Words) -> Html | None:
    if not silent:
        return None
    return texts(
        words,
        "And {n} without words, or with very few.",
        "And {n} without words, or with very few.",
        silent,
    )


def in_private(
    drawn: Drawn, community: Community, words: Words, *, has_newer: bool = False
) -> Message:
    """In the group, where the draft went to who asked for it."""
    what = _about_what(drawn, community, words)
    told = text(words, "I wrote you in private the draft of the synthesis of {what}.", what=what)
    return Message(text=lines(told, there_is_a_newer(words).text if has_newer else None))


def there_is_a_newer(words: Words) -> Message:
    """/sintesis alone took the last question whose days are over."""
    return Message(
        text=text(
            words, "The newest question is open still: for that one, reply to it with /sintesis."
        )
    )


def open_a_chat(
    url: str, drawn: Drawn, community: Community, words: Words, *, others_have_it: bool
) -> Message:
    """In the group, to a guide who never opened the private chat."""
    what = _about_what(drawn, community, words)
    said = (
        text(
            words,
            "The draft of the synthesis of {what} is with whoever facilitates with you. To see it "
            "too, open a chat with me once.",
            what=what,
        )
        if others_have_it
        else text(
            words,
            "The draft of the synthesis of {what} is ready. To see it, open a chat with me once. If "
            "nobody publishes it, the group gets a list of what came in within 48 hours, without any "
            "interpretation.",
            what=what,
        )
    )
    button = Button(label=label(words, "Open the chat"), url=url)
    return Message(text=said, keyboard=((button,),))


def draft_waits(drawn: Drawn, community: Community, words: Words) -> Message:
    """To the group, where nobody of the pair can be written to: that there is one, not its words."""
    return Message(
        text=lines(
            text(
                words,
                "📝 There is a draft of the synthesis of {what}.",
                what=_about_what(drawn, community, words),
            ),
            text(
                words,
                "Whoever facilitates sees it after opening a private chat with me once: tap my name, "
                "then «Start». If nobody publishes it, a list of what came in follows within 48 "
                "hours, without any interpretation.",
            ),
        )
    )


# Its parts.

MADE_WITH: dict[MadeWith, str] = {
    MadeWith.ASKED: N_(
        "🔎 I chose these quotes. I asked the automatic model too; if its answer holds, this changes."
    ),
    MadeWith.MODEL: N_(
        "🤖 An automatic model chose the voices and wrote what is in bold before them. I looked each up "
        "in its message; the rest only you can judge."
    ),
    MadeWith.WITHOUT: N_(
        "🔎 I chose these quotes. The automatic model did not answer, or its answer did not hold."
    ),
}


def made_with(synthesis: Synthesis, words: Words) -> Html | None:
    """How the quotes were chosen, where a model was asked."""
    said = MADE_WITH.get(synthesis.made_with)
    return None if said is None else text(words, said)


def helped(words: Words) -> Html:
    """In the group: a model had a hand in it, and a person answers for it."""
    return text(words, "🤖 With an automatic model; whoever facilitates read it and approved it.")


def _left_out(drawn: Drawn, words: Words) -> Html | None:
    """What nobody should read of others, in the quotes and in a guide's own wording."""
    if drawn.synthesis.worded is None:
        return (
            texts(
                words,
                "🙈 I took telephones, mail or students' names out of {n} quote.",
                "🙈 I took telephones, mail or students' names out of {n} quotes.",
                drawn.with_gaps,
            )
            if drawn.with_gaps
            else None
        )
    return (
        texts(
            words,
            "⚠️ Your text has {n} telephone, mail address or student's name. Look at it before you "
            "publish.",
            "⚠️ Your text has {n} telephones, mail addresses or students' names. Look at them before "
            "you publish.",
            drawn.details_worded,
        )
        if drawn.details_worded
        else None
    )


def _draft_head(drawn: Drawn, community: Community, words: Words) -> Html:
    return text(words, "📝 Draft of a synthesis: {what}", what=_about_what(drawn, community, words))


def _head(drawn: Drawn, community: Community, words: Words) -> Html:
    return text(words, "📝 Synthesis: {what}", what=_about_what(drawn, community, words))


def _indexed_head(drawn: Drawn, community: Community, words: Words) -> Html:
    return text(words, "🗒 What came in: {what}", what=_about_what(drawn, community, words))


def _about_what(drawn: Drawn, community: Community, words: Words) -> Html:
    """The question, linked; or the days of talk."""
    if drawn.prompt is not None:
        url = message_url(community.telegram_chat_id, drawn.message_id)
        return link(f"«{shorten(drawn.prompt.text, QUESTION_SHOWN)}»", url)
    zone = community.zone
    return text(
        words,
        "what was said from {first} to {last}",
        first=words.short_day(drawn.synthesis.since.astimezone(zone).date()),
        last=words.short_day(drawn.synthesis.until.astimezone(zone).date()),
    )


def _counts(synthesis: Synthesis, words: Words) -> Html:
    came_in = CameIn(answers=synthesis.messages, people=synthesis.people, schools=synthesis.schools)
    if synthesis.prompt_id is not None:
        return counted(came_in, words)
    people = texts(words, "{n} person", "{n} people", synthesis.people)
    if synthesis.schools < 2:
        return texts(
            words,
            "{n} message of {people}",
            "{n} messages of {people}",
            synthesis.messages,
            people=people,
        )
    return texts(
        words,
        "{n} message of {people} and {schools}",
        "{n} messages of {people} and {schools}",
        synthesis.messages,
        people=people,
        schools=texts(words, "{n} school", "{n} schools", synthesis.schools),
    )


def _body(drawn: Drawn, community: Community, words: Words, *, room: int) -> Html:
    """What a guide wrote, or the quotes by section, each as long as lets all of them fit."""
    if drawn.synthesis.worded is not None:
        return plain(drawn.synthesis.worded)
    if not drawn.shown:
        return text(words, "What was quoted here was taken back.")
    for each in EACH:
        body = _sections(drawn, community, words, each)
        if read_length([body]) <= room:
            break
    return body


def _sections(drawn: Drawn, community: Community, words: Words, each: int) -> Html:
    rows: list[Html] = []
    for head, kinds in SECTIONS:
        of_kind = [line for line in drawn.shown if line.kind in kinds]
        if of_kind:
            rows.append(bold(words(head)))
            rows += [_line(line, drawn, community, words, each) for line in of_kind]
    waits = any(one.is_waiting for one in drawn.candidates.values())
    note = text(words, "❔ Nobody has confirmed this yet.") if waits else None
    return lines(*rows, note)


def _line(line: Line, drawn: Drawn, community: Community, words: Words, each: int) -> Html:
    """A quote; an agreement that was confirmed with its number, in the words it was confirmed with."""
    candidate = drawn.candidates.get(line)
    if candidate is None or candidate.is_waiting:
        sign = SIGNS[line.kind] if line.kind in KINDS else "•"  # its section says what it is
        return quoted(line.quote, community, words, each, sign=sign)
    if candidate.kind is CandidateKind.AGREEMENT and candidate.number is not None:
        return text(
            words,
            "✅ Agreement {number}: {what} — {who}",
            number=candidate.number,
            what=shorten(candidate.said, each),
            who=whose(line.quote, community, words),
        )
    return quoted(line.quote, community, words, each, sign="🤝")


def _names(quotes: Sequence[Quote], community: Community, words: Words, *, room: int) -> Html:
    """«Rosa · Juan · Rosa»: as many as fit, and how many there are besides."""
    shown: list[Html] = []
    for one in quotes:
        name = whose(one, community, words)
        if read_length([Html(" · ".join([*shown, name]))]) > room - 10:
            break
        shown.append(name)
    if not shown:
        return Html("")
    return and_more(Html(" · ".join(shown)), len(quotes) - len(shown))
