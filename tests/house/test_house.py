"""The house is as docs and settings say."""

import re
import subprocess
import sys
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
# A host in a lock or configuration file would tie the project to one registry (facts.md §7).
HOST = re.compile(r"https?://|(?<!no-emit-)index-url|find-links|extra-index", re.I)


def test_doors_lead_inward() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2000:]


def test_every_setting_is_listed_and_every_listed_one_is_a_setting() -> None:
    listed = re.findall(r"^(MINGA_\w+)=", (ROOT / ".env.example").read_text(), re.M)

    assert sorted(listed) == sorted(f"MINGA_{name.upper()}" for name in Settings.model_fields)


def test_no_lock_names_a_host() -> None:
    files = [*ROOT.glob("requirements*.lock"), ROOT / "pyproject.toml", ROOT / "Makefile"]

    assert [file.name for file in files if HOST.search(file.read_text())] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for room in (
            "bot",
            "handlers",
            "scheduler",
            "messages",
            "reading",
            "locales",
            "community",
            "storage",
            "sandbox",
        )
        for path in (ROOT / room).rglob("*.py")
        if not path.read_text().lstrip().startswith('"""')
    ]

    assert silent == []


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "common", "helpers", "misc", "services"}

    assert [p for p in ROOT.rglob("*.py") if ".venv" not in p.parts and p.stem in drawers] == []
