"""What travels: the JSON of the Bot API, as Python reads it."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
