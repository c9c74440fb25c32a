"""/pulso: how the community lives, for its guides alone, in private."""

from telegram import Update

from community.calendar import local_day
from community.pulse import SPAN, pulse_of
from handlers import pulse_survey
from handlers.context import Context
from handlers.pulse_survey import answer, begin, publish
from messages import pulse as says
from reading.stems import fold
from storage.outbox import Kind

__all__ = ["answer", "begin", "publish", "show"]

SURVEY_WORDS = frozenset({"encuesta", "survey", "pesquisa", "enquete"})


async def show(update: Update, context: Context) -> None:
    """The last eight weeks beside the eight before; in the group only a word that it was sent.
    /pulso encuesta: the anonymous survey."""
    if fold(context.words_said) in SURVEY_WORDS:
        await pulse_survey.offer(context)
        return
    community, since = context.community, context.now - SPAN
    found = pulse_of(await context.tx.pulses.between(community.id, since, context.now))
    before = pulse_of(await context.tx.pulses.between(community.id, since - SPAN, since))
    surveys = await context.tx.surveys.results(community.id)
    first = local_day(since, community.zone)
    person = context.maybe_person
    if context.is_private:
        context.say(says.pulse(community, found, before, first, context.words, surveys))
    elif person is not None and person.can_be_written:
        words = context.words_for(person)
        context.tell(
            person, says.pulse(community, found, before, first, words, surveys), kind=Kind.REPLY
        )
        context.say(says.sent_in_private(context.words))
    else:
        context.say(says.private_first(context.instance.private_link("pulso"), context.words))
