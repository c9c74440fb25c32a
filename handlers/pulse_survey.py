"""The anonymous survey: begun by a guide, answered by a tap for each sentence, published by a guide.

The one thing to know: who answered is a fingerprint made with the instance's key, which is not in the
database; what was answered goes into sums at once. Neither an answer to a tap nor the log says what
was tapped.
"""

from telegram import Update

from community import budget, surveys
from community.ids import PersonId, SurveyId
from community.people import KeepsNothing
from community.refusals import NotFound, OldButton
from community.surveys import CLOSE_STEP, OFFER_STEP, Item, Reach, Survey, SurveyOver
from handlers.context import Context
from messages import pulse_survey as says
from storage.outbox import Kind


async def offer(context: Context) -> None:
    """/pulso encuesta: whether to begin one; in private the last result comes first."""
    community = context.community
    if context.is_private:
        results = await context.tx.surveys.results(community.id)
        if results:
            before = results[1] if len(results) > 1 else None
            context.say(says.result(results[0], before, community, context.words))
    await _must_be_possible(context)
    context.say(says.offer(community, context.words))


async def begin(update: Update, context: Context) -> None:
    """[Empezar] [Esta vez no], by a guide: the first of the pair counts."""
    assert context.press is not None
    community = context.community
    if context.press.choice == "no":
        context.edit(says.declined(community, context.words))
        return
    if context.press.choice != "yes":
        raise OldButton()
    await _must_be_possible(context)
    fresh = Survey(
        id=SurveyId(0),
        community_id=community.id,
        opened_at=context.now,
        closes_at=surveys.closes_at(community, context.now),
        thread_id=community.home_thread_id if context.is_private else context.thread_id,
    )
    survey = await context.tx.surveys.begin(fresh)
    if survey is None:
        return  # the other of the pair, at the same moment
    dues = context.tx.dues
    await dues.plan(CLOSE_STEP, survey.id, survey.closes_at, community=community.id)
    again = surveys.next_offer(community, survey, context.now)
    await dues.replan(OFFER_STEP, community.id, again, community=community.id, now=context.now)
    await context.tx.deeds.note(community.id, context.person_id, "survey.begun", context.now)
    context.tell_group(
        says.question(survey, community, context.group_words),
        thread=survey.thread_id,
        kind=Kind.POST,
        key=budget.key(f"survey:{survey.id}"),
    )
    context.edit(says.begun(survey, community, context.words))


async def answer(update: Update, context: Context) -> None:
    """A tap on one of the eighteen buttons: counted once for each person and sentence."""
    assert context.press is not None
    survey = await _tapped(context)
    person = context.person
    item, reach = _meant(context.press.choice)
    if person.keeps_nothing:
        raise KeepsNothing(person)
    if not survey.is_open:
        raise SurveyOver()
    marks = _marks(context, survey, person.id)
    mark = next(mark for mark, one in marks.items() if one is item)
    is_counted = await context.tx.surveys.count(survey, item, reach, mark)
    missing = surveys.missing(await context.tx.surveys.answered(survey, marks))
    if is_counted:
        context.answer(says.counted(missing, context.words), alert=not missing)
    else:
        context.answer(says.answered_already(item, missing, context.words), alert=True)


async def publish(update: Update, context: Context) -> None:
    """[Publicar] below a result, by a guide: in the group, once."""
    survey = await _tapped(context)
    result = await context.tx.surveys.result_of(survey)
    await context.tx.surveys.save(surveys.publish(result, context.now))
    await context.tx.deeds.note(
        context.community.id, context.person_id, "survey.published", context.now
    )
    context.tell_group(
        says.published(result, context.group_words),
        thread=survey.thread_id,
        kind=Kind.POST,
        key=f"survey.published:{survey.id}",
    )
    context.answer(says.published_briefly(context.words))


async def answers_kept(context: Context, person: PersonId) -> list[dict[str, str | int]]:
    """For /misdatos: of the surveys that are open, how many sentences somebody answered."""
    kept: list[dict[str, str | int]] = []
    for community in await context.tx.members.communities_of(person):
        survey = await context.tx.surveys.latest(community.id)
        if survey is None or not survey.is_open:
            continue
        marks = _marks(context, survey, person)
        answered = await context.tx.surveys.answered(survey, marks)
        if answered:
            kept.append(
                {
                    "communities": community.title,
                    "answered": len(answered),
                    "closes_at": survey.closes_at.isoformat(),
                }
            )
    return kept


async def _must_be_possible(context: Context) -> None:
    community = context.community
    latest = await context.tx.surveys.latest(community.id)
    people = len(await context.tx.members.of(community.id))
    surveys.must_be_possible(community, latest, people, context.now)


async def _tapped(context: Context) -> Survey:
    assert context.press is not None
    found = await context.tx.surveys.get(context.community.id, SurveyId(context.press.subject))
    if found is None:
        raise NotFound()
    return found


def _meant(choice: str) -> tuple[Item, Reach]:
    item, _, reach = choice.partition(".")
    if item not in set(Item) or reach not in set(Reach):
        raise OldButton()
    return Item(item), Reach(reach)


def _marks(context: Context, survey: Survey, person: PersonId) -> dict[str, Item]:
    """One fingerprint for each sentence, so that they do not tell which belong together."""
    keeper = context.instance.secrets
    return {keeper.fingerprint(f"survey:{survey.id}:{item.value}:{person}"): item for item in Item}
