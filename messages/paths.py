"""/yo: a person's path, in private, and the same as a page to keep."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from community.communities import Community
from community.paths import Moment, MomentKind, Path
from locales.words import N_, Words
from messages.buttons import Press
from messages.text import Button, Html, Message, bold, label, lines, shorten, text

LATEST = 7
PAGE = """<!doctype html>
<html lang="{{ language }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em; color: #222 }
li { margin: .3em 0 } .at { color: #666 }
</style>
<h1>{{ title }}</h1>
<ul>{% for moment in path.moments %}<li><span class="at">{{ day(moment) }}</span> {{ say(moment) }}</li>
{% endfor %}</ul>
</html>
"""

# What each moment is called in a line: {what} is a title, a question, or a name.
TOLD = {
    MomentKind.ARRIVED: N_("you arrived"),
    MomentKind.ANSWERED: N_("you answered «{what}»"),
    MomentKind.TOLD: N_("you told «{what}»"),
    MomentKind.TRIED: N_("you tried «{what}»"),
    MomentKind.TAKEN: N_("you took «{what}» along for your school"),
    MomentKind.ASKED: N_("you asked for «{what}»"),
    MomentKind.HELPED: N_("you helped {what}"),
    MomentKind.FULFILLED: N_("you did «{what}»"),
    MomentKind.WAS_TRIED: N_("somebody tried your «{what}»"),
    MomentKind.THANKED: N_("{what} thanked you"),
}


def path(found: Path, community: Community, words: Words) -> Message:
    """The path in short: counts of what came of it, and the latest moments."""
    about = ("path", community.id)
    title = text(words, "Your path in {community}", community=shorten(community.title, 40))
    if found.since is None:
        return Message(
            text=lines(bold(title), text(words, "It begins with your first answer or #practica.")),
            about=about,
        )
    return Message(
        text=lines(
            bold(title),
            *_counts(found, words),
            text(words, "Latest:"),
            *_latest(found.moments, community, words),
        ),
        keyboard=(
            (
                Button(
                    label=label(words, "Download"),
                    press=Press(verb="path-download", subject=community.id),
                ),
            ),
        ),
        about=about,
    )


def _latest(moments: Sequence[Moment], community: Community, words: Words) -> list[Html]:
    """A line for each thing, at its newest day, with how often it happened."""
    times = Counter((moment.kind, moment.what) for moment in moments)
    newest = {(moment.kind, moment.what): moment for moment in reversed(moments)}
    said = []
    for moment in sorted(newest.values(), key=lambda one: one.at, reverse=True)[:LATEST]:
        n = times[moment.kind, moment.what]
        day = words.short_day(moment.at.astimezone(community.zone).date())
        what = _told(moment, words, 40)
        said.append(
            text(words, "• {day}: {what}", day=day, what=what)
            if n == 1
            else text(words, "• {day}: {what} ({n} times)", day=day, what=what, n=n)
        )
    return said


def _counts(found: Path, words: Words) -> list[Html]:
    counts = found.counts
    said = []
    if counts[MomentKind.TOLD]:
        said.append(
            text(
                words,
                "Practices you told: {told}; times others tried them: {tried}.",
                told=counts[MomentKind.TOLD],
                tried=counts[MomentKind.WAS_TRIED],
            )
        )
    if counts[MomentKind.TRIED] or counts[MomentKind.TAKEN]:
        said.append(
            text(
                words,
                "Of others you tried {tried}, and took {taken} along for your school.",
                tried=counts[MomentKind.TRIED],
                taken=counts[MomentKind.TAKEN],
            )
        )
    if counts[MomentKind.HELPED] or counts[MomentKind.THANKED]:
        said.append(
            text(
                words,
                "Help you gave: {helped}; thanks you were given: {thanked}.",
                helped=counts[MomentKind.HELPED],
                thanked=counts[MomentKind.THANKED],
            )
        )
    return said


def _told(moment: Moment, words: Words, longest: int) -> str:
    return words(TOLD[moment.kind]).format(what=shorten(moment.what, longest) or words("somebody"))


def as_page(found: Path, community: Community, words: Words) -> Message:
    """The whole path as a document: a page without scripts, to read without internet."""
    title = words("Your path in {community}").format(community=community.title)
    page: str = _template().render(
        path=found,
        title=title,
        language=words.language.replace("_", "-"),
        day=lambda moment: _day(moment, community.zone, words),
        say=lambda moment: _told(moment, words, 200),
    )
    return Message(
        text=text(words, "Your path, to keep. It opens without internet."),
        document=("minga-yo.html", page),
    )


def _day(moment: Moment, zone: ZoneInfo, words: Words) -> str:
    return words.day(moment.at.astimezone(zone).date())


def how_to_thank(words: Words) -> Message:
    """#gracias to nobody."""
    return Message(
        text=text(
            words, "To thank somebody, reply with #gracias to their message: they find it in /yo."
        )
    )


def sent_in_private(words: Words) -> Message:
    """In the group, where it is nobody else's business."""
    return Message(text=text(words, "Your path is for you: I sent it to you in private."))


def private_first(url: str, words: Words) -> Message:
    """To somebody without a private chat with the bot."""
    return Message(
        text=text(words, "Your path is for you alone: open our private chat and write /yo there."),
        keyboard=((Button(label=label(words, "Open"), url=url),),),
    )


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined).from_string(PAGE)
