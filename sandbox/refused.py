"""How the cardboard Telegram says no, in the words of the real one."""

from sandbox.json_types import Json


class Refused(Exception):
    """An answer `ok: false` of the Bot API. `description` is verbatim from telegram-bot-api."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> Refused:
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    return Refused(403, f"Forbidden: {reason}")


class NotInThisWorld(Exception):
    """A person, through the page or a test, asked for something that is not there or not allowed.

    The text is for whoever writes the test or looks at the page's console. `word` is what the page
    says of it instead, in its own language (page/words): of what a person can come to by its buttons.
    """

    def __init__(self, text: str, *, word: str | None = None) -> None:
        super().__init__(text)
        self.word = word
