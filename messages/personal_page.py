"""One's own data as files: a page to read without internet, and JSON for other programs.

The template escapes by itself: what people wrote goes in as it is.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from locales.words import N_, Words

Kept = Mapping[str, Sequence[Mapping[str, Any]]]  # table: its rows, as {column: JSON value}

# What people call a table, in the order they are shown: their own words first, the traces of the
# machine last. One that is not here bears its own name, and comes before who they are.
TITLES = {
    "prompts": N_("Questions you asked"),
    "reflections": N_("Your answers"),
    "practices": N_("Your practices"),
    "trials": N_("Practices you tried"),
    "transfers": N_("Practices you took to your school"),
    "tellings": N_("What you told about them"),
    "thanks": N_("Practices you gave thanks for"),
    "gratitudes": N_("Thanks you gave or received"),
    "surveys": N_("That you answered a survey, until it closes"),
    "milestones": N_("How far you said practices have come"),
    "materials": N_("Files you shared"),
    "requests": N_("What you asked for"),
    "hands": N_("What you helped with"),
    "offers": N_("What you offer"),
    "petitions": N_("What you asked of the institution"),
    "themes": N_("Themes you proposed"),
    "theme_points": N_("Points you gave to themes"),
    "outlines": N_("Plans you began"),
    "commitments": N_("Commitments you proposed or fulfilled"),
    "responsibles": N_("What you took on"),
    "evidences": N_("Evidence you gave"),
    "decisions": N_("Decisions you asked the group for"),
    "positions": N_("What you said to decisions"),
    "remarks": N_("Why"),
    "agreements": N_("Agreements you noted as a guide"),
    "commitment_changes": N_("What you answered and changed in commitments"),
    "sessions": N_("Sessions you called"),
    "attendances": N_("Sessions you answered"),
    "presences": N_("Sessions you were at"),
    "availabilities": N_("Times at which you can"),
    "series": N_("Sessions that come again, called by you"),
    "briefs": N_("What you told of microcentres"),
    "points": N_("What you noted in sessions"),
    "minutes": N_("Minutes you edited or published"),
    "syntheses": N_("Syntheses you edited or published"),
    "synthesis_lines": N_("What syntheses quote of you"),
    "candidates": N_("What of yours may be agreed or promised, to be confirmed"),
    "handovers": N_("When a guide's part was handed over"),
    "utterances": N_("What you said in the discussion"),
    "nudges": N_("Messages of yours I asked to keep"),
    "analyses": N_("Thematic analyses you began"),
    "codes": N_("Codes you named"),
    "codings": N_("What you said, under codes"),
    "memos": N_("Memos you wrote"),
    "deeds": N_("What you did as a guide"),
    "profiles": N_("What you told about yourself"),
    "charters": N_("The charter you wrote"),
    "people": N_("Who you are"),
    "members": N_("Your communities"),
    "coordinators": N_("Coordination"),
    "digest_choices": N_("When you read digests"),
    "invitations": N_("Invitations"),
    "posts": N_("My messages in our private chat"),
    "namings": N_("My messages in the group that name you (traces)"),
    "errands": N_("What I was asked to fetch for you"),
    "inbox": N_("Messages received (traces)"),
    "outbox": N_("Messages sent to you (traces)"),
}

# The same for columns.
COLUMNS = {
    "name": N_("name"),
    "title": N_("title"),
    "text": N_("text"),
    "what": N_("what"),
    "communities": N_("community"),
    "commitments": N_("commitment"),
    "prompts": N_("question"),
    "sessions": N_("session"),
    "minutes": N_("minutes"),
    "requests": N_("request"),
    "themes": N_("theme"),
    "points": N_("points"),
    "decisions": N_("decision"),
    "stance": N_("position"),
    "school": N_("school"),
    "level": N_("level"),
    "subject": N_("subject"),
    "multigrade": N_("several grades"),
    "context": N_("context"),
    "origin": N_("origin"),
    "name_hidden": N_("your name is hidden"),
    "rewording": N_("new words, not used yet"),
    "language": N_("language"),
    "answer": N_("answer"),
    "reply": N_("answer"),
    "state": N_("state"),
    "kind": N_("kind"),
    "media": N_("attachment"),
    "deed": N_("deed"),
    "happened": N_("what happened"),
    "why": N_("reason"),
    "contact_name": N_("contact"),
    "person_id": N_("your number in Telegram"),
    "met_at": N_("met on"),
    "joined_at": N_("joined on"),
    "said_at": N_("said on"),
    "told_at": N_("told on"),
    "given_at": N_("given on"),
    "done_at": N_("done on"),
    "received_at": N_("received on"),
    "created_at": N_("created on"),
    "asked_at": N_("asked on"),
    "offered_at": N_("offered on"),
    "proposed_at": N_("proposed on"),
    "answered": N_("sentences answered"),
    "closes_at": N_("closes on"),
    "helped_at": N_("helped on"),
    "closed_at": N_("closed on"),
}

_PAGE = """<!doctype html>
<html lang="{{ language }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em; color: #222 }
h2 { border-bottom: 1px solid #ccc } dl { border-left: 3px solid #ccc; padding-left: .7em }
dt { color: #666; font-size: .85em } dd { margin: 0 0 .3em; white-space: pre-line }
</style>
<h1>{{ title }}</h1>
{% for name, rows in kept.items() %}<h2>{{ heading(name) }}</h2>
{% for row in rows %}<dl>
{% for column, value in row.items() if value is not none and value != "" %}<dt>{{ called(column) }}</dt>
<dd>{{ value }}</dd>
{% endfor %}</dl>
{% endfor %}{% endfor %}</html>
"""


def page(kept: Kept, words: Words) -> str:
    """HTML; empty columns are left out."""
    made: str = _template().render(
        kept=_in_order(kept),
        language=words.language.replace("_", "-"),
        title=words("What Minga keeps of you"),
        heading=lambda name: words(TITLES.get(name, "")) or name,
        called=lambda name: words(COLUMNS.get(name, "")) or name,
    )
    return made


def as_json(kept: Kept) -> str:
    """All columns, also the empty ones."""
    return json.dumps(_in_order(kept), ensure_ascii=False, indent=1)


def _in_order(kept: Kept) -> Kept:
    places = {name: place for place, name in enumerate(TITLES)}
    return {
        name: kept[name]
        for name in sorted(kept, key=lambda name: places.get(name, places["people"] - 0.5))
    }


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_PAGE)
