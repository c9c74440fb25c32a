"""What is said when a guide hands over: the proposal, the news, and what the successor gets.

The one thing to know: the package is at most 1,500 characters, three of each kind of thing, or two
where those are long; a file has all of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from community.commitments import Pledge
from community.communities import Community
from community.decisions import Decision, DecisionState
from community.handovers import Package
from community.ids import PersonId
from community.people import Member
from community.schedule import Scheduled, Thing
from community.syntheses import Drawn
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import called
from messages.text import (
    Button,
    Html,
    Message,
    bold,
    clean,
    label,
    lines,
    link,
    plain,
    shorten,
    text,
    texts,
)

SHOWN, FEWER_SHOWN = 3, 2  # of each kind, in the message
ROOM = 1200  # characters of it for all kinds
WHAT_SHOWN = 50
NAMES_SHOWN = 40

Urls = Mapping[tuple[str, int], str | None]  # by what is shown: («commitment», 7)


def proposal(successor: Member, package: Package, by: PersonId, words: Words) -> Message:
    """What will be handed over, and one button."""
    return Message(
        text=lines(
            text(
                words,
                "🤝 {name} would facilitate this group from now on, and get in private what is open:",
                name=shorten(successor.name, NAMES_SHOWN),
            ),
            _counts(package, words),
            text(words, "You go on facilitating until you say otherwise."),
        ),
        keyboard=(
            (
                Button(
                    label=label(words, N_("Yes, hand over")),
                    press=Press(
                        verb="handover-confirm", subject=successor.person_id, choice=str(by)
                    ),
                ),
            ),
        ),
        about=("handover", successor.person_id),
    )


def handed_over(
    successor: Member,
    by: PersonId | None,
    words: Words,
    *,
    link: str | None,
    may_leave: PersonId | None,
) -> Message:
    """To the group; `link`: into the private chat, where the successor has none yet."""
    name = shorten(successor.name, NAMES_SHOWN)
    buttons = []
    if link is not None:
        buttons.append((Button(label=label(words, N_("Get what is open")), url=link),))
    if may_leave is not None:
        press = Press(verb="handover-leave", subject=successor.person_id, choice=str(may_leave))
        buttons.append((Button(label=label(words, N_("I stop being a guide")), press=press),))
    how = (
        text(words, "{name} has in private what is open.", name=name)
        if link is None
        else text(
            words,
            "{name}: open a chat with me with the button, and there you get what is open. I keep it "
            "until then.",
            name=name,
        )
    )
    return Message(
        text=lines(text(words, "🤝 {name} facilitates this group from now on.", name=name), how),
        keyboard=tuple(buttons),
        about=("handover", successor.person_id),
    )


def handed_over_briefly(words: Words) -> str:
    """To the tap."""
    return words("Done. Thank you for all you did.")


def stepped_down(released: Member, found: Sequence[Member], words: Words) -> Message:
    """To the group: who facilitates now."""
    names = words.listing([called(member.name, words) for member in found])
    return Message(
        text=lines(
            text(words, "{name} does not facilitate any more. Thank you.", name=released.name),
            text(words, "Those who facilitate: {names}.", names=names) if found else None,
        )
    )


def stepped_down_briefly(words: Words) -> str:
    """To the tap."""
    return words("Noted. You are in the group as everybody.")


def left(name: str, community: Community, words: Words) -> Message:
    """To the other of the pair, in private."""
    return Message(
        text=text(
            words,
            "{name}, who facilitated {community} with you, has left the group. So that you are two: "
            "reply in the group with /relevo to whoever could take over. They get what is open.",
            name=shorten(called(name, words), NAMES_SHOWN),
            community=shorten(community.title, 60),
        )
    )


def left_alone(name: str, words: Words) -> Message:
    """To the group, where none of the pair can be written to."""
    return Message(
        text=text(
            words,
            "{name}, who facilitated this group, has left it. Whoever facilitates now can reply with "
            "/relevo to a person who could take over.",
            name=shorten(called(name, words), NAMES_SHOWN),
        )
    )


# The package.


def package(given: Package, giver: Member | None, urls: Urls, words: Words) -> Message:
    """In private: what is open, three of each kind."""
    community = given.community
    head = (
        text(
            words,
            "🤝 You facilitate {community} now. {name} hands this over to you:",
            community=bold(shorten(community.title, 60)),
            name=shorten(called(giver.name, words), NAMES_SHOWN),
        )
        if giver is not None
        else text(
            words,
            "🤝 You facilitate {community} now. This is handed over to you:",
            community=bold(shorten(community.title, 60)),
        )
    )
    sections = list(_sections(given, urls, words))
    each = _shown_of_each(sections)
    if not any(rows for _, rows in sections):
        rest = text(words, "Nothing is open. A good moment to begin: /pregunta, /sesion, /pauta.")
        return Message(text=lines(head, rest))
    parts: list[str] = []
    for title, rows in sections:
        if rows:
            parts += [title, *rows[:each]]
            more = len(rows) - each
            if more > 0:
                parts.append(
                    texts(words, "… and {n} more, in the file", "… and {n} more, in the file", more)
                )
    how = text(words, "What you can do is in /ayuda; what was agreed before, in /actas.")
    return Message(text=lines(head, *parts, how))


def as_file(given: Package, urls: Urls, words: Words) -> Message | None:
    """All of it as plain text, where a message holds only a part."""
    sections = list(_sections(given, urls, words, with_addresses=True))
    each = _shown_of_each(list(_sections(given, urls, words)))
    if all(len(rows) <= each for _, rows in sections):
        return None
    content = "\n\n".join(_read(lines(title, *rows)) for title, rows in sections if rows)
    return Message(
        text=text(words, "All that is open, as a text to keep."),
        document=("relevo.txt", f"{clean(given.community.title)}\n\n{content}\n"),
    )


def shown(given: Package) -> Iterator[tuple[str, int]]:
    """What has a message in the group, as `posts` names it."""
    yield from (("commitment", one.commitment.id) for one in given.commitments)
    yield from (("decision", one.id) for one in given.decisions)
    yield from (("session", one.id) for one in given.sessions)
    yield from (("request-answer", one.id) for one in given.requests)


def _shown_of_each(sections: Sequence[tuple[Html, list[Html]]]) -> int:
    rows = [row for _, those in sections for row in those[:SHOWN]]
    return SHOWN if len(_read(lines(*rows))) <= ROOM else FEWER_SHOWN


def _sections(
    given: Package, urls: Urls, words: Words, *, with_addresses: bool = False
) -> Iterator[tuple[Html, list[Html]]]:
    zone = given.community.zone

    def row(said: Html, about: tuple[str, int] | None = None) -> Html:
        url = urls.get(about) if about is not None else None
        if url is None:
            return Html(f"• {said}")
        return Html(f"• {said} {plain(url) if with_addresses else link('↗', url)}")

    yield (
        bold(words("📌 Open commitments")),
        [
            row(_commitment(one, words), ("commitment", one.commitment.id))
            for one in given.commitments
        ],
    )
    yield (
        bold(words("🗳 Decisions")),
        [
            row(_decision(one, given.community, words), ("decision", one.id))
            for one in given.decisions
        ],
    )
    dates = [
        (
            one.starts_at,
            row(
                text(
                    words,
                    "{when}: session «{what}»",
                    when=words.moment(one.starts_at, zone),
                    what=shorten(one.title, WHAT_SHOWN),
                ),
                ("session", one.id),
            ),
        )
        for one in given.sessions
    ]
    dates += [(one.at, row(_scheduled(one, given.community, words))) for one in given.scheduled]
    yield (
        bold(words("📅 What is coming")),
        [said for _, said in sorted(dates, key=lambda dated: dated[0])],
    )
    drafts = [
        row(text(words, "minutes of «{what}», to publish", what=shorten(one.title, WHAT_SHOWN)))
        for one in given.minutes
    ]
    drafts += [row(_synthesis(one, given.community, words)) for one in given.syntheses]
    drafts += [
        row(
            text(
                words,
                "a commitment that is not complete: {what}",
                what=shorten(one.commitment.what, WHAT_SHOWN),
            )
        )
        for one in given.unfinished
    ]
    yield bold(words("📝 Waiting for whoever facilitates")), drafts
    yield (
        bold(words("🙋 Open requests")),
        [
            row(
                text(
                    words,
                    "{name}: {what}",
                    name=shorten(called(one.name, words), NAMES_SHOWN),
                    what=shorten(one.text, WHAT_SHOWN),
                ),
                ("request-answer", one.id),
            )
            for one in given.requests
        ],
    )


def _commitment(pledge: Pledge, words: Words) -> Html:
    one = pledge.commitment
    names = shorten(words.listing([called(who.name, words) for who in pledge.people]), NAMES_SHOWN)
    what = shorten(one.what, WHAT_SHOWN)
    if one.due_on is None:
        return text(words, "{number}. {what} ({names})", number=one.number, what=what, names=names)
    return text(
        words,
        "{number}. {what} ({names}), {day}",
        number=one.number,
        what=what,
        names=names,
        day=words.short_day(one.due_on),
    )


def _decision(one: Decision, community: Community, words: Words) -> Html:
    what = shorten(one.text, WHAT_SHOWN)
    if one.state is DecisionState.CLOSED:
        return text(words, "{what} (closed: its outcome is missing)", what=what)
    when = words.moment(one.closes_at, community.zone)
    return text(words, "{what} (open until {when})", what=what, when=when)


def _synthesis(one: Drawn, community: Community, words: Words) -> Html:
    if one.prompt is not None:
        what = shorten(one.prompt.text, WHAT_SHOWN)
        return text(words, "synthesis of «{what}», to publish", what=what)
    first, last = (
        words.short_day(at.astimezone(community.zone).date())
        for at in (one.synthesis.since, one.synthesis.until)
    )
    return text(words, "synthesis of {first} to {last}, to publish", first=first, last=last)


def _scheduled(one: Scheduled, community: Community, words: Words) -> Html:
    when, what = words.moment(one.at, community.zone), shorten(one.what, WHAT_SHOWN)
    if one.thing is Thing.WEEKLY:
        return text(words, "{when}: the question of the week", when=when)
    if one.thing is Thing.THEMES:
        return (
            text(words, "the choice of themes that is open (until {when})", when=when)
            if one.subject
            else text(words, "the choice of themes ({when})", when=when)
        )
    if one.thing is Thing.OUTLINE:
        return text(words, "{when}: the next step of the plan «{what}»", when=when, what=what)
    return text(words, "{when}: the question «{what}»", when=when, what=what)


def _counts(given: Package, words: Words) -> Html:
    said = (
        (
            len(given.commitments),
            texts(words, "{n} open commitment", "{n} open commitments", len(given.commitments)),
        ),
        (
            len(given.decisions),
            texts(words, "{n} decision", "{n} decisions", len(given.decisions)),
        ),
        (
            len(given.sessions) + len(given.scheduled),
            texts(words, "{n} date", "{n} dates", len(given.sessions) + len(given.scheduled)),
        ),
        (given.drafts, texts(words, "{n} draft", "{n} drafts", given.drafts)),
        (
            len(given.requests),
            texts(words, "{n} open request", "{n} open requests", len(given.requests)),
        ),
    )
    there = [words_ for n, words_ in said if n]
    return Html(" · ".join(there)) if there else text(words, "Nothing is open now.")


def _read(said: Html) -> str:
    return clean(unescape(re.sub(r"<[^>]+>", "", said)))
