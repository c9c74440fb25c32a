"""A memory opened on a phone and printed: a real Chromium, from the disk, with nothing to fetch."""

import json
import re
from base64 import b64decode
from pathlib import Path

import pytest
from phone_at_hand import CHROMEDRIVER, CHROMIUM, chromium

from locales.words import words_in
from messages.archives_pages import pages
from tests.archived import FILE, NOW, hostile, small
from tests.needed import needed

pytestmark = [pytest.mark.slow, pytest.mark.browser]
A4 = (595, 842)  # points, 72 to the inch


def test_it_is_read_at_360_pixels_and_printed_on_a4_and_asks_nobody_for_anything(
    tmp_path: Path,
) -> None:
    needed(CHROMIUM.exists() and CHROMEDRIVER.exists(), "Chromium", "chromium chromium-driver")
    words = words_in("es", 2026)
    made = pages(hostile(), words, NOW)
    made["small.html"] = pages(small(), words, NOW, {FILE: "media/photo-001.jpg"})["index.html"]
    for path, page in made.items():
        (tmp_path / path).write_text(page)

    with chromium(tmp_path / "profile", 360, 740) as chrome:
        chrome.get("about:blank")
        chrome.get_log("performance")  # of the browser's own first page
        for path in made:
            chrome.get(f"{tmp_path.as_uri()}/{path}")
            wide = "return [document.documentElement.scrollWidth, innerWidth]"
            assert chrome.execute_script(wide) == [360, 360], path
            assert chrome.execute_script("return document.scripts.length") == 0
            printed = chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
            assert _sizes(b64decode(printed["data"])) == {A4}, path
        chrome.get(f"{tmp_path.as_uri()}/index.html")
        chrome.find_element("link text", words("Practices")).click()
        assert chrome.current_url.endswith("/practicas.html")
        asked = [json.loads(line["message"])["message"] for line in chrome.get_log("performance")]

    sent = [
        one["params"]["request"]["url"]
        for one in asked
        if one["method"] == "Network.requestWillBeSent"
    ]
    assert sent
    assert [url for url in sent if not url.startswith(tmp_path.as_uri())] == []


def _sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Of each sheet, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return {(round(float(wide)), round(float(high))) for wide, high in boxes}
