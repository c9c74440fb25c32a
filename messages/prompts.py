"""How prompts are asked, and how a guide chooses what to ask and when."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from community.communities import Community
from community.prompt_bank import Starter
from community.prompt_origins import Origin
from community.prompts import Prompt, PromptKind, PromptState, last_day
from locales.words import N_, Words
from messages.buttons import Press
from messages.prompt_bank import question
from messages.prompt_origins import origin_line
from messages.text import Button, Html, Keyboard, Message, bold, label, lines, plain, text

KINDS = {
    PromptKind.ACHIEVEMENT: N_("Achievement"),
    PromptKind.CHALLENGE: N_("Challenge"),
    PromptKind.CONCERN: N_("Concern"),
    PromptKind.SETBACK: N_("Setback"),
    PromptKind.OWN: N_("Own words"),
}
NOW, MONDAY, WEEKLY, BACK = "now", "monday", "weekly", "back"


def posted(prompt: Prompt, words: Words, zone: ZoneInfo, origin: Origin | None = None) -> Message:
    """The question, where it comes from, and how to answer it."""
    invitation = text(
        words,
        "Reply to this message. 2 min. Text, photo or audio. Until {day}; if it comes later, it "
        "counts too.",
        day=words.day(last_day(prompt, zone)),
    )
    return Message(
        text=lines(Html(f"💬 {bold(prompt.text)}"), origin_line(origin, words), "", invitation),
        about=("prompt", prompt.id),
    )


def offered(draft: Prompt, starters: Sequence[Starter], words: Words) -> Message:
    """Questions of the bank to choose from, or the guide's own by replying."""
    about = ("prompt-draft", draft.id)
    if not starters:
        used_up = text(
            words,
            "This year you have asked all the questions of my list. Reply to this message with your "
            "own.",
        )
        return Message(text=used_up, about=about)
    how = text(
        words, "What shall I ask the group? Choose one, or reply to this message with your own."
    )
    shown = [
        Html(
            f"{number}. <i>{text(words, KINDS[starter.kind])}.</i> {plain(question(starter.key, words))}"
        )
        for number, starter in enumerate(starters, 1)
    ]
    picks = tuple(
        Button(
            label=str(number),
            press=Press(verb="prompt-pick", subject=draft.id, choice=starter.key),
        )
        for number, starter in enumerate(starters, 1)
    )
    return Message(text=lines(how, "", *shown), keyboard=(picks,), about=about)


def when(draft: Prompt, words: Words) -> Message:
    """The chosen question, and when to ask it."""
    return Message(
        text=lines(bold(draft.text), "", text(words, "When shall I ask it?")),
        keyboard=_moments(draft, words),
        about=("prompt-draft", draft.id),
    )


def settled(prompt: Prompt, words: Words, community: Community) -> Message:
    """What became of a draft; with the rhythm, if the community has one from then on."""
    if prompt.state is PromptState.POSTED:
        what = text(words, "The question is asked.")
    else:
        assert prompt.due_at is not None
        moment = words.moment(prompt.due_at, community.zone)
        what = text(words, "I will ask it on {moment}.", moment=moment)
    return Message(text=lines(bold(prompt.text), "", what, _rhythm(prompt, words, community)))


def settled_briefly(prompt: Prompt, words: Words) -> str:
    """The same, as the small answer to a tap."""
    is_posted = prompt.state is PromptState.POSTED
    return words("The question is asked.") if is_posted else words("Noted.")


def choice_of(when_: str, draft: Prompt) -> str:
    """What a button about the moment claims: when, and which words it was drawn under."""
    return f"{when_}.{draft.bank_key or 'own'}"


def _moments(draft: Prompt, words: Words) -> Keyboard:
    def button(label_: str, when_: str) -> Button:
        press = Press(verb="prompt-when", subject=draft.id, choice=choice_of(when_, draft))
        return Button(label=label(words, label_), press=press)

    moments = (
        button(N_("Now"), NOW),
        button(N_("Monday 17:00"), MONDAY),
        button(N_("Every Monday"), WEEKLY),
    )
    back = Press(verb="prompt-pick", subject=draft.id, choice=BACK)
    return (moments, (Button(label=label(words, N_("Another question")), press=back),))


def _rhythm(prompt: Prompt, words: Words, community: Community) -> Html | None:
    if prompt.state is not PromptState.SCHEDULED or community.prompt_weekday is None:
        return None
    assert community.prompt_time is not None
    return text(
        words,
        "The community's rhythm: a question every {weekday} at {time}. With /config you change it.",
        weekday=words.weekday(community.prompt_weekday),
        time=f"{community.prompt_time:%H:%M}",
    )
