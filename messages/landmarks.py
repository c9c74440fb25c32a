"""The monthly line: what the community reached together, calmly. No points, no ranking, nobody praised
for how much; a practice is named with its author unless they hide their name."""

from collections.abc import Mapping, Sequence

from community.ids import PracticeId
from community.landmarks import Landmark, LandmarkKind
from community.practices import Practice
from locales.words import N_, Words
from messages.people import author_shortly
from messages.text import Html, Message, lines, shorten, text, texts

OF_A_PRACTICE: dict[LandmarkKind, str] = {
    LandmarkKind.THREE_SCHOOLS: N_("▫️ «{title}», by {author}, was tried at three schools."),
    LandmarkKind.INSTITUTIONALISED: N_(
        "▫️ «{title}», by {author}, is a custom of the school now: the first one."
    ),
    LandmarkKind.AGREED: N_("▫️ «{title}», by {author}: the first practice we agreed on."),
    LandmarkKind.TRIED: N_(
        "▫️ «{title}», by {author}: the first practice that another person tried."
    ),
    LandmarkKind.ADAPTED: N_(
        "▫️ «{title}», by {author}: the first practice made of another person's."
    ),
}
FIRST: dict[LandmarkKind, str] = {
    LandmarkKind.SEEN: N_("▫️ For the first time a peer looked at what came of a commitment."),
    LandmarkKind.RESOLVED: N_("▫️ For the first time a request was resolved among us."),
    LandmarkKind.EVIDENCED: N_("▫️ For the first time a commitment was shown with evidence."),
}


def reached(
    landmarks: Sequence[Landmark], practices: Mapping[PracticeId, Practice], words: Words
) -> Message:
    """One message for a month, a line for each; those about a practice come with it."""
    return Message(
        text=lines(
            text(words, "🌱 What we reached together lately:"),
            *(_line(one, practices, words) for one in landmarks),
        )
    )


def _line(one: Landmark, practices: Mapping[PracticeId, Practice], words: Words) -> Html:
    if one.kind in OF_A_PRACTICE:
        assert one.practice_id is not None
        practice = practices[one.practice_id]
        return text(
            words,
            OF_A_PRACTICE[one.kind],
            title=shorten(practice.title, 60),
            author=author_shortly(practice, words, 40),
        )
    if one.number == 1 and one.kind in FIRST:
        return text(words, FIRST[one.kind])
    return _counted(one, words)


def _counted(one: Landmark, words: Words) -> Html:
    if one.kind is LandmarkKind.YEARS:
        return texts(
            words,
            "▫️ {n} year since we began in this group.",
            "▫️ {n} years since we began in this group.",
            one.number,
        )
    if one.kind is LandmarkKind.RESOLVED:
        return text(words, "▫️ {n} requests were resolved among us.", n=one.number)
    if one.kind is LandmarkKind.EVIDENCED:
        return text(words, "▫️ {n} commitments were shown with evidence.", n=one.number)
    return text(words, "▫️ There are {n} practices in the repertoire.", n=one.number)
