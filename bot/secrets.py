"""What must survive a restore and never be in the database: the instance's key, and who was erased.

One JSON file beside the database, readable by its owner alone (promises.md §4). A tombstone is the
fingerprint of an erased person's id with the instant of the erasure: whatever is older goes again at
every start and after every restore.
"""

import hashlib
import hmac
import json
import os
import secrets
from datetime import datetime
from pathlib import Path


class Secrets:
    """The file and what is in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists():
            kept = json.loads(path.read_text())
            self._key = bytes.fromhex(kept["key"])
            self._tombstones: dict[str, str] = kept["tombstones"]
        else:
            self._key = secrets.token_bytes(32)
            self._tombstones = {}
            self._write()

    def fingerprint(self, value: str) -> str:
        """Hex HMAC-SHA256 of a value with the instance's key."""
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()

    def erased(self, person: int, at: datetime) -> None:
        """Puts up a tombstone, on disk before it returns."""
        self._tombstones[self.fingerprint(f"person:{person}")] = at.isoformat()
        self._write()

    def erased_at(self, person: int) -> datetime | None:
        """When somebody was erased, or None."""
        found = self._tombstones.get(self.fingerprint(f"person:{person}"))
        return None if found is None else datetime.fromisoformat(found)

    def copy_to(self, path: Path) -> None:
        """A copy that goes with a backup."""
        path.write_bytes(self._path.read_bytes())
        path.chmod(0o600)

    @classmethod
    def restored(cls, path: Path, kept_with_backup: Path) -> "Secrets":
        """The file of this place if there is one, else the backup's; every tombstone of both with
        the same key stays."""
        if not path.exists():
            path.write_bytes(kept_with_backup.read_bytes())
            path.chmod(0o600)
            return cls(path)
        here = cls(path)
        there = json.loads(kept_with_backup.read_text())
        if there["key"] == here._key.hex():
            here._tombstones = there["tombstones"] | here._tombstones
            here._write()
        return here

    @property
    def has_tombstones(self) -> bool:
        """Whether anybody was ever erased here."""
        return bool(self._tombstones)

    def _write(self) -> None:
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"key": self._key.hex(), "tombstones": self._tombstones}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
