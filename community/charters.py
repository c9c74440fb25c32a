"""The charter: what a community agreed on about itself (M13; D0: «la carta de navegación»)."""

from dataclasses import dataclass
from datetime import datetime

from community.ids import CommunityId, PersonId
from community.refusals import Refusal

MAX_CHARTER = 500  # with its heading, within the 600 characters of product.md §3


@dataclass(frozen=True, kw_only=True)
class Charter:
    """carta: what a community is for, how it works together, at which rhythm, who does what."""

    community_id: CommunityId
    text: str
    written_by: PersonId | None  # None: an anonymous admin, or somebody who was forgotten
    written_at: datetime


class CharterTooLong(Refusal):
    """More than a phone's screen holds; `about` is its length."""


def checked(words: str) -> str:
    """The words of a charter, or CharterTooLong."""
    words = words.strip()
    if len(words) > MAX_CHARTER:
        raise CharterTooLong(len(words))
    return words
