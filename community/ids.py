"""Ids that must not be mixed up. All are ours except PersonId and ChatId, which are Telegram's."""

from typing import NewType

PersonId = NewType("PersonId", int)  # Telegram user id: stable, unlike a @username
ChatId = NewType("ChatId", int)  # changes when a group becomes a supergroup
MessageId = NewType("MessageId", int)
CommunityId = NewType("CommunityId", int)
PromptId = NewType("PromptId", int)
ReflectionId = NewType("ReflectionId", int)
PracticeId = NewType("PracticeId", int)
NudgeId = NewType("NudgeId", int)
CommitmentId = NewType("CommitmentId", int)
EvidenceId = NewType("EvidenceId", int)
ChangeId = NewType("ChangeId", int)
SessionId = NewType("SessionId", int)
SlotId = NewType("SlotId", int)
SeriesId = NewType("SeriesId", int)
MinutesId = NewType("MinutesId", int)
PointId = NewType("PointId", int)
HandoverId = NewType("HandoverId", int)
MaterialId = NewType("MaterialId", int)
TrialId = NewType("TrialId", int)
TransferId = NewType("TransferId", int)
RequestId = NewType("RequestId", int)
OfferId = NewType("OfferId", int)
OutlineId = NewType("OutlineId", int)
ThemeId = NewType("ThemeId", int)
ThemeRoundId = NewType("ThemeRoundId", int)
DecisionId = NewType("DecisionId", int)
RemarkId = NewType("RemarkId", int)
AgreementId = NewType("AgreementId", int)
SynthesisId = NewType("SynthesisId", int)
LineId = NewType("LineId", int)
CandidateId = NewType("CandidateId", int)
DueId = NewType("DueId", int)
ErrandId = NewType("ErrandId", int)
OutboxId = NewType("OutboxId", int)
InboxId = NewType("InboxId", int)


_MESSAGES = 2**20  # people's numbers have 43 bits at most beside it, in a column of 63


def apart(person: PersonId, message: MessageId) -> MessageId:
    """The number of what no message of the group says: written in private, or by a tap. It is below
    zero, the same for the same message of the same person, and no link leads there."""
    return MessageId(-(person * _MESSAGES + message % _MESSAGES))


def in_group(message: MessageId | None) -> MessageId | None:
    """The number of a message of the group; None where there is no such message."""
    return message if message is not None and message > 0 else None


# Where a group became a supergroup its messages are numbered from 1 again (decisions/0043). Numbers
# of before lie this much lower: in their order, before all new ones, and no message has them.
SET_ASIDE = 1 << 40
