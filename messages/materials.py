"""How the library reads: a receipt with the subjects, the shelves, a list with sizes."""

from collections.abc import Sequence

from community.calendar import local_day
from community.communities import Community
from community.materials import Material, Subject
from community.prompts import Media
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import called
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

SUBJECTS = {
    Subject.READING: N_("Reading, writing"),
    Subject.MATHS: N_("Mathematics"),
    Subject.SCIENCE: N_("Science"),
    Subject.TERRITORY: N_("Place and history"),
    Subject.ARTS: N_("Arts and music"),
    Subject.MOTHER_TONGUE: N_("Native language"),
    Subject.LIVING_TOGETHER: N_("Living together"),
    Subject.PLANNING: N_("Planning"),
    Subject.OTHER: N_("Other"),
}
FILES = {
    Media.PHOTO: N_("photo"),
    Media.VOICE: N_("voice note"),
    Media.AUDIO: N_("audio"),
    Media.VIDEO: N_("video"),
    Media.DOCUMENT: N_("document"),
    Media.STICKER: N_("sticker"),
}
LONGEST_TITLE = 60
LONGEST_NAME = 20
LONGEST_QUERY = 30
LONGEST_EXTENSION = 5
ALL = "all"


def untitled(name: str, words: Words) -> str:
    """The title of a file nobody said a word about: plain text, it is kept."""
    return words("A file by {name}").format(name=name)


def kept(material: Material, words: Words) -> Message:
    """In the library, with its size, and what it is about. No tap is fine."""
    return Message(
        text=lines(_saved(material, words), text(words, "What is it about? One tap, or none.")),
        keyboard=in_rows(
            [_shelve(material, subject, words(said)) for subject, said in SUBJECTS.items()]
        ),
        about=("material", material.id),
    )


def shelved(material: Material, words: Words) -> Message:
    """Its subject is said; another tap may still change it."""
    assert material.subject is not None
    subject = words(SUBJECTS[material.subject])
    change = Press(verb="material-subject", subject=material.id, choice=ALL)
    return Message(
        text=lines(_saved(material, words), text(words, "Subject: {subject}.", subject=subject)),
        keyboard=((Button(label=label(words, N_("Change")), press=change),),),
        about=("material", material.id),
    )


def nothing_yet(words: Words) -> Message:
    """An empty library, and how it begins."""
    return Message(
        text=text(
            words,
            "The library is still empty. Reply to a file with /material and a few words about it, "
            "and it begins.",
        )
    )


def library(
    shelves: Sequence[tuple[Subject, int]], total: int, community: Community, words: Words
) -> Message:
    """How many there are of each subject; a tap opens a shelf."""
    head = texts(
        words,
        "📚 The library has {n} material. With /material and a word you search it.",
        "📚 The library has {n} materials. With /material and a word you search it.",
        total,
    )
    buttons = [
        Button(
            label=f"{words(SUBJECTS[subject])} ({count})",
            press=Press(verb="material-shelf", subject=community.id, choice=subject),
        )
        for subject, count in shelves
    ]
    return Message(text=head, keyboard=in_rows(buttons, 2), about=("library", community.id))


def shelf(
    subject: Subject,
    found: Sequence[Material],
    community: Community,
    words: Words,
    *,
    is_private: bool,
) -> Message:
    """The newest of one subject, with their sizes."""
    back = Press(verb="material-shelf", subject=community.id, choice=ALL)
    head = bold(words(SUBJECTS[subject]))
    opened = _list(head, found, community, words, is_private=is_private)
    return Message(
        text=opened.text,
        keyboard=(*opened.keyboard, (Button(label=label(words, N_("Back")), press=back),)),
        about=("library", community.id),
    )


def found(
    query: str,
    hits: Sequence[Material],
    community: Community,
    words: Words,
    *,
    is_private: bool,
) -> Message:
    """What a search found."""
    head = text(words, "In the library, about «{query}»:", query=shorten(query, LONGEST_QUERY))
    return _list(head, hits, community, words, is_private=is_private)


def nothing_found(query: str, words: Words) -> Message:
    """No hit, and what to do next."""
    return Message(
        text=text(
            words,
            "I found nothing about «{query}» in the library. Try one word, or /material alone, which "
            "shows it by subject.",
            query=shorten(query, LONGEST_QUERY),
        )
    )


def here(material: Material, words: Words) -> Message:
    """Said in reply to the message that brought the file, where Telegram has no links."""
    return Message(text=_line(material, words))


def shown_below(words: Words) -> str:
    """The small answer to a tap on a number."""
    return words("You find it further down: I replied to the message with the file.")


def _list(
    head: Html,
    found: Sequence[Material],
    community: Community,
    words: Words,
    *,
    is_private: bool,
) -> Message:
    """Each with a link; in a group without links, with a number that brings it up."""
    items = [_item(number, one, community, words) for number, one in enumerate(found, 1)]
    numbers = [
        Button(
            label=str(number),
            press=Press(verb="material-file", subject=community.id, choice=str(one.id)),
        )
        for number, one in enumerate(found, 1)
    ]
    has_links = message_url(community.telegram_chat_id, 1) is not None
    return Message(
        text=lines(head, *items),
        keyboard=() if has_links or is_private else in_rows(numbers),
        about=("library", community.id),
    )


def _item(number: int, material: Material, community: Community, words: Words) -> Html:
    url = message_url(community.telegram_chat_id, material.message_id)
    has_link = url is not None
    day = words.short_day(local_day(material.saved_at, community.zone))
    meta = " · ".join(
        part
        for part in (_file(material, words), _name(material, words), None if has_link else day)
        if part
    )
    return Html(f"{number}. {bold(link(_title(material), url))}\n{plain(meta)}")


def _saved(material: Material, words: Words) -> Html:
    return text(
        words,
        "📎 In the library: {line}, shared by {name}.",
        line=_line(material, words),
        name=_name(material, words),
    )


def _line(material: Material, words: Words) -> Html:
    return Html(f"{bold(_title(material))} ({plain(_file(material, words))})")


def _file(material: Material, words: Words) -> str:
    """«PDF, 340 KB»: what it is, and its size before anybody downloads it."""
    extension = (material.file_name or "").rpartition(".")[2].upper()
    has_name = "." in (material.file_name or "") and len(extension) <= LONGEST_EXTENSION
    what = extension if has_name else words(FILES[material.media])
    return what if material.kilobytes is None else f"{what}, {_size(material.kilobytes)}"


def _size(kilobytes: int) -> str:
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"


def _shelve(material: Material, subject: Subject, words_on_it: str) -> Button:
    press = Press(verb="material-subject", subject=material.id, choice=subject)
    return Button(label=words_on_it, press=press)


def _title(material: Material) -> str:
    return shorten(material.title, LONGEST_TITLE)


def _name(material: Material, words: Words) -> str:
    return shorten(called(material.shared_by_name, words), LONGEST_NAME)
