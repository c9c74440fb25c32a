"""What is said when a prompt's window closes: to the group what came in, or, if nothing did, one word
in private to those who facilitate."""

from collections.abc import Sequence

from community.communities import Community
from community.prompt_windows import Window, together
from locales.words import Words
from messages.came_in import counted
from messages.text import Html, Message, lines, link, message_url, shorten, text

SHOWN = 3  # windows in one note; more than that is not read
QUESTION_SHOWN = 70


def note(windows: Sequence[Window], community: Community, words: Words) -> Message:
    """To the group, neutral. A reply to it is an answer to the latest of these prompts."""
    shown = [_line(window, community, words) for window in windows[:SHOWN]]
    return Message(
        text=lines(
            text(words, "🗒 This is what came in:"),
            *shown,
            text(words, "If another one comes later, it counts too."),
        ),
        about=("prompt", windows[0].prompt.id),
    )


def before_the_next(windows: Sequence[Window], community: Community, words: Words) -> Html | None:
    """The same as one line of the next prompt, where both would come on one day."""
    if not windows:
        return None
    what = counted(together(windows), words)
    if len(windows) > 1:
        return text(words, "The questions before: {what}.", what=what)
    url = message_url(community.telegram_chat_id, windows[0].message_id)
    question = link(words("The question before"), url)
    return text(words, "{question}: {what}.", question=question, what=what)


def nothing_came(windows: Sequence[Window], community: Community, words: Words) -> Message:
    """To a guide, in private: it happens, and one thing that helps."""
    questions = [_question(window, community) for window in windows[:SHOWN]]
    return Message(
        text=lines(
            text(words, "In {community} nobody has answered yet:", community=community.title),
            *questions,
            text(
                words,
                "It happens. What helps: answer first with something of your own, or ask one person "
                "to tell theirs. Once somebody begins, others follow. What comes late counts too.",
            ),
        )
    )


def _line(window: Window, community: Community, words: Words) -> Html:
    return text(
        words,
        "{question}: {what}.",
        question=_question(window, community),
        what=counted(window.came_in, words),
    )


def _question(window: Window, community: Community) -> Html:
    url = message_url(community.telegram_chat_id, window.message_id)
    return link(f"«{shorten(window.prompt.text, QUESTION_SHOWN)}»", url)
