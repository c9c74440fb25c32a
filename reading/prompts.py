"""What a reply to a chosen question is: a moment («mejor el jueves a las 18»), or other words."""

from reading.dates import Doubt, Reading, Unsure
from reading.stems import content_stems

FEW = 4  # words beside a date that are still only manners: «ok, mejor … por favor»


def is_moment(text: str, when: Reading) -> bool:
    """Whether the date read in `text` is all that it says; «¿Qué harán el viernes?» is a question."""
    if when is None or "?" in text or "¿" in text:
        return False
    rest = text[: when.start] + " " + text[when.end :]
    return len(rest.split()) <= FEW


def is_moment_alone(text: str, when: Reading, language: str) -> bool:
    """Whether a date and small words are all there is: not «Cuenten qué hicieron ayer»."""
    if when is None or "?" in text or "¿" in text:
        return False
    return not content_stems(text[: when.start] + " " + text[when.end :], language)


def weekdays_meant(when: Reading) -> list[int]:
    """Of «cada jueves a las 18»: the weekdays (Monday is 0); none for a single day."""
    if not isinstance(when, Unsure) or when.doubt is not Doubt.REPEATS:
        return []
    return sorted({on.weekday() for on in when.options})
