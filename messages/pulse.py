"""/pulso, for the pair of guides in private: shares of what happened, never a mark and never a name."""

from collections.abc import Sequence
from datetime import date

from community.communities import Community
from community.pulse import DIMENSIONS, Dimension, Indicator, Pulse, Share, StageStep
from community.surveys import SurveyResult
from locales.words import N_, Words
from messages.signals import SIGNALS
from messages.text import Html, Message, bold, lines, plain, shorten, text

MOST_SIGNALS = 2
SPREAD_OUT, GATHERED = 0.25, 0.5  # centralisation: below it spread out, above it around a few

TITLES = {
    Dimension.ENGAGEMENT: N_("Mutual engagement"),
    Dimension.ENTERPRISE: N_("Joint enterprise"),
    Dimension.REPERTOIRE: N_("Shared repertoire"),
}
LABELS = {
    Indicator.ACROSS_SCHOOLS: N_("Answers and help between different schools"),
    Indicator.RECIPROCITY: N_("Pairs of people who both gave and received"),
    Indicator.HELP_RESOLVED: N_("Requests that were resolved"),
    Indicator.BEGUN_BY_MEMBERS: N_("Questions that members proposed with #tema"),
    Indicator.WITH_EVIDENCE: N_("Commitments that fell due and have evidence"),
    Indicator.TOGETHER: N_("Commitments that two people or more took on"),
    Indicator.TRIED_BY_OTHERS: N_("Practices that another person tried"),
    Indicator.ADAPTED: N_("Trials in which something was changed"),
    Indicator.TAKEN_TO_SCHOOL: N_("Taken to a school, with news of how it went"),
}
STEPS = {
    StageStep.CHARTER: N_(
        "Stage: design. What the next one lacks is a charter. One move: /carta, in two lines."
    ),
    StageStep.ANSWERS: N_(
        "Stage: design. What the next one lacks are answers. One move: a light question, with "
        "/pregunta."
    ),
    StageStep.TRIED: N_(
        "Stage: motivation. What the next one lacks is a practice that another person tried. One move: "
        "invite to [La probé] on one of /repertorio."
    ),
    StageStep.RESOLVED: N_(
        "Stage: motivation. What the next one lacks is a request that was resolved. One move: ask for "
        "something yourselves, with #pido."
    ),
    StageStep.AGREED: N_(
        "Stage: development. What the next one lacks is a practice you agreed on. One move: reply "
        "/acordada to one that others tried."
    ),
    StageStep.BEGUN: N_(
        "Stage: development. What the next one lacks is a question that a member proposed. One move: "
        "invite to #tema."
    ),
    StageStep.EVIDENCED: N_(
        "Stage: development. What the next one lacks is a commitment with evidence. One move: a small "
        "/compromiso, with a photo."
    ),
    StageStep.PURPOSE: N_(
        "Stage: evolution. One move: look at the purpose again together, with /carta."
    ),
}


def pulse(
    community: Community,
    found: Pulse,
    before: Pulse,
    since: date,
    words: Words,
    surveys: Sequence[SurveyResult] = (),
) -> Message:
    """The last weeks beside those before them, with what the last survey said, the newest first of
    `surveys`; what did not happen is left out."""
    rows = {
        dimension: [*_rows(dimension, found, before, words), *_said(dimension, surveys, words)]
        for dimension in Dimension
    }
    blocks = [
        lines(bold(words(TITLES[dimension])), *shown) for dimension, shown in rows.items() if shown
    ]
    has_before = any(share.whole for share in before.shares.values())
    return Message(
        text=lines(
            bold(text(words, "💓 Pulse of {community}", community=shorten(community.title, 40))),
            _since(since, words, has_before=has_before),
            *(blocks or [text(words, "There is nothing to count yet.")]),
            text(
                words,
                "With fewer than five people taking part it is not counted who answers whom: it could "
                "point at somebody.",
            )
            if found.is_small
            else None,
            "",
            plain(words(STEPS[found.step])),
            *(plain(f"👀 {words(SIGNALS[signal])}") for signal in found.signals[:MOST_SIGNALS]),
        ),
        about=("pulse", community.id),
    )


def _since(since: date, words: Words, *, has_before: bool) -> Html:
    day = words.short_day(since)
    if not has_before:
        return text(words, "Eight weeks, since {day}.", day=day)
    return text(words, "Eight weeks, since {day}. In brackets, the eight before.", day=day)


def sent_in_private(words: Words) -> Message:
    """In the group, where everybody would read it."""
    return Message(text=text(words, "I sent you the pulse in private."))


def private_first(url: str, words: Words) -> Message:
    """To a guide who has no private chat with the bot."""
    return Message(
        text=text(
            words,
            "The pulse is for the pair of guides, in private: open {url} and write /pulso there.",
            url=url,
        )
    )


def _rows(dimension: Dimension, found: Pulse, before: Pulse, words: Words) -> list[Html]:
    rows = []
    for indicator in DIMENSIONS[dimension]:
        if indicator is Indicator.CENTRALISATION:
            if found.centralisation is not None:
                rows.append(_spread(found.centralisation, words))
            continue
        share = found.shares.get(indicator)
        if share is not None and share.whole:
            label = words(LABELS[indicator])
            rows.append(_row(label, share, before.shares.get(indicator), words))
    return rows


def _said(dimension: Dimension, surveys: Sequence[SurveyResult], words: Words) -> list[Html]:
    """Of the answers to the last survey in a dimension those that were a yes; before, the one
    before."""
    shares = [survey.yes_in(dimension) for survey in surveys]
    if not shares or not shares[0].whole:
        return []
    return [_row(words("«Yes» in the survey"), shares[0], (*shares[1:2], None)[0], words)]


def _row(label: str, share: Share, before: Share | None, words: Words) -> Html:
    if before is None or not before.whole:
        return text(
            words, "• {label}: {part} of {whole}", part=share.part, whole=share.whole, label=label
        )
    return text(
        words,
        "• {label}: {part} of {whole} ({then_part} of {then_whole})",
        part=share.part,
        whole=share.whole,
        label=label,
        then_part=before.part,
        then_whole=before.whole,
    )


def _spread(value: float, words: Words) -> Html:
    if value < SPREAD_OUT:
        return text(words, "• The talk is spread out among many")
    if value < GATHERED:
        return text(words, "• The talk gathers around some people")
    return text(words, "• The talk gathers around very few people: whom could they invite?")
