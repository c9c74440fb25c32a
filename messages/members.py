"""What is said about belonging: guides, rests, what is taken down or reported."""

from collections.abc import Sequence
from datetime import date, datetime

from community.communities import Community
from community.ids import MessageId
from community.people import Member
from locales.words import Words
from messages.buttons import Press
from messages.people import called
from messages.text import Button, Message, label, lines, link, message_url, shorten, text

# Guides.


def guides(found: Sequence[Member], words: Words) -> Message:
    """/guia without anybody: who facilitates, and how one is named."""
    how = text(words, "Reply with /guia to a message of the person to name.")
    if not found:
        nobody = text(words, "Nobody is named yet: whoever administers the group facilitates.")
        return Message(text=lines(nobody, how))
    names = words.listing([called(member.name, words) for member in found])
    return Message(text=lines(text(words, "Those who facilitate: {names}.", names=names), how))


def guide_named(
    named: Member, found: Sequence[Member], words: Words, *, can_be_written: bool
) -> Message:
    """Somebody facilitates from now on; a pair is what works. Who can be written to is not asked."""
    names = words.listing([member.name for member in found])
    if len(found) == 1:
        rest = text(
            words, "It goes better in a pair: name a second person the same way, when there is one."
        )
    elif len(found) == 2:
        rest = text(words, "You are a pair now: {names}.", names=names)
    else:
        rest = text(words, "Those who facilitate: {names}.", names=names)
    return Message(
        text=lines(
            text(words, "🤝 {name} facilitates this group from now on.", name=named.name),
            rest,
            None
            if can_be_written
            else text(words, "So that I can write to you in private, open a chat with me once."),
        )
    )


def guide_already(named: Member, words: Words) -> Message:
    """Nothing to do."""
    return Message(text=text(words, "{name} facilitates this group already.", name=named.name))


def guide_released(released: Member, found: Sequence[Member], words: Words) -> Message:
    """Somebody facilitates no more; without anybody left it is the admins again."""
    left = (
        None
        if found
        else text(words, "Nobody is named now: whoever administers the group facilitates.")
    )
    done = text(words, "{name} does not facilitate any more. Thank you.", name=released.name)
    return Message(text=lines(done, left))


# Which community.


def which_community(found: Sequence[Community], words: Words) -> Message:
    """For a private command of somebody in several."""
    return Message(
        text=text(words, "You are in several communities. Tell me which one you mean."),
        keyboard=tuple(
            (
                Button(
                    label=shorten(community.title, 40),
                    press=Press(verb="community-meant", subject=community.id),
                ),
            )
            for community in found
        ),
    )


def community_chosen(community: Community, words: Words) -> Message:
    """Remembered until another is chosen."""
    return Message(
        text=text(
            words,
            "Good: here we speak about {community}. Write the command again.",
            community=community.title,
        )
    )


# Rest.


def resting(until: date, words: Words) -> Message:
    """Left in peace."""
    return Message(
        text=text(
            words,
            "Done, I leave you in peace until {day}. You can take part whenever you like. "
            "/pausa no ends it.",
            day=words.day(until),
        )
    )


def rest_over(words: Words) -> Message:
    """Back."""
    return Message(text=text(words, "Good to have you back. I remind you of your things again."))


def how_to_rest(member: Member, community: Community, now: datetime, words: Words) -> Message:
    """What was not understood, or what holds now."""
    if member.paused_until is not None and member.is_resting(now):
        return resting(member.paused_until.astimezone(community.zone).date(), words)
    return Message(
        text=text(
            words,
            "For how long do I leave you in peace? For instance: /pausa 2 weeks, or /pausa until "
            "the 3rd of June. At most a year.",
        )
    )


# Taking down and reporting.


def nothing_to_take_down(words: Words) -> Message:
    """Nothing was kept."""
    return Message(text=text(words, "Of that message I keep nothing."))


def your_post_taken_down(community: Community, words: Words) -> Message:
    """To its author, in private."""
    return Message(
        text=text(
            words,
            "Somebody who facilitates {community} removed a post of yours from what I keep. You "
            "can ask them why.",
            community=community.title,
        )
    )


def how_to_report(words: Words) -> Message:
    """Without a message there is nothing to look at."""
    return Message(
        text=text(
            words, "Reply with /reportar to the message that those who facilitate should see."
        )
    )


def reported(community: Community, message: MessageId, author: str, words: Words) -> Message:
    """To a guide in private; who reported is not told."""
    where = message_url(community.telegram_chat_id, message)
    return Message(
        text=lines(
            text(
                words,
                "Somebody in {community} asks you to look at a message by {author}.",
                community=community.title,
                author=author,
            ),
            link(words("Open the message"), where) if where else None,
            text(words, "With /borrar, as a reply to it, you remove what I keep of it."),
        ),
        keyboard=(
            (
                Button(
                    label=label(words, "Seen"),
                    press=Press(verb="report-look", subject=community.id),
                ),
            ),
        ),
        about=("report", community.id),
    )


def report_seen(words: Words) -> Message:
    """The card, after the tap."""
    return Message(text=text(words, "Seen. Thank you for looking after the group."))


def report_received(words: Words) -> Message:
    """In the group: says nothing about what, or to whom."""
    return Message(text=text(words, "Received, thank you."))


def report_to_admins(words: Words) -> Message:
    """In the group, below the message, where no guide can be written to."""
    return Message(
        text=text(
            words, "Whoever administers the group: somebody asks you to look at this message."
        )
    )
