"""The library: files somebody shared that others can use, with their size said beforehand (S7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MaterialId, MessageId, PersonId
from community.prompts import Media
from community.refusals import Refusal
from community.titles import cut

MAX_TITLE = 80
BYTES_IN_A_KILOBYTE = 1000


class Subject(StrEnum):
    """What a material is about; few, so that one tap says it (D1: sectores curriculares)."""

    READING = "reading"
    MATHS = "maths"
    SCIENCE = "science"
    TERRITORY = "territory"  # history, geography, the place itself
    ARTS = "arts"
    MOTHER_TONGUE = "tongue"  # languages of the peoples who live there
    LIVING_TOGETHER = "together"
    PLANNING = "planning"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Material:
    """material: a file somebody shared, with one line about it and its size.

    Only Telegram's file id is kept, never the file.
    """

    id: MaterialId
    community_id: CommunityId
    title: str
    subject: Subject | None = None
    media: Media
    file_id: str
    file_name: str | None = None
    size: int | None = None  # bytes, as Telegram says; it does not always
    shared_by: PersonId | None
    shared_by_name: str
    saved_by: PersonId | None
    message_id: MessageId
    saved_at: datetime

    @property
    def kilobytes(self) -> int | None:
        """Its size in KB of 1,000 bytes, at least 1; None where Telegram did not say."""
        return None if self.size is None else max(1, round(self.size / BYTES_IN_A_KILOBYTE))


class NoFile(Refusal):
    """The message replied to brings no file that could be kept."""


class AlreadyShelved(Refusal):
    """That file is in the library; `about` is the material."""


class NotYourMaterial(Refusal):
    """Only who shared it, who saved it, or a guide says what it is about."""


def title_of(said: str, caption: str, file_name: str | None) -> str:
    """One line: what was said with the command, else the caption, else the file's name; may be ''."""
    for words in (said, caption, (file_name or "").rpartition(".")[0] or (file_name or "")):
        line = " ".join(words.split())
        if any(map(str.isalnum, line)):
            return cut(line, MAX_TITLE)
    return ""


def shelve(
    material: Material, subject: Subject, by: PersonId | None, *, is_guide: bool
) -> Material:
    """Says what it is about; another tap may change it. Raises NotYourMaterial."""
    is_theirs = by is not None and by in (material.shared_by, material.saved_by)
    if not (is_theirs or is_guide):
        raise NotYourMaterial(material)
    return replace(material, subject=subject)


def shelves(materials: Iterable[Material]) -> list[tuple[Subject, int]]:
    """How many there are of each subject, the fullest first; what nobody sorted is other."""
    counts: dict[Subject, int] = {}
    for material in materials:
        subject = material.subject or Subject.OTHER
        counts[subject] = counts.get(subject, 0) + 1
    order = list(Subject)
    return sorted(counts.items(), key=lambda pair: (-pair[1], order.index(pair[0])))


def on_shelf(materials: Sequence[Material], subject: Subject) -> list[Material]:
    """Those about a subject, in the given order."""
    return [one for one in materials if (one.subject or Subject.OTHER) is subject]
