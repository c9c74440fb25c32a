"""A community's memory for other programs: JSON in a shape that is documented (docs/memory.md).

The one thing to know: a field that is there keeps its name and meaning within a version; a program
that reads it must not mind fields it does not know.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from community.archives import Archive, Figures, Grown, Met, Promised, Settled, Told
from community.communities import Community
from messages.archives_tables import FIGURES

FORMAT, VERSION = "minga-memory", 1
FORMAT_OF_FIGURES = "minga-figures"

Json = dict[str, Any]


def as_json(archive: Archive, now: datetime, attached: Mapping[str, str] | None = None) -> str:
    """Everything, with the names people go by and no ids."""
    return _written(_Shaper(archive.community, attached or {}).whole(archive, now))


def figures(network: Sequence[Figures], now: datetime) -> str:
    """The counts of each community; null where people are too few to be counted."""
    return _written(
        {
            "format": FORMAT_OF_FIGURES,
            "version": VERSION,
            "made_at": now.isoformat(timespec="seconds"),
            "communities": [
                {
                    name: one.community.title if name == "community" else getattr(one, name)
                    for name in FIGURES
                }
                for one in network
            ],
        }
    )


def _written(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


class _Shaper:
    """Values of the domain as JSON; instants on the wall of the community, with their offset."""

    def __init__(self, community: Community, attached: Mapping[str, str]) -> None:
        self._zone = community.zone
        self._attached = attached

    def whole(self, archive: Archive, now: datetime) -> Json:
        """The file."""
        home = archive.community
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self._at(now),
            "community": {
                "title": home.title,
                "language": home.language,
                "country": home.country,
                "zone": home.zone_name,
            },
            "charter": archive.charter,
            "practices": [self._practice(one) for one in archive.practices],
            "prompts": [
                {"text": one.text, "at": self._at(one.at), "reflections": self._all(one.replies)}
                for one in archive.prompts
            ],
            "agreements": [self._agreement(one) for one in archive.agreements],
            "commitments": [self._commitment(one) for one in archive.commitments],
            "sessions": [self._session(one) for one in archive.sessions],
            "minutes": [
                {"title": one.title, "text": one.text, "at": self._at(one.at)}
                for one in archive.minutes
            ],
            "syntheses": [
                {
                    "question": one.title or None,
                    "since": self._at(one.since),
                    "until": self._at(one.until),
                    "text": one.text,
                    "at": self._at(one.at),
                }
                for one in archive.syntheses
            ],
            "outlines": [{"title": one.title, "prompts": list(one.asked)} for one in archive.plans],
            "themes": self._all(archive.themes),
            "requests": self._all(archive.requests),
            "offers": self._all(archive.offers),
            "materials": [
                {"title": one.title, "file_name": one.text} | self._said(one, text=False)
                for one in archive.materials
            ],
        }

    def _practice(self, one: Grown) -> Json:
        practice = one.practice
        return {
            "title": one.title,
            **self._said(one),
            "name_hidden": one.name_hidden,
            "kind": practice.kind.value,
            "state": practice.state.value,
            "school": None if one.name_hidden else practice.school,
            "level": practice.level.value if practice.level else None,
            "subject": practice.subject,
            "multigrade": practice.multigrade,
            "context": practice.context,
            "origin": practice.origin.value if practice.origin else None,
            "adapted_from": one.origin,
            "tried_by": list(one.tried_by),
            "tried_unnamed": one.tried_unnamed,
            "milestones": [
                {"state": step.state.value, "at": self._at(step.reached_at)} for step in one.reached
            ],
            "transfers": [
                {
                    "name": school.name,
                    "school": school.school,
                    "outcome": school.outcome.value if school.outcome else None,
                    "tellings": self._all(school.told),
                }
                for school in one.schools
            ],
        }

    def _agreement(self, one: Settled) -> Json:
        return {
            "number": one.number,
            "text": one.text,
            "at": self._at(one.at),
            "agreeing": one.agreeing if one.was_asked else None,
            "concerned": one.concerned if one.was_asked else None,
            "objecting": one.objecting if one.was_asked else None,
            "holds": one.holds,
            "reasons": [
                {"stance": reason.stance.value if reason.stance else None, **self._said(reason)}
                for reason in one.reasons
            ],
        }

    def _commitment(self, one: Promised) -> Json:
        return {
            "number": one.number,
            "what": one.what,
            "responsible": [name or None for name in one.who],
            "due_on": one.due_on.isoformat() if one.due_on else None,
            "state": one.state.value,
            "evidences": self._all(one.shown),
        }

    def _session(self, one: Met) -> Json:
        return {
            "title": one.title,
            "kind": one.kind.value,
            "at": self._at(one.at),
            "cancelled": one.is_cancelled,
            "coming": one.coming,
            "there": one.there,
            "briefs": self._all(one.told),
        }

    def _all(self, told: Sequence[Told]) -> list[Json]:
        return [self._said(one) for one in told]

    def _said(self, one: Told, *, text: bool = True) -> Json:
        said: Json = {"text": one.text} if text else {}
        return said | {
            "name": one.name or None,
            "at": self._at(one.at),
            "media": one.media.value if one.media else None,
            "files": [self._attached[file] for file in one.files if file in self._attached],
        }

    def _at(self, instant: datetime) -> str:
        return instant.astimezone(self._zone).isoformat(timespec="seconds")
