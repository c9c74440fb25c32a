"""How minutes read: the draft for the pair, what is published, and what is answered on the way.

The one thing to know: minutes are one message that can be edited for ever. Up to 600 characters they
stand open, up to Telegram's limit they are folded under their head, and beyond it the message says
how much there is and a file has all of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from community.agreements import Agreement
from community.calendar import local_day
from community.communities import Community
from community.minutes import Chosen, Minutes, MinutesState, Point, PointKind
from community.sessions import Attendance, Presence, Reply
from locales.words import N_, Words
from messages import drafts
from messages.drafts import ARROW, as_read
from messages.people import called
from messages.text import (
    MAX_TEXT,
    Html,
    Keyboard,
    Message,
    bold,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

OPEN = 600  # characters people read of one message (product.md §3)
TITLE_SHOWN = 120
NAMES_SHOWN = 200
POINT_SHOWN = 600  # characters of one point in a message
IN_A_FILE = (
    MAX_TEXT,
    1000,
    500,
    250,
    120,
    60,
)  # characters of one point in the file, tried in turn
FILE_BYTES = 100_000

HEADS: dict[PointKind, str] = {
    PointKind.AGREEMENT: N_("🤝 Agreements"),
    PointKind.COMMITMENT: N_("📌 Commitments"),
    PointKind.QUESTION: N_("❓ Open questions"),
    PointKind.IDEA: N_("💡 Ideas"),
    PointKind.NOTE: N_("🗒 Notes"),
}
MEDIA = {
    "photo": N_("photo"),
    "voice": N_("audio"),
    "audio": N_("audio"),
    "video": N_("video"),
    "document": N_("document"),
    "sticker": N_("sticker"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """Minutes with all that is shown of them."""

    minutes: Minutes
    points: Sequence[Point]
    answers: Sequence[Attendance]
    presences: Sequence[Presence]
    agreements: Sequence[Agreement] = ()  # that it led to
    becoming: int = 0  # points that become agreements if it is published as it is
    community: Community


# What is published, and read again.


def published(told: Told, words: Words) -> Message:
    """As the group reads them; named by date and theme."""
    return _shown(
        told, _head(told, words), words, about=("minutes", told.minutes.id), foot=_kept(told, words)
    )


def read_again(told: Told, words: Words, url: str | None) -> Message:
    """All of it, for somebody who looked for it."""
    head = lines(_head(told, words), None if url is None else link(words("To its message"), url))
    return _shown(told, head, words, foot=_kept(told, words))


def as_file(told: Told, words: Words) -> Message | None:
    """All of it as plain text, where a message cannot hold it."""
    if not is_long(told, words):
        return None
    return Message(
        text=text(words, "All of the minutes, as a text to keep. It opens on any phone."),
        document=(file_name(told.minutes, told.community), plain_text(told, words)),
        about=("minutes-file", told.minutes.id),
    )


def is_long(told: Told, words: Words) -> bool:
    """Whether a message cannot hold it, folded either."""
    return len(_draft_head(told, words)) + len(_body(told, words, POINT_SHOWN)) > MAX_TEXT - 200


def plain_text(told: Told, words: Words) -> str:
    """The same without any marks: each point whole, or as much of it as 100 KB hold."""
    head = _head(told, words)
    for each in IN_A_FILE:
        body = _body(told, words, each, with_links=False)
        content = as_read(lines(head, "", body))
        if len(content.encode()) <= FILE_BYTES:
            break
    return content.encode()[:FILE_BYTES].decode(errors="ignore")


def file_name(minutes: Minutes, community: Community) -> str:
    """«acta-2026-11-26-lectura-multigrado.txt»."""
    theme = re.sub(r"\W+", "-", minutes.title.lower())[:40].strip("-")
    on = local_day(minutes.held_at, community.zone)
    return f"acta-{on.isoformat()}{'-' if theme else ''}{theme}.txt"


# The draft.


def draft(told: Told, words: Words, *, days: int | None = None) -> Message:
    """To each of the pair, in private; `days`: how long it has waited already."""
    waits = None
    if days is not None:
        waits = texts(words, "It has waited for {n} day.", "It has waited for {n} days.", days)
    head = lines(
        _draft_head(told, words), waits, drafts.for_the_pair(words), _becoming(told, words)
    )
    return _shown(
        told,
        head,
        words,
        about=("minutes-draft", told.minutes.id),
        keyboard=drafts.choices("minutes", told.minutes.id, words),
    )


def draft_waits(told: Told, words: Words, *, has_guides: bool) -> Message:
    """To the group, where nobody of the pair can be written to: what there is, without the words."""
    how = (
        text(
            words,
            "Whoever facilitates sees it in private after opening a chat with me once, "
            "or publishes it here.",
        )
        if has_guides
        else text(words, "Whoever facilitates can publish it.")
    )
    return Message(
        text=lines(_draft_head(told, words), _counts(told.points, words), how),
        keyboard=drafts.choices("minutes", told.minutes.id, words),
        about=("minutes-draft", told.minutes.id),
    )


def settled(told: Told, words: Words) -> Message:
    """What a draft becomes once one of the pair has decided; a reply may reword it still."""
    name = shorten(told.minutes.title, TITLE_SHOWN)
    said = (
        text(
            words,
            "✅ The minutes of «{title}» are published. To correct them, reply here with all of "
            "the new text.",
            title=name,
        )
        if told.minutes.state is MinutesState.PUBLISHED
        else text(words, "The minutes of «{title}» were discarded.", title=name)
    )
    return Message(text=said, about=("minutes-draft", told.minutes.id))


def retyped(said: str, told: Told, words: Words) -> str:
    """What of a copied draft is its new text."""
    return drafts.retyped(
        said,
        (
            _draft_head(told, words),
            _head(told, words),
            drafts.for_the_pair(words),
            _becoming(told, words) or Html(""),
        ),
    )


# While the session lasts.


def which_session(chosen: Chosen, words: Words) -> Message:
    """Two sessions at once: said once, and how to mean the other."""
    return Message(
        text=text(
            words,
            "Two sessions are on. I noted it for «{title}». For «{other}», reply to its "
            "announcement with the hashtag.",
            title=shorten(chosen.session.title, 60),
            other=shorten(chosen.others[0].title, 60),
        )
    )


def outside(kind: PointKind, words: Words) -> Message:
    """No session is on: what each hashtag could be instead."""
    said = {
        PointKind.AGREEMENT: N_(
            "#acuerdo is gathered while a session is on, and none is now. To agree on something "
            "in the group, whoever facilitates writes it with /decidir; /agenda says when you meet."
        ),
        PointKind.QUESTION: N_(
            "#duda is gathered while a session is on, and none is now. To ask the group for "
            "something, write it with #pido."
        ),
        PointKind.IDEA: N_(
            "#idea is gathered while a session is on, and none is now. To propose what to talk "
            "about, write it with #tema."
        ),
        PointKind.NOTE: N_(
            "#nota is gathered while a session is on, and none is now. With /agenda you see the "
            "next one."
        ),
    }[kind]
    return Message(text=text(words, said))


def taken_back(points: Sequence[Point], words: Words) -> Message:
    """/deshacer."""
    first = shorten(points[0].text, 80) or words(MEDIA.get(str(points[0].media), ""))
    return Message(
        text=text(words, "Taken back: «{what}». It will not be in the minutes.", what=first)
    )


# Its parts.


def _shown(
    told: Told,
    head: Html,
    words: Words,
    *,
    about: tuple[str, int] | None = None,
    keyboard: Keyboard = (),
    foot: Html | None = None,
) -> Message:
    body = _body(told, words, POINT_SHOWN)
    if is_long(told, words):
        said = lines(
            head,
            _counts(told.points, words),
            text(words, "It is long: all of it is in the file."),
            foot,
        )
    elif len(as_read(head)) + len(as_read(body)) + len(as_read(foot or Html(""))) <= OPEN:
        said = lines(head, "", body, foot)
    else:
        said = lines(head, Html(f"<blockquote expandable>{body}</blockquote>"), foot)
    return Message(text=said, keyboard=keyboard, about=about)


def _head(told: Told, words: Words) -> Html:
    on = local_day(told.minutes.held_at, told.community.zone)
    return text(
        words,
        "📝 Minutes, {day}: {title}",
        day=words.day(on),
        title=bold(shorten(told.minutes.title, TITLE_SHOWN).rstrip(".")),
    )


def _kept(told: Told, words: Words) -> Html | None:
    """Where what was agreed is found again."""
    if not told.agreements:
        return None
    numbers = words.listing([str(one.number) for one in told.agreements])
    return texts(
        words,
        "Kept as agreement {numbers}: /acuerdos",
        "Kept as agreements {numbers}: /acuerdos",
        len(told.agreements),
        numbers=numbers,
    )


def _becoming(told: Told, words: Words) -> Html | None:
    if not told.becoming:
        return None
    return texts(
        words,
        "Once published, {n} point of it becomes an agreement of the group (/acuerdos).",
        "Once published, {n} points of it become agreements of the group (/acuerdos).",
        told.becoming,
    )


def _draft_head(told: Told, words: Words) -> Html:
    on = local_day(told.minutes.held_at, told.community.zone)
    return text(
        words,
        "📝 Draft of the minutes, {day}: {title}",
        day=words.day(on),
        title=bold(shorten(told.minutes.title, TITLE_SHOWN).rstrip(".")),
    )


def _body(told: Told, words: Words, each: int, *, with_links: bool = True) -> Html:
    """Who was there, and what was noted by kind; or what a guide wrote instead."""
    if told.minutes.text is not None:
        return plain(told.minutes.text)
    parts: list[str | None] = [_who_came(told, words)]
    for kind, head in HEADS.items():
        of_kind = [one for one in told.points if one.kind is kind]
        if of_kind:
            chat = told.community.telegram_chat_id if with_links else 0
            parts += [bold(words(head)), *(_line(one, chat, words, each) for one in of_kind)]
    if not told.points:
        parts.append(text(words, "What was noted here was taken back."))
    return lines(*parts)


def _line(point: Point, chat: int, words: Words, each: int) -> Html:
    """«• Rosa: ¿y el material? ↗»; an agreement is everybody's, and names nobody."""
    what = plain(shorten(point.text, each))
    if point.media is not None:
        media = words(MEDIA[point.media.value])
        what = Html(f"{what} [{plain(media)}]".strip())
    if point.name and point.kind is not PointKind.AGREEMENT:
        what = Html(f"{plain(shorten(point.name, 40))}: {what}")
    url = message_url(chat, point.said_in or point.message_id)
    return Html(f"• {what}" if url is None else f"• {what} {link(ARROW, url)}")


def _who_came(told: Told, words: Words) -> Html | None:
    """Who was there, where that was marked; else who said that they would come."""
    if told.presences:
        there = [called(one.name, words) for one in told.presences]
        return text(words, "They were there: {names}.", names=_names(there, words))
    coming = [called(one.name, words) for one in told.answers if one.reply is Reply.YES]
    if not coming:
        return None
    return text(words, "They said they would come: {names}.", names=_names(coming, words))


def _names(names: Sequence[str], words: Words) -> str:
    return shorten(words.listing(names), NAMES_SHOWN)


def _counts(points: Sequence[Point], words: Words) -> Html:
    n = {kind: sum(one.kind is kind for one in points) for kind in PointKind}
    said = (
        texts(words, "{n} agreement", "{n} agreements", n[PointKind.AGREEMENT]),
        texts(words, "{n} commitment", "{n} commitments", n[PointKind.COMMITMENT]),
        texts(words, "{n} open question", "{n} open questions", n[PointKind.QUESTION]),
        texts(words, "{n} idea", "{n} ideas", n[PointKind.IDEA]),
        texts(words, "{n} note", "{n} notes", n[PointKind.NOTE]),
    )
    there = [one for one, kind in zip(said, PointKind, strict=True) if n[kind]]
    return Html(" · ".join(there))
