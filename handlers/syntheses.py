"""/sintesis (M10): a draft for the pair, and what they make of it.

The one thing to know: one of the pair is enough, and two of them within a second do it once. What
/sintesis makes is with both at once; later copies are sent and drawn anew by the clock
(scheduler/syntheses.py).
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Update

from community import syntheses
from community.budget import may_speak_at
from community.candidates import card_key
from community.discussions import Summary, Utterance
from community.ids import ChatId, PromptId, SynthesisId
from community.people import Person
from community.prompt_windows import CameIn
from community.prompts import Prompt
from community.refusals import NotFound
from community.syntheses import (
    DAYS_OF_TALK,
    INDEX_STEP,
    MOMENT,
    MOST_DAYS,
    Drawn,
    NoDays,
    NoSuchPeriod,
    NothingToSynthesise,
    Synthesis,
    SynthesisState,
    TooManyDays,
    draft_key,
)
from handlers.context import Context
from handlers.written import written
from messages import candidates as cards
from messages import drafts
from messages import syntheses as says
from messages.text import Message
from reading.quoting import drawn_for_many, told_to_many
from reading.summaries import ENOUGH
from reading.telling import MOST_POINTS, tell, telling
from storage.outbox import Kind


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What /sintesis is about: a prompt, or some days of talk, with what was said."""

    prompt: Prompt | None
    since: datetime
    said: Sequence[Utterance]
    came_in: CameIn
    has_newer: bool = False  # nobody said which question, and a later one is open still


async def ask(update: Update, context: Context) -> None:
    """/sintesis of the last window, in reply to a prompt of that one, `/sintesis 7` of so many days."""
    asked = await _asked(context)
    community, now = context.community, context.now
    if not asked.said:
        raise NothingToSynthesise()
    # beside the loop: reading thousands of messages takes longer than a tap may wait
    summary = await asyncio.to_thread(
        tell, asked.said, language=community.language, max_points=MOST_POINTS
    )
    fresh = syntheses.begin(community.id, asked.prompt, asked.came_in, since=asked.since, until=now)
    if not summary.is_enough:
        silent = len(asked.said) - summary.messages
        about = drawn_for_many(await context.tx.syntheses.about(fresh))
        _say_too_few(context, about, told_to_many(summary), silent, asked)
        return
    schools = await context.tx.members.schools_of(community.id)
    waiting = await context.tx.syntheses.latest_of(community.id, fresh.prompt_id)
    if waiting is None or waiting.state is not SynthesisState.DRAFT:
        one = await context.tx.syntheses.draw_up(fresh, summary, schools, now=now)
    else:
        one = await context.tx.syntheses.draw_again(waiting, fresh, summary, schools, now=now)
        await context.tx.syntheses.redraw(community.id, one.id, now)
    # the pair has it at once; who did not ask, in quiet hours or a rest, when these are over
    speaks_at = may_speak_at(community, now)
    await context.tx.syntheses.share(community.id, one.id, speaks_at)
    drawn = await _drawn(context, one)
    await _show(context, drawn, asked)
    if speaks_at <= now:
        await _show_the_others(context, drawn)


async def publish(update: Update, context: Context) -> None:
    """[Publicar]: in the group, and the other of the pair sees that it is done."""
    before = await _tapped(context)
    # as it holds now: somebody may have thought better of it since it was drawn
    checked = (await context.tx.syntheses.drawn(before)).synthesis
    drawn = await _settle(context, syntheses.publish(checked, context.person_id, context.now))
    context.tell_group(
        says.published(drawn, context.community, context.group_words),
        thread=before.thread_id,
        reply_to=drawn.message_id,
        kind=Kind.POST,
        key=f"synthesis.published:{before.id}",
    )
    await _note(context, "synthesis.published")
    context.answer(drafts.published_briefly(context.words))


async def discard(update: Update, context: Context) -> None:
    """[Descartar]: nothing is said in the group."""
    before = await _tapped(context)
    await _settle(context, syntheses.discard(before, context.person_id, context.now))
    await _note(context, "synthesis.discarded")
    context.answer(drafts.discarded_briefly(context.words))


async def reword(update: Update, context: Context) -> None:
    """[Editar]: how."""
    before = await _tapped(context)
    syntheses.must_wait_yet(before)
    context.say(drafts.how_to_reword(("synthesis-reword", before.id), context.words))
    context.answer(drafts.explained_below(context.words))


async def reworded(update: Update, context: Context) -> None:
    """A guide's reply to a draft is its new text; also of one that is published."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    await context.must_be_guide()
    before = await _get(context, post.about_id)
    drawn = await _drawn(context, before)
    said = says.retyped(written(context.message).text, drawn, context.community, context.words)
    after = syntheses.reword(drawn.synthesis, said, context.person_id)
    await context.tx.syntheses.save(after)
    await context.tx.syntheses.redraw(context.community.id, after.id, context.now)
    context.react("👍")


# What it is about.


async def _asked(context: Context) -> Asked:
    prompt, has_newer = await _prompt_replied_to(context), False
    if prompt is None and context.words_said:
        return await _of_talk(context, _days(context.words_said))
    if prompt is None:
        prompt, has_newer = await _last_window(context)
    if prompt is None:
        return await _of_talk(context, DAYS_OF_TALK)
    return Asked(
        prompt=prompt,
        since=prompt.posted_at or prompt.created_at,
        said=await context.tx.discussions.told_to(prompt),
        came_in=await context.tx.prompts.came_in(context.community.id, [prompt.id]),
        has_newer=has_newer,
    )


async def _prompt_replied_to(context: Context) -> Prompt | None:
    """The question replied to, or that of the answer replied to."""
    if context.replied is None:
        return None
    tx, community = context.tx, context.community
    post = await tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.community_id != community.id:
        return None
    if post.about == "reflection":
        told = await tx.prompts.reflection_in(community.id, context.replied_id)
        return None if told is None else await tx.prompts.get(community.id, told.prompt_id)
    if post.about != "prompt":
        return None
    return await tx.prompts.get(community.id, PromptId(post.about_id))


async def _last_window(context: Context) -> tuple[Prompt | None, bool]:
    """The last question whose days are over, and whether there is a newer; while none is, the last."""
    latest = await context.tx.prompts.latest_posted(context.community.id, limit=5)
    over = [one for one in latest if one.closes_at is not None and one.closes_at <= context.now]
    chosen = next(iter([*over, *latest]), None)
    return chosen, chosen is not None and chosen.id != latest[0].id


def _days(said: str) -> int:
    """«7», «7 días»."""
    found = re.match(r"0*(\d*)\b", said)
    if found is None or not found[0]:
        raise NoSuchPeriod(said)
    if not found[1]:
        raise NoDays()
    if len(found[1]) > len(str(MOST_DAYS)) or int(found[1]) > MOST_DAYS:
        raise TooManyDays(said)
    return int(found[1])


async def _of_talk(context: Context, days: int) -> Asked:
    community, now = context.community, context.now
    since = now - timedelta(days=days)
    said = await context.tx.discussions.told_between(community.id, since, now + MOMENT)
    schools = await context.tx.members.schools_of(community.id)
    return Asked(
        prompt=None,
        since=since,
        said=said,
        came_in=syntheses.counted(telling(said), schools),
    )


# What comes to whoever asked.


def _say_too_few(
    context: Context, about: Drawn, summary: Summary, silent: int, asked: Asked
) -> None:
    """In private what there is, so that the group is not told again what it said; where that is not
    possible, the way to it."""
    community, words = context.community, context.words
    few = says.TooFew(
        about=about, summary=summary, silent=silent, needed=ENOUGH, has_newer=asked.has_newer
    )
    if context.is_private:
        context.say(says.too_few(few, community, words))
    elif not _has_private_chat(context):
        context.say(says.too_few_links(few, community, words))
    else:
        context.say(says.too_few_briefly(few, community, words))
        if summary.messages:
            own = context.words_for(context.person)
            _tell(context, context.person, says.too_few(few, community, own), None)


def _has_private_chat(context: Context) -> bool:
    person = context.maybe_person
    return person is not None and (context.is_private or person.can_be_written)


async def _show(context: Context, drawn: Drawn, asked: Asked) -> None:
    """In private where that is possible; else in the group how to come to it."""
    community = context.community
    if _has_private_chat(context):
        person = context.person
        words = context.words_for(person)
        is_first = drawn.synthesis.made_at == context.now
        key = draft_key(drawn, person.id) if is_first else None
        _tell(context, person, says.draft(drawn, community, words), key)
        _tell_cards(context, person, drawn)
        words = context.words
        if not context.is_private:
            context.say(says.in_private(drawn, community, words, has_newer=asked.has_newer))
        elif asked.has_newer:
            context.say(says.there_is_a_newer(words))
        return
    others = await context.tx.members.guides_to_write(community.id)
    link = context.instance.private_link("sintesis")
    context.say(
        says.open_a_chat(link, drawn, community, context.words, others_have_it=bool(others))
    )


async def _show_the_others(context: Context, drawn: Drawn) -> None:
    """In the same minute; whoever has a copy already sees that one drawn anew (scheduler/syntheses.py)."""
    for guide in await context.tx.members.guides_to_write(context.community.id):
        if guide.id != context.person_id:
            shown = says.draft(drawn, context.community, context.words_for(guide))
            _tell(context, guide, shown, draft_key(drawn, guide.id))
            _tell_cards(context, guide, drawn)


def _tell_cards(context: Context, person: Person, drawn: Drawn) -> None:
    words = context.words_for(person)
    for one in drawn.to_confirm:
        card = cards.card(one, context.community, words)
        _tell(context, person, card, card_key(one, person.id))


def _tell(context: Context, person: Person, message: Message, key: str | None) -> None:
    """By the key nobody gets it twice, from here or from the clock."""
    context.tx.outbox.say(
        message,
        to=ChatId(person.id),
        kind=Kind.REPLY,
        now=context.now,
        community=context.community.id,
        person=person.id,
        key=key,
    )


async def _tapped(context: Context) -> Synthesis:
    assert context.press is not None
    return await _get(context, context.press.subject)


async def _get(context: Context, number: int) -> Synthesis:
    found = await context.tx.syntheses.get(context.community.id, SynthesisId(number))
    if found is None:
        raise NotFound("synthesis")
    return found


async def _drawn(context: Context, one: Synthesis) -> Drawn:
    return drawn_for_many(await context.tx.syntheses.drawn(one))


async def _settle(context: Context, after: Synthesis) -> Drawn:
    await context.tx.syntheses.save(after)
    await context.tx.dues.drop(INDEX_STEP, after.id, context.now)
    await context.tx.syntheses.share(context.community.id, after.id, context.now)
    drawn = await _drawn(context, after)
    context.edit(says.settled(drawn, context.community, context.words))
    return drawn


async def _note(context: Context, deed: str) -> None:
    await context.tx.deeds.note(context.community.id, context.person_id, deed, context.now)
