"""A community's memory to be read: HTML without scripts, in pages of less than 100 KB.

The one thing to know: what a page is made of are blocks, each small enough for one: an answer, a
practice, a line. They are put one after the other until a page is full.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from community.archives import Archive, Asked, Gathered, Grown, Met, Promised, Settled, Told
from community.commitments import CommitmentState
from community.communities import Community
from community.decisions import Stance
from community.practices import PracticeState
from community.sessions import SessionKind
from locales.words import N_, Words, words_in
from messages.archives_template import template
from messages.people import called, nobody_in_particular
from messages.practices_details import facts
from messages.practices_life import OUTCOMES
from messages.text import shorten, texts

MOST_BYTES = 95_000  # issue 5: pages under 100 KB
PIECE = 6_000  # characters of one text in one block: at five bytes each for «&amp;», 30 KB
AROUND = 1_000  # bytes for a section's title, and the links to the pages beside
MOST_NAMES = 40
HEADING_AGAIN = 100  # characters of a heading that is repeated on the next page
FIRST = "index.html"

STATES = {
    CommitmentState.SUGGESTED: N_("proposed"),
    CommitmentState.PROPOSED: N_("proposed"),
    CommitmentState.ACCEPTED: N_("accepted"),
    CommitmentState.POSTPONED: N_("accepted"),
    CommitmentState.DONE: N_("done"),
    CommitmentState.EVIDENCED: N_("done, with evidence"),
    CommitmentState.SEEN: N_("done, and seen by a peer"),
    CommitmentState.RELEASED: N_("released"),
}
REACHED = {
    PracticeState.TOLD: N_("Told first"),
    PracticeState.TRIED: N_("Tried by another first"),
    PracticeState.AGREED: N_("Agreed on"),
    PracticeState.INSTITUTIONALISED: N_("Everybody's way"),
}
MEDIA = {
    "photo": N_("photo"),
    "voice": N_("audio"),
    "audio": N_("audio"),
    "video": N_("video"),
    "document": N_("document"),
    "sticker": N_("sticker"),
}
STANCES = {
    Stance.AGREE: N_("I agree"),
    Stance.CONCERN: N_("I have concerns"),
    Stance.OBJECT: N_("I can't support it"),
}
SESSIONS = {
    SessionKind.LIVE: N_("live"),
    SessionKind.ASYNCHRONOUS: N_("over some days"),
    SessionKind.MICROCENTRE: N_("microcentre"),
}
CONTINUED = N_("{title} (continued)")
NOTHING = N_("There is nothing in it yet.")
SECTIONS = {
    "charter": N_("Charter"),
    "practices": N_("Practices"),
    "prompts": N_("Questions and answers"),
    "agreements": N_("Agreements"),
    "commitments": N_("Commitments"),
    "sessions": N_("Sessions"),
    "minutes": N_("Minutes of sessions"),
    "syntheses": N_("Syntheses"),
    "plans": N_("Plans"),
    "themes": N_("Themes"),
    "requests": N_("Requests"),
    "offers": N_("Offers"),
    "materials": N_("Library"),
}


@dataclass(frozen=True, kw_only=True)
class Block:
    """What a page is filled with: HTML, its year, and what it goes on with if a page begins here."""

    html: str
    year: int | None = None
    heading: str = ""
    keeps_next: bool = False  # a heading does not end a page


@dataclass(frozen=True, kw_only=True)
class Section:
    """One kind of thing, with the blocks that tell it."""

    key: str
    name: str
    count: int
    blocks: Sequence[Block]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(_size(block.html) for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One page of several: its file, its title, and which part of its section it is."""

    path: str
    title: str
    part: str
    blocks: Sequence[str]


def pages(
    archive: Archive,
    words: Words,
    now: datetime,
    attached: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """HTML by file name, `index.html` first: one page, or an index and what it leads to.

    `attached`: the path beside the pages of each file that goes along.
    """
    writer = _Writer(archive.community, words, now, attached or {})
    sections = writer.sections(archive)
    if sum(section.size for section in sections) <= MOST_BYTES:
        whole = writer.one_page(sections)
        if _size(whole) <= MOST_BYTES:
            return {FIRST: whole}
    return writer.many_pages(sections)


def of_author(told: Told, words: Words) -> str:
    """Who is read as having said it."""
    if told.name_hidden:
        return nobody_in_particular(words)
    return told.name or words("somebody who is no longer here")


def about(synthesis: Gathered, community: Community, words: Words) -> str:
    """The question, or the days of talk it is of, with their year."""
    dated = words_in(words.language, 0)
    first, last = (
        dated.day(at.astimezone(community.zone).date()) for at in (synthesis.since, synthesis.until)
    )
    return synthesis.title or words("Talk from {first} to {last}").format(first=first, last=last)


def life(practice: Grown, community: Community, words: Words) -> list[str]:
    """What it knows, where it comes from, who tried it, how far it came, at which schools it is."""
    found = [facts(practice.practice, words)]
    if practice.origin is not None:
        found.append(words("It comes from: {title}").format(title=practice.origin))
    tried = list(practice.tried_by[:MOST_NAMES])
    unnamed = practice.tried_unnamed + max(len(practice.tried_by) - MOST_NAMES, 0)
    if unnamed:
        tried.append(
            texts(words, "{n} person without a name", "{n} people without a name", unnamed)
        )
    if tried:
        found.append(words("Tried by: {names}").format(names=words.listing(tried)))
    for one in practice.reached:
        on = words.day(one.reached_at.astimezone(community.zone).date())
        found.append(f"{words(REACHED[one.state])}: {on}")
    for school in practice.schools[:MOST_NAMES]:
        who = school.name or nobody_in_particular(words)
        came = words(OUTCOMES[school.outcome]) if school.outcome is not None else None
        where = ", ".join(part for part in (who, school.school, came) if part)
        found.append(words("Taken to a school by: {who}").format(who=where))
    return [line for line in found if line]


class _Writer:
    """Everything that goes the same way into each page."""

    def __init__(
        self, community: Community, words: Words, now: datetime, attached: Mapping[str, str]
    ) -> None:
        self._community = community
        # whoever reads it in three years is told the year of every date
        self._words = words_in(words.language, 0)
        self._attached = attached
        self._days: dict[date, str] = {}  # to write a date out takes ten times as long as the rest
        made = words("Made on {day} by Minga, to be read without internet.")
        self._html: Any = template().make_module(
            {
                "language": words.language.replace("_", "-"),
                "say": words,
                "day": self._day,
                "who": lambda told: of_author(told, words),
                "media": lambda kind: words(MEDIA[kind]),
                "attached": self._files_of,
                "made": made.format(day=self._day(now)),
            }
        )

    def _day(self, instant: datetime) -> str:
        on = instant.astimezone(self._community.zone).date()
        if on not in self._days:
            self._days[on] = self._words.day(on)
        return self._days[on]

    def _files_of(self, told: Told) -> list[tuple[str, str]]:
        kind = told.media.value if told.media is not None else "document"
        return [(kind, self._attached[one]) for one in told.files if one in self._attached]

    # Pages.

    def one_page(self, sections: Sequence[Section]) -> str:
        """All of it."""
        links = [(one.name, one.count, [(f"#{one.key}", one.name)]) for one in sections]
        body = [self._html.contents(links) if len(sections) > 1 else ""]
        if not sections:
            body = [self._html.paragraph(self._words(NOTHING))]
        body += [
            self._html.section(one.key, one.name, [block.html for block in one.blocks])
            for one in sections
        ]
        return self._page("", body)

    def many_pages(self, sections: Sequence[Section]) -> dict[str, str]:
        """An index, and one or more pages for each section, by year where one is not enough."""
        room = MOST_BYTES - _size(self._page("x" * 200, [])) - AROUND
        made = [(one, leaf) for one in sections for leaf in _shared_out(one, room)]
        links = [
            (one.name, one.count, [(leaf.path, leaf.part or one.name) for leaf in leaves])
            for one, leaves in _by_section(made)
        ]
        found = {FIRST: self._page("", [self._html.contents(links)])}
        for place, (section, leaf) in enumerate(made):
            before = made[place - 1][1] if place else None
            after = made[place + 1][1] if place + 1 < len(made) else None
            body = self._html.section(section.key, leaf.title, leaf.blocks)
            found[leaf.path] = self._page(leaf.title, [body], before, after, is_first=False)
        return found

    def _page(
        self,
        subtitle: str,
        body: Sequence[str],
        before: "Leaf | None" = None,
        after: "Leaf | None" = None,
        *,
        is_first: bool = True,
    ) -> str:
        from markupsafe import Markup

        title = shorten(self._community.title, 200)
        whole = Markup("").join(body)
        return str(self._html.page(title, subtitle, whole, before, after, is_first)).lstrip()

    # Sections.

    def sections(self, archive: Archive) -> list[Section]:
        """Those in which there is something."""
        plain: dict[str, tuple[Sequence[Any], Callable[[Any], Iterator[Block]]]] = {
            "charter": ((archive.charter,) if archive.charter else (), self._charter),
            "practices": (archive.practices, self._practice),
            "prompts": (archive.prompts, self._prompt),
            "agreements": (archive.agreements, self._agreement),
            "commitments": (archive.commitments, self._commitment),
            "sessions": (archive.sessions, self._session),
            "minutes": (archive.minutes, self._titled),
            "syntheses": (archive.syntheses, self._gathered),
            "plans": (archive.plans, self._plan),
            "themes": (archive.themes, self._told),
            "requests": (archive.requests, self._told),
            "offers": (archive.offers, self._told),
            "materials": (archive.materials, self._material),
        }
        return [
            Section(
                key=key,
                name=self._words(SECTIONS[key]),
                count=0 if key == "charter" else len(things),
                blocks=[block for thing in things for block in blocks_of(thing)],
            )
            for key, (things, blocks_of) in plain.items()
            if things
        ]

    def _charter(self, charter: str) -> Iterator[Block]:
        for piece in _pieces(charter):
            yield Block(html=self._html.paragraph(piece))

    def _practice(self, one: Grown) -> Iterator[Block]:
        yield from self._under(one.title, one.at)
        more = self._again(one.title)
        for piece in _pieces(one.text):
            yield Block(html=self._html.paragraph(piece), year=one.at.year, heading=more)
        lines = life(one, self._community, self._words)
        yield Block(html=self._html.practice(one, lines), year=one.at.year, heading=more)
        for school in one.schools:
            for told in school.told:
                yield from self._said(told, one.at, more)

    def _prompt(self, one: Asked) -> Iterator[Block]:
        yield from self._under(one.text, one.at)
        more = self._again(one.text)
        yield Block(html=self._html.dated(one), year=one.at.year, heading=more)
        for reply in one.replies:
            yield from self._said(reply, one.at, more)

    def _agreement(self, one: Settled) -> Iterator[Block]:
        say = self._words
        yield from self._under(f"{one.number}. {one.text}", one.at)
        more = self._again(f"{one.number}. {one.text}")
        counts = [
            f"{say(STANCES[stance])}: {count}"
            for stance, count in (
                (Stance.AGREE, one.agreeing),
                (Stance.CONCERN, one.concerned),
                (Stance.OBJECT, one.objecting),
            )
            if one.was_asked
        ]
        over = "" if one.holds else say("It holds no longer.")
        lines = [self._day(one.at), *counts, over]
        yield Block(html=self._html.of(lines), year=one.at.year, heading=more)
        for reason in one.reasons:
            yield from self._said(reason, one.at, more)

    def _commitment(self, one: Promised) -> Iterator[Block]:
        named = f"{one.number}. {one.what}"
        year = one.due_on.year if one.due_on else None
        heading = self._html.heading(shorten(named, PIECE))
        yield Block(html=heading, year=year, keeps_next=True)
        more = self._again(named)
        due = self._words.day(one.due_on) if one.due_on else ""
        who = ", ".join(called(name, self._words) for name in one.who[:MOST_NAMES])
        lines = [who, due, self._words(STATES[one.state])]
        yield Block(html=self._html.of(lines), year=year, heading=more)
        for told in one.shown:
            for block in self._said(told, told.at, more):
                yield Block(html=block.html, year=year, heading=more)

    def _session(self, one: Met) -> Iterator[Block]:
        say = self._words
        yield from self._under(one.title, one.at)
        lines = [
            self._day(one.at),
            say(SESSIONS[one.kind]),
            say("cancelled") if one.is_cancelled else "",
            say("said they would come: {count}").format(count=one.coming) if one.coming else "",
            say("were there: {count}").format(count=one.there) if one.there else "",
        ]
        more = self._again(one.title)
        yield Block(html=self._html.of(lines), year=one.at.year, heading=more)
        for told in one.told:
            yield from self._said(told, one.at, more)

    def _titled(self, one: Told) -> Iterator[Block]:
        yield from self._under(one.title, one.at)
        more = self._again(one.title)
        yield Block(html=self._html.dated(one), year=one.at.year, heading=more)
        for piece in _pieces(one.text):
            yield Block(html=self._html.paragraph(piece), year=one.at.year, heading=more)

    def _gathered(self, one: Gathered) -> Iterator[Block]:
        yield from self._titled(replace(one, title=about(one, self._community, self._words)))

    def _material(self, one: Told) -> Iterator[Block]:
        yield from self._under(one.title, one.at)
        yield from self._said(one, one.at, self._again(one.title))

    def _plan(self, one: Any) -> Iterator[Block]:
        heading = self._html.heading(shorten(one.title, PIECE))
        yield Block(html=heading, keeps_next=True)
        for question in one.asked:
            yield Block(
                html=self._html.plan([shorten(question, PIECE)]), heading=self._again(one.title)
            )

    def _told(self, one: Told) -> Iterator[Block]:
        yield from self._said(one, one.at, "")

    def _said(self, one: Told, at: datetime, heading: str) -> Iterator[Block]:
        """Somebody's words; long ones in several blocks, the name under the last."""
        *pieces, last = _pieces(one.text) or [""]
        for piece in pieces:
            yield Block(html=self._html.paragraph(piece), year=at.year, heading=heading)
        yield Block(html=self._html.said(one, last), year=at.year, heading=heading)

    def _under(self, heading: str, at: datetime) -> Iterator[Block]:
        html = self._html.heading(shorten(heading, PIECE))
        yield Block(html=html, year=at.year, keeps_next=True)

    def _again(self, heading: str) -> str:
        again = self._words(CONTINUED).format(title=shorten(heading, HEADING_AGAIN))
        return str(self._html.heading(again))


def _shared_out(section: Section, room: int) -> Iterator[Leaf]:
    """The pages of a section: one, or by year, and of a year as many as it takes."""
    file = file_name(section.name)
    if section.size <= room:
        blocks = [block.html for block in section.blocks]
        yield Leaf(path=f"{file}.html", title=section.name, part="", blocks=blocks)
        return
    for year in sorted({block.year for block in section.blocks}, key=lambda one: one or 0):
        of_year = [block for block in section.blocks if block.year == year]
        full = _full_pages(of_year, room)
        for number, blocks in enumerate(full, start=1):
            parts = [str(one) for one in (year, number if len(full) > 1 else None) if one]
            part = " · ".join(parts)
            path = "-".join([file, *parts]) + ".html"
            yield Leaf(path=path, title=f"{section.name} {part}", part=part, blocks=blocks)


def _by_section(made: Sequence[tuple[Section, Leaf]]) -> Iterator[tuple[Section, list[Leaf]]]:
    for _, several in groupby(made, key=lambda one: one[0].key):
        both = list(several)
        yield both[0][0], [leaf for _, leaf in both]


def _full_pages(blocks: Sequence[Block], room: int) -> list[list[str]]:
    full: list[list[str]] = [[]]
    taken = 0
    before: Block | None = None
    for block in blocks:
        size = _size(block.html)
        if full[-1] and taken + size > room:
            begins = [block.heading] if block.heading else []
            if before is not None and before.keeps_next and len(full[-1]) > 1:
                begins = [full[-1].pop()]
            full.append(begins)
            taken = sum(_size(html) for html in begins)
        full[-1].append(block.html)
        taken += size
        before = block
    return full


def file_name(name: str) -> str:
    """A title as the name of a file: «Preguntas y respuestas» is preguntas-y-respuestas."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _pieces(words: str) -> list[str]:
    """A text in pieces of at most PIECE characters, cut at a line or a space where there is one."""
    words = words.strip()
    found = []
    while len(words) > PIECE:
        head = words[:PIECE]
        cut = max(head.rfind("\n"), head.rfind(" "))
        cut = cut if cut > PIECE // 2 else PIECE
        found.append(words[:cut].rstrip())
        words = words[cut:].lstrip()
    return [*found, words] if words else found


def _size(html: str) -> int:
    return len(html.encode("utf-8", "surrogatepass"))
