"""Stub."""

from storage.tx import Tx


class Sessions:
    """Stub."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
