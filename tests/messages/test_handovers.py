"""What a successor gets fits a phone, and a file has all of it."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from community.commitments import (
    Answer,
    Commitment,
    CommitmentState,
    EvidenceKind,
    Pledge,
    Responsible,
)
from community.communities import Community
from community.decisions import Decision, DecisionState
from community.handovers import Package
from community.ids import (
    ChatId,
    CommitmentId,
    CommunityId,
    DecisionId,
    DueId,
    MessageId,
    PersonId,
    RequestId,
    SessionId,
    SynthesisId,
)
from community.minutes import begin, close
from community.people import Member
from community.requests import Request
from community.schedule import Scheduled, Thing
from community.sessions import Draft, call
from community.syntheses import Drawn, Synthesis
from locales.words import LANGUAGES, words_in
from messages import handovers as says
from messages.text import Message

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
HOME = CommunityId(1)
COMMUNITY = Community(
    id=HOME, telegram_chat_id=ChatId(-1001), title="Red <b> & " * 20, invited_at=NOW
)
WORDS = "Lectura en voz alta <b> & «cuentos» " * 20
NAME = "María de los Ángeles Fernández-Huenchullán"
LONGEST = 1500


def member(person: int) -> Member:
    return Member(community_id=HOME, person_id=PersonId(person), name=NAME, joined_at=NOW)


def pledge(number: int) -> Pledge:
    commitment = Commitment(
        id=CommitmentId(number),
        community_id=HOME,
        number=number,
        what=WORDS,
        due_on=date(2027, 1, 4) if number % 2 else None,
        evidence=EvidenceKind.NONE,
        state=CommitmentState.PROPOSED,
        proposed_by=None,
        created_at=NOW,
    )
    who = Responsible(
        commitment_id=CommitmentId(number),
        community_id=HOME,
        position=1,
        person_id=PersonId(1),
        name=NAME,
        answer=Answer.ASKED,
    )
    return Pledge(commitment=commitment, people=(who, who, who))


def decision(number: int) -> Decision:
    return Decision(
        id=DecisionId(number),
        community_id=HOME,
        text=WORDS,
        state=DecisionState.CLOSED if number else DecisionState.OPEN,
        asked_by=None,
        asked_name=NAME,
        message_id=None,
        days=5,
        opened_at=NOW,
        closes_at=NOW + timedelta(days=5),
    )


def package(many: int) -> Package:
    drafts = [
        Draft(id=SessionId(number), community_id=HOME, title=WORDS, called_by=None, created_at=NOW)
        for number in range(many)
    ]
    sessions = [call(draft, NOW + timedelta(days=9), NOW) for draft in drafts]
    return Package(
        community=COMMUNITY,
        commitments=[pledge(number) for number in range(1, many + 1)],
        unfinished=[pledge(number) for number in range(1, many + 1)],
        decisions=[decision(number) for number in range(many)],
        sessions=sessions,
        scheduled=[
            Scheduled(
                thing=thing,
                subject=1,
                dues=(DueId(1),),
                kinds=frozenset(),
                at=NOW,
                what=WORDS,
                number=3,
            )
            for thing in (Thing.PROMPT, Thing.WEEKLY, Thing.OUTLINE, Thing.THEMES)
            if many
        ],
        minutes=[close(begin(session, NOW), NOW) for session in sessions],
        syntheses=[
            Drawn(
                synthesis=Synthesis(
                    id=SynthesisId(number),
                    community_id=HOME,
                    made_at=NOW,
                    since=NOW - timedelta(days=7),
                    until=NOW,
                    messages=9,
                    people=3,
                    schools=2,
                ),
                lines=(),
            )
            for number in range(many)
        ],
        requests=[
            Request(
                id=RequestId(number),
                community_id=HOME,
                person_id=PersonId(1),
                name=NAME,
                text=WORDS,
                message_id=MessageId(number),
                asked_at=NOW,
            )
            for number in range(many)
        ],
    )


def read(message: Message) -> str:
    return unescape(re.sub(r"<[^>]+>", "", message.text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("many", [0, 1, 3, 40])
def test_the_package_fits_and_the_file_has_the_rest(language: str, many: int) -> None:
    words, given = words_in(language, 2026), package(many)
    urls = dict.fromkeys(says.shown(given), "https://t.me/c/1/7")

    assert len(read(says.package(given, member(1), urls, words))) <= LONGEST
    assert "<b> &" not in says.package(given, None, urls, words).text
    file = says.as_file(given, urls, words)
    assert (file is None) is (many == 0)
    if file is not None:
        assert file.document is not None
        assert len(file.document[1].encode()) <= 100_000
        assert file.document[1].count("https://t.me/c/1/7") == len(urls)
    assert len(read(says.proposal(member(1), given, PersonId(2), words))) <= 600
    for link in (None, "https://t.me/minga_bot?start=relevo"):
        done = says.handed_over(member(1), PersonId(2), words, link=link, may_leave=PersonId(2**52))
        assert len(read(done)) <= 600


def test_who_takes_over_where_nothing_is_open_hears_how_to_begin() -> None:
    words = words_in("es")

    assert "No hay nada abierto." in says.package(package(0), None, {}, words).text
    assert (
        "Ahora no hay nada abierto."
        in says.proposal(member(1), package(0), PersonId(2), words).text
    )
