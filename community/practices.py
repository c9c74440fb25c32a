"""The repertoire: what people do that others can try."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.ids import CommunityId, MessageId, PersonId, PracticeId
from community.prompts import Media


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
