"""The control API: what the page and tests do over HTTP."""

from typing import Any

from cardboard_town import Town


async def post(town: Town, path: str, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await town.client.post(f"/sim/{path}", json=body)).json()
    return answer


async def get(town: Town, path: str) -> Any:
    return (await town.client.get(f"/sim/{path}")).json()


async def test_a_whole_little_life_over_http(town: Town) -> None:
    ana = (await post(town, "people", name="Ana Ruiz", language_code="pt-br"))["id"]
    luz = (await post(town, "people", name="Luz"))["id"]
    group = (await post(town, "chats", title="G", type="group", members=[luz], admins=[ana]))["id"]
    await post(town, f"chats/{group}/bot", status="administrator", by=ana)
    said = (await post(town, "say", **{"as": luz}, chat=group, text="hola"))["message_id"]
    await post(town, "edit", **{"as": luz}, chat=group, message_id=said, text="hola a todas")
    await post(town, "react", **{"as": ana}, chat=group, message_id=said, emoji="👍")
    await post(town, "start", person=luz, payload="x1")
    await post(town, "block", person=luz)
    await post(town, "unblock", person=luz)
    await post(town, "leave", person=luz, chat=group)
    await post(town, "join", person=luz, chat=group)
    await post(town, "promote", person=luz, chat=group, admin=True)
    new = (await post(town, "migrate", chat=group))["id"]
    state = await get(town, f"state?as={luz}")
    shown = await get(town, f"chats/{new}/messages?as={luz}")
    assert {chat["id"] for chat in state["chats"]} == {new, luz}
    assert [m["service"]["kind"] for m in shown] == ["migrate_from_chat_id"]
    kept = town.world.messages(group)[said]
    assert (kept.text, kept.reactions) == ("hola a todas", {ana: "👍"})


async def test_a_tap_and_its_answer(town: Town) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Hecho", "callback_data": "c1"}]]}
    sent = await town.call("sendMessage", chat_id=town.group.id, text="¿?", reply_markup=keyboard)
    where = {"as": town.rosa.id, "chat": town.group.id, "message_id": sent["result"]["message_id"]}
    tap = await post(town, "tap", **where, button="Hecho")
    before = await get(town, f"answers/{tap['id']}")
    await town.call("answerCallbackQuery", callback_query_id=tap["id"], text="Ya", show_alert=True)
    assert before is None
    assert await get(town, f"answers/{tap['id']}") == {"text": "Ya", "alert": True, "url": None}


async def test_a_real_file_comes_as_multipart_and_is_served_safely(town: Town) -> None:
    fields = {"as": str(town.rosa.id), "chat": str(town.group.id), "caption": "acta"}
    page = {"file": ("acta.html", b"<script>1</script>", "text/html")}
    sent = await town.client.post("/sim/say", data=fields, files=page)
    media = (await get(town, f"chats/{town.group.id}/messages?as={town.rosa.id}"))[-1]["media"]
    served = await town.client.get(media["url"])
    assert sent.status_code == 200
    assert served.content == b"<script>1</script>"
    assert served.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in served.headers["content-security-policy"]


async def test_an_invented_photo_has_a_picture(town: Town) -> None:
    town.driver.say(town.rosa.id, town.group.id, media={"kind": "photo", "name": "sala"})
    media = (await get(town, f"chats/{town.group.id}/messages?as={town.rosa.id}"))[-1]["media"]
    served = await town.client.get(media["url"])
    assert served.headers["content-type"] == "image/png"
    assert served.content.startswith(b"\x89PNG")
    assert len(served.content) < 10_000


async def test_unread_counts_until_read(town: Town) -> None:
    said = town.driver.say(town.rosa.id, town.group.id, "hola")
    chat = {"as": town.ivan.id, "chat": town.group.id, "message_id": said.id}

    async def unread() -> int:
        chats = (await get(town, f"state?as={town.ivan.id}"))["chats"]
        return next(int(c["unread"]) for c in chats if c["id"] == town.group.id)

    before = await unread()
    await post(town, "read", **chat)
    assert (before > 0, await unread()) == (True, 0)


async def test_the_menu_of_commands_is_the_narrowest_that_was_set(town: Town) -> None:
    for scope, word in (("all_group_chats", "ayuda"), ("all_chat_administrators", "guia")):
        await town.call(
            "setMyCommands",
            commands=[{"command": word, "description": "x"}],
            scope={"type": scope},
            language_code="es",
        )

    async def menu(person: int) -> list[str]:
        chats = (await get(town, f"state?as={person}"))["chats"]
        found = next(c for c in chats if c["id"] == town.group.id)
        return [command["command"] for command in found["commands"]]

    assert (await menu(town.rosa.id), await menu(town.ivan.id)) == (["guia"], ["ayuda"])


async def test_time_moves_by_the_clock_of_the_host(town: Town) -> None:
    start = town.clock.now()
    await post(town, "time", hours=1)
    await post(town, "time", days=1)
    moved = town.clock.now()
    nothing = await post(town, "time", next=True)
    town.clock.due.append(moved.replace(year=2027))
    then = await post(town, "time", next=True)
    assert (moved - start).total_seconds() == 25 * 3600
    assert nothing == {"error": "nothing is due", "word": "nothing_due"}
    assert then["now"].startswith("2027")


async def test_wishes_that_cannot_be_granted_are_explained(town: Town) -> None:
    nobody = await town.client.post("/sim/say", json={"as": 5, "chat": town.group.id, "text": "x"})
    missing = await town.client.post("/sim/say", json={"text": "x"})
    fault = await town.client.post("/sim/faults", json={"kind": "earthquake"})
    assert nobody.status_code == missing.status_code == fault.status_code == 400
    assert missing.json() == {"error": "as is missing"}


async def test_pages_of_other_sites_may_not_act(town: Town) -> None:
    answer = await town.client.post(
        "/sim/start", json={"person": town.rosa.id}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not town.rosa.started


async def test_faults_come_and_go_and_idle_tells(town: Town) -> None:
    await post(town, "faults", kind="500", times=3)
    await town.client.delete("/sim/faults")
    assert (await town.call("getMe"))["ok"]
    await town.updates()
    idle = await get(town, "idle")
    await post(town, "updates", tomorrows_kind={})
    assert (idle, await get(town, "idle")) == (
        {"idle": True, "pending": 0},
        {"idle": False, "pending": 1},
    )
    assert (await get(town, "calls"))[-1]["method"] == "getMe"


async def test_the_page_forbids_scripts_that_are_not_its_own(town: Town) -> None:
    page = await town.client.get("/")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert (await town.client.get("/healthz")).json()["ok"] is True


async def test_what_is_pinned_comes_with_the_last_messages_however_old_it_is(town: Town) -> None:
    chat, rosa = town.group.id, town.rosa.id
    home = town.driver.say(rosa, chat, "Aquí está todo")
    town.driver.pin(rosa, chat, home.id)
    for number in range(200):
        town.driver.say(rosa, chat, f"charla {number}")

    shown = await get(town, f"chats/{chat}/messages?as={rosa}")
    later = await get(town, f"chats/{chat}/messages?as={rosa}&after={home.id}")

    assert [one["text"] for one in (shown[0], shown[1])] == ["Aquí está todo", "charla 50"]
    assert home.id not in [one["id"] for one in later]
