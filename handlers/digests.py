"""When somebody reads their digests (/boletin), and the one of a network now (/redes).

The one thing to know: a choice is of a person and not of a community, so it is made in private; a
tap on the card means whoever it was drawn for.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update

from community import digest_choices
from community.communities import Community
from community.countries import country
from community.digest_choices import (
    APART,
    ChoiceNotUnderstood,
    DigestChoice,
    DigestKind,
    HourNotUnderstood,
    NoDigest,
    next_at,
)
from community.digests import Network
from community.people import KeepsNothing
from community.refusals import OldButton
from handlers.context import Context
from messages import digest_choices as card_says
from messages import digests as says
from messages.text import Message
from reading.digest_choices import WantedDigest, read_digest_choice
from storage.digests import STEPS


async def show(update: Update, context: Context) -> None:
    """/boletin, or /boletin lunes 8: in private, wherever it was typed."""
    person = context.person
    if not context.is_private and not person.can_be_written:
        url = context.instance.private_link("boletin")
        context.say(card_says.private_first(url, context.words))
        return
    said = await _shown(context, context.words_said)
    if context.is_private:
        context.say(said)
        return
    context.tell(person, said)
    context.say(card_says.sent_in_private(context.words))


async def show_card(context: Context) -> None:
    """The link to /boletin: the card, in the private chat it opened."""
    context.say(await _shown(context, ""))


async def choose(update: Update, context: Context) -> None:
    """A tap on the card: it opens a menu, goes back, or sets something."""
    assert context.press is not None
    if context.press.subject != context.person.id:
        raise OldButton()
    name, _, rest = context.press.choice.partition(".")
    homes = await _homes(context)
    if name not in homes:
        raise OldButton()
    kind = DigestKind(name)
    what, sets, value = rest.partition("=")
    if what == "in" and country(value).has_several_zones:
        planned, _ = await _planned(context, homes)
        context.edit(card_says.zones_of(kind, planned, value, context.words))
        return
    if sets:
        await _set(context, kind, what, value)
    menu = "open" if sets else what
    context.edit(await _menu(context, kind, menu, homes))


async def network(update: Update, context: Context) -> None:
    """/redes: the digest of coordination of the last seven days, now."""
    person, now = context.person, context.now
    homes = await context.tx.digests.homes_of(person.id, DigestKind.COORDINATOR)
    if not homes:
        context.say(says.no_network(context.words))
        return
    if not context.is_private:
        context.say(card_says.private_first(context.instance.private_link("redes"), context.words))
        return
    since = now - APART
    found = Network(
        since=since,
        weeks=tuple(await context.tx.weeks.of(homes, since, now)),
        petitions=tuple(await context.tx.petitions.new_for(person.id, since, now)),
        waiting=await context.tx.petitions.waiting_for(person.id, since),
    )
    if found.is_empty and not found.waiting:
        context.say(says.nothing_new(context.words))
        return
    choice = await context.tx.digests.choice(person.id, DigestKind.COORDINATOR)
    for message in says.for_coordinator(
        found, person.id, choice.zone(homes[0].zone), context.words
    ):
        context.say(message)


Homes = dict[DigestKind, list[Community]]


async def _homes(context: Context) -> Homes:
    """The digests somebody gets or may get, and what they are about. Raises NoDigest."""
    found = {
        kind: await context.tx.digests.homes_of(context.person.id, kind) for kind in DigestKind
    }
    found = {kind: homes for kind, homes in found.items() if homes}
    if not found:
        raise NoDigest()
    return found


async def _shown(context: Context, said: str) -> Message:
    homes = await _homes(context)
    if not said:
        return card_says.card(*await _planned(context, homes), context.words_for(context.person))
    wish = read_digest_choice(said)
    if wish.is_empty or (wish.kind is not None and wish.kind not in homes):
        raise ChoiceNotUnderstood(said)
    if wish.is_hour_impossible:
        raise HourNotUnderstood(said)
    kind = wish.kind or (next(iter(homes)) if len(homes) == 1 else None)
    words = context.words_for(context.person)
    if kind is None:
        return card_says.which((await _planned(context, homes))[0], _as_written(wish), words)
    await _set(context, kind, "set", _as_written(wish))
    return card_says.of_one(kind, *await _planned(context, homes), words)


def _as_written(wish: WantedDigest) -> str:
    return digest_choices.as_written(wish.often, wish.weekday, wish.at)


async def _set(context: Context, kind: DigestKind, what: str, value: str) -> None:
    """Keeps what was chosen, and plans the next one by it; nobody is noted who chose nothing new."""
    if what == "in":
        what, value = "zone", f"{value}.0"
    if context.person.keeps_nothing:
        raise KeepsNothing(context.person)
    before = await context.tx.digests.choice(context.person.id, kind)
    choice = digest_choices.changed(before, what, value)
    if choice == before:
        return
    await context.tx.digests.save(choice)
    await context.tx.digests.plan(context.person.id, kind, context.now)


async def _planned(context: Context, homes: Homes) -> tuple[card_says.Planned, ZoneInfo]:
    """Each choice with when the next one comes, and the clock of who did not choose one."""
    planned: dict[DigestKind, tuple[DigestChoice, datetime | None]] = {}
    person = context.person.id
    for kind, about in homes.items():
        choice = await context.tx.digests.choice(person, kind)
        at = await context.tx.dues.next_of(STEPS[kind], person)
        planned[kind] = choice, at or next_at(choice, about[0].zone, context.now)
    return planned, next(iter(homes.values()))[0].zone


async def _menu(context: Context, kind: DigestKind, what: str, homes: Homes) -> Message:
    """What the card shows after a tap."""
    planned, home = await _planned(context, homes)
    if what == "day":
        return card_says.days(kind, planned, context.words)
    if what == "hour":
        return card_says.hours(kind, planned, context.words)
    if what == "zone":
        near = list(dict.fromkeys(one.zone_name for one in homes[kind]))
        return card_says.zones(kind, planned, near, context.words)
    if what == "countries":
        return card_says.countries(kind, planned, context.words)
    if what == "open":
        return card_says.of_one(kind, planned, home, context.words)
    return card_says.card(planned, home, context.words)
