"""A real demonstration in a process of its own, and a person with a browser at its page."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, CHROMEDRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
PATIENCE = 30.0  # seconds until something that does not appear fails the test


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(folder: Path, port: int) -> Iterator[str]:
    """`minga demo` in that folder until the block ends; gives the page's address once it invites."""
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("MINGA_")}
    surroundings |= {"MINGA_DEMO_LISTEN": f"127.0.0.1:{port}", "PYTHONUNBUFFERED": "1"}
    log = folder / "demo.out"
    with log.open("wb") as out:
        minga = subprocess.Popen(
            [str(Path(sys.executable).with_name("minga")), "demo"],
            cwd=folder,
            env=surroundings,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _until_it_invites(minga, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            minga.send_signal(signal.SIGINT)
            assert minga.wait(timeout=15) == 0, log.read_text()


def _until_it_invites(minga: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while "in a browser and choose who to be" not in " ".join(log.read_text().split()):
        assert minga.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)


@contextmanager
def chromium(profile: Path, width: int, height: int, scale: int = 1) -> Iterator[Chrome]:
    """A headless browser of that size in CSS pixels; narrow ones say they are a phone."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in [*FLAGS.split(), f"--user-data-dir={profile}", f"--window-size={width},{height}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=ChromeService(str(CHROMEDRIVER)))
    size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500}
    try:
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield chrome
    finally:
        chrome.quit()


FITTING = """[...document.querySelectorAll(arguments[0])].filter(
    e => e.getClientRects().length && e.innerText.includes(arguments[1]))"""


@dataclass(kw_only=True)
class Phone:
    """What a person does at the page, and what they see there."""

    chrome: Chrome

    def find(self, selector: str, words: str = "") -> WebElement:
        """The last element to be seen that matches and says those words, once there is one."""
        found: WebElement = self._last(f"return {FITTING}.pop() ?? null", selector, words)
        return found

    def reads(self, selector: str, words: str = "") -> str:
        """What the same says, asked in one step: an element may be drawn anew before it is read."""
        return str(
            self._last(f"return {FITTING}.map(e => e.innerText).pop() ?? null", selector, words)
        )

    def _last(self, script: str, selector: str, words: str) -> Any:
        return WebDriverWait(
            self.chrome, PATIENCE, 0.1, ignored_exceptions=[WebDriverException]
        ).until(
            lambda chrome: chrome.execute_script(script, selector, words),
            f"«{words}» is not to be seen at {selector}",
        )

    def click(self, selector: str, words: str = "") -> None:
        """Presses the last such element; the page may redraw it meanwhile."""

        def try_it(_: Chrome) -> bool:
            self.find(selector, words).click()
            return True

        WebDriverWait(self.chrome, PATIENCE, 0.1, ignored_exceptions=[WebDriverException]).until(
            try_it, f"{selector} «{words}» cannot be pressed"
        )

    def become(self, name: str) -> None:
        """Chooses who to be, wherever that can be done now."""
        if self._shows('[data-role="people"]'):
            self.click('[data-role="people"] [data-person]', name.split()[0])
        elif self._shows('[data-role="self"]'):
            self.click('[data-role="self"]')
            self.click('[data-role="menu"] [data-person]', name)
        else:
            self.click('[data-role="back"]')
            self.click('[data-role="people"] [data-person]', name.split()[0])
        WebDriverWait(self.chrome, PATIENCE, ignored_exceptions=[WebDriverException]).until(
            lambda _: name.split()[0] in self._who(), f"{name} was not chosen"
        )

    def _shows(self, selector: str) -> bool:
        """Asked in one step: an element that is looked up first may be drawn anew before it is read."""
        is_seen = "return [...document.querySelectorAll(arguments[0])].some(e => e.getClientRects().length)"
        return bool(self.chrome.execute_script(is_seen, selector))

    def _who(self) -> str:
        chosen = self.chrome.find_element(By.CSS_SELECTOR, '[data-person][aria-pressed="true"]')
        return str(chosen.get_property("textContent"))

    def open_chat(self, kind: str) -> None:
        """`supergroup` or `private`."""
        if not self._shows("[data-chat]"):
            self.click('[data-role="back"]')
        self.click(f'[data-chat][data-type="{kind}"]')
        self.find("[data-title]", "Minga" if kind == "private" else "Red")

    def write(self, words: str) -> None:
        self.find('[data-role="text"]').send_keys(words, Keys.ENTER)
        self.find(".message.mine .text", words)

    def attach(self, path: Path) -> None:
        """Hands a file to the page's own input."""
        self.chrome.find_element(By.CSS_SELECTOR, '[data-role="file"]').send_keys(str(path))

    def start_reply(self, message: str) -> None:
        """Opens a message's menu and chooses to reply; `message` is its data-message."""
        self.click(f'[data-message="{message}"] [data-role="more"]')
        self.click('[data-action="reply"]')
        self.find('[data-role="quote"]')

    def message(self, words: str) -> str:
        """The data-message of the latest message that says so."""
        return str(
            WebDriverWait(self.chrome, PATIENCE, ignored_exceptions=[WebDriverException]).until(
                lambda _: self.find(".message", words).get_attribute("data-message")
            )
        )

    def clock(self) -> str:
        """«Viernes 20 de noviembre, 20:05», once time stands."""
        return self.reads("[data-role='time-bar']:not(.moving) [data-role='clock']")

    def move(self, how: str) -> str:
        """`hour`, `day` or `next`; returns the new time, once the page shows it."""
        before = self.clock()
        self.click(f'[data-time="{how}"]:not([disabled])')

        def moved(_: Chrome) -> bool:
            return self.clock() not in (before, "")

        WebDriverWait(self.chrome, PATIENCE, 0.05).until(moved, f"time stands at {before}")
        return self.clock()

    def errors(self) -> list[str]:
        """What the browser complained about."""
        return [e["message"] for e in self.chrome.get_log("browser") if e["level"] == "SEVERE"]
