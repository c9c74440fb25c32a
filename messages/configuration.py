"""The card of /config and its menus, and what is announced when something changes.

The one thing to know: one message with the subject `("config", community.id)`; a tap either opens a
menu (a choice without «=») or sets something (`quiet=20-7`), and the card is rewritten.
"""

from collections.abc import Sequence
from datetime import time

from community.automatic_models import ModelTerms
from community.communities import Community, Mode
from community.configuration import (
    DECISION_DAYS,
    PROMPT_HOURS,
    QUIET_PRESETS,
    SCHOOL_DAYS,
    WEEKLY_CAPS,
    Setting,
)
from community.countries import COUNTRIES, country
from locales.words import N_, Words
from messages import automatic_models
from messages.buttons import Press
from messages.settings import (
    BUTTON_MAX,
    LANGUAGE_NAMES,
    country_name,
    mode_explained,
    mode_name,
    reads_all,
    zone_city,
)
from messages.text import Button, Html, Message, bold, in_rows, lines, shorten, text, texts

MENUS: dict[Setting, str] = {
    Setting.MODE: N_("Mode"),
    Setting.RHYTHM: N_("Weekly question"),
    Setting.RESURFACING: N_("A practice a week"),
    Setting.LANDMARKS: N_("What we reached"),
    Setting.DECISIONS: N_("Decisions"),
    Setting.QUIET: N_("Quiet hours"),
    Setting.WEEKEND: N_("Weekend"),
    Setting.CAP: N_("Weekly limit"),
    Setting.PLACE: N_("Country and time"),
    Setting.LANGUAGE: N_("Language"),
    Setting.MODEL: N_("Automatic model"),
}


SHARES: dict[int, str] = {
    0: N_("whoever wants"),
    33: N_("a third"),
    50: N_("half"),
    67: N_("two thirds"),
    100: N_("everybody"),
}


def card(community: Community, words: Words, terms: ModelTerms | None = None) -> Message:
    """Everything as it is now, and a button for each setting; `terms`: of the model, where there is one."""
    shown = [one for one in MENUS if one is not Setting.MODEL or terms is not None]
    values = (_named(setting, community, words, terms) for setting in shown)
    buttons = [_button(community, setting.value, words(MENUS[setting])) for setting in shown]
    return Message(
        text=lines(
            text(words, "This is how I am set. Every change is told to the group."), *values
        ),
        keyboard=in_rows(buttons),
        about=("config", community.id),
    )


def menu(
    setting: Setting, community: Community, words: Words, terms: ModelTerms | None = None
) -> Message:
    """The choices of one setting."""
    return _menu(
        community,
        words,
        lines(
            _named(setting, community, words, terms),
            *_explained(setting, community, words, terms),
        ),
        _choices(setting, community, words),
    )


def hours_menu(community: Community, weekday: int, words: Words) -> Message:
    """At what time of that weekday the weekly question comes."""
    return _menu(
        community,
        words,
        text(words, "At what time on {weekday}?", weekday=words.weekday(weekday)),
        [(f"rhythm={weekday}-{hour}", f"{hour:02}:00") for hour in PROMPT_HOURS],
    )


def zones_menu(community: Community, words: Words) -> Message:
    """Which clock, in a country with several."""
    return _menu(
        community,
        words,
        text(words, "There are several time zones there. Which place is nearest to your clock?"),
        [(f"zone={zone}", zone_city(zone, words)) for zone in country(community.country).zones],
    )


def announced(
    changes: Sequence[Setting],
    community: Community,
    words: Words,
    terms: ModelTerms | None = None,
) -> Message:
    """What changed, told to everybody in one short message."""
    first, *more = changes
    return Message(
        text=lines(
            _news(first, community, words, terms),
            *(_named(setting, community, words, terms) for setting in more),
        )
    )


def hours(starts: time, ends: time, words: Words) -> Html:
    """«20:00–7:00», or that there are none."""
    if starts == ends:
        return text(words, "none")
    return Html(f"{starts:%H:%M}–{ends:%H:%M}")


def _named(setting: Setting, community: Community, words: Words, terms: ModelTerms | None) -> Html:
    return Html(f"{bold(words(MENUS[setting]))}: {_value(setting, community, words, terms)}")


def _news(setting: Setting, community: Community, words: Words, terms: ModelTerms | None) -> Html:
    if setting is Setting.MODEL:
        return automatic_models.news(community, words, terms)
    if setting is Setting.MODE and community.mode is Mode.FULL:
        return reads_all(words).text
    if setting is Setting.MODE:
        return text(
            words,
            "From now on I no longer read the conversation: only commands, hashtags, replies to me and"
            " taps.",
        )
    return text(
        words,
        "Changed for this group. {setting}: {value}",
        setting=words(MENUS[setting]),
        value=_value(setting, community, words, terms),
    )


def _value(setting: Setting, community: Community, words: Words, terms: ModelTerms | None) -> Html:
    if setting is Setting.MODEL:
        return automatic_models.value(community, words, terms)
    if setting is Setting.MODE:
        return Html(mode_name(community.mode, words))
    if setting is Setting.LANGUAGE:
        return Html(LANGUAGE_NAMES[community.language])
    if setting is Setting.PLACE:
        place, clock = country_name(community.country, words), zone_city(community.zone_name, words)
        return text(words, "{country}, clock of {place}", country=place, place=clock)
    if setting is Setting.QUIET:
        return hours(community.quiet_from, community.quiet_to, words)
    if setting is Setting.WEEKEND:
        return text(words, "in silence") if community.silent_weekdays else text(words, "as any day")
    if setting is Setting.RESURFACING:
        return text(words, "yes") if community.resurfaces else text(words, "no")
    if setting is Setting.LANDMARKS:
        return text(words, "yes") if community.tells_landmarks else text(words, "no")
    if setting is Setting.DECISIONS:
        return texts(
            words,
            "{n} day, {share}",
            "{n} days, {share}",
            community.decision_days,
            share=words(SHARES[community.decision_quorum]),
        )
    if setting is Setting.CAP:
        return texts(
            words,
            "at most {n} message on my own a week",
            "at most {n} messages on my own a week",
            community.weekly_cap,
        )
    return _rhythm(community, words)


def _rhythm(community: Community, words: Words) -> Html:
    if community.prompt_weekday is None or community.prompt_time is None:
        return text(words, "none")
    return text(
        words,
        "{weekday} at {time}",
        weekday=words.weekday(community.prompt_weekday),
        time=f"{community.prompt_time:%H:%M}",
    )


def _explained(
    setting: Setting, community: Community, words: Words, terms: ModelTerms | None
) -> list[Html]:
    if setting is Setting.MODEL:
        return automatic_models.explained(community, words, terms)
    if setting is Setting.MODE:
        return [
            Html(f"{bold(words('Discreet'))}: {mode_explained(Mode.DISCREET, words)}"),
            Html(f"{bold(words('Full'))}: {mode_explained(Mode.FULL, words)}"),
        ]
    if setting is Setting.QUIET:
        return [text(words, "Others you write like this: /config quiet 21-7")]
    if setting is Setting.RESURFACING:
        return [
            text(
                words,
                "On Wednesdays, if there is room: one that nobody tried, or one that fits the season "
                "or the talk.",
            )
        ]
    if setting is Setting.LANDMARKS:
        return [
            text(
                words,
                "Once a month, if something is new and there is room: what the community reached "
                "together. No points, no ranking.",
            )
        ]
    if setting is Setting.DECISIONS:
        return [
            text(
                words,
                "How many days a question of /decidir is open, and how many of those who tapped [Soy "
                "parte] have to answer before something can be agreed.",
            )
        ]
    if setting is Setting.PLACE:
        return [text(words, "Dates that are set already keep their hour as it was.")]
    return []


def _choices(setting: Setting, community: Community, words: Words) -> list[tuple[str, str]]:
    if setting is Setting.MODE:
        return [(f"mode={mode}", mode_name(mode, words)) for mode in Mode]
    if setting is Setting.LANGUAGE:
        return [(f"language={code}", name) for code, name in LANGUAGE_NAMES.items()]
    if setting is Setting.PLACE:
        return [(f"country={code}", country_name(code, words)) for code in COUNTRIES]
    if setting is Setting.QUIET:
        return [
            (f"quiet={starts}-{ends}", hours(time(starts), time(ends), words))
            for starts, ends in QUIET_PRESETS
        ]
    if setting is Setting.WEEKEND:
        return [("weekend=silent", words("in silence")), ("weekend=open", words("as any day"))]
    if setting is Setting.RESURFACING:
        return [("resurfacing=yes", words("yes")), ("resurfacing=no", words("no"))]
    if setting is Setting.LANDMARKS:
        return [("landmarks=yes", words("yes")), ("landmarks=no", words("no"))]
    if setting is Setting.MODEL:
        return [("model=yes", words("yes")), ("model=no", words("no"))]
    if setting is Setting.DECISIONS:
        days = [
            (f"days={one}", str(texts(words, "{n} day open", "{n} days open", one)))
            for one in DECISION_DAYS
        ]
        return [*days, *((f"quorum={share}", words(name)) for share, name in SHARES.items())]
    if setting is Setting.CAP:
        return [(f"cap={cap}", str(cap)) for cap in WEEKLY_CAPS]
    days = [(f"rhythm={day}", words.weekday(day)) for day in SCHOOL_DAYS]
    return [*days, ("rhythm=none", words("none"))]


def _menu(
    community: Community, words: Words, said: Html, choices: Sequence[tuple[str, str]]
) -> Message:
    buttons = [_button(community, choice, shown) for choice, shown in choices]
    back = _button(community, "back", words("Go back"))
    return Message(text=said, keyboard=(*in_rows(buttons), (back,)), about=("config", community.id))


def _button(community: Community, choice: str, shown: str) -> Button:
    press = Press(verb="config-change", subject=community.id, choice=choice)
    return Button(label=shorten(shown, BUTTON_MAX), press=press)
