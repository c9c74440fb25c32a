"""#tema, the list of themes, and the points of the monthly choice (S2)."""

from telegram import Update

from community import themes
from community.ids import PromptId, ThemeId, ThemeRoundId
from community.people import KeepsNothing
from community.prompts import Prompt, PromptState
from community.refusals import OldButton
from community.themes import MAX_THEME, Theme, ThemeRound
from handlers.context import Context, author_of
from handlers.keeping import keep_reflection, remember
from handlers.written import written
from locales.words import words_in
from messages import themes as says
from reading.themes import read_theme, same

ROUND_STEP = "theme.round"


async def proposed(update: Update, context: Context) -> None:
    """#tema in a message of one's own: a receipt, and no words."""
    await keep_reflection(context)  # it may answer a prompt too
    await _propose(context, read_theme(written(context.message).text, MAX_THEME))


async def show_or_propose(update: Update, context: Context) -> None:
    """`/tema`: what waits to be chosen; with words, in the group: as #tema."""
    if context.words_said and not context.is_private:
        await _propose(context, read_theme(context.words_said, MAX_THEME))
        return
    tx, community = context.tx, context.community
    found = await tx.themes.open(community.id, themes.SHOWN)
    waiting = await tx.themes.count_open(community.id)
    planned = await tx.dues.next_of(ROUND_STEP, community.id)
    next_at = planned or themes.next_round_at(community, context.now)
    context.say(says.listed(found, waiting, next_at, community, context.words))


async def give(update: Update, context: Context) -> None:
    """A number of the choice: a point more, or one's own taken back."""
    assert context.press is not None
    person, community = context.person, context.community
    if person.keeps_nothing:
        raise KeepsNothing(person)
    chosen = await _round(context)
    theme = await _theme(context, context.press.choice)
    if theme.round_id != chosen.id:
        raise OldButton()
    mine = await context.tx.themes.points(community.id, chosen.id, person.id)
    points = themes.give(mine, chosen, theme, person.id, context.now)
    if points not in mine:
        await context.tx.themes.give(points)
        await _redraw(context, chosen)
    others = [one for one in mine if one.theme_id != theme.id]
    left = themes.points_left([*others, points])
    context.answer(says.given(theme, points.points, left, context.words))


async def ask(update: Update, context: Context) -> None:
    """A guide says when the chosen theme is asked; the second tap sees that it is settled."""
    assert context.press is not None
    chosen, tx, community = await _round(context), context.tx, context.community
    if context.press.choice not in (says.NOW, says.MONDAY):
        raise OldButton()
    theme = await _theme(context, str(chosen.winner_id or 0))
    asked = await tx.themes.prompt_of(theme)
    if asked is None:
        asked = await _schedule(context, theme, is_now=context.press.choice == says.NOW)
    asked_at = asked.posted_at or asked.due_at or context.now
    context.answer(says.noted_briefly(context.words))
    context.edit(says.settled(chosen, theme, asked_at, community, context.words))


async def _propose(context: Context, text: str) -> None:
    """The same theme twice is kept once, and credited to who was first."""
    if not text:
        raise themes.NothingProposed()
    tx, community = context.tx, context.community
    if not any(same(text, theme.text) for theme in await tx.themes.open(community.id)):
        await _keep(context, text)
    context.react()


async def _keep(context: Context, text: str) -> None:
    tx, community = context.tx, context.community
    kept = await tx.themes.keep(
        Theme(
            id=ThemeId(0),
            community_id=community.id,
            text=text,
            proposed_by=author_of(context.message),
            message_id=context.message_id,
            proposed_at=context.now,
        )
    )
    if kept is None:
        return
    await remember(context, kept.message_id, "theme", kept.id)
    if await tx.dues.next_of(ROUND_STEP, community.id) is None:
        at = themes.next_round_at(community, context.now)
        await tx.dues.replan(ROUND_STEP, community.id, at, community=community.id, now=context.now)


async def _schedule(context: Context, theme: Theme, *, is_now: bool) -> Prompt:
    """The clock asks it, at once or on Monday: from a guide's private chat as from the group."""
    tx, community, person = context.tx, context.community, context.maybe_person
    asked_at = context.now if is_now else themes.next_monday(community, context.now)
    added = await tx.prompts.add(
        Prompt(
            id=PromptId(0),
            community_id=community.id,
            text=says.question(theme, words_in(community.language)),
            state=PromptState.SCHEDULED,
            asked_by=person.id if person is not None else None,
            created_at=context.now,
            due_at=asked_at,
            thread_id=community.home_thread_id,
            theme_id=theme.id,
        )
    )
    await tx.dues.plan("prompt.post", added.id, asked_at, community=community.id)
    return added


async def _redraw(context: Context, chosen: ThemeRound) -> None:
    tx, community = context.tx, context.community
    shown = await tx.themes.shown_in(community.id, chosen.id)
    tallies = themes.tallied(shown, await tx.themes.points(community.id, chosen.id))
    context.edit(says.choice(chosen, tallies, community, context.words))


async def _round(context: Context) -> ThemeRound:
    assert context.press is not None
    number = ThemeRoundId(context.press.subject)
    chosen = await context.tx.themes.round(context.community.id, number)
    if chosen is None:
        raise OldButton()
    return chosen


async def _theme(context: Context, number: str) -> Theme:
    if not (number.isascii() and number.isdigit()):
        raise OldButton()
    theme = await context.tx.themes.get(context.community.id, ThemeId(int(number)))
    if theme is None:
        raise themes.ThemeWithdrawn()
    return theme
