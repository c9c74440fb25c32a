"""Whether the bot is well, for those who watch over it."""

import httpx

from bot.intake import SILENT_SECONDS
from bot.web import create_web
from storage.outbox import Kind
from tests.bot.on_stage import say
from tests.conversation import Stage


async def asked(stage: Stage, path: str, *, with_metrics: bool = False) -> httpx.Response:
    transport = httpx.ASGITransport(app=create_web(stage.minga, with_metrics=with_metrics))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(path)


async def test_a_bot_that_polls_is_well_and_a_silent_one_is_not(stage: Stage) -> None:
    assert (await asked(stage, "/healthz")).status_code == 200

    stage.minga.poller.last_success -= SILENT_SECONDS + 1
    ill = await asked(stage, "/healthz")

    assert ill.status_code == 503
    assert ill.json()["silent_seconds"] > SILENT_SECONDS


async def test_metrics_are_on_their_own_address_alone(stage: Stage) -> None:
    group = await stage.community("Red Ñuble", guides=[stage.person("Ana Soto")])
    await say(stage, group, "Hola", Kind.REPLY)

    assert (await asked(stage, "/metrics")).status_code == 404
    assert (await asked(stage, "/healthz", with_metrics=True)).status_code == 404
    told = await asked(stage, "/metrics", with_metrics=True)

    assert 'minga_outbox_letters{state="sent"}' in told.text
    assert "minga_inbox_waiting 0.0" in told.text
    assert "Red Ñuble" not in told.text
