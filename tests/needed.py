"""What a test needs of the machine: without it the test fails and says what to install. No test is
skipped; who lacks a program leaves all of its kind out by name (CONTRIBUTING.md)."""

import pytest


def needed(is_there: object, what: str, packages: str) -> None:
    """Fails where `what` is missing; `packages` are Debian's that bring it."""
    if not is_there:
        pytest.fail(
            f"{what} is missing: apt install {packages}. What needs no such program: -m 'not slow'"
        )
