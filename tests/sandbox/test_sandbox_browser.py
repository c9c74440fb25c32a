"""A person at the page, in a real Chromium, with a scripted bot on the other side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from echo_bot import served
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from sandbox.app import create_app
from sandbox.clock import HandClock
from sandbox.driver import Driver
from sandbox.world import World
from tests.needed import needed

pytestmark = [pytest.mark.slow, pytest.mark.browser]
CHROMIUM, CHROMEDRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
HOSTILE = "Ana <img src=x onerror=alert(1)>"


@dataclass(kw_only=True)
class Page:
    """What a person does at the page, and what they see there."""

    chrome: Chrome
    driver: Driver
    address: str

    def find(self, selector: str) -> WebElement:
        """The last element that matches, once there is one to be seen."""

        def last(chrome: Chrome) -> WebElement | None:
            seen = [
                found
                for found in chrome.find_elements(By.CSS_SELECTOR, selector)
                if found.is_displayed()
            ]
            return seen[-1] if seen else None

        return WebDriverWait(self.chrome, 10, ignored_exceptions=[Exception]).until(
            last, f"nothing to be seen at {selector}"
        )

    def click(self, selector: str) -> None:
        def try_it(_: Chrome) -> bool:
            self.find(selector).click()
            return True

        WebDriverWait(self.chrome, 10, ignored_exceptions=[Exception]).until(try_it, selector)

    def sees(self, selector: str, words: str) -> None:
        """Waits until the last element that matches says those words."""

        def says(_: Chrome) -> bool:
            return words in self.find(selector).text

        WebDriverWait(self.chrome, 10, ignored_exceptions=[Exception]).until(
            says, f"«{words}» is not to be read at {selector}"
        )

    def write(self, words: str) -> None:
        box = self.find('[data-role="text"]')
        box.send_keys(words, Keys.ENTER)


@pytest.fixture(params=[(360, 740), (1280, 800)], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    needed(CHROMIUM.exists() and CHROMEDRIVER.exists(), "Chromium", "chromium chromium-driver")
    width, height = request.param
    world = World()
    driver = Driver(world, HandClock(datetime(2026, 12, 4, 12, 0, tzinfo=UTC)))
    rosa, marta = driver.person("Rosa Quilodrán"), driver.person("Marta Sepúlveda")
    hostile = driver.person(HOSTILE)
    group = driver.chat("Red Ñuble", members=[rosa.id, hostile.id], admins=[marta.id])
    driver.bot(group.id, "administrator", by=marta.id)
    driver.say(hostile.id, group.id, "<b>nada</b> & <script>alert(2)</script>")
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in [*FLAGS.split(), f"--user-data-dir={tmp_path}", f"--window-size={width},{height}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with served(create_app(world, driver.clock)) as address:
        chrome = Chrome(options=options, service=ChromeService(str(CHROMEDRIVER)))
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            chrome.get(f"{address}/#{rosa.id}")
            page = Page(chrome=chrome, driver=driver, address=address)
            page.click(f'[data-chat="{group.id}"]')
            yield page
        finally:
            chrome.quit()


def errors(page: Page) -> list[str]:
    return [
        entry["message"] for entry in page.chrome.get_log("browser") if entry["level"] == "SEVERE"
    ]


def test_hostile_names_and_texts_are_shown_as_they_are(page: Page) -> None:
    page.sees(".text", "<b>nada</b> & <script>alert(2)</script>")
    page.sees(".name", HOSTILE)
    assert not page.chrome.find_elements(By.CSS_SELECTOR, ".log img")
    assert errors(page) == []


def test_write_tap_and_be_answered(page: Page) -> None:
    page.write("/compromiso subir la rúbrica")
    page.sees(".message[data-bot] .text", "Oí /compromiso subir la rúbrica")
    page.sees(".message[data-bot] b", "Oí")
    page.click('[data-callback="yes"]')
    page.sees('[data-role="toast"]', "Anotado")
    page.sees(".message[data-bot] .text", "Rosa: yes")
    page.click('[data-callback="no"]')
    page.sees('[data-role="alert"] p', "Qué pena")
    page.click('[data-role="alert"] button')
    assert errors(page) == []


def test_reply_react_correct_and_switch_person(page: Page) -> None:
    page.write("hola a todas")
    page.sees(".message.mine .text", "hola a todas")
    page.click(".message.mine [data-role='more']")
    page.click('[data-action="edit"]')
    page.find('[data-role="text"]').clear()
    page.write("hola a todas y todos")
    page.sees(".message.mine .text", "hola a todas y todos")
    page.click('[data-role="self"]')
    page.click('[data-role="menu"] [data-person="1000002"]')
    page.sees(".message .name", "Rosa Quilodrán")
    page.click('.message[data-from="1000001"] [data-role="more"]')
    page.click('[data-face="❤"]')
    page.sees('[data-reaction="❤"]', "❤")
    page.click('.message[data-from="1000001"] [data-role="more"]')
    page.click('[data-action="reply"]')
    page.write("bienvenida")
    page.sees(".message.mine [data-reply]", "hola a todas y todos")
    assert errors(page) == []


def test_send_a_sample_photo_and_a_voice_note(page: Page) -> None:
    page.click('[data-role="attach"]')
    page.click('[data-attach="photo"]')
    photo = page.find('[data-media="photo"] img')
    WebDriverWait(page.chrome, 10).until(lambda _: photo.get_property("naturalWidth") == 320)
    page.click('[data-role="attach"]')
    page.click('[data-attach="voice"]')
    page.sees('[data-media="voice"]', "0:12")
    assert errors(page) == []


def test_a_link_of_the_bot_opens_the_private_chat(page: Page) -> None:
    page.write("/ayuda")
    page.click('[data-button="En privado"]')
    page.sees("[data-title]", "Minga")
    page.sees(".message.mine .text", "/start hola")


def test_move_time_and_change_the_language(page: Page) -> None:
    page.sees('[data-role="clock"]', "iernes 4 de diciembre, 09:00")
    page.click('[data-time="hour"]')
    page.sees('[data-role="clock"]', "10:00")
    page.click('[data-time="day"]')
    page.sees('[data-role="clock"]', "ábado 5 de diciembre, 10:00")
    page.click('[data-role="language"] option[value="pt_BR"]')
    page.sees('[data-role="clock"]', "ábado, 5 de dezembro")
    page.click('[data-role="language"] option[value="en"]')
    page.sees('[data-role="clock"]', "Saturday 5 December")
    assert errors(page) == []
