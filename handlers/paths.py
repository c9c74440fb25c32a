"""One's own path (/yo), and thanks that are kept in it (#gracias)."""

from telegram import Update

from community.ids import MessageId, PersonId, PracticeId
from community.paths import Gratitude
from handlers.context import Context, author_of
from messages import paths as says
from storage.outbox import Kind


async def show(update: Update, context: Context) -> None:
    """/yo: in private, wherever it was typed."""
    person, community = context.person, context.community
    if not context.is_private and not person.can_be_written:
        context.say(says.private_first(context.instance.private_link("yo"), context.words))
        return
    path = await context.tx.paths.of(community.id, person.id)
    if context.is_private:
        context.say(says.path(path, community, context.words))
        return
    context.tell(person, says.path(path, community, context.words_for(person)), kind=Kind.REPLY)
    context.say(says.sent_in_private(context.words))


async def download(update: Update, context: Context) -> None:
    """[Descargar]: the whole of it as a page."""
    path = await context.tx.paths.of(context.community.id, context.person.id)
    context.say(says.as_page(path, context.community, context.words), kind=Kind.EXPORT)


async def thank(update: Update, context: Context) -> None:
    """#gracias in reply to somebody: kept for them; otherwise a sign that it was read."""
    if context.replied is None:
        context.say(says.how_to_thank(context.words))
        return
    person = context.maybe_person
    receiver = await _receiver(context)
    if receiver is None or person is None or person.keeps_nothing or receiver == person.id:
        context.react("👍")
        return
    await context.tx.paths.thank(
        Gratitude(
            community_id=context.community.id,
            message_id=MessageId(context.message_id),
            giver_id=person.id,
            giver_name=person.name,
            receiver_id=receiver,
            given_at=context.now,
        )
    )
    context.react("❤")


async def _receiver(context: Context) -> PersonId | None:
    """Who wrote what was replied to, or told the practice it shows, if something may be kept of them."""
    assert context.replied is not None
    author = author_of(context.replied) or await _author_of_the_practice(context)
    known = await context.tx.people.get(author) if author is not None else None
    return author if known is not None and not known.keeps_nothing else None


async def _author_of_the_practice(context: Context) -> PersonId | None:
    """The bot's card of a practice speaks for whoever told it."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    if post is None or post.about != "practice":
        return None
    practice = await context.tx.practices.get(context.community.id, PracticeId(post.about_id))
    return practice.author_id if practice is not None else None
