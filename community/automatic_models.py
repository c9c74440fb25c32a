"""A language model that may help with drafts: who runs it, and which community said yes to that.

The one thing to know: a community says yes to *these* terms. If the operator changes the model, who runs
it, where, or what they keep, the yes is over, and nothing is sent until an admin says it again; so it
is when the community stops having its talk read.
"""

import hashlib
from dataclasses import dataclass, replace

from community.communities import Community
from community.refusals import NotForYou, Refusal


@dataclass(frozen=True, kw_only=True)
class ModelTerms:
    """modelo automático: a language model that may help with drafts, and who runs it, where, and
    what they keep."""

    model: str
    provider: str
    country: str
    retention: str  # as the operator words it: «30 días», «no guarda nada»
    address: str  # where it is asked; never shown

    @property
    def mark(self) -> str:
        """What a community's yes is kept as: 16 hexadecimal digits that change with any of it."""
        said = "\n".join((self.model, self.provider, self.country, self.retention, self.address))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


class NoModelHere(Refusal):
    """The operator offers none."""


class OnlyWhereRead(Refusal):
    """A community whose talk is not read (mode discreet) has nothing to send."""


class OnlyAdminsSend(NotForYou):
    """A guide who is no admin may not have anything leave the group."""


def with_model(community: Community, value: str, terms: ModelTerms | None) -> Community:
    """`yes` or `no`; anything else is a no. Raises NoModelHere, OnlyWhereRead."""
    if value != "yes":
        return replace(community, model_mark=None)
    if terms is None:
        raise NoModelHere(community)
    if not community.reads_discussion:
        raise OnlyWhereRead(community)
    return replace(community, model_mark=terms.mark)


def uses_model(community: Community, terms: ModelTerms | None) -> bool:
    """Whether a draft of this community may be sent there, now."""
    return terms is not None and community.reads_discussion and community.model_mark == terms.mark
