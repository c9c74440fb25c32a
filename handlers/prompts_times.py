"""When a prompt is asked, chosen by buttons or in words; its preview; and what changes afterwards."""

from datetime import date, time

from telegram import Update

from community import prompt_times, prompts
from community.calendar import allows, at_wall
from community.ids import ChatId, PromptId
from community.prompt_times import AskedInThePast, moment_chosen
from community.prompts import Prompt, PromptState
from community.refusals import OldButton
from handlers import prompts_posting as posting
from handlers.context import Context
from handlers.coordinators import turn_to
from locales.words import words_in
from messages import prompts_times as says
from messages.text import Message
from reading.dates import Moment, Past, Reading, Unsure, read_moment
from reading.prompts import is_moment, is_moment_alone, weekdays_meant
from reading.sessions import options
from storage.outbox import Kind


async def choose_when(update: Update, context: Context) -> None:
    """A tap about the moment: it opens days or hours, shows a preview, or settles it."""
    assert context.press is not None
    prompt = await posting.open_prompt(context, PromptId(context.press.subject))
    chosen = says.chosen(context.press.choice, prompt)
    if chosen is None and prompt.state is PromptState.SCHEDULED:
        raise prompts.AlreadyAsked(prompt)
    if chosen is None or not prompt.text:
        raise OldButton()
    if chosen.what == says.PREVIEW:
        await _show_privately(context, prompt)
        return
    context.edit(await _go_on(context, prompt, chosen))


async def _go_on(context: Context, prompt: Prompt, chosen: says.Chosen) -> Message:
    """What the message shows next."""
    if chosen.what == says.NOW:
        return _settled(context, await posting.post(context, prompt))
    if chosen.what == says.CANCEL:
        return _settled(context, await posting.leave_out(context, prompt))
    if chosen.what == says.DAYS:
        return _days(context, prompt)
    if chosen.what == says.WEEKDAYS:
        return _weekdays(context, prompt)
    if chosen.what == says.ON_A_DAY and chosen.on is not None:
        return await _on(context, prompt, chosen.on, chosen.at)
    if chosen.what == says.EVERY_WEEK and chosen.weekday is not None:
        return await _weekly(context, prompt, chosen.weekday, chosen.at)
    if chosen.what == says.LOOK and prompt.state is PromptState.SCHEDULED:
        return _settled(context, prompt)
    return await moments(context, prompt)


async def moments(context: Context, prompt: Prompt) -> Message:
    """The words are chosen: when? In private with how it will look."""
    if not context.is_private:
        return says.when(prompt, context.words)
    community, now = context.community, context.now
    asked_in, origin = (
        words_in(community.language, now.year),
        await posting.origin_of(context, prompt),
    )
    return says.preview(prompt, community, now, context.words, asked_in, origin)


def says_only_when(context: Context, said: str) -> bool:
    """Whether the words of a question name a moment and nothing else."""
    zone, language = context.community.zone, context.words.language
    when = read_moment(said, now=context.now, zone=zone, language=language)
    return is_moment_alone(said, when, language)


async def moment_said(context: Context, prompt: Prompt, said: str) -> Message | None:
    """What a reply that only names a moment brings; None for one with other words."""
    community = context.community
    when = read_moment(said, now=context.now, zone=community.zone, language=context.words.language)
    if not prompt.text or not is_moment(said, when):
        return None
    return await _meant(context, prompt, when)


async def _meant(context: Context, prompt: Prompt, when: Reading) -> Message:
    if isinstance(when, Past):
        raise AskedInThePast(when.on)
    if isinstance(when, Moment):
        return await _on(context, prompt, when.on, when.at)
    assert isinstance(when, Unsure)
    weekdays = weekdays_meant(when)
    if weekdays:
        at = when.at if len(weekdays) == 1 else None
        return await _weekly(context, prompt, weekdays[0], at)
    may = _allowed(context, when)
    if len(may) == 1:
        return await _on(context, prompt, *may[0])
    return says.which_moment(prompt, may, context.words) if may else _days(context, prompt)


def _allowed(context: Context, when: Unsure) -> list[tuple[date, time]]:
    """The moments it may mean at which the group can be asked."""
    community = context.community
    quiet, zone = community.quiet, community.zone
    return [
        (on, at)
        for on, at in options(when, None)
        if at is not None
        and (instant := at_wall(on, at, zone)) > context.now
        and allows(instant, quiet, zone)
    ]


async def _on(context: Context, prompt: Prompt, on: date, at: time | None) -> Message:
    """On a day, at an hour, or with the hour still to choose."""
    community, now = context.community, context.now
    quiet, zone = community.quiet, community.zone
    if at is None:
        hours = prompt_times.hours_offered(on, now, quiet, zone)
        if not hours:
            return _days(context, prompt, is_silent=True)
        return says.which_hour(prompt, on, hours, context.words)
    due_at = moment_chosen(on, at, now, quiet, zone)
    scheduled = await posting.schedule(context, prompt, due_at)
    return _settled(context, scheduled, is_moved=due_at != at_wall(on, at, zone))


async def _weekly(context: Context, prompt: Prompt, weekday: int, at: time | None) -> Message:
    community = context.community
    if at is None:
        hours = prompt_times.weekly_hours_offered(
            weekday, context.now, community.quiet, community.zone
        )
        if not hours:
            return _weekdays(context, prompt)
        return says.which_weekly_hour(prompt, weekday, hours, context.words)
    return _settled(context, await posting.begin_rhythm(context, prompt, weekday, at))


def _days(context: Context, prompt: Prompt, *, is_silent: bool = False) -> Message:
    community = context.community
    days = prompt_times.days_offered(context.now, community.quiet, community.zone)
    return says.which_day(prompt, days, context.words, is_silent=is_silent)


def _weekdays(context: Context, prompt: Prompt) -> Message:
    community = context.community
    days = prompt_times.weekdays_offered(context.now, community.quiet, community.zone)
    return says.which_weekday(prompt, days, context.words)


def _settled(context: Context, prompt: Prompt, *, is_moved: bool = False) -> Message:
    context.answer(says.settled_briefly(prompt, context.words))
    return settled(context, prompt, is_moved=is_moved)


def settled(context: Context, prompt: Prompt, *, is_moved: bool = False) -> Message:
    """What became of it."""
    return says.settled(
        prompt,
        context.words,
        context.community,
        is_private=context.is_private,
        is_moved=is_moved,
    )


# Seen again, and in private.


async def see(update: Update, context: Context) -> None:
    """[Ver 1] under /cancelar: what waits for its day, to be read in full, changed or left out."""
    assert context.press is not None
    choice = context.press.choice
    if not (choice.isascii() and choice.isdigit()):
        raise OldButton()
    prompt = await posting.open_prompt(context, PromptId(int(choice)))
    key = f"prompt.seen:{prompt.id}:{context.chat_id}:{context.message_id}"
    context.say(settled(context, prompt), reply=False, key=key)


async def _show_privately(context: Context, prompt: Prompt) -> None:
    """[Vista previa] in the group: once for each drawing, however often it is tapped."""
    person, community = context.maybe_person, context.community
    if person is None:
        context.answer(says.only_for_a_person(context.words), alert=True)
        return
    key = f"prompt.preview:{prompt.id}:{context.press.choice if context.press else ''}:{person.id}"
    if not person.can_be_written:
        url = context.instance.private_link(f"pregunta_{prompt.id}")
        context.say(says.opens_private(url, context.words), key=key)
        return
    words, now = context.words_for(person), context.now
    asked_in, origin = (
        words_in(community.language, now.year),
        await posting.origin_of(context, prompt),
    )
    context.tx.outbox.say(
        says.preview(prompt, community, now, words, asked_in, origin),
        to=ChatId(person.id),
        kind=Kind.REPLY,
        now=now,
        community=community.id,
        person=person.id,
        key=key,
    )
    context.answer(says.shown_privately(context.words))


async def rehearse(context: Context, number: str) -> bool:
    """/start with the link of a preview: says whether there was something to show."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return False
    for community in await context.tx.members.communities_of(context.person.id):
        prompt = await context.tx.prompts.get(community.id, PromptId(int(number)))
        if prompt is None or prompt.state not in (PromptState.DRAFT, PromptState.SCHEDULED):
            continue
        await turn_to(context, community.id)
        is_theirs = prompt.asked_by == context.person.id
        if prompt.text and (is_theirs or await context.is_guide()):
            context.say(await moments(context, prompt))
            return True
    return False
