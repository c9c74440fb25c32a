"""Fetching files from Telegram, for the memory that a community takes along.

The one thing to know: a file is left out rather than waited for. One that Telegram does not give any
more, or that is too large, must not keep the others from coming along.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from bot.api import Api, Refused
from community.archives import MOST_BYTES, MOST_BYTES_EACH, MOST_FILES, Fetched

if TYPE_CHECKING:
    from bot.network import Network

log = structlog.get_logger("minga.files")


async def fetch_files(network: "Network", wanted: Sequence[str]) -> dict[str, Fetched]:
    """As many of these files as fit, in their order, one after the other. Raises as Api does where
    Telegram could not be asked."""
    fetched: dict[str, Fetched] = {}
    room = MOST_BYTES
    for file in wanted:
        if len(fetched) == MOST_FILES:
            break
        one = await _fetched(network.api, file, min(room, MOST_BYTES_EACH))
        if one is not None:
            fetched[file] = one
            room -= len(one.content)
    return fetched


async def _fetched(api: Api, file: str, most_bytes: int) -> Fetched | None:
    """None for one that Telegram refuses, or that is larger than `most_bytes`."""
    try:
        told = await api.call("getFile", {"file_id": file})
        path, size = told.get("file_path"), told.get("file_size") or 0
        if path is None or size > most_bytes:
            return None
        return Fetched(path=path, content=await api.download(path, most_bytes))
    except Refused as no:
        if no.code == 429:
            raise
        log.info("a file was not given", why=str(no))
        return None
