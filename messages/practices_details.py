"""What a practice knows besides its words: how it reads, and how its author is asked for it."""

from community.levels import Level
from community.practices import Origin, Practice
from community.practices_details import AS_PROPOSED, DECLINED, SEVERAL, SINGLE, Detail
from community.practices_details import LEVELS as OFFERED
from locales.words import N_, Words
from messages.buttons import Press
from messages.levels import LEVELS
from messages.text import (
    Button,
    Html,
    Keyboard,
    Message,
    in_rows,
    label,
    lines,
    plain,
    shorten,
    text,
    texts,
)

ORIGINS = {
    Origin.LOCAL: N_("Local or ancestral"),
    Origin.CLASSROOM: N_("From the classroom"),
    Origin.ACADEMIC: N_("From study"),
}
# What else people call a level, for the repertoire's search: each language has its own words.
ALSO = {
    Level.EARLY: N_("nursery kindergarten preschool"),
    Level.FIRST: N_("first second primary"),
    Level.THIRD: N_("third fourth primary"),
    Level.FIFTH: N_("fifth sixth primary"),
    Level.SEVENTH: N_("seventh eighth primary"),
    Level.SECONDARY: N_("high school"),
}
GRADES = {True: N_("Several grades"), False: N_("One grade")}
ASKED = {
    Detail.LEVEL: N_("with which level did you do it?"),
    Detail.SUBJECT: N_("which subject is it for? Answer this message with one or two words."),
    Detail.MULTIGRADE: N_("was it with several grades together?"),
    Detail.ORIGIN: N_("where does what you do there come from?"),
    Detail.CONTEXT: N_(
        "how is the place where you do it: how many students, what is at hand? "
        "Answer this message in a line or two."
    ),
    Detail.SCHOOL: N_("at which school? Answer this message with its name."),
}
NAMES = {
    Detail.LEVEL: N_("Level"),
    Detail.SUBJECT: N_("Subject"),
    Detail.MULTIGRADE: N_("In the room"),
    Detail.ORIGIN: N_("Origin"),
    Detail.CONTEXT: N_("Context"),
    Detail.SCHOOL: N_("School"),
}
LONGEST_TITLE = 48
LONGEST_NAME = 40
LONGEST_SHOWN = 160


# Asking.


def asked(
    practice: Practice,
    detail: Detail,
    words: Words,
    *,
    proposed: str | None = None,
    name: str | None = None,
) -> Message:
    """One missing thing. `proposed`: a Level's word or a school, as the profile says; `name`: in
    the group, whom it is asked."""
    question = _proposal(detail, proposed, words) or words(ASKED[detail])
    title = shorten(practice.title, LONGEST_TITLE)
    if name is None:
        said = text(words, "About «{title}»: {question}", title=title, question=question)
    else:
        said = text(
            words,
            "{name}, about «{title}»: {question}",
            name=shorten(name, LONGEST_NAME),
            title=title,
            question=question,
        )
    return Message(
        text=said,
        keyboard=_answers(practice, detail, proposed, words),
        about=(about(detail), practice.id),
    )


def noted(practice: Practice, detail: Detail, words: Words) -> Message:
    """The question, once it was answered."""
    return Message(
        text=text(
            words,
            "Noted, about «{title}». {detail}: {value}",
            title=shorten(practice.title, LONGEST_TITLE),
            detail=words(NAMES[detail]),
            value=shorten(_value(practice, detail, words), LONGEST_SHOWN),
        ),
        about=(about(detail), practice.id),
    )


def ended(practice: Practice, detail: Detail, words: Words) -> Message:
    """[No, gracias]."""
    return Message(
        text=text(
            words,
            "All right: I ask no more about «{title}». With /mispracticas you can add what you like.",
            title=shorten(practice.title, LONGEST_TITLE),
        ),
        about=(about(detail), practice.id),
    )


def nothing_missing(words: Words) -> str:
    """The small answer to [Completar] where all is known."""
    return words("Nothing is missing: I know all I would ask.")


def asked_below(words: Words) -> str:
    """The small answer to [Completar]."""
    return words("I ask you one thing further down.")


def about(detail: Detail) -> str:
    """What a question's message is about, and the verb of its buttons: each detail has its own, so
    that an answer weeks later finds its question."""
    return f"practice-{detail}"


# Reading.


def known(practice: Practice, words: Words) -> Html | None:
    """All it knows, for its author; None where it knows nothing."""
    brief = briefly(practice, words)
    return lines(plain(brief) if brief else None, further(practice, words)) or None


def further(practice: Practice, words: Words) -> Html | None:
    """What is too long for a list: its context, and where it comes from."""
    found = [
        text(words, "{detail}: {value}", detail=words(NAMES[one]), value=value)
        for one in (Detail.CONTEXT, Detail.ORIGIN)
        if (value := _value(practice, one, words))
    ]
    return lines(*found, files(practice, words)) or None


def files(practice: Practice, words: Words) -> Html | None:
    """How many files came with it, where there are several."""
    if not practice.more_files:
        return None
    return texts(words, "{n} file.", "{n} files.", 1 + len(practice.more_files))


def briefly(practice: Practice, words: Words) -> str:
    """Level, subject and several grades, for a list: plain text."""
    parts = (
        words(LEVELS[practice.level]) if practice.level is not None else "",
        shorten(practice.subject, LONGEST_NAME) if practice.subject else "",
        words("multigrade") if practice.multigrade else "",
    )
    return " · ".join(part for part in parts if part)


def facts(practice: Practice, words: Words) -> str:
    """All it knows on one line, for the page a community takes along: plain text. A school would tell
    a hidden name."""
    parts = (
        briefly(practice, words),
        _value(practice, Detail.ORIGIN, words),
        practice.context,
        None if practice.name_hidden else practice.school,
    )
    return " · ".join(part for part in parts if part)


def searched(practice: Practice, words: Words) -> str:
    """The words by which what it knows is found."""
    level = practice.level
    parts = (
        words(LEVELS[level]) if level is not None else None,
        words(ALSO[level]) if level in ALSO else None,
        words("multigrade") if practice.multigrade else None,
        words(ORIGINS[practice.origin]) if practice.origin is not None else None,
        practice.subject,
        practice.context,
        None if practice.name_hidden else practice.school,
    )
    return " ".join(part for part in parts if part)


def _value(practice: Practice, detail: Detail, words: Words) -> str:
    if detail is Detail.LEVEL:
        return words(LEVELS[practice.level]) if practice.level is not None else ""
    if detail is Detail.ORIGIN:
        return words(ORIGINS[practice.origin]) if practice.origin is not None else ""
    if detail is Detail.MULTIGRADE:
        return "" if practice.multigrade is None else words(GRADES[practice.multigrade])
    return str(getattr(practice, detail) or "")


def _proposal(detail: Detail, proposed: str | None, words: Words) -> str | None:
    if proposed is None or detail not in (Detail.LEVEL, Detail.SCHOOL):
        return None
    if detail is Detail.SCHOOL:
        sentence = words("was it at {school}, as your profile says? If not, answer with its name.")
        return sentence.format(school=shorten(proposed, LONGEST_NAME))
    sentence = words("was it with {level}, as your profile says, or another level?")
    return sentence.format(level=words(LEVELS[Level(proposed)]))


def _answers(practice: Practice, detail: Detail, proposed: str | None, words: Words) -> Keyboard:
    def button(msgid: str, choice: str) -> Button:
        press = Press(verb=about(detail), subject=practice.id, choice=choice)
        return Button(label=label(words, msgid), press=press)

    rows: Keyboard = ()
    if detail is Detail.LEVEL:
        first = sorted(OFFERED, key=lambda level: level != proposed)  # else in their order
        rows = in_rows([button(LEVELS[level], level) for level in first], 2)
    elif detail is Detail.ORIGIN:
        rows = in_rows([button(ORIGINS[origin], origin) for origin in Origin], 1)
    elif detail is Detail.MULTIGRADE:
        rows = ((button(GRADES[True], SEVERAL), button(GRADES[False], SINGLE)),)
    elif detail is Detail.SCHOOL and proposed is not None:
        rows = ((button(N_("Yes"), AS_PROPOSED),),)
    return (*rows, (button(N_("No, thank you"), DECLINED),))
