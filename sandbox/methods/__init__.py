"""The methods of the Bot API, one function each, grouped by what they are for.

`TABLE` knows every method by its name in lower case; importing the files below fills it.
"""

from sandbox.methods import about_chats, about_me, editing, marks, polls, sending
from sandbox.methods.table import TABLE, Call, Method

__all__ = [
    "TABLE",
    "Call",
    "Method",
    "about_chats",
    "about_me",
    "editing",
    "marks",
    "polls",
    "sending",
]
