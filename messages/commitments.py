"""What is said about commitments that stand: their card, the small answers to taps, the lists.

The questions about a draft are in commitments_asking.py, what time says in commitments_reminders.py.
The one thing to know: who is late is never said; a list has no date for what is overdue.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from community.commitments import (
    HELD,
    SHOWN,
    Answer,
    CommitmentState,
    Every,
    Evidence,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.ids import CommitmentId, EvidenceId, PersonId
from locales.words import N_, Words
from messages.buttons import Press
from messages.people import called
from messages.text import (
    Button,
    Html,
    Message,
    bold,
    in_rows,
    label,
    lines,
    link,
    plain,
    quote,
    shorten,
    text,
    texts,
)

WHAT_SHOWN = 170  # characters of «what» on a card; all of it is kept
LISTED = 6  # commitments in a list, so that it stays under 600 characters
LISTED_WHAT = 40
LISTED_NAMES = 28
NAMES_SHOWN = 100

Urls = Mapping[CommitmentId, str | None]  # where each card is; None outside supergroups

# What is expected as evidence, and how it is asked for once «Hecho» was tapped.
EXPECTED: dict[EvidenceKind, str] = {
    EvidenceKind.PHOTO: N_("Evidence: a photo."),
    EvidenceKind.TEXT: N_("Evidence: a few words."),
    EvidenceKind.AUDIO: N_("Evidence: an audio."),
    EvidenceKind.DOCUMENT: N_("Evidence: a document."),
    EvidenceKind.LINK: N_("Evidence: a link."),
}
AWAITED: dict[EvidenceKind, str] = {
    EvidenceKind.PHOTO: N_("Still to come: the photo. Answer here with it when you can."),
    EvidenceKind.TEXT: N_("Still to come: a few words. Answer here with them when you can."),
    EvidenceKind.AUDIO: N_("Still to come: the audio. Answer here with it when you can."),
    EvidenceKind.DOCUMENT: N_("Still to come: the document. Answer here with it when you can."),
    EvidenceKind.LINK: N_("Still to come: the link. Answer here with it when you can."),
}
ROUND: dict[Every, str] = {
    Every.WEEK: N_("Every week, until somebody stops it."),
    Every.TWO_WEEKS: N_("Every two weeks, until somebody stops it."),
    Every.MONTH: N_("Every month, until somebody stops it."),
}
MARKS = {Answer.ACCEPTED: "✓", Answer.JOINED: "+", Answer.DECLINED: "✗"}


def card(pledge: Pledge, words: Words, *, shown: Sequence[Evidence] = ()) -> Message:
    """The commitment as the group sees it, edited in place with every answer."""
    commitment = pledge.commitment
    body = lines(
        headline(pledge, words),
        due_line(pledge, words),
        expected_line(pledge, words),
        round_line(pledge, words),
        answers_line(pledge, words),
        _invitation(pledge, words, shown),
    )
    return Message(
        text=body, keyboard=_card_buttons(pledge, words), about=("commitment", commitment.id)
    )


def headline(pledge: Pledge, words: Words) -> Html:
    """«🤝 Compromiso 12. Rosa y Juan: suben la rúbrica»."""
    values = {"number": pledge.commitment.number, "what": what(pledge)}
    people = [name(one, words) for one in pledge.named if one.answer is not Answer.JOINED]
    if not people:
        return text(words, "🤝 Commitment {number}: {what}", **values)
    shown = shorten(words.listing(people), NAMES_SHOWN)
    return text(words, "🤝 Commitment {number}. {people}: {what}", people=shown, **values)


def what(pledge: Pledge, limit: int = WHAT_SHOWN) -> str:
    """What is to be done, as it goes on after a colon: shortened, «Suben» as «suben»."""
    said = _title(pledge, limit)
    is_a_word = said[1:2].islower() or said[1:2].isspace()
    return said[:1].lower() + said[1:] if is_a_word else said


def _title(pledge: Pledge, limit: int) -> str:
    return shorten(pledge.commitment.what, limit).rstrip(".")


def name(one: Responsible, words: Words) -> str:
    """As it was written, as the person is called, or what is left of who was forgotten; of an
    institution with who answers for it."""
    if not one.contact_name:
        return shorten(called(one.name, words), 40)
    return f"{shorten(one.name, 30)} ({shorten(one.contact_name, 20)})"


def mentions(people: Iterable[Responsible], words: Words) -> Html:
    """Names that tell their owners (a Telegram mention), where the bot knows whose they are."""
    named: list[str] = []
    room = NAMES_SHOWN
    for one in people:
        room -= len(name(one, words)) + 2
        if room < 0 and named:
            named.append("…")
            break
        address = None if one.speaker_id is None else f"tg://user?id={one.speaker_id}"
        named.append(link(name(one, words), address))
    return Html(words.listing(named))


def due_line(pledge: Pledge, words: Words) -> Html | None:
    """«Vence el viernes 4 de diciembre.»"""
    on = pledge.commitment.due_on
    return None if on is None else text(words, "Due on {day}.", day=bold(words.day(on)))


def expected_line(pledge: Pledge, words: Words) -> Html | None:
    """«Evidencia: foto.», or nothing."""
    kind = pledge.commitment.evidence
    return text(words, EXPECTED[kind]) if kind in EXPECTED else None


def round_line(pledge: Pledge, words: Words) -> Html | None:
    """«Cada semana, hasta que alguien lo detenga.», or nothing."""
    every = pledge.commitment.every
    return None if every is None else text(words, ROUND[every])


def answers_line(pledge: Pledge, words: Words, limit: int = NAMES_SHOWN) -> Html | None:
    """«✓ Rosa · ✗ Juan»: what each answered, or nothing."""
    marks = " · ".join(
        f"{MARKS[p.answer]} {name(p, words)}" for p in pledge.named if p.answer in MARKS
    )
    return plain(shorten(marks, limit)) if marks else None


def awaited_line(pledge: Pledge, words: Words) -> Html | None:
    """How to show it, while it is done and not shown."""
    kind = pledge.commitment.evidence
    if not pledge.commitment.awaits_evidence or kind not in AWAITED:
        return None
    return text(words, AWAITED[kind])


def _invitation(pledge: Pledge, words: Words, shown: Sequence[Evidence]) -> Html | None:
    state = pledge.commitment.state
    if state is CommitmentState.RELEASED:
        return text(words, "For now nobody can, and that is fine. Whoever wants it can join in.")
    if state is CommitmentState.DONE:
        return lines(text(words, "✅ Done. Thank you."), awaited_line(pledge, words))
    if state is CommitmentState.WITHDRAWN:
        return text(words, "This one was taken back.")
    if state in SHOWN and (shown or state is CommitmentState.EVIDENCED):
        done = texts(words, "✅ Done, with evidence.", "✅ Done, with evidence ({n}).", len(shown))
        return lines(done, _seen_line(pledge, words))
    if state is CommitmentState.SEEN:
        return lines(text(words, "✅ Done. Thank you."), _seen_line(pledge, words))
    if not pledge.named:
        return text(words, "Who takes it?")
    if not pledge.waited_for:
        return None
    return texts(
        words,
        "{people}: do you take it?",
        "{people}: do you all take it?",
        len(pledge.waited_for),
        people=mentions(pledge.waited_for, words),
    )


def _seen_line(pledge: Pledge, words: Words) -> Html | None:
    is_seen = pledge.commitment.state is CommitmentState.SEEN
    return text(words, "👀 Seen by a peer.") if is_seen else None


def _card_buttons(pledge: Pledge, words: Words) -> tuple[tuple[Button, ...], ...]:
    number, state = pledge.commitment.id, pledge.commitment.state
    join = button(words, N_("Count me in"), "commitment-join", number)
    if state is CommitmentState.RELEASED:
        return ((join,),)
    if state in (CommitmentState.DONE, CommitmentState.EVIDENCED):
        seen = button(words, N_("Seen by a peer"), "commitment-seen", number)
        return () if pledge.commitment.awaits_evidence else ((seen,),)
    if state is not CommitmentState.PROPOSED and state not in HELD:
        return ()
    accept = button(words, N_("I accept"), "commitment-accept", number)
    decline = button(words, N_("I cannot"), "commitment-decline", number)
    if state is CommitmentState.PROPOSED:
        return ((accept, decline, join),)
    return ((accept, decline, join), (button(words, N_("It is done"), "commitment-done", number),))


def join_button(pledge: Pledge, words: Words) -> Button:
    """[Me sumo], wherever help is asked for."""
    return button(words, N_("Count me in"), "commitment-join", pledge.commitment.id)


def hand_wanted(pledge: Pledge, words: Words) -> str:
    """What is asked for with [Necesito ayuda], as a request says it."""
    said = words(N_("a hand with commitment {number}: {what}"))
    return said.format(number=pledge.commitment.number, what=what(pledge))


# Evidence.


def is_it_evidence(pledge: Pledge, evidence: EvidenceId, words: Words) -> Message:
    """Asked of who wrote something that may be evidence."""
    number = pledge.commitment.id

    question = text(
        words,
        "Is this the evidence for commitment {number} ({what})?",
        number=pledge.commitment.number,
        what=what(pledge, LISTED_WHAT),
    )
    verb = "commitment-evident"
    buttons = (
        button(words, N_("Yes, it is"), verb, number, f"yes.{evidence}"),
        button(words, N_("No, it is not"), verb, number, f"no.{evidence}"),
    )
    return Message(text=question, keyboard=(buttons,), about=("commitment", number))


def evidence_kept(pledge: Pledge, words: Words) -> Message:
    """After [Sí]: the question becomes its answer."""
    sentence = text(
        words, "👏 Commitment {number}: done, with evidence.", number=pledge.commitment.number
    )
    return Message(text=sentence, about=("commitment", pledge.commitment.id))


def evidence_dropped(pledge: Pledge, words: Words) -> Message:
    """After [No]."""
    sentence = text(
        words,
        "All right: that was not the evidence for commitment {number}.",
        number=pledge.commitment.number,
    )
    return Message(text=sentence, about=("commitment", pledge.commitment.id))


def which_one(pledges: Sequence[Pledge], evidence: EvidenceId, words: Words) -> Message:
    """«#hecho», and there are several it may be; what was shown waits for the tap."""
    shown = pledges[:LISTED]
    rows = [_numbered(pledge) for pledge in shown]
    buttons = [
        button_of(pledge, "commitment-which", evidence, str(pledge.commitment.id))
        for pledge in shown
    ]
    return Message(
        text=lines(text(words, "Which one is it? Tap its number."), *rows),
        keyboard=in_rows(buttons),
        about=("commitment-which", evidence),
    )


def _numbered(pledge: Pledge) -> Html:
    return plain(f"{pledge.commitment.number}. {_title(pledge, LISTED_WHAT)}")


def button_of(pledge: Pledge, verb: str, subject: int, choice: str, words: str = "") -> Button:
    """A button that begins with the commitment's number, where a message is about several."""
    said = f"{pledge.commitment.number} {words}".strip()
    return Button(label=said, press=Press(verb=verb, subject=subject, choice=choice))


def nothing_open_of_yours(words: Words) -> Message:
    """«#hecho», and there is none it may be."""
    return Message(
        text=text(
            words,
            "I do not find an open commitment of yours. If it is one, "
            "reply with #hecho to its message; /pendientes todos shows them all.",
        )
    )


def offer_to_show(given: Evidence, words: Words) -> Message:
    """In private, to who showed it there."""
    press = Press(verb="evidence-show", subject=given.id)
    return Message(
        text=text(
            words,
            "The group reads that there is evidence, and does not see it. If you want I show it there, "
            "and somebody can tap «Seen by a peer».",
        ),
        keyboard=((Button(label=label(words, "Show the group"), press=press),),),
        about=("evidence", given.id),
    )


def shown_to_group(pledge: Pledge, given: Evidence, name: str, words: Words) -> Message:
    """What the group reads: below the file, or with the words themselves."""
    said = text(
        words,
        "📎 {name} shows this for commitment {number}: {what}",
        name=shorten(name, 40),
        number=pledge.commitment.number,
        what=what(pledge, 120),
    )
    return Message(
        text=lines(said, quote(shorten(given.text, 300)) if given.text else None),
        about=("commitment", pledge.commitment.id),
    )


def is_shown_to_group(pledge: Pledge, words: Words) -> Message:
    """In place of the offer."""
    return Message(
        text=text(
            words,
            "It is in the group, below commitment {number}.",
            number=pledge.commitment.number,
        )
    )


def children(words: Words) -> Message:
    """Once for each person, with the first photo or audio they show."""
    return Message(
        text=text(
            words,
            "Thank you. One thing I say once: if children are in it, better without their faces and "
            "names. If they are, you can delete it and send another.",
        )
    )


def done(pledge: Pledge, words: Words) -> Message:
    """What a reminder becomes once it is done, and the answer to a bare #hecho."""
    sentence = text(
        words,
        "✅ Commitment {number}, done: {what}.",
        number=pledge.commitment.number,
        what=what(pledge),
    )
    return Message(
        text=lines(sentence, awaited_line(pledge, words)),
        about=("commitment", pledge.commitment.id),
    )


def moved(pledge: Pledge, words: Words) -> Message:
    """What a reminder becomes once it was put off."""
    assert pledge.commitment.due_on is not None
    sentence = text(
        words,
        "📌 Commitment {number} is now due on {day}: {what}.",
        number=pledge.commitment.number,
        day=bold(words.day(pledge.commitment.due_on)),
        what=what(pledge),
    )
    return Message(text=sentence, about=("commitment", pledge.commitment.id))


# The small answers to taps: plain text, at most 200 characters.


def accepted(pledge: Pledge, words: Words) -> str:
    """«Gracias. Queda para el viernes 4 de diciembre.»"""
    on = pledge.commitment.due_on
    if on is None:
        return words(N_("Thank you. You are in."))
    return words(N_("Thank you. You are in, for {day}.")).format(day=words.day(on))


def accepted_late(pledge: Pledge, words: Words, *, is_private: bool) -> str:
    """Its day was over already: how to give it another."""
    on = pledge.commitment.due_on
    assert on is not None
    said = (
        words(N_("Thank you. Its day is over ({day}): in private I ask you for another day."))
        if is_private
        else words(
            N_("Thank you. Its day is over ({day}): a guide gives it another day with /corregir.")
        )
    )
    return said.format(day=words.day(on))


def declined(words: Words, *, is_private: bool = False) -> str:
    """Kind, and nothing has to be explained."""
    free = words(N_("No problem, you are free of it. Thank you for saying so."))
    if is_private:
        return free
    why = words(N_("If you want to tell why, answer this message."))
    return f"{free} {why}"


def marked_done(pledge: Pledge, words: Words) -> str:
    """After [Hecho]."""
    awaited = awaited_line(pledge, words)
    return words(N_("Noted, thank you.")) if awaited is None else str(awaited)


def put_off(pledge: Pledge, words: Words) -> str:
    """After [+1 semana]."""
    assert pledge.commitment.due_on is not None
    return words(N_("All right: {day}.")).format(day=words.day(pledge.commitment.due_on))


def help_on_its_way(words: Words) -> str:
    """After [Necesito ayuda]."""
    return words(N_("I am asking the group. Asking is also part of it."))


def help_asked_already(words: Words) -> str:
    """The same once more, while the group is still asked."""
    return words(N_("The group is asked already. As soon as somebody can, you will know."))


def seen(words: Words) -> str:
    """After [Visto por un par]."""
    return words(N_("Thank you for looking. It counts for those who did it."))


def confirmed(words: Words) -> str:
    """After [Confirmar]."""
    return words(N_("Confirmed."))


# Lists.


def mine(
    pledges: Sequence[Pledge], who: PersonId, words: Words, urls: Urls, *, today: date
) -> Message:
    """«/pendientes»: what somebody has in hand; never a reproach."""
    if not pledges:
        return Message(text=text(words, "You have no open commitments. All is in order."))
    rows = [
        _row(p, words, urls, note=_my_note(p, who, words), today=today) for p in pledges[:LISTED]
    ]
    return Message(text=lines(text(words, "What you have in hand:"), *rows, _more(pledges, words)))


def sent_in_private(words: Words) -> Message:
    """In the group, the first time: where it is, and what the sign means that comes from then on."""
    return Message(
        text=text(words, "I sent you what is yours, in private. From now on a 👌 here says so.")
    )


def mine_shortly(pledges: Sequence[Pledge], words: Words) -> str:
    """The same in the small answer to a tap: plain text."""
    if not pledges:
        return words(N_("You have no open commitments. All is in order."))
    first = [f"{one.commitment.number}. {what(one, 30)}" for one in pledges[:4]]
    rest = ["…"] if len(pledges) > 4 else []
    return "\n".join((*first, *rest))


def board(pledges: Sequence[Pledge], words: Words, urls: Urls, *, today: date) -> Message:
    """«/pendientes todos»: the community's open commitments by date, as the board has them."""
    if not pledges:
        return Message(
            text=text(words, "There are no open commitments. Anybody can suggest one: #compromiso")
        )
    rows = [open_row(pledge, words, urls, today=today) for pledge in pledges[:LISTED]]
    return Message(text=lines(text(words, "Open commitments:"), *rows, _more(pledges, words)))


def open_row(pledge: Pledge, words: Words, urls: Urls, *, today: date) -> Html:
    """One line of the board, without marking who is late."""
    return _row(pledge, words, urls, note=_their_note(pledge, words, today), today=today)


def _row(pledge: Pledge, words: Words, urls: Urls, *, note: str | None, today: date) -> Html:
    commitment = pledge.commitment
    number = link(str(commitment.number), urls.get(commitment.id))
    is_ahead = commitment.due_on is not None and commitment.due_on >= today
    parts: list[str] = [plain(_title(pledge, LISTED_WHAT))]
    if commitment.due_on and is_ahead and not commitment.awaits_evidence:
        parts.append(plain(words.short_day(commitment.due_on)))
    if note:
        parts.append(plain(note))
    return Html(f"{number}. {' · '.join(parts)}")


def _my_note(pledge: Pledge, who: PersonId, words: Words) -> str:
    place = pledge.place_of(who)
    if pledge.commitment.awaits_evidence:
        return words(N_("done, the evidence is still to come"))
    if place is not None and place.answer is Answer.ASKED:
        return words(N_("waits for your answer"))
    return words(N_("in hand"))


def _their_note(pledge: Pledge, words: Words, today: date) -> str | None:
    """Names only while the date is ahead: nobody late is listed (product.md M6)."""
    due_on = pledge.commitment.due_on
    if due_on is not None and due_on < today:
        return None
    people = [name(one, words) for one in pledge.takers]
    return (
        shorten(words.listing(people), LISTED_NAMES) if people else words(N_("nobody has it yet"))
    )


def _more(pledges: Sequence[Pledge], words: Words) -> Html | None:
    rest = len(pledges) - LISTED
    return texts(words, "And one more.", "And {n} more.", rest) if rest > 0 else None


def button(words: Words, msgid: str, verb: str, subject: int, choice: str = "") -> Button:
    return Button(label=label(words, msgid), press=Press(verb=verb, subject=subject, choice=choice))
