"""The weekly notes: to guides on Friday, to coordinators on Monday, in private (product.md M19)."""

from collections.abc import Sequence
from datetime import datetime

from community.digests import Week
from community.prompt_windows import Window
from locales.words import Words
from messages.came_in import counted
from messages.text import Html, Message, bold, lines, shorten, text, texts

MOST_COMMUNITIES = 5  # that matter first; of the others only the number is said
MOST_TITLES = 3


def for_guides(week: Week, unknown: int, words: Words) -> Message:
    """What the week brought, question by question, and one thing a pair may do."""
    answers, *others = _lines(week, words)
    return Message(
        text=lines(
            text(words, "🗒 The week in {community}", community=week.community.title),
            answers,
            *_by_prompt(week, words),
            *others,
            _undecided(week.undecided, words),
            _unknown(unknown, words),
            _move(week, words),
        ),
        about=("digest", week.community.id),
    )


def for_coordinators(weeks: Sequence[Week], quiet: int, now: datetime, words: Words) -> Message:
    """What was learned, community by community; nobody is named."""
    shown = weeks[:MOST_COMMUNITIES]
    blocks = [lines(bold(week.community.title), *_lines(week, words)) for week in shown]
    hidden = len(weeks) - len(shown)
    return Message(
        text=Html(
            "\n\n".join(
                [
                    lines(text(words, "📬 The week in your communities"), _all(weeks, words)),
                    *blocks,
                    *_rest(hidden, quiet, words),
                ]
            )
        )
    )


def _all(weeks: Sequence[Week], words: Words) -> Html | None:
    """All communities together, where there are several."""
    if len(weeks) < 2:
        return None
    return text(
        words,
        "Together: {answers} answers, {practices} practices, {evidenced} commitments with evidence.",
        answers=sum(week.answers for week in weeks),
        practices=sum(len(week.practices) for week in weeks),
        evidenced=sum(week.evidenced for week in weeks),
    )


def _lines(week: Week, words: Words) -> list[Html | None]:
    return [
        _answers(week, words),
        _practices(week, words),
        _lived(week, words),
        _commitments(week, words),
        _requests(week, words),
        _session(week, words),
    ]


def _by_prompt(week: Week, words: Words) -> list[Html]:
    """Which questions were answered, by how many, and how much of it came late."""
    return [_of_prompt(window, week, words) for window in week.windows[:MOST_TITLES]]


def _of_prompt(window: Window, week: Week, words: Words) -> Html:
    came_in = window.came_in
    what = counted(came_in, words, with_people=week.may_count_people)
    question = shorten(window.prompt.text, 60)
    if not came_in.late:
        return text(words, "▫️ In all, «{question}»: {what}", question=question, what=what)
    return text(
        words,
        "▫️ In all, «{question}»: {what}, {late} late",
        question=question,
        what=what,
        late=came_in.late,
    )


def _answers(week: Week, words: Words) -> Html | None:
    if not week.answers:
        return None
    if week.may_count_people:
        return texts(
            words,
            "💬 {n} answer from {people}",
            "💬 {n} answers from {people}",
            week.answers,
            people=texts(words, "{n} person", "{n} people", week.people),
        )
    return texts(words, "💬 {n} answer", "💬 {n} answers", week.answers)


def _practices(week: Week, words: Words) -> Html | None:
    if not week.practices:
        return None
    titles = " · ".join(shorten(title, 60) for title in week.practices[:MOST_TITLES])
    more = len(week.practices) - MOST_TITLES
    return texts(
        words,
        "📌 {n} practice told: {titles}{more}",
        "📌 {n} practices told: {titles}{more}",
        len(week.practices),
        titles=titles,
        more=f" (+{more})" if more > 0 else "",
    )


def _lived(week: Week, words: Words) -> Html | None:
    """What became of practices: the chain that this is all about."""
    if not (week.tried or week.taken):
        return None
    return text(
        words,
        "🌱 Practices tried by others: {tried}; back from a school: {taken}",
        tried=week.tried,
        taken=week.taken,
    )


def _commitments(week: Week, words: Words) -> Html | None:
    if not (week.fulfilled or week.evidenced or week.proposed):
        return None
    return text(
        words,
        "🤝 Commitments: {proposed} new, {fulfilled} done, {evidenced} with evidence, {open} open",
        proposed=week.proposed,
        fulfilled=week.fulfilled,
        evidenced=week.evidenced,
        open=week.open,
    )


def _requests(week: Week, words: Words) -> Html | None:
    """What is merely open is no news by itself."""
    if not (week.asked or week.resolved):
        return None
    return text(
        words,
        "🙋 Requests: {asked} new, {resolved} resolved, {open} open",
        asked=week.asked,
        resolved=week.resolved,
        open=week.sought,
    )


def _session(week: Week, words: Words) -> Html | None:
    if not week.sessions:
        return None
    title, starts_at = week.sessions[0]
    when = words.moment(starts_at, week.community.zone)
    return text(words, "📅 Next: {title}, {when}", title=shorten(title, 60), when=when)


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


def _move(week: Week, words: Words) -> Html | None:
    """One suggestion, the one nearest at hand; none where the next question is on its way."""
    if week.answers and not week.practices:
        return text(words, "👉 One of the answers may be a practice: reply to it with /guardar.")
    if not week.sessions:
        return text(words, "👉 There is no session ahead: /sesion Thursday at 18.")
    if week.has_question:
        return None
    return text(words, "👉 For next week: /pregunta offers three questions.")


def _rest(hidden: int, quiet: int, words: Words) -> list[Html]:
    rest = []
    if hidden > 0:
        rest.append(texts(words, "And {n} more community.", "And {n} more communities.", hidden))
    if quiet > 0:
        rest.append(texts(words, "{n} community was quiet.", "{n} communities were quiet.", quiet))
    return rest
