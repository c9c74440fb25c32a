"""Evidence: what people show for a commitment, by a reply or with #hecho.

The one thing to know: a photo, audio, document or link in reply counts at once; mere words are
asked about («¿Es la evidencia…?»), because «mañana lo subo» is a reply too. What waits for that
answer is kept already, so nothing is lost; the commitment changes only with the yes.
"""

import re
from collections.abc import Sequence

from telegram import Message as TelegramMessage
from telegram import Update

from community import commitments
from community.commitments import (
    SHOWN,
    Answer,
    CommitmentState,
    Evidence,
    EvidenceKind,
    NotYourEvidence,
    Pledge,
)
from community.commitments_changes import Happened
from community.ids import CommitmentId, EvidenceId, PersonId, apart, told_apart
from community.prompts import Media
from community.refusals import OldButton
from handlers.commitments_asking import date_given
from handlers.commitments_card import (
    card_at,
    copy_to_group,
    keep,
    post_in_group,
    redraw,
    tapped,
)
from handlers.commitments_changes import reason_given
from handlers.commitments_day import of_the_day
from handlers.context import Context
from handlers.keeping import keep_reflection
from handlers.written import written
from messages import commitments as says
from reading.hashtags import without_hashtags

_LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
# «#hecho 12», «#hecho compromiso 12: quedó lista»; not «#hecho 3 fotos».
_NUMBER = re.compile(
    r"^(?:compromiss?o|commitment)?\s*(?:n[.º°]*\s*)?#?(\d{1,5})\s*(?:$|[.:,;()\-–—])\s*",
    re.IGNORECASE,
)
_THANKS = "🎉"
_SEEN = "👍"


async def evidence_given(update: Update, context: Context) -> None:
    """A reply to a card or a reminder: evidence from who took it or a guide, talk from others."""
    pledge = await _replied_to(context)
    if pledge is None or context.maybe_person is None:
        context.react(_SEEN)
        return
    if pledge.commitment.state is CommitmentState.SUGGESTED:
        await date_given(context, pledge)
        return
    if _is_off_it(pledge, context.person.id):
        await reason_given(update, context)
        return
    given = _evidence_in(context, pledge)
    may_show = pledge.is_on(context.person.id) or await context.is_guide()
    if not may_show or given.is_bare or pledge.commitment.state is CommitmentState.RELEASED:
        context.react(_SEEN)
    elif _counts_at_once(pledge, given):
        await _show(context, pledge, given)
    elif pledge.commitment.state in SHOWN:
        context.react(_SEEN)
    elif pledge.is_on(context.person.id):
        await _ask(context, pledge, given)
    else:
        context.react(_SEEN)


def _is_off_it(pledge: Pledge, person: PersonId) -> bool:
    """Who cannot and answers to the card says why."""
    place = pledge.place_of(person)
    return place is not None and place.answer is Answer.DECLINED


async def told_done(update: Update, context: Context) -> None:
    """«#hecho»: in reply to the commitment, with its number, or alone."""
    await keep_reflection(context)  # it may answer a prompt too
    named = await _replied_to(context) or await _numbered(context)
    if named is not None:
        await _done_or_shown(context, named)
        return
    found = await context.tx.commitments.open_of_person(context.community.id, context.person.id)
    if not found:
        context.say(says.nothing_open_of_yours(context.words))
    elif len(found) == 1:
        await _ask(context, found[0], _evidence_in(context, found[0]))
    else:
        await _ask_which(context, found)


async def shown_to_several(update: Update, context: Context) -> None:
    """A reply to a reminder of several commitments."""
    theirs = [one for one in await of_the_day(context) if one.is_on(context.person.id)]
    given = _evidence_in(context, theirs[0]) if theirs else None
    if given is None or given.is_bare:
        context.react(_SEEN)
    elif len(theirs) > 1:
        await _ask_which(context, theirs)
    elif _counts_at_once(theirs[0], given):
        await _show(context, theirs[0], given)
    else:
        await _ask(context, theirs[0], given)


async def choose_which(update: Update, context: Context) -> None:
    """The number of the commitment that something is evidence for, by who wrote it."""
    assert context.press is not None
    given = await context.tx.commitments.evidence(
        context.community.id, EvidenceId(context.press.subject)
    )
    if given is None or not context.press.choice.isdigit():
        raise OldButton()
    if given.person_id != context.person.id:
        raise NotYourEvidence(given)
    number = CommitmentId(int(context.press.choice))
    pledge = await context.tx.commitments.get(context.community.id, number)
    if given.is_bare:
        await context.tx.commitments.drop_evidence(given)
        context.edit(says.done(await _finished(context, pledge), context.words))
        return
    await context.tx.commitments.move_evidence(given, number)
    await _shown(context, pledge, given)
    context.edit(says.evidence_kept(pledge, context.words))
    _offer_to_show(context, given)


async def is_evidence(update: Update, context: Context) -> None:
    """[Sí] or [No], by who wrote what is asked about."""
    pledge = await tapped(context)
    answer, given = await _asked_about(context, pledge)
    if given.person_id != context.person.id:
        raise NotYourEvidence(given)
    if answer == "no":
        await context.tx.commitments.drop_evidence(given)
        context.edit(says.evidence_dropped(pledge, context.words))
    elif given.is_bare:
        await context.tx.commitments.drop_evidence(given)
        pledge = await _finished(context, pledge)
        context.edit(says.done(pledge, context.words))
    else:
        await _shown(context, pledge, given)
        context.edit(says.evidence_kept(pledge, context.words))
        _offer_to_show(context, given)


async def show_to_group(update: Update, context: Context) -> None:
    """[Mostrar al grupo], by who showed it in private: then a peer can see it."""
    assert context.press is not None
    community, number = context.community, EvidenceId(context.press.subject)
    given = await context.tx.commitments.evidence(community.id, number)
    if given is None:
        raise OldButton()
    if given.person_id != context.person.id:
        raise NotYourEvidence(given)
    pledge = await context.tx.commitments.get(community.id, given.commitment_id)
    card = await card_at(context, pledge)
    shown = says.shown_to_group(pledge, given, context.person.name, context.group_words)
    told = told_apart(context.person.id, given.message_id)
    if given.media is None or told is None:
        post_in_group(context, shown, pledge, reply_to=card, key=f"evidence.shown:{given.id}")
    else:
        copy_to_group(context, told, shown, pledge, reply_to=card, key=f"evidence.shown:{given.id}")
    context.edit(says.is_shown_to_group(pledge, context.words))


async def _done_or_shown(context: Context, pledge: Pledge) -> None:
    """#hecho with something to see shows it; #hecho alone only says that it is done."""
    given = _evidence_in(context, pledge)
    if given.is_bare:
        pledge = await _finished(context, pledge)
        context.say(says.done(pledge, context.words))
    else:
        await _show(context, pledge, given)


async def _show(context: Context, pledge: Pledge, given: Evidence) -> None:
    kept = await _shown(context, pledge, given)
    context.react(_THANKS)
    _offer_to_show(context, kept)


def _offer_to_show(context: Context, given: Evidence) -> None:
    """What came in private nobody else sees; whose it is may want it seen."""
    if context.is_private:
        context.say(says.offer_to_show(given, context.words))


async def _shown(context: Context, pledge: Pledge, given: Evidence) -> Evidence:
    """The evidence counts: the commitment has it; gives what is kept of it, now or before."""
    by_guide = await context.is_guide()
    after = commitments.show(pledge, context.person, context.now, by_guide=by_guide)
    kept = given if given.id else await context.tx.commitments.add_evidence(given)
    await keep(context, after, before=pledge, happened=Happened.SHOWN)
    if after == pledge:
        await redraw(context, after)
    _remind_of_children(context, given)
    return kept


def _remind_of_children(context: Context, given: Evidence) -> None:
    """With somebody's first photo, audio or video: kindly, and never again."""
    if given.media is None:
        return
    context.say(
        says.children(context.words),
        key=f"commitment.children:{context.community.id}:{context.person.id}",
    )


async def _finished(context: Context, pledge: Pledge) -> Pledge:
    done = commitments.finish(pledge, context.person, context.now)
    await keep(context, done, before=pledge, happened=Happened.DONE)
    return done


async def _ask(context: Context, pledge: Pledge, given: Evidence) -> None:
    """Kept now, counted with the yes: a tap does not bring the message it is about."""
    kept = await context.tx.commitments.add_evidence(given)
    context.say(says.is_it_evidence(pledge, kept.id, context.words))


async def _ask_which(context: Context, pledges: Sequence[Pledge]) -> None:
    """Kept beside the first of them until a tap says which it is for."""
    kept = await context.tx.commitments.add_evidence(_evidence_in(context, pledges[0]))
    context.say(says.which_one(pledges, kept.id, context.words))


async def _asked_about(context: Context, pledge: Pledge) -> tuple[str, Evidence]:
    assert context.press is not None
    answer, _, number = context.press.choice.partition(".")
    if answer not in ("yes", "no") or not number.isdigit():
        raise OldButton()
    given = await context.tx.commitments.evidence(context.community.id, EvidenceId(int(number)))
    if given is None or given.commitment_id != pledge.commitment.id:
        raise OldButton()
    return answer, given


async def _replied_to(context: Context) -> Pledge | None:
    """The commitment that the message replied to was about."""
    if context.replied is None:
        return None
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about != "commitment":
        return None
    return await context.tx.commitments.find(context.community.id, CommitmentId(post.about_id))


async def _numbered(context: Context) -> Pledge | None:
    """«#hecho 12», where 12 is one of their own open commitments."""
    said = _NUMBER.match(_words_in(context.message))
    if said is None:
        return None
    pledge = await context.tx.commitments.numbered(context.community.id, int(said[1]))
    if pledge is None or not pledge.commitment.is_open or not pledge.is_on(context.person.id):
        return None
    return pledge


def _evidence_in(context: Context, pledge: Pledge) -> Evidence:
    message = context.message
    came = written(message)
    is_file = came.media is not Media.STICKER  # a sticker shows nothing
    number = context.message_id
    if context.is_private:  # everybody's private chat counts from one
        number = apart(context.person.id, number)
    return Evidence(
        id=EvidenceId(0),
        community_id=context.community.id,
        commitment_id=pledge.commitment.id,
        person_id=context.person.id,
        text=_NUMBER.sub("", _words_in(message)),
        media=came.media if is_file else None,
        file_id=came.file_id if is_file else None,
        album=came.album,
        message_id=number,
        given_at=context.now,
    )


def _words_in(message: TelegramMessage) -> str:
    return without_hashtags(message.text or message.caption or "")


def _counts_at_once(pledge: Pledge, given: Evidence) -> bool:
    """Anything to look at; and words, where words were asked for after «Hecho»."""
    if given.media is not None or _LINK.search(given.text):
        return True
    commitment = pledge.commitment
    return commitment.state is CommitmentState.DONE and commitment.evidence is EvidenceKind.TEXT
