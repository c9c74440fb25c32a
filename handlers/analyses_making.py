"""What a thematic analysis is made of: which answers, put together how, and what its codes are called.

The one thing to know: until a guide has changed something, new answers group everything anew; after
that they only join the codes there are, and what the pair did stays.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from community.analyses import (
    TAKEN_UP_WITHIN,
    Analysis,
    Coded,
    Coding,
    NoAnswersYet,
    NotAPrompt,
    SpanNotUnderstood,
)
from community.calendar import DAY, local_day, start_of_day
from community.ids import AnalysisId, CodeId, CodingId, PersonId, PromptId
from community.prompts import Prompt
from handlers.context import Context
from messages.analyses import Shown
from reading import codes
from reading.codes import Answer
from reading.periods import Period, read_period
from reading.utterances import is_command, word_count
from storage.analyses import Said

LEAST_WORDS = 4  # of talk; an answer to a question may have one
THE_GROUP = 0  # the number of who writes as the group, or as a channel


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What is analysed: the answers to a prompt, or what was told in a period."""

    prompt: Prompt | None = None
    period: Period | None = None
    message_id: int | None = None

    @property
    def question(self) -> str | None:
        """The words of the prompt."""
        return self.prompt.text if self.prompt is not None else None


async def asked_about(context: Context, asked: str) -> Matter:
    """A period that is named, the prompt that is replied to, else the last one with answers."""
    said = asked.strip()
    if said:
        today = local_day(context.now, context.community.zone)
        period = read_period(said, today=today, language=context.words.language)
        if period is None:
            raise SpanNotUnderstood()
        return Matter(period=period)
    tx, home = context.tx, context.community.id
    number = await _replied_to(context) if context.replied is not None else None
    number = number or await tx.analyses.latest_answered(home)
    if number is None:
        raise NoAnswersYet()
    return await _of_prompt(context, number)


async def there_is(context: Context, matter: Matter) -> Analysis | None:
    """The one that was begun before; «the last 30 days» of some days ago reaches until today."""
    found, home = context.tx.analyses, context.community.id
    if matter.prompt is not None:
        return await found.of_prompt(home, matter.prompt.id)
    period = matter.period
    assert period is not None
    if period.days is None:
        return await found.of_span(home, period.first, period.last)
    before = await found.of_days(home, period.days, context.now - TAKEN_UP_WITHIN)
    if before is None or before.until_on == period.last:
        return before
    longer = replace(before, until_on=period.last)
    await found.save(longer)
    return longer


def fresh(context: Context, matter: Matter) -> Analysis:
    """One that begins now."""
    period = matter.period
    return Analysis(
        id=AnalysisId(0),
        community_id=context.community.id,
        prompt_id=matter.prompt.id if matter.prompt is not None else None,
        since_on=period.first if period is not None else None,
        until_on=period.last if period is not None else None,
        days=period.days if period is not None else None,
        begun_by=context.person_id,
        begun_at=context.now,
    )


async def told(context: Context, matter: Matter) -> tuple[list[Said], int]:
    """What is there in words, and how many answers have none."""
    if matter.prompt is not None:
        answers = await context.tx.analyses.answers_to(context.community.id, matter.prompt.id)
        return _in_words(answers, [])
    zone, period = context.community.zone, matter.period
    assert period is not None
    since, until = start_of_day(period.first, zone), start_of_day(period.last + DAY, zone)
    answers, talk = await context.tx.analyses.said_between(context.community.id, since, until)
    return _in_words(answers, talk)


async def wordless_in(context: Context, analysis: Analysis) -> int:
    """How many answers of an analysis have no words."""
    return (await told(context, await _matter_of(context, analysis)))[1]


async def refreshed(
    context: Context, analysis: Analysis, matter: Matter, said: Sequence[Said]
) -> Analysis:
    """With what was said since, and without what is gone."""
    await context.tx.analyses.forget_gone(analysis)
    coded = await context.tx.analyses.coded(analysis)
    known = {one.coding.message_id for one in coded.quotations}
    new = [one for one in said if one.message_id not in known]
    if analysis.touched_at is not None:
        await _join_new(context, coded, matter, new)
    elif known != {one.message_id for one in said}:
        await _group_anew(context, analysis, matter, said)
    return analysis


async def shown(context: Context, analysis: Analysis, *, wordless: int = 0) -> Shown:
    """As it is now, with what its codes are called and what it is about."""
    coded = await context.tx.analyses.coded(analysis)
    matter = await _matter_of(context, analysis)
    avoid = await names_left_out(context)
    named = await asyncio.to_thread(_named, coded, matter, context.community.language, avoid)
    return Shown(
        coded=coded,
        names=named,
        community=context.community,
        question=matter.question,
        message_id=matter.message_id,
        wordless=wordless,
    )


async def names_left_out(context: Context) -> frozenset[str]:
    """What the people of the community are called: no code is named so, and no file says it."""
    found: set[str] = set()
    for member in await context.tx.members.of(context.community.id):
        found |= {member.name, *(part for part in member.name.split() if part[:1].isupper())}
    return frozenset(found)


# Which.


async def _replied_to(context: Context) -> PromptId:
    """The prompt, or the prompt of the answer, that is replied to."""
    tx, home = context.tx, context.community.id
    post = await tx.posts.at(context.chat_id, context.replied_id)
    if post is not None and post.about == "prompt":
        return PromptId(post.about_id)
    if not context.is_private:
        answered = await tx.analyses.prompt_of(home, context.replied_id)
        if answered is not None:
            return answered
    raise NotAPrompt()


async def _of_prompt(context: Context, number: PromptId) -> Matter:
    home = context.community
    prompt = await context.tx.prompts.get(home.id, number)
    if prompt is None or prompt.posted_at is None:
        raise NotAPrompt()
    post = await context.tx.posts.first(home.telegram_chat_id, "prompt", number)
    return Matter(prompt=prompt, message_id=post.message_id if post is not None else None)


async def _matter_of(context: Context, analysis: Analysis) -> Matter:
    if analysis.prompt_id is not None:
        return await _of_prompt(context, analysis.prompt_id)
    assert analysis.since_on is not None
    assert analysis.until_on is not None
    return Matter(
        period=Period(first=analysis.since_on, last=analysis.until_on, days=analysis.days)
    )


def _in_words(answers: Sequence[Said], talk: Sequence[Said]) -> tuple[list[Said], int]:
    given = [one for one in answers if one.text.strip()]
    told_in_talk = [
        one for one in talk if not is_command(one.text) and word_count(one.text) >= LEAST_WORDS
    ]
    return given + told_in_talk, len(answers) - len(given)


# How.


async def _group_anew(
    context: Context, analysis: Analysis, matter: Matter, said: Sequence[Said]
) -> None:
    numbers = await _numbers(context, analysis, said)
    answers = [Answer(id=one.message_id, text=one.text) for one in said]
    grouped = await asyncio.to_thread(
        codes.group,
        answers,
        question=matter.question or "",
        language=context.community.language,
    )
    fresh_codes = await context.tx.analyses.group_anew(analysis, len(grouped.codes))
    by_message = {int(one.message_id): one for one in said}
    placed: list[tuple[int, CodeId | None]] = [
        (number, code)
        for code, group in zip(fresh_codes, grouped.codes, strict=True)
        for number in group.answers
    ]
    placed += [(number, None) for number in grouped.alone]
    await context.tx.analyses.add_codings(
        [
            _coding(analysis, by_message[number], code, numbers, place)
            for place, (number, code) in enumerate(placed)
        ]
    )


async def _join_new(context: Context, coded: Coded, matter: Matter, new: Sequence[Said]) -> None:
    """The pair has worked on it: what came since joins what is there, or waits without a code."""
    if not new:
        return
    numbers = await _numbers(context, coded.analysis, new)
    there = [
        (Answer(id=one.coding.message_id, text=one.text), int(one.coding.code_id))
        for one in coded.quotations
        if one.coding.code_id is not None
    ]
    nearest = await asyncio.to_thread(
        codes.place,
        [Answer(id=one.message_id, text=one.text) for one in new],
        there,
        question=matter.question or "",
        language=context.community.language,
    )
    last = max((one.coding.place for one in coded.quotations), default=0)
    fresh_codings = []
    for place, one in enumerate(new, last + 1):
        near = nearest[one.message_id]
        code = CodeId(near) if near is not None else None
        fresh_codings.append(_coding(coded.analysis, one, code, numbers, place))
    await context.tx.analyses.add_codings(fresh_codings)


async def _numbers(
    context: Context, analysis: Analysis, said: Sequence[Said]
) -> dict[PersonId, int]:
    """Each person's number in this analysis: those there are stay, new ones follow in an order that
    only this instance can reckon, and that is another in the next analysis."""
    found = await context.tx.analyses.numbers(analysis)
    key = context.instance.secrets.fingerprint
    new = {one.person_id for one in said if one.person_id is not None} - found.keys()
    ordered = sorted(new, key=lambda person: key(f"analysis:{analysis.id}:{person}"))
    last = max(found.values(), default=0)
    return found | {person: number for number, person in enumerate(ordered, last + 1)}


def _coding(
    analysis: Analysis,
    said: Said,
    code: CodeId | None,
    numbers: dict[PersonId, int],
    place: int,
) -> Coding:
    return Coding(
        id=CodingId(0),
        community_id=analysis.community_id,
        analysis_id=analysis.id,
        code_id=code,
        message_id=said.message_id,
        person_id=said.person_id,
        number=numbers[said.person_id] if said.person_id is not None else THE_GROUP,
        place=place,
    )


def _named(coded: Coded, matter: Matter, language: str, avoid: frozenset[str]) -> dict[CodeId, str]:
    """What the codes are called that no guide has named."""
    answers = {
        one.coding.message_id: Answer(id=one.coding.message_id, text=one.text)
        for one in coded.quotations
    }
    found = codes.names(
        list(answers.values()),
        [[one.coding.message_id for one in coded.of(code.id)] for code in coded.codes],
        question=matter.question or "",
        language=language,
        avoid=avoid,
    )
    return {code.id: name for code, name in zip(coded.codes, found, strict=True)}
