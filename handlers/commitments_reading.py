"""What is read of a commitment in people's words, and in the message they reply to.

The one thing to know: what was written as a commitment is read whole; of ordinary talk that somebody
makes a commitment of, only known names are names, and a date counts while it is to come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from telegram import Message as TelegramMessage
from telegram import MessageEntity

from community.calendar import local_day
from community.candidates import Candidate
from community.commitments import Answer, Commitment, DueInThePast, Pledge, Responsible
from community.commitments_changes import Correction
from community.ids import PersonId
from handlers.context import Context, author_of
from reading.actions import without_opening
from reading.commitments import Sketch, read_commitment
from reading.contacts import Contact, find_contact
from reading.dates import Doubt, Moment, Past, Reading, Unsure, read_moment
from reading.infinitives import as_a_task
from reading.people import Known, find_known, is_everybody
from reading.rhythms import find_rhythm

MOST_PEOPLE = 20  # beyond that it is everybody, and a name each on a card helps nobody


@dataclass(frozen=True, kw_only=True)
class Due:
    """What was read of a date: a day, or why it must be asked."""

    on: date | None = None
    options: tuple[date, ...] = ()
    past: date | None = None
    not_understood: bool = False  # with options: there is no such day
    just_missed: bool = False  # with options: what was said is over


async def filled(context: Context, pledge: Pledge, said: str) -> tuple[Pledge, Due]:
    """The draft with what the words, and the message they reply to, say of it; the rest stays."""
    words, contact = find_contact(said, await _known(context, context.message))
    words, every = find_rhythm(words)
    own = await _sketch(context, words, context.message, context.now)
    quoted, base = _quoted(context), None
    if quoted is not None:
        base = await _sketch_of_talk(context, quoted)
    today = local_day(context.now, context.community.zone)
    due = _due_of(own.due, today)
    if base is not None and own.due is None:
        due = _still_ahead(_due_of(base.due, today), today)
    commitment = replace(
        pledge.commitment,
        what=_what_of(own, base),
        due_on=due.on or pledge.commitment.due_on,
        evidence=own.evidence or (base.evidence if base else pledge.commitment.evidence),
        every=every or pledge.commitment.every,
    )
    people = _answered_for(_people_of(own, pledge.commitment), contact)
    if base is not None and quoted is not None:
        people = people or _people_of(base, commitment)
        people = people or await _author_of(context, quoted, commitment)
    return Pledge(commitment=commitment, people=(people or pledge.people)[:MOST_PEOPLE]), due


async def correction(context: Context, pledge: Pledge, said: str) -> Correction:
    """What the words bring that is new: each thing they name, and nothing they do not."""
    words, contact = find_contact(said, await _known(context, context.message))
    words, every = find_rhythm(words)
    sketch = await _sketch(context, words, context.message, context.now)
    due = _due_of(sketch.due, local_day(context.now, context.community.zone))
    if due.past is not None:
        raise DueInThePast(due.past)
    people = _answered_for(_people_of(sketch, pledge.commitment), contact)
    return Correction(
        what=sketch.what if len(sketch.what.split()) > 1 else None,
        due_on=due.on,
        evidence=sketch.evidence,
        every=every,
        people=people or None,
    )


async def taken_up(context: Context, pledge: Pledge, candidate: Candidate) -> tuple[Pledge, Due]:
    """The draft with what somebody's promise says of it; who said it is who is asked. A day that has
    passed since is asked again, and it is said why."""
    by, zone, language = candidate.person_id, context.community.zone, context.community.language
    said = without_opening(candidate.said)
    sketch = read_commitment(
        said,
        known=await _known(context, context.message),
        now=candidate.said_at,
        zone=zone,
        language=language,
        author_id=by or 0,
    )
    if not sketch.what or not all(one.person_id for one in sketch.people):
        sketch = replace(sketch, what=as_a_task(said), people=(), ambiguous=())
    on = sketch.due  # a day said before: «el viernes, si llueve poco, yo llevo los libros»
    if on is None:
        on = read_moment(candidate.said, now=candidate.said_at, zone=zone, language=language)
    today = local_day(context.now, zone)
    due = _due_of(on, today)
    if due.on is not None and due.on < today:
        due = Due(past=due.on)
    commitment = replace(
        pledge.commitment, what=sketch.what, due_on=due.on, evidence=sketch.evidence
    )
    people = _people_of(sketch, commitment)
    if not people and by is not None:
        commitment = replace(commitment, what=as_a_task(commitment.what))
        people = (_asked(by, candidate.name, commitment),)
    return Pledge(commitment=commitment, people=people[:MOST_PEOPLE]), due


def _quoted(context: Context) -> TelegramMessage | None:
    """What somebody said, if this replies to it; never the bot's own questions."""
    quoted = context.replied
    if quoted is None or quoted.from_user is None:
        return None
    return None if quoted.from_user.id == context.instance.bot_id else quoted


def _what_of(own: Sketch, base: Sketch | None) -> str:
    """The quoted words; or the guide's own, where they say it anew."""
    if base is None or len(own.what.split()) > 1:
        return own.what
    return base.what or own.what


async def _sketch(context: Context, said: str, message: TelegramMessage, now: datetime) -> Sketch:
    author = author_of(message)
    return read_commitment(
        said,
        known=await _known(context, message),
        now=now,
        zone=context.community.zone,
        language=context.community.language,
        author_id=author or 0,
    )


async def _sketch_of_talk(context: Context, quoted: TelegramMessage) -> Sketch:
    """The same of talk, which was not written as a commitment: only known names are names in it."""
    said = quoted.text or quoted.caption or ""
    sketch = await _sketch(context, said, quoted, quoted.date)
    if sketch.what and all(one.person_id for one in sketch.people):
        return sketch
    return replace(sketch, what=said.strip(), people=(), ambiguous=())


async def _known(context: Context, message: TelegramMessage) -> Sequence[Known]:
    """Members the bot has met; who was picked from Telegram's list («text mention») comes first."""
    entities = message.parse_entities([MessageEntity.TEXT_MENTION]) | (
        message.parse_caption_entities([MessageEntity.TEXT_MENTION])
    )
    picked = [
        Known(person_id=entity.user.id, name=name)
        for entity, name in entities.items()
        if entity.user is not None and not entity.user.is_bot
    ]
    members = [
        Known(person_id=member.person_id, name=member.name, username=member.username)
        for member in await context.tx.members.of(context.community.id)
    ]
    return [*picked, *(one for one in members if not _is_picked(one, picked))]


def _is_picked(one: Known, picked: Sequence[Known]) -> bool:
    """Whether the name is taken already by somebody who was picked."""
    return any(pick.person_id == one.person_id or find_known(pick.name, [one]) for pick in picked)


async def people_in(context: Context, pledge: Pledge, said: str) -> tuple[Responsible, ...]:
    """Who is named in an answer to «who?»."""
    words, contact = find_contact(said, await _known(context, context.message))
    sketch = await _sketch(context, words, context.message, context.now)
    return _answered_for(_people_of(sketch, pledge.commitment), contact)


def _people_of(sketch: Sketch, commitment: Commitment) -> tuple[Responsible, ...]:
    """Who is named: «todos» is nobody in particular, so it stays open to whoever takes it.

    A name that several bear stays text until one of them answers to it.
    """
    named = [(one.person_id, one.name) for one in sketch.people]
    named += [(None, one.name) for one in sketch.ambiguous]
    people = tuple(
        Responsible(
            commitment_id=commitment.id,
            community_id=commitment.community_id,
            position=place,
            person_id=None if number is None else PersonId(number),
            name=name,
            answer=Answer.REMOVED if is_everybody(name) else Answer.ASKED,
        )
        for place, (number, name) in enumerate(named, start=1)
        if name
    )
    somebody = tuple(one for one in people if one.answer is Answer.ASKED)
    return somebody or people[:1]


def _answered_for(
    people: tuple[Responsible, ...], contact: Contact | None
) -> tuple[Responsible, ...]:
    """The institution with who answers for it: the first name that is nobody's."""
    at = next((n for n, one in enumerate(people) if one.person_id is None), None)
    if contact is None or at is None:
        return people
    number = None if contact.person_id is None else PersonId(contact.person_id)
    institution = replace(people[at], contact_id=number, contact_name=contact.name)
    return (*people[:at], institution, *people[at + 1 :])


async def _author_of(
    context: Context, quoted: TelegramMessage, commitment: Commitment
) -> tuple[Responsible, ...]:
    """Who said it would do it; nobody who asked the bot to keep nothing of theirs."""
    author, user = author_of(quoted), quoted.from_user
    if author is None or user is None:
        return ()
    person = await context.tx.people.get(author)
    if person is not None and person.keep_nothing_at is not None:
        return ()
    return (_asked(author, user.full_name, commitment),)


def _asked(person: PersonId, name: str, commitment: Commitment) -> Responsible:
    return Responsible(
        commitment_id=commitment.id,
        community_id=commitment.community_id,
        position=1,
        person_id=person,
        name=name,
    )


def day_in(context: Context, said: str) -> Due:
    found = read_moment(
        said,
        now=context.now,
        zone=context.community.zone,
        language=context.community.language,
    )
    due = _due_of(found, local_day(context.now, context.community.zone))
    return Due(not_understood=True) if due == Due() else due


def _due_of(found: Reading, today: date) -> Due:
    """A commitment falls due on a day: the hour, even an unsure one, does not matter."""
    if isinstance(found, Moment):
        return Due(on=found.on)
    if isinstance(found, Past):
        return Due(past=found.on)
    if isinstance(found, Unsure):
        if found.doubt is Doubt.HALF_OF_DAY:
            return Due(on=found.options[0])
        ahead = tuple(day for day in found.options if day >= today)
        return Due(
            options=ahead,
            not_understood=not ahead or found.doubt is Doubt.NOT_UNDERSTOOD,
            just_missed=found.doubt is Doubt.JUST_MISSED,
        )
    return Due()


def _still_ahead(due: Due, today: date) -> Due:
    """A quoted message was written earlier: a date of it that is over by now is no slip."""
    is_over = due.past is not None or (due.on is not None and due.on < today)
    return Due() if is_over else due
