"""Takes the pictures of the guide anew from the demonstration: `python -m tests.browser.pictures`.

Needs Chromium with its driver, and a font with emoji (Debian's fonts-noto-color-emoji). A picture is
the group as a phone shows it, with one message at its foot; it is written into docs/images.
"""

import tempfile
from pathlib import Path

from selenium.webdriver.remote.webelement import WebElement

from tests.browser.phone_at_hand import Phone, chromium, demo, free_port

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDTH, HEIGHT, SCALE = 360, 760, 2

# file: the words of the message that is to stand at the foot of the picture
PICTURES = {
    "practica-tarjeta": "En el repertorio: Lectura en parejas de distinto curso, de Rosa",
    "practica-adaptacion": "como la hizo Carmen. Viene de",
    "practica-camino": "El camino de Lectura en parejas",
}


def main() -> None:
    """Writes every picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            demo(folder, free_port()) as address,
            chromium(folder / "profile", WIDTH, HEIGHT, SCALE) as chrome,
        ):
            phone = Phone(chrome=chrome)
            chrome.get(address)
            phone.become("Marisol Riquelme")
            phone.open_chat("supergroup")
            for file, words in PICTURES.items():
                _at_the_foot(phone, phone.find(".message .text", words))
                chrome.save_screenshot(str(IMAGES / f"{file}.png"))


def _at_the_foot(phone: Phone, message: WebElement) -> None:
    """With the buttons below it."""
    phone.chrome.execute_script(
        "arguments[0].closest('.message').scrollIntoView({block: 'end', behavior: 'instant'});",
        message,
    )


if __name__ == "__main__":
    main()
