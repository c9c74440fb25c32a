"""A figure: what was measured, against what, and whether the bar was met. Tables of them, files."""

import json
import platform
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.processes import ROOT

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table. `value` is held against `bar`: at most it, or at least it."""

    what: str
    unit: str
    ours: float
    theirs: float | None = None  # the comparison, in the same unit
    value: float  # what the bar is about: a ratio, or `ours` itself
    bar: float
    at_most: bool
    rounds: list[Any] = field(default_factory=list)  # everything the medians were taken of

    @property
    def met(self) -> bool:
        """Whether the promise holds."""
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    @property
    def cells(self) -> tuple[str, ...]:
        """As read by people: what, ours, theirs, value, bar, met."""
        theirs = "–" if self.theirs is None else f"{self.theirs:,.4g} {self.unit}"
        return (
            self.what,
            f"{self.ours:,.4g} {self.unit}",
            theirs,
            f"{self.value:.3g}",
            f"{'≤' if self.at_most else '≥'} {self.bar:g}",
            "yes" if self.met else "NO",
        )


HEAD = ("what", "Minga", "compared with", "ratio or value", "bar", "met")


def middle(values: list[float]) -> float:
    """The median; of nothing, nothing."""
    return median(values) if values else float("nan")


def ratio(
    what: str, unit: str, ours: list[float], theirs: list[float], *, bar: float, at_most: bool
) -> Figure:
    """Medians of interleaved rounds, divided."""
    a, b = middle(ours), middle(theirs)
    return Figure(
        what=what,
        unit=unit,
        ours=a,
        theirs=b,
        value=a / b if b else float("inf"),
        bar=bar,
        at_most=at_most,
        rounds=[ours, theirs],
    )


def value(
    what: str,
    unit: str,
    ours: list[float],
    *,
    bar: float,
    at_most: bool = True,
    theirs: float | None = None,
) -> Figure:
    """A median held against a bar of its own."""
    found = middle(ours)
    return Figure(
        what=what,
        unit=unit,
        ours=found,
        theirs=theirs,
        value=found,
        bar=bar,
        at_most=at_most,
        rounds=ours,
    )


def show(figures: list[Figure]) -> None:
    """The table, on the terminal."""
    table = Table(*HEAD)
    for figure in figures:
        table.add_row(*figure.cells, style="" if figure.met else "red")
    Console().print(table)


def keep(name: str, figures: list[Figure], *, quick: bool) -> None:
    """One measure's figures as benchmarks/results/<name>.json, with where they were taken."""
    RESULTS.mkdir(exist_ok=True)
    document = {"quick": quick, "where": _where(), "figures": [asdict(one) for one in figures]}
    path = RESULTS / f"{name}{'-quick' if quick else ''}.json"
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False))


def write_docs(names: list[str]) -> None:
    """Puts the last full results into the table of docs/benchmarks.md."""
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    wheres = set[str]()
    for name in names:
        path = RESULTS / f"{name}.json"
        if not path.exists():
            continue
        document = json.loads(path.read_text())
        wheres.add(document["where"])
        figures = [Figure(**one) for one in document["figures"]]
        lines += ["| " + " | ".join(figure.cells) + " |" for figure in figures]
    page = PAGE.read_text()
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    table = "\n".join([*lines, "", *sorted(wheres)])
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")


def _where() -> str:
    """Machine and versions, without names."""
    from importlib.metadata import version

    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    cpus = _cpus()
    return (
        f"Taken at {revision} with Python {platform.python_version()}, python-telegram-bot "
        f"{version('python-telegram-bot')}, {cpus} cores, Linux, loopback, SQLite FULL."
    )


def _cpus() -> int:
    cpuinfo = Path("/proc/cpuinfo").read_text()
    return cpuinfo.count("\nprocessor") + cpuinfo.startswith("processor")
