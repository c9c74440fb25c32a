"""/pulso, for the pair of guides in private: shares of what happened, never a mark and never a name."""

from datetime import date

from community.communities import Community
from community.pulse import DIMENSIONS, Dimension, Indicator, Pulse, Share, Stage
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
    Indicator.ACROSS_SCHOOLS: N_("answers and help from one school to another"),
    Indicator.RECIPROCITY: N_("pairs who gave and received"),
    Indicator.HELP_RESOLVED: N_("requests that were resolved"),
    Indicator.BEGUN_BY_MEMBERS: N_("questions that a member began"),
    Indicator.WITH_EVIDENCE: N_("commitments that fell due, with evidence"),
    Indicator.TOGETHER: N_("commitments of two people or more"),
    Indicator.TRIED_BY_OTHERS: N_("practices that others tried"),
    Indicator.ADAPTED: N_("trials that brought an adaptation"),
    Indicator.TAKEN_TO_SCHOOL: N_("taken to a school, and told how it went"),
}
STAGES = {
    Stage.DESIGN: N_("design; the next has a charter, and answers"),
    Stage.MOTIVATION: N_(
        "motivation; the next has both a practice that others tried and a request that was resolved"
    ),
    Stage.DEVELOPMENT: N_(
        "development; the next has a practice agreed on, a question begun by a member, and evidence"
    ),
    Stage.EVOLUTION: N_("evolution; a good moment to look at the purpose again, with /carta"),
}


def pulse(community: Community, found: Pulse, before: Pulse, since: date, words: Words) -> Message:
    """The last weeks beside those before them; what did not happen is left out."""
    blocks = [
        lines(bold(words(TITLES[dimension])), *rows)
        for dimension in Dimension
        if (rows := _rows(dimension, found, before, words))
    ]
    return Message(
        text=lines(
            bold(text(words, "💓 Pulse of {community}", community=shorten(community.title, 40))),
            text(
                words,
                "Since {day}; in brackets, the eight weeks before.",
                day=words.short_day(since),
            ),
            *(blocks or [text(words, "There is nothing to count yet.")]),
            text(words, "Fewer than five active people: who answers whom is not counted.")
            if found.is_small
            else None,
            text(words, "Stage that the facts show: {stage}.", stage=words(STAGES[found.stage])),
            *(plain(f"👀 {words(SIGNALS[signal])}") for signal in found.signals[:MOST_SIGNALS]),
        ),
        about=("pulse", community.id),
    )


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
            rows.append(_row(indicator, share, before.shares.get(indicator), words))
    return rows


def _row(indicator: Indicator, share: Share, before: Share | None, words: Words) -> Html:
    label = words(LABELS[indicator])
    if before is None or not before.whole:
        return text(
            words, "• {part} of {whole} {label}", part=share.part, whole=share.whole, label=label
        )
    return text(
        words,
        "• {part} of {whole} {label} ({then_part} of {then_whole})",
        part=share.part,
        whole=share.whole,
        label=label,
        then_part=before.part,
        then_whole=before.whole,
    )


def _spread(value: float, words: Words) -> Html:
    if value < SPREAD_OUT:
        return text(words, "• the talk is spread out among many")
    if value < GATHERED:
        return text(words, "• the talk gathers around some")
    return text(words, "• the talk gathers around a few: whom could they invite?")
