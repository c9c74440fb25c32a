"""Noting points while a session is on: #acuerdo, #compromiso, #nota, #duda, #idea.

What the pair does with the draft is in minutes_draft.py, finding minutes in minutes_finding.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message as TelegramMessage
from telegram import Update

from community import minutes
from community.calendar import local_day
from community.ids import MessageId, MinutesId, PointId
from community.minutes import CLOSE_STEP, Minutes, NothingNoted, Point, PointKind
from community.sessions import Session
from handlers.context import Context, author_of
from handlers.keeping import keep_reflection, remember
from handlers.minutes_card import is_on, session_on
from handlers.minutes_draft import discard, publish, reword, reworded
from handlers.written import Written, name_of, written
from messages import minutes as says
from reading.points import read_points

__all__ = [
    "discard",
    "follow_edit",
    "is_on",
    "noted",
    "noted_too",
    "publish",
    "reword",
    "reworded",
]


async def noted(update: Update, context: Context) -> None:
    """In a message or caption; alone in reply to what somebody said, those words."""
    chosen = await session_on(context)
    if chosen is None:
        _outside(context)
        return
    if not await _note(context, chosen.session):
        raise NothingNoted()
    if chosen.others:
        key = "-".join(str(one.id) for one in (chosen.session, *chosen.others))
        context.say(says.which_session(chosen, context.words), key=f"minutes.which:{key}")
    await keep_reflection(context)  # it may answer a prompt too
    context.react()


async def noted_too(update: Update, context: Context) -> None:
    """The same beside another hashtag, which has its own answer; nothing where no session is on."""
    chosen = await session_on(context)
    if chosen is not None:
        await _note(context, chosen.session)


async def follow_edit(context: Context) -> None:
    """A message that noted something was edited: its points say the new words."""
    tx, community = context.tx, context.community.id
    found = await tx.minutes.noted_in(community, context.message_id)
    old = [one for one in found if one.message_id == context.message_id]
    fresh = _reworded(old, context) if old else []
    if fresh:
        await _follow_agreements(context, old, fresh)
        await tx.minutes.replace_in(old, fresh)
        await tx.minutes.redraw(community, old[0].minutes_id, context.now)
    if old:
        context.react()


async def _follow_agreements(
    context: Context, old: Sequence[Point], fresh: Sequence[Point]
) -> None:
    """What was published as agreed is agreed in the new words; or not, where they are no agreement."""
    agreed = {one.place: one.text for one in fresh if one.kind is PointKind.AGREEMENT}
    for one in old:
        if one.kind is PointKind.AGREEMENT:
            said = agreed.get(one.place, "")
            await context.tx.agreements.follow(one.community_id, one.id, said, context.now)


def _reworded(old: Sequence[Point], context: Context) -> list[Point]:
    """None where nothing was written that could stand instead; a hashtag that went with the edit
    leaves its kind."""
    told, first = written(context.message), old[0]
    said = read_points(told.text) or [(first.kind, told.text)]
    return [
        replace(
            _point(context, first.minutes_id, kind, text, place, context.message),
            noted_at=first.noted_at,
        )
        for place, (kind, text) in enumerate(said)
        if text or told.media is not None
    ]


async def _note(context: Context, session: Session) -> bool:
    """Keeps what the message notes; False where there are no words, and nothing it replies to."""
    message, said = _meant(context)
    new = [
        (kind, text, place)
        for place, (kind, text) in enumerate(said)
        if text or written(message).media is not None
    ]
    if not new:
        return False
    kept = await context.tx.minutes.begin(minutes.begin(session, context.now))
    points = [_point(context, kept.id, *one, message) for one in new]
    if await context.tx.minutes.add(points):
        await _goes_on(context, minutes.noted(kept, session, context.now))
        await remember(context, context.message_id, "point", kept.id)
    return True


async def _goes_on(context: Context, kept: Minutes) -> None:
    await context.tx.minutes.go_on(kept)
    await context.tx.dues.replan(
        CLOSE_STEP, kept.id, kept.closes_at, community=context.community.id, now=context.now
    )


def _meant(context: Context) -> tuple[TelegramMessage, Sequence[tuple[PointKind, str]]]:
    """The message whose words are noted, and what of them."""
    own = written(context.message)
    said = read_points(own.text)
    has_words = any(text for _, text in said) or own.media is not None
    quoted = context.replied
    if has_words or quoted is None or not _may_be_quoted(context, quoted):
        return context.message, said
    return quoted, [(said[0][0], written(quoted).text)]


def _may_be_quoted(context: Context, quoted: TelegramMessage) -> bool:
    """What a member wrote, and not what the bot said."""
    author = quoted.from_user
    return author is None or author.id != context.instance.bot_id


def _point(
    context: Context,
    number: MinutesId,
    kind: PointKind,
    text: str,
    place: int,
    message: TelegramMessage,
) -> Point:
    told: Written = written(message)
    said_in = MessageId(message.message_id)
    return Point(
        id=PointId(0),
        community_id=context.community.id,
        minutes_id=number,
        kind=kind,
        text=text,
        media=told.media,
        person_id=author_of(message),
        name=name_of(message),
        noted_by=context.person_id,
        message_id=context.message_id,
        said_in=None if said_in == context.message_id else said_in,
        place=place,
        noted_at=context.now,
    )


def _outside(context: Context) -> None:
    """No session is on: one sentence a day for each hashtag, and always a sign."""
    kind = read_points(written(context.message).text)[0][0]
    today = local_day(context.now, context.community.zone)
    key = f"minutes.outside:{context.community.id}:{kind.value}:{today}"
    context.say(says.outside(kind, context.words), key=key)
    context.react("👍")
