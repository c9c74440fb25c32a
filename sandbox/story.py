"""Three weeks in the life of a community that does not exist: Red de Aprendizaje Docente, Ñuble.

Nine invented people act on the cardboard Telegram as their phones would; the bot that answers them
is the real one. Days count back from today, so that the community is alive whenever it is opened.
"""

from datetime import timedelta

from sandbox.clock import Clock
from sandbox.driver import Driver

SPAN = timedelta(days=22)


async def live(driver: Driver, clock: Clock) -> None:
    """Plays the whole story; returns when the community has arrived at today."""
    today = clock.now() + SPAN
    ana = driver.person("Ana Sepúlveda")
    group = driver.chat("Red de Aprendizaje Docente, Ñuble (demostración)", members=[], admins=[ana.id])
    driver.bot(group.id, "administrator", by=ana.id)
    await clock.move_to(today)
