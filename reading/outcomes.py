"""What a discussion leaves for whoever comes later: questions nobody answered, links and files.

The one thing to know: a question is open when nobody else answered it within a day; that it was
answered well is not judged.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from reading.cues import asks, insults, leans_back
from reading.discussion import LEAST_WORDS, Discussion, unit_of
from reading.utterances import LINK, Unit, Utterance, links, shortened, word_count

ANSWERS_FOLLOW = 3
ANSWER_WITHIN = timedelta(hours=24)


def open_questions(discussion: Discussion, *, longest: int) -> Iterator[Unit]:
    """Questions at the end of a message that nobody else answered, the latest first."""
    for utterance in reversed(discussion.utterances):
        said = utterance.sentences
        if said and _is_question(said[-1]) and not _is_answered(discussion, utterance):
            yield unit_of(utterance, said[-1], longest)


def resources(discussion: Discussion, *, longest: int) -> Iterator[Unit]:
    """Each address and each file once, the latest first, with the sentence that shares it.

    A file without a caption is told by its name; one that has neither says nothing.
    """
    seen: set[str] = set()
    for utterance in reversed(discussion.utterances):
        found = [_normal(link) for link in links(utterance.text)]
        file = _normal_file(utterance)
        if (found and not seen.issuperset(found)) or (file and file not in seen):
            seen.update([*found, file])
            yield _with_link(utterance, longest) if found else _with_file(utterance, longest)


def _is_question(sentence: str) -> bool:
    return (
        asks(sentence)
        and word_count(sentence) >= LEAST_WORDS
        and not insults(sentence)
        and not leans_back(sentence)
    )


def _is_answered(discussion: Discussion, question: Utterance) -> bool:
    in_time = question.said_at + ANSWER_WITHIN
    if any(r.by != question.by and r.said_at <= in_time for r in discussion.replies(question)):
        return True
    return any(
        later.by != question.by and later.reply_to is None and later.said_at <= in_time
        for later in discussion.following(question, ANSWERS_FOLLOW)
    )


def _with_link(utterance: Utterance, longest: int) -> Unit:
    sentence = next((s for s in utterance.sentences if LINK.search(s)), utterance.text)
    quote = shortened(sentence, longest)
    link = LINK.search(sentence)
    if link and not LINK.search(quote):
        quote = link[0]
    return unit_of(utterance, quote, longest)


def _with_file(utterance: Utterance, longest: int) -> Unit:
    caption = next(iter(utterance.sentences), "")
    return unit_of(utterance, caption or utterance.file or "", longest)


def _normal_file(utterance: Utterance) -> str:
    """What tells files apart: the name, or the caption where there is none; empty without either."""
    if utterance.file is None:
        return ""
    name = utterance.file or utterance.text
    return " ".join(name.casefold().split())


def _normal(link: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", link.casefold())
    return re.sub(r"[?&](?:utm_\w+|fbclid|si)=[^&#]*", "", bare).rstrip("/.,;:)»\"'")
