"""Photos, voice notes and documents: what they are, and their bytes.

A file somebody really attached keeps its bytes, as base64, in the world; an invented one («a voice
note of 12 seconds») has none, and `pictures.py` or a line of text stands in when it is fetched.
"""

import base64
import mimetypes
from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.pictures import landscape

DOWNLOAD_LIMIT = 20 * 1024 * 1024  # getFile, Bot API
SMALL = "-s"  # what the file id of a photo's smaller size ends with

_MIME = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "audio": "audio/mpeg",
    "video_note": "video/mp4",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}


@dataclass(kw_only=True)
class StoredFile:
    """A file. `size` in bytes, `seconds` for what plays, `data` its bytes in base64 or None."""

    id: str
    kind: str
    name: str
    mime: str
    size: int
    seconds: int = 0
    width: int = 320
    height: int = 240
    data: str | None = None

    @property
    def bytes(self) -> bytes:
        if self.data is not None:
            return base64.b64decode(self.data)
        if self.kind == "photo":
            return landscape(self.name or self.id)
        return f"{self.name or self.kind}\n".encode()

    @property
    def served_as(self) -> str:
        """The media type of what `bytes` gives, which for an invented file is not `mime`."""
        if self.data is not None:
            return self.mime
        return "image/png" if self.kind == "photo" else "text/plain; charset=utf-8"

    @property
    def path(self) -> str:
        """`file_path` of getFile."""
        return f"{self.kind}s/{self.id}"

    def as_content(self) -> Json:
        """The field of a `Message` that carries this file."""
        same: Json = {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": self.size}
        playing = same | {"duration": self.seconds, "mime_type": self.mime}
        if self.kind == "photo":
            return {"photo": self._sizes(same)}
        if self.kind == "voice":
            return {"voice": playing}
        if self.kind == "audio":
            return {"audio": playing | {"file_name": self.name}}
        if self.kind == "video":
            return {"video": playing | {"width": self.width, "height": self.height}}
        if self.kind == "video_note":
            return {"video_note": same | {"length": 240, "duration": self.seconds}}
        if self.kind == "sticker":
            shape = {"type": "regular", "width": 512, "height": 512}
            return {"sticker": same | shape | {"is_animated": False, "is_video": False}}
        return {"document": same | {"file_name": self.name, "mime_type": self.mime}}

    def _sizes(self, same: Json) -> list[Json]:
        small = {
            "file_id": self.id + SMALL,
            "file_unique_id": f"u{self.id}{SMALL}",
            "file_size": max(self.size // 4, 1),
            "width": self.width // 2,
            "height": self.height // 2,
        }
        return [small, same | {"width": self.width, "height": self.height}]


def stored(
    file_id: str,
    kind: str,
    *,
    name: str | None = None,
    data: bytes | None = None,
    size: int | None = None,
    seconds: int | None = None,
) -> StoredFile:
    """A new file: a real one when `data` is given, else an invented one of `size` bytes."""
    given = name or ("" if kind != "document" else "documento.pdf")
    mime = _MIME.get(kind, _MIME["document"])
    if kind in ("document", "audio", "photo", "voice") and given:
        mime = mimetypes.guess_type(given)[0] or mime
    return StoredFile(
        id=file_id,
        kind=kind,
        name=given,
        mime=mime,
        size=len(data) if data is not None else size or 48_000,
        seconds=seconds or (0 if kind in ("photo", "document", "sticker") else 7),
        data=None if data is None else base64.b64encode(data).decode("ascii"),
    )
