"""The life of a practice as it reads: the buttons on its card, its path, what comes back to light."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from community.calendar import local_day
from community.communities import Community
from community.ids import PracticeId
from community.practices import Practice, PracticeState, rest_of
from community.transfers import Outcome, Transfer
from community.trials import Milestone, Trial
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import author_shortly, nobody_in_particular, shortly
from messages.text import (
    Button,
    Html,
    Message,
    bold,
    label,
    lines,
    link,
    message_url,
    plain,
    shorten,
    text,
    texts,
)

LONGEST_TITLE = 48
LONGEST_NAME = 20
NAMES_SHOWN = 4
ADAPTATIONS_SHOWN = 3
SCHOOLS_SHOWN = 3
LONGEST_LINE = 140

OUTCOMES = {
    Outcome.WORKED: N_("it worked"),
    Outcome.PARTLY: N_("in part"),
    Outcome.NOT: N_("it could not be done"),
}
REASONS = {
    "untried": N_("Nobody else has tried it yet."),
    "season": N_("It was told a year ago, around these days."),
    "close": N_("It is close to what the group is talking about."),
}


@dataclass(frozen=True, kw_only=True)
class Family:
    """Everything about the life of one practice, gathered."""

    practice: Practice
    origin: Practice | None  # what it was made of, while that stands
    trials: Sequence[Trial]
    adaptations: Sequence[Practice]
    transfers: Sequence[Transfer]
    milestones: Sequence[Milestone]
    names: Mapping[int, str]  # of those who said how far it has come


def life_buttons(practice: Practice, words: Words) -> tuple[Button, ...]:
    """[La probé] [La llevo] [Gracias]: under a practice's card and its whole text."""
    return (
        _button(words, N_("I tried it"), "practice-try", practice.id),
        _button(words, N_("I take it along"), "practice-take", practice.id),
        _button(words, N_("Thanks"), "practice-thank", practice.id),
    )


def path_button(practice: Practice, words: Words) -> Button:
    """[Su camino]."""
    return _button(words, N_("Its path"), "practice-path", practice.id)


def path(family: Family, community: Community, words: Words) -> Message:
    """From whom it came, who tried it, what they made of it, where it went, how far it has come."""
    practice = family.practice
    return Message(
        text=lines(
            bold(text(words, "🌳 The path of {title}", title=title(practice))),
            _told(practice, community, words),
            _origin(family, community, words),
            _tried(family, words),
            *_adaptations(family.adaptations, community, words),
            *_schools(family.transfers, words),
            *_milestones(family, community, words),
        ),
        keyboard=(life_buttons(practice, words),),
        about=("practice", practice.id),
    )


def brought_back(practice: Practice, reason: str, community: Community, words: Words) -> Message:
    """Once a week at most: a practice of the repertoire, and why this one (S18)."""
    later = _button(words, N_("Later"), "practice-later", practice.id)
    told = shorten(rest_of(practice), LONGEST_LINE)
    return Message(
        text=lines(
            text(
                words,
                "🌱 From the repertoire: {title}, by {name}.",
                title=bold(link(title(practice), _url(practice, community))),
                name=author(practice, words),
            ),
            plain(told) if told else None,
            text(words, REASONS[reason]),
        ),
        keyboard=((life_buttons(practice, words)[0], later),),
        about=("practice", practice.id),
    )


def later(words: Words) -> str:
    """The small answer to [Más tarde]."""
    return words("All right. It stays in /repertorio.")


def title(practice: Practice) -> str:
    """Short enough for a line."""
    return shorten(practice.title, LONGEST_TITLE)


def author(practice: Practice, words: Words) -> str:
    """Who told it, as people read it."""
    return author_shortly(practice, words, LONGEST_NAME)


def name(of: str, words: Words) -> str:
    """Short enough for a line; what is said instead of a name that is gone is not cut."""
    return shortly(of, words, LONGEST_NAME)


def names(of: Sequence[str], words: Words) -> str:
    """«Rosa, Luis y 3 más»: counts first where there are many (product.md §6)."""
    shown = list(of[:NAMES_SHOWN])
    more = len(of) - len(shown)
    if more > 0:
        shown.append(words.count("{n} more", "{n} more", more).format(n=more))
    return words.listing(shown)


def _told(practice: Practice, community: Community, words: Words) -> Html:
    day = words.day(local_day(practice.told_at, community.zone))
    return text(words, "Told by {name}, {day}.", name=author(practice, words), day=day)


def _origin(family: Family, community: Community, words: Words) -> Html | None:
    if family.practice.adapted_from is None:
        return None
    if family.origin is None:
        return text(words, "It comes from a practice that is no longer in the repertoire.")
    return text(
        words,
        "It comes from {title}, by {name}.",
        title=link(title(family.origin), _url(family.origin, community)),
        name=author(family.origin, words),
    )


def _tried(family: Family, words: Words) -> Html:
    """Whoever hid their name in what they made of it is not named as having tried it either."""
    if not family.trials:
        return text(words, "Nobody else has tried it yet.")
    hidden = {one.author_id for one in family.adaptations if one.name_hidden}
    people = [
        nobody_in_particular(words) if one.person_id in hidden else name(one.name, words)
        for one in family.trials
    ]
    return text(words, "Tried by {names}.", names=names(people, words))


def _adaptations(adaptations: Sequence[Practice], community: Community, words: Words) -> list[Html]:
    if not adaptations:
        return []
    shown = adaptations[:ADAPTATIONS_SHOWN]
    more = len(adaptations) - len(shown)
    return [
        text(words, "What others made of it:"),
        *(
            Html(f"· {link(title(one), _url(one, community))} ({plain(author(one, words))})")
            for one in shown
        ),
        *([texts(words, "· and {n} more", "· and {n} more", more)] if more > 0 else []),
    ]


def _schools(transfers: Sequence[Transfer], words: Words) -> list[Html]:
    if not transfers:
        return []
    shown = transfers[:SCHOOLS_SHOWN]
    more = len(transfers) - len(shown)
    return [
        text(words, "Who takes it to their school:"),
        *(_school(one, words) for one in shown),
        *([texts(words, "· and {n} more", "· and {n} more", more)] if more > 0 else []),
    ]


def _school(transfer: Transfer, words: Words) -> Html:
    who = name(transfer.name, words)
    where = f", {shorten(transfer.school, LONGEST_NAME)}" if transfer.school else ""
    came = f": {words(OUTCOMES[transfer.outcome])}" if transfer.outcome is not None else ""
    return Html(f"· {plain(who)}{plain(where)}{plain(came)}")


def _milestones(family: Family, community: Community, words: Words) -> list[Html]:
    sentences = {
        PracticeState.AGREED: N_("✅ Agreed on, {day} ({name})."),
        PracticeState.INSTITUTIONALISED: N_("🏡 Everybody's way since {day} ({name})."),
    }
    return [
        text(
            words,
            sentences[one.state],
            day=words.day(local_day(one.reached_at, community.zone)),
            name=name(family.names.get(one.person_id, ""), words)
            if one.person_id is not None
            else words("the group"),
        )
        for one in family.milestones
        if one.state in sentences
    ]


def _url(practice: Practice, community: Community) -> str | None:
    return message_url(community.telegram_chat_id, practice.shown_message)


def _button(words: Words, msgid: str, verb: str, practice: PracticeId) -> Button:
    return Button(label=label(words, msgid), press=Press(verb=verb, subject=practice))
