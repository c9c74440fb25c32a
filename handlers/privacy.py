"""What is kept of somebody: the notice, the choices, a copy, and being forgotten."""

from telegram import Update

from community import people
from community.ids import CommunityId
from community.people import Person
from community.refusals import OldButton
from handlers.context import Context
from handlers.knowing import set_shown
from handlers.pulse_survey import answers_kept
from messages import knowing, personal_page
from messages import privacy as says
from messages.text import Html, Message
from storage.outbox import Kind
from storage.personal import is_only_the_asking


async def show(update: Update, context: Context) -> None:
    """/privacidad, anywhere."""
    context.say(_notice(context, context.maybe_person))


def _notice(context: Context, person: Person | None) -> Message:
    reader = person if context.is_private else None
    community, member = context.maybe_community, context.member
    link = context.instance.private_link("privacidad")
    return says.notice(
        community,
        context.words,
        reader=reader,
        member=member,
        private_url=link,
        terms=context.instance.model,
    )


async def choose(update: Update, context: Context) -> None:
    """A button below the notice: for whoever taps."""
    assert context.press is not None
    choice, person, now = context.press.choice, context.person, context.now
    if choice == "keep-nothing":
        await _choose(context, people.keep_nothing(person, now), says.keeps_nothing(context.words))
    elif choice == "may-keep":
        await _choose(context, people.may_keep(person), says.may_keep(context.words))
    elif choice == "write-nothing":
        said = says.writes_nothing(context.words)
        await _choose(context, people.write_nothing(person, now), said)
    elif choice == "may-write":
        await _choose(context, people.may_write(person), says.may_write(context.words))
    elif choice in ("hide-me", "show-me"):
        await _choose_shown(context, hides=choice == "hide-me")
    elif choice == "my-data":
        await my_data(update, context)
    elif choice == "forget":
        await offer_forgetting(update, context)
    else:
        raise OldButton()


async def _choose_shown(context: Context, *, hides: bool) -> None:
    """In the community the notice was about."""
    assert context.press is not None
    await set_shown(context, CommunityId(context.press.subject), hides=hides)
    if context.is_private:
        context.edit(_notice(context, context.person))
    said = knowing.is_hidden(context.words) if hides else knowing.is_shown(context.words)
    context.answer(said, alert=True)


async def keep_nothing(update: Update, context: Context) -> None:
    """/nomeguardes: and again, to undo it."""
    person = context.person
    if person.keeps_nothing:
        chosen, said = people.may_keep(person), says.may_keep(context.words)
    else:
        chosen = people.keep_nothing(person, context.now)
        said = says.keeps_nothing(context.words)
    await context.tx.people.save(chosen)
    await context.tx.personal.redraw_of(chosen.id, context.now)
    context.say(says.as_message(said, context.words))


async def my_data(update: Update, context: Context) -> None:
    """/misdatos: everything, at once, and never in a group."""
    if not context.is_private:
        link = context.instance.private_link("misdatos")
        context.say(says.in_private_please(link, context.words))
        return
    person = context.person
    kept = await context.tx.personal.of(person.id)
    if answered := await answers_kept(context, person.id):  # under no mark: by fingerprint
        kept["surveys"] = answered
    if is_only_the_asking(kept):
        await context.tx.personal.erase(person.id, context.now)
        context.say(says.nothing_kept(context.words))
        return
    pages = (
        ("minga.html", personal_page.page(kept, context.words)),
        ("minga.json", personal_page.as_json(kept)),
    )
    for number, (name, content) in enumerate(pages):
        said = says.my_data(name, content, context.words, is_first=number == 0)
        context.say(said, kind=Kind.EXPORT)


async def offer_forgetting(update: Update, context: Context) -> None:
    """/olvidame: what it means, and one button."""
    context.say(says.offer_forgetting(context.person, context.words))


async def forget(update: Update, context: Context) -> None:
    """[Sí, olvídame]: by the person alone, at once."""
    assert context.press is not None
    person = context.person
    if context.press.subject != person.id:
        context.answer(says.not_your_button(context.words), alert=True)
        return
    # the tombstone first: should the process end here, the next start erases
    context.instance.secrets.erased(person.id, context.now)
    await context.tx.personal.erase(person.id, context.now)
    said = says.forgotten(context.words, still_keeps_nothing=person.keeps_nothing)
    context.edit(said)


async def _choose(context: Context, chosen: Person, said: Html) -> None:
    """Kept also of somebody never met: a wish must be remembered to be honoured."""
    await context.tx.people.save(chosen)
    await context.tx.personal.redraw_of(chosen.id, context.now)
    if context.is_private:
        context.edit(_notice(context, chosen))
    context.answer(str(said), alert=True)
