"""A community's memory for a spreadsheet: one CSV for each kind of thing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.archives import Archive, Figures, Told
from locales.words import N_, Words
from messages.archives_pages import (
    MEDIA,
    SECTIONS,
    SESSIONS,
    STANCES,
    STATES,
    about,
    file_name,
    of_author,
)
from messages.csv_file import Row, as_csv, separator
from messages.people import called
from messages.practices_details import facts

Attached = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One file: its name, and its rows, the first of which says what the columns are."""

    name: str
    rows: Sequence[Row]


def tables(archive: Archive, words: Words, attached: Attached | None = None) -> dict[str, str]:
    """CSV by file name, of each kind of thing there is any of."""
    made = _Maker(archive, words, attached or {})
    comma = separator(archive.community.country, words)
    return {
        f"{file_name(table.name)}.csv": as_csv(table.rows, comma)
        for table in made.tables()
        if len(table.rows) > 1
    }


def figures(network: Sequence[Figures], words: Words) -> str:
    """One line for each community."""
    header = [words(msgid) for msgid in FIGURES.values()]
    rows = [
        ["" if (value := _figure(one, name)) is None else value for name in FIGURES]
        for one in network
    ]
    return as_csv([header, *rows], separator(network[0].community.country, words))


# What a figure is called, by its field.
FIGURES = {
    "community": N_("community"),
    "practices": N_("practices"),
    "tried": N_("tried by others"),
    "taken": N_("taken to a school"),
    "prompts": N_("questions"),
    "reflections": N_("answers"),
    "people": N_("people who told something"),
    "commitments": N_("commitments"),
    "kept": N_("commitments done"),
    "agreements": N_("agreements"),
    "sessions": N_("sessions"),
    "requests": N_("requests"),
    "answered": N_("requests answered"),
}


def _figure(one: Figures, name: str) -> object:
    return one.community.title if name == "community" else getattr(one, name)


class _Maker:
    """Rows of one archive."""

    def __init__(self, archive: Archive, words: Words, attached: Attached) -> None:
        self._archive = archive
        self._words = words
        self._attached = attached

    def tables(self) -> Iterator[Table]:
        """In the order of the pages."""
        archive, say = self._archive, self._words
        yield self._table("practices", self._practice_columns(), archive.practices)
        yield self._said(
            N_("What came of practices"),
            [
                (practice.title, told)
                for practice in archive.practices
                for school in practice.schools
                for told in school.told
            ],
            of=say("practice"),
        )
        yield self._said(
            SECTIONS["prompts"],
            [(prompt.text, reply) for prompt in archive.prompts for reply in prompt.replies],
            of=say("question"),
        )
        yield self._questions()
        yield from self._settled()
        yield from self._met()
        yield self._table(
            "minutes",
            {N_("title"): lambda one: one.title, N_("text"): lambda one: one.text, **self._when()},
            archive.minutes,
        )
        yield self._table(
            "syntheses",
            {
                N_("title"): lambda one: about(one, archive.community, say),
                N_("text"): lambda one: one.text,
                **self._when(),
            },
            archive.syntheses,
        )
        for key in ("themes", "requests", "offers"):
            yield self._said(SECTIONS[key], [("", one) for one in getattr(archive, key)])
        materials = [(one.title, one) for one in archive.materials]
        yield self._said(SECTIONS["materials"], materials, of=say("title"))

    def _table(
        self, key: str, columns: Mapping[str, Callable[[Any], object]], things: Sequence[Any]
    ) -> Table:
        header = [self._words(name) for name in columns]
        rows = [[value(thing) for value in columns.values()] for thing in things]
        return Table(name=self._words(SECTIONS.get(key, key)), rows=[header, *rows])

    def _practice_columns(self) -> Mapping[str, Callable[[Any], object]]:
        say = self._words
        return {
            N_("title"): lambda one: one.title,
            N_("text"): lambda one: one.text,
            N_("name"): lambda one: of_author(one, say),
            **self._when(),
            N_("what it knows"): lambda one: facts(one.practice, say),
            N_("comes from"): lambda one: one.origin or "",
            N_("tried by others"): lambda one: len(one.tried_by) + one.tried_unnamed,
            N_("taken to a school"): lambda one: len(one.schools),
            N_("file"): self._file,
        }

    def _questions(self) -> Table:
        return self._table(
            N_("Questions"),
            {
                N_("question"): lambda one: one.text,
                **self._when(),
                N_("answers"): lambda one: len(one.replies),
            },
            self._archive.prompts,
        )

    def _settled(self) -> Iterator[Table]:
        archive, say = self._archive, self._words
        yield self._table(
            "agreements",
            {
                N_("number"): lambda one: one.number,
                N_("text"): lambda one: one.text,
                **self._when(),
                N_("I agree"): lambda one: one.agreeing if one.was_asked else "",
                N_("I have concerns"): lambda one: one.concerned if one.was_asked else "",
                N_("I can't support it"): lambda one: one.objecting if one.was_asked else "",
                N_("state"): lambda one: "" if one.holds else say("It holds no longer."),
            },
            archive.agreements,
        )
        reasons = [(one, reason) for one in archive.agreements for reason in one.reasons]
        yield self._table(
            N_("Reasons"),
            {
                N_("number"): lambda pair: pair[0].number,
                N_("position"): lambda pair: say(STANCES[pair[1].stance]) if pair[1].stance else "",
                N_("text"): lambda pair: pair[1].text,
                N_("name"): lambda pair: of_author(pair[1], say),
                **self._when(lambda pair: pair[1].at),
            },
            reasons,
        )
        yield self._table(
            "commitments",
            {
                N_("number"): lambda one: one.number,
                N_("what"): lambda one: one.what,
                N_("who"): lambda one: ", ".join(called(name, say) for name in one.who),
                N_("until"): lambda one: one.due_on.isoformat() if one.due_on else "",
                N_("state"): lambda one: say(STATES[one.state]),
            },
            archive.commitments,
        )
        yield self._said(
            N_("Evidence"),
            [(str(one.number), told) for one in archive.commitments for told in one.shown],
            of=say("number"),
        )

    def _met(self) -> Iterator[Table]:
        archive, say = self._archive, self._words
        yield self._table(
            "sessions",
            {
                N_("title"): lambda one: one.title,
                N_("kind"): lambda one: say(SESSIONS[one.kind]),
                **self._when(),
                N_("said they would come"): lambda one: one.coming,
                N_("were there"): lambda one: one.there,
                N_("state"): lambda one: say("cancelled") if one.is_cancelled else "",
            },
            archive.sessions,
        )
        yield self._said(
            N_("What was told of microcentres"),
            [(one.title, told) for one in archive.sessions for told in one.told],
            of=say("session"),
        )

    def _said(self, name: str, told: Sequence[tuple[str, Told]], *, of: str = "") -> Table:
        """What people said, each beside what it was about, if that has a name."""
        say = self._words
        when = self._when(lambda one: one.at)
        header = [say("text"), say("name"), *map(say, when), say("attachment"), say("file")]
        header = [of, *header] if of else header
        rows = [
            [
                *([about] if of else []),
                one.text,
                of_author(one, say),
                *(value(one) for value in when.values()),
                say(MEDIA[one.media.value]) if one.media else "",
                self._file(one),
            ]
            for about, one in told
        ]
        return Table(name=say(name), rows=[header, *rows])

    def _when(
        self, at: Callable[[Any], datetime] = lambda one: one.at
    ) -> dict[str, Callable[[Any], object]]:
        """Day and time on the wall of the community, as spreadsheets read them."""
        zone = self._archive.community.zone
        return {
            N_("date"): lambda one: f"{at(one).astimezone(zone):%Y-%m-%d}",
            N_("time"): lambda one: f"{at(one).astimezone(zone):%H:%M}",
        }

    def _file(self, told: Told) -> str:
        paths = [self._attached[one] for one in told.files if one in self._attached]
        return "\n".join(paths)
