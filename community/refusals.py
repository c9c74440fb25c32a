"""A no is a value of the domain; its wording is in messages/refusals.py."""

from typing import Any


class Refusal(Exception):
    """Something a person asked for that cannot be done, with the object it is about."""

    def __init__(self, about: Any = None) -> None:
        super().__init__(type(self).__name__)
        self.about = about


class NotForYou(Refusal):
    """Only a facilitator, a group admin, or the person concerned may do this."""


class OnlyForAdmins(NotForYou):
    """Only an admin of the Telegram group may do this."""


class NobodyKnows(Refusal):
    """Telegram did not say who is an admin; it may be asked again."""


class NoCommunityYet(Refusal):
    """The command needs a community and this chat has none, or it is not activated."""


class OnlyInTheGroup(Refusal):
    """The command is about what happens in the group, and was given in private."""


class OnlyForMembers(Refusal):
    """What people told is for those who are in the group; coordination gets totals."""


class NotFound(Refusal):
    """Nothing with that number in this community."""


class NothingGiven(Refusal):
    """The command needs words, or a message to reply to; `about` is the command's word."""


class NothingQuoted(NothingGiven):
    """The command is about a message and replies to none, whatever words follow it."""


class NotWhatYouWrote(Refusal):
    """/borrar in reply to a list or an answer of the bot's, by who does not facilitate."""


class OldButton(Refusal):
    """The tapped message is not, or no longer, the one the button was drawn on."""


class WhichCommunity(Refusal):
    """A person in several communities must say which one is meant; `about` is their list."""
