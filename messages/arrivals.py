"""What newcomers read: the greeting, what is essential, who goes along, a question about oneself."""

from collections.abc import Sequence

from community.arrivals import ProfileQuestion
from community.charters import Charter
from community.communities import Community
from community.levels import Level
from community.people import Member
from community.practices import Practice
from community.retention import KEPT_FOR, Kept
from community.sessions import Session
from locales.words import N_, Words
from messages.buttons import Press
from messages.levels import LEVELS
from messages.people import author_of, called
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    message_url,
    shorten,
    text,
)

LONGEST_CHARTER = 180  # of the charter, in what is essential: /carta has all of it
LONGEST_TITLE = 45
LONGEST_NAME = 30
BUTTON_MAX = 20

QUESTIONS = {
    ProfileQuestion.SCHOOL: N_(
        "{community}: at which school do you work? Reply to this message. It helps others to find "
        "who works in places like theirs."
    ),
    ProfileQuestion.LEVEL: N_("{community}: which level do you work with? One tap is enough."),
    ProfileQuestion.HELP: N_(
        "{community}: what could you help others with? A line is enough, in reply to this message: "
        "«reading in pairs», «the school garden»…"
    ),
    ProfileQuestion.NEED: N_(
        "{community}: what would you like to learn here? A line is enough, in reply to this message."
    ),
}


def welcome(community: Community, private_link: str, words: Words) -> Message:
    """To those who arrive: what is kept, and three ways on, none of which is needed."""
    return Message(
        text=lines(
            text(words, "👋 Welcome to {community}.", community=shorten(community.title, 80)),
            text(
                words,
                "I keep the discussion for {days} days, so that I can summarise it, and what is "
                "written for me: commands, hashtags, replies to my messages.",
                days=KEPT_FOR[Kept.DISCUSSION].days,
            )
            if community.reads_discussion
            else text(
                words,
                "I keep only what is written for me: commands, hashtags, replies to my messages. "
                "The rest of the talk, not.",
            ),
            text(words, "/privacidad tells the whole of it, and there you decide about yours."),
        ),
        keyboard=(
            (
                _button(words, N_("I am part of it"), "member-belong", community.id),
                _button(words, N_("The essentials"), "member-essentials", community.id),
            ),
            (Button(label=label(words, N_("Talk in private")), url=private_link),),
        ),
        about=("welcome", community.id),
    )


def belongs(words: Words) -> str:
    """The answer to [Soy parte]."""
    return str(text(words, "Noted: you are part of it. To take part, reply to my questions."))


def essentials(
    community: Community,
    charter: Charter | None,
    practices: Sequence[Practice],
    coming: Session | None,
    words: Words,
) -> Message:
    """The charter, three practices, the next date; what there is of them."""
    told = [_practice(practice, community, words) for practice in practices]
    return Message(
        text=lines(
            bold(
                text(words, "The essentials of {community}", community=shorten(community.title, 60))
            ),
            shorten_escaped(charter.text) if charter is not None else None,
            text(words, "/carta shows all of it.")
            if charter is not None and len(charter.text) > LONGEST_CHARTER
            else None,
            text(words, "Practices that others took up:") if told else None,
            *told,
            _date(coming, community, words) if coming is not None else None,
            text(
                words,
                "To take part, reply to my questions when you can: text, photo or audio. /ayuda "
                "shows the rest.",
            ),
        ),
    )


def shorten_escaped(words: str) -> Html:
    """The beginning of somebody's words, safe for HTML."""
    from messages.text import plain

    return plain(shorten(words, LONGEST_CHARTER))


def sent_in_private(words: Words) -> str:
    """The small answer to a tap in the group."""
    return words("I wrote to you in private.")


def shown_below(words: Words) -> str:
    """The small answer where the group is the only place."""
    return words("You find it below, in reply to the greeting.")


def who_goes_along(
    community: Community, newcomer: Member, could: Sequence[Member], words: Words
) -> Message:
    """To a guide in private."""
    buttons = [
        Button(
            label=shorten(called(member.name, words), BUTTON_MAX),
            press=Press(
                verb="member-godparent",
                subject=community.id,
                choice=f"{newcomer.person_id}.{member.person_id}",
            ),
        )
        for member in could
    ]
    return Message(
        text=text(
            words,
            "{name} is part of {community} now. Who could go along with them at the beginning? It is "
            "somebody to ask small things.",
            name=_name(newcomer, words),
            community=shorten(community.title, 80),
        ),
        keyboard=(
            *in_rows(buttons, 2),
            (_button(words, N_("Nobody for now"), "member-alone", community.id),),
        ),
        about=("newcomer", community.id),
    )


def goes_along(newcomer: Member, godparent: Member, words: Words) -> Message:
    """The guide's card, settled."""
    return Message(
        text=text(
            words,
            "{godparent} goes along with {name}. I told them.",
            godparent=_name(godparent, words),
            name=_name(newcomer, words),
        )
    )


def goes_along_already(newcomer: Member, godparent: Member | None, words: Words) -> Message:
    """The other guide was first."""
    who = _name(godparent, words) if godparent is not None else called("", words)
    return Message(
        text=text(
            words,
            "It is settled already: {godparent} goes along with {name}.",
            godparent=who,
            name=_name(newcomer, words),
        )
    )


def nobody_goes_along(words: Words) -> Message:
    """The card, when nobody is to be named."""
    return Message(text=text(words, "All right. The group goes along with everybody."))


def you_go_along(community: Community, newcomer: Member, words: Words) -> Message:
    """To the godparent, in private."""
    return Message(
        text=text(
            words,
            "{name} is new in {community}, and the guides thought of you to go along at the "
            "beginning. A greeting is enough; they may ask you small things. If you cannot now, tell "
            "the guides.",
            name=_name(newcomer, words),
            community=shorten(community.title, 80),
        )
    )


def go_along_together(newcomer: Member, godparent: Member, words: Words) -> Message:
    """In the group, where the godparent has no private chat."""
    return Message(
        text=text(
            words,
            "🌱 {godparent} goes along with {name} in these first weeks.",
            godparent=_name(godparent, words),
            name=_name(newcomer, words),
        )
    )


def noted(words: Words) -> str:
    """The small answer to a tap."""
    return words("Noted.")


def asked(question: ProfileQuestion, community: Community, words: Words) -> Message:
    """One question, in private; not answering is an answer."""
    return Message(
        text=text(words, QUESTIONS[question], community=shorten(community.title, 80)),
        keyboard=(*_choices(question, community, words), _ways_out(question, community, words)),
        about=(f"profile-{question}", community.id),
    )


def answered(question: ProfileQuestion, said: str, words: Words) -> Message:
    """The question, once it was answered."""
    return Message(text=text(words, "Noted: {said}.", said=shorten(said, 200).rstrip(".")))


def passed_over(words: Words) -> Message:
    """[Prefiero no decir]."""
    return Message(text=text(words, "All right, that stays with you."))


def asks_no_more(words: Words) -> Message:
    """[No preguntes más]."""
    return Message(text=text(words, "All right, I ask no more about you."))


def level_said(level: Level, words: Words) -> str:
    """A level, as people read it."""
    return words(LEVELS[level])


def _choices(question: ProfileQuestion, community: Community, words: Words) -> Keyboard:
    if question is not ProfileQuestion.LEVEL:
        return ()
    return in_rows(
        [
            Button(
                label=label(words, said),
                press=Press(verb="profile-level", subject=community.id, choice=level),
            )
            for level, said in LEVELS.items()
        ],
        2,
    )


def _ways_out(
    question: ProfileQuestion, community: Community, words: Words
) -> tuple[Button, Button]:
    return (
        _button(words, N_("I'd rather not say"), "profile-pass", community.id, question),
        _button(words, N_("Ask no more"), "profile-end", community.id, question),
    )


def _practice(practice: Practice, community: Community, words: Words) -> Html:
    url = message_url(community.telegram_chat_id, practice.shown_message)
    return text(
        words,
        "· {title}, by {name}",
        title=link(
            shorten(practice.title, LONGEST_TITLE, keeps_end=practice.adapted_from is not None), url
        ),
        name=shorten(author_of(practice, words), LONGEST_NAME),
    )


def _date(coming: Session, community: Community, words: Words) -> Html:
    return text(
        words,
        "Next date: {moment}, {title}.",
        moment=words.moment(coming.starts_at, community.zone),
        title=shorten(coming.title, 50),
    )


def _name(member: Member, words: Words) -> str:
    return shorten(called(member.name, words), LONGEST_NAME)


def _button(words: Words, msgid: str, verb: str, subject: int, choice: str = "") -> Button:
    return Button(label=label(words, msgid), press=Press(verb=verb, subject=subject, choice=choice))
