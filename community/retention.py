"""How long things are kept: one table for the job that deletes and for what /privacidad promises.

The periods are those of the duties table (promises.md §4). Practices and reflections are not in it:
they stay until they are withdrawn, by /borrar or /olvidame.
"""

from datetime import datetime, timedelta
from enum import StrEnum


class Kept(StrEnum):
    """What is kept for a time and then goes by itself."""

    UPDATES = "updates"  # an update's key, and quarantined ones, after they were handled
    DISCUSSION = "discussion"  # ordinary talk, where a community has it read
    NUDGES = "nudges"  # whom the bot asked whether to keep something of it
    FILES = "files"  # Telegram's references to photos, audios and documents
    DEEDS = "deeds"  # what guides and admins did
    NAMINGS = "namings"  # which messages of the bot in the group name whom
    LETTERS = "letters"  # the traces of what the bot sent
    STEPS = "steps"  # reminders, postings and errands that are over
    INVITATIONS = "invitations"  # coordinators' links that are over
    REQUESTS = "requests"  # what was asked for, with its hands, after it was closed; petitions
    DECISIONS = "decisions"  # what each person said to one, after its outcome; agreements stay
    OFFERS = "offers"  # a school year: not shown any more, and deleted (community/offers.py)
    MINUTES = "minutes"  # what was noted in a session and never published, after it
    ANALYSES = "analyses"  # codes, and memos of the pair, after the analysis was begun
    SYNTHESES = "syntheses"  # drafts nobody published, and candidates: as the talk they quote
    CLOSED = "closed"  # all of a community, after it was closed


KEPT_FOR: dict[Kept, timedelta] = {
    Kept.UPDATES: timedelta(days=7),
    Kept.DISCUSSION: timedelta(days=30),
    Kept.NUDGES: timedelta(days=30),
    Kept.FILES: timedelta(days=365),
    Kept.DEEDS: timedelta(days=365),
    Kept.NAMINGS: timedelta(days=365),
    Kept.LETTERS: timedelta(days=30),
    Kept.STEPS: timedelta(days=30),
    Kept.INVITATIONS: timedelta(days=30),
    Kept.REQUESTS: timedelta(days=365),
    Kept.DECISIONS: timedelta(days=365),
    Kept.OFFERS: timedelta(days=365),
    Kept.MINUTES: timedelta(days=90),
    Kept.ANALYSES: timedelta(days=365),
    Kept.SYNTHESES: timedelta(days=30),
    Kept.CLOSED: timedelta(days=365),
}


def kept_since(kind: Kept, now: datetime) -> datetime:
    """Whatever is older than this instant goes."""
    return now - KEPT_FOR[kind]
