"""People, groups and topics behave as Telegram's; and the world survives a restart."""

from pathlib import Path

import pytest
from cardboard_town import Town

from sandbox.clock import HandClock
from sandbox.driver import Driver
from sandbox.memory import Keeper, as_text, from_text, load
from sandbox.refused import NotInThisWorld
from sandbox.world import World


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def heard(town: Town) -> list[str]:
    """The texts that reach the bot."""
    return [u["message"].get("text", "…") for u in await town.updates() if "message" in u]


async def test_in_privacy_mode_a_plain_member_hears_only_what_is_for_it(town: Town) -> None:
    group, rosa = town.group.id, town.rosa.id
    town.driver.bot(group, "member", by=rosa)
    posted = await town.bot.send_message(group, "¿qué tal?")
    hers = town.driver.say(rosa, group, "charla")
    await town.updates()
    town.driver.say(rosa, group, "más charla #practica")
    town.driver.say(rosa, group, "respuesta a Rosa", reply_to=hers.id)
    town.driver.say(rosa, group, "/otro@otro_bot")
    town.driver.say(rosa, group, "/ayuda")
    town.driver.say(rosa, group, "/ayuda@Minga_Demo_Bot")
    town.driver.say(rosa, group, "bien", reply_to=posted.message_id)
    town.driver.say(rosa, group, "oye @minga_demo_bot")
    town.driver.pin(rosa, group, hers.id)
    assert await heard(town) == [
        "/ayuda",
        "/ayuda@Minga_Demo_Bot",
        "bien",
        "oye @minga_demo_bot",
        "…",
    ]


async def test_an_admin_or_a_bot_without_privacy_mode_hears_everything(town: Town) -> None:
    await town.updates()
    town.driver.say(town.rosa.id, town.group.id, "como admin")
    town.driver.bot(town.group.id, "member", by=town.rosa.id)
    town.driver.say(town.rosa.id, town.group.id, "no se oye")
    town.world.bot.reads_all = True
    town.driver.say(town.rosa.id, town.group.id, "sin modo privado")
    assert await heard(town) == ["como admin", "sin modo privado"]


async def test_a_removed_bot_is_told_and_then_hears_nothing(town: Town) -> None:
    await town.updates()
    town.driver.bot(town.group.id, "kicked", by=town.rosa.id)
    town.driver.say(town.rosa.id, town.group.id, "/ayuda")
    updates = await town.updates()
    assert [u["my_chat_member"]["new_chat_member"]["status"] for u in updates] == ["kicked"]


async def test_an_anonymous_admin_speaks_for_the_group(town: Town) -> None:
    await town.updates()
    town.driver.say(town.rosa.id, town.group.id, "decidido", anonymous=True)
    message = (await town.updates())[0]["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == town.group.id
    with pytest.raises(NotInThisWorld):
        town.driver.say(town.ivan.id, town.group.id, "yo también", anonymous=True)


async def test_in_a_topic_what_answers_nothing_answers_its_opening(town: Town) -> None:
    forum = town.driver.chat("Foro", forum=True, admins=[town.rosa.id])
    town.driver.bot(forum.id, "administrator", by=town.rosa.id)
    topic = await town.bot.create_forum_topic(forum.id, "Lectura")
    await town.updates()
    town.driver.say(town.rosa.id, forum.id, "leo", thread=topic.message_thread_id)
    message = (await town.updates())[0]["message"]
    assert message["is_topic_message"] is True
    assert message["reply_to_message"]["message_id"] == topic.message_thread_id
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Lectura"
    reply = await town.bot.send_message(forum.id, "bien", reply_to_message_id=message["message_id"])
    assert reply.message_thread_id == topic.message_thread_id


async def test_replies_in_a_supergroup_carry_the_thread_of_the_first_message(town: Town) -> None:
    first = town.driver.say(town.rosa.id, town.group.id, "uno")
    second = town.driver.say(town.ivan.id, town.group.id, "dos", reply_to=first.id)
    third = town.driver.say(town.rosa.id, town.group.id, "tres", reply_to=second.id)
    assert (second.thread, third.thread) == (first.id, first.id)


async def test_a_group_becomes_a_supergroup_with_its_people_and_its_bot(town: Town) -> None:
    old = town.driver.chat("Pueblo", "group", members=[town.ivan.id], admins=[town.rosa.id])
    town.driver.bot(old.id, "administrator", by=town.rosa.id)
    await town.updates()
    new = town.driver.migrate(old.id)
    first, second = [update["message"] for update in await town.updates()]
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (old.id, new.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (new.id, old.id)
    assert new.seats == old.seats
    with pytest.raises(NotInThisWorld):
        town.driver.say(town.ivan.id, old.id, "¿hola?")


async def test_who_asks_to_join_is_let_in_once(town: Town) -> None:
    luz, sol = town.driver.person("Luz").id, town.driver.person("Sol").id
    town.driver.ask_to_join(luz, town.group.id)
    town.driver.ask_to_join(sol, town.group.id)
    await town.bot.approve_chat_join_request(town.group.id, luz)
    await town.bot.decline_chat_join_request(town.group.id, sol)
    again = await town.call("approveChatJoinRequest", chat_id=town.group.id, user_id=luz)
    assert (town.group.has(luz), town.group.has(sol)) == (True, False)
    assert again["description"] == "Bad Request: HIDE_REQUESTER_MISSING"


async def test_an_edit_that_changes_nothing_tells_nobody(town: Town) -> None:
    said = town.driver.say(town.rosa.id, town.group.id, "hola")
    await town.updates()
    town.driver.edit(town.rosa.id, town.group.id, said.id, "hola")
    town.driver.edit(town.rosa.id, town.group.id, said.id, "hola #practica")
    edited = [update["edited_message"] for update in await town.updates()]
    assert [message["text"] for message in edited] == ["hola #practica"]


async def test_a_tap_on_what_is_gone_comes_with_an_inaccessible_message(town: Town) -> None:
    await town.updates()
    town.driver.forge_tap(town.rosa.id, town.group.id, 999, "x")
    query = (await town.updates())[0]["callback_query"]
    assert query["message"]["date"] == 0


async def test_a_button_that_is_not_there_cannot_be_pressed(town: Town) -> None:
    said = await town.bot.send_message(town.group.id, "nada")
    with pytest.raises(NotInThisWorld):
        town.driver.tap(town.rosa.id, town.group.id, said.message_id, "Hecho")


async def test_a_person_outside_the_group_cannot_speak_in_it(town: Town) -> None:
    ana = town.driver.person("Ana")
    with pytest.raises(NotInThisWorld):
        town.driver.say(ana.id, town.group.id, "hola")


async def test_a_sent_file_can_be_fetched_byte_for_byte(town: Town) -> None:
    town.driver.say(
        town.rosa.id,
        town.group.id,
        caption="evidencia",
        media={"kind": "document", "name": "../../rúbrica.pdf"},
        data=b"%PDF-1",
    )
    document = (await town.updates())[-1]["message"]["document"]
    file = await town.bot.get_file(document["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1"
    assert document["file_name"] == "../../rúbrica.pdf"


async def test_the_world_goes_on_after_a_restart(town: Town, tmp_path: Path) -> None:
    group, rosa, ivan = town.group.id, town.rosa.id, town.ivan.id
    said = town.driver.say(rosa, group, "hola #practica 🌱")
    town.driver.react(ivan, group, said.id, "👍")
    town.driver.say(ivan, group, media={"kind": "photo"}, data=b"\x89PNG")
    forum = town.driver.chat("Foro", forum=True, admins=[rosa])
    town.driver.topic(forum.id, "Lectura")
    poll = await town.bot.send_poll(group, "¿Cuándo?", ["lunes", "martes"])
    town.driver.vote(ivan, group, poll.message_id, [1])
    await town.call("setWebhook", url="http://127.0.0.1:1/hook")
    town.driver.read(ivan, group, said.id)
    path = tmp_path / "world.json"
    Keeper(town.world, None).save()
    keeper = Keeper(town.world, path)
    town.world.changed("people")
    keeper.save()
    again = load(path)
    assert as_text(again) == as_text(town.world)
    assert names_in(tmp_path) == ["world.json"]
    next_one = Driver(again, HandClock(town.clock.now())).say(rosa, group, "sigo")
    assert next_one.id == poll.message_id + 1


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    Keeper(World(), path).save()
    assert not path.exists()


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        from_text('{"format": 99}')
