"""Wall time enters the house here and nowhere else; leases and pacing use the monotonic clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The system's wall clock: an aware instant in UTC."""
    return datetime.now(UTC)
