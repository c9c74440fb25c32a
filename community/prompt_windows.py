"""What came in until a prompt's last day, and when that is told.

The one thing to know: the note on a window that closed is a message nobody asked for. It waits for a
day with room (community/budget.py), and where another prompt is asked on that day, it is a line of
that prompt instead of a message of its own. After a week nobody is told any more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.calendar import first_allowed_at_or_after
from community.communities import Community
from community.ids import MessageId, PromptId
from community.prompts import Prompt

TOLD_WITHIN = timedelta(days=7)  # later than this, what came in is no news


LONGEST_WITH_A_LINE = 300  # letters of a question that leaves room for a line, of the 600 of a text


@dataclass(frozen=True, kw_only=True)
class CameIn:
    """lo que llegó: how many answers a prompt has, late ones too, from how many people and schools."""

    answers: int = 0  # an album is one answer
    people: int = 0  # who writes as the group or as a channel is nobody
    schools: int = 0  # of those people, where they said it
    late: int = 0  # answers that came after the window had closed


@dataclass(frozen=True, kw_only=True)
class Window:
    """ventana: a prompt whose last day is over, with what came in."""

    prompt: Prompt
    came_in: CameIn
    message_id: MessageId | None = None  # of the prompt in the group, to link to


def told_at(prompt: Prompt, community: Community) -> datetime:
    """When it is told what came in: at the end of its last day, or when the bot may write again."""
    assert prompt.closes_at is not None
    return first_allowed_at_or_after(prompt.closes_at, community.quiet, community.zone)


def takes_a_line(prompt: Prompt) -> bool:
    """Whether what came in to the one before fits below it; else it is told by itself."""
    return len(prompt.text) <= LONGEST_WITH_A_LINE


def answered(windows: Sequence[Window]) -> list[Window]:
    """Those to which something came."""
    return [window for window in windows if window.came_in.answers]


def together(windows: Sequence[Window]) -> CameIn:
    """What came in to all of them. Who answered two would be counted twice, so that of several only
    the answers are counted."""
    if len(windows) == 1:
        return windows[0].came_in
    return CameIn(
        answers=sum(window.came_in.answers for window in windows),
        late=sum(window.came_in.late for window in windows),
    )


def ids_of(windows: Iterable[Window]) -> list[PromptId]:
    """Their prompts."""
    return [window.prompt.id for window in windows]
