"""How plans are shown to guides: the library, a plan with its days, and one of its steps."""

from collections.abc import Sequence
from datetime import date, datetime

from community.calendar import local_day
from community.communities import Community
from community.outlines import LIBRARY, MONDAY, Outline, OutlineState, is_to_come
from community.prompt_origins import PlanOrigin
from community.prompts import Prompt, PromptState
from locales.words import N_, Words
from messages.buttons import Press
from messages.outline_library import PLANS
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    plain,
    shorten,
    text,
    texts,
)

BACK, ASK, YES, NO = "back", "ask", "yes", "no"
ROOM_FOR_STEPS = 380  # letters of a card for its list of steps
LONGEST_LINE, DATE_WIDTH = 75, 22
DAY_FORMAT = "%Y%m%d"


def library(draft: Outline, words: Words) -> Message:
    """The ready plans, each with its why; a number opens one."""
    shown = [
        Html(
            f"{number}. {bold(words(PLANS[ready.key].title))}: {plain(words(PLANS[ready.key].why))}"
        )
        for number, ready in enumerate(LIBRARY, start=1)
    ]
    numbers = [
        Button(label=str(number), press=_press("outline-pick", draft, ready.key))
        for number, ready in enumerate(LIBRARY, start=1)
    ]
    return Message(
        text=lines(
            text(words, "📋 Plans of some two weeks, step by step. Which one shall we look at?"),
            *shown,
            text(words, "One of your own: /pauta new Title"),
        ),
        keyboard=in_rows(numbers),
        about=("outline", draft.id),
    )


def how_to_write(draft: Outline, words: Words) -> Message:
    """A guide's own plan begins."""
    how = text(
        words,
        "Reply to this message with one step a line. A line that begins with a weekday, with «day 3» or "
        "with a date comes on that day; I spread the others over school days. Nothing is asked before "
        "you have seen it.",
    )
    return Message(
        text=lines(_title(draft), how),
        keyboard=((Button(label=label(words, N_("No")), press=_press("outline-drop", draft)),),),
        about=("outline", draft.id),
    )


def card(
    outline: Outline,
    steps: Sequence[Prompt],
    community: Community,
    words: Words,
    *,
    doubtful: Sequence[int] = (),
) -> Message:
    """A plan with the day of each step, and what can be done with it now."""
    return Message(
        text=lines(
            _title(outline),
            _why(outline, words),
            *_listed(_told_of(outline, steps), community, words),
            _doubts(doubtful, words),
            "",
            _said(outline, steps, words),
        ),
        keyboard=_keyboard(outline, steps, community, words),
        about=("outline", outline.id),
    )


def which_day(outline: Outline, days: Sequence[date], words: Words) -> Message:
    """[Otro día]: some to tap, or any by replying."""
    ask = text(
        words,
        "From which day on? Tap one, or reply to this message with another, for instance: 4 March",
    )
    buttons = [
        Button(
            label=words.short_day(day), press=_press("outline-day", outline, f"{day:{DAY_FORMAT}}")
        )
        for day in days
    ]
    back = Button(label=label(words, N_("Back")), press=_press("outline-day", outline, BACK))
    return Message(
        text=lines(_title(outline), ask),
        keyboard=(tuple(buttons), (back,)),
        about=("outline", outline.id),
    )


def dropped(outline: Outline, words: Words) -> Message:
    """[No]."""
    return Message(
        text=lines(
            _title(outline),
            text(words, "Fine, nothing is scheduled. With /pauta you find it again."),
        ),
        about=("outline", outline.id),
    )


def shall_i_stop(outline: Outline, steps: Sequence[Prompt], words: Words) -> Message:
    """A plan is stopped with a second tap."""
    left = sum(map(is_to_come, steps))
    ask = texts(
        words,
        "Shall I stop it? {n} step was still to come. What was asked stays.",
        "Shall I stop it? {n} steps were still to come. What was asked stays.",
        left,
    )
    buttons = (
        Button(label=label(words, N_("Yes, stop it")), press=_press("outline-stop", outline, YES)),
        Button(label=label(words, N_("Go on")), press=_press("outline-stop", outline, NO)),
    )
    return Message(
        text=lines(_title(outline), ask), keyboard=(buttons,), about=("outline", outline.id)
    )


def step(one: Prompt, outline: Outline, of: int, community: Community, words: Words) -> Message:
    """One step, whole: its day, its words, and how to change it."""
    head = text(
        words,
        "Step {step} of {steps} of «{title}», {moment}",
        step=one.position,
        steps=of,
        title=shorten(outline.title, 40),
        moment=_moment(one, community, words),
    )
    about = ("outline-step", one.id)
    if not is_to_come(one):
        return Message(text=lines(head, "", bold(one.text)), about=about)
    assert one.due_at is not None
    how = text(
        words,
        "To change its words, reply to this message with others. If it moves, those after it move too.",
    )
    due = f"{local_day(one.due_at, community.zone):{DAY_FORMAT}}"

    def button(msgid: str, verb: str, choice: str) -> Button:
        press = Press(verb=verb, subject=one.id, choice=choice)
        return Button(label=label(words, msgid), press=press)

    return Message(
        text=lines(head, "", bold(one.text), "", how),
        keyboard=(
            (
                button(N_("A day later"), "outline-move", f"1.{due}"),
                button(N_("A week later"), "outline-move", f"7.{due}"),
            ),
            (button(N_("Skip this step"), "outline-skip", due),),
        ),
        about=about,
    )


def waits_for_room(
    origin: PlanOrigin, until: datetime, community: Community, words: Words
) -> Message:
    """To the pair, in private, where a step moved by itself."""
    return Message(
        text=text(
            words,
            "In {community} step {step} of «{plan}» waits until {moment}: the group has had all it "
            "wants of me for now (/config, the weekly cap). The steps after it move along.",
            community=shorten(community.title, 40),
            step=origin.step,
            plan=shorten(origin.title, 60),
            moment=words.moment(until, community.zone),
        )
    )


def shown_below(words: Words) -> str:
    """The small answer to a tap on a step's number."""
    return words("You find it further down.")


def started_briefly(words: Words) -> str:
    """The small answer to the tap that starts it."""
    return words("It is scheduled.")


def fresh_days(words: Words) -> str:
    """Its days were over when somebody wanted to start it."""
    return words("Its first day was over. I put other days; have a look.")


def own_title(words: Words) -> str:
    """Of a plan nobody named; plain text, it is kept."""
    return words("Our own plan")


def _title(outline: Outline) -> Html:
    return Html(f"📋 {bold(shorten(outline.title, 40))}")


def _why(outline: Outline, words: Words) -> Html | None:
    plan = PLANS.get(outline.key or "")
    return None if plan is None else Html(f"<i>{plain(words(plan.why))}</i>")


def _told_of(outline: Outline, steps: Sequence[Prompt]) -> list[Prompt]:
    """Of a plan that was stopped, what was asked: the others were not skipped by anybody."""
    if outline.state is not OutlineState.STOPPED:
        return list(steps)
    return [one for one in steps if one.state is PromptState.POSTED]


def _listed(steps: Sequence[Prompt], community: Community, words: Words) -> list[Html]:
    width = min(LONGEST_LINE, ROOM_FOR_STEPS // max(1, len(steps)) - DATE_WIDTH)
    return [
        Html(
            f"{one.position}. {plain(_moment(one, community, words))} · "
            f"{plain(shorten(one.text, max(12, width)))}"
        )
        for one in steps
    ]


def _moment(one: Prompt, community: Community, words: Words) -> str:
    if one.state is PromptState.CANCELLED:
        return words("skipped")
    at = one.posted_at or one.due_at
    assert at is not None
    day = words.short_day(local_day(at, community.zone))
    if one.state is PromptState.POSTED:
        return f"✓ {day}"
    return f"{day}, {words.time(at, community.zone)}"


def _doubts(positions: Sequence[int], words: Words) -> Html | None:
    if not positions:
        return None
    numbers = words.listing([str(position) for position in positions])
    return texts(
        words,
        "I am not sure which day you meant in step {numbers}: look at it, please.",
        "I am not sure which days you meant in steps {numbers}: look at them, please.",
        len(positions),
        numbers=numbers,
    )


def _said(outline: Outline, steps: Sequence[Prompt], words: Words) -> Html:
    if outline.state is OutlineState.DRAFT:
        return text(
            words, "Nothing is asked yet. A number shows a step whole. Shall I schedule it?"
        )
    if outline.state is OutlineState.STOPPED:
        return text(words, "It was stopped. With /pauta another can begin.")
    left = sum(map(is_to_come, steps))
    if not left:
        return text(words, "It is over. With /pauta another can begin.")
    return texts(
        words,
        "It is running; {n} step is to come. A number shows it whole, to change it.",
        "It is running; {n} steps are to come. A number shows one whole, to change it.",
        left,
    )


def _keyboard(
    outline: Outline, steps: Sequence[Prompt], community: Community, words: Words
) -> Keyboard:
    coming = [one for one in steps if is_to_come(one)]
    if outline.state not in (OutlineState.DRAFT, OutlineState.RUNNING) or not coming:
        return ()
    numbers = in_rows(
        [
            Button(
                label=str(one.position), press=_press("outline-step", outline, str(one.position))
            )
            for one in coming
        ]
    )
    if outline.state is OutlineState.RUNNING:
        stop = Button(
            label=label(words, N_("Stop the plan")), press=_press("outline-stop", outline, ASK)
        )
        return (*numbers, (stop,))
    return (*numbers, *_ways_on(outline, coming[0], community, words))


def _ways_on(outline: Outline, first: Prompt, community: Community, words: Words) -> Keyboard:
    assert first.due_at is not None
    is_monday = local_day(first.due_at, community.zone).weekday() == MONDAY
    go = label(words, N_("From Monday on")) if is_monday else label(words, N_("Schedule it"))
    settle = (
        Button(label=go, press=_press("outline-start", outline, str(outline.version))),
        Button(label=label(words, N_("Another day")), press=_press("outline-day", outline, ASK)),
        Button(label=label(words, N_("No")), press=_press("outline-drop", outline)),
    )
    if outline.key is None:
        return (settle,)
    back = Button(
        label=label(words, N_("Other plans")), press=_press("outline-pick", outline, BACK)
    )
    return (settle, (back,))


def _press(verb: str, outline: Outline, choice: str = "") -> Press:
    return Press(verb=verb, subject=outline.id, choice=choice)
