"""Faults × kinds of message, over real HTTP: how each ends (promises.md §6, row 4)."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from community.commitments import Answer
from sandbox.messages import Message
from storage.outbox import Kind
from tests.bot.on_stage import community_of, ends, pace_by_the_clock, put, say
from tests.conversation import Stage, open_stage

pytestmark = pytest.mark.conversation

AT_MOST_ONCE = (Kind.REPLY, Kind.POST, Kind.DIGEST, Kind.EXPORT)
MESSAGES = (*AT_MOST_ONCE, Kind.REMINDER)
TEXT = "Hoy vence"


@dataclass(frozen=True)
class Fault:
    """What goes wrong once, and whether Telegram had acted by then."""

    kind: str
    acted: bool = False

    @property
    def is_definite(self) -> bool:
        return self.kind in ("400", "403", "429")


FAULTS = [
    Fault("429"),
    Fault("400"),
    Fault("403"),
    Fault("delay", acted=True),
    *(Fault(kind, acted) for kind in ("500", "502", "reset") for acted in (False, True)),
    Fault("timeout_after", acted=True),
]


@pytest.fixture
async def wired(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that talks to the sandbox over real HTTP."""
    async with open_stage(tmp_path, database_url=sqlite_url, over_http=True) as opened:
        pace_by_the_clock(opened)
        yield opened


def expected(fault: Fault, kind: Kind) -> tuple[str, int]:
    """(state in the end, how often people see it), as the table of promises.md §6 has it."""
    if fault.kind in ("429", "delay"):
        return "sent", 1
    if fault.is_definite:
        return "failed", 0
    copies = int(fault.acted)
    if kind is Kind.REMINDER:
        return "sent", copies + 1
    if kind in (Kind.EDIT, Kind.ANSWER):
        return ("sent" if kind is Kind.EDIT else "unknown"), copies or int(kind is Kind.EDIT)
    return "unknown", copies


@pytest.mark.slow  # eight kinds over real HTTP, for each fault
@pytest.mark.parametrize("fault", FAULTS, ids=str)
async def test_every_kind_ends_as_promised(wired: Stage, fault: Fault) -> None:
    ana, rosa = wired.person("Ana Soto"), wired.person("Rosa Quispe")
    groups = {kind: await wired.community(f"Red {kind}", guides=[ana]) for kind in MESSAGES}
    red = await wired.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/compromiso Rosa trae cuentos el 4 de diciembre, sin evidencia", red)
    card = wired.last(red)
    before = await ends(wired)

    for kind, group in groups.items():
        method = "sendDocument" if kind is Kind.EXPORT else "sendMessage"
        _goes_wrong(wired, fault, method, chat=group.id)
        await put(wired, group, TEXT, kind)
    for method in ("answerCallbackQuery", "editMessageText"):
        _goes_wrong(wired, fault, method)
    tap = wired.driver.tap(rosa.id, red.id, card.id, "Acepto")
    await wired.rests()
    await wired.passes(seconds=30)
    await wired.passes(minutes=10)

    found = await ends(wired) - before
    for kind, group in groups.items():
        assert (found[kind, expected(fault, kind)[0]], kind) == (1, kind)
        assert (wired.told(group).count(TEXT), kind) == (expected(fault, kind)[1], kind)
    state, copies = expected(fault, Kind.ANSWER)
    assert found[Kind.ANSWER, state] == 1
    assert (wired.driver.answer(tap.id) is not None) == bool(copies)
    state, copies = expected(fault, Kind.EDIT)
    assert found[Kind.EDIT, state] == 1
    assert ("✓ Rosa Quispe" in _now_reads(wired, card)) == bool(copies)
    async with wired.looking() as tx:
        (pledge,) = await tx.commitments.open_of((await community_of(wired, red)).id)
    assert [one.answer for one in pledge.people] == [Answer.ACCEPTED]


async def test_an_unknown_card_is_offered_to_the_guides(wired: Stage) -> None:
    ana, rosa = wired.person("Ana Soto"), wired.person("Rosa Quispe")
    group = await wired.community("Red Ñuble", guides=[ana], members=[rosa])
    wired.driver.fault("502", method="sendMessage")
    await ana.says("/compromiso Rosa trae cuentos el 4 de diciembre, sin evidencia", group)
    assert wired.told(group) == []

    await ana.says("/estado", group)
    await ana.taps("Reenviar 1")
    await rosa.taps("Acepto")

    assert "✓ Rosa Quispe" in _now_reads(wired, wired.last(group))


async def test_a_reminder_refused_for_a_while_still_has_its_second_copy(stage: Stage) -> None:
    pace_by_the_clock(stage)
    group = await stage.community("Red Ñuble", guides=[stage.person("Ana Soto")])
    for kind, acted in (("429", False), ("429", False), ("reset", False)):
        stage.driver.fault(kind, method="sendMessage", acted=acted)

    await say(stage, group, TEXT, Kind.REMINDER)
    for _ in range(4):
        await stage.passes(minutes=1)

    assert stage.told(group).count(TEXT) == 1


async def test_what_never_left_is_sent_when_telegram_is_back(wired: Stage) -> None:
    groups = {
        kind: await wired.community(f"Red {kind}", guides=[wired.person("Ana Soto")])
        for kind in MESSAGES
    }
    with _nobody_listens(wired):
        for kind, group in groups.items():
            await say(wired, group, TEXT, kind)
    await wired.passes(minutes=10)

    assert [wired.told(group).count(TEXT) for group in groups.values()] == [1] * len(groups)


async def test_a_reminder_in_a_topic_that_was_deleted_still_comes(stage: Stage) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], forum=True)
    topic = stage.driver.topic(group.id, "Lectura", by=ana.id)
    await ana.says(
        "/compromiso Rosa trae cuentos el 18 de noviembre, sin evidencia", group, thread=topic
    )
    await rosa.taps("Acepto")
    del stage.world.chat(group.id).topics[topic]

    await stage.passes(days=3)

    assert stage.last(group).text.startswith("📌 Hoy vence el compromiso 1")


async def test_a_group_that_showed_the_bot_out_is_left_alone_from_then_on(stage: Stage) -> None:
    group = await stage.community("Red Ñuble", guides=[stage.person("Ana Soto")])
    stage.driver.fault("403", method="sendMessage", chat=group.id)

    await say(stage, group, TEXT, Kind.REMINDER)

    assert not (await community_of(stage, group)).is_active
    async with stage.looking() as tx:
        assert await tx.dues.open_of((await tx.communities.all())[0].id) == []


def _goes_wrong(stage: Stage, fault: Fault, method: str, **where: Any) -> None:
    about: dict[str, Any] = {"method": method, "acted": fault.acted, "seconds": 0.02}
    stage.driver.fault(fault.kind, retry_after=5, **about, **where)


def _now_reads(stage: Stage, message: Message) -> str:
    return stage.world.history[message.chat][message.id].text


@contextmanager
def _nobody_listens(stage: Stage) -> Iterator[None]:
    """The Bot API's address leads nowhere, until the block ends."""
    api: Any = stage.minga.api
    address = api._base
    api._base = "http://127.0.0.1:9/"  # the discard port: nobody is there
    try:
        yield
    finally:
        api._base = address


def test_the_table_has_every_kind() -> None:
    covered = {*MESSAGES, Kind.EDIT, Kind.ANSWER}

    assert covered == set(Kind)
