"""The files of date phrases (`dates_es.tsv` …): who reads them, and how a reading is written in them."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from reading.dates import Past, Reading, Unsure

HERE = Path(__file__).parent


def phrases(language: str) -> Iterator[tuple[str, datetime, ZoneInfo, str]]:
    """Phrase, now, zone, expected; a now without an offset is wall clock in the zone."""
    with (HERE / f"dates_{language}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            zone = ZoneInfo(row["zone"])
            now = datetime.fromisoformat(row["now"])
            aware = now if now.tzinfo else now.replace(tzinfo=zone)
            yield row["phrase"], aware, zone, row["expected"]


def written(reading: Reading) -> str:
    """A day and perhaps its hour, «past» and a day, «?» and the days to choose from, or «-»."""
    if reading is None:
        return "-"
    if isinstance(reading, Past):
        return f"past {reading.on}"
    if isinstance(reading, Unsure):
        return " ".join(["?", *map(str, reading.options)])
    return f"{reading.on}" + (f" {reading.at:%H:%M}" if reading.at else "")
