"""The voices of a draft, chosen and labelled by a language model: what is asked, what of the answer stands.

The one thing to know: the draft is there before and stands without it. What comes back replaces the
voices alone, only while the community's yes, the draft and the messages are what they were; and what
is logged are counts.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from community import syntheses
from community.communities import Community
from community.discussions import Quote, QuoteKind, Utterance
from community.ids import MessageId, SynthesisId
from community.syntheses import MOMENT, MOST_VOICES, VOICES, Line, MadeWith, Synthesis
from reading.people import Known
from reading.pseudonyms import Disguise
from reading.telling import as_read, telling
from reading.verified import Stands, Verdict, verify
from reading.wording import Chat, asked, disguised
from storage.errands import Errand
from storage.tx import Tx

log = structlog.get_logger("minga.model")

LEAST_PEOPLE = 3  # heard by the bot's own reading: a model that hears fewer is not used


@dataclass(frozen=True, kw_only=True)
class Request:
    """What one draft asks of a model, of the terms with this mark, and how its answer is read."""

    mark: str
    chat: Chat
    disguise: Disguise
    language: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: a text, or why there is none."""

    request: Request
    text: str | None = None
    why: str = ""


async def prepare(tx: Tx, errand: Errand, now: datetime) -> Request | None:
    """None where there is nothing to word any more, or nobody may be asked."""
    found = await _still_wanted(tx, errand)
    if found is None:
        return None
    community, one = found
    language = community.language
    lines = await tx.syntheses.quoted_in(one)
    disguise = await asyncio.to_thread(  # beside the loop, as the reading of a long discussion
        disguised,
        as_read(await _said(tx, one)),
        await _known(tx, community),
        language=language,
        first={int(line.message_id) for line in lines},
    )
    chat = asked(disguise, language=language, most=MOST_VOICES)
    mark = str(errand.facts["mark"])
    return Request(mark=mark, chat=chat, disguise=disguise, language=language)


async def finish(tx: Tx, errand: Errand, answer: Answer, now: datetime) -> None:
    """What stands replaces the draft's voices; else the draft says that it was made without."""
    found = await _still_wanted(tx, errand)
    if found is None:
        return
    community, one = found
    if answer.text is None:
        log.info("model not used", synthesis=one.id, why=answer.why)
        await _without(tx, one, now)
        return
    sent = answer.request.disguise.sent
    verdict = verify(answer.text, answer.request.disguise, language=answer.request.language)
    one, lines = await tx.syntheses.told(one)
    voices = _as_quotes(verdict.points, await _said(tx, one))
    why = _why_not(verdict, voices, lines)
    log.info(
        "model answered",
        synthesis=one.id,
        used=why is None,
        why=why or "",
        sent=len(sent),
        kept=len(voices),
        changed=len(verdict.points) - len(voices),
        dropped={reason.value: count for reason, count in sorted(verdict.dropped.items())},
    )
    if why is not None:
        await _without(tx, one, now)
        return
    await tx.syntheses.replace_lines(one, syntheses.with_voices(one, lines, voices))
    await tx.syntheses.save(replace(one, made_with=MadeWith.MODEL))
    await tx.syntheses.redraw(community.id, one.id, now)


async def give_up(tx: Tx, errand: Errand, now: datetime) -> None:
    """It did not answer, however often it was asked."""
    found = await _still_wanted(tx, errand)
    if found is not None:
        log.info("model not used", synthesis=found[1].id, why="no answer")
        await _without(tx, found[1], now)


async def _still_wanted(tx: Tx, errand: Errand) -> tuple[Community, Synthesis] | None:
    """The draft as it was when it was asked for, in a community that still says yes to those terms."""
    if errand.community_id is None:
        return None
    community = await tx.communities.get(errand.community_id)
    if community is None or not community.reads_discussion:
        return None
    one = await tx.syntheses.get(community.id, SynthesisId(errand.subject_id))
    if one is None or not one.awaits_model or one.until.isoformat() != errand.facts["until"]:
        return None
    return (community, one) if community.model_mark == errand.facts["mark"] else None


async def _said(tx: Tx, one: Synthesis) -> list[Utterance]:
    """What the draft was made of, as it is now; nothing of who wants nothing kept."""
    if one.prompt_id is None:
        said = await tx.discussions.told_between(one.community_id, one.since, one.until + MOMENT)
        return telling(said)
    prompt = await tx.prompts.get(one.community_id, one.prompt_id)
    return [] if prompt is None else await tx.discussions.told_to(prompt)


async def _known(tx: Tx, community: Community) -> list[Known]:
    """Everybody whose name must not leave, also of those who are gone."""
    return [
        Known(person_id=int(one.person_id), name=one.name, username=one.username)
        for one in await tx.members.ever_of(community.id)
    ]


def _as_quotes(points: Sequence[Stands], said: Collection[Utterance]) -> list[Quote]:
    """Those whose message still says it."""
    by_message = {one.message_id: one for one in said}
    quotes: list[Quote] = []
    for point in points[:MOST_VOICES]:
        now = by_message.get(MessageId(point.sent.said.id))
        if now is not None and point.quote in now.text:
            quotes.append(
                Quote(
                    kind=QuoteKind.THEME,
                    words=point.quote,
                    author=now.name,
                    person_id=now.person_id,
                    message_id=now.message_id,
                    said_at=now.said_at,
                    label=(point.line,) if point.line else (),
                )
            )
    return sorted(quotes, key=lambda one: (one.said_at, one.message_id))


def _why_not(verdict: Verdict, voices: Sequence[Quote], lines: Sequence[Line]) -> str | None:
    """Why the bot's own choice stays, in a word; None where it goes."""
    if not verdict.is_read:
        return "not read"
    if not verdict.is_good:
        return "too much fell"
    heard = {line.person_id or line.name for line in lines if line.kind in VOICES}
    hears = {one.person_id or one.author for one in voices}
    if len(hears) < min(LEAST_PEOPLE, len(heard)) or not voices:
        return "too few voices"
    return None


async def _without(tx: Tx, one: Synthesis, now: datetime) -> None:
    await tx.syntheses.save(replace(one, made_with=MadeWith.WITHOUT))
    await tx.syntheses.redraw(one.community_id, one.id, now)
