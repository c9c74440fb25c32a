"""Every table. Columns are named as the fields of the domain; `info` says what a person's column means.

`info={"person": …}` is what /misdatos and /olvidame go by (storage/personal.py), so that no table
with people in it can be forgotten. On a column that holds a Telegram user id (or a private chat's,
which is the same number): "erase" deletes the row with the person; "unlink" empties the column, and
those named in `info={"person": "unlink", "empties": (…)}` with it; "never" says that it only looks
like one. `info={"inner": True}` is no answer to «what do you keep of me»: an index, a fingerprint.
"""

from storage.rows.columns import metadata
from storage.rows.commitments import commitment_changes, commitments, evidences, responsibles
from storage.rows.decisions import agreements, decisions, positions, remarks
from storage.rows.discussions import (
    analyses,
    candidates,
    codes,
    codings,
    memos,
    syntheses,
    synthesis_lines,
    utterances,
)
from storage.rows.ledgers import chat_windows, deeds, dues, errands, inbox, instance, outbox, posts
from storage.rows.people import (
    charters,
    communities,
    coordinators,
    handovers,
    invitations,
    members,
    people,
    profiles,
)
from storage.rows.practices import (
    gratitudes,
    materials,
    milestones,
    nudges,
    practices,
    tellings,
    thanks,
    transfers,
    trials,
)
from storage.rows.prompts import outlines, prompts, reflections, theme_points, theme_rounds, themes
from storage.rows.pulse import digest_choices, landmarks, survey_counts, survey_marks, surveys
from storage.rows.requests import hands, offers, petitions, requests
from storage.rows.sessions import (
    attendances,
    availabilities,
    briefs,
    calendar_addresses,
    minutes,
    points,
    presences,
    series,
    sessions,
    slots,
)

__all__ = [
    "agreements",
    "analyses",
    "attendances",
    "availabilities",
    "briefs",
    "calendar_addresses",
    "candidates",
    "charters",
    "chat_windows",
    "codes",
    "codings",
    "commitment_changes",
    "commitments",
    "communities",
    "coordinators",
    "decisions",
    "deeds",
    "digest_choices",
    "dues",
    "errands",
    "evidences",
    "gratitudes",
    "handovers",
    "hands",
    "inbox",
    "instance",
    "invitations",
    "landmarks",
    "materials",
    "members",
    "memos",
    "metadata",
    "milestones",
    "minutes",
    "nudges",
    "offers",
    "outbox",
    "outlines",
    "people",
    "petitions",
    "points",
    "positions",
    "posts",
    "practices",
    "presences",
    "profiles",
    "prompts",
    "reflections",
    "remarks",
    "requests",
    "responsibles",
    "series",
    "sessions",
    "slots",
    "survey_counts",
    "survey_marks",
    "surveys",
    "syntheses",
    "synthesis_lines",
    "tellings",
    "thanks",
    "theme_points",
    "theme_rounds",
    "themes",
    "transfers",
    "trials",
    "utterances",
]
