"""The line under a prompt that says where it comes from."""

from community.prompt_origins import Origin, PlanOrigin
from locales.words import Words
from messages.people import called
from messages.text import Html, shorten, text


def origin_line(origin: Origin | None, words: Words) -> Html | None:
    """In italics; None for a prompt that a guide asked, or the bank's."""
    if origin is None:
        return None
    return Html(f"<i>{_said(origin, words)}</i>")


def _said(origin: Origin, words: Words) -> Html:
    if isinstance(origin, PlanOrigin):
        return text(
            words,
            "Step {step} of {steps} of «{title}».",
            step=origin.step,
            steps=origin.steps,
            title=shorten(origin.title, 40),
        )
    if origin.proposed_by:
        name = shorten(called(origin.proposed_by, words), 30)
        return text(words, "{name} proposed it and the group chose it.", name=name)
    return text(words, "The group chose it.")
