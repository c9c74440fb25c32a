"""A synthesis (M10): what a prompt, or some days of talk, told, as the pair publishes it.

The one thing to know: its lines are references, a message with the words that are quoted of it.
Each time it is drawn, and when it is published, they are looked up again (`checked`): a quote follows
its author's correction and goes with what its author takes back. Whoever rewords a draft by hand, or
by a program, replaces its lines or its wording, and what is gone is cut out of either.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from community.candidates import MOST, Candidate, offered_to
from community.discussions import Quote, QuoteKind, Utterance
from community.ids import CommunityId, LineId, MessageId, PersonId, PromptId, SynthesisId
from community.prompt_windows import CameIn
from community.prompts import Prompt
from community.refusals import Refusal

DRAFT_STEP = "synthesis.draft"  # its subject is a prompt whose window closes
INDEX_STEP = "synthesis.index"
REDRAW_STEP = "synthesis.redraw"  # other words are to be read
WORD_STEP = "synthesis.word"  # an errand: a language model is asked for better voices
SHARE_STEP = "synthesis.share"  # others are to read it, or it is settled

WAITS_FOR = timedelta(hours=48)  # product.md M10: for the pair, then a neutral index comes
DAYS_OF_TALK = 7
MOMENT = timedelta(seconds=1)  # what is said in the very second of /sintesis counts too
MOST_DAYS = 14  # as /resumen
MOST_VOICES = 6  # product.md M10: three to six quotes; fewer where fewer were found
MOST_INDEXED = 100  # messages an index leads to; those that fit are shown
AT_ONCE = timedelta(seconds=10)
WHOLE = 40  # words: a quote that follows its message's correction is the whole of it, if not longer
MAX_WORDED = 3000  # letters of a guide's wording: with its head, within Telegram's 4,096
RUN = 4  # words in a row that are somebody's, and no turn of speech
GAP = "…"
FEWEST_WORDS = 3  # of a guide's wording: «¡muchas gracias!» is an answer to the bot, not the draft

# What others said yes or no to is that wording: another one is another thing.
ASSENTED = frozenset({QuoteKind.AGREEMENT, QuoteKind.DISPUTED, QuoteKind.COMMITMENT})
VOICES = frozenset({QuoteKind.THEME, QuoteKind.VOICE})


class SynthesisState(StrEnum):
    """Where a synthesis is."""

    DRAFT = "draft"  # the pair looks at it
    INDEXED = "indexed"  # nobody did in 48 hours: the group has a list; it can be published still
    PUBLISHED = "published"
    DISCARDED = "discarded"


class MadeWith(StrEnum):
    """How the quotes of its draft were chosen."""

    BOT = "bot"  # by the bot's own reading
    ASKED = "asked"  # likewise, and a language model was asked for better ones
    MODEL = "model"  # what stands of the model's answer
    WITHOUT = "without"  # by the bot: the model did not answer, or what it said did not stand


WAITING = frozenset({SynthesisState.DRAFT, SynthesisState.INDEXED})
IN_THE_GROUP = frozenset({SynthesisState.INDEXED, SynthesisState.PUBLISHED})


@dataclass(frozen=True, kw_only=True)
class Synthesis:
    """síntesis: what a prompt or some days of talk told, as the pair published it."""

    id: SynthesisId
    community_id: CommunityId
    prompt_id: PromptId | None = None  # None: of talk
    state: SynthesisState = SynthesisState.DRAFT
    made_at: datetime
    since: datetime
    until: datetime
    messages: int  # those that say something
    people: int
    schools: int
    worded: str | None = None  # in a guide's words; None: made of the lines
    edited_by: PersonId | None = None
    settled_at: datetime | None = None
    settled_by: PersonId | None = None
    thread_id: int | None = None
    made_with: MadeWith = MadeWith.BOT

    @property
    def awaits_model(self) -> bool:
        """Whether an answer of a model would still be of use: nobody decided, and nobody worded it."""
        return self.made_with is MadeWith.ASKED and self.state in WAITING and self.worded is None


@dataclass(frozen=True, kw_only=True)
class Line:
    """renglón: one quote of a synthesis, with the message it is of; or a message its index names."""

    id: LineId
    community_id: CommunityId
    synthesis_id: SynthesisId
    kind: QuoteKind
    words: str  # verbatim; empty in an index
    label: str = ""  # what its theme is called
    person_id: PersonId | None  # None: of somebody who writes as the group
    name: str  # empty where it is not to be shown
    message_id: MessageId
    said_at: datetime
    place: int  # from 0
    is_indexed: bool = False  # of the index; else of the draft

    @property
    def quote(self) -> Quote:
        """As it is read."""
        return Quote(
            kind=self.kind,
            words=self.words,
            author=self.name,
            person_id=self.person_id,
            message_id=self.message_id,
            said_at=self.said_at,
            label=(self.label,) if self.label else (),
        )


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A synthesis with all that is shown of it, as one value: its lines as they hold now, what people
    said of its candidates, and the prompt it is of."""

    synthesis: Synthesis
    lines: tuple[Line, ...]
    candidates: Mapping[Line, Candidate] = field(default_factory=dict)  # of the lines that are one
    prompt: Prompt | None = None
    message_id: MessageId | None = None  # of the prompt in the group
    with_gaps: int = 0  # quotes that lost a telephone, an address of mail or a child's name
    details_worded: int = 0  # how many of those stand in a guide's wording

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines of the draft, without what people said is none."""
        return tuple(
            line
            for line in self.lines
            if not line.is_indexed
            and (line not in self.candidates or not self.candidates[line].is_discarded)
        )

    @property
    def indexed(self) -> tuple[Line, ...]:
        """The lines of the index."""
        return tuple(line for line in self.lines if line.is_indexed)

    @property
    def to_confirm(self) -> list[Candidate]:
        """Those a guide gets a card for, below the draft."""
        return offered_to(list(self.candidates.values()), None, is_guide=True)[:MOST]


class SynthesisPublished(Refusal):
    """Somebody published it already."""


class SynthesisDiscarded(Refusal):
    """Somebody discarded it."""


class NothingToSynthesise(Refusal):
    """/sintesis where nobody answered or said anything."""


class NoWordsForIt(Refusal):
    """A reply to a draft that has no words: a photo, an audio."""


class WordingTooLong(Refusal):
    """More than a message holds with its head; `about` is how many letters."""


class NoDays(Refusal):
    """/sintesis 0."""


class TooManyDays(Refusal):
    """/sintesis of more days than MOST_DAYS; `about` is what was written."""


class NoSuchPeriod(Refusal):
    """/sintesis with words that are no number of days; `about` is what was written."""


def draft_key(drawn: Drawn, guide: PersonId) -> str:
    """Of the letter that brings a draft to one of the pair: whoever writes it, it comes once."""
    return f"synthesis.draft:{drawn.synthesis.id}:{guide}"


# What it is made of.


def begin(
    community: CommunityId,
    prompt: Prompt | None,
    came_in: CameIn,
    *,
    since: datetime,
    until: datetime,
) -> Synthesis:
    """A draft; its id is not given yet."""
    return Synthesis(
        id=SynthesisId(0),
        community_id=community,
        prompt_id=None if prompt is None else prompt.id,
        made_at=until,
        since=since,
        until=until,
        messages=came_in.answers,
        people=came_in.people,
        schools=came_in.schools,
        thread_id=None if prompt is None else prompt.thread_id,
    )


def counted(said: Sequence[Utterance], school_of: Mapping[PersonId, str]) -> CameIn:
    """How much of some talk says something, of how many people and schools."""
    people = {one.person_id for one in said} - {None}
    schools = {school_of.get(one, "") for one in people if one is not None}
    return CameIn(answers=len(said), people=len(people), schools=len(schools - {""}))


def recounted(synthesis: Synthesis, left: CameIn) -> Synthesis:
    """With as many as are left; never more than it was made of."""
    return replace(
        synthesis,
        messages=min(synthesis.messages, left.answers),
        people=min(synthesis.people, left.people),
        schools=min(synthesis.schools, left.schools),
    )


def chosen(
    quotes: Sequence[Quote], school_of: Mapping[PersonId, str], most: int = MOST_VOICES
) -> tuple[Quote, ...]:
    """Of the voices at most so many: those that bring a school nobody has spoken of yet, then those
    that bring a person, then the others. What is no voice stays; all keep their order."""
    brings_school: list[Quote] = []
    brings_person: list[Quote] = []
    others: list[Quote] = []
    schools, people = {""}, set[object]()
    for one in quotes:
        if one.kind not in VOICES:
            continue
        school = school_of.get(one.person_id, "") if one.person_id is not None else ""
        who = one.person_id or one.author
        if school not in schools:
            brings_school.append(one)
        elif who not in people:
            brings_person.append(one)
        else:
            others.append(one)
        schools.add(school)
        people.add(who)
    kept = [*brings_school, *brings_person, *others][:most]
    return tuple(one for one in quotes if one.kind not in VOICES or one in kept)


def lines_of(synthesis: Synthesis, quotes: Sequence[Quote]) -> tuple[Line, ...]:
    """The quotes as its lines, in their order."""
    return tuple(
        Line(
            id=LineId(0),
            community_id=synthesis.community_id,
            synthesis_id=synthesis.id,
            kind=one.kind,
            words=one.words,
            label=", ".join(one.label),
            person_id=one.person_id,
            name=one.author,
            message_id=one.message_id,
            said_at=one.said_at,
            place=place,
        )
        for place, one in enumerate(quotes)
    )


def index_of(synthesis: Synthesis, said: Sequence[Utterance]) -> tuple[Line, ...]:
    """The messages themselves, in the order they were said, without their words; what somebody sent
    in one go, like the photos of an album, once."""
    return tuple(
        Line(
            id=LineId(0),
            community_id=synthesis.community_id,
            synthesis_id=synthesis.id,
            kind=QuoteKind.VOICE,
            words="",
            person_id=one.person_id,
            name=one.name,
            message_id=one.message_id,
            said_at=one.said_at,
            place=place,
            is_indexed=True,
        )
        for place, one in enumerate(_in_one_go(said)[:MOST_INDEXED])
    )


def _in_one_go(said: Sequence[Utterance]) -> list[Utterance]:
    kept: list[Utterance] = []
    for one in said:
        before = kept[-1] if kept else None
        is_more = (
            not one.text
            and before is not None
            and before.person_id == one.person_id
            and one.said_at - before.said_at < AT_ONCE
        )
        if not is_more:
            kept.append(one)
    return kept


def with_voices(
    synthesis: Synthesis, lines: Sequence[Line], quotes: Sequence[Quote]
) -> tuple[Line, ...]:
    """Other voices in the place of its own. What was settled, asked and shared stays as it was read:
    that others said yes to something is not for a model to say. A message is quoted once."""
    kept = [line.quote for line in lines if line.kind not in VOICES and not line.is_indexed]
    told = {one.message_id for one in kept}
    return lines_of(synthesis, [*kept, *(one for one in quotes if one.message_id not in told)])


# Its life.


def must_wait_yet(synthesis: Synthesis) -> None:
    """Raises SynthesisPublished or SynthesisDiscarded."""
    if synthesis.state is SynthesisState.PUBLISHED:
        raise SynthesisPublished(synthesis)
    _must_not_be_discarded(synthesis)


def publish(synthesis: Synthesis, by: PersonId | None, now: datetime) -> Synthesis:
    """One of the pair is enough; after its index came, too."""
    must_wait_yet(synthesis)
    return replace(synthesis, state=SynthesisState.PUBLISHED, settled_at=now, settled_by=by)


def discard(synthesis: Synthesis, by: PersonId | None, now: datetime) -> Synthesis:
    """It will not be published."""
    must_wait_yet(synthesis)
    return replace(synthesis, state=SynthesisState.DISCARDED, settled_at=now, settled_by=by)


def index(synthesis: Synthesis) -> Synthesis:
    """Nobody decided in time: the group gets a list that interprets nothing."""
    return replace(synthesis, state=SynthesisState.INDEXED)


def reword(synthesis: Synthesis, text: str, by: PersonId | None) -> Synthesis:
    """In a guide's words, also after it was published."""
    _must_not_be_discarded(synthesis)
    if len(text) > MAX_WORDED:
        raise WordingTooLong(len(text))
    if len(text.split()) < FEWEST_WORDS:
        raise NoWordsForIt(synthesis)
    return replace(synthesis, worded=text, edited_by=by)


def _must_not_be_discarded(synthesis: Synthesis) -> None:
    if synthesis.state is SynthesisState.DISCARDED:
        raise SynthesisDiscarded(synthesis)


# What still holds.


def checked(
    lines: Sequence[Line], said: Mapping[MessageId, str], *, is_in_the_group: bool
) -> tuple[Line, ...]:
    """The lines whose message still says them; `said`: the words of the messages as they are now.

    A quote follows its author's correction where the whole fits into it; what others said yes or no
    to does not. A message that is not kept any more took its line along, unless the group has read
    it: talk is kept for a month, what was published for good.
    """
    held = []
    for line in lines:
        now = said.get(line.message_id)
        if now is None:
            if is_in_the_group:
                held.append(line)
        elif line.is_indexed or _flat(line.words).strip(GAP) in _flat(now):
            held.append(line)
        elif line.kind not in ASSENTED and 0 < len(now.split()) <= WHOLE:
            held.append(replace(line, words=now.strip(), label=""))  # it was about other words
    return tuple(held)


def cut(synthesis: Synthesis, gone: Sequence[Line], names: Collection[str] = ()) -> Synthesis:
    """A guide's wording without what it copied of these lines, nor these names."""
    if synthesis.worded is None:
        return synthesis
    worded = synthesis.worded
    for line in gone:
        worded = without(worded, line.words)
    for name in sorted(filter(str.strip, names), key=len, reverse=True):
        worded = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GAP, worded, flags=re.IGNORECASE)
    return replace(synthesis, worded=worded)


def without(text: str, words: str) -> str:
    """A text without what it copied of these words: any run of four or more in a row, or all of them."""
    theirs = [found[0].casefold() for found in _WORD.finditer(words)]
    size = min(RUN, len(theirs))
    if not size:
        return text
    runs = {tuple(theirs[at : at + size]) for at in range(len(theirs) - size + 1)}
    found = list(_WORD.finditer(text))
    copied: set[int] = set()
    for at in range(len(found) - size + 1):
        if tuple(one[0].casefold() for one in found[at : at + size]) in runs:
            copied.update(range(at, at + size))
    return _with_gaps(text, found, copied)


def _with_gaps(text: str, found: Sequence[re.Match[str]], copied: Collection[int]) -> str:
    pieces, at = list[str](), 0
    for number, word in enumerate(found):
        if number not in copied:
            continue
        if number - 1 not in copied:
            pieces += [text[at : word.start()], GAP]
        at = word.end()
    return "".join([*pieces, text[at:]])


def _flat(words: str) -> str:
    return " ".join(words.split())


_WORD = re.compile(r"\w+")
