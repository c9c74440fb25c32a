"""The digests: for members, for guides and for coordinators, always in private (product.md M19).

The one thing to know: one line a thing, the newest first, at most 1,500 characters. What a line is too
many for is counted; of a network the five communities that matter first are shown, the rest is a file.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from community.calendar import local_day
from community.communities import Community
from community.digests import Adopted, Network, Shared, Waiting, Week
from community.petitions import Petition
from community.prompt_windows import Window
from locales.words import Words
from messages.buttons import Press
from messages.came_in import counted
from messages.people import author_of
from messages.signals import SIGNALS
from messages.text import (
    Button,
    Html,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

MOST = 1500  # characters that people read (product.md §3)
MOST_COMMUNITIES = 5  # that matter first
MOST_TITLES = 3
MOST_OF_MANY = 2  # titles, where a digest tells of several communities
MOST_PETITIONS = 5  # with a button each; of the others the number
MOST_QUIET = 3  # names
LONGEST_TITLE = 45
LONGEST_PETITION = 110
LONGEST_NAME = 40


# For guides.


def for_guides(week: Week, waiting: Waiting, words: Words) -> Message:
    """What the week brought, what each question brought in all, what waits, and one move."""
    home = week.community
    blocks = [
        [
            text(
                words,
                "🗒 The week in {community}, since {day}",
                community=shorten(home.title, LONGEST_NAME),
                day=words.short_day(local_day(week.since, home.zone)),
            ),
            *_of_the_week(week, words, for_coordination=False),
        ],
        _by_prompt(week, waiting, words),
        _waiting(week, waiting, words),
        [_session(week, words), _move(week, waiting, words)],
    ]
    return Message(
        text=_fitting([_said(block) for block in blocks]), about=("digest", week.community.id)
    )


def _by_prompt(week: Week, waiting: Waiting, words: Words) -> list[Html | None]:
    """Which questions were answered this week, and what each brought since it was asked."""
    if not waiting.windows:
        return []
    return [
        text(words, "Since each question was asked, with those of before:"),
        *(_of_prompt(window, week, words) for window in waiting.windows[:MOST_TITLES]),
    ]


def _of_prompt(window: Window, week: Week, words: Words) -> Html:
    came_in = window.came_in
    what = counted(came_in, words, with_people=week.may_count)
    url = message_url(week.community.telegram_chat_id, window.message_id)
    question = link(shorten(window.prompt.text, 60), url)
    if not came_in.late:
        return text(words, "▫️ «{question}»: {what}", question=question, what=what)
    return text(
        words,
        "▫️ «{question}»: {what}, {late} late",
        question=question,
        what=what,
        late=came_in.late,
    )


def _waiting(week: Week, waiting: Waiting, words: Words) -> list[Html | None]:
    """What somebody who facilitates may do something about."""
    rows = [
        _undecided(waiting.undecided, words),
        texts(
            words,
            "📝 {n} draft of minutes to look at: {titles}{more}",
            "📝 {n} drafts of minutes to look at: {titles}{more}",
            len(waiting.drafts),
            **_titles(waiting.drafts),
        )
        if waiting.drafts
        else None,
        _unpublished(waiting.syntheses, words),
        text(
            words,
            "📝 Too little came for a synthesis (/sintesis shows it): {titles}{more}",
            **_titles(waiting.too_few),
        )
        if waiting.too_few
        else None,
        texts(
            words,
            "🙋 {n} request nobody took up: {titles}{more}",
            "🙋 {n} requests nobody took up: {titles}{more}",
            len(waiting.unheard),
            **_titles(waiting.unheard),
        )
        if waiting.unheard
        else None,
        texts(
            words,
            "🤝 {n} commitment open: /pendientes todos",
            "🤝 {n} commitments open: /pendientes todos",
            week.open,
        )
        if week.open
        else None,
        _unknown(waiting.unknown, words),
    ]
    rows = [row for row in rows if row is not None]
    return [text(words, "What waits:"), *rows] if rows else []


def _unpublished(drafts: Sequence[str], words: Words) -> Html | None:
    if not drafts:
        return None
    called = [one or words("what was talked about") for one in drafts]
    return texts(
        words,
        "📝 {n} synthesis to publish: {titles}{more}",
        "📝 {n} syntheses to publish: {titles}{more}",
        len(drafts),
        **_titles(called),
    )


def _undecided(n: int, words: Words) -> Html | None:
    if not n:
        return None
    return texts(
        words,
        "🗳 {n} decision closed and waits for you to say what comes of it.",
        "🗳 {n} decisions closed and wait for you to say what comes of them.",
        n,
    )


def _unknown(unknown: int, words: Words) -> Html | None:
    if not unknown:
        return None
    return texts(
        words,
        "❓ Of {n} message it is not known whether it arrived: /estado",
        "❓ Of {n} messages it is not known whether they arrived: /estado",
        unknown,
    )


def _move(week: Week, waiting: Waiting, words: Words) -> Html | None:
    """One suggestion: that of an early signal, else the one nearest at hand; none where the next
    question is on its way."""
    if waiting.signals:
        return plain(f"👀 {words(SIGNALS[waiting.signals[0]])}")
    if week.answers and not week.practices:
        return text(words, "👉 One of the answers may be a practice: reply to it with /guardar.")
    if not week.sessions:
        return text(words, "👉 There is no session ahead: /sesion Thursday at 18.")
    if waiting.has_question:
        return None
    return text(words, "👉 For next week: /pregunta offers three questions.")


# For coordinators.


def for_coordinator(
    network: Network, person: int, zone: ZoneInfo, words: Words
) -> tuple[Message, ...]:
    """What is asked of them, what was learned community by community, and one move; nobody is named.
    Then, if there are more communities than it has room for, a file with the others."""
    full = network.full
    shown = min(len(full), MOST_COMMUNITIES)
    while shown > 1 and _length(_network(network, shown, zone, words)) > MOST:
        shown -= 1
    digest = Message(
        text=_network(network, shown, zone, words),
        keyboard=in_rows(
            [_to_answer(place, one, person, words) for place, one in _numbered(network)]
        ),
        about=("network", person),
    )
    rest = full[shown:]
    if not rest:
        return (digest,)
    return digest, replace(_as_file(network, rest, zone, words), about=digest.about)


def _as_file(network: Network, rest: Sequence[Week], zone: ZoneInfo, words: Words) -> Message:
    """A page to read without internet."""
    title = _heading(network, zone, words)
    parts = [
        lines(f"<h2>{plain(week.community.title)}</h2>", _paragraph(_community(week, words)))
        for week in rest
    ]
    silent = [one.community.title for one in network.weeks if _has_no_news(one)]
    if silent:
        parts.append(
            _paragraph([text(words, "Nothing to tell of: {names}", names=", ".join(silent))])
        )
    page = _PAGE.format(
        language=words.language.replace("_", "-"), title=title, body="\n".join(parts)
    )
    return Message(
        text=texts(
            words,
            "{n} community more, the fullest first.",
            "{n} communities more, the fullest first.",
            len(rest),
        ),
        document=(f"minga-{local_day(rest[0].until, zone)}.html", page),
    )


def _paragraph(rows: Sequence[Html | None]) -> Html:
    return Html("<p>" + "<br>\n".join(row for row in rows if row) + "</p>")


_PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>body {{ font: 16px/1.5 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em }}
h2 {{ font-size: 1.1em; margin-bottom: 0 }} p {{ margin-top: .2em }}</style>
<h1>{title}</h1>
{body}
</html>
"""


def nothing_new(words: Words) -> Message:
    """/redes, where nothing happened."""
    return Message(text=text(words, "Nothing new in your communities in the last seven days."))


def no_network(words: Words) -> Message:
    """/redes, by who looks after no community."""
    return Message(
        text=text(
            words,
            "/redes is for coordination: whoever facilitates a community invites to it with "
            "/coordinacion, by a link that works once.",
        )
    )


def _network(network: Network, shown: int, zone: ZoneInfo, words: Words) -> Html:
    """With so many of its communities."""
    full = network.full
    blocks = [
        lines(_heading(network, zone, words), _together(full, words)),
        _said(_petitions(network, words)),
        *(_said([_called(one.community), *_community(one, words)]) for one in full[:shown]),
        _said([*_quiet(network, words), _network_move(network, words)]),
        _said(_rest(network, len(full) - shown, words)),
    ]
    return Html("\n\n".join(block for block in blocks if block))


def _called(community: Community) -> Html:
    return bold(shorten(community.title, LONGEST_NAME))


def _heading(network: Network, zone: ZoneInfo, words: Words) -> Html:
    day = words.day(local_day(network.since, zone))
    return text(words, "📬 Your communities since {day}", day=day)


def _together(weeks: Sequence[Week], words: Words) -> Html | None:
    """All communities together, where there are several; those too small to be counted are not in it,
    or the difference would count them."""
    large = [week for week in weeks if week.may_count]
    if len(large) < 2:
        return None
    return text(
        words,
        "Together: {answers} answers, {practices} practices, {evidenced} commitments with evidence.",
        answers=sum(week.answers for week in large),
        practices=sum(len(week.practices) for week in large),
        evidenced=sum(week.evidenced for week in large),
    )


def _numbered(network: Network) -> list[tuple[int, Petition]]:
    return [(place, one) for place, (one, _) in enumerate(network.petitions[:MOST_PETITIONS], 1)]


def _petitions(network: Network, words: Words) -> list[Html | None]:
    """What communities ask of the institution: their words, without what tells who; the day, no name."""
    rows: list[Html | None] = [
        _petition(place, one, home, words)
        for place, (one, home) in enumerate(network.petitions[:MOST_PETITIONS], 1)
    ]
    more = len(network.petitions) - len(rows) + network.waiting
    if rows:
        rows.insert(0, text(words, "🏛 Asked of the institution:"))
    if more and (rows or not network.is_empty):
        rows.append(
            texts(words, "{n} more waits for an answer.", "{n} more wait for an answer.", more)
        )
    return rows


def _petition(place: int, one: Petition, home: Community, words: Words) -> Html:
    day = words.short_day(local_day(one.asked_at, home.zone))
    return text(
        words,
        "{place}. «{what}» {community}, {day}",
        place=place,
        what=shorten(one.text, LONGEST_PETITION),
        community=shorten(home.title, LONGEST_NAME),
        day=day,
    )


def _to_answer(place: int, one: Petition, person: int, words: Words) -> Button:
    press = Press(verb="petition-open", subject=person, choice=str(one.id))
    said = label(words, "Answer")
    return Button(label=f"{place}. {said}", press=press)


def _community(week: Week, words: Words) -> list[Html | None]:
    return [*_of_the_week(week, words, for_coordination=True), _session(week, words)]


def _quiet(network: Network, words: Words) -> list[Html | None]:
    growing = [week for week in network.full if week.is_growing]
    quiet = network.quiet
    return [
        _growing(growing, words) if growing else None,
        text(
            words,
            "🌙 Going quiet, two weeks without an answer: {communities}",
            communities=_names(quiet),
        )
        if quiet
        else None,
    ]


def _growing(weeks: Sequence[Week], words: Words) -> Html:
    return text(
        words, "📈 Growing, many more answers than usual: {communities}", communities=_names(weeks)
    )


def _network_move(network: Network, words: Words) -> Html | None:
    """One move, for the community that needs it most."""
    if network.quiet:
        return text(
            words,
            "👉 Ask those who facilitate {community} what would help them, before you offer anything.",
            community=shorten(network.quiet[0].community.title, LONGEST_NAME),
        )
    growing = [week for week in network.full if week.is_growing]
    if growing:
        return text(
            words,
            "👉 Ask those who facilitate {community} what they did differently, and who may hear it.",
            community=shorten(growing[0].community.title, LONGEST_NAME),
        )
    return None


def _rest(network: Network, hidden: int, words: Words) -> list[Html | None]:
    silent = sum(_has_no_news(one) for one in network.weeks)
    return [
        texts(
            words,
            "And {n} more community, in the file below.",
            "And {n} more communities, in the file below.",
            hidden,
        )
        if hidden
        else None,
        texts(words, "No news of {n} community.", "No news of {n} communities.", silent)
        if silent
        else None,
    ]


def _has_no_news(week: Week) -> bool:
    return not (week.is_told_outside or week.goes_quiet)


def _names(weeks: Sequence[Week]) -> str:
    names = [shorten(week.community.title, LONGEST_NAME) for week in weeks[:MOST_QUIET]]
    more = len(weeks) - MOST_QUIET
    return ", ".join(names) + (f" (+{more})" if more > 0 else "")


# For members.


def for_member(shared: Sequence[Shared], words: Words) -> Message:
    """What others shared since the last one, in each of their communities; their own first."""
    told = [one for one in shared if not one.is_empty]
    last = text(words, "What was said: /resumen · How often I write this: /boletin")
    room = (MOST - len(last)) // max(len(told), 1) - 2
    return Message(text=Html("\n\n".join([*(_shared(one, room, words) for one in told), last])))


def _shared(one: Shared, room: int, words: Words) -> Html:
    home = one.community
    day = words.short_day(local_day(one.since, home.zone))
    chat = home.telegram_chat_id
    blocks = [
        text(
            words,
            "📮 {community}, since {day}",
            community=shorten(home.title, LONGEST_NAME),
            day=day,
        ),
        _block(
            text(words, "Yours:"),
            [
                text(
                    words,
                    "🤝 {number} {what} {due}",
                    number=mine.number,
                    what=shorten(mine.what, LONGEST_TITLE),
                    due=words.short_day(mine.due_on) if mine.due_on else "",
                )
                for mine in one.mine
            ],
        ),
        _block(
            text(words, "You can still answer:"),
            [plain(f"💬 {shorten(prompt.text, 90)}") for prompt in one.asked],
        ),
        _block(
            text(words, "Practices told:"),
            [
                Html(
                    f"📌 {link(shorten(told.title, LONGEST_TITLE), message_url(chat, told.shown_message))}"
                    f" — {plain(author_of(told, words))}"
                )
                for told in one.practices
            ],
        ),
        _block(
            text(words, "Agreed:"),
            [plain(f"✅ {shorten(agreed.text, 90)}") for agreed in one.agreements],
        ),
        _block(
            text(words, "Dates:"),
            [
                text(
                    words,
                    "📅 {title}, {when}",
                    title=shorten(session.title, LONGEST_TITLE),
                    when=words.moment(session.starts_at, home.zone),
                )
                for session in one.sessions
            ],
        ),
    ]
    return _fitting(blocks, room)


def _block(heading: Html, rows: Sequence[Html]) -> Html | None:
    """At most MOST_TITLES rows, and how many more there are."""
    if not rows:
        return None
    more = len(rows) - MOST_TITLES
    shown = list(rows[:MOST_TITLES])
    if more > 0:
        shown[-1] = Html(f"{shown[-1]} (+{more})")
    return lines(heading, *shown)


# What a week held, one line a thing.


def _of_the_week(week: Week, words: Words, *, for_coordination: bool) -> list[Html | None]:
    """Titles are told of any community; figures to coordination only where they point at nobody."""
    counts = week.may_count or not for_coordination
    most = MOST_OF_MANY if for_coordination else MOST_TITLES
    return [
        _answers(week, words) if counts else None,
        texts(
            words,
            "📌 {n} practice told: {titles}{more}",
            "📌 {n} practices told: {titles}{more}",
            len(week.practices),
            **_titles(week.practices, most),
        )
        if week.practices
        else None,
        _adopted(week, words, most, with_counts=counts),
        _came_back(week, words) if counts else None,
        texts(
            words,
            "✅ {n} agreement: {titles}{more}",
            "✅ {n} agreements: {titles}{more}",
            len(week.agreements),
            **_titles(week.agreements, most),
        )
        if week.agreements
        else None,
        _commitments(week, words) if counts else None,
        _requests(week, words) if counts else None,
        _held(week, words),
        text(words, "Few people were active: no figures.") if not counts else None,
    ]


def _answers(week: Week, words: Words) -> Html | None:
    if not week.answers:
        return None
    if week.may_count:
        return texts(
            words,
            "💬 {n} answer from {people}",
            "💬 {n} answers from {people}",
            week.answers,
            people=texts(words, "{n} person", "{n} people", week.people),
        )
    return texts(words, "💬 {n} answer", "💬 {n} answers", week.answers)


def _titles(titles: Sequence[str], most: int = MOST_TITLES) -> dict[str, str]:
    """What the newest are called, and how many more there are."""
    shown = " · ".join(shorten(title, LONGEST_TITLE) for title in titles[:most])
    more = len(titles) - most
    return {"titles": shown, "more": f" (+{more})" if more > 0 else ""}


def _adopted(week: Week, words: Words, most: int, *, with_counts: bool) -> Html | None:
    """What became of practices: the chain that this is all about."""
    if not week.adopted:
        return None
    shown = [_one_adopted(one, words, with_counts) for one in week.adopted[:most]]
    more = len(week.adopted) - most
    if more > 0:
        shown[-1] = Html(f"{shown[-1]} (+{more})")
    return text(words, "🌱 Taken up by others: {practices}", practices=Html(" · ".join(shown)))


def _one_adopted(one: Adopted, words: Words, with_counts: bool) -> Html:
    title = shorten(one.title, LONGEST_TITLE)
    if not with_counts:
        return text(words, "«{title}»", title=title)
    marks = [
        texts(words, "tried by {n} person", "tried by {n} people", one.tried)
        if one.tried
        else None,
        texts(words, "taken to {n} school", "taken to {n} schools", one.taken)
        if one.taken
        else None,
        text(words, "agreed on") if one.is_agreed else None,
    ]
    what = ", ".join(mark for mark in marks if mark)
    return text(words, "«{title}» ({what})", title=title, what=Html(what))


def _came_back(week: Week, words: Words) -> Html | None:
    if not week.came_back:
        return None
    return texts(
        words,
        "🏫 {n} practice came back from a school with what happened",
        "🏫 {n} practices came back from schools with what happened",
        week.came_back,
    )


def _commitments(week: Week, words: Words) -> Html | None:
    if not (week.fulfilled or week.evidenced or week.proposed):
        return None
    return text(
        words,
        "🤝 Commitments: {proposed} new, {fulfilled} done, {evidenced} with evidence",
        proposed=week.proposed,
        fulfilled=week.fulfilled,
        evidenced=week.evidenced,
    )


def _requests(week: Week, words: Words) -> Html | None:
    """What is merely open is no news by itself."""
    if not (week.asked or week.resolved):
        return None
    return text(
        words,
        "🙋 Requests to one another: {asked} new, {resolved} resolved",
        asked=week.asked,
        resolved=week.resolved,
    )


def _held(week: Week, words: Words) -> Html | None:
    if not week.held:
        return None
    return texts(words, "👥 {n} session held", "👥 {n} sessions held", week.held)


def _session(week: Week, words: Words) -> Html | None:
    if not week.sessions:
        return None
    title, starts_at = week.sessions[0]
    when = words.moment(starts_at, week.community.zone)
    return text(words, "📅 Next: {title}, {when}", title=shorten(title, LONGEST_TITLE), when=when)


def _said(rows: Sequence[Html | None]) -> Html:
    return lines(*(row for row in rows if row))


def _fitting(blocks: Sequence[Html | None], room: int = MOST) -> Html:
    """The blocks one below the other; the last lines that have no room are left out."""
    said = [block for block in blocks if block]
    while len(said) > 1 and _length("\n\n".join(said)) > room:
        rows = said[-1].split("\n")
        said[-1:] = [Html("\n".join(rows[:-1]))] if len(rows) > 2 else []
    return Html("\n\n".join(said))


def _length(said: str) -> int:
    """What people read: without tags."""
    return len(html.unescape(re.sub(r"<[^>]*>", "", said)))
