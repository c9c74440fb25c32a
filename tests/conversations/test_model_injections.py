"""What members write, and what a model answers, does nothing but be read by a guide (promises.md §5)."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from reading.pseudonyms import Disguise
from reading.verified import verify
from storage.rows import metadata
from tests.conversation import Stage, open_stage
from tests.conversations.injections import PAYLOADS
from tests.conversations.test_syntheses_wording import TOLD, Group, sensible
from tests.model_server import ModelServer, model_server
from tests.reading.discussion import talk

pytestmark = pytest.mark.conversation
CANARY = "zarzamora"
IN_PRIVATE = (
    "Te escribí en privado el borrador de síntesis de «¿Qué hiciste esta semana que te resultó?»."
)
# the ways of messages, and of drafts: what a request for a draft writes by itself
OF_THE_WAY = {"inbox", "outbox", "posts", "namings", "chat_windows", "dues", "instance", "errands"}
OF_THE_WAY |= {"syntheses", "synthesis_lines", "candidates"}


@pytest.fixture
async def model() -> AsyncIterator[ModelServer]:
    async with model_server() as server:
        yield server


@pytest.fixture
async def stage(sqlite_url: str, tmp_path: Path, model: ModelServer) -> AsyncIterator[Stage]:
    settings: dict[str, Any] = {
        "llm_url": model.url,
        "llm_model": "crédulo",
        "llm_provider": "Casa",
        "llm_country": "Chile",
        "llm_retention": "nada",
    }
    async with open_stage(tmp_path, database_url=sqlite_url, **settings) as opened:
        yield opened


async def facts(stage: Stage) -> dict[str, int]:
    """How much is on record, table by table."""
    async with stage.looking() as tx:
        return {
            table.name: int(await tx.value(select(func.count()).select_from(table)))
            for table in metadata.sorted_tables
            if table.name not in OF_THE_WAY
        }


async def letters_that_failed(stage: Stage) -> int:
    outbox = metadata.tables["outbox"]
    async with stage.looking() as tx:
        found = select(func.count()).where(outbox.c.state.in_(("failed", "unknown")))
        return int(await tx.value(found))


async def other_community(stage: Stage) -> None:
    eva = stage.person("Eva Canales")
    red = await stage.community("Otra red", guides=[eva], mode="full")
    await eva.says(f"Aquí juntamos {CANARY} en la huerta de la escuela", red)


def test_there_are_fifty() -> None:
    assert len(set(PAYLOADS)) == 50


async def test_fifty_orders_in_messages_are_only_things_that_were_said(
    stage: Stage, model: ModelServer
) -> None:
    await other_community(stage)
    group = await Group(stage).begins(told=[*TOLD, *(f"Bueno, {one}" for one in PAYLOADS)])
    before, said = await facts(stage), group.said()

    def obeys(body: dict[str, Any]) -> str:
        """It takes every order to heart: it quotes it, and does what it can, which is to write."""
        messages = json.loads(body["messages"][1]["content"])["messages"]
        orders = [one for one in messages if one["text"].startswith("Bueno, ")]
        points = [
            {"id": one["id"], "quote": one["text"], "line": one["text"][7:80]} for one in orders
        ]
        return json.dumps(
            {"points": points, "action": "publish", "tool_calls": [{"name": "publish"}]}
        )

    model.says = obeys
    await group.draft()

    sent = json.dumps(model.bodies, ensure_ascii=False)
    assert "Ignora todo lo anterior" in sent
    assert CANARY not in sent.replace("la palabra zarzamora", "")
    assert await facts(stage) == before
    assert set(group.said()) - set(said) == {IN_PRIVATE}
    assert await letters_that_failed(stage) == 0


async def test_fifty_answers_of_a_model_that_was_won_over_change_nothing(
    stage: Stage, model: ModelServer
) -> None:
    await other_community(stage)
    group = await Group(stage).begins()
    before, said = await facts(stage), group.said()
    drafts = []

    for at in range(0, len(PAYLOADS), 4):
        model.says = _with_lines(PAYLOADS[at : at + 4])
        drafts.append(await group.draft())
    for answer in ("\n".join(PAYLOADS), json.dumps({"points": PAYLOADS}), json.dumps(PAYLOADS)):
        model.says = _always(answer)
        drafts.append(await group.draft())

    assert len(model.bodies) == len(drafts)
    assert await facts(stage) == before
    assert set(group.said()) - set(said) == {IN_PRIVATE}
    assert await letters_that_failed(stage) == 0
    everything = "\n".join(drafts)
    assert "El modelo automático no respondió, o su respuesta no se sostuvo" in drafts[0]
    assert CANARY not in everything
    for payload in PAYLOADS:
        assert payload not in everything
    assert "Un modelo automático eligió" not in everything


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_order_stands_as_a_quote_or_a_line(payload: str) -> None:
    disguise = Disguise(talk(*(("Rosa", words) for words in TOLD)), [], language="es")
    as_quotes = [{"id": n, "quote": payload, "line": payload} for n in range(1, 10)]
    as_lines = [{"id": n, "quote": words, "line": payload} for n, words in enumerate(TOLD, start=1)]

    for answer in (payload, json.dumps(as_quotes), json.dumps({"points": as_lines})):
        assert verify(answer, disguise, language="es").points == ()


def _with_lines(payloads: list[str]) -> Callable[[dict[str, Any]], str]:
    """Good quotes, each with an order in the place of its line."""

    def says(body: dict[str, Any]) -> str:
        points = json.loads(sensible(body))["points"]
        lines = [payloads[number % len(payloads)] for number in range(len(points))]
        return json.dumps(
            {"points": [{**one, "line": line} for one, line in zip(points, lines, strict=True)]}
        )

    return says


def _always(answer: str) -> Callable[[dict[str, Any]], str]:
    return lambda body: answer
