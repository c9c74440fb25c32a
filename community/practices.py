"""The repertoire: what people do that others can try."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId, PracticeId, in_group
from community.levels import Level
from community.prompts import Media
from community.refusals import Refusal
from community.titles import cut

MAX_TITLE = 60
_SHORT_SENTENCE = 15  # a first sentence shorter than this («Hola.») says too little for a title
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")
_AROUND = " \t:,;-–—.|*•"


class PracticeKind(StrEnum):
    """What a practice is (D0: rutinas, palabras, herramientas, historias, gestos, símbolos)."""

    ROUTINE = "routine"
    WORD = "word"
    TOOL = "tool"
    STORY = "story"
    GESTURE = "gesture"
    SYMBOL = "symbol"
    SETBACK = "setback"


class PracticeState(StrEnum):
    """How far a practice has come (M4)."""

    TOLD = "told"
    TRIED = "tried"
    AGREED = "agreed"
    INSTITUTIONALISED = "institutionalised"


class Origin(StrEnum):
    """Where the knowledge in a practice comes from."""

    LOCAL = "local"  # of the place, of the elders
    CLASSROOM = "classroom"  # found out by teaching
    ACADEMIC = "academic"  # from books and courses


@dataclass(frozen=True, kw_only=True)
class Practice:
    """práctica: something somebody does at school, told so that others can try it."""

    id: PracticeId
    community_id: CommunityId
    title: str
    text: str
    kind: PracticeKind = PracticeKind.STORY
    state: PracticeState = PracticeState.TOLD
    author_id: PersonId | None
    author_name: str
    saved_by: PersonId | None
    media: Media | None = None
    file_id: str | None = None
    message_id: MessageId
    told_at: datetime
    withdrawn_at: datetime | None = None
    adapted_from: PracticeId | None = None  # what somebody else told, and this one changed
    # what is asked later, one thing at a time (community/practices_details.py)
    school: str | None = None
    level: Level | None = None
    subject: str | None = None
    multigrade: bool | None = None
    context: str | None = None
    origin: Origin | None = None
    asked_at: datetime | None = None
    asking_ended_at: datetime | None = None  # [No, gracias]
    # what is its author's alone to say (community/practices_owner.py)
    name_hidden: bool = False
    rewording: str | None = None  # words its author replied with: a title, or a new text?
    # what came beside the first file and the first words
    album: str | None = None  # Telegram's media group of its message
    more_files: tuple[str, ...] = ()  # file ids, in order
    told_length: int | None = None  # of `text`, what its message told; None: all, nothing was added

    @property
    def shown_message(self) -> MessageId | None:
        """The message to link to; None where the link would tell a hidden name, or none is there."""
        return None if self.name_hidden else in_group(self.message_id)


class NotYourPractice(Refusal):
    """Only its author, whoever saved it, or a guide may change a practice."""


class AlreadyKept(Refusal):
    """That message is in the repertoire; `about` is the practice."""


class NothingToKeep(Refusal):
    """The quoted message has no words and no file, or its author asked to have nothing kept."""


class NothingTold(Refusal):
    """#practica alone, with nothing told and nothing of one's own quoted."""


def title_of(text: str) -> str:
    """A title from the first words: a sentence or a line, MAX_TITLE at most; empty when `text`
    holds no letters (then its author's name makes the title)."""
    line = next((line for line in text.splitlines() if any(map(str.isalnum, line))), "").strip()
    sentence = _SENTENCE_ENDS.split(line)[0]
    title = (sentence if len(sentence) >= _SHORT_SENTENCE else line).strip(_AROUND)
    if len(title) <= MAX_TITLE:
        return title
    head = title.partition(":")[0].strip()
    if _SHORT_SENTENCE <= len(head) <= MAX_TITLE:
        return head  # what comes before the colon is the name people give it
    return cut(title, MAX_TITLE)


def rest_of(practice: Practice) -> str:
    """What the text says beyond its title, on one line."""
    flat = " ".join(practice.text.split())
    title = " ".join(practice.title.rstrip("…").split())
    beyond = flat[len(title) :] if flat.startswith(title) else flat
    return beyond.strip(_AROUND + "!?…")


def classify(
    practice: Practice, kind: PracticeKind, by: PersonId | None, *, is_guide: bool
) -> Practice:
    """Says what kind of practice it is; raises NotYourPractice."""
    is_theirs = by is not None and by in (practice.author_id, practice.saved_by)
    if not (is_theirs or is_guide):
        raise NotYourPractice(practice)
    return replace(practice, kind=kind)


def corrected(practice: Practice, text: str, media: Media | None, file_id: str | None) -> Practice:
    """Its author edited the message; a title of their first words follows, another one stays, and
    so do words added by later messages, and a file of theirs where this one has none."""
    is_first_words = practice.title == title_of(practice.text)
    title = title_of(text) if is_first_words else practice.title
    changed = replace(
        practice,
        title=title or practice.title,
        text=text,
        media=media or practice.media,
        file_id=file_id or practice.file_id,
    )
    if practice.told_length is None:
        return changed
    added = practice.text[practice.told_length :].strip()
    return replace(changed, text=f"{text}\n{added}".strip(), told_length=len(text))


def added(practice: Practice, text: str, media: Media | None, file_id: str | None) -> Practice:
    """A later message of its author's adds words, or a file, or both; the same file comes once."""
    if text:
        told = len(practice.text) if practice.told_length is None else practice.told_length
        longer = f"{practice.text}\n{text}".strip()
        practice = replace(practice, text=longer, told_length=told)
    if file_id is None or file_id in (practice.file_id, *practice.more_files):
        return practice
    if practice.file_id is None:
        return replace(practice, media=media, file_id=file_id)
    return replace(practice, more_files=(*practice.more_files, file_id))
