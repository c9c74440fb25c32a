"""Finding minutes: `/actas palabra`, and one read whole, from there or from `/agenda pasadas`."""

from telegram import Update

from community.calendar import local_day
from community.ids import MessageId
from community.minutes import Minutes, MinutesState, Point
from community.refusals import NotFound
from handlers.context import Context
from handlers.minutes_card import minutes_at, told
from messages import minutes as says
from messages import minutes_finding as finds
from messages.text import message_url
from reading.minutes import is_about, line_about


async def find(update: Update, context: Context) -> None:
    """`/actas`: the newest; with words: those about them."""
    query, community = context.words_said, context.community
    published = await context.tx.minutes.published_of(community.id)
    if not published:
        context.say(finds.nothing_yet(context.words))
        return
    points = await context.tx.minutes.points_of(community.id, [one.id for one in published])
    found = []
    for one in published:
        text = _text(one, points[one.id], context)
        if not query or is_about(query, text, community.language):
            found.append((one, line_about(query, text, community.language) if query else ""))
    if not found:
        context.say(finds.nothing_found(query, context.words))
        return
    context.say(finds.found(found, query, community, context.words))


async def read(update: Update, context: Context) -> None:
    """A button of a list: all of those minutes. Ten taps within the hour bring them once."""
    assert context.press is not None
    choice = context.press.choice
    one = await minutes_at(context, int(choice) if choice.isdecimal() else 0)
    if one.state is not MinutesState.PUBLISHED:
        raise NotFound("minutes")
    shown = await told(context, one)
    url = message_url(context.community.telegram_chat_id, await _published_at(context, one))
    key = f"{context.chat_id}:{context.message_id}:{one.id}:{context.now:%Y-%m-%dT%H}"
    context.say(says.read_again(shown, context.words, url), key=f"minutes.read:{key}")
    file = says.as_file(shown, context.words)
    if file is not None:
        context.say(file, key=f"minutes.file:{key}")
    context.answer(finds.shown_below(context.words))


def _text(one: Minutes, points: list[Point], context: Context) -> str:
    """All that it may be found by, with its theme and its date first."""
    on = local_day(one.held_at, context.community.zone)
    said = [one.text] if one.text is not None else [point.text for point in points]
    return "\n".join([one.title, context.group_words.day(on), *said])


async def _published_at(context: Context, one: Minutes) -> MessageId | None:
    group = context.community.telegram_chat_id
    post = await context.tx.posts.first(group, "minutes", one.id)
    return None if post is None else post.message_id
