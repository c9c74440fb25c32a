"""The anonymous survey, as it is offered, asked and told: one message in the group, a tap each sentence.

The one thing to know: nothing that is said here to one person names what they tapped, because a letter
is kept for some days (community/retention.py).
"""

from collections.abc import Sequence
from datetime import date

from community.calendar import local_day
from community.communities import Community
from community.pulse import Dimension
from community.surveys import ITEMS, Item, ItemCounts, Reach, Survey, SurveyResult
from locales.words import N_, Words
from messages.buttons import Press
from messages.pulse import TITLES
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    label,
    lines,
    plain,
    shorten,
    text,
)

# Wording ours; docs/pulse/survey.md has the sentence each comes from.
SENTENCES: dict[Item, str] = {
    Item.HELPED: N_("If I ask for help, somebody answers."),
    Item.FAILURES: N_("I can tell here what did not work."),
    Item.NEEDS: N_("We talk about what my school needs."),
    Item.DECIDED: N_("What we do, we decide together."),
    Item.TRIED: N_("I tried something another person told."),
    Item.FOUND: N_("I find again what we have told."),
}
NUMBERS = {item: number for number, item in enumerate(Item, start=1)}
REACHES: dict[Reach, str] = {
    Reach.YES: N_("{n} Yes"),
    Reach.PARTLY: N_("{n} In part"),
    Reach.NOT_YET: N_("{n} Not yet"),
}
SAID: dict[Reach, str] = {
    Reach.YES: N_("yes"),
    Reach.PARTLY: N_("in part"),
    Reach.NOT_YET: N_("not yet"),
}


# Offered to guides.


def offer(community: Community, words: Words) -> Message:
    """Whether to begin one: by its half-year to guides in private, or after /pulso encuesta."""
    return Message(
        text=lines(
            text(
                words,
                "📋 An anonymous survey for {community}?",
                community=shorten(community.title, 60),
            ),
            text(
                words,
                "One message in the group with six sentences, one tap each, for ten days. Nobody sees "
                "who answered what, you neither. You read the result first, and decide whether it is "
                "published.",
            ),
        ),
        keyboard=(
            (
                _offer_button(community, label(words, "Begin"), "yes"),
                _offer_button(community, label(words, "Not this time"), "no"),
            ),
        ),
        about=("survey-offer", community.id),
    )


def begun(survey: Survey, community: Community, words: Words) -> Message:
    """In place of the offer."""
    return Message(
        text=text(
            words,
            "📋 The survey is in the group until {day}. Its result comes to you in private.",
            day=_day(survey, community, words),
        ),
        about=("survey-offer", community.id),
    )


def declined(community: Community, words: Words) -> Message:
    """In place of the offer."""
    return Message(
        text=text(words, "Not this time. You can begin one whenever you like: /pulso encuesta"),
        about=("survey-offer", community.id),
    )


# Asked in the group.


def question(survey: Survey, community: Community, words: Words) -> Message:
    """Six sentences, and a row of buttons for each."""
    return Message(
        text=lines(
            text(
                words,
                "📋 How are we doing? Six sentences, one tap for each. 1 min, until {day}.",
                day=_day(survey, community, words),
            ),
            "",
            *(_numbered(item, words) for item in Item),
            "",
            text(
                words,
                "It is anonymous: nobody sees who tapped what. I keep how many said what, and until it "
                "closes a mark that you answered, without what. So a tap cannot be changed. Under five "
                "answers nothing is shown.",
            ),
        ),
        keyboard=_rows(survey, words),
        about=("survey", survey.id),
    )


def closed(survey: Survey, words: Words) -> Message:
    """In place of the question."""
    return Message(
        text=text(
            words,
            "📋 The survey closed. Thank you. Those who facilitate have the result and can publish it "
            "here.",
        ),
        about=("survey", survey.id),
    )


def counted(missing: Sequence[Item], words: Words) -> Html:
    """The small answer to a tap: what is missing, never what was tapped."""
    if not missing:
        return text(words, "Counted. Those were all: thank you.")
    return text(words, "Counted. Still to answer: {numbers}.", numbers=numbers(missing, words))


def answered_already(item: Item, missing: Sequence[Item], words: Words) -> Html:
    """A second tap on a sentence: it cannot be taken back, for nobody knows which one it was."""
    if not missing:
        return text(words, "You answered all six already. Being anonymous, they cannot be changed.")
    return text(
        words,
        "You answered {number} already; being anonymous, it cannot be changed. Still to answer: "
        "{numbers}.",
        number=NUMBERS[item],
        numbers=numbers(missing, words),
    )


def numbers(items: Sequence[Item], words: Words) -> str:
    """«2, 5 and 6»."""
    return words.listing([str(NUMBERS[item]) for item in items])


# The result.


def result(
    found: SurveyResult, before: SurveyResult | None, community: Community, words: Words
) -> Message:
    """For a guide in private: beside the one before, with [Publicar] until it is published."""
    blocks = [
        lines(
            bold(words(TITLES[dimension])),
            *(_row(item, found, before, words) for item in ITEMS[dimension]),
        )
        for dimension in Dimension
    ]
    is_news = found.survey.published_at is None and found.has_enough
    return Message(
        text=lines(
            _head(found, community, words),
            *(blocks if found.has_enough else [_too_few(words)]),
            _before(before, community, words) if found.has_enough else None,
            text(
                words,
                "It says how people see it, not how it is. One move: ask the group what would turn one "
                "«not yet» into «in part».",
            )
            if found.has_enough
            else None,
        ),
        keyboard=((_publish_button(found.survey, words),),) if is_news else (),
        about=("survey-result", found.survey.id),
    )


def published(found: SurveyResult, words: Words) -> Message:
    """As the group reads it."""
    return Message(
        text=lines(
            text(words, "📋 What we said in the survey (yes · in part · not yet):"),
            *(_short_row(item, found, words) for item in Item),
            text(words, "Where would you begin? Let us talk about it here."),
        )
    )


def published_briefly(words: Words) -> Html:
    """The small answer to [Publicar]."""
    return text(words, "The result is in the group.")


def _head(found: SurveyResult, community: Community, words: Words) -> Html:
    assert found.survey.closed_at is not None
    return text(
        words,
        "📋 Survey of {community}, closed on {day}",
        community=shorten(community.title, 40),
        day=words.short_day(local_day(found.survey.closed_at, community.zone)),
    )


def _before(before: SurveyResult | None, community: Community, words: Words) -> Html | None:
    if before is None or not before.has_enough or before.survey.closed_at is None:
        return None
    on: date = local_day(before.survey.closed_at, community.zone)
    return text(words, "In brackets, the one of {day}.", day=words.short_day(on))


def _row(item: Item, found: SurveyResult, before: SurveyResult | None, words: Words) -> Html:
    counts, then = found.of(item), before.of(item) if before is not None else None
    sentence = words(SENTENCES[item])
    if counts is None:
        return text(words, "• {sentence} Too few answers yet.", sentence=sentence)
    if counts.nearly_all is not None:
        return text(
            words,
            "• {sentence} Nearly everybody: {reach}.",
            sentence=sentence,
            reach=words(SAID[counts.nearly_all]),
        )
    if then is None:
        return text(
            words,
            "• {sentence} {yes} yes, {partly} in part, {not_yet} not yet",
            sentence=sentence,
            **_values(counts),
        )
    return text(
        words,
        "• {sentence} {yes} yes, {partly} in part, {not_yet} not yet ({was})",
        sentence=sentence,
        was=_shortly(then, words),
        **_values(counts),
    )


def _short_row(item: Item, found: SurveyResult, words: Words) -> Html:
    counts = found.of(item)
    said = words("too few yet") if counts is None else _shortly(counts, words)
    return plain(f"{NUMBERS[item]}. {words(SENTENCES[item])} {said}")


def _values(counts: ItemCounts) -> dict[str, int]:
    return {"yes": counts.yes, "partly": counts.partly, "not_yet": counts.not_yet}


def _shortly(counts: ItemCounts, words: Words) -> str:
    if counts.nearly_all is not None:
        return words("nearly everybody: {reach}").format(reach=words(SAID[counts.nearly_all]))
    return f"{counts.yes} · {counts.partly} · {counts.not_yet}"


def _too_few(words: Words) -> Html:
    return text(
        words,
        "Too few answers yet: under five nothing is shown, so that it points at nobody. Next time, "
        "remind people of it when you meet.",
    )


def _numbered(item: Item, words: Words) -> Html:
    return plain(f"{NUMBERS[item]}. {words(SENTENCES[item])}")


def _rows(survey: Survey, words: Words) -> Keyboard:
    return tuple(
        tuple(
            Button(
                label=words(REACHES[reach]).format(n=NUMBERS[item]),
                press=Press(
                    verb="survey-answer", subject=survey.id, choice=f"{item.value}.{reach.value}"
                ),
            )
            for reach in Reach
        )
        for item in Item
    )


def _offer_button(community: Community, shown: str, choice: str) -> Button:
    press = Press(verb="survey-begin", subject=community.id, choice=choice)
    return Button(label=shown, press=press)


def _publish_button(survey: Survey, words: Words) -> Button:
    press = Press(verb="survey-publish", subject=survey.id)
    return Button(label=label(words, "Publish"), press=press)


def _day(survey: Survey, community: Community, words: Words) -> str:
    return words.day(local_day(survey.closes_at, community.zone))
