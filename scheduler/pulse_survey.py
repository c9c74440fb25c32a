"""What time does for the anonymous survey: offering one to the guides, and closing it.

The one thing to know: a due row is only a question. What is offered depends on the school year of that
very day, and a survey that closes loses its marks in the same commit.
"""

from datetime import datetime

from community import budget, surveys
from community.calendar import local_day
from community.communities import Community
from community.ids import SurveyId
from community.refusals import Refusal
from community.surveys import CLOSE_STEP, HALF_YEAR, OFFER_STEP, Survey
from locales.words import words_in
from messages import pulse_survey as says
from scheduler.guides import rewrite, tell, words_for
from scheduler.running import running
from storage.dues import Due
from storage.outbox import Kind
from storage.tx import Tx


async def offer(tx: Tx, now: datetime) -> int:
    """Due `survey.offer`, subject the community: to each guide who may be written to, in private."""
    return sum([await _offer(tx, due, now) for due in await tx.dues.take(OFFER_STEP, now)])


async def close(tx: Tx, now: datetime) -> int:
    """Due `survey.close`, subject the survey: the result to the guides, the buttons go."""
    return sum([await _close(tx, due, now) for due in await tx.dues.take(CLOSE_STEP, now)])


async def _offer(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    latest = await tx.surveys.latest(community.id)
    is_time = await _is_time(tx, community, latest, now)
    not_before = now + HALF_YEAR if is_time else now  # else the next calm Tuesday
    again = surveys.next_offer(community, latest, now, not_before=not_before)
    await tx.dues.plan(OFFER_STEP, community.id, again, community=community.id)
    if not is_time:
        return 0
    guides = await tx.members.guides_to_write(community.id)
    for guide in guides:
        words = words_for(guide, community, now)
        key = f"{due.key}:{guide.id}"
        tell(tx, community, guide, says.offer(community, words), key, now, kind=Kind.DIGEST)
    return len(guides)


async def _is_time(tx: Tx, community: Community, latest: Survey | None, now: datetime) -> bool:
    """A survey may begin, nobody rests, and it is a calm week at school."""
    people = len(await tx.members.of(community.id))
    try:
        surveys.must_be_possible(community, latest, people, now)
    except Refusal:
        return False
    if budget.may_speak_at(community, now) > now:
        return False
    return surveys.is_calm(local_day(now, community.zone), community.country)


async def _close(tx: Tx, due: Due, now: datetime) -> int:
    community = await running(tx, due)
    if community is None:
        return 0
    survey = await tx.surveys.get(community.id, SurveyId(due.subject_id))
    if survey is None or not survey.is_open:
        return 0
    at = budget.may_speak_at(community, now)
    if at > now:
        await tx.dues.plan(CLOSE_STEP, survey.id, at, community=community.id)
        return 0
    await tx.surveys.save(surveys.close(survey, now))
    await tx.surveys.forget_marks(survey)
    await _take_buttons_off(tx, community, survey, now)
    found, *older = await tx.surveys.results(community.id)
    before = older[0] if older else None
    for guide in await tx.members.guides_to_write(community.id):
        words = words_for(guide, community, now)
        key = f"survey.result:{survey.id}:{guide.id}"
        told = says.result(found, before, community, words)
        tell(tx, community, guide, told, key, now, kind=Kind.DIGEST)
    return 1


async def _take_buttons_off(tx: Tx, community: Community, survey: Survey, now: datetime) -> None:
    group = community.telegram_chat_id
    post = await tx.posts.latest(group, "survey", survey.id)
    if post is None:
        return
    closed = says.closed(survey, words_in(community.language, now.year))
    rewrite(tx, community, group, post.message_id, closed, now)
