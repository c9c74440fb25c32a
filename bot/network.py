"""Whom an errand may ask, and how one of them says «later»."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.api import Api

if TYPE_CHECKING:
    from bot.llm import Llm


@dataclass(frozen=True, kw_only=True)
class Network:
    """Everything of this instance that talks to other machines."""

    api: Api
    llm: "Llm | None" = None  # its language model, where the operator offers one


class TryLater(Exception):
    """What was asked told us to wait; `seconds` as it said, or None."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds
