"""What a test needs of the machine. A contributor without it may go on; CI may not (.ci/run)."""

import os

import pytest


def needed(is_there: object, what: str) -> None:
    """Skips the test where `what` is missing; where nothing may be skipped, that is a failure."""
    if is_there:
        return
    if "TESTS_SKIP_NOTHING" in os.environ:
        pytest.fail(f"{what} is missing, and nothing may be skipped here")
    pytest.skip(f"{what} is not installed on this machine; CI has it")
