"""[La probé], what one changed, [Gracias], and what guides say was agreed on (M4)."""

from telegram import Update

from community import practices, trials
from community.calendar import local_day
from community.ids import PracticeId, TrialId
from community.people import KeepsNothing, Person
from community.practices import Practice
from community.refusals import NotFound
from community.trials import Milestone, Trial
from community.trials_calendar import NEWS_STEP, news_at, news_key
from handlers.context import Context, author_of
from handlers.keeping import keep_practice, save_practice
from handlers.practices_life import replied_to, standing, tapped
from handlers.written import Written, written
from messages import practices_trials as says
from messages.people import nobody_in_particular
from reading.hashtags import without_hashtags
from reading.trials import says_nothing_changed
from storage.outbox import Kind


async def try_it(update: Update, context: Context) -> None:
    """[La probé]: noted once, and asked in the group what was changed."""
    practice, person = await tapped(context), _person(context)
    trials.must_be_anothers(practice, person.id)
    fresh = Trial(
        id=TrialId(0),
        community_id=context.community.id,
        practice_id=practice.id,
        person_id=person.id,
        name=person.name,
        tried_at=context.now,
    )
    trial = await context.tx.trials.keep(fresh)
    if trial is None:
        context.answer(says.tried_already(context.words, has_told=await _has_told(context, fresh)))
        return
    await _is_tried(context, practice)
    _ask_what_changed(context, trial, practice)
    await _plan_news(context, practice)
    context.answer(says.tried(context.words))


async def what_changed(update: Update, context: Context) -> None:
    """A reply to the question: an adaptation next to its origin, or that nothing was changed. What
    others say there is talk."""
    trial = await _trial_replied_to(context)
    if not trials.is_theirs(trial, author_of(context.message)):
        context.react("👍")
        return
    said = written(context.message)
    text = without_hashtags(said.text)
    adaptation = await _adaptation_of(context, trial)
    if said.media is None and says_nothing_changed(text):
        await context.tx.trials.save(trials.answered(trial, context.now))
        context.react()
    elif adaptation is not None:
        await save_practice(context, practices.added(adaptation, text, said.media, said.file_id))
        context.react()
    else:
        await _adapt(context, trial, said, text)


async def is_asked(context: Context) -> bool:
    """Whether it replies to the question what one changed oneself."""
    if context.replied is None:
        return False
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about != "trial":
        return False
    trial = await context.tx.trials.get(context.community.id, TrialId(post.about_id))
    return trial is not None and trials.is_theirs(trial, author_of(context.message))


async def thank(update: Update, context: Context) -> None:
    """[Gracias]: once, and it reaches the author."""
    practice, person = await tapped(context), _person(context)
    trials.must_be_anothers(practice, person.id)
    if await context.tx.trials.thank(practice, person.id, person.name, context.now):
        await _plan_news(context, practice)
    context.answer(says.thanked(context.words))


async def agree(update: Update, context: Context) -> None:
    """/acordada by a guide, in reply to a practice."""
    practice = await replied_to(context)
    if practice is None:
        context.say(says.not_about_a_practice(context.words))
        return
    await _reach(context, trials.agree(practice))
    context.say(says.agreed(practice, context.words))


async def institutionalise(update: Update, context: Context) -> None:
    """/institucionalizada by a guide, in reply to a practice."""
    practice = await replied_to(context)
    if practice is None:
        context.say(says.not_about_a_practice(context.words))
        return
    tried = await context.tx.trials.of(context.community.id, practice.id)
    await _reach(context, trials.institutionalise(practice, tried))
    context.say(says.institutionalised(practice, context.words))


def _person(context: Context) -> Person:
    if context.person.keeps_nothing:
        raise KeepsNothing(context.person)
    return context.person


async def _has_told(context: Context, trial: Trial) -> bool:
    earlier = await context.tx.trials.of(trial.community_id, trial.practice_id)
    return any(one.person_id == trial.person_id and one.answered_at for one in earlier)


async def _is_tried(context: Context, practice: Practice) -> None:
    tried = trials.tried(practice)
    if tried is not practice:
        await _reach(context, tried)


async def _reach(context: Context, practice: Practice) -> None:
    """A state, with who, when and where."""
    person = context.maybe_person
    await context.tx.practices.save(practice)
    await context.tx.trials.reach(
        Milestone(
            community_id=practice.community_id,
            practice_id=practice.id,
            state=practice.state,
            person_id=person.id if person is not None else None,
            reached_at=context.now,
            message_id=None if context.is_private else context.message_id,
        )
    )


def _ask_what_changed(context: Context, trial: Trial, practice: Practice) -> None:
    community = context.community
    context.tx.outbox.say(
        says.what_changed(trial, practice, context.group_words),
        to=community.telegram_chat_id,
        kind=Kind.POST,
        now=context.now,
        community=community.id,
        thread=community.home_thread_id if context.is_private else context.thread_id,
        reply_to=practice.shown_message,
        silent=True,
        key=f"trial:{trial.id}",
    )


async def _adapt(context: Context, trial: Trial, said: Written, text: str) -> None:
    """What they changed is a practice of its own, chained to where it comes from."""
    origin = await standing(context, trial.practice_id)
    if not text and said.media is None:
        raise practices.NothingToKeep()
    person = context.person
    ending = says.as_done_by(person.name, context.group_words)
    unnamed = nobody_in_particular(context.group_words)
    fresh = Practice(
        id=PracticeId(0),
        community_id=context.community.id,
        title=trials.adaptation_title(origin, ending, unnamed=unnamed),
        text=text,
        kind=origin.kind,
        author_id=person.id,
        author_name=person.name,
        saved_by=person.id,
        media=said.media,
        file_id=said.file_id,
        album=said.album,
        message_id=context.message_id,
        told_at=context.message.date,
        adapted_from=origin.id,
    )
    adaptation = await keep_practice(context, fresh)
    await context.tx.trials.save(trials.answered(trial, context.now, adaptation.id))
    context.react()
    context.say(says.adapted(adaptation, origin, context.words))


async def _adaptation_of(context: Context, trial: Trial) -> Practice | None:
    """What they told before; None also where they took it back, and tell it anew."""
    if trial.adaptation_id is None:
        return None
    found = await context.tx.practices.get(context.community.id, trial.adaptation_id)
    return found if found is not None and found.withdrawn_at is None else None


async def _plan_news(context: Context, practice: Practice) -> None:
    """The author is told in private, at most once a day, of all of it together."""
    if practice.author_id is None:
        return
    community = context.community
    at = news_at(community, context.now)
    on = local_day(at, community.zone)
    await context.tx.dues.plan(
        NEWS_STEP,
        practice.author_id,
        at,
        community=community.id,
        key=news_key(community.id, practice.author_id, on),
    )


async def _trial_replied_to(context: Context) -> Trial:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    trial = (
        await context.tx.trials.get(context.community.id, TrialId(post.about_id)) if post else None
    )
    if trial is None:
        raise NotFound()
    return trial
