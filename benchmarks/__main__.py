"""`python -m benchmarks [names…]`: takes the figures, prints them, keeps them.

All of them take about fifteen minutes; `--quick` is a smoke of two, whose figures mean nothing.
`--write-docs` puts what was kept into docs/benchmarks.md. The exit code is 1 if a bar is missed.
"""

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks import figures
from benchmarks.figures import Figure
from benchmarks.load_client import LoadServer

# name: the module whose `measure(load, folder, quick=…)` gives its figures.
MEASURES = {
    "receiving": "benchmarks.receiving",
    "replying": "benchmarks.replying",
    "mixing": "benchmarks.mixing",
    "broadcasting": "benchmarks.broadcasting",
    "ticking": "benchmarks.ticking",
    "idling": "benchmarks.idling",
    "killing": "benchmarks.killing",
    "finding": "benchmarks.finding",
    "phone_week": "benchmarks.phone_week",
    "importing": "benchmarks.importing",
    "reading": "benchmarks.reading",
    "dates": "benchmarks.dates",
    "sentences": "benchmarks.sentences",
}


def main() -> int:
    """0 if every bar was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help=", ".join(MEASURES), metavar="name")
    parser.add_argument("--quick", action="store_true", help="a smoke; the figures mean nothing")
    parser.add_argument("--write-docs", action="store_true", help="fill docs/benchmarks.md")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    if asked.write_docs:
        figures.write_docs(list(MEASURES))
        return 0
    taken = list[Figure]()
    complete = True
    for name in asked.names or MEASURES:
        found = _take(name, quick=asked.quick)
        complete = complete and found is not None
        taken += found or []
    figures.show(taken)
    return 0 if complete and all(figure.met for figure in taken) else 1


def _take(name: str, *, quick: bool) -> list[Figure] | None:
    """One measure's figures, kept; None if it could not be taken."""
    measure: Callable[..., list[Figure]] = import_module(MEASURES[name]).measure
    print(f"{name} …", flush=True)
    with LoadServer() as load, tempfile.TemporaryDirectory(prefix="minga-bench-") as folder:
        try:
            found = measure(load, Path(folder), quick=quick)
        except Exception:  # one measure that fails must not cost the others
            traceback.print_exc()
            return None
    figures.keep(name, found, quick=quick)
    return found


if __name__ == "__main__":
    sys.exit(main())
