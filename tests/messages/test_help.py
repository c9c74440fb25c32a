"""/ayuda: five lines a role, on one screen of an old phone, in every language."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from community.communities import Community
from community.ids import ChatId, CommunityId
from locales.words import LANGUAGES, words_in
from messages import help as says
from messages.text import Message

LONGEST = 600
HOME = Community(
    id=CommunityId(1),
    telegram_chat_id=ChatId(-1001),
    title="Red de escuelas rurales de Ñuble",
    invited_at=datetime(2026, 11, 16, tzinfo=UTC),
)


def read(message: Message) -> list[str]:
    return unescape(re.sub(r"<[^>]+>", "", message.text)).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_five_lines_a_role_and_fits(language: str) -> None:
    words = words_in(language, 2026)
    members, guides = read(says.for_members(HOME, words)), read(says.for_guides(HOME, words))
    private = read(says.in_private(HOME, words))

    assert len(members) == 5
    assert guides[:6] == [*members, ""]
    assert len(guides[7:]) == 5
    assert len(private[1:]) == 5
    for lines in (members, guides, private):
        assert len("\n".join(lines)) <= LONGEST


def test_guides_read_where_the_themes_of_answers_are() -> None:
    assert "/sintesis temas" in says.for_guides(HOME, words_in("es", 2026)).text
