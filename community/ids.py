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
SessionId = NewType("SessionId", int)
MaterialId = NewType("MaterialId", int)
TrialId = NewType("TrialId", int)
TransferId = NewType("TransferId", int)
RequestId = NewType("RequestId", int)
OfferId = NewType("OfferId", int)
OutlineId = NewType("OutlineId", int)
ThemeId = NewType("ThemeId", int)
ThemeRoundId = NewType("ThemeRoundId", int)
DueId = NewType("DueId", int)
OutboxId = NewType("OutboxId", int)
InboxId = NewType("InboxId", int)

# Where a group became a supergroup its messages are numbered from 1 again (decisions/0043). Numbers
# of before lie this much lower: in their order, before all new ones, and no message has them.
SET_ASIDE = 1 << 40
