"""What /estado shows: to a guide, their community; to an operator, the instance. Never a stored text.

The one exception: the beginning of a post of which nobody knows whether it arrived, shown to its own
community, so that a guide can look for it before sending it again.
"""

import json
from collections.abc import Sequence
from html import unescape
from re import sub

from community.communities import Community
from community.sessions_calendar import NOT_AHEAD
from community.status import CommunityStatus, InstanceStatus, Step
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import Button, Html, Message, bold, in_rows, lines, plain, shorten, text, texts

# What the steps of a practice are called; kinds that no person would recognise are not shown.
STEPS: dict[str, str] = {
    "prompt": N_("question to the group"),
    "commitment": N_("commitment reminder"),
    "session": N_("session reminder"),
    "digest": N_("weekly note"),
    "theme": N_("choice of themes"),
    "practice.resurface": N_("practice brought back"),
    "decision": N_("decision"),
    "agreement": N_("review of an agreement"),
    "community": N_("end of a pause"),
}
HIDDEN = frozenset({"community.abandoned", "community.forget", "prompt.close"}) | NOT_AHEAD
SHOWN = 3
MEGABYTE = 1_000_000


def community(found: Community, status: CommunityStatus, words: Words) -> Message:
    """For a guide."""
    return Message(
        text=lines(
            bold(shorten(found.title, 40)),
            text(words, "I am an admin of the group.")
            if found.bot_is_admin
            else text(words, "I am not an admin here: I cannot pin messages."),
            _pause(found, words),
            _outline(status, words),
            # what is lost matters more than what is done: 600 characters hold one of them
            *_steps(words("Last:"), () if status.lost else status.done, found, words),
            *_steps(words("Next:"), status.planned, found, words),
            texts(
                words,
                "{n} message is waiting to be sent.",
                "{n} messages are waiting to be sent.",
                status.waiting,
            ),
            _taken_along(status, found, words),
            *_lost(status, words),
        ),
        keyboard=in_rows(
            [
                Button(
                    label=words("Send {n} again").format(n=n),
                    press=Press(verb="letter-again", subject=found.id, choice=str(one.id)),
                )
                for n, one in enumerate(status.lost[:SHOWN], start=1)
            ]
        ),
        about=("status", found.id),
    )


def instance(status: InstanceStatus, words: Words) -> Message:
    """For an operator: numbers and names of errors. Technical words stay as the documents have them."""
    set_aside = [
        Html(f"• {one.update_id}: {plain(shorten(one.error, 60))}") for one in status.set_aside
    ]
    counts = ", ".join(f"{state} {n}" for state, n in sorted(status.outbox.items()))
    size = f"{status.database_bytes / MEGABYTE:.1f} MB"
    return Message(
        text=lines(
            bold(f"Minga {status.version}"),
            text(words, "Database: {size}", size=size),
            text(words, "Inbox: {n} waiting", n=status.inbox_waiting),
            text(words, "Outbox: {counts}", counts=counts or "0"),
            text(words, "Updates set aside:") if set_aside else text(words, "No update set aside."),
            *set_aside,
            text(words, "Last runs:") if status.jobs else None,
            *(Html(f"• {plain(step.kind)}: {step.at:%Y-%m-%d %H:%M} UTC") for step in status.jobs),
        )
    )


def is_shown(step: Step) -> bool:
    """Whether a person would recognise it; ask before choosing the few that fit."""
    return _called(step) is not None and step.kind not in HIDDEN


def beginning(payload: str) -> str:
    """The first words of a message in the outbox, as plain text."""
    fields = json.loads(payload)
    written = fields.get("text") or fields.get("caption") or ""
    return shorten(unescape(sub(r"<[^>]*>", "", written)), 30)


def _pause(found: Community, words: Words) -> Html | None:
    if found.paused_at is None:
        return None
    return text(words, "The community rests: I send nothing on my own.")


def _taken_along(status: CommunityStatus, found: Community, words: Words) -> Html | None:
    if not status.taken_along:
        return None
    last = status.taken_along[0].astimezone(found.zone).date()
    return text(
        words,
        "Memory taken along (/exportar) in 30 days: {times}, last on {day}.",
        times=len(status.taken_along),
        day=words.short_day(last),
    )


def _outline(status: CommunityStatus, words: Words) -> Html | None:
    if status.outline is None:
        return None
    return text(words, "Running plan: {title}. /pauta shows it.", title=shorten(status.outline, 40))


def _steps(title: str, steps: Sequence[Step], found: Community, words: Words) -> list[Html]:
    shown = [
        Html(f"• {text(words, called)}: {_short(step, found, words)}")
        for step in steps
        if is_shown(step) and (called := _called(step)) is not None
    ]
    return [plain(title), *shown] if shown else []


def _called(step: Step) -> str | None:
    """By its kind, else by the practice it is a step of."""
    return STEPS.get(step.kind) or STEPS.get(step.kind.partition(".")[0])


def _short(step: Step, found: Community, words: Words) -> str:
    on = step.at.astimezone(found.zone).date()
    return f"{words.short_day(on)}, {words.time(step.at, found.zone)}"


def _lost(status: CommunityStatus, words: Words) -> list[Html]:
    if not status.lost:
        return []
    return [
        text(words, "Nobody knows whether this arrived. If you do not see it, send it again:"),
        *(Html(f"{n}. {plain(one.text)}") for n, one in enumerate(status.lost[:SHOWN], start=1)),
    ]
