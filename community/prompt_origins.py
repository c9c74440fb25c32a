"""Where a prompt comes from, as the group is told below it: a plan, or a member's theme."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PlanOrigin:
    """The prompt is a step of a plan."""

    title: str
    step: int
    steps: int


@dataclass(frozen=True, kw_only=True)
class ThemeOrigin:
    """The prompt is a theme that the community chose; without a name where nobody is to be named."""

    proposed_by: str | None


Origin = PlanOrigin | ThemeOrigin
