"""Stub."""

from storage.tx import Tx


class Practices:
    """Stub."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
