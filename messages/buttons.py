"""The one place that writes and reads callback_data.

A press is a claim about the past: a verb, the number of its subject, and a choice. `SUBJECTS` says
what each verb's subject is; the dispatch checks that the tapped message was about just that, so
handlers need not. Adding a button: its verb in SUBJECTS, its label in messages/, its handler.
"""

from dataclasses import dataclass

MAX_BYTES = 64  # Telegram refuses more (promises.md §1)


class Unreadable(ValueError):
    """Callback data that is not ours, or not any more."""


# verb: the kind of thing the tapped message is about (`posts.about`).
SUBJECTS: dict[str, str] = {
    # communities
    "setup-language": "setup",
    "setup-country": "setup",
    "setup-zone": "setup",
    "setup-mode": "setup",
    "setup-memory": "setup",
    "close-confirm": "closing",
    "due-cancel": "scheduled",
    "letter-again": "status",
    "config-change": "config",
    # members and privacy
    "member-belong": "welcome",
    "member-essentials": "welcome",
    "member-godparent": "newcomer",
    "member-alone": "newcomer",
    "profile-level": "profile",
    "profile-pass": "profile",
    "profile-end": "profile",
    "privacy-choice": "privacy",
    "forget-confirm": "forgetting",
    "community-meant": "which",
    "report-look": "report",
    # prompts
    "prompt-pick": "prompt-draft",
    "prompt-when": "prompt-draft",
    # outlines, and the steps of one
    "outline-pick": "outline",
    "outline-start": "outline",
    "outline-day": "outline",
    "outline-drop": "outline",
    "outline-step": "outline",
    "outline-stop": "outline",
    "outline-move": "outline-step",
    "outline-skip": "outline-step",
    # themes
    "theme-give": "theme-round",
    "theme-ask": "theme-round",
    "prompt-see": "scheduled",
    # practices
    "practice-kind": "practice",
    "practice-read": "repertoire",
    "practice-page": "repertoire",
    "practice-own": "practice",
    "practice-name": "practice",
    "practice-withdraw": "practice",
    "practice-fill": "practice",
    "practice-reword": "practice-reword",
    "practices-mine": "practices-mine",
    "practice-level": "practice-level",
    "practice-subject": "practice-subject",
    "practice-multigrade": "practice-multigrade",
    "practice-origin": "practice-origin",
    "practice-context": "practice-context",
    "practice-school": "practice-school",
    "nudge-answer": "nudge",
    "taken-why": "taken-down",
    "practice-try": "practice",
    "practice-take": "practice",
    "practice-thank": "practice",
    "practice-path": "practice",
    "path-download": "path",
    "memory-take": "memory",
    "survey-begin": "survey-offer",
    "survey-answer": "survey",
    "survey-publish": "survey-result",
    "practice-later": "practice",
    "transfer-outcome": "transfer",
    "transfer-pass": "transfer",
    "transfer-share": "transfer",
    # materials
    "material-subject": "material",
    "material-shelf": "library",
    "material-file": "library",
    # requests, and who knows what
    "request-hand": "request-answer",
    "request-resolved": "request-answer",
    "request-sought": "request-answer",
    "request-helper": "request-answer",
    "private-keep": "community",
    "private-as": "community",
    "request-ask": "repertoire",
    "request-one": "requests",
    "knowing-hide": "knowing",
    # what is asked of the institution, and when who reads which digest
    "petition-author": "petition",
    "petition-guide": "petition",
    "petition-open": "network",
    "petition-seen": "petition-answer",
    "digest-choose": "digests",
    # commitments
    "commitment-accept": "commitment",
    "commitment-decline": "commitment",
    "commitment-join": "commitment",
    "commitment-done": "commitment",
    "commitment-later": "commitment",
    "commitment-help": "commitment",
    "commitment-due": "commitment-draft",
    "commitment-evidence": "commitment-draft",
    "commitment-who": "commitment-draft",
    "commitment-confirm": "commitment",
    "commitment-evident": "commitment",
    "evidence-show": "evidence",
    # decisions and agreements
    "decision-take": "decision",
    "decision-outcome": "decision-outcome",
    "decision-review": "decision-outcome",
    "agreement-review": "agreement",
    "agreement-commit": "agreement",
    "commitment-seen": "commitment",
    "commitment-which": "commitment-which",
    "day-done": "commitment-day",
    "day-later": "commitment-day",
    "day-help": "commitment-day",
    "commitment-why": "commitment-why",
    "commitment-stop": "commitment-history",
    "commitment-undo": "commitment-undo",
    "board-mine": "board",
    # sessions
    "session-reply": "session",
    "session-date": "session-draft",
    "session-cancel": "session",
    "session-file": "session",
    "session-offer": "session-draft",
    "session-kind": "session-draft",
    "session-slot": "session-poll",
    "session-decide": "session-poll",
    "session-settle": "session-poll",
    "session-stop": "session-series",
    "session-was": "session-after",
    "session-were": "session-after",
    # thematic analysis
    "analysis-page": "analysis",
    "analysis-code": "analysis",
    "analysis-rename": "analysis",
    "analysis-join": "analysis",
    "analysis-quote": "analysis",
    "analysis-move": "analysis",
    "analysis-by": "analysis",
    "analysis-memo": "analysis",
    "analysis-file": "analysis",
    # minutes
    "minutes-publish": "minutes-draft",
    "minutes-reword": "minutes-draft",
    "minutes-discard": "minutes-draft",
    "minutes-read": "past-sessions",
    # syntheses, and what may have been agreed or promised
    "synthesis-publish": "synthesis-draft",
    "synthesis-reword": "synthesis-draft",
    "synthesis-discard": "synthesis-draft",
    "candidate-agree": "candidate",
    "candidate-commit": "candidate",
    "candidate-correct": "candidate",
    "candidate-discard": "candidate",
    "candidates-show": "summary",
    # handovers
    "handover-confirm": "handover",
    "handover-leave": "handover",
}


@dataclass(frozen=True, kw_only=True)
class Press:
    """What a tap claims: `verb` one of SUBJECTS, `subject` its id, `choice` a short word."""

    verb: str
    subject: int
    choice: str = ""

    @property
    def data(self) -> str:
        """The callback_data, at most 64 bytes."""
        data = f"{self.verb}:{self.subject}:{self.choice}".rstrip(":")
        if self.verb not in SUBJECTS or len(data.encode()) > MAX_BYTES:
            raise Unreadable(data)
        return data

    @property
    def about(self) -> tuple[str, int]:
        """The subject, as the tapped message must have it."""
        return SUBJECTS[self.verb], self.subject


def read(data: str | None) -> Press:
    """The press a callback_data stands for; raises Unreadable for anything else."""
    verb, _, rest = (data or "").partition(":")
    number, _, choice = rest.partition(":")
    if verb not in SUBJECTS or not number.lstrip("-").isascii() or not number.lstrip("-").isdigit():
        raise Unreadable(data or "")
    return Press(verb=verb, subject=int(number), choice=choice)
