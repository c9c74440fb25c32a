"""What a community takes along when it closes: one HTML page, readable without us and offline.

The one thing to know: the template escapes everything by itself (autoescape), so members' words go
in as they are.
"""

from functools import cache
from typing import Any

from community.archives import Archive, Grown
from community.commitments import CommitmentState
from community.communities import Community
from community.practices import PracticeState
from locales.words import N_, Words
from messages.practices_details import facts
from messages.practices_life import OUTCOMES
from messages.text import Message, text, texts

PAGE = """<!doctype html>
<html lang="{{ language }}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ archive.community.title }}</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em; color: #222 }
h2 { border-bottom: 1px solid #ccc } .of { color: #666 } p { white-space: pre-line; margin: .3em 0 1em }
</style>
<h1>{{ archive.community.title }}</h1>
{% if archive.charter %}<p>{{ archive.charter }}</p>
{% endif %}{% if archive.practices %}<h2>{{ say("Practices") }}</h2>
{% for practice in archive.practices %}<h3>{{ practice.title }}</h3>
<p>{{ practice.text }}{% if practice.media %} [{{ media(practice) }}]{% endif %}</p>
<p class="of">{% if practice.name_hidden %}{{ say("somebody of the community") }}{% else %}{{
practice.name or say("somebody who is no longer here") }}{% endif %}, {{ day(practice.at) }}</p>
{% for line in life(practice) %}<p class="of">{{ line }}</p>
{% endfor %}{% for school in practice.schools %}{% for one in school.told %}<p>{{ one.text }}{%
if one.media %} [{{ media(one) }}]{% endif %}</p>
{% endfor %}{% endfor %}{% endfor %}{% endif %}
{% if archive.materials %}<h2>{{ say("Library") }}</h2><ul>
{% for one in archive.materials %}<li>{{ one.title }} [{{ one.text or media(one) }}]
<span class="of">{{ one.name or say("somebody who is no longer here") }}, {{ day(one.at) }}</span></li>
{% endfor %}</ul>{% endif %}
{% if archive.prompts %}<h2>{{ say("Questions and answers") }}</h2>
{% for prompt in archive.prompts %}<h3>{{ prompt.text }}</h3><p class="of">{{ day(prompt.at) }}</p>
{% for reply in prompt.replies %}<p><b>{{ reply.name or say("somebody who is no longer here") }}</b>:
{{ reply.text }}{% if reply.media %} [{{ media(reply) }}]{% endif %}</p>
{% endfor %}{% endfor %}{% endif %}
{% if archive.plans %}<h2>{{ say("Plans") }}</h2>
{% for plan in archive.plans %}<h3>{{ plan.title }}</h3><ul>
{% for question in plan.asked %}<li>{{ question }}</li>
{% endfor %}</ul>{% endfor %}{% endif %}
{% for title, told in ((say("Themes"), archive.themes), (say("Requests"), archive.requests),
(say("Offers"), archive.offers)) if told %}
<h2>{{ title }}</h2>
{% for one in told %}<p>{{ one.text }}</p>
<p class="of">{{ one.name or say("somebody who is no longer here") }}, {{ day(one.at) }}</p>
{% endfor %}{% endfor %}{% if archive.commitments %}<h2>{{ say("Commitments") }}</h2><ul>
{% for one in archive.commitments %}<li>{{ one.number }}. {{ one.what }}
<span class="of">({{ one.who | join(", ") }}{% if one.due_on %}; {{ on(one.due_on) }}{% endif %}; {{
state(one) }})</span></li>
{% endfor %}</ul>{% endif %}
{% if archive.agreements %}<h2>{{ say("Agreements") }}</h2><ul>
{% for one in archive.agreements %}<li>{{ one.number }}. {{ one.text }}
<span class="of">({{ day(one.at) }}; {{ say("I agree") }}: {{ one.agreeing }}, {{
say("I have concerns") }}: {{ one.concerned }}, {{ say("I can't support it") }}: {{ one.objecting }}{%
if not one.holds %}; {{ say("It holds no longer.") }}{% endif %})</span></li>
{% endfor %}</ul>{% endif %}
{% if archive.sessions %}<h2>{{ say("Sessions") }}</h2><ul>
{% for session in archive.sessions %}<li>{{ session.title }}, {{ day(session.at) }}{%
if session.is_cancelled %} ({{ say("cancelled") }}){% endif %}</li>
{% endfor %}</ul>{% endif %}
{% if archive.minutes %}<h2>{{ say("Minutes of sessions") }}</h2>
{% for one in archive.minutes %}<h3>{{ one.title }}</h3><p>{{ one.text }}</p>
<p class="of">{{ day(one.at) }}</p>
{% endfor %}{% endif %}
</html>
"""

STATES = {
    CommitmentState.PROPOSED: N_("proposed"),
    CommitmentState.ACCEPTED: N_("accepted"),
    CommitmentState.POSTPONED: N_("accepted"),
    CommitmentState.DONE: N_("done"),
    CommitmentState.EVIDENCED: N_("done, with evidence"),
    CommitmentState.SEEN: N_("done, and seen by a peer"),
    CommitmentState.RELEASED: N_("released"),
}
REACHED = {
    PracticeState.TOLD: N_("Told first"),
    PracticeState.TRIED: N_("Tried by another first"),
    PracticeState.AGREED: N_("Agreed on"),
    PracticeState.INSTITUTIONALISED: N_("Everybody's way"),
}
MEDIA = {
    "photo": N_("photo"),
    "voice": N_("audio"),
    "audio": N_("audio"),
    "video": N_("video"),
    "document": N_("document"),
    "sticker": N_("sticker"),
}


def taken_along(archive: Archive, words: Words) -> Message:
    """The page as a document."""
    return Message(
        text=text(
            words, "Here is what the community made. It opens in any browser, without internet."
        ),
        document=("minga.html", page(archive, words)),
    )


def page(archive: Archive, words: Words) -> str:
    """The page itself."""
    zone = archive.community.zone
    rendered: str = _template().render(
        archive=archive,
        language=words.language.replace("_", "-"),
        say=words,
        on=words.day,
        day=lambda instant: words.day(instant.astimezone(zone).date()),
        state=lambda one: words(STATES.get(one.state, str(one.state))),
        life=lambda practice: life(practice, archive.community, words),
        media=lambda told: words(MEDIA[told.media]),
    )
    return rendered


def life(practice: Grown, community: Community, words: Words) -> list[str]:
    """What it knows, where it comes from, who tried it, how far it came, at which schools it is."""
    found = [facts(practice.practice, words)]
    if practice.origin is not None:
        found.append(words("It comes from: {title}").format(title=practice.origin))
    tried = list(practice.tried_by)
    if practice.tried_unnamed:
        tried.append(
            texts(
                words,
                "{n} person without a name",
                "{n} people without a name",
                practice.tried_unnamed,
            )
        )
    if tried:
        found.append(words("Tried by: {names}").format(names=words.listing(tried)))
    for one in practice.reached:
        on = words.day(one.reached_at.astimezone(community.zone).date())
        found.append(f"{words(REACHED[one.state])}: {on}")
    for school in practice.schools:
        who = school.name or words("somebody of the community")
        came = words(OUTCOMES[school.outcome]) if school.outcome is not None else None
        where = ", ".join(part for part in (who, school.school, came) if part)
        found.append(words("Taken to a school by: {who}").format(who=where))
    return [line for line in found if line]


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined).from_string(PAGE)
