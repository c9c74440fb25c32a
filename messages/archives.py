"""/exportar, and the copy that /cerrar hands over: what is offered, and the files themselves.

The one thing to know: the name a file has is ours, never one that somebody sent; in a .zip nothing
leads out of it.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from community.archives import Archive, Figures, Take
from community.calendar import local_day
from community.communities import Community
from locales.words import N_, Words
from messages import archives_data, archives_pages, archives_tables
from messages.archives_pages import file_name
from messages.buttons import Press
from messages.text import Button, Html, Message, label, lines, shorten, text, texts

NAME_LENGTH = 40
OLDEST = (1980, 1, 1, 0, 0, 0)  # a .zip knows no instant before it


def card(community: Community, words: Words, *, has_network: bool) -> Message:
    """What there is to choose; whoever coordinates, too, finds their figures below."""

    def choice(msgid: str, take: Take) -> Button:
        press = Press(verb="memory-take", subject=community.id, choice=take.value)
        return Button(label=label(words, msgid), press=press)

    rows = [
        (
            choice(N_("To read"), Take.PAGES),
            choice(N_("Spreadsheet"), Take.TABLES),
            choice(N_("Data"), Take.DATA),
        ),
        (choice(N_("All in a .zip"), Take.ALL),),
        (choice(N_("With photos, audios"), Take.FILES),),
    ]
    if has_network:
        rows.append((choice(N_("My network's figures"), Take.FIGURES),))
    return Message(
        text=lines(
            text(
                words,
                "📚 The memory of {community}: all that you made together, to take along.",
                community=shorten(community.title, 60),
            ),
            "",
            text(
                words,
                "It has names and what people told the group. Whoever asked that nothing be kept of "
                "them is not in it. Those who facilitate see in /estado that it was taken.",
            ),
        ),
        keyboard=tuple(rows),
        about=("memory", community.id),
    )


def sent_in_private(words: Words) -> Message:
    """In the group."""
    return Message(text=text(words, "I sent you in private how to take the memory along."))


def private_first(url: str, words: Words) -> Message:
    """To somebody without a private chat with the bot."""
    return Message(
        text=text(
            words,
            "The memory is handed over in private, for it has names: open our private chat and write "
            "/exportar there.",
        ),
        keyboard=((Button(label=label(words, "Open"), url=url),),),
    )


def nothing_yet(words: Words) -> Message:
    """A community that has made nothing."""
    return Message(
        text=text(
            words,
            "There is nothing to take along yet. It begins with a /pregunta and its answers, or with "
            "a #practica that somebody tells.",
        )
    )


def just_taken(words: Words) -> str:
    """To a second tap."""
    return words("I have just sent it: it is in this chat.")


def being_made(words: Words) -> str:
    """To the tap."""
    return words("I am putting it together.")


def taken(archive: Archive, take: Take, words: Words, now: datetime) -> Message:
    """What was chosen, as one document."""
    name = _named(archive, now)
    if take is Take.DATA:
        said = text(words, "The memory as data, for other programs (JSON).")
        return Message(text=said, document=(f"{name}.json", archives_data.as_json(archive, now)))
    if take is Take.TABLES:
        said = text(
            words,
            "The memory for a spreadsheet: unpack the .zip, there is one file for each kind of thing.",
        )
        files = archives_tables.tables(archive, words)
        return Message(text=said, document=(f"{name}-csv.zip", packed(files, now)))
    if take in (Take.ALL, Take.FILES):  # there may be no files
        said = lines(text(words, "The whole memory, in one file."), _how_to_open(words))
        return Message(text=said, document=(f"{name}.zip", packed(whole(archive, words, now), now)))
    return taken_along(archive, words, now)


def whole(
    archive: Archive,
    words: Words,
    now: datetime,
    attached: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """All files of the memory by their path, but the photos and audios."""
    return {
        **archives_pages.pages(archive, words, now, attached),
        **{
            f"csv/{path}": content
            for path, content in archives_tables.tables(archive, words, attached).items()
        },
        "memory.json": archives_data.as_json(archive, now, attached),
    }


def taken_along(archive: Archive, words: Words, now: datetime) -> Message:
    """The pages: one as it is, several in a .zip."""
    name = _named(archive, now)
    pages = archives_pages.pages(archive, words, now)
    if len(pages) == 1:
        return Message(
            text=text(
                words, "Here is what the community made. It opens in any browser, without internet."
            ),
            document=(f"{name}.html", pages[archives_pages.FIRST]),
        )
    return Message(
        text=lines(
            text(words, "Here is what the community made, in several pages."), _how_to_open(words)
        ),
        document=(f"{name}.zip", packed(pages, now)),
    )


def being_fetched(words: Words) -> Message:
    """After the tap: it takes longer than one waits at a screen."""
    return Message(
        text=text(
            words,
            "I am fetching the photos, audios and documents; it may take some minutes. They may show "
            "children: think of that before you pass them on.",
        )
    )


def with_files(
    archive: Archive,
    words: Words,
    now: datetime,
    attached: Mapping[str, str],
    contents: Mapping[str, bytes],
    *,
    missing: int,
) -> Message:
    """Everything in one .zip; `missing`: files that were left out."""
    files: dict[str, str | bytes] = {**whole(archive, words, now, attached), **contents}
    said = lines(
        texts(
            words,
            "The whole memory, with {n} file.",
            "The whole memory, with {n} files.",
            len(contents),
        ),
        texts(
            words,
            "{n} file did not come along: too large, beyond 20 MB, or no longer at Telegram.",
            "{n} files did not come along: too large, beyond 20 MB, or no longer at Telegram.",
            missing,
        )
        if missing
        else None,
        _how_to_open(words),
    )
    return Message(text=said, document=(f"{_named(archive, now)}.zip", packed(files, now)))


def files_not_fetched(words: Words) -> Message:
    """Telegram did not answer, three times."""
    return Message(
        text=text(
            words,
            "I could not fetch the photos and audios. «All in a .zip» in /exportar gives the rest "
            "now; with them, try again later.",
        )
    )


def figures(network: Sequence[Figures], words: Words, now: datetime) -> tuple[Message, Message]:
    """What coordination may take: counts of each community, for a spreadsheet and as data."""
    said = text(
        words,
        "Figures of the communities you look after: how much there is of each thing, without texts or "
        "names. Where fewer than five people told something, how many is left out.",
    )
    name = f"minga-red-{local_day(now, network[0].community.zone)}"
    return (
        Message(text=said, document=(f"{name}.csv", archives_tables.figures(network, words))),
        Message(
            text=text(words, "The same as data, for other programs (JSON)."),
            document=(f"{name}.json", archives_data.figures(network, now)),
        ),
    )


def packed(files: Mapping[str, str | bytes], now: datetime) -> bytes:
    """A .zip; the same files at the same instant give the same bytes."""
    out = io.BytesIO()
    at = max(now.timetuple()[:6], OLDEST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in files.items():
            made.writestr(zipfile.ZipInfo(path, at), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _named(archive: Archive, now: datetime) -> str:
    """«Red Ñuble» is minga-red-nuble-2026-03-02, with the day of its own clock: who takes it along
    every month finds each. A title without Latin letters gives no name."""
    name = file_name(archive.community.title)
    if len(name) > NAME_LENGTH:
        name = name[:NAME_LENGTH].rpartition("-")[0] or name[:NAME_LENGTH]
    return f"minga-{name or 'memory'}-{local_day(now, archive.community.zone)}"


def _how_to_open(words: Words) -> Html:
    return text(words, "Unpack the .zip first, then open index.html: it leads to the other pages.")
