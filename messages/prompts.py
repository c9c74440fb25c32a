"""How prompts are asked, and how a guide chooses what to ask. When: messages/prompts_times.py."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from community.prompt_bank import Starter
from community.prompt_origins import Origin
from community.prompts import Prompt, PromptKind, Reflection, last_day
from locales.words import N_, Words
from messages.buttons import Press
from messages.prompt_bank import question
from messages.prompt_origins import origin_line
from messages.text import Button, Html, Message, bold, label, lines, plain, shorten, text

KINDS = {
    PromptKind.ACHIEVEMENT: N_("Achievement"),
    PromptKind.CHALLENGE: N_("Challenge"),
    PromptKind.CONCERN: N_("Concern"),
    PromptKind.SETBACK: N_("Setback"),
    PromptKind.OWN: N_("Own words"),
}
BACK, MORE = "back", "more-"


def posted(
    prompt: Prompt,
    words: Words,
    zone: ZoneInfo,
    origin: Origin | None = None,
    *,
    before: Html | None = None,
) -> Message:
    """The question, where it comes from, how to answer it, and what came in to the one before."""
    return Message(
        text=lines(
            Html(f"💬 {bold(prompt.text)}"),
            origin_line(origin, words),
            "",
            _invitation(prompt, words, zone),
            "" if before is not None else None,
            before,
        ),
        about=("prompt", prompt.id),
    )


def answered_in_private(reflection: Reflection, name: str, words: Words) -> Message:
    """To the group, below the question: what somebody wrote to the bot alone and wanted told here."""
    return Message(
        text=lines(
            text(
                words,
                "💬 {name} answers: «{said}»",
                name=shorten(name, 40),
                said=shorten(reflection.text, 400),
            )
            if reflection.text
            else text(words, "💬 {name} answers.", name=shorten(name, 40)),
            text(words, "It came with a photo, audio or file, which is kept with the answers.")
            if reflection.media is not None
            else None,
        ),
        about=("reflection", reflection.id),
    )


def offered(
    draft: Prompt, starters: Sequence[Starter], words: Words, asked_in: Words, beyond: int = 0
) -> Message:
    """Questions of the bank to choose from, in the group's language, or the guide's own by replying."""
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
            f"{number}. <i>{text(words, KINDS[starter.kind])}.</i> "
            f"{plain(question(starter.key, asked_in))}"
        )
        for number, starter in enumerate(starters, 1)
    ]
    picks = tuple(
        _pick(draft, str(number), starter.key) for number, starter in enumerate(starters, 1)
    )
    others = _pick(draft, label(words, N_("Others")), f"{MORE}{beyond + len(starters)}")
    return Message(text=lines(how, "", *shown), keyboard=(picks, (others,)), about=about)


def cannot_be_kept(words: Words) -> Message:
    """A reply to a prompt that is neither words nor a file."""
    return Message(
        text=text(
            words,
            "I do not keep places or contacts, to look after people. Tell it in words, with a photo "
            "or a voice note, and it is an answer.",
        )
    )


def _invitation(prompt: Prompt, words: Words, zone: ZoneInfo) -> Html:
    return text(
        words,
        "Reply to this message. 2 min. Text, photo or audio. Until {day}; if it comes later, it "
        "counts too.",
        day=words.day(last_day(prompt, zone)),
    )


def _pick(draft: Prompt, label_: str, choice: str) -> Button:
    return Button(label=label_, press=Press(verb="prompt-pick", subject=draft.id, choice=choice))
