"""Stub."""

from storage.tx import Tx


class Personal:
    """Stub."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def apply_tombstones(self, erased_at: object) -> None:
        """Stub."""
