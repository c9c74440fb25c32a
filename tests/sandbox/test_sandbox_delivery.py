"""How updates reach a bot: polls that confirm, quarrel and wait; webhooks; and bad days."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from cardboard_town import ALL_KINDS, Town
from echo_bot import served

from sandbox.app import create_app
from sandbox.driver import Driver
from sandbox.webhook import Deliverer
from sandbox.world import World


def talk(town: Town, count: int) -> None:
    for number in range(count):
        town.driver.say(town.rosa.id, town.group.id, f"mensaje {number}")


def texts(body: dict[str, Any]) -> list[str]:
    return [update["message"]["text"] for update in body["result"]]


@pytest.fixture
async def quiet(town: Town) -> Town:
    """The town with an empty mailbox."""
    await town.updates()
    return town


async def test_updates_come_again_until_an_offset_confirms_them(quiet: Town) -> None:
    talk(quiet, 3)
    first = await quiet.call("getUpdates", limit=2)
    again = await quiet.call("getUpdates", limit=2)
    after = await quiet.call("getUpdates", offset=first["result"][-1]["update_id"] + 1)
    assert texts(first) == texts(again) == ["mensaje 0", "mensaje 1"]
    assert texts(after) == ["mensaje 2"]
    assert not quiet.driver.is_idle
    await quiet.call("getUpdates", offset=after["result"][-1]["update_id"] + 1)
    assert quiet.driver.is_idle


async def test_a_negative_offset_keeps_only_the_last(quiet: Town) -> None:
    talk(quiet, 5)
    assert texts(await quiet.call("getUpdates", offset=-2)) == ["mensaje 3", "mensaje 4"]


async def test_a_long_poll_ends_when_something_is_said(quiet: Town) -> None:
    async with asyncio.TaskGroup() as group:
        turn = quiet.polling.turn
        poll = group.create_task(quiet.call("getUpdates", timeout=30))
        await quiet.poll_number(turn + 1)
        talk(quiet, 1)
    assert texts(poll.result()) == ["mensaje 0"]


async def test_a_second_poller_makes_the_first_end_in_a_conflict(quiet: Town) -> None:
    async with asyncio.TaskGroup() as group:
        turn = quiet.polling.turn
        first = group.create_task(quiet.call("getUpdates", timeout=30))
        await quiet.poll_number(turn + 1)
        second = group.create_task(quiet.call("getUpdates", timeout=30))
        await quiet.poll_number(turn + 2)
        talk(quiet, 1)
    assert first.result()["error_code"] == 409
    assert first.result()["description"].startswith("Conflict: terminated by other getUpdates")
    assert texts(second.result()) == ["mensaje 0"]


async def test_what_was_not_asked_for_never_comes(quiet: Town) -> None:
    said = quiet.driver.say(quiet.rosa.id, quiet.group.id, "hola")
    quiet.driver.react(quiet.ivan.id, quiet.group.id, said.id, "👍")
    await quiet.call("getUpdates", allowed_updates=["message_reaction"])
    quiet.driver.say(quiet.rosa.id, quiet.group.id, "de esto no")
    quiet.driver.react(quiet.ivan.id, quiet.group.id, said.id, "❤")
    kinds = [sorted(update)[0] for update in await quiet.updates()]
    assert kinds == ["message", "message_reaction"]


async def test_reactions_and_members_are_told_to_an_admin_alone(quiet: Town) -> None:
    await quiet.call("getUpdates", allowed_updates=ALL_KINDS)
    said = quiet.driver.say(quiet.rosa.id, quiet.group.id, "hola")
    quiet.driver.bot(quiet.group.id, "member", by=quiet.rosa.id)
    await quiet.updates()
    quiet.driver.react(quiet.ivan.id, quiet.group.id, said.id, "👍")
    quiet.driver.leave(quiet.ivan.id, quiet.group.id)
    assert [sorted(update)[0] for update in await quiet.updates()] == ["message"]


class Listener:
    """Stands at the other end of a webhook, and fails as often as it is told to."""

    def __init__(self, world: World, fail: int = 0) -> None:
        self.world = world
        self.fail = fail
        self.got: list[tuple[str, str]] = []
        self.secrets: set[str | None] = set()

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.secrets.add(headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.fail:
            self.fail -= 1
            return 502
        message = json.loads(body)["message"]
        self.got.append((message["chat"]["title"], message["text"]))
        return 200


async def delivered(town: Town, listener: Listener) -> None:
    """Deliver until the mailbox is empty."""
    deliverer = Deliverer(town.world, town.clock, listener.post, first_wait=0.001)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        running = group.create_task(deliverer.run())
        while town.world.mailbox.pending:
            await asyncio.sleep(0.001)
        running.cancel()


async def test_a_webhook_gets_updates_in_order_with_its_secret(quiet: Town) -> None:
    other = quiet.driver.chat("Otra", admins=[quiet.rosa.id])
    quiet.driver.bot(other.id, "administrator", by=quiet.rosa.id)
    await quiet.updates()
    await quiet.call("setWebhook", url="http://127.0.0.1:1/hook", secret_token="s3creto")
    talk(quiet, 3)
    quiet.driver.say(quiet.rosa.id, other.id, "aparte")
    listener = Listener(quiet.world, fail=2)
    await delivered(quiet, listener)
    here = [text for title, text in listener.got if title == "Red Ñuble"]
    assert here == ["mensaje 0", "mensaje 1", "mensaje 2"]
    assert ("Otra", "aparte") in listener.got
    assert listener.secrets == {"s3creto"}
    info = (await quiet.call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 502"
    assert info["last_error_date"] == int(quiet.clock.now().timestamp())


async def test_polling_beside_a_webhook_is_a_conflict(quiet: Town) -> None:
    await quiet.call("setWebhook", url="http://127.0.0.1:1/hook")
    body = await quiet.call("getUpdates")
    info = await quiet.call("getWebhookInfo")
    assert body["error_code"] == 409
    assert "while webhook is active" in body["description"]
    assert info["result"]["url"] == "http://127.0.0.1:1/hook"


async def test_a_429_names_its_wait_and_strikes_as_often_as_asked(quiet: Town) -> None:
    quiet.driver.fault("429", method="sendMessage", chat=quiet.group.id, times=2, retry_after=7)
    answers = [await quiet.call("sendMessage", chat_id=quiet.group.id, text="x") for _ in range(3)]
    assert [answer["ok"] for answer in answers] == [False, False, True]
    assert answers[0]["parameters"] == {"retry_after": 7}
    assert quiet.driver.told(quiet.group.id) == ["x"]


async def test_a_502_may_come_after_the_message_went_out(quiet: Town) -> None:
    quiet.driver.fault("502", acted=True)
    body = await quiet.call("sendMessage", chat_id=quiet.group.id, text="llegó igual")
    assert body["description"] == "Bad Gateway"
    assert quiet.driver.told(quiet.group.id) == ["llegó igual"]


async def test_faults_without_a_method_leave_polling_alone(quiet: Town) -> None:
    quiet.driver.fault("500")
    assert (await quiet.call("getUpdates"))["ok"]
    assert not (await quiet.call("getMe"))["ok"]
    quiet.driver.fault("502", method="getUpdates")
    assert not (await quiet.call("getUpdates"))["ok"]


async def test_updates_come_broken_twice_or_shuffled(quiet: Town) -> None:
    quiet.driver.fault("malformed_update")
    talk(quiet, 1)
    quiet.driver.fault("duplicate_update")
    talk(quiet, 1)
    broken, once, twice = await quiet.updates()
    assert "date" not in broken["message"]
    assert once == twice
    talk(quiet, 4)
    quiet.driver.fault("shuffle")
    ids = [update["update_id"] for update in (await quiet.call("getUpdates"))["result"]]
    assert ids != sorted(ids)
    assert len(set(ids)) == 4


async def test_an_update_of_any_shape_can_be_put_in(quiet: Town) -> None:
    quiet.driver.inject({"tomorrows_kind": {"x": 1}})
    assert (await quiet.updates())[0]["tomorrows_kind"] == {"x": 1}


async def test_the_calls_of_the_bot_are_remembered(quiet: Town) -> None:
    await quiet.call("sendMessage", chat_id=quiet.group.id, text="x")
    await quiet.call("sendMessage", chat_id=-42, text="y")
    seen = [(call["method"], call["ok"]) for call in quiet.world.calls][-2:]
    assert seen == [("sendMessage", True), ("sendMessage", False)]


async def test_a_body_that_is_no_json_object_is_refused(quiet: Town) -> None:
    headers = {"Content-Type": "application/json"}
    for body in ("{", "[1]"):
        answer = await quiet.client.post("/bot1:x/getMe", content=body, headers=headers)
        assert answer.json()["error_code"] == 400


@pytest.mark.slow
async def test_over_real_http_a_reset_and_a_late_answer_break_the_connection() -> None:
    world = World()
    driver = Driver(world)
    rosa = driver.person("Rosa")
    driver.start(rosa.id)
    driver.fault("reset", method="sendMessage")
    driver.fault("timeout_after", method="sendMessage", seconds=0.05)
    with served(create_app(world), with_bot=False) as address:
        async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
            for text in ("nunca", "llegó"):
                with pytest.raises(httpx.RemoteProtocolError):
                    await client.post(
                        "/bot1:x/sendMessage", json={"chat_id": rosa.id, "text": text}
                    )
    assert driver.told(rosa.id) == ["llegó"]
