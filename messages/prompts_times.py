"""When a prompt is asked: now, on a day at an hour, every week; how it will look; what was settled.

The one thing to know: a button claims a moment and a mark, which is made of the words, the state and
the day it was drawn under. A tap on an older drawing changes nothing.
"""

import zlib
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from community import prompts
from community.communities import Community
from community.prompt_origins import Origin
from community.prompts import Prompt, PromptState
from locales.words import N_, Words
from messages.buttons import Press
from messages.prompts import BACK, posted
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    shorten,
    text,
)

NOW, MOMENTS, DAYS, WEEKDAYS = "now", "moments", "days", "weekdays"
PREVIEW, LOOK, CANCEL = "preview", "look", "cancel"
ON_A_DAY, EVERY_WEEK = "d", "w"
MOST_BUTTONS = 6
QUESTION_SHOWN = 300  # of what waits: its preview shows all of it


class Chosen(NamedTuple):
    """What a button about the moment means: a word, or a day or weekday, with its hour or without."""

    what: str
    on: date | None = None
    weekday: int | None = None
    at: time | None = None


def when(prompt: Prompt, words: Words) -> Message:
    """In the group: the chosen question, and when to ask it."""
    other = (
        _press(prompt, label(words, N_("Leave it as it is")), LOOK)
        if prompt.state is PromptState.SCHEDULED
        else _another(prompt, words)
    )
    return _about(
        prompt,
        lines(bold(prompt.text), "", _ask_when(words)),
        (
            (_press(prompt, label(words, N_("Now")), NOW), _weekly(prompt, words)),
            (_on_a_day(prompt, words), _preview(prompt, words)),
            (other,),
        ),
    )


def preview(
    prompt: Prompt,
    community: Community,
    now: datetime,
    words: Words,
    asked_in: Words,
    origin: Origin | None = None,
) -> Message:
    """In private: as the group will read it, in the group's language, with what can be done."""
    as_posted = prompts.post(prompt, prompt.due_at or now, community.zone)
    what = posted(as_posted, asked_in, community.zone, origin=origin).text
    is_waiting = prompt.state is PromptState.SCHEDULED
    other = (
        _press(prompt, label(words, N_("Do not ask it")), CANCEL)
        if is_waiting
        else _another(prompt, words)
    )
    return _about(
        prompt,
        lines(
            text(words, "The group will read this:"),
            "",
            what,
            "",
            _waits(prompt, words, community)
            if is_waiting
            else text(words, "Or reply with a moment: «Thursday at 18»."),
        ),
        (
            (_press(prompt, label(words, N_("Post in the group")), NOW),),
            (_on_a_day(prompt, words), _weekly(prompt, words)),
            (other,),
        ),
    )


def shown_privately(words: Words) -> str:
    """The small answer to [Preview] in the group."""
    return words("I have shown it to you in private.")


def opens_private(url: str, words: Words) -> Message:
    """Somebody wants a preview and has never opened a private chat with the bot."""
    return Message(
        text=text(
            words,
            "I can show it to you between us, once you open a private chat with me: it takes one tap.",
        ),
        keyboard=((Button(label=label(words, N_("Open the chat")), url=url),),),
    )


def only_for_a_person(words: Words) -> str:
    """An anonymous admin has no private chat."""
    return words("To whoever writes as the group I cannot show it in private.")


def which_day(
    prompt: Prompt, days: Sequence[date], words: Words, *, is_silent: bool = False
) -> Message:
    """The next days on which the bot may write."""
    return _about(
        prompt,
        lines(
            bold(prompt.text),
            "",
            text(words, "On that day the group is left in peace.") if is_silent else None,
            text(words, "On which day? Tap one, or reply with the day and the time."),
        ),
        (
            *in_rows(
                [_press(prompt, words.short_day(on), f"{ON_A_DAY}{on.isoformat()}") for on in days]
            ),
            (_back(prompt, words),),
        ),
    )


def which_hour(prompt: Prompt, on: date, hours: Sequence[time], words: Words) -> Message:
    """The day is known."""
    buttons = [_press(prompt, f"{at:%H:%M}", _moment(on, at)) for at in hours]
    return _about(
        prompt,
        lines(
            bold(prompt.text),
            "",
            text(
                words,
                "{day}. At what time? Tap one, or reply with the day and the time.",
                day=bold(words.day(on)),
            ),
        ),
        (*in_rows(buttons), (_press(prompt, label(words, N_("Another day")), DAYS),)),
    )


def which_moment(prompt: Prompt, options: Sequence[tuple[date, time]], words: Words) -> Message:
    """What was written may mean several."""
    buttons = [
        _press(prompt, f"{words.short_day(on)} {at:%H:%M}", _moment(on, at))
        for on, at in options[:MOST_BUTTONS]
    ]
    return _about(
        prompt,
        lines(bold(prompt.text), "", text(words, "Which of these do you mean?")),
        (*in_rows(buttons, a_row=2), (_back(prompt, words),)),
    )


def which_weekday(prompt: Prompt, weekdays: Sequence[int], words: Words) -> Message:
    """The rhythm: this question begins it, the bank goes on."""
    buttons = [_press(prompt, words.weekday(day), f"{EVERY_WEEK}{day}") for day in weekdays]
    return _about(
        prompt,
        lines(
            bold(prompt.text),
            "",
            text(
                words,
                "On which day of the week? This one comes first; after it, one of my list each week.",
            ),
        ),
        (*in_rows(buttons), (_back(prompt, words),)),
    )


def which_weekly_hour(prompt: Prompt, weekday: int, hours: Sequence[time], words: Words) -> Message:
    """At what time of that weekday."""
    buttons = [_press(prompt, f"{at:%H:%M}", f"{EVERY_WEEK}{weekday}T{at:%H%M}") for at in hours]
    return _about(
        prompt,
        lines(
            bold(prompt.text),
            "",
            text(words, "At what time on {weekday}?", weekday=words.weekday(weekday)),
        ),
        (*in_rows(buttons), (_back(prompt, words),)),
    )


def settled(
    prompt: Prompt,
    words: Words,
    community: Community,
    *,
    is_private: bool = False,
    is_moved: bool = False,
) -> Message:
    """What became of it; what waits for its day can still be seen, changed and left out."""
    question = bold(shorten(prompt.text, QUESTION_SHOWN))
    if prompt.state is not PromptState.SCHEDULED:
        what = text(words, _state_said(prompt))
        return _about(prompt, lines(question, "", what), ())
    looks = () if is_private else (_preview(prompt, words),)
    return _about(
        prompt,
        lines(
            question,
            "",
            text(words, "At that time the group is left in peace.") if is_moved else None,
            _waits(prompt, words, community),
            _rhythm(words, community),
            text(words, "To change it, reply with other words or another moment."),
        ),
        (
            (_press(prompt, label(words, N_("Another moment")), MOMENTS), *looks),
            (_press(prompt, label(words, N_("Do not ask it")), CANCEL),),
        ),
    )


def rhythm_told(words: Words, community: Community) -> Message:
    """To the group, where the rhythm was chosen in private."""
    said = _rhythm(words, community)
    assert said is not None
    return Message(text=said)


def settled_briefly(prompt: Prompt, words: Words) -> str:
    """The small answer to a tap."""
    return words(_state_said(prompt))


def chosen(choice: str, prompt: Prompt) -> Chosen | None:
    """What a button claims; None if it was drawn under other words or another moment, or is not ours."""
    what, _, mark = choice.rpartition(".")
    if mark != _mark(prompt):
        return None
    day, has_hour, hour = what[1:].partition("T")
    try:
        at = time.fromisoformat(f"{hour[:2]}:{hour[2:]}") if has_hour else None
        if what[:1] == ON_A_DAY and what != DAYS:
            return Chosen(ON_A_DAY, on=date.fromisoformat(day), at=at)
        if what[:1] == EVERY_WEEK and what != WEEKDAYS:
            return Chosen(EVERY_WEEK, weekday=int(day) % 7, at=at)
    except ValueError:
        return None
    return Chosen(what)


def _state_said(prompt: Prompt) -> str:
    """The sentence for a state, not translated yet."""
    return {
        PromptState.POSTED: N_("The question is asked."),
        PromptState.CANCELLED: N_("That question will not be asked."),
    }.get(prompt.state, N_("Noted."))


def _about(prompt: Prompt, said: Html, keyboard: Keyboard) -> Message:
    return Message(text=said, keyboard=keyboard, about=("prompt-draft", prompt.id))


def _mark(prompt: Prompt) -> str:
    drawn_under = f"{prompt.text}|{prompt.state}|{prompt.due_at}"
    return f"{zlib.crc32(drawn_under.encode()):08x}"


def _press(prompt: Prompt, shown: str, what: str) -> Button:
    choice = f"{what}.{_mark(prompt)}"
    return Button(label=shown, press=Press(verb="prompt-when", subject=prompt.id, choice=choice))


def _moment(on: date, at: time) -> str:
    return f"{ON_A_DAY}{on.isoformat()}T{at:%H%M}"


def _on_a_day(prompt: Prompt, words: Words) -> Button:
    return _press(prompt, label(words, N_("Choose day and time")), DAYS)


def _weekly(prompt: Prompt, words: Words) -> Button:
    return _press(prompt, label(words, N_("Every week")), WEEKDAYS)


def _preview(prompt: Prompt, words: Words) -> Button:
    return _press(prompt, label(words, N_("Preview")), PREVIEW)


def _back(prompt: Prompt, words: Words) -> Button:
    return _press(prompt, label(words, N_("Go back")), MOMENTS)


def _another(prompt: Prompt, words: Words) -> Button:
    press = Press(verb="prompt-pick", subject=prompt.id, choice=BACK)
    return Button(label=label(words, N_("Another question")), press=press)


def _ask_when(words: Words) -> Html:
    return text(words, "When shall I ask it? You may also reply: «Thursday at 18».")


def _waits(prompt: Prompt, words: Words, community: Community) -> Html:
    assert prompt.due_at is not None
    return text(
        words, "I will ask it on {moment}.", moment=words.moment(prompt.due_at, community.zone)
    )


def _rhythm(words: Words, community: Community) -> Html | None:
    if community.prompt_weekday is None or community.prompt_time is None:
        return None
    return text(
        words,
        "The community's rhythm: a question every {weekday} at {time}. With /config you change it.",
        weekday=words.weekday(community.prompt_weekday),
        time=f"{community.prompt_time:%H:%M}",
    )
