"""/config: what the group decides about its bot, by buttons; every change is told to everybody.

The one thing to know: reading the discussion (mode full), and sending some of it to a model, take an
admin; any guide may end either (promises.md §4). Sessions keep the wall time people were told when the
zone changes; what comes round weekly, and the reminders of commitments, which have a day and no hour,
are planned anew. Other dates keep their instant.
"""

from datetime import timedelta

from telegram import Update

from community import prompts
from community.automatic_models import OnlyAdminsSend, with_model
from community.communities import Community, Mode
from community.configuration import (
    SCHOOL_DAYS,
    HoursNotUnderstood,
    NotASetting,
    OnlyAdmins,
    Setting,
    changes,
    in_country,
    in_language,
    in_mode,
    in_zone,
    known_country,
    with_cap,
    with_decision_days,
    with_landmarks,
    with_quiet,
    with_quorum,
    with_resurfacing,
    with_rhythm,
    with_weekend,
)
from community.refusals import OldButton
from community.sessions_calendar import ZONE_STEP
from handlers.context import Context
from handlers.homes import rewrite_home
from handlers.replanning import replan_commitments
from locales.words import LANGUAGES
from messages import configuration as says
from messages.text import Message
from reading.quiet_hours import read_quiet_hours
from reading.stems import fold

QUIET_WORDS = frozenset({"silencio", "silence", "quiet"})
REZONED = "plans.rezoned"
PLANNED_BY = frozenset({Setting.PLACE, Setting.RHYTHM, Setting.QUIET, Setting.WEEKEND})


async def show(update: Update, context: Context) -> None:
    """/config, or /config silencio 21-7."""
    if not context.words_said:
        context.say(says.card(context.community, context.words, context.instance.model))
        return
    name, _, value = context.words_said.partition(" ")
    if fold(name) not in QUIET_WORDS:
        raise NotASetting(name)
    found = read_quiet_hours(value)
    if found is None:
        raise HoursNotUnderstood(value)
    await _decide(context, with_quiet(context.community, *found))
    context.say(says.card(context.community, context.words, context.instance.model))


async def change(update: Update, context: Context) -> None:
    """A tap on the card: it opens a menu, goes back, or sets something."""
    assert context.press is not None
    name, sets, value = context.press.choice.partition("=")
    if sets:
        context.edit(await _set(context, name, value))
    elif name in set(Setting):
        terms = context.instance.model
        context.edit(says.menu(Setting(name), context.community, context.words, terms))
    else:
        context.edit(says.card(context.community, context.words, context.instance.model))


async def _set(context: Context, name: str, value: str) -> Message:
    """Decides, and gives what the card shows next: the hours of a day, the zones of a country, or all."""
    if name == "rhythm" and value in map(str, SCHOOL_DAYS):
        return says.hours_menu(context.community, int(value), context.words)
    await _decide(context, _as_chosen(context, name, value))
    if name == "country" and known_country(value).has_several_zones:
        return says.zones_menu(context.community, context.words)
    return says.card(context.community, context.words, context.instance.model)


def _as_chosen(context: Context, name: str, value: str) -> Community:
    community = context.community
    if name == "mode":
        if value == Mode.FULL and not context.is_admin:
            raise OnlyAdmins(community)
        return in_mode(community, value)
    if name == "model":
        if value == "yes" and not context.is_admin:
            raise OnlyAdminsSend(community)
        return with_model(community, value, context.instance.model)
    if name == "language":
        return in_language(community, value, LANGUAGES)
    if name == "quiet":
        found = read_quiet_hours(value)
        if found is None:
            raise OldButton()
        return with_quiet(community, *found)
    by_name = {
        "country": in_country,
        "zone": in_zone,
        "weekend": with_weekend,
        "cap": with_cap,
        "rhythm": with_rhythm,
        "resurfacing": with_resurfacing,
        "landmarks": with_landmarks,
        "days": with_decision_days,
        "quorum": with_quorum,
    }
    if name not in by_name:
        raise OldButton()
    return by_name[name](community, value)


async def _decide(context: Context, decided: Community) -> None:
    """Keeps it, notes it, tells everybody, and brings the pinned message up to date."""
    before = context.community
    changed = changes(before, decided)
    if not changed:
        return
    await context.tx.communities.save(decided)
    context.maybe_community = decided
    person = context.maybe_person
    for setting in changed:
        await context.tx.deeds.note(
            decided.id, person.id if person else None, f"config.{setting}", context.now
        )
    if PLANNED_BY & set(changed):
        await _replan_weekly(context, decided)
        await replan_commitments(context.tx, decided, context.now)
    if Setting.MODEL in changed and decided.model_mark is None:
        await context.tx.syntheses.end_asking(decided.id, context.now)
    if decided.zone_name != before.zone_name:
        for step in (REZONED, ZONE_STEP):
            key = f"{step}:{decided.id}:{context.now.isoformat()}"
            await context.tx.dues.plan(step, decided.id, context.now, community=decided.id, key=key)
    told = says.announced(changed, decided, context.words, context.instance.model)
    context.say(told, reply=False)
    await rewrite_home(context, decided)


HALF_A_WEEK = timedelta(days=3, hours=12)


async def _replan_weekly(context: Context, community: Community) -> None:
    """The question already planned keeps its week: nobody gets two because the hours changed."""
    has_rhythm = community.prompt_weekday is not None
    planned = await context.tx.dues.next_of("prompt.weekly", community.id)
    after = max(context.now, planned - HALF_A_WEEK) if planned else context.now
    at = prompts.next_in_rhythm(community, after=after) if has_rhythm else None
    await context.tx.dues.replan(
        "prompt.weekly", community.id, at, community=community.id, now=context.now
    )
