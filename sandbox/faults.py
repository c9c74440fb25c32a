"""Bad days on purpose: what a test or a curious person asks the cardboard Telegram to do wrong.

A fault names a kind, perhaps a method and a chat, and how many times it strikes. The first that
matches a call strikes it and is used up by one.
"""

from dataclasses import dataclass, field

from sandbox.json_types import Json

# On calls of the bot: answered with an error, cut off, or late.
ON_CALLS = ("429", "500", "502", "400", "403", "reset", "timeout_after", "delay")
# On updates to the bot: one comes broken, twice, or a batch comes in another order.
ON_UPDATES = ("malformed_update", "duplicate_update", "shuffle")


@dataclass(kw_only=True)
class Fault:
    """`acted`: the call is carried out before it goes wrong (always so for `timeout_after`)."""

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int = 1
    retry_after: int = 3
    seconds: float = 1.0
    description: str | None = None
    acted: bool = False

    @property
    def is_carried_out(self) -> bool:
        return self.acted or self.kind in ("timeout_after", "delay")

    def refusal(self) -> Json:
        """The body of an answer that says no (kinds 4xx and 5xx)."""
        code = int(self.kind)
        words = {
            429: f"Too Many Requests: retry after {self.retry_after}",
            500: "Internal Server Error",
            502: "Bad Gateway",
            400: "Bad Request: something of this call is wrong",
            403: "Forbidden: bot was kicked from the group chat",
        }
        body: Json = {"ok": False, "error_code": code}
        body["description"] = self.description or words[code]
        if code == 429:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


@dataclass(kw_only=True)
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.kind not in ON_CALLS + ON_UPDATES:
            raise ValueError(f"unknown kind of fault: {fault.kind}")
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def strike(self, kinds: tuple[str, ...], method: str, chat: int | None) -> Fault | None:
        """The first fault that meets this call, used up by one; None on a good day."""
        for fault in self.waiting:
            meets_method = _meets(fault, method)
            meets_chat = fault.chat is None or fault.chat == chat
            if fault.kind in kinds and meets_method and meets_chat:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None


def _meets(fault: Fault, method: str) -> bool:
    """A fault on calls that names no method leaves polling alone, or it would meet nothing else."""
    if fault.method is None:
        return fault.kind in ON_UPDATES or method.lower() != "getupdates"
    return fault.method.lower() == method.lower()
